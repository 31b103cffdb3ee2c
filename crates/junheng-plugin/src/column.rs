//! Columns and answers as a function in Rust sees them.

/// The values of one argument.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    values: &'a [f64],
    presence: Option<&'a [u8]>,
}

impl<'a> Column<'a> {
    /// Values that are all there, or with a bit for each that says whether it is, lowest first.
    pub fn new(values: &'a [f64], presence: Option<&'a [u8]>) -> Self {
        Self { values, presence }
    }

    /// The values; where one is absent its number means nothing.
    pub fn values(&self) -> &'a [f64] {
        self.values
    }

    /// The value at an index, if it is there.
    pub fn get(&self, at: usize) -> Option<f64> {
        let there = self.presence.is_none_or(|bits| bits.get(at / 8).is_some_and(|byte| byte >> (at % 8) & 1 == 1));
        self.values.get(at).copied().filter(|_| there)
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

/// What a function gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Answer {
    /// A number; it must be finite.
    Number(f64),
    /// Undetermined, because: an index into the reasons of the function.
    Undetermined(u8),
}
