//! The form of a result as it is kept: `docs/assessment.schema.json` says the same to machines.

use serde::{Deserialize, Serialize};

use super::detail::{Failing, Missing, Shares, Table, Working};
use super::outcome::{OutcomeLine, SettledBy};

/// The version of the form: raised when something is removed or changes its meaning.
pub const VERSION: u32 = 1;

/// A result: what json writes, and what pages, workbooks and documents are made from.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Record {
    /// The version of the form.
    pub version: u32,
    /// What was run on what.
    pub run: Run,
    /// The units that were assessed.
    pub units: Vec<Unit>,
}

/// What was run on what.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Run {
    pub engine: String,
    pub pack: Pack,
    pub packs: Vec<Print>,
    /// Native plugins whose functions the pack uses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plugins: Vec<Print>,
    pub data: Vec<DataPrint>,
    pub options: Options,
    pub as_of: Option<String>,
    pub parameters: Vec<Parameter>,
    /// What levels, stages and fields are called.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// The parts the checklist is printed in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    /// The rules of the pack, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RuleHead>,
    /// How the papers of an archive are labelled, where the pack says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The files that answers name and that were found beside the data, with `--detail`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidencePrint>,
}

/// A file that was shown as evidence.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EvidencePrint {
    /// Its path as an answer names it.
    pub path: String,
    /// In hexadecimal.
    pub sha256: String,
}

/// A paper that a rule wants to be shown.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Document {
    /// Its id, where the pack gives it one.
    pub id: Option<String>,
    pub title: Title,
    /// The years it is wanted for.
    pub years: Option<u32>,
}

/// What the pack says of a rule, whatever unit it is applied to.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RuleHead {
    pub id: String,
    pub code: String,
    pub title: Title,
    pub role: String,
    /// The section or item it stands in.
    pub within: Option<String>,
    pub cite: String,
    pub fidelity: Option<String>,
    pub evidence: Vec<String>,
    pub duty: Vec<String>,
    /// The papers it wants to be shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Document>,
}

/// What the ids of a result are called.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Names {
    pub levels: Vec<Named>,
    pub stages: Vec<Named>,
    pub fields: Vec<NamedField>,
}

impl Names {
    fn is_empty(&self) -> bool {
        self.levels.is_empty() && self.stages.is_empty() && self.fields.is_empty()
    }
}

/// An id and what it is called.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Named {
    pub id: String,
    pub title: Title,
}

/// A field of the data, and the unit its numbers are in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NamedField {
    pub id: String,
    pub label: String,
    pub level: String,
    pub unit: String,
}

/// A part of the checklist, and the part it stands in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Section {
    pub id: String,
    pub code: String,
    pub title: Title,
    pub within: Option<String>,
}

/// Something to repair or to know in the data, as it was told when it was read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Doubt {
    pub code: String,
    /// `note` or `warning`: what is an error gives no result.
    pub severity: String,
    pub text: Title,
    pub help: Title,
    pub cells: Vec<String>,
}

/// What the pack says of itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Pack {
    pub id: String,
    pub version: String,
    pub title: Title,
    pub document: String,
    pub fidelity: Option<String>,
    /// What every page made with it says first, where the pack says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Title>,
}

/// A title in both languages.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Title {
    pub zh: String,
    pub en: String,
}

/// A pack that took part and the fingerprint of its files.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Print {
    pub id: String,
    pub version: String,
    pub sha256: String,
}

/// A data file and its fingerprint.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DataPrint {
    pub name: String,
    pub encoding: String,
    pub sha256: String,
    /// What was doubtful in it; of what is in no file in particular, with the first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<Doubt>,
}

/// The options that shape the result.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Options {
    /// Units that were asked for; empty for all.
    pub units: Vec<String>,
    /// Whether findings on the units below are given.
    pub detail: bool,
}

