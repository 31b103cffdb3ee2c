"""Makes the files of tests/dirty: each the same three schools, spoilt in one way or several.

    python3 tests/data/dirty.py [NAME…]     wants xlwt and msoffcrypto-tool (pip), for old and for encrypted workbooks

A case is a function that returns its files; the first argument of `case` is the page, the second its title. A page is
begun where there is none; its answer is then filled in by TRYCMD=overwrite and read by a person. SAME marks the cases
whose assessment must be that of the clean table; tests/dirty.rs checks it.
"""

import io
import sys
from pathlib import Path

from by_hand import Date, Error, Formula, Percent, Raw, archive, ods, ods_cell, ods_row, ods_table, sheet, xlsx, xlsx_rows

HEADER = ["县代码", "县", "学校代码", "学校", "小学在校生数", "初中在校生数", "图书册数", "教学仪器设备值", "巩固率", "建校日期"]
ROWS = [
    ["990001", "示例县", "9900010001", "一小", "300", "", "6000", "720000", "99.5", "1998-09-01"],
    ["990001", "示例县", "9900010002", "二小", "200", "", "3400", "420000", "98", "2005-09-01"],
    ["990001", "示例县", "9900010003", "一中", "", "400", "11200", "1200000", "96.5", "1985-09-01"],
]
# The same as a workbook keeps it: numbers are numbers, days count from 1900.
BOOK = [
    ["990001", "示例县", "9900010001", "一小", 300, None, 6000, 720000, 99.5, Date(36039, "1998-09-01")],
    ["990001", "示例县", "9900010002", "二小", 200, None, 3400, 420000, 98, Date(38596, "2005-09-01")],
    ["990001", "示例县", "9900010003", "一中", None, 400, 11200, 1200000, 96.5, Date(31291, "1985-09-01")],
]
SAME = "结论与干净的表相同。"
CASES = {}


def case(name, title, same=False):
    def add(make):
        CASES[name] = (title, same, make)
        return make

    return add


def text(rows, mark=","):
    return "".join(mark.join(row) + "\n" for row in rows)


def clean():
    return text([HEADER] + ROWS)


def changed(rows, *changes):
    """The rows with single cells replaced: (row, column, what stands there instead)."""
    rows = [list(row) for row in rows]
    for row, column, cell in changes:
        rows[row][column] = cell
    return rows


def csv(*changes, header=HEADER):
    return {"schools.csv": text([header] + changed(ROWS, *changes)).encode()}


def book(*changes, header=HEADER, **more):
    return {"schools.xlsx": xlsx(sheet("学校", [header] + changed(BOOK, *changes), **more))}


def odf(*changes):
    return {"schools.ods": ods(ods_table("学校", [HEADER] + changed(BOOK, *changes)))}


# Encodings ------------------------------------------------------------------------------------------------------------

case("utf-16-with-its-mark", "UTF-16，有字节序标记", True)(lambda: {"schools.csv": b"\xff\xfe" + clean().encode("utf-16-le")})
case("utf-16-big-endian", "UTF-16，高位在前", True)(lambda: {"schools.csv": b"\xfe\xff" + clean().encode("utf-16-be")})
case("utf-16-without-its-mark", "UTF-16，没有标记：不猜")(lambda: {"schools.csv": clean().encode("utf-16-le")})
case("gbk", "GBK", True)(lambda: {"schools.csv": clean().encode("gbk")})
case("gbk-cut-within-a-character", "GBK，在一个字中间被截断")(lambda: {"schools.csv": clean().encode("gbk") + "合计".encode("gbk")[:3]})
case("two-encodings-in-one-file", "表头是 UTF-8，数据是 GBK")(lambda: {"schools.csv": text([HEADER]).encode() + text(ROWS).encode("gbk")})
case("utf-8-with-a-broken-byte", "UTF-8，一个字节坏了")(lambda: {"schools.csv": clean().encode().replace("二小".encode(), b"\xe4\xba" + "小".encode())})
case("nul-within-a-cell", "一格里有空字节")(lambda: {"schools.csv": clean().replace("3400", "34\x0000").encode()})
case("nothing-but-nul", "全是空字节")(lambda: {"schools.csv": bytes(400)})

# Columns --------------------------------------------------------------------------------------------------------------

