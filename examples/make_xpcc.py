"""Writes the invented XPCC division 甲师 of this folder, and what two packs should find in it.

    python3 make_xpcc.py

Everything is invented: division, regiments, schools, codes, figures, reviewers. The figures stand below as they are;
nothing is random. `expected/` is computed here, in fractions and without the engine.
"""
import csv
import os
from fractions import Fraction as F
from math import isqrt

HERE = os.path.dirname(os.path.abspath(__file__))
YEAR, DIVISION = 2023, ("9902", "甲师")

# Code, name, and the number of children counted by the unit itself; the last three are schools of the division.
UNITS = [
    ("990201", "青禾团场", "团场", 1010), ("990202", "白桦团场", "团场", 800), ("990203", "红柳团场", "团场", 930),
    ("990204", "石泉团场", "团场", 520), ("990205", "沙枣团场", "团场", 550),
    ("99020901", "甲师第一小学", "师直学校", 900), ("99020902", "甲师第一中学", "师直学校", 760),
    ("99020903", "甲师实验学校", "师直学校", 1180),
]

# Pupils, classes, largest class, teachers, of these above the required degree, of middle rank, with the required degree.
# Then children of age in the area, of these in school, in a higher school; pupils of last year, drop-outs;
# entrants and graduates of the leaving class; exams due, sat, passed; pupils tested for fitness and fit.
P, J = "小学", "初中"
SCHOOLS = [
    # code, name, kind, unit, {stage: figures}, resources, disabled children and those in school
    ("99020101", "青禾学校", "九年一贯制学校", "990201", {
        P: (640, 16, 42, 44, 40, 24, 44, 650, 648, 0, 636, 1, 108, 107, 1280, 1276, 1210, 620, 560),
        J: (350, 8, 47, 33, 28, 18, 33, 360, 357, 0, 352, 2, 120, 115, 1050, 1044, 940, 345, 306)},
     (5300, 420, 9600, 262.0, 128, 29800, 71.30, 71.30), (9, 8)),
    ("99020201", "白桦学校", "九年一贯制学校", "990202", {
        P: (498, 12, 44, 35, 31, 19, 35, 500, 497, 0, 505, 2, 84, 83, 996, 990, 930, 490, 431),
        J: (290, 7, 46, 28, 23, 14, 27, 296, 293, 1, 288, 3, 98, 93, 870, 862, 760, 284, 250)},
     (4200, 0, 7600, 201.5, 99, 22400, 56.74, 56.74), (6, 5)),
    ("99020301", "红柳第一学校", "九年一贯制学校", "990203", {
        P: (420, 10, 43, 30, 26, 15, 30, 425, 424, 0, 418, 1, 70, 69, 840, 838, 800, 412, 366),
        J: (298, 6, 57, 26, 20, 13, 26, 301, 299, 0, 300, 2, 101, 97, 894, 890, 791, 295, 256)},
     (3500, 300, 6400, 170.4, 84, 18900, 51.70, 51.70), (7, 6)),
    ("99020302", "红柳第二小学", "小学", "990203", {
        P: (202, 6, 35, 15, 12, 7, 15, 204, 204, 0, 205, 1, 33, 33, 404, 402, 377, 199, 176)},
     (1020, 0, 2100, 49.8, 24, 5200, 14.60, 14.60), (2, 2)),
    ("99020401", "石泉学校", "九年一贯制学校", "990204", {
        P: (300, 8, 39, 23, 17, 10, 23, 302, 301, 0, 301, 1, 50, 49, 600, 598, 556, 296, 262),
        J: (170, 4, 44, 16, 11, 7, 16, 172, 171, 0, 172, 1, 58, 55, 510, 507, 446, 168, 148)},
     (2350, 0, 4300, 116.0, 57, 12100, 33.84, None), (4, 3)),
    ("99020402", "石泉三连教学点", "教学点", "990204", {
        P: (45, 3, 16, 5, 3, 1, 5, 46, 46, 0, 47, 0, 8, 8, 90, 90, 80, 44, 39)},
     (210, 0, 520, 8.1, 5, 900, 7.20, 7.20), (0, 0)),
    ("99020501", "沙枣学校", "九年一贯制学校", "990205", {
        P: (390, 9, 45, 27, 22, 13, 27, 393, 392, 0, 391, 2, 65, 64, 780, 777, 720, 384, 336),
        J: (150, 4, 41, 14, 10, 6, 13, 157, 155, 0, 150, 3, 52, 46, 450, 441, 372, 148, 125)},
     (2800, 180, 5100, 139.0, 68, 14600, 38.88, 38.88), (5, 4)),
    ("99020901", "甲师第一小学", "小学", None, {
        P: (890, 20, 46, 58, 53, 33, 58, 900, 898, 0, 884, 3, 146, 145, 1780, 1774, 1700, 880, 790)},
     (4300, 500, 7900, 228.0, 116, 26900, 64.08, 64.08), (6, 6)),
    ("99020902", "甲师第一中学", "初级中学", None, {
        J: (750, 16, 49, 66, 62, 36, 66, 760, 756, 0, 748, 6, 250, 241, 2250, 2240, 2060, 742, 662)},
     (4700, 620, 9100, 241.0, 118, 30100, 70.50, 70.50), (5, 5)),
    ("99020903", "甲师实验学校", "九年一贯制学校", None, {
        P: (700, 16, 45, 47, 44, 27, 47, 706, 705, 0, 695, 1, 115, 115, 1400, 1396, 1352, 695, 629),
        J: (470, 10, 50, 43, 41, 24, 43, 474, 471, 0, 468, 3, 157, 152, 1410, 1404, 1301, 465, 417)},
     (6300, 650, 11200, 322.0, 158, 38500, 94.58, 94.58), (6, 5)),
]
STAGED = ["在校生数", "班数", "最大班额", "专任教师数", "高于规定学历教师数", "中级及以上职称教师数", "学历合格教师数", "适龄儿童少年数",
          "适龄在校生数", "更高层次就读人数", "上学年初在校生数", "学年内辍学人数", "毕业班入学人数", "毕业人数", "应考人次", "实考人次",
          "合格人次", "体质健康参测人数", "体质健康及格人数"]
