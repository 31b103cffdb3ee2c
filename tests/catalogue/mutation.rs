//! Copies of a pack: with one wrong expectation each, and with its rows in another order.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{ends, entries, rows};

/// The columns of `expected.csv` in which a wrong cell must be noticed.
const COLUMNS: [&str; 5] = ["state", "grade", "score", "value", "limit"];

/// A copy of a pack whose cases expect something else.
pub struct Changed {
    /// Where it stands.
    pub folder: PathBuf,
    /// What was changed, for the message.
    pub what: String,
}

/// One copy for each column that some case fills, with the first such cell changed.
pub fn copies(pack: &Path) -> Vec<Changed> {
    COLUMNS.iter().filter_map(|column| changed(pack, column)).collect()
}

fn changed(pack: &Path, column: &str) -> Option<Changed> {
    let (case, text) = entries(&pack.join("cases")).iter().find_map(|case| {
        let text = fs::read_to_string(case.join("expected.csv")).unwrap_or_default();
        Some((case.clone(), with_wrong_cell(&text, column)?))
    })?;
    let folder = copied(pack, column);
    let target = folder.join("cases").join(case.file_name()?).join("expected.csv");
    fs::write(target, text).expect("the copy can be written");
    Some(Changed { folder, what: format!("a wrong {column} in {}", case.display()) })
}

/// A copy of a pack whose tables name their rows in reverse.
pub fn reversed(pack: &Path) -> PathBuf {
    let folder = copied(pack, "reversed");
    let files = entries(&folder.join("cases")).into_iter().flat_map(|case| entries(&case));
    for file in files.filter(|file| ends(file, ".csv") && !ends(file, "expected.csv")) {
        let text = fs::read_to_string(&file).unwrap_or_default();
        let (head, rows) = text.split_once('\n').unwrap_or((&text, ""));
        let rows: String = rows.lines().rev().map(|row| format!("{row}\n")).collect();
        fs::write(&file, format!("{head}\n{rows}")).expect("the copy can be written");
    }
    folder
}

fn copied(pack: &Path, change: &str) -> PathBuf {
    let name = pack.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("clauses").join(format!("{name}_{change}"));
    // A copy of an earlier run may hold cases that are gone.
    let _ = fs::remove_dir_all(&folder);
    copy(pack, &folder);
    folder
}

/// The text with the first filled cell of a column changed.
fn with_wrong_cell(text: &str, column: &str) -> Option<String> {
    let mut rows = rows(text);
    let at = rows.first()?.iter().position(|known| known == column)?;
    let cell = rows.iter_mut().skip(1).map(|row| &mut row[at]).find(|cell| !cell.is_empty())?;
    *cell = wrong(cell);
    Some(rows.iter().map(|row| row.join(",") + "\n").collect())
}

/// Something else of the same kind.
fn wrong(cell: &str) -> String {
    match cell.parse::<f64>() {
        Ok(number) => (number + 0.001).to_string(),
        Err(_) if cell == "met" => "not_met".to_owned(),
        Err(_) => "met".to_owned(),
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for entry in entries(from) {
        let target = to.join(entry.file_name().unwrap_or_default());
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::copy(&entry, target).expect("the file can be copied");
        }
    }
}
