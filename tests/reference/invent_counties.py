#!/usr/bin/env python3
"""Invents a statistics export: schools of made-up counties in the 64 columns of the export job.

    invent_counties.py --seed 20 --counties 20 --schools-per-county 10-30 [--special] -o FILE

The same arguments give the same bytes. Sizes and endowments are spread as in a county of sixty schools
of all kinds; a few counties are far more even than that, so that verdicts of both sorts come up. No
province, county, town or person is real, and the province codes are ones nobody has been given.
"""

import argparse
import csv
import math
import random
import sys
from dataclasses import dataclass, field

COLUMNS = (
    "统计年份,学校标识码,学校名称,学校地址,邮政编码,省,市,县代码,县,乡镇街道,办学类型,城乡类型,办学性质,"
    "举办者,办学状态,是否寄宿制,建校年份,校长姓名,联系电话,小学在校生数,初中在校生数,高中在校生数,"
    "小学班数,初中班数,高中班数,小学最大班额,初中最大班额,小学专任教师数,初中专任教师数,高中专任教师数,"
    "小学高于规定学历教师数,初中高于规定学历教师数,小学骨干教师数,初中骨干教师数,小学体育艺术教师数,"
    "初中体育艺术教师数,小学中级及以上职称教师数,初中中级及以上职称教师数,教学及辅助用房面积,"
    "体育运动场馆面积,教学仪器设备值,网络多媒体教室数,计算机台数,图书册数,音乐教室数,美术教室数,"
    "实验室数,校园占地面积,校舍建筑面积,绿化用地面积,固定资产总值,寄宿生数,随迁子女数,农村留守儿童数,"
    "残疾学生数,招生数,毕业生数,教职工数,交流轮岗教师数,培训学时,校医数,供水方式,厕所类型,备注"
).split(",")

YEAR = 2023

# Parts of the rows. The quoted fields include those with a line break; most of them are remarks.
QUOTED_RATE = 0.015
LINE_BREAK_RATE = 0.0005
REMARK_RATE = 0.045
QUOTED_ADDRESS_SHARE = 0.2
"""The part of the quoted fields that stand in the address, before the columns the job reads."""

NOT_RUNNING_RATE = 0.017
EMPTIED_STAGE_RATE = 0.01
"""How often a combined school has an end without a single pupil: 0 is reported, not a blank."""

# Syllables that are rare in real place names, so that a pair of them hardly names a real place.
FIRST_SYLLABLES = "霁棠砚汐笙漪栩翎桢煦暄缃皎璟珩瑄琬蘅菖苓荻莳橘檀枳蓁岫霭澹篁"
SECOND_SYLLABLES = "川坪原陵浦泽州溪岭岗陂洲湾滩墩坞塘渡桥关峪屿垣埔畈沟崖泉谷汀"
SURNAMES = "吴何梁蔡孙王潘陈朱董魏吕杜唐郑林杨袁田程丁黄李许邓郭沈张苏赵曾蒋胡马宋罗曹徐谢韩"
GIVEN_SYLLABLES = "平华超晓柏兰东玉晨龙云娜秀海梅辉文伟桂芳刚勇霞艳丽国松军静涛娟红明洋"
NUMERALS = ("第一", "第二", "第三", "第四", "第五", "第六", "第七", "第八", "第九", "第十")

UNUSED_PROVINCE_CODES = (*range(16, 21), *range(24, 31), *range(38, 41), *range(47, 50), *range(55, 61))
COUNTIES_PER_PROVINCE = 110
COUNTIES_PER_CITY = 10
MOST_COUNTIES = 10_000
"""There are enough names for as many; no country has more."""

PLAIN_REMARKS = ("一校两址", "新校区在建", "2022年由两校合并", "含附设幼儿班", "校舍正在加固")
QUOTED_REMARKS = (
    "2023年秋季并校, 数据待核",
    '校牌为"实验学校"',
    '原名"第二小学", 2019年更名',
    "图书含电子图书, 按册折算",
)
BROKEN_REMARKS = ("面积含新建综合楼,\n产权证办理中", '数据由学区代报\n联系人见"填报说明"')

