//! A rule on the units below: how many meet it, and those that fail or are open.

use junheng::assessment::{State, Tally};
use junheng::evaluate::Explainer;
use junheng::program::{CheckId, Rule};
use junheng::table::Grain;

use crate::causes::{causes, rows_below};
use crate::context::Context;
use crate::layout::wrap;
use crate::text::finding;
use crate::wording;

use super::finding::{UNITS, missing};

/// How many units below a row meet a rule.
pub fn tally(context: Context<'_>, check: CheckId, grain: Grain, row: usize) -> Tally {
    let view = context.view();
    let mut tally = Tally::default();
    let lower = rows_below(view, context.program().check(check).grain, grain, row);
    lower.into_iter().for_each(|row| tally.add(view.state(check, row)));
    tally
}

/// The units below that fail or are open.
pub fn below(
    context: Context<'_>,
    explainer: &Explainer<'_>,
    rule: &Rule,
    check: CheckId,
    grain: Grain,
    row: usize,
) -> Vec<String> {
    let view = context.view();
    let own = context.program().check(check).grain;
    let tally = tally(context, check, grain, row);
    let arguments = [
        ("level", context.level(own.level).to_owned()),
        ("in_scope", tally.in_scope.to_string()),
        ("met", tally.met.to_string()),
        ("not_met", tally.not_met.to_string()),
        ("open", (tally.in_scope - tally.met - tally.not_met).to_string()),
    ];
    let mut lines = vec![context.say(&wording::TALLY_WHOLE, &arguments)];
    let formula = context.program().check(check).formula.clone();
    if !formula.is_empty() {
        lines.extend(wrap(&context.say(&wording::FORMULA_LINE, &[("formula", formula)]), 2));
    }
    let lower = rows_below(view, own, grain, row);
    let notable: Vec<usize> = lower
        .into_iter()
        .filter(|row| {
            matches!(view.state(check, *row), State::NotMet | State::Undetermined | State::Error | State::NotChecked)
        })
        .collect();
    for lower in notable.iter().take(UNITS) {
        lines.extend(unit_below(context, explainer, rule, check, own, *lower));
    }
    if notable.len() > UNITS {
        lines.push(format!(
            "  {}",
            context.say(&wording::MORE_BELOW, &[("count", (notable.len() - UNITS).to_string())])
        ));
    }
    lines
}

fn unit_below(
    context: Context<'_>,
    explainer: &Explainer<'_>,
    rule: &Rule,
    check: CheckId,
    grain: Grain,
    row: usize,
) -> Vec<String> {
    let state = context.view().state(check, row);
    let told = match state {
        State::NotMet => {
            let found = causes(context.view(), check, row).into_iter().map(|cause| {
                let own = context.program().check(cause.check).grain;
                match own == grain {
                    true => finding(context, rule, cause),
                    false => context.say(
                        &wording::FAILS_ON,
                        &[("place", context.place(own, cause.row)), ("failing", finding(context, rule, cause))],
                    ),
                }
            });
            found.collect::<Vec<_>>().join(context.word(&wording::CLAUSE_SEPARATOR))
        }
        _ => missing(context, explainer, check, row)
            .iter()
            .map(|line| line.trim())
            .collect::<Vec<_>>()
            .join(context.word(&wording::CLAUSE_SEPARATOR)),
    };
    let arguments = [("place", context.place(grain, row)), ("state", context.state(state).to_owned()), ("found", told)];
    wrap(&context.say(&wording::BELOW_LINE, &arguments), 4)
}
