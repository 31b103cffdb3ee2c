#!/usr/bin/env python3
"""Computes the export job in exact arithmetic: the answer every other implementation is held to.

    export_job.py TABLE [-o RESULT] [--encoding gb18030] [--check EXPECTED]

Amounts are fractions read from the decimal text of the cells. Only a CV, a square root, is not a
fraction; it is computed to 60 digits, and no flag is decided on a rounded one where its square will do.
Written for being checked by eye, not for speed, and with the standard library alone.
"""

import argparse
import csv
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation, localcontext
from fractions import Fraction

import from_junheng

DIGITS = Context(prec=60)
GUARD_DIGITS = 80
"""Roots and sums are taken with more digits than are kept, so that the kept ones are right."""

TOLERANCE = Decimal("1e-9")
MOST_SHOWN = 20


@dataclass(frozen=True)
class Stage:
    name: str
    weight: Fraction
    standard: dict
    """The amount a pupil, or a hundred pupils, should have, by measure."""
    cv_limit: Fraction
    composite_limit: Decimal


def exact(**texts):
    return {name: Fraction(text) for name, text in texts.items()}


PRIMARY = Stage(
    name="小学",
    weight=Fraction("1"),
    standard=exact(hi="4.2", bb="1", sa="0.9", ta="4.5", sp="7.5", eq="2000", mm="2.3"),
    cv_limit=Fraction("0.50"),
    composite_limit=Decimal("0.65"),
)
JUNIOR = Stage(
    name="初中",
    weight=Fraction("1.1"),
    standard=exact(hi="5.3", bb="1", sa="0.9", ta="5.8", sp="10.2", eq="2500", mm="2.4"),
    cv_limit=Fraction("0.45"),
    composite_limit=Decimal("0.55"),
)
STAGES = (PRIMARY, JUNIOR)
PUPIL_WEIGHTS = {"小学": Fraction("1"), "初中": Fraction("1.1"), "高中": Fraction("1.32")}

NEAR_STANDARD = Fraction("0.85")
STANDARDS_TO_REACH = 6

SHARED = {
    "ta": ("教学及辅助用房面积", 1),
    "sp": ("体育运动场馆面积", 1),
    "eq": ("教学仪器设备值", 10000),
    "mm": ("网络多媒体教室数", 1),
    "pc": ("计算机台数", 1),
    "bk": ("图书册数", 1),
}
"""What the stages of a school use together: column, and the factor from its unit to ours."""

BY_STAGE = {
    "hi": "高于规定学历教师数",
    "bb": "骨干教师数",
    "sa": "体育艺术教师数",
    "mt": "中级及以上职称教师数",
    "tt": "专任教师数",
}
"""What is reported for each stage: the column without the name of the stage in front."""

PER_HUNDRED = {"hi", "bb", "sa", "mm", "pc"}
QUALITY = ("hi", "bb", "sa", "ta", "sp", "eq", "mm")
BASIC = ("ta", "sp", "eq", "pc", "bk", "tt", "hi", "mt")
MEASURES = ("hi", "bb", "sa", "ta", "sp", "eq", "mm", "pc", "bk", "tt", "mt")

KEY = ("统计年份", "县代码", "学段")
FLOATS = tuple(f"cv_{measure}" for measure in MEASURES) + ("综合差异系数",)
HEADER = (
    ("统计年份", "县代码", "县", "学段", "学校数", "达标学校数", "在校生数")
    + FLOATS
    + ("优质达标", "基本均衡", "县优质", "县基本")
)
TEXT_COLUMNS = ("统计年份", "县代码", "县", "办学类型", "办学状态")
NUMBER_COLUMNS = (
    *(f"{stage}在校生数" for stage in PUPIL_WEIGHTS),
    *(f"{stage.name}{column}" for stage in STAGES for column in BY_STAGE.values()),
    *(column for column, _ in SHARED.values()),
)

PLAIN_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")


class BadTable(Exception):
    """The table cannot be read the way the job is described."""