LOCALITIES = {"村庄": 17, "镇中心区": 15, "乡中心区": 13, "镇乡结合区": 7, "主城区": 5, "城乡结合区": 3}


@dataclass(frozen=True)
class Spread:
    """A log-normal quantity: its median, and the standard deviation of its logarithm."""

    median: float
    sigma: float


@dataclass(frozen=True)
class Kind:
    """A type of school: how common it is, how it is named, and how many pupils its stages have."""

    name: str
    share: int
    ending: str
    pupils: dict


PRIMARY_SCHOOL = Kind("小学", 33, "小学", {"小学": Spread(410, 0.82)})
TEACHING_POINT = Kind("教学点", 6, "教学点", {"小学": Spread(43, 0.85)})
JUNIOR_SCHOOL = Kind("初级中学", 10, "初级中学", {"初中": Spread(1050, 0.70)})
NINE_YEAR_SCHOOL = Kind("九年一贯制学校", 6, "学校", {"小学": Spread(180, 0.84), "初中": Spread(340, 0.56)})
TWELVE_YEAR_SCHOOL = Kind(
    "十二年一贯制学校",
    1,
    "实验学校",
    {"小学": Spread(650, 0.60), "初中": Spread(1100, 0.60), "高中": Spread(1700, 0.50)},
)
COMPLETE_SCHOOL = Kind("完全中学", 4, "中学", {"初中": Spread(500, 0.74), "高中": Spread(950, 0.50)})
ALL_KINDS = (
    PRIMARY_SCHOOL,
    TEACHING_POINT,
    JUNIOR_SCHOOL,
    NINE_YEAR_SCHOOL,
    TWELVE_YEAR_SCHOOL,
    COMPLETE_SCHOOL,
)

STAGE_WEIGHTS = {"小学": 1.0, "初中": 1.1, "高中": 1.32}
CLASS_SIZES = {"小学": (27, 45), "初中": (38, 53), "高中": (38, 55)}

# Teachers for each pupil, by stage, and the groups among them.
TEACHERS = {"小学": Spread(0.030, 0.62), "初中": Spread(0.041, 0.59), "高中": Spread(0.059, 0.41)}
TEACHER_GROUPS = {
    "小学": {
        "高于规定学历教师数": Spread(0.0235, 0.50),
        "骨干教师数": Spread(0.0080, 0.85),
        "体育艺术教师数": Spread(0.0083, 0.88),
    },
    "初中": {
        "高于规定学历教师数": Spread(0.0290, 0.55),
        "骨干教师数": Spread(0.0070, 0.83),
        "体育艺术教师数": Spread(0.0068, 0.87),
    },
}
SENIOR_PART = Spread(0.53, 0.22)

# What the job reads and the whole school shares, for each weighted pupil.
AREAS = {
    "教学及辅助用房面积": Spread(3.1, 0.93),
    "体育运动场馆面积": Spread(6.6, 0.93),
    "教学仪器设备值": Spread(0.155, 0.88),
}
COUNTS = {
    "网络多媒体教室数": Spread(0.0185, 0.92),
    "计算机台数": Spread(0.092, 0.90),
    "图书册数": Spread(16.0, 0.95),
}

# What the job does not read, for each pupil.
OTHER_AREAS = {
    "校园占地面积": Spread(25.2, 0.55),
    "校舍建筑面积": Spread(10.5, 0.48),
    "绿化用地面积": Spread(4.9, 0.46),
    "固定资产总值": Spread(1.09, 0.46),
}
OTHER_ROOMS = {"音乐教室数": 0.0023, "美术教室数": 0.0020, "实验室数": 0.0030}
OTHER_PUPILS = {"随迁子女数": 0.24, "农村留守儿童数": 0.31, "招生数": 0.36, "毕业生数": 0.34}

