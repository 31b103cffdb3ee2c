//! The units an aggregate went over: value, weight, part of the disparity, and the cells behind each.

use junheng::evaluate::{Explanation, Share, Step};
use junheng::program::{Check, CheckId, Node, Over, Test};

use crate::context::{Context, with_unit};
use crate::layout::{table, wrap};
use crate::number::shown;
use crate::text::measured;
use crate::wording;

use super::formula::{in_short, with_numbers};
use super::groups::{group_of, groups};
use super::range::{all, short};
use super::target::Place;

/// Mean, deviation and coefficient, then a line for each unit; only that of `place` where it is one of them.
pub fn shares(context: Context<'_>, check: CheckId, explanation: &Explanation, place: Place) -> Vec<String> {
    let Some(below) = explanation.below else { return Vec::new() };
    let told = context.program().check(check);
    let mut lines = dispersion(context, check, explanation);
    lines.extend(groups(context, explanation, unit_of(context, check)));
    let mut order: Vec<&Share> = explanation.shares.iter().collect();
    // What lacks data first, then what is furthest from the mean.
    let weight = |share: &Share| if is_open(share) { f64::INFINITY } else { share.part.unwrap_or(-1.0) };
    order.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    let only = place.level == below.level;
    order.retain(|share| !only || context.input.frames.unit(below, share.row) == place.unit);
    let open = explanation.shares.iter().filter(|share| is_open(share)).count();
    let arguments = [
        ("count", explanation.shares.len().to_string()),
        ("open", open.to_string()),
        ("level", context.level(below.level).to_owned()),
    ];
    let wording = match (open, has_parts(explanation)) {
        (0, true) => &wording::UNITS_COUNTED,
        (0, false) => &wording::UNITS_LISTED,
        _ => &wording::UNITS_LACKING,
    };
    lines.extend(wrap(&context.say(wording, &arguments), 2));
    let mut rows = vec![header(context, told, explanation)];
    rows.extend(order.iter().map(|share| row(context, check, explanation, share)));
    lines.extend(table(&rows, 4));
    lines
}

fn header(context: Context<'_>, check: &Check, explanation: &Explanation) -> Vec<String> {
    let mut header =
        vec![context.word(&wording::COLUMN_UNIT).to_owned(), context.word(&wording::COLUMN_VALUE).to_owned()];
    header.extend(is_weighted(check).then(|| context.word(&wording::COLUMN_WEIGHT).to_owned()));
    header.extend((!explanation.groups.is_empty()).then(|| context.word(&super::wording::COLUMN_GROUP).to_owned()));
    header.extend(has_parts(explanation).then(|| context.word(&wording::COLUMN_PART).to_owned()));
    header.extend([&wording::COLUMN_COMPUTED, &wording::COLUMN_CELLS].map(|column| context.word(column).to_owned()));
    header
}

/// Whether the units make up a disparity that is known.
fn has_parts(explanation: &Explanation) -> bool {
    explanation.shares.iter().any(|share| share.part.is_some()) && !explanation.shares.iter().any(is_open)
}

fn is_open(share: &Share) -> bool {
    share.value.is_err() || share.weight.is_err()
}

/// What the units below have in all, of everything an aggregate looked at.
pub fn totals(explanation: &Explanation) -> Vec<Step> {
    let mut totals: Vec<Step> = Vec::new();
    for step in explanation.shares.iter().flat_map(|share| &share.steps) {
        match totals.iter_mut().find(|total| total.label == step.label) {
            Some(total) => total.value = total.value.and_then(|sum| Ok(sum + step.value?)),
            None => {
                totals.push(Step { parts: Vec::new(), places: Vec::new(), counted: None, split: None, ..step.clone() })
            }
        }
    }
    totals
}

/// Whether an aggregate weighs its units.
fn is_weighted(check: &Check) -> bool {
    fn weighted(node: &Node) -> bool {
        match node {
            Node::Fold(_, Over::Rows { weight, .. }) => weight.is_some(),
            Node::Scaled(inner, _) => weighted(inner),
            Node::If(_, a, b) => weighted(a) || weighted(b),
            _ => false,
        }
    }
    matches!(&check.test, Test::Limit { value, .. } if weighted(value))
}

fn row(context: Context<'_>, check: CheckId, explanation: &Explanation, share: &Share) -> Vec<String> {
    let frames = context.input.frames;
    let name = explanation.below.map_or("", |below| context.unit_name(below.level, frames.unit(below, share.row)));
    let member = measured(context, check);
    let unit = member.map_or("", |member| context.program().check(member).unit.text.as_str());
    let number = |value: Result<f64, _>| {
        value.map_or_else(|absent| context.word(wording::absence(absent)).to_owned(), |value| shown(value, None))
    };
    let mut row = vec![
        name.to_owned(),
        share.value.map_or_else(
            |absent| context.word(wording::absence(absent)).to_owned(),
            |value| with_unit(&shown(value, None), unit),
        ),
    ];
    row.extend(is_weighted(context.program().check(check)).then(|| number(share.weight)));
    row.extend(group_of(context, explanation, share).filter(|_| !explanation.groups.is_empty()));
    row.extend(
        has_parts(explanation)
            .then(|| share.part.map_or_else(String::new, |part| with_unit(&shown(part * 100.0, Some(1)), "%"))),
    );
    let formula = member.map(|member| crate::origin::formula_of(context, member, share.row));
    let numbers = formula.and_then(|formula| with_numbers(context, formula, &share.steps));
    row.push(numbers.unwrap_or_else(|| in_short(context, &share.steps)));
    row.push(short(&all(&share.steps)));
    row
}

/// The unit of what an aggregate goes over.
fn unit_of<'a>(context: Context<'a>, check: CheckId) -> &'a str {
    measured(context, check).map_or("", |member| context.program().check(member).unit.text.as_str())
}

/// The mean, the standard deviation and their quotient, with the formulas.
fn dispersion(context: Context<'_>, check: CheckId, explanation: &Explanation) -> Vec<String> {
    let Some(mean) = explanation.mean.filter(|_| !explanation.shares.iter().any(is_open)) else { return Vec::new() };
    let unit = unit_of(context, check);
    let mut lines = wrap(&context.say(&wording::MEAN_LINE, &[("mean", with_unit(&shown(mean, None), unit))]), 2);
    if mean == 0.0 {
        lines.push(format!("  {}", context.word(&wording::MEAN_ZERO)));
    }
    let Some(deviation) = deviation(explanation, mean).filter(|_| has_parts(explanation)) else { return lines };
    let arguments = [
        ("deviation", with_unit(&shown(deviation, None), unit)),
        ("mean", shown(mean, None)),
        ("cv", shown(deviation / mean, None)),
    ];
    lines.extend(wrap(&context.say(&wording::DEVIATION_LINE, &arguments), 2));
    lines.extend(wrap(&context.say(&wording::CV_LINE, &arguments), 2));
    lines
}

/// The weighted population standard deviation.
fn deviation(explanation: &Explanation, mean: f64) -> Option<f64> {
    let known: Option<Vec<(f64, f64)>> =
        explanation.shares.iter().map(|share| Some((share.value.ok()?, share.weight.ok()?))).collect();
    let known = known?;
    let total: f64 = known.iter().map(|(_, weight)| weight).sum();
    let square: f64 = known.iter().map(|(value, weight)| weight * (value - mean) * (value - mean)).sum();
    (total > 0.0).then(|| (square / total).sqrt())
}
