//! The source keeps its shape: modules in reading order, files of one subject.

mod command;

use std::fs;
use std::path::{Path, PathBuf};

use command::{ends, entries, repository};

/// A file has one subject; past so many lines it has a second one.
const MOST_LINES: usize = 400;

/// Files that wait to be divided.
const WAITING: &[&str] = &["junheng/tests/exact.rs", "junheng/tests/properties.rs", "junheng/tests/semantics.rs"];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let (folders, files): (Vec<_>, Vec<_>) = entries(folder).into_iter().partition(|path| path.is_dir());
    let below = folders.iter().flat_map(|folder| sources(folder));
    files.into_iter().filter(|file| ends(file, ".rs")).chain(below).collect()
}

fn crates() -> Vec<PathBuf> {
    entries(&repository().join("crates"))
}

#[test]
fn a_module_of_the_engine_uses_only_those_above_it() {
    let engine = repository().join("crates/junheng/src");
    let lib = fs::read_to_string(engine.join("lib.rs")).expect("the engine has a lib.rs");
    let modules: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(modules.len() > 5, "lib.rs lists its modules as `pub mod name;`");
    for (at, module) in modules.iter().enumerate() {
        let own = [engine.join(format!("{module}.rs"))].into_iter().chain(sources(&engine.join(module)));
        for file in own.filter(|file| file.is_file()) {
            let text = fs::read_to_string(&file).unwrap_or_default();
            for below in &modules[at + 1..] {
                let uses = text.contains(&format!("crate::{below}::")) || text.contains(&format!("crate::{below};"));
                assert!(!uses, "{} uses `{below}`, which stands below `{module}`", file.display());
            }
        }
    }
}

#[test]
fn nothing_points_back() {
    let allowed = |name: &str| match name {
        "junheng" | "junheng-plugin" => &[][..],
        "junheng-cli" => {
            &["junheng", "junheng-data", "junheng-report", "junheng-author", "junheng-plan", "junheng-loader"][..]
        }
        "junheng-author" => &["junheng", "junheng-data"][..],
        "junheng-loader" => &["junheng", "junheng-plugin"][..],
        _ => &["junheng"][..],
    };
    for folder in crates() {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
        let used = manifest
            .lines()
            .filter_map(|line| line.split(['.', ' ', '=']).next())
            .filter(|word| word.starts_with("junheng"));
        for other in used {
            assert!(allowed(&name).contains(&other), "{name} must not depend on {other}");
        }
    }
}

#[test]
fn a_file_has_one_subject() {
    let folders = crates().into_iter().flat_map(|folder| [folder.join("src"), folder.join("tests")]);
    let files = folders.flat_map(|folder| sources(&folder)).chain(sources(&repository().join("tests")));
    let long = |file: &PathBuf| fs::read_to_string(file).unwrap_or_default().lines().count() > MOST_LINES;
    let long: Vec<String> = files.filter(long).map(|file| file.to_string_lossy().replace('\\', "/")).collect();
    let waits = |file: &str| WAITING.iter().any(|known| file.ends_with(known));
    let new: Vec<&String> = long.iter().filter(|file| !waits(file)).collect();
    assert!(new.is_empty(), "longer than {MOST_LINES} lines: {new:#?}");
    let stale: Vec<&&str> = WAITING.iter().filter(|known| !long.iter().any(|file| file.ends_with(**known))).collect();
    assert!(stale.is_empty(), "take off the list: {stale:?}");
}
