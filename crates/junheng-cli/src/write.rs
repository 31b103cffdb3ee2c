//! Results to a file or to standard output, whole or not at all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// What is said where writing fails.
pub const NOT_WRITTEN: &str = "结果没有写成 / the result could not be written";

/// Writes a result: to a file that appears only when it is complete, or to standard output.
pub fn to(path: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    match path.filter(|path| *path != Path::new("-")) {
        Some(path) => to_file(path, write),
        None => {
            let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
            write(&mut out)?;
            out.flush()
        }
    }
}

fn to_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let draft = draft(path);
    let written = fs::File::create(&draft).and_then(|file| {
        let mut out = BufWriter::with_capacity(1 << 16, file);
        write(&mut out)?;
        out.flush()
    });
    if let Err(error) = written {
        // What is half written must not be taken for a result; that it cannot be removed changes nothing.
        let _ = fs::remove_file(&draft);
        return Err(error);
    }
    fs::rename(&draft, path)
}

/// The name a result has until it is complete.
fn draft(path: &Path) -> PathBuf {
    let name = path.file_name().map_or_else(|| "result".into(), |name| name.to_string_lossy().into_owned());
    path.with_file_name(format!(".{name}.part"))
}
