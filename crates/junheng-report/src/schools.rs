//! The units below, one row each: what was found of each measure there, or what each measure came to.

use std::collections::BTreeMap;

use junheng::assessment::State;

use crate::context::with_unit;
use crate::number::shown;
use crate::paper::{Paper, state};
use crate::record::{Finding, Found, Share, Working};

/// A unit below with what was found of each measure.
pub(crate) struct Row<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its code.
    pub unit: &'a str,
    /// The stage it is looked at.
    pub stage: Option<&'a str>,
    /// The finding on all measures together, where the rule makes one.
    pub whole: Option<Cell<'a>>,
    /// Each measure.
    pub of: Vec<Option<Cell<'a>>>,
    /// The titles of other rules it fails.
    pub fails: Vec<&'a str>,
}

/// One measure of one unit.
#[derive(Clone)]
pub(crate) struct Cell<'a> {
    /// The value, where there is one.
    pub value: Option<f64>,
    /// The value without its unit, and with it.
    pub shown: [String; 2],
    /// What is required of it; empty where nothing is.
    pub requirement: String,
    /// Whether it meets that.
    pub state: State,
    /// The grade, where the rule gives one.
    pub grade: &'a str,
    /// How the value came about.
    pub working: Option<&'a Working>,
    /// The finding it is, where something is required.
    pub found: Option<&'a Found>,
}

/// The columns of the table and its rows.
pub(crate) struct Table<'a> {
    /// A finding on each measure, for its code and title.
    pub measures: Vec<&'a Finding>,
    /// The units.
    pub rows: Vec<Row<'a>>,
}

/// Of the first rule whose members were found on units below; else of the measures whose disparity was found.
pub(crate) fn table(paper: Paper<'_>) -> Table<'_> {
    let is_member = |found: &&Found| !found.item.is_empty() && found.level != paper.unit.level;
    let rule = paper.unit.below.iter().flatten().find(is_member).map(|found| found.rule.as_str());
    let mut table = match rule {
        Some(rule) => judged(paper, rule),
        None => measured(paper),
    };
    add_failures(paper, rule, &mut table.rows);
    table
}

/// The first finding on each member of some findings, in their order.
fn measures<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<&'a Finding> {
    let mut measures: Vec<&Finding> = Vec::new();
    for finding in findings.filter(|finding| !finding.found.item.is_empty()) {
        if !measures.iter().any(|known| known.found.item == finding.found.item) {
            measures.push(finding);
        }
    }
    measures
}

/// Of the members of a rule.
pub(crate) fn judged<'a>(paper: Paper<'a>, rule: &str) -> Table<'a> {
    let measures = measures(paper.unit.findings.iter().filter(|finding| finding.found.rule == rule));
    let mut rows = Rows::new(measures.len());
    for found in paper.unit.below.iter().flatten().filter(|found| found.rule == rule) {
        let row = rows.of(&found.unit, &found.unit_name, found.stage.as_deref());
        match measures.iter().position(|measure| measure.found.item == found.item) {
            Some(at) => row.of[at] = Some(cell(paper, found, measures[at].places)),
            None => row.whole = Some(cell(paper, found, None)),
        }
    }
    Table { measures, rows: rows.all }
}

fn cell<'a>(paper: Paper<'a>, found: &'a Found, places: Option<u32>) -> Cell<'a> {
    Cell {
        value: found.value,
        shown: [paper.bare_value(found, places), paper.value(found, places)].map(Option::unwrap_or_default),
        requirement: paper.requirement(found).unwrap_or_default(),
        state: state(found.state.as_deref()),
        grade: &found.grade,
        working: found.working.as_ref(),
        found: Some(found),
    }
}

fn measured(paper: Paper<'_>) -> Table<'_> {
    let dispersed = paper.dispersed();
    let measures = measures(dispersed.iter().copied());
    let mut rows = Rows::new(measures.len());
    for finding in &dispersed {
        let Some(shares) = &finding.shares else { continue };
        let Some(at) = measures.iter().position(|measure| measure.found.item == finding.found.item) else { continue };
        for share in &shares.of {
            let row = rows.of(&share.unit, &share.name, finding.found.stage.as_deref());
            row.of[at] = Some(shared(share, &shares.unit_of_value));
        }
    }
    Table { measures, rows: rows.all }
}

/// A value that nothing is required of.
fn shared<'a>(share: &'a Share, unit: &str) -> Cell<'a> {
    let bare = share.value.map_or_else(String::new, |value| shown(value, None));
    let whole = if bare.is_empty() { String::new() } else { with_unit(&bare, unit) };
    Cell {
        value: share.value,
        shown: [bare, whole],
        requirement: String::new(),
        state: if share.value.is_some() { State::Unjudged } else { State::Undetermined },
        grade: "",
        working: Some(&share.working),
        found: None,
    }
}

/// Rows in the order their units are first met.
struct Rows<'a> {
    measures: usize,
    places: BTreeMap<(&'a str, Option<&'a str>), usize>,
    all: Vec<Row<'a>>,
}

impl<'a> Rows<'a> {
    fn new(measures: usize) -> Self {
        Self { measures, places: BTreeMap::new(), all: Vec::new() }
    }

    fn of(&mut self, unit: &'a str, name: &'a str, stage: Option<&'a str>) -> &mut Row<'a> {
        let next = self.all.len();
        let at = *self.places.entry((unit, stage)).or_insert(next);
        if at == next {
            let name = if name.is_empty() { unit } else { name };
            let of = vec![None; self.measures];
            self.all.push(Row { name, unit, stage, whole: None, of, fails: Vec::new() });
        }
        &mut self.all[at]
    }
}

/// What else a unit fails, at its stage or as a whole.
fn add_failures<'a>(paper: Paper<'a>, rule: Option<&str>, rows: &mut [Row<'a>]) {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    rows.iter().enumerate().for_each(|(at, row)| places.entry(row.unit).or_default().push(at));
    for failing in paper.unit.failing.iter().filter(|failing| Some(failing.rule.as_str()) != rule) {
        let Some(head) = paper.record.run.rules.iter().find(|head| head.id == failing.rule) else { continue };
        for at in places.get(failing.unit.as_str()).into_iter().flatten() {
            let row = &mut rows[*at];
            if failing.stage.is_none() || row.stage == failing.stage.as_deref() {
                row.fails.push(paper.rule_title(head));
            }
        }
    }
}
