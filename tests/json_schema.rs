//! The json result keeps to `docs/assessment.schema.json`, whatever is assessed and however it is stored.

use std::error::Error;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What `junheng assess … --format json` prints.
fn assessed(arguments: &[&str]) -> Result<Value, Box<dyn Error>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_junheng"));
    let output = command.current_dir(root()).arg("assess").args(arguments).args(["--format", "json"]).output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(serde_json::from_slice(&output.stdout)?)
}

#[test]
fn every_result_is_of_the_form_the_schema_says() -> Result<(), Box<dyn Error>> {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    let path = root().join("docs/assessment.schema.json");
    let schema = compiler.compile(&path.to_string_lossy(), &mut schemas).map_err(|error| error.to_string())?;
    let runs: &[&[&str]] = &[
        &["examples/yunchuan", "--pack", "cn_quality_2017", "--detail"],
        &["examples/chengyuan.xlsx", "--pack", "cn_quality_2017"],
        &["examples/yunchuan", "examples/yunchuan_basic", "--pack", "example_basic_points", "--detail"],
        &["tests/data/export_sample.csv", "--pack", "cn_quality_2017", "--unit", "510101"],
        &["tests/assess/a-veto-caps-the-grade.in/data", "--pack", "tests/assess/a-veto-caps-the-grade.in/pack"],
        &["tests/clauses/sc_01/cases/three_ways_to_count_a_step/县.csv", "--pack", "tests/clauses/sc_01"],
        &["tests/data/export_sample.csv", "--pack", "tests/packs/export_job", "--map", "provincial_export"],
        &["tests/reference/registers", "--pack", "tests/packs/register_figures", "--map", "registers", "--detail"],
    ];
    for run in runs {
        let result = assessed(run)?;
        if let Err(error) = schemas.validate(&result, schema) {
            return Err(format!("{run:?}: {error:#}").into());
        }
    }
    Ok(())
}

/// The three rows of 一小 lie between lines 2 and 6, those of 一中 between 3 and 7; all six are gone through for the county,
/// of which three have the certificate and the degree.
#[test]
fn a_figure_of_a_register_says_which_rows_were_counted() -> Result<(), Box<dyn Error>> {
    let folder = "tests/cli/why-names-the-rows-of-a-register.in";
    let [pack, map] = ["pack", "map.toml"].map(|name| format!("{folder}/{name}"));
    let result = assessed(&[folder, "--pack", &pack, "--map", &map, "--detail"])?;
    let mut found = Vec::new();
    counted(&result, &mut found);
    let register = format!("{folder}/教师名册.csv");
    let figure = |label: &str, ranges: &[&str], rows: u64, taken: u64| {
        let cells: Vec<String> = ranges.iter().map(|range| format!("{register}:{range}")).collect();
        serde_json::json!({ "label": label, "cells": cells, "rows": rows, "taken": [taken] })
    };
    assert!(found.contains(&figure("专任教师数", &["2–6"], 3, 3)), "{found:?}");
    assert!(found.contains(&figure("专任教师数", &["3–7"], 3, 3)), "{found:?}");
    assert!(found.contains(&figure("持证教师数", &["2:4–7:4", "2:5–7:5"], 6, 3)), "{found:?}");
    Ok(())
}

/// Everything that stands under `counted`, at whatever depth.
fn counted(value: &Value, found: &mut Vec<Value>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("counted").and_then(Value::as_array).into_iter().flatten().cloned());
            members.values().for_each(|member| counted(member, found));
        }
        Value::Array(members) => members.iter().for_each(|member| counted(member, found)),
        _ => {}
    }
}

#[test]
fn a_workbook_and_a_folder_give_the_same_but_for_places() -> Result<(), Box<dyn Error>> {
    let folder = assessed(&["examples/yunchuan", "--pack", "cn_quality_2017", "--detail"])?;
    let workbook = assessed(&["examples/yunchuan.xlsx", "--pack", "cn_quality_2017", "--detail"])?;
    assert!(without_places(folder) == without_places(workbook));
    Ok(())
}

/// A result without what tells where it was read.
fn without_places(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let kept =
                members.into_iter().filter(|(key, _)| !["data", "cell", "cells", "place"].contains(&key.as_str()));
            Value::Object(kept.map(|(key, value)| (key, without_places(value))).collect())
        }
        Value::Array(members) => Value::Array(members.into_iter().map(without_places).collect()),
        other => other,
    }
}
