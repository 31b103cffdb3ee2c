//! Cells and rows with something wrong, counted by column so that a bad column does not fill the screen.

use junheng::diagnostic::Message;

/// How many of one kind in one column are shown one by one.
const LISTED: usize = 20;

/// So many characters of a cell are shown.
const SHOWN: usize = 40;

/// Something wrong with a cell or a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub message: &'static Message,
    /// The column, from 0; `None` for the whole row.
    pub column: Option<usize>,
    /// The line, as the reader counts.
    pub line: u32,
    /// What stands there.
    pub raw: String,
}

/// How often one kind occurs in one column; at least one is listed.
#[derive(Debug, Clone)]
pub struct Tally {
    /// The first of them.
    pub listed: Vec<Problem>,
    /// How many there are.
    pub count: usize,
}

/// All that is wrong with some rows.
#[derive(Debug, Clone, Default)]
pub struct Problems(Vec<Tally>);

impl Problems {
    /// Adds one; `raw` is called only while there is room for it in the list.
    pub fn push(&mut self, message: &'static Message, column: Option<usize>, line: u32, raw: impl FnOnce() -> String) {
        let known = self.0.iter_mut().find(|tally| is_kind(&tally.listed[0], message, column));
        if let Some(full) = known.filter(|tally| tally.listed.len() == LISTED) {
            full.count += 1;
            return;
        }
        self.add(Tally { listed: vec![Problem { message, column, line, raw: shown(&raw()) }], count: 1 });
    }

    /// Moves all lines down.
    pub fn shift(&mut self, lines: u32) {
        let listed = self.0.iter_mut().flat_map(|tally| &mut tally.listed);
        listed.for_each(|problem| problem.line += lines);
    }

    /// Adds those of later rows.
    pub fn append(&mut self, later: Problems) {
        later.0.into_iter().for_each(|tally| self.add(tally));
    }

    fn add(&mut self, new: Tally) {
        let first = &new.listed[0];
        let same = |tally: &&mut Tally| is_kind(&tally.listed[0], first.message, first.column);
        let Some(known) = self.0.iter_mut().find(same) else {
            return self.0.push(new);
        };
        known.count += new.count;
        let room = LISTED - known.listed.len();
        known.listed.extend(new.listed.into_iter().take(room));
    }

    /// The tallies, in the order their kinds first appeared; none is empty.
    pub fn tallies(&self) -> &[Tally] {
        &self.0
    }
}

/// As much of a text as a message can hold, on one line.
pub fn shown(text: &str) -> String {
    let line = text.trim().replace(['\r', '\n'], " ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

fn is_kind(problem: &Problem, message: &Message, column: Option<usize>) -> bool {
    problem.message.code == message.code && problem.column == column
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{NOT_A_NUMBER, NOT_WHOLE};

    #[test]
    fn each_kind_is_listed_twenty_times_and_counted_beyond() {
        let mut first = Problems::default();
        (0..15).for_each(|line| first.push(&NOT_A_NUMBER, Some(3), line, String::new));
        let mut second = Problems::default();
        (0..15).for_each(|line| second.push(&NOT_A_NUMBER, Some(3), line, String::new));
        second.push(&NOT_WHOLE, Some(3), 1, String::new);
        second.shift(100);
        first.append(second);
        let [numbers, whole]: &[Tally; 2] = first.tallies().try_into().expect("two kinds");
        assert_eq!((numbers.listed.len(), numbers.count, numbers.listed[15].line), (20, 30, 100));
        assert_eq!((whole.count, whole.listed[0].line), (1, 101));
    }
}
