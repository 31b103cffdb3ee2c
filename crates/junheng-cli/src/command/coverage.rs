//! Which rules of a pack no case shows as met, or as not met.

use std::collections::BTreeSet;

use junheng::diagnostic::Language;
use junheng::program::{CheckId, Program, Rule, Test};

use super::expected::Findings;
use crate::input::Loaded;

/// The rules that some case expects in a state.
#[derive(Default)]
pub struct Coverage {
    met: BTreeSet<String>,
    not_met: BTreeSet<String>,
}

impl Coverage {
    /// Notes what a case expects.
    pub fn note(&mut self, expected: &Findings) {
        for (rule, state) in expected.states() {
            match state {
                "met" => self.met.insert(rule.to_owned()),
                "not_met" => self.not_met.insert(rule.to_owned()),
                _ => false,
            };
        }
    }
}

/// Rules that no case shows in a state.
pub struct Uncovered {
    state: [&'static str; 2],
    rules: Vec<String>,
}

impl Uncovered {
    /// The note on them.
    pub fn text(&self, language: Language) -> String {
        let rules = self.rules.join(", ");
        match language {
            Language::Chinese => format!("没有“{}”案例的条款：{rules}", self.state[0]),
            Language::English => format!("rules without a {} case: {rules}", self.state[1]),
        }
    }
}

/// What no case shows, of the rules the pack itself writes; those it inherits have their cases at home.
pub fn uncovered(loaded: &Loaded, coverage: &Coverage) -> Vec<Uncovered> {
    let own: Vec<&Rule> =
        loaded.program.rules.iter().filter(|rule| is_own(loaded, rule) && is_judged(&loaded.program, rule)).collect();
    let without =
        |known: &BTreeSet<String>| own.iter().map(|rule| rule.id.clone()).filter(|id| !known.contains(id)).collect();
    let states = [(["达标", "met"], without(&coverage.met)), (["不达标", "not_met"], without(&coverage.not_met))];
    states
        .into_iter()
        .filter(|(_, rules): &(_, Vec<String>)| !rules.is_empty())
        .map(|(state, rules)| Uncovered { state, rules })
        .collect()
}

fn is_own(loaded: &Loaded, rule: &Rule) -> bool {
    let file = &loaded.sources.get(rule.span.source).name;
    // The pack that was asked for is read last, after those it builds on.
    loaded.members.last().is_some_and(|own| own.files.iter().any(|(name, _)| name == file))
}

/// Whether findings on the rule have a state: a value without a limit has none.
fn is_judged(program: &Program, rule: &Rule) -> bool {
    let has_state = |check: &CheckId| {
        let told = program.check(*check);
        told.comparison.is_some() || !matches!(told.test, Test::Limit { .. })
    };
    rule.main.map_or_else(|| rule.members.iter().any(|(_, check)| has_state(check)), |main| has_state(&main))
}
