//! Calls of functions from outside: their arguments have the kinds and units they say.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::plugin::{FUNCTION_TAKEN, PLUGIN_UNIT};
use crate::formula::{Argument, Expression};
use crate::function::native::{Kind, Measure, Native, Parameter, Shape};
use crate::function::{self, FUNCTIONS};
use crate::program::{NativeCall, Node};
use crate::quantity::{Dimension, Unit};
use crate::source::Span;
use crate::table::Grain;

use super::Compiler;
use super::expression::{Context, Type, Typed};

/// Words of formulas that look like functions and are none.
const SPOKEN_FOR: [&str; 2] = ["section", "years"];

impl Compiler<'_> {
    pub(super) fn native_named(&self, name: &str) -> Option<Arc<Native>> {
        self.natives.iter().find(|function| function.name == name).cloned()
    }

    /// Names of functions, those from outside behind those built in.
    pub(super) fn function_names(&self) -> Vec<&str> {
        let own = FUNCTIONS.iter().map(|function| function.name);
        own.chain(self.natives.iter().map(|function| function.name.as_str())).collect()
    }

    /// Reports names that are taken twice.
    pub(super) fn check_natives(&mut self) {
        for (at, function) in self.natives.iter().enumerate() {
            let name = function.name.as_str();
            let is_built_in = function::find(name).is_some() || SPOKEN_FOR.contains(&name);
            let other = self.natives[..at].iter().find(|other| other.name == name);
            if !is_built_in && other.is_none() {
                continue;
            }
            let [zh, en] = match other.map(|other| other.from.plugin.as_str()) {
                Some(plugin) => [format!("插件 `{plugin}` 的函数"), format!("a function of the plugin `{plugin}`")],
                None => ["内置的函数".to_owned(), "a function that is built in".to_owned()],
            };
            let diagnostic = Diagnostic::new(&FUNCTION_TAKEN).with("plugin", &function.from.plugin).with("name", name);
            self.diagnostics.push(diagnostic.with("other_zh", zh).with("other", en).at(self.plugin_span(function)));
        }
    }

    fn plugin_span(&self, function: &Native) -> Span {
        let record = self.pack.plugin.iter().find(|plugin| plugin.id.as_str() == function.from.plugin);
        record.map_or(self.pack.pack.span, |record| record.id.0.span)
    }

    /// A call of a function from outside.
    pub(super) fn native(
        &mut self,
        function: &Arc<Native>,
        arguments: &[Argument],
        expression: &Expression,
        context: &Context<'_>,
    ) -> Option<Typed> {
        let parts = self.parts(&function.name, arguments, context)?;
        let rows = function.shape == Shape::Rows;
        let named = [parts.weight, parts.among, parts.over, parts.by]
            .into_iter()
            .flatten()
            .chain(parts.filter.filter(|_| rows));
        if let Some(argument) = named.into_iter().next() {
            let zh = "只有汇总的插件函数能写 where，别的命名参数都没有";
            let en = "takes no named argument but `where`, and that only where it aggregates";
            self.bad_argument(&function.name, zh, en, context.at(&argument.range));
            return None;
        }
        if parts.values.len() != function.parameters.len() {
            let names: Vec<&str> = function.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
            let zh = format!("参数应当依次是：{}", names.join("、"));
            let en = format!("its arguments are, in order: {}", names.join(", "));
            self.bad_argument(&function.name, &zh, &en, context.at(&expression.range));
            return None;
        }
        let below = if rows { None } else { Some(self.rows_below(&function.name, &parts, expression, context)?) };
        let inner = match below {
            Some(grain) => Context { grain, members: None, member: None, ..context.clone() },
            None => context.clone(),
        };
        self.call_of(function, &parts, below, &inner, context)
    }

    fn call_of(
        &mut self,
        function: &Arc<Native>,
        parts: &super::aggregate::Parts<'_>,
        below: Option<Grain>,
        inner: &Context<'_>,
        context: &Context<'_>,
    ) -> Option<Typed> {
        let mut columns = Vec::new();
        let mut first = Dimension::none();
        for (at, (parameter, value)) in function.parameters.iter().zip(&parts.values).enumerate() {
            let typed = self.argument(function, parameter, value, inner)?;
            if let (0, Type::Number(dimension)) = (at, &typed.kind) {
                first = dimension.clone();
            }
            columns.push(typed.node);
        }
        let filter = match parts.filter {
            Some(filter) => Some(self.truth(filter, inner)?),
            None => None,
        };
        let filter = below.and_then(|grain| self.in_scope(filter, grain, context)).map(Box::new);
        let node = Node::Native(NativeCall { function: function.clone(), below, columns, filter });
        match &function.unit {
            Measure::Any => Some(Typed::number(node, first)),
            Measure::In(text) => {
                let unit = self.measured_in(function, text)?;
                Some(Typed::number(self.scaled(node, &unit.scale), unit.dimension))
            }
        }
    }

    /// An argument in the unit and of the kind its parameter says.
    fn argument(
        &mut self,
        function: &Native,
        parameter: &Parameter,
        value: &Expression,
        context: &Context<'_>,
    ) -> Option<Typed> {
        if parameter.kind == Kind::Group {
            let node = self.group(&function.name, value, context)?;
            return Some(Typed { node, kind: Type::Word(None) });
        }
        let typed = self.expression(value, context)?;
        match &parameter.kind {
            Kind::Truth => self.expect_truth(typed, context, &value.range).map(Typed::truth),
            Kind::Day if typed.kind == Type::Date => Some(typed),
            Kind::Day => {
                self.mismatch(["日期", "a date"], &typed.kind, context.at(&value.range));
                None
            }
            Kind::Number(measure) => {
                let own = self.expect_number(&typed, context, &value.range)?;
                let Measure::In(text) = measure else { return Some(Typed::number(typed.node, own)) };
                let unit = self.measured_in(function, text)?;
                if !unit.dimension.matches(&own) {
                    self.units_differ(&unit.dimension, &own, context.at(&value.range));
                    return None;
                }
                Some(Typed::number(self.scaled(typed.node, &unit.scale.recip()), own))
            }
            Kind::Group => None,
        }
    }

    fn measured_in(&mut self, function: &Native, text: &str) -> Option<Unit> {
        if text.is_empty() {
            return Some(Unit::none());
        }
        match self.schema.units.parse(text) {
            Ok(unit) => Some(unit),
            Err(_) => {
                let diagnostic = Diagnostic::new(&PLUGIN_UNIT).with("plugin", &function.from.plugin);
                let diagnostic = diagnostic.with("function", &function.name).with("unit", text);
                self.diagnostics.push(diagnostic.at(self.plugin_span(function)));
                None
            }
        }
    }
}
