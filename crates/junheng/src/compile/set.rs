//! Words that name a set of rules: a role, a section.

use crate::diagnostic::{Diagnostic, EMPTY_SET, UNKNOWN_NAME, hints};
use crate::formula::{Argument, Expression, Shape};
use crate::pack::{Effect, Role, Rule};
use crate::program::CheckId;

use super::Compiler;
use super::check::Slot;
use super::expression::Context;
use super::names::{role, rules_in};

impl Compiler<'_> {
    /// The rules a set word names: a role, a section.
    pub(super) fn set(&mut self, expression: &Expression, context: &Context<'_>) -> Option<Option<Vec<CheckId>>> {
        if let Shape::Call(word, arguments) = &expression.shape
            && word == "section"
        {
            return Some(self.section(arguments, expression, context));
        }
        let Shape::Name(word) = &expression.shape else { return None };
        let wanted = match word.as_str() {
            "gate" => Role::Gate,
            "required" => Role::Required,
            "veto" => Role::Veto,
            "scored" => Role::Scored,
            _ => return None,
        };
        let slots = self.slots_where(|rule| role(self.pack, rule) == wanted && acts_in_formulas(rule));
        self.warn_of_none(&slots, expression, context);
        Some(Some(self.all_checks(&slots)))
    }

    /// A condition on rules of which there is none can never be decided.
    fn warn_of_none(&mut self, slots: &[Slot], expression: &Expression, context: &Context<'_>) {
        if slots.is_empty() {
            let word = &context.formula.text[expression.range.clone()];
            self.diagnostics.push(Diagnostic::new(&EMPTY_SET).with("set", word).at(context.at(&expression.range)));
        }
    }

    /// The rules that satisfy something, in the order of the pack.
    pub(super) fn slots_where(&self, wanted: impl Fn(&Rule) -> bool) -> Vec<Slot> {
        let rules = self.pack.rule.iter().enumerate();
        rules.filter(|(_, rule)| wanted(rule)).map(|(at, _)| Slot::Rule(at)).collect()
    }

    pub(super) fn all_checks(&mut self, slots: &[Slot]) -> Vec<CheckId> {
        slots.iter().flat_map(|slot| self.checks_of(*slot)).collect()
    }

    pub(super) fn section(
        &mut self,
        arguments: &[Argument],
        whole: &Expression,
        context: &Context<'_>,
    ) -> Option<Vec<CheckId>> {
        let [Argument { value: expression @ Expression { shape: Shape::Name(name), .. }, .. }] = arguments else {
            self.bad_argument("section", "只能写一个部分", "takes one section", context.at(&whole.range));
            return None;
        };
        if !self.pack.section.iter().any(|section| section.id.as_str() == name) {
            let known: Vec<&str> = self.pack.section.iter().map(|section| section.id.as_str()).collect();
            let [zh, en] = hints(name, &known);
            let diagnostic =
                Diagnostic::new(&UNKNOWN_NAME).with("name", name).with("what_zh", "部分").with("what", "section");
            self.diagnostics.push(diagnostic.with("hint_zh", zh).with("hint", en).at(context.at(&expression.range)));
            return None;
        }
        let slots: Vec<Slot> = rules_in(self.pack, name).into_iter().map(Slot::Rule).collect();
        self.warn_of_none(&slots, whole, context);
        Some(self.all_checks(&slots))
    }
}

/// Whether a rule counts in a set word: a veto that caps or ends the year acts on the verdict by itself.
fn acts_in_formulas(rule: &Rule) -> bool {
    !matches!(rule.effect, Some(Effect::Cap | Effect::StopYear))
}
