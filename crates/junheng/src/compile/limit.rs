//! Values and limits in the unit of a check; variants.

use crate::diagnostic::{Diagnostic, MISSING_STAGE, UNSTATED_CHOICE};
use crate::formula::{self, Shape};
use crate::pack::{self, Comparison, Formula, IfSeveral, Limit, Text};
use crate::program::{Case, Check, Node};
use crate::quantity::{Exact, Unit, parse_decimal};
use crate::source::Span;
use crate::table::StageId;

use super::Compiler;
use super::expression::{Context, Type};
use super::schema::{unit, unknown};

impl Compiler<'_> {
    /// A value formula, its result in a unit.
    pub(super) fn value_in(&mut self, context: &Context<'_>, own: &Unit) -> Option<Node> {
        let typed = self.formula(context)?;
        let range = 0..context.formula.text.len();
        if let Type::Word(_) = typed.kind {
            return Some(typed.node);
        }
        let dimension = self.expect_number(&typed, context, &range)?;
        if !dimension.matches(&own.dimension) {
            self.units_differ(&dimension, &own.dimension, context.at(&range));
            return None;
        }
        Some(self.scaled(typed.node, &own.scale.recip()))
    }

    pub(super) fn rounding(&self, own: &Option<pack::Rounding>) -> Option<(u32, pack::Mode)> {
        let global = self.pack.numeric.as_ref().and_then(|numeric| match &numeric.compare {
            pack::Compare::Rounded(rounding) => Some(rounding),
            pack::Compare::Unrounded => None,
        });
        own.as_ref().or(global).map(|rounding| (super::whole(&rounding.places), rounding.mode))
    }

    pub(super) fn several_stated(&mut self, variants: &[pack::Variant], stated: Option<IfSeveral>, span: Span) {
        if variants.len() > 1 && stated.is_none() {
            self.unstated(
                "several variants can hold at once: which one counts",
                "几个变通可能同时成立，以哪个为准",
                "if_several",
                "\"first\" | \"lenient\" | \"strict\" | \"error\"",
                span,
            );
        }
    }

    pub(super) fn unstated(&mut self, en: &str, zh: &str, key: &str, known: &str, span: Span) {
        let diagnostic = Diagnostic::new(&UNSTATED_CHOICE).with("what", en).with("what_zh", zh);
        self.diagnostics.push(diagnostic.with("key", key).with("known", known).at(span));
    }

    /// The one limit of a record, in the unit of its check.
    pub(super) fn limit(
        &mut self,
        limits: &[(Comparison, &Limit)],
        check: &Check,
        context: &Context<'_>,
    ) -> Option<(Comparison, Node)> {
        let (comparison, limit) = limits.first()?;
        if limits.len() > 1 {
            let span = check.span;
            self.unstated(
                "which of several limits counts",
                "几个限值中以哪个为准",
                "at_least",
                "只写一个 / only one",
                span,
            );
        }
        let node = match limit {
            Limit::One(formula) => self.limit_formula(formula, &check.unit, context)?,
            Limit::ByStage(span, limits) => self.limit_by_stage(*span, limits, check, context)?,
        };
        Some((*comparison, node))
    }

    pub(super) fn limit_formula(&mut self, formula: &Formula, own: &Unit, context: &Context<'_>) -> Option<Node> {
        if let Some(exact) = bare_number(&formula.text) {
            return Some(Node::Number(exact.into()));
        }
        let inner = Context { formula, ..context.clone() };
        self.value_in(&inner, own)
    }

    pub(super) fn limit_by_stage(
        &mut self,
        span: Span,
        limits: &[(Text, Formula)],
        check: &Check,
        context: &Context<'_>,
    ) -> Option<Node> {
        let known: Vec<String> = self.schema.stages.iter().map(|stage| stage.id.clone()).collect();
        for (stage, _) in limits.iter().filter(|(stage, _)| !known.contains(&stage.value)) {
            self.diagnostics.push(unknown(stage, ["学段", "stage"], known.iter().map(String::as_str)));
        }
        if !self.has_stage(check.grain) {
            self.unstated("how the stages count", "各学段怎样计", "per_stage", "\"each\" | \"worst\" | \"sum\"", span);
            return None;
        }
        let mut by_stage = Vec::new();
        for (at, stage) in known.iter().enumerate() {
            let stated = limits.iter().find(|(key, _)| key.value == *stage);
            if stated.is_none() && check.stages.contains(&StageId(at as u8)) {
                self.diagnostics.push(Diagnostic::new(&MISSING_STAGE).with("stage", stage).at(span));
            }
            by_stage.push(stated.and_then(|(_, formula)| self.limit_formula(formula, &check.unit, context)));
        }
        Some(Node::ByStage(by_stage))
    }

    pub(super) fn cases(&mut self, variants: &[pack::Variant], check: &Check, context: &Context<'_>) -> Vec<Case> {
        // What only a relaxation looks at is read, but a county without such columns misses nothing the rule needs.
        let context = &Context { owner: String::new(), ..context.clone() };
        let mut cases = Vec::new();
        for variant in variants {
            if variant.grade.is_some() || variant.state.is_some() {
                continue; // It gives a grade: see `grade`.
            }
            let when = self.condition(&Context { formula: &variant.when, ..context.clone() });
            let value = variant
                .value
                .as_ref()
                .and_then(|formula| self.value_in(&Context { formula, ..context.clone() }, &check.unit));
            let limit = self.limit(&variant.limits(), check, context);
            let in_force = (variant.from.map(|date| date.days), variant.until.map(|date| date.days));
            let Some(when) = when else { continue };
            cases.push(Case { id: variant.id.as_str().to_owned(), when, value, limit, in_force });
        }
        cases
    }

    /// The unit of a rule's values: stated, that of its limit, or what its formula gives.
    pub(super) fn unit_of(&mut self, record: &pack::Rule, kind: &Type) -> Unit {
        if record.unit.is_some() {
            return unit(&record.unit, &self.schema.units, &mut self.diagnostics);
        }
        let formulas = record.limits().into_iter().flat_map(|(_, limit)| limit.formulas());
        for formula in formulas {
            if let Ok(formula::Expression { shape: Shape::Number { unit: Some(text), .. }, .. }) =
                formula::parse(&formula.text)
                && let Ok(unit) = self.schema.units.parse(&text)
            {
                return unit;
            }
        }
        match kind {
            Type::Number(dimension) if !dimension.is_none() => {
                Unit { text: dimension.to_string(), dimension: dimension.clone(), ..Unit::none() }
            }
            _ => Unit::none(),
        }
    }
}

/// A formula that is nothing but a number, signed or not.
fn bare_number(text: &str) -> Option<Exact> {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | '_')).then(|| parse_decimal(text))?
}
