//! Makes documents with the command and reads them back.
#![allow(dead_code, reason = "each test target uses its own part")]

use std::error::Error;
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

/// What a test comes to.
pub type Outcome = Result<(), Box<dyn Error>>;

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// An empty folder for one test.
pub fn folder(name: &str) -> Result<PathBuf, Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("junheng-documents-{name}-{}", std::process::id()));
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

pub fn run(arguments: &[&str]) -> Result<Output, Box<dyn Error>> {
    Ok(Command::new(env!("CARGO_BIN_EXE_junheng")).current_dir(root()).args(arguments).output()?)
}

pub fn done(arguments: &[&str]) -> Outcome {
    let output = run(arguments)?;
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

pub fn named(folder: &Path, name: &str) -> String {
    folder.join(name).to_string_lossy().into_owned()
}

/// The texts of all elements of a name: what stands between `<name>` and its end, without the elements in it.
pub fn texts(part: &str, name: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let mut reader = Reader::from_str(part);
    let (mut found, mut open) = (Vec::new(), None);
    loop {
        match reader.read_event()? {
            Event::Start(start) if start.name().as_ref() == name => open = Some(String::new()),
            Event::End(end) if end.name().as_ref() == name => found.extend(open.take()),
            Event::Text(text) => open.iter_mut().for_each(|open| open.push_str(&text)),
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref()?.map(String::from);
                let known = || quick_xml::escape::resolve_predefined_entity(&reference).map(str::to_owned);
                let letter = letter.or_else(known).ok_or("a reference that is known")?;
                open.iter_mut().for_each(|open| open.push_str(&letter));
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// A part of a document as text, whatever it holds.
pub fn part(path: &str, name: &str) -> Result<String, Box<dyn Error>> {
    let mut archive = ZipArchive::new(Cursor::new(fs::read(path)?))?;
    let mut text = String::new();
    archive.by_name(name)?.read_to_string(&mut text)?;
    Ok(text)
}
