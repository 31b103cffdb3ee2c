//! The units of one measure as dots on a line, beside what is required of them.

use junheng::assessment::State;
use maud::{Markup, html};

use super::scale::{Scale, place, ticks};
use super::wording as own;
use crate::number::shown;
use crate::paper::{Paper, state};
use crate::record::Found;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 74.0;
/// Where the line of the axis stands.
const AXIS: f64 = 56.0;
/// How high dots may be heaped above the axis.
const HEAP: f64 = 46.0;
const DOT: f64 = 3.0;

/// A measure at one stage: the units it was found on.
pub(super) struct Strip<'a> {
    pub title: &'a str,
    pub stage: &'a str,
    pub unit: &'a str,
    pub found: Vec<&'a Found>,
    /// The share of the limit below which not even a tolerated shortfall may lie.
    pub floor: Option<f64>,
}

/// Dots, limit and floor; what does not meet the limit is a square, and named when pointed at.
pub(super) fn strip(paper: Paper<'_>, strip: &Strip<'_>) -> Markup {
    let known: Vec<(f64, &Found)> = strip.found.iter().filter_map(|found| Some((found.value?, *found))).collect();
    let limits = limits(&strip.found);
    let scale = Scale::from_zero(known.iter().map(|(value, _)| *value).chain(limits.iter().copied()), 8.0, WIDTH - 8.0);
    let placed = heaped(scale, &known);
    let failing = |found: &Found| state(found.state.as_deref()) == State::NotMet;
    let dots: String = placed
        .iter()
        .filter(|(_, _, found)| !failing(found))
        .map(|(x, y, _)| format!("M{} {}h0", place(*x), place(*y)))
        .collect();
    let label = paper.say(
        &own::STRIP_LABEL,
        &[
            ("title", strip.title.to_owned()),
            ("stage", strip.stage.to_owned()),
            ("count", strip.found.len().to_string()),
            ("failing", strip.found.iter().filter(|found| failing(found)).count().to_string()),
        ],
    );
    html! {
        div class="figure" {
            p class="caption" { (label) " " span class="sub" { (strip.unit) } }
            svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(label) {
                (axis(scale))
                path class="dots" d=(dots) {}
                @for (x, y, found) in placed.iter().filter(|(_, _, found)| failing(found)) {
                    rect class="miss" x=(place(x - DOT)) y=(place(y - DOT)) width=(2.0 * DOT) height=(2.0 * DOT) {
                        title { (found.unit_name) " " (paper.value(found, None).unwrap_or_default()) }
                    }
                }
                @for limit in &limits {
                    (upright(scale, *limit, "limit"))
                    @if let Some(floor) = strip.floor { (upright(scale, limit * floor, "floor")) }
                }
            }
        }
    }
}

/// The different limits of the units, in order: one, or one for each zone or size.
fn limits(found: &[&Found]) -> Vec<f64> {
    let mut limits: Vec<f64> = found.iter().filter_map(|found| found.limit.as_ref()?.value).collect();
    limits.sort_by(f64::total_cmp);
    limits.dedup_by(|a, b| a.total_cmp(b).is_eq());
    limits
}

fn axis(scale: Scale) -> Markup {
    html! {
        path class="axis" d={ "M" (place(scale.left)) " " (AXIS + 4.0) "H" (place(scale.right)) } {}
        @for tick in ticks(scale.to) {
            text x=(place(scale.at(tick))) y=(HEIGHT - 2.0) text-anchor="middle" { (shown(tick, None)) }
        }
    }
}

fn upright(scale: Scale, value: f64, class: &str) -> Markup {
    let x = place(scale.at(value));
    html! { line class=(class) x1=(x) x2=(x) y1="2" y2=(AXIS + 4.0) {} }
}

/// A place for each unit: by its value, above those that stand there already.
fn heaped<'a>(scale: Scale, known: &[(f64, &'a Found)]) -> Vec<(f64, f64, &'a Found)> {
    let columns = ((scale.right - scale.left) / (2.0 * DOT)).ceil() as usize + 1;
    let column = |value: f64| ((scale.at(value) - scale.left) / (2.0 * DOT)).floor().max(0.0) as usize;
    let mut heights = vec![0usize; columns];
    known.iter().for_each(|(value, _)| heights[column(*value).min(columns - 1)] += 1);
    let tallest = heights.iter().copied().max().unwrap_or(1).max(1) as f64;
    let step = (HEAP / tallest).min(2.0 * DOT);
    let mut filled = vec![0usize; columns];
    known
        .iter()
        .map(|(value, found)| {
            let heap = &mut filled[column(*value).min(columns - 1)];
            let y = AXIS - *heap as f64 * step;
            *heap += 1;
            (scale.at(*value), y, *found)
        })
        .collect()
}
