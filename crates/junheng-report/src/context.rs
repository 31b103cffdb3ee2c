//! What a report looks at, and how it names what it finds there.

use std::borrow::Cow;
use std::ops::Range;

use junheng::assessment::{Assessment, Line, State, View};
use junheng::diagnostic::{Language, fill};
use junheng::direction::isolated;
use junheng::evaluate::Input;
use junheng::pack::{Pack, Title};
use junheng::program::{CheckId, Program, Rule};
use junheng::source::{Sources, Span};
use junheng::table::{Grain, LevelId, StageId};

use crate::doc;
use crate::layout::wrap;
use crate::number::{Number, shown, shown_beside};
use crate::wording::{self, Wording};

/// What a report looks at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The pack as written.
    pub pack: &'a Pack,
    /// The texts its places point into.
    pub sources: &'a Sources,
    /// Pack, rows and answers.
    pub input: Input<'a>,
    /// The findings.
    pub assessment: &'a Assessment,
    /// The language of the report.
    pub language: Language,
    /// The data as it was named on the command line.
    pub data: &'a str,
}

impl<'a> Context<'a> {
    /// What says formulas and outcome lines in words.
    pub fn speech(self) -> doc::Page<'a> {
        let (pack, program, sources) = (self.pack, Some(self.input.program), self.sources);
        doc::Page { pack, program, sources, files: &[], language: self.language }
    }

    /// The pack ready to run.
    pub fn program(self) -> &'a Program {
        self.input.program
    }

    /// The findings beside pack and rows.
    pub fn view(self) -> View<'a> {
        View { program: self.input.program, frames: self.input.frames, assessment: self.assessment }
    }

    /// A sentence of the catalogue.
    pub fn say(self, wording: &Wording, arguments: &[(&'static str, String)]) -> String {
        say(self.language, wording, arguments)
    }

    /// The heading of a table of findings.
    pub fn heading(self) -> Vec<String> {
        let columns = [
            &wording::COLUMN_RULE,
            &wording::COLUMN_STAGE,
            &wording::COLUMN_TITLE,
            &wording::COLUMN_VALUE,
            &wording::COLUMN_REQUIRED,
            &wording::COLUMN_STATE,
        ];
        columns.map(|column| self.word(column).to_owned()).to_vec()
    }

    /// A word of the catalogue.
    pub fn word(self, wording: &'static Wording) -> &'static str {
        self.language.pick(wording)
    }

    /// A title of the pack.
    pub fn title(self, title: &'a Title) -> &'a str {
        self.language.pick(&[&title.zh, &title.en])
    }

    /// The name of a rule: its title, else its id.
    pub fn rule_title(self, rule: &'a Rule) -> &'a str {
        Some(self.title(&rule.title)).filter(|title| !title.is_empty()).unwrap_or(&rule.id)
    }

    /// The name of a check: its title, else its id.
    pub fn check_title(self, check: CheckId) -> &'a str {
        let check = self.program().check(check);
        Some(self.title(&check.title)).filter(|title| !title.is_empty()).unwrap_or(&check.id)
    }

    /// The rule that prints a check.
    pub fn rule_of(self, check: CheckId) -> Option<&'a Rule> {
        self.program().rules.iter().find(|rule| rule.main == Some(check))
    }

    /// What every page says first; nothing where the pack states no such notice.
    pub fn notice(self) -> Vec<String> {
        notice(self.language, &self.program().about.notice)
    }

    /// A stage, in words.
    pub fn stage(self, stage: StageId) -> &'a str {
        let stage = &self.program().schema[stage];
        self.language.pick(&[&stage.title, &stage.id])
    }

    /// A level, in words.
    pub fn level(self, level: LevelId) -> &'a str {
        let level = &self.program().schema[level];
        self.language.pick(&[&level.title, &level.id])
    }

    /// A state, in words.
    pub fn state(self, state: State) -> &'static str {
        self.word(wording::state(state))
    }

    /// A state in words, with the grade it comes from.
    pub fn graded(self, grade: &str, state: State) -> String {
        if grade.is_empty() {
            return self.state(state).to_owned();
        }
        let arguments = [("grade", grade.to_owned()), ("state", self.state(state).to_owned())];
        self.say(&wording::GRADE_AND_STATE, &arguments)
    }

    /// The name of a unit; its code where it has none.
    pub fn unit_name(self, level: LevelId, unit: usize) -> &'a str {
        let units = self.input.frames.units_of(level);
        let name = units.names.get(unit);
        if name.is_empty() { units.codes.get(unit) } else { name }
    }

    /// The name of a unit with its code, where it has one of its own.
    pub fn unit_and_code(self, level: LevelId, unit: usize) -> String {
        let (name, code) = (self.unit_name(level, unit), self.input.frames.units_of(level).codes.get(unit));
        match name == code || code.is_empty() {
            true => name.to_owned(),
            false => self.say(&wording::UNIT_CODE, &[("unit", name.to_owned()), ("code", code.to_owned())]),
        }
    }

    /// The unit of a row as people name it: the names of the units above it below the subject, its own, its stage.
    pub fn place(self, grain: Grain, row: usize) -> String {
        let (frames, schema, subject) = (self.input.frames, &self.program().schema, self.program().subject);
        let unit = frames.unit(grain, row);
        let between = (0..schema.levels.len()).map(|level| LevelId(level as u8)).filter(|level| {
            *level != subject
                && *level != grain.level
                && schema.is_below(*level, subject)
                && schema.is_below(grain.level, *level)
        });
        let above =
            between.filter_map(|level| Some(self.unit_name(level, frames.unit_above(grain.level, unit, level)?)));
        let named: Vec<Cow<'_, str>> = above.chain([self.unit_name(grain.level, unit)]).map(isolated).collect();
        match frames.stage(grain, row) {
            Some(stage) => {
                self.say(&wording::AT_STAGE, &[("unit", named.join(" ")), ("stage", self.stage(stage).to_owned())])
            }
            None => named.join(" "),
        }
    }

    /// How many places are shown of a check's values: stated for the rule, the measure or the unit.
    pub fn places(self, rule: &str, check: CheckId) -> Option<u32> {
        let told = self.program().check(check);
        let stated =
            |key: &str| self.program().about.places.iter().find(|(known, _)| known == key).map(|(_, places)| *places);
        stated(rule).or_else(|| stated(&told.id)).or_else(|| stated(&told.item)).or_else(|| stated(&told.unit.text))
    }

    /// The value of a line for the eye, with its unit.
    pub fn value(self, line: &Line<'_>, rule: &str) -> Option<String> {
        let value = line.value?;
        if line.tally.is_some() || line.limit.is_none() && line.unit_of_value.is_empty() && value.fract() == 0.0 {
            return Some(Number(value).to_string());
        }
        let places = self.places(rule, line.check);
        let text = match (line.limit, self.program().check(line.check).comparison) {
            (Some(limit), Some(comparison)) => shown_beside(value, limit, comparison, line.state == State::Met, places),
            _ => shown(value, places),
        };
        Some(with_unit(&text, line.unit_of_value))
    }

    /// The requirement on a line: comparison, limit, unit.
    pub fn requirement(self, line: &Line<'_>) -> Option<String> {
        let limit = with_unit(&shown(line.limit?, None), line.unit_of_value);
        Some(format!("{} {limit}", sign(line.comparison)))
    }

    /// A citation in full: the title of the document where it is not the pack's own.
    pub fn cite(self, cite: &str) -> String {
        let (first, rest) = cite.split_once(' ').unwrap_or((cite, ""));
        match self.pack.source.iter().find(|source| source.id.as_str() == first) {
            Some(source) => {
                let title = self.title(&source.title).to_owned();
                self.say(&wording::OF_DOCUMENT, &[("document", title), ("text", rest.to_owned())]).trim().to_owned()
            }
            None => cite.to_owned(),
        }
    }

    /// A place in a pack, as `file:line`.
    pub fn origin(self, span: Span) -> String {
        let (line, _) = self.sources.line_and_column(span);
        format!("{}:{line}", self.sources.get(span.source).name)
    }

    /// The rows of a grain about one subject unit.
    pub fn rows(self, grain: Grain, subject: usize) -> Range<usize> {
        self.input.frames.rows(grain, &(subject..subject + 1))
    }

    /// The day of the assessment of a subject unit.
    pub fn as_of(self, subject: usize) -> Option<i32> {
        let frames = self.input.frames;
        self.assessment.as_of.of(frames.units_of(self.program().subject).period[subject])
    }

    /// The period of a subject unit; empty where the data states none.
    pub fn period(self, subject: usize) -> &'a str {
        let frames = self.input.frames;
        let at = frames.units_of(self.program().subject).period[subject];
        frames.periods.get(at as usize).map_or("", String::as_str)
    }
}

/// A sentence of the catalogue.
pub fn say(language: Language, wording: &Wording, arguments: &[(&'static str, String)]) -> String {
    fill(language.pick(wording), arguments)
}

/// The notice of a pack as the first lines of a page.
pub fn notice(language: Language, notice: &Title) -> Vec<String> {
    match language.pick(&[&notice.zh, &notice.en]) {
        "" => Vec::new(),
        text => wrap(&say(language, &wording::NOTICE, &[("notice", text.to_owned())]), 0),
    }
}

/// A number with its unit: `95%`, `1880 元/生`.
pub fn with_unit(number: &str, unit: &str) -> String {
    match unit {
        "" => number.to_owned(),
        "%" | "‰" | "％" => format!("{number}{unit}"),
        _ => format!("{number} {unit}"),
    }
}

/// A comparison as it is printed for people.
pub fn sign(comparison: &str) -> &str {
    match comparison {
        ">=" => "≥",
        "<=" => "≤",
        other => other,
    }
}
