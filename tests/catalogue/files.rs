//! Packs as they are written, for the tables that are made from them.

use std::fs;
use std::path::Path;

use toml::{Table, Value};

use crate::command::{ends, entries};

/// The files of a pack, `pack.toml` first.
pub fn tables(folder: &Path) -> Vec<Table> {
    let further = entries(folder).into_iter().filter(|file| ends(file, ".toml") && !ends(file, "/pack.toml"));
    std::iter::once(folder.join("pack.toml")).chain(further).map(|file| read(&file)).collect()
}

fn read(file: &Path) -> Table {
    let text = fs::read_to_string(file).unwrap_or_default();
    text.parse().unwrap_or_else(|error| unreachable!("{}: {error}", file.display()))
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A value without quotes and spans.
pub fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Table(table) => table.iter().map(|(_, value)| shown(value)).collect::<Vec<_>>().join(" "),
        Value::Array(members) => members.iter().map(shown).collect::<Vec<_>>().join("–"),
        other => other.to_string(),
    }
}
