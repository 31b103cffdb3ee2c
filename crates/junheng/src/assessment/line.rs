//! Findings as they are printed, line by line: what every form of report is made from.

use crate::program::{Check, CheckId, Program, Rule, Test, Verdict};
use crate::table::{Frames, Grain, LevelId, StageId};

use super::{Assessment, State, Tally};

/// One line of a result: a finding as it is printed.
#[derive(Debug, Clone)]
pub struct Line<'p> {
    /// What the unit is: `county`, `entry`.
    pub level: &'p str,
    /// The grain of the row.
    pub grain: Grain,
    /// The row.
    pub row: usize,
    /// The unit, as an index into the units of the level.
    pub unit: usize,
    /// The stage.
    pub stage: Option<StageId>,
    /// What it is about.
    pub about: Subject<'p>,
    /// The code of the member.
    pub item: &'p str,
    /// The check; for a tally the check of the units below.
    pub check: CheckId,
    /// The value, in `unit_of_value`.
    pub value: Option<f64>,
    /// The unit of value and limit.
    pub unit_of_value: &'p str,
    /// The limit.
    pub limit: Option<f64>,
    /// How the two are compared.
    pub comparison: &'static str,
    /// The state.
    pub state: State,
    /// The points.
    pub points: Option<f64>,
    /// The grade, where the rule gives one.
    pub grade: &'p str,
    /// The variant that held.
    pub case: &'p str,
    /// Whether value and limit count units below.
    pub tally: Option<Tally>,
}

/// What a line is about.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'p> {
    /// A rule.
    Rule(&'p Rule),
    /// A verdict.
    Verdict(&'p Verdict),
}

/// What is looked at when lines are drawn up.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The pack.
    pub program: &'a Program,
    /// The rows.
    pub frames: &'a Frames,
    /// The findings.
    pub assessment: &'a Assessment,
}

