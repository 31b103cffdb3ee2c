//! The form of the json result; `docs/assessment.schema.json` says the same to machines.

use serde::Serialize;

use super::outcome::{OutcomeLine, SettledBy};

/// The version of the form: raised when something is removed or changes its meaning.
pub const VERSION: u32 = 1;

/// A result.
#[derive(Serialize)]
pub struct Document<'a> {
    pub version: u32,
    pub run: Run<'a>,
    pub units: Vec<Unit<'a>>,
}

/// What was run on what.
#[derive(Serialize)]
pub struct Run<'a> {
    pub engine: &'a str,
    pub pack: Pack<'a>,
    pub packs: Vec<Print<'a>>,
    pub data: Vec<DataPrint<'a>>,
    pub options: Options,
    pub as_of: Option<String>,
    pub parameters: Vec<Parameter<'a>>,
}

/// What the pack says of itself.
#[derive(Serialize)]
pub struct Pack<'a> {
    pub id: &'a str,
    pub version: &'a str,
    pub title: Title<'a>,
    pub document: &'a str,
    pub fidelity: Option<&'static str>,
    /// What every page made with it says first, where the pack says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<Title<'a>>,
}

/// A title in both languages.
#[derive(Serialize)]
pub struct Title<'a> {
    pub zh: &'a str,
    pub en: &'a str,
}

/// A pack that took part and the fingerprint of its files.
#[derive(Serialize)]
pub struct Print<'a> {
    pub id: &'a str,
    pub version: &'a str,
    pub sha256: &'a str,
}

/// A data file and its fingerprint.
#[derive(Serialize)]
pub struct DataPrint<'a> {
    pub name: &'a str,
    pub encoding: &'a str,
    pub sha256: &'a str,
}

/// The options that shape the result.
#[derive(Serialize, Clone, Default)]
pub struct Options {
    /// Units that were asked for; empty for all.
    pub units: Vec<String>,
    /// Whether findings on the units below are given.
    pub detail: bool,
}

/// An open reading and which was taken.
#[derive(Serialize)]
pub struct Parameter<'a> {
    pub id: &'a str,
    pub title: Title<'a>,
    pub values: &'a [String],
    pub taken: &'a str,
    pub why: &'a str,
}

/// A unit that was assessed.
#[derive(Serialize)]
pub struct Unit<'a> {
    pub level: &'a str,
    pub code: &'a str,
    pub name: &'a str,
    pub period: &'a str,
    pub as_of: Option<String>,
    pub verdicts: Vec<Verdict<'a>>,
    pub findings: Vec<Finding<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<Vec<Found<'a>>>,
}

/// A finding on the whole.
#[derive(Serialize)]
pub struct Verdict<'a> {
    pub id: &'a str,
    pub title: Title<'a>,
    pub state: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub grade: &'a str,
    pub by_stage: Vec<StageState<'a>>,
    pub met_when: &'a str,
    pub rules: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<OutcomeLine<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settled_by: Vec<SettledBy<'a>>,
}

/// The state of a verdict at one stage.
#[derive(Serialize)]
pub struct StageState<'a> {
    pub stage: &'a str,
    pub state: &'static str,
}

/// A finding on the unit itself: in full, so that it can be read alone.
#[derive(Serialize)]
pub struct Finding<'a> {
    #[serde(flatten)]
    pub found: Found<'a>,
    pub title: Title<'a>,
    pub role: &'static str,
    pub within: Option<&'a str>,
    pub cite: String,
    pub reading: &'a str,
    pub fidelity: Option<&'static str>,
    pub evidence: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub duty: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub if_not: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub scores: Vec<AssessorScore<'a>>,
    pub origin: String,
}

/// What was found; on a unit below it is all that is said, for its rule has a finding on the unit itself.
#[derive(Serialize)]
pub struct Found<'a> {
    pub level: &'a str,
    pub unit: &'a str,
    pub unit_name: &'a str,
    pub stage: Option<&'a str>,
    pub rule: &'a str,
    pub item: &'a str,
    pub state: Option<&'static str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub grade: &'a str,
    pub value: Option<f64>,
    pub unit_of_value: &'a str,
    pub limit: Option<Limit>,
    pub tally: Option<Tally>,
    pub points: Option<Points>,
    pub variant: Option<&'a str>,
    pub answer: Option<Answer<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<OutcomeLine<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settled_by: Vec<SettledBy<'a>>,
    pub reasons: Vec<Reason>,
}

/// What a value is compared with, and where it is written.
#[derive(Serialize)]
pub struct Limit {
    pub value: Option<f64>,
    pub comparison: &'static str,
    pub origin: Option<String>,
}

/// How many units below are in which state.
#[derive(Serialize)]
pub struct Tally {
    pub in_scope: usize,
    pub met: usize,
    pub not_met: usize,
    pub not_checked: usize,
    pub errors: usize,
}

/// Points and full points.
#[derive(Serialize)]
pub struct Points {
    pub value: Option<f64>,
    pub full: Option<f64>,
}

/// What a person answered.
#[derive(Serialize)]
pub struct Answer<'a> {
    pub answer: &'a str,
    pub score: &'a str,
    pub reviewer: &'a str,
    pub date: &'a str,
    pub evidence: &'a str,
    pub note: &'a str,
    pub place: String,
}

/// What one of several assessors gave.
#[derive(Serialize)]
pub struct AssessorScore<'a> {
    pub assessor: &'a str,
    pub counts: bool,
    pub answer: &'a str,
    pub score: &'a str,
    pub reviewer: &'a str,
    pub place: String,
}

/// Why a finding is not known.
#[derive(Serialize)]
pub struct Reason {
    pub presence: &'static str,
    pub what: String,
    pub unit: String,
    pub stage: String,
    pub cell: Option<String>,
}
