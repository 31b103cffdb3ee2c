//! Formulas of a register: names, words and units resolved; the language is that of packs, over the rows of one table.

mod word;

use junheng::diagnostic::{
    BAD_ARGUMENT, Diagnostic, Diagnostics, FORMULA_SYNTAX, TYPE_MISMATCH, UNIT_MISMATCH, UNKNOWN_FUNCTION,
    UNKNOWN_NAME, UNKNOWN_UNIT, hints,
};
use junheng::formula::{Argument, BinaryOperator, Expression, Shape, parse};
use junheng::quantity::{Dimension, day};
use junheng::source::Span;
use junheng::table::Schema;

use super::program::{Aggregate, Fold, Number, Over, Slot, SlotKind, Truth, Whole};

/// How formulas name the stage and the period of a row.
const STAGE: &str = "学段";
const PERIOD: &str = "period";
const FUNCTIONS: [(&str, Fold); 4] =
    [("count", Fold::Count), ("sum", Fold::Sum), ("max", Fold::Max), ("min", Fold::Min)];

/// Compiles the formulas of one register.
pub struct Compiler<'c> {
    /// The pack's stages and units.
    pub schema: &'c Schema,
    /// The values of a row; a word that an open one is compared with is added to it.
    pub slots: &'c mut [Slot],
    /// The aggregates so far.
    pub aggregates: &'c mut Vec<Aggregate>,
    /// Whether rows have a stage, and a period.
    pub keys: Keys,
    /// Where the text of the formula stands.
    pub span: Span,
    /// What is wrong with it.
    pub diagnostics: &'c mut Diagnostics,
}

/// Which keys rows have.
#[derive(Debug, Clone, Copy)]
pub struct Keys {
    /// A stage.
    pub stage: bool,
    /// A period.
    pub period: bool,
}

/// What a part of a formula is.
enum Typed {
    Truth(Truth),
    /// In base units, with its dimension.
    Number(Number, Dimension),
    Day(Number),
    Word(usize),
    Stage,
}

/// A dimension that any matches: that of 0.
type Measured<T> = (T, Option<Dimension>);