impl<'a> View<'a> {
    /// The lines about one subject unit: verdicts first, then rules in the order of the pack.
    pub fn lines(self, subject: usize) -> Vec<Line<'a>> {
        let mut lines = Vec::new();
        for verdict in &self.program.verdicts {
            self.verdict(verdict, subject, &mut lines);
        }
        for rule in self.program.rules.iter().filter(|rule| self.is_told(rule, subject)) {
            self.rule(rule, subject, &mut lines);
        }
        lines
    }

    /// Whether a rule is told of a subject unit: an obligation only where anything is owed.
    fn is_told(self, rule: &Rule, subject: usize) -> bool {
        let Some(check) = rule.main.filter(|_| rule.is_obligation) else { return true };
        let rows = self.frames.rows(self.program.check(check).grain, &(subject..subject + 1));
        rows.into_iter().any(|row| self.state(check, row) != State::OutOfScope)
    }

    fn verdict(self, verdict: &'a Verdict, subject: usize, lines: &mut Vec<Line<'a>>) {
        for check in verdict.by_stage.into_iter().chain([verdict.whole]) {
            for row in self.rows_at(check, subject) {
                lines.push(self.line(Subject::Verdict(verdict), &verdict.id, check, row));
            }
        }
    }

    fn rule(self, rule: &'a Rule, subject: usize, lines: &mut Vec<Line<'a>>) {
        let members = rule.members.iter().map(|(item, check)| (item.as_str(), *check));
        for (item, check) in members.chain(rule.main.map(|check| ("", check))) {
            let grain = self.program.check(check).grain;
            if self.is_at_subject(grain) {
                lines.extend(self.rows_at(check, subject).map(|row| self.line(Subject::Rule(rule), item, check, row)));
            } else {
                self.tallies(rule, item, check, subject, lines);
            }
        }
    }

    fn is_at_subject(self, grain: Grain) -> bool {
        grain.level == self.program.subject
    }

    /// The rows of a check that are about one subject unit and have a finding.
    fn rows_at(self, check: CheckId, subject: usize) -> impl Iterator<Item = usize> {
        let rows = self.frames.rows(self.program.check(check).grain, &(subject..subject + 1));
        rows.filter(move |row| self.state(check, *row) != State::OutOfScope)
    }

    /// The state of a row, in the order of the whole run.
    pub fn state(self, check: CheckId, row: usize) -> State {
        self.assessment.of(check).state[row - self.first_row(check)]
    }

    /// The first row of a check in this assessment.
    pub fn first_row(self, check: CheckId) -> usize {
        self.frames.rows(self.program.check(check).grain, &self.assessment.subjects).start
    }

    /// The line of a row of a check.
    pub fn line(self, about: Subject<'a>, item: &'a str, check: CheckId, row: usize) -> Line<'a> {
        let told = self.program.check(check);
        let findings = self.assessment.of(check);
        let at = row - self.first_row(check);
        let members = matches!(about, Subject::Rule(rule) if rule.main == Some(check) && !rule.members.is_empty() && findings.value.is_none());
        let value = if members {
            self.members_met(about, told.grain, row)
        } else {
            findings.value.as_ref().and_then(|column| column.get(at))
        };
        Line {
            level: level_word(self.program, told.grain),
            grain: told.grain,
            row,
            unit: self.frames.unit(told.grain, row),
            stage: self.frames.stage(told.grain, row),
            about,
            item,
            check,
            value,
            unit_of_value: &told.unit.text,
            limit: findings.limit.as_ref().and_then(|column| column.get(at)),
            comparison: told.comparison.map_or("", |comparison| comparison.symbol()),
            state: findings.state[at],
            points: findings.points.as_ref().and_then(|column| column.get(at)),
            grade: self.grade(told, findings.grade.as_ref().and_then(|column| column.get(at))),
            case: case_of(told, findings.case.get(at).copied()),
            tally: None,
        }
    }

    /// The word of a grade, by its place in the scale.
    fn grade(self, check: &Check, place: Option<f64>) -> &'a str {
        let scale = check.grading.as_ref().and_then(|grading| grading.scale).map(|scale| &self.program.scales[scale]);
        let grade = scale.zip(place).and_then(|(scale, place)| scale.grades.get(place as usize));
        grade.map_or("", |(word, _)| word.as_str())
    }

    /// How many members of an item are met in a row.
    fn members_met(self, about: Subject<'_>, grain: Grain, row: usize) -> Option<f64> {
        let Subject::Rule(rule) = about else { return None };
        let own = rule.members.iter().filter(|(_, check)| self.program.check(*check).grain == grain);
        Some(own.filter(|(_, check)| self.state(*check, row) == State::Met).count() as f64)
    }

    /// One line for each stage on how many units below meet a rule.
    fn tallies(self, rule: &'a Rule, item: &'a str, check: CheckId, subject: usize, lines: &mut Vec<Line<'a>>) {
        let told = self.program.check(check);
        if told.comparison.is_none() && matches!(told.test, crate::program::Test::Limit { .. }) {
            return;
        }
        let stages = self.program.schema.stages.len();
        let mut by_stage = vec![Tally::default(); stages + 1];
        let mut applies_to_none = false;
        let mask = rule.main.filter(|main| self.program.check(*main).grain == told.grain);
        for row in self.frames.rows(told.grain, &(subject..subject + 1)) {
            if mask.is_some_and(|main| self.state(main, row) == State::OutOfScope) {
                continue;
            }
            let at = self.frames.stage(told.grain, row).map_or(stages, |stage| stage.0 as usize);
            let state = self.state(check, row);
            applies_to_none |= state == State::NotApplicable;
            by_stage[at].add(state);
        }
        if by_stage.iter().all(|tally| tally.in_scope == 0) {
            let mut line = self.tally_line(rule, item, check, subject, None, Tally::default());
            if applies_to_none {
                line.state = State::NotApplicable;
            }
            lines.push(line);
        }
        let some = by_stage.iter().enumerate().filter(|(_, tally)| tally.in_scope > 0);
        for (at, tally) in some {
            let stage = (at < stages).then_some(StageId(at as u8));
            lines.push(self.tally_line(rule, item, check, subject, stage, *tally));
        }
    }

    fn tally_line(
        self,
        rule: &'a Rule,
        item: &'a str,
        check: CheckId,
        subject: usize,
        stage: Option<StageId>,
        tally: Tally,
    ) -> Line<'a> {
        let grain = Grain { level: self.program.subject, staged: stage.is_some() };
        Line {
            level: level_word(self.program, Grain::whole(self.program.subject)),
            grain,
            row: self.frames.row_of(grain, subject, stage).unwrap_or(subject),
            unit: subject,
            stage,
            about: Subject::Rule(rule),
            item,
            check,
            value: Some(tally.met as f64),
            unit_of_value: "",
            limit: Some(tally.in_scope as f64),
            comparison: "=",
            state: tally.state(),
            points: None,
            grade: "",
            case: "",
            tally: Some(tally),
        }
    }

    /// The lines about units below one subject unit, rule by rule.
    pub fn details(self, subject: usize) -> Vec<Line<'a>> {
        let mut lines = Vec::new();
        for rule in &self.program.rules {
            let members = rule.members.iter().map(|(item, check)| (item.as_str(), *check));
            let all: Vec<(&str, CheckId)> = members.chain(rule.main.map(|check| ("", check))).collect();
            let mask = rule.main.filter(|main| !self.is_at_subject(self.program.check(*main).grain));
            let counts = |check: CheckId, row: usize| {
                let same = mask.filter(|main| self.program.check(*main).grain == self.program.check(check).grain);
                same.is_none_or(|main| self.state(main, row) != State::OutOfScope)
            };
            for (item, check) in
                all.into_iter().filter(|(_, check)| !self.is_at_subject(self.program.check(*check).grain))
            {
                let rows = self.rows_at(check, subject).filter(|row| counts(check, *row));
                lines.extend(rows.map(|row| self.line(Subject::Rule(rule), item, check, row)));
            }
        }
        lines
    }
}

/// The id of the variant that held, empty where none did.
fn case_of(check: &Check, case: Option<u8>) -> &str {
    match (&check.test, case.and_then(|case| usize::from(case).checked_sub(1))) {
        (Test::Limit { cases, .. }, Some(case)) => cases.get(case).map_or("", |case| case.id.as_str()),
        _ => "",
    }
}

/// The word a pack has for a grain: `entry` for a school by stage; otherwise the level.
fn level_word(program: &Program, grain: Grain) -> &str {
    let named = program.grains.iter().find(|(_, known)| *known == grain);
    named.map_or(program.schema[grain.level].id.as_str(), |(word, _)| word.as_str())
}

/// The id of the level of a unit.
pub fn level_id(program: &Program, level: LevelId) -> &str {
    &program.schema[level].id
}