case("semicolons", "分号分隔", True)(lambda: {"schools.csv": text([HEADER] + ROWS, ";").encode()})
case("vertical-bars", "竖线分隔", True)(lambda: {"schools.csv": text([HEADER] + ROWS, "|").encode()})
case("tabs-in-a-csv", "名为 csv，实为制表符分隔，数里有千分位逗号", True)(
    lambda: {"schools.csv": text([HEADER] + changed(ROWS, (0, 7, "720,000"), (2, 6, "11,200")), "\t").encode()})
case("thousands-in-quotes", "千分位逗号，加了引号", True)(lambda: csv((0, 7, '"720,000"'), (2, 7, '"1,200,000"')))
case("thousands-without-quotes", "千分位逗号，没加引号：列错位")(lambda: csv((0, 7, "720,000")))
case("old-line-ends", "换行只有回车（老式 Mac）", True)(lambda: {"schools.csv": clean().replace("\n", "\r").encode()})
case("blank-lines-and-empty-columns", "空行、多余的逗号、空格", True)(
    lambda: {"schools.csv": ("\r\n \r\n" + clean().replace("\n", ",,\r\n\r\n").replace("一小", " 一小\u3000")).encode()})
case("quotes-and-line-breaks-in-cells", "表头换行、校名带引号", True)(
    lambda: {"schools.csv": clean().replace("图书册数", '"图书\n册数"').replace("二小", '"二小"').encode()})
case("a-cell-of-forty-thousand-characters", "一格四万字")(lambda: csv((1, 3, "小" * 40_000)))
case("twenty-thousand-columns", "两万列")(lambda: {"schools.csv": ("甲," * 20_000 + "\n" + clean()).encode()})

# Headers --------------------------------------------------------------------------------------------------------------

TITLES = "示例县学校基本情况\n填报单位：示例县教育局,,,单位：册、元\n"
case("title-rows", "表头上面有标题行", True)(lambda: {"schools.csv": (TITLES + clean()).encode()})
TWO = [["县代码", "县", "学校代码", "学校", "在校生数", "", "图书册数", "教学仪器设备值", "巩固率", "建校日期"], ["", "", "", "", "小学", "初中", "", "", "", ""]]
case("a-header-of-two-rows", "两行表头：在校生数之下分小学、初中", True)(lambda: {"schools.csv": (TITLES + text(TWO + ROWS)).encode()})
OVER = [["县代码", "县", "学校代码", "学校", "小学", "初中", "", "", "", ""], ["", "", "", "", "在校生数", "在校生数", "图书册数", "教学仪器设备值", "巩固率", "建校日期"]]
case("stages-above-the-fields", "两行表头：学段在上，数据项在下", True)(lambda: {"schools.csv": text(OVER + ROWS).encode()})
THREE = TWO + [["", "", "", "", "（人）", "（人）", "（册）", "（万元）", "（%）", ""]]
case("a-header-of-three-rows", "三行表头：第三行是单位", True)(
    lambda: {"schools.csv": text(THREE + changed(ROWS, (0, 7, "72"), (1, 7, "42"), (2, 7, "120"))).encode()})
GROUP = [["县代码", "县", "学校代码", "学校", "在校生数", "", "民办学校", "", "", ""], ["", "", "", "", "小学", "初中", "图书册数", "教学仪器设备值", "巩固率", "建校日期"]]
case("a-heading-that-may-narrow-what-is-below", "上层表头可能缩小含义：不当作图书册数")(lambda: {"schools.csv": text(GROUP + ROWS).encode()})
case("units-in-the-header", "单位写在表头里：万元", True)(
    lambda: csv((0, 7, "72"), (1, 7, "42"), (2, 7, "120"), header=[name.replace("设备值", "设备值（万元）") for name in HEADER]))
case("columns-re-ordered-with-others-between", "列次不同，夹着不认识的列", True)(
    lambda: {"schools.csv": text([[row[at] for at in (9, 6, 4, 3, 2)] + ["x"] + [row[at] for at in (8, 7, 5, 1, 0)] for row in [HEADER] + ROWS]).replace("x", "负责人", 1).encode()})

# Cells ----------------------------------------------------------------------------------------------------------------

