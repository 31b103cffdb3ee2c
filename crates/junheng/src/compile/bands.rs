//! Outcome lines with bands must tile the axis: no value without a line, none with two.

use crate::diagnostic::{Diagnostic, OUTCOME_GAP};
use crate::pack::Comparison;
use crate::program::{Condition, LooksAt, Node};
use crate::quantity::{Exact, to_f64};
use crate::source::Span;

use super::Compiler;

/// One end of a band: where it is, and whether the end itself is in the band.
#[derive(Clone)]
struct End {
    at: Exact,
    closed: bool,
}

/// A band; an end that is not stated goes on for ever.
struct Band {
    low: Option<End>,
    high: Option<End>,
}

impl Band {
    /// The band of a line, where its ends are numbers.
    fn of(condition: &&Condition) -> Option<Band> {
        let mut band = Band { low: None, high: None };
        for (comparison, node) in &condition.band {
            let closed = matches!(comparison, Comparison::AtLeast | Comparison::AtMost);
            let end = Some(End { at: number(node)?, closed });
            match comparison {
                Comparison::AtLeast | Comparison::MoreThan => band.low = end,
                _ => band.high = end,
            }
        }
        Some(band)
    }
}

/// The number a node stands for: bare, or written in another unit (`50 %`).
pub(super) fn number(node: &Node) -> Option<Exact> {
    match node {
        Node::Number(constant) => Some(constant.exact.clone()),
        Node::Scaled(inner, factor) => Some(number(inner)? * factor),
        _ => None,
    }
}

impl Compiler<'_> {
    /// Reports gaps and overlaps between bands; lines with conditions of their own are not looked at.
    pub(super) fn check_bands(&mut self, rule: &str, at: Span, lines: &[&Condition], looks_at: &LooksAt) {
        let banded = lines.iter().all(|line| line.when.is_none() && !line.band.is_empty());
        let bands: Option<Vec<Band>> = lines.iter().map(Band::of).collect();
        let Some(mut bands) = bands.filter(|bands| banded && !bands.is_empty()) else { return };
        bands.sort_by(|a, b| a.low.as_ref().map(|end| &end.at).cmp(&b.low.as_ref().map(|end| &end.at)));
        let mut report = |[zh, en]: [String; 2]| {
            let diagnostic = Diagnostic::new(&OUTCOME_GAP).with("rule", rule);
            self.diagnostics.push(diagnostic.with("detail_zh", zh).with("detail", en).at(at));
        };
        if let Some(low) = bands.first().and_then(|band| band.low.as_ref()) {
            let (zh, en) = if low.closed { ("小于", "below") } else { ("不大于", "up to") };
            let end = to_f64(&low.at);
            report([format!("{zh} {end} 的没有归属"), format!("nothing is said {en} {end}")]);
        }
        if let Some(high) = bands.last().and_then(|band| band.high.as_ref()) {
            let (zh, en) = if high.closed { ("大于", "above") } else { ("不小于", "from") };
            let end = to_f64(&high.at);
            report([format!("{zh} {end} 的没有归属"), format!("nothing is said {en} {end}")]);
        }
        let step = looks_at.rounding.as_ref().map(|(step, _)| step);
        for pair in bands.windows(2) {
            if let Some(told) = fault(&pair[0], &pair[1], step) {
                report(told);
            }
        }
    }
}

/// What is wrong between two neighbouring bands; values are multiples of `step` where one is stated.
fn fault(lower: &Band, upper: &Band, step: Option<&Exact>) -> Option<[String; 2]> {
    let (Some(high), Some(low)) = (&lower.high, &upper.low) else {
        return Some(["两档都没有边界".to_owned(), "two lines have no border between them".to_owned()]);
    };
    let (a, b) = (to_f64(&high.at), to_f64(&low.at));
    let apart = &low.at - &high.at;
    let joined = match step {
        Some(step) if high.closed && low.closed => apart == *step,
        _ => apart == Exact::default() && high.closed != low.closed,
    };
    if joined {
        return None;
    }
    let overlaps = apart < Exact::default() || apart == Exact::default() && high.closed && low.closed;
    Some(if overlaps {
        [format!("{b} 到 {a} 归入两档"), format!("{b} to {a} falls under two lines")]
    } else {
        [format!("{a} 与 {b} 之间没有归属"), format!("nothing is said between {a} and {b}")]
    })
}
