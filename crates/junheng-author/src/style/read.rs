//! A sound TOML text as lines: headers, entries, comments, with nothing of their white space.

use toml_parser::Source;
use toml_parser::parser::{Event, EventKind, parse_document};

/// What stands in a line, or in the lines of one value.
pub enum Line {
    /// Nothing.
    Blank,
    /// A comment of its own.
    Comment(String),
    /// The header of a table, and the comment beside it.
    Header(String, Option<String>),
    /// A key and its value, and the comment beside it.
    Entry(String, Value, Option<String>),
}

/// A value as it is laid out.
pub enum Value {
    /// A text, a number, a day: as written.
    Scalar(String),
    /// An array.
    Array(Members),
    /// A table in braces.
    Table(Members),
}

/// What stands between brackets.
#[derive(Default)]
pub struct Members {
    /// Members, comments and blank lines.
    pub parts: Vec<Part>,
    /// Whether the author gave each member a line of its own.
    pub broken: bool,
}

/// A part of what stands between brackets.
pub enum Part {
    /// An empty line.
    Blank,
    /// A comment in a line of its own.
    Comment(String),
    /// A member, its key in a table, and the comment beside it.
    Member(Option<String>, Value, Option<String>),
}

/// The lines of a text that is sound.
pub fn lines(text: &str) -> Vec<Line> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut events: Vec<Event> = Vec::new();
    parse_document(&tokens, &mut events, &mut ());
    events.retain(|event| event.kind() != EventKind::Whitespace);
    let mut reader = Reader { text, events: events.into_iter().peekable() };
    let mut lines = Vec::new();
    while let Some(line) = reader.line() {
        lines.push(line);
    }
    lines
}

struct Reader<'a> {
    text: &'a str,
    events: std::iter::Peekable<std::vec::IntoIter<Event>>,
}

impl Reader<'_> {
    fn line(&mut self) -> Option<Line> {
        let line = match self.events.peek()?.kind() {
            EventKind::Newline => {
                self.events.next();
                return Some(Line::Blank);
            }
            EventKind::Comment => Line::Comment(self.raw()),
            EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                let header = self.raw() + &self.key() + &self.raw();
                Line::Header(header, self.comment())
            }
            _ => {
                let key = self.key();
                self.events.next();
                Line::Entry(key, self.value(), self.comment())
            }
        };
        self.events.next_if(|event| event.kind() == EventKind::Newline);
        Some(line)
    }

    /// The characters of the next event.
    fn raw(&mut self) -> String {
        let range = self.events.next().map_or(0..0, |event| event.span().start()..event.span().end());
        self.text[range].trim_end().to_owned()
    }

    /// A comment in the same line.
    fn comment(&mut self) -> Option<String> {
        let follows = self.events.peek().is_some_and(|event| event.kind() == EventKind::Comment);
        follows.then(|| self.raw())
    }

    /// A key with its dots.
    fn key(&mut self) -> String {
        let mut key = String::new();
        let is_part = |event: &Event| matches!(event.kind(), EventKind::SimpleKey | EventKind::KeySep);
        while self.events.peek().is_some_and(is_part) {
            key.push_str(&self.raw());
        }
        key
    }

    fn value(&mut self) -> Value {
        match self.events.peek().map(Event::kind) {
            Some(EventKind::ArrayOpen) => Value::Array(self.members(EventKind::ArrayClose)),
            Some(EventKind::InlineTableOpen) => Value::Table(self.members(EventKind::InlineTableClose)),
            _ => Value::Scalar(self.scalar()),
        }
    }

    /// A scalar as written: the white space at the end of a text over several lines is part of it.
    fn scalar(&mut self) -> String {
        let range = self.events.next().map_or(0..0, |event| event.span().start()..event.span().end());
        self.text[range].to_owned()
    }

    fn members(&mut self, close: EventKind) -> Members {
        self.events.next();
        let mut members = Members::default();
        // Whether nothing has been read in this line since the last line break.
        let mut fresh = false;
        while let Some(event) = self.events.peek() {
            match event.kind() {
                kind if kind == close => break,
                EventKind::ValueSep => drop(self.events.next()),
                EventKind::Newline => {
                    self.events.next();
                    if fresh {
                        members.parts.push(Part::Blank);
                    }
                    (fresh, members.broken) = (true, true);
                }
                EventKind::Comment => {
                    let comment = self.raw();
                    members.add_comment(comment, fresh);
                    fresh = false;
                }
                _ => {
                    members.parts.push(self.member());
                    fresh = false;
                }
            }
        }
        self.events.next();
        members
            .parts
            .truncate(members.parts.iter().rposition(|part| !matches!(part, Part::Blank)).map_or(0, |at| at + 1));
        members
    }

    fn member(&mut self) -> Part {
        let key = self.key();
        if key.is_empty() {
            return Part::Member(None, self.value(), None);
        }
        self.events.next();
        Part::Member(Some(key), self.value(), None)
    }
}

impl Members {
    /// A comment goes with the member in whose line it stands.
    fn add_comment(&mut self, comment: String, fresh: bool) {
        match self.parts.last_mut() {
            Some(Part::Member(_, _, beside @ None)) if !fresh => *beside = Some(comment),
            _ => self.parts.push(Part::Comment(comment)),
        }
    }

    /// Whether a comment stands between the brackets, here or further in.
    pub fn has_comment(&self) -> bool {
        self.parts.iter().any(|part| match part {
            Part::Blank => false,
            Part::Comment(_) | Part::Member(_, _, Some(_)) => true,
            Part::Member(_, value, None) => value.has_comment(),
        })
    }
}

impl Value {
    fn has_comment(&self) -> bool {
        match self {
            Value::Scalar(_) => false,
            Value::Array(members) | Value::Table(members) => members.has_comment(),
        }
    }
}