case("full-width-digits", "全角数字", True)(lambda: csv((0, 4, "３００"), (1, 6, "３４００"), (2, 8, "９６．５")))
case("units-in-the-cells", "单位写在格里：人、册、万元、%", True)(
    lambda: csv((0, 4, "300人"), (0, 6, "6000册"), (0, 7, "72万元"), (1, 8, "98%"), (2, 8, "96.5％")))
case("all-shares-as-fractions", "百分数全写成小数：照写的读，提出疑问")(lambda: csv((0, 8, "0.995"), (1, 8, "0.98"), (2, 8, "0.965")))
case("shares-mixed", "95、95%、0.95 混写：照写的读，提出疑问")(lambda: csv((0, 8, "99.5%"), (1, 8, "0.98")))
case("serial-days", "日期成了序号：不猜")(lambda: csv((0, 9, "36039"), (1, 9, "38596")))
case("days-in-four-spellings", "日期的四种写法", True)(lambda: csv((0, 9, "1998年9月1日"), (1, 9, "20050901"), (2, 9, "1985/9/1 0:00:00")))
case("days-that-are-none", "不是日期的日期")(lambda: csv((0, 9, "1998年9月"), (1, 9, "2005-02-30"), (2, 9, "八五年")))
case("formulas-as-text", "csv 里有公式")(lambda: csv((1, 6, "=SUM(G2:G3)"), (0, 2, '"=""9900010001"""')))
case("words-instead-of-numbers", "约数、文字、乱写的数")(lambda: csv((0, 6, "约6000"), (1, 6, "3400.5"), (2, 6, "1.12万")))
case("signs-for-nothing", "/ — 无")(lambda: csv((0, 6, "/"), (1, 6, "—"), (2, 6, "无")))
case("subtotals-of-every-kind", "合计、小计、平均行", True)(lambda: {"schools.csv": text([HEADER] + ROWS[:2] + [
    ["", "小学小计", "", "", "500", "", "9400", "1140000", "", ""], ROWS[2], ["", "", "", "平均", "250", "400", "", "", "", ""], ["全县合计", "", "", "", "500", "400", "20600", "", "", ""]]).encode()})

# Several files --------------------------------------------------------------------------------------------------------

part = lambda rows, columns=range(10): text([[row[at] for at in columns] for row in [HEADER] + rows]).encode()
case("one-file-from-each-district", "各区一个文件", True)(lambda: {"east.csv": part(ROWS[:1]), "west.csv": part(ROWS[1:])})
case("a-school-in-two-files", "同一所学校在两个文件里", True)(lambda: {"east.csv": part(ROWS[:2]), "west.csv": part(ROWS[1:])})
case("a-school-told-differently-in-two-files", "两个文件对同一所学校说法不同")(
    lambda: {"east.csv": part(ROWS[:2]), "west.csv": part(changed(ROWS[1:], (0, 6, "4300")))})
case("a-file-without-a-column-of-the-others", "一个文件缺一列")(
    lambda: {"east.csv": part(ROWS[:1]), "west.csv": part(ROWS[1:], [0, 1, 2, 3, 4, 5, 6, 8, 9])})

# Workbooks ------------------------------------------------------------------------------------------------------------

case("merged-keys-and-titles", "县名合并、标题合并", True)(lambda: {"schools.xlsx": xlsx(sheet(
    "学校", [["示例县学校基本情况"], HEADER] + changed(BOOK, (1, 0, None), (1, 1, None), (2, 0, None), (2, 1, None)), merged=["A1:J1", "A3:A5", "B3:B5"]))})
case("merged-values", "数据格合并")(lambda: book((1, 6, None), (2, 6, None), merged=["G2:G4"]))
EXTRA = ["990001", "示例县", "9900010009", "撤并小学", 10, None, 1, 1, 50, Date(36039, "1998-09-01")]
case("hidden-rows", "隐藏的行", True)(lambda: {"schools.xlsx": xlsx(sheet("学校", [HEADER, EXTRA] + BOOK, hidden_rows=[2]))})
case("hidden-and-very-hidden-sheets", "隐藏和深度隐藏的工作表", True)(
    lambda: {"schools.xlsx": xlsx(sheet("旧表", [HEADER, EXTRA], state="hidden"), sheet("学校", [HEADER] + BOOK), sheet("底稿", [HEADER, EXTRA], state="veryHidden"))})
