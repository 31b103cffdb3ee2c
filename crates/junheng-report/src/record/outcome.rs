//! The outcome lines of a finding, and what settled it beyond them.

use junheng::evaluate::{Explainer, LineTold, Settled};
use junheng::pack::Outcome;
use junheng::program::CheckId;
use junheng::table::Presence;
use serde::{Deserialize, Serialize};

use crate::context::Context;

/// An outcome line: whether it holds, and what it gives or takes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OutcomeLine {
    /// The id of the line, where the pack gives it one.
    pub id: Option<String>,
    /// Whether it holds; null where that is not known.
    pub holds: Option<bool>,
    /// Whether no line before it settled.
    pub read: bool,
    /// The grade it gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
    /// The points it gives or takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<f64>,
    /// How a deduction is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steps: Option<StepCount>,
}

/// How a deduction is counted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StepCount {
    /// What is counted, as a multiple of one step.
    pub ratio: f64,
    /// The steps that count.
    pub count: f64,
    /// Points for each.
    pub amount: f64,
}

/// A variant or veto that changed what the lines give.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SettledBy {
    /// `variant`, `cap` or `stop_year`.
    pub kind: String,
    /// The id of the variant, or of the veto.
    pub id: String,
    /// Whether it is known to have.
    pub known: bool,
}

/// The lines of a check on a row, beside the records they are written in.
pub fn lines(outcomes: &[Outcome], explainer: &mut Explainer<'_>, check: CheckId, row: usize) -> Vec<OutcomeLine> {
    if outcomes.is_empty() {
        return Vec::new();
    }
    let told = explainer.lines(check, row);
    let alike = told.len() == outcomes.len();
    outcomes.iter().zip(&told).filter(|_| alike).map(|(written, told)| line(written, told)).collect()
}

fn line(written: &Outcome, told: &LineTold) -> OutcomeLine {
    OutcomeLine {
        id: written.id.as_ref().map(|id| id.as_str().to_owned()),
        holds: told.holds.ok(),
        read: told.is_read,
        grade: written.grade.as_ref().map(|grade| grade.as_str().to_owned()),
        points: told.points.map(|points| points + 0.0),
        steps: told.steps.map(|steps| StepCount { ratio: steps.ratio, count: steps.count, amount: steps.amount }),
    }
}

/// What changed a grade beyond its lines, in the order it did.
pub fn settled(context: Context<'_>, explainer: &mut Explainer<'_>, check: CheckId, row: usize) -> Vec<SettledBy> {
    let program = context.program();
    let Some(grading) = &program.check(check).grading else { return Vec::new() };
    let Settled { waiver, cap, stop } = explainer.settled(check, row);
    let waiver = waiver.and_then(|(id, known)| {
        let waiver = grading.waivers.iter().find(|waiver| waiver.id == id)?;
        Some(SettledBy { kind: "variant".to_owned(), id: waiver.id.clone(), known: known.is_ok() })
    });
    let veto = |kind: &str, veto: CheckId, known| SettledBy {
        kind: kind.to_owned(),
        id: program.check(veto).id.clone(),
        known,
    };
    let cap = cap.map(|(id, _, known)| veto("cap", id, known.is_ok()));
    let stop = stop.map(|(id, why)| veto("stop_year", id, why == Presence::Stopped));
    waiver.into_iter().chain(cap).chain(stop).collect()
}
