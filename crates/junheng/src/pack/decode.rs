//! From a tree to typed records: every unknown key, missing key and wrong type is reported at once.

use crate::diagnostic::{BAD_ID, BAD_WORD, Diagnostic, Diagnostics, MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE, nearest};
use crate::quantity::{Exact, parse_decimal};
use crate::source::{Sources, Span};

use super::records::TwoLanguages;
use super::shape::Shape;
use super::tree::{Node, Value};

/// Where records are decoded: the texts, and what was wrong so far.
pub struct Decoder<'a> {
    /// The texts the spans point into.
    pub sources: &'a Sources,
    /// What was wrong so far.
    pub diagnostics: Diagnostics,
}

/// Something that can be read from a node of a pack.
pub trait Decode: Sized {
    /// Reads it; `None` after reporting what is wrong.
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self>;

    /// What an absent key means; `None` where the key is required.
    fn absent() -> Option<Self> {
        None
    }

    /// What such a value looks like.
    fn shape() -> Shape;
}

impl Decoder<'_> {
    /// Reports that something else was expected here.
    pub fn wrong_type<T>(&mut self, node: &Node, expected: [&str; 2]) -> Option<T> {
        let [zh, en] = expected;
        self.diagnostics.push(Diagnostic::new(&WRONG_TYPE).with("expected_zh", zh).with("expected", en).at(node.span));
        None
    }

    /// Checks that a node is a table with no other keys than `known`.
    pub fn table(&mut self, node: &Node, owner: &str, known: &[&str]) -> Option<()> {
        let Value::Table(entries) = &node.value else { return self.wrong_type(node, ["表", "a table"]) };
        for entry in entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            let guess = nearest(&entry.key, known.iter().copied());
            let listed = guess.map_or_else(|| known.join(", "), |guess| format!("`{guess}`?"));
            let unknown = Diagnostic::new(&UNKNOWN_KEY).with("owner", owner).with("key", &entry.key);
            self.diagnostics.push(unknown.with("known", listed).at(entry.span));
        }
        Some(())
    }

    /// Reads one key of a table.
    pub fn field<T: Decode>(&mut self, table: &Node, owner: &str, key: &str) -> Option<T> {
        if let Some(node) = table.get(key) {
            return T::decode(node, self);
        }
        let absent = T::absent();
        if absent.is_none() {
            self.diagnostics.push(Diagnostic::new(&MISSING_KEY).with("owner", owner).with("key", key).at(table.span));
        }
        absent
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        T::decode(node, decoder).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn shape() -> Shape {
        T::shape()
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Value::List(members) = &node.value else { return decoder.wrong_type(node, ["数组", "an array"]) };
        let decoded: Vec<Option<T>> = members.iter().map(|member| T::decode(member, decoder)).collect();
        Some(decoded.into_iter().flatten().collect())
    }

    fn absent() -> Option<Self> {
        Some(Vec::new())
    }

    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }
}

/// One value, or a list of them.
#[derive(Debug, Clone, Default)]
pub struct Many<T>(pub Vec<T>);

impl<T: Decode> Decode for Many<T> {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        if matches!(node.value, Value::List(_)) {
            return Vec::decode(node, decoder).map(Many);
        }
        T::decode(node, decoder).map(|value| Many(vec![value]))
    }

    fn absent() -> Option<Self> {
        Some(Many(Vec::new()))
    }

    fn shape() -> Shape {
        Shape::OneOf(vec![T::shape(), Vec::<T>::shape()])
    }
}

impl Decode for bool {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        match node.value {
            Value::Truth(truth) => Some(truth),
            _ => decoder.wrong_type(node, ["true 或 false", "true or false"]),
        }
    }

    fn absent() -> Option<Self> {
        Some(false)
    }

    fn shape() -> Shape {
        Shape::Truth
    }
}

/// A text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The whole literal, quotes included.
    pub span: Span,
    /// The decoded text.
    pub value: String,
}

impl Text {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.value
    }
}

impl Decode for Text {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        match &node.value {
            Value::Text(value) => Some(Text { span: node.span, value: value.clone() }),
            _ => decoder.wrong_type(node, ["文本", "a text"]),
        }
    }

    fn shape() -> Shape {
        Shape::Text
    }
}

/// An identifier: ASCII snake_case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Id(pub Text);

impl Id {
    /// The identifier.
    pub fn as_str(&self) -> &str {
        &self.0.value
    }
}

impl Decode for Id {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let text = Text::decode(node, decoder)?;
        let tail = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
        if text.value.starts_with(|first: char| first.is_ascii_lowercase()) && text.value.chars().all(tail) {
            return Some(Id(text));
        }
        decoder.diagnostics.push(Diagnostic::new(&BAD_ID).with("id", &text.value).at(text.span));
        None
    }

    fn shape() -> Shape {
        Shape::Id
    }
}

/// The name of a base unit, or any other symbol that need not be ASCII.
#[derive(Debug, Clone)]
pub struct Symbol(pub Text);

impl Decode for Symbol {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        Text::decode(node, decoder).map(Symbol)
    }

    fn shape() -> Shape {
        Shape::Text
    }
}

/// A number, exactly as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Where it stands.
    pub span: Span,
    /// As written.
    pub literal: String,
    /// Its exact value.
    pub exact: Exact,
}

