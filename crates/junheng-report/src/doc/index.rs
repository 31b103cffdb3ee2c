//! The index of codes: every measure and rule, where it stands and what it is to the verdict.

use maud::{Markup, html};

use crate::wording as common;

use super::page::Page;
use super::wording;

pub fn index(page: Page<'_>) -> Markup {
    if page.pack.rule.is_empty() {
        return html! {};
    }
    html! {
        section id="index" {
            h2 { (page.word(&wording::INDEX)) }
            table class="index" {
                thead { tr {
                    th { (page.word(&wording::CODE)) } th { (page.word(&wording::TITLE)) }
                    th { (page.word(&wording::ROLE)) } th { (page.word(&wording::ID)) }
                } }
                tbody {
                    @for measure in &page.pack.measure { tr {
                        td { @if let Some(code) = &measure.code { (code.value) } }
                        td { a href={ "#measure-" (measure.id.as_str()) } { (page.title(&measure.title)) } }
                        td { (page.word(&wording::MEASURE)) }
                        td class="id" { (measure.id.as_str()) }
                    } }
                    @for rule in &page.pack.rule { tr {
                        td { @if let Some(code) = &rule.code { (code.value) } }
                        td { a href={ "#rule-" (rule.id.as_str()) } { (page.rule_title(rule)) } }
                        td { (page.word(common::role(page.role(rule)))) }
                        td class="id" { (rule.id.as_str()) }
                    } }
                }
            }
        }
    }
}
