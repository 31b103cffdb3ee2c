"""A csv as an xlsx of one sheet: `make_xlsx.py TABLE.csv RESULT.xlsx`. Numbers become numbers, codes stay texts."""

import csv
import sys

import xlsxwriter

table, result = sys.argv[1:]
with open(table, encoding="utf-8-sig", newline="") as file:
    rows = csv.reader(file)
    header = next(rows)
    book = xlsxwriter.Workbook(result, {"constant_memory": True, "strings_to_numbers": False})
    sheet = book.add_worksheet("学校")
    sheet.write_row(0, 0, header)
    is_text = [any(word in name for word in ("代码", "标识码", "电话", "邮政")) for name in header]
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if not cell:
                continue
            try:
                value = None if is_text[column] else float(cell)
            except ValueError:
                value = None
            if value is None:
                sheet.write_string(number, column, cell)
            else:
                sheet.write_number(number, column, value)
    book.close()
