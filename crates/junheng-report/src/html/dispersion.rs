//! Coefficients of variation beside their limits, and who has what.

use junheng::assessment::State;
use maud::{Markup, html};

use super::scale::{Scale, place};
use super::wording as own;
use crate::paper::{Paper, state};
use crate::record::{Finding, Share};
use crate::wording;

const WIDTH: f64 = 720.0;
const ROW: f64 = 20.0;
/// Where the bars begin: left of it stand the titles.
const LEFT: f64 = 300.0;
const SIDE: f64 = 150.0;

/// A bar for each coefficient, its limit as an upright line.
pub(super) fn bars(paper: Paper<'_>, findings: &[&Finding]) -> Markup {
    let limit = |finding: &Finding| finding.found.limit.as_ref().and_then(|limit| limit.value);
    let values = findings.iter().flat_map(|finding| [finding.found.value, limit(finding)]).flatten();
    let scale = Scale::from_zero(values, LEFT, WIDTH - 60.0);
    let height = ROW * findings.len() as f64 + 6.0;
    html! {
        div class="figure" {
            p class="hint" { (paper.word(&own::DISPERSION_HINT)) }
            svg viewBox={ "0 0 " (WIDTH) " " (height) } role="img" aria-label=(paper.word(&own::DISPERSION)) {
                @for (at, finding) in findings.iter().enumerate() { (bar(paper, scale, at, finding, limit(finding))) }
            }
        }
    }
}

fn bar(paper: Paper<'_>, scale: Scale, at: usize, finding: &Finding, limit: Option<f64>) -> Markup {
    let y = ROW * at as f64 + 4.0;
    let is_failing = state(finding.found.state.as_deref()) == State::NotMet;
    let name = title(paper, finding);
    let told = paper.value(&finding.found, finding.places);
    let end = scale.at(finding.found.value.unwrap_or(0.0));
    html! {
        text x=(place(LEFT - 8.0)) y=(place(y + 11.0)) text-anchor="end" { (name) }
        rect class=(if is_failing { "bar not-met" } else { "bar" }) x=(place(LEFT)) y=(place(y))
            width=(place((end - LEFT).max(0.0))) height="14" {}
        text x=(place(end + 6.0)) y=(place(y + 11.0)) {
            (told.unwrap_or_else(|| paper.state(state(finding.found.state.as_deref()), "")))
        }
        @if let Some(limit) = limit {
            line class="limit" x1=(place(scale.at(limit))) x2=(place(scale.at(limit))) y1=(place(y - 2.0)) y2=(place(y + 16.0)) {}
        }
    }
}

/// Code, title and stage of a coefficient; a long title is cut, for it stands in full in the table of rules.
fn title(paper: Paper<'_>, finding: &Finding) -> String {
    let stage = finding.found.stage.as_deref().map_or("", |stage| paper.stage(stage));
    let title = crate::layout::cut(paper.title(&finding.title), 38);
    format!("{stage} {} {title}", finding.found.item).trim().to_owned()
}

/// For each measure the share of the resource that the pupils have who have least of it.
pub(super) fn curves(paper: Paper<'_>, findings: &[&Finding]) -> Markup {
    let mut items: Vec<&str> = findings.iter().map(|finding| finding.found.item.as_str()).collect();
    items.dedup();
    items.sort_unstable();
    items.dedup();
    html! {
        p class="hint" { (paper.word(&own::LORENZ_HINT)) }
        div class="figures" {
            @for item in items {
                @let own: Vec<&Finding> = findings.iter().copied().filter(|finding| finding.found.item == item).collect();
                (curve(paper, &own))
            }
        }
    }
}

fn curve(paper: Paper<'_>, findings: &[&Finding]) -> Markup {
    let Some(first) = findings.first() else { return html! {} };
    let title = format!("{} {}", first.found.item, paper.title(&first.title));
    let label = paper.say(&own::LORENZ_LABEL, &[("title", title)]);
    html! {
        div class="figure" {
            p class="caption" { (label) }
            p class="sub" { (legend(paper, findings)) }
            svg viewBox={ "0 0 " (SIDE + 20.0) " " (SIDE + 4.0) } role="img" aria-label=(label) {
                rect class="axis" x="2" y="2" width=(SIDE) height=(SIDE) {}
                line class="even" x1="2" y1=(SIDE + 2.0) x2=(SIDE + 2.0) y2="2" {}
                @for (at, finding) in findings.iter().enumerate() {
                    path class=(if at == 0 { "curve" } else { "curve second" }) d=(line_of(finding)) {
                        title { (finding.found.stage.as_deref().map_or("", |stage| paper.stage(stage))) }
                    }
                }
            }
        }
    }
}

/// Which line is of which stage; a stage without a line is one that lacks data.
fn legend(paper: Paper<'_>, findings: &[&Finding]) -> String {
    let line = |at: usize, finding: &&Finding| {
        let stage = finding.found.stage.as_deref().map_or("", |stage| paper.stage(stage)).to_owned();
        let wording = match (line_of(finding).is_empty(), at) {
            (true, _) => &own::NO_LINE,
            (false, 0) => &own::FULL_LINE,
            (false, _) => &own::BROKEN_LINE,
        };
        paper.say(wording, &[("stage", stage)])
    };
    let lines: Vec<String> = findings.iter().enumerate().map(|(at, finding)| line(at, finding)).collect();
    lines.join(paper.word(&wording::LIST_SEPARATOR))
}

/// The curve from nobody to everybody: weight across, value times weight up, the least first; none where a unit
/// lacks its value, for the others do not make up the whole.
fn line_of(finding: &Finding) -> String {
    let of = finding.shares.as_ref().map_or(&[][..], |shares| &shares.of);
    let known = |share: &Share| Some((share.value?, share.weight?));
    let Some(mut points) = of.iter().map(known).collect::<Option<Vec<(f64, f64)>>>() else { return String::new() };
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    let weight: f64 = points.iter().map(|(_, weight)| weight).sum();
    let whole: f64 = points.iter().map(|(value, weight)| value * weight).sum();
    if weight <= 0.0 || whole <= 0.0 {
        return String::new();
    }
    let (mut across, mut up) = (0.0, 0.0);
    let mut path = format!("M2 {}", place(SIDE + 2.0));
    for (value, own) in points {
        across += own / weight;
        up += value * own / whole;
        path.push_str(&format!("L{} {}", place(2.0 + across * SIDE), place(2.0 + (1.0 - up) * SIDE)));
    }
    path
}
