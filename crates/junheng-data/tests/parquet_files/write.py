"""Writes the files of this folder with the programs that offices use: `python3 write.py` here.

Wants polars, pandas, pyarrow and duckdb (pip). All hold the same three schools; what is read of them stands by hand in
../parquet.rs. The last four are files that are refused, in whole or in one cell.
"""

import datetime
from decimal import Decimal

import duckdb
import pandas
import polars
import pyarrow
from pyarrow import parquet

CODES = [9100000000000000001, 9100000000000000002, 3]
NAMES = ["一小", "二小", "三小"]
PUPILS = [300, None, 12]
ROOMS = [1500.25, 0.0, None]
SPORTS = [Decimal("0.10"), None, Decimal("2.50")]
OWNERS = ["公办", None, "民办"]
DAYS = [datetime.date(2024, 2, 29), None, datetime.date(1969, 12, 31)]
MOMENTS = [day and datetime.datetime(day.year, day.month, day.day) for day in DAYS]
HEADERS = ["学校代码", "学校名称", "小学在校生数", "教学及辅助用房面积", "体育运动场馆面积", "办学性质", "建校日期"]

polars.DataFrame(
    dict(zip(HEADERS, [CODES, NAMES, PUPILS, ROOMS, SPORTS, OWNERS, DAYS])),
    schema_overrides={"体育运动场馆面积": polars.Decimal(8, 2), "办学性质": polars.Categorical},
).write_parquet("polars.parquet")

frame = pandas.DataFrame(dict(zip(HEADERS, [CODES, NAMES, PUPILS, ROOMS, SPORTS, OWNERS, MOMENTS])))
frame["小学在校生数"] = frame["小学在校生数"].astype("Int64")
frame["体育运动场馆面积"] = frame["体育运动场馆面积"].astype(float)
frame["办学性质"] = frame["办学性质"].astype("category")
frame["建校日期"] = frame["建校日期"].astype("datetime64[ns]")
frame.to_parquet("pandas.parquet")

duckdb.sql("""
    copy (select * from (values
        (9100000000000000001, '一小', 300, 1500.25::double, 0.10::decimal(8, 2), '公办', timestamp '2024-02-29 08:30:00'),
        (9100000000000000002, '二小', null, 0, null, null, null),
        (3, '三小', 12, null, 2.50, '民办', timestamp '1969-12-31 23:59:59')
    ) as t("学校代码", "学校名称", "小学在校生数", "教学及辅助用房面积", "体育运动场馆面积", "办学性质", "建校日期"))
    to 'duckdb.parquet' (format parquet)
""")

COLUMNS = [
    pyarrow.array([Decimal(code) for code in CODES], pyarrow.decimal128(20, 0)),
    pyarrow.array([name.encode() for name in NAMES], pyarrow.binary()),
    pyarrow.array(PUPILS, pyarrow.uint16()),
    pyarrow.array(ROOMS, pyarrow.float64()),
    pyarrow.array([number and float(number) for number in SPORTS], pyarrow.float32()),
    pyarrow.array(OWNERS, pyarrow.string()),
    pyarrow.array(MOMENTS, pyarrow.timestamp("ns")),
]


def table(**changed):
    columns = [changed.get(header, column) for header, column in zip(HEADERS, COLUMNS)]
    more = {header: column for header, column in changed.items() if header not in HEADERS}
    return pyarrow.table(columns + list(more.values()), names=HEADERS + list(more))


# Second version of pages, gzip, times of 96 bits, bytes that do not say they are text, a group for every two rows, and
# a column of lists that nobody asks for.
parquet.write_table(
    table(备注=pyarrow.array([["a", "b"], [], None])),
    "pyarrow.parquet",
    data_page_version="2.0",
    compression="gzip",
    use_deprecated_int96_timestamps=True,
    row_group_size=2,
)
parquet.write_table(table(), "brotli.parquet", compression="brotli")
parquet.write_table(
    table(), "delta.parquet", use_dictionary=False, column_encoding={"办学性质": "DELTA_BYTE_ARRAY"}
)
parquet.write_table(table(小学在校生数=pyarrow.array([[300], None, [12]])), "lists.parquet")
zone = datetime.timezone(datetime.timedelta(hours=8))
moments = [moment and moment.replace(tzinfo=zone) for moment in MOMENTS]
parquet.write_table(table(建校日期=pyarrow.array(moments, pyarrow.timestamp("us", "Asia/Shanghai"))), "zone.parquet")
