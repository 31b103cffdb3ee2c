//! What decides a verdict that is not met: the rules that fail, and the units they fail on.

use std::collections::BTreeMap;

use junheng::assessment::{Line, State, Subject};
use junheng::evaluate::Explainer;
use junheng::program::{CheckId, Node, Over, Rule, Test};
use junheng::table::Grain;

use crate::causes::{Cause, Causes, behind_value, causes, gap};
use crate::context::{Context, with_unit};
use crate::layout::wrap;
use crate::number::shown;
use crate::summary::{Item, Summary};
use crate::wording;

/// More rules than these are only named.
const RULES: usize = 8;
/// More units than these are only counted.
const UNITS: usize = 5;
/// Disparities are taken apart where no more than these fail.
const EXPLAINED: usize = 2;
/// How many of the findings that a value counts are named.
const COUNTED: usize = 3;
/// How many schools are named that make up a disparity.
const SHARES: usize = 3;

/// The rules that fail, each with where and by how much.
pub fn decides(
    context: Context<'_>,
    explainer: &mut Explainer<'_>,
    summary: &Summary<'_>,
    subject: usize,
) -> Vec<String> {
    let mut lines = vec![String::new(), context.word(&wording::DECIDES).to_owned()];
    let failing = failing(summary);
    if failing.is_empty() {
        lines.push(format!("  {}", context.word(&wording::NOTHING_FAILS)));
    }
    for item in failing.iter().take(RULES) {
        lines.extend(failure(context, explainer, item, subject));
    }
    if failing.len() > RULES {
        let rules: Vec<&str> = failing[RULES..].iter().map(|item| item.rule.id.as_str()).collect();
        let count = rules.len().to_string();
        lines.extend(wrap(
            &context.say(
                &wording::MORE_RULES,
                &[("count", count), ("rules", rules.join(context.word(&wording::LIST_SEPARATOR)))],
            ),
            2,
        ));
    }
    lines
}

/// The rules that any verdict looks at and that are not met.
pub fn failing<'s, 'a>(summary: &'s Summary<'a>) -> Vec<&'s Item<'a>> {
    summary.items.iter().filter(|item| item.state == State::NotMet && summary.is_looked_at(item)).collect()
}

fn failure(context: Context<'_>, explainer: &mut Explainer<'_>, item: &Item<'_>, subject: usize) -> Vec<String> {
    let mut lines = wrap(&rule_line(context, item.rule), 2);
    if !item.rule.cite.is_empty() {
        lines.extend(wrap(&context.say(&wording::CITED, &[("cite", context.cite(&item.rule.cite))]), 6));
    }
    for line in item.deciding().filter(|line| line.tally.is_some() && line.state == State::NotMet) {
        lines.push(format!("      {}", tally(context, line)));
    }
    lines.extend(units(context, explainer, item, subject));
    lines
}

/// Role, id and title of a rule, marked where it is not from its source.
pub fn rule_line(context: Context<'_>, rule: &Rule) -> String {
    let mark = wording::mark(rule.fidelity).map_or("", |mark| context.word(mark));
    let arguments = [
        ("role", context.word(wording::role(rule.role)).to_owned()),
        ("rule", rule.id.clone()),
        ("title", context.title(&rule.title).to_owned()),
        ("mark", mark.to_owned()),
    ];
    context.say(&wording::RULE_LINE, &arguments).trim().to_owned()
}

fn tally(context: Context<'_>, line: &Line<'_>) -> String {
    let tally = line.tally.unwrap_or_default();
    let level = context.program().check(line.check).grain.level;
    let arguments = [
        ("level", context.level(level).to_owned()),
        ("stage", line.stage.map_or("", |stage| context.stage(stage)).to_owned()),
        ("in_scope", tally.in_scope.to_string()),
        ("met", tally.met.to_string()),
        ("not_met", tally.not_met.to_string()),
        ("open", (tally.in_scope - tally.met - tally.not_met).to_string()),
    ];
    let wording = if line.stage.is_some() { &wording::TALLY_LINE } else { &wording::TALLY_WHOLE };
    context.say(wording, &arguments)
}

