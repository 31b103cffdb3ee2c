//! 问题清单 and 整改台账: every failing finding, and beside it what a person promises.

use std::collections::BTreeMap;

use junheng::assessment::State;
use junheng::pack::Comparison;

use super::cells::{PlaceNames, cells, requirement, rule_title, stage, value};
use super::wording as own;
use crate::paper::{Paper, state};
use crate::record::{Failing, Found, RuleHead};
use crate::sheet::{Cell, Sheet};
use crate::wording;

/// A finding that fails, or a unit that a rule fails on without a number of its own.
struct Problem<'a> {
    failing: &'a Failing,
    head: Option<&'a RuleHead>,
    /// The finding with the value, where there is one.
    found: Option<&'a Found>,
    places: Option<u32>,
    /// What the value is of.
    title: String,
}

/// The failing findings of a paper.
pub(super) struct Problems<'a> {
    paper: Paper<'a>,
    all: Vec<Problem<'a>>,
    names: PlaceNames<'a>,
}

impl<'a> Problems<'a> {
    pub fn of(paper: Paper<'a>) -> Self {
        let own = paper.unit.findings.iter().map(|finding| &finding.found).filter(|found| found.tally.is_none());
        let failing = own.chain(paper.unit.below.iter().flatten()).filter(|found| is_failing(found));
        let mut by_unit: BTreeMap<&str, Vec<&Found>> = BTreeMap::new();
        failing.for_each(|found| by_unit.entry(found.unit.as_str()).or_default().push(found));
        let of_unit = |failing: &Failing| by_unit.get(failing.unit.as_str()).map_or(&[][..], Vec::as_slice);
        let all = paper.unit.failing.iter().flat_map(|failing| problems(paper, failing, of_unit(failing)));
        Self { paper, all: all.collect(), names: PlaceNames::of(paper) }
    }

    /// 问题清单.
    pub fn list(&self) -> Sheet {
        let paper = self.paper;
        let mut sheet = Sheet::new(paper.word(&own::PROBLEMS), paper.of_unit(&own::PROBLEMS));
        sheet.wide = 24;
        sheet.note(self.count());
        let titles = [
            &own::NUMBER,
            &wording::COLUMN_RULE,
            &own::ROLE,
            &wording::COLUMN_CODE,
            &wording::COLUMN_UNIT,
            &wording::COLUMN_STAGE,
            &wording::COLUMN_MEMBER,
            &wording::COLUMN_VALUE,
            &own::UNIT_OF_VALUE,
            &wording::COLUMN_REQUIRED,
            &own::GAP,
            &own::PROBLEM,
            &own::CITE,
            &own::DUTY,
            &wording::COLUMN_CELLS,
        ];
        sheet.head(titles.map(|title| paper.word(title)));
        sheet.frozen = 2;
        for (at, problem) in self.all.iter().enumerate() {
            sheet.row(self.row(at, problem));
        }
        sheet
    }

    fn row(&self, at: usize, problem: &Problem<'_>) -> Vec<Cell> {
        let paper = self.paper;
        let failing = problem.failing;
        let number = |found: &&Found| found.value.is_some();
        let found = problem.found.filter(number);
        let text = |text: Option<String>| Cell::text(text.unwrap_or_default());
        let working = problem.found.and_then(|found| found.working.as_ref());
        vec![
            Cell::whole(at + 1),
            Cell::text(rule_title(paper, &failing.rule)),
            Cell::text(problem.head.map_or("", |head| paper.role(&head.role))),
            Cell::text(&failing.unit),
            Cell::text(self.names.get(&failing.unit)),
            Cell::text(stage(paper, failing.stage.as_deref())),
            Cell::text(&problem.title),
            found.map_or(Cell::nothing(), |found| value(paper, found, problem.places)),
            Cell::text(found.map_or("", |found| &found.unit_of_value)),
            text(found.map(|found| requirement(paper, found))),
            found.and_then(|found| gap(paper, found, problem.places)).unwrap_or(Cell::nothing()),
            Cell::text(paper.title(&failing.told)),
            Cell::text(problem.head.map_or("", |head| &head.cite)),
            text(problem.head.map(|head| head.duty.join(paper.word(&wording::LIST_SEPARATOR)))),
            text(working.map(|working| cells(paper, &working.cells))),
        ]
    }

