//! Keys that would be read and do nothing: what their author meant by them would be left out without a word.

use crate::diagnostic::{Diagnostic, IDLE_KEY};
use crate::pack::{Effect, Limit, Outcome, OutcomeOf, Role, Rule, Stated};
use crate::source::Span;

use super::Compiler;
use super::names::role;

/// A key, where it stands, and why it does nothing.
type Idle = (&'static str, Span, [String; 2]);

impl Compiler<'_> {
    pub(super) fn check_idle_keys(&mut self) {
        let pack = self.pack;
        for rule in &pack.rule {
            for (key, at, [zh, en]) in idle(rule, role(pack, rule)) {
                let told = Diagnostic::new(&IDLE_KEY).with("owner", rule.id.as_str()).with("key", key);
                self.diagnostics.push(told.with("why_zh", zh).with("why", en).at(at));
            }
        }
    }
}

fn because(zh: &str, en: &str) -> [String; 2] {
    [zh.to_owned(), en.to_owned()]
}

fn idle(rule: &Rule, role: Role) -> Vec<Idle> {
    let mut found = second_questions(rule);
    found.extend(without_value(rule));
    found.extend(empty_variants(rule));
    found.extend(effects(rule, role));
    found.extend(without_members(rule));
    found.extend(without_points(rule, role));
    found.extend(rule.outcome.iter().flat_map(steps));
    found.extend(answers_twice(rule));
    found
}

/// An answer offered twice is one answer.
fn answers_twice(rule: &Rule) -> Vec<Idle> {
    let answers = rule.ask.as_ref().map_or(&[][..], |ask| &ask.answers);
    let twice = |at: &usize| answers[..*at].iter().any(|earlier| earlier.value == answers[*at].value);
    let why = || because("同一个答复写了两次", "the same answer is offered twice");
    (0..answers.len()).filter(twice).map(|at| ("answers", answers[at].span, why())).collect()
}

/// The ways a rule asks, in the order in which one goes before the others.
fn questions(rule: &Rule) -> Vec<(&'static str, Span)> {
    let ask = rule.ask.as_ref().map(|ask| ("ask", ask.span));
    let parts = rule.parts.map(|_| ("parts", rule.id.0.span));
    let value = rule.value.as_ref().map(|formula| ("value", formula.span));
    let met_when = rule.met_when.as_ref().map(|formula| ("met_when", formula.span));
    [ask, parts, value, met_when].into_iter().flatten().collect()
}

/// A rule asks one thing.
fn second_questions(rule: &Rule) -> Vec<Idle> {
    let questions = questions(rule);
    let Some(((first, _), others)) = questions.split_first() else { return Vec::new() };
    let why = [format!("一条只问一件事，已写了 {first}"), format!("a rule asks one thing, and it states {first}")];
    others.iter().map(|(key, at)| (*key, *at, why.clone())).collect()
}

/// A limit, and rounding, are of a value.
fn without_value(rule: &Rule) -> Vec<Idle> {
    if rule.value.is_some() || questions(rule).is_empty() {
        return Vec::new();
    }
    let why = || because("没有 value，没有数可比", "there is no `value` to compare");
    let limits = rule.limits().into_iter().map(|(comparison, limit)| (comparison.key(), at(limit, rule.id.0.span)));
    let round = rule.round.iter().map(|rounding| ("round", rounding.span));
    let stand_in = rule.otherwise_from.iter().map(|name| ("otherwise_from", name.span));
    let variants = rule.variant.iter().filter(|variant| variant.grade.is_none() && variant.state.is_none());
    let variants = variants.filter(|variant| variant.value.is_some() || !variant.limits().is_empty());
    let variants = variants.map(|variant| ("variant", variant.id.0.span));
    limits.chain(round).chain(stand_in).chain(variants).map(|(key, at)| (key, at, why())).collect()
}

fn at(limit: &Limit, otherwise: Span) -> Span {
    match limit {
        Limit::One(formula) => formula.span,
        Limit::ByStage(span, _) if span.end > span.start => *span,
        Limit::ByStage(..) => otherwise,
    }
}

