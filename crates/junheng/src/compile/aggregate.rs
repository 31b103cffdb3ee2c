//! Many values to one: over the units below, or over the members of an item.

use crate::diagnostic::{Diagnostic, MISSING_WEIGHT};
use crate::formula::{Argument, BinaryOperator, Expression, Shape};
use crate::function::{Form, Function, Truths, UnitOf, find};
use crate::program::{CheckId, Node, Over};
use crate::quantity::Dimension;
use crate::table::{Grain, Presence};

use super::Compiler;
use super::expression::{Context, MEMBER_WORDS, Typed};
use super::names::is_below;

/// Every name in an expression.
pub fn names_in(expression: &Expression, out: &mut Vec<String>) {
    walk(expression, out, false);
}

/// Names in an expression; what stands in an aggregate of its own is left out where `outer`.
fn walk(expression: &Expression, out: &mut Vec<String>, outer: bool) {
    match &expression.shape {
        Shape::Name(name) => out.push(name.clone()),
        Shape::Number { raw: Some(raw), .. } => out.push(raw.clone()),
        Shape::Number { .. } => {}
        Shape::List(members) => members.iter().for_each(|member| walk(member, out, outer)),
        Shape::Negative(inner) | Shape::Not(inner) => walk(inner, out, outer),
        Shape::Binary(_, left, right) | Shape::In(left, right) => {
            walk(left, out, outer);
            walk(right, out, outer);
        }
        Shape::Call(name, arguments) => {
            let own =
                find(name).is_some_and(|function| function.form.folds() || matches!(function.form, Form::Truths(_)));
            if !(outer && own) {
                arguments.iter().for_each(|argument| walk(&argument.value, out, outer));
            }
        }
    }
}

/// The arguments of an aggregate.
pub(super) struct Parts<'e> {
    pub(super) values: Vec<&'e Expression>,
    pub(super) filter: Option<&'e Expression>,
    pub(super) weight: Option<&'e Expression>,
    pub(super) among: Option<&'e Expression>,
    pub(super) over: Option<&'e Expression>,
    pub(super) by: Option<&'e Expression>,
}

