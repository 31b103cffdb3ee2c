//! `junheng pack fmt`: one style for the files of packs.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use junheng::diagnostic::Diagnostics;
use junheng::source::Sources;

use crate::arguments::PackFmt;
use crate::input;
use crate::library::shown;
use crate::outcome::{Failure, Status};
use crate::write;

/// What came of all files.
#[derive(Default)]
struct Outcome {
    sources: Sources,
    diagnostics: Diagnostics,
    /// The files that were not in this style.
    loose: Vec<PathBuf>,
}

/// Sets the style of every pack file; with `--check` lists those that lack it.
pub fn run(arguments: &PackFmt) -> Result<Status, Failure> {
    let mut outcome = Outcome::default();
    for folder in &arguments.folders {
        let files = pack_files(folder);
        if files.is_empty() {
            let folder = shown(folder);
            return Err(Failure::usage(format!("{folder}: 里面没有规则包 / holds no pack")));
        }
        for file in files {
            set(&file, arguments.check, &mut outcome)?;
        }
    }
    for file in &outcome.loose {
        write::text(None, &format!("{}\n", shown(file)))?;
    }
    input::print(&outcome.diagnostics, &outcome.sources, arguments.lang.into(), Status::Pack)?;
    Ok(if arguments.check && !outcome.loose.is_empty() { Status::Pack } else { Status::Done })
}

/// Sets the style of one file, or only looks at it.
fn set(file: &Path, check: bool, outcome: &mut Outcome) -> Result<(), Failure> {
    let text = fs::read_to_string(file).map_err(|error| match error.kind() {
        ErrorKind::InvalidData => Failure::pack(format!("{}: 不是 UTF-8 文本 / is no text in UTF-8", shown(file))),
        _ => Failure::from(anyhow::Error::new(error).context(shown(file))),
    })?;
    let id = outcome.sources.add(shown(file), text.as_str());
    let (formatted, found) = junheng_author::formatted(&mut outcome.sources, id);
    outcome.diagnostics.append(found);
    let Some(formatted) = formatted.filter(|formatted| *formatted != text) else { return Ok(()) };
    outcome.loose.push(file.to_path_buf());
    if !check {
        write::text(Some(file), &formatted)?;
    }
    Ok(())
}

/// The files of the packs in a folder and below, in name order.
fn pack_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let (mut folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let mut found: Vec<PathBuf> = files.into_iter().filter(|file| is_pack_file(file)).collect();
    found.sort();
    folders.sort();
    found.extend(folders.iter().flat_map(|folder| pack_files(folder)));
    found
}

fn is_pack_file(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name == "pack.toml" || (name.starts_with("pack.") && name.ends_with(".toml"))
}
