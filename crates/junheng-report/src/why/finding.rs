//! One rule on one unit: value, requirement, formula, numbers, cells; or what is missing, or who answered.

use junheng::assessment::{Line, State, Subject, Tally};
use junheng::evaluate::{Explainer, Explanation};
use junheng::program::{CheckId, Rule, Test};
use junheng::table::{Grain, Presence, StageId};

use crate::causes::{behind_value, causes, rows_below};
use crate::context::{Context, with_unit};
use crate::layout::{table, wrap};
use crate::number::shown;
use crate::origin::{formula_of, limit_formula, limit_origin, variant_id};
use crate::text::{finding, rule_line};
use crate::wording;

use super::formula::{steps, with_numbers, with_totals};
use super::shares::{shares, totals};
use super::target::{Place, Target};

/// How many units that fail or are open are listed.
const UNITS: usize = 60;

/// Everything about a rule, or a member of one, on a unit.
pub fn findings(
    context: Context<'_>,
    explainer: &mut Explainer<'_>,
    place: Place,
    target: &Target<'_>,
    stage: Option<StageId>,
) -> Vec<String> {
    let mut lines = head(context, target);
    let checks: Vec<(&str, CheckId)> = match target.check {
        Some(check) => vec![(target.item, check)],
        None => target.rule.members.iter().map(|(item, check)| (item.as_str(), *check)).collect(),
    };
    for (item, check) in checks {
        for (grain, row) in rows(context, check, place, stage) {
            lines.push(String::new());
            lines.extend(one(context, explainer, place, target.rule, item, check, grain, row));
        }
    }
    lines.push(String::new());
    lines
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
    rule: &Rule,
    item: &str,
    check: CheckId,
    grain: Grain,
    row: usize,
) -> Vec<String> {
    let told = context.program().check(check);
    if told.grain != grain {
        return below(context, explainer, rule, check, grain, row);
    }
    let line = context.view().line(Subject::Rule(rule), item, check, row);
    let mut lines = wrap(&state_line(context, rule, &line), 0);
    lines.extend(required(context, &line));
    match &told.test {
        Test::Ask(_) => lines.extend(answer(context, &line)),
        Test::Truth(_) => lines.extend(members(context, rule, check, row)),
        Test::Limit { .. } => lines.extend(computed(context, explainer, place, rule, check, row)),
    }
    if let Some(points) = line.points {
        let full = told.score.as_ref().and_then(|score| score.full.as_ref()).map(junheng::quantity::to_f64);
        let arguments =
            [("points", shown(points, None)), ("full", full.map_or_else(String::new, |full| shown(full, None)))];
        lines.push(format!("  {}", context.say(&wording::POINTS_LINE, &arguments)));
    }
    if matches!(line.state, State::Undetermined | State::Error) || line.state == State::Unjudged && line.value.is_none()
    {
        lines.extend(missing(context, explainer, check, row));
    }
    lines
}

/// Unit, member, value and state.
fn state_line(context: Context<'_>, rule: &Rule, line: &Line<'_>) -> String {
    let title = if line.item.is_empty() { context.rule_title(rule) } else { context.check_title(line.check) };
    let is_truth = matches!(context.program().check(line.check).test, Test::Truth(_));
    let value = context.value(line, &rule.id).filter(|_| !is_truth);
    let wording = if value.is_some() { &wording::FOUND_LINE } else { &wording::FOUND_WITHOUT };
    let arguments = [
        ("place", context.place(line.grain, line.row)),
        ("title", format!("{} {title}", line.item).trim().to_owned()),
        ("value", value.unwrap_or_default()),
        ("state", context.state(line.state).to_owned()),
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
fn missing(context: Context<'_>, explainer: &Explainer<'_>, check: CheckId, row: usize) -> Vec<String> {
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
            ("why", context.word(wording::absence(reason.presence)).to_owned()),
            ("place", place.unwrap_or_default()),
        ];
        let wording = if reason.presence == Presence::Unanswered { &wording::LACKS_ANSWER } else { &wording::LACKS };
        context.say(wording, &arguments)
    });
    told.take(UNITS).flat_map(|text| wrap(&text, 2)).collect()
}

/// Who answered what, when and on what evidence.
fn answer(context: Context<'_>, line: &Line<'_>) -> Vec<String> {
    let check = context.program().check(line.check);
    let Some(given) = context.input.answers.get(&check.id, line.unit, line.stage) else {
        return vec![format!("  {}", context.word(&wording::NOBODY))];
    };
    let answer = &given.answer;
    let arguments = [
        ("answer", answer.answer.clone()),
        ("reviewer", answer.reviewer.clone()),
        ("date", answer.date.clone()),
        ("place", given.place.show()),
    ];
    let mut lines = wrap(&context.say(&wording::ANSWER_LINE, &arguments), 2);
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

/// The members or parts of a rule on a row, and what lies behind those that fail.
fn members(context: Context<'_>, rule: &Rule, check: CheckId, row: usize) -> Vec<String> {
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
            context.state(line.state).to_owned(),
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
    vec![name, value, context.requirement(&line).unwrap_or_default(), context.state(line.state).to_owned()]
}

fn tally(context: Context<'_>, check: CheckId, grain: Grain, row: usize) -> Tally {
    let view = context.view();
    let mut tally = Tally::default();
    let lower = rows_below(view, context.program().check(check).grain, grain, row);
    lower.into_iter().for_each(|row| tally.add(view.state(check, row)));
    tally
}

/// The units below that fail or are open.
fn below(
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
