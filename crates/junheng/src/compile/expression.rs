//! Syntax trees to nodes: names found, units and kinds checked.

use num_traits::One;

use crate::diagnostic::{Diagnostic, FORMULA_SYNTAX, TYPE_MISMATCH, UNIT_MISMATCH, UNKNOWN_UNIT};
use crate::formula::{self, BinaryOperator, Expression, Shape};
use crate::pack::Formula;
use crate::program::{CheckId, Node};
use crate::quantity::{Dimension, Exact, parse_decimal};
use crate::source::{Span, normal};
use crate::table::{FieldId, Grain};

use super::Compiler;

/// What the values of a node are.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// A number of this dimension.
    Number(Dimension),
    /// True or false.
    Truth,
    /// A word; of this field, if of one.
    Word(Option<FieldId>),
    /// A grade of this scale, an index into the scales of the program.
    Grade(usize),
    /// A day.
    Date,
}

impl Type {
    pub(super) fn names(&self) -> [String; 2] {
        match self {
            Type::Number(dimension) => [format!("数（{dimension}）"), format!("a number ({dimension})")],
            Type::Truth => ["是非".to_owned(), "a truth".to_owned()],
            Type::Word(_) => ["文字".to_owned(), "a word".to_owned()],
            Type::Grade(_) => ["等次".to_owned(), "a grade".to_owned()],
            Type::Date => ["日期".to_owned(), "a date".to_owned()],
        }
    }
}

/// A node and what its values are.
#[derive(Debug, Clone)]
pub struct Typed {
    /// The node.
    pub node: Node,
    /// What its values are.
    pub kind: Type,
}

impl Typed {
    pub(super) fn number(node: Node, dimension: Dimension) -> Self {
        Self { node, kind: Type::Number(dimension) }
    }

    pub(super) fn truth(node: Node) -> Self {
        Self { node, kind: Type::Truth }
    }
}

/// Where an expression stands.
#[derive(Debug, Clone)]
pub struct Context<'f> {
    /// The formula, for places.
    pub formula: &'f Formula,
    /// What its rows are.
    pub grain: Grain,
    /// What `it` is.
    pub it: Option<CheckId>,
    /// The members that bare `met`, `value`, … range over inside an aggregate.
    pub members: Option<Vec<CheckId>>,
    /// The one of them that is looked at, or the check itself in its own outcomes.
    pub member: Option<CheckId>,
    /// The scope that aggregates keep to.
    pub scope: Option<CheckId>,
    /// How far an upper limit counts as reached, where the rule says so.
    pub upper: Option<Formula>,
    /// What members that do not apply are counted as; nothing where they drop out.
    pub counts_as: Option<Exact>,
    /// Full points, in outcomes.
    pub full: Option<Exact>,
    /// Who needs the fields that are used.
    pub owner: String,
}

impl Context<'_> {
    pub(super) fn at(&self, range: &std::ops::Range<usize>) -> Span {
        self.formula.part(range.start, range.end)
    }
}

/// Words that look at a member of an item, or at the check itself.
pub(super) const MEMBER_WORDS: [&str; 9] =
    ["met", "value", "limit", "attainment", "points", "grade", "rate", "answer", "达标"];

