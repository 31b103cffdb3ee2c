//! A small pack and tables written by hand, from text to assessment in memory.
#![allow(dead_code)] // each test file uses its part

pub mod codes;
pub mod sheet;
pub mod texts;

use std::sync::Arc;

use junheng::assessment::{Assessment, Days, State};
use junheng::compile::compile_with;
use junheng::diagnostic::{Diagnostic, Diagnostics, Place};
use junheng::evaluate::{Answers, Failing, Input, evaluate, inspect};
use junheng::function::native::Native;
use junheng::pack::{self, Files, Library};
use junheng::program::{CheckId, Program};
use junheng::quantity::parse_date;
use junheng::source::Sources;
use junheng::table::{Answer, AnswerPart, DataFile, Frames, Presence, Tables, arrange};

use proptest::test_runner::{Config, RngSeed};

pub use sheet::*;
pub use texts::*;

/// So many random cases from a fixed seed, so that a build does not fail by chance; `PROPTEST_CASES=10000` looks
/// further.
pub fn config(cases: u32) -> Config {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(cases);
    Config { cases, rng_seed: RngSeed::Fixed(2017), failure_persistence: None, ..Config::default() }
}

/// Packs by id, in memory.
pub struct Shelf(pub Vec<(String, String)>);

impl Library for Shelf {
    fn files(&self, id: &str) -> Option<Files> {
        let (_, text) = self.0.iter().find(|(known, _)| known == id)?;
        Some(vec![("pack.toml".to_owned(), text.clone())])
    }

    fn ids(&self) -> Vec<String> {
        self.0.iter().map(|(id, _)| id.clone()).collect()
    }
}

/// A diagnostic by its code and what its caret is under.
pub type Complaint = (&'static str, String);

/// Reads and compiles the first pack of a shelf.
pub fn compile_shelf(shelf: Shelf) -> (Option<Program>, Diagnostics, Sources) {
    compile_shelf_with(shelf, &[])
}

/// The same with functions from outside.
pub fn compile_shelf_with(shelf: Shelf, natives: &[Arc<Native>]) -> (Option<Program>, Diagnostics, Sources) {
    let mut sources = Sources::default();
    let id = shelf.0.first().map_or(String::new(), |(id, _)| id.clone());
    let (pack, _, mut diagnostics) = pack::read(&id, &shelf, &mut sources);
    let Some(pack) = pack else { return (None, diagnostics, sources) };
    let (program, found) = compile_with(&pack, natives);
    diagnostics.append(found);
    (program, diagnostics, sources)
}

/// Reads and compiles the text of one pack.
pub fn compile_text(text: &str) -> (Option<Program>, Diagnostics, Sources) {
    compile_shelf(Shelf(vec![("tiny".to_owned(), text.to_owned())]))
}

/// Every diagnostic of a pack: its code and what its caret is under.
pub fn complaints(text: &str) -> Vec<Complaint> {
    let (_, diagnostics, sources) = compile_text(text);
    diagnostics.iter().map(|diagnostic| complaint(diagnostic, &sources)).collect()
}

/// Code and caret of one diagnostic.
pub fn complaint(diagnostic: &Diagnostic, sources: &Sources) -> Complaint {
    let under = match diagnostic.places.first() {
        Some(Place::Text(span)) => sources.slice(*span).to_owned(),
        Some(Place::Cell(place)) => place.show(),
        None => String::new(),
    };
    (diagnostic.message.code, under)
}

/// An answer of a reviewer.
pub fn answer(rule: &str, unit: &str, answer: &str, score: &str) -> Answer {
    Answer {
        unit: unit.to_owned(),
        rule: rule.to_owned(),
        period: String::new(),
        stage: None,
        answer: answer.to_owned(),
        score: score.to_owned(),
        assessor: String::new(),
        reviewer: "评审员".to_owned(),
        date: String::new(),
        evidence: String::new(),
        note: String::new(),
        line: 2,
    }
}

/// What is assessed with what.
#[derive(Debug, Clone, Default)]
pub struct Case {
    /// The text of the pack.
    pub pack: String,
    /// The tables.
    pub sheets: Vec<Sheet>,
    /// The answers.
    pub answers: Vec<Answer>,
    /// The day of the assessment.
    pub as_of: Option<&'static str>,
}

/// Everything an evaluation looked at, and what came out.
pub struct Outcome {
    /// The pack, compiled.
    pub program: Program,
    /// The rows.
    pub frames: Frames,
    /// The findings.
    pub assessment: Assessment,
    /// Where checks of the data do not hold.
    pub failing: Vec<Failing>,
    /// What the data was told.
    pub diagnostics: Diagnostics,
}

/// From text to findings.
pub fn assess(case: &Case) -> Outcome {
    let (program, diagnostics, sources) = compile_text(&case.pack);
    let said: Vec<Complaint> = diagnostics.iter().map(|diagnostic| complaint(diagnostic, &sources)).collect();
    let program = program.unwrap_or_else(|| unreachable!("the pack does not compile: {said:?}\n{}", case.pack));
    assess_program(program, case)
}

/// The same with a pack that was compiled before.
pub fn assess_program(program: Program, case: &Case) -> Outcome {
    let file = DataFile { name: "data".to_owned(), encoding: "utf-8".to_owned(), sha256: String::new() };
    let tables = Tables {
        files: vec![file],
        parts: case.sheets.iter().map(|sheet| sheet.part(&program.schema)).collect(),
        answers: vec![AnswerPart { file: 0, sheet: None, columns: [0, 0], answers: case.answers.clone() }],
    };
    let (mut frames, mut diagnostics) = arrange(tables, &program.schema, program.subject);
    let (failing, found) = inspect(&program, &mut frames);
    diagnostics.append(found);
    let (answers, found) = Answers::collect(&program, &frames);
    diagnostics.append(found);
    let as_of = Days::one(case.as_of.and_then(parse_date));
    let input = Input { program: &program, frames: &frames, answers: &answers, as_of: &as_of };
    let assessment = evaluate(input, 0..frames.subjects());
    Outcome { program, frames, assessment, diagnostics, failing }
}

impl Outcome {
    /// The last check of this id: for a rule judged by stage and as a whole, the whole.
    pub fn check(&self, id: &str) -> CheckId {
        let at = self.program.checks.iter().rposition(|check| check.id == id || check.item == id);
        CheckId(at.expect("the pack has a rule or measure of this id") as u32)
    }

    /// The state of the first row of a rule.
    pub fn state(&self, id: &str) -> State {
        self.state_at(id, 0)
    }

    /// The state of a row of a rule.
    pub fn state_at(&self, id: &str, row: usize) -> State {
        self.assessment.of(self.check(id)).state[row]
    }

    /// The value of the first row of a rule or measure, or why there is none.
    pub fn value(&self, id: &str) -> Result<f64, Presence> {
        self.value_at(id, 0)
    }

    /// The value of a row.
    pub fn value_at(&self, id: &str, row: usize) -> Result<f64, Presence> {
        let findings = self.assessment.of(self.check(id));
        let column = findings.value.as_ref().expect("the rule has values");
        column.get(row).ok_or(column.presence(row))
    }

    /// The points of the first row of a rule, or why there are none.
    pub fn points(&self, id: &str) -> Result<f64, Presence> {
        let findings = self.assessment.of(self.check(id));
        let column = findings.points.as_ref().expect("the rule has points");
        column.get(0).ok_or(column.presence(0))
    }
}
