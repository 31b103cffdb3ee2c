//! TOML as a tree with a span on every key and value, before any key has a meaning.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Diagnostics, PACK_ENCODING, TOML_SYNTAX};
use crate::source::{SourceId, Sources, Span};

/// A value and where it stands.
#[derive(Debug, Clone)]
pub struct Node {
    /// The whole value, quotes included.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a TOML value is; numbers and dates as their literal text.
#[derive(Debug, Clone)]
pub enum Value {
    /// A text, decoded.
    Text(String),
    /// A number as written.
    Number(String),
    /// `true` or `false`.
    Truth(bool),
    /// A date as written.
    Date(String),
    /// An array.
    List(Vec<Node>),
    /// A table.
    Table(Vec<Entry>),
}

/// A key of a table and its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub span: Span,
    /// The value.
    pub node: Node,
}

impl Node {
    /// The value of a key, if this is a table that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let Value::Table(entries) = &self.value else { return None };
        entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        let Value::Table(entries) = &mut self.value else { return None };
        entries.iter_mut().find(|entry| entry.key == key).map(|entry| &mut entry.node)
    }

    /// The text, if this is one.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The members, if this is a list.
    pub fn list(&self) -> &[Node] {
        match &self.value {
            Value::List(nodes) => nodes,
            _ => &[],
        }
    }

    /// The entries, if this is a table.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Table(entries) => entries,
            _ => &[],
        }
    }

    /// Whether two values say the same, wherever they stand.
    pub fn same(&self, other: &Node) -> bool {
        match (&self.value, &other.value) {
            (Value::Text(a), Value::Text(b)) | (Value::Date(a), Value::Date(b)) => a == b,
            (Value::Number(a), Value::Number(b)) => {
                crate::quantity::parse_decimal(a) == crate::quantity::parse_decimal(b)
            }
            (Value::Truth(a), Value::Truth(b)) => a == b,
            (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same(b)),
            (Value::Table(a), Value::Table(b)) => {
                a.len() == b.len()
                    && a.iter().all(|entry| other.get(&entry.key).is_some_and(|node| entry.node.same(node)))
            }
            _ => false,
        }
    }
}

/// Reads a text as TOML; nothing of it where the syntax is broken, with every break that is one of its own.
pub fn parse(sources: &Sources, id: SourceId) -> (Option<Node>, Diagnostics) {
    let whole = sources.whole(id);
    let text = &sources.get(id).text;
    // No TOML holds a NUL: the text was in UTF-16, or whoever read the file put it where the bytes were no UTF-8.
    if let Some(at) = text.find('\0') {
        let first = whole.within(at, at + 1);
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(Diagnostic::new(&PACK_ENCODING).at(first));
        return (None, diagnostics);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        let tree = Node { span: whole, value: Value::Table(entries(table.get_ref(), whole)) };
        return (Some(tree), Diagnostics::default());
    }
    (None, breaks(text, whole))
}

/// What is wrong with the syntax of a text.
pub fn syntax(sources: &Sources, id: SourceId) -> Diagnostics {
    parse(sources, id).1
}

/// The first error of a text, then that of what follows the next header, and so on: a bracket left open makes
/// everything behind it wrong, and is one mistake.
fn breaks(text: &str, whole: Span) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let mut start = 0;
    while let Some(error) = first_error(&text[start..]) {
        let range = error.span().unwrap_or(0..text.len() - start);
        let span = whole.within(start + range.start, start + range.end);
        diagnostics.push(Diagnostic::new(&TOML_SYNTAX).with("detail", error.message()).at(span));
        let Some(next) = text[start + range.start..].find("\n[") else { break };
        start += range.start + next + 1;
    }
    diagnostics
}

fn first_error(text: &str) -> Option<toml::de::Error> {
    let errors = DeTable::parse_recoverable(text).1;
    errors.into_iter().min_by_key(|error| error.span().map_or(0, |range| range.start))
}

fn entries(table: &DeTable<'_>, whole: Span) -> Vec<Entry> {
    let entry = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| Entry {
        key: AsRef::<str>::as_ref(key.get_ref()).to_owned(),
        span: whole.within(key.span().start, key.span().end),
        node: node(value, whole),
    };
    let mut entries: Vec<Entry> = table.iter().map(entry).collect();
    entries.sort_by_key(|entry| entry.span.start);
    entries
}

fn node(value: &Spanned<DeValue<'_>>, whole: Span) -> Node {
    let value_of = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Number(number.as_str().to_owned()),
        DeValue::Float(number) => Value::Number(number.as_str().to_owned()),
        DeValue::Boolean(truth) => Value::Truth(*truth),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Array(list) => Value::List(list.iter().map(|member| node(member, whole)).collect()),
        DeValue::Table(table) => Value::Table(entries(table, whole)),
    };
    Node { span: whole.within(value.span().start, value.span().end), value: value_of }
}
