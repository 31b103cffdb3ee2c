"""Fills in the workbooks of `junheng template` as an office would, saves them with LibreOffice, and assesses them.

    python3 fill_templates.py JUNHENG FOLDER [PACK…]      needs openpyxl and soffice

Nothing is known here of packs: what may stand in a cell is taken from the workbook itself, from its drop-down lists,
its checks and the notes on its headers. For every pack the workbook is filled in, opened and saved by LibreOffice, and
assessed; the saved one must be read without error, decide something, leave no judged item unanswered, and give the
same csv result as the one that was not opened.
"""
import csv
import datetime
import os
import re
import subprocess
import sys

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

HERE = os.path.dirname(os.path.abspath(__file__))
RULES = os.path.join(HERE, "..", "..", "rules")
NOT_TABLES = {"填表说明", "选项"}
YEARS = ["2021", "2022", "2023"]


def run(*arguments, status=0):
    done = subprocess.run(arguments, capture_output=True, text=True)
    if done.returncode != status:
        sys.exit(f"{' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done


class Sheet:
    """A sheet with what its columns take."""

    def __init__(self, book, sheet):
        self.book, self.sheet = book, sheet
        self.headers = {cell.value: cell.column for cell in sheet[1]}
        self.notes = {cell.value: cell.comment.text if cell.comment else "" for cell in sheet[1]}

    def checks(self, row, column):
        place = f"{get_column_letter(column)}{row}"
        return [check for check in self.sheet.data_validations.dataValidation if place in check.sqref]

    def words(self, check):
        """The words of a drop-down list, wherever they stand."""
        formula = check.formula1.lstrip("=")
        if formula.startswith('"'):
            return formula.strip('"').split(",")
        name, cells = formula.rsplit("!", 1)
        found = self.book[name.strip("'")][cells.replace("$", "")]
        return [cell.value for (cell,) in found if cell.value]

    def value(self, header, row):
        """Something the cell takes: the first word of a list, the upper end of a range, a number, a day, a text."""
        for check in self.checks(row, self.headers[header]):
            if check.type == "list" and not re.search(r"\$5000$", check.formula1):
                return self.words(check)[0]
            if check.type == "decimal":
                return float(check.formula2)
            if check.type == "custom":
                return datetime.date(2023, 6, 30) if "填日期" in self.notes[header] else 40
        return "文"

    def put(self, row, header, value):
        cell = self.sheet.cell(row, self.headers[header])
        if cell.protection.locked and cell.value is not None:
            assert str(cell.value) == str(value), f"{self.sheet.title}!{cell.coordinate} is locked"
        cell.value = value


def keys(sheet):
    """The levels a table names, in order, as pairs of code and name header; the last is its own."""
    found = []
    for header, note in sheet.notes.items():
        for kind, pattern in (("code", r"^(.+)的代码，按文本填"), ("name", r"^(.+)的名称；")):
            match = re.match(pattern, note)
            if match:
                if not found or found[-1][0] != match[1]:
                    found.append((match[1], {}))
                found[-1][1][kind] = header
    return found


def fill_units(sheet, known, stages):
    """Two units below every unit above, one where there is none; a row for every stage and year."""
    levels = keys(sheet)
    own = levels[-1][0] if levels else sheet.sheet.title
    above = [level for level, _ in levels[:-1]]
    alone = [{level: f"A{level}" for level in above}]
    parents = known.get(above[-1], alone) if above else [{}]
    units = [dict(parent, **{own: f"{own}{at}-{number}"}) for at, parent in enumerate(parents) for number in range(2 if above else 1)]
    known[own] = units
    several = "每年一行" in sheet.notes.get("统计年份", "")
    row = 2
    for year in YEARS if several else YEARS[-1:]:
        for unit in units:
            for stage in stages(sheet) if "学段" in sheet.headers else [""]:
                fill_row(sheet, row, year, unit, stage, levels, own)
                row += 1


def fill_row(sheet, row, year, unit, stage, levels, own):
    of_level = {header: (level, kind) for level, headers in levels for kind, header in headers.items()}
    for header in sheet.headers:
        if header == "统计年份":
            value = year
        elif header == "学段":
            value = stage
        elif header in of_level:
            level, kind = of_level[header]
            value = unit.get(level, f"A{level}") + (stage if level == own else "") + ("名" if kind == "name" else "")
        else:
            value = sheet.value(header, row)
        sheet.put(row, header, value)


def fill_answers(sheet):
    """Answers every row that asks."""
    told = {"评审人": "评审员", "佐证": "文件", "备注": "理由", "日期": datetime.date(2023, 8, 31)}
    for row in range(2, sheet.sheet.max_row + 1):
        if not sheet.sheet.cell(row, sheet.headers["条款"]).value:
            continue
        for header in ("答案", "评分"):
            if header in sheet.headers and sheet.checks(row, sheet.headers[header]):
                sheet.put(row, header, sheet.value(header, row))
        for header, value in told.items():
            sheet.put(row, header, value)


def sheets_of(book):
    return {name: Sheet(book, book[name]) for name in book.sheetnames if name not in NOT_TABLES}


def fill(junheng, path, pack):
    """Fills in the units first; a template made from these has a row for every item of every unit."""
    blank, units = path.replace(".xlsx", ".blank.xlsx"), path.replace(".xlsx", ".units.xlsx")
    for old in (blank, units, path):
        if os.path.exists(old):
            os.remove(old)
    run(junheng, "template", "--pack", pack, "-o", blank)
    book, known = load_workbook(blank), {}
    stages = lambda sheet: [word for check in sheet.checks(2, sheet.headers["学段"]) for word in sheet.words(check)]
    for name, sheet in sheets_of(book).items():
        if name != "答复":
            fill_units(sheet, known, stages)
    book.save(units)
    run(junheng, "template", "--pack", pack, "-o", path, "--from", units)
    book = load_workbook(path)
    answers = sheets_of(book).get("答复")
    if answers:
        fill_answers(answers)
    book.save(path)


def check(junheng, pack, folder):
    book = os.path.join(folder, f"{pack}.xlsx")
    fill(junheng, book, pack)
    saved = os.path.join(folder, "saved")
    run("soffice", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", saved, book)
    results = []
    for path in (book, os.path.join(saved, f"{pack}.xlsx")):
        said = run(junheng, "data", "check", path, "--pack", pack).stderr
        for word in ("error[", "column-missing", "table-missing", "left-out", "unknown", "not-a-", "answer-"):
            assert word not in said, f"{path}: {said}"
        results.append(run(junheng, "assess", path, "--pack", pack, "--format", "csv", "--detail").stdout)
    filled, opened = results
    assert filled == opened, f"{pack}: LibreOffice changed the result"
    rows = list(csv.DictReader(opened.splitlines()))
    states = [row["state"] for row in rows]
    assert "not_checked" not in states, f"{pack}: an answer was lost"
    assert {"met", "not_met"} & set(states) or any(row["value"] for row in rows), f"{pack}: nothing is worked out"
    counts = {state: states.count(state) for state in sorted(set(states)) if state}
    print(f"{pack}: {counts}")


def is_assessed(folder):
    """Whether a folder holds a pack that data is assessed by, and no library."""
    path = os.path.join(RULES, folder, "pack.toml")
    return os.path.isfile(path) and "library" not in open(path, encoding="utf-8").read().split("[[")[0]


def main():
    junheng, folder, *packs = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    packs = packs or [pack for pack in sorted(os.listdir(RULES)) if is_assessed(pack)]
    for pack in packs:
        check(junheng, pack, folder)
    print(f"{len(packs)} packs: filled in, saved by LibreOffice, assessed alike")


main()
