//! The page of several units: a line each, linked to the page of its own.

use junheng::assessment::State;
use junheng::diagnostic::Language;
use maud::{Markup, html};

use super::page::{badge, class, filters, name};
use super::wording as own;
use crate::context::say;
use crate::head::standard;
use crate::paper::{Paper, state};
use crate::record::Record;
use crate::wording;

/// More rules of a unit than these are only counted.
const RULES: usize = 3;

/// Title and body of the page.
pub(super) fn index(record: &Record, language: Language, file: &dyn Fn(usize) -> String) -> (String, Markup) {
    let papers: Vec<Paper<'_>> = record.units.iter().map(|unit| Paper { record, unit, language }).collect();
    let pack = language.pick(&[&record.run.pack.title.zh, &record.run.pack.title.en]);
    let title = say(language, &own::INDEX, &[("title", pack.to_owned()), ("count", record.units.len().to_string())]);
    let body = html! {
        header {
            @if let Some(notice) = &record.run.pack.notice { p class="notice" { (language.pick(&[&notice.zh, &notice.en])) } }
            p class="kind" { (language.pick(&own::KIND)) }
            h1 { (title) }
            p class="verdict" { (counts(&papers, language)) }
            @if let Some(paper) = papers.first() { p class="sub" { (standard(*paper)) } }
        }
        main id="content" { section {
            h2 { (language.pick(&own::UNITS)) }
            (filters(language, "units", papers.len(), &[State::Met, State::NotMet, State::Undetermined]))
            div class="scroll" { table id="units" class="sortable" {
                (header(language))
                tbody { @for (at, paper) in papers.iter().enumerate() { (row(*paper, &file(at))) } }
            } }
        } }
    };
    (title, body)
}

fn counts(papers: &[Paper<'_>], language: Language) -> String {
    let count =
        |wanted: &[State]| papers.iter().filter_map(|paper| paper.verdict()).filter(|own| wanted.contains(own)).count();
    let (met, not_met) = (count(&[State::Met]), count(&[State::NotMet]));
    let judged = papers.iter().filter(|paper| paper.verdict().is_some()).count();
    let arguments =
        [("met", met.to_string()), ("not_met", not_met.to_string()), ("open", (judged - met - not_met).to_string())];
    say(language, &own::INDEX_COUNTS, &arguments)
}

fn header(language: Language) -> Markup {
    let heads = [
        &wording::COLUMN_CODE,
        &wording::COLUMN_NAME,
        &wording::COLUMN_PERIOD,
        &wording::COLUMN_STATE,
        &wording::NOT_MET,
        &wording::UNDETERMINED,
        &wording::COLUMN_DECIDES,
    ];
    html! {
        thead { tr { @for head in heads { th scope="col" { button type="button" { (language.pick(head)) } } } } }
    }
}

fn row(paper: Paper<'_>, file: &str) -> Markup {
    let verdict = paper.unit.verdicts.first();
    let own = state(verdict.map(|verdict| verdict.state.as_str()));
    let failing = paper.in_state(&[State::NotMet]);
    let open = paper.in_state(&[State::Undetermined, State::Error, State::NotChecked]).len();
    let named: Vec<&str> = failing.iter().take(RULES).map(|ruled| paper.rule_title(ruled.head)).collect();
    let listed = named.join(paper.word(&wording::LIST_SEPARATOR));
    let more = [("rules", listed.clone()), ("count", failing.len().to_string())];
    html! {
        tr data-states=(class(own)) {
            td { (paper.unit.code) }
            td { a href=(file) { (name(paper.unit_name())) } }
            td { (paper.unit.period) }
            td { (badge(own, &paper.state(own, verdict.map_or("", |verdict| verdict.grade.as_str())))) }
            td class="number" { (failing.len()) }
            td class="number" { (open) }
            td { (if failing.len() > RULES { paper.say(&wording::AND_MORE, &more) } else { listed }) }
        }
    }
}
