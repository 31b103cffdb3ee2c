//! The frame of every page: one file that needs nothing else.

use std::io::{self, Write};

use junheng::assessment::State;
use junheng::diagnostic::Language;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::wording;
use crate::context::say;
use crate::doc::STYLE;
use crate::wording as common;

/// What result pages add to the style of all pages.
const OWN_STYLE: &str = include_str!("report.css");
/// Sorting, filtering and opening; the page says the same without it.
const SCRIPT: &str = include_str!("report.js");

/// Writes a page.
pub(super) fn write(out: &mut dyn Write, language: Language, title: &str, body: &Markup) -> io::Result<()> {
    let page = html! {
        (DOCTYPE)
        html lang=(language.pick(&["zh-CN", "en"])) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                // Without it a browser asks the network for an icon.
                link rel="icon" href="data:,";
                title { (title) }
                style { (PreEscaped(STYLE)) (PreEscaped(OWN_STYLE)) }
            }
            body {
                a class="skip" href="#content" { (language.pick(&wording::SKIP)) }
                (body)
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    writeln!(out, "{}", page.into_string())
}

/// The class of a state, for its colour and its mark.
pub(super) fn class(state: State) -> &'static str {
    match state {
        State::Met => "met",
        State::NotMet => "not-met",
        State::NotApplicable => "none",
        State::Unjudged | State::OutOfScope => "value",
        State::Undetermined | State::NotChecked | State::Error => "open",
    }
}

/// A state as a label that is told apart in grey as well.
pub(super) fn badge(state: State, text: &str) -> Markup {
    html! { span class={ "state " (class(state)) } { (text) } }
}

/// A name from the data, which turns nothing beside it.
pub(super) fn name(text: &str) -> Markup {
    html! { bdi { (text) } }
}

/// A number as it is shown, with the number itself for whoever reads the page back.
pub(super) fn number(value: f64, shown: &str) -> Markup {
    html! { data value=(value) { (shown) } }
}

/// What a table can be narrowed down to: rows that hold a text, rows in a state.
pub(super) fn filters(language: Language, table: &str, rows: usize, states: &[State]) -> Markup {
    let all = rows.to_string();
    let text = say(language, &wording::SHOWN_COUNT, &[("shown", "#".to_owned()), ("all", all.clone())]);
    html! {
        div class="filters" data-filters=(table) {
            label { (language.pick(&wording::FILTER)) " " input type="search"; }
            label {
                (language.pick(&wording::ONLY)) " "
                select {
                    option value="" { (language.pick(&wording::EVERYTHING)) }
                    @for state in states { option value=(class(*state)) { (language.pick(common::state(*state))) } }
                }
            }
            output data-text=(text) { (text.replace('#', &all)) }
        }
    }
}
