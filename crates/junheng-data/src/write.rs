//! A mapping file to start from: every header that was met, and what it was taken for.

use junheng::diagnostic::nearest;
use junheng::table::{LevelId, Schema};

use crate::encoding::decode;
use crate::find::find;
use crate::header::{Heading, Meaning, Vocabulary};
use crate::mapping::{Blank, Constant, Mapping};
use crate::name::normal;
use crate::plan::{HeaderRow, TableName};
use crate::read::{Input, Options, whole};
use crate::workbook::{Book, is_workbook};
use crate::{sheets as in_sheets, text};

/// The text of a mapping file for these files: headers that are known with their field, the others set aside with
/// the nearest field in a comment, and what `mapping` already states.
pub fn write_mapping(inputs: &[Input], schema: &Schema, mapping: &Mapping, options: &Options) -> String {
    let vocabulary = Vocabulary::new(schema, mapping);
    let mut out = String::from("# 表头 = 数据项；写 \"ignore\" 的列不读取。\n[columns]\n");
    let mut written = Vec::new();
    for (table, rows) in inputs.iter().flat_map(|input| first_rows(input, options)) {
        let Some(found) = find(&vocabulary, &rows, &table) else { continue };
        out += &format!("# {}\n", table.at(0, 0).show().replace('\n', " "));
        for header in &found.header.cells {
            let name = normal(header);
            if !name.is_empty() && !written.contains(&name) {
                out += &line(header, vocabulary.meaning(header, found.level), &vocabulary);
                written.push(name);
            }
        }
    }
    out + &constants(schema, mapping) + &blanks(mapping)
}

/// The first rows of every table of a file; none where the file cannot be read, which reading it says.
fn first_rows(input: &Input, options: &Options) -> Vec<(TableName, Vec<HeaderRow>)> {
    if !is_workbook(&input.bytes) {
        let decoded = decode(&input.bytes, options.encoding);
        return decoded.iter().map(|decoded| (whole(input), text::header_rows(&decoded.text))).collect();
    }
    let Ok(mut book) = Book::open(&input.bytes) else { return Vec::new() };
    let sheets = in_sheets::shown(&book.sheets).into_iter();
    let read = |index: usize| {
        let name = in_sheets::name(&book.sheets[index], &input.name);
        let first = in_sheets::SheetReader::open(&mut book, index).and_then(|mut sheet| sheet.first()).ok()?;
        Some((name, in_sheets::header_rows(&first)))
    };
    sheets.filter_map(read).collect()
}

fn line(header: &str, heading: Option<Heading>, vocabulary: &Vocabulary<'_>) -> String {
    let key = quoted(header);
    match heading {
        Some(heading) => format!("{key} = {}\n", target(vocabulary.schema(), &heading)),
        None => match nearest(header.trim(), vocabulary.known()) {
            Some(near) => format!("{key} = \"ignore\" # {near}?\n"),
            None => format!("{key} = \"ignore\"\n"),
        },
    }
}

fn target(schema: &Schema, heading: &Heading) -> String {
    let (name, stage) = match heading.meaning {
        Meaning::Code(level) => (key(schema, level, "code"), None),
        Meaning::Name(level) => (key(schema, level, "name"), None),
        Meaning::Period => ("period".to_owned(), None),
        Meaning::Stage => ("stage".to_owned(), None),
        Meaning::Ignored => ("ignore".to_owned(), None),
        Meaning::Field(field, stage) => (schema[field].id.clone(), stage),
    };
    let stage = stage.map(|stage| format!(", stage = {}", quoted(&schema[stage].id)));
    let unit = heading.unit.as_ref().map(|unit| format!(", unit = {}", quoted(&unit.text)));
    if stage.is_none() && unit.is_none() {
        return quoted(&name);
    }
    format!("{{ field = {}{}{} }}", quoted(&name), stage.unwrap_or_default(), unit.unwrap_or_default())
}

fn key(schema: &Schema, level: LevelId, part: &str) -> String {
    format!("{}.{part}", schema[level].id)
}

fn constants(schema: &Schema, mapping: &Mapping) -> String {
    let line = |(constant, text): (Constant, &str)| {
        let name = match constant {
            Constant::Code(level) => key(schema, level, "code"),
            Constant::Name(level) => key(schema, level, "name"),
            Constant::Period => "period".to_owned(),
        };
        format!("{} = {}\n", quoted(&name), quoted(text))
    };
    let lines: String = mapping.constants.iter().map(|entry| line((entry.key, &entry.value))).collect();
    format!("\n# 每一行都相同的内容，例如 \"county.code\" = \"510101\"\n[constants]\n{lines}")
}

fn blanks(mapping: &Mapping) -> String {
    let word = |blank| match blank {
        Blank::Missing => "missing",
        Blank::Zero => "zero",
        Blank::NotApplicable => "not_applicable",
    };
    let line = |(header, blank): (&str, Blank)| format!("{} = \"{}\"\n", quoted(header), word(blank));
    let lines: String = mapping.blanks.iter().map(|entry| line((&entry.key, entry.value))).collect();
    format!("\n# 空格的含义：missing 缺失，zero 0，not_applicable 不适用；例如 \"校医数\" = \"zero\"\n[blank]\n{lines}")
}

/// A TOML text on one line; line breaks of a header do not count when headers are compared.
fn quoted(text: &str) -> String {
    let plain: String = text.trim().chars().filter(|character| !character.is_control()).collect();
    format!("\"{}\"", plain.replace('\\', "\\\\").replace('"', "\\\""))
}
