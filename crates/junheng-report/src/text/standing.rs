//! A pack without a verdict: its findings and points stand for themselves.

use junheng::assessment::{Line, State};
use junheng::pack::Role;

use crate::context::Context;
use crate::layout::{cut, table, wrap};
use crate::number::shown;
use crate::summary::{Item, Summary, is_part};
use crate::wording::{self, Wording};

use super::detail::{id, title, value};

/// How wide a title may be.
const TITLE: usize = 44;
/// More rules than these are only counted where several units are listed.
const COLUMNS: usize = 5;
/// How wide the name of a rule may be as a heading.
const HEADING: usize = 26;

/// Points of the scored rules, and what is open of them.
#[derive(Default)]
struct Total {
    points: f64,
    full: f64,
    open: usize,
    reachable: f64,
}

/// How many findings are in which state, and the points they come to.
pub fn counts(context: Context<'_>, summary: &Summary<'_>, subject: usize) -> Vec<String> {
    let unit = context.unit_and_code(context.program().subject, subject);
    let count = summary.items.iter().filter(|item| summary.is_looked_at(item)).count().to_string();
    let arguments = [("unit", unit), ("count", count), ("states", states(context, summary))];
    let mut lines = wrap(&context.say(&wording::STANDING_HEAD, &arguments), 0);
    lines.extend(total(context, summary).iter().flat_map(|total| wrap(&points(context, total), 0)));
    lines
}

/// `达标 3、不达标 1`: the states some finding is in.
fn states(context: Context<'_>, summary: &Summary<'_>) -> String {
    let order = [
        State::Met,
        State::NotMet,
        State::Undetermined,
        State::NotChecked,
        State::Error,
        State::NotApplicable,
        State::Unjudged,
    ];
    let own = || summary.items.iter().filter(|item| summary.is_looked_at(item));
    let count = |state: State| own().filter(|item| item.state == state).count();
    let told = order.into_iter().filter(|state| count(*state) > 0).map(|state| {
        let arguments = [("state", context.state(state).to_owned()), ("count", count(state).to_string())];
        context.say(&wording::STATE_COUNT, &arguments)
    });
    told.collect::<Vec<_>>().join(context.word(&wording::LIST_SEPARATOR))
}

/// The sum of the scored rules; none where no rule gives points on the unit itself.
fn total(context: Context<'_>, summary: &Summary<'_>) -> Option<Total> {
    let program = context.program();
    let scored = |item: &&Item<'_>| item.rule.role == Role::Scored && !is_part(program, item.rule);
    let lines = summary.items.iter().filter(scored).flat_map(Item::deciding);
    let mut total: Option<Total> = None;
    for line in lines.filter(|line| line.tally.is_none()) {
        let score = program.check(line.check).score.as_ref();
        let Some(full) = score.and_then(|score| score.full.as_ref()).map(junheng::quantity::to_f64) else { continue };
        let total = total.get_or_insert_default();
        match line.points {
            Some(points) => {
                total.points += points;
                total.full += full;
            }
            // What leaves the total has neither points nor full points.
            None if line.state == State::NotApplicable => {}
            None => {
                total.open += 1;
                total.full += full;
                total.reachable += full;
            }
        }
    }
    total
}

fn points(context: Context<'_>, total: &Total) -> String {
    let arguments = [
        ("points", shown(total.points, None)),
        ("full", shown(total.full, None)),
        ("open", total.open.to_string()),
        ("reachable", shown(total.reachable, None)),
    ];
    context.say(if total.open == 0 { &wording::TOTAL_LINE } else { &wording::TOTAL_OPEN }, &arguments)
}

/// Every finding with its value, requirement, state and points.
pub fn findings<'l>(context: Context<'_>, lines: impl IntoIterator<Item = &'l Line<'l>>) -> Vec<String> {
    let lines: Vec<&Line<'_>> = lines.into_iter().collect();
    let scored = lines.iter().any(|line| full(context, line).is_some());
    let mut header = context.heading();
    header.extend(scored.then(|| context.word(&wording::COLUMN_POINTS).to_owned()));
    let row = |line: &&Line<'_>| {
        let stage = line.stage.map_or("", |stage| context.stage(stage)).to_owned();
        let mut row = vec![id(line), stage, cut(title(context, line), TITLE)];
        row.extend(value(context, line));
        row.extend(scored.then(|| of_full(context, line)));
        row
    };
    let rows: Vec<Vec<String>> = [header].into_iter().chain(lines.iter().map(row)).collect();
    table(&rows, 2)
}

