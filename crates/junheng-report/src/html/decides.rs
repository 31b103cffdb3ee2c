//! What decides a verdict, and what is missing to know it in full.

use junheng::assessment::State;
use maud::{Markup, html};

use super::page::badge;
use super::wording as own;
use crate::paper::{Paper, Ruled};
use crate::record::{Failing, Missing};
use crate::wording;

/// More units of a rule than these are folded away.
const UNITS: usize = 5;
/// More missing places than these are folded away.
const PLACES: usize = 12;

/// The rules that fail, each with where and by how much.
pub(super) fn decides(paper: Paper<'_>) -> Markup {
    let failing = paper.in_state(&[State::NotMet]);
    html! {
        section {
            h2 { (paper.word(&own::DECIDES)) }
            @if failing.is_empty() { p { (paper.word(&own::DECIDES_MET)) } }
            @else { ol class="decides" { @for ruled in &failing { li { (failure(paper, ruled)) } } } }
        }
    }
}

fn failure(paper: Paper<'_>, ruled: &Ruled<'_>) -> Markup {
    let units: Vec<&Failing> = paper.unit.failing.iter().filter(|failing| failing.rule == ruled.head.id).collect();
    let (first, rest) = units.split_at(units.len().min(UNITS));
    html! {
        a href={ "#" (ruled.head.id) } { strong { (paper.rule_title(ruled.head)) } }
        " " span class="tag role" { (paper.role(&ruled.head.role)) } (paper.mark(ruled.head))
        @if !ruled.head.cite.is_empty() { " " span class="sub" { (ruled.head.cite) } }
        ul { @for unit in first { (unit_line(paper, unit)) } }
        @if !rest.is_empty() {
            details {
                summary { (paper.say(&own::MORE_FAILING, &[("count", rest.len().to_string())])) }
                ul { @for unit in rest { (unit_line(paper, unit)) } }
            }
        }
    }
}

fn unit_line(paper: Paper<'_>, failing: &Failing) -> Markup {
    let (place, told) = (paper.title(&failing.place), paper.title(&failing.told));
    let at_subject = failing.level == paper.unit.level;
    html! {
        li {
            @if at_subject { (told) }
            @else { (paper.say(&wording::FAILS_ON, &[("place", place.to_owned()), ("failing", told.to_owned())])) }
        }
    }
}

/// Cells, columns and answers that are missing, and the rules each leaves open; those that leave open most come first.
pub(super) fn missing(paper: Paper<'_>) -> Markup {
    let missing = &paper.unit.missing;
    let (first, rest) = missing.split_at(missing.len().min(PLACES));
    html! {
        section {
            h2 { (paper.word(&own::MISSING)) }
            @if missing.is_empty() { p { (paper.word(&wording::NOTHING_MISSING)) } }
            ul { @for one in first { (missing_line(paper, one)) } }
            @if !rest.is_empty() {
                details {
                    summary { (paper.say(&wording::MORE_MISSING, &[("count", rest.len().to_string())])) }
                    ul { @for one in rest { (missing_line(paper, one)) } }
                }
            }
        }
    }
}

fn missing_line(paper: Paper<'_>, missing: &Missing) -> Markup {
    html! {
        li {
            (badge(State::Undetermined, paper.word(&wording::UNDETERMINED))) " " (paper.title(&missing.told))
            @if let Some(cell) = &missing.cell { " " span class="hash" { (cell) } }
        }
    }
}
