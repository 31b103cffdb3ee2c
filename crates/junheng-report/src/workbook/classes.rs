//! 大班额台账: classes over their limit, with columns for how each is struck off.

use std::collections::BTreeMap;

use junheng::assessment::State;

use super::cells::{PlaceNames, requirement, stage, value};
use super::wording as own;
use crate::paper::{Paper, state};
use crate::record::Found;
use crate::sheet::{Cell, Sheet};
use crate::wording::{self, Wording};

/// The level that packs give their classes.
const LEVEL: &str = "class";
/// From so many pupils a class is 大班额, and 超大班额, in the statistics of the country.
const LARGE: f64 = 56.0;
const SUPER: f64 = 66.0;

/// What is known of a class, and what is to be filled in.
const KNOWN: [&Wording; 8] = [
    &own::NUMBER,
    &own::COUNTY,
    &own::SCHOOL,
    &wording::COLUMN_STAGE,
    &own::GRADE,
    &own::CLASS,
    &own::CLASS_SIZE,
    &own::CATEGORY,
];
const BLANK: [&Wording; 9] = [
    &own::CAUSE,
    &own::MEASURES,
    &own::PERSON,
    &own::PLANNED,
    &own::DONE_ON,
    &own::SIZE_AFTER,
    &own::CHECKED_BY,
    &own::STRUCK_OFF,
    &own::EVIDENCE,
];

pub(super) fn sheet(paper: Paper<'_>) -> Sheet {
    let mut sheet = Sheet::new(paper.word(&own::CLASSES), paper.of_unit(&own::CLASSES));
    let classes: Vec<&Found> = paper.unit.below.iter().flatten().filter(|found| found.level == LEVEL).collect();
    let failing: Vec<&Found> = classes.iter().copied().filter(|found| is_over(found)).collect();
    let count = [("count", failing.len().to_string()), ("all", classes.len().to_string())];
    sheet.note(if classes.is_empty() {
        paper.word(&own::NO_CLASSES).to_owned()
    } else {
        paper.say(&own::CLASS_COUNT, &count)
    });
    sheet.note(paper.word(&own::CLASSES_HINT));
    sheet.note(paper.word(&own::OUR_COLUMNS));
    sheet.head(KNOWN.iter().chain(&BLANK).map(|title| paper.word(title)));
    sheet.frozen = 6;
    let places: BTreeMap<&str, Option<u32>> =
        paper.unit.findings.iter().map(|finding| (finding.found.rule.as_str(), finding.places)).collect();
    let names = PlaceNames::of(paper);
    for (at, found) in failing.iter().enumerate() {
        sheet.row(row(paper, &names, at + 1, found, places.get(found.rule.as_str()).copied().flatten()));
    }
    sheet
}

fn is_over(found: &Found) -> bool {
    state(found.state.as_deref()) == State::NotMet && found.value.is_some()
}

/// A class over its limit.
fn row<'a>(
    paper: Paper<'a>,
    names: &PlaceNames<'a>,
    number: usize,
    found: &'a Found,
    places: Option<u32>,
) -> Vec<Cell> {
    let school = found.under.first().map_or("", |code| names.get(code));
    let class = if found.unit_name.is_empty() { &found.unit } else { &found.unit_name };
    let mut row = vec![Cell::whole(number)];
    row.extend([paper.unit_name(), school, stage(paper, found.stage.as_deref())].map(Cell::text));
    row.extend([Cell::blank(), Cell::text(class), value(paper, found, places)]);
    row.push(Cell::text(category(paper, found, found.value.unwrap_or_default())));
    row.extend(vec![Cell::blank(); BLANK.len()]);
    row
}

/// The limit that is passed, and what the statistics of the country call the class.
fn category(paper: Paper<'_>, found: &Found, size: f64) -> String {
    let over = paper.say(&own::OVER, &[("limit", requirement(paper, found))]);
    let named = match size {
        size if size >= SUPER => &own::SUPER_CLASS,
        size if size >= LARGE => &own::LARGE_CLASS,
        _ => return over,
    };
    [over, paper.word(named).to_owned()].join(paper.word(&wording::CLAUSE_SEPARATOR))
}
