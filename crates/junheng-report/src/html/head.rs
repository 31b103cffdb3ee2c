//! The verdict, first and in plain words; the standard, the days, the notice.

use maud::{Markup, html};

use super::page::{badge, class};
use super::wording as own;
use crate::head::{counts, days, standard, unit_and_code};
use crate::paper::{Paper, state};

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
