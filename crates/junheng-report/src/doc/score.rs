//! How points come about, in words.

use junheng::pack::{Award, Comparison, IfNotApplicable, Limit, Outcome, OutcomeOf, Rounding, Rule, Stated, Step};
use maud::{Markup, html};

use crate::context::sign;
use crate::number::shown;
use crate::wording as common;

use super::page::Page;
use super::wording;

/// The score of a rule; nothing where it gives no points and no grade.
pub fn score(page: Page<'_>, rule: &Rule) -> Markup {
    if rule.points.is_none() && rule.outcome.is_empty() {
        return html! {};
    }
    html! {
        p { (full(page, rule)) }
        @if !rule.outcome.is_empty() {
            ol class="lines" { @for line in &rule.outcome { li { (line_in_words(page, Some(rule), line)) } } }
        }
        @for remark in remarks(page, rule) { p class="sub" { (remark) } }
    }
}

/// The lines of a verdict, which look at no value of their own.
pub fn lines(page: Page<'_>, lines: &[Outcome]) -> Markup {
    html! { ol class="lines" { @for line in lines { li { (line_in_words(page, None, line)) } } } }
}

fn full(page: Page<'_>, rule: &Rule) -> String {
    match &rule.points {
        Some(Stated::Number(number)) => page.say(&common::FULL_POINTS, &[("points", number.literal.clone())]),
        Some(Stated::NotStated(_)) => page.word(&common::POINTS_NOT_STATED).to_owned(),
        None => String::new(),
    }
}

/// What holds for the score as a whole: rounding, the least points, where it does not apply.
pub fn remarks(page: Page<'_>, rule: &Rule) -> Vec<String> {
    let mut told = Vec::new();
    if rule.outcome_of == Some(OutcomeOf::Attainment) {
        told.push(page.word(&wording::OF_ATTAINMENT).to_owned());
    }
    if let Some(round) = &rule.outcome_round {
        let arguments = [("to", round.to.text.clone()), ("mode", page.word(wording::mode(round.mode)).to_owned())];
        told.push(page.say(&wording::ROUNDED_FIRST, &arguments));
    }
    if let Some(floor) = &rule.floor {
        told.push(page.say(&wording::FLOOR, &[("points", floor.literal.clone())]));
    }
    if let Some(step) = &rule.score_step {
        told.push(page.say(&wording::SCORE_STEP, &[("step", step.literal.clone())]));
    }
    if let [low, high] = rule.reachable.as_slice() {
        let ends = [("low", low.literal.clone()), ("high", high.literal.clone())];
        told.push(page.say(&wording::REACHABLE, &ends));
    }
    if let Some(otherwise) = rule.if_not_applicable {
        told.push(page.word(not_applicable(otherwise)).to_owned());
    }
    told
}

fn not_applicable(word: IfNotApplicable) -> &'static common::Wording {
    match word {
        IfNotApplicable::Full => &wording::NA_FULL,
        IfNotApplicable::NoDeduction => &wording::NA_NO_DEDUCTION,
        IfNotApplicable::OutOfTotal => &wording::NA_OUT_OF_TOTAL,
        IfNotApplicable::Zero => &wording::NA_ZERO,
    }
}

/// How a value is rounded.
pub fn rounding(page: Page<'_>, rounding: &Rounding) -> String {
    let mode = page.word(wording::mode(rounding.mode)).to_owned();
    page.say(&wording::ROUNDED, &[("places", rounding.places.literal.clone()), ("mode", mode)])
}

/// One line: when it holds, and what it gives.
pub fn line_in_words(page: Page<'_>, rule: Option<&Rule>, line: &Outcome) -> String {
    let gives = gives(page, rule, line);
    let holds = [condition(page, line), band(page, rule, line)];
    let holds: Vec<String> = holds.into_iter().filter(|part| !part.is_empty()).collect();
    if holds.is_empty() {
        return gives;
    }
    page.say(&wording::LINE, &[("when", holds.join(page.pick(&["，且", " and "]))), ("gives", gives)])
}

fn condition(page: Page<'_>, line: &Outcome) -> String {
    match &line.when {
        None => String::new(),
        Some(formula) if formula.text == "else" => page.word(&wording::ELSE).to_owned(),
        Some(formula) => page.in_words(formula),
    }
}

