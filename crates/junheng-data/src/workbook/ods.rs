//! The sheets of an ods: read in one pass under our own limits, for a few bytes of it can repeat a cell a thousand
//! million times.

mod text;

use std::collections::HashSet;
use std::io::{BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::cells::{boolean, number, text};
use super::limits::{COLUMNS, HELD, ROWS, within};
use super::marks::{attribute, attribute_where};
use super::{Archive, Book, Cell, Content, Marks, Merged, Refusal, Sheet, SheetRow, unreadable};
use text::CellText;

/// What the archive of a spreadsheet says it is.
const KIND: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
/// Parts of a document that hold cells which are not its own: those that were deleted, and copies of others' files.
const FOREIGN: [&str; 2] = ["tracked-changes", "dde-links"];

/// Opens an ods.
pub fn open<'b>(archive: &mut Archive<'b>) -> Result<Book<'b>, Refusal> {
    if !entry(archive, "mimetype")?.starts_with(KIND) {
        return Err(Refusal::Unreadable("an OpenDocument that is no spreadsheet".to_owned()));
    }
    let manifest = entry(archive, "META-INF/manifest.xml").unwrap_or_default();
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(Refusal::Password);
    }
    let content = archive.by_name("content.xml").map_err(unreadable)?;
    let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, content));
    let (mut tables, mut buffer) = (Tables::default(), Vec::new());
    loop {
        match reader.read_event_into(&mut buffer).map_err(unreadable)? {
            Event::Start(element) => tables.start(&element)?,
            Event::Empty(element) => {
                tables.start(&element)?;
                tables.end(element.local_name().as_ref())?;
            }
            Event::End(element) => tables.end(element.local_name().as_ref())?,
            Event::Text(text) => tables.cell.text.add(&text.xml10_content()),
            Event::GeneralRef(entity) => tables.cell.text.add_entity(&entity),
            Event::CData(text) => tables.cell.text.add(&text.xml10_content()),
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    if tables.depth > 0 {
        return Err(Refusal::Unreadable("content.xml is cut off".to_owned()));
    }
    Ok(Book { kind: "ods", sheets: tables.sheets, content: Content::Held(tables.rows) })
}

fn entry(archive: &mut Archive<'_>, name: &str) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    archive.by_name(name).map_err(unreadable)?.read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// The tables read so far, and where the reading stands.
#[derive(Default)]
struct Tables {
    sheets: Vec<Sheet>,
    rows: Vec<Vec<SheetRow>>,
    /// How many elements are open.
    depth: u32,
    /// The depth of a foreign part that is open.
    foreign: Option<u32>,
    /// The style of tables that is being read.
    style: String,
    /// Styles of tables that are not shown.
    hidden_styles: HashSet<String>,
    held: u64,
    row: Row,
    cell: CellState,
}

/// The row that is being read.
#[derive(Default)]
struct Row {
    /// Whether it has begun and not ended.
    open: bool,
    /// Its number, from 0.
    at: u64,
    repeated: u64,
    hidden: bool,
    column: u64,
    cells: Vec<(u32, Cell)>,
    unworked: Vec<u32>,
}

/// The cell that is being read.
#[derive(Default)]
struct CellState {
    repeated: u64,
    kind: Option<String>,
    value: Option<String>,
    formula: bool,
    text: CellText,
}

impl Tables {
    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        self.depth += 1;
        let name = element.local_name();
        if FOREIGN.contains(&name.as_ref()) && self.foreign.is_none() {
            self.foreign = Some(self.depth);
        }
        if self.foreign.is_some() {
            return Ok(());
        }
        match name.as_ref() {
            "style" => self.style = attribute(element, "name").unwrap_or_default(),
            "table-properties" if attribute(element, "display").as_deref() == Some("false") => {
                self.hidden_styles.insert(self.style.clone());
            }
            "table" => return self.start_table(element),
            "table-row" => self.start_row(element),
            "table-cell" | "covered-table-cell" if !self.row.open => return Err(misplaced("a cell outside a row")),
            "table-cell" | "covered-table-cell" => self.start_cell(element),
            other => self.cell.text.start(other, || attribute(element, "c")),
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Refusal> {
        let (foreign, depth) = (self.foreign, self.depth);
        self.depth = depth.saturating_sub(1);
        if let Some(open) = foreign {
            self.foreign = foreign.filter(|_| depth > open);
            return Ok(());
        }
        match name {
            "table-row" => self.end_row(),
            "table-cell" | "covered-table-cell" => self.end_cell(),
            other => {
                self.cell.text.end(other);
                Ok(())
            }
        }
    }

    fn start_table(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        if self.row.open {
            return Err(misplaced("a table within a row"));
        }
        let style = attribute(element, "style-name");
        let hidden = style.is_some_and(|style| self.hidden_styles.contains(&style));
        let name = attribute(element, "name").unwrap_or_default();
        self.sheets.push(Sheet { name, hidden, marks: Marks::default() });
        self.rows.push(Vec::new());
        self.row = Row::default();
        Ok(())
    }

    fn start_row(&mut self, element: &BytesStart<'_>) {
        let hidden = attribute(element, "visibility").is_some_and(|seen| seen != "visible");
        let at = self.row.at + self.row.repeated;
        let repeated = repeated(element, "number-rows-repeated");
        self.row = Row { open: true, at, repeated, hidden, ..Row::default() };
    }

    fn start_cell(&mut self, element: &BytesStart<'_>) {
        let value = ["value", "date-value", "time-value", "boolean-value", "string-value"];
        self.cell = CellState {
            repeated: repeated(element, "number-columns-repeated"),
            // LibreOffice writes a second one of its own.
            kind: attribute_where(element, |key| key.as_ref() == "office:value-type"),
            value: value.iter().find_map(|name| attribute(element, name)),
            formula: attribute(element, "formula").is_some(),
            text: CellText::default(),
        };
        let rows = repeated(element, "number-rows-spanned");
        if let (Some(sheet), true) = (self.sheets.last_mut(), rows > 1) {
            let (top, column) = (self.row.at + 1, self.row.column);
            let bottom = (top + rows - 1).min(ROWS.most);
            if top <= ROWS.most && column < COLUMNS.most {
                sheet.marks.merged.push(Merged { column: column as u32, top: top as u32, bottom: bottom as u32 });
            }
        }
    }

    fn end_cell(&mut self) -> Result<(), Refusal> {
        let state = std::mem::take(&mut self.cell);
        let (first, repeated) = (self.row.column, state.repeated);
        self.row.column = first.saturating_add(repeated);
        let Some(cell) = state.cell()? else { return Ok(()) };
        within(self.row.column, &COLUMNS)?;
        self.held += repeated;
        within(self.held, &HELD)?;
        for column in first as u32..(first + repeated) as u32 {
            if cell == Cell::Unworked {
                self.row.unworked.push(column);
            }
            self.row.cells.push((column, cell.clone()));
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Refusal> {
        let row = &mut self.row;
        row.open = false;
        let (Some(sheet), Some(rows)) = (self.sheets.last_mut(), self.rows.last_mut()) else { return Ok(()) };
        if row.cells.is_empty() {
            return Ok(());
        }
        within(row.at.saturating_add(row.repeated), &ROWS)?;
        self.held += row.cells.len() as u64 * (row.repeated - 1);
        within(self.held, &HELD)?;
        for line in row.at as u32 + 1..=(row.at + row.repeated) as u32 {
            if row.hidden {
                sheet.marks.hidden_rows.push(line);
            }
            sheet.marks.unworked.extend(row.unworked.iter().map(|column| (line, *column)));
            rows.push(SheetRow { line, cells: row.cells.clone() });
        }
        Ok(())
    }
}

/// What stands where no spreadsheet has it would be lost without a word.
fn misplaced(what: &str) -> Refusal {
    Refusal::Unreadable(format!("content.xml holds {what}"))
}

/// How often a cell or row is repeated, or how far it reaches.
fn repeated(element: &BytesStart<'_>, name: &str) -> u64 {
    let stated = attribute(element, name).and_then(|count| count.trim().parse().ok());
    stated.unwrap_or(1).clamp(1, u64::from(u32::MAX))
}

impl CellState {
    /// What stands in the cell; `None` where nothing does.
    fn cell(self) -> Result<Option<Cell>, Refusal> {
        let shown = self.text.into_text();
        let numeric = self.value.as_deref().and_then(|value| value.trim().parse::<f64>().ok());
        match (self.kind.as_deref(), numeric) {
            (None, _) if self.formula && shown.trim().is_empty() => Ok(Some(Cell::Unworked)),
            (Some("float" | "currency"), Some(value)) => Ok(Some(number(value, false))),
            (Some("percentage"), Some(value)) => Ok(Some(number(value, true))),
            (Some("boolean"), _) => Ok(self.value.map(|value| boolean(value == "true"))),
            (Some("date"), _) => {
                let value = self.value.unwrap_or(shown);
                text(value.split('T').next().unwrap_or(&value))
            }
            (Some("string"), _) if shown.is_empty() => text(&self.value.unwrap_or_default()),
            _ => text(&shown),
        }
    }
}
