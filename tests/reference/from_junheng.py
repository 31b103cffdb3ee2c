"""From the csv result of `junheng assess --pack tests/packs/export_job` to the layout of the export job.

    junheng assess TABLE --pack tests/packs/export_job --map tests/packs/export_job/map.toml --format csv -o RESULT
    python3 tests/reference/from_junheng.py RESULT -o ANSWER
    python3 tests/reference/export_job.py TABLE --check ANSWER
"""

import argparse
import csv
import sys
from collections import defaultdict

MEASURES = "hi bb sa ta sp eq mm pc bk tt mt".split()
STAGES = {"primary": "小学", "junior": "初中"}
COLUMNS = (
    ["统计年份", "县代码", "县", "学段", "学校数", "达标学校数", "在校生数"]
    + [f"cv_{measure}" for measure in MEASURES]
    + ["综合差异系数", "优质达标", "基本均衡", "县优质", "县基本"]
)


def flag(state):
    return "1" if state == "met" else "0"


def collect(path):
    """Findings by (period, county) and by stage; what a stage with nothing in scope lacks is left out."""
    counties = defaultdict(lambda: defaultdict(dict))
    for row in csv.DictReader(open(path, encoding="utf-8", newline="")):
        if row["level"] == "county":
            key = (row["period"], row["unit"], row["unit_name"])
            counties[key][row["stage"]][row["rule"], row["item"]] = row
    return counties


def lines(counties):
    for (period, code, name), stages in sorted(counties.items()):
        whole = stages[""]
        for stage, title in STAGES.items():
            found = stages.get(stage, {})
            schools = found.get(("schools", ""))
            if schools is None or schools["value"] in ("", "0"):
                continue
            line = [period, code, name, title]
            line += [found[rule, ""]["value"] for rule in ("schools", "schools_met", "pupils")]
            line += [found["disparity", measure]["value"] for measure in MEASURES]
            line += [found["composite", ""]["value"]]
            line += [flag(found["verdict", verdict]["state"]) for verdict in ("quality", "basic")]
            line += [flag(whole["verdict", verdict]["state"]) for verdict in ("quality", "basic")]
            yield line


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("result")
    arguments.add_argument("-o", "--output")
    chosen = arguments.parse_args()
    out = open(chosen.output, "w", encoding="utf-8", newline="") if chosen.output else sys.stdout
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(lines(collect(chosen.result)))


if __name__ == "__main__":
    main()
