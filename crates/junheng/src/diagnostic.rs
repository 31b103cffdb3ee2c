//! What a person must repair in a pack or a data file: where, and how; all of it at once.
//!
//! A diagnostic is never mixed with a finding, which is about the world.

mod catalogue;

// The wordings by subject, in the order in which a pack is read and used.
mod records;
mod formulas;
mod extending;
mod limits;
mod consistency;
mod data;
mod answers;
mod wording;
pub mod plugin;

pub use answers::*;
pub use catalogue::messages;
pub use consistency::*;
pub use data::*;
pub use extending::*;
pub use formulas::*;
pub use limits::*;
pub use records::*;
pub use wording::{Wording, is_complete};

use std::hash::{Hash, Hasher};

use indexmap::IndexSet;

use crate::direction::isolated;

use crate::source::Span;

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something worth knowing; nothing to repair.
    Note,
    /// A doubt: the run goes on.
    Warning,
    /// The pack or the data cannot be used as it is.
    Error,
}

/// One kind of diagnostic: its code and its wording in both languages.
///
/// `{name}` in a wording is replaced by the argument of that name.
#[derive(Debug, PartialEq, Eq)]
pub struct Message {
    /// The code, kebab-case, for life.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong, in Chinese and in English.
    pub text: [&'static str; 2],
    /// How to put it right, in Chinese and in English.
    pub help: [&'static str; 2],
    /// Its page: what it means, why it matters, a wrong and a right example.
    pub page: &'static str,
}

/// The language a message is shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// 中文
    #[default]
    Chinese,
    /// English
    English,
}

impl Hash for Message {
    /// By the code alone: no two messages share one.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.code.hash(state);
    }
}

impl Language {
    /// The member of a `[Chinese, English]` pair in this language.
    pub fn pick<'a>(self, pair: &[&'a str; 2]) -> &'a str {
        pair[self as usize]
    }
}

/// Where a diagnostic points.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// A stretch of a pack or mapping file.
    Text(Span),
    /// A cell, a row or a column of a data file.
    Cell(CellPlace),
}

/// A place in a data file. Row and column count from 1; 0 means the whole column or row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellPlace {
    /// The file as it was named on the command line.
    pub file: String,
    /// The sheet, for a workbook.
    pub sheet: Option<String>,
    /// The line of the file or row of the sheet.
    pub row: u32,
    /// The column.
    pub column: u32,
}

impl CellPlace {
    /// The place as people write it: `schools.csv:12:3` or `a.xlsx!学校!C12`.
    pub fn show(&self) -> String {
        match &self.sheet {
            Some(sheet) => format!("{}!{sheet}{}", self.file, self.in_sheet()),
            None => format!("{}{}", self.file, self.in_csv()),
        }
    }

    fn in_sheet(&self) -> String {
        match (self.column, self.row) {
            (0, 0) => String::new(),
            (0, row) => format!("!{row}:{row}"),
            (column, 0) => format!("!{0}:{0}", letters(column)),
            (column, row) => format!("!{}{row}", letters(column)),
        }
    }

    fn in_csv(&self) -> String {
        match (self.row, self.column) {
            (0, 0) => String::new(),
            (row, 0) => format!(":{row}"),
            (0, column) => format!(":1:{column}"),
            (row, column) => format!(":{row}:{column}"),
        }
    }
}

/// The letters of a spreadsheet column, counted from 1: 1 is A, 28 is AB.
fn letters(column: u32) -> String {
    let mut rest = column;
    let mut out = Vec::new();
    while rest > 0 {
        rest -= 1;
        out.push(b'A' + (rest % 26) as u8);
        rest /= 26;
    }
    out.iter().rev().map(|&letter| letter as char).collect()
}

/// One thing to repair.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// What kind it is.
    pub message: &'static Message,
    /// What stands for each `{name}` of the wording.
    pub arguments: Vec<(&'static str, String)>,
    /// Where; the first place is the main one.
    pub places: Vec<Place>,
}

impl Diagnostic {
    /// A diagnostic of this kind, without arguments or places.
    pub fn new(message: &'static Message) -> Self {
        Self { message, arguments: Vec::new(), places: Vec::new() }
    }

