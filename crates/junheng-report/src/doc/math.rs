//! A formula in symbols: MathML made from its syntax tree. Conditions are set as text, so that long ones can wrap.

use junheng::formula::{Argument, BinaryOperator, Expression, Shape};
use maud::{Markup, html};

use super::page::Page;
use super::wording;
use super::words::{argument, call as call_in_words, is_unit, number, operator_strength, plain, strength};

/// A formula in symbols.
pub fn symbols(page: Page<'_>, tree: &Expression) -> Markup {
    match &tree.shape {
        Shape::Binary(operator @ (BinaryOperator::And | BinaryOperator::Or), left, right) => {
            let own = operator_strength(*operator);
            html! { (inline(page, left, own)) " " span class="op" { (joiner(page, *operator)) } " " (inline(page, right, own)) }
        }
        Shape::Not(inner) => {
            html! { span class="op" { (page.word(&wording::SYMBOL_NOT)) } " " (inline(page, inner, 4)) }
        }
        Shape::Binary(BinaryOperator::Multiply, left, right) if is_unit(right) => symbols(page, left),
        Shape::Call(name, arguments) if name == "if" && arguments.len() == 3 => choice(page, arguments),
        _ => html! { math displaystyle="true" { (node(page, tree)) } },
    }
}

/// One of two, each on a line of its own.
fn choice(page: Page<'_>, arguments: &[Argument]) -> Markup {
    let [condition, then, otherwise] = [0, 1, 2].map(|at| symbols(page, &arguments[at].value));
    html! {
        div class="choice" {
            div { (page.word(&wording::SYMBOL_WHEN)) (condition) (page.pick(&["：", ": "])) } div class="then" { (then) }
            div { (page.word(&wording::SYMBOL_OTHERWISE)) (page.pick(&["：", ": "])) } div class="then" { (otherwise) }
        }
    }
}

/// A condition within a longer one.
fn inline(page: Page<'_>, tree: &Expression, around: u8) -> Markup {
    if strength(tree) >= around {
        return symbols(page, tree);
    }
    html! { "(" (symbols(page, tree)) ")" }
}

fn joiner(page: Page<'_>, operator: BinaryOperator) -> &'static str {
    match operator {
        BinaryOperator::And => page.word(&wording::SYMBOL_AND),
        BinaryOperator::Or => page.word(&wording::SYMBOL_OR),
        other => other.symbol(),
    }
}

fn node(page: Page<'_>, tree: &Expression) -> Markup {
    match &tree.shape {
        Shape::Number { digits, unit, .. } => amount(page, digits, unit.as_deref()),
        Shape::Name(name) => html! { mtext { (page.named(name).symbol) } },
        Shape::List(members) => html! { mrow { mo { "{" } (row(page, members.iter())) mo { "}" } } },
        Shape::Negative(inner) => html! { mrow { mo { "−" } (fenced(page, inner, 7)) } },
        Shape::Not(inner) => {
            html! { mrow { mtext { (page.word(&wording::SYMBOL_NOT)) } mspace width="0.3em" {} (fenced(page, inner, 4)) } }
        }
        Shape::Binary(BinaryOperator::Divide, above, below) => {
            html! { mfrac { mrow { (node(page, above)) } mrow { (node(page, below)) } } }
        }
        Shape::Binary(BinaryOperator::Add | BinaryOperator::Subtract, ..)
            if tree.range.len() > WIDE[page.language as usize] =>
        {
            stacked(page, tree)
        }
        Shape::Binary(operator, left, right) => binary(page, *operator, left, right),
        Shape::In(value, list) => html! { mrow { (fenced(page, value, 5)) mo { "∈" } (node(page, list)) } },
        Shape::Call(name, arguments) => call(page, name, arguments),
    }
}

fn amount(page: Page<'_>, digits: &str, unit: Option<&str>) -> Markup {
    match unit {
        None => html! { mn { (digits) } },
        Some(_) => html! { mrow { mn { (digits) } mtext { (number(page, "", unit)) } } },
    }
}

/// A part of a formula, in brackets where it holds together less tightly than what is around it.
fn fenced(page: Page<'_>, tree: &Expression, around: u8) -> Markup {
    let is_fraction = matches!(&tree.shape, Shape::Binary(BinaryOperator::Divide, ..));
    if is_fraction || strength(tree) >= around {
        return node(page, tree);
    }
    html! { mrow { mo { "(" } (node(page, tree)) mo { ")" } } }
}

/// Longer sums than this, in bytes of the formula, are set one term below the other; English ids run wider.
const WIDE: [usize; 2] = [90, 60];

/// The terms of a sum, each with the sign before it.
fn terms<'e>(tree: &'e Expression, sign: &'static str, out: &mut Vec<(&'static str, &'e Expression)>) {
    match &tree.shape {
        Shape::Binary(BinaryOperator::Add, left, right) if sign != "−" => {
            terms(left, sign, out);
            out.push(("+", right));
        }
        Shape::Binary(BinaryOperator::Subtract, left, right) if sign != "−" => {
            terms(left, sign, out);
            out.push(("−", right));
        }
        _ => out.push((sign, tree)),
    }
}

