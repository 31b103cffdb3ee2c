"""Small xlsx and ods files written part by part, so that anything may be wrong with them.

A cell is a text, a number, None, or one of `Date`, `Percent`, `Formula`, `Error`, `Plain` below. The archives carry no
time of day: the same call gives the same bytes.
"""

import io
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass
class Date:
    """A day: its serial number for xlsx, its ISO form for ods."""

    serial: float
    iso: str = ""


@dataclass
class Percent:
    """A share that the sheet shows with a sign of percent."""

    share: float


@dataclass
class Formula:
    """A formula, with its result or without."""

    text: str
    result: float | None = None


@dataclass
class Error:
    """An error value such as #DIV/0!."""

    text: str


@dataclass
class Raw:
    """The XML of a cell as it stands, `{at}` for its place."""

    xml: str


def letters(column):
    """0 is A, 26 is AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def archive(entries, stored=()):
    """A zip archive of these entries, (name, content) in order, without a time of day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in entries:
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            file.writestr(info, content)
    return out.getvalue()


def xlsx_cell(at, cell):
    match cell:
        case None:
            return ""
        case str():
            return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
        case Date():
            return f'<c r="{at}" s="2"><v>{cell.serial}</v></c>'
        case Percent():
            return f'<c r="{at}" s="1"><v>{cell.share}</v></c>'
        case Formula(result=None):
            return f'<c r="{at}"><f>{escape(cell.text)}</f><v></v></c>'
        case Formula():
            return f'<c r="{at}"><f>{escape(cell.text)}</f><v>{cell.result}</v></c>'
        case Error():
            return f'<c r="{at}" t="e"><v>{cell.text}</v></c>'
        case Raw():
            return cell.xml.replace("{at}", at)
    return f'<c r="{at}"><v>{cell}</v></c>'


def xlsx_rows(rows, hidden=()):
    """The sheetData of rows of cells; None for a row leaves it out."""
    text = ""
    for number, row in enumerate(rows, 1):
        if row is None:
            continue
        cells = "".join(xlsx_cell(f"{letters(at)}{number}", cell) for at, cell in enumerate(row))
        attribute = ' hidden="1"' if number in hidden else ""
        text += f'<row r="{number}"{attribute}>{cells}</row>'
    return text


def sheet(name, rows, hidden_rows=(), merged=(), state="visible", before="", behind="", data=None):
    """A sheet of an xlsx: `before` and `behind` stand before and behind its rows."""
    merges = f'<mergeCells count="{len(merged)}">' + "".join(f'<mergeCell ref="{m}"/>' for m in merged) + "</mergeCells>"
    body = f"<sheetData>{data if data is not None else xlsx_rows(rows, hidden_rows)}</sheetData>"
    xml = f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}">{before}{body}{merges if merged else ""}{behind}</worksheet>'
    return name, state, xml


def xlsx(*sheets, date1904=False, strings=None, more=()):
    """A workbook of these sheets; styles: 0 general, 1 percentage, 2 day."""
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" state="{state}" r:id="rId{at}"/>'
        for at, (name, state, _) in enumerate(sheets, 1)
    )
    kind = f"{REL}/worksheet"
    targets = "".join(
        f'<Relationship Id="rId{at}" Type="{kind}" Target="worksheets/sheet{at}.xml"/>' for at in range(1, len(sheets) + 1)
    )
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
    entries = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><workbookPr date1904="{int(date1904)}"/><sheets>{listed}</sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}">{targets}</Relationships>'),
        ("xl/styles.xml", styles),
    ]
    if strings is not None:
        entries.append(("xl/sharedStrings.xml", strings))
    entries += [(f"xl/worksheets/sheet{at}.xml", xml) for at, (_, _, xml) in enumerate(sheets, 1)]
    return archive(entries + list(more))


def ods_cell(cell):
    open_cell = "<table:table-cell"
    match cell:
        case None:
            return f"{open_cell}/>"
        case str():
            return f'{open_cell} office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
        case Date():
            return f'{open_cell} office:value-type="date" office:date-value="{cell.iso}"><text:p>{cell.iso}</text:p></table:table-cell>'
        case Percent():
            return f'{open_cell} office:value-type="percentage" office:value="{cell.share}"><text:p>{cell.share:.2%}</text:p></table:table-cell>'
        case Formula(result=None):
            return f'{open_cell} table:formula="of:={escape(cell.text)}"/>'
        case Formula():
            return f'{open_cell} table:formula="of:={escape(cell.text)}" office:value-type="float" office:value="{cell.result}"/>'
        case Error():
            return f'{open_cell} office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>{cell.text}</text:p></table:table-cell>'
        case Raw():
            return cell.xml
    return f'{open_cell} office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'


def ods_row(row, attributes=""):
    return f"<table:table-row{attributes}>{''.join(map(ods_cell, row))}</table:table-row>"


def ods_table(name, rows, style="shown", hidden=()):
    """A table of an ods; `hidden` rows are filtered."""
    visibility = lambda number: ' table:visibility="filter"' if number in hidden else ""
    body = "".join(row if isinstance(row, str) else ods_row(row, visibility(number)) for number, row in enumerate(rows, 1))
    return f'<table:table table:name="{name}" table:style-name="{style}">{body}</table:table>'


def ods(*tables, mimetype="application/vnd.oasis.opendocument.spreadsheet", manifest="", cut=None):
    """A document of these tables; `cut` leaves only so many characters of its content."""
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table"><style:table-properties table:display="{shown}"/></style:style>'
        for name, shown in (("shown", "true"), ("hidden", "false"))
    )
    content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{"".join(tables)}</office:spreadsheet></office:body></office:document-content>'
    manifest = f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{manifest}</manifest:file-entry></manifest:manifest>'
    entries = [("mimetype", mimetype), ("content.xml", content[:cut]), ("META-INF/manifest.xml", manifest)]
    return archive(entries, stored=("mimetype",))
