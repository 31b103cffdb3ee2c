//! Which sheet of an xlsx stands where in its archive, and attributes of its XML.

use std::collections::BTreeMap;
use std::io::{BufReader, Cursor};
use std::ops::ControlFlow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::QName;
use quick_xml::{Reader, XmlVersion};
use zip::read::ZipFile;

use super::limits::{SHEET_BYTES, STRINGS, within};
use super::scan::scan;
use super::unpack::Scanned;
use super::{Archive, Marks, Refusal, unreadable};

/// The marks of each sheet, by its name.
pub fn marks(archive: &mut Archive<'_>, mut scanned: Scanned) -> Result<BTreeMap<String, Marks>, Refusal> {
    let folder = folder(archive)?;
    check_strings(archive, &format!("{folder}sharedStrings.xml"))?;
    let mut targets = BTreeMap::new();
    elements(archive, &format!("{folder}_rels/workbook.xml.rels"), "Relationship", |element| {
        let (id, target) = (attribute(element, "Id"), attribute(element, "Target"));
        targets.extend(id.zip(target.map(|target| path(&folder, &target))));
        ControlFlow::Continue(())
    })?;
    let mut sheets = Vec::new();
    elements(archive, &format!("{folder}workbook.xml"), "sheet", |element| {
        let path = attribute(element, "id").and_then(|id| targets.get(&id));
        sheets.extend(attribute(element, "name").zip(path.cloned()));
        ControlFlow::Continue(())
    })?;
    let mut marks_at = |path: &str| match scanned.remove(path) {
        Some(marks) => marks,
        None => scan(entry(archive, path)?, &SHEET_BYTES)?.0,
    };
    sheets.into_iter().map(|(name, path)| Ok((name, marks_at(&path)?))).collect()
}

/// The folder of the workbook within the archive: `xl/` nearly always.
fn folder(archive: &Archive<'_>) -> Result<String, Refusal> {
    let found = archive.file_names().flatten().find(|name| name.to_ascii_lowercase().ends_with("workbook.xml"));
    let path = found.ok_or_else(|| Refusal::Unreadable("no workbook within the archive".to_owned()))?;
    Ok(path[..path.len() - "workbook.xml".len()].to_owned())
}

/// The path in the archive of a target relative to the folder of the workbook.
fn path(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}{target}"),
    }
}

/// A list of texts says how many it has, and room is made for as many.
fn check_strings(archive: &mut Archive<'_>, path: &str) -> Result<(), Refusal> {
    if archive.by_name(path).is_err() {
        return Ok(());
    }
    let mut count = 0;
    elements(archive, path, "sst", |element| {
        count = attribute(element, "uniqueCount").and_then(|count| count.trim().parse().ok()).unwrap_or(0);
        // The first is the one that is believed.
        ControlFlow::Break(())
    })?;
    within(count, &STRINGS)
}

fn entry<'a, 'b>(archive: &'a mut Archive<'b>, path: &str) -> Result<ZipFile<'a, Cursor<&'b [u8]>>, Refusal> {
    let same = |name: &&str| name.eq_ignore_ascii_case(path);
    let name = archive.file_names().flatten().find(|name| same(&name.as_ref())).map(|name| name.to_string());
    archive.by_name(name.as_deref().unwrap_or(path)).map_err(unreadable)
}

/// Shows `take` each element of this name, as long as it goes on.
fn elements(
    archive: &mut Archive<'_>,
    path: &str,
    name: &str,
    mut take: impl FnMut(&BytesStart<'_>) -> ControlFlow<()>,
) -> Result<(), Refusal> {
    let mut reader = Reader::from_reader(BufReader::new(entry(archive, path)?));
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).map_err(unreadable)? {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == name && take(&element).is_break() =>
            {
                return Ok(());
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
        buffer.clear();
    }
}

/// What the attribute of this name says, with or without a prefix.
pub fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    attribute_where(element, |key| key.local_name().as_ref() == name)
}

/// What the first attribute with such a name says.
pub fn attribute_where(element: &BytesStart<'_>, is: impl Fn(QName<'_>) -> bool) -> Option<String> {
    let mut attributes = element.attributes();
    let found = attributes.with_checks(false).flatten().find(|attribute| is(attribute.key))?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}
