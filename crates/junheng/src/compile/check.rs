//! Measures, rules, scopes and verdicts to checks.

use crate::diagnostic::{CYCLE, Diagnostic};
use crate::formula::BinaryOperator;
use crate::pack::{self, Formula, IfSeveral, PerStage, Text, Title};
use crate::program::{Check, CheckId, Node, Test};
use crate::quantity::{Exact, Unit};
use crate::source::Span;
use crate::table::{Grain, Presence, StageId};

use super::Compiler;
use super::expression::Context;
use super::schema::{named, unit, unknown};

/// Something of a pack that becomes checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// A measure, by its place in the pack.
    Measure(usize),
    /// A rule.
    Rule(usize),
    /// A scope.
    Scope(usize),
    /// A verdict.
    Verdict(usize),
}

/// What a measure and a rule have in common.
pub(super) struct Draft {
    pub(super) check: Check,
    pub(super) scope: Option<CheckId>,
}

impl Compiler<'_> {
    pub(super) fn plain<'f>(&self, formula: &'f Formula, grain: Grain, owner: &str) -> Context<'f> {
        Context {
            formula,
            grain,
            it: None,
            members: None,
            member: None,
            scope: None,
            upper: None,
            counts_as: None,
            full: None,
            owner: owner.to_owned(),
        }
    }

    /// The checks of a measure, rule, scope or verdict, compiled when first asked for.
    pub(super) fn checks_of(&mut self, slot: Slot) -> Vec<CheckId> {
        if let Some(done) = self.slots.get(&slot) {
            return done.clone();
        }
        if let Some(start) = self.path.iter().position(|known| *known == slot) {
            self.circle(start, slot);
            return Vec::new();
        }
        if self.is_too_deep(slot) {
            return Vec::new();
        }
        self.path.push(slot);
        let checks = match slot {
            Slot::Measure(at) => self.measure(&self.pack.measure[at]).into_iter().collect(),
            Slot::Rule(at) => self.rule(&self.pack.rule[at]),
            Slot::Scope(at) => self.scope(&self.pack.scope[at]).into_iter().collect(),
            Slot::Verdict(at) => self.verdict(&self.pack.verdict[at]),
        };
        self.path.pop();
        self.slots.insert(slot, checks.clone());
        checks
    }

    pub(super) fn circle(&mut self, start: usize, slot: Slot) {
        let names: Vec<String> = self.path[start..].iter().chain([&slot]).map(|slot| self.slot_id(*slot).0).collect();
        let (_, span) = self.slot_id(slot);
        self.diagnostics.push(Diagnostic::new(&CYCLE).with("path", names.join(" → ")).at(span));
    }

    pub(super) fn slot_id(&self, slot: Slot) -> (String, Span) {
        let (id, span) = match slot {
            Slot::Measure(at) => (&self.pack.measure[at].id, self.pack.measure[at].value.span),
            Slot::Rule(at) => (&self.pack.rule[at].id, self.pack.rule[at].id.0.span),
            Slot::Scope(at) => (&self.pack.scope[at].id, self.pack.scope[at].id.0.span),
            Slot::Verdict(at) => (&self.pack.verdict[at].id, self.pack.verdict[at].id.0.span),
        };
        (id.as_str().to_owned(), span)
    }

    pub(super) fn add(&mut self, check: Check) -> CheckId {
        self.checks.push(check);
        CheckId(self.checks.len() as u32 - 1)
    }

    /// The check of a verdict of this id.
    pub(super) fn verdict_check(&mut self, name: &str) -> Option<CheckId> {
        let at = self.pack.verdict.iter().position(|verdict| verdict.id.as_str() == name)?;
        self.checks_of(Slot::Verdict(at)).last().copied()
    }

    pub(super) fn scope_check(&mut self, name: &Option<Text>) -> Option<CheckId> {
        let name = name.as_ref()?;
        let Some(at) = self.pack.scope.iter().position(|scope| scope.id.as_str() == name.value) else {
            let known: Vec<&str> = self.pack.scope.iter().map(|scope| scope.id.as_str()).collect();
            self.diagnostics.push(unknown(name, ["范围", "scope"], known));
            return None;
        };
        self.checks_of(Slot::Scope(at)).first().copied()
    }

    /// In scope is who satisfies `include` and none of the exclusions.
    pub(super) fn scope(&mut self, record: &pack::Scope) -> Option<CheckId> {
        let grain = named(&self.names.levels, &record.level, &mut self.diagnostics)?;
        let id = record.id.as_str().to_owned();
        let mut conditions = Vec::new();
        if let Some(include) = &record.include {
            conditions.push(self.condition(&self.plain(include, grain, &id))?);
        }
        for exclusion in &record.exclude {
            let node = self.condition(&self.plain(&exclusion.when, grain, &id))?;
            conditions.push(Node::Not(Box::new(node)));
        }
        let all = conditions.into_iter().reduce(|a, b| Node::Binary(BinaryOperator::And, Box::new(a), Box::new(b)));
        let test = Test::Truth(all.unwrap_or(Node::Number(Exact::from(num_bigint::BigInt::from(1)).into())));
        let title = record.title.clone().unwrap_or_default();
        let mut check = self.draft(&id, title, grain, record.id.0.span, test);
        check.stages = (0..self.schema.stages.len()).map(|at| StageId(at as u8)).collect();
        Some(self.add(check))
    }

    pub(super) fn draft(&self, id: &str, title: Title, grain: Grain, span: Span, test: Test) -> Check {
        Check {
            id: id.to_owned(),
            item: String::new(),
            title,
            grain,
            stages: self.judged_stages(&[]),
            scope: None,
            applies: None,
            test,
            unit: Unit::none(),
            comparison: None,
            score: None,
            grading: None,
            in_force: (None, None),
            answer_needs: Vec::new(),
            members: Vec::new(),
            rests_on: Vec::new(),
            span,
            is_verdict: false,
            formula: String::new(),
        }
    }

    pub(super) fn measure(&mut self, record: &pack::Measure) -> Option<CheckId> {
        let grain = self.grain(std::slice::from_ref(&record.level), record.per_stage)?;
        let own = unit(&Some(record.unit.clone()), &self.schema.units, &mut self.diagnostics);
        let scope = self.scope_check(&record.scope);
        let id = record.id.as_str().to_owned();
        let mut check =
            self.draft(&id, record.title.clone(), grain, record.id.0.span, Test::Truth(Node::Absent(Presence::Failed)));
        check.item = record.code.as_ref().map_or_else(|| id.clone(), |code| code.value.clone());
        check.stages = self.judged_stages(&record.stages);
        check.unit = own;
        check.formula = record.value.text.clone();
        let mut context = self.plain(&record.value, grain, &id);
        context.scope = scope;
        let value = self.value_in(&context, &check.unit);
        let limit = self.limit(&record.limits(), &check, &context);
        let cases = self.cases(&record.variant, &check, &context);
        self.several_stated(&record.variant, record.if_several, record.span);
        check.comparison = limit.as_ref().map(|(comparison, _)| *comparison);
        let several = record.if_several.unwrap_or(IfSeveral::First);
        check.test = Test::Limit { value: value?, limit, cases, several, rounding: self.rounding(&None) };
        Some(self.add(check))
    }

    /// The grain of a rule: the level its words name, by stage where it is judged so.
    pub(super) fn grain(&mut self, levels: &[Text], per_stage: Option<PerStage>) -> Option<Grain> {
        let own = match levels.first() {
            Some(level) => named(&self.names.levels, level, &mut self.diagnostics)?,
            None => Grain::whole(self.names.subject?),
        };
        let by_stage = matches!(per_stage, Some(PerStage::Each | PerStage::Worst | PerStage::Sum));
        Some(Grain { staged: own.staged || by_stage, ..own })
    }
}