    /// Fills `{name}`.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.arguments.push((name, value.to_string()));
        self
    }

    /// Points at a stretch of text.
    pub fn at(mut self, span: Span) -> Self {
        self.places.push(Place::Text(span));
        self
    }

    /// Points at a place in a data file.
    pub fn at_cell(mut self, cell: CellPlace) -> Self {
        self.places.push(Place::Cell(cell));
        self
    }

    /// What is wrong, in words.
    pub fn text(&self, language: Language) -> String {
        self.fill(language.pick(&self.message.text))
    }

    /// How to put it right, in words; empty where the text says it all.
    pub fn help(&self, language: Language) -> String {
        self.fill(language.pick(&self.message.help))
    }

    fn fill(&self, wording: &str) -> String {
        fill(wording, &self.arguments)
    }
}

/// Replaces every `{name}` of a wording by the argument of that name.
pub fn fill(wording: &str, arguments: &[(&'static str, String)]) -> String {
    let mut out = String::new();
    let mut rest = wording;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else { break };
        let value = arguments.iter().find(|(known, _)| *known == name);
        out.push_str(&isolated(value.map_or("", |(_, value)| value)));
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// Everything to repair that was found, once each, in the order it was found.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics(IndexSet<Diagnostic>);

impl Diagnostics {
    /// Adds one, unless it is there already.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.insert(diagnostic);
    }

    /// Adds all of another collection.
    pub fn append(&mut self, other: Diagnostics) {
        self.0.extend(other.0);
    }

    /// Whether any is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.message.severity == Severity::Error)
    }

    /// All of them.
    pub fn iter(&self) -> indexmap::set::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, more: T) {
        self.0.extend(more);
    }
}

/// The known name nearest to `wrong`, if one is near enough to be a slip.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let score = |name: &&str| (strsim::normalized_damerau_levenshtein(wrong, name) * 1000.0) as u32;
    let best = known.into_iter().max_by_key(score)?;
    let contains = best.contains(wrong) || wrong.contains(best);
    (score(&best) >= 500 || contains).then_some(best)
}

/// "Did you mean", or what there is.
pub fn hints(wrong: &str, known: &[&str]) -> [String; 2] {
    match nearest(wrong, known.iter().copied()) {
        Some(guess) => [format!("是不是 `{guess}`？"), format!("did you mean `{guess}`?")],
        None => {
            let listed = known.iter().take(12).copied().collect::<Vec<_>>().join(", ");
            [format!("现有：{listed}"), format!("there are: {listed}")]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        assert_eq!([1, 26, 27, 52, 703].map(letters), ["A", "Z", "AA", "AZ", "AAA"]);
    }

    #[test]
    fn what_is_told_twice_stands_once_and_where_it_was_told_first() {
        let of = |key: &str| Diagnostic::new(&UNKNOWN_KEY).with("key", key);
        let mut found = Diagnostics::default();
        ["乙", "甲", "乙", "丙", "甲"].map(of).into_iter().for_each(|one| found.push(one));
        assert_eq!(found.iter().cloned().collect::<Vec<_>>(), ["乙", "甲", "丙"].map(of));
    }

    #[test]
    fn a_hundred_thousand_are_collected_without_comparing_each_with_all() {
        let at = |row| CellPlace { file: "学校.csv".to_owned(), sheet: None, row, column: 2 };
        let found = || (0..100_000).map(|row| Diagnostic::new(&UNIT_TWICE).at_cell(at(row)));
        let mut all: Diagnostics = Diagnostics::default();
        all.extend(found());
        all.extend(found());
        assert_eq!(all.len(), 100_000);
    }

    #[test]
    fn a_code_is_given_once_and_every_message_has_both_languages() {
        let mut codes: Vec<_> = messages().map(|message| message.code).collect();
        codes.sort_unstable();
        let count = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), count);
        for message in messages() {
            assert!(message.text.iter().all(|text| !text.is_empty()), "{}", message.code);
            assert_eq!(message.help[0].is_empty(), message.help[1].is_empty(), "{}", message.code);
        }
    }

    #[test]
    fn the_nearest_name_is_proposed_only_when_it_is_near() {
        assert_eq!(nearest("在校生", ["在校生数", "班数"]), Some("在校生数"));
        assert_eq!(nearest("图书", ["在校生数", "班数"]), None);
    }
}