impl Compiler<'_> {
    /// A formula over aggregates, with its dimension; `None` where it is wrong, which is reported.
    pub fn whole(&mut self, text: &str) -> Option<Measured<Whole>> {
        match parse(text) {
            Ok(expression) => self.over_rows(&expression),
            Err(fault) => {
                let [zh, en] = &fault.detail;
                let at = self.at(&(fault.start..fault.end));
                self.push(Diagnostic::new(&FORMULA_SYNTAX).with("detail_zh", zh).with("detail", en).at(at))
            }
        }
    }

    fn over_rows(&mut self, expression: &Expression) -> Option<Measured<Whole>> {
        match &expression.shape {
            Shape::Number { digits, unit, .. } => {
                let (value, dimension) = self.literal(digits, unit.as_deref(), expression)?;
                Some((Whole::Literal(value), known(value, dimension)))
            }
            Shape::Negative(inner) => {
                let (inner, dimension) = self.over_rows(inner)?;
                Some((Whole::Negative(Box::new(inner)), dimension))
            }
            Shape::Binary(operator, left, right) if is_reckoning(*operator) => {
                let ((left, own), (right, other)) = (self.over_rows(left)?, self.over_rows(right)?);
                let dimension = self.reckoned(*operator, own, other, expression)?;
                Some((Whole::Reckoned(*operator, Box::new(left), Box::new(right)), dimension))
            }
            Shape::Call(name, arguments) => self.aggregate(name, arguments, expression),
            _ => self.wrong(
                expression,
                ["汇总函数的结果", "the result of an aggregate"],
                ["一行的内容", "a value of one row"],
            ),
        }
    }

    fn aggregate(&mut self, name: &str, given: &[Argument], at: &Expression) -> Option<Measured<Whole>> {
        let Some((_, fold)) = FUNCTIONS.iter().find(|(known, _)| *known == name) else {
            let [hint_zh, hint] = hints(name, &FUNCTIONS.map(|(known, _)| known));
            let place = self.at(&at.range);
            let diagnostic = Diagnostic::new(&UNKNOWN_FUNCTION).with("name", name).with("hint_zh", hint_zh);
            return self.push(diagnostic.with("hint", hint).at(place));
        };
        let (named, plain): (Vec<_>, Vec<_>) = given.iter().partition(|argument| argument.name.is_some());
        let allowed = named.iter().all(|argument| argument.name.as_deref() == Some("where"));
        if !allowed || named.len() > 1 || plain.len() > 1 || plain.is_empty() && *fold != Fold::Count {
            return self.bad_argument(name, at, [
                "写法是 count()、count(条件)、sum(数)、max(数)、min(数)，都可以加 where = 条件",
                "write count(), count(condition), sum(number), max(number) or min(number), each with where = condition at most",
            ]);
        }
        let filter = match named.first() {
            Some(argument) => Some(self.truth(&argument.value)?),
            None => None,
        };
        let (over, dimension) = match (plain.first(), fold) {
            (None, _) => (Over::Rows, Dimension::none()),
            (Some(argument), Fold::Count) => (Over::Truth(self.truth(&argument.value)?), Dimension::none()),
            (Some(argument), _) => {
                let (number, dimension) = self.number(&argument.value)?;
                (Over::Number(number), dimension)
            }
        };
        self.aggregates.push(Aggregate { fold: *fold, over, filter });
        Some((Whole::Aggregate(self.aggregates.len() - 1), Some(dimension)))
    }

    fn truth(&mut self, expression: &Expression) -> Option<Truth> {
        match self.typed(expression)? {
            Typed::Truth(truth) => Some(truth),
            other => self.wrong(expression, ["条件", "a condition"], what(&other)),
        }
    }

    fn number(&mut self, expression: &Expression) -> Option<(Number, Dimension)> {
        match self.typed(expression)? {
            Typed::Number(number, dimension) => Some((number, dimension)),
            other => self.wrong(expression, ["数", "a number"], what(&other)),
        }
    }

    fn typed(&mut self, expression: &Expression) -> Option<Typed> {
        match &expression.shape {
            Shape::Number { digits, unit, .. } => {
                let (value, dimension) = self.literal(digits, unit.as_deref(), expression)?;
                Some(Typed::Number(Number::Literal(value), dimension))
            }
            Shape::Name(name) => self.name(name, expression),
            Shape::Negative(inner) => {
                let (inner, dimension) = self.number(inner)?;
                Some(Typed::Number(Number::Negative(Box::new(inner)), dimension))
            }
            Shape::Not(inner) => Some(Typed::Truth(Truth::Not(Box::new(self.truth(inner)?)))),
            Shape::In(left, list) => self.among(left, list).map(Typed::Truth),
            Shape::Binary(operator, left, right) => self.binary(*operator, left, right, expression),
            Shape::Call(name, arguments) => self.date(name, arguments, expression),
            Shape::List(_) => {
                self.wrong(expression, ["数、词或条件", "a number, word or condition"], ["列表", "a list"])
            }
        }
    }

    fn name(&mut self, name: &str, at: &Expression) -> Option<Typed> {
        if let Some(slot) = self.slots.iter().position(|slot| slot.name == name) {
            return Some(match &self.slots[slot].kind {
                SlotKind::Word { .. } => Typed::Word(slot),
                SlotKind::Number { unit, .. } => Typed::Number(Number::Slot(slot), unit.dimension.clone()),
                SlotKind::Day => Typed::Day(Number::Slot(slot)),
            });
        }
        match name {
            STAGE if self.keys.stage => Some(Typed::Stage),
            PERIOD if self.keys.period => {
                let year = self.schema.units.parse("年").map_or_else(|_| Dimension::none(), |unit| unit.dimension);
                Some(Typed::Number(Number::Period, year))
            }
            _ => self.unknown(name, at),
        }
    }

    fn unknown<T>(&mut self, name: &str, at: &Expression) -> Option<T> {
        let mut known: Vec<&str> = self.slots.iter().map(|slot| slot.name.as_str()).collect();
        known
            .extend([(self.keys.stage, STAGE), (self.keys.period, PERIOD)].iter().filter(|key| key.0).map(|key| key.1));
        let [hint_zh, hint] = hints(name, &known);
        let place = self.at(&at.range);
        let diagnostic = Diagnostic::new(&UNKNOWN_NAME).with("name", name).with("what_zh", "列").with("what", "column");
        self.push(diagnostic.with("hint_zh", hint_zh).with("hint", hint).at(place))
    }

    fn binary(
        &mut self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
        at: &Expression,
    ) -> Option<Typed> {
        if matches!(operator, BinaryOperator::And | BinaryOperator::Or) {
            let (left, right) = (self.truth(left)?, self.truth(right)?);
            return Some(Typed::Truth(Truth::Both(operator, Box::new(left), Box::new(right))));
        }
        if is_reckoning(operator) {
            let ((left, own), (right, other)) = (self.number(left)?, self.number(right)?);
            let dimension = self.reckoned(operator, Some(own), Some(other), at)?.unwrap_or_default();
            return Some(Typed::Number(Number::Reckoned(operator, Box::new(left), Box::new(right)), dimension));
        }
        match self.typed(left)? {
            word @ (Typed::Word(_) | Typed::Stage) => self.equals(operator, &word, right, at).map(Typed::Truth),
            Typed::Number(number, dimension) => {
                let (other, its) = self.number(right)?;
                let zero = |number: &Number| matches!(number, Number::Literal(value) if value.abs() == 0.0);
                if !zero(&number) && !zero(&other) && !dimension.matches(&its) {
                    return self.units_differ(&dimension, &its, at);
                }
                Some(Typed::Truth(Truth::Compare(operator, number, other)))
            }
            Typed::Day(day) => match self.typed(right)? {
                Typed::Day(other) => Some(Typed::Truth(Truth::Compare(operator, day, other))),
                other => self.wrong(right, ["日期", "a day"], what(&other)),
            },
            other @ Typed::Truth(_) => self.wrong(left, ["数、词或日期", "a number, word or day"], what(&other)),
        }
    }

    /// `date(2020, 9, 1)`.
    fn date(&mut self, name: &str, arguments: &[Argument], at: &Expression) -> Option<Typed> {
        let part = |argument: &Argument| match &argument.value.shape {
            Shape::Number { digits, unit: None, .. } => digits.parse::<i32>().ok(),
            _ => None,
        };
        let parts: Option<Vec<i32>> = arguments.iter().map(part).collect();
        let found = match (name, parts.as_deref()) {
            ("date", Some([year, month, of_month])) => day(*year, *month, *of_month),
            _ => None,
        };
        match found {
            Some(day) => Some(Typed::Day(Number::Literal(f64::from(day)))),
            None => self.bad_argument(
                name,
                at,
                ["一行之内只能用 date(年, 月, 日)", "of one row only date(year, month, day) can be used"],
            ),
        }
    }

    fn literal(&mut self, digits: &str, unit: Option<&str>, at: &Expression) -> Option<(f64, Dimension)> {
        let Ok(unit) = self.schema.units.parse(unit.unwrap_or("")) else {
            let place = self.at(&at.range);
            return self.push(Diagnostic::new(&UNKNOWN_UNIT).with("unit", unit.unwrap_or("")).at(place));
        };
        let value = digits.parse::<f64>().ok()?;
        Some((unit.to_base(value), unit.dimension))
    }

    /// The dimension of two numbers reckoned together.
    fn reckoned(
        &mut self,
        operator: BinaryOperator,
        own: Option<Dimension>,
        other: Option<Dimension>,
        at: &Expression,
    ) -> Option<Option<Dimension>> {
        let sign = match operator {
            BinaryOperator::Multiply => 1,
            BinaryOperator::Divide => -1,
            _ => return self.added(own, other, at),
        };
        Some(Some(own.unwrap_or_default().times(&other.unwrap_or_default(), sign)))
    }

    fn added(
        &mut self,
        own: Option<Dimension>,
        other: Option<Dimension>,
        at: &Expression,
    ) -> Option<Option<Dimension>> {
        match (own, other) {
            (Some(own), Some(other)) if !own.matches(&other) => self.units_differ(&own, &other, at),
            (own, other) => Some(own.or(other)),
        }
    }

    fn units_differ<T>(&mut self, left: &Dimension, right: &Dimension, at: &Expression) -> Option<T> {
        let place = self.at(&at.range);
        self.push(Diagnostic::new(&UNIT_MISMATCH).with("left", left).with("right", right).at(place))
    }

    fn bad_argument<T>(&mut self, name: &str, at: &Expression, [zh, en]: [&str; 2]) -> Option<T> {
        let place = self.at(&at.range);
        let diagnostic = Diagnostic::new(&BAD_ARGUMENT).with("function", name);
        self.push(diagnostic.with("detail_zh", zh).with("detail", en).at(place))
    }

    fn wrong<T>(&mut self, at: &Expression, expected: [&str; 2], found: [&str; 2]) -> Option<T> {
        let place = self.at(&at.range);
        let diagnostic = Diagnostic::new(&TYPE_MISMATCH).with("expected_zh", expected[0]).with("expected", expected[1]);
        self.push(diagnostic.with("found_zh", found[0]).with("found", found[1]).at(place))
    }

    fn push<T>(&mut self, diagnostic: Diagnostic) -> Option<T> {
        self.diagnostics.push(diagnostic);
        None
    }

    /// The formula stands in quotes.
    fn at(&self, range: &std::ops::Range<usize>) -> Span {
        let start = self.span.start as usize + 1;
        self.span.within(start + range.start, start + range.end)
    }
}

/// A literal 0 goes with any unit.
fn known(value: f64, dimension: Dimension) -> Option<Dimension> {
    (value.abs() > 0.0).then_some(dimension)
}

fn is_reckoning(operator: BinaryOperator) -> bool {
    use BinaryOperator::{Add, Divide, Multiply, Subtract};
    matches!(operator, Add | Subtract | Multiply | Divide)
}

fn what(typed: &Typed) -> [&'static str; 2] {
    match typed {
        Typed::Truth(_) => ["条件", "a condition"],
        Typed::Number(..) => ["数", "a number"],
        Typed::Day(_) => ["日期", "a day"],
        Typed::Word(_) => ["词", "a word"],
        Typed::Stage => ["学段", "a stage"],
    }
}
