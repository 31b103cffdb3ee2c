//! A table of the units below, one row each, that sorts and filters; a name opens to how its numbers came about.

use junheng::assessment::State;
use maud::{Markup, PreEscaped, html};
use serde::Serialize;

use super::page::{badge, class, filters, number};
use super::wording as own;
use crate::paper::{Paper, state};
use crate::record::{Finding, Found};
use crate::schools::{Row, items, main_rule, rows};
use crate::wording;

/// The table, where units below were held against several measures.
pub(super) fn schools(paper: Paper<'_>) -> Markup {
    let Some(rule) = main_rule(paper) else { return html! {} };
    let items = items(paper, rule);
    let rows = rows(paper, rule, &items);
    html! {
        section {
            h2 { (paper.word(&own::SCHOOLS)) }
            p class="hint screen" { (paper.word(&own::SCHOOLS_HINT)) }
            (filters(paper.language, "schools", rows.len(), &[State::NotMet, State::Undetermined]))
            div class="scroll" { table id="schools" class="sortable" {
                (header(paper, &items))
                tbody { @for (at, row) in rows.iter().enumerate() { (table_row(paper, at, row, &items)) } }
            } }
            (dialog(paper))
            script type="application/json" id="workings" { (PreEscaped(workings(paper, &rows, &items))) }
        }
    }
}

fn header(paper: Paper<'_>, items: &[(&str, &Finding)]) -> Markup {
    let plain = |wording| html! { th scope="col" { button type="button" { (paper.word(wording)) } } };
    html! {
        thead { tr {
            (plain(&wording::COLUMN_NAME)) (plain(&wording::COLUMN_STAGE))
            @for (code, finding) in items {
                th scope="col" class="number" title=(paper.title(&finding.title)) { button type="button" { (code) } }
            }
            (plain(&own::COLUMN_WHOLE)) (plain(&own::COLUMN_OTHERS))
        } }
    }
}

fn table_row(paper: Paper<'_>, at: usize, row: &Row<'_>, items: &[(&str, &Finding)]) -> Markup {
    let all = row.of.iter().flatten().chain(row.whole.iter());
    let mut states: Vec<&str> = all.map(|found| class(state(found.state.as_deref()))).collect();
    states.extend((!row.fails.is_empty()).then_some("not-met"));
    states.sort_unstable();
    states.dedup();
    html! {
        tr data-states=(states.join(" ")) {
            td { button type="button" data-row=(at) { (row.name) } }
            td { (row.stage.map_or("", |stage| paper.stage(stage))) }
            @for (found, (_, finding)) in row.of.iter().zip(items) { (measure(paper, *found, finding.places)) }
            td { @if let Some(found) = row.whole {
                @let own = state(found.state.as_deref());
                (badge(own, &paper.state(own, &found.grade)))
            } }
            td { (row.fails.join(paper.word(&wording::LIST_SEPARATOR))) }
        }
    }
}

fn measure(paper: Paper<'_>, found: Option<&Found>, places: Option<u32>) -> Markup {
    let Some(found) = found else { return html! { td class="number" {} } };
    let own = state(found.state.as_deref());
    html! {
        td class={ "number " (class(own)) } data-sort=[found.value] {
            @match (found.value, paper.bare_value(found, places)) {
                (Some(value), Some(shown)) => (number(value, &shown)),
                _ => (paper.state(own, &found.grade)),
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
    of: Vec<Vec<String>>,
}

fn workings(paper: Paper<'_>, rows: &[Row<'_>], items: &[(&str, &Finding)]) -> String {
    let told: Vec<Told> = rows.iter().map(|row| worked(paper, row, items)).collect();
    // A text must not end the element it stands in.
    serde_json::to_string(&told).unwrap_or_default().replace('<', "\\u003c")
}

fn worked(paper: Paper<'_>, row: &Row<'_>, items: &[(&str, &Finding)]) -> Told {
    let stage = row.stage.map_or("", |stage| paper.stage(stage));
    let arguments = [("unit", row.name.to_owned()), ("stage", stage.to_owned())];
    let name = if stage.is_empty() { row.name.to_owned() } else { paper.say(&wording::AT_STAGE, &arguments) };
    let lines = row.of.iter().zip(items).filter_map(|(found, (code, finding))| {
        let found = (*found)?;
        let working = found.working.clone().unwrap_or_default();
        Some(vec![
            format!("{code} {}", paper.title(&finding.title)),
            paper.value(found, finding.places).unwrap_or_default(),
            paper.requirement(found).unwrap_or_default(),
            paper.state(state(found.state.as_deref()), &found.grade),
            working.numbers,
            working.cells.join(paper.word(&wording::LIST_SEPARATOR)),
        ])
    });
    Told { name, of: lines.collect() }
}
