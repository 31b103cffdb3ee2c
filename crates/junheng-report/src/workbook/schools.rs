//! 逐校达标: every unit that was held against several measures, failing cells dark, a 1 where it meets them together.

use junheng::assessment::State;

use super::cells::{open, stage, unit_title, value};
use super::wording as own;
use crate::number::shown_beside;
use crate::paper::Paper;
use crate::record::{Finding, Found};
use crate::schools::{self, Row, table};
use crate::sheet::{Cell, Look, Sheet};
use crate::wording;
use junheng::pack::Comparison;

pub(super) fn sheet(paper: Paper<'_>) -> Sheet {
    let mut sheet = Sheet::new(paper.word(&own::SCHOOLS), paper.of_unit(&own::SCHOOLS));
    let table = table(paper);
    if table.rows.is_empty() {
        sheet.note(paper.word(&own::NO_SCHOOLS));
        return sheet;
    }
    sheet.note(paper.word(&own::SCHOOLS_HINT));
    let before = [&own::NUMBER, &wording::COLUMN_CODE, &wording::COLUMN_NAME, &wording::COLUMN_STAGE];
    let after = [&own::MET_COUNT, &own::TOGETHER, &wording::COLUMN_STATE, &own::OTHERS, &own::REMARK];
    let titles = table.measures.iter().map(|finding| unit_title(paper, finding));
    let word = |title: &&'static wording::Wording| paper.word(title).to_owned();
    sheet.head(before.iter().map(word).chain(titles).chain(after.iter().map(word)));
    sheet.frozen = 4;
    for (at, school) in table.rows.iter().enumerate() {
        let unit = [Cell::whole(at + 1), Cell::text(school.unit), Cell::text(school.name)];
        let mut row: Vec<Cell> = unit.into_iter().chain([Cell::text(stage(paper, school.stage))]).collect();
        row.extend(measures(paper, school, &table.measures, None));
        row.extend([met_count(school), together(paper, school), whole_state(paper, school)]);
        row.push(Cell::text(school.fails.join(paper.word(&wording::LIST_SEPARATOR))));
        row.push(Cell::text(remark(paper, school, &table.measures)));
        sheet.row(row);
    }
    sheet
}

/// A cell for each measure of a unit.
pub(super) fn measures(paper: Paper<'_>, school: &Row<'_>, all: &[&Finding], places: Option<u32>) -> Vec<Cell> {
    let cell = |(cell, finding): (&Option<schools::Cell<'_>>, &&Finding)| match cell {
        Some(schools::Cell { found: Some(found), .. }) => value(paper, found, places.or(finding.places)),
        Some(schools::Cell { value: Some(value), .. }) => {
            Cell::number(*value, finding.shares.as_ref().and_then(|shares| shares.places))
        }
        Some(_) => open(paper.word(&own::NOT_KNOWN)),
        None => Cell::nothing(),
    };
    school.of.iter().zip(all).map(cell).collect()
}

/// `1` where all measures together are met, as the form asks; empty where not; the state where that is not known.
pub(super) fn together(paper: Paper<'_>, school: &Row<'_>) -> Cell {
    let Some(whole) = &school.whole else { return Cell::nothing() };
    match whole.state {
        State::Met => Cell::whole(1),
        State::NotMet => Cell::nothing().looks(Look::Dark),
        own => open(paper.state(own, whole.grade)),
    }
}

fn whole_state(paper: Paper<'_>, school: &Row<'_>) -> Cell {
    Cell::text(school.whole.as_ref().map_or_else(String::new, |whole| paper.state(whole.state, whole.grade)))
}

fn met_count(school: &Row<'_>) -> Cell {
    Cell::whole(school.of.iter().flatten().filter(|cell| cell.state == State::Met).count())
}

/// Which measures are met and how near the others come, as the form asks of its last column.
pub(super) fn remark(paper: Paper<'_>, school: &Row<'_>, all: &[&Finding]) -> String {
    let in_state = |wanted: State| {
        let known =
            school.of.iter().zip(all).filter(move |(cell, _)| cell.as_ref().is_some_and(|cell| cell.state == wanted));
        known.map(|(cell, finding)| (cell.as_ref().and_then(|cell| cell.found), finding.found.item.as_str()))
    };
    let list = |wanted: State| {
        in_state(wanted).map(|(_, item)| item).collect::<Vec<_>>().join(paper.word(&wording::LIST_SEPARATOR))
    };
    if in_state(State::Met).count() == school.of.len() {
        return paper.word(&own::ALL_MET).to_owned();
    }
    let met = Some(list(State::Met)).filter(|items| !items.is_empty());
    let open = Some(list(State::Undetermined)).filter(|items| !items.is_empty());
    let told = met.into_iter().map(|items| paper.say(&own::MEETS, &[("items", items)]));
    let told = told.chain(in_state(State::NotMet).filter_map(|(found, _)| Some(short_of(paper, found?))));
    let told = told.chain(open.into_iter().map(|items| paper.say(&own::ITEMS_OPEN, &[("items", items)])));
    told.collect::<Vec<_>>().join(paper.word(&wording::CLAUSE_SEPARATOR))
}

/// How much of its requirement a value reaches; more is better of every value that must be at least something.
fn short_of(paper: Paper<'_>, found: &Found) -> String {
    let item = found.item.clone();
    let limit = found.limit.as_ref().filter(|limit| limit.comparison == Comparison::AtLeast.symbol());
    let share = limit.and_then(|limit| Some(found.value? / limit.value? * 100.0)).filter(|share| share.is_finite());
    let Some(share) = share else { return paper.say(&own::FAILS, &[("item", item)]) };
    let floor = paper.floor(&found.rule).unwrap_or(1.0) * 100.0;
    let shown = shown_beside(share, floor, Comparison::AtLeast, share >= floor - 1e-9 * floor, Some(1));
    paper.say(&own::REACHES, &[("item", item), ("share", shown)])
}
