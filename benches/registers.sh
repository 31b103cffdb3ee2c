#!/usr/bin/env bash
# Time and memory of registers: 370,000 teachers and 5.2 million pupils of 6,000 invented schools, and every figure
# against tests/reference/roll_up.py. Wants Python 3.11. Writes nothing outside target/bench.
set -euo pipefail
cd "$(dirname "$0")/.."
place=target/bench/registers
mkdir -p "$place"

cargo build --release --locked
[ -d "$place/data" ] || python3 tests/reference/invent_registers.py --seed 5 --counties 100 --schools 60 --teachers 300000 --pupils 5000000 -o "$place/data"
[ -f "$place/expected.csv" ] || python3 tests/reference/roll_up.py "$place/data" > "$place/expected.csv"
sed 's/"学籍号"     = "id"/"学籍号"     = "ignore"/; s/wins   = "table"/wins   = "register"/' rules/mappings/registers.toml > "$place/without_id.toml"

python3 - "$place" <<'PYTHON'
import csv, os, subprocess, sys, time
place, pack = sys.argv[1], "tests/packs/register_figures"

def run(files, mapping, options=()):
    command = ["target/release/junheng", "assess", *(f"{place}/data/{file}" for file in files), "--pack", pack,
               "--map", mapping, "--format", "csv", "-o", f"{place}/found.csv", *options]
    start = time.time()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0, command
    return time.time() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024

for name, files, mapping in [
    ("teachers", ["学校.csv", "教师名册.csv"], "registers"),
    ("pupils", ["学校.csv", "学生名册.csv"], "registers"),
    ("pupils, none sought twice", ["学校.csv", "学生名册.csv"], f"{place}/without_id.toml"),
]:
    runs = sorted([run(files, mapping) for _ in range(4)][1:])
    print(f"{name}: {runs[1][0]:.2f} s, processor {runs[1][1]:.2f} s, {max(one[2] for one in runs):.0f} MB")

run(["学校.csv", "班级名册.csv", "教师名册.csv", "学生名册.csv"], f"{place}/without_id.toml", ["--detail"])
with open(f"{place}/found.csv", encoding="utf-8") as file:
    found = {(row["unit"], row["stage"], row["rule"].removeprefix("of_")): row["value"] for row in csv.DictReader(file)}
with open(f"{place}/expected.csv", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
differing = [row for row in rows if found.get((row["unit"], row["stage"], row["field"])) != row["value"]]
print(f"{len(rows)} figures compared, {len(differing)} differ")
sys.exit(bool(differing))
PYTHON
