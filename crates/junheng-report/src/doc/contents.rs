//! The table of contents.

use junheng::pack::Section;
use maud::{Markup, html};

use super::page::Page;
use super::{checks, rules, wording};

pub fn contents(page: Page<'_>) -> Markup {
    let pack = page.pack;
    let parts = [
        ("readings", &wording::READINGS, !pack.parameter.is_empty()),
        ("scopes", &wording::SCOPES, !pack.scope.is_empty()),
        ("verdicts", &wording::VERDICTS, !pack.verdict.is_empty()),
        ("measures", &wording::MEASURES, !pack.measure.is_empty()),
        ("rules", &wording::RULES, !pack.rule.is_empty()),
        ("standards", &wording::STANDARDS, !pack.standard.is_empty()),
        ("data", &wording::DATA, true),
        ("checks", &wording::CHECKS, checks::shown(page).next().is_some()),
        ("procedure", &wording::PROCEDURE, super::readings::has_procedure(page)),
        ("sources", &wording::SOURCES, !pack.source.is_empty()),
        ("changes", &wording::CHANGES, !pack.change.is_empty() || !pack.drop.is_empty()),
        ("index", &wording::INDEX, !pack.rule.is_empty()),
        ("files", &wording::FILES, true),
    ];
    html! {
        nav aria-label=(page.word(&wording::CONTENTS)) {
            h2 { (page.word(&wording::CONTENTS)) }
            ol {
                @for (id, wording, _) in parts.iter().filter(|(_, _, there)| *there) {
                    li { a href={ "#" (id) } { (page.word(wording)) } @if *id == "rules" { (sections(page, None)) } }
                }
            }
        }
    }
}

/// The sections within a section, or at the top.
fn sections(page: Page<'_>, within: Option<&str>) -> Markup {
    let inner: Vec<&Section> = rules::sections_in(page, within).collect();
    if inner.is_empty() {
        return html! {};
    }
    html! {
        ul { @for section in inner { li {
            a href={ "#section-" (section.id.as_str()) } { (rules::section_name(page, section)) }
            (sections(page, Some(section.id.as_str())))
        } } }
    }
}
