//! The same content gives the same bytes, whatever the order of rows, further columns and number of threads.

mod command;

use std::fs;
use std::path::{Path, PathBuf};

use command::{ends, entries, repository, result};

/// What is assessed: data, and what is said beside `--format csv --detail`.
struct Job {
    data: &'static str,
    options: &'static [&'static str],
}

const JOBS: [Job; 4] = [
    Job { data: "examples/yunchuan", options: &["--pack", "cn_quality_2017"] },
    Job { data: "examples/chengyuan", options: &["--pack", "cn_quality_2017"] },
    Job { data: "examples/chengyuan/学校.csv", options: &["--pack", "cn_basic_2012"] },
    Job {
        data: "tests/reference/twenty_counties.csv",
        options: &["--pack", "tests/packs/export_job", "--map", "provincial_export"],
    },
];

fn assessed(job: &Job, data: &str, more: &[&str]) -> String {
    result(&[&["assess", data, "--format", "csv", "--detail"], job.options, more].concat())
}

/// A copy of the data of a job in which every table has been changed.
fn changed(job: &Job, name: &str, change: impl Fn(Vec<csv::StringRecord>) -> Vec<csv::StringRecord>) -> PathBuf {
    let source = repository().join(job.data);
    let number = JOBS.iter().position(|known| known.data == job.data).unwrap_or_default();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{number}"));
    let _ = fs::remove_dir_all(&target);
    fs::create_dir_all(&target).expect("the target folder can be written");
    let tables = if source.is_dir() { entries(&source) } else { vec![source] };
    for table in tables.iter().filter(|table| ends(table, ".csv")) {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).from_path(table).expect("a table of the repository");
        let rows = reader.records().map(|row| row.expect("a row")).collect();
        let mut writer =
            csv::Writer::from_path(target.join(table.file_name().unwrap_or_default())).expect("a writable folder");
        change(rows).iter().for_each(|row| writer.write_record(row).expect("a writable file"));
    }
    target
}

#[test]
fn two_runs_give_the_same_bytes() {
    for job in &JOBS {
        assert_eq!(assessed(job, job.data, &[]), assessed(job, job.data, &[]), "{}", job.data);
    }
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    for job in &JOBS {
        let one = assessed(job, job.data, &["--threads", "1"]);
        for threads in ["2", "3", "7"] {
            assert_eq!(one, assessed(job, job.data, &["--threads", threads]), "{} with {threads} threads", job.data);
        }
    }
}

#[test]
fn the_order_of_rows_changes_no_byte() {
    for job in &JOBS {
        let as_is = assessed(job, job.data, &[]);
        let reversed = changed(job, "reversed", |mut rows| {
            rows[1..].reverse();
            rows
        });
        assert_eq!(as_is, assessed(job, &reversed.to_string_lossy(), &[]), "{} reversed", job.data);
        let shuffled = changed(job, "shuffled", shuffle);
        assert_eq!(as_is, assessed(job, &shuffled.to_string_lossy(), &[]), "{} shuffled", job.data);
    }
}

/// Puts the rows below the header in an order that is mixed, and the same each time.
fn shuffle(mut rows: Vec<csv::StringRecord>) -> Vec<csv::StringRecord> {
    let mut state = 20_231_231_u64;
    for last in (2..rows.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        rows.swap(last, 1 + (state >> 33) as usize % last);
    }
    rows
}

#[test]
fn a_column_nobody_asked_for_changes_no_byte() {
    for job in &JOBS {
        let wider = changed(job, "wider", |mut rows| {
            for (at, row) in rows.iter_mut().enumerate() {
                row.push_field(&if at == 0 { "无关的一列".to_owned() } else { format!("甲{at}") });
            }
            rows
        });
        assert_eq!(assessed(job, job.data, &[]), assessed(job, &wider.to_string_lossy(), &[]), "{}", job.data);
    }
}

/// The json result without what says where the data stood.
fn placeless(job: &Job, data: &str, more: &[&str]) -> serde_json::Value {
    let text = result(&[&["assess", data, "--format", "json", "--detail"], job.options, more].concat());
    let mut json = serde_json::from_str(&text).expect("the result is json");
    strip(&mut json);
    json
}

fn strip(json: &mut serde_json::Value) {
    match json {
        serde_json::Value::Object(entries) => {
            entries.retain(|key, _| !["cell", "cells", "place", "data"].contains(&key.as_str()));
            entries.values_mut().for_each(strip);
        }
        serde_json::Value::Array(members) => members.iter_mut().for_each(strip),
        _ => {}
    }
}

#[test]
fn json_depends_on_the_content_alone() {
    for job in &JOBS {
        let as_is = placeless(job, job.data, &["--threads", "1"]);
        assert!(as_is["units"].as_array().is_some_and(|units| !units.is_empty()), "{}", job.data);
        let shuffled = changed(job, "shuffled-json", shuffle);
        let same = as_is == placeless(job, &shuffled.to_string_lossy(), &["--threads", "2"]);
        assert!(same, "{} shuffled", job.data);
    }
    for job in &JOBS[..2] {
        let same = placeless(job, job.data, &[]) == placeless(job, &format!("{}.xlsx", job.data), &[]);
        assert!(same, "{} as a workbook", job.data);
    }
}

#[test]
fn a_workbook_gives_the_bytes_of_its_tables() {
    for job in &JOBS[..2] {
        assert_eq!(assessed(job, job.data, &[]), assessed(job, &format!("{}.xlsx", job.data), &[]), "{}", job.data);
    }
}
