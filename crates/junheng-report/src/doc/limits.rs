//! Limits by stage and, beside them, what replaces them when and until when.

use junheng::pack::{Comparison, Formula, Limit, Variant};
use maud::{Markup, html};

use crate::context::{sign, with_unit};

use super::page::Page;
use super::wording;

/// A row of the table: a case, and what holds in it.
struct Row<'a> {
    case: Markup,
    limits: Vec<(Comparison, &'a Limit)>,
    days: String,
}

/// The table of the limits of a measure or rule; nothing where there are none.
pub fn limits(page: Page<'_>, own: &[(Comparison, &Limit)], variants: &[Variant], unit: &str) -> Markup {
    if own.is_empty() && variants.is_empty() {
        return html! {};
    }
    let general = Row { case: html! { (page.word(&wording::IN_GENERAL)) }, limits: own.to_vec(), days: String::new() };
    let rows: Vec<Row<'_>> =
        std::iter::once(general).chain(variants.iter().map(|variant| one(page, variant))).collect();
    let stages = stages(&rows);
    let dated = rows.iter().any(|row| !row.days.is_empty());
    html! {
        table class=(if variants.is_empty() { "limits" } else { "limits wide" }) {
            thead { tr {
                th { (page.word(&wording::CASE)) }
                @for stage in &stages { th { (page.stage(stage)) } }
                @if stages.is_empty() { th { (page.word(&wording::LIMIT)) } }
                @if dated { th { (page.word(&wording::IN_FORCE)) } }
            } }
            tbody { @for row in &rows { tr {
                td { (row.case) }
                (cells(page, row, &stages, unit))
                @if dated { td class="days" { (row.days) } }
            } } }
        }
    }
}

/// The stages that any limit names, in the order of their first mention.
fn stages<'a>(rows: &[Row<'a>]) -> Vec<&'a str> {
    let mut found = Vec::new();
    for (_, limit) in rows.iter().flat_map(|row| &row.limits) {
        let Limit::ByStage(_, limits) = limit else { continue };
        for (stage, _) in limits {
            if !found.contains(&stage.as_str()) {
                found.push(stage.as_str());
            }
        }
    }
    found
}

fn cells(page: Page<'_>, row: &Row<'_>, stages: &[&str], unit: &str) -> Markup {
    let span = stages.len().max(1);
    match row.limits.first() {
        None => html! { td colspan=(span) { (page.word(&wording::SAME_LIMIT)) } },
        Some((comparison, Limit::One(formula))) => {
            html! { td colspan=(span) class="limit" { (amount(page, *comparison, formula, unit)) } }
        }
        Some((comparison, Limit::ByStage(_, limits))) => html! {
            @for stage in stages {
                td class="limit" {
                    @match limits.iter().find(|(known, _)| known.as_str() == *stage) {
                        Some((_, formula)) => (amount(page, *comparison, formula, unit)),
                        None => (page.word(&wording::DASH)),
                    }
                }
            }
        },
    }
}

/// A limit with the sign it is compared by: a number in the unit of the value, or a formula.
pub fn amount(page: Page<'_>, comparison: Comparison, formula: &Formula, unit: &str) -> Markup {
    let sign = sign(comparison.symbol());
    match formula.text.parse::<f64>() {
        Ok(_) => html! { (sign) " " (with_unit(&formula.text, unit)) },
        Err(_) => html! { (sign) " " (page.in_symbols(formula)) },
    }
}

/// A variant: when it holds, by what article, and what it puts in place of what.
fn one<'a>(page: Page<'a>, variant: &'a Variant) -> Row<'a> {
    let grade = variant.grade.as_ref().map(|grade| grade.value.clone());
    let outcome = grade.into_iter().chain(variant.state.map(|state| page.word(wording::standing(state)).to_owned()));
    let case = html! {
        @if let Some(title) = &variant.title { strong { (page.title(title)) } br; }
        (page.say(&wording::WHEN, &[("when", page.in_words(&variant.when))]))
        @if let Some(value) = &variant.value {
            div class="sub" { (page.word(&wording::COUNTED_AS)) " " (page.in_words(value)) div class="formula" { (page.in_symbols(value)) } }
        }
        @for word in outcome { div class="sub" { (page.say(&wording::FOUND_AS, &[("word", word.clone())])) } }
        @if let Some(owed) = &variant.obligation {
            div class="sub" { (page.say(&wording::OWES, &[("obligation", owed.value.clone())])) }
        }
        @if let Some(cite) = &variant.cite { div class="sub" { (page.word(&wording::CITE)) (page.pick(&["：", ": "])) (page.cite(cite)) } }
        @if let Some(reading) = &variant.reading { div class="sub" { (page.word(&wording::READING)) (page.pick(&["：", ": "])) (reading.value) } }
    };
    Row { case, limits: variant.limits(), days: page.days(variant.from, variant.until) }
}
