"""Computes the expected findings of the national packs without the engine.

Plain exact arithmetic (fractions; square roots to 50 digits) over the csv files of a case, written
from the documents and not from the engine. `python3 check.py [--pack basic]` checks the cases of the national packs;
`python3 check.py FOLDER [--pack basic] [--as-of YEAR] [--answers FOLDER]` prints the findings of any folder of tables.
An unknown is None; states are met, not_met, undetermined, not_checked, not_applicable.
"""
import csv
import os
import sys
from decimal import Decimal, getcontext
from fractions import Fraction as F

getcontext().prec = 50
STAGES = {"小学": "primary", "初中": "junior", "高中": "senior"}
WEIGHT = {"小学": F(1), "初中": F("1.1"), "高中": F("1.32")}
RURAL = {"乡中心区", "村庄", "乡村"}
TOWN = {"主城区", "城乡结合区", "镇中心区", "镇乡结合区", "特殊区域", "城区", "镇区"}
CENTRE = {"主城区", "城区"}
COUNTY_RUN = {"县级教育部门", "县级其他部门", "乡镇"}


# ── reading ──────────────────────────────────────────────
def table(folder, name):
    path = os.path.join(folder, name + ".csv")
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def number(row, label):
    """The value of a column, in base units; None where the cell is blank or the column absent."""
    for header, cell in row.items():
        if header.split("（")[0] == label:
            if cell is None or cell.strip() == "":
                return None
            unit = header.split("（")[1].rstrip("）") if "（" in header else ""
            return F(cell.strip()) * (10000 if unit.startswith("万") else 1)
    return None


def word(row, label, assumed=None):
    cell = row.get(label)
    if cell is None:
        return assumed
    return cell.strip() or None


# ── three-valued logic ───────────────────────────────────
def both(values):
    values = list(values)
    if any(value is False for value in values):
        return False
    return None if any(value is None for value in values) else True


def either(values):
    values = list(values)
    if any(value is True for value in values):
        return True
    return None if any(value is None for value in values) else False


def negate(value):
    return None if value is None else not value


def compare(value, sign, limit):
    if value is None or limit is None:
        return None
    return {">=": value >= limit, "<=": value <= limit, "<": value < limit, ">": value > limit}[sign]


def over(above, below):
    return None if above is None or below is None or below == 0 else above / below


def plus(*values):
    return None if any(value is None for value in values) else sum(values)


def state(truth):
    return {True: "met", False: "not_met", None: "undetermined"}[truth]


# ── schools ──────────────────────────────────────────────
class School:
    def __init__(self, row):
        self.row = row
        self.code = row.get("学校标识码") or row.get("学校名称")
        self.county = row.get("县代码") or row.get("县")
        self.kind = word(row, "办学类型")
        self.pupils = {}
        for stage in STAGES:
            pupils = number(row, stage + "在校生数")
            if row.get("学段") == stage:
                pupils = number(row, "在校生数")
            if pupils:
                self.pupils[stage] = pupils
        self.total = sum(self.pupils.values(), F(0))
        self.compulsory = sum((self.pupils.get(stage, F(0)) for stage in ("小学", "初中")), F(0))
        self.weighted = sum((WEIGHT[stage] * pupils for stage, pupils in self.pupils.items()), F(0))
        self.normal = word(row, "办学状态", "正常") == "正常"

    def staged(self, stage, label):
        value = number(self.row, stage + label)
        if value is None and self.row.get("学段") == stage:
            value = number(self.row, label)
        return value

    def share(self, stage, label):
        """The part of a shared resource that belongs to the stage."""
        value = number(self.row, label)
        return None if value is None else value * WEIGHT[stage] * self.pupils[stage] / self.weighted

    def rural(self):
        zone = word(self.row, "城乡类型")
        return None if zone is None else zone in RURAL

    def net_area(self, stage):
        whole, indoor = self.share(stage, "教学及辅助用房面积"), self.share(stage, "室内体育用房面积")
        return None if whole is None or indoor is None else whole - indoor

    def sports(self, stage):
        return plus(self.share(stage, "运动场地面积"), self.share(stage, "室内体育用房面积"))


