//! What sound data is like: every check that is looked at, why, and what becomes of cells that fail it.

use junheng::pack::{DataCheck, Outlier, Severity};
use maud::{Markup, html};

use super::page::Page;
use super::rule::{cite_line, formula, line};
use super::wording;

/// The checks that are looked at under this pack; of a library all.
pub fn shown<'a>(page: Page<'a>) -> impl Iterator<Item = &'a DataCheck> {
    // A condition of a field may share its id with a check, but has no title.
    let is_looked_at = move |check: &&DataCheck| {
        page.program.is_none_or(|program| {
            let is_own =
                |known: &junheng::program::DataCheck| !known.title.zh.is_empty() && known.id == check.id.as_str();
            program.data_checks.iter().any(is_own)
        })
    };
    page.pack.check.iter().filter(is_looked_at)
}

pub fn checks(page: Page<'_>) -> Markup {
    if shown(page).next().is_none() {
        return html! {};
    }
    html! {
        section id="checks" {
            h2 { (page.word(&wording::CHECKS)) }
            p class="hint" { (page.word(&wording::CHECKS_HINT)) }
            @for check in shown(page) { (one_check(page, check)) }
        }
    }
}

fn one_check(page: Page<'_>, check: &DataCheck) -> Markup {
    let id = check.id.as_str();
    html! {
        article class="rule" id={ "check-" (id) } {
            h3 { (page.title(&check.title)) " " span class="tag" { (page.word(severity(check.severity))) } (page.origin_mark(check.id.0.span)) }
            div class="id" { (id) }
            dl {
                (line(page.word(&wording::LEVEL), html! { (page.level(check.level.as_str())) }))
                (formula(page, &wording::HOLDS, check.holds.as_ref()))
                (formula(page, &wording::COMPARED_VALUE, check.value.as_ref()))
                (line(page.word(&wording::BOUND), html! { @if let Some(outlier) = &check.outlier { (bound(page, outlier)) } }))
                (formula(page, &wording::ONLY_WHERE, check.filter.as_ref()))
                (line(page.word(&wording::OTHERWISE), html! { (consequence(page, check)) }))
                (line(page.word(&wording::WHY), html! { (page.title(&check.why)) }))
                (cite_line(page, &check.cite))
            }
        }
    }
}

/// What becomes of cells that fail a check, in a word.
pub fn severity(severity: Severity) -> &'static crate::wording::Wording {
    match severity {
        Severity::Error => &wording::CHECK_ERROR,
        Severity::Doubt => &wording::CHECK_DOUBT,
    }
}

/// How far from the others is far.
pub fn bound(page: Page<'_>, outlier: &Outlier) -> String {
    let arguments = [("beyond", outlier.beyond.literal.clone()), ("units", outlier.units.literal.clone())];
    page.say(&wording::NEAR_OTHERS, &arguments)
}

/// What becomes of which cells.
pub fn consequence(page: Page<'_>, check: &DataCheck) -> String {
    let fields = page.list(check.cells.iter().map(|name| page.named(name.as_str()).spoken));
    let wording = match (check.severity, check.cells.is_empty()) {
        (Severity::Error, _) => &wording::CELLS_MISSING,
        (Severity::Doubt, false) => &wording::CELLS_TOLD,
        (Severity::Doubt, true) => &wording::ALL_CELLS_TOLD,
    };
    page.say(wording, &[("fields", fields)])
}
