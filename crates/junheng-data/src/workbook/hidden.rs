//! Which rows of an xlsx sheet are hidden: the one thing about its cells that calamine does not tell.

use std::collections::BTreeMap;
use std::io::{BufReader, Cursor};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// The numbers, from 1, of the hidden rows of each sheet, by its name. What cannot be read hides nothing: calamine
/// reads the same parts and reports what is wrong with them.
pub fn hidden_rows(archive: &mut Archive<'_>) -> BTreeMap<String, Vec<u32>> {
    let targets: BTreeMap<String, String> =
        elements(archive, "xl/_rels/workbook.xml.rels", "Relationship", |element| {
            Some((attribute(element, "Id")?, path(&attribute(element, "Target")?)))
        })
        .into_iter()
        .collect();
    let sheets = elements(archive, "xl/workbook.xml", "sheet", |element| {
        Some((attribute(element, "name")?, targets.get(&attribute(element, "r:id")?)?.clone()))
    });
    sheets.into_iter().map(|(name, path)| (name, rows(archive, &path))).collect()
}

fn rows(archive: &mut Archive<'_>, path: &str) -> Vec<u32> {
    let mut line = 0;
    let mut hidden = elements(archive, path, "row", |element| {
        line = attribute(element, "r").and_then(|row| row.parse().ok()).unwrap_or(line + 1);
        matches!(attribute(element, "hidden")?.as_str(), "1" | "true").then_some(line)
    });
    hidden.sort_unstable();
    hidden
}

/// The path in the archive of a target relative to the folder of the workbook.
fn path(target: &str) -> String {
    match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("xl/{target}"),
    }
}

/// What `take` makes of each element of this name, as long as the file can be read.
fn elements<T>(
    archive: &mut Archive<'_>,
    path: &str,
    name: &str,
    mut take: impl FnMut(&BytesStart<'_>) -> Option<T>,
) -> Vec<T> {
    let mut found = Vec::new();
    let Ok(entry) = archive.by_name(path) else { return found };
    let mut reader = Reader::from_reader(BufReader::new(entry));
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    while let Ok(event) = reader.read_event_into(&mut buffer) {
        match event {
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == name => {
                found.extend(take(&element));
            }
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    found
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}