impl Decode for Number {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Value::Number(literal) = &node.value else { return decoder.wrong_type(node, ["数", "a number"]) };
        let Some(exact) = parse_decimal(literal) else {
            return decoder.wrong_type(node, ["十进制数", "a decimal number"]);
        };
        Some(Number { span: node.span, literal: literal.clone(), exact })
    }

    fn shape() -> Shape {
        Shape::Number
    }
}

/// A text in both languages; a bare text is Chinese and serves for both.
#[derive(Debug, Clone, Default)]
pub struct Title {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

impl Decode for Title {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        if let Value::Text(zh) = &node.value {
            return Some(Title { zh: zh.clone(), en: zh.clone() });
        }
        let TwoLanguages { zh, en, .. } = TwoLanguages::decode(node, decoder)?;
        Some(Title { en: en.map_or_else(|| zh.value.clone(), |en| en.value), zh: zh.value })
    }

    fn shape() -> Shape {
        Shape::OneOf(vec![Shape::Text, TwoLanguages::shape()])
    }
}

/// A formula as written, with the place of its first character where the literal has no escapes.
#[derive(Debug, Clone)]
pub struct Formula {
    /// The whole literal.
    pub span: Span,
    /// The text.
    pub text: String,
    /// The byte where the text begins in its source; `None` where escapes move the places.
    pub start: Option<u32>,
}

impl Formula {
    /// The span of bytes `start..end` of the formula's text.
    pub fn part(&self, start: usize, end: usize) -> Span {
        match self.start {
            Some(first) => self.span.within(first as usize + start, first as usize + end),
            None => self.span,
        }
    }
}

impl Decode for Formula {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let text = match &node.value {
            Value::Text(text) => text.clone(),
            Value::Number(literal) => literal.clone(),
            _ => return decoder.wrong_type(node, ["公式（文本）或数", "a formula (a text) or a number"]),
        };
        let start = decoder.sources.slice(node.span).find(&text).map(|at| node.span.start + at as u32);
        Some(Formula { span: node.span, text, start })
    }

    fn shape() -> Shape {
        Shape::formula()
    }
}

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Days since 1970-01-01.
    pub days: i32,
    /// Where it stands.
    pub span: Span,
}

impl Decode for Date {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let days = match &node.value {
            Value::Date(text) => crate::quantity::parse_date(text),
            _ => None,
        };
        match days {
            Some(days) => Some(Date { days, span: node.span }),
            None => decoder.wrong_type(node, ["日期，例如 2024-12-31", "a date such as 2024-12-31"]),
        }
    }

    fn shape() -> Shape {
        Shape::Date
    }
}

/// Reads one of a fixed set of words.
pub fn word<T: Copy>(node: &Node, decoder: &mut Decoder<'_>, words: &[(&str, T)]) -> Option<T> {
    let text = Text::decode(node, decoder)?;
    let found = words.iter().find(|(word, _)| *word == text.value).map(|(_, value)| *value);
    if found.is_none() {
        let known = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" | ");
        decoder
            .diagnostics
            .push(Diagnostic::new(&BAD_WORD).with("word", &text.value).with("known", known).at(text.span));
    }
    found
}

/// Declares an enum whose values are words of the pack language; what a word means is its doc comment.
macro_rules! words {
    ($( $(#[doc = $doc:literal])* $name:ident { $( $(#[doc = $member_doc:literal])* $member:ident $word:literal ),* $(,)? } )*) => { $(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $( $(#[doc = $member_doc])* $member ),* }

        impl $name {
            /// The word of the pack language.
            pub fn word(self) -> &'static str {
                match self { $( $name::$member => $word ),* }
            }

            /// What a word of the pack language means.
            pub fn from_word(word: &str) -> Option<Self> {
                [$( $name::$member ),*].into_iter().find(|known| known.word() == word)
            }
        }

        impl Decode for $name {
            fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
                crate::pack::decode::word(node, decoder, &[$( ($word, $name::$member) ),*])
            }

            fn shape() -> crate::pack::shape::Shape {
                crate::pack::shape::Shape::Word(&[$( ($word, concat!($($member_doc),*)) ),*])
            }
        }
    )* };
}

/// Declares records of the pack language: one struct, its keys, how it is read and described, in one place.
macro_rules! record {
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
    ($( $(#[doc = $doc:literal])* $name:ident $owner:literal { $( $(#[doc = $field_doc:literal])* $field:ident $(as $key:literal)? : $type:ty ),* $(,)? } )*) => { $(
        $(#[doc = $doc])*
        #[derive(Debug, Clone)]
        pub struct $name {
            /// The whole record.
            pub span: Span,
            $( $(#[doc = $field_doc])* pub $field: $type ),*
        }

        impl $name {
            /// What such a record may say.
            pub fn record() -> crate::pack::shape::Record {
                let keys = vec![$( crate::pack::shape::Key {
                    name: record!(@key $field $($key)?),
                    doc: concat!($($field_doc),*),
                    shape: <$type>::shape(),
                    required: <$type>::absent().is_none(),
                } ),*];
                crate::pack::shape::Record { name: stringify!($name), owner: $owner, doc: concat!($($doc),*), keys }
            }
        }

        impl Decode for $name {
            fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
                decoder.table(node, $owner, &[$( record!(@key $field $($key)?) ),*])?;
                $( let $field = decoder.field::<$type>(node, $owner, record!(@key $field $($key)?)); )*
                Some(Self { span: node.span, $( $field: $field? ),* })
            }

            fn shape() -> crate::pack::shape::Shape {
                crate::pack::shape::Shape::Record(Self::record)
            }
        }
    )* };
}

pub(crate) use {record, words};
