//! Verdicts, and what is printed of a pack.

use crate::pack::{self, Cite, PerStage, Role, Text};
use crate::program::{Check, CheckId, Node, Rule, Test, Verdict};
use crate::table::Grain;

use super::Compiler;
use super::check::Slot;
use super::grade::worst_grade;
use super::names::role;

impl Compiler<'_> {
    pub(super) fn verdict(&mut self, record: &pack::Verdict) -> Vec<CheckId> {
        let levels: Vec<Text> = record.level.iter().cloned().collect();
        let Some(grain) = self.grain(&levels, record.per_stage) else { return Vec::new() };
        let mut check = self.draft(
            record.id.as_str(),
            record.title.clone().unwrap_or_default(),
            grain,
            record.id.0.span,
            Test::Ask(Vec::new()),
        );
        check.is_verdict = true;
        check.members = self.members(&record.of);
        let Some(own) = self.verdict_itself(record, check) else { return Vec::new() };
        if record.per_stage != Some(PerStage::Each) {
            return vec![own];
        }
        let staged = self.checks[own.0 as usize].clone();
        let grading = staged.grading.as_ref().map(|grading| worst_grade(grading, own, grain));
        let test = Test::Truth(Node::RollUp(own));
        let whole = self.add(Check { grain: Grain::whole(grain.level), test, grading, ..staged });
        vec![own, whole]
    }

    pub(super) fn verdicts(&mut self, rules: &[Rule]) -> Vec<Verdict> {
        let mut verdicts = Vec::new();
        for (at, record) in self.pack.verdict.iter().enumerate() {
            let checks = self.checks_of(Slot::Verdict(at));
            let (by_stage, whole) = match checks.as_slice() {
                [whole] => (None, *whole),
                [by_stage, whole] => (Some(*by_stage), *whole),
                _ => continue,
            };
            let mut seen = Vec::new();
            seen.extend(rests_on(&self.checks[by_stage.unwrap_or(whole).0 as usize]));
            let shows = |rule: &Rule| {
                rule.main
                    .iter()
                    .chain(rule.members.iter().filter(|_| rule.main.is_none()).map(|(_, check)| check))
                    .any(|check| seen.contains(check))
            };
            let rules = (0..rules.len()).filter(|at| shows(&rules[*at])).collect();
            verdicts.push(Verdict {
                id: record.id.as_str().to_owned(),
                title: record.title.clone().unwrap_or_default(),
                by_stage,
                whole,
                rules,
            });
        }
        verdicts
    }

    pub(super) fn rules(&mut self) -> Vec<Rule> {
        let mut rules = Vec::new();
        for (at, record) in self.pack.rule.iter().enumerate() {
            let checks = self.checks_of(Slot::Rule(at));
            if let Some(rule) = self.printed(record, &checks) {
                rules.push(rule);
            }
        }
        let counted: Vec<CheckId> =
            rules.iter().flat_map(|rule| rule.members.iter().map(|(_, check)| *check)).collect();
        for (at, record) in self.pack.measure.iter().enumerate() {
            for check in self.checks_of(Slot::Measure(at)).into_iter().filter(|check| !counted.contains(check)) {
                rules.push(measure_rule(record, check, cite(&record.cite)));
            }
        }
        rules
    }

    pub(super) fn printed(&self, record: &pack::Rule, checks: &[CheckId]) -> Option<Rule> {
        let item = |check: &CheckId| {
            let told = &self.checks[check.0 as usize];
            (if told.item.is_empty() { told.id.clone() } else { told.item.clone() }, *check)
        };
        let (main, members) = match checks {
            [] => return None,
            [main] if record.for_each.is_empty() => {
                let members = if record.of.is_empty() {
                    Vec::new()
                } else {
                    self.checks[main.0 as usize].members.iter().map(item).collect()
                };
                (Some(*main), members)
            }
            // One finding for each level: the first is that of the rule, the others stand beside it.
            [main, others @ ..] if record.for_each.is_empty() => (Some(*main), others.iter().map(item).collect()),
            several => (None, several.iter().map(item).collect()),
        };
        Some(Rule {
            id: record.id.as_str().to_owned(),
            code: record.code.as_ref().map_or_else(String::new, |code| code.value.clone()),
            title: record.title.clone().unwrap_or_default(),
            role: role(self.pack, record),
            main,
            members,
            within: record.within.as_ref().map(|within| within.value.clone()),
            cite: cite(&record.cite),
            reading: record.reading.as_ref().map_or_else(String::new, |reading| reading.value.clone()),
            fidelity: record.fidelity,
            evidence: record.evidence.iter().map(|evidence| evidence.title.zh.clone()).collect(),
            duty: self.duty(record),
            is_obligation: false,
            if_not: None,
            span: record.id.0.span,
        })
    }

    /// Who is responsible for a rule: as it says, else as the nearest section above it says.
    fn duty(&self, record: &pack::Rule) -> Vec<String> {
        let mut duty = &record.duty.0;
        let mut place = record.within.as_ref();
        for _ in 0..=self.pack.section.len() {
            let Some(here) = place.filter(|_| duty.is_empty()) else { break };
            let Some(section) = self.pack.section.iter().find(|section| section.id.as_str() == here.value) else {
                break;
            };
            duty = &section.duty.0;
            place = section.within.as_ref();
        }
        duty.iter().map(|who| who.value.clone()).collect()
    }
}

fn measure_rule(record: &pack::Measure, check: CheckId, cite: String) -> Rule {
    Rule {
        id: record.id.as_str().to_owned(),
        code: record.code.as_ref().map_or_else(String::new, |code| code.value.clone()),
        title: record.title.clone(),
        role: Role::Reference,
        main: Some(check),
        members: Vec::new(),
        within: None,
        cite,
        reading: record.reading.as_ref().map_or_else(String::new, |reading| reading.value.clone()),
        fidelity: record.fidelity,
        evidence: Vec::new(),
        duty: Vec::new(),
        is_obligation: false,
        if_not: None,
        span: record.id.0.span,
    }
}

pub(super) fn cite(cite: &Option<Cite>) -> String {
    cite.as_ref().map_or_else(String::new, ToString::to_string)
}

/// The checks whose values a check is made from.
pub(super) fn values_in(check: &Check) -> Vec<CheckId> {
    match check.test {
        Test::Limit { .. } => rests_on(check),
        _ => Vec::new(),
    }
}

/// The checks a check is made from.
pub(super) fn rests_on(check: &Check) -> Vec<CheckId> {
    let mut found = Vec::new();
    match &check.test {
        Test::Limit { value: node, .. } | Test::Truth(node) => checks_in(node, &mut found),
        Test::Ask(_) | Test::Graded => {}
    }
    if let Some(grading) = &check.grading {
        let conditions = grading.lines.iter().filter_map(|(condition, _)| condition.when.as_ref());
        let nodes = conditions.chain(grading.waivers.iter().map(|waiver| &waiver.when)).chain(&grading.taken);
        nodes.for_each(|node| checks_in(node, &mut found));
        found.extend(grading.caps.iter().map(|(veto, _)| *veto).chain(grading.stops.iter().copied()));
    }
    found
}

/// Every check a node looks at.
pub(super) fn checks_in(node: &Node, out: &mut Vec<CheckId>) {
    out.extend(node.check());
    node.children().into_iter().for_each(|child| checks_in(child, out));
}
