//! `docs/pack.schema.json` is current, takes every pack there is, and refuses what the reader refuses.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The schema, ready to judge.
fn judge(schemas: &mut Schemas) -> Result<SchemaIndex, Box<dyn Error>> {
    let mut compiler = Compiler::new();
    compiler.add_resource("pack.json", serde_json::from_str(&junheng_author::schema())?)?;
    compiler.compile("pack.json", schemas).map_err(|error| error.to_string().into())
}

/// Every file of every pack under a folder, whatever it is the input of; wrong ones are left out.
fn pack_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut found: Vec<PathBuf> =
        files.into_iter().filter(|file| name(file).starts_with("pack.") && name(file).ends_with(".toml")).collect();
    found.extend(folders.iter().flat_map(|folder| pack_files(folder)));
    found.sort();
    found
}

/// TOML as an editor hands it to a schema: days are texts.
fn as_json(text: &str) -> Result<Value, Box<dyn Error>> {
    Ok(json_of(toml::Value::Table(text.parse()?)))
}

fn json_of(value: toml::Value) -> Value {
    match value {
        toml::Value::Table(entries) => entries.into_iter().map(|(key, value)| (key, json_of(value))).collect(),
        toml::Value::Array(members) => members.into_iter().map(json_of).collect(),
        toml::Value::Datetime(day) => json!(day.to_string()),
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(truth) => json!(truth),
    }
}

#[test]
fn the_committed_schema_is_current() {
    let committed = fs::read_to_string(root().join("docs/pack.schema.json")).unwrap_or_default();
    let current = committed.replace("\r\n", "\n") == junheng_author::schema();
    assert!(current, "write it anew: junheng pack schema -o docs/pack.schema.json");
}

#[test]
fn every_pack_is_of_the_form_the_schema_says() -> Result<(), Box<dyn Error>> {
    let mut schemas = Schemas::new();
    let schema = judge(&mut schemas)?;
    let folders = ["rules", "examples", "tests/packs", "tests/assess", "tests/cli"];
    let files: Vec<PathBuf> = folders.iter().flat_map(|folder| pack_files(&root().join(folder))).collect();
    assert!(files.len() > 20, "only {} files found", files.len());
    for file in files {
        // Some inputs are wrong on purpose, in ways that are no TOML.
        let Ok(value) = as_json(&fs::read_to_string(&file)?) else { continue };
        if let Err(error) = schemas.validate(&value, schema) {
            return Err(format!("{}: {error:#}", file.display()).into());
        }
    }
    Ok(())
}

#[test]
fn every_record_refuses_a_key_it_does_not_have() -> Result<(), Box<dyn Error>> {
    let schema: Value = serde_json::from_str(&junheng_author::schema())?;
    let records = schema["$defs"].as_object().ok_or("the schema has definitions")?;
    for (name, record) in records.iter().map(|(name, record)| (name.as_str(), record)).chain([("", &schema)]) {
        assert_eq!(record["additionalProperties"], json!(false), "{name}");
        for (key, property) in record["properties"].as_object().ok_or("a record has keys")? {
            assert!(property["description"].as_str().is_some_and(|text| !text.is_empty()), "{name}.{key}");
        }
    }
    Ok(())
}

#[test]
fn what_the_reader_refuses_the_schema_refuses() -> Result<(), Box<dyn Error>> {
    let mut schemas = Schemas::new();
    let schema = judge(&mut schemas)?;
    let head = "[pack]\nid = \"a\"\ntitle = \"甲\"\nversion = \"1.0.0\"\n";
    let wrong = [
        "colour = 1",
        "[[rule]]\nid = \"r\"\npionts = 1",
        "[[rule]]\ntitle = \"没有标识\"",
        "[[rule]]\nid = \"Rule 1\"",
        "[[rule]]\nid = \"r\"\nrole = \"judged\"",
        "[[rule]]\nid = \"r\"\nask = { answer = [\"是\"] }",
        "[[rule]]\nid = \"r\"\n[[rule.outcome]]\nsteps = \"whole\"",
        "[[rule]]\nid = \"r\"\n[[rule.outcome]]\npoints = [1, 2, 3]",
        "[[rule]]\nid = \"r\"\npoints = \"many\"",
        "[[level]]\nid = \"county\"\ntitle = { en = \"County\" }",
    ];
    schemas.validate(&as_json(head)?, schema).map_err(|error| error.to_string())?;
    for part in wrong {
        let value = as_json(&format!("{head}{part}\n"))?;
        assert!(schemas.validate(&value, schema).is_err(), "{part}");
    }
    Ok(())
}
