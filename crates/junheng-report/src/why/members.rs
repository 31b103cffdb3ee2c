//! A rule made of others: its members or parts on the same unit, and what lies behind those that fail.

use junheng::assessment::{Line, State, Subject};
use junheng::program::{CheckId, Rule};
use junheng::table::Grain;

use crate::causes::causes;
use crate::context::{Context, with_unit};
use crate::layout::{table, wrap};
use crate::number::shown;
use crate::text::{finding, scored};
use crate::wording;

use super::below::tally;

/// The members or parts of a rule on a row, and what lies behind those that fail.
pub fn members(context: Context<'_>, rule: &Rule, check: CheckId, row: usize) -> Vec<String> {
    let told = context.program().check(check);
    let view = context.view();
    let mut lines = Vec::new();
    if !told.formula.is_empty() {
        lines.extend(wrap(&context.say(&wording::MET_WHEN, &[("formula", told.formula.clone())]), 2));
    }
    let own = |member: &&CheckId| context.program().check(**member).grain == told.grain;
    let met = told.members.iter().filter(own).filter(|member| view.state(**member, row) == State::Met).count();
    let count = told.members.iter().filter(own).count();
    if count > 0 {
        lines.push(format!(
            "  {}",
            context.say(&wording::MEMBERS_MET, &[("count", count.to_string()), ("met", met.to_string())])
        ));
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    for member in told.members.iter().filter(own) {
        let line = view.line(Subject::Rule(rule), "", *member, row);
        rows.push(vec![
            format!("{} {}", context.program().check(*member).item, context.check_title(*member)),
            context.value(&line, &rule.id).unwrap_or_default(),
            context.requirement(&line).unwrap_or_default(),
            context.graded(line.grade, line.state),
            attains(context, &line).unwrap_or_default(),
        ]);
    }
    for part in context
        .program()
        .rules
        .iter()
        .filter(|part| part.within.as_deref() == Some(&rule.id) && rule.main == Some(check))
    {
        rows.extend(part.main.map(|main| part_row(context, part, main, told.grain, row)));
    }
    lines.extend(table(&rows, 4));
    for cause in causes(view, check, row)
        .into_iter()
        .filter(|cause| cause.check != check && !told.members.contains(&cause.check))
    {
        let grain = context.program().check(cause.check).grain;
        let arguments = [("place", context.place(grain, cause.row)), ("failing", finding(context, rule, cause))];
        lines.extend(wrap(&context.say(&wording::FAILS_ON, &arguments), 4));
    }
    lines
}

/// The items a total is the sum of, with their points.
pub fn points(context: Context<'_>, check: CheckId, row: usize) -> Vec<String> {
    let number = |value: Option<f64>| value.map_or_else(|| "?".to_owned(), |value| shown(value, None));
    let rows = scored(context, check, row).into_iter().map(|(item, points, full)| {
        let arguments = [("points", number(points)), ("full", number(full))];
        let name = format!("{} {}", context.program().check(item).id, context.check_title(item));
        vec![name, context.say(&wording::OF_TOTAL, &arguments)]
    });
    table(&rows.collect::<Vec<_>>(), 4)
}

/// How far a value that is not met reaches towards its limit.
fn attains(context: Context<'_>, line: &Line<'_>) -> Option<String> {
    let (value, limit) = (line.value?, line.limit?);
    let upper = context.program().check(line.check).comparison.is_some_and(|comparison| comparison.is_upper());
    let share = if upper { limit / value } else { value / limit };
    let shown = with_unit(&shown(share * 100.0, Some(1)), "%");
    (line.state == State::NotMet && share.is_finite()).then(|| context.say(&wording::ATTAINS, &[("share", shown)]))
}

fn part_row(context: Context<'_>, part: &Rule, main: CheckId, grain: Grain, row: usize) -> Vec<String> {
    let name = format!("{} {}", part.id, context.rule_title(part));
    let own = context.program().check(main).grain;
    if own != grain {
        let tally = tally(context, main, grain, row);
        return vec![
            name,
            format!("{}/{}", tally.met, tally.in_scope),
            String::new(),
            context.state(tally.state()).to_owned(),
        ];
    }
    let line = context.view().line(Subject::Rule(part), "", main, row);
    let value = context.value(&line, &part.id).unwrap_or_default();
    vec![name, value, context.requirement(&line).unwrap_or_default(), context.graded(line.grade, line.state)]
}
