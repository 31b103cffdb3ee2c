//! The mapping file: what headers, constants and empty cells mean where the pack cannot know.

mod reader;
mod unused;

use junheng::diagnostic::{Diagnostic, Diagnostics};
use junheng::quantity::Unit;
use junheng::source::{SourceId, Span};
use junheng::table::{LevelId, Presence, Schema};

use crate::catalogue::TWO_MAPPINGS;
use crate::cell::Doubted;
use crate::header::Meaning;
use crate::merge::Merge;
use crate::name::{normal, stem};
use crate::register::Register;

pub use reader::read_mapping;

/// What a column named in the mapping file holds.
#[derive(Debug, Clone)]
pub struct Target {
    /// What it holds.
    pub meaning: Meaning,
    /// The unit its numbers are in.
    pub unit: Option<Unit>,
    /// Whether a column of percentages holds fractions of the whole: 0.95 means 95 %.
    pub fraction: bool,
}

/// What an empty cell means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Blank {
    /// Not reported.
    #[default]
    Missing,
    /// None.
    Zero,
    /// There is no such thing.
    NotApplicable,
}

impl Blank {
    /// What an empty cell means in a column of words or days, where there is no zero.
    pub fn without_number(self) -> Presence {
        match self {
            Blank::NotApplicable => Presence::NotApplicable,
            Blank::Missing | Blank::Zero => Presence::Blank,
        }
    }
}

/// What a constant of the mapping file stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Constant {
    /// The code of the unit of this level.
    Code(LevelId),
    /// The name of the unit of this level.
    Name(LevelId),
    /// The period.
    Period,
}

/// An entry of the mapping file and where it stands.
#[derive(Debug, Clone)]
pub struct Entry<K, V> {
    /// What is mapped.
    pub key: K,
    /// To what.
    pub value: V,
    /// Where it is written.
    pub span: Span,
}

/// A mapping file as understood; the empty mapping leaves everything to the pack.
#[derive(Debug, Clone, Default)]
pub struct Mapping {
    /// Headers, as [`normal`] writes them, and what they hold.
    pub(crate) columns: Vec<Entry<String, Target>>,
    /// What holds for every row.
    pub(crate) constants: Vec<Entry<Constant, String>>,
    /// Headers or fields, as [`normal`] writes them, and what an empty cell there means.
    pub(crate) blanks: Vec<Entry<String, Blank>>,
    /// The registers.
    pub(crate) registers: Vec<Register>,
    /// How rows are merged into others.
    pub(crate) merge: Option<Merge>,
    /// The files among these that were written for the tables of many.
    pub(crate) shared: Vec<SourceId>,
}

fn add_all<K: PartialEq, V>(entries: &mut Vec<Entry<K, V>>, later: Vec<Entry<K, V>>, diagnostics: &mut Diagnostics) {
    later.into_iter().for_each(|entry| add(entries, entry, diagnostics));
}

/// Adds an entry; two keys that differ only in typing are one.
fn add<K: PartialEq, V>(entries: &mut Vec<Entry<K, V>>, entry: Entry<K, V>, diagnostics: &mut Diagnostics) {
    match entries.iter().find(|known| known.key == entry.key) {
        Some(known) => diagnostics.push(Diagnostic::new(&TWO_MAPPINGS).at(entry.span).at(known.span)),
        None => entries.push(entry),
    }
}

impl Mapping {
    /// Adds the lines of another mapping file; what both say is reported.
    pub fn join(&mut self, later: Mapping) -> Diagnostics {
        let mut diagnostics = Diagnostics::default();
        add_all(&mut self.columns, later.columns, &mut diagnostics);
        add_all(&mut self.constants, later.constants, &mut diagnostics);
        add_all(&mut self.blanks, later.blanks, &mut diagnostics);
        self.registers.extend(later.registers);
        if let (Some(known), Some(later)) = (&self.merge, &later.merge) {
            diagnostics.push(Diagnostic::new(&TWO_MAPPINGS).at(later.span).at(known.span));
        }
        self.merge = self.merge.take().or(later.merge);
        self.shared.extend(later.shared);
        diagnostics
    }

    /// Says that a file was written for the tables of many: any of them has but a part of its columns.
    pub fn share(&mut self, source: SourceId) {
        self.shared.push(source);
    }

    /// Whether a header is one of those that say which rows are merged into which.
    pub(crate) fn is_about_merging(&self, header: &str) -> bool {
        self.merge.as_ref().is_some_and(|merge| header == merge.flag || header == merge.into)
    }

    /// Whether a file of this name is a register as a whole.
    pub fn is_register(&self, file: &str) -> bool {
        self.register(&normal(stem(file))).is_some()
    }

    /// The register that a sheet or file of this name holds, as [`normal`] writes it.
    pub(crate) fn register(&self, name: &str) -> Option<&Register> {
        self.registers.iter().find(|register| register.is_in(name))
    }

    /// What the mapping file says of a header.
    pub(crate) fn target(&self, header: &str) -> Option<&Target> {
        self.columns.iter().find(|entry| entry.key == header).map(|entry| &entry.value)
    }

    /// Which numbers of a column of percentages are doubtful; none where the unit of the column is stated.
    pub(crate) fn doubted(&self, header: &str) -> Option<Doubted> {
        match self.target(header) {
            Some(target) if target.fraction => Some(Doubted::Wholes),
            Some(target) if target.unit.is_some() => None,
            _ => Some(Doubted::Fractions),
        }
    }

    /// A constant of the mapping file.
    pub(crate) fn constant(&self, key: Constant) -> Option<&str> {
        self.constants.iter().find(|entry| entry.key == key).map(|entry| entry.value.as_str())
    }

    /// Reports lines about columns that no table has.
    pub(crate) fn report_unused(&self, headers: &[String], schema: &Schema, diagnostics: &mut Diagnostics) {
        unused::report(self, headers, schema, diagnostics);
    }
}
