//! The units of one measure as dots on a line, beside what is required of them.

use junheng::assessment::State;
use junheng::direction::isolated;
use maud::{Markup, html};

use super::scale::{Scale, place, ticks};
use super::wording as own;
use crate::context::with_unit;
use crate::number::shown;
use crate::paper::{Paper, state};
use crate::record::{Finding, Found, Share, Shares};

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
    /// How many units it is about, those without a value included.
    pub count: usize,
    pub points: Vec<Point<'a>>,
    /// What is required of them: one number, or one for each zone or size; none where nothing is.
    pub limits: Vec<f64>,
    /// The share of the limit below which not even a tolerated shortfall may lie.
    pub floor: Option<f64>,
}

/// A unit and its value.
#[derive(Clone)]
pub(super) struct Point<'a> {
    pub name: &'a str,
    pub value: f64,
    pub shown: String,
    pub is_failing: bool,
}

impl<'a> Strip<'a> {
    /// The strip of findings on units below.
    pub fn of_findings(paper: Paper<'a>, finding: &'a Finding, found: &[&'a Found], floor: Option<f64>) -> Self {
        let point = |found: &&'a Found| {
            Some(Point {
                name: &found.unit_name,
                value: found.value?,
                shown: paper.value(found, finding.places).unwrap_or_default(),
                is_failing: state(found.state.as_deref()) == State::NotMet,
            })
        };
        let unit = found.iter().find(|found| found.value.is_some()).map_or("", |found| found.unit_of_value.as_str());
        let points = found.iter().filter_map(point).collect();
        Self { points, limits: limits(found), floor, ..Self::bare(paper, finding, unit, found.len()) }
    }

    /// The strip of the units whose disparity was found, of whom nothing is required.
    pub fn of_shares(paper: Paper<'a>, finding: &'a Finding, shares: &'a Shares) -> Self {
        let point = |share: &'a Share| {
            let value = share.value?;
            let shown = with_unit(&shown(value, None), &shares.unit_of_value);
            Some(Point { name: &share.name, value, shown, is_failing: false })
        };
        let points = shares.of.iter().filter_map(point).collect();
        Self { points, ..Self::bare(paper, finding, &shares.unit_of_value, shares.of.len()) }
    }

    fn bare(paper: Paper<'a>, finding: &'a Finding, unit: &'a str, count: usize) -> Self {
        let stage = finding.found.stage.as_deref().map_or("", |stage| paper.stage(stage));
        let title = paper.title(&finding.title);
        Self { title, stage, unit, count, points: Vec::new(), limits: Vec::new(), floor: None }
    }
}

/// Dots, limit and floor; what does not meet the limit is a square, and named when pointed at.
pub(super) fn strip(paper: Paper<'_>, strip: &Strip<'_>) -> Markup {
    let values = strip.points.iter().map(|point| point.value);
    let scale = Scale::from_zero(values.chain(strip.limits.iter().copied()), 8.0, WIDTH - 8.0);
    let placed = heaped(scale, &strip.points);
    let dots: String = placed
        .iter()
        .filter(|(_, _, point)| !point.is_failing)
        .map(|(x, y, _)| format!("M{} {}h0", place(*x), place(*y)))
        .collect();
    let label = paper.say(
        if strip.limits.is_empty() { &own::STRIP_LABEL_PLAIN } else { &own::STRIP_LABEL },
        &[
            ("title", strip.title.to_owned()),
            ("stage", strip.stage.to_owned()),
            ("count", strip.count.to_string()),
            ("failing", strip.points.iter().filter(|point| point.is_failing).count().to_string()),
        ],
    );
    html! {
        div class="figure" {
            p class="caption" { (label) " " span class="sub" { (strip.unit) } }
            svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(label) {
                (axis(scale))
                path class="dots" d=(dots) {}
                @for (x, y, point) in placed.iter().filter(|(_, _, point)| point.is_failing) {
                    rect class="miss" x=(place(x - DOT)) y=(place(y - DOT)) width=(2.0 * DOT) height=(2.0 * DOT) {
                        title { (isolated(point.name)) " " (point.shown) }
                    }
                }
                @for limit in &strip.limits {
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
fn heaped<'s, 'a>(scale: Scale, points: &'s [Point<'a>]) -> Vec<(f64, f64, &'s Point<'a>)> {
    let columns = ((scale.right - scale.left) / (2.0 * DOT)).ceil() as usize + 1;
    let column = |value: f64| {
        let at = ((scale.at(value) - scale.left) / (2.0 * DOT)).floor().max(0.0) as usize;
        at.min(columns - 1)
    };
    let mut heights = vec![0usize; columns];
    points.iter().for_each(|point| heights[column(point.value)] += 1);
    let tallest = heights.iter().copied().max().unwrap_or(1).max(1) as f64;
    let step = (HEAP / tallest).min(2.0 * DOT);
    let mut filled = vec![0usize; columns];
    let mut placed = |point: &'s Point<'a>| {
        let heap = &mut filled[column(point.value)];
        let y = AXIS - *heap as f64 * step;
        *heap += 1;
        (scale.at(point.value), y, point)
    };
    points.iter().map(&mut placed).collect()
}
