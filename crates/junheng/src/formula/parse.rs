//! Tokens to a tree. Precedence, from loose to tight: `or`, `and`, `not`, comparison, `+ -`, `* /`, `-x`.

use std::ops::Range;

use super::Fault;
use super::lex::{Lexed, Token, lex};

/// A part of a formula and where it stands, in bytes of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it is.
    pub shape: Shape,
}

/// The shapes of an expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A number, with a unit where one stands behind it; `raw` is both as written, for names that begin with a digit.
    Number {
        /// The digits.
        digits: String,
        /// The unit.
        unit: Option<String>,
        /// Digits and unit without a space between them.
        raw: Option<String>,
    },
    /// A name.
    Name(String),
    /// `[a, b]`
    List(Vec<Expression>),
    /// `-x`
    Negative(Box<Expression>),
    /// `not x`
    Not(Box<Expression>),
    /// Two operands.
    Binary(BinaryOperator, Box<Expression>, Box<Expression>),
    /// `x in [a, b]`
    In(Box<Expression>, Box<Expression>),
    /// `f(a, b, weight = c)`
    Call(String, Vec<Argument>),
}

/// An argument, named or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// `weight` in `weight = …`.
    pub name: Option<String>,
    /// The value.
    pub value: Expression,
}

/// Operators with two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinaryOperator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
    /// `and`
    And,
    /// `or`
    Or,
}

impl BinaryOperator {
    /// As it is shown in an explanation.
    pub fn symbol(self) -> &'static str {
        match self {
            BinaryOperator::Add => "+",
            BinaryOperator::Subtract => "-",
            BinaryOperator::Multiply => "×",
            BinaryOperator::Divide => "÷",
            BinaryOperator::Equal => "=",
            BinaryOperator::NotEqual => "≠",
            BinaryOperator::Less => "<",
            BinaryOperator::LessEqual => "≤",
            BinaryOperator::Greater => ">",
            BinaryOperator::GreaterEqual => "≥",
            BinaryOperator::And => "且",
            BinaryOperator::Or => "或",
        }
    }
}

/// Arguments that have a name.
const NAMED: [&str; 9] = ["where", "weight", "over", "among", "by", "order", "ties", "beyond", "group"];

/// Deeper nesting than any author writes; keeps the parser's stack bounded.
const DEEPEST: usize = 64;

/// More operators than any author writes in one formula; bounds the depth of the tree.
const LONGEST: usize = 128;

/// Reads a whole formula.
pub fn parse(text: &str) -> Result<Expression, Fault> {
    let mut parser = Parser { text, tokens: lex(text)?, at: 0, depth: 0, joined: 0 };
    let expression = parser.expression(0)?;
    match parser.tokens.get(parser.at) {
        None => Ok(expression),
        Some(extra) => Err(Fault::new(extra.range.clone(), "这里多出一段", "this is one part too many")),
    }
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Lexed>,
    at: usize,
    depth: usize,
    joined: usize,
}

/// How tightly an operator binds, and which it is.
fn infix(token: &Token) -> Option<(u8, BinaryOperator)> {
    use BinaryOperator::*;
    Some(match token {
        Token::Name(word) if word == "or" || word == "或" => (1, Or),
        Token::Name(word) if word == "and" || word == "且" => (2, And),
        Token::Sign("=") => (4, Equal),
        Token::Sign("!=") => (4, NotEqual),
        Token::Sign("<") => (4, Less),
        Token::Sign("<=") => (4, LessEqual),
        Token::Sign(">") => (4, Greater),
        Token::Sign(">=") => (4, GreaterEqual),
        Token::Sign("+") => (5, Add),
        Token::Sign("-") => (5, Subtract),
        Token::Sign("*") => (6, Multiply),
        Token::Sign("/") => (6, Divide),
        _ => return None,
    })
}

