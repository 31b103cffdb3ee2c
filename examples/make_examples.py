"""Writes the two invented counties of this folder: csv tables and the same as a workbook.

    python3 make_examples.py            needs openpyxl

Everything is invented: counties, codes, schools, figures, reviewers. The same seed gives the same
files, byte for byte. 云川县 misses the quality standard in a few places that are worth a look,
澄原县 meets it; both meet the invented points of `example_basic_points`.
"""
import csv
import math
import os
import random
import zipfile

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

HERE = os.path.dirname(os.path.abspath(__file__))
YEAR = 2023
STAGES = ["小学", "初中", "高中"]
WEIGHT = {"小学": 1, "初中": 1.1, "高中": 1.32}
CLASS_MAX = {"小学": 45, "初中": 50, "高中": 55}
GRADES = {"小学": ["一", "二", "三", "四", "五", "六"], "初中": ["七", "八", "九"], "高中": ["高一", "高二", "高三"]}
RESOURCES = ["教学及辅助用房面积（㎡）", "室内体育用房面积（㎡）", "运动场地面积（㎡）", "教学仪器设备值（万元）", "网络多媒体教室数", "计算机台数", "图书册数"]
STAGED = ["在校生数", "班数", "专任教师数", "高于规定学历教师数", "县级以上骨干教师数", "体育艺术教师数", "交流兼职走教体艺教师数", "中级及以上职称教师数", "划片入学学生数"]
SCHOOL_COLUMNS = (
    ["统计年份", "县代码", "县", "学校标识码", "学校名称", "办学类型", "办学性质", "举办者", "办学状态", "城乡类型", "寄宿制", "建校年份", "人口密集中心城区学校"]
    + [stage + label for label in STAGED[:3] for stage in STAGES]
    + [stage + label for label in STAGED[3:] for stage in STAGES[:2]]
    + RESOURCES + ["进城务工随迁子女数", "公用经费核定额（万元）", "公用经费预算总额（万元）", "教师培训经费（万元）"]
)
SYLLABLES = "安平和顺宁泰永兴清源桥岭溪坪石梁松柏竹桃杏柳青云白鹤龙泉凤山"


def spread(low, sigma, rng):
    """A figure a little above its limit, some well above: no school fails by accident."""
    return low * (1.03 + abs(rng.gauss(0, sigma)))


