//! Calls of functions that are no aggregates.

use crate::diagnostic::{BAD_ARGUMENT, Diagnostic, UNKNOWN_FUNCTION, hints};
use crate::formula::{Argument, Expression, Shape};
use crate::function::{self, Form, Scalar, UnitOf};
use crate::program::Node;
use crate::quantity::Dimension;
use crate::source::Span;

use super::Compiler;
use super::expression::{Context, Type, Typed};

impl Compiler<'_> {
    pub(super) fn call(
        &mut self,
        name: &str,
        arguments: &[Argument],
        expression: &Expression,
        context: &Context<'_>,
    ) -> Option<Typed> {
        let Some(function) = function::find(name) else {
            if let Some(function) = self.native_named(name) {
                return self.native(&function, arguments, expression, context);
            }
            self.unknown_function(name, expression, context);
            return None;
        };
        match &function.form {
            Form::Fold(_) | Form::Grouped(_) | Form::Truths(_) => {
                self.aggregate(function, arguments, expression, context)
            }
            Form::Scalar(scalar) => self.scalar(function, scalar, arguments, expression, context),
            Form::Special => self.special(name, arguments, expression, context),
        }
    }

    pub(super) fn unknown_function(&mut self, name: &str, expression: &Expression, context: &Context<'_>) {
        /// Named by the design, still to come.
        const PLANNED: &str = "quantile";
        if name == PLANNED {
            self.not_yet(name, context.at(&expression.range));
            return;
        }
        let [zh, en] = hints(name, &self.function_names());
        let diagnostic = Diagnostic::new(&UNKNOWN_FUNCTION).with("name", name).with("hint_zh", zh).with("hint", en);
        self.diagnostics.push(diagnostic.at(context.at(&expression.range)));
    }

    pub(super) fn bad_argument(&mut self, function: &str, zh: &str, en: &str, at: Span) {
        let diagnostic =
            Diagnostic::new(&BAD_ARGUMENT).with("function", function).with("detail_zh", zh).with("detail", en);
        self.diagnostics.push(diagnostic.at(at));
    }

    pub(super) fn scalar(
        &mut self,
        function: &'static function::Function,
        scalar: &Scalar,
        arguments: &[Argument],
        expression: &Expression,
        context: &Context<'_>,
    ) -> Option<Typed> {
        let (fewest, most) = scalar.arity;
        if !(fewest..=most).contains(&arguments.len()) {
            self.bad_argument(
                function.name,
                "参数个数不对",
                "wrong number of arguments",
                context.at(&expression.range),
            );
            return None;
        }
        let mut nodes = Vec::new();
        let mut unit = Dimension::none();
        for (at, argument) in arguments.iter().enumerate() {
            let typed = self.expression(&argument.value, context)?;
            let dimension = self.expect_number(&typed, context, &argument.value.range)?;
            if at == 0 && scalar.unit == UnitOf::First {
                unit = dimension;
            }
            nodes.push(typed.node);
        }
        Some(Typed::number(Node::Scalar(function, nodes), unit))
    }

    pub(super) fn special(
        &mut self,
        name: &str,
        arguments: &[Argument],
        expression: &Expression,
        context: &Context<'_>,
    ) -> Option<Typed> {
        match (name, arguments) {
            ("if", [condition, then, otherwise]) => {
                self.conditional(&condition.value, &then.value, &otherwise.value, context)
            }
            ("coalesce", [_, ..]) => self.coalesce(arguments, context),
            ("prev", [argument]) => self.earlier(&argument.value, 1, context),
            ("ago", [argument, years]) => {
                let years = self.count_of("ago", &years.value, context)?;
                self.earlier(&argument.value, years, context)
            }
            ("points", [argument]) => self.points_of(&argument.value, context),
            ("rate", [argument]) => self.rate(&argument.value, context),
            ("met" | "value" | "grade", [argument]) => self.word_of(name, &argument.value, context),
            ("below", [argument]) => self.below(&argument.value, context),
            ("rank", [_, ..]) => self.rank(arguments, expression, context),
            ("pick", [_, _, ..]) => self.pick(arguments, expression, context),
            ("date", [year, month, day]) => self.date([year, month, day].map(|part| &part.value), expression, context),
            ("years_since", [from]) => self.years_since(&from.value, context),
            _ => {
                self.bad_argument(name, "参数个数不对", "wrong number of arguments", context.at(&expression.range));
                None
            }
        }
    }

    /// Reports two values that cannot stand for each other.
    pub(super) fn same_kind(
        &mut self,
        a: &Typed,
        b: &Typed,
        context: &Context<'_>,
        range: &std::ops::Range<usize>,
    ) -> Option<()> {
        match (&a.kind, &b.kind) {
            (Type::Number(first), Type::Number(second)) if first.matches(second) => Some(()),
            (Type::Number(first), Type::Number(second)) => {
                self.units_differ(first, second, context.at(range));
                None
            }
            (Type::Truth, Type::Truth) | (Type::Word(_), Type::Word(_)) | (Type::Date, Type::Date) => Some(()),
            (Type::Grade(first), Type::Grade(second)) if first == second => Some(()),
            (expected, found) => {
                let [zh, en] = expected.names();
                self.mismatch([&zh, &en], found, context.at(range));
                None
            }
        }
    }

    pub(super) fn coalesce(&mut self, arguments: &[Argument], context: &Context<'_>) -> Option<Typed> {
        let mut all: Vec<Typed> = Vec::new();
        for argument in arguments {
            let typed = self.expression(&argument.value, context)?;
            if let Some(first) = all.first() {
                self.same_kind(&first.clone(), &typed, context, &argument.value.range)?;
            }
            all.push(typed);
        }
        let kind = all.first()?.kind.clone();
        Some(Typed { node: Node::Coalesce(all.into_iter().map(|typed| typed.node).collect()), kind })
    }

    pub(super) fn word_of(&mut self, word: &str, argument: &Expression, context: &Context<'_>) -> Option<Typed> {
        let Shape::Name(name) = &argument.shape else {
            self.bad_argument(word, "只能写一个条款", "takes a rule", context.at(&argument.range));
            return None;
        };
        if let Some(check) = self.verdict_check(name) {
            return self.of_check(word, check, argument, context);
        }
        let Some(slot) = self.names.item(name) else {
            let known: Vec<String> = self.names.known_items().map(str::to_owned).collect();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            self.report_unknown_among(name, argument, context, &known);
            return None;
        };
        let checks = self.checks_of(slot);
        match (word, checks.as_slice()) {
            ("met", checks) if checks.len() > 1 => Some(self.all_met(checks, argument, context)),
            (_, [check]) => self.of_check(word, *check, argument, context),
            (_, []) => None,
            _ => {
                self.several(name, argument, context);
                None
            }
        }
    }
}
