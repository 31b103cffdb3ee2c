"""Writes the cases of both example packs; what is expected is computed here, by other formulas than the plugins use.

Run from this folder: python3 make_cases.py
The intraclass correlation is worked out in exact fractions from pairs of pupils: SSW = Σ over schools of Σ over pairs
(x − y)² / nᵢ, SST the same over all pupils. Distances are angles between unit vectors, atan2(|a × b|, a · b).
"""
import math
import pathlib
from fractions import Fraction
from itertools import combinations

HERE = pathlib.Path(__file__).parent
RADIUS = 6371008.8


def pairs(values):
    return sum(Fraction(x - y) ** 2 for x, y in combinations(values, 2)) / len(values)


def icc(schools):
    everyone = [score for school in schools for score in school]
    total, within = pairs(everyone), sum(pairs(school) for school in schools)
    k, n = len(schools), len(everyone)
    n0 = (n - Fraction(sum(len(school) ** 2 for school in schools), n)) / (k - 1)
    msb, msw = (total - within) / (k - 1), within / (n - k)
    return (msb - msw) / (msb + (n0 - 1) * msw), (total - within) / total


def vector(longitude, latitude):
    l, p = math.radians(longitude), math.radians(latitude)
    return math.cos(p) * math.cos(l), math.cos(p) * math.sin(l), math.sin(p)


def distance(a, b):
    u, v = vector(*a), vector(*b)
    cross = (u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0])
    return RADIUS * math.atan2(math.sqrt(sum(c * c for c in cross)), sum(x * y for x, y in zip(u, v)))


def write(pack, case, title, tables, expected):
    folder = HERE / pack / "pack" / "cases" / case
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.md").write_text(title + "\n")
    for name, rows in tables.items():
        (folder / name).write_text("\n".join(rows) + "\n")
    (folder / "expected.csv").write_text("\n".join(["unit,stage,rule,item,state,value,limit"] + expected) + "\n")


def scores(case, title, chinese, mathematics):
    """Schools of pupils; `None` did not sit the test."""
    rows = ["学校代码,学生编号,语文成绩,数学成绩"]
    for at, (own, other) in enumerate(zip(chinese, mathematics), 1):
        for pupil, (c, m) in enumerate(zip(own, other), 1):
            cell = lambda score: "/" if score is None else score
            rows.append(f"{at:02},{at:02}{pupil:03},{cell(c)},{cell(m)}")
    sat = lambda schools: [[score for score in school if score is not None] for school in schools]
    expected, met = [], []
    for rule, schools in (("gap_chinese", sat(chinese)), ("gap_mathematics", sat(mathematics))):
        if len(schools) < 2:
            expected.append(f"990101,,{rule},,undetermined,,0.15")
            met.append("undetermined")
            continue
        share = icc(schools)[0]
        met.append("met" if share < Fraction(15, 100) else "not_met")
        expected.append(f"990101,,{rule},,{met[-1]},{float(share)!r},0.15")
    if len(mathematics) > 1:
        expected.append(f"990101,,share_mathematics,,,{float(icc(sat(mathematics))[1])!r},")
    verdict = "not_met" if "not_met" in met else met[0] if len(set(met)) == 1 else "undetermined"
    expected.append(f"990101,,verdict,verdict,{verdict},,")
    named = ["县代码,县,学校代码,学校"] + [f"990101,示例县,{at:02},第{at}学校" for at in range(1, len(chinese) + 1)]
    write("between_school", case, title, {"学校.csv": named, "学生.csv": rows}, expected)


def places(case, title, rows):
    schools = [(x, y) for kind, _, x, y in rows if kind == "学校"]
    homes = [(n, x, y) for kind, n, x, y in rows if kind == "居住地"]
    lines = [f"990101,示例县,{at:02},{kind}{at},{kind},{n},{x},{y}" for at, (kind, n, x, y) in enumerate(rows, 1)]
    if schools:
        near = sum(n for n, x, y in homes if min(distance((x, y), s) for s in schools) <= 2000)
        share = Fraction(100 * near, sum(n for n, _, _ in homes))
        state, value = ("met" if share >= 90 else "not_met"), repr(float(share))
    else:
        state, value = "undetermined", ""
    expected = [f"990101,,near_a_school,,{state},{value},90", f"990101,,verdict,verdict,{state},,"]
    header = "县代码,县,地点代码,地点,地点类型,居住学生数,经度,纬度"
    write("walking", case, title, {"地点.csv": [header] + lines}, expected)


alike = [[71, 84, 90, 66, 78], [75, 88, 69, 81, 70, 92], [83, 77, 64, 90], [79, 68, 86, 91, 73, 80, 62]]
apart = [[91, 94, 90, 96, 88], [75, 78, 69, 81, 70, 72], [63, 57, 64, 60], [49, 58, 56, 51, 53, 50, 52]]
somewhat = [[81, 74, 92, 79, 85], [75, 88, 69, 71, 70, 82], [73, 67, 64, 80], [69, 78, 86, 71, 63, 70, 72]]
with_gaps = [[score if at else None for at, score in enumerate(school)] for school in somewhat]
scores("alike", "# 各校相近：两科都小于 0.15；两科的估计都小于 0，照实给出", alike, [s[::-1] for s in alike])
scores("apart", "# 各校悬殊：数学校际差异率大于 0.15", alike, apart)
scores("absent", "# 每校一名学生没有参加测试，写 /，不计", alike, with_gaps)
scores("one_school", "# 只有一所学校：待定，不是 0", alike[:1], apart[:1])

near = [("学校", 0, 103.5200, 30.5800), ("学校", 0, 103.5500, 30.6100), ("居住地", 120, 103.5210, 30.5950),
        ("居住地", 340, 103.5480, 30.6080), ("居住地", 60, 103.5390, 30.5860), ("居住地", 25, 103.6100, 30.6500)]
places("near", "# 远处只有 25 人：545 人中 520 人在两千米内", near)
places("far", "# 换一个大村在远处：不足九成", near[:5] + [("居住地", 95, 103.6100, 30.6500)])
places("no_school", "# 没有学校的位置：待定", near[2:])
