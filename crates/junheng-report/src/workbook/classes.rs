//! 大班额台账: classes over their limit, with columns for how each is struck off.

use std::collections::BTreeMap;

use junheng::assessment::State;

use super::cells::{place_name, requirement, stage, value};
use super::sheet::{Cell, Sheet};
use super::wording as own;
use crate::paper::{Paper, state};
use crate::record::Found;
use crate::wording;

/// The level that packs give their classes.
const LEVEL: &str = "class";
/// From so many pupils a class is 大班额, and 超大班额, in the statistics of the country.
const LARGE: f64 = 56.0;
const SUPER: f64 = 66.0;

pub(super) fn sheet(paper: Paper<'_>) -> Sheet {
    let mut sheet = Sheet::new(paper.word(&own::CLASSES), paper.of_unit(&own::CLASSES));
    let classes: Vec<&Found> = paper.unit.below.iter().flatten().filter(|found| found.level == LEVEL).collect();
    let failing: Vec<&Found> = classes
        .iter()
        .copied()
        .filter(|found| state(found.state.as_deref()) == State::NotMet && found.value.is_some())
        .collect();
    let count = [("count", failing.len().to_string()), ("all", classes.len().to_string())];
    sheet.note(if classes.is_empty() {
        paper.word(&own::NO_CLASSES).to_owned()
    } else {
        paper.say(&own::CLASS_COUNT, &count)
    });
    sheet.note(paper.word(&own::CLASSES_HINT));
    sheet.note(paper.word(&own::OUR_COLUMNS));
    let known = [
        &own::NUMBER,
        &own::COUNTY,
        &own::SCHOOL,
        &wording::COLUMN_STAGE,
        &own::GRADE,
        &own::CLASS,
        &own::CLASS_SIZE,
        &own::CATEGORY,
    ];
    let blank = [
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
    sheet.head(known.iter().chain(&blank).map(|title| paper.word(title)));
    sheet.frozen = 6;
    let places: BTreeMap<&str, Option<u32>> =
        paper.unit.findings.iter().map(|finding| (finding.found.rule.as_str(), finding.places)).collect();
    for (at, found) in failing.iter().enumerate() {
        let school = found.under.first().map_or("", |code| place_name(paper, code));
        let size = found.value.unwrap_or_default();
        let mut row = vec![Cell::whole(at + 1)];
        row.extend([paper.unit_name(), school, stage(paper, found.stage.as_deref())].map(Cell::text));
        row.extend([
            Cell::blank(),
            Cell::text(if found.unit_name.is_empty() { &found.unit } else { &found.unit_name }),
        ]);
        row.push(value(paper, found, places.get(found.rule.as_str()).copied().flatten()));
        row.push(Cell::text(category(paper, found, size)));
        row.extend(vec![Cell::blank(); blank.len()]);
        sheet.row(row);
    }
    sheet
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
