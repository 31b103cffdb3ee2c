//! Values of the pack language that may be written in more than one way.

use crate::source::Span;

use super::decode::{Decode, Decoder, Formula, Number, Text};
use super::records::{NamedCite, Rounding};
use super::shape::Shape;
use super::tree::{Node, Value};

/// A number, or the words `not_stated`.
#[derive(Debug, Clone)]
pub enum Stated {
    /// The number.
    Number(Number),
    /// The source does not say.
    NotStated(Span),
}

impl Decode for Stated {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        match node.text() {
            Some("not_stated") => Some(Stated::NotStated(node.span)),
            Some(_) => decoder.wrong_type(node, ["数或 not_stated", "a number or not_stated"]),
            None => Number::decode(node, decoder).map(Stated::Number),
        }
    }

    fn shape() -> Shape {
        Shape::OneOf(vec![Shape::Number, Shape::Exactly("not_stated")])
    }
}

/// One limit: a formula or number, or one for each stage.
#[derive(Debug, Clone)]
pub enum Limit {
    /// The same for every stage.
    One(Formula),
    /// Stage ids and their limits, as written.
    ByStage(Span, Vec<(Text, Formula)>),
}

impl Limit {
    /// Every formula of it.
    pub fn formulas(&self) -> Vec<&Formula> {
        match self {
            Limit::One(formula) => vec![formula],
            Limit::ByStage(_, limits) => limits.iter().map(|(_, formula)| formula).collect(),
        }
    }
}

impl Decode for Limit {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Value::Table(entries) = &node.value else { return Formula::decode(node, decoder).map(Limit::One) };
        let one = |entry: &super::tree::Entry, decoder: &mut Decoder<'_>| {
            let key = Text { span: entry.span, value: entry.key.clone() };
            Formula::decode(&entry.node, decoder).map(|formula| (key, formula))
        };
        let limits = entries.iter().filter_map(|entry| one(entry, decoder)).collect();
        Some(Limit::ByStage(node.span, limits))
    }

    fn shape() -> Shape {
        Shape::OneOf(vec![Shape::formula(), Shape::Map(Box::new(Shape::formula()))])
    }
}

/// What an outcome gives: a number or formula, or a range within which a person picks.
#[derive(Debug, Clone)]
pub enum Award {
    /// A number or formula.
    Formula(Formula),
    /// A person picks from here to there.
    Range(Number, Number),
}

impl Decode for Award {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Value::List(members) = &node.value else { return Formula::decode(node, decoder).map(Award::Formula) };
        let [low, high] = members.as_slice() else {
            return decoder.wrong_type(node, ["两个数 [低, 高]", "two numbers [low, high]"]);
        };
        Some(Award::Range(Number::decode(low, decoder)?, Number::decode(high, decoder)?))
    }

    fn shape() -> Shape {
        Shape::OneOf(vec![Shape::formula(), Shape::Pair(Box::new(Shape::Number))])
    }
}

/// Where a rule comes from: an article of the pack's document, or of a named source.
#[derive(Debug, Clone)]
pub struct Cite {
    /// Where it stands.
    pub span: Span,
    /// The id of a `[[source]]`; `None` for the pack's own document.
    pub document: Option<Text>,
    /// The article.
    pub text: String,
}

impl std::fmt::Display for Cite {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.document {
            Some(document) => write!(out, "{}", format!("{} {}", document.value, self.text).trim()),
            None => write!(out, "{}", self.text),
        }
    }
}

impl Decode for Cite {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        if let Value::Text(text) = &node.value {
            return Some(Cite { span: node.span, document: None, text: text.clone() });
        }
        let NamedCite { document, text, .. } = NamedCite::decode(node, decoder)?;
        Some(Cite { span: node.span, document: Some(document), text: text.map_or_else(String::new, |text| text.value) })
    }

    fn shape() -> Shape {
        Shape::OneOf(vec![Shape::Text, NamedCite::shape()])
    }
}

/// A cell of a standard, or a value of a parameter: a number, a word, `more`, `not_stated`.
#[derive(Debug, Clone)]
pub enum Cell {
    /// A number.
    Number(Number),
    /// A word.
    Word(Text),
}

impl Cell {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Cell::Number(number) => number.span,
            Cell::Word(text) => text.span,
        }
    }

    /// As it is shown.
    pub fn show(&self) -> &str {
        match self {
            Cell::Number(number) => &number.literal,
            Cell::Word(text) => &text.value,
        }
    }
}