/// The findings behind a rule that fails, unit by unit, the worst first.
fn units(context: Context<'_>, explainer: &mut Explainer<'_>, item: &Item<'_>, subject: usize) -> Vec<String> {
    let groups = failing_units(context, item, subject);
    let mut lines = Vec::new();
    for (place, causes) in groups.iter().take(UNITS) {
        lines.extend(unit(context, explainer, item, place, causes));
    }
    if groups.len() > UNITS {
        let code = context.input.frames.units_of(context.program().subject).codes.get(subject).to_owned();
        let count = (groups.len() - UNITS).to_string();
        lines.push(format!(
            "      {}",
            context.say(&wording::MORE_UNITS, &[("count", count), ("unit", code), ("rule", item.rule.id.clone())])
        ));
    }
    lines
}

/// The units a rule fails on with the findings behind it there, the worst first.
pub fn failing_units(context: Context<'_>, item: &Item<'_>, subject: usize) -> Vec<((Grain, usize), Vec<Cause>)> {
    let mut groups = grouped(context, behind(context, item, subject));
    let worst = |causes: &[Cause]| causes.iter().map(|cause| gap(context.view(), *cause)).fold(0.0, f64::max);
    groups.sort_by(|(_, a), (_, b)| b.len().cmp(&a.len()).then(worst(b).total_cmp(&worst(a))));
    groups
}

/// The findings behind a rule that fails.
pub fn behind(context: Context<'_>, item: &Item<'_>, subject: usize) -> Vec<Cause> {
    let mut checks: Vec<CheckId> =
        item.deciding().filter(|line| line.state == State::NotMet).map(|line| line.check).collect();
    checks.dedup();
    let view = context.view();
    let mut found = Causes::default();
    for check in checks {
        let rows = context.rows(context.program().check(check).grain, subject);
        rows.flat_map(|row| causes(view, check, row)).for_each(|cause| found.add(cause));
    }
    found.all
}