const BINDING_OF_NOT: u8 = 3;
const BINDING_OF_IN: u8 = 4;
const BINDING_OF_MINUS: u8 = 7;

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|lexed| &lexed.token)
    }

    fn next(&mut self) -> Result<Lexed, Fault> {
        let end = self.text.len();
        let lexed = self.tokens.get(self.at).cloned();
        self.at += 1;
        lexed.ok_or_else(|| Fault::new(end..end, "公式没有写完", "the formula ends too early"))
    }

    fn is_sign(&self, sign: &str) -> bool {
        matches!(self.peek(), Some(Token::Sign(found)) if *found == sign)
    }

    fn expect(&mut self, sign: &'static str) -> Result<Lexed, Fault> {
        let found = self.next()?;
        if found.token == Token::Sign(sign) {
            return Ok(found);
        }
        Err(Fault::new(found.range, format!("这里应当是 `{sign}`"), format!("expected `{sign}` here")))
    }

    fn expression(&mut self, least: u8) -> Result<Expression, Fault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Fault::new(0..self.text.len(), "括号嵌套太深", "nested too deeply"));
        }
        let mut left = self.prefix()?;
        while let Some((binding, operator)) = self.operator(least) {
            self.joined += 1;
            if self.joined > LONGEST {
                return Err(Fault::new(
                    0..self.text.len(),
                    "公式太长，请拆成几个指标",
                    "too long: make several measures of it",
                ));
            }
            self.at += 1;
            let right = self.expression(binding + 1)?;
            left = joined(operator, left, right);
        }
        self.depth -= 1;
        Ok(left)
    }

    /// The operator that comes next, if it binds at least as tightly as `least`; `in` is none of the binary ones.
    fn operator(&self, least: u8) -> Option<(u8, Option<BinaryOperator>)> {
        let found = match self.peek()? {
            Token::Name(word) if word == "in" => (BINDING_OF_IN, None),
            token => infix(token).map(|(binding, operator)| (binding, Some(operator)))?,
        };
        (found.0 >= least).then_some(found)
    }

    fn prefix(&mut self) -> Result<Expression, Fault> {
        let first = self.next()?;
        match first.token {
            Token::Number(digits) => Ok(self.number(digits, first.range)),
            Token::Name(word) if word == "not" || word == "非" => {
                let inner = self.expression(BINDING_OF_NOT)?;
                let range = first.range.start..inner.range.end;
                Ok(Expression { range, shape: Shape::Not(Box::new(inner)) })
            }
            Token::Name(word) if self.is_sign("(") => self.call(word, first.range.start),
            Token::Name(word) if self.is_sign(":") => self.qualified(word, first.range.start),
            Token::Name(word) => Ok(Expression { range: first.range, shape: Shape::Name(word) }),
            Token::Sign("-") => {
                let inner = self.expression(BINDING_OF_MINUS)?;
                let range = first.range.start..inner.range.end;
                Ok(Expression { range, shape: Shape::Negative(Box::new(inner)) })
            }
            Token::Sign("(") => {
                let inner = self.expression(0)?;
                let end = self.expect(")")?.range.end;
                Ok(Expression { range: first.range.start..end, ..inner })
            }
            Token::Sign("[") => self.list(first.range.start),
            Token::Sign(sign) => {
                Err(Fault::new(first.range, format!("`{sign}` 不能写在这里"), format!("`{sign}` cannot stand here")))
            }
        }
    }

    /// A number and the unit behind it; `/` belongs to the unit only where no space stands around it.
    fn number(&mut self, digits: String, range: Range<usize>) -> Expression {
        let mut end = range.end;
        let mut unit = None;
        if let Some(Lexed { token: Token::Name(word), range: place }) =
            self.tokens.get(self.at).filter(|lexed| !is_operator(&lexed.token))
        {
            unit = Some(word.clone());
            end = place.end;
            self.at += 1;
            while let Some((word, after)) = self.denominator(end) {
                unit = unit.map(|unit| format!("{unit}/{word}"));
                end = after;
                self.at += 2;
            }
        }
        let glued = unit.is_some() && !self.text[range.start..end].contains(char::is_whitespace);
        let raw = glued.then(|| self.text[range.start..end].to_owned());
        Expression { range: range.start..end, shape: Shape::Number { digits, unit, raw } }
    }

    fn denominator(&self, end: usize) -> Option<(String, usize)> {
        let slash =
            self.tokens.get(self.at).filter(|lexed| lexed.token == Token::Sign("/") && lexed.range.start == end)?;
        let below = self.tokens.get(self.at + 1).filter(|lexed| lexed.range.start == slash.range.end)?;
        match &below.token {
            Token::Name(word) => Some((word.clone(), below.range.end)),
            _ => None,
        }
    }

    /// `section:a1` is one name.
    fn qualified(&mut self, word: String, start: usize) -> Result<Expression, Fault> {
        self.expect(":")?;
        let inner = self.next()?;
        match inner.token {
            Token::Name(rest) => {
                Ok(Expression { range: start..inner.range.end, shape: Shape::Name(format!("{word}:{rest}")) })
            }
            _ => Err(Fault::new(inner.range, "冒号后面应当是名称", "a name must follow the colon")),
        }
    }

    fn list(&mut self, start: usize) -> Result<Expression, Fault> {
        let mut members = Vec::new();
        while !self.is_sign("]") {
            members.push(self.expression(0)?);
            if !self.is_sign(",") {
                break;
            }
            self.at += 1;
        }
        let end = self.expect("]")?.range.end;
        Ok(Expression { range: start..end, shape: Shape::List(members) })
    }

    fn call(&mut self, function: String, start: usize) -> Result<Expression, Fault> {
        self.expect("(")?;
        let mut arguments = Vec::new();
        while !self.is_sign(")") {
            let name = self.argument_name();
            arguments.push(Argument { name, value: self.expression(0)? });
            if !self.is_sign(",") {
                break;
            }
            self.at += 1;
        }
        let end = self.expect(")")?.range.end;
        Ok(Expression { range: start..end, shape: Shape::Call(function, arguments) })
    }

    fn argument_name(&mut self) -> Option<String> {
        let Some(Token::Name(word)) = self.peek() else { return None };
        let follows = self.tokens.get(self.at + 1).is_some_and(|lexed| lexed.token == Token::Sign("="));
        if !follows || !NAMED.contains(&word.as_str()) {
            return None;
        }
        let word = word.clone();
        self.at += 2;
        Some(word)
    }
}