RESOURCES = ["教学及辅助用房面积（㎡）", "室内体育用房面积（㎡）", "运动场地面积（㎡）", "教学仪器设备值（万元）", "计算机台数", "图书册数",
             "公用经费核定额（万元）", "公用经费拨付额（万元）"]
SURVEY = {"990201": (150, 141, 129, 133), "990202": (120, 112, 98, 104), "990203": (130, 124, 110, 118), "990204": (90, 84, 75, 77),
          "990205": (90, 83, 69, 76), "99020901": (110, 106, 97, 101), "99020902": (100, 95, 86, 90), "99020903": (140, 133, 124, 128)}

ASKED = {
    "migrant_records": "已落实", "left_behind_records": "已落实", "inclusive_education": "已落实", "student_aid": "已落实",
    "school_standardisation": "全部达到", "weak_schools": "已落实", "school_buildings": "全部达到", "equipment": "全部达到",
    "books": "全部达到", "computers": "全部达到", "sports": "全部达到", "performance_pay": "已落实", "subject_teachers": "全部达到",
    "rotation": "已落实", "training": "已落实", "ethics": "已落实", "curriculum": "已落实", "daily_exercise": "已落实",
    "no_key_schools": "不存在", "nearby_enrolment": "已落实", "homework": "已落实", "moral_safety": "已落实", "archive": "是",
    "veto_01": "不存在", "veto_02": "不存在", "veto_03": "不存在", "veto_04": "不存在", "veto_05": "不存在",
}
OF_DIVISION = {"migrant_planning": "已纳入", "migrant_budget": "已纳入", "left_behind_mechanism": "已建立", "accountability": "已建立",
               "separate_budget": "是", "three_growths": "已做到"}
