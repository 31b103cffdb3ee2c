//! Points in formulas: of a rule, of a section, of the whole.

use crate::formula::{BinaryOperator, Expression, Shape};
use crate::function::find;
use crate::pack::Role;
use crate::program::{CheckId, Node, Over};
use crate::quantity::Dimension;
use crate::table::Presence;

use super::Compiler;
use super::expression::{Context, Typed};
use super::names::role;

impl Compiler<'_> {
    /// `points(section(a))`, `points(rule)`.
    pub(super) fn points_of(&mut self, expression: &Expression, context: &Context<'_>) -> Option<Typed> {
        let checks = self.scored_in("points", expression, context)?;
        Some(self.sum_of(Node::Points, &checks, expression, context))
    }

    /// `rate(section(a))`, `rate(rule)`, `rate(total)`: points as a share of what can be had where it applies.
    pub(super) fn rate(&mut self, expression: &Expression, context: &Context<'_>) -> Option<Typed> {
        let checks = self.scored_in("rate", expression, context)?;
        let points = self.sum_of(Node::Points, &checks, expression, context).node;
        let full = self.sum_of(Node::Full, &checks, expression, context).node;
        let node = Node::Binary(BinaryOperator::Divide, Box::new(points), Box::new(full));
        Some(Typed::number(node, Dimension::none()))
    }

    /// The rules whose points are meant: of a section, of the whole, or one.
    fn scored_in(&mut self, function: &str, expression: &Expression, context: &Context<'_>) -> Option<Vec<CheckId>> {
        match &expression.shape {
            Shape::Call(word, arguments) if word == "section" => self.section(arguments, expression, context),
            Shape::Name(name) if name == "total" => Some(self.checks_with_role(Role::Scored)),
            Shape::Name(name) => match self.names.item(name) {
                Some(slot) => Some(self.checks_of(slot)),
                None => {
                    let known: Vec<String> = self.names.known_items().map(str::to_owned).collect();
                    let known: Vec<&str> = known.iter().map(String::as_str).collect();
                    self.report_unknown_among(name, expression, context, &known);
                    None
                }
            },
            _ => {
                let at = context.at(&expression.range);
                self.bad_argument(function, "只能写一个条款或一个部分", "takes a rule or a section", at);
                None
            }
        }
    }

    /// Points as a share of full points.
    pub(super) fn rate_of(&self, check: CheckId) -> Typed {
        let (points, full) = (Box::new(Node::Points(check)), Box::new(Node::Full(check)));
        Typed::number(Node::Binary(BinaryOperator::Divide, points, full), Dimension::none())
    }

    /// The points of all rules of a role: `total`, `bonus`.
    pub(super) fn points_with_role(&mut self, wanted: Role, context: &Context<'_>) -> Typed {
        let checks = self.checks_with_role(wanted);
        let whole = Expression { range: 0..context.formula.text.len(), shape: Shape::Name(wanted.word().to_owned()) };
        self.sum_of(Node::Points, &checks, &whole, context)
    }

    fn checks_with_role(&mut self, wanted: Role) -> Vec<CheckId> {
        let slots = self.slots_where(|rule| role(self.pack, rule) == wanted);
        self.all_checks(&slots)
    }

    /// The sum of points, or of full points, of those checks that give any.
    fn sum_of(
        &mut self,
        what: fn(CheckId) -> Node,
        checks: &[CheckId],
        expression: &Expression,
        context: &Context<'_>,
    ) -> Typed {
        let dimension = self.points_dimension();
        let mut members = Vec::new();
        for check in
            checks.iter().filter(|check| self.checks[check.0 as usize].score.is_some()).copied().collect::<Vec<_>>()
        {
            let grain = self.checks[check.0 as usize].grain;
            let typed = Typed::number(what(check), dimension.clone());
            members.extend(self.seen(typed, grain, expression, context).map(|typed| (typed.node, None)));
        }
        match find("sum") {
            Some(sum) => Typed::number(Node::Fold(sum, Over::Members(members)), dimension),
            None => Typed::number(Node::Absent(Presence::Nothing), dimension),
        }
    }
}
