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
    match strips.iter().find_map(|strip| strip.floor) {
        Some(floor) => {
            let share = with_unit(&shown(floor * 100.0, None), "%");
            paper.say(&own::CHARTS_HINT, &[("share", share)])
        }
        None => paper.word(&own::CHARTS_HINT_PLAIN).to_owned(),
    }
}

/// The measures that units below were held against, by stage, in the order of the findings.
fn strips(paper: Paper<'_>) -> Vec<Strip<'_>> {
    let members =
        paper.unit.findings.iter().filter(|finding| finding.found.tally.is_some() && !finding.found.item.is_empty());
    let strip = |finding| {
        let found = below(paper, finding);
        let unit = found.iter().find(|found| found.value.is_some()).map(|found| found.unit_of_value.as_str())?;
        Some(Strip {
            title: paper.title(&finding.title),
            stage: finding.found.stage.as_deref().map_or("", |stage| paper.stage(stage)),
            unit,
            found,
            floor: floor(paper, &finding.found.rule),
        })
    };
    members.filter_map(strip).collect()
}

/// The findings below that a tally counts.
fn below<'a>(paper: Paper<'a>, finding: &Finding) -> Vec<&'a Found> {
    let own = |found: &&Found| {
        found.rule == finding.found.rule && found.item == finding.found.item && found.stage == finding.found.stage
    };
    paper.unit.below.iter().flatten().filter(own).collect()
}

/// The share of a limit that a rule asks of what may fall short: `attainment >= 85 %` in its condition.
fn floor(paper: Paper<'_>, rule: &str) -> Option<f64> {
    let of_rule =
        paper.unit.findings.iter().find(|finding| finding.found.rule == rule && finding.found.item.is_empty())?;
    let (_, after) = of_rule.formula.split_once("attainment >=")?;
    let number: String = after.trim_start().chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let is_percent = after.trim_start()[number.len()..].trim_start().starts_with('%');
    let value: f64 = number.parse().ok()?;
    Some(if is_percent { value / 100.0 } else { value })
}
