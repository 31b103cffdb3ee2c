//! Findings as columns, with what is needed to explain each.

use std::ops::Range;
use std::sync::Arc;

use crate::program::{CheckId, Program, Rule, Verdict};
use crate::table::{Frames, Grain, LevelId, Presence, StageId};

/// One value for each row, and whether it is there.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// The values; where one is absent the number means nothing.
    pub values: Vec<f64>,
    /// Whether each is there, and if not, why not; empty where all are, which is the common case.
    pub(crate) presence: Vec<Presence>,
    /// For counts and points that are not fully known: the least and most they can be.
    pub bounds: Option<Vec<[f64; 2]>>,
}

impl Column {
    /// The value of a row, if it is there.
    pub fn get(&self, row: usize) -> Option<f64> {
        self.presence(row).is_present().then(|| self.values[row])
    }

    /// Whether the value of a row is there, and if not, why not.
    pub fn presence(&self, row: usize) -> Presence {
        self.presence.get(row).copied().unwrap_or(Presence::Present)
    }

    /// Whether every value is there.
    pub fn is_complete(&self) -> bool {
        self.presence.is_empty()
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Marks all rows so far as present, so that one that is not can follow.
    pub(crate) fn spell_out(&mut self) {
        self.presence.resize(self.values.len(), Presence::Present);
    }

    fn append(&mut self, mut other: Column) {
        let before = self.values.len();
        if self.bounds.is_some() || other.bounds.is_some() {
            let unknown = [f64::NEG_INFINITY, f64::INFINITY];
            let bounds = self.bounds.get_or_insert_with(|| vec![unknown; before]);
            bounds.extend(other.bounds.take().unwrap_or_else(|| vec![unknown; other.values.len()]));
        }
        if !(self.is_complete() && other.is_complete()) {
            self.spell_out();
            self.presence.extend((0..other.len()).map(|row| other.presence(row)));
        }
        self.values.extend(other.values);
    }
}

/// The state of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum State {
    /// 达标
    Met,
    /// 不达标
    NotMet,
    /// 待定: data missing.
    Undetermined,
    /// 待核: waits for a person.
    NotChecked,
    /// 不适用
    NotApplicable,
    /// A plugin or formula failed.
    Error,
    /// A value without a requirement.
    Unjudged,
    /// No finding: the row is out of scope, of a stage that is not judged, or the rule not in force.
    OutOfScope,
}

impl State {
    /// The id scripts rely on; empty for a value without a requirement.
    pub fn id(self) -> &'static str {
        match self {
            State::Met => "met",
            State::NotMet => "not_met",
            State::Undetermined => "undetermined",
            State::NotChecked => "not_checked",
            State::NotApplicable => "not_applicable",
            State::Error => "error",
            State::Unjudged | State::OutOfScope => "",
        }
    }

    /// The state that an absent value leads to.
    pub fn of_absence(presence: Presence) -> State {
        match presence {
            Presence::NotApplicable => State::NotApplicable,
            Presence::Unanswered => State::NotChecked,
            Presence::Failed => State::Error,
            _ => State::Undetermined,
        }
    }

    /// As a truth: whether it is met, if that is known.
    pub fn truth(self) -> Result<bool, Presence> {
        match self {
            State::Met => Ok(true),
            State::NotMet => Ok(false),
            State::Undetermined => Err(Presence::Blank),
            State::NotChecked => Err(Presence::Unanswered),
            State::Error => Err(Presence::Failed),
            State::NotApplicable | State::Unjudged | State::OutOfScope => Err(Presence::NotApplicable),
        }
    }
}

/// All findings of one check: a row for each row of its grain.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// The values, in the unit of the check.
    pub value: Option<Arc<Column>>,
    /// The limits, in the same unit.
    pub limit: Option<Arc<Column>>,
    /// The states.
    pub state: Vec<State>,
    /// Which variant held, counted from 1; 0 for none. Empty where the check has none.
    pub case: Vec<u8>,
    /// The points.
    pub points: Option<Arc<Column>>,
}

/// All findings of a run.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// The subject units it covers.
    pub subjects: Range<usize>,
    /// The day of the assessment, as days since 1970-01-01.
    pub as_of: Option<i32>,
    /// The findings of each check, by [`CheckId`].
    pub findings: Vec<Findings>,
}

impl Assessment {
    /// Adds the findings on the subject units that follow.
    pub fn append(&mut self, next: Assessment) {
        self.subjects.end = next.subjects.end;
        for (all, more) in self.findings.iter_mut().zip(next.findings) {
            append(&mut all.value, more.value);
            append(&mut all.limit, more.limit);
            append(&mut all.points, more.points);
            all.state.extend(more.state);
            all.case.extend(more.case);
        }
    }

    /// The findings of a check.
    pub fn of(&self, check: CheckId) -> &Findings {
        &self.findings[check.0 as usize]
    }
}

fn append(all: &mut Option<Arc<Column>>, more: Option<Arc<Column>>) {
    match (all.as_mut(), more) {
        (Some(all), Some(more)) => Arc::make_mut(all).append(Arc::unwrap_or_clone(more)),
        (None, Some(more)) => *all = Some(more),
        _ => {}
    }
}

/// How many units below meet a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Units that meet it.
    pub met: usize,
    /// Units that do not.
    pub not_met: usize,
    /// Units in scope.
    pub in_scope: usize,
    /// Units that wait for a person.
    pub not_checked: usize,
    /// Units on which it failed.
    pub errors: usize,
}

impl Tally {
    /// Counts a state.
    pub fn add(&mut self, state: State) {
        match state {
            State::OutOfScope | State::Unjudged | State::NotApplicable => return,
            State::Met => self.met += 1,
            State::NotMet => self.not_met += 1,
            State::NotChecked => self.not_checked += 1,
            State::Error => self.errors += 1,
            State::Undetermined => {}
        }
        self.in_scope += 1;
    }

    /// Met when all are; any failure known beats the unknown; nothing in scope is undetermined.
    pub fn state(&self) -> State {
        if self.not_met > 0 {
            return State::NotMet;
        }
        if self.in_scope > 0 && self.met == self.in_scope {
            return State::Met;
        }
        let waiting = self.in_scope - self.met;
        match (self.errors, self.not_checked) {
            (1.., _) => State::Error,
            (0, checked) if waiting > 0 && checked == waiting => State::NotChecked,
            _ => State::Undetermined,
        }
    }
}

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
        for rule in &self.program.rules {
            self.rule(rule, subject, &mut lines);
        }
        lines
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
            tally: None,
        }
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
            for (item, check) in all.into_iter().filter(|(_, check)| !self.is_at_subject(self.program.check(*check).grain)) {
                let rows = self.rows_at(check, subject).filter(|row| counts(check, *row));
                lines.extend(rows.map(|row| self.line(Subject::Rule(rule), item, check, row)));
            }
        }
        lines
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
