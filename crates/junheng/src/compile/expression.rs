//! Syntax trees to nodes: names found, units and kinds checked.

use num_traits::One;

use crate::diagnostic::{
    BAD_ARGUMENT, Diagnostic, FORMULA_SYNTAX, NOT_YET, TYPE_MISMATCH, UNIT_MISMATCH, UNKNOWN_FUNCTION, UNKNOWN_NAME,
    UNKNOWN_UNIT, WRONG_LEVEL,
};
use crate::formula::{self, Argument, BinaryOperator, Expression, Shape};
use crate::function::{self, Form, Scalar, UnitOf};
use crate::pack::{Cell, Formula};
use crate::program::{CheckId, Node};
use crate::quantity::{Dimension, Exact, parse_decimal};
use crate::source::Span;
use crate::table::{FieldId, Grain, Kind, Presence};

use super::Compiler;
use super::names::is_below;
use super::schema::{hints, home};

/// What the values of a node are.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// A number of this dimension.
    Number(Dimension),
    /// True or false.
    Truth,
    /// A word; of this field, if of one.
    Word(Option<FieldId>),
}

impl Type {
    fn names(&self) -> [String; 2] {
        match self {
            Type::Number(dimension) => [format!("数（{dimension}）"), format!("a number ({dimension})")],
            Type::Truth => ["是非".to_owned(), "a truth".to_owned()],
            Type::Word(_) => ["文字".to_owned(), "a word".to_owned()],
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

    /// Stands in for something that was reported, so that the rest can still be looked at.
    fn broken() -> Self {
        Self { node: Node::Absent(Presence::Failed), kind: Type::Truth }
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
pub(super) const MEMBER_WORDS: [&str; 8] = ["met", "value", "attainment", "points", "grade", "rate", "answer", "达标"];

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

    fn mismatch(&mut self, expected: [&str; 2], found: &Type, at: Span) {
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

    fn literal(
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

    fn binary(
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

    fn logical(
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

    fn arithmetic(
        &mut self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
        context: &Context<'_>,
    ) -> Option<Typed> {
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

    fn comparison(
        &mut self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
        context: &Context<'_>,
    ) -> Option<Typed> {
        let (a, b) = self.pair(left, right, context)?;
        match (&a.kind, &b.kind) {
            (Type::Number(first), Type::Number(second))
                if !first.matches(second) && !is_zero(&a.node) && !is_zero(&b.node) =>
            {
                self.units_differ(first, second, context.at(&(left.range.start..right.range.end)));
                return None;
            }
            (Type::Number(_), Type::Number(_)) | (Type::Truth, Type::Truth) => {}
            (Type::Word(_), Type::Word(_)) if matches!(operator, BinaryOperator::Equal | BinaryOperator::NotEqual) => {}
            (expected, found) => {
                let [zh, en] = expected.names();
                self.mismatch([&zh, &en], found, context.at(&right.range));
                return None;
            }
        }
        Some(Typed::truth(Node::Binary(operator, Box::new(a.node), Box::new(b.node))))
    }

    /// Two sides of a comparison; a bare word beside a field of words is a word.
    fn pair(&mut self, left: &Expression, right: &Expression, context: &Context<'_>) -> Option<(Typed, Typed)> {
        if self.is_bare_word(left, context) {
            let b = self.expression(right, context)?;
            return Some((self.word_beside(left, &b, context)?, b));
        }
        let a = self.expression(left, context);
        if let Some(Typed { kind: Type::Word(_), .. }) = &a
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
    fn is_bare_word(&self, expression: &Expression, context: &Context<'_>) -> bool {
        matches!(&expression.shape, Shape::Name(name) if !self.is_known(name, context))
    }

    fn word_beside(&mut self, expression: &Expression, beside: &Typed, context: &Context<'_>) -> Option<Typed> {
        let Shape::Name(word) = &expression.shape else { return None };
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
        if !offered.is_empty() && !offered.contains(word) {
            let offered: Vec<&str> = offered.iter().map(String::as_str).collect();
            self.report_unknown_among(word, expression, context, &offered);
            return None;
        }
        Some(Typed { node: Node::Word(self.word(word)), kind: Type::Word(*field) })
    }

    /// The index of a word formulas compare with.
    pub(super) fn word(&mut self, word: &str) -> u32 {
        let known = self.words.iter().position(|known| known == word);
        let at = known.unwrap_or_else(|| {
            self.words.push(word.to_owned());
            self.words.len() - 1
        });
        at as u32
    }

    fn is_in(&mut self, value: &Expression, list: &Expression, context: &Context<'_>) -> Option<Typed> {
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
            let bare = matches!(typed.kind, Type::Word(_)) && self.is_bare_word(member, context);
            let found = if bare { self.word_beside(member, &typed, context) } else { self.expression(member, context) };
            nodes.push(found?.node);
        }
        Some(Typed::truth(Node::In(Box::new(typed.node), nodes)))
    }

    // ── names ────────────────────────────────────────────

    fn is_known(&self, name: &str, context: &Context<'_>) -> bool {
        MEMBER_WORDS.contains(&name) && context.member.is_some()
            || matches!(name, "it" | "学段" | "as_of" | "total" | "full")
            || self.schema.field(name).is_some()
            || self.names.item(name).is_some()
            || self.pack.parameter.iter().any(|parameter| parameter.id.as_str() == name)
            || self.pack.standard.iter().any(|standard| standard.id.as_str() == name)
    }

    fn name(&mut self, name: &str, expression: &Expression, context: &Context<'_>) -> Option<Typed> {
        if let Some(check) = context.member.filter(|_| MEMBER_WORDS.contains(&name)) {
            return self.of_check(name, check, expression, context);
        }
        match name {
            "it" if context.it.is_some() => return self.of_check("value", context.it?, expression, context),
            "学段" => return self.stage(expression, context),
            "as_of" => return Some(Typed::number(Node::AsOf, Dimension::none())),
            "full" if context.full.is_some() => {
                return Some(Typed::number(Node::Number(context.full.clone()?.into()), self.points_dimension()));
            }
            "total" => return Some(self.total_points(context)),
            _ => {}
        }
        if let Some(field) = self.schema.field(name) {
            return self.field(field, expression, context);
        }
        if let Some(at) = self.pack.parameter.iter().position(|parameter| parameter.id.as_str() == name) {
            return self.parameter(at);
        }
        if let Some(at) = self.pack.standard.iter().position(|standard| standard.id.as_str() == name) {
            return self.lookup(at, expression, context);
        }
        if let Some(slot) = self.names.item(name) {
            let checks = self.checks_of(slot);
            let [check] = checks.as_slice() else {
                self.several(name, expression, context);
                return None;
            };
            return self.of_check("value", *check, expression, context);
        }
        self.report_unknown(name, expression, context);
        None
    }

    fn several(&mut self, name: &str, expression: &Expression, context: &Context<'_>) {
        let detail = Diagnostic::new(&BAD_ARGUMENT).with("function", name);
        let detail = detail
            .with("detail_zh", "它有多个成员，请用 of = [\"…\"] 汇总")
            .with("detail", "it has several members: look at them with of = [\"…\"]");
        self.diagnostics.push(detail.at(context.at(&expression.range)));
    }

    fn report_unknown(&mut self, name: &str, expression: &Expression, context: &Context<'_>) {
        let fields: Vec<String> = self.schema.fields.iter().map(|field| field.label.clone()).collect();
        let items: Vec<String> = self.names.known_items().map(str::to_owned).collect();
        let ids: Vec<String> = self.schema.fields.iter().map(|field| field.id.clone()).collect();
        let parameters = self.pack.parameter.iter().map(|parameter| parameter.id.as_str());
        let standards = self.pack.standard.iter().map(|standard| standard.id.as_str());
        let owned = fields.iter().chain(&items).chain(&ids).map(String::as_str);
        let known: Vec<&str> = owned.chain(parameters).chain(standards).collect();
        let [zh, en] = hints(name, &known);
        let diagnostic = Diagnostic::new(&UNKNOWN_NAME)
            .with("name", name)
            .with("what_zh", "数据项或指标")
            .with("what", "field or measure");
        self.diagnostics.push(diagnostic.with("hint_zh", zh).with("hint", en).at(context.at(&expression.range)));
    }

    fn report_unknown_among(&mut self, name: &str, expression: &Expression, context: &Context<'_>, known: &[&str]) {
        let [zh, en] = hints(name, known);
        let diagnostic = Diagnostic::new(&UNKNOWN_NAME).with("name", name).with("what_zh", "取值").with("what", "word");
        self.diagnostics.push(diagnostic.with("hint_zh", zh).with("hint", en).at(context.at(&expression.range)));
    }

    fn stage(&mut self, expression: &Expression, context: &Context<'_>) -> Option<Typed> {
        if !self.has_stage(context.grain) {
            self.wrong_level("学段", "学段", context, expression);
            return None;
        }
        Some(Typed { node: Node::Stage, kind: Type::Word(None) })
    }

    pub(super) fn has_stage(&self, grain: Grain) -> bool {
        grain.staged || self.schema[grain.level].in_stage
    }

    fn parameter(&mut self, at: usize) -> Option<Typed> {
        let parameter = &self.pack.parameter[at];
        match &parameter.default {
            Cell::Word(word) => {
                let word = self.word(&word.value.clone());
                Some(Typed { node: Node::Word(word), kind: Type::Word(None) })
            }
            Cell::Number(number) => {
                let unit = super::schema::unit(&parameter.unit, &self.schema.units, &mut self.diagnostics);
                Some(Typed::number(Node::Number((&number.exact * &unit.scale).into()), unit.dimension))
            }
        }
    }

    fn lookup(&mut self, at: usize, expression: &Expression, context: &Context<'_>) -> Option<Typed> {
        let standard = &self.pack.standard[at];
        let unit = super::schema::unit(&standard.unit, &self.schema.units, &mut self.diagnostics);
        let mut keys = Vec::new();
        for key in &standard.by {
            keys.push(self.name(&key.value, expression, context)?.node);
        }
        let node = self.scaled(Node::Lookup(at, keys), &unit.scale);
        Some(Typed::number(node, unit.dimension))
    }

    /// A node times a factor; nothing where the factor is one.
    pub(super) fn scaled(&self, node: Node, factor: &Exact) -> Node {
        if factor.is_one() { node } else { Node::Scaled(Box::new(node), factor.clone()) }
    }

    // ── fields ───────────────────────────────────────────

    /// A field as it is seen from the rows of a formula.
    pub(super) fn field(&mut self, field: FieldId, expression: &Expression, context: &Context<'_>) -> Option<Typed> {
        self.needs.push((field, context.owner.clone()));
        let home = self.seen_at(field, context.grain);
        if home != context.grain && !is_below(&self.schema, context.grain, home) {
            let label = self.schema[field].label.clone();
            let level = self.level_title(home);
            self.wrong_level(&label, &level, context, expression);
            return None;
        }
        let node = self.field_at(field, home);
        let node = if home == context.grain { node } else { Node::Up(home, Box::new(node)) };
        let kind = match self.schema[field].kind {
            Kind::Word => Type::Word(Some(field)),
            _ => Type::Number(self.schema[field].unit.dimension.clone()),
        };
        Some(Typed { node, kind })
    }

    /// The grain a field is seen at: the stage's share, for a split field below a stage.
    pub(super) fn seen_at(&self, field: FieldId, grain: Grain) -> Grain {
        let own = home(&self.schema, field);
        let share = Grain::staged(own.level);
        let below = grain == share || is_below(&self.schema, grain, share);
        if !own.staged && below && self.is_split(field) { share } else { own }
    }

    /// Whether a field is split between stages, or derived from one that is.
    pub(super) fn is_split(&self, field: FieldId) -> bool {
        let Some(split) = &self.split else { return false };
        split.fields.contains(&field) || self.schema[field].derived_from.iter().any(|part| self.is_split(*part))
    }

    /// The fields named in the derivation of a field.
    pub(super) fn derived_from(&self, field: FieldId) -> Vec<FieldId> {
        let Some(derive) = &self.pack.field[field.0 as usize].derive else { return Vec::new() };
        let Ok(expression) = formula::parse(&derive.text) else { return Vec::new() };
        let mut names = Vec::new();
        super::aggregate::names_in(&expression, &mut names);
        let named = names.iter().filter_map(|name| self.schema.field(name));
        named.filter(|part| *part != field).collect()
    }

    fn field_at(&mut self, field: FieldId, seen_at: Grain) -> Node {
        let own = home(&self.schema, field);
        let supplied = if own == seen_at { Node::Field(field) } else { Node::Split(field) };
        let supplied = self.scaled(supplied, &self.schema[field].unit.scale.clone());
        let Some(derive) = &self.pack.field[field.0 as usize].derive else { return supplied };
        let inner = Context {
            formula: derive,
            grain: seen_at,
            it: None,
            members: None,
            member: None,
            scope: None,
            full: None,
            owner: String::new(),
        };
        match self.formula(&inner) {
            Some(typed) => Node::Derived(Box::new(supplied), Box::new(typed.node)),
            None => supplied,
        }
    }

    pub(super) fn level_title(&self, grain: Grain) -> String {
        let word = self.names.levels.iter().find(|(_, known)| *known == grain).map(|(word, _)| word.clone());
        let record = word.and_then(|word| self.pack.level.iter().find(|level| level.id.as_str() == word));
        record.map_or_else(|| self.schema[grain.level].title.clone(), |level| level.title.zh.clone())
    }

    pub(super) fn wrong_level(&mut self, name: &str, from: &str, context: &Context<'_>, expression: &Expression) {
        let to = self.level_title(context.grain);
        let diagnostic = Diagnostic::new(&WRONG_LEVEL).with("name", name).with("from", from).with("to", to);
        self.diagnostics.push(diagnostic.at(context.at(&expression.range)));
    }

    // ── checks ───────────────────────────────────────────

    /// What a word says of a check, as seen from the rows of a formula.
    pub(super) fn of_check(
        &mut self,
        word: &str,
        check: CheckId,
        expression: &Expression,
        context: &Context<'_>,
    ) -> Option<Typed> {
        let grain = self.checks[check.0 as usize].grain;
        let unit = self.checks[check.0 as usize].unit.clone();
        let typed = match word {
            "met" | "达标" => return self.met(check, expression, context),
            "value" => Typed::number(self.scaled(Node::Value(check), &unit.scale), unit.dimension),
            "attainment" => Typed::number(Node::Attainment(check), Dimension::none()),
            "points" => Typed::number(Node::Points(check), self.points_dimension()),
            "answer" => Typed { node: Node::Answer(check), kind: Type::Word(None) },
            _ => {
                self.not_yet(word, context.at(&expression.range));
                return Some(Typed::broken());
            }
        };
        self.seen(typed, grain, expression, context)
    }

    /// A node of another grain as seen from the rows of a formula.
    fn seen(&mut self, typed: Typed, grain: Grain, expression: &Expression, context: &Context<'_>) -> Option<Typed> {
        if grain == context.grain {
            return Some(typed);
        }
        if is_below(&self.schema, context.grain, grain) {
            return Some(Typed { node: Node::Up(grain, Box::new(typed.node)), kind: typed.kind });
        }
        let name = context.formula.text[expression.range.clone()].to_owned();
        let from = self.level_title(grain);
        self.wrong_level(&name, &from, context, expression);
        None
    }

    /// Whether a check is met, as seen from the rows of a formula: rolled up where it is about rows below.
    pub(super) fn met(&mut self, check: CheckId, expression: &Expression, context: &Context<'_>) -> Option<Typed> {
        let grain = self.checks[check.0 as usize].grain;
        if is_below(&self.schema, grain, context.grain) {
            return Some(Typed::truth(Node::RollUp(check)));
        }
        self.seen(Typed::truth(Node::Met(check)), grain, expression, context)
    }

    fn answers(&self, check: CheckId) -> Vec<String> {
        match &self.checks[check.0 as usize].test {
            crate::program::Test::Ask(answers) => {
                answers.iter().map(|(word, _)| self.words[*word as usize].clone()).collect()
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn points_dimension(&self) -> Dimension {
        self.schema.units.parse("分").map(|unit| unit.dimension).unwrap_or_default()
    }

    pub(super) fn not_yet(&mut self, what: &str, at: Span) {
        let diagnostic =
            Diagnostic::new(&NOT_YET).with("what_zh", format!("`{what}`")).with("what", format!("`{what}`"));
        self.diagnostics.push(diagnostic.at(at));
    }

    // ── functions ────────────────────────────────────────

    fn call(
        &mut self,
        name: &str,
        arguments: &[Argument],
        expression: &Expression,
        context: &Context<'_>,
    ) -> Option<Typed> {
        let Some(function) = function::find(name) else {
            self.unknown_function(name, expression, context);
            return None;
        };
        match &function.form {
            Form::Fold(_) | Form::Truths(_) => self.aggregate(function, arguments, expression, context),
            Form::Scalar(scalar) => self.scalar(function, scalar, arguments, expression, context),
            Form::Special => self.special(name, arguments, expression, context),
        }
    }

    fn unknown_function(&mut self, name: &str, expression: &Expression, context: &Context<'_>) {
        /// Named by the design, still to come.
        const PLANNED: [&str; 10] =
            ["rank", "pick", "theil", "between", "within", "quantile", "ago", "years_since", "below", "rate"];
        if PLANNED.contains(&name) || name == "grade" {
            self.not_yet(name, context.at(&expression.range));
            return;
        }
        let known: Vec<&str> = function::FUNCTIONS.iter().map(|function| function.name).collect();
        let [zh, en] = hints(name, &known);
        let diagnostic = Diagnostic::new(&UNKNOWN_FUNCTION).with("name", name).with("hint_zh", zh).with("hint", en);
        self.diagnostics.push(diagnostic.at(context.at(&expression.range)));
    }

    pub(super) fn bad_argument(&mut self, function: &str, zh: &str, en: &str, at: Span) {
        let diagnostic =
            Diagnostic::new(&BAD_ARGUMENT).with("function", function).with("detail_zh", zh).with("detail", en);
        self.diagnostics.push(diagnostic.at(at));
    }

    fn scalar(
        &mut self,
        function: &'static function::Function,
        scalar: &Scalar,
        arguments: &[Argument],
        expression: &Expression,
        context: &Context<'_>,
    ) -> Option<Typed> {
        let (fewest, most) = scalar.arity;
        if !(fewest..=most).contains(&arguments.len()) {
            self.bad_argument(
                function.name,
                "参数个数不对",
                "wrong number of arguments",
                context.at(&expression.range),
            );
            return None;
        }
        let mut nodes = Vec::new();
        let mut unit = Dimension::none();
        for (at, argument) in arguments.iter().enumerate() {
            let typed = self.expression(&argument.value, context)?;
            let dimension = self.expect_number(&typed, context, &argument.value.range)?;
            if at == 0 && scalar.unit == UnitOf::First {
                unit = dimension;
            }
            nodes.push(typed.node);
        }
        Some(Typed::number(Node::Scalar(function, nodes), unit))
    }

    fn special(
        &mut self,
        name: &str,
        arguments: &[Argument],
        expression: &Expression,
        context: &Context<'_>,
    ) -> Option<Typed> {
        match (name, arguments) {
            ("if", [condition, then, otherwise]) => {
                self.conditional(&condition.value, &then.value, &otherwise.value, context)
            }
            ("coalesce", [_, ..]) => self.coalesce(arguments, context),
            ("prev", [argument]) => self.previous(argument, context),
            ("points", [argument]) => self.points_of(&argument.value, context),
            ("met" | "value", [argument]) => self.word_of(name, &argument.value, context),
            _ => {
                self.bad_argument(name, "参数个数不对", "wrong number of arguments", context.at(&expression.range));
                None
            }
        }
    }

    fn conditional(
        &mut self,
        condition: &Expression,
        then: &Expression,
        otherwise: &Expression,
        context: &Context<'_>,
    ) -> Option<Typed> {
        let condition = {
            let typed = self.expression(condition, context)?;
            self.expect_truth(typed, context, &condition.range)?
        };
        let (a, b) = (self.expression(then, context)?, self.expression(otherwise, context)?);
        self.same_kind(&a, &b, context, &(then.range.start..otherwise.range.end))?;
        Some(Typed { node: Node::If(Box::new(condition), Box::new(a.node), Box::new(b.node)), kind: a.kind })
    }

    /// Reports two values that cannot stand for each other.
    fn same_kind(&mut self, a: &Typed, b: &Typed, context: &Context<'_>, range: &std::ops::Range<usize>) -> Option<()> {
        match (&a.kind, &b.kind) {
            (Type::Number(first), Type::Number(second)) if first.matches(second) => Some(()),
            (Type::Number(first), Type::Number(second)) => {
                self.units_differ(first, second, context.at(range));
                None
            }
            (Type::Truth, Type::Truth) | (Type::Word(_), Type::Word(_)) => Some(()),
            (expected, found) => {
                let [zh, en] = expected.names();
                self.mismatch([&zh, &en], found, context.at(range));
                None
            }
        }
    }

    fn coalesce(&mut self, arguments: &[Argument], context: &Context<'_>) -> Option<Typed> {
        let mut all: Vec<Typed> = Vec::new();
        for argument in arguments {
            let typed = self.expression(&argument.value, context)?;
            if let Some(first) = all.first() {
                self.same_kind(&first.clone(), &typed, context, &argument.value.range)?;
            }
            all.push(typed);
        }
        let kind = all.first()?.kind.clone();
        Some(Typed { node: Node::Coalesce(all.into_iter().map(|typed| typed.node).collect()), kind })
    }

    fn previous(&mut self, argument: &Argument, context: &Context<'_>) -> Option<Typed> {
        let Shape::Name(name) = &argument.value.shape else {
            self.bad_argument("prev", "只能写一个数据项", "takes a field", context.at(&argument.value.range));
            return None;
        };
        let Some(field) = self.schema.field(name) else {
            self.report_unknown(name, &argument.value, context);
            return None;
        };
        let typed = self.field(field, &argument.value, context)?;
        let node = shifted(typed.node, 1);
        Some(Typed { node, kind: typed.kind })
    }

    fn word_of(&mut self, word: &str, argument: &Expression, context: &Context<'_>) -> Option<Typed> {
        let Shape::Name(name) = &argument.shape else {
            self.bad_argument(word, "只能写一个条款", "takes a rule", context.at(&argument.range));
            return None;
        };
        if let Some(check) = self.verdict_check(name) {
            return self.of_check(word, check, argument, context);
        }
        let Some(slot) = self.names.item(name) else {
            let known: Vec<String> = self.names.known_items().map(str::to_owned).collect();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            self.report_unknown_among(name, argument, context, &known);
            return None;
        };
        let checks = self.checks_of(slot);
        match (word, checks.as_slice()) {
            ("met", checks) if checks.len() > 1 => Some(self.all_met(&checks.to_vec(), argument, context)),
            (_, [check]) => self.of_check(word, *check, argument, context),
            (_, []) => None,
            _ => {
                self.several(name, argument, context);
                None
            }
        }
    }
}

/// Nothing is nothing in every unit.
fn is_zero(node: &Node) -> bool {
    matches!(node, Node::Number(constant) if constant.exact == Exact::default())
}

/// The same node, its fields so many periods earlier.
fn shifted(node: Node, years: u32) -> Node {
    match node {
        Node::Field(field) => Node::Previous(field, years),
        Node::Scaled(inner, factor) => Node::Scaled(Box::new(shifted(*inner, years)), factor),
        Node::Up(grain, inner) => Node::Up(grain, Box::new(shifted(*inner, years))),
        Node::Derived(supplied, _) => shifted(*supplied, years),
        other => other,
    }
}
