//! One rule on one unit: value, requirement, formula, numbers, cells; or what is missing, or who answered.

use junheng::assessment::{Line, State, Subject};
use junheng::evaluate::{Explainer, Explanation};
use junheng::program::{CheckId, Rule, Test};
use junheng::table::{Grain, Presence, StageId};

use crate::causes::behind_value;
use crate::context::Context;
use crate::layout::wrap;
use crate::native;
use crate::number::shown;
use crate::origin::{formula_of, limit_formula, limit_origin, variant_id};
use crate::text::{finding, rule_line};
use crate::wording;

use super::below::below;
use super::formula::{steps, with_numbers, with_totals};
use super::members::{condition, members, points};
use super::outcome::{among_them, outcome, written};
use super::series::series;
use super::shares::{shares, totals};
use super::target::{Place, Target};

/// How many units that fail or are open are listed.
pub const UNITS: usize = 60;

/// Everything about a rule, or a member of one, on a unit.
pub fn findings(
    context: Context<'_>,
    explainer: &mut Explainer<'_>,
    place: Place,
    target: &Target<'_>,
    stage: Option<StageId>,
) -> Vec<String> {
    let mut lines = head(context, target);
    for (item, check) in checks(target) {
        let target = Target { item, check: Some(check), ..*target };
        for (grain, row) in rows(context, check, place, stage) {
            lines.push(String::new());
            lines.extend(one(context, explainer, place, &target, grain, row));
        }
    }
    lines.push(String::new());
    lines
}

/// The checks of a target with the codes of their members.
fn checks<'p>(target: &Target<'p>) -> Vec<(&'p str, CheckId)> {
    match target.check {
        Some(check) => vec![(target.item, check)],
        None => target.rule.members.iter().map(|(item, check)| (item.as_str(), *check)).collect(),
    }
}

fn head(context: Context<'_>, target: &Target<'_>) -> Vec<String> {
    let rule = target.rule;
    let mut lines = wrap(&rule_line(context, rule), 0);
    if !rule.cite.is_empty() {
        lines.extend(wrap(&context.say(&wording::CITED, &[("cite", context.cite(&rule.cite))]), 2));
    }
    if !rule.reading.is_empty() {
        lines.extend(wrap(&context.say(&wording::READ_AS, &[("reading", rule.reading.clone())]), 2));
    }
    if !rule.evidence.is_empty() {
        let evidence = rule.evidence.join(context.word(&wording::LIST_SEPARATOR));
        lines.extend(wrap(&context.say(&wording::TO_SHOW, &[("evidence", evidence)]), 2));
    }
    if !rule.duty.is_empty() {
        let duty = rule.duty.join(context.word(&wording::LIST_SEPARATOR));
        lines.extend(wrap(&context.say(&wording::DUTY_LINE, &[("duty", duty)]), 2));
    }
    if let Some(if_not) = rule.if_not {
        let consequence = context.word(wording::consequence(if_not)).to_owned();
        lines.extend(wrap(&context.say(&wording::IF_NOT_LINE, &[("consequence", consequence)]), 2));
    }
    lines
}

/// The rows of a check that are about a unit: its own, by stage; of what stands above it, the row it is part of.
fn rows(context: Context<'_>, check: CheckId, place: Place, stage: Option<StageId>) -> Vec<(Grain, usize)> {
    let grain = context.program().check(check).grain;
    let frames = context.input.frames;
    let own = Grain::whole(place.level);
    let is_above = grain.level != place.level && !context.program().schema.is_below(grain.level, place.level);
    let all = context.rows(grain, place.subject);
    let has_stage = |row: &usize| {
        let stage = frames.stage(grain, *row);
        stage.is_none() || frames.row_of(Grain::staged(place.level), place.unit, stage).is_some()
    };
    let about: Vec<usize> = if is_above {
        all.filter(has_stage).collect()
    } else if grain.level == place.level {
        all.filter(|row| frames.unit(grain, *row) == place.unit).collect()
    } else {
        return vec![(own, place.unit)];
    };
    let at_stage =
        |row: &usize| stage.is_none() || frames.stage(grain, *row).is_none() || frames.stage(grain, *row) == stage;
    let has_finding = |row: &usize| context.view().state(check, *row) != State::OutOfScope;
    about.into_iter().filter(at_stage).filter(has_finding).map(|row| (grain, row)).collect()
}

