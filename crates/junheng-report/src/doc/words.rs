//! A formula read out, as an officer would say it.

use junheng::formula::{Argument, BinaryOperator, Expression, Shape};

use crate::wording as common;

use super::page::Page;
use super::wording;

/// The formula in words.
pub fn words(page: Page<'_>, tree: &Expression) -> String {
    match &tree.shape {
        Shape::Number { digits, unit, .. } => number(page, digits, unit.as_deref()),
        Shape::Name(name) => page.named(name).spoken,
        Shape::List(members) => page.list(members.iter().map(|member| words(page, member))),
        Shape::Negative(inner) => format!("−{}", bracketed(page, inner, 7)),
        Shape::Not(inner) => negation(page, inner),
        Shape::Binary(BinaryOperator::Multiply, left, right) if is_unit(right) => words(page, left),
        Shape::Binary(operator, left, right) => binary(page, *operator, left, right),
        Shape::In(value, list) => {
            page.say(&wording::SAY_IN, &[("x", bracketed(page, value, 5)), ("list", words(page, list))])
        }
        Shape::Call(name, arguments) => call(page, name, arguments),
    }
}

/// Whether a factor only names the unit of what it multiplies, as in `count(…) * 1 间`.
pub fn is_unit(factor: &Expression) -> bool {
    matches!(&factor.shape, Shape::Number { digits, unit: Some(_), .. } if digits == "1")
}

/// A number and its unit, as it is printed.
pub fn number(page: Page<'_>, digits: &str, unit: Option<&str>) -> String {
    match unit {
        None => digits.to_owned(),
        Some(unit @ ("%" | "‰")) => format!("{digits}{unit}"),
        Some("百分点") => page.say(&wording::POINTS_OF_PERCENT, &[("digits", digits.to_owned())]),
        Some(unit) => format!("{digits}{}{unit}", page.pick(&["", " "])),
    }
}

/// How tightly a shape holds together, as in the parser.
pub fn strength(tree: &Expression) -> u8 {
    match &tree.shape {
        Shape::Binary(operator, ..) => operator_strength(*operator),
        Shape::Not(_) => 3,
        Shape::In(..) => 4,
        _ => 9,
    }
}

pub fn operator_strength(operator: BinaryOperator) -> u8 {
    use BinaryOperator::*;
    match operator {
        Or => 1,
        And => 2,
        Equal | NotEqual | Less | LessEqual | Greater | GreaterEqual => 4,
        Add | Subtract => 5,
        Multiply | Divide => 6,
    }
}

/// A part of a formula, in brackets where it holds together less tightly than what is around it.
fn bracketed(page: Page<'_>, tree: &Expression, around: u8) -> String {
    let text = words(page, tree);
    if strength(tree) >= around { text } else { page.say(&wording::BRACKETS, &[("x", text)]) }
}

fn negation(page: Page<'_>, inner: &Expression) -> String {
    match &inner.shape {
        Shape::Name(name) if name == "met" => page.word(&wording::SAY_NOT_MET).to_owned(),
        Shape::Call(name, arguments) if name == "met" => {
            page.say(&wording::SAY_IS_NOT_MET, &[("x", bracketed_first(page, &plain(arguments)))])
        }
        Shape::Call(name, arguments) if name == "any" && arguments.len() == 1 => {
            page.say(&wording::SAY_NONE, &[("a", words(page, &arguments[0].value))])
        }
        Shape::Binary(BinaryOperator::Equal, left, right) => binary(page, BinaryOperator::NotEqual, left, right),
        Shape::In(value, list) => {
            page.say(&wording::SAY_NOT_IN, &[("x", bracketed(page, value, 5)), ("list", words(page, list))])
        }
        _ => page.say(&wording::SAY_NOT, &[("x", bracketed(page, inner, 4))]),
    }
}

fn binary(page: Page<'_>, operator: BinaryOperator, left: &Expression, right: &Expression) -> String {
    use BinaryOperator::*;
    let own = operator_strength(operator);
    let pattern = match operator {
        Add => &wording::SAY_ADD,
        Subtract => &wording::SAY_SUBTRACT,
        Multiply => &wording::SAY_MULTIPLY,
        Divide => &wording::SAY_DIVIDE,
        Equal => &wording::SAY_EQUAL,
        NotEqual => &wording::SAY_NOT_EQUAL,
        Less => &wording::SAY_LESS,
        LessEqual => &wording::SAY_AT_MOST,
        Greater => &wording::SAY_GREATER,
        GreaterEqual => &wording::SAY_AT_LEAST,
        And => &wording::SAY_AND,
        Or => &wording::SAY_OR,
    };
    let tighter = if matches!(operator, Subtract | Divide) { own + 1 } else { own };
    page.say(pattern, &[("a", bracketed(page, left, own)), ("b", bracketed(page, right, tighter))])
}

