//! Tables of a form over measures: how many units meet each, unit by unit, means and coefficients of variation.

use std::collections::BTreeMap;

use super::super::cells::{open, unit_title};
use super::super::disparity::Disparities;
use super::super::schools::{measures, remark, together};
use super::super::wording as own;
use super::fill::rows_with;
use super::{Column, Table};
use crate::paper::Paper;
use crate::record::{Finding, Value};
use crate::schools::{Row, judged};
use crate::sheet::{Cell, Sheet};
use crate::wording;

/// The level that the columns of a unit stand at.
const LEVEL: &str = "school";

/// 表Ⅱ-1: how many units meet each measure, and which share of all.
pub(super) fn units_met(paper: Paper<'_>, table: &Table, sheet: &mut Sheet) {
    let findings: Vec<&Finding> = paper
        .unit
        .findings
        .iter()
        .filter(|finding| finding.found.rule == table.rule && finding.found.tally.is_some())
        .collect();
    let Some(items) = items(&findings) else {
        sheet.note(paper.word(&own::NO_MEMBERS));
        return;
    };
    let before = [&wording::COLUMN_STAGE, &own::ROW].map(|title| paper.word(title).to_owned());
    let titles = items.iter().map(|item| heading(paper, &findings, item));
    sheet.head(before.into_iter().chain(titles));
    for stage in stages(&findings) {
        let of = |item: &str| {
            findings.iter().find(|finding| finding.found.item == item && finding.found.stage.as_deref() == Some(stage))
        };
        let line = |title, cell: &dyn Fn(&Finding) -> Cell| {
            let head = [Cell::text(paper.stage(stage)), Cell::text(paper.word(title))];
            head.into_iter()
                .chain(items.iter().map(|item| of(item).map_or(Cell::nothing(), |finding| cell(finding))))
                .collect()
        };
        sheet.row(line(&own::UNITS_MET, &|finding| {
            tally(finding).map_or(Cell::nothing(), |(met, ..)| Cell::whole(met))
        }));
        sheet.row(line(&own::SHARE_MET, &|finding| share(paper, finding)));
        sheet.row(line(&own::UNITS_OPEN, &|finding| {
            tally(finding).map_or(Cell::nothing(), |(met, not_met, all)| Cell::whole(all - met - not_met))
        }));
    }
}

/// Met, not met, all.
fn tally(finding: &Finding) -> Option<(usize, usize, usize)> {
    finding.found.tally.as_ref().map(|tally| (tally.met, tally.not_met, tally.in_scope))
}

/// The share in percent; not known where units are not.
fn share(paper: Paper<'_>, finding: &Finding) -> Cell {
    match tally(finding) {
        Some((met, not_met, all)) if met + not_met == all && all > 0 => {
            Cell::number(met as f64 / all as f64 * 100.0, Some(1))
        }
        _ => open(paper.word(&wording::UNDETERMINED)),
    }
}

/// The members in the order of the pack, then the whole; nothing without members.
fn items<'a>(findings: &[&'a Finding]) -> Option<Vec<&'a str>> {
    let mut items: Vec<&str> = Vec::new();
    for finding in findings {
        if !finding.found.item.is_empty() && !items.contains(&finding.found.item.as_str()) {
            items.push(&finding.found.item);
        }
    }
    (!items.is_empty()).then(|| {
        items.push("");
        items
    })
}

fn heading(paper: Paper<'_>, findings: &[&Finding], item: &str) -> String {
    let finding = findings.iter().find(|finding| finding.found.item == item);
    match finding {
        Some(finding) if !item.is_empty() => [item, paper.title(&finding.title)].join(" "),
        _ => paper.word(&own::WHOLE).to_owned(),
    }
}

fn stages<'a>(findings: &[&'a Finding]) -> Vec<&'a str> {
    let mut stages: Vec<&str> = Vec::new();
    for stage in findings.iter().filter_map(|finding| finding.found.stage.as_deref()) {
        if !stages.contains(&stage) {
            stages.push(stage);
        }
    }
    stages
}

