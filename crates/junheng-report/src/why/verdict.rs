//! Without a rule: what a verdict asks for, and how each of its rules stands.

use junheng::assessment::{Line, State};
use junheng::evaluate::Explainer;
use junheng::program::Verdict;
use junheng::table::StageId;

use crate::context::Context;
use crate::layout::{cut, table, wrap};
use crate::summary::{Item, Judgement, Summary, summary};
use crate::text::findings;
use crate::wording;

use super::outcome::{Written, among_them, decisive, outcome};
use super::series::series;
use super::target::Place;

/// How wide a title may be.
const TITLE: usize = 48;

/// The verdicts on a subject unit with their rules; of a unit below, all its findings.
pub fn verdict(context: Context<'_>, place: Place, stage: Option<StageId>) -> Vec<String> {
    if place.level != context.program().subject {
        return all_findings(context, place, stage);
    }
    let summary = summary(context, place.subject);
    if summary.judgements.is_empty() {
        return without_verdict(context, &summary, place, stage);
    }
    let mut explainer = Explainer::new(context.input, place.subject);
    let mut lines = Vec::new();
    for judgement in &summary.judgements {
        let verdict = judgement.verdict;
        let arguments = [
            ("unit", context.unit_and_code(place.level, place.unit)),
            ("verdict", context.title(&verdict.title).to_owned()),
            ("state", context.graded(judgement.grade, judgement.state)),
        ];
        lines.push(context.say(&wording::HEAD, &arguments));
        lines.extend(condition(context, &mut explainer, judgement, place));
        lines.extend(table(&rows(context, &summary.of_verdict(verdict)), 2));
        lines.push(String::new());
    }
    lines.push(one_of_them(context, place));
    lines
}

/// The findings of a pack that comes to no verdict.
fn without_verdict(context: Context<'_>, summary: &Summary<'_>, place: Place, stage: Option<StageId>) -> Vec<String> {
    let items = summary.items.iter().filter(|item| summary.is_looked_at(item));
    let own = |line: &&Line<'_>| stage.is_none() || line.stage.is_none() || line.stage == stage;
    let mut lines = vec![context.unit_and_code(place.level, place.unit)];
    lines.extend(findings(context, items.flat_map(|item| item.deciding()).filter(own)));
    lines.extend([String::new(), one_of_them(context, place)]);
    lines
}

/// How to see one rule of many.
fn one_of_them(context: Context<'_>, place: Place) -> String {
    let code = context.input.frames.units_of(place.level).codes.get(place.unit).to_owned();
    context.say(&wording::WHY_RULE, &[("unit", code)])
}

/// What a verdict asks for, or the lines its grade comes from, for each stage that is judged by itself.
fn condition(
    context: Context<'_>,
    explainer: &mut Explainer<'_>,
    judgement: &Judgement<'_>,
    place: Place,
) -> Vec<String> {
    let verdict = judgement.verdict;
    let check = verdict.by_stage.unwrap_or(verdict.whole);
    let formula = context.program().check(check).formula.clone();
    let record = context.pack.verdict.iter().find(|known| known.id.as_str() == verdict.id);
    let graded = record.filter(|known| !known.outcome.is_empty());
    let mut lines = Vec::new();
    if graded.is_none() {
        lines.extend(wrap(&context.say(&wording::MET_WHEN, &[("formula", formula.clone())]), 2));
    }
    let rows = context.rows(context.program().check(check).grain, place.subject);
    let judged = rows.filter(|row| context.view().state(check, *row) != State::OutOfScope);
    for row in judged.collect::<Vec<_>>() {
        let explanation = explainer.explain(check, row);
        if let Some(stage) = context.input.frames.stage(context.program().check(check).grain, row) {
            lines.push(format!("  {}", context.stage(stage)));
        }
        lines.extend(among_them(context, &formula, &explanation.parts));
        let written = Written { rule: None, lines: graded.map_or(&[], |known| &known.outcome) };
        lines.extend(outcome(context, written, check, &explanation));
        lines.extend(series(context, &explanation.series));
    }
    lines
}

/// The lines a graded verdict comes from that held or may hold, and what changed the grade beyond them.
pub fn because(context: Context<'_>, explainer: &mut Explainer<'_>, verdict: &Verdict, subject: usize) -> Vec<String> {
    let record = context.pack.verdict.iter().find(|known| known.id.as_str() == verdict.id);
    let Some(record) = record.filter(|known| !known.outcome.is_empty()) else { return Vec::new() };
    let check = verdict.by_stage.unwrap_or(verdict.whole);
    let rows = context.rows(context.program().check(check).grain, subject);
    let judged: Vec<usize> = rows.filter(|row| context.view().state(check, *row) != State::OutOfScope).collect();
    let written = Written { rule: None, lines: &record.outcome };
    let told = |row: usize| decisive(context, written, check, &explainer.explain(check, row));
    judged.into_iter().flat_map(told).collect()
}

/// The rules of a verdict, those that fail first, then those that are open.
fn rows(context: Context<'_>, items: &[&Item<'_>]) -> Vec<Vec<String>> {
    let columns = [&wording::COLUMN_ROLE, &wording::COLUMN_RULE, &wording::COLUMN_TITLE, &wording::COLUMN_STATE];
    let mut rows = vec![columns.iter().map(|column| context.word(column).to_owned()).collect::<Vec<_>>()];
    let weight = |state: State| match state {
        State::NotMet => 0,
        State::Error | State::Undetermined => 1,
        State::NotChecked => 2,
        _ => 3,
    };
    let mut ordered: Vec<&&Item<'_>> = items.iter().collect();
    ordered.sort_by_key(|item| weight(item.state));
    rows.extend(ordered.iter().map(|item| {
        let role = context.word(wording::role(item.rule.role)).to_owned();
        let title = cut(context.rule_title(item.rule), TITLE);
        vec![role, item.rule.id.clone(), title, state(context, item)]
    }));
    rows
}

/// The state of a rule, with the grade where it has one.
fn state(context: Context<'_>, item: &Item<'_>) -> String {
    let mut lines = item.deciding();
    match (lines.next(), lines.next()) {
        (Some(line), None) => context.graded(line.grade, line.state),
        _ => context.state(item.state).to_owned(),
    }
}

/// Every finding on a unit below the subject.
fn all_findings(context: Context<'_>, place: Place, stage: Option<StageId>) -> Vec<String> {
    let own = |line: &&Line<'_>| {
        line.grain.level == place.level
            && line.unit == place.unit
            && (stage.is_none() || line.stage.is_none() || line.stage == stage)
    };
    let mut lines = vec![context.unit_and_code(place.level, place.unit)];
    let details = context.view().details(place.subject);
    lines.extend(findings(context, details.iter().filter(own)));
    lines
}
