//! A table of the units below, one row each, that sorts and filters; a name opens to how its numbers came about.

use junheng::assessment::State;
use maud::{Markup, PreEscaped, html};
use serde::Serialize;

use super::page::{badge, class, filters, name, number};
use super::wording as own;
use crate::paper::Paper;
use crate::record::Finding;
use crate::schools::{Cell, Row, Table, table};
use crate::wording;

/// The table, where units below were measured.
pub(super) fn schools(paper: Paper<'_>) -> Markup {
    let table = table(paper);
    if table.rows.is_empty() {
        return html! {};
    }
    html! {
        section {
            h2 { (paper.word(&own::SCHOOLS)) }
            p class="hint screen" { (paper.word(&own::SCHOOLS_HINT)) }
            (filters(paper.language, "schools", table.rows.len(), &[State::NotMet, State::Undetermined]))
            div class="scroll" { table id="schools" class="sortable" {
                (header(paper, &table.measures))
                tbody { @for (at, row) in table.rows.iter().enumerate() { (table_row(paper, at, row)) } }
            } }
            (dialog(paper))
            script type="application/json" id="workings" { (PreEscaped(workings(paper, &table))) }
        }
    }
}

fn header(paper: Paper<'_>, measures: &[&Finding]) -> Markup {
    let plain = |wording| html! { th scope="col" { button type="button" { (paper.word(wording)) } } };
    html! {
        thead { tr {
            (plain(&wording::COLUMN_NAME)) (plain(&wording::COLUMN_STAGE))
            @for measure in measures {
                th scope="col" class="number" title=(paper.title(&measure.title)) { button type="button" { (measure.found.item) } }
            }
            (plain(&own::COLUMN_WHOLE)) (plain(&own::COLUMN_OTHERS))
        } }
    }
}

fn table_row(paper: Paper<'_>, at: usize, row: &Row<'_>) -> Markup {
    let mut states: Vec<&str> = row.of.iter().flatten().chain(&row.whole).map(|cell| class(cell.state)).collect();
    states.extend((!row.fails.is_empty()).then_some("not-met"));
    states.sort_unstable();
    states.dedup();
    html! {
        tr data-states=(states.join(" ")) {
            td { button type="button" data-row=(at) { (name(row.name)) } }
            td { (row.stage.map_or("", |stage| paper.stage(stage))) }
            @for cell in &row.of { (measure(paper, cell.as_ref())) }
            td { @if let Some(cell) = &row.whole { (badge(cell.state, &paper.state(cell.state, cell.grade))) } }
            td { (row.fails.join(paper.word(&wording::LIST_SEPARATOR))) }
        }
    }
}

fn measure(paper: Paper<'_>, cell: Option<&Cell<'_>>) -> Markup {
    let Some(cell) = cell else { return html! { td class="number" {} } };
    html! {
        td class={ "number " (class(cell.state)) } data-sort=[cell.value] {
            @match cell.value {
                Some(value) => (number(value, &cell.shown[0])),
                None => (paper.state(cell.state, cell.grade)),
            }
        }
    }
}

fn dialog(paper: Paper<'_>) -> Markup {
    let heads = [
        &wording::COLUMN_MEMBER,
        &wording::COLUMN_VALUE,
        &wording::COLUMN_REQUIRED,
        &wording::COLUMN_STATE,
        &wording::COLUMN_COMPUTED,
        &wording::COLUMN_CELLS,
    ];
    html! {
        dialog {
            h3 {}
            table { thead { tr { @for head in heads { th scope="col" { (paper.word(head)) } } } } tbody {} }
            form method="dialog" { button { (paper.word(&own::CLOSE)) } }
        }
    }
}

/// How the numbers of a row came about.
#[derive(Serialize)]
struct Told {
    name: String,
    of: Vec<[String; 6]>,
}

fn workings(paper: Paper<'_>, table: &Table<'_>) -> String {
    let told: Vec<Told> = table.rows.iter().map(|row| worked(paper, row, &table.measures)).collect();
    // A text must not end the element it stands in.
    serde_json::to_string(&told).unwrap_or_default().replace('<', "\\u003c")
}

fn worked(paper: Paper<'_>, row: &Row<'_>, measures: &[&Finding]) -> Told {
    let stage = row.stage.map_or("", |stage| paper.stage(stage));
    let arguments = [("unit", row.name.to_owned()), ("stage", stage.to_owned())];
    let name = if stage.is_empty() { row.name.to_owned() } else { paper.say(&wording::AT_STAGE, &arguments) };
    let told = row.of.iter().zip(measures).filter_map(|(cell, measure)| Some(line(paper, cell.as_ref()?, measure)));
    Told { name, of: told.collect() }
}

fn line(paper: Paper<'_>, cell: &Cell<'_>, measure: &Finding) -> [String; 6] {
    let working = cell.working.cloned().unwrap_or_default();
    [
        format!("{} {}", measure.found.item, paper.title(&measure.title)),
        cell.shown[1].clone(),
        cell.requirement.clone(),
        paper.state(cell.state, cell.grade),
        working.numbers,
        working.cells.join(paper.word(&wording::LIST_SEPARATOR)),
    ]
}
