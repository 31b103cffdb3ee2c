//! Rules to checks: a value, members, parts, or a question.

use crate::diagnostic::{Diagnostic, UNKNOWN_NAME, hints};
use crate::function::Truths;
use crate::pack::{self, Formula, IfSeveral, NotApplicableCounts, Parts, PerStage, Text};
use crate::program::{Check, CheckId, Node, Over, Test};
use crate::quantity::Exact;
use crate::table::{Grain, Presence};

use super::Compiler;
use super::check::{Draft, Slot};
use super::expression::Context;
use super::names::{is_below, rules_in};
use super::schema::unknown;

impl Compiler<'_> {
    /// The checks of a rule: one, one for each it is stated for, or one for each of its levels, of which the first
    /// carries the points.
    pub(super) fn rule(&mut self, record: &pack::Rule) -> Vec<CheckId> {
        let [_, others @ ..] = record.level.0.as_slice() else { return self.rule_at(record) };
        let mut checks = self.rule_at(record);
        for level in others {
            let beside = pack::Rule {
                level: pack::Many(vec![level.clone()]),
                role: Some(pack::Role::Required),
                points: None,
                outcome: Vec::new(),
                ..record.clone()
            };
            let added = self.rule_at(&beside);
            added.iter().for_each(|check| self.checks[check.0 as usize].item = level.value.clone());
            checks.extend(added);
        }
        checks
    }

    fn rule_at(&mut self, record: &pack::Rule) -> Vec<CheckId> {
        let Some(grain) = self.grain(&record.level.0, record.per_stage) else { return Vec::new() };
        let scope = self.scope_check(&record.scope);
        let mut check = self.draft(
            record.id.as_str(),
            record.title.clone().unwrap_or_default(),
            grain,
            record.id.0.span,
            Test::Ask(Vec::new()),
        );
        check.stages = self.judged_stages(&record.stages);
        check.answer_needs = record.answer_needs.clone();
        check.in_force = (record.from.map(|date| date.days), record.until.map(|date| date.days));
        let mut draft = Draft { check, scope };
        self.restrict(record, &mut draft);
        let mut checks = if record.for_each.is_empty() {
            self.single(record, draft).into_iter().collect()
        } else {
            self.for_each(record, &draft)
        };
        if let (Some(PerStage::Worst | PerStage::Sum), [each]) = (record.per_stage, checks.as_slice()) {
            let whole = self.over_stages(record, *each);
            checks = vec![whole];
        }
        checks
    }

    /// Which rows a rule has findings for, and which it applies to.
    pub(super) fn restrict(&mut self, record: &pack::Rule, draft: &mut Draft) {
        let grain = draft.check.grain;
        if let Some(scope) = draft.scope {
            let own = self.checks[scope.0 as usize].grain;
            if own == grain {
                draft.check.scope = Some(Node::Met(scope));
            } else if is_below(&self.schema, grain, own) {
                draft.check.scope = Some(Node::Up(own, Box::new(Node::Met(scope))));
            }
        }
        if let Some(applies) = &record.applies {
            let context = Context { scope: draft.scope, ..self.plain(applies, grain, record.id.as_str()) };
            draft.check.applies = self.condition(&context);
        }
    }

    pub(super) fn for_each(&mut self, record: &pack::Rule, draft: &Draft) -> Vec<CheckId> {
        let Some(formula) = &record.value else {
            let found = Diagnostic::new(&crate::diagnostic::MISSING_KEY).with("owner", "rule").with("key", "value");
            self.diagnostics.push(found.at(record.span));
            return Vec::new();
        };
        let mut checks = Vec::new();
        for it in self.members(&record.for_each) {
            let mut check = draft.check.clone();
            check.item = self.checks[it.0 as usize].item.clone();
            check.title = self.checks[it.0 as usize].title.clone();
            check.formula = formula.text.clone();
            let context =
                Context { it: Some(it), scope: draft.scope, ..self.plain(formula, check.grain, record.id.as_str()) };
            checks.extend(self.limited(record, check, &context));
        }
        checks
    }

    pub(super) fn single(&mut self, record: &pack::Rule, draft: Draft) -> Option<CheckId> {
        let Draft { mut check, scope } = draft;
        if let Some(ask) = &record.ask {
            self.some_answer_meets(record, ask);
            check.test = Test::Ask(self.ask(ask));
            return self.scored(record, check, None);
        }
        if let Some(parts) = record.parts {
            check.test = Test::Truth(self.parts_node(record, parts, check.grain));
            return self.scored(record, check, None);
        }
        check.members = self.members(&record.of);
        if let Some(formula) = &record.value {
            let context = self.asking(record, &mut check, formula, scope);
            return self.limited(record, check, &context);
        }
        if let Some(formula) = &record.met_when {
            let context = self.asking(record, &mut check, formula, scope);
            check.test = Test::Truth(self.condition(&context)?);
            return self.scored(record, check, Some(&context));
        }
        if let Some(formula) = first_condition(record).filter(|_| gives_grades(record)) {
            let context = self.asking(record, &mut check, formula, scope);
            check.test = Test::Graded;
            return self.scored(record, check, Some(&context));
        }
        self.by_points_alone(record, check)
    }

    /// What the formula of a rule sees: its members, its scope, and how the rule says it counts.
    fn asking<'f>(
        &mut self,
        record: &pack::Rule,
        check: &mut Check,
        formula: &'f Formula,
        scope: Option<CheckId>,
    ) -> Context<'f> {
        check.formula = formula.text.clone();
        Context {
            members: (!record.of.is_empty()).then(|| check.members.clone()),
            scope,
            upper: record.attainment_at_most.clone(),
            counts_as: self.counts_as(record, check),
            ..self.plain(formula, check.grain, record.id.as_str())
        }
    }

    /// A rule that asks nothing but what points a person gives.
    fn by_points_alone(&mut self, record: &pack::Rule, check: Check) -> Option<CheckId> {
        if !record.of.is_empty() || (record.outcome.is_empty() && record.points.is_none()) {
            let known = "value | of + met_when | met_when | parts | ask";
            self.unstated("what the rule asks", "这一条款要求什么", "met_when", known, record.span);
            return None;
        }
        self.scored(record, Check { test: Test::Ask(Vec::new()), ..check }, None)
    }

    /// A rule with a value, compared with a limit where one is stated.
    pub(super) fn limited(&mut self, record: &pack::Rule, mut check: Check, context: &Context<'_>) -> Option<CheckId> {
        let typed = self.formula(context)?;
        check.unit = self.unit_of(record, &typed.kind);
        let value = self.value_in(context, &check.unit)?;
        let limit = self.limit(&record.limits(), &check, context);
        let cases = self.cases(&record.variant, &check, context);
        self.several_stated(&record.variant, record.if_several, record.span);
        check.comparison = limit.as_ref().map(|(comparison, _)| *comparison);
        let several = record.if_several.unwrap_or(IfSeveral::First);
        check.test = Test::Limit { value, limit, cases, several, rounding: self.rounding(&record.round) };
        let check = self.with_fallback(record, check, context.scope);
        self.scored(record, check, Some(context))
    }

    /// Where the table of a rule is absent, one value of the row above stands in for it.
    pub(super) fn with_fallback(&mut self, record: &pack::Rule, check: Check, scope: Option<CheckId>) -> Check {
        let Some(name) = &record.otherwise_from else { return check };
        let Some(field) = self.field_named(name) else { return check };
        let above = super::schema::home(&self.schema, field);
        let formula = Formula { span: name.span, text: name.value.clone(), start: None };
        let mut fallback = Check { grain: above, formula: name.value.clone(), ..check.clone() };
        let context = Context { scope, ..self.plain(&formula, above, record.id.as_str()) };
        let value = self.value_in(&context, &check.unit);
        let limit = self.limit(&record.limits(), &fallback, &context);
        let Some(value) = value else { return check };
        fallback.test = Test::Limit { value, limit, cases: Vec::new(), several: IfSeveral::First, rounding: None };
        let mut whole = Check { test: Test::Truth(Node::Absent(Presence::Failed)), ..fallback.clone() };
        fallback.item = name.value.clone();
        let rows = self.add(check);
        let stand_in = self.add(fallback);
        whole.test = Test::Truth(Node::Derived(Box::new(Node::RollUp(rows)), Box::new(Node::Met(stand_in))));
        whole.comparison = None;
        whole.members = vec![rows, stand_in];
        whole
    }

    /// How members that do not apply are counted; a rule that counts must say so where any of them may not apply.
    fn counts_as(&mut self, record: &pack::Rule, check: &Check) -> Option<Exact> {
        let one = |count: i32| Exact::from(num_bigint::BigInt::from(count));
        match record.not_applicable_counts {
            Some(NotApplicableCounts::Met) => return Some(one(1)),
            Some(NotApplicableCounts::NotMet) => return Some(one(0)),
            Some(NotApplicableCounts::No) => return None,
            None => {}
        }
        let may_not_apply = check.members.iter().any(|member| self.checks[member.0 as usize].applies.is_some());
        let formulas = record
            .met_when
            .iter()
            .chain(&record.value)
            .chain(record.outcome.iter().filter_map(|line| line.when.as_ref()));
        if may_not_apply && formulas.into_iter().any(|formula| counts(&formula.text)) {
            self.unstated(
                "how members that do not apply are counted",
                "不适用的成员怎样计",
                "not_applicable_counts",
                "\"no\" | \"met\" | \"not_met\"",
                record.span,
            );
        }
        None
    }

    /// Where no answer meets a rule, and no grade or state decides, nobody could ever meet it.
    fn some_answer_meets(&mut self, record: &pack::Rule, ask: &pack::Ask) {
        let decides = record.scale.is_some() || gives_grades(record) || ask.answers.is_empty();
        if ask.met.is_empty() && !decides {
            self.unstated("which answers meet the rule", "哪些答复算达标", "met", "met = [\"…\"]", ask.span);
        }
    }

    pub(super) fn ask(&mut self, ask: &pack::Ask) -> Vec<(u32, bool)> {
        for met in ask.met.iter().filter(|met| !ask.answers.iter().any(|answer| answer.value == met.value)) {
            let known: Vec<&str> = ask.answers.iter().map(Text::as_str).collect();
            self.diagnostics.push(unknown(met, ["答案", "answer"], known));
        }
        let meets = |answer: &Text| ask.met.iter().any(|met| met.value == answer.value);
        ask.answers.iter().map(|answer| (self.word(&answer.value), meets(answer))).collect()
    }

    pub(super) fn parts_node(&mut self, record: &pack::Rule, parts: Parts, grain: Grain) -> Node {
        let within = record.id.as_str();
        let slots: Vec<usize> = (0..self.pack.rule.len())
            .filter(|at| self.pack.rule[*at].within.as_ref().is_some_and(|place| place.value == within))
            .collect();
        if slots.is_empty() {
            self.unstated("the parts of the item", "这一项的各部分", "in", &format!("in = \"{within}\""), record.span);
        }
        let mut members = Vec::new();
        for at in slots {
            for check in self.checks_of(Slot::Rule(at)) {
                let own = self.checks[check.0 as usize].grain;
                members.push((seen_from(&self.schema, grain, own, check), None));
            }
        }
        let question = if parts == Parts::All { Truths::All } else { Truths::Any };
        Node::Truths(question, Over::Members(members))
    }

    /// The members a list names, in its order: ids, codes, ranges, sections.
    pub(super) fn members(&mut self, names: &[Text]) -> Vec<CheckId> {
        let mut checks = Vec::new();
        for name in names {
            if let Some((rule, code)) = name.value.split_once('/') {
                checks.extend(self.member_of(rule, code, name));
                continue;
            }
            let slots = self.slots_named(name);
            for slot in slots {
                checks.extend(self.checks_of(slot));
            }
        }
        checks
    }

    /// One member of a rule: `disparity/L2`.
    pub(super) fn member_of(&mut self, rule: &str, code: &str, name: &Text) -> Option<CheckId> {
        let checks = self.names.item(rule).map(|slot| self.checks_of(slot)).unwrap_or_default();
        let found = checks.iter().copied().find(|check| self.checks[check.0 as usize].item == code);
        if found.is_none() {
            let items: Vec<String> =
                checks.iter().map(|check| format!("{rule}/{}", self.checks[check.0 as usize].item)).collect();
            let diagnostic = unknown(name, ["成员", "member"], items.iter().map(String::as_str));
            self.diagnostics.push(diagnostic);
        }
        found
    }

    pub(super) fn slots_named(&mut self, name: &Text) -> Vec<Slot> {
        let text = name.value.as_str();
        if let Some(section) = text.strip_prefix("section:") {
            if self.pack.section.iter().any(|known| known.id.as_str() == section) {
                return rules_in(self.pack, section).into_iter().map(Slot::Rule).collect();
            }
        } else if let Some((first, last)) = text.split_once("..") {
            if let Some(slots) = self.names.range(first, last) {
                return slots;
            }
        } else if let Some(slot) = self.names.item(text) {
            return vec![slot];
        }
        let known: Vec<String> = self.names.known_items().map(str::to_owned).collect();
        let [zh, en] = hints(text, &known.iter().map(String::as_str).collect::<Vec<_>>());
        let diagnostic = Diagnostic::new(&UNKNOWN_NAME)
            .with("name", text)
            .with("what_zh", "指标或条款")
            .with("what", "measure or rule");
        self.diagnostics.push(diagnostic.with("hint_zh", zh).with("hint", en).at(name.span));
        Vec::new()
    }
}

/// Whether a formula counts members: what does not apply makes a difference to a number, not to `all` and `any`.
fn counts(text: &str) -> bool {
    let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    ["count(", "count（", "share(", "share（"].iter().any(|function| text.contains(function))
}

/// The first formula that says when a line of outcome holds.
fn first_condition(record: &pack::Rule) -> Option<&Formula> {
    record.outcome.iter().find_map(|line| line.when.as_ref())
}

/// Whether lines of outcome give grades or states.
fn gives_grades(record: &pack::Rule) -> bool {
    record.outcome.iter().any(|line| line.grade.is_some() || line.state.is_some())
}

/// Whether a check is met, seen from rows of another grain.
fn seen_from(schema: &crate::table::Schema, from: Grain, own: Grain, check: CheckId) -> Node {
    if own == from {
        return Node::Met(check);
    }
    if super::names::is_below(schema, own, from) {
        Node::RollUp(check)
    } else {
        Node::Up(own, Box::new(Node::Met(check)))
    }
}