impl Decode for Cell {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        match &node.value {
            Value::Text(_) => Text::decode(node, decoder).map(Cell::Word),
            _ => Number::decode(node, decoder).map(Cell::Number),
        }
    }

    fn shape() -> Shape {
        Shape::OneOf(vec![Shape::Number, Shape::Text])
    }
}

/// `display = { cv = 3 }`: how many places are shown of what.
#[derive(Debug, Clone, Default)]
pub struct Display(pub Vec<(Text, Number)>);

impl Decode for Display {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        if node.entries().is_empty() {
            return decoder.wrong_type(node, ["表，例如 { cv = 3 }", "a table such as { cv = 3 }"]);
        }
        let pair = |entry: &super::tree::Entry, decoder: &mut Decoder<'_>| {
            let key = Text { span: entry.span, value: entry.key.clone() };
            Number::decode(&entry.node, decoder).map(|places| (key, places))
        };
        Some(Display(node.entries().iter().filter_map(|entry| pair(entry, decoder)).collect()))
    }

    fn absent() -> Option<Self> {
        Some(Display::default())
    }

    fn shape() -> Shape {
        Shape::Map(Box::new(Shape::Number))
    }
}

/// How values are compared: as they are, or rounded first.
#[derive(Debug, Clone)]
pub enum Compare {
    /// As they are.
    Unrounded,
    /// Rounded to so many places.
    Rounded(Rounding),
}

impl Decode for Compare {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        match node.text() {
            Some("unrounded") => Some(Compare::Unrounded),
            Some(_) => decoder.wrong_type(node, ["unrounded 或 { places, mode }", "unrounded or { places, mode }"]),
            None => Rounding::decode(node, decoder).map(Compare::Rounded),
        }
    }

    fn shape() -> Shape {
        Shape::OneOf(vec![Shape::Exactly("unrounded"), Rounding::shape()])
    }
}

/// Weights of stages in a `[split]`.
#[derive(Debug, Clone, Default)]
pub struct Weights(pub Vec<(Text, Number)>);

impl Decode for Weights {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        Display::decode(node, decoder).map(|pairs| Weights(pairs.0))
    }

    fn shape() -> Shape {
        Display::shape()
    }
}

/// A value as it stands, kept for a change.
#[derive(Debug, Clone)]
pub struct Raw(pub Node);

impl Decode for Raw {
    fn decode(node: &Node, _: &mut Decoder<'_>) -> Option<Self> {
        Some(Raw(node.clone()))
    }

    fn shape() -> Shape {
        Shape::Any
    }
}

/// The five ways to state a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `>=`
    AtLeast,
    /// `<=`
    AtMost,
    /// `>`
    MoreThan,
    /// `<`
    LessThan,
    /// `=`
    EqualTo,
}

impl Comparison {
    /// The key that states it.
    pub fn key(self) -> &'static str {
        match self {
            Comparison::AtLeast => "at_least",
            Comparison::AtMost => "at_most",
            Comparison::MoreThan => "more_than",
            Comparison::LessThan => "less_than",
            Comparison::EqualTo => "equal_to",
        }
    }

    /// As it is printed.
    pub fn symbol(self) -> &'static str {
        match self {
            Comparison::AtLeast => ">=",
            Comparison::AtMost => "<=",
            Comparison::MoreThan => ">",
            Comparison::LessThan => "<",
            Comparison::EqualTo => "=",
        }
    }

    /// The comparison that is printed so.
    pub fn from_symbol(symbol: &str) -> Option<Self> {
        let all =
            [Comparison::AtLeast, Comparison::AtMost, Comparison::MoreThan, Comparison::LessThan, Comparison::EqualTo];
        all.into_iter().find(|comparison| comparison.symbol() == symbol)
    }

    /// Whether an ordering of value to limit satisfies it.
    pub fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            Comparison::AtLeast => ordering.is_ge(),
            Comparison::AtMost => ordering.is_le(),
            Comparison::MoreThan => ordering.is_gt(),
            Comparison::LessThan => ordering.is_lt(),
            Comparison::EqualTo => ordering.is_eq(),
        }
    }

    /// Whether more is worse.
    pub fn is_upper(self) -> bool {
        matches!(self, Comparison::AtMost | Comparison::LessThan)
    }
}