fn full(context: Context<'_>, line: &Line<'_>) -> Option<f64> {
    let score = context.program().check(line.check).score.as_ref().filter(|_| line.tally.is_none())?;
    score.full.as_ref().map(junheng::quantity::to_f64)
}

/// `7/10`; a question mark where the points are open.
fn of_full(context: Context<'_>, line: &Line<'_>) -> String {
    let Some(full) = full(context, line) else { return String::new() };
    let points = line.points.map_or_else(|| "?".to_owned(), |points| shown(points, None));
    context.say(&wording::OF_TOTAL, &[("points", points), ("full", shown(full, None))])
}

/// A line for each unit: its findings where there are few rules, else how many are in which state.
pub fn overview(context: Context<'_>, all: &[(usize, Summary<'_>)], with_period: bool) -> Vec<String> {
    let rules: Vec<&str> =
        context.program().rules.iter().filter(|rule| rule.role != Role::Part).map(|rule| rule.id.as_str()).collect();
    let few = rules.len() <= COLUMNS;
    let scored = all.iter().any(|(_, summary)| total(context, summary).is_some());
    let mut header: Vec<&Wording> = vec![&wording::COLUMN_CODE, &wording::COLUMN_NAME];
    header.extend(with_period.then_some(&wording::COLUMN_PERIOD));
    let mut header: Vec<String> = header.into_iter().map(|column| context.word(column).to_owned()).collect();
    match few {
        true => header.extend(rules.iter().map(|rule| cut(rule, HEADING))),
        false => header.push(context.word(&wording::COLUMN_FINDINGS).to_owned()),
    }
    header.extend(scored.then(|| context.word(&wording::COLUMN_TOTAL).to_owned()));
    let row = |(subject, summary): &(usize, Summary<'_>)| {
        let level = context.program().subject;
        let code = context.input.frames.units_of(level).codes.get(*subject).to_owned();
        let mut row = vec![code, context.unit_name(level, *subject).to_owned()];
        row.extend(with_period.then(|| context.period(*subject).to_owned()));
        match few {
            true => row.extend(rules.iter().map(|rule| of_rule(context, summary, rule))),
            false => row.push(states(context, summary)),
        }
        row.extend(scored.then(|| total(context, summary).map_or_else(String::new, |total| in_short(context, &total))));
        row
    };
    let rows: Vec<Vec<String>> = [header].into_iter().chain(all.iter().map(row)).collect();
    let count = [("count", all.len().to_string()), ("level", context.level(context.program().subject).to_owned())];
    let mut lines = wrap(&context.say(&wording::STANDING_OVERVIEW, &count), 0);
    lines.push(String::new());
    lines.extend(table(&rows, 0));
    lines
}

/// State and points of a rule, or how many units below meet it.
fn of_rule(context: Context<'_>, summary: &Summary<'_>, rule: &str) -> String {
    let Some(item) = summary.items.iter().find(|item| item.rule.id == rule) else { return String::new() };
    let lines: Vec<&Line<'_>> = item.deciding().collect();
    let state = match lines.as_slice() {
        [line] => context.graded(line.grade, line.state),
        _ => context.state(item.state).to_owned(),
    };
    let numbers: Vec<String> = lines.iter().map(|line| number(context, line)).filter(|text| !text.is_empty()).collect();
    format!("{state} {}", numbers.join(context.word(&wording::LIST_SEPARATOR))).trim().to_owned()
}

/// Points of full points, else how many units meet it, else a value nothing is asked of.
fn number(context: Context<'_>, line: &Line<'_>) -> String {
    match line.tally {
        Some(tally) => format!("{}/{}", tally.met, tally.in_scope),
        None if line.state == State::Unjudged && full(context, line).is_none() => {
            context.value(line, "").unwrap_or_default()
        }
        None => of_full(context, line),
    }
}

fn in_short(context: Context<'_>, total: &Total) -> String {
    let points = [("points", shown(total.points, None)), ("full", shown(total.full, None))];
    let told = context.say(&wording::OF_TOTAL, &points);
    match total.open {
        0 => told,
        open => context.say(&wording::TOTAL_WITH_OPEN, &[("total", told), ("open", open.to_string())]),
    }
}