    /// 整改台账.
    pub fn ledger(&self) -> Sheet {
        let paper = self.paper;
        let mut sheet = Sheet::new(paper.word(&own::LEDGER), paper.of_unit(&own::LEDGER));
        sheet.note(self.count());
        sheet.note(paper.word(&own::OUR_COLUMNS));
        let titles = [
            &own::NUMBER,
            &wording::COLUMN_RULE,
            &wording::COLUMN_UNIT,
            &wording::COLUMN_STAGE,
            &own::PROBLEM,
            &own::CITE,
            &own::DUTY,
            &own::MEASURES,
            &own::PERSON,
            &own::DUE,
            &own::DONE,
        ];
        sheet.head(titles.map(|title| paper.word(title)));
        sheet.frozen = 3;
        for (at, failing) in paper.unit.failing.iter().enumerate() {
            let head = paper.record.run.rules.iter().find(|head| head.id == failing.rule);
            let known = [
                rule_title(paper, &failing.rule),
                self.names.get(&failing.unit).to_owned(),
                stage(paper, failing.stage.as_deref()).to_owned(),
                paper.title(&failing.told).to_owned(),
                head.map_or_else(String::new, |head| head.cite.clone()),
                head.map_or_else(String::new, |head| head.duty.join(paper.word(&wording::LIST_SEPARATOR))),
            ];
            let cells = known.into_iter().map(Cell::text);
            sheet.row(std::iter::once(Cell::whole(at + 1)).chain(cells).chain(vec![Cell::blank(); 4]).collect());
        }
        sheet
    }

    fn count(&self) -> String {
        let wording = if self.all.is_empty() { &own::NO_PROBLEMS } else { &own::PROBLEM_COUNT };
        self.paper.say(wording, &[("count", self.paper.unit.failing.len().to_string())])
    }
}

fn is_failing(found: &Found) -> bool {
    state(found.state.as_deref()) == State::NotMet
}

/// The findings behind a failure: those with numbers, not those that only gather them.
fn problems<'a>(paper: Paper<'a>, failing: &'a Failing, of_unit: &[&'a Found]) -> Vec<Problem<'a>> {
    let head = paper.record.run.rules.iter().find(|head| head.id == failing.rule);
    let concerned = |found: &&&Found| {
        found.stage == failing.stage && (found.rule == failing.rule || is_within(paper, &found.rule, &failing.rule))
    };
    let own: Vec<&Found> = of_unit.iter().filter(concerned).copied().collect();
    let gathers = |found: &&Found| {
        own.iter().any(|other| {
            (found.item.is_empty() && other.rule == found.rule && !other.item.is_empty())
                || (other.rule != found.rule && is_within(paper, &other.rule, &found.rule))
        })
    };
    let leaves: Vec<&Found> = own.iter().copied().filter(|found| !gathers(found)).collect();
    let problem = |found: Option<&'a Found>| {
        let finding = found.and_then(|found| {
            paper
                .unit
                .findings
                .iter()
                .find(|finding| finding.found.rule == found.rule && finding.found.item == found.item)
        });
        let title = finding
            .map(|finding| [finding.found.item.as_str(), paper.title(&finding.title)].join(" ").trim().to_owned());
        Problem {
            failing,
            head,
            found,
            places: finding.and_then(|finding| finding.places),
            title: title.unwrap_or_default(),
        }
    };
    if leaves.is_empty() {
        return vec![problem(None)];
    }
    leaves.into_iter().map(|found| problem(Some(found))).collect()
}

/// Whether a rule is a part of another, however deep.
fn is_within(paper: Paper<'_>, id: &str, above: &str) -> bool {
    let heads = &paper.record.run.rules;
    let mut place = id;
    // No deeper than there are rules, should they stand in a circle.
    for _ in 0..heads.len() {
        match heads.iter().find(|head| head.id == place).and_then(|head| head.within.as_deref()) {
            Some(within) if within == above => return true,
            Some(within) => place = within,
            None => return false,
        }
    }
    false
}

/// How far a value is from its limit, always positive; nothing where it has none.
fn gap(paper: Paper<'_>, found: &Found, places: Option<u32>) -> Option<Cell> {
    let (limit, own) = (found.limit.as_ref()?, found.value?);
    let gap = (limit.value? - own).abs();
    let is_ordered =
        Comparison::from_symbol(&limit.comparison).is_some_and(|comparison| comparison != Comparison::EqualTo);
    // At least as exact as the value itself is shown, or a small gap would look like none.
    let shown = crate::number::shown(
        gap,
        places.map(|places| places.max(value(paper, found, Some(places)).places.unwrap_or(0))),
    );
    is_ordered.then(|| Cell::number(gap, Some(super::cells::places_of(&shown))))
}
