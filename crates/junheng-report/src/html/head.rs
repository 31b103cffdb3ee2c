//! The verdict, first and in plain words; the standard, the days, the notice.

use junheng::assessment::State;
use maud::{Markup, html};

use super::page::{badge, class};
use super::wording as own;
use crate::paper::{Paper, state};
use crate::wording;

/// The unit and its verdict as one line: the title of the page.
pub(super) fn verdict_line(paper: Paper<'_>) -> String {
    match paper.unit.verdicts.first() {
        Some(verdict) => {
            let arguments = [
                ("unit", paper.unit_name().to_owned()),
                ("verdict", paper.title(&verdict.title).to_owned()),
                ("state", paper.state(state(Some(&verdict.state)), &verdict.grade)),
            ];
            paper.say(&wording::HEAD, &arguments)
        }
        None => paper.unit_name().to_owned(),
    }
}

/// The head of the page.
pub(super) fn head(paper: Paper<'_>) -> Markup {
    let run = &paper.record.run;
    html! {
        header {
            @if let Some(notice) = &run.pack.notice { p class="notice" { (paper.title(notice)) } }
            p class="kind" { (paper.word(&own::KIND)) }
            h1 { (unit_and_code(paper)) }
            @for verdict in &paper.unit.verdicts { (verdict_head(paper, verdict)) }
            @if !paper.unit.verdicts.is_empty() { p { (counts(paper)) } }
            p class="sub" { (standard(paper)) }
            p class="sub" { (days(paper)) }
        }
    }
}

fn unit_and_code(paper: Paper<'_>) -> String {
    let (name, code) = (paper.unit_name().to_owned(), paper.unit.code.clone());
    match code.is_empty() || name == code {
        true => name,
        false => paper.say(&wording::UNIT_CODE, &[("unit", name), ("code", code)]),
    }
}

fn verdict_head(paper: Paper<'_>, verdict: &crate::record::Verdict) -> Markup {
    let whole = state(Some(&verdict.state));
    html! {
        p class={ "verdict " (class(whole)) } {
            (paper.title(&verdict.title)) " " (badge(whole, &paper.state(whole, &verdict.grade)))
            @for stage in &verdict.by_stage {
                @let own = state(Some(&stage.state));
                " " small { (paper.stage(&stage.stage)) " " (badge(own, &paper.state(own, ""))) }
            }
        }
    }
}

/// How many of the rules the verdicts ask for are in which state.
pub(crate) fn counts(paper: Paper<'_>) -> String {
    let count = |states: &[State]| paper.in_state(states).len();
    let (failing, open) = (count(&[State::NotMet]), count(&[State::Undetermined, State::Error]));
    let unchecked = count(&[State::NotChecked]);
    let asked = count(&[State::Met]) + failing + open + unchecked;
    let arguments = [
        ("count", asked.to_string()),
        ("failing", failing.to_string()),
        ("open", open.to_string()),
        ("unchecked", unchecked.to_string()),
    ];
    match (failing, open + unchecked) {
        (0, 0) => paper.say(&wording::WHY_MET, &arguments),
        (0, _) => paper.say(&wording::WHY_OPEN, &arguments),
        _ => paper.say(&wording::WHY_NOT_MET, &arguments),
    }
}

/// The standard a result was made with, and how near the pack is to it.
pub(crate) fn standard(paper: Paper<'_>) -> String {
    let pack = &paper.record.run.pack;
    let arguments = [
        ("title", paper.title(&pack.title).to_owned()),
        ("id", pack.id.clone()),
        ("version", pack.version.clone()),
        ("document", pack.document.clone()),
        ("fidelity", paper.fidelity(pack.fidelity.as_deref()).to_owned()),
    ];
    paper.say(&wording::PACK_LINE, &arguments)
}

/// The period of the data and the day of the assessment.
pub(crate) fn days(paper: Paper<'_>) -> String {
    let not_stated = || paper.word(&wording::NOT_STATED).to_owned();
    let period = Some(paper.unit.period.clone()).filter(|period| !period.is_empty());
    let arguments =
        [("period", period.unwrap_or_else(not_stated)), ("as_of", paper.unit.as_of.clone().unwrap_or_else(not_stated))];
    paper.say(&wording::TIME_LINE, &arguments)
}