/// 表Ⅱ-2: a row for each unit and stage, stage by stage.
pub(super) fn units(paper: Paper<'_>, table: &Table, sheet: &mut Sheet) {
    let schools = judged(paper, &table.rule);
    if schools.measures.is_empty() || schools.rows.is_empty() {
        sheet.note(paper.word(&own::NO_MEMBERS));
        return;
    }
    let column = |column: &Column| [column.code.as_str(), paper.title(&column.title)].join(" ");
    let before = [paper.word(&own::FORM_NUMBER), paper.word(&own::FORM_NAME)].map(str::to_owned);
    let after = [paper.word(&own::FORM_TOGETHER), paper.word(&own::REMARK)].map(str::to_owned);
    let titles = schools.measures.iter().map(|finding| unit_title(paper, finding));
    sheet.head(before.into_iter().chain(table.column.iter().map(column)).chain(titles).chain(after));
    sheet.frozen = 2;
    let values = Values::of(paper, &table.column);
    let findings: Vec<&Finding> =
        paper.unit.findings.iter().filter(|finding| finding.found.rule == table.rule).collect();
    for stage in stages(&findings) {
        sheet.group(paper.stage(stage));
        let own = schools.rows.iter().filter(|school| school.stage == Some(stage));
        for (at, school) in own.enumerate() {
            let mut row = vec![Cell::whole(at + 1), Cell::text(school.name)];
            row.extend((0..table.column.len()).map(|column| values.cell(paper, &table.column, column, school)));
            row.extend(measures(paper, school, &schools.measures, table.places));
            row.extend([together(paper, school), Cell::text(remark(paper, school, &schools.measures))]);
            sheet.row(row);
        }
    }
    let absent: Vec<String> = values.absent(&table.column).map(column).collect();
    if !absent.is_empty() {
        let list = absent.join(paper.word(&wording::LIST_SEPARATOR));
        sheet.note(paper.say(&own::COLUMNS_ABSENT, &[("columns", list)]));
    }
}

/// What the data says in a column: by unit and stage, or by unit alone.
type Known<'a> = BTreeMap<(&'a str, Option<&'a str>), &'a Value>;

/// What the data says in each column, as far as it has one.
struct Values<'a>(Vec<Option<Known<'a>>>);

impl<'a> Values<'a> {
    fn of(paper: Paper<'a>, columns: &[Column]) -> Self {
        let column = |column: &Column| {
            let rows = rows_with(paper, LEVEL, column.field.as_deref()?)?;
            Some(rows.into_iter().map(|(row, value)| ((row.unit.as_str(), row.stage.as_deref()), value)).collect())
        };
        Self(columns.iter().map(column).collect())
    }

    fn cell(&self, paper: Paper<'_>, columns: &[Column], at: usize, school: &Row<'_>) -> Cell {
        let Some(known) = &self.0[at] else { return Cell::nothing() };
        match known.get(&(school.unit, school.stage)).or_else(|| known.get(&(school.unit, None))) {
            Some(Value::Number(number)) => Cell::number(*number, None),
            Some(Value::Word(word)) => match columns[at].codes.get(word) {
                Some(code) => Cell::whole(*code as usize),
                None => Cell::text(word),
            },
            Some(Value::Absent) | None => open(paper.word(&own::NOT_KNOWN)),
        }
    }

    fn absent<'b>(&self, columns: &'b [Column]) -> impl Iterator<Item = &'b Column> {
        columns.iter().zip(&self.0).filter(|(_, known)| known.is_none()).map(|(column, _)| column)
    }
}

/// 表Ⅲ: the mean of the unit and the coefficient of variation, taken from the sheets that compute them.
pub(super) fn disparity(paper: Paper<'_>, disparities: &Disparities<'_>, table: &Table, sheet: &mut Sheet) {
    let findings: Vec<&Finding> =
        paper.unit.findings.iter().filter(|finding| finding.found.rule == table.rule).collect();
    let Some(items) = items(&findings) else {
        sheet.note(paper.word(&own::NO_MEMBERS));
        return;
    };
    let before = [&wording::COLUMN_STAGE, &own::ROW].map(|title| paper.word(title).to_owned());
    let title = |item: &&str| {
        let finding = findings.iter().find(|finding| finding.found.item == **item).filter(|_| !item.is_empty());
        finding.map_or_else(|| paper.word(&own::COMPOSITE).to_owned(), |finding| unit_title(paper, finding))
    };
    sheet.head(before.into_iter().chain(items.iter().map(title)));
    for stage in stages(&findings) {
        let line = |title, cell: &dyn Fn(&str) -> Option<Cell>| {
            let head = [Cell::text(paper.stage(stage)), Cell::text(paper.word(title))];
            head.into_iter().chain(items.iter().map(|item| cell(item).unwrap_or(Cell::nothing()))).collect()
        };
        sheet.row(line(&own::MEAN, &|item| match item {
            "" => Some(Cell::text("——")),
            _ => disparities.mean(item, stage, table.places),
        }));
        sheet.row(line(&own::COEFFICIENT, &|item| match item {
            "" => disparities.composite(stage, Some(3)),
            _ => disparities.coefficient(item, stage, Some(3)),
        }));
    }
}