class County:
    def __init__(self, code, name, seed):
        self.code, self.name, self.rng = code, name, random.Random(seed)
        self.schools, self.classes, self.rooms, self.names = [], [], [], set()

    def title(self, kind):
        while True:
            word = "".join(self.rng.sample(SYLLABLES, 2))
            if word not in self.names:
                self.names.add(word)
                return word + kind

    def add(self, kind, pupils, zone, **other):
        """One school with its teachers, buildings and equipment; `pupils` by stage."""
        rng, number = self.rng, len(self.schools) + 1
        ending = {"初级中学": "初级中学", "九年一贯制学校": "学校", "十二年一贯制学校": "实验学校", "特殊教育学校": "特殊教育学校", "高级中学": "高级中学"}
        school = {
            "统计年份": YEAR, "县代码": self.code, "县": self.name, "学校标识码": f"{self.code}{number:04}",
            "学校名称": other.pop("title", None) or self.title(ending.get(kind, kind)), "办学类型": kind, "办学性质": "公办",
            "举办者": "县级教育部门", "办学状态": "正常", "城乡类型": zone, "寄宿制": "否",
            "建校年份": rng.randrange(1952, 2016), "人口密集中心城区学校": "否", "pupils": pupils,
        }
        for stage, count in pupils.items():
            self.stage(school, stage, count)
        self.resources(school, pupils)
        total = sum(pupils.values())
        quota = sum({"小学": 720, "初中": 940, "高中": 1000}[stage] * count for stage, count in pupils.items()) / total
        fund = math.ceil(quota * max(total, 100) / 10000 * 100) / 100
        school["公用经费核定额（万元）"] = fund
        school["公用经费预算总额（万元）"] = round(fund * 1.1, 2)
        school["教师培训经费（万元）"] = math.ceil(fund * 1.1 * rng.uniform(0.052, 0.075) * 100) / 100
        school["进城务工随迁子女数"] = round(total * rng.uniform(0.01, 0.12))
        school.update(other)
        self.schools.append(school)
        self.add_classes(school)
        self.add_rooms(school)
        return school

    def stage(self, school, stage, count):
        rng = self.rng
        classes = max(len(GRADES[stage]) if count >= 60 else min(len(GRADES[stage]), max(1, count // 12)), math.ceil(count / (CLASS_MAX[stage] - 4)))
        school[stage + "在校生数"], school[stage + "班数"] = count, classes
        if stage == "高中":
            school[stage + "专任教师数"] = math.ceil(count / 11)
            return
        above = math.ceil(spread({"小学": 4.2, "初中": 5.3}[stage], 0.4, rng) * count / 100)
        backbone = math.ceil(rng.choice([1.0, 1.0, 1.05, 1.1, 1.15, 1.3]) * count / 100)
        pe_art = math.ceil(spread(0.9, 0.45, rng) * count / 100)
        teachers = max(math.ceil(count / rng.uniform(*{"小学": (13.5, 18.5), "初中": (10.5, 13.6)}[stage])), above + 1, classes + pe_art)
        school[stage + "专任教师数"] = teachers
        school[stage + "高于规定学历教师数"] = above
        school[stage + "县级以上骨干教师数"] = min(backbone, teachers)
        school[stage + "体育艺术教师数"] = pe_art
        school[stage + "交流兼职走教体艺教师数"] = 1 if count < 100 else 0
        school[stage + "中级及以上职称教师数"] = max(1, round(teachers * rng.uniform(0.4, 0.62)))
        school[stage + "划片入学学生数"] = count if stage == "小学" else math.ceil(count * rng.uniform(0.962, 0.995))

    def resources(self, school, pupils):
        """Shared resources, large enough for the stage that asks for more after splitting."""
        rng = self.rng
        weighted = sum(WEIGHT[stage] * count for stage, count in pupils.items())
        need = lambda primary, junior: max([primary] * ("小学" in pupils) + [junior / 1.1] * ("初中" in pupils) or [primary])
        indoor = round(weighted * rng.choice([0, 0.15, 0.3]), 1)
        net = spread(need(4.5, 5.8), 0.35, rng) * weighted
        school["教学及辅助用房面积（㎡）"] = round(net + indoor, 1)
        school["室内体育用房面积（㎡）"] = indoor
        school["运动场地面积（㎡）"] = round(spread(need(7.5, 10.2), 0.5, rng) * weighted - indoor, 1)
        school["教学仪器设备值（万元）"] = round(spread(need(2000, 2500), 0.45, rng) * weighted / 10000, 2)
        school["网络多媒体教室数"] = math.ceil(spread(need(2.3, 2.4), 0.35, rng) * weighted / 100)
        school["计算机台数"] = math.ceil(spread(11, 0.4, rng) * weighted / 100)
        school["图书册数"] = math.ceil(spread(26, 0.4, rng) * weighted)

    def add_classes(self, school):
        for stage, count in school["pupils"].items():
            number = school[stage + "班数"]
            base, more = divmod(count, number)
            grades = GRADES[stage]
            for at in range(number):
                grade = grades[at * len(grades) // number]
                ordinal = 1 + sum(row["年级"] == grade + "年级" for row in self.classes if row["学校标识码"] == school["学校标识码"] and row["学段"] == stage)
                self.classes.append({
                    "学校标识码": school["学校标识码"], "学校名称": school["学校名称"], "学段": stage, "年级": grade + "年级",
                    "班级名称": f"{grade}年级（{ordinal}）班", "班级人数": base + (at < more),
                })

    def add_rooms(self, school):
        stages = [stage for stage in school["pupils"] if stage != "高中"]
        classes = sum(school[stage + "班数"] for stage in stages)
        for use, area in (("音乐", 96), ("美术", 90)):
            for at in range(math.ceil(classes / 12)):
                size = area + self.rng.randrange(0, 15)
                self.rooms.append({
                    "学校标识码": school["学校标识码"], "学校名称": school["学校名称"], "学段": stages[0] if stages else "高中",
                    "教室名称": f"{use}教室{at + 1}", "教室用途": use, "教室面积（㎡）": size, "教室使用面积（㎡）": round(size * 0.88, 1),
                })

    def counted(self, stage):
        """The schools whose pupils count for the CV under the quality rules."""
        out = [school for school in self.schools if school["pupils"].get(stage) and school["办学状态"] == "正常" and school["办学类型"] != "特殊教育学校"]
        return [school for school in out if not (school["办学类型"] == "教学点" and sum(school["pupils"].values()) < 50)]

    def cv(self, stage, label):
        pairs = [(school[stage + label] / school[stage + "在校生数"], school[stage + "在校生数"]) for school in self.counted(stage)]
        total = sum(weight for _, weight in pairs)
        mean = sum(value * weight for value, weight in pairs) / total
        return math.sqrt(sum(weight * (value - mean) ** 2 for value, weight in pairs) / total) / mean

    def raise_backbone(self, target):
        """Gathers backbone teachers in a few schools until the CV of 小学 passes `target`."""
        entries = sorted(self.counted("小学"), key=lambda school: -school["小学在校生数"])[1:9]
        for turn in range(4000):
            school = entries[turn % len(entries)]
            if school["小学县级以上骨干教师数"] < school["小学专任教师数"]:
                school["小学县级以上骨干教师数"] += 1
            if self.cv("小学", "县级以上骨干教师数") > target:
                return


def yunchuan():
    """70 schools of all kinds; what fails is set by hand below."""
    county = County("990101", "云川县", 20231)
    rng = county.rng
    zones = ["主城区", "主城区", "镇中心区", "镇中心区", "镇乡结合区", "乡中心区", "乡中心区", "村庄", "村庄"]
    for at in range(34):
        zone = zones[at % len(zones)]
        size = {"主城区": (700, 1900), "镇中心区": (350, 1100), "镇乡结合区": (250, 700), "乡中心区": (130, 420), "村庄": (62, 210)}[zone]
        county.add("小学", {"小学": rng.randrange(*size)}, zone)
    for count in (22, 31, 46, 58, 71, 84):
        county.add("教学点", {"小学": count}, "村庄")
    for at in range(12):
        zone = ["主城区", "镇中心区", "镇中心区", "乡中心区"][at % 4]
        county.add("初级中学", {"初中": rng.randrange(*{"主城区": (900, 1900), "镇中心区": (450, 1200), "乡中心区": (180, 420)}[zone])}, zone, 寄宿制="否" if zone == "主城区" else "是")
    for at in range(8):
        zone = ["镇中心区", "乡中心区"][at % 2]
        county.add("九年一贯制学校", {"小学": rng.randrange(180, 800), "初中": rng.randrange(120, 520)}, zone, 寄宿制="是")
    for _ in range(2):
        county.add("十二年一贯制学校", {"小学": rng.randrange(500, 900), "初中": rng.randrange(400, 700), "高中": rng.randrange(300, 600)}, "主城区")
    for _ in range(3):
        county.add("完全中学", {"初中": rng.randrange(500, 900), "高中": rng.randrange(700, 1200)}, "镇中心区", 寄宿制="是")
    for _ in range(2):
        county.add("小学", {"小学": rng.randrange(300, 600)}, "主城区", 办学性质="民办", 举办者="民办")
    county.add("九年一贯制学校", {"小学": 420, "初中": 360}, "主城区", 办学性质="民办", 举办者="民办", 寄宿制="是")
    county.add("特殊教育学校", {"小学": 64, "初中": 38}, "镇中心区", 寄宿制="是")
    county.add("小学", {"小学": 96}, "村庄", 办学状态="停办")

    # 1. Backbone teachers are gathered in a few primary schools: 0.50x, and 0.50 if rounded first.
    county.raise_backbone(0.5)
    # 2. One village school meets five of seven: two figures lie between 85 % and the limit.
    weak = next(school for school in county.schools if school["办学类型"] == "小学" and school["城乡类型"] == "村庄" and school["办学状态"] == "正常")
    pupils = weak["小学在校生数"]
    weak["教学仪器设备值（万元）"] = round(pupils * 1880 / 10000, 2)
    weak["运动场地面积（㎡）"] = round(pupils * 7.0 - weak["室内体育用房面积（㎡）"], 1)
    # 3. One cell is missing: a private school did not report its equipment.
    private = next(school for school in county.schools if school["办学性质"] == "民办")
    private["教学仪器设备值（万元）"] = ""
    # 4. Two classes are over the limit, one of each stage.
    oversize(county, "小学", 47)
    oversize(county, "初中", 53)
    # 5. A school of 2008 with smaller music rooms: allowed until the end of 2022 only.
    old = next(school for school in county.schools if school["办学类型"] == "初级中学" and school["城乡类型"] == "镇中心区")
    old["建校年份"] = 2008
    for room in county.rooms:
        if room["学校标识码"] == old["学校标识码"] and room["教室用途"] == "音乐":
            room["教室面积（㎡）"], room["教室使用面积（㎡）"] = 82, 74.5
    return county


def oversize(county, stage, size):
    """Moves pupils between two classes of one school, so that the school's total stays."""
    rows = [row for row in county.classes if row["学段"] == stage]
    for first, second in zip(rows, rows[1:]):
        extra = size - first["班级人数"]
        if first["学校标识码"] == second["学校标识码"] and first["班级人数"] > CLASS_MAX[stage] - 8 and second["班级人数"] - extra > 20:
            first["班级人数"] += extra
            second["班级人数"] -= extra
            return


def chengyuan():
    """30 schools; every limit is met."""
    county = County("990102", "澄原县", 20232)
    rng = county.rng
    for at in range(15):
        zone = ["主城区", "镇中心区", "乡中心区", "村庄"][at % 4]
        county.add("小学", {"小学": rng.randrange(*{"主城区": (800, 1700), "镇中心区": (300, 900), "乡中心区": (140, 380), "村庄": (66, 180)}[zone])}, zone)
    for count in (28, 63):
        county.add("教学点", {"小学": count}, "村庄")
    for at in range(6):
        zone = ["主城区", "镇中心区"][at % 2]
        county.add("初级中学", {"初中": rng.randrange(500, 1500)}, zone, 寄宿制="否" if zone == "主城区" else "是")
    for _ in range(4):
        county.add("九年一贯制学校", {"小学": rng.randrange(200, 600), "初中": rng.randrange(150, 400)}, "乡中心区", 寄宿制="是")
    county.add("完全中学", {"初中": 620, "高中": 900}, "镇中心区", 寄宿制="是")
    county.add("小学", {"小学": 380}, "主城区", 办学性质="民办", 举办者="民办")
    county.add("特殊教育学校", {"小学": 41, "初中": 22}, "镇中心区", 寄宿制="是")
    return county


# ── the tables of the county itself ──────────────────────────────
def county_row(county):
    teachers = sum(school.get(stage + "专任教师数", 0) or 0 for school in county.schools for stage in STAGES[:2])
    entrants = round(sum(school["pupils"].get("初中", 0) for school in county.schools) / 3)
    graduates = round(entrants * 0.985)
    special = sum(sum(school["pupils"].values()) for school in county.schools if school["办学类型"] == "特殊教育学校")
    population = round(sum(sum(school["pupils"].values()) for school in county.schools) * 9.4, -2)
    return {
        "统计年份": YEAR, "县代码": county.code, "县": county.name, "常住人口数（万人）": population / 10000, "通过基本均衡认定年数": 6,
        "小学生均公用经费基准定额": 720, "初中生均公用经费基准定额": 940,
        "特殊教育学校公用经费（万元）": round(special * 8200 / 10000, 2), "特殊教育学校在校生数": special,
        "教师年平均工资": 98640, "公务员年平均工资": 97215, "全县教师数": teachers + 35, "完成360学时教师数": teachers + 35,
        "持证专任教师数": teachers, "符合交流条件教师数": 820 if county.code.endswith("1") else 360,
        "交流轮岗教师数": 98 if county.code.endswith("1") else 41, "交流轮岗骨干教师数": 23 if county.code.endswith("1") else 9,
        "优质高中招生名额总数": 900, "优质高中分配名额": 495, "分配农村初中名额": 310,
        "符合条件随迁子女数": 1240, "公办学校就读随迁子女数": 1105, "购买学位随迁子女数": 46,
        "初中毕业学生数": graduates, "三年前初一在校生数": entrants, "三年转入学生数": 37, "三年转出学生数": 41, "三年死亡学生数": 1,
        "残疾儿童少年入学数": 196, "适龄残疾儿童少年数": 201,
    }


YES = ["precondition_monitoring", "guarantee_01", "guarantee_02_construction", "guarantee_02_staffing", "guarantee_02_fund",
       "guarantee_02_equipment", "guarantee_08_performance", "guarantee_10", "guarantee_14_rural", "guarantee_15_care",
       "quality_03_charter", "quality_03_digital", "quality_05_teachers", "quality_05_use", "quality_07_courses",
       "quality_07_order", "quality_07_practice", "quality_08"]
NONE = ["veto_01", "veto_02", "veto_03", "veto_04", "veto_05_incident", "veto_05_fraud"]
POINTS = [5, 5, 4.5, 5, 6, 6, 5.5, 5, 6, 5, 5, 6, 6, 5.5, 5, 5.5, 5]


def answers(county):
    given = [(rule, "是") for rule in YES] + [("quality_06", "良好")] + [(rule, "不存在") for rule in NONE]
    return [answer(county, rule, reply, "", at) for at, (rule, reply) in enumerate(given)]


def basic_answers(county):
    return [answer(county, f"government_{at + 1:02}", "", POINTS[at], at) for at in range(17)]


def answer(county, rule, reply, points, at):
    reviewer = ["评审员甲", "评审员乙", "评审员丙"][at % 3]
    return {"单元": county.code, "条款": rule, "学段": "", "答复": reply, "评分": points, "评审人": reviewer,
            "日期": f"{YEAR}-11-{at % 20 + 6:02}", "佐证": f"{county.name}〔{YEAR}〕{at + 1}号（虚构）", "备注": ""}


def monitoring(county):
    gaps = {"语文": ("III级", 0.082), "数学": ("III级", 0.127), "科学": ("III级", 0.104), "体育": ("IV级", 0.061), "艺术": ("III级", 0.093), "德育": ("IV级", 0.048)}
    return [{"县代码": county.code, "学科": subject, "学业水平等级": level, "校际差异率": gap} for subject, (level, gap) in gaps.items()]


def survey(county):
    people = county_row(county)["常住人口数（万人）"] * 10000
    sample = max(600, math.ceil(people * 0.0015)) + 40
    share = {"学生家长": 0.52, "学生": 0.12, "教师": 0.12, "校长": 0.08, "人大代表": 0.08, "政协委员": 0.08}
    rows = []
    for at, (group, part) in enumerate(share.items()):
        sent = math.ceil(sample * part)
        valid = sent - 3 - at
        rows.append({"县代码": county.code, "调查对象": group, "对象类别": group, "发放问卷数": sent, "有效问卷数": valid, "满意问卷数": round(valid * (0.9 + 0.01 * at))})
    return rows


# ── writing ──────────────────────────────────────────────
def tables(county):
    schools = [{column: school.get(column, "") for column in SCHOOL_COLUMNS} for school in county.schools]
    return {"学校": schools, "县": [county_row(county)], "班级": county.classes, "教室": county.rooms,
            "监测": monitoring(county), "调查": survey(county), "答复": answers(county)}


def write_csv(path, rows):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_workbook(path, county, sheets):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        columns = list(rows[0])
        if name in ("学校", "班级"):
            sheet.append([f"{county.name}{name}情况表（虚构）"])
            sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(columns))
            sheet["A1"].alignment, sheet["A1"].font = Alignment(horizontal="center"), Font(bold=True, size=14)
        sheet.append(columns)
        for row in rows:
            sheet.append([None if row[column] == "" else row[column] for column in columns])
    book.save(path)
    make_reproducible(path)


def make_reproducible(path):
    """Fixed dates inside the archive, so that the same data give the same bytes."""
    with zipfile.ZipFile(path) as archive:
        entries = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            if name == "docProps/core.xml":
                head, _, tail = data.decode().partition("<dcterms:created")
                data = (head + "</cp:coreProperties>").encode() if tail else data
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def main():
    for folder, county in (("yunchuan", yunchuan()), ("chengyuan", chengyuan())):
        sheets = tables(county)
        for name, rows in sheets.items():
            write_csv(os.path.join(HERE, folder, name + ".csv"), rows)
        write_csv(os.path.join(HERE, folder + "_basic", "答复.csv"), basic_answers(county))
        write_workbook(os.path.join(HERE, folder + ".xlsx"), county, sheets)
        print(county.name, len(county.schools), "schools, CV of backbone teachers in 小学", round(county.cv("小学", "县级以上骨干教师数"), 6))


if __name__ == "__main__":
    main()
