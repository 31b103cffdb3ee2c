//! The tables to fill in for a pack, described once; a workbook and a folder of csv files are two ways to write them.
//!
//! Every header is one that the reader takes for what it is meant to be, and every table has a name by which the
//! reader knows its level: what is filled in is read back without a mapping file.

mod wording;
mod levels;
mod tables;
mod note;
mod judged;
mod known;
mod guide;
mod style;
mod xlsx;
mod text;

use junheng::diagnostic::Language;
use junheng::pack::Pack;
use junheng::program::Program;
use junheng::table::{FieldId, Frames, LevelId, StageId};

pub use guide::Guide;
pub use text::csv_files;
pub use wording::is_not_read;
pub use xlsx::{NoWorkbook, workbook};

/// Everything that is to be filled in.
#[derive(Debug, Clone)]
pub struct Template {
    /// What it is called.
    pub title: String,
    /// How it is filled in.
    pub guide: Guide,
    /// The tables, those of the highest level first; that of answers last.
    pub tables: Vec<Table>,
}

/// A table to fill in: a sheet, or a csv file.
#[derive(Debug, Clone)]
pub struct Table {
    /// The name of the sheet or file, by which the reader knows it.
    pub name: String,
    /// The level its rows are about; `None` for the table of answers.
    pub level: Option<LevelId>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// How many of them, from the left, stay in view.
    pub kept_in_view: usize,
    /// What is known already, row by row.
    pub rows: Vec<Vec<Cell>>,
    /// What may stand in a column of some rows only.
    pub by_row: Vec<RowTakes>,
}

/// A column to fill in.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its header.
    pub header: String,
    /// What it holds.
    pub holds: Holds,
    /// What may stand in its cells.
    pub takes: Takes,
    /// What people should know of it, line by line.
    pub note: Vec<String>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// The period of the row.
    Period,
    /// The code of a unit of this level.
    Code(LevelId),
    /// Its name.
    Name(LevelId),
    /// The stage of the row.
    Stage,
    /// A field, at a stage where it has one for each.
    Field(FieldId, Option<StageId>),
    /// Which item, unit, stage and assessor an answer is about.
    Item,
    /// What an item asks: for reading only.
    Shown,
    /// A part of an answer.
    Answer,
}

impl Holds {
    /// Whether it says which row it is, rather than what is known of it.
    pub fn is_key(self) -> bool {
        !matches!(self, Holds::Field(..) | Holds::Answer)
    }
}

/// What may stand in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Takes {
    /// Any text.
    Text,
    /// A number, or a mark for what does not apply.
    Number {
        /// Only whole numbers.
        whole: bool,
        /// None below zero.
        from_zero: bool,
    },
    /// A day, or a mark for what does not apply.
    Day,
    /// One of these words.
    OneOf(Vec<String>),
    /// A number from one to the other.
    Between(f64, f64),
    /// A code that stands in a column, from 0, of another table.
    CodeIn(String, usize),
}

/// What may stand in a column of some rows.
#[derive(Debug, Clone, PartialEq)]
pub struct RowTakes {
    /// The column, from 0.
    pub column: usize,
    /// The first and the last of [`Table::rows`].
    pub rows: (usize, usize),
    /// What may stand there.
    pub takes: Takes,
}

/// A cell that is known.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing is known.
    Empty,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A day, in days since 1970-01-01.
    Day(i32),
}

impl Cell {
    /// A text; nothing where it is empty.
    fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Cell::Empty
    }
}

/// The tables to fill in for a pack, with what `known` says already.
pub fn template(pack: &Pack, program: &Program, known: Option<&Frames>, language: Language) -> Template {
    let source = Source { pack, program, known, language };
    let mut tables = tables::tables(source);
    if let Some(frames) = known {
        known::carry_over(source, frames, &mut tables);
    }
    tables.extend(judged::answers(source));
    Template {
        title: language.pick(&[&program.about.title.zh, &program.about.title.en]).to_owned(),
        guide: guide::guide(source, &tables),
        tables,
    }
}

/// What a template is made from.
#[derive(Clone, Copy)]
struct Source<'s> {
    pack: &'s Pack,
    program: &'s Program,
    known: Option<&'s Frames>,
    language: Language,
}

impl<'s> Source<'s> {
    /// A wording in the language asked for.
    fn word(self, wording: &wording::Wording) -> &'static str {
        self.language.pick(wording)
    }

    /// A wording with its arguments.
    fn say(self, wording: &wording::Wording, arguments: &[(&'static str, String)]) -> String {
        junheng::diagnostic::fill(self.word(wording), arguments)
    }

    /// Names as a list in words.
    fn list<T: AsRef<str>>(self, names: impl IntoIterator<Item = T>) -> String {
        let names: Vec<T> = names.into_iter().collect();
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        names.join(self.word(&wording::LIST_SEPARATOR))
    }
}