case("a-formula-without-result", "一格公式没有结果")(lambda: book((1, 6, Formula("G2-2600"))))
case("nothing-but-formulas", "数据全是没有结果的公式")(lambda: book(*[(row, at, Formula(f"Z{row}")) for row in range(3) for at in (6, 7, 8)]))
case("formulas-with-results", "有结果的公式", True)(lambda: book((0, 6, Formula("12*500", 6000)), (1, 6, Formula("SUM(G2)-2600", 3400))))
case("days-since-1904", "日期从 1904 年数起", True)(lambda: {"schools.xlsx": xlsx(
    sheet("学校", [HEADER] + changed(BOOK, (0, 9, Date(36039 - 1462)), (1, 9, Date(38596 - 1462)), (2, 9, Date(31291 - 1462)))), date1904=True)})
case("days-without-their-format", "日期格式丢失")(lambda: book((0, 9, 36039), (1, 9, 38596)))
case("shares-shown-as-percent", "设为百分比格式的格", True)(lambda: book((0, 8, Percent(0.995)), (1, 8, Percent(0.98)), (2, 8, Percent(0.965))))
case("shares-with-and-without-format", "一格有百分比格式，一格没有")(lambda: book((0, 8, Percent(0.995)), (1, 8, 0.98)))
case("numbers-kept-as-text", "数存成文本", True)(lambda: book((0, 4, "300"), (0, 6, "6,000"), (1, 7, "４２万元")))
case("error-values", "错误值")(lambda: book((0, 6, Error("#DIV/0!")), (1, 7, Error("#N/A")), (2, 8, Error("#REF!"))))
case("a-dimension-of-ten-million-columns", "声称有一千万列", True)(lambda: book(before='<dimension ref="A1:NTQLB1048576"/>'))
case("a-cell-in-the-last-corner", "最远一角有一格", True)(lambda: {"schools.xlsx": xlsx(sheet(
    "学校", [], data=xlsx_rows([HEADER] + BOOK) + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))})
case("a-cell-beyond-the-last-column", "最后一列之外还有一格")(lambda: {"schools.xlsx": xlsx(sheet(
    "学校", [], data=xlsx_rows([HEADER] + BOOK) + '<row r="9"><c r="ZZZZ9"><v>1</v></c></row>'))})
# MWLQKXC is column 4294967303, and 7 is G where only 32 bits are kept.
case("a-column-beyond-all-numbers", "一格的列号超出 32 位")(lambda: book((1, 6, Raw('<c r="MWLQKXC3"><v>9999</v></c>'))))
STRINGS = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="{}"><si><t>一小</t></si></sst>'
case("a-list-of-texts-that-boasts", "声称有一万亿条文本")(lambda: {"schools.xlsx": xlsx(sheet("学校", [HEADER] + BOOK), strings=STRINGS.format(10**12))})
case("a-text-that-is-not-there", "指向不存在的文本")(lambda: {"schools.xlsx": xlsx(
    sheet("学校", [HEADER] + changed(BOOK, (0, 3, Raw('<c r="{at}" t="s"><v>7</v></c>')))), strings=STRINGS.format(1))})
case("two-million-spaces-between-tags", "两个标记之间有两百万个空格", )(lambda: book(before=" " * (2 << 20)))
case("a-workbook-cell-of-forty-thousand-characters", "工作簿里一格四万字")(lambda: book((1, 3, "小" * 40_000)))
case("cut-off-workbook", "被截断的 xlsx")(lambda: {"schools.xlsx": book()["schools.xlsx"][:1500]})
case("bytes-turned-within-a-workbook", "压缩内容被改坏的 xlsx")(lambda: {"schools.xlsx": spoilt(book()["schools.xlsx"], b"xl/worksheets/sheet1.xml", 60)})
case("a-sheet-that-ends-early", "工作表的 XML 到一半就没有了")(lambda: {"schools.xlsx": xlsx(("学校", "visible", sheet("学校", [HEADER] + BOOK)[2][:700]))})
case("an-archive-that-is-no-workbook", "是 zip，不是工作簿")(lambda: {"schools.xlsx": archive([("schools.csv", clean())])})
case("a-parquet-without-its-feature", "parquet：平常的程序不读")(lambda: {"schools.parquet": b"PAR1" + bytes(8) + b"PAR1"})
case("an-xlsb", "xlsb")(lambda: {"schools.xlsb": archive([("[Content_Types].xml", "<Types/>"), ("xl/workbook.bin", "x")])})
case("a-workbook-named-csv", "名为 csv，实为 xlsx", True)(lambda: {"schools.csv": book()["schools.xlsx"]})
case("a-page-named-xls", "名为 xls，实为网页")(lambda: {"schools.xls": f"<html><table><tr><td>{'</td><td>'.join(HEADER)}</td></tr></table></html>".encode()})
case("rows-out-of-order-in-the-file", "文件里行的次序颠倒", True)(
    lambda: {"schools.xlsx": xlsx(sheet("学校", [], data=xlsx_rows([HEADER]) + "".join(xlsx_rows([None] * at + [row]) for at, row in reversed(list(enumerate(BOOK, 1))))))})
