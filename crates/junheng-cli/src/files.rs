//! The files that were named on the command line.

use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::{fs, thread};

use junheng_data::{Input, Mapping, Stream};

use crate::library::shown;
use crate::outcome::{Failure, Status};

/// The files that were named.
pub struct Files {
    /// Those that are held.
    pub inputs: Vec<Input>,
    /// Registers in csv, which are read piece by piece.
    pub streams: Vec<Stream>,
}

/// Every file that was named, folders opened, in name order.
pub fn files(paths: &[PathBuf], mapping: &Mapping) -> Result<Files, Failure> {
    let (mut inputs, mut streams) = (Vec::new(), Vec::new());
    for path in paths {
        for file in listed(path)? {
            let name = shown(&file);
            let failed = |error: io::Error| data_failure(&file, &error);
            if mapping.is_register(&name) && is_text(&file) {
                let file = fs::File::open(&file).map_err(failed)?;
                streams.push(Stream { name, file });
                continue;
            }
            inputs.push(Input { bytes: bytes_of(&file).map_err(failed)?, name });
        }
    }
    Ok(Files { inputs, streams })
}

fn is_text(path: &Path) -> bool {
    path.extension().is_some_and(|ending| TEXTS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Endings of text files, and of workbooks and what is like them.
const TEXTS: [&str; 2] = ["csv", "tsv"];
const WORKBOOKS: [&str; 4] = ["xlsx", "xls", "ods", "parquet"];

/// Files of this size and more are read in two pieces at once: half the time of a nation's file is the copying.
const LARGE: u64 = 1 << 24;

fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    let length = fs::metadata(path)?.len();
    if length < LARGE {
        return fs::read(path);
    }
    let mut bytes = vec![0; length as usize];
    let (first, second) = bytes.split_at_mut(length as usize / 2);
    let start = first.len() as u64;
    thread::scope(|scope| {
        let other = scope.spawn(|| read_at(path, start, second));
        let own = read_at(path, 0, first);
        other.join().unwrap_or_else(|_| Err(io::Error::other("a reading thread failed"))).and(own)
    })?;
    Ok(bytes)
}

fn read_at(path: &Path, start: u64, piece: &mut [u8]) -> io::Result<()> {
    let mut file = fs::File::open(path)?;
    file.seek(SeekFrom::Start(start))?;
    file.read_exact(piece)
}

fn data_failure(path: &Path, error: &io::Error) -> Failure {
    eprintln!("junheng: {}: {error}", shown(path));
    Failure::silent(Status::Data)
}

/// What a case of a pack expects: it stands beside the tables and is none.
const EXPECTED: &str = "expected.csv";

/// The tables in a folder; a file is itself.
pub fn listed(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let entries = fs::read_dir(path).map_err(|error| data_failure(path, &error))?;
    let is_table = |path: &PathBuf| {
        let extension = path.extension().map(|extension| extension.to_ascii_lowercase());
        path.is_file()
            && path.file_name().is_none_or(|name| name != EXPECTED)
            && extension.is_some_and(|extension| TEXTS.iter().chain(&WORKBOOKS).any(|known| extension == *known))
    };
    let mut found: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(is_table).collect();
    found.sort();
    Ok(found)
}
