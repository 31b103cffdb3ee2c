//! A rule made of others: its members or parts on the same unit, and what lies behind those that fail.

use junheng::assessment::{Line, State, Subject};
use junheng::pack::Standing;
use junheng::program::{CheckId, Rule};
use junheng::table::{Grain, Presence};

use crate::causes::causes;
use crate::context::{Context, with_unit};
use crate::layout::{table, wrap};
use crate::number::shown;
use crate::text::{finding, scored};
use crate::wording as common;

use super::below::tally;
use super::wording;

/// When a rule made of others is met, and how many of them are, or have which grade.
pub fn condition(context: Context<'_>, check: CheckId, row: usize) -> Vec<String> {
    let told = context.program().check(check);
    let mut lines = Vec::new();
    let has_lines = told.grading.as_ref().is_some_and(|grading| !grading.lines.is_empty());
    if !told.formula.is_empty() && !has_lines {
        lines.extend(wrap(&context.say(&common::MET_WHEN, &[("formula", told.formula.clone())]), 2));
    }
    let own: Vec<CheckId> = own_members(context, check).collect();
    if own.iter().any(|member| scale_of(context, *member).is_some()) {
        lines.extend(grades(context, check, row));
    } else if !own.is_empty() {
        let met = own.iter().filter(|member| context.view().state(**member, row) == State::Met).count();
        let arguments = [("count", own.len().to_string()), ("met", met.to_string())];
        lines.push(format!("  {}", context.say(&common::MEMBERS_MET, &arguments)));
    }
    lines
}

/// The members on the same row.
fn own_members(context: Context<'_>, check: CheckId) -> impl Iterator<Item = CheckId> {
    let told = context.program().check(check);
    told.members.iter().copied().filter(move |member| context.program().check(*member).grain == told.grain)
}

/// The members or parts of a rule on a row, and what lies behind those that fail.
pub fn members(context: Context<'_>, rule: &Rule, check: CheckId, row: usize) -> Vec<String> {
    let told = context.program().check(check);
    let view = context.view();
    let mut lines = Vec::new();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for member in own_members(context, check) {
        let line = view.line(Subject::Rule(rule), "", member, row);
        rows.push(vec![
            format!("{} {}", context.program().check(member).item, context.check_title(member)).trim().to_owned(),
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
        lines.extend(wrap(&context.say(&common::FAILS_ON, &arguments), 4));
    }
    lines
}

fn scale_of(context: Context<'_>, check: CheckId) -> Option<usize> {
    context.program().check(check).grading.as_ref()?.scale
}

/// How many members have which grade, the best first, and how many have none yet.
fn grades(context: Context<'_>, check: CheckId, row: usize) -> Vec<String> {
    let told = context.program().check(check);
    let Some(scale) = told.members.iter().find_map(|member| scale_of(context, *member)) else { return Vec::new() };
    let own = own_members(context, check).filter(|member| scale_of(context, *member) == Some(scale));
    let place = |member: CheckId| {
        let grade = context.assessment.of(member).grade.as_ref()?;
        let at = row - context.view().first_row(member);
        Some(grade.get(at).ok_or(grade.presence(at)))
    };
    let places: Vec<Result<f64, Presence>> = own.filter_map(place).collect();
    let count = |wanted: &dyn Fn(&Result<f64, Presence>) -> bool| places.iter().filter(|place| wanted(place)).count();
    let counted = |(at, (grade, _)): (usize, &(String, Standing))| {
        let held = count(&|place| *place == Ok(at as f64));
        context.say(&wording::GRADE_COUNT, &[("grade", grade.clone()), ("count", held.to_string())])
    };
    let grades = context.program().scales[scale].grades.iter().enumerate().rev();
    let mut counts: Vec<String> = grades.map(counted).collect();
    let open = count(&|place| place.is_err_and(|why| why != Presence::NotApplicable));
    counts.extend((open > 0).then(|| context.say(&wording::GRADE_OPEN, &[("count", open.to_string())])));
    let grades = counts.join(context.word(&common::LIST_SEPARATOR));
    wrap(&context.say(&wording::GRADES_COUNTED, &[("grades", grades)]), 2)
}

/// The items a total is the sum of, with their points.
pub fn points(context: Context<'_>, check: CheckId, row: usize) -> Vec<String> {
    let number = |value: Option<f64>| value.map_or_else(|| "?".to_owned(), |value| shown(value, None));
    let rows = scored(context, check, row).into_iter().map(|(item, points, full)| {
        let arguments = [("points", number(points)), ("full", number(full))];
        let name = format!("{} {}", context.program().check(item).id, context.check_title(item));
        vec![name, context.say(&common::OF_TOTAL, &arguments)]
    });
    table(&rows.collect::<Vec<_>>(), 4)
}

/// How far a value that is not met reaches towards its limit.
fn attains(context: Context<'_>, line: &Line<'_>) -> Option<String> {
    let (value, limit) = (line.value?, line.limit?);
    let upper = context.program().check(line.check).comparison.is_some_and(|comparison| comparison.is_upper());
    let share = if upper { limit / value } else { value / limit };
    let shown = with_unit(&shown(share * 100.0, Some(1)), "%");
    (line.state == State::NotMet && share.is_finite()).then(|| context.say(&common::ATTAINS, &[("share", shown)]))
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
