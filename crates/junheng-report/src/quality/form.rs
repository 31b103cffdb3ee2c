//! The form of a data-quality report; `docs/quality.schema.json` says the same to machines.

use junheng::assessment::State;
use junheng::diagnostic::Severity;
use serde::{Serialize, Serializer};

/// The version of the form: raised when something is removed or changes its meaning.
pub const VERSION: u32 = 1;

/// A data-quality report, in the language that was asked for.
#[derive(Serialize)]
pub struct Report {
    pub version: u32,
    pub run: Run,
    pub counts: Counts,
    /// The units assessed about which something is in doubt.
    pub units: Vec<Unit>,
    pub doubts: Vec<Doubt>,
    pub smallest: Vec<Smallest>,
    pub columns: Vec<Column>,
    pub diagnostics: Vec<Told>,
}

/// What was run on what.
#[derive(Serialize)]
pub struct Run {
    pub engine: String,
    pub pack: Pack,
    pub language: &'static str,
    pub data: Vec<File>,
}

/// The pack whose checks were made.
#[derive(Serialize)]
pub struct Pack {
    pub id: String,
    pub version: String,
    pub title: String,
}

/// A data file and its fingerprint, where one was made.
#[derive(Serialize)]
pub struct File {
    pub name: String,
    pub encoding: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sha256: String,
}

/// How much there is of what.
#[derive(Serialize)]
pub struct Counts {
    /// Checks that the pack declares and that were looked at.
    pub checks: usize,
    /// Failures whose cells count as missing.
    pub missing: usize,
    /// Failures that are only told.
    pub doubted: usize,
    /// Failures without whose cells a verdict would be another.
    pub turning: usize,
    /// Failures of which that was not worked out.
    pub open: usize,
}

/// A unit assessed, with its verdicts now and with every doubted cell unknown.
#[derive(Serialize)]
pub struct Unit {
    #[serde(flatten)]
    pub place: Place,
    pub doubts: usize,
    pub verdicts: Vec<Verdict>,
}

/// A verdict now, and with the cells unknown where that was worked out.
#[derive(Serialize)]
pub struct Verdict {
    pub id: String,
    pub title: String,
    #[serde(serialize_with = "as_id")]
    pub state: State,
    #[serde(serialize_with = "as_id_or_null")]
    pub unknown: Option<State>,
}

/// A unit, at a stage and in a period where it has any.
#[derive(Serialize, Clone)]
pub struct Place {
    pub level: String,
    pub code: String,
    pub name: String,
    pub stage: String,
    pub period: String,
}

/// A check that does not hold.
#[derive(Serialize)]
pub struct Doubt {
    /// Its number in this report, from 1.
    pub number: usize,
    pub check: String,
    pub title: String,
    /// `error`: the cells count as missing; `doubt`: they are told.
    pub severity: &'static str,
    #[serde(flatten)]
    pub place: Place,
    /// The unit assessed that it belongs to.
    pub subject: String,
    /// What sound data satisfies, as written in the pack.
    pub formula: String,
    /// The value beside its fences, for an outlier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measured: Option<Measured>,
    pub why: String,
    pub cite: String,
    pub cells: Vec<Cell>,
    /// Whether the cells in doubt count as missing by this check or by another.
    pub is_missing: bool,
    /// What hangs on the cells in doubt; null where it was not worked out.
    pub effect: Option<Vec<Finding>>,
}

/// A value and the two it would be near between.
#[derive(Serialize)]
pub struct Measured {
    pub value: f64,
    pub low: f64,
    pub high: f64,
    pub unit: String,
}

/// A cell that was looked at.
#[derive(Serialize, Clone, PartialEq)]
pub struct Cell {
    /// As people write it: `a.xlsx!学校!C12`.
    pub place: String,
    pub file: String,
    pub sheet: Option<String>,
    pub row: u32,
    pub column: u32,
    pub header: String,
    pub field: String,
    pub label: String,
    pub unit: String,
    pub stage: String,
    pub period: String,
    /// As it was read, in the unit of the field.
    pub value: String,
    pub unit_of_value: String,
    /// Whether it is in doubt, and not only what that is compared with.
    pub doubted: bool,
}

/// A finding that rests on the cells in doubt.
#[derive(Serialize, Clone)]
pub struct Finding {
    pub is_verdict: bool,
    pub rule: String,
    pub item: String,
    pub title: String,
    #[serde(flatten)]
    pub place: Place,
    /// With the cells as they were written.
    #[serde(serialize_with = "as_id")]
    pub written: State,
    /// With the cells unknown.
    #[serde(serialize_with = "as_id")]
    pub unknown: State,
}

/// The fewest cells that account for checks that fail together.
#[derive(Serialize)]
pub struct Smallest {
    /// The numbers of the doubts.
    pub doubts: Vec<usize>,
    /// How many cells must be wrong at least; null where it was not worked out.
    pub size: Option<usize>,
    /// How many sets of so many cells there are.
    pub count: u64,
    /// These, as far as they are listed: for each member the cells of which any one will do.
    pub sets: Vec<Vec<Vec<Cell>>>,
}

/// How complete a column is.
#[derive(Serialize)]
pub struct Column {
    pub level: String,
    pub field: String,
    pub label: String,
    pub stage: String,
    pub rows: usize,
    pub present: usize,
    pub blank: usize,
    pub not_applicable: usize,
    /// Something stands there that cannot be the value.
    pub invalid: usize,
    /// No table has such a column for so many rows.
    pub no_column: usize,
    pub rules: Vec<String>,
}

/// Something to repair, or worth knowing.
#[derive(Serialize)]
pub struct Told {
    pub code: &'static str,
    #[serde(serialize_with = "as_word")]
    pub severity: Severity,
    pub text: String,
    pub help: String,
    pub places: Vec<String>,
}

fn as_id<S: Serializer>(state: &State, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(state.id())
}

fn as_id_or_null<S: Serializer>(state: &Option<State>, serializer: S) -> Result<S::Ok, S::Error> {
    state.map(State::id).serialize(serializer)
}

fn as_word<S: Serializer>(severity: &Severity, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    })
}

impl Doubt {
    /// Whether a verdict would be another without the cells in doubt.
    pub fn turns_a_verdict(&self) -> bool {
        self.effect.iter().flatten().any(|finding| finding.is_verdict && finding.written != finding.unknown)
    }
}

impl Finding {
    /// The rule, and the member where it is about one.
    pub fn id(&self) -> String {
        match self.item.is_empty() || self.item == self.rule {
            true => self.rule.clone(),
            false => format!("{}/{}", self.rule, self.item),
        }
    }
}
