//! Names in formulas: fields, measures, rules, parameters, standards, and what is said of a check.

use crate::diagnostic::{BAD_ARGUMENT, CYCLE, Diagnostic, NOT_YET, UNKNOWN_NAME, WRONG_LEVEL, hints};
use crate::formula::{self, Expression};
use crate::pack::{Cell, Role};
use crate::program::{CheckId, Node, UnitWord};
use crate::quantity::Dimension;
use crate::source::Span;
use crate::table::{FieldId, Grain, Kind};

use super::Compiler;
use super::expression::{Context, MEMBER_WORDS, Type, Typed};
use super::names::is_below;
use super::schema::{home, unknown};

/// Names that mean something in every pack.
const BUILT_IN: [&str; 12] =
    ["it", "学段", "as_of", "total", "bonus", "full", "年度", "year", "单位代码", "unit_code", "单位名称", "unit_name"];

/// The usual way an upper limit counts as reached.
pub(super) const UPPER: &str = "limit/value";

fn unit_word(word: UnitWord) -> Typed {
    Typed { node: Node::Unit(word), kind: Type::Word(None) }
}

impl Compiler<'_> {
    pub(super) fn is_known(&self, name: &str, context: &Context<'_>) -> bool {
        MEMBER_WORDS.contains(&name) && context.member.is_some()
            || BUILT_IN.contains(&name)
            || self.schema.field(name).is_some()
            || self.names.item(name).is_some()
            || self.pack.parameter.iter().any(|parameter| parameter.id.as_str() == name)
            || self.pack.standard.iter().any(|standard| standard.id.as_str() == name)
    }

    pub(super) fn name(&mut self, name: &str, expression: &Expression, context: &Context<'_>) -> Option<Typed> {
        if let Some(check) = context.member.filter(|_| MEMBER_WORDS.contains(&name)) {
            return self.of_check(name, check, expression, context);
        }
        match name {
            "it" if context.it.is_some() => return self.of_check("value", context.it?, expression, context),
            "学段" => return self.stage(expression, context),
            "as_of" => return Some(Typed { node: Node::AsOf, kind: Type::Date }),
            "full" if context.full.is_some() => {
                return Some(Typed::number(Node::Number(context.full.clone()?.into()), self.points_dimension()));
            }
            "total" => return Some(self.points_with_role(Role::Scored, context)),
            "bonus" => return Some(self.points_with_role(Role::Bonus, context)),
            _ => {}
        }
        if let Some(field) = self.schema.field(name) {
            if self.report_shared_alias(name, context.at(&expression.range)) {
                return None;
            }
            return self.field(field, expression, context);
        }
        match name {
            "年度" | "year" => return Some(Typed::number(Node::Year, Dimension::none())),
            "单位代码" | "unit_code" => return Some(unit_word(UnitWord::Code)),
            "单位名称" | "unit_name" => return Some(unit_word(UnitWord::Name)),
            _ => {}
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
                // None: what is wrong with it was reported where it is written.
                if !checks.is_empty() {
                    self.several(name, expression, context);
                }
                return None;
            };
            return self.of_check("value", *check, expression, context);
        }
        self.report_unknown(name, expression, context);
        None
    }

    pub(super) fn several(&mut self, name: &str, expression: &Expression, context: &Context<'_>) {
        let detail = Diagnostic::new(&BAD_ARGUMENT).with("function", name);
        let detail = detail
            .with("detail_zh", "它有多个成员，请用 of = [\"…\"] 汇总")
            .with("detail", "it has several members: look at them with of = [\"…\"]");
        self.diagnostics.push(detail.at(context.at(&expression.range)));
    }

    pub(super) fn report_unknown(&mut self, name: &str, expression: &Expression, context: &Context<'_>) {
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

    pub(super) fn report_unknown_among(
        &mut self,
        name: &str,
        expression: &Expression,
        context: &Context<'_>,
        known: &[&str],
    ) {
        let [zh, en] = hints(name, known);
        let diagnostic = Diagnostic::new(&UNKNOWN_NAME).with("name", name).with("what_zh", "取值").with("what", "word");
        self.diagnostics.push(diagnostic.with("hint_zh", zh).with("hint", en).at(context.at(&expression.range)));
    }

    pub(super) fn stage(&mut self, expression: &Expression, context: &Context<'_>) -> Option<Typed> {
        if !self.has_stage(context.grain) {
            self.wrong_level("学段", "学段", context, expression);
            return None;
        }
        Some(Typed { node: Node::Stage, kind: Type::Word(None) })
    }

    pub(super) fn has_stage(&self, grain: Grain) -> bool {
        grain.staged || self.schema[grain.level].in_stage
    }

    pub(super) fn parameter(&mut self, at: usize) -> Option<Typed> {
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

    pub(super) fn lookup(&mut self, at: usize, expression: &Expression, context: &Context<'_>) -> Option<Typed> {
        let standard = &self.pack.standard[at];
        let unit = super::schema::unit(&standard.unit, &self.schema.units, &mut self.diagnostics);
        let mut keys = Vec::new();
        for key in &standard.by {
            if self.pack.standard.iter().any(|other| other.id.as_str() == key.value) {
                let labels = self.schema.fields.iter().map(|field| field.label.as_str());
                self.diagnostics.push(unknown(key, ["数据项", "field"], labels));
                return None;
            }
            keys.push(self.name(&key.value, expression, context)?.node);
        }
        let node = self.scaled(Node::Lookup(at, keys), &unit.scale);
        Some(Typed::number(node, unit.dimension))
    }

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
            Kind::Word => return Some(self.word_field(field, node)),
            Kind::Date => Type::Date,
            _ => Type::Number(self.schema[field].unit.dimension.clone()),
        };
        Some(Typed { node, kind })
    }

    /// A field of words; of grades, where it names a scale.
    fn word_field(&mut self, field: FieldId, node: Node) -> Typed {
        match self.scale_named(&self.pack.field[field.0 as usize].scale.clone()) {
            Some(scale) => {
                let node = Node::Graded(Box::new(node), self.grade_words(scale));
                Typed { node, kind: Type::Grade(scale) }
            }
            None => Typed { node, kind: Type::Word(Some(field)) },
        }
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
        let mut parts = vec![field];
        let mut at = 0;
        while let Some(part) = parts.get(at).copied() {
            if split.fields.contains(&part) {
                return true;
            }
            let further = self.schema[part].derived_from.iter().filter(|further| !parts.contains(further)).copied();
            parts.extend(further.collect::<Vec<_>>());
            at += 1;
        }
        false
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

    pub(super) fn field_at(&mut self, field: FieldId, seen_at: Grain) -> Node {
        let own = home(&self.schema, field);
        let supplied = if own == seen_at { Node::Field(field) } else { Node::Split(field) };
        let supplied = self.scaled(supplied, &self.schema[field].unit.scale.clone());
        let Some(derive) = &self.pack.field[field.0 as usize].derive else { return supplied };
        let inner = self.plain(derive, seen_at, "");
        if let Some(start) = self.deriving.iter().position(|known| *known == field) {
            let labels = self.deriving[start..].iter().chain([&field]).map(|field| self.schema[*field].label.as_str());
            let path = labels.collect::<Vec<_>>().join(" → ");
            self.diagnostics.push(Diagnostic::new(&CYCLE).with("path", path).at(derive.span));
            return supplied;
        }
        if !self.may_derive(derive.span) {
            return supplied;
        }
        self.deriving.push(field);
        let formula = self.formula(&inner);
        self.deriving.pop();
        match formula {
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
            "met" | "达标" => {
                let typed = self.met(check, expression, context)?;
                return Some(match &context.counts_as {
                    Some(counts) if context.member == Some(check) => {
                        let counts = Box::new(Node::Number(counts.clone().into()));
                        Typed { node: Node::Otherwise(Box::new(typed.node), counts), ..typed }
                    }
                    _ => typed,
                });
            }
            "value" => Typed::number(self.scaled(Node::Value(check), &unit.scale), unit.dimension),
            "limit" => Typed::number(self.scaled(Node::Limit(check), &unit.scale), unit.dimension),
            "attainment" if self.is_upper(check) => self.attainment_of_upper(check, expression, context)?,
            "attainment" => Typed::number(Node::Attainment(check), Dimension::none()),
            "points" => Typed::number(Node::Points(check), self.points_dimension()),
            "answer" => Typed { node: Node::Answer(check), kind: Type::Word(None) },
            "rate" => self.rate_of(check),
            _ => match self.scale_of(check) {
                Some(scale) => Typed { node: Node::Grade(check), kind: Type::Grade(scale) },
                None => {
                    let at = context.at(&expression.range);
                    self.bad_argument(word, "这一条款没有等次", "this rule gives no grade: it names no scale", at);
                    return None;
                }
            },
        };
        self.seen(typed, grain, expression, context)
    }

    /// How far an upper limit counts as reached: as the rule that asks says, for there are several ways.
    fn attainment_of_upper(&mut self, check: CheckId, expression: &Expression, context: &Context<'_>) -> Option<Typed> {
        let Some(formula) = context.upper.clone() else {
            let (en, zh) = ("how an upper limit counts as reached", "不高于的限值怎样算完成程度");
            let at = context.at(&expression.range);
            self.unstated(en, zh, "attainment_at_most", "\"limit / value\" | \"2 - value / limit\"", at);
            return None;
        };
        if formula.text.replace(' ', "") == UPPER {
            return Some(Typed::number(Node::Attainment(check), Dimension::none()));
        }
        let grain = self.checks[check.0 as usize].grain;
        let inner = Context { member: Some(check), ..self.plain(&formula, grain, &context.owner) };
        let typed = self.formula(&inner)?;
        let dimension = self.expect_number(&typed, &inner, &(0..formula.text.len()))?;
        if !dimension.is_none() {
            self.units_differ(&dimension, &Dimension::none(), formula.span);
            return None;
        }
        Some(typed)
    }

    fn is_upper(&self, check: CheckId) -> bool {
        self.checks[check.0 as usize].comparison.is_some_and(|comparison| comparison.is_upper())
    }

    /// A node of another grain as seen from the rows of a formula.
    pub(super) fn seen(
        &mut self,
        typed: Typed,
        grain: Grain,
        expression: &Expression,
        context: &Context<'_>,
    ) -> Option<Typed> {
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

    pub(super) fn answers(&self, check: CheckId) -> Vec<String> {
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
}