@dataclass(frozen=True)
class SchoolStage:
    """One stage of one school in scope, with what it has for each measure."""

    pupils: Fraction
    amounts: dict

    def level(self, measure):
        return per_pupil(measure, self.amounts[measure], self.pupils)

    def reaches(self, stage):
        """Whether at least six of the seven standards are met and none is missed by far."""
        levels = {measure: self.level(measure) for measure in QUALITY}
        met = sum(levels[m] >= stage.standard[m] for m in QUALITY)
        near = all(levels[m] >= NEAR_STANDARD * stage.standard[m] for m in QUALITY)
        return near and met >= STANDARDS_TO_REACH


def per_pupil(measure, amount, pupils):
    return amount * (100 if measure in PER_HUNDRED else 1) / pupils


def read(path, encoding):
    """Yields the rows of a table, the needed cells only, numbers as fractions."""
    with open(path, encoding=encoding, newline="") as file:
        rows = csv.DictReader(file, strict=True)
        missing = set(TEXT_COLUMNS + NUMBER_COLUMNS) - set(rows.fieldnames or ())
        if missing:
            raise BadTable(f"{path}: no column {', '.join(sorted(missing))}")
        for row in rows:
            cells = {column: row[column] for column in TEXT_COLUMNS}
            for column in NUMBER_COLUMNS:
                cells[column] = number(row[column], f"{path}, line {rows.line_num}, {column}")
            yield cells


def number(text, place):
    """The value of a cell; a blank one means that the column does not apply, and counts as 0."""
    text = (text or "").strip()
    if not text:
        return Fraction(0)
    if not PLAIN_NUMBER.fullmatch(text):
        raise BadTable(f"{place}: {text!r} is not a plain number")
    return Fraction(text)


def in_scope(row):
    tiny_point = row["办学类型"] == "教学点" and row["小学在校生数"] < 50
    return row["办学状态"] == "正常" and not tiny_point


def school_stage(row, stage):
    """The given stage of the school of a row; None when it has no pupils there."""
    pupils = row[f"{stage.name}在校生数"]
    if pupils == 0:
        return None
    weighted = sum(weight * row[f"{name}在校生数"] for name, weight in PUPIL_WEIGHTS.items())
    share = stage.weight * pupils / weighted
    amounts = {m: row[column] * factor * share for m, (column, factor) in SHARED.items()}
    amounts |= {m: row[stage.name + column] for m, column in BY_STAGE.items()}
    return SchoolStage(pupils, amounts)


def squared_cv(measure, schools):
    """The square of the pupil-weighted CV, a fraction; 0 where nobody has anything."""
    pupils = sum(school.pupils for school in schools)
    mean = per_pupil(measure, sum(school.amounts[measure] for school in schools), pupils)
    if mean == 0:
        return Fraction(0)
    variance = sum(s.pupils * (s.level(measure) - mean) ** 2 for s in schools) / pupils
    return variance / mean**2


def square_root(value):
    with localcontext(prec=GUARD_DIGITS):
        return (Decimal(value.numerator) / Decimal(value.denominator)).sqrt()


def mean_of(values):
    with localcontext(prec=GUARD_DIGITS):
        return DIGITS.plus(sum(values) / len(values))


def stage_result(stage, schools):
    """The figures of one county and stage, without those that need its other stage."""
    squares = {measure: squared_cv(measure, schools) for measure in MEASURES}
    cvs = {measure: square_root(square) for measure, square in squares.items()}
    composite = mean_of([cvs[measure] for measure in BASIC])
    reaching = sum(school.reaches(stage) for school in schools)
    even = all(squares[measure] <= stage.cv_limit**2 for measure in QUALITY)
    result = {
        "学段": stage.name,
        "学校数": len(schools),
        "达标学校数": reaching,
        "在校生数": sum(school.pupils for school in schools),
        "综合差异系数": composite,
        "优质达标": int(reaching == len(schools) and even),
        "基本均衡": int(composite <= stage.composite_limit),
    }
    return result | {f"cv_{measure}": cv for measure, cv in cvs.items()}


