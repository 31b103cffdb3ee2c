//! Points in formulas: of a rule, of a section, of the whole.

use crate::formula::{Expression, Shape};
use crate::function::find;
use crate::pack::Role;
use crate::program::{CheckId, Node, Over};
use crate::table::Presence;

use super::Compiler;
use super::check::Slot;
use super::expression::{Context, Typed};
use super::names::role;

impl Compiler<'_> {
    /// `points(section(a))`, `points(rule)`.
    pub(super) fn points_of(&mut self, expression: &Expression, context: &Context<'_>) -> Option<Typed> {
        let checks = match &expression.shape {
            Shape::Call(word, arguments) if word == "section" => self.section(arguments, expression, context)?,
            Shape::Name(name) => match self.names.item(name) {
                Some(slot) => self.checks_of(slot),
                None => {
                    let known: Vec<String> = self.names.known_items().map(str::to_owned).collect();
                    let known: Vec<&str> = known.iter().map(String::as_str).collect();
                    self.report_unknown_among(name, expression, context, &known);
                    return None;
                }
            },
            _ => {
                let at = context.at(&expression.range);
                self.bad_argument("points", "只能写一个条款或一个部分", "takes a rule or a section", at);
                return None;
            }
        };
        Some(self.sum_of_points(&checks, expression, context))
    }

    /// The points of all scored rules.
    pub(super) fn total_points(&mut self, context: &Context<'_>) -> Typed {
        let scored = |rule: &&crate::pack::Rule| role(self.pack, rule) == Role::Scored;
        let slots: Vec<Slot> =
            self.pack.rule.iter().enumerate().filter(|(_, rule)| scored(rule)).map(|(at, _)| Slot::Rule(at)).collect();
        let checks = self.all_checks(&slots);
        let whole = Expression { range: 0..context.formula.text.len(), shape: Shape::Name("total".to_owned()) };
        self.sum_of_points(&checks, &whole, context)
    }

    pub(super) fn sum_of_points(
        &mut self,
        checks: &[CheckId],
        expression: &Expression,
        context: &Context<'_>,
    ) -> Typed {
        let scored: Vec<CheckId> =
            checks.iter().copied().filter(|check| self.checks[check.0 as usize].score.is_some()).collect();
        let member = |compiler: &mut Self, check: &CheckId| compiler.of_check("points", *check, expression, context);
        let members: Vec<_> =
            scored.iter().filter_map(|check| member(self, check)).map(|typed| (typed.node, None)).collect();
        let dimension = self.points_dimension();
        match find("sum") {
            Some(sum) => Typed::number(Node::Fold(sum, Over::Members(members)), dimension),
            None => Typed::number(Node::Absent(Presence::Nothing), dimension),
        }
    }
}
