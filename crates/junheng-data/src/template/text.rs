//! The tables as csv files, for those without a spreadsheet, with the instructions beside them.

use junheng::quantity::show_date;

use super::guide::{Guide, Line};
use super::{Cell, Table, Template};

/// What tells a spreadsheet that a csv file is UTF-8; without it Chinese is garbled there.
const MARK: &str = "\u{FEFF}";

/// The files, each with its name: a csv for every table, and the instructions as a text.
pub fn csv_files(template: &Template) -> Result<Vec<(String, String)>, csv::Error> {
    let mut files = vec![(format!("{}.txt", template.guide.name), instructions(&template.guide))];
    for table in &template.tables {
        files.push((format!("{}.csv", table.name), table_text(table)?));
    }
    Ok(files)
}

fn table_text(table: &Table) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(table.columns.iter().map(|column| &column.header))?;
    for row in &table.rows {
        writer.write_record(row.iter().map(cell))?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(format!("{MARK}{}", String::from_utf8_lossy(&bytes)))
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Day(day) => show_date(*day),
    }
}

fn instructions(guide: &Guide) -> String {
    let line = |line: &Line| match line {
        Line::Heading(text) => format!("\n{text}\n"),
        Line::Sentence(text) => format!("{text}\n"),
        Line::Header(cells) => format!("（{}）\n", cells.join("｜")),
        Line::Row(cells) => format!("- {}\n", cells.join("｜").replace('\n', " ")),
    };
    std::iter::once(format!("{}\n\n", guide.title)).chain(guide.text.iter().map(line)).collect()
}
