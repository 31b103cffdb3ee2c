//! What a document is made of, before anybody thinks of XML.

use super::chart::Chart;

/// A piece of a document.
pub(super) enum Block {
    /// The title of the document.
    Title(String),
    /// A heading, and how deep it stands.
    Heading(u8, String),
    /// A paragraph.
    Text(String),
    /// A short line in the middle: the number of a table, a subtitle.
    Caption(String),
    /// A paragraph of a letter, smaller than that of a report.
    Letter(String),
    /// A small paragraph: a hint, a source.
    Note(String),
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
    /// What follows begins on a page of its own.
    PageBreak,
    /// What follows is on wide pages after upright ones, on upright pages after wide ones.
    Turn,
}

/// A table whose heading is repeated on every page.
#[derive(Clone)]
pub(super) struct Table {
    /// How wide each column is beside the others.
    pub widths: Vec<u32>,
    /// The heading; empty for none.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// How high each row is at least, in millimetres, the last for all that follow: room to write in.
    pub heights: Vec<u32>,
}

/// A cell of a table.
#[derive(Clone)]
pub(super) struct Cell {
    /// What stands in it.
    pub text: String,
    /// How it is set off.
    pub tone: Tone,
    /// Whether it is a number, which stands to the right.
    pub is_number: bool,
    /// How many columns it takes.
    pub span: usize,
    /// Whether it is read from top to bottom.
    pub is_vertical: bool,
}

/// How a cell is set off, so that it is seen in grey as well.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// Not at all.
    Plain,
    /// As what something is called.
    Label,
    /// As what is not met.
    Failing,
    /// As what is not known.
    Open,
}

impl Table {
    /// A table with a heading.
    pub fn new(widths: &[u32], head: &[&str], rows: Vec<Vec<Cell>>) -> Self {
        Self {
            widths: widths.to_vec(),
            head: head.iter().map(|text| (*text).to_owned()).collect(),
            rows,
            heights: Vec::new(),
        }
    }
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Plain, is_number: false, span: 1, is_vertical: false }
    }

    /// A number.
    pub fn number(text: impl Into<String>) -> Self {
        Self { is_number: true, ..Self::text(text) }
    }

    /// What something is called.
    pub fn label(text: impl Into<String>) -> Self {
        Self { tone: Tone::Label, ..Self::text(text) }
    }

    /// A place to fill in.
    pub fn blank() -> Self {
        Self::text("")
    }

    /// Set off.
    pub fn toned(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    /// Read from top to bottom.
    pub fn vertical(self) -> Self {
        Self { is_vertical: true, ..self }
    }

    /// Over several columns.
    pub fn over(self, span: usize) -> Self {
        Self { span, ..self }
    }
}
