//! Earlier periods and days of the calendar.

use crate::formula::{BinaryOperator, Expression, Shape};
use crate::program::{Constant, Node};
use crate::quantity::{Dimension, Exact, day, parse_decimal};

use super::Compiler;
use super::expression::{Context, Type, Typed};

impl Compiler<'_> {
    /// `prev(x)`, `ago(x, 3)`: what the same unit had so many periods earlier; a standard of so many years earlier.
    pub(super) fn earlier(&mut self, argument: &Expression, years: u32, context: &Context<'_>) -> Option<Typed> {
        if let Shape::Name(name) = &argument.shape
            && self.pack.standard.iter().any(|standard| standard.id.as_str() == name)
            && self.schema.field(name).is_none()
        {
            return self.standard_earlier(argument, years, context);
        }
        let typed = self.expression(argument, context)?;
        Some(Typed { node: shifted(typed.node, years), kind: typed.kind })
    }

    fn standard_earlier(&mut self, argument: &Expression, years: u32, context: &Context<'_>) -> Option<Typed> {
        let typed = self.expression(argument, context)?;
        if !typed.node.any(&|node| matches!(node, Node::Year)) {
            let en = "the standard is not by year: put 年度 among its keys (by)";
            self.bad_argument("prev", "这张表不分年度：by 里要有 年度", en, context.at(&argument.range));
            return None;
        }
        Some(Typed { node: of_year(typed.node, years), kind: typed.kind })
    }

    /// A whole number that is written out.
    pub(super) fn count_of(&mut self, function: &str, argument: &Expression, context: &Context<'_>) -> Option<u32> {
        let written = match &argument.shape {
            Shape::Number { digits, unit: None, .. } => digits.parse().ok().filter(|count| (1..=99).contains(count)),
            _ => None,
        };
        if written.is_none() {
            let at = context.at(&argument.range);
            self.bad_argument(function, "这里要写一个整数，1 到 99", "takes a whole number from 1 to 99 here", at);
        }
        written
    }

    /// `over = years(3)`
    pub(super) fn years_of(&mut self, function: &str, argument: &Expression, context: &Context<'_>) -> Option<u32> {
        if let Shape::Call(word, arguments) = &argument.shape
            && word == "years"
            && let [count] = arguments.as_slice()
        {
            return self.count_of(function, &count.value, context);
        }
        let at = context.at(&argument.range);
        self.bad_argument(function, "over 只能写 years(年数)", "over takes years(how many)", at);
        None
    }

    /// `date(2020, 1, 1)`
    pub(super) fn date(&mut self, parts: [&Expression; 3], whole: &Expression, context: &Context<'_>) -> Option<Typed> {
        let number = |part: &Expression| match &part.shape {
            Shape::Number { digits, unit: None, .. } => digits.parse::<i32>().ok(),
            _ => None,
        };
        let [year, month, date] = parts.map(number);
        let Some(days) = year.zip(month).zip(date).and_then(|((year, month), date)| day(year, month, date)) else {
            let en = "takes a day of the calendar: date(2020, 1, 1)";
            self.bad_argument("date", "要写一个有的日子，例如 date(2020, 1, 1)", en, context.at(&whole.range));
            return None;
        };
        Some(Typed { node: Node::Number(constant(days)), kind: Type::Date })
    }

    /// Whole years from a day to the day of the assessment.
    pub(super) fn years_since(&mut self, from: &Expression, context: &Context<'_>) -> Option<Typed> {
        let typed = self.expression(from, context)?;
        self.expect_date(&typed, from, context)?;
        let node = Node::Years(Box::new(typed.node), Box::new(Node::AsOf));
        Some(Typed::number(node, Dimension::none()))
    }

    fn expect_date(&mut self, typed: &Typed, expression: &Expression, context: &Context<'_>) -> Option<()> {
        if typed.kind == Type::Date {
            return Some(());
        }
        self.mismatch(["日期", "a date"], &typed.kind, context.at(&expression.range));
        None
    }

    /// `as_of - 2 年`, `公布日期 - 招生日期`: nothing where neither side is a day.
    pub(super) fn date_arithmetic(
        &mut self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
        context: &Context<'_>,
    ) -> Option<Option<Typed>> {
        let sign = match operator {
            BinaryOperator::Add => 1,
            BinaryOperator::Subtract => -1,
            _ => return None,
        };
        if !self.is_date(left) {
            return None;
        }
        if let Some((months, days)) = span_of_time(right) {
            let start = self.expression(left, context);
            let node = |start: Typed| Node::Later(Box::new(start.node), sign * months, sign * days);
            return Some(start.map(|start| Typed { node: node(start), kind: Type::Date }));
        }
        Some(self.days_between(sign, left, right, context))
    }

    fn days_between(
        &mut self,
        sign: i32,
        left: &Expression,
        right: &Expression,
        context: &Context<'_>,
    ) -> Option<Typed> {
        let range = left.range.start..right.range.end;
        if sign > 0 || !self.is_date(right) {
            let en = "to a day are added or subtracted spans of time: 2 年, 6 个月, 30 天";
            self.bad_argument("date", "日期只能加减一段时间：2 年、6 个月、30 天", en, context.at(&range));
            return None;
        }
        let (a, b) = (self.expression(left, context)?, self.expression(right, context)?);
        let days = self.schema.units.parse("天").ok()?;
        let node = Node::Binary(BinaryOperator::Subtract, Box::new(a.node), Box::new(b.node));
        Some(Typed::number(self.scaled(node, &days.scale), days.dimension))
    }

    /// Whether an expression is a day, without saying what else may be wrong with it.
    fn is_date(&self, expression: &Expression) -> bool {
        match &expression.shape {
            Shape::Name(name) if name == "as_of" => true,
            Shape::Name(name) => {
                let field = self.schema.field(name).map(|field| self.schema[field].kind);
                field == Some(crate::table::Kind::Date)
            }
            Shape::Call(name, arguments) => match (name.as_str(), arguments.as_slice()) {
                ("date", _) => true,
                ("prev" | "ago" | "min" | "max" | "coalesce", [first, ..]) => self.is_date(&first.value),
                _ => false,
            },
            Shape::Binary(BinaryOperator::Add | BinaryOperator::Subtract, left, right) => {
                self.is_date(left) && span_of_time(right).is_some()
            }
            _ => false,
        }
    }
}

