//! Points and grades line by line, so that they can be done again by hand.

use junheng::evaluate::{Compared, Explanation, LineTold, Settled, Steps};
use junheng::formula::{BinaryOperator, Expression, Shape, parse};
use junheng::pack::{Outcome, OutcomeOf, Rule};
use junheng::program::{Award, Check, CheckId, Given, Rule as Told};
use junheng::quantity::to_f64;
use junheng::table::Presence;

use crate::context::{Context, with_unit};
use crate::doc::{line_in_words, words};
use crate::layout::wrap;
use crate::number::shown;
use crate::wording as common;

use super::wording;

/// What the lines are read from: a rule as written, or a verdict, which looks at no value of its own.
#[derive(Clone, Copy)]
pub struct Written<'a> {
    pub rule: Option<&'a Rule>,
    pub lines: &'a [Outcome],
}

/// The rule as it is written.
pub fn written<'a>(context: Context<'a>, told: &Told) -> Option<Written<'a>> {
    let rule = context.pack.rule.iter().find(|rule| rule.id.as_str() == told.id)?;
    Some(Written { rule: Some(rule), lines: &rule.outcome })
}

/// How points or a grade came about: every line, then what they come to.
pub fn outcome(context: Context<'_>, written: Written<'_>, check: CheckId, explanation: &Explanation) -> Vec<String> {
    let told = context.program().check(check);
    let mut lines = Vec::new();
    // A pack that extends another may have lines the engine left out: then they cannot be told one by one.
    if !explanation.lines.is_empty() && explanation.lines.len() == written.lines.len() {
        lines.push(format!("  {}", context.word(heading(told))));
        for (at, line) in written.lines.iter().enumerate() {
            lines.extend(one(context, written, told, (at, line), &explanation.lines[at]));
        }
        lines.extend(sum(context, told, &explanation.lines));
    }
    lines.extend(settled(context, told, &explanation.settled));
    lines.extend(owed(context, written, &explanation.settled));
    lines
}

/// The obligation that comes with the variant that held.
fn owed(context: Context<'_>, written: Written<'_>, settled: &Settled) -> Vec<String> {
    let Some((id, Ok(()))) = &settled.waiver else { return Vec::new() };
    let variants = written.rule.iter().flat_map(|rule| &rule.variant);
    let owed = variants.filter(|variant| variant.id.as_str() == id).filter_map(|variant| variant.obligation.as_ref());
    let told = |owed: &junheng::pack::Text| {
        let known = context.pack.obligation.iter().find(|known| known.id.as_str() == owed.as_str());
        let title = known.and_then(|known| known.title.as_ref()).map_or("", |title| context.title(title));
        let arguments = [("obligation", format!("{} {title}", owed.as_str()).trim().to_owned())];
        wrap(&context.say(&common::VARIANT_OWES, &arguments), 4)
    };
    owed.flat_map(told).collect()
}

/// The lines that held, or may hold, and what settled it beyond them.
pub fn decisive(context: Context<'_>, written: Written<'_>, check: CheckId, explanation: &Explanation) -> Vec<String> {
    let told = context.program().check(check);
    let mut lines = Vec::new();
    if explanation.lines.len() == written.lines.len() {
        let read = |line: &LineTold| line.is_read && line.holds != Ok(false);
        let all = written.lines.iter().zip(&explanation.lines).enumerate().filter(|(_, (_, told))| read(told));
        lines.extend(all.flat_map(|(at, (line, came))| one(context, written, told, (at, line), came)));
    }
    lines.extend(settled(context, told, &explanation.settled));
    lines.iter().map(|line| format!("  {}", line.trim_start())).collect()
}

fn heading(check: &Check) -> &'static common::Wording {
    match &check.grading {
        Some(grading) if check.score.is_none() && grading.scale.is_some() => &wording::GRADE_LINES,
        Some(_) if check.score.is_none() => &wording::STATE_LINES,
        _ => &wording::SCORE_LINES,
    }
}

fn one(
    context: Context<'_>,
    written: Written<'_>,
    check: &Check,
    (at, line): (usize, &Outcome),
    told: &LineTold,
) -> Vec<String> {
    let mut details = looked_at(context, written, check, told);
    details.extend(line.when.iter().flat_map(|when| parts(context, &when.text, &told.parts)));
    let came = came(context, check, line, told, at);
    let came = match details.is_empty() || !told.is_read {
        true => came,
        false => {
            let parts = details.join(context.word(&common::LIST_SEPARATOR));
            context.say(&wording::CAME_WITH, &[("came", came), ("parts", parts)])
        }
    };
    let said = line_in_words(context.speech(), written.rule, line);
    let arguments = [("number", (at + 1).to_string()), ("line", said), ("came", came)];
    wrap(&context.say(&wording::LINE_TOLD, &arguments), 4)
}