/// Findings by the unit they are about, in the order they come.
fn grouped(context: Context<'_>, causes: Vec<Cause>) -> Vec<((Grain, usize), Vec<Cause>)> {
    let mut groups: Vec<((Grain, usize), Vec<Cause>)> = Vec::new();
    let mut places: BTreeMap<(Grain, usize), usize> = BTreeMap::new();
    for cause in causes {
        let key = (context.program().check(cause.check).grain, cause.row);
        let at = *places.entry(key).or_insert_with(|| {
            groups.push((key, Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push(cause);
    }
    groups
}

fn unit(
    context: Context<'_>,
    explainer: &mut Explainer<'_>,
    item: &Item<'_>,
    (grain, row): &(Grain, usize),
    causes: &[Cause],
) -> Vec<String> {
    if grain.level != context.program().subject {
        let failing = findings(context, item.rule, causes);
        return wrap(
            &context.say(&wording::FAILS_ON, &[("place", context.place(*grain, *row)), ("failing", failing)]),
            6,
        );
    }
    let mut lines = Vec::new();
    for cause in causes {
        lines.extend(wrap(&finding(context, item.rule, *cause), 6));
        if causes.len() <= EXPLAINED {
            lines.extend(dispersed(context, explainer, item.rule, *cause));
        }
        lines.extend(points_lost(context, *cause));
    }
    lines
}

/// Findings on one unit; many members only by their codes, for the grid gives their titles.
fn findings(context: Context<'_>, rule: &Rule, causes: &[Cause]) -> String {
    let coded = |cause: &Cause| rule.members.iter().any(|(_, check)| *check == cause.check);
    if causes.len() > 2 && causes.iter().all(coded) {
        let short: Vec<String> = causes.iter().map(|cause| in_short(context, rule, *cause)).collect();
        return short.join(context.word(&wording::LIST_SEPARATOR));
    }
    findings_in_full(context, rule, causes)
}

/// Findings on one unit, each with its title.
pub fn findings_in_full(context: Context<'_>, rule: &Rule, causes: &[Cause]) -> String {
    let told: Vec<String> = causes.iter().map(|cause| finding(context, rule, *cause)).collect();
    told.join(context.word(&wording::CLAUSE_SEPARATOR))
}

fn in_short(context: Context<'_>, rule: &Rule, cause: Cause) -> String {
    let line = context.view().line(Subject::Rule(rule), "", cause.check, cause.row);
    let bare = Line { unit_of_value: "", ..line };
    let arguments = [
        ("code", context.program().check(cause.check).item.clone()),
        ("value", context.value(&bare, &rule.id).unwrap_or_default()),
        ("requirement", context.requirement(&bare).unwrap_or_default().replace(' ', "")),
    ];
    context.say(&wording::VALUE_SHORT, &arguments)
}

/// One finding that is not met, and what its value counts that is not met either.
pub fn finding(context: Context<'_>, rule: &Rule, cause: Cause) -> String {
    let own = alone(context, rule, cause);
    let counted = behind_value(context.view(), cause.check, cause.row);
    if counted.is_empty() {
        return own;
    }
    let told = counted.iter().take(COUNTED).map(|cause| {
        let grain = context.program().check(cause.check).grain;
        let name = context.unit_name(grain.level, context.input.frames.unit(grain, cause.row)).to_owned();
        context.say(&wording::FAILS_ON, &[("place", name), ("failing", alone(context, rule, *cause))])
    });
    let listed: Vec<String> = told.collect();
    let more = counted.len().saturating_sub(COUNTED);
    let behind = listed.join(context.word(&wording::CLAUSE_SEPARATOR));
    let wording = if more > 0 { &wording::BEHIND_AND_MORE } else { &wording::BEHIND };
    context.say(wording, &[("finding", own), ("behind", behind), ("count", more.to_string())])
}

/// One finding that is not met: value and requirement, or the answer that was given.
fn alone(context: Context<'_>, rule: &Rule, cause: Cause) -> String {
    let check = context.program().check(cause.check);
    let line = context.view().line(Subject::Rule(rule), "", cause.check, cause.row);
    let at_subject = check.grain.level == context.program().subject;
    let own = rule.main == Some(cause.check) && !at_subject;
    let title = if own {
        String::new()
    } else {
        format!("{} {}", check.item, context.check_title(cause.check)).trim().to_owned()
    };
    if let (Some(value), Some(requirement)) = (context.value(&line, &rule.id), context.requirement(&line)) {
        let stage = line.stage.filter(|_| at_subject).map(|stage| context.stage(stage).to_owned());
        let arguments = [
            ("title", title),
            ("value", value),
            ("requirement", requirement),
            ("stage", stage.clone().unwrap_or_default()),
        ];
        let wording = match (stage.is_some(), own) {
            (true, _) => &wording::VALUE_LINE,
            (false, true) => &wording::VALUE_ALONE,
            (false, false) => &wording::SUBJECT_VALUE,
        };
        return context.say(wording, &arguments);
    }
    let unit = context.input.frames.unit(check.grain, cause.row);
    match context.input.answers.get(check, unit, line.stage) {
        Some(given) => context.say(&wording::ANSWERED, &[("title", title), ("answer", given.answer.answer.clone())]),
        None => title,
    }
}

/// The schools that make up most of a disparity.
fn dispersed(context: Context<'_>, explainer: &mut Explainer<'_>, rule: &Rule, cause: Cause) -> Vec<String> {
    let explanation = explainer.explain(cause.check, cause.row);
    let Some((below, mean)) = explanation.below.zip(explanation.mean) else { return Vec::new() };
    let member = measured(context, cause.check);
    let unit = member.map_or("", |member| context.program().check(member).unit.text.as_str());
    let places = member.and_then(|member| context.places(&rule.id, member).filter(|_| !unit.is_empty()));
    let mut shares: Vec<_> =
        explanation.shares.iter().filter_map(|share| Some((share.part?, share.value.ok()?, share.row))).collect();
    shares.sort_by(|a, b| b.0.total_cmp(&a.0));
    if shares.is_empty() {
        return Vec::new();
    }
    let named = shares.iter().take(SHARES).map(|(part, value, row)| {
        let unit_name = context.unit_name(below.level, context.input.frames.unit(below, *row)).to_owned();
        let part = with_unit(&shown(part * 100.0, Some(0)), "%");
        context.say(&wording::SHARE_OF, &[("unit", unit_name), ("value", shown(*value, places)), ("part", part)])
    });
    let listed: Vec<String> = named.collect();
    let arguments = [
        ("mean", with_unit(&shown(mean, places), unit)),
        ("shares", listed.join(context.word(&wording::LIST_SEPARATOR))),
    ];
    wrap(&context.say(&wording::DISPERSED_BY, &arguments), 6)
}

/// The measure an aggregate is taken of.
pub fn measured(context: Context<'_>, check: CheckId) -> Option<CheckId> {
    let Test::Limit { value, .. } = &context.program().check(check).test else { return None };
    aggregated(value)
}

fn aggregated(node: &Node) -> Option<CheckId> {
    match node {
        Node::Fold(_, Over::Rows { value, .. }) => match &**value {
            Node::Value(check) => Some(*check),
            Node::Scaled(inner, _) => match **inner {
                Node::Value(check) => Some(check),
                _ => None,
            },
            _ => None,
        },
        Node::Scaled(inner, _) => aggregated(inner),
        Node::If(_, a, b) => aggregated(a).or_else(|| aggregated(b)),
        _ => None,
    }
}

/// The items that lose points of a total, the greatest loss first.
fn points_lost(context: Context<'_>, cause: Cause) -> Vec<String> {
    let mut lost: Vec<(f64, String)> = Vec::new();
    for (check, points, full) in scored(context, cause.check, cause.row) {
        let (Some(points), Some(full)) = (points, full) else { continue };
        let title = format!("{} {}", context.program().check(check).id, context.check_title(check));
        let arguments = [("title", title), ("points", shown(points, None)), ("full", shown(full, None))];
        if points < full {
            lost.push((full - points, context.say(&wording::POINTS_LOST, &arguments)));
        }
    }
    lost.sort_by(|a, b| b.0.total_cmp(&a.0));
    lost.into_iter().take(UNITS).map(|(_, text)| format!("      {text}")).collect()
}

/// The items a total is the sum of, with points and full points.
pub fn scored(context: Context<'_>, check: CheckId, row: usize) -> Vec<(CheckId, Option<f64>, Option<f64>)> {
    let told = context.program().check(check);
    let Test::Limit { value, .. } = &told.test else { return Vec::new() };
    let mut items = Vec::new();
    points_in(value, &mut items);
    items.retain(|item| context.program().check(*item).grain == told.grain);
    let of_item = |item: CheckId| {
        let score = context.program().check(item).score.as_ref();
        let full = score.and_then(|score| score.full.as_ref()).map(junheng::quantity::to_f64);
        let at = row.checked_sub(context.view().first_row(item));
        let points = at.and_then(|at| context.assessment.of(item).points.as_ref()?.get(at));
        (item, points, full)
    };
    items.into_iter().map(of_item).collect()
}

fn points_in(node: &Node, out: &mut Vec<CheckId>) {
    match node {
        Node::Points(check) => out.push(*check),
        Node::Scaled(inner, _) => points_in(inner, out),
        Node::Binary(_, a, b) => [a, b].into_iter().for_each(|side| points_in(side, out)),
        Node::Fold(_, Over::Members(members)) => members.iter().for_each(|(value, _)| points_in(value, out)),
        _ => {}
    }
}
