//! A small pack and tables written by hand, from text to assessment in memory.
#![allow(dead_code)] // each test file uses its part

pub mod codes;

use junheng::assessment::{Assessment, Days, State};
use junheng::compile::compile;
use junheng::diagnostic::{Diagnostic, Diagnostics, Place};
use junheng::evaluate::{Answers, Input, evaluate, inspect};
use junheng::pack::{self, Files, Library};
use junheng::program::{CheckId, Program};
use junheng::quantity::parse_date;
use junheng::source::Sources;
use junheng::table::{
    Ancestor, Answer, AnswerPart, Column, DataFile, FieldId, Frames, Kind, Part, Presence, Schema, StageId, Tables,
    Texts, Values, arrange,
};
use proptest::test_runner::{Config, RngSeed};

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
    let mut sources = Sources::default();
    let id = shelf.0.first().map_or(String::new(), |(id, _)| id.clone());
    let (pack, _, mut diagnostics) = pack::read(&id, &shelf, &mut sources);
    let Some(pack) = pack else { return (None, diagnostics, sources) };
    let (program, found) = compile(&pack);
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

/// The head of a pack about counties of a city, with the stages of their data.
pub const CITIES: &str = r#"
[pack]
id = "tiny"
title = "小样"
version = "1.0.0"
subject = "county"
[[stage]]
id = "primary"
title = "小学"
[[stage]]
id = "junior"
title = "初中"
[[level]]
id = "city"
title = "市"
code_column = "市代码"
[[level]]
id = "county"
title = "县"
parent = "city"
code_column = "县代码"
"#;

/// Grades, best first.
pub const GOOD_FAIR_POOR: &str = r#"
[[scale]]
id = "three"
grades = [{ id = "good", state = "met" }, { id = "fair", state = "met" }, { id = "poor", state = "not_met" }]
"#;

/// The head of a pack about counties, their schools, these by stage, and classes.
pub const HEAD: &str = r#"
[pack]
id = "tiny"
title = "小样"
version = "1.0.0"
subject = "county"
[[stage]]
id = "primary"
title = "小学"
[[stage]]
id = "junior"
title = "初中"
[[level]]
id = "county"
title = "县"
code_column = "县代码"
[[level]]
id = "school"
title = "学校"
parent = "county"
code_column = "学校代码"
[[level]]
id = "entry"
title = "办学部"
of = "school"
by = "stage"
[[level]]
id = "class"
title = "班级"
parent = "entry"
code_column = "班级代码"
"#;

/// The text of a field of numbers without a unit.
pub fn number_field(id: &str, label: &str, level: &str) -> String {
    format!(
        "[[field]]\nid = \"{id}\"\nlabel = \"{label}\"\nlevel = \"{level}\"\nkind = \"number\"\nmay_be_negative = true\n"
    )
}

/// The text of a field of words.
pub fn word_field(id: &str, label: &str, level: &str, words: &[&str]) -> String {
    format!("[[field]]\nid = \"{id}\"\nlabel = \"{label}\"\nlevel = \"{level}\"\nkind = \"word\"\nvalues = {words:?}\n")
}

/// One table as a person has it: `—` or an empty cell is blank, `/` is not applicable, `?` cannot be read.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The level its rows are about.
    pub level: String,
    /// Field labels, after the title of a stage in a wide table.
    pub headers: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// The code of the unit.
    pub code: String,
    /// The code of the unit it hangs on; empty for the highest level.
    pub parent: String,
    /// The id of the stage, in a long table.
    pub stage: String,
    /// The period.
    pub period: String,
    /// The cells.
    pub cells: Vec<String>,
}

