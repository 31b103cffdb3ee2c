//! Formulas as written, with numbers in the place of names, and the cells the numbers stand in.

use std::ops::Range;

use junheng::evaluate::{Portion, Step};
use junheng::formula::{self, Argument, Expression, Shape};
use junheng::table::{CountedRows, Kind, Presence};

use crate::context::{Context, with_unit};
use crate::layout::wrap;
use crate::number::shown;
use crate::wording;

use super::range::{of_step, short};

/// A formula with the values of a row in the place of names; nothing where no name has a value.
pub fn with_numbers(context: Context<'_>, text: &str, steps: &[Step]) -> Option<String> {
    let expression = formula::parse(text).ok()?;
    let mut names = Vec::new();
    names_in(&expression, &mut names);
    let mut out = text.to_owned();
    let mut replaced = false;
    // From the end, so that what stands before keeps its place.
    for (range, name) in names.into_iter().rev() {
        if let Some(step) = steps.iter().find(|step| step.earlier == 0 && step.label == label(context, &name)) {
            out.replace_range(range, &value(context, step));
            replaced = true;
        }
    }
    replaced.then_some(out)
}

/// A formula with totals in the place of `sum(name)`; nothing where it has no such sum.
pub fn with_totals(context: Context<'_>, text: &str, totals: &[Step]) -> Option<String> {
    let expression = formula::parse(text).ok()?;
    let mut sums = Vec::new();
    sums_in(&expression, &mut sums);
    let mut out = text.to_owned();
    for (range, name) in sums.iter().rev() {
        let total = totals.iter().find(|step| step.label == label(context, name))?;
        out.replace_range(range.clone(), &value(context, total));
    }
    (!sums.is_empty()).then_some(out)
}

fn sums_in(expression: &Expression, out: &mut Vec<(Range<usize>, String)>) {
    match &expression.shape {
        Shape::Call(function, arguments) => match (function.as_str(), arguments.as_slice()) {
            ("sum", [Argument { name: None, value: Expression { shape: Shape::Name(name), .. } }]) => {
                out.push((expression.range.clone(), name.clone()));
            }
            _ => arguments.iter().for_each(|argument| sums_in(&argument.value, out)),
        },
        Shape::Binary(_, a, b) => [a, b].into_iter().for_each(|side| sums_in(side, out)),
        Shape::Negative(inner) => sums_in(inner, out),
        _ => {}
    }
}

/// What was looked at, one after another.
pub fn in_short(context: Context<'_>, steps: &[Step]) -> String {
    let told = |step: &Step| {
        context.say(&wording::STEP_SHORT, &[("label", named(context, step)), ("value", value(context, step))])
    };
    steps.iter().map(told).collect::<Vec<_>>().join(context.word(&wording::LIST_SEPARATOR))
}

/// What a step is called: of an earlier period with how long ago that was.
fn named(context: Context<'_>, step: &Step) -> String {
    let arguments = [("label", step.label.clone()), ("years", step.earlier.to_string())];
    match step.earlier {
        0 => step.label.clone(),
        1 => context.say(&wording::STEP_LAST, &arguments),
        _ => context.say(&wording::STEP_AGO, &arguments),
    }
}

/// What a name of a formula is called in explanations.
fn label(context: Context<'_>, name: &str) -> String {
    let program = context.program();
    if let Some(field) = program.schema.field(name) {
        return program.schema[field].label.clone();
    }
    let check = program.checks.iter().find(|check| check.id == name || check.item == name);
    check.map_or_else(|| name.to_owned(), |check| check.title.zh.clone())
}

fn names_in(expression: &Expression, out: &mut Vec<(Range<usize>, String)>) {
    match &expression.shape {
        Shape::Name(name) => out.push((expression.range.clone(), name.clone())),
        Shape::Number { raw: Some(raw), .. } => out.push((expression.range.clone(), raw.clone())),
        Shape::Number { .. } => {}
        Shape::List(members) => members.iter().for_each(|member| names_in(member, out)),
        Shape::Negative(inner) | Shape::Not(inner) => names_in(inner, out),
        Shape::Binary(_, a, b) | Shape::In(a, b) => [a, b].into_iter().for_each(|side| names_in(side, out)),
        Shape::Call(_, arguments) => arguments.iter().for_each(|argument| names_in(&argument.value, out)),
    }
}

/// The value of a step with its unit: a number, a word, or why there is none.
pub fn value(context: Context<'_>, step: &Step) -> String {
    let field = context.program().schema.fields.iter().find(|field| field.label == step.label);
    match step.value {
        Err(presence) => format!("?（{}）", context.word(wording::absence(presence))),
        Ok(code) if field.is_some_and(|field| field.kind == Kind::Word) => {
            context.input.frames.words.get(code as usize).cloned().unwrap_or_default()
        }
        Ok(number) => with_unit(&shown(number, None), &step.unit),
    }
}

/// A line for each thing a formula looked at, what it was computed from below it.
pub fn steps(context: Context<'_>, steps: &[Step], indent: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for step in steps {
        lines.extend(wrap(&told(context, step), indent));
        lines.extend(self::steps(context, &step.parts, indent + 4));
    }
    lines
}

fn told(context: Context<'_>, step: &Step) -> String {
    let counted = step.counted.as_ref();
    let arguments = [
        ("label", named(context, step)),
        ("value", value(context, step)),
        ("cells", short(&of_step(step))),
        ("rows", counted.iter().flat_map(|counted| &counted.ranges).map(|range| range.rows).sum::<u64>().to_string()),
        ("taken", counted.map_or_else(String::new, |counted| taken(context, counted))),
        ("split", step.split.as_ref().map_or_else(String::new, |split| portion(context, split, &step.unit))),
    ];
    let wording = match (&step.split, step.places.is_empty(), step.value) {
        (Some(_), ..) => &wording::STEP_SPLIT,
        (None, true, Err(Presence::NoColumn)) => &wording::STEP_NO_COLUMN,
        (None, true, _) if step.parts.is_empty() => &wording::STEP_SHORT,
        (None, true, _) => &wording::STEP_COMPUTED,
        (None, false, _) if counted.is_some() => &wording::STEP_COUNTED,
        (None, false, _) => &wording::STEP_CELL,
    };
    context.say(wording, &arguments)
}

/// How many rows took part in each aggregate of a figure.
fn taken(context: Context<'_>, counted: &CountedRows) -> String {
    let numbers: Vec<String> = counted.taken.iter().map(u64::to_string).collect();
    numbers.join(context.word(&wording::LIST_SEPARATOR))
}

/// `20000 ㎡ × 1.1×600 ÷ (1×500 + 1.1×600)`
fn portion(context: Context<'_>, split: &Portion, unit: &str) -> String {
    let product = |(_, weight, by): &(_, f64, f64)| format!("{}×{}", shown(*weight, None), shown(*by, None));
    let own = split.stages.iter().find(|(stage, _, _)| *stage == split.own).map(product).unwrap_or_default();
    let all: Vec<String> = split.stages.iter().map(product).collect();
    let arguments = [
        ("whole", with_unit(&shown(split.whole, None), unit)),
        ("own", own),
        ("all", all.join(" + ")),
        ("stage", context.stage(split.own).to_owned()),
    ];
    context.say(&wording::PORTION, &arguments)
}