# Far above every standard, and hardly different from school to school.
AMPLE_TEACHERS = {"小学": Spread(0.085, 0.04), "初中": Spread(0.095, 0.04), "高中": Spread(0.09, 0.04)}
AMPLE_GROUPS = {
    "小学": {
        "高于规定学历教师数": Spread(0.060, 0.04),
        "骨干教师数": Spread(0.015, 0.04),
        "体育艺术教师数": Spread(0.015, 0.04),
    },
    "初中": {
        "高于规定学历教师数": Spread(0.072, 0.04),
        "骨干教师数": Spread(0.015, 0.04),
        "体育艺术教师数": Spread(0.015, 0.04),
    },
}
AMPLE_AREAS = {
    "教学及辅助用房面积": Spread(7.5, 0.05),
    "体育运动场馆面积": Spread(12.0, 0.05),
    "教学仪器设备值": Spread(0.31, 0.05),
}
AMPLE_COUNTS = {
    "网络多媒体教室数": Spread(0.032, 0.04),
    "计算机台数": Spread(0.15, 0.05),
    "图书册数": Spread(34.0, 0.05),
}


@dataclass(frozen=True)
class Endowment:
    """How much the schools of a county have, and how unequally."""

    teachers: dict = field(default_factory=lambda: TEACHERS)
    groups: dict = field(default_factory=lambda: TEACHER_GROUPS)
    areas: dict = field(default_factory=lambda: AREAS)
    counts: dict = field(default_factory=lambda: COUNTS)
    wealth: float = 1.0
    unevenness: float = 1.0
    backbone: bool = True

    def draw(self, rng, spread):
        """One amount for each pupil, drawn as this county spreads it."""
        sigma = spread.sigma * self.unevenness
        return self.wealth * spread.median * math.exp(rng.gauss(0, sigma))


AMPLE = Endowment(AMPLE_TEACHERS, AMPLE_GROUPS, AMPLE_AREAS, AMPLE_COUNTS)


@dataclass(frozen=True)
class County:
    province: str
    city: str
    name: str
    code: str
    towns: tuple


def place(rng):
    return rng.choice(FIRST_SYLLABLES) + rng.choice(SECOND_SYLLABLES)


def places(rng, count):
    """Names that all differ from one another."""
    pairs = len(FIRST_SYLLABLES) * len(SECOND_SYLLABLES)
    picked = (divmod(i, len(SECOND_SYLLABLES)) for i in rng.sample(range(pairs), count))
    return [FIRST_SYLLABLES[first] + SECOND_SYLLABLES[second] for first, second in picked]


