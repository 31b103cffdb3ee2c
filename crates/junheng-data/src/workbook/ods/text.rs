//! The text of a cell of an ods: paragraphs, with the spaces and breaks that are written as elements.

use quick_xml::events::BytesRef;

use crate::workbook::limits::TEXT;

/// The text of a cell as it comes in.
#[derive(Debug, Default)]
pub struct CellText {
    text: String,
    /// How many paragraphs are open.
    paragraphs: u32,
    /// How many notes and drawings are open: what they say does not stand in the cell.
    notes: u32,
}

/// What lies upon a cell: notes and drawings, with text of their own.
const UPON: [&str; 6] = ["annotation", "frame", "custom-shape", "g", "rect", "caption"];
/// So many bytes are kept: more than any cell may hold, so that a longer one is refused.
const MOST: usize = TEXT.most as usize * 4 + 4;

impl CellText {
    /// An element begins; `count` is how often a space is repeated.
    pub fn start(&mut self, name: &str, count: impl FnOnce() -> Option<String>) {
        match name {
            name if UPON.contains(&name) => self.notes += 1,
            "p" => {
                if self.paragraphs == 0 && self.notes == 0 && !self.text.is_empty() {
                    self.text.push('\n');
                }
                self.paragraphs += 1;
            }
            "s" => {
                let count = count().and_then(|count| count.parse().ok()).unwrap_or(1);
                self.add(&" ".repeat(count.min(MOST)));
            }
            "tab" | "line-break" => self.add(" "),
            _ => {}
        }
    }

    /// An element ends.
    pub fn end(&mut self, name: &str) {
        match name {
            name if UPON.contains(&name) => self.notes = self.notes.saturating_sub(1),
            "p" => self.paragraphs = self.paragraphs.saturating_sub(1),
            _ => {}
        }
    }

    /// Adds text; outside paragraphs there are only line breaks of the file.
    pub fn add(&mut self, text: &str) {
        if self.paragraphs > 0 && self.notes == 0 && self.text.len() <= MOST {
            self.text.push_str(text);
        }
    }

    /// Adds a character that is written by its name or number.
    pub fn add_entity(&mut self, entity: &BytesRef<'_>) {
        let character = match entity.as_ref() {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => entity.resolve_char_ref().ok().flatten(),
        };
        if let Some(character) = character {
            self.add(character.encode_utf8(&mut [0; 4]));
        }
    }

    /// The text.
    pub fn into_text(self) -> String {
        self.text
    }
}
