"""The export job in polars, file to result file.

    python polars_job.py TABLE RESULT

One lazy query on the streaming engine: a single scan of the needed columns, cached because it is read for
the means first and then for the squared distances from them.
"""

import sys

import polars as pl
from polars import col

BY_STAGE = {
    "hi": "高于规定学历教师数",
    "bb": "骨干教师数",
    "sa": "体育艺术教师数",
    "tt": "专任教师数",
    "mt": "中级及以上职称教师数",
}
SHARED = {
    "ta": "教学及辅助用房面积",
    "sp": "体育运动场馆面积",
    "eq": "教学仪器设备值",
    "mm": "网络多媒体教室数",
    "pc": "计算机台数",
    "bk": "图书册数",
}
PER_HUNDRED = {"hi", "bb", "sa", "mm", "pc"}
QUALITY = ("hi", "bb", "sa", "ta", "sp", "eq", "mm")
BASIC = ("ta", "sp", "eq", "pc", "bk", "tt", "hi", "mt")
MEASURES = ("hi", "bb", "sa", "ta", "sp", "eq", "mm", "pc", "bk", "tt", "mt")

WEIGHT = {"小学": 1.0, "初中": 1.1, "高中": 1.32}
STANDARD = {
    "小学": (4.2, 1.0, 0.9, 4.5, 7.5, 2000.0, 2.3),
    "初中": (5.3, 1.0, 0.9, 5.8, 10.2, 2500.0, 2.4),
}
NEAR_STANDARD = {
    "小学": (3.57, 0.85, 0.765, 3.825, 6.375, 1700.0, 1.955),
    "初中": (4.505, 0.85, 0.765, 4.93, 8.67, 2125.0, 2.04),
}
CV_LIMIT = {"小学": 0.50, "初中": 0.45}
COMPOSITE_LIMIT = {"小学": 0.65, "初中": 0.55}

COUNTY = ("统计年份", "县代码")
GROUP = (*COUNTY, "junior")


def pupils_of(stage):
    return col(f"{stage}在校生数")


def scan(path):
    """The schools in scope with the numbers of the job; a blank cell counts as 0."""
    numbers = [f"{stage}在校生数" for stage in WEIGHT]
    numbers += [stage + column for stage in STANDARD for column in BY_STAGE.values()]
    numbers += SHARED.values()
    types = dict.fromkeys(numbers, pl.Float64) | {"统计年份": pl.Int32}
    tiny_point = (col("办学类型") == "教学点") & (pupils_of("小学").fill_null(0) < 50)
    return (
        pl.scan_csv(path, schema_overrides=types, infer_schema=False)
        .filter((col("办学状态") == "正常") & ~tiny_point)
        .select(*COUNTY, "县", col(numbers).fill_null(0))
    )


def levels(schools, stage):
    """What there is for each pupil, or a hundred, in each school with pupils of the stage."""
    pupils = pupils_of(stage)
    weighted = pupils_of("小学") + 1.1 * pupils_of("初中") + 1.32 * pupils_of("高中")
    share = WEIGHT[stage] * pupils / weighted
    amounts = {measure: col(stage + column) for measure, column in BY_STAGE.items()}
    amounts |= {measure: col(column) * share for measure, column in SHARED.items()}
    amounts["eq"] = col(SHARED["eq"]) * 10000 * share
    per_pupil = {
        measure: (100 * amounts[measure] if measure in PER_HUNDRED else amounts[measure]) / pupils
        for measure in MEASURES
    }
    return (
        schools.filter(pupils > 0)
        .select(*COUNTY, "县", junior=pl.lit(stage == "初中"), pupils=pupils, **per_pupil)
        .with_columns(reaches=reaches(stage))
    )


def reaches(stage):
    standards = zip(QUALITY, STANDARD[stage])
    lines = zip(QUALITY, NEAR_STANDARD[stage])
    met = pl.sum_horizontal((col(measure) >= standard).cast(pl.Int32) for measure, standard in standards)
    near = pl.all_horizontal(col(measure) >= line for measure, line in lines)
    return near & (met >= 6)


def variations(school_stages):
    """The CVs of each county and stage, in two passes over its schools."""
    pupils = col("pupils")
    means = school_stages.group_by(GROUP).agg(
        col("县").first(),
        schools=pl.len(),
        reaching=col("reaches").sum(),
        total=pupils.sum(),
        **{f"mean_{m}": (pupils * col(m)).sum() / pupils.sum() for m in MEASURES},
    )
    squares = (
        school_stages.select(*GROUP, "pupils", *MEASURES)
        .join(means.select(*GROUP, *(f"mean_{m}" for m in MEASURES)), on=GROUP)
        .group_by(GROUP)
        .agg(**{f"squares_{m}": (pupils * (col(m) - col(f"mean_{m}")) ** 2).sum() for m in MEASURES})
    )
    cvs = {
        f"cv_{m}": pl.when(col(f"mean_{m}") == 0)
        .then(0.0)
        .otherwise((col(f"squares_{m}") / col("total")).sqrt() / col(f"mean_{m}"))
        for m in MEASURES
    }
    return means.join(squares, on=GROUP).with_columns(**cvs)


def by_stage(values):
    return pl.when("junior").then(pl.lit(values["初中"])).otherwise(pl.lit(values["小学"]))


def judge(groups):
    composite = pl.sum_horizontal(f"cv_{m}" for m in BASIC) / len(BASIC)
    even = pl.max_horizontal(f"cv_{m}" for m in QUALITY) <= by_stage(CV_LIMIT)
    all_reach = col("reaching") == col("schools")
    return groups.with_columns(composite=composite).with_columns(
        quality=(all_reach & even).cast(pl.Int8),
        basic=(col("composite") <= by_stage(COMPOSITE_LIMIT)).cast(pl.Int8),
    )


def report(groups):
    return groups.sort(GROUP).select(
        *COUNTY,
        "县",
        学段=by_stage({"小学": "小学", "初中": "初中"}),
        学校数="schools",
        达标学校数="reaching",
        在校生数=col("total").cast(pl.Int64),
        **{f"cv_{m}": f"cv_{m}" for m in MEASURES},
        综合差异系数="composite",
        优质达标="quality",
        基本均衡="basic",
        县优质=col("quality").min().over(COUNTY),
        县基本=col("basic").min().over(COUNTY),
    )


def main():
    _, table, result = sys.argv
    schools = scan(table).cache()
    school_stages = pl.concat([levels(schools, stage) for stage in STANDARD])
    groups = judge(variations(school_stages)).collect(engine="streaming")
    report(groups).write_csv(result)


if __name__ == "__main__":
    main()
