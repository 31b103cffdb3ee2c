"""What a call of a native plugin costs: the between-school share over 400,000 pupils, in a child, in process, and a
built-in aggregate over the same rows in its place. Writes under target/bench.

    cargo build --release && JUNHENG=target/release/junheng sh examples/plugins/build.sh
    python3 benches/plugins.py target/release/junheng [runs]
"""

import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

root = Path(__file__).resolve().parent.parent
place = root / "target/bench/plugins"
plugged = root / "examples/plugins/between_school/pack"
junheng, runs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5


def write_data(folder: Path) -> None:
    """400 schools of 1,000 pupils with scores."""
    folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(7)
    schools = [f"{at:03}" for at in range(1, 401)]
    (folder / "学校.csv").write_text("县代码,县,学校代码,学校\n" + "".join(f"990101,示例县,{at},第{at}学校\n" for at in schools))
    with (folder / "学生.csv").open("w") as out:
        out.write("学校代码,学生编号,语文成绩,数学成绩\n")
        for school in schools:
            level = draw.gauss(75, 5)
            for pupil in range(1000):
                scores = [min(100, max(0, round(draw.gauss(level, 12)))) for _ in range(2)]
                out.write(f"{school},{school}{pupil:04},{scores[0]},{scores[1]}\n")


def write_built_in(folder: Path) -> None:
    """The same pack with a built-in aggregate where it calls the plugin."""
    folder.mkdir(parents=True, exist_ok=True)
    text = (plugged / "pack.toml").read_text()
    text = re.sub(r"\[\[plugin\]\]\n(.+\n)+", "", text)
    text = re.sub(r"(icc|between_share)\((\w+), school\)", r"cv(\2, weight = 1)", text)
    (folder / "pack.toml").write_text(text)


def measure(arguments: list[str]) -> str:
    walls, processor = [], []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        subprocess.run([junheng, "assess", str(place / "data"), *arguments, "-o", str(place / "out.csv")], check=True)
        walls.append(time.perf_counter() - start)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return f"{statistics.median(walls):.3f} s wall, {statistics.median(processor):.3f} s processor"


shutil.rmtree(place, ignore_errors=True)
write_data(place / "data")
write_built_in(place / "built_in")
base = ["--format", "csv", "--threads", "1"]
allowed = ["--pack", str(plugged), "--allow-plugins"]
print("built in:  ", measure(["--pack", str(place / "built_in"), *base]))
print("in process:", measure([*allowed, "--plugins-in-process", *base]))
print("in a child:", measure([*allowed, *base]))