/// A variant replaces something.
fn empty_variants(rule: &Rule) -> Vec<Idle> {
    let gives = |variant: &&crate::pack::Variant| {
        let limited = variant.value.is_some() || !variant.limits().is_empty();
        !limited && variant.grade.is_none() && variant.state.is_none()
    };
    let why = || because("没有写换成什么（限值、value、grade、state）", "it says nothing in place of what it replaces");
    rule.variant.iter().filter(gives).map(|variant| ("variant", variant.id.0.span, why())).collect()
}

/// Effects are of vetoes, and a grade to cap at is of that effect.
fn effects(rule: &Rule, role: Role) -> Vec<Idle> {
    let mut found = Vec::new();
    if rule.effect.is_some() && role != Role::Veto {
        let why = because("这一条不是否决（role = \"veto\"）", "the rule is no veto (role = \"veto\")");
        found.push(("effect", rule.id.0.span, why));
    }
    if let Some(cap) = rule.cap.as_ref().filter(|_| rule.effect != Some(Effect::Cap)) {
        found.push(("cap", cap.span, because("effect 不是 cap", "`effect` is not cap")));
    }
    found
}

/// What is said of members needs members; what is said of their attainment, something that looks at it.
fn without_members(rule: &Rule) -> Vec<Idle> {
    let mut found = Vec::new();
    if rule.not_applicable_counts.is_some() && rule.of.is_empty() {
        let why = because("没有成员（of）", "there are no members (`of`)");
        found.push(("not_applicable_counts", rule.id.0.span, why));
    }
    let formulas =
        rule.met_when.iter().chain(&rule.value).chain(rule.outcome.iter().filter_map(|line| line.when.as_ref()));
    let looked_at = rule.outcome_of == Some(OutcomeOf::Attainment)
        || formulas.into_iter().any(|formula| formula.text.contains("attainment"));
    if let Some(formula) = rule.attainment_at_most.as_ref().filter(|_| !looked_at) {
        let why = because("没有一处看做到的程度（attainment）", "nothing looks at an attainment");
        found.push(("attainment_at_most", formula.span, why));
    }
    if let (Some(first), Some(value)) = (rule.for_each.first(), &rule.value)
        && !value.text.contains("it")
    {
        let why =
            because("value 里没有 it，每一项都算成同一个数", "`value` says no `it`: every item has the same number");
        found.push(("for", first.span, why));
    }
    found
}

/// What is said of points needs points.
fn without_points(rule: &Rule, role: Role) -> Vec<Idle> {
    let gives = matches!(role, Role::Scored | Role::Bonus);
    if let Some(points) = rule.points.as_ref().filter(|_| !gives && role != Role::Part) {
        let why = because(
            "只有 role = \"scored\" 和 \"bonus\" 的条款计分",
            "only rules with role = \"scored\" or \"bonus\" count points",
        );
        return vec![("points", stated_at(points), why)];
    }
    if gives || rule.points.is_some() {
        return Vec::new();
    }
    let floor = rule.floor.iter().map(|number| ("floor", number.span));
    let step = rule.score_step.iter().map(|number| ("score_step", number.span));
    let reachable = rule.reachable.first().into_iter().map(|number| ("reachable", number.span));
    let policy = rule.if_not_applicable.iter().map(|_| ("if_not_applicable", rule.id.0.span));
    let gives_some = |line: &&Outcome| line.points.is_some() || line.share.is_some() || line.deduct.is_some();
    let lines = rule.outcome.iter().filter(gives_some).map(|line| ("outcome", line.span));
    let why =
        || because("这一条不计分（role = \"scored\"、points）", "the rule gives no points (role = \"scored\", points)");
    floor.chain(step).chain(reachable).chain(policy).chain(lines).map(|(key, at)| (key, at, why())).collect()
}

fn stated_at(points: &Stated) -> Span {
    match points {
        Stated::Number(number) => number.span,
        Stated::NotStated(span) => *span,
    }
}

/// Steps are of deductions.
fn steps(line: &Outcome) -> Vec<Idle> {
    let mut found = Vec::new();
    let why = || because("它说的是扣分（deduct）怎样数步", "it says how steps of a deduction are counted");
    if let Some(per) = line.per.as_ref().filter(|_| line.deduct.is_none()) {
        found.push(("per", per.span, why()));
    }
    if line.step.is_some() && line.per.is_none() {
        found.push(("step", line.span, why()));
    }
    if let Some(of) = line.of.as_ref().filter(|_| line.per.is_none()) {
        found.push(("of", of.span, why()));
    }
    found
}