/// The value of the argument of this name.
pub fn argument<'e>(arguments: &'e [Argument], name: &str) -> Option<&'e Expression> {
    arguments.iter().find(|argument| argument.name.as_deref() == Some(name)).map(|argument| &argument.value)
}

/// The arguments without a name.
pub fn plain(arguments: &[Argument]) -> Vec<&Expression> {
    arguments.iter().filter(|argument| argument.name.is_none()).map(|argument| &argument.value).collect()
}

/// A verb and what it is about, in words.
pub fn call(page: Page<'_>, name: &str, arguments: &[Argument]) -> String {
    let given = plain(arguments);
    let said: Vec<String> = given.iter().map(|value| words(page, value)).collect();
    let at = |index: usize| said.get(index).cloned().unwrap_or_default();
    let pattern = match (name, given.as_slice()) {
        ("count", [Expression { shape: Shape::Name(word), .. }]) if word == "met" => Some(&wording::SAY_COUNT_MET),
        ("share", [Expression { shape: Shape::Name(word), .. }]) if word == "met" => Some(&wording::SAY_SHARE_MET),
        ("all", [Expression { shape: Shape::Name(word), .. }]) if wording::is_role(word) => {
            Some(&wording::SAY_ALL_ROLE)
        }
        ("all", [Expression { shape: Shape::Call(inner, _), .. }]) if inner == "section" => {
            Some(&wording::SAY_ALL_SECTION)
        }
        ("min", [_, _, ..]) => Some(&wording::SAY_LEAST_OF),
        ("max", [_, _, ..]) => Some(&wording::SAY_MOST_OF),
        ("prev", [_, _]) => Some(&wording::SAY_PREVIOUS_BY),
        _ => wording::function(name),
    };
    if let ("all", [of], Some(filter)) = (name, said.as_slice(), argument(arguments, "where")) {
        return page.say(&wording::SAY_ALL_WHERE, &[("a", of.clone()), ("where", words(page, filter))]);
    }
    let Some(pattern) = pattern else {
        let all = arguments.iter().map(|argument| match &argument.name {
            Some(name) => format!("{name} = {}", words(page, &argument.value)),
            None => words(page, &argument.value),
        });
        return format!("{name}({})", page.list(all));
    };
    let told = page.say(
        pattern,
        &[("x", bracketed_first(page, &given)), ("a", at(0)), ("b", at(1)), ("c", at(2)), ("list", page.list(&said))],
    );
    told + &clauses(page, arguments)
}

fn bracketed_first(page: Page<'_>, given: &[&Expression]) -> String {
    given.first().map_or_else(String::new, |first| bracketed(page, first, 7))
}

/// Weight, condition and the like, behind what they belong to.
fn clauses(page: Page<'_>, arguments: &[Argument]) -> String {
    let named = arguments.iter().filter_map(|argument| Some((argument.name.as_deref()?, &argument.value)));
    let told: Vec<String> = named.map(|(name, value)| clause(page, name, value)).collect();
    if told.is_empty() {
        return String::new();
    }
    page.say(&wording::BRACKETS, &[("x", told.join(page.pick(&["；", "; "])))])
}

fn clause(page: Page<'_>, name: &str, value: &Expression) -> String {
    let is_one = matches!(&value.shape, Shape::Number { digits, unit: None, .. } if digits == "1");
    match name {
        "weight" if is_one => page.word(&wording::SAY_UNWEIGHTED).to_owned(),
        "weight" => page.say(&wording::SAY_WEIGHTED, &[("x", words(page, value))]),
        "where" => page.say(&wording::SAY_WHERE, &[("x", words(page, value))]),
        "by" => page.say(&wording::SAY_BY, &[("x", words(page, value))]),
        "over" => page.say(&wording::SAY_OVER, &[("x", words(page, value))]),
        _ => match option(name, value) {
            Some(said) => page.word(said).to_owned(),
            None => format!("{name} = {}", words(page, value)),
        },
    }
}

fn option(name: &str, value: &Expression) -> Option<&'static common::Wording> {
    match &value.shape {
        Shape::Name(word) => wording::option(name, word),
        _ => None,
    }
}
