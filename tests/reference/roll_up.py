#!/usr/bin/env python3
"""Computes from registers what rules/mappings/registers.toml declares, without the engine: loops and counters only.

    roll_up.py FOLDER > expected.csv

Writes unit,stage,field,value for schools (by stage) and counties; stage is empty for a county.
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

COMPULSORY = ("小学", "初中")
STAGE = {"小学": "primary", "初中": "junior"}
HIGHER = {"小学": {"专科", "本科", "硕士研究生", "博士研究生"}, "初中": {"本科", "硕士研究生", "博士研究生"}}
COUNTY_UP = {"县级", "市级", "省级", "国家级"}


def rows(folder, name):
    with open(Path(folder) / name, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def main(folder):
    found = defaultdict(int)
    for row in rows(folder, "班级名册.csv"):
        of_class(found, (row["学校标识码"], STAGE[row["学段"]]), int(row["班级人数"]))
    for row in rows(folder, "教师名册.csv"):
        of_teacher(found, row)
    for row in rows(folder, "学生名册.csv"):
        of_pupil(found, row)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["unit", "stage", "field", "value"])
    for (unit, stage, field), value in sorted(found.items()):
        out.writerow([unit, stage, field, value])


def of_class(found, place, size):
    def count(field, holds):
        found[*place, field] += int(holds)
    count("classes", True)
    found[*place, "largest_class"] = max(found[*place, "largest_class"], size)
    count("classes_above_45", size > 45)
    count("classes_above_50", size > 50)
    count("classes_56_up", size >= 56)
    count("classes_66_up", size >= 66)


def of_teacher(found, row):
    school, county, stage = row["学校标识码"], row["县代码"], row["任教学段"]
    full, compulsory = row["教师类别"] == "专任教师", stage in COMPULSORY

    def of_school(field, holds):
        found[school, STAGE[stage], field] += int(full and holds)

    def of_county(field, holds):
        found[county, "", field] += int(compulsory and holds)
    of_school("teachers", True)
    of_school("teachers_above_required", row["学历"] in HIGHER[stage])
    of_school("backbone_teachers", row["骨干级别"] in COUNTY_UP)
    of_school("pe_art_teachers", row["任教学科"] in {"体育", "体育与健康", "音乐", "美术", "艺术"})
    of_school("teachers_mid_title", row["职称"] in {"一级", "高级", "正高级"})
    of_county("teachers_in_county", True)
    of_county("certified_teachers", full and row["教师资格证"] == "有")
    of_county("trained_teachers", float(row["五年培训学时"]) >= 360)
    of_county("eligible_rotation", row["符合交流条件"] == "是")
    of_county("rotated_teachers", row["本年交流轮岗"] == "是")
    of_county("rotated_backbone", row["本年交流轮岗"] == "是" and row["骨干级别"] in COUNTY_UP)


def of_pupil(found, row):
    school, county, stage = row["学校标识码"], row["县代码"], row["学段"]
    found[school, STAGE[stage], "students"] += int(row["去向"] == "在校")
    due = stage == "初中" and row["毕业届"] == row["统计年份"]

    def of_county(field, holds):
        found[county, "", field] += int(due and holds)
    of_county("junior_graduates", row["去向"] == "毕业")
    of_county("junior_entrants", row["来源"] == "招生")
    of_county("junior_moved_in", row["来源"] == "转入")
    of_county("junior_moved_out", row["去向"] == "转出")
    of_county("junior_deaths", row["去向"] == "死亡")


if __name__ == "__main__":
    main(sys.argv[1])