OF_REGIMENT = {"leading_group_set": "是", "leading_group_plan": "是"}
# What the reviewers found otherwise than the units said of themselves; `None`: not yet looked at.
REVIEWED = {("9902", "subject_teachers"): "部分达到", ("9902", "archive"): "否", ("9902", "moral_safety"): None,
            ("990203", "sports"): "部分达到", ("990204", "subject_teachers"): "未达到", ("990205", "leading_group_plan"): "否",
            ("990202", "archive"): None}


# ── the tables ──────────────────────────────────────────────
def division():
    return [{"统计年份": YEAR, "师代码": DIVISION[0], "师": DIVISION[1], "全师适龄儿童少年数": sum(unit[3] for unit in UNITS),
             "前年名额分配比例（%）": 50, "上年名额分配比例（%）": 50, "当年名额分配比例（%）": 55, "税费改革转移支付资金（万元）": 1200,
             "转移支付用于义务教育（万元）": 660, "教师年平均工资": 98200, "公务员年平均工资": 97600}]


def regiments():
    return [{"统计年份": YEAR, "师代码": DIVISION[0], "师": DIVISION[1], "团场代码": code, "团场": name, "本单位适龄儿童少年数": count}
            for code, name, _, count in UNITS]


def schools():
    rows = []
    for code, name, kind, unit, stages, resources, disabled in SCHOOLS:
        title = next((known[1] for known in UNITS if known[0] == unit), "")
        row = {"统计年份": YEAR, "师代码": DIVISION[0], "师": DIVISION[1], "团场代码": unit or "", "团场": title, "学校代码": code,
               "学校": name, "办学类型": kind, "办学性质": "公办", "办学状态": "正常"}
        for at, label in enumerate(STAGED):
            for stage in (P, J):
                row[stage + label] = stages[stage][at] if stage in stages else ""
        for stage in (P, J):
            row[stage + "提前毕业未升学人数"] = 0 if stage in stages else ""
        row.update({label: "" if value is None else value for label, value in zip(RESOURCES, resources)})
        row["适龄残疾儿童少年数"], row["残疾儿童少年入学数"] = disabled
        rows.append(row)
    return rows


def survey():
    head = {"师代码": DIVISION[0], "师": DIVISION[1]}
    return [head | {"团场代码": code, "团场": name, "调查对象": "学生家长", "对象类别": "学生家长", "发放问卷数": SURVEY[code][0],
                    "有效问卷数": SURVEY[code][1], "满意问卷数": SURVEY[code][2], "知晓问卷数": SURVEY[code][3]} for code, name, _, _ in UNITS]


def answers(units, asked):
    rows = []
    for unit in units:
        for rule, said in asked.items():
            rows.append(answer(unit, rule, said, "自评", "自评员"))
            found = REVIEWED.get((unit, rule), said)
            if found is not None:
                rows.append(answer(unit, rule, found, "review", "复评员"))
    return rows


def answer(unit, rule, said, side, reviewer):
    return {"单元": unit, "条款": rule, "答复": said, "评分方": "self" if side == "自评" else side, "评审人": reviewer + "（虚构）",
            "日期": f"{YEAR}-11-20", "佐证": "虚构", "备注": ""}


# ── what should be found ──────────────────────────────────────
def figure(school, stage, label):
    return school[4][stage][STAGED.index(label)] if stage in school[4] else 0


def total(own, label, stages=(P, J)):
    return sum(figure(school, stage, label) for school in own for stage in stages)


def ratio(own, top, bottom, stages=(P, J)):
    return F(total(own, top, stages), total(own, bottom, stages))


