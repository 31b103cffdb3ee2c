"""Fills corpus/ with the files of the tests: `python3 seeds.py` in this folder."""

import zipfile
import zlib
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).parent
TESTS = HERE.parent / "tests"
# Longer ones are cut by -max_len anyway and slow every run.
LONGEST = 65536
# The first byte says to the target xlsx what the rest is: see fuzz_targets/xlsx.rs.
KINDS = {"content.xml": b"\x00", "xl/sharedStrings.xml": b"\x01"}


def keep(target: str, content: bytes) -> None:
    if 0 < len(content) <= LONGEST:
        folder = HERE / "corpus" / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / sha256(content).hexdigest()[:16]).write_bytes(content)


def keep_entries(path: Path) -> None:
    try:
        archive = zipfile.ZipFile(path)
        for name in archive.namelist():
            kind = KINDS.get(name, b"\x02" if name.startswith("xl/worksheets/") else None)
            if kind and archive.getinfo(name).file_size <= LONGEST:
                keep("xlsx", kind + archive.read(name))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, zlib.error):
        pass  # Damaged on purpose: it stays a seed of the target workbook.


for path in sorted([*TESTS.glob("data/*"), *TESTS.glob("dirty/*.in/**/*")]):
    if path.suffix in (".csv", ".tsv", ".txt"):
        keep("csv", path.read_bytes())
    if path.suffix in (".xlsx", ".xlsm", ".xls", ".ods"):
        keep("workbook", path.read_bytes())
        keep_entries(path)
for folder in sorted((HERE / "corpus").iterdir()):
    print(folder.name, sum(1 for _ in folder.iterdir()))
