//! What calamine does not tell of the cells of an xlsx: hidden rows, merged cells in one go, formulas without result.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::QName;
use quick_xml::{Reader, XmlVersion};

use super::limits::STRINGS;
use super::{Archive, Marks, Merged, Refusal, unreadable};

/// The marks of each sheet, by its name.
pub fn marks(archive: &mut Archive<'_>) -> Result<BTreeMap<String, Marks>, Refusal> {
    let folder = folder(archive)?;
    check_strings(archive, &format!("{folder}sharedStrings.xml"))?;
    let mut targets = BTreeMap::new();
    elements(archive, &format!("{folder}_rels/workbook.xml.rels"), "Relationship", |element| {
        let (id, target) = (attribute(element, "Id"), attribute(element, "Target"));
        targets.extend(id.zip(target.map(|target| path(&folder, &target))));
    })?;
    let mut sheets = Vec::new();
    elements(archive, &format!("{folder}workbook.xml"), "sheet", |element| {
        let path = attribute(element, "id").and_then(|id| targets.get(&id));
        sheets.extend(attribute(element, "name").zip(path.cloned()));
    })?;
    let read = |(name, path): (String, String)| Ok((name, marks_of(open(archive, &path)?)?));
    sheets.into_iter().map(read).collect()
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
    let mut most = 0;
    elements(archive, path, "sst", |element| {
        let count = attribute(element, "uniqueCount").and_then(|count| count.trim().parse().ok());
        most = most.max(count.unwrap_or(0));
    })?;
    if most > STRINGS.most { Err(Refusal::TooLarge(&STRINGS)) } else { Ok(()) }
}

type Xml<'a> = Reader<Box<dyn BufRead + 'a>>;

fn open<'a>(archive: &'a mut Archive<'_>, path: &str) -> Result<Xml<'a>, Refusal> {
    let same = |name: &&str| name.eq_ignore_ascii_case(path);
    let name = archive.file_names().flatten().find(|name| same(&name.as_ref())).map(|name| name.to_string());
    let entry = archive.by_name(name.as_deref().unwrap_or(path)).map_err(unreadable)?;
    let reader: Box<dyn BufRead + 'a> = Box::new(BufReader::with_capacity(1 << 16, entry));
    let mut reader = Reader::from_reader(reader);
    reader.config_mut().check_end_names = false;
    Ok(reader)
}

/// Shows `take` each element of this name.
fn elements(
    archive: &mut Archive<'_>,
    path: &str,
    name: &str,
    mut take: impl FnMut(&BytesStart<'_>),
) -> Result<(), Refusal> {
    let (mut reader, mut buffer) = (open(archive, path)?, Vec::new());
    loop {
        match reader.read_event_into(&mut buffer).map_err(unreadable)? {
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == name => take(&element),
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

/// Where the reading of a sheet stands.
#[derive(Default)]
struct Place {
    line: u32,
    column: u32,
    formula: bool,
    in_value: bool,
    /// Whether the cell is said to hold a text, which may be empty.
    is_text: bool,
    valued: bool,
}

fn marks_of(mut reader: Xml<'_>) -> Result<Marks, Refusal> {
    let (mut marks, mut place, mut buffer) = (Marks::default(), Place::default(), Vec::new());
    loop {
        match reader.read_event_into(&mut buffer).map_err(unreadable)? {
            Event::Start(element) => start(&element, &mut place, &mut marks),
            Event::Empty(element) => {
                start(&element, &mut place, &mut marks);
                end(element.local_name().as_ref(), &mut place, &mut marks);
            }
            Event::End(element) => end(element.local_name().as_ref(), &mut place, &mut marks),
            Event::Text(text) => place.valued |= place.in_value && !text.is_empty(),
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    marks.hidden_rows.sort_unstable();
    marks.merged.sort_unstable();
    marks.unworked.sort_unstable();
    Ok(marks)
}

fn start(element: &BytesStart<'_>, place: &mut Place, marks: &mut Marks) {
    match element.local_name().as_ref() {
        "row" => {
            let stated = attribute(element, "r").and_then(|row| row.parse().ok());
            *place = Place { line: stated.unwrap_or(place.line + 1), ..Place::default() };
            if attribute(element, "hidden").is_some_and(|hidden| matches!(hidden.as_str(), "1" | "true")) {
                marks.hidden_rows.push(place.line);
            }
        }
        "c" => {
            let stated = attribute(element, "r").and_then(|cell| column(&cell));
            place.column = stated.unwrap_or(place.column);
            place.is_text = attribute(element, "t").is_some_and(|kind| kind == "str");
            (place.formula, place.valued) = (false, false);
        }
        "f" => place.formula = true,
        "v" => place.in_value = true,
        "mergeCell" => marks.merged.extend(attribute(element, "ref").and_then(|region| merged(&region))),
        _ => {}
    }
}

fn end(name: &str, place: &mut Place, marks: &mut Marks) {
    if name == "v" {
        place.in_value = false;
    }
    if name != "c" {
        return;
    }
    if place.formula && !place.valued && !place.is_text {
        marks.unworked.push((place.line, place.column));
    }
    place.column = place.column.saturating_add(1);
}

/// `B4` is column 1.
fn column(cell: &str) -> Option<u32> {
    Some(position(cell)?.1)
}

/// `B4` is row 4, column 1.
fn position(cell: &str) -> Option<(u32, u32)> {
    let letters = cell.bytes().take_while(u8::is_ascii_alphabetic).count();
    let digit = |column: u32, letter: u8| {
        column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    };
    let column = cell[..letters].bytes().try_fold(0, digit)?;
    Some((cell[letters..].parse().ok()?, column.checked_sub(1)?))
}

/// A region over several rows.
fn merged(region: &str) -> Option<Merged> {
    let (first, last) = region.split_once(':')?;
    let ((top, column), (bottom, _)) = (position(first)?, position(last)?);
    (top < bottom).then_some(Merged { column, top, bottom })
}
