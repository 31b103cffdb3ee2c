"""Fills corpus/ with the files of the tests: `python3 seeds.py` in this folder."""

import re
import zipfile
import zlib
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).parent
TESTS = HERE.parent / "tests"
# Longer ones are cut by -max_len anyway and slow every run.
LONGEST = 65536
# So many lines of a register.
LINES = 30
# Between the parts of an input.
NEXT = b"\n%%\n"
# The bits of the first byte: see fuzz_targets/reading/mod.rs and, for the last, xlsx.rs.
MAPPED, AFTER, TWO, IS_ODS = 1, 64, 128, 128
CLASSES, ANSWERS, TEACHERS = 4, 8, 12


def keep(target: str, choice: int, content: bytes) -> None:
    if 0 < len(content) < LONGEST:
        folder = HERE / "corpus" / target
        folder.mkdir(parents=True, exist_ok=True)
        content = bytes([choice]) + content
        (folder / sha256(content).hexdigest()[:16]).write_bytes(content)


def keep_csv(path: Path) -> None:
    content = path.read_bytes()
    if path.stem == "答复":
        keep("csv", ANSWERS, content)
    elif path.stem == "班级":
        keep("csv", CLASSES, content)
    elif path.parent.name == "registers":
        first = b"".join(content.splitlines(True)[:LINES])
        schools = b"".join((path.parent / "学校.csv").read_bytes().splitlines(True)[:LINES])
        name = {"班级名册": CLASSES, "教师名册": TEACHERS}.get(path.stem, 0)
        keep("csv", MAPPED | name, first)
        keep("csv", MAPPED | name | TWO, schools + NEXT + first)
    else:
        keep("csv", 0, content)
        keep("csv", MAPPED | AFTER, content)


def parts(archive: zipfile.ZipFile) -> list[bytes]:
    """The first sheet, and what it refers to."""
    names = archive.namelist()
    sheets = [name for name in names if re.fullmatch(r"xl/worksheets/[^/]*\.xml", name)]
    wanted = [*sheets[:1], "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"]
    if any(name in names and archive.getinfo(name).file_size > LONGEST for name in wanted):
        return []
    return [archive.read(name) if name in names else b"" for name in wanted] if sheets else []


def keep_book(path: Path) -> None:
    keep("workbook", 0, path.read_bytes())
    keep("workbook", MAPPED | AFTER, path.read_bytes())
    try:
        archive = zipfile.ZipFile(path)
        if "content.xml" in archive.namelist() and archive.getinfo("content.xml").file_size <= LONGEST:
            keep("xlsx", IS_ODS, archive.read("content.xml"))
        keep("xlsx", MAPPED, NEXT.join(parts(archive)))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, zlib.error):
        pass  # Damaged on purpose: it stays a seed of the target workbook.


FOLDERS = ["data/*", "dirty/*.in/**/*", "reject/*.in/**/*", "cli/campuses-*.in/**/*", "reference/registers/*"]
for path in sorted(path for folder in FOLDERS for path in TESTS.glob(folder)):
    if path.suffix in (".csv", ".tsv", ".txt"):
        keep_csv(path)
    if path.suffix in (".xlsx", ".xlsm", ".xls", ".ods"):
        keep_book(path)
for folder in sorted((HERE / "corpus").iterdir()):
    print(folder.name, sum(1 for _ in folder.iterdir()))
