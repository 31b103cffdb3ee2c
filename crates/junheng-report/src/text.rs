//! `--format text`: one page an officer understands; for several units a line each.

mod decides;
mod detail;
mod grid;
mod head;
mod missing;
mod overview;
mod parallel;
mod parts;
mod standing;

use std::io::{self, Write};
use std::ops::Range;

use junheng::evaluate::Explainer;

pub use decides::{failing, failing_units, finding, findings_in_full, measured, rule_line, scored};
pub use missing::{gathered, told as missing_told};
pub use standing::findings;

use crate::context::Context;
use crate::summary::{Summary, summary};
use crate::wording;

/// Writes one page about the unit that is asked for, or a table of several.
pub fn write_text(
    out: &mut dyn Write,
    context: Context<'_>,
    subjects: &[Range<usize>],
    detail: bool,
) -> io::Result<()> {
    let subjects: Vec<usize> = subjects.iter().cloned().flatten().collect();
    if subjects.len() != 1 {
        write_lines(out, &overview::overview(context, &subjects))?;
    }
    if subjects.len() == 1 || detail {
        let mut kept = None;
        for subject in subjects {
            let explainer = Explainer::kept(&mut kept, context.input, subject);
            write_lines(out, &page(context, explainer, subject, detail))?;
        }
    }
    Ok(())
}

/// The findings of a pack that comes to no verdict.
fn standing_alone(context: Context<'_>, summary: &Summary<'_>) -> Vec<String> {
    let heading = context.word(&wording::FINDINGS).to_owned();
    let lines = summary.items.iter().filter(|item| summary.is_looked_at(item)).flat_map(|item| item.deciding());
    [String::new(), heading].into_iter().chain(standing::findings(context, lines)).collect()
}

fn write_lines(out: &mut dyn Write, lines: &[String]) -> io::Result<()> {
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))
}

fn page(context: Context<'_>, explainer: &mut Explainer<'_>, subject: usize, detail: bool) -> Vec<String> {
    let summary = summary(context, subject);
    let mut lines = head::head(context, explainer, &summary, subject);
    lines.extend(match summary.judgements.is_empty() {
        true => standing_alone(context, &summary),
        false => decides::decides(context, explainer, &summary, subject),
    });
    lines.extend(missing::missing(context, explainer, &summary, subject));
    lines.extend(parts::parts(context, explainer, &summary));
    lines.extend(parallel::parallel(context, &summary, subject));
    if detail {
        lines.extend(detail::every_rule(context, &summary));
        lines.extend(detail::units_below(context, subject));
    }
    lines.extend(parts::readings(context, &summary));
    lines.extend(parts::go_on(context, &summary, subject));
    lines
}
