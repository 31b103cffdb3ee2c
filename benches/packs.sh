#!/usr/bin/env bash
# How long `pack check` takes for every pack that is shipped: the median of some runs, the process included.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-21}
cargo build --release --locked
python3 - "$runs" <<'PYTHON'
import statistics, subprocess, sys, time
from pathlib import Path

print(f"{'pack':<28}{'KB':>6}{'ms':>8}")
for pack in sorted(Path("rules").iterdir()):
    files = list(pack.glob("pack*.toml"))
    if not files:
        continue
    times = []
    for _ in range(int(sys.argv[1])):
        start = time.perf_counter()
        subprocess.run(["target/release/junheng", "pack", "check", str(pack)], check=True)
        times.append(time.perf_counter() - start)
    size = sum(file.stat().st_size for file in files) / 1024
    print(f"{pack.name:<28}{size:>6.0f}{statistics.median(times) * 1000:>8.1f}")
PYTHON
