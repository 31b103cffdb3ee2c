//! Several subject units: a line each, with the verdict and what decides it.

use junheng::assessment::State;

use crate::context::Context;
use crate::layout::{cut, table};
use crate::summary::{Summary, summary};
use crate::wording;

use super::standing;

/// How wide the reasons may be.
const REASONS: usize = 56;

/// How many are met, then a line for each.
pub fn overview(context: Context<'_>, subjects: &[usize]) -> Vec<String> {
    let all: Vec<(usize, Summary<'_>)> =
        subjects.iter().map(|subject| (*subject, summary(context, *subject))).collect();
    let with_period = context.input.frames.periods.len() > 1;
    if context.program().verdicts.is_empty() {
        let mut lines = standing::overview(context, &all, with_period);
        lines.extend([String::new(), context.word(&wording::OVERVIEW_HINT).to_owned()]);
        return lines;
    }
    let mut rows = vec![header(context, with_period)];
    rows.extend(all.iter().map(|(subject, summary)| row(context, *subject, summary, with_period)));
    let mut lines = context.notice();
    lines.extend([counts(context, &all), String::new()]);
    lines.extend(table(&rows, 0));
    lines.extend([String::new(), context.word(&wording::OVERVIEW_HINT).to_owned()]);
    lines
}

fn counts(context: Context<'_>, all: &[(usize, Summary<'_>)]) -> String {
    let main = |(_, summary): &(usize, Summary<'_>)| {
        summary.judgements.first().map_or(State::Undetermined, |judgement| judgement.state)
    };
    let count = |wanted: &dyn Fn(State) -> bool| all.iter().filter(|one| wanted(main(one))).count().to_string();
    let arguments = [
        ("count", all.len().to_string()),
        ("level", context.level(context.program().subject).to_owned()),
        ("met", count(&|state| state == State::Met)),
        ("not_met", count(&|state| state == State::NotMet)),
        ("open", count(&|state| !matches!(state, State::Met | State::NotMet))),
    ];
    context.say(&wording::OVERVIEW, &arguments)
}

fn header(context: Context<'_>, with_period: bool) -> Vec<String> {
    let mut header =
        vec![context.word(&wording::COLUMN_CODE).to_owned(), context.word(&wording::COLUMN_NAME).to_owned()];
    header.extend(with_period.then(|| context.word(&wording::COLUMN_PERIOD).to_owned()));
    header.extend(context.program().verdicts.iter().map(|verdict| context.title(&verdict.title).to_owned()));
    header.push(context.word(&wording::COLUMN_DECIDES).to_owned());
    header
}

fn row(context: Context<'_>, subject: usize, summary: &Summary<'_>, with_period: bool) -> Vec<String> {
    let level = context.program().subject;
    let units = context.input.frames.units_of(level);
    let mut row = vec![units.codes.get(subject).to_owned(), context.unit_name(level, subject).to_owned()];
    row.extend(with_period.then(|| context.period(subject).to_owned()));
    row.extend(summary.judgements.iter().map(|judgement| context.graded(judgement.grade, judgement.state)));
    row.push(decisive(context, summary));
    row
}

/// The rules that fail; where none does, those that are open.
fn decisive(context: Context<'_>, summary: &Summary<'_>) -> String {
    let of = |wanted: &[State]| -> Vec<&str> {
        summary
            .items
            .iter()
            .filter(|item| summary.is_looked_at(item))
            .filter(|item| wanted.contains(&item.state))
            .map(|item| item.rule.id.as_str())
            .collect()
    };
    let failing = of(&[State::NotMet]);
    let ids = if failing.is_empty() { of(&[State::Undetermined, State::NotChecked, State::Error]) } else { failing };
    let listed = ids.join(context.word(&wording::LIST_SEPARATOR));
    let short = cut(&listed, REASONS);
    match short == listed {
        true => listed,
        false => context.say(&wording::AND_MORE, &[("rules", short), ("count", ids.len().to_string())]),
    }
}
