//! `junheng why`: how a finding came about, school by school and cell by cell.

mod below;
mod finding;
mod range;
mod formula;
mod members;
mod outcome;
mod series;
mod groups;
mod shares;
mod target;
mod verdict;
mod wording;

use std::io::{self, Write};

use junheng::evaluate::Explainer;
use junheng::table::StageId;

use crate::context::Context;
use crate::wording as common;

pub use formula::{in_short, with_numbers};
pub use range::{Range, all, of_step};
pub use target::{Place, Target, find_places, find_targets, nearest_place, nearest_target};
pub use verdict::because;

/// Writes how the findings of some rules on a unit came about; without rules, how its verdict did.
pub fn write_why(
    out: &mut dyn Write,
    context: Context<'_>,
    place: Place,
    targets: &[Target<'_>],
    stage: Option<StageId>,
) -> io::Result<()> {
    let mut lines = context.notice();
    if context.input.frames.periods.len() > 1 {
        lines.push(context.say(&common::PERIOD_LINE, &[("period", context.period(place.subject).to_owned())]));
    }
    if targets.is_empty() {
        lines.extend(verdict::verdict(context, place, stage));
    } else {
        let mut explainer = Explainer::new(context.input, place.subject);
        for target in targets {
            lines.extend(finding::findings(context, &mut explainer, place, target, stage));
        }
    }
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))
}