/// What came of a line: whether it holds, and what it gives or takes.
fn came(context: Context<'_>, check: &Check, line: &Outcome, told: &LineTold, at: usize) -> String {
    let why = |absent| context.word(common::absence(absent)).to_owned();
    match told.holds {
        _ if !told.is_read => context.word(&wording::NOT_READ).to_owned(),
        Ok(false) => context.word(&wording::HOLDS_NOT).to_owned(),
        // Why is told below, cell by cell.
        Err(Presence::Blank) => context.word(&wording::HOLDS_OPEN).to_owned(),
        Err(absent) => context.say(&wording::HOLDS_UNKNOWN, &[("why", why(absent))]),
        Ok(true) => match &check.score {
            Some(score) => awarded(context, line, told, score.lines.get(at).map(|line| &line.award)),
            None => context.word(&wording::HOLDS_SETTLES).to_owned(),
        },
    }
}

fn awarded(context: Context<'_>, line: &Outcome, told: &LineTold, award: Option<&Award>) -> String {
    let Some(points) = told.points else { return context.word(&wording::LINE_OPEN).to_owned() };
    let points = [("points", shown(points, None))];
    match (award, told.steps) {
        (Some(Award::Deduct { .. }), Some(steps)) => deduction(context, line, steps, &points),
        (Some(Award::Deduct { .. } | Award::PickedDeduction(..)), None) => context.say(&wording::LINE_TAKES, &points),
        _ => context.say(&wording::LINE_GIVES, &points),
    }
}

/// `相差 2.6 百分点，合 2.6 步，计 2 步，2 × 1 = 扣 2 分`
fn deduction(context: Context<'_>, line: &Outcome, steps: Steps, points: &[(&'static str, String)]) -> String {
    if steps.ratio <= 0.0 {
        return context.word(&wording::STEPS_NONE).to_owned();
    }
    let step = line.per.as_ref().and_then(|per| literal(&parse(&per.text).ok()?));
    let counted = step.map(|(digits, unit)| with_unit(&shown(steps.ratio * digits, None), &unit));
    let wording = match (&counted, &line.of) {
        (None, _) => &wording::STEPS_PLAIN,
        (Some(_), Some(_)) => &wording::STEPS_OF,
        (Some(_), None) => &wording::STEPS_SHORT,
    };
    let mut arguments = vec![
        ("counted", counted.unwrap_or_default()),
        ("ratio", shown(steps.ratio, None)),
        ("count", shown(steps.count, None)),
        ("amount", shown(steps.amount, None)),
    ];
    arguments.extend(points.iter().cloned());
    context.say(wording, &arguments)
}

/// A number written out, with its unit.
fn literal(tree: &Expression) -> Option<(f64, String)> {
    match &tree.shape {
        Shape::Number { digits, unit, .. } => Some((digits.parse().ok()?, unit.clone().unwrap_or_default())),
        _ => None,
    }
}

/// Full points less what was taken, where all that was taken is known and nothing else settled.
fn sum(context: Context<'_>, check: &Check, lines: &[LineTold]) -> Vec<String> {
    let Some(score) = &check.score else { return Vec::new() };
    let held = |told: &&LineTold| told.is_read && told.holds == Ok(true);
    let takes = |award: &Award| matches!(award, Award::Deduct { .. } | Award::PickedDeduction(..));
    let other = score.lines.iter().zip(lines).any(|(line, told)| held(&told) && !takes(&line.award));
    let open = lines.iter().any(|told| told.is_read && (told.holds.is_err() || held(&told) && told.points.is_none()));
    let (Some(full), false) = (score.full.as_ref().map(to_f64), other || open) else { return Vec::new() };
    let taken: f64 = lines.iter().filter(held).filter_map(|told| told.points).sum();
    let arguments = [("full", shown(full, None)), ("taken", shown(taken, None)), ("points", shown(full - taken, None))];
    let mut told = vec![format!("    {}", context.say(&wording::SUM_LINE, &arguments))];
    let floor = score.floor.as_ref().map_or(0.0, to_f64);
    if full - taken < floor {
        told.push(format!("    {}", context.say(&wording::FLOOR_LINE, &[("floor", shown(floor, None))])));
    }
    told
}

/// What the band of a line is compared with.
fn looked_at(context: Context<'_>, written: Written<'_>, check: &Check, told: &LineTold) -> Vec<String> {
    let attainment = written.rule.is_some_and(|rule| rule.outcome_of == Some(OutcomeOf::Attainment));
    let value = told.looked_at.map(|value| match attainment {
        true => with_unit(&shown(value * 100.0, None), "%"),
        false => with_unit(&shown(value, None), &check.unit.text),
    });
    let what = if attainment { &crate::doc::ATTAINMENT } else { &crate::doc::VALUE };
    let told =
        |value: String| context.say(&wording::LOOKED_AT, &[("what", context.word(what).to_owned()), ("value", value)]);
    value.map(told).into_iter().collect()
}

