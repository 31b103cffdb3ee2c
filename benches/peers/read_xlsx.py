"""Reads a workbook into a table and says how many rows and columns it has: `read_xlsx.py polars|duckdb FILE.xlsx`."""

import sys

tool, path = sys.argv[1:]
if tool == "polars":
    import polars

    print(polars.read_excel(path, engine="calamine").shape)
else:
    import duckdb
    from pathlib import Path

    # `pip install duckdb-ext-excel` brings the extension as a file.
    extension = next(Path(sys.prefix).rglob("excel.duckdb_extension"))
    connection = duckdb.connect(config={"allow_unsigned_extensions": True})
    connection.execute(f"LOAD '{extension}'")
    connection.execute(f"CREATE TABLE t AS SELECT * FROM read_xlsx('{path}', all_varchar = true)")
    print(connection.execute("SELECT count(*) FROM t").fetchall())
