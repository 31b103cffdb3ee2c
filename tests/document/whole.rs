//! Whole documents and the result they were made from.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::sync::OnceLock;

use serde_json::Value;
use zip::ZipArchive;

use super::document::{named, run, texts};
use super::inert::well_formed;

/// The parts of a document by name.
pub type Parts = BTreeMap<String, String>;

/// How the example is assessed.
pub const ASSESS: [&str; 4] = ["assess", "examples/yunchuan", "--pack", "cn_quality_2017"];

/// The example as a result, assessed once for all tests, saved into the folder of one.
pub fn saved(folder: &Path) -> Result<(String, Value), Box<dyn Error>> {
    static RESULT: OnceLock<Result<Vec<u8>, String>> = OnceLock::new();
    let assessed = || match run(&[&ASSESS[..], &["--format", "json", "--detail"]].concat()) {
        Ok(output) if output.status.success() => Ok(output.stdout),
        Ok(output) => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
        Err(error) => Err(error.to_string()),
    };
    let bytes = RESULT.get_or_init(assessed).as_ref().map_err(Clone::clone)?;
    let path = named(folder, "result.json");
    fs::write(&path, bytes)?;
    Ok((path, serde_json::from_slice(bytes)?))
}

/// The parts of a document, each read to its end as XML.
pub fn parts(path: &str) -> Result<Parts, Box<dyn Error>> {
    let mut archive = ZipArchive::new(Cursor::new(fs::read(path)?))?;
    let mut parts = Parts::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at)?;
        let mut text = String::new();
        entry.read_to_string(&mut text)?;
        let name = entry.name()?.into_owned();
        well_formed(&name, &text)?;
        parts.insert(name, text);
    }
    Ok(parts)
}

/// The rows of all tables of a document, cell by cell.
pub fn rows(document: &str) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    let mut found = Vec::new();
    for row in document.split("<w:tr>").skip(1) {
        let row = row.split("</w:tr>").next().unwrap_or_default();
        let cells = row.split("<w:tc>").skip(1).map(|cell| Ok(texts(&balanced(cell), "w:t")?.concat()));
        found.push(cells.collect::<Result<Vec<String>, Box<dyn Error>>>()?);
    }
    Ok(found)
}

/// What stands in a cell, up to its end.
fn balanced(cell: &str) -> String {
    cell.split("</w:tc>").next().unwrap_or_default().to_owned()
}
