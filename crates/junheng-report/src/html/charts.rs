//! The measures in pictures: units beside their requirement, disparities beside their limit, who has what.

use maud::{Markup, html};

use super::dispersion::{bars, curves};
use super::strip::{Strip, strip};
use super::wording as own;
use crate::context::with_unit;
use crate::number::shown;
use crate::paper::Paper;
use crate::record::{Finding, Found};

/// The pictures, where there is something to draw.
pub(super) fn charts(paper: Paper<'_>) -> Markup {
    let strips = strips(paper);
    let dispersed = paper.dispersed();
    html! {
        @if !strips.is_empty() {
            section {
                h2 { (paper.word(&own::CHARTS)) }
                p class="hint" { (hint(paper, &strips)) }
                @for one in &strips { (strip(paper, one)) }
            }
        }
        @if !dispersed.is_empty() {
            section {
                h2 { (paper.word(&own::DISPERSION)) }
                (bars(paper, &dispersed))
                (curves(paper, &dispersed))
            }
        }
    }
}

fn hint(paper: Paper<'_>, strips: &[Strip<'_>]) -> String {
    if strips.iter().all(|strip| strip.limits.is_empty()) {
        return paper.word(&own::CHARTS_HINT_VALUES).to_owned();
    }
    match strips.iter().find_map(|strip| strip.floor) {
        Some(floor) => {
            let share = with_unit(&shown(floor * 100.0, None), "%");
            paper.say(&own::CHARTS_HINT, &[("share", share)])
        }
        None => paper.word(&own::CHARTS_HINT_PLAIN).to_owned(),
    }
}

/// The measures that units below were held against, by stage, in the order of the findings; where they were held
/// against none, those whose disparity was found.
fn strips<'a>(paper: Paper<'a>) -> Vec<Strip<'a>> {
    let is_member = |finding: &&Finding| finding.found.tally.is_some() && !finding.found.item.is_empty();
    let judged =
        paper.unit.findings.iter().filter(is_member).map(|finding| {
            Strip::of_findings(paper, finding, &below(paper, finding), paper.floor(&finding.found.rule))
        });
    let mut strips: Vec<Strip<'_>> = judged.collect();
    if strips.is_empty() {
        let measured = paper.dispersed().into_iter();
        let strip =
            |finding: &'a Finding| finding.shares.as_ref().map(|shares| Strip::of_shares(paper, finding, shares));
        strips.extend(measured.filter_map(strip));
    }
    strips.retain(|strip| !strip.points.is_empty());
    strips
}

/// The findings below that a tally counts.
fn below<'a>(paper: Paper<'a>, finding: &Finding) -> Vec<&'a Found> {
    let own = |found: &&Found| {
        found.rule == finding.found.rule && found.item == finding.found.item && found.stage == finding.found.stage
    };
    paper.unit.below.iter().flatten().filter(own).collect()
}
