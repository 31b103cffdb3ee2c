//! Names that try to be more than text, and whether XML stands in spite of them.
#![allow(dead_code, reason = "each test target uses its own part")]

use std::fs;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::document::{Outcome, root};

/// The example county with some names changed.
pub fn renamed(folder: &Path, names: &[(&str, impl AsRef<str>)]) -> Outcome {
    for entry in fs::read_dir(root().join("examples/yunchuan"))? {
        let path = entry?.path();
        let mut text = fs::read_to_string(&path)?;
        for (old, new) in names {
            text = text.replace(&format!(",{old},"), &format!(",\"{}\",", new.as_ref().replace('"', "\"\"")));
        }
        fs::write(folder.join(path.file_name().ok_or("a file has a name")?), text)?;
    }
    Ok(())
}

pub fn well_formed(name: &str, text: &str) -> Outcome {
    let mut reader = Reader::from_str(text);
    let mut depth = 0;
    loop {
        match reader.read_event().map_err(|error| format!("{name}: {error}"))? {
            Event::Start(start) => {
                depth += 1;
                start.attributes().try_for_each(|attribute| attribute.map(|_| ()))?;
            }
            Event::Empty(start) => start.attributes().try_for_each(|attribute| attribute.map(|_| ()))?,
            Event::End(_) => depth -= 1,
            Event::GeneralRef(reference) => {
                let known = reference.resolve_char_ref()?.is_some();
                assert!(known || quick_xml::escape::resolve_predefined_entity(&reference).is_some(), "{name}");
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{name}");
    Ok(())
}
