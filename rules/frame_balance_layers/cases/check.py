"""What two_counties_four_zones must come to, from its table, by Σ s ln(x / mean) in fifty digits.

    python3 check.py > two_counties_four_zones/expected.csv

It knows nothing of junheng: the part within groups is the whole less the part between them.
"""

import csv
import pathlib
from decimal import Decimal, getcontext

getcontext().prec = 50
CASE = pathlib.Path(__file__).parent / "two_counties_four_zones"
STAGES = {"primary": "小学", "junior": "初中"}
RURAL = {"乡中心区", "村庄", "乡村"}
OF_REGION = ["whole", "between_counties", "within_counties", "between_zones", "within_zones"]
OF_COUNTY = ["county_whole", "county_between_zones", "county_within_zones"]


def amounts(row, stage):
    """The eight measures of a school with one stage: what is shared among its pupils."""
    number = lambda name: Decimal(row[name])
    return [
        number("教学及辅助用房面积") - number("室内体育用房面积"),
        number("室内体育用房面积") + number("运动场地面积"),
        number("教学仪器设备值"),
        number("计算机台数") * 100,
        number("图书册数"),
        number(stage + "专任教师数"),
        number(stage + "高于规定学历教师数"),
        number(stage + "中级及以上职称教师数"),
    ]


def theil(parts):
    """Of (amount, pupils) pairs."""
    whole, pupils = sum(a for a, _ in parts), sum(p for _, p in parts)
    return sum(a / whole * (a / p / (whole / pupils)).ln() for a, p in parts if a > 0)


def merged(parts, groups):
    sums = {}
    for (amount, pupils), group in zip(parts, groups):
        before = sums.get(group, (Decimal(0), Decimal(0)))
        sums[group] = (before[0] + amount, before[1] + pupils)
    return list(sums.values())


def show(number):
    return format(number.quantize(Decimal("1e-25")).normalize(), "f")


def line(unit, stage, rule, measure, value):
    state = "undetermined" if value is None else ""
    print(f"{unit},{stage},{rule},L{measure},{state},{'' if value is None else show(value)}")


def splits(schools, measure, by_county, names):
    """The whole and its parts, by name; a part whose groups are not known is None."""
    parts = [(school["amounts"][measure], school["pupils"]) for school in schools]
    whole = theil(parts)
    found = [whole]
    for key in ["county", "rural"] if by_county else ["rural"]:
        groups = [school[key] for school in schools]
        between = None if None in groups else theil(merged(parts, groups))
        found += [between, None if between is None else whole - between]
    return dict(zip(names, found))


def main():
    schools = []
    for row in csv.DictReader(open(CASE / "学校.csv", encoding="utf-8")):
        if row["办学类型"] == "特殊教育学校":
            continue
        for stage, word in STAGES.items():
            if row[word + "在校生数"]:
                zone = row["城乡类型"]
                schools.append({
                    "region": row["县代码"][:2], "county": row["县代码"], "stage": stage,
                    "rural": zone in RURAL if zone else None,
                    "pupils": Decimal(row[word + "在校生数"]), "amounts": amounts(row, word),
                })
    print("unit,stage,rule,item,state,value")
    for region in sorted({school["region"] for school in schools}):
        for stage in STAGES:
            here = [s for s in schools if s["region"] == region and s["stage"] == stage]
            if not here:
                continue
            for measure in range(8):
                found = splits(here, measure, True, OF_REGION)
                for rule, value in found.items():
                    line(region, stage, rule, measure + 1, value)
                for rule, part in (("counties_share", "between_counties"), ("zones_share", "between_zones")):
                    known = found["whole"] > Decimal("1e-40") and found[part] is not None
                    line(region, stage, rule, measure + 1, found[part] / found["whole"] * 100 if known else None)
    for county in sorted({school["county"] for school in schools}):
        for stage in STAGES:
            here = [s for s in schools if s["county"] == county and s["stage"] == stage]
            for measure in range(8 if here else 0):
                for rule, value in splits(here, measure, False, OF_COUNTY).items():
                    line(county, stage, rule, measure + 1, value)


main()