fn constant(days: i32) -> Constant {
    Exact::from(num_bigint::BigInt::from(days)).into()
}

/// A span of time that is written out, as months and days.
pub(super) fn span_of_time(expression: &Expression) -> Option<(i32, i32)> {
    let Shape::Number { digits, unit: Some(unit), .. } = &expression.shape else { return None };
    let count: i32 = parse_decimal(digits).filter(|count| count.is_integer())?.to_integer().try_into().ok()?;
    match unit.as_str() {
        "年" => Some((count.checked_mul(12)?, 0)),
        "个月" | "月" => Some((count, 0)),
        "天" | "日" => Some((0, count)),
        _ => None,
    }
}

/// The same node, so many periods earlier: in its fields where it is made of them, else as a whole.
fn shifted(node: Node, years: u32) -> Node {
    let inner = |node: Box<Node>| Box::new(shifted(*node, years));
    let all = |nodes: Vec<Node>| nodes.into_iter().map(|node| shifted(node, years)).collect();
    match node {
        Node::Number(_) | Node::Word(_) | Node::Stage | Node::Unit(_) => node,
        Node::Field(field) => Node::Previous(field, years),
        Node::Previous(field, earlier) => Node::Previous(field, earlier + years),
        Node::Scaled(node, factor) => Node::Scaled(inner(node), factor),
        Node::Up(grain, node) => Node::Up(grain, inner(node)),
        Node::Graded(node, words) => Node::Graded(inner(node), words),
        Node::Below(node) => Node::Below(inner(node)),
        Node::Negative(node) => Node::Negative(inner(node)),
        Node::Not(node) => Node::Not(inner(node)),
        Node::Derived(supplied, formula) => Node::Derived(inner(supplied), inner(formula)),
        Node::Binary(operator, a, b) => Node::Binary(operator, inner(a), inner(b)),
        Node::Coalesce(nodes) => Node::Coalesce(all(nodes)),
        Node::Scalar(function, nodes) => Node::Scalar(function, all(nodes)),
        other => Node::Earlier(Box::new(other), years),
    }
}

/// The same lookup, of so many years earlier.
fn of_year(node: Node, years: u32) -> Node {
    match node {
        Node::Year => {
            let years = Node::Number(constant(years as i32));
            Node::Binary(BinaryOperator::Subtract, Box::new(Node::Year), Box::new(years))
        }
        Node::Lookup(standard, keys) => {
            Node::Lookup(standard, keys.into_iter().map(|key| of_year(key, years)).collect())
        }
        Node::Scaled(inner, factor) => Node::Scaled(Box::new(of_year(*inner, years)), factor),
        other => other,
    }
}