def parts(rule, limits, holds, value, own):
    """An item and its two parts, one for each stage; a stage that is not there does not apply."""
    rows = []
    for stage, name in ((P, "primary"), (J, "junior")):
        if any(stage in school[4] for school in own):
            found = F(value(stage))
            rows.append((f"{rule}_{name}", state(holds(found, limits[stage])), found))
        else:
            rows.append((f"{rule}_{name}", "not_applicable", None))
    return [(rule, state(all(row[1] != "not_met" for row in rows)), None)] + rows


def at_least(value, limit):
    return value >= limit


def at_most(value, limit):
    return value <= limit


def state(truth):
    return "met" if truth else "not_met"


def rates(own, unit):
    """Items with figures: rule, state, value in the unit that is printed."""
    rows = []
    disabled = sum(school[6][0] for school in own)
    share = F(sum(school[6][1] for school in own) * 100, disabled) if disabled else None
    rows.append(("disabled_enrolment", "not_applicable" if share is None else state(share >= 80), share))
    enrolled = lambda stage: 100 * F(total(own, "适龄在校生数", [stage]) + total(own, "更高层次就读人数", [stage]), total(own, "适龄儿童少年数", [stage]))
    rows += parts("enrolment", {P: F("99.5"), J: F(99)}, at_least, enrolled, own)
    for rule, stage, limit in (("primary_dropout", P, F("0.6")), ("junior_dropout", J, F("1.8"))):
        rows.append(one(rule, own, stage, limit, at_most, "学年内辍学人数", "上学年初在校生数"))
    paid = [school[5][7] for school in own]
    short = any(one is not None and one < school[5][6] for one, school in zip(paid, own))
    rows.append(("public_fund", "not_met" if short else "undetermined" if None in paid else "met", None))
    largest = lambda stage: max(figure(school, stage, "最大班额") for school in own)
    rows += parts("class_size", {P: 55, J: 55}, at_most, largest, own)
    qualified = lambda stage: 100 * ratio(own, "学历合格教师数", "专任教师数", [stage])
    rows += parts("teacher_qualification", {P: 100, J: 98}, at_least, qualified, own)
    for rule, stage, limit in (("primary_retention", P, 95), ("junior_retention", J, 90)):
        rows.append(one(rule, own, stage, limit, at_least, "毕业人数", "毕业班入学人数"))
    fit = 100 * ratio(own, "体质健康及格人数", "体质健康参测人数")
    rows.append(("fitness", state(fit >= 85), fit))
    rows.append(("subject_pass_rate", "undetermined", 100 * ratio(own, "合格人次", "应考人次")))
    forms = [SURVEY[code] for code in ([known[0] for known in UNITS] if unit is None else [unit])]
    pleased = F(100 * sum(form[2] for form in forms), sum(form[1] for form in forms))
    rows.append(("satisfaction", state(pleased >= 85), pleased))
    rows.append(("awareness", "", F(100 * sum(form[3] for form in forms), sum(form[1] for form in forms))))
    counted = sum(known[3] for known in UNITS if unit in (None, known[0]))
    children = total(own, "适龄儿童少年数")
    rows.append(("children_ledger", state(children == counted), F(children)))
    return rows


def one(rule, own, stage, limit, holds, top, bottom):
    if not any(stage in school[4] for school in own):
        return rule, "not_applicable", None
    value = 100 * ratio(own, top, bottom, [stage])
    return rule, state(holds(value, limit)), value