case("sheets-renamed-re-ordered-and-more", "工作表改名、换序，行列换序，多出列和表", True)(lambda: {"schools.xlsx": xlsx(
    sheet("Sheet2", [["填表说明"], ["请各校核对"]]),
    sheet("Sheet9", [["经办人", "电话"] + HEADER[::-1]] + [["某", "1"] + row[::-1] for row in BOOK[::-1]]))})
case("a-sheet-for-each-town", "一镇一张工作表", True)(lambda: {"schools.xlsx": xlsx(*[sheet(f"{at}镇", [HEADER, row]) for at, row in enumerate(BOOK, 1)])})
case("everything-at-once", "许多毛病在一起")(lambda: {"schools.xlsx": xlsx(
    sheet("旧表", [HEADER, EXTRA], state="hidden"),
    sheet("学校", [["示例县学校基本情况"], HEADER] + changed(BOOK, (0, 6, Formula("A1")), (1, 7, "４２万元"), (1, 8, 0.98), (2, 9, 31291), (2, 1, None)) + [EXTRA, ["合计"] + [None] * 5 + [20600]],
          hidden_rows=[6], merged=["A1:J1", "B4:B5"]))})
case("everything-at-once-in-a-csv", "许多毛病在一个 csv 里")(lambda: {"schools.csv": (TITLES + text(
    TWO + changed(ROWS, (0, 4, "３００人"), (0, 6, "约6000"), (1, 8, "0.98"), (1, 7, "42万元"), (2, 9, "31291")) + [["合计", "", "", "", "500"] + [""] * 5], ";")).encode("gbk")})

# Old and open workbooks -------------------------------------------------------------------------------------------------


def spoilt(data, name, at):
    """The archive with a byte of an entry turned, `at` bytes behind its name."""
    place = data.index(name) + len(name) + at
    return data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1:]


def old(change=lambda book, sheet: None, rows=BOOK, dates=0):
    """An xls by xlwt; `change` may spoil it."""
    import xlwt

    made = xlwt.Workbook(encoding="utf-8")
    made.dates_1904 = bool(dates)
    table = made.add_sheet("学校")
    styles = {Date: xlwt.easyxf(num_format_str="yyyy-mm-dd"), Percent: xlwt.easyxf(num_format_str="0.00%")}
    for at, row in enumerate([HEADER] + rows):
        for column, cell in enumerate(row):
            match cell:
                case None:
                    pass
                case Date():
                    table.write(at, column, cell.serial - dates, styles[Date])
                case Percent():
                    table.write(at, column, cell.share, styles[Percent])
                case Formula():
                    table.write(at, column, xlwt.Formula(cell.text))
                case _:
                    table.write(at, column, cell)
    change(made, table)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def hide(made, table):
    table.row(1).hidden = True
    made.add_sheet("底稿").visibility = 1


case("an-xls", "xls", True)(lambda: {"schools.xls": old()})
case("an-xls-with-hidden-rows-and-sheets", "xls，有隐藏的行和表", True)(lambda: {"schools.xls": old(hide, [EXTRA] + BOOK)})
case("an-xls-with-percent-and-1904", "xls，百分比格式，日期从 1904 年数起", True)(
    lambda: {"schools.xls": old(rows=changed(BOOK, (0, 8, Percent(0.995)), (1, 8, Percent(0.98)), (2, 8, Percent(0.965))), dates=1462)})
