//! The files that answers name as evidence, found beside the data and fingerprinted.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use junheng_report::{EvidencePrint, Record, evidence_named};
use sha2::{Digest as _, Sha256};

/// Notes the fingerprint of every file that an answer names and that lies in a folder of the data.
pub fn fingerprint(record: &mut Record, data: &[PathBuf]) {
    let folders: Vec<PathBuf> = data.iter().filter_map(|path| folder(path)).collect();
    let print = |path: String| {
        let file = folders.iter().find_map(|folder| within(folder, &path))?;
        // What cannot be read is not found: the catalogue says so.
        Some(EvidencePrint { sha256: sha256(&file).ok()?, path })
    };
    record.run.evidence = evidence_named(record).into_iter().filter_map(print).collect();
}

fn folder(path: &Path) -> Option<PathBuf> {
    if path.is_dir() {
        return fs::canonicalize(path).ok();
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::canonicalize(parent).ok()
}

/// A file in a folder; nothing that leads out of it, by its path or through a link.
fn within(folder: &Path, path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(path.replace('\\', "/"));
    if !path.components().all(|component| matches!(component, Component::Normal(_))) {
        return None;
    }
    let file = fs::canonicalize(folder.join(path)).ok()?;
    (file.starts_with(folder) && file.is_file()).then_some(file)
}

fn sha256(file: &Path) -> io::Result<String> {
    let mut hash = Sha256::new();
    io::copy(&mut fs::File::open(file)?, &mut hash)?;
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