/// The band of a line, such as “达到程度 ≥ 80 % 且 ≤ 99 %”.
fn band(page: Page<'_>, rule: Option<&Rule>, line: &Outcome) -> String {
    let ends = [
        (Comparison::AtLeast, &line.at_least),
        (Comparison::MoreThan, &line.more_than),
        (Comparison::AtMost, &line.at_most),
        (Comparison::LessThan, &line.less_than),
    ];
    let told: Vec<String> =
        ends.into_iter().filter_map(|(comparison, limit)| Some(end(page, comparison, limit.as_ref()?))).collect();
    if told.is_empty() {
        return String::new();
    }
    let looked_at = match rule.and_then(|rule| rule.outcome_of) {
        Some(OutcomeOf::Attainment) => &wording::ATTAINMENT,
        _ => &wording::VALUE,
    };
    format!("{} {}", page.word(looked_at), told.join(page.pick(&[" 且 ", " and "])))
}

fn end(page: Page<'_>, comparison: Comparison, limit: &Limit) -> String {
    let sign = sign(comparison.symbol());
    match limit {
        Limit::One(formula) => format!("{sign} {}", page.in_words(formula)),
        Limit::ByStage(_, limits) => {
            let told = limits
                .iter()
                .map(|(stage, formula)| format!("{} {sign} {}", page.stage(stage.as_str()), page.in_words(formula)));
            page.list(told)
        }
    }
}

fn gives(page: Page<'_>, rule: Option<&Rule>, line: &Outcome) -> String {
    let mut told: Vec<String> = Vec::new();
    told.extend(line.points.as_ref().map(|points| {
        picked(page, &wording::GIVES_PICKED, points)
            .unwrap_or_else(|| page.say(gives_points(points), &[("points", formula(page, points))]))
    }));
    told.extend(line.share.as_ref().map(|share| share_of_full(page, share)));
    told.extend(line.deduct.as_ref().map(|deduct| {
        picked(page, &wording::DEDUCTS_PICKED, deduct).unwrap_or_else(|| deduction(page, rule, line, deduct))
    }));
    if let Some(grade) = &line.grade {
        told.push(page.say(&wording::GIVES_GRADE, &[("grade", grade.value.clone())]));
    }
    if let Some(state) = line.state {
        told.push(page.say(&wording::FOUND_AS, &[("word", page.word(wording::standing(state)).to_owned())]));
    }
    told.join(page.pick(&["，", ", "]))
}

/// “得 3 分”, or “得分为……” where a formula gives them.
fn gives_points(points: &Award) -> &'static common::Wording {
    match points {
        Award::Formula(formula) if formula.text.parse::<f64>().is_err() => &wording::GIVES_FORMULA,
        _ => &wording::GIVES_POINTS,
    }
}

/// A range within which a person picks.
fn picked(page: Page<'_>, wording: &common::Wording, award: &Award) -> Option<String> {
    let Award::Range(low, high) = award else { return None };
    Some(page.say(wording, &[("low", low.literal.clone()), ("high", high.literal.clone())]))
}

fn formula(page: Page<'_>, award: &Award) -> String {
    match award {
        Award::Formula(formula) => page.in_words(formula),
        Award::Range(low, high) => format!("{}–{}", low.literal, high.literal),
    }
}

fn share_of_full(page: Page<'_>, share: &Award) -> String {
    let text = formula(page, share);
    match text.parse::<f64>() {
        Ok(1.0) => page.word(&wording::GIVES_ALL).to_owned(),
        Ok(0.0) => page.word(&wording::GIVES_NONE).to_owned(),
        Ok(share) => page.say(&wording::GIVES_SHARE, &[("share", shown(share * 100.0, None) + "%")]),
        Err(_) => page.say(&wording::GIVES_SHARE, &[("share", text)]),
    }
}

/// “比限值每低0.1个百分点扣2分，不足一步的不扣”.
fn deduction(page: Page<'_>, rule: Option<&Rule>, line: &Outcome, deduct: &Award) -> String {
    let points = formula(page, deduct);
    let Some(per) = &line.per else { return page.say(&wording::DEDUCTS, &[("points", points)]) };
    let step = match line.step {
        Some(Step::Whole) => page.word(&wording::STEP_WHOLE),
        Some(Step::Started) => page.word(&wording::STEP_STARTED),
        Some(Step::Proportional) => page.word(&wording::STEP_PROPORTIONAL),
        None => "",
    };
    let mut arguments = vec![("per", page.in_words(per)), ("points", points), ("step", step.to_owned())];
    let limits = rule.map_or_else(Vec::new, Rule::limits);
    let above = limits.first().is_some_and(|(comparison, _)| comparison.is_upper());
    let wording = match (&line.of, above) {
        (Some(_), _) => &wording::DEDUCTS_OF,
        (None, true) => &wording::DEDUCTS_ABOVE,
        (None, false) => &wording::DEDUCTS_BELOW,
    };
    arguments.extend(line.of.as_ref().map(|of| ("of", page.in_words(of))));
    page.say(wording, &arguments)
}
