//! Results to a file or to standard output, whole or not at all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// What is said where writing fails.
const NOT_WRITTEN: &str = "结果没有写成 / the result could not be written";

/// Writes a text as [`to`] does.
pub fn text(path: Option<&Path>, text: &str) -> anyhow::Result<()> {
    to(path, |out| out.write_all(text.as_bytes()))
}

/// Writes a result: to a file that appears only when it is complete, or to standard output. An error names the file.
pub fn to(path: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
    match path.filter(|path| *path != Path::new("-")) {
        Some(path) => to_file(path, write).with_context(|| failed(path)),
        None => to_standard_output(write).context(NOT_WRITTEN),
    }
}

/// Makes the folder that results go into.
pub fn folder(path: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(path).with_context(|| failed(path))
}

fn failed(path: &Path) -> String {
    format!("{NOT_WRITTEN}: {}", path.display())
}

fn to_standard_output(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    write(&mut out)?;
    out.flush()
}

fn to_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // What a link points to is replaced, not the link; what is no file (a pipe, /dev/null) is never replaced.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    if fs::metadata(path).is_ok_and(|known| !known.is_file()) {
        return into(fs::OpenOptions::new().write(true).open(path)?, write);
    }
    let draft = draft(path);
    let written = fs::File::create(&draft).and_then(|file| into(file, write));
    if let Err(error) = written {
        // What is half written must not be taken for a result; that it cannot be removed changes nothing.
        let _ = fs::remove_file(&draft);
        return Err(error);
    }
    fs::rename(&draft, path)
}

fn into(file: fs::File, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, file);
    write(&mut out)?;
    out.flush()
}

/// The name a result has until it is complete.
fn draft(path: &Path) -> PathBuf {
    let name = path.file_name().map_or_else(|| "result".into(), |name| name.to_string_lossy().into_owned());
    path.with_file_name(format!(".{name}.part"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn what_is_no_file_is_written_to_and_not_replaced() {
        use std::os::unix::fs::FileTypeExt as _;

        to(Some(Path::new("/dev/null")), |out| out.write_all(b"result")).expect("the null device takes everything");
        let known = fs::metadata("/dev/null").expect("it is still there");
        assert!(known.file_type().is_char_device());
    }

    #[test]
    fn a_result_that_fails_leaves_what_was_there() {
        let folder = std::env::temp_dir().join(format!("junheng-write-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder for the test");
        let path = folder.join("result.csv");
        fs::write(&path, "before").expect("a file for the test");
        let failed = to(Some(&path), |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("the disk is full"))
        });
        assert!(failed.is_err());
        assert_eq!(fs::read_to_string(&path).expect("still there"), "before");
        assert_eq!(fs::read_dir(&folder).expect("still there").count(), 1);
        fs::remove_dir_all(&folder).expect("the folder can be removed");
    }
}