/// An open reading and which was taken.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Parameter {
    pub id: String,
    pub title: Title,
    pub values: Vec<String>,
    pub taken: String,
    pub why: String,
}

/// A unit that was assessed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Unit {
    /// The id of its level.
    pub level: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The period of its data; empty where the data states none.
    pub period: String,
    /// The day of its assessment.
    pub as_of: Option<String>,
    /// The verdicts, the main one first.
    pub verdicts: Vec<Verdict>,
    /// The findings on the unit itself.
    pub findings: Vec<Finding>,
    /// The findings on the units below, with `--detail`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<Vec<Found>>,
    /// What the data says of the unit and those below it, with `--detail`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<Table>,
    /// Which units each rule that is not met fails on, the worst first, with `--detail`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failing: Vec<Failing>,
    /// What is missing for the verdict to be known in full, with `--detail`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Missing>,
}

/// A finding on the whole.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Verdict {
    pub id: String,
    pub title: Title,
    pub state: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub grade: String,
    pub by_stage: Vec<StageState>,
    pub met_when: String,
    pub rules: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<OutcomeLine>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settled_by: Vec<SettledBy>,
}

/// The state of a verdict at one stage.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StageState {
    pub stage: String,
    pub state: String,
}

/// A finding on the unit itself: in full, so that it can be read alone.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Finding {
    #[serde(flatten)]
    pub found: Found,
    pub title: Title,
    pub role: String,
    pub within: Option<String>,
    pub cite: String,
    pub reading: String,
    pub fidelity: Option<String>,
    pub evidence: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duty: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_not: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scores: Vec<AssessorScore>,
    pub origin: String,
    /// The formula as written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub formula: String,
    /// How many places of the value are shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<u32>,
    /// The units that an aggregate goes over, with `--detail`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shares: Option<Shares>,
}

/// What was found; on a unit below it is all that is said, for its rule has a finding on the unit itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Found {
    pub level: String,
    pub unit: String,
    pub unit_name: String,
    /// The codes of the units it hangs on, nearest first, below the one that is assessed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub under: Vec<String>,
    pub stage: Option<String>,
    pub rule: String,
    pub item: String,
    pub state: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub grade: String,
    pub value: Option<f64>,
    pub unit_of_value: String,
    pub limit: Option<Limit>,
    pub tally: Option<Tally>,
    pub points: Option<Points>,
    pub variant: Option<String>,
    pub answer: Option<Answer>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<OutcomeLine>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settled_by: Vec<SettledBy>,
    /// Functions of plugins the value was computed with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub natives: Vec<NativeUsed>,
    pub reasons: Vec<Reason>,
    /// How the value came about, with `--detail`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working: Option<Working>,
}

/// What a value is compared with, and where it is written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Limit {
    pub value: Option<f64>,
    pub comparison: String,
    pub origin: Option<String>,
}

/// How many units below are in which state.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Tally {
    pub in_scope: usize,
    pub met: usize,
    pub not_met: usize,
    pub not_checked: usize,
    pub errors: usize,
}

/// Points and full points.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Points {
    pub value: Option<f64>,
    pub full: Option<f64>,
}

/// What a person answered.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Answer {
    pub answer: String,
    pub score: String,
    pub reviewer: String,
    pub date: String,
    pub evidence: String,
    pub note: String,
    pub place: String,
}

/// What one of several assessors gave.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AssessorScore {
    pub assessor: String,
    pub counts: bool,
    pub answer: String,
    pub score: String,
    pub reviewer: String,
    pub place: String,
}

/// Why a finding is not known.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Reason {
    pub presence: String,
    pub what: String,
    pub unit: String,
    pub stage: String,
    pub cell: Option<String>,
    /// What a function of a plugin said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Title>,
}

/// A function of a plugin that a value was computed with.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NativeUsed {
    pub function: String,
    pub plugin: String,
    /// Its values are compared as they came, without the exact second look.
    pub compared_in: String,
}
