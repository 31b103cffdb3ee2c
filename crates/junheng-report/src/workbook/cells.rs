//! Cells as several sheets have them.

use std::collections::BTreeMap;

use junheng::assessment::State;
use rust_xlsxwriter::utility::column_number_to_name;

use super::wording as own;
use crate::paper::{Paper, state};
use crate::record::{Finding, Found};
use crate::sheet::{Cell, Look};
use crate::wording;

/// More cells of the data than these are only counted.
const PLACES: usize = 20;

/// The address of a cell, from 0, as a formula names it.
pub(super) fn place(row: u32, column: usize) -> String {
    format!("${}${}", column_number_to_name(column as u16), row + 1)
}

/// What is not known, in words.
pub(super) fn open(text: impl Into<String>) -> Cell {
    Cell::text(text).looks(Look::Open)
}

/// The value of a finding with as many places as every other paper shows; its state where it has none.
pub(super) fn value(paper: Paper<'_>, found: &Found, places: Option<u32>) -> Cell {
    let own = state(found.state.as_deref());
    let Some((value, shown)) = found.value.zip(paper.bare_value(found, places)) else {
        return match own {
            State::Unjudged | State::NotApplicable => Cell::text(paper.state(own, &found.grade)),
            _ => open(paper.state(own, &found.grade)),
        };
    };
    let cell = Cell::number(value, Some(places_of(&shown)));
    if own == State::NotMet { cell.looks(Look::Dark) } else { cell }
}

/// How many places a shown number has.
pub(super) fn places_of(shown: &str) -> u32 {
    shown.split_once('.').map_or(0, |(_, places)| places.len() as u32)
}

/// The requirement on a value, empty where there is none.
pub(super) fn requirement(paper: Paper<'_>, found: &Found) -> String {
    paper.requirement(found).unwrap_or_default()
}

/// Code and title of a measure with its unit.
pub(super) fn unit_title(paper: Paper<'_>, finding: &Finding) -> String {
    let shares = finding.shares.as_ref().map(|shares| shares.unit_of_value.as_str());
    let title = [finding.found.item.as_str(), paper.title(&finding.title)].join(" ").trim().to_owned();
    match shares.unwrap_or(&finding.found.unit_of_value) {
        "" => title,
        unit => paper.say(&wording::COLUMN_WITH_UNIT, &[("label", title), ("unit", unit.to_owned())]),
    }
}

/// Where the cells stand that something rests on.
pub(super) fn cells(paper: Paper<'_>, all: &[String]) -> String {
    let shown = all[..all.len().min(PLACES)].join(paper.word(&wording::LIST_SEPARATOR));
    if all.len() <= PLACES {
        return shown;
    }
    let more = paper.say(&wording::MORE_PLACES, &[("count", (all.len() - PLACES).to_string())]);
    [shown, more].join(paper.word(&wording::CLAUSE_SEPARATOR))
}

/// A stage in words; nothing where there is none.
pub(super) fn stage<'a>(paper: Paper<'a>, id: Option<&'a str>) -> &'a str {
    id.map_or("", |id| paper.stage(id))
}

/// Number and title of a rule.
pub(super) fn rule_title(paper: Paper<'_>, id: &str) -> String {
    let head = paper.record.run.rules.iter().find(|head| head.id == id);
    head.map_or_else(|| id.to_owned(), |head| [head.code.as_str(), paper.rule_title(head)].join(" ").trim().to_owned())
}

/// The names of units by their codes, as the first table has them that knows the unit.
pub(super) struct PlaceNames<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> PlaceNames<'a> {
    pub fn of(paper: Paper<'a>) -> Self {
        let own = (paper.unit.code.as_str(), paper.unit_name());
        let rows = paper.unit.tables.iter().flat_map(|table| &table.rows);
        let mut names = BTreeMap::from([own]);
        rows.for_each(|row| _ = names.entry(&row.unit).or_insert(&row.name));
        Self(names)
    }

    /// The name of a unit; its code where the result has no name for it.
    pub fn get(&self, code: &'a str) -> &'a str {
        self.0.get(code).copied().filter(|name| !name.is_empty()).unwrap_or(code)
    }
}

impl Paper<'_> {
    /// The title of a sheet: the unit, and what is told of it.
    pub(super) fn of_unit(self, what: &'static wording::Wording) -> String {
        let told = [("unit", self.unit_name().to_owned()), ("what", self.word(what).to_owned())];
        self.say(&own::OF_UNIT, &told)
    }
}
