"""Writes a county whose schools fail everything and whose names have 200 characters: the longest letters there are.

    python3 worst_letters.py FOLDER                       from examples/yunchuan; says how many schools there are
"""
import csv
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLE = os.path.join(HERE, "..", "..", "examples", "yunchuan")
# Of what a school is to have more, it has next to nothing; of what it is to have less, too much.
SCARCE = ("教师数", "面积", "馆", "仪器", "教室数", "计算机", "图书")
# 200 characters: Chinese, a word that breaks nowhere, and letters that run from right to left.
NAME = "云" * 120 + "W" * 60 + "\u202eمدرسة"


def spoiled(header, value):
    if value and "编制" not in header and any(word in header for word in SCARCE):
        return "1"
    return "99" if value and header == "班级人数" else value


def named(names, name):
    """The same long name for the same school wherever it stands."""
    number = names.setdefault(name, f"{len(names):04}")
    return (number + NAME).ljust(200, "校")


def spoil(folder, name, names):
    with open(os.path.join(EXAMPLE, name), encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    for row in rows:
        for header, value in row.items():
            row[header] = named(names, value) if header == "学校名称" else spoiled(header, value)
        if "县" in row:
            row["县"] = ("县" + NAME).ljust(200, "县")
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main():
    folder, names = sys.argv[1], {}
    os.makedirs(folder, exist_ok=True)
    for name in sorted(os.listdir(EXAMPLE)):
        spoil(folder, name, names)
    print(len(names))


main()