impl Compiler<'_> {
    pub(super) fn aggregate(
        &mut self,
        function: &'static Function,
        arguments: &[Argument],
        expression: &Expression,
        context: &Context<'_>,
    ) -> Option<Typed> {
        let parts = self.parts(function.name, arguments, context)?;
        let Some(first) = parts.values.first().copied() else {
            self.bad_argument(function.name, "缺少参数", "an argument is missing", context.at(&expression.range));
            return None;
        };
        self.groups_stated(function, &parts, expression, context)?;
        if parts.by.is_some() {
            return self.over_rows(function, &parts, expression, context);
        }
        if parts.among.is_some() || parts.over.is_some() {
            return self.over_own_grain(function, &parts, expression, context);
        }
        if let Some(set) = self.set(first, context) {
            let set = set?;
            return match &function.form {
                Form::Truths(question) => Some(self.truths_of(*question, &set, first, context)),
                _ => {
                    self.bad_argument(
                        function.name,
                        "条款集合只能用 all、any、count、share",
                        "a set of rules takes all, any, count or share",
                        context.at(&first.range),
                    );
                    None
                }
            };
        }
        if parts.values.len() > 1 {
            return self.of_values(function, &parts, context);
        }
        if context.members.is_some() && self.looks_at_members(&parts) {
            return self.over_members(function, &parts, context);
        }
        self.over_rows(function, &parts, expression, context)
    }

    fn unknown_named(&mut self, function: &str, unknown: &str, at: crate::source::Span) {
        let zh = format!("没有叫 `{unknown}` 的参数，可以写 where、weight、among、over、by");
        let en = format!("there is no argument `{unknown}`: it takes where, weight, among, over, by");
        self.bad_argument(function, &zh, &en, at);
    }

    pub(super) fn parts<'e>(
        &mut self,
        function: &str,
        arguments: &'e [Argument],
        context: &Context<'_>,
    ) -> Option<Parts<'e>> {
        let mut parts = Parts { values: Vec::new(), filter: None, weight: None, among: None, over: None, by: None };
        for argument in arguments {
            if let Some(unknown) = self.unknown_argument(argument, context) {
                self.unknown_named(function, &unknown, context.at(&argument.value.range));
                return None;
            }
            match argument.name.as_deref() {
                None => parts.values.push(&argument.value),
                Some("where") => parts.filter = Some(&argument.value),
                Some("weight") => parts.weight = Some(&argument.value),
                Some("among") => parts.among = Some(&argument.value),
                Some("over") => parts.over = Some(&argument.value),
                Some("by") => parts.by = Some(&argument.value),
                Some(other) => {
                    self.unknown_named(function, other, context.at(&argument.value.range));
                    return None;
                }
            }
        }
        Some(parts)
    }

    /// `wait = 在校生数`: an ASCII word that means nothing, set equal to something, was meant as an argument.
    fn unknown_argument(&self, argument: &Argument, context: &Context<'_>) -> Option<String> {
        let Shape::Binary(BinaryOperator::Equal, left, _) = &argument.value.shape else { return None };
        let Shape::Name(name) = &left.shape else { return None };
        let of_member = context.members.is_some() && MEMBER_WORDS.contains(&name.as_str());
        (name.is_ascii() && !of_member && !self.is_known(name, context)).then(|| name.clone())
    }

    fn truths_of(
        &mut self,
        question: Truths,
        checks: &[CheckId],
        expression: &Expression,
        context: &Context<'_>,
    ) -> Typed {
        let met = |compiler: &mut Self, check: &CheckId| {
            compiler.met(*check, expression, context).map(|typed| (typed.node, None))
        };
        let members: Vec<_> = checks.iter().filter_map(|check| met(self, check)).collect();
        let node = Node::Truths(question, Over::Members(members));
        match question {
            Truths::All | Truths::Any => Typed::truth(node),
            Truths::Count | Truths::Share => Typed::number(node, Dimension::none()),
        }
    }

    /// Whether all of several checks are met.
    pub(super) fn all_met(&mut self, checks: &[CheckId], expression: &Expression, context: &Context<'_>) -> Typed {
        self.truths_of(Truths::All, checks, expression, context)
    }

    /// `max(a, b)`: values of the same row.
    fn of_values(&mut self, function: &'static Function, parts: &Parts<'_>, context: &Context<'_>) -> Option<Typed> {
        let mut members = Vec::new();
        let mut dimension: Option<Dimension> = None;
        for value in &parts.values {
            let typed = self.expression(value, context)?;
            let own = self.expect_number(&typed, context, &value.range)?;
            if let Some(first) = dimension.as_ref().filter(|first| !first.matches(&own)) {
                self.units_differ(&first.clone(), &own, context.at(&value.range));
                return None;
            }
            dimension.get_or_insert(own);
            members.push((typed.node, None));
        }
        Some(Typed::number(Node::Fold(function, Over::Members(members)), dimension?))
    }

    fn looks_at_members(&self, parts: &Parts<'_>) -> bool {
        let mut names = Vec::new();
        parts.values.iter().chain(&parts.filter).for_each(|part| walk(part, &mut names, true));
        names.iter().any(|name| MEMBER_WORDS.contains(&name.as_str()))
    }

    fn over_members(&mut self, function: &'static Function, parts: &Parts<'_>, context: &Context<'_>) -> Option<Typed> {
        let checks = context.members.clone()?;
        let mut members = Vec::new();
        let mut dimension = Dimension::none();
        for check in checks {
            let inner = Context { member: Some(check), members: None, ..context.clone() };
            let filter = match parts.filter {
                Some(filter) => Some(self.truth(filter, &inner)?),
                None => None,
            };
            let value = self.member_value(function, parts.values[0], &inner, &mut dimension)?;
            members.push((value, filter));
        }
        Some(self.folded(function, Over::Members(members), dimension))
    }

    pub(super) fn truth(&mut self, expression: &Expression, context: &Context<'_>) -> Option<Node> {
        let typed = self.expression(expression, context)?;
        self.expect_truth(typed, context, &expression.range)
    }

    pub(super) fn member_value(
        &mut self,
        function: &Function,
        value: &Expression,
        context: &Context<'_>,
        dimension: &mut Dimension,
    ) -> Option<Node> {
        if matches!(function.form, Form::Truths(_)) {
            return self.truth(value, context);
        }
        let typed = self.expression(value, context)?;
        *dimension = self.expect_number(&typed, context, &value.range)?;
        Some(typed.node)
    }

    pub(super) fn folded(&self, function: &'static Function, over: Over, dimension: Dimension) -> Typed {
        match &function.form {
            Form::Truths(question @ (Truths::All | Truths::Any)) => Typed::truth(Node::Truths(*question, over)),
            Form::Truths(question) => Typed::number(Node::Truths(*question, over), Dimension::none()),
            Form::Fold(fold) if fold.unit == UnitOf::First => Typed::number(Node::Fold(function, over), dimension),
            _ => Typed::number(Node::Fold(function, over), Dimension::none()),
        }
    }

    fn over_rows(
        &mut self,
        function: &'static Function,
        parts: &Parts<'_>,
        expression: &Expression,
        context: &Context<'_>,
    ) -> Option<Typed> {
        let grain = self.rows_below(function.name, parts, expression, context)?;
        let inner = Context { grain, members: None, member: None, ..context.clone() };
        let mut dimension = Dimension::none();
        let value = self.member_value(function, parts.values[0], &inner, &mut dimension);
        let filter = match parts.filter {
            Some(filter) => Some(self.truth(filter, &inner)?),
            None => None,
        };
        let weight = self.weight(function, parts, expression, &inner)?;
        let by = match parts.by {
            Some(by) => Some(Box::new(self.group(function.name, by, &inner)?)),
            None => None,
        };
        let filter = self.in_scope(filter, grain, context).map(Box::new);
        let over = Over::Rows { grain, value: Box::new(value?), filter, weight: weight.map(Box::new), by };
        Some(self.folded(function, over, dimension))
    }

    /// The grain an aggregate goes over; `None` after reporting that there is none.
    pub(super) fn rows_below(
        &mut self,
        function: &str,
        parts: &Parts<'_>,
        expression: &Expression,
        context: &Context<'_>,
    ) -> Option<Grain> {
        let deepest = self.deepest(parts, context);
        if deepest.is_none() {
            // A name that means nothing is the likelier mistake.
            let told = self.diagnostics.len();
            self.expression(parts.values[0], context);
            if self.diagnostics.len() == told {
                let en = "nothing here is about units below: all names are of this level or above";
                self.bad_argument(function, "这里没有下级单元的数据可以汇总", en, context.at(&expression.range));
            }
        }
        deepest
    }

    /// The weight of each row; `weight = 1` is none. `None` after reporting one that is missing.
    pub(super) fn weight(
        &mut self,
        function: &Function,
        parts: &Parts<'_>,
        expression: &Expression,
        context: &Context<'_>,
    ) -> Option<Option<Node>> {
        let required = function.form.is_weighted();
        let Some(weight) = parts.weight else {
            if required {
                self.diagnostics.push(
                    Diagnostic::new(&MISSING_WEIGHT).with("function", function.name).at(context.at(&expression.range)),
                );
                return None;
            }
            return Some(None);
        };
        if !required {
            self.bad_argument(function.name, "不用权重", "takes no weight", context.at(&weight.range));
            return None;
        }
        let typed = self.expression(weight, context)?;
        self.expect_number(&typed, context, &weight.range)?;
        Some(Some(typed.node))
    }

    /// A filter that also keeps to the scope of the rule, where rows of this grain can be in or out of it.
    pub(super) fn in_scope(&self, filter: Option<Node>, grain: Grain, context: &Context<'_>) -> Option<Node> {
        let scope = context.scope.and_then(|check| {
            let own = self.checks[check.0 as usize].grain;
            if own == grain {
                return Some(Node::Met(check));
            }
            is_below(&self.schema, grain, own).then(|| Node::Up(own, Box::new(Node::Met(check))))
        });
        // Who is out of scope is not there at all, unlike who only fails the filter.
        match (scope, filter) {
            (Some(scope), filter) => {
                let counts = filter.unwrap_or(Node::Number(num_rational::BigRational::from_integer(1.into()).into()));
                Some(Node::If(Box::new(scope), Box::new(counts), Box::new(Node::Absent(Presence::NotApplicable))))
            }
            (None, filter) => filter,
        }
    }

    /// The grain an aggregate goes over: the lowest of those its names belong to.
    fn deepest(&mut self, parts: &Parts<'_>, context: &Context<'_>) -> Option<Grain> {
        let mut names = Vec::new();
        parts
            .values
            .iter()
            .chain(&parts.filter)
            .chain(&parts.weight)
            .for_each(|expression| walk(expression, &mut names, true));
        let mut deepest: Option<Grain> = None;
        for name in names {
            let Some(grain) =
                self.grain_of(&name, context).filter(|grain| is_below(&self.schema, *grain, context.grain))
            else {
                continue;
            };
            if deepest.is_none_or(|known| is_below(&self.schema, grain, known)) {
                deepest = Some(grain);
            }
        }
        deepest
    }

    /// The lowest of the grains the keys of a standard belong to.
    fn lowest_key(&self, standard: &crate::pack::Standard) -> Option<Grain> {
        let keys = standard.by.iter().filter_map(|key| self.schema.field(&key.value));
        let grains = keys.map(|field| super::schema::home(&self.schema, field));
        grains.reduce(|a, b| if is_below(&self.schema, b, a) { b } else { a })
    }

    fn grain_of(&mut self, name: &str, context: &Context<'_>) -> Option<Grain> {
        let own = if let Some(check) = context.it.filter(|_| name == "it") {
            self.checks[check.0 as usize].grain
        } else if let Some(field) = self.schema.field(name) {
            super::schema::home(&self.schema, field)
        } else if let Some(standard) = self.pack.standard.iter().find(|standard| standard.id.as_str() == name) {
            self.lowest_key(standard)?
        } else {
            let slot = self.names.item(name)?;
            let checks = self.checks_of(slot);
            self.checks[checks.first()?.0 as usize].grain
        };
        let by_stage = context.grain.staged && !self.has_stage(own) && own.level != context.grain.level;
        Some(if by_stage { Grain::staged(own.level) } else { own })
    }
}
