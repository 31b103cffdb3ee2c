#!/usr/bin/env python3
"""Invents the registers of made-up counties: a row for each class, teacher and pupil, and a table of schools.

    invent_registers.py --seed 7 --counties 1 --schools 12 [--teachers N] [--pupils N] -o FOLDER

The same arguments give the same bytes. Columns are those of rules/mappings/registers.toml. With --teachers or
--pupils the register has at least so many rows, for measuring; without, a school has as many as its size asks for.
The table of schools states figures of its own, which here and there are not those of the registers.
"""

import argparse
import csv
import random
from pathlib import Path

YEAR = 2023
QUALIFICATIONS = ["高中及以下", "专科", "本科", "硕士研究生", "博士研究生"]
SUBJECTS = ["语文", "数学", "英语", "科学", "体育", "音乐", "美术", "艺术", "体育与健康", "道德与法治"]
BACKBONE = ["无", "校级", "县级", "市级", "省级", "国家级"]
TITLES = ["未定级", "三级", "二级", "一级", "高级", "正高级"]
LEFT = ["转出", "休学", "退学", "死亡", "其他减少"]
CAME = ["转入", "复学", "其他增加"]
FOLDER = {"学校": "学校.csv", "班级": "班级名册.csv", "教师": "教师名册.csv", "学生": "学生名册.csv"}


def main():
    given = arguments()
    chance = random.Random(given.seed)
    folder = Path(given.output)
    folder.mkdir(parents=True, exist_ok=True)
    schools = [school(chance, county, number) for county in range(given.counties) for number in range(given.schools)]
    pupils = write_pupils(folder, chance, schools, given.pupils)
    teachers = write_teachers(folder, chance, schools, given.teachers)
    classes = write_classes(folder, chance, schools)
    write_schools(folder, chance, schools, pupils, teachers, classes)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--counties", type=int, default=1)
    parser.add_argument("--schools", type=int, default=12, help="of each county")
    parser.add_argument("--teachers", type=int, default=0)
    parser.add_argument("--pupils", type=int, default=0)
    parser.add_argument("-o", "--output", required=True)
    return parser.parse_args()


def school(chance, county, number):
    """Every third school is junior, every fifth has both stages."""
    stages = ["小学", "初中"] if number % 5 == 4 else ["初中"] if number % 3 == 2 else ["小学"]
    kind = "九年一贯制学校" if len(stages) == 2 else "初级中学" if stages == ["初中"] else "小学"
    code = 990100 + county + 1
    return {
        "county": str(code), "county_name": f"虚构{county + 1}县", "code": f"{code}{number + 1:04d}",
        "name": f"虚构第{number + 1}{'小学' if stages == ['小学'] else '学校'}", "kind": kind,
        "stages": {stage: chance.randint(120, 200) for stage in stages},
    }


def parts(schools):
    return [(school, stage, size) for school in schools for stage, size in school["stages"].items()]


def writer(folder, table, header):
    file = open(folder / FOLDER[table], "w", encoding="utf-8", newline="")
    out = csv.writer(file, lineterminator="\n")
    out.writerow(header)
    return file, out


def key(school):
    return [school["county"], school["county_name"], school["code"], school["name"]]


KEY = ["县代码", "县", "学校标识码", "学校名称"]


def scaled(schools, least, natural):
    """How many rows each part of a school has: in proportion, at least so many in all."""
    base = [(school, stage, natural(stage, size)) for school, stage, size in parts(schools)]
    total = sum(rows for _, _, rows in base)
    factor = max(1, -(-least // total)) if least else 1
    return [(school, stage, rows * factor) for school, stage, rows in base]


def write_pupils(folder, chance, schools, least):
    header = ["统计年份", *KEY, "学段", "学籍号", "姓名", "来源", "去向", "毕业届"]
    file, out = writer(folder, "学生", header)
    present, number = {}, 0
    for school, stage, rows in scaled(schools, least, lambda stage, size: size + size // 8):
        for _ in range(rows):
            number += 1
            came = chance.choice(CAME) if chance.random() < 0.04 else "招生"
            due = YEAR + chance.randint(0, 2) if stage == "初中" else "/"
            went = chance.choice(LEFT) if chance.random() < 0.03 else "毕业" if due == YEAR and chance.random() < 0.97 else "在校"
            out.writerow([YEAR, *key(school), stage, f"G{number:09d}", f"学生{number}", came, went, due])
            present[school["code"], stage] = present.get((school["code"], stage), 0) + (went == "在校")
    file.close()
    return present


def write_teachers(folder, chance, schools, least):
    header = [*KEY, "任教学段", "教师编号", "姓名", "教师类别", "学历", "任教学科", "骨干级别", "职称", "教师资格证",
              "本年交流轮岗", "符合交流条件", "五年培训学时"]
    file, out = writer(folder, "教师", header)
    full, number = {}, 0
    for school, stage, rows in scaled(schools, least, lambda stage, size: size // 14 + 2):
        for _ in range(rows):
            number += 1
            kind = "专任教师" if chance.random() < 0.93 else "非专任"
            rotated = "是" if chance.random() < 0.1 else "否"
            out.writerow([
                *key(school), stage, f"T{number:07d}", f"教师{number}", kind,
                chance.choices(QUALIFICATIONS, [3, 30, 60, 6, 1])[0], chance.choice(SUBJECTS),
                chance.choices(BACKBONE, [70, 15, 9, 4, 2, 1])[0], chance.choice(TITLES),
                "有" if chance.random() < 0.98 else "无", rotated, "是" if rotated == "是" or chance.random() < 0.3 else "否",
                chance.choice([0, 120, 355.5, 359.5, 360, 372, 400]),
            ])
            full[school["code"], stage] = full.get((school["code"], stage), 0) + (kind == "专任教师")
    file.close()
    return full


def write_classes(folder, chance, schools):
    file, out = writer(folder, "班级", [*KEY, "学段", "班级代码", "班级名称", "年级", "班级人数"])
    number, sizes = 0, {}
    for school, stage, size in parts(schools):
        for at in range(max(1, size // 40)):
            number += 1
            of_class = chance.choice([28, 36, 44, 45, 46, 49, 50, 51, 55, 56, 58, 65, 66, 70])
            out.writerow([*key(school), stage, f"B{number:06d}", f"{at + 1}班", "一年级", of_class])
            sizes.setdefault((school["code"], stage), []).append(of_class)
    file.close()
    return sizes


def write_schools(folder, chance, schools, pupils, teachers, classes):
    """States pupils, teachers and classes; one in six is off by one."""
    header = ["统计年份", *KEY, "办学类型", "办学性质", "举办者", "办学状态"]
    columns = [(label, stage) for stage in ("小学", "初中") for label in ("在校生数", "专任教师数", "班数")]
    file, out = writer(folder, "学校", header + [stage + label for label, stage in columns])
    told = {"在校生数": pupils, "专任教师数": teachers, "班数": {at: len(sizes) for at, sizes in classes.items()}}
    for school in schools:
        row = [YEAR, *key(school), school["kind"], "公办", "县级教育部门", "正常"]
        for label, stage in columns:
            true = told[label].get((school["code"], stage))
            row.append("" if true is None else true + (chance.random() < 1 / 6))
        out.writerow(row)
    file.close()


if __name__ == "__main__":
    main()