/// The values behind the parts of a condition, such as `等级为合格的个数 = 30`.
fn parts(context: Context<'_>, condition: &str, told: &[Compared]) -> Vec<String> {
    let Ok(tree) = parse(condition) else { return Vec::new() };
    let mut leaves = Vec::new();
    leaves_of(&tree, &mut leaves);
    if leaves.len() != told.len() {
        return Vec::new();
    }
    let several = told.len() > 1;
    leaves.into_iter().zip(told).filter_map(|(leaf, told)| part(context, leaf, told, several)).collect()
}

fn leaves_of<'e>(tree: &'e Expression, out: &mut Vec<&'e Expression>) {
    match &tree.shape {
        Shape::Binary(BinaryOperator::And | BinaryOperator::Or, a, b) => {
            leaves_of(a, out);
            leaves_of(b, out);
        }
        Shape::Not(inner) => leaves_of(inner, out),
        _ => out.push(tree),
    }
}

/// One part: the number that is compared, or, among several, whether it holds.
fn part(context: Context<'_>, leaf: &Expression, told: &Compared, several: bool) -> Option<String> {
    let said = |tree: &Expression| words(context.speech(), tree);
    if let (Shape::Binary(_, left, right), Some([own, other])) = (&leaf.shape, told.sides)
        && let Some((digits, unit)) = literal(right)
        && literal(left).is_none()
    {
        let value = match (own, other) {
            (Err(absent), _) => format!("?（{}）", context.word(common::absence(absent))),
            (Ok(own), Ok(other)) if other != 0.0 => with_unit(&shown(own / other * digits, None), &unit),
            (Ok(own), _) => shown(own, None),
        };
        return Some(context.say(&wording::PART_VALUE, &[("what", said(left)), ("value", value)]));
    }
    let truth = match told.holds {
        Ok(true) => context.word(&wording::YES),
        Ok(false) => context.word(&wording::NO),
        Err(absent) => context.word(common::absence(absent)),
    };
    let arguments = [("what", said(leaf)), ("truth", truth.to_owned())];
    several.then(|| context.say(&wording::PART_TRUTH, &arguments))
}

/// The values a condition compares, on a line of their own.
pub fn among_them(context: Context<'_>, condition: &str, told: &[Compared]) -> Vec<String> {
    let parts = parts(context, condition, told);
    if parts.is_empty() {
        return parts;
    }
    let parts = parts.join(context.word(&common::CLAUSE_SEPARATOR));
    wrap(&context.say(&wording::AMONG_THEM, &[("parts", parts)]), 2)
}

/// The variant that gave a grade, the veto that lowered it, or the one that ended the year.
fn settled(context: Context<'_>, check: &Check, settled: &Settled) -> Vec<String> {
    let program = context.program();
    let named = |veto: CheckId| {
        let id = program.check(veto).id.clone();
        [("veto", id), ("title", context.check_title(veto).to_owned())]
    };
    let mut told = Vec::new();
    let why = |absent| ("why", context.word(common::absence(absent)).to_owned());
    if let Some((variant, known)) = &settled.waiver {
        let (variant, grade) = (("variant", variant.clone()), ("grade", given(context, check, variant)));
        told.push(match known {
            Ok(()) => context.say(&wording::WAIVED, &[variant, grade]),
            Err(absent) => context.say(&wording::MAY_BE_WAIVED, &[variant, grade, why(*absent)]),
        });
    }
    if let Some((veto, cap, known)) = settled.cap {
        let ([veto, title], grade) = (named(veto), ("grade", grade(context, check, cap)));
        told.push(match known {
            Ok(()) => context.say(&wording::CAPPED, &[veto, title, grade]),
            Err(absent) => context.say(&wording::MAY_BE_CAPPED, &[veto, title, grade, why(absent)]),
        });
    }
    if let Some((veto, absent)) = settled.stop {
        let wording = if absent == Presence::Stopped { &wording::STOPPED } else { &wording::MAY_STOP };
        let [veto, title] = named(veto);
        told.push(context.say(wording, &[veto, title, why(absent)]));
    }
    told.iter().flat_map(|text| wrap(text, 2)).collect()
}

/// What a variant gives in place of the lines.
fn given(context: Context<'_>, check: &Check, variant: &str) -> String {
    let Some(grading) = &check.grading else { return String::new() };
    let waiver = grading.waivers.iter().find(|waiver| waiver.id == variant);
    match waiver.map(|waiver| waiver.given) {
        Some(Given::State(standing)) => context.word(crate::doc::standing(standing)).to_owned(),
        Some(Given::Grade(place)) => grade(context, check, place),
        None => String::new(),
    }
}

fn grade(context: Context<'_>, check: &Check, place: u32) -> String {
    let scale = check.grading.as_ref().and_then(|grading| grading.scale).map(|scale| &context.program().scales[scale]);
    scale.and_then(|scale| scale.grades.get(place as usize)).map_or_else(String::new, |(grade, _)| grade.clone())
}