fn joined(operator: Option<BinaryOperator>, left: Expression, right: Expression) -> Expression {
    let range = left.range.start..right.range.end;
    let (left, right) = (Box::new(left), Box::new(right));
    let shape = match operator {
        Some(operator) => Shape::Binary(operator, left, right),
        None => Shape::In(left, right),
    };
    Expression { range, shape }
}

fn is_operator(token: &Token) -> bool {
    matches!(token, Token::Name(word) if matches!(word.as_str(), "and" | "or" | "in" | "not" | "且" | "或" | "非"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(expression: &Expression) -> String {
        match &expression.shape {
            Shape::Number { digits, unit, .. } => format!("{digits}{}", unit.as_deref().unwrap_or("")),
            Shape::Name(name) => name.clone(),
            Shape::List(members) => format!("[{}]", members.iter().map(shown).collect::<Vec<_>>().join(" ")),
            Shape::Negative(inner) => format!("(- {})", shown(inner)),
            Shape::Not(inner) => format!("(not {})", shown(inner)),
            Shape::Binary(operator, left, right) => format!("({} {} {})", operator.symbol(), shown(left), shown(right)),
            Shape::In(left, right) => format!("(in {} {})", shown(left), shown(right)),
            Shape::Call(name, arguments) => {
                let shown: Vec<_> = arguments
                    .iter()
                    .map(|argument| format!("{}{}", argument.name.as_deref().unwrap_or(""), shown(&argument.value)))
                    .collect();
                format!("({name} {})", shown.join(" "))
            }
        }
    }

    fn tree(text: &str) -> String {
        parse(text).map_or_else(|fault| fault.detail[1].clone(), |expression| shown(&expression))
    }

    #[test]
    fn operators_bind_as_in_arithmetic() {
        assert_eq!(tree("a + b * c / d"), "(+ a (÷ (× b c) d))");
        assert_eq!(tree("a - b - c"), "(- (- a b) c)");
        assert_eq!(tree("not a = b and c or d"), "(或 (且 (not (= a b)) c) d)");
        assert_eq!(tree("-a * b"), "(× (- a) b)");
    }

    #[test]
    fn a_unit_stands_behind_its_number() {
        assert_eq!(tree("8000 元/生 * 学生数"), "(× 8000元/生 学生数)");
        assert_eq!(tree("100 生 / 班数"), "(÷ 100生 班数)");
        assert_eq!(tree("x >= 85 % and y"), "(且 (≥ x 85%) y)");
    }

    #[test]
    fn arguments_may_have_names() {
        assert_eq!(tree("cv(it, weight = 在校生数)"), "(cv it weight在校生数)");
        assert_eq!(tree("all(attainment >= 85 %, where = not met)"), "(all (≥ attainment 85%) where(not met))");
        assert_eq!(tree("count(办学类型 = 小学)"), "(count (= 办学类型 小学))");
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(tree("a +"), "the formula ends too early");
        assert_eq!(tree("a b"), "this is one part too many");
        assert_eq!(tree("(a"), "the formula ends too early");
        assert_eq!(tree("a @ b"), "unknown character “@”");
    }
}