/// A sum that is too wide for a line.
fn stacked(page: Page<'_>, tree: &Expression) -> Markup {
    let mut all = Vec::new();
    terms(tree, "", &mut all);
    html! {
        mtable {
            @for (sign, term) in all { mtr { mtd { @if !sign.is_empty() { mo form="prefix" { (sign) } } (fenced(page, term, 6)) } } }
        }
    }
}

fn binary(page: Page<'_>, operator: BinaryOperator, left: &Expression, right: &Expression) -> Markup {
    let own = operator_strength(operator);
    let tighter = if operator == BinaryOperator::Subtract { own + 1 } else { own };
    let sign = match operator {
        BinaryOperator::Subtract => "−",
        other => joiner(page, other),
    };
    html! { mrow { (fenced(page, left, own)) mo { (sign) } (fenced(page, right, tighter)) } }
}

fn row<'e>(page: Page<'_>, members: impl Iterator<Item = &'e Expression>) -> Markup {
    html! {
        @for (at, member) in members.enumerate() {
            @if at > 0 { mtext { (page.pick(&["，", ", "])) } }
            (node(page, member))
        }
    }
}

fn call(page: Page<'_>, name: &str, arguments: &[Argument]) -> Markup {
    let given = plain(arguments);
    match (name, given.as_slice()) {
        ("sum", [value]) => html! { mrow { (sum_sign(page, arguments)) (fenced(page, value, 6)) } },
        ("mean", [value]) => mean(page, value, arguments),
        ("cv", [value]) => {
            html! { mrow { (under(page, html! { mtext { "CV" } }, arguments)) mo { "(" } (node(page, value)) mo { ")" } } }
        }
        ("abs", [value]) => html! { mrow { mo { "|" } (node(page, value)) mo { "|" } } },
        ("ceil", [value]) => html! { mrow { mo { "⌈" } (node(page, value)) mo { "⌉" } } },
        ("floor", [value]) => html! { mrow { mo { "⌊" } (node(page, value)) mo { "⌋" } } },
        ("all", [Expression { shape: Shape::Name(word), .. }]) if wording::is_role(word) => {
            spoken(page, name, arguments)
        }
        ("all", [Expression { shape: Shape::Call(inner, _), .. }]) if inner == "section" => {
            spoken(page, name, arguments)
        }
        ("coalesce", [value, otherwise]) => html! {
            mrow { mo { "(" } (node(page, value)) mtext { (page.word(&wording::SYMBOL_ABSENT)) } (node(page, otherwise)) mo { ")" } }
        },
        ("if", [condition, then, otherwise]) => cases(page, condition, then, otherwise),
        _ => {
            let sign = wording::symbol(name).map_or(name, |wording| page.word(wording));
            html! { mrow { (under(page, html! { mtext { (sign) } }, arguments)) mo { "(" } (row(page, given.into_iter())) mo { ")" } } }
        }
    }
}

/// What is as short in words.
fn spoken(page: Page<'_>, name: &str, arguments: &[Argument]) -> Markup {
    html! { mtext { (call_in_words(page, name, arguments)) } }
}

/// A verb with its condition below and its weight beside it.
fn under(page: Page<'_>, sign: Markup, arguments: &[Argument]) -> Markup {
    let weight = argument(arguments, "weight").filter(|weight| !is_one(weight));
    let sign = match weight {
        Some(weight) => html! { msub { (sign) (node(page, weight)) } },
        None => sign,
    };
    match argument(arguments, "where") {
        Some(filter) => html! { munder { mrow { (sign) } mrow { (node(page, filter)) } } },
        None => sign,
    }
}

fn sum_sign(page: Page<'_>, arguments: &[Argument]) -> Markup {
    match argument(arguments, "where") {
        Some(filter) => html! { munder { mo { "∑" } mrow { (node(page, filter)) } } },
        None => html! { mo { "∑" } },
    }
}

/// A mean written out as what is divided by what.
fn mean(page: Page<'_>, value: &Expression, arguments: &[Argument]) -> Markup {
    let sign = sum_sign(page, arguments);
    match argument(arguments, "weight").filter(|weight| !is_one(weight)) {
        Some(weight) => html! {
            mfrac {
                mrow { (sign) (fenced(page, weight, 6)) mo { "×" } (fenced(page, value, 6)) }
                mrow { (sign) (fenced(page, weight, 6)) }
            }
        },
        None if argument(arguments, "where").is_none() => {
            html! { mrow { mtext { (page.word(&wording::SYMBOL_MEAN)) } mo { "(" } (node(page, value)) mo { ")" } } }
        }
        None => html! { mfrac { mrow { (sign) (fenced(page, value, 6)) } mrow { (sign) mn { "1" } } } },
    }
}

fn is_one(weight: &Expression) -> bool {
    matches!(&weight.shape, Shape::Number { digits, unit: None, .. } if digits == "1")
}

fn cases(page: Page<'_>, condition: &Expression, then: &Expression, otherwise: &Expression) -> Markup {
    html! {
        mrow {
            mo stretchy="true" { "{" }
            mtable {
                mtr { mtd { (node(page, then)) } mtd { mtext { (page.word(&wording::SYMBOL_WHEN)) } (node(page, condition)) } }
                mtr { mtd { (node(page, otherwise)) } mtd { mtext { (page.word(&wording::SYMBOL_OTHERWISE)) } } }
            }
        }
    }
}
