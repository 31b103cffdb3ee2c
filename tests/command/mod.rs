//! Runs the command as a stranger would, from the root of the repository.
#![allow(dead_code, reason = "each test target uses its own part")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The root of the repository.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What came of a run.
pub fn junheng(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_junheng"));
    command.args(arguments).current_dir(repository()).env_remove("JUNHENG_RULES");
    command.output().expect("the command was built with this test")
}

/// The standard output of a run that must end with 0.
pub fn result(arguments: &[&str]) -> String {
    let output = junheng(arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "junheng {}: {}\n{said}", arguments.join(" "), output.status);
    String::from_utf8(output.stdout).expect("results are UTF-8")
}

/// A csv as rows of cells, the header first.
pub fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let cells = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    reader.records().map(|record| cells(record.expect("the csv can be read"))).collect()
}

/// What stands in a folder, in name order; nothing where there is no such folder.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect();
    found.sort();
    found
}

/// Whether the name of a file ends so.
pub fn ends(path: &Path, end: &str) -> bool {
    path.to_string_lossy().ends_with(end)
}

/// The folders that hold pages.
pub const SHELVES: [&str; 5] = ["assess", "reject", "cli", "dirty", PLUGINS];

/// The folder of pages whose plugins are built first.
pub const PLUGINS: &str = "plugins";

/// Every page of these folders.
pub fn pages() -> Vec<PathBuf> {
    let folders = SHELVES.iter().map(|shelf| repository().join("tests").join(shelf));
    folders.flat_map(|folder| entries(&folder)).filter(|path| ends(path, ".md")).collect()
}