/// A table about a level, with these columns.
pub fn sheet(level: &str, headers: &[&str]) -> Sheet {
    Sheet { level: level.to_owned(), headers: owned(headers), rows: Vec::new() }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

impl Sheet {
    /// Adds a row about a unit that hangs on another.
    pub fn row(mut self, code: &str, parent: &str, cells: &[&str]) -> Self {
        self.rows.push(Row { code: code.to_owned(), parent: parent.to_owned(), cells: owned(cells), ..Row::default() });
        self
    }

    /// Adds a row about a unit at one stage.
    pub fn at_stage(self, code: &str, parent: &str, stage: &str, cells: &[&str]) -> Self {
        let mut sheet = self.row(code, parent, cells);
        sheet.last().stage = stage.to_owned();
        sheet
    }

    /// Adds a row about a unit in one period.
    pub fn in_period(self, code: &str, parent: &str, period: &str, cells: &[&str]) -> Self {
        let mut sheet = self.row(code, parent, cells);
        sheet.last().period = period.to_owned();
        sheet
    }

    fn last(&mut self) -> &mut Row {
        self.rows.last_mut().expect("a row was just added")
    }

    fn part(&self, schema: &Schema) -> Part {
        let level = schema.level(&self.level).expect("the sheet names a level of the pack");
        let mut periods: Vec<String> = self.rows.iter().map(|row| row.period.clone()).collect();
        periods.sort();
        periods.dedup();
        let period = |row: &Row| periods.iter().position(|known| *known == row.period).unwrap_or(0) as u32;
        let staged = self.rows.iter().any(|row| !row.stage.is_empty());
        let stage = |row: &Row| schema.stage(&row.stage).expect("the row names a stage of the pack");
        Part {
            file: 0,
            sheet: Some(self.level.clone()),
            level,
            lines: (0..self.rows.len() as u32).map(|at| at + 2).collect(),
            codes: texts(self.rows.iter().map(|row| row.code.as_str())),
            names: texts(self.rows.iter().map(|row| row.code.as_str())),
            period: self.rows.iter().map(period).collect(),
            periods,
            stage: staged.then(|| self.rows.iter().map(stage).collect()),
            ancestors: schema[level].parents.first().map(|parent| self.ancestor(*parent)).into_iter().collect(),
            columns: self.headers.iter().enumerate().map(|(at, header)| self.column(at, header, schema)).collect(),
        }
    }

    fn ancestor(&self, level: junheng::table::LevelId) -> Ancestor {
        let mut codes: Vec<&str> =
            self.rows.iter().map(|row| row.parent.as_str()).filter(|code| !code.is_empty()).collect();
        codes.sort_unstable();
        codes.dedup();
        let unit = |row: &Row| codes.iter().position(|code| *code == row.parent).map_or(Ancestor::NONE, |at| at as u32);
        let unit = self.rows.iter().map(unit).collect();
        Ancestor { level, unit, codes: texts(codes.iter().copied()), names: texts(codes.iter().copied()) }
    }

    fn column(&self, at: usize, header: &str, schema: &Schema) -> Column {
        let (field, stage) = place(header, schema);
        let cells: Vec<&str> = self.rows.iter().map(|row| row.cells[at].trim()).collect();
        let presence = cells.iter().map(|cell| presence(cell)).collect();
        let values = if schema[field].kind == Kind::Word { words(&cells) } else { numbers(&cells) };
        Column { field, stage, position: at as u32 + 3, header: header.to_owned(), values, presence }
    }
}

fn texts<'a>(all: impl Iterator<Item = &'a str>) -> Texts {
    let mut texts = Texts::default();
    all.for_each(|text| texts.push(text));
    texts
}

/// The field of a header, and the stage whose title stands before it.
fn place(header: &str, schema: &Schema) -> (FieldId, Option<StageId>) {
    if let Some(field) = schema.field(header) {
        return (field, None);
    }
    let wide = schema.stages.iter().enumerate().find_map(|(at, stage)| {
        let field = schema.field(header.strip_prefix(stage.title.as_str())?)?;
        Some((field, Some(StageId(at as u8))))
    });
    wide.expect("the header names a field of the pack")
}

fn presence(cell: &str) -> Presence {
    match cell {
        "" | "—" => Presence::Blank,
        "/" => Presence::NotApplicable,
        "?" => Presence::Invalid,
        _ => Presence::Present,
    }
}

fn numbers(cells: &[&str]) -> Values {
    Values::Numbers(cells.iter().map(|cell| cell.parse().unwrap_or(0.0)).collect())
}

fn words(cells: &[&str]) -> Values {
    let mut words: Vec<String> = Vec::new();
    let mut code = |cell: &&str| {
        let known = words.iter().position(|word| word == cell);
        known.unwrap_or_else(|| {
            words.push((*cell).to_owned());
            words.len() - 1
        }) as u32
    };
    let codes = cells.iter().map(&mut code).collect();
    Values::Words { codes, words }
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
        answers: vec![AnswerPart { file: 0, sheet: None, answers: case.answers.clone() }],
    };
    let (mut frames, mut diagnostics) = arrange(tables, &program.schema, program.subject);
    diagnostics.append(inspect(&program, &mut frames));
    let (answers, found) = Answers::collect(&program, &frames);
    diagnostics.append(found);
    let as_of = Days::one(case.as_of.and_then(parse_date));
    let input = Input { program: &program, frames: &frames, answers: &answers, as_of: &as_of };
    let assessment = evaluate(input, 0..frames.subjects());
    Outcome { program, frames, assessment, diagnostics }
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