def root(value):
    """The square root of a fraction to 20 places."""
    scale = 10 ** 20
    return F(isqrt(value.numerator * scale * scale // value.denominator), scale)


def shared(school, stage, at, less=None):
    """The part of a resource that belongs to a stage: 1 : 1.1 by pupils."""
    weights = {known: F({P: "1", J: "1.1"}[known]) * figure(school, known, "在校生数") for known in school[4]}
    amount = F(str(school[5][at])) - (F(str(school[5][less])) if less is not None else 0)
    return amount * weights[stage] / sum(weights.values())


def measures(school, stage):
    own = lambda label: F(figure(school, stage, label))
    return [shared(school, stage, 0, 1), shared(school, stage, 2) + shared(school, stage, 1), shared(school, stage, 3) * 10000,
            shared(school, stage, 4), shared(school, stage, 5), own("专任教师数"), own("高于规定学历教师数"), own("中级及以上职称教师数")]


def disparities(stage):
    """The eight coefficients of variation, pupils as weights; a teaching point does not count."""
    own = [school for school in SCHOOLS if stage in school[4] and school[2] != "教学点"]
    pupils = [figure(school, stage, "在校生数") for school in own]
    found = []
    for amounts in zip(*(measures(school, stage) for school in own)):
        mean = F(sum(amounts), sum(pupils))
        spread = sum(count * (amount / count - mean) ** 2 for amount, count in zip(amounts, pupils)) / sum(pupils)
        found.append(root(spread) / mean)
    return found


def expected_division():
    rows = [(DIVISION[0], "", rule, "", found, value) for rule, found, value in rates(SCHOOLS, None)]
    taught = lambda stage: F(total(SCHOOLS, "在校生数", [stage]), total(SCHOOLS, "专任教师数", [stage]))
    rows += [(DIVISION[0], "", rule, "", found, value) for rule, found, value in (
        ("senior_quota", "met", None), ("transfer_share", "met", F(55)), ("teacher_salary", "met", None),
        *parts("pupil_teacher_ratio", {P: 22, J: 17}, at_most, taught, SCHOOLS))]
    rows += judged(DIVISION[0], ASKED | OF_DIVISION)
    for stage, name, limit in ((P, "primary", F("0.65")), (J, "junior", F("0.55"))):
        found = disparities(stage)
        rows += [(DIVISION[0], name, "disparity", f"L{at + 1}", "", value) for at, value in enumerate(found)]
        rows.append((DIVISION[0], name, "composite", "", state(sum(found) / 8 <= limit), sum(found) / 8))
    return rows + [(DIVISION[0], "", "verdict", "verdict", "undetermined", None)]


def judged(unit, asked):
    rows = []
    for rule, said in asked.items():
        found = REVIEWED.get((unit, rule), said)
        rows.append((unit, "", rule, "", "not_checked" if found is None else state(found == said), None))
    return rows


def expected_regiments():
    rows = []
    for code, _, _, _ in UNITS:
        own = [school for school in SCHOOLS if code in (school[3], school[0])]
        rows += [(code, "", rule, "", found, value) for rule, found, value in rates(own, code)]
        rows += judged(code, ASKED | OF_REGIMENT)
        group = [row[4] for row in rows[-len(OF_REGIMENT):]]
        rows.append((code, "", "leading_group", "", "not_met" if "not_met" in group else "met", None))
        rows.append((code, "", "verdict", "verdict", "undetermined", None))
    return rows


# ── writing ──────────────────────────────────────────────
def write(path, rows):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_expected(name, rows):
    columns = ["unit", "stage", "rule", "item", "state", "value"]
    number = lambda value: "" if value is None else repr(float(value))
    write(os.path.join(HERE, "expected", name), [dict(zip(columns, [*row[:5], number(row[5])])) for row in rows])


def main():
    for name, rows in (("师", division()), ("团场", regiments()), ("学校", schools()), ("调查", survey())):
        write(os.path.join(HERE, "jiashi", name + ".csv"), rows)
    write(os.path.join(HERE, "jiashi_division", "答复.csv"), answers([DIVISION[0]], ASKED | OF_DIVISION))
    write(os.path.join(HERE, "jiashi_regiment", "答复.csv"), answers([unit[0] for unit in UNITS], ASKED | OF_REGIMENT))
    write_expected("jiashi_xpcc_division.csv", expected_division())
    write_expected("jiashi_xpcc_regiment.csv", expected_regiments())


if __name__ == "__main__":
    main()
