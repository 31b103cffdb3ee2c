"""Reads a workbook into a table and says how many rows and columns it has: `read_xlsx.py polars|duckdb FILE.xlsx`."""

import sys

tool, path = sys.argv[1:]
if tool == "polars":
    import polars

    print(polars.read_excel(path, engine="calamine").shape)
else:
    import duckdb

    connection = duckdb.connect()
    connection.execute("INSTALL excel; LOAD excel")
    print(connection.execute(f"SELECT count(*), any_value(学校名称) FROM read_xlsx('{path}')").fetchall())