impl Compiler<'_> {
    /// Compiles a formula; `None` after reporting what is wrong.
    pub(super) fn formula(&mut self, context: &Context<'_>) -> Option<Typed> {
        match formula::parse(&context.formula.text) {
            Ok(expression) => self.expression(&expression, context),
            Err(fault) => {
                let [zh, en] = fault.detail;
                let place = context.formula.part(fault.start, fault.end);
                self.diagnostics
                    .push(Diagnostic::new(&FORMULA_SYNTAX).with("detail_zh", zh).with("detail", en).at(place));
                None
            }
        }
    }

    /// Compiles a formula that must be a truth.
    pub(super) fn condition(&mut self, context: &Context<'_>) -> Option<Node> {
        let typed = self.formula(context)?;
        let range = 0..context.formula.text.len();
        self.expect_truth(typed, context, &range)
    }

    pub(super) fn expect_truth(
        &mut self,
        typed: Typed,
        context: &Context<'_>,
        range: &std::ops::Range<usize>,
    ) -> Option<Node> {
        if typed.kind == Type::Truth {
            return Some(typed.node);
        }
        self.mismatch(["是非判断", "a truth"], &typed.kind, context.at(range));
        None
    }

    pub(super) fn mismatch(&mut self, expected: [&str; 2], found: &Type, at: Span) {
        let [zh, en] = found.names();
        let diagnostic = Diagnostic::new(&TYPE_MISMATCH).with("expected_zh", expected[0]).with("expected", expected[1]);
        self.diagnostics.push(diagnostic.with("found_zh", zh).with("found", en).at(at));
    }

    pub(super) fn units_differ(&mut self, left: &Dimension, right: &Dimension, at: Span) {
        self.diagnostics.push(Diagnostic::new(&UNIT_MISMATCH).with("left", left).with("right", right).at(at));
    }

    pub(super) fn expression(&mut self, expression: &Expression, context: &Context<'_>) -> Option<Typed> {
        match &expression.shape {
            Shape::Number { digits, unit, raw } => {
                self.literal(digits, unit.as_deref(), raw.as_deref(), expression, context)
            }
            Shape::Name(name) => self.name(name, expression, context),
            Shape::List(_) => {
                self.mismatch(["单个值", "a single value"], &Type::Word(None), context.at(&expression.range));
                None
            }
            Shape::Negative(inner) => {
                let typed = self.expression(inner, context)?;
                let dimension = self.expect_number(&typed, context, &inner.range)?;
                Some(Typed::number(Node::Negative(Box::new(typed.node)), dimension))
            }
            Shape::Not(inner) => {
                let typed = self.expression(inner, context)?;
                let node = self.expect_truth(typed, context, &inner.range)?;
                Some(Typed::truth(Node::Not(Box::new(node))))
            }
            Shape::Binary(operator, left, right) => self.binary(*operator, left, right, context),
            Shape::In(value, list) => self.is_in(value, list, context),
            Shape::Call(function, arguments) => self.call(function, arguments, expression, context),
        }
    }

    pub(super) fn expect_number(
        &mut self,
        typed: &Typed,
        context: &Context<'_>,
        range: &std::ops::Range<usize>,
    ) -> Option<Dimension> {
        if let Type::Number(dimension) = &typed.kind {
            return Some(dimension.clone());
        }
        self.mismatch(["数", "a number"], &typed.kind, context.at(range));
        None
    }

    pub(super) fn literal(
        &mut self,
        digits: &str,
        unit: Option<&str>,
        raw: Option<&str>,
        expression: &Expression,
        context: &Context<'_>,
    ) -> Option<Typed> {
        if let Some(raw) = raw.filter(|raw| self.schema.field(raw).is_some()) {
            return self.name(raw, expression, context);
        }
        let exact = parse_decimal(digits)?;
        match self.schema.units.parse(unit.unwrap_or("")) {
            Ok(unit) => Some(Typed::number(Node::Number((exact * &unit.scale).into()), unit.dimension)),
            Err(part) => {
                self.diagnostics
                    .push(Diagnostic::new(&UNKNOWN_UNIT).with("unit", part).at(context.at(&expression.range)));
                None
            }
        }
    }

    pub(super) fn binary(
        &mut self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
        context: &Context<'_>,
    ) -> Option<Typed> {
        use BinaryOperator::*;
        match operator {
            And | Or => self.logical(operator, left, right, context),
            Add | Subtract | Multiply | Divide => self.arithmetic(operator, left, right, context),
            _ => self.comparison(operator, left, right, context),
        }
    }

    pub(super) fn logical(
        &mut self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
        context: &Context<'_>,
    ) -> Option<Typed> {
        let sides = [left, right].map(|side| {
            let typed = self.expression(side, context)?;
            self.expect_truth(typed, context, &side.range)
        });
        let [Some(a), Some(b)] = sides else { return None };
        Some(Typed::truth(Node::Binary(operator, Box::new(a), Box::new(b))))
    }

    pub(super) fn arithmetic(
        &mut self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
        context: &Context<'_>,
    ) -> Option<Typed> {
        if let Some(days) = self.date_arithmetic(operator, left, right, context) {
            return days;
        }
        let sides = [left, right].map(|side| {
            let typed = self.expression(side, context)?;
            let dimension = self.expect_number(&typed, context, &side.range)?;
            Some((typed.node, dimension))
        });
        let [Some((a, first)), Some((b, second))] = sides else { return None };
        let dimension = match operator {
            BinaryOperator::Multiply => first.times(&second, 1),
            BinaryOperator::Divide => first.times(&second, -1),
            _ if first.matches(&second) => first,
            _ => {
                self.units_differ(&first, &second, context.at(&(left.range.start..right.range.end)));
                return None;
            }
        };
        Some(Typed::number(Node::Binary(operator, Box::new(a), Box::new(b)), dimension))
    }

    /// Two sides of a comparison; a bare word beside a field of words is a word.
    pub(super) fn pair(
        &mut self,
        left: &Expression,
        right: &Expression,
        context: &Context<'_>,
    ) -> Option<(Typed, Typed)> {
        if self.is_bare_word(left, context) {
            let b = self.expression(right, context)?;
            return Some((self.word_beside(left, &b, context)?, b));
        }
        let a = self.expression(left, context);
        if let Some(Typed { kind: Type::Word(_) | Type::Grade(_), .. }) = &a
            && self.is_bare_word(right, context)
        {
            let a = a?;
            let b = self.word_beside(right, &a, context)?;
            return Some((a, b));
        }
        let b = self.expression(right, context);
        Some((a?, b?))
    }

    /// Whether an expression is a name that means nothing by itself.
    pub(super) fn is_bare_word(&self, expression: &Expression, context: &Context<'_>) -> bool {
        matches!(&expression.shape, Shape::Name(name) if !self.is_known(name, context))
    }

    pub(super) fn word_beside(
        &mut self,
        expression: &Expression,
        beside: &Typed,
        context: &Context<'_>,
    ) -> Option<Typed> {
        let Shape::Name(word) = &expression.shape else { return None };
        if let Type::Grade(scale) = beside.kind {
            let place = self.grade_named(scale, word, context.at(&expression.range))?;
            let place = Exact::from(num_bigint::BigInt::from(place));
            return Some(Typed { node: Node::Number(place.into()), kind: Type::Grade(scale) });
        }
        let Type::Word(field) = &beside.kind else {
            self.report_unknown(word, expression, context);
            return None;
        };
        let offered: Vec<String> = match (field, &beside.node) {
            (Some(field), _) => self.schema[*field].words.clone(),
            (None, Node::Stage | Node::Up(_, _)) => {
                self.schema.stages.iter().map(|stage| stage.title.clone()).collect()
            }
            (None, Node::Answer(check)) => self.answers(*check),
            _ => Vec::new(),
        };
        if !offered.is_empty() && !offered.iter().any(|known| normal(known) == *word) {
            let offered: Vec<&str> = offered.iter().map(String::as_str).collect();
            self.report_unknown_among(word, expression, context, &offered);
            return None;
        }
        Some(Typed { node: Node::Word(self.word(word)), kind: Type::Word(*field) })
    }

    /// The index of a word formulas compare with.
    pub(super) fn word(&mut self, word: &str) -> u32 {
        let word = normal(word);
        let known = self.words.iter().position(|known| *known == word);
        let at = known.unwrap_or_else(|| {
            self.words.push(word);
            self.words.len() - 1
        });
        at as u32
    }

    pub(super) fn is_in(&mut self, value: &Expression, list: &Expression, context: &Context<'_>) -> Option<Typed> {
        let typed = self.expression(value, context)?;
        let Shape::List(members) = &list.shape else {
            self.mismatch(
                ["列表，例如 [小学, 初中]", "a list such as [小学, 初中]"],
                &typed.kind,
                context.at(&list.range),
            );
            return None;
        };
        let mut nodes = Vec::new();
        for member in members {
            let bare = matches!(typed.kind, Type::Word(_) | Type::Grade(_)) && self.is_bare_word(member, context);
            let found = if bare { self.word_beside(member, &typed, context) } else { self.expression(member, context) };
            let found = found?;
            self.comparable(BinaryOperator::Equal, [&typed, &found], [value, member], context)?;
            nodes.push(found.node);
        }
        Some(Typed::truth(Node::In(Box::new(typed.node), nodes)))
    }

    /// A node times a factor; nothing where the factor is one.
    pub(super) fn scaled(&self, node: Node, factor: &Exact) -> Node {
        if factor.is_one() { node } else { Node::Scaled(Box::new(node), factor.clone()) }
    }
}
