//! What makes a verdict: a condition or lines of grades, and the vetoes that act on it.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, VETO_WITHOUT_EFFECT};
use crate::pack::{self, Effect, IfSeveral, Role};
use crate::program::{Check, CheckId, Grading, LooksAt, Test, reached};

use super::Compiler;
use super::check::Slot;
use super::condition::Scene;
use super::expression::Context;
use super::names::role;
use super::printed::rests_on;

impl Compiler<'_> {
    /// The check of a verdict, before its stages come together.
    pub(super) fn verdict_itself(&mut self, record: &pack::Verdict, mut check: Check) -> Option<CheckId> {
        let lines = record.outcome.iter().filter_map(|line| line.when.as_ref());
        let Some(formula) = record.met_when.iter().chain(lines).next() else {
            self.unstated("when the verdict is met", "何时达标", "met_when", "met_when | scale + outcome", record.span);
            return None;
        };
        let members = (!record.of.is_empty()).then(|| check.members.clone());
        let context = Context { members, ..self.plain(formula, check.grain, record.id.as_str()) };
        check.formula = record.condition();
        check.test = match &record.met_when {
            Some(_) => Test::Truth(self.condition(&context)?),
            None => Test::Graded,
        };
        let own = self.add(check);
        let grading = self.verdict_grading(record, own, &context);
        self.checks[own.0 as usize].grading = grading;
        Some(own)
    }

    /// The grades of a verdict, and the vetoes that cap them or end the year.
    fn verdict_grading(&mut self, record: &pack::Verdict, own: CheckId, context: &Context<'_>) -> Option<Grading> {
        let scale = self.scale_named(&record.scale);
        let scene = Scene { own, owner: record.id.as_str(), full: None, outer: Some(context) };
        let looks_at = LooksAt::default();
        let lines = self.grade_lines(&record.outcome, scale, &looks_at, &scene);
        let caps = scale.map_or_else(Vec::new, |scale| self.caps(scale));
        let stops = self.vetoes(Effect::StopYear);
        let needed = scale.is_some() || !lines.is_empty() || !stops.is_empty();
        needed.then(|| Grading {
            scale,
            lines,
            looks_at,
            answers: Vec::new(),
            waivers: Vec::new(),
            several: IfSeveral::First,
            taken: None,
            caps,
            stops,
        })
    }

    /// Vetoes that cap a grade of this scale, each with the place of the grade.
    fn caps(&mut self, scale: usize) -> Vec<(CheckId, u32)> {
        let mut caps = Vec::new();
        for (at, record) in self.pack.rule.iter().enumerate().filter(|(_, rule)| rule.effect == Some(Effect::Cap)) {
            let Some(cap) = &record.cap else { continue };
            let place = self.scales[scale].grades.iter().position(|(grade, _)| *grade == cap.value);
            let Some(place) = place else { continue };
            caps.extend(self.checks_of(Slot::Rule(at)).into_iter().map(|check| (check, place as u32)));
        }
        caps
    }

    /// The checks of vetoes with an effect.
    fn vetoes(&mut self, effect: Effect) -> Vec<CheckId> {
        let slots = self.slots_where(|rule| role(self.pack, rule) == Role::Veto && rule.effect == Some(effect));
        self.all_checks(&slots)
    }

    /// A veto must say what it does, and there must be something for it to act on.
    pub(super) fn check_effects(&mut self) {
        let looked_at = self.looked_at();
        for (at, record) in self.pack.rule.iter().enumerate().filter(|(_, rule)| role(self.pack, rule) == Role::Veto) {
            match (record.effect, &record.cap) {
                (None, _) => {
                    let known = "\"refuse\" | \"cap\" | \"stop_year\"";
                    self.unstated("what the veto does", "否决的后果", "effect", known, record.span);
                }
                (Some(Effect::Cap), None) => {
                    self.unstated("the grade it caps at", "最高只能评到哪一等次", "cap", "cap = \"…\"", record.span);
                }
                (Some(Effect::Cap), Some(cap)) if !self.is_grade_of_a_verdict(&cap.value) => {
                    self.without_effect(record);
                }
                (Some(Effect::StopYear), _) if self.pack.verdict.is_empty() => self.without_effect(record),
                (Some(Effect::Refuse), _) if self.is_missed(at, &looked_at) => self.without_effect(record),
                _ => {}
            }
        }
    }

    /// The checks that verdicts look at, themselves or through others; nothing where there is no verdict to bind.
    fn looked_at(&mut self) -> Option<BTreeSet<CheckId>> {
        let verdicts: Vec<CheckId> =
            (0..self.pack.verdict.len()).flat_map(|at| self.checks_of(Slot::Verdict(at))).collect();
        let found = reached(&verdicts, |check| rests_on(&self.checks[check.0 as usize]));
        (!verdicts.is_empty()).then_some(found)
    }

    /// Whether there are verdicts and none looks at a rule; what is wrong with one without checks was reported.
    fn is_missed(&mut self, rule: usize, looked_at: &Option<BTreeSet<CheckId>>) -> bool {
        let own = self.checks_of(Slot::Rule(rule));
        let none_in = |seen: &BTreeSet<CheckId>| !own.is_empty() && !own.iter().any(|check| seen.contains(check));
        looked_at.as_ref().is_some_and(none_in)
    }

    fn is_grade_of_a_verdict(&self, grade: &str) -> bool {
        let scales = self.pack.verdict.iter().filter_map(|verdict| verdict.scale.as_ref());
        let has = |name: &pack::Text| {
            let scale = self.scales.iter().find(|scale| scale.id == name.value);
            scale.is_some_and(|scale| scale.grades.iter().any(|(known, _)| known == grade))
        };
        scales.into_iter().any(has)
    }

    fn without_effect(&mut self, record: &pack::Rule) {
        let diagnostic = Diagnostic::new(&VETO_WITHOUT_EFFECT).with("rule", record.id.as_str());
        self.diagnostics.push(diagnostic.at(record.id.0.span));
    }
}
