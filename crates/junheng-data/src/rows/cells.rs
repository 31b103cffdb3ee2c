//! The cells of one column, as they are taken in.

use junheng::diagnostic::Message;
use junheng::source;
use junheng::table::{Column, Presence, Values};

use super::shares::Shares;
use crate::catalogue::{FORMULA_WITHOUT_VALUE, WORD_UNKNOWN};
use crate::cell::{Raw, Reading, read_day};
use crate::code::Coder;
use crate::mapping::Blank;
use crate::plan::{ColumnPlan, Reader};

/// The cells of one column.
#[derive(Debug)]
pub struct Cells {
    values: CellValues,
    presence: Vec<Presence>,
    /// Of a column of percentages, how its numbers are written.
    shares: Option<Shares>,
}

#[derive(Debug)]
enum CellValues {
    Numbers(Vec<f64>),
    Words { words: Coder, offered: Vec<bool> },
}

impl Cells {
    /// No cells yet, with room for about `capacity`.
    pub fn new(reader: &Reader<'_>, capacity: usize) -> Self {
        let values = match reader {
            Reader::Word(..) => CellValues::Words { words: Coder::with_capacity(capacity), offered: Vec::new() },
            _ => CellValues::Numbers(Vec::with_capacity(capacity)),
        };
        let shares = match reader {
            Reader::Number(number) => number.shares.map(Shares::new),
            _ => None,
        };
        Self { values, presence: Vec::with_capacity(capacity), shares }
    }

    /// Takes in a cell; gives what is wrong with it.
    #[inline]
    pub fn take(
        &mut self,
        raw: Raw<'_>,
        line: u32,
        reader: &Reader<'_>,
        not_applicable: &[String],
    ) -> Option<&'static Message> {
        match (reader, &mut self.values) {
            (Reader::Number(reader), CellValues::Numbers(numbers)) => {
                if let Some(shares) = &mut self.shares {
                    shares.look_at(raw, line);
                }
                take_number(reader.read(raw), numbers, &mut self.presence)
            }
            (Reader::Day(blank), CellValues::Numbers(numbers)) => {
                take_number(read_day(raw, *blank, not_applicable), numbers, &mut self.presence)
            }
            (Reader::Word(allowed, blank), CellValues::Words { words, offered }) => {
                let presence = take_word(raw, allowed, *blank, words, offered);
                self.presence.push(presence);
                let wrong = if raw == Raw::Unworked { &FORMULA_WITHOUT_VALUE } else { &WORD_UNKNOWN };
                (presence == Presence::Invalid).then_some(wrong)
            }
            _ => None,
        }
    }

    /// How the numbers of a column of percentages are written.
    pub fn shares(&self) -> Option<&Shares> {
        self.shares.as_ref()
    }

    /// Moves all lines down.
    pub fn shift(&mut self, lines: u32) {
        self.shares.iter_mut().for_each(|shares| shares.shift(lines));
    }

    fn append(&mut self, later: Cells) {
        self.presence.extend(later.presence);
        if let (Some(shares), Some(later)) = (&mut self.shares, later.shares) {
            shares.append(later);
        }
        match (&mut self.values, later.values) {
            (CellValues::Numbers(numbers), CellValues::Numbers(more)) => numbers.extend(more),
            (CellValues::Words { words, offered }, CellValues::Words { words: more, offered: more_offered }) => {
                for (at, word) in words.append(&more).into_iter().enumerate() {
                    if word as usize == offered.len() {
                        offered.push(more_offered[at]);
                    }
                }
            }
            _ => {}
        }
    }

    /// The column they make.
    pub fn into_column(self, plan: &ColumnPlan<'_>) -> Column {
        let values = match self.values {
            CellValues::Numbers(numbers) => Values::Numbers(numbers),
            CellValues::Words { words, .. } => {
                let (codes, words) = words.into_parts();
                Values::Words { codes, words }
            }
        };
        Column {
            field: plan.field,
            stage: plan.stage,
            position: plan.position as u32 + 1,
            header: plan.header.trim().to_owned(),
            values,
            presence: self.presence,
        }
    }
}

#[inline]
fn take_number(reading: Reading, numbers: &mut Vec<f64>, presence: &mut Vec<Presence>) -> Option<&'static Message> {
    let (value, state, wrong) = match reading {
        Reading::Value(value) => (value, Presence::Present, None),
        Reading::Absent(reason) => (0.0, reason, None),
        Reading::Wrong(message) => (0.0, Presence::Invalid, Some(message)),
    };
    numbers.push(value);
    presence.push(state);
    wrong
}

#[inline]
fn take_word(raw: Raw<'_>, allowed: &[String], blank: Blank, words: &mut Coder, offered: &mut Vec<bool>) -> Presence {
    if raw == Raw::Unworked {
        words.push_none();
        return Presence::Invalid;
    }
    let text = raw.text();
    if text.is_empty() {
        words.push_none();
        return blank.without_number();
    }
    let code = words.push(&text) as usize;
    if code == offered.len() {
        offered.push(allowed.is_empty() || allowed.iter().any(|word| source::normal(word) == source::normal(&text)));
    }
    if offered[code] { Presence::Present } else { Presence::Invalid }
}

/// Puts the cells of later rows behind these. Half of the columns are copied by a second thread: there is one, or
/// there would be no later rows.
pub fn append_columns(columns: &mut [Cells], mut later: Vec<Cells>) {
    let append = |columns: &mut [Cells], later: Vec<Cells>| {
        columns.iter_mut().zip(later).for_each(|(cells, later)| cells.append(later));
    };
    let middle = columns.len() / 2;
    let (left, right) = columns.split_at_mut(middle);
    let later_right = later.split_off(middle);
    std::thread::scope(|scope| {
        scope.spawn(move || append(right, later_right));
        append(left, later);
    });
}
