//! Writing from right to left: a name may turn its own letters, never the sentence it stands in.

use std::borrow::Cow;

/// First strong isolate: what follows turns as its own first letter says, and nothing beside it does.
const OPEN: char = '\u{2068}';
/// Ends an isolate.
const CLOSE: char = '\u{2069}';
/// Ends an embedding or an override.
const POP: char = '\u{202c}';

/// A text that turns nothing beside it: itself where nothing in it turns, else between marks no reader sees. The text
/// is kept as it is; what it opens and does not close is closed, and what it closes and did not open is opened.
///
/// The marks and what they do are those of Unicode Standard Annex 9.
pub fn isolated(text: &str) -> Cow<'_, str> {
    if !text.chars().any(turns) {
        return Cow::Borrowed(text);
    }
    // A mark reaches to the end of its line, so every line is a text of its own.
    let lines: Vec<Cow<'_, str>> = text.split_inclusive(ends_line).map(isolated_line).collect();
    match lines.iter().all(|line| matches!(line, Cow::Borrowed(_))) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(lines.concat()),
    }
}

fn isolated_line(line: &str) -> Cow<'_, str> {
    let (own, end) = line.split_at(line.trim_end_matches(ends_line).len());
    let nesting = Nesting::of(own);
    if nesting.open.is_empty() && nesting.unopened == 0 && !nesting.is_bare {
        return Cow::Borrowed(line);
    }
    let before = std::iter::repeat_n(OPEN, 1 + nesting.unopened);
    let after = nesting.open.iter().rev().chain([&CLOSE]);
    Cow::Owned(before.chain(own.chars()).chain(after.copied()).chain(end.chars()).collect())
}

/// What a text opens and closes.
#[derive(Default)]
struct Nesting {
    /// What would close the marks that are left open, in the order they were opened.
    open: Vec<char>,
    /// How many isolates it closes that it did not open.
    unopened: usize,
    /// Whether something outside its own isolates turns.
    is_bare: bool,
}

impl Nesting {
    fn of(text: &str) -> Self {
        let mut nesting = Self::default();
        text.chars().for_each(|letter| nesting.step(letter));
        nesting
    }

    fn step(&mut self, letter: char) {
        match letter {
            '\u{2066}'..='\u{2068}' => self.open.push(CLOSE),
            CLOSE => match self.open.iter().rposition(|end| *end == CLOSE) {
                Some(at) => self.open.truncate(at),
                None => self.unopened += 1,
            },
            _ => {
                self.is_bare |= turns(letter) && !self.open.contains(&CLOSE);
                match letter {
                    '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => self.open.push(POP),
                    // One that pops nothing does nothing.
                    POP if self.open.last() == Some(&POP) => self.open.truncate(self.open.len() - 1),
                    _ => {}
                }
            }
        }
    }
}

fn ends_line(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2029}')
}

/// Letters that are written from right to left (the blocks that Unicode keeps for them), and marks that turn others.
fn turns(letter: char) -> bool {
    matches!(letter,
        '\u{590}'..='\u{8ff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_turns_nothing_is_left_alone() {
        for text in ["", "溪桃小学", "School “A” 🏫", "1,880.00 元/生"] {
            assert!(matches!(isolated(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn what_turns_is_closed_in() {
        assert_eq!(isolated("مدرسة"), "\u{2068}مدرسة\u{2069}");
        assert_eq!(isolated("云\u{202e}泉"), "\u{2068}云\u{202e}泉\u{202c}\u{2069}");
        assert_eq!(isolated("\u{202e}云\u{202c}泉"), "\u{2068}\u{202e}云\u{202c}泉\u{2069}");
        assert_eq!(isolated("\u{202b}\u{2067}云"), "\u{2068}\u{202b}\u{2067}云\u{2069}\u{202c}\u{2069}");
    }

    #[test]
    fn a_text_cannot_close_what_it_did_not_open() {
        assert_eq!(isolated("\u{2069}\u{202e}云"), "\u{2068}\u{2068}\u{2069}\u{202e}云\u{202c}\u{2069}");
        assert_eq!(isolated("甲\n\u{202e}乙\n丙"), "甲\n\u{2068}\u{202e}乙\u{202c}\u{2069}\n丙");
    }

    #[test]
    fn what_is_closed_in_is_not_closed_in_again() {
        for text in
            ["云\u{202e}泉", "\u{2069}\u{202e}", "\u{2066}\u{202c}", "مدرسة\n\u{2067}", "\u{202e}\u{2069}\u{202a}"]
        {
            let once = isolated(text).into_owned();
            assert_eq!(isolated(&once), once);
            assert_eq!(isolated(&format!("{once}：达标")), format!("{once}：达标"));
        }
    }
}