/// One finding; where the check is about units below, those of them that fail or are open.
fn one(
    context: Context<'_>,
    explainer: &mut Explainer<'_>,
    place: Place,
    target: &Target<'_>,
    grain: Grain,
    row: usize,
) -> Vec<String> {
    let (rule, Some(check)) = (target.rule, target.check) else { return Vec::new() };
    let told = context.program().check(check);
    if told.grain != grain {
        return below(context, explainer, rule, check, grain, row);
    }
    let line = context.view().line(Subject::Rule(rule), target.item, check, row);
    let mut lines = wrap(&state_line(context, rule, &line), 0);
    lines.extend(required(context, &line));
    match &told.test {
        Test::Ask(_) => lines.extend(answer(context, &line)),
        Test::Graded | Test::Truth(_) => lines.extend(condition(context, check, row)),
        Test::Limit { .. } => lines.extend(computed(context, explainer, place, rule, check, row)),
    }
    lines.extend(came_about(context, explainer, rule, check, row));
    if matches!(told.test, Test::Graded | Test::Truth(_)) {
        lines.extend(members(context, rule, check, row));
    }
    if let Some(points) = line.points {
        let full = told.score.as_ref().and_then(|score| score.full.as_ref()).map(junheng::quantity::to_f64);
        let arguments =
            [("points", shown(points, None)), ("full", full.map_or_else(String::new, |full| shown(full, None)))];
        lines.push(format!("  {}", context.say(&wording::POINTS_LINE, &arguments)));
    }
    if matches!(line.state, State::Undetermined | State::Error) {
        lines.extend(missing(context, explainer, check, row));
    }
    lines
}

/// What a condition compares, the outcome lines, and the rows beside that any of them looks at.
fn came_about(
    context: Context<'_>,
    explainer: &mut Explainer<'_>,
    rule: &Rule,
    check: CheckId,
    row: usize,
) -> Vec<String> {
    let explanation = explainer.explain(check, row);
    let mut lines = among_them(context, &context.program().check(check).formula, &explanation.parts);
    if let Some(written) = written(context, rule).filter(|_| rule.main == Some(check)) {
        lines.extend(outcome(context, written, check, &explanation));
    }
    lines.extend(series(context, &explanation.series));
    lines
}

/// Unit, member, value and state.
fn state_line(context: Context<'_>, rule: &Rule, line: &Line<'_>) -> String {
    let title = if line.item.is_empty() { context.rule_title(rule) } else { context.check_title(line.check) };
    let is_truth = matches!(context.program().check(line.check).test, Test::Truth(_) | Test::Graded);
    let value = context.value(line, &rule.id).filter(|_| !is_truth);
    let wording = if value.is_some() { &wording::FOUND_LINE } else { &wording::FOUND_WITHOUT };
    let arguments = [
        ("place", context.place(line.grain, line.row)),
        ("title", format!("{} {title}", line.item).trim().to_owned()),
        ("value", value.unwrap_or_default()),
        ("state", context.graded(line.grade, line.state)),
    ];
    context.say(wording, &arguments)
}

/// The requirement, where it is written, and the variant that held.
fn required(context: Context<'_>, line: &Line<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    let origin = limit_origin(context, line.check, line.row).map(|span| context.origin(span));
    if let (Some(requirement), Some(origin)) = (context.requirement(line), origin) {
        lines.push(format!(
            "  {}",
            context.say(&wording::REQUIRED_AT, &[("requirement", requirement), ("origin", origin)])
        ));
    }
    if let Some(variant) = variant_id(context, line.check, line.row) {
        lines.push(format!("  {}", context.say(&wording::VARIANT_LINE, &[("variant", variant.to_owned())])));
    }
    lines
}

