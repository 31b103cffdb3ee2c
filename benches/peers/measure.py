#!/usr/bin/env python3
"""Measures whole runs of the export job, from file to result file, and prints a Markdown table.

    measure.py schools.csv --command 'polars = python polars_job.py {table} {result}' \\
                           --command 'duckdb = duckdb -f duckdb_job.sql'

A command is not run by a shell. `{table}` and `{result}` in it stand for the two files; the environment
variables TABLE and RESULT say the same. Every run is a new process. The file cache is warm: a first run
of every command is not counted. The commands take turns, so that a busy moment hurts them alike.

Afterwards all results are compared with --expected, or else with the result of the first command; the
exit status is 1 when they differ, for a fast wrong answer is worth nothing.
"""

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

REFERENCE = Path(__file__).resolve().parents[2] / "tests" / "reference"
KIB_PER_MB = 1000 * 1000 / 1024
MOST_SHOWN = 5


class Failed(Exception):
    """A command did not do its work."""


def run(words, environment=None):
    """Seconds of wall time, seconds of processor time and peak resident KiB of one process."""
    start = time.perf_counter()
    process = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise Failed(f"exit status {process.returncode}: {shlex.join(words)}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def run_job(command, table, result):
    result.unlink(missing_ok=True)
    words = [
        word.replace("{table}", str(table)).replace("{result}", str(result)) for word in shlex.split(command)
    ]
    measured = run(words, os.environ | {"TABLE": str(table), "RESULT": str(result)})
    if not result.is_file():
        raise Failed(f"no result written: {shlex.join(words)}")
    return measured


def measure(commands, table, folder, runs):
    """All measured runs, by name of the command; the results stay in the folder."""
    measured = {name: [] for name in commands}
    for i in range(runs + 1):
        for name, command in commands.items():
            figures = run_job(command, table, folder / f"{name}.csv")
            if i > 0:
                measured[name].append(figures)
    return measured


def smallest_peak():
    """The peak reported for a program that needs nothing.

    A process starts its life as a copy of this script, and the kernel counts that.
    """
    return run(["true"])[2]


def megabytes(peak, floor):
    shown = f"{peak / KIB_PER_MB:.0f}"
    return shown if peak > 1.1 * floor else f"at most {shown}"


def row(table, name, runs, floor):
    walls, processor, peaks = zip(*runs)
    cells = (
        table.name,
        name,
        f"{median(walls):.3f}",
        f"{min(walls):.3f}–{max(walls):.3f}",
        f"{median(processor):.3f}",
        megabytes(median(peaks), floor),
    )
    return f"| {' | '.join(cells)} |"


def disagreements(results, expected):
    """What results say otherwise than the expected one; read here, after measuring, for its size."""
    sys.path.insert(0, str(REFERENCE))
    from export_job import differences, read_result

    wanted = read_result(expected)
    for path in results:
        for difference in differences(read_result(path), wanted)[:MOST_SHOWN]:
            yield f"{path.stem}: {difference}"


def named_command(text):
    name, sign, command = text.partition("=")
    if not (sign and name.strip() and command.strip()) or "/" in name:
        raise argparse.ArgumentTypeError("wanted: NAME = COMMAND, no / in the name")
    return name.strip(), command.strip()


def arguments():
    parser = argparse.ArgumentParser(description="Measures whole runs of the export job.")
    parser.add_argument("tables", nargs="+", type=Path)
    parser.add_argument("--command", action="append", type=named_command, required=True)
    parser.add_argument("--runs", type=int, default=9, help="counted runs of each (default: 9)")
    parser.add_argument("--expected", nargs="+", type=Path, help="the right results, one for each table")
    args = parser.parse_args()
    if args.expected and len(args.expected) != len(args.tables):
        parser.error("--expected wants one file for each table")
    if args.runs < 1:
        parser.error("--runs wants at least 1")
    return args


def main():
    args = arguments()
    commands = dict(args.command)
    floor = smallest_peak()
    print("| table | command | wall s (median) | fastest–slowest | processor s | peak memory MB |")
    print("|---|---|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        results = []
        for i, table in enumerate(args.tables):
            place = Path(folder, str(i))
            place.mkdir()
            for name, runs in measure(commands, table, place, args.runs).items():
                print(row(table, name, runs, floor), flush=True)
            results.append([place / f"{name}.csv" for name in commands])
        expected = args.expected or [of_table[0] for of_table in results]
        found = [
            f"{table.name}: {disagreement}"
            for table, of_table, answer in zip(args.tables, results, expected)
            for disagreement in disagreements(of_table, answer)
        ]
    load = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    print(f"\n{args.runs} runs each; {os.cpu_count()} processors, load averages {load} at the end.")
    print("The results agree." if not found else "\n".join(["The results differ:", *found]))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    try:
        main()
    except (Failed, OSError) as error:
        sys.exit(f"error: {error}")
