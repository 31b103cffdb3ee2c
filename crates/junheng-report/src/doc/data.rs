//! The data a pack needs, table by table: every field with its other headers, unit, definition and users.

use junheng::pack::{Field, Level};
use maud::{Markup, html};

use super::page::Page;
use super::wording;

pub fn data(page: Page<'_>) -> Markup {
    html! {
        section id="data" {
            h2 { (page.word(&wording::DATA)) }
            @if page.program.is_some() { p class="hint" { (page.word(&wording::DATA_HINT)) } }
            @for level in &page.pack.level { (table(page, level)) }
        }
    }
}

/// The rules and measures that need a field.
fn users<'a>(page: Page<'a>, at: usize) -> &'a [String] {
    page.program.and_then(|program| program.schema.fields.get(at)).map_or(&[], |field| &field.needed_by)
}

/// Whether a field is worth a row: everything a library holds; in a pack, what is needed.
fn is_shown(page: Page<'_>, at: usize) -> bool {
    page.program.is_none_or(|program| program.schema.fields.get(at).is_some_and(|field| field.needed))
}

fn table(page: Page<'_>, level: &Level) -> Markup {
    let of = |field: &Field| field.level.as_str() == level.id.as_str();
    let fields: Vec<(usize, &Field)> =
        page.pack.field.iter().enumerate().filter(|(at, field)| of(field) && is_shown(page, *at)).collect();
    if fields.is_empty() {
        return html! {};
    }
    html! {
        h3 {
            (page.title(&level.title)) " "
            @if !level.tables.0.is_empty() {
                span class="hint" { (page.say(&wording::TABLE_NAMES, &[("names", page.list(level.tables.0.iter().map(|name| name.as_str())))])) }
            }
        }
        table class="data" {
            thead { tr {
                th { (page.word(&wording::FIELD)) } th { (page.word(&wording::UNIT)) }
                th { (page.word(&wording::DEFINITION)) } th { (page.word(&wording::USED_BY)) }
            } }
            tbody { @for (at, field) in fields { (row(page, at, field)) } }
        }
    }
}

fn row(page: Page<'_>, at: usize, field: &Field) -> Markup {
    html! {
        tr id={ "field-" (field.id.as_str()) } {
            td {
                strong { (field.label.value) }
                @if !field.aliases.is_empty() {
                    div class="sub" { (page.word(&wording::ALIASES)) (page.list(field.aliases.iter().map(|alias| alias.as_str()))) }
                }
                div class="id" { (field.id.as_str()) }
            }
            td {
                @if let Some(unit) = &field.unit { (unit.value) } @else { (page.word(&wording::DASH)) }
                @if field.by.is_some() { div class="sub" { (page.word(&wording::BY_STAGE)) } }
            }
            td { (definition(page, field)) }
            td { (used_by(page, at)) }
        }
    }
}

fn definition(page: Page<'_>, field: &Field) -> Markup {
    html! {
        @if let Some(derive) = &field.derive {
            div { (page.word(&wording::DERIVED)) }
            div class="formula" { (page.in_symbols(derive)) }
        }
        @if !field.values.is_empty() { div { (page.word(&wording::ONE_OF)) (page.list(field.values.iter().map(|value| value.as_str()))) } }
        @for text in [&field.note, &field.reading, &field.source].into_iter().flatten() { div { (text.value) } }
        @if let Some(assumed) = &field.assumed { div { (page.say(&wording::ASSUMED, &[("word", assumed.value.clone())])) } }
        @if let Some(years) = &field.years { div { (page.say(&wording::YEARS, &[("count", years.literal.clone())])) } }
        @for check in &field.check { div class="sub" { (page.word(&wording::MUST_HOLD)) (page.in_words(check)) } }
        @if let Some(cite) = &field.cite { div class="sub" { (page.cite(cite)) } }
    }
}

fn used_by(page: Page<'_>, at: usize) -> Markup {
    html! {
        @if page.program.is_some() && users(page, at).is_empty() { span class="sub" { (page.word(&wording::USED_OTHERWISE)) } }
        @for (index, user) in users(page, at).iter().enumerate() {
            @if index > 0 { (page.word(&crate::wording::LIST_SEPARATOR)) }
            @if let Some(measure) = page.measure(user) {
                a href={ "#measure-" (user) } { (measure.code.as_ref().map_or(page.title(&measure.title), |code| code.as_str())) }
            } @else if page.rule(user).is_some() {
                a href={ "#rule-" (user) } { (page.rule(user).map_or("", |rule| page.rule_title(rule))) }
            } @else { (user) }
        }
    }
}