/// The formula, the formula with numbers, and where each number was read; the same of the limit.
fn computed(
    context: Context<'_>,
    explainer: &mut Explainer<'_>,
    place: Place,
    rule: &Rule,
    check: CheckId,
    row: usize,
) -> Vec<String> {
    let explanation = explainer.explain(check, row);
    let formula = formula_of(context, check, row);
    let mut lines = wrap(&context.say(&wording::FORMULA_LINE, &[("formula", formula.to_owned())]), 2);
    lines.extend(numbers(context, formula, &explanation));
    lines.extend(native::computed_by(context, check));
    lines.extend(steps(context, &explanation.steps, 4));
    if let Some(limit) = limit_formula(context, check, row).filter(|_| !explanation.limit.is_empty()) {
        lines.extend(wrap(&context.say(&wording::LIMIT_FORMULA_LINE, &[("formula", limit.to_owned())]), 2));
        let numbers = with_numbers(context, limit, &explanation.limit);
        lines.extend(
            numbers.iter().flat_map(|text| wrap(&context.say(&wording::NUMBERS_LINE, &[("formula", text.clone())]), 2)),
        );
        lines.extend(steps(context, &explanation.limit, 4));
    }
    for cause in behind_value(context.view(), check, row).into_iter().take(UNITS) {
        let grain = context.program().check(cause.check).grain;
        let own = context.rule_of(cause.check).unwrap_or(rule);
        let found = [("place", context.place(grain, cause.row)), ("failing", finding(context, own, cause))];
        let found = context.say(&wording::FAILS_ON, &found);
        lines.extend(wrap(&context.say(&wording::COUNTED_AS, &[("found", found)]), 2));
    }
    lines.extend(points(context, check, row));
    lines.extend(shares(context, check, &explanation, place));
    lines
}

fn numbers(context: Context<'_>, formula: &str, explanation: &Explanation) -> Vec<String> {
    let totals = totals(explanation);
    let steps = if explanation.shares.is_empty() { &explanation.steps } else { &totals };
    let text = match explanation.shares.is_empty() {
        true => with_numbers(context, formula, steps),
        false => with_totals(context, formula, steps),
    };
    text.iter().flat_map(|text| wrap(&context.say(&wording::NUMBERS_LINE, &[("formula", text.clone())]), 2)).collect()
}

/// The cells that are missing.
pub fn missing(context: Context<'_>, explainer: &Explainer<'_>, check: CheckId, row: usize) -> Vec<String> {
    let reasons = explainer.reasons(check, row);
    let told = reasons.iter().map(|reason| {
        let place = reason.place.as_ref().map(|place| context.say(&wording::AT_PLACE, &[("place", place.show())]));
        let unit = match reason.stage.is_empty() {
            true => reason.unit.clone(),
            false => context.say(&wording::AT_STAGE, &[("unit", reason.unit.clone()), ("stage", reason.stage.clone())]),
        };
        let arguments = [
            ("unit", unit),
            ("what", reason.what.clone()),
            ("why", native::why(context, reason)),
            ("place", place.unwrap_or_default()),
        ];
        let wording = match reason.presence {
            Presence::Unanswered => &wording::LACKS_ANSWER,
            _ if native::failed(reason) => &native::FAILED,
            _ if reason.what.is_empty() => &wording::LACKS_OTHER,
            _ => &wording::LACKS,
        };
        context.say(wording, &arguments)
    });
    told.take(UNITS).flat_map(|text| wrap(&text, 2)).collect()
}

/// Who answered what, when and on what evidence.
fn answer(context: Context<'_>, line: &Line<'_>) -> Vec<String> {
    let check = context.program().check(line.check);
    let Some(given) = context.input.answers.get(check, line.unit, line.stage) else {
        return vec![format!("  {}", context.word(&wording::NOBODY))];
    };
    let answer = &given.answer;
    let arguments = [
        ("answer", answer.answer.clone()),
        ("reviewer", answer.reviewer.clone()),
        ("date", answer.date.clone()),
        ("place", given.place.show()),
    ];
    let wording = if answer.answer.is_empty() { &wording::SCORED_BY } else { &wording::ANSWER_LINE };
    let mut lines = wrap(&context.say(wording, &arguments), 2);
    let told = [
        (&answer.score, &wording::ANSWER_SCORE),
        (&answer.evidence, &wording::ANSWER_EVIDENCE),
        (&answer.note, &wording::ANSWER_NOTE),
    ];
    for (text, wording) in told.into_iter().filter(|(text, _)| !text.is_empty()) {
        lines.extend(wrap(&context.say(wording, &[("text", text.clone())]), 2));
    }
    lines
}
