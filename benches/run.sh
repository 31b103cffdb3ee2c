#!/usr/bin/env bash
# The export job over 60, 10,000 and 200,000 invented schools: junheng with 1 and 2 threads beside polars and the
# DuckDB command line, in one run. Wants Python 3.11 with venv, and pip. Writes nothing outside target/bench.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-9}
place=target/bench
mkdir -p "$place"

cargo build --release --locked
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet polars duckdb-cli
duckdb=$(find "$place/venv" -path '*duckdb_cli/duckdb' -type f | head -n 1)

make() { # schools, counties, schools per county
  [ -f "$place/schools_$1.csv" ] || python3 tests/reference/invent_counties.py --seed 3 --counties "$2" --schools-per-county "$3" -o "$place/schools_$1.csv"
  [ -f "$place/expected_$1.csv" ] || python3 tests/reference/export_job.py "$place/schools_$1.csv" -o "$place/expected_$1.csv"
}
make 60 1 60-60
make 10000 167 30-90
make 200000 3333 30-90

job="target/release/junheng assess {table} --pack tests/packs/export_job --map provincial_export --format csv -o {result}"
"$place/venv/bin/python" benches/peers/measure.py "$place"/schools_{60,10000,200000}.csv \
  --expected "$place"/expected_{60,10000,200000}.csv --runs "$runs" \
  --command "junheng, 1 thread = $job --threads 1" \
  --command "junheng, 2 threads = $job --threads 2" \
  --command "duckdb = $duckdb -f benches/peers/duckdb_job.sql" \
  --command "polars = $place/venv/bin/python benches/peers/polars_job.py {table} {result}"

echo
echo "Phases over 200,000 schools, 2 threads:"
target/release/junheng assess "$place/schools_200000.csv" --pack tests/packs/export_job --map provincial_export \
  --format csv --threads 2 --timings -o "$place/phases.csv" 2>&1 >/dev/null | grep ' ms$'
