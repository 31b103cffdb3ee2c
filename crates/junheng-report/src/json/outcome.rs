//! The outcome lines of a finding, and what settled it beyond them.

use junheng::evaluate::{Explainer, LineTold, Settled};
use junheng::pack::Outcome;
use junheng::program::CheckId;
use junheng::table::Presence;
use serde::Serialize;

use crate::context::Context;

/// An outcome line: whether it holds, and what it gives or takes.
#[derive(Serialize)]
pub struct OutcomeLine<'a> {
    /// The id of the line, where the pack gives it one.
    pub id: Option<&'a str>,
    /// Whether it holds; null where that is not known.
    pub holds: Option<bool>,
    /// Whether no line before it settled.
    pub read: bool,
    /// The grade it gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<&'a str>,
    /// The points it gives or takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<f64>,
    /// How a deduction is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steps: Option<StepCount>,
}

/// How a deduction is counted.
#[derive(Serialize)]
pub struct StepCount {
    /// What is counted, as a multiple of one step.
    pub ratio: f64,
    /// The steps that count.
    pub count: f64,
    /// Points for each.
    pub amount: f64,
}

/// A variant or veto that changed what the lines give.
#[derive(Serialize)]
pub struct SettledBy<'a> {
    /// `variant`, `cap` or `stop_year`.
    pub kind: &'static str,
    /// The id of the variant, or of the veto.
    pub id: &'a str,
    /// Whether it is known to have.
    pub known: bool,
}

/// The lines of a check on a row, beside the records they are written in.
pub fn lines<'a>(
    outcomes: &'a [Outcome],
    explainer: &mut Explainer<'_>,
    check: CheckId,
    row: usize,
) -> Vec<OutcomeLine<'a>> {
    if outcomes.is_empty() {
        return Vec::new();
    }
    let told = explainer.lines(check, row);
    let alike = told.len() == outcomes.len();
    outcomes.iter().zip(&told).filter(|_| alike).map(|(written, told)| line(written, told)).collect()
}

fn line<'a>(written: &'a Outcome, told: &LineTold) -> OutcomeLine<'a> {
    OutcomeLine {
        id: written.id.as_ref().map(|id| id.as_str()),
        holds: told.holds.ok(),
        read: told.is_read,
        grade: written.grade.as_ref().map(|grade| grade.as_str()),
        points: told.points.map(|points| points + 0.0),
        steps: told.steps.map(|steps| StepCount { ratio: steps.ratio, count: steps.count, amount: steps.amount }),
    }
}

/// What changed a grade beyond its lines, in the order it did.
pub fn settled<'a>(
    context: Context<'a>,
    explainer: &mut Explainer<'_>,
    check: CheckId,
    row: usize,
) -> Vec<SettledBy<'a>> {
    let program = context.program();
    let Some(grading) = &program.check(check).grading else { return Vec::new() };
    let Settled { waiver, cap, stop } = explainer.settled(check, row);
    let waiver = waiver.and_then(|(id, known)| {
        let waiver = grading.waivers.iter().find(|waiver| waiver.id == id)?;
        Some(SettledBy { kind: "variant", id: &waiver.id, known: known.is_ok() })
    });
    let veto = |kind, veto: CheckId, known| SettledBy { kind, id: &program.check(veto).id, known };
    let cap = cap.map(|(id, _, known)| veto("cap", id, known.is_ok()));
    let stop = stop.map(|(id, why)| veto("stop_year", id, why == Presence::Stopped));
    waiver.into_iter().chain(cap).chain(stop).collect()
}
