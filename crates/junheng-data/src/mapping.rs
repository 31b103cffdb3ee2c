//! The mapping file: what headers, constants and empty cells mean where the pack cannot know.

use junheng::quantity::Unit;
use junheng::source::Span;
use junheng::table::LevelId;

use crate::header::Meaning;

/// What a column named in the mapping file holds.
#[derive(Debug, Clone)]
pub struct Target {
    /// What it holds.
    pub meaning: Meaning,
    /// The unit its numbers are in.
    pub unit: Option<Unit>,
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

/// What a constant of the mapping file stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Constant {
    /// The code of the unit of this level.
    Code(LevelId),
    /// The name of the unit of this level.
    Name(LevelId),
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
    /// Headers, as [`normal`](crate::name::normal) writes them, and what they hold.
    pub columns: Vec<Entry<String, Target>>,
    /// What holds for every row.
    pub constants: Vec<Entry<Constant, String>>,
    /// Headers or fields, as [`normal`](crate::name::normal) writes them, and what an empty cell there means.
    pub blanks: Vec<Entry<String, Blank>>,
}

impl Mapping {
    /// What the mapping file says of a header.
    pub fn target(&self, header: &str) -> Option<&Target> {
        self.columns.iter().find(|entry| entry.key == header).map(|entry| &entry.value)
    }

    /// A constant of the mapping file.
    pub fn constant(&self, key: Constant) -> Option<&str> {
        self.constants.iter().find(|entry| entry.key == key).map(|entry| entry.value.as_str())
    }
}