def schools_of(folder):
    return [School(row) for row in table(folder, "学校")]


def cv_squared(pairs):
    """(value, weight) pairs; None where a value is unknown, there is none, or the mean is zero."""
    if not pairs or any(value is None for value, _ in pairs):
        return None
    total = sum(weight for _, weight in pairs)
    mean = sum(value * weight for value, weight in pairs) / total
    if mean == 0:
        return None
    return sum(weight * (value - mean) ** 2 for value, weight in pairs) / total / mean ** 2


def root(value):
    return None if value is None else (Decimal(value.numerator) / Decimal(value.denominator)).sqrt()


def shown(value):
    return "" if value is None else repr(float(value))


# ── quality balance, 2017 ────────────────────────────────
LIMITS = {
    "小学": [F("4.2"), F(1), F("0.9"), F("4.5"), F("7.5"), F(2000), F("2.3")],
    "初中": [F("5.3"), F(1), F("0.9"), F("5.8"), F("10.2"), F(2500), F("2.4")],
}
CV_LIMIT = {"小学": F("0.50"), "初中": F("0.45")}


class Quality:
    def __init__(self, folder, year, reading="各自"):
        self.folder, self.year, self.relaxed, self.reading = folder, year, year <= 2022, reading
        self.schools = schools_of(folder)
        self.classes, self.rooms = table(folder, "班级"), table(folder, "教室")
        self.counties = {row.get("县代码") or row.get("县"): row for row in table(folder, "县")}
        self.answers = {(row["单元"], row["条款"]): row for row in table(folder, "答复")}
        self.monitoring, self.survey = table(folder, "监测"), table(folder, "调查")

    def units(self):
        names = [school.county for school in self.schools] + list(self.counties)
        return sorted(set(names))

    def in_resources(self, school):
        if school.kind in ("特殊教育学校", "职业学校") or not school.normal:
            return False
        return not (school.kind == "教学点" and school.total < 50)

    def in_service(self, school):
        return school.normal and school.kind not in ("特殊教育学校", "职业学校", "高级中学")

    def seven(self, school, stage):
        pupils = school.pupils[stage]
        per = lambda value, times=1: over(None if value is None else value * times, pupils)
        pe_art = school.staged(stage, "体育艺术教师数")
        if self.relaxed and school.rural() and 50 <= school.total < 100:
            pe_art = plus(pe_art, school.staged(stage, "交流兼职走教体艺教师数") or F(0))
        sports = school.sports(stage)
        if self.relaxed and word(school.row, "城乡类型") in CENTRE and word(school.row, "人口密集中心城区学校") == "是":
            further = [school.share(stage, name) or F(0) for name in ("校内其他专用运动场地面积", "校外周边体育场馆面积")]
            sports = plus(sports, *further)
        return [
            per(school.staged(stage, "高于规定学历教师数"), 100),
            per(school.staged(stage, "县级以上骨干教师数"), 100),
            per(pe_art, 100),
            per(school.net_area(stage)),
            per(sports),
            per(school.share(stage, "教学仪器设备值")),
            per(school.share(stage, "网络多媒体教室数"), 100),
        ]

    def passes(self, school, stage):
        values, limits = self.seven(school, stage), LIMITS[stage]
        met = [compare(value, ">=", limit) for value, limit in zip(values, limits)]
        sure, possible = met.count(True), met.count(True) + met.count(None)
        enough = True if sure >= 6 else (None if possible >= 6 else False)
        floor = both(compare(value, ">=", limit * F("0.85")) for value, limit in zip(values, limits))
        return both([enough, floor])

    def county(self, unit):
        row, out = self.counties.get(unit, {}), []
        mine = [school for school in self.schools if school.county == unit]
        add = lambda stage, rule, item, truth, value=None: out.append(
            (unit, STAGES.get(stage, stage), rule, item, truth if isinstance(truth, str) else state(truth), shown(value)))
        results = {}

        def keep(rule, truth, value=None, stage=""):
            results.setdefault(rule, []).append(truth)
            add(stage, rule, "", "not_applicable" if truth == "na" else truth, value)

        self.owed(row, mine, keep)
        keep("precondition_years", compare(number(row, "通过基本均衡认定年数"), ">=", F(3)), number(row, "通过基本均衡认定年数"))
        self.ask(unit, "precondition_monitoring", ["是"], keep)
        for stage in ("小学", "初中"):
            entries = [school for school in mine if stage in school.pupils and self.in_resources(school)]
            if not entries:
                continue
            passed = [self.passes(school, stage) for school in entries]
            keep("school_standard", both(passed), F(passed.count(True)), stage)
            squares = [cv_squared([(self.seven(school, stage)[at], school.pupils[stage]) for school in entries]) for at in range(7)]
            for at, square in enumerate(squares):
                truth = compare(square, "<=", CV_LIMIT[stage] ** 2)
                results.setdefault("disparity", []).append(truth)
                add(stage, "disparity", f"L{at + 1}", truth, root(square))
            if None not in squares:
                add(stage, "composite", "", "", sum(root(square) for square in squares) / 7)
            serving = [school for school in mine if stage in school.pupils and school.normal and school.kind not in ("特殊教育学校", "职业学校")]
            sizes = [compare(self.largest(school, stage), "<=", F({"小学": 45, "初中": 50}[stage])) for school in serving]
            keep("guarantee_05", both(sizes), F(sizes.count(True)), stage)
            town = [school for school in serving if word(school.row, "城乡类型") in TOWN
                    and word(school.row, "办学性质", "公办") == "公办" and word(school.row, "寄宿制") == "否"]
            if not town:
                keep("guarantee_13", "na", None, stage)
            else:
                zoned = plus(*[school.staged(stage, "划片入学学生数") for school in town])
                rate = over(zoned, sum(school.pupils[stage] for school in town))
                keep("guarantee_13", compare(rate, ">=", F({"小学": 100, "初中": 95}[stage], 100)), percent(rate), stage)
        serving = [school for school in mine if self.in_service(school)]
        self.school_rules(serving, row, keep)
        self.county_rules(unit, row, mine, keep)
        self.judged(unit, keep)
        self.references(unit, row, mine, add)
        parts = {"guarantee_08": 2, "guarantee_11": 2, "guarantee_14": 2, "guarantee_15": 2, "guarantee_02": 4,
                 "guarantee_03": 2, "guarantee_04": 1, "quality_03": 2, "quality_05": 2, "quality_07": 3, "quality_09": 2, "veto_05": 2}
        for item in parts:
            members = [truth for rule, truths in results.items() if rule.startswith(item + "_") for truth in truths]
            keep(item, both(truth for truth in members if truth != "na"))
        whole = [truth for rule, truths in results.items() for truth in truths if truth != "na"]
        add("", "verdict", "verdict", both(whole))
        return out

    def references(self, unit, row, mine, add):
        """What is printed and does not count: the survey's sample, single rooms and classes."""
        sample(self.survey, unit, row, F(0), "recognition", add)
        of = {school.code: school for school in mine}
        rooms = [(of[room["学校标识码"]], room) for room in self.rooms if room["学校标识码"] in of]
        classes = [(of[row["学校标识码"]], row) for row in self.classes if row["学校标识码"] in of]
        for stage, most in (("小学", F(45)), ("初中", F(50))):
            for rule, use in (("music_room_area", "音乐"), ("art_room_area", "美术")):
                fits = [self.room_fits(school, room, use) for school, room in rooms if room["教室用途"] == use and room["学段"] == stage]
                if fits:
                    add(stage, rule, "", both(fits), F(fits.count(True)))
            sizes = [compare(number(row, "班级人数"), "<=", most) for _, row in classes if row["学段"] == stage]
            if sizes:
                add(stage, "oversize_classes", "", both(sizes), F(sizes.count(True)))

    def ask(self, unit, rule, good, keep):
        answer = self.answers.get((unit, rule))
        if answer is None or not answer["评审人"].strip():
            keep(rule, None)
            return
        keep(rule, answer["答复"] in good)

    def largest(self, school, stage):
        stated = school.staged(stage, "最大班额")
        if stated is not None:
            return stated
        sizes = [number(row, "班级人数") for row in self.classes if row["学校标识码"] == school.code and row["学段"] == stage]
        return None if not sizes or None in sizes else max(sizes)

    def school_rules(self, serving, row, keep):
        if not serving:
            return
        number_met, area_met, size_met, fund_met, training_met = [], [], [], [], []
        for school in serving:
            classes = plus(*[school.staged(stage, "班数") for stage in school.pupils if stage != "高中"])
            needed = None if classes is None else F(-(-classes // 12))
            counts, large = {}, {}
            for use in ("音乐", "美术"):
                rooms = [room for room in self.rooms if room["学校标识码"] == school.code and room["教室用途"] == use]
                counts[use] = number(school.row, use + "教室数")
                if counts[use] is None and self.rooms:
                    counts[use] = F(len(rooms))
                fits = [self.room_fits(school, room, use) for room in rooms]
                large[use] = None if None in fits or not self.rooms else F(fits.count(True))
            join = (lambda a, b: None if a is None or b is None else min(a, b)) if self.reading == "各自" else plus
            number_met.append(compare(join(counts["音乐"], counts["美术"]), ">=", needed))
            area_met.append(compare(join(large["音乐"], large["美术"]), ">=", needed))
            size_met.append(self.size_fits(school))
            if school.total < 100:
                quotas = [(number(row, stage + "生均公用经费基准定额"), pupils) for stage, pupils in school.pupils.items()]
                quota = None if any(q is None for q, _ in quotas) else sum(q * p for q, p in quotas) / school.total
                due = None if quota is None else 100 * quota
                fund_met.append(compare(number(school.row, "公用经费核定额"), ">=", due))
            training_met.append(compare(over(number(school.row, "教师培训经费"), number(school.row, "公用经费预算总额")), ">=", F("0.05")))
        for rule, truths in (("guarantee_03_number", number_met), ("guarantee_03_area", area_met), ("guarantee_04_size", size_met),
                             ("guarantee_06", fund_met), ("quality_04", training_met)):
            keep(rule, both(truths) if truths else "na", F(truths.count(True)) if truths else None)

    def room_fits(self, school, room, use):
        tests = [compare(number(room, "教室面积"), ">=", F({"音乐": 96, "美术": 90}[use]))]
        if self.relaxed:
            built = compare(number(school.row, "建校年份"), "<=", F(2016))
            tests.append(both([built, compare(number(room, "教室使用面积"), ">=", F({"音乐": 73, "美术": 67}[use]))]))
            largest = [self.largest(school, stage) for stage in school.pupils]
            small = both([school.rural(), school.total < 100] + [compare(size, "<", F(30)) for size in largest])
            tests.append(both([small, compare(number(room, "教室面积"), ">=", F({"小学": 54, "初中": 61}[room["学段"]]))]))
        return either(tests)

    def size_fits(self, school):
        nine = school.kind in ("九年一贯制学校", "十二年一贯制学校")
        if school.compulsory <= (2500 if nine else 2000):
            return True
        if not self.relaxed:
            return False
        migrants = over(number(school.row, "进城务工随迁子女数"), school.total)
        excused = either([compare(number(school.row, "建校年份"), "<=", F(2010)), compare(migrants, ">", F("0.5"))])
        if school.kind == "十二年一贯制学校":
            return None if excused else excused
        return both([excused, school.compulsory <= (3000 if nine else 2400)])

    def owed(self, row, mine, keep):
        """What a county recognised while the relaxations held owes three years later."""
        day = (row.get("认定日期") or "").strip()
        if not day or day > "2022-12-31":
            return
        late = f"{self.year}-12-31" > f"{int(day[:4]) + 3}{day[4:]}"
        sizes, rooms = [], {}
        for school in mine:
            migrants = over(number(school.row, "进城务工随迁子女数"), school.total)
            if either([compare(number(school.row, "建校年份"), "<=", F(2010)), compare(migrants, ">", F("0.5"))]):
                nine = school.kind in ("九年一贯制学校", "十二年一贯制学校")
                sizes.append(school.compulsory <= (2500 if nine else 2000))
            for room in self.rooms:
                if room["学校标识码"] != school.code:
                    continue
                usual = F({"音乐": 96, "美术": 90}[room["教室用途"]])
                old = number(school.row, "建校年份") <= 2016 and number(room, "教室面积") < usual
                small = school.rural() and school.total < 100 and all(self.largest(school, stage) < 30 for stage in school.pupils)
                if old or small:
                    rooms.setdefault(room["学段"], []).append(number(room, "教室面积") >= usual)
        for rule, stage, kept in [("size_in_3_years", "", sizes)] + [("rooms_in_3_years", stage, kept) for stage, kept in rooms.items()]:
            told = kept if late else [truth for truth in kept if truth]
            keep(rule, both(told) if told else "na", F(told.count(True)), stage if told else "")

    def county_rules(self, unit, row, mine, keep):
        get = lambda label: number(row, label)
        rate = lambda above, below: over(above, below)
        special = get("特殊教育学校在校生数")
        value = rate(get("特殊教育学校公用经费"), special)
        keep("guarantee_07", "na" if special == 0 else compare(value, ">=", F(8000)), value)
        keep("guarantee_08_salary", compare(get("教师年平均工资"), ">=", get("公务员年平均工资")), get("教师年平均工资"))
        teachers = get("全县专任教师数")
        if teachers is None:
            counts = [school.staged(stage, "专任教师数") for school in mine for stage in school.pupils if stage != "高中"]
            teachers = plus(*counts) if counts else None
        migrants = get("符合条件随迁子女数")
        lost = plus(get("三年前初一在校生数"), *[-v if v is not None else None for v in [get("三年死亡学生数")]])
        stayed = plus(get("初中毕业学生数"), get("三年转出学生数"))
        moved_in = get("三年转入学生数")
        stayed = None if stayed is None or moved_in is None else stayed - moved_in
        for rule, value, limit in (
            ("guarantee_09", rate(get("完成360学时教师数"), get("全县教师数")), F(1)),
            ("guarantee_11_all", rate(get("交流轮岗教师数"), get("符合交流条件教师数")), F("0.1")),
            ("guarantee_11_backbone", rate(get("交流轮岗骨干教师数"), get("交流轮岗教师数")), F("0.2")),
            ("guarantee_12", rate(get("持证专任教师数"), teachers), F(1)),
            ("guarantee_14_share", rate(get("优质高中分配名额"), get("优质高中招生名额总数")), F("0.5")),
            ("quality_01", rate(stayed, lost), F("0.95")),
        ):
            keep(rule, compare(value, ">=", limit), percent(value))
        for rule, above, below, limit in (
            ("guarantee_15_migrants", plus(get("公办学校就读随迁子女数"), get("购买学位随迁子女数")), migrants, F("0.85")),
            ("quality_02", get("残疾儿童少年入学数"), get("适龄残疾儿童少年数"), F("0.95")),
        ):
            value = rate(above, below)
            keep(rule, "na" if below == 0 else compare(value, ">=", limit), percent(value))
        subjects = [result for result in self.monitoring if result["县代码"] == unit]
        levels = [None if not result["学业水平等级"] else result["学业水平等级"] in ("III级", "IV级") for result in subjects]
        gaps = [compare(number(result, "校际差异率"), "<", F("0.15")) for result in subjects]
        keep("quality_09_level", both(levels) if subjects else None, F(levels.count(True)) if subjects else None)
        keep("quality_09_gap", both(gaps) if subjects else None, F(gaps.count(True)) if subjects else None)
        groups = [group for group in self.survey if group["县代码"] == unit]
        value = rate(plus(*[number(g, "满意问卷数") for g in groups]), plus(*[number(g, "有效问卷数") for g in groups])) if groups else None
        keep("recognition", compare(value, ">=", F("0.85")), percent(value))

    def judged(self, unit, keep):
        yes = ["guarantee_01", "guarantee_02_construction", "guarantee_02_staffing", "guarantee_02_fund", "guarantee_02_equipment",
               "guarantee_08_performance", "guarantee_10", "guarantee_14_rural", "guarantee_15_care", "quality_03_charter",
               "quality_03_digital", "quality_05_teachers", "quality_05_use", "quality_07_courses", "quality_07_order",
               "quality_07_practice", "quality_08"]
        for rule in yes:
            self.ask(unit, rule, ["是"], keep)
        self.ask(unit, "quality_06", ["优秀", "良好"], keep)
        for rule in ("veto_01", "veto_02", "veto_03", "veto_04", "veto_05_incident", "veto_05_fraud"):
            self.ask(unit, rule, ["不存在"], keep)


def percent(value):
    return None if value is None else value * 100


def sample(survey, unit, row, least, name, add):
    """Whether enough forms were given out, and half of them to parents."""
    groups = [group for group in survey if group["县代码"] == unit]
    given = [number(group, "发放问卷数") for group in groups]
    parents = [number(group, "发放问卷数") for group in groups if group["对象类别"] == "学生家长"]
    population = number(row, "常住人口数")
    if not groups:
        return
    needed = None if population is None else max(least, F(-(-population * 15 // 10000)))
    add("", name + "_sample", "", compare(plus(*given), ">=", needed), plus(*given))
    share = over(plus(*parents), plus(*given))
    add("", name + "_parents", "", compare(share, ">=", F("0.5")), percent(share))


# ── basic balance, 2012 ──────────────────────────────────
class Basic:
    """The eight CVs, their mean, the example overlay's school standard and the points given."""

    COMPOSITE = {"小学": Decimal("0.65"), "初中": Decimal("0.55")}
    STANDARD = {"小学": [F(3), F(8), F(15)], "初中": [F(4), F(10), F(25)]}
    FULL = [5, 5, 5, 5, 6, 7, 6, 6, 6, 6, 6, 7, 6, 6, 6, 6, 6]

    def __init__(self, folder, answers=None):
        self.schools = schools_of(folder)
        self.survey = table(folder, "调查")
        self.counties = {row["县代码"]: row for row in table(folder, "县")}
        rows = table(answers or folder, "答复")
        self.answers = {(row["单元"], row["条款"]): row for row in rows}

    def units(self):
        return sorted({school.county for school in self.schools} | set(self.counties))

    def references(self, unit, add):
        """What is printed and does not count, and the standard of the province where a person answers for it."""
        row = self.counties.get(unit, {})
        sample(self.survey, unit, row, F(600), "satisfaction", add)
        in_school, all_children = number(row, "残疾儿童少年入学数"), number(row, "适龄残疾儿童少年数")
        rate = over(in_school, all_children)
        add("", "disabled_enrolment", "", "not_applicable" if all_children == 0 else compare(rate, ">=", F("0.8")), percent(rate))
        answer = self.answers.get((unit, "school_standard"))
        add("", "school_standard", "", None if answer is None or not answer["评审人"] else answer["答复"] == "达到")

    def counted(self, school):
        row = school.row
        return (school.normal and word(row, "办学性质", "公办") != "民办" and word(row, "举办者", "县级教育部门") in COUNTY_RUN
                and school.kind not in ("教学点", "特殊教育学校", "职业学校"))

    def eight(self, school, stage):
        pupils = school.pupils[stage]
        per = lambda value, times=1: over(None if value is None else value * times, pupils)
        return [
            per(school.net_area(stage)), per(school.sports(stage)), per(school.share(stage, "教学仪器设备值")),
            per(school.share(stage, "计算机台数"), 100), per(school.share(stage, "图书册数")),
            per(school.staged(stage, "专任教师数")), per(school.staged(stage, "高于规定学历教师数")),
            per(school.staged(stage, "中级及以上职称教师数")),
        ]

    def passes(self, school, stage):
        values = self.eight(school, stage)
        values, limits = [values[0], values[3], values[4]], self.STANDARD[stage]
        met = [compare(value, ">=", limit) for value, limit in zip(values, limits)]
        enough = True if met.count(True) >= 2 else (None if met.count(True) + met.count(None) >= 2 else False)
        return both([enough, both(compare(value, ">=", limit * F("0.6")) for value, limit in zip(values, limits))])

    def county(self, unit):
        out, whole = [], []
        add = lambda stage, rule, item, truth, value=None: out.append(
            (unit, STAGES.get(stage, ""), rule, item, truth if isinstance(truth, str) else state(truth), shown(value)))
        for stage in ("小学", "初中"):
            entries = [s for s in self.schools if s.county == unit and stage in s.pupils and self.counted(s)]
            if not entries:
                continue
            passed = [self.passes(school, stage) for school in entries]
            whole.append(both(passed))
            add(stage, "school_standard", "", both(passed), F(passed.count(True)))
            squares = [cv_squared([(self.eight(school, stage)[at], school.pupils[stage]) for school in entries]) for at in range(8)]
            for at, square in enumerate(squares):
                add(stage, "disparity", f"L{at + 1}", "" if square is not None else "undetermined", root(square))
            if None in squares:
                whole.append(None)
                add(stage, "composite", "", None)
                continue
            mean = sum(root(square) for square in squares) / 8
            whole.append(mean <= self.COMPOSITE[stage])
            add(stage, "composite", "", whole[-1], mean)
        points = []
        for index, full in enumerate(self.FULL, 1):
            row = self.answers.get((unit, f"government_{index:02}"))
            points.append(F(row["评分"]) if row and row["评分"] and row["评审人"] else None)
        total = plus(*points)
        whole.append(compare(total, ">=", F(85)))
        add("", "government", "", whole[-1], total)
        groups = [group for group in self.survey if group["县代码"] == unit]
        value = over(sum(number(g, "满意问卷数") for g in groups), sum(number(g, "有效问卷数") for g in groups)) if groups else None
        whole.append(compare(value, ">=", F("0.85")))
        add("", "satisfaction", "", whole[-1], percent(value))
        self.references(unit, add)
        add("", "verdict", "verdict", both(whole))
        return out


# ── cases ────────────────────────────────────────────────
COLUMNS = ["unit", "stage", "rule", "item", "state", "value"]


def findings(folder, pack, year, answers=None):
    judge = Basic(folder, answers) if pack == "basic" else Quality(folder, year)
    return [row for unit in judge.units() for row in judge.county(unit)]


def year_of(folder):
    years = {row.get("统计年份") for name in ("学校", "县") for row in table(folder, name)} - {None}
    return int(max(years)) if years else 2023


def check(folder, pack):
    """Whether every row of expected.csv is what this script finds."""
    found = {tuple(row[:4]): row for row in findings(folder, pack, year_of(folder))}
    wrong = 0
    with open(os.path.join(folder, "expected.csv"), encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = (row["unit"], row["stage"], row["rule"], row["item"])
            ours = found.get(key)
            same_state = ours and (row["state"] == ours[4] or (row["state"] == "not_checked" and ours[4] == "undetermined"))
            same_value = ours and (row["value"] == "" or abs(float(row["value"]) - float(ours[5])) < 1e-9)
            if not (same_state and same_value):
                wrong += 1
                print(os.path.basename(folder), "expected", list(row.values()), "found", ours)
    return wrong


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    pack = "basic" if "--pack" in sys.argv and sys.argv[sys.argv.index("--pack") + 1] == "basic" else "quality"
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        folder = sys.argv[1]
        year = int(sys.argv[sys.argv.index("--as-of") + 1]) if "--as-of" in sys.argv else year_of(folder)
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(COLUMNS)
        answers = sys.argv[sys.argv.index("--answers") + 1] if "--answers" in sys.argv else None
        writer.writerows(findings(folder, pack, year, answers))
        return
    rules = os.path.join(here, "..", "..")
    packs = ["cn_quality_2017"] if pack == "quality" else ["cn_basic_2012", "example_basic_points"]
    places = [os.path.join(rules, name, "cases") for name in packs]
    cases = [entry.path for place in places for entry in sorted(os.scandir(place), key=lambda entry: entry.name)
             if entry.is_dir() and not entry.name.startswith("_")]
    wrong = sum(check(folder, pack) for folder in cases)
    print(f"{len(cases)} cases, {wrong} rows differ")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