def invent_counties(rng, total):
    """The counties, spread over provinces and cities of about equal size."""
    provinces = min(len(UNUSED_PROVINCE_CODES), 2 + total // COUNTIES_PER_PROVINCE)
    sizes = [total // provinces + (i < total % provinces) for i in range(provinces)]
    province_names = places(rng, provinces)
    counties = []
    for code, name, size in zip(UNUSED_PROVINCE_CODES, province_names, sizes):
        counties += counties_of_province(rng, code, f"{name}省", size)
    return counties


def counties_of_province(rng, province_code, province, size):
    cities = -(-size // COUNTIES_PER_CITY)
    names = places(rng, cities + size)
    for i, name in enumerate(names[cities:]):
        city, county = divmod(i, COUNTIES_PER_CITY)
        yield County(
            province=province,
            city=f"{names[city]}市",
            name=name + rng.choice("县县县区区市"),
            code=f"{province_code}{city + 1:02}{county + 1:02}",
            towns=tuple(f"{town}{rng.choice(('镇', '镇', '乡', '街道'))}" for town in places(rng, 12)),
        )


def ordinary_endowment(rng):
    """Mostly as uneven as the county of sixty schools; one county in seven is fairly even and rich."""
    if rng.random() < 1 / 7:
        return Endowment(wealth=rng.uniform(1.0, 2.6), unevenness=rng.uniform(0.15, 0.6))
    return Endowment(wealth=rng.lognormvariate(0, 0.15), unevenness=rng.uniform(0.75, 1.1))


def ordinary_county(rng, county, count, year=YEAR):
    endowment = ordinary_endowment(rng)
    shares = [kind.share for kind in ALL_KINDS]
    kinds = rng.choices(ALL_KINDS, weights=shares, k=count)
    return [invent_school(rng, county, kind, endowment, year) for kind in kinds]


def invent_school(rng, county, kind, endowment, year=YEAR):
    """A school as a dict of cells; the columns that do not apply to its kind are left out."""
    school = identity(rng, county, kind, year)
    pupils = {stage: pupil_count(rng, spread) for stage, spread in kind.pupils.items()}
    if len(pupils) > 1 and rng.random() < EMPTIED_STAGE_RATE:
        pupils[next(iter(pupils))] = 0
    fill_stages(school, rng, pupils, endowment)
    fill_shared(school, rng, pupils, endowment)
    fill_other(school, rng, sum(pupils.values()))
    fill_remark(school, rng)
    return school


def pupil_count(rng, spread):
    return min(6000, max(3, round(spread.median * math.exp(rng.gauss(0, spread.sigma)))))


def identity(rng, county, kind, year):
    town = rng.choice(county.towns)
    numeral = rng.choice(NUMERALS) if rng.random() < 0.4 else ""
    road = place(rng) + rng.choice(("路", "街", "大道", "村"))
    private = rng.random() < 0.05
    if private:
        body = "民办"
    else:
        body = rng.choices(("县级教育部门", "地级教育部门", "乡镇", "其他部门"), (53, 2, 1, 1))[0]
    return {
        "统计年份": year,
        "学校名称": f"{county.name}{town}{place(rng)}{numeral}{kind.ending}",
        "学校地址": f"{county.province}{county.city}{county.name}{town}{road}{rng.randint(1, 999)}号",
        "邮政编码": f"{rng.randint(10000, 869999):06}",
        "省": county.province,
        "市": county.city,
        "县代码": county.code,
        "县": county.name,
        "乡镇街道": town,
        "办学类型": kind.name,
        "城乡类型": rng.choices(tuple(LOCALITIES), tuple(LOCALITIES.values()))[0],
        "办学性质": "民办" if private else "公办",
        "举办者": body,
        "办学状态": rng.choice(("停办", "撤并", "筹建")) if rng.random() < NOT_RUNNING_RATE else "正常",
        "是否寄宿制": "是" if rng.random() < 1 / 3 else "否",
        "建校年份": rng.randint(1901, 2015),
        "校长姓名": rng.choice(SURNAMES) + "".join(rng.choices(GIVEN_SYLLABLES, k=rng.choice((1, 2, 2, 2)))),
        "联系电话": f"01{rng.randint(10, 99)}-{rng.randint(3000000, 9999999)}",
    }


def fill_stages(school, rng, pupils, endowment):
    for stage, count in pupils.items():
        classes = math.ceil(count / rng.uniform(*CLASS_SIZES[stage])) if count else 0
        teachers = max(1, round(count * endowment.draw(rng, endowment.teachers[stage]))) if count else 0
        school[f"{stage}在校生数"] = count
        school[f"{stage}班数"] = classes
        school[f"{stage}专任教师数"] = teachers
        if stage == "高中":
            continue
        school[f"{stage}最大班额"] = math.ceil(count / classes * rng.uniform(1, 1.15)) if classes else 0
        for group, spread in endowment.groups[stage].items():
            wanted = max(1, round(count * endowment.draw(rng, spread)))
            school[stage + group] = min(teachers, wanted)
        senior = round(teachers * SENIOR_PART.median * math.exp(rng.gauss(0, SENIOR_PART.sigma)))
        school[f"{stage}中级及以上职称教师数"] = min(teachers, senior)
        if not endowment.backbone:
            school[f"{stage}骨干教师数"] = 0


def fill_shared(school, rng, pupils, endowment):
    weighted = sum(STAGE_WEIGHTS[stage] * count for stage, count in pupils.items())
    for column, spread in endowment.areas.items():
        school[column] = f"{weighted * endowment.draw(rng, spread):.2f}"
    for column, spread in endowment.counts.items():
        school[column] = max(1, round(weighted * endowment.draw(rng, spread)))


def fill_other(school, rng, pupils):
    teachers = sum(school.get(f"{stage}专任教师数", 0) for stage in STAGE_WEIGHTS)
    for column, spread in OTHER_AREAS.items():
        school[column] = f"{pupils * spread.median * math.exp(rng.gauss(0, spread.sigma)):.2f}"
    for column, part in OTHER_ROOMS.items():
        school[column] = round(pupils * part * rng.uniform(0.7, 1.3))
    for column, part in OTHER_PUPILS.items():
        school[column] = round(pupils * part * rng.random())
    boards = school["是否寄宿制"] == "是"
    school["寄宿生数"] = round(pupils * rng.uniform(0.02, 0.46)) if boards else 0
    school["残疾学生数"] = round(pupils * rng.uniform(0, 0.009))
    school["教职工数"] = math.ceil(teachers * rng.uniform(1.06, 1.25))
    school["交流轮岗教师数"] = round(teachers * rng.uniform(0, 0.2))
    school["培训学时"] = f"{teachers * rng.uniform(42, 110):.1f}0"
    school["校医数"] = rng.choices((0, 1, 2), (16, 24, 20))[0]
    school["供水方式"] = "自来水" if rng.random() < 0.87 else "自备水源"
    school["厕所类型"] = "水冲式" if rng.random() < 0.85 else "卫生旱厕"


def fill_remark(school, rng):
    draw = rng.random()
    if draw < LINE_BREAK_RATE:
        school["备注"] = rng.choice(BROKEN_REMARKS)
    elif draw < QUOTED_RATE * QUOTED_ADDRESS_SHARE:
        school["学校地址"] += rng.choice(('(原"老校区")', ", 东门"))
    elif draw < QUOTED_RATE:
        school["备注"] = rng.choice(QUOTED_REMARKS)
    elif draw < REMARK_RATE + QUOTED_RATE * QUOTED_ADDRESS_SHARE:
        school["备注"] = rng.choice(PLAIN_REMARKS)


def renamed(county, name):
    return County(county.province, county.city, name, county.code, county.towns)


def one_school_county(rng, county, count):
    return [invent_school(rng, county, NINE_YEAR_SCHOOL, Endowment())]


def county_without_backbone(rng, county, count):
    kinds = rng.choices((PRIMARY_SCHOOL, JUNIOR_SCHOOL, NINE_YEAR_SCHOOL), k=count)
    return [invent_school(rng, county, kind, Endowment(backbone=False)) for kind in kinds]


def all_passing_county(rng, county, count):
    """Every school in scope is far above the standards; two poor ones are out of scope.

    The teaching points stand on both sides of the fifty pupils from which one counts.
    """
    kinds = [PRIMARY_SCHOOL, JUNIOR_SCHOOL, NINE_YEAR_SCHOOL, TWELVE_YEAR_SCHOOL, COMPLETE_SCHOOL]
    kinds += rng.choices((PRIMARY_SCHOOL, JUNIOR_SCHOOL, NINE_YEAR_SCHOOL), k=max(0, count - 8))
    schools = [invent_school(rng, county, sized(kind), AMPLE) for kind in kinds]
    point = Kind("教学点", 1, "教学点", {"小学": Spread(50, 0)})
    smaller_point = Kind("教学点", 1, "教学点", {"小学": Spread(49, 0)})
    poor = Endowment(wealth=0.1)
    schools.append(invent_school(rng, county, point, AMPLE))
    schools.append(invent_school(rng, county, smaller_point, poor))
    schools.append(invent_school(rng, county, PRIMARY_SCHOOL, poor))
    for school in schools:
        school["办学状态"] = "正常"
    schools[-1]["办学状态"] = "停办"
    remarks = (QUOTED_REMARKS[0], QUOTED_REMARKS[1], BROKEN_REMARKS[0], BROKEN_REMARKS[1])
    for school, remark in zip(schools, remarks):
        school["备注"] = remark
    return schools


def sized(kind):
    """The kind with little variation in size, so that no stage is too small for whole teachers."""
    pupils = {stage: Spread(max(spread.median, 300), 0.3) for stage, spread in kind.pupils.items()}
    return Kind(kind.name, kind.share, kind.ending, pupils)


def county_of_primary_schools(rng, county, count):
    kinds = rng.choices((PRIMARY_SCHOOL, TEACHING_POINT), (5, 1), k=max(2, count))
    return [invent_school(rng, county, kind, ordinary_endowment(rng)) for kind in kinds]


def county_of_two_years(rng, county, count):
    """The year before, too: the key of a county is the year and the code together."""
    return ordinary_county(rng, county, count) + ordinary_county(rng, county, count, YEAR - 1)


SPECIAL = {
    "一校县": one_school_county,
    "无骨干县": county_without_backbone,
    "皆达县": all_passing_county,
    "惟小学县": county_of_primary_schools,
    "两年县": county_of_two_years,
}


def invent(rng, total, sizes, special):
    """The schools of all counties, in the order in which a province exports them."""
    counties = invent_counties(rng, total)
    makers = [ordinary_county] * total
    if special:
        for i, (name, maker) in zip(rng.sample(range(total), len(SPECIAL)), SPECIAL.items()):
            counties[i] = renamed(counties[i], name)
            makers[i] = maker
    schools = []
    for county, maker in zip(counties, makers):
        schools += maker(rng, county, rng.randint(*sizes))
    number_schools(rng, schools)
    schools.sort(key=lambda school: (school["统计年份"], school["学校标识码"]))
    return schools


def number_schools(rng, schools):
    """Gives identifiers: the code of the province, and eight digits that say nothing of the county."""
    numbers = rng.sample(range(10**8), len(schools))
    for school, digits in zip(schools, numbers):
        school["学校标识码"] = f"{school['县代码'][:2]}{digits:08}"


def size_range(text):
    low, _, high = text.partition("-")
    sizes = (int(low), int(high or low))
    if not 1 <= sizes[0] <= sizes[1]:
        raise argparse.ArgumentTypeError("wanted: MIN-MAX, MIN at least 1")
    return sizes


def arguments():
    parser = argparse.ArgumentParser(description="Invents counties in the layout of the export.")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--counties", type=int, required=True)
    parser.add_argument("--schools-per-county", type=size_range, default=(30, 90), metavar="MIN-MAX")
    parser.add_argument(
        "--special",
        action="store_true",
        help=f"make the unusual counties too: {', '.join(SPECIAL)}",
    )
    parser.add_argument("-o", "--output", required=True)
    args = parser.parse_args()
    if not 1 <= args.counties <= MOST_COUNTIES:
        parser.error(f"--counties wants 1 to {MOST_COUNTIES}")
    if args.special and args.counties < len(SPECIAL):
        parser.error(f"--special needs at least {len(SPECIAL)} counties")
    return args


def main():
    args = arguments()
    rng = random.Random(args.seed)
    schools = invent(rng, args.counties, args.schools_per_county, args.special)
    with open(args.output, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(schools)
    print(f"{len(schools)} schools of {args.counties} counties", file=sys.stderr)


if __name__ == "__main__":
    main()