case("an-xls-with-a-formula-without-result", "xls，公式没有结果")(lambda: {"schools.xls": old(rows=changed(BOOK, (1, 6, Formula("G2-2600"))))})
case("an-xls-with-merged-keys", "xls，县名合并", True)(lambda: {"schools.xls": old(
    lambda made, table: [table.merge(1, 3, at, at) for at in (0, 1)], changed(BOOK, (1, 0, None), (1, 1, None), (2, 0, None), (2, 1, None)))})
case("a-cut-off-xls", "被截断的 xls")(lambda: {"schools.xls": old()[:3000]})
case("an-xls-that-boasts-of-rows", "xls 声称有四十亿行")(lambda: {"schools.xls": boasting(old())})


def boasting(data):
    """The xls with a record of dimensions that states as many rows as fit."""
    at = data.index(bytes([0, 2, 14, 0]))
    return data[:at + 8] + b"\xff\xff\xff\xff" + data[at + 12:]


case("an-ods", "ods", True)(odf)
case("an-ods-of-many-kinds-of-cells", "ods：百分比、公式、标题、重复的空格", True)(lambda: {"schools.ods": ods(ods_table("学校", [
    ["示例县学校基本情况"], HEADER] + changed(BOOK, (0, 8, Percent(0.995)), (1, 6, Formula("[.G3]-2600", 3400)), (2, 7, "120万元")) + [
    '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>']))})
case("an-ods-with-hidden-rows-and-sheets", "ods，有筛选掉的行和隐藏的表", True)(
    lambda: {"schools.ods": ods(ods_table("底稿", [HEADER, EXTRA], style="hidden"), ods_table("学校", [HEADER, EXTRA] + BOOK, hidden=[2]))})
SPAN = Raw('<table:table-cell office:value-type="string" table:number-rows-spanned="3"><text:p>示例县</text:p></table:table-cell>')
COVERED = Raw("<table:covered-table-cell/>")
case("an-ods-with-merged-keys", "ods，县名合并", True)(lambda: odf((0, 1, SPAN), (1, 1, COVERED), (2, 1, COVERED)))
case("an-ods-with-a-formula-without-result", "ods，公式没有结果")(lambda: odf((1, 6, Formula("[.G2]-2600"))))
case("an-ods-cell-repeated-a-thousand-million-times", "ods，一格重复十亿次")(
    lambda: odf((2, 9, Raw('<table:table-cell table:number-columns-repeated="1000000000" office:value-type="float" office:value="1"/>'))))
case("an-ods-row-repeated-to-the-end", "ods，一行学校重复一百万次")(lambda: {"schools.ods": ods(ods_table(
    "学校", [HEADER, ods_row(BOOK[0], ' table:number-rows-repeated="1000000"')]))})
case("a-cut-off-ods", "ods 的内容被截断")(lambda: {"schools.ods": ods(ods_table("学校", [HEADER] + BOOK), cut=2500)})
case("an-ods-with-cells-outside-a-row", "ods，一所学校的格不在任何一行里")(
    lambda: {"schools.ods": ods(ods_table("学校", [HEADER] + BOOK[:2] + ["".join(map(ods_cell, BOOK[2]))]))})
case("an-encrypted-ods", "ods 设有密码")(lambda: {"schools.ods": ods(manifest="<manifest:encryption-data/>")})
case("a-text-document", "名为 ods，实为文档")(lambda: {"schools.ods": ods(mimetype="application/vnd.oasis.opendocument.text")})


@case("an-encrypted-workbook", "xlsx 设有密码")
def encrypted():
    from msoffcrypto.format.ooxml import OOXMLFile

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(book()["schools.xlsx"])).encrypt("secret", out)
    return {"schools.xlsx": out.getvalue()}


def main(names):
    place = Path(__file__).parent.parent / "dirty"
    for name, (title, same, make) in CASES.items():
        if names and name not in names:
            continue
        folder, page, files = place / f"{name}.in", place / f"{name}.md", make()
        folder.mkdir(parents=True, exist_ok=True)
        for file, data in files.items():
            (folder / file).write_bytes(data)
        if not page.exists():
            line = f"{SAME}\n\n" if same else ""
            command = f"$ junheng data check {' '.join(files)} --pack ../../packs/dirty --as-of 2024-12-31"
            page.write_text(f"# {title}\n\n{line}```console\n{command}\n\n```\n")


main(sys.argv[1:])