def compute(rows):
    """The lines of the result: by year and county code, the primary stage first."""
    names = {}
    groups = defaultdict(lambda: {stage.name: [] for stage in STAGES})
    for row in filter(in_scope, rows):
        county = (row["统计年份"], row["县代码"])
        for stage in STAGES:
            school = school_stage(row, stage)
            if school is None:
                continue
            if names.setdefault(county, row["县"]) != row["县"]:
                raise BadTable(f"county {county} has two names: {names[county]}, {row['县']}")
            groups[county][stage.name].append(school)
    for county in sorted(groups):
        key = {"统计年份": county[0], "县代码": county[1], "县": names[county]}
        yield from county_results(key, groups[county])


def county_results(key, schools_of):
    stages = [stage for stage in STAGES if schools_of[stage.name]]
    results = [stage_result(stage, schools_of[stage.name]) for stage in stages]
    verdicts = {
        "县优质": int(all(result["优质达标"] for result in results)),
        "县基本": int(all(result["基本均衡"] for result in results)),
    }
    return [key | result | verdicts for result in results]


def as_text(value):
    if isinstance(value, Decimal):
        return f"{value:.17g}"
    return str(value)


def write(lines, file):
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows([line[column] for column in HEADER] for line in lines)


def read_result(path):
    """The lines of a result; one in the layout of `junheng assess --format csv` is turned into ours."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        if file.readline().startswith("pack,"):
            return [dict(zip(from_junheng.COLUMNS, line)) for line in from_junheng.read(path)]
        file.seek(0)
        return list(csv.DictReader(file, strict=True))


def differences(got, expected):
    """What two results disagree on, in sentences; both are lists of lines of text cells."""
    ours = {key_of(line): line for line in got}
    theirs = {key_of(line): line for line in expected}
    found = [f"{' '.join(key)}: not expected" for key in ours if key not in theirs]
    found += [f"{' '.join(key)}: missing" for key in theirs if key not in ours]
    if not found and [key_of(line) for line in got] != [key_of(line) for line in expected]:
        found.append("the lines are in another order, or one is there twice")
    for key in (key for key in ours if key in theirs):
        found += differences_of_line(ours[key], theirs[key])
    return found


def differences_of_line(ours, theirs):
    return [
        f"{' '.join(key_of(ours))} {column}: {ours.get(column)}, expected {theirs.get(column)}"
        for column in HEADER
        if not same(column, ours.get(column), theirs.get(column))
    ]


def key_of(line):
    return tuple(line.get(column) or "" for column in KEY)


def same(column, ours, theirs):
    if None in (ours, theirs) or column not in FLOATS:
        return ours == theirs
    try:
        gap = abs(Decimal(ours) - Decimal(theirs))
    except InvalidOperation:
        return False
    return gap.is_finite() and gap <= TOLERANCE


def arguments():
    parser = argparse.ArgumentParser(description="The export job in exact arithmetic.")
    parser.add_argument("table", help="csv in the layout of the export")
    parser.add_argument("-o", "--output", help="where the result goes (default: standard output)")
    parser.add_argument("--encoding", default="utf-8-sig", help="default: UTF-8 with or without BOM")
    parser.add_argument(
        "--check",
        metavar="EXPECTED",
        help="compare with this result, print what differs and exit with 1 if anything does",
    )
    return parser.parse_args()


def main():
    args = arguments()
    try:
        results = list(compute(read(args.table, args.encoding)))
    except (BadTable, csv.Error, OSError, UnicodeError) as error:
        sys.exit(f"error: {error}")
    lines = [{column: as_text(result[column]) for column in HEADER} for result in results]
    if args.output:
        with open(args.output, "w", encoding="utf-8", newline="") as file:
            write(lines, file)
    elif not args.check:
        write(lines, sys.stdout)
    if args.check:
        found = differences(lines, read_result(args.check))
        print(*found[:MOST_SHOWN], f"{len(lines)} lines compared, {len(found)} differences", sep="\n")
        sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
