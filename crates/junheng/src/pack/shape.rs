//! What may be written where: the shape of the pack language as data, for editors and manuals.

/// What a value may look like.
#[derive(Debug, Clone)]
pub enum Shape {
    /// Anything.
    Any,
    /// A text.
    Text,
    /// ASCII snake_case.
    Id,
    /// A number.
    Number,
    /// `true` or `false`.
    Truth,
    /// A day.
    Date,
    /// This text and no other.
    Exactly(&'static str),
    /// One of these words, each with what it means.
    Word(&'static [(&'static str, &'static str)]),
    /// As any of these.
    OneOf(Vec<Shape>),
    /// As many as one likes.
    List(Box<Shape>),
    /// Two of them: from here to there.
    Pair(Box<Shape>),
    /// A table whose keys the author chooses.
    Map(Box<Shape>),
    /// A record. It is described when asked, for records may hold each other.
    Record(fn() -> Record),
}

/// What a record may say.
#[derive(Debug, Clone)]
pub struct Record {
    /// The name of its type, unlike that of any other record.
    pub name: &'static str,
    /// As it is called in diagnostics.
    pub owner: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// Its keys, in the order of the schema.
    pub keys: Vec<Key>,
}

/// A key of a record.
#[derive(Debug, Clone)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What it says.
    pub doc: &'static str,
    /// What its value may look like.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
}

impl Shape {
    /// A formula: a text, or a bare number.
    pub fn formula() -> Shape {
        Shape::OneOf(vec![Shape::Text, Shape::Number])
    }
}
