//! Words and stages compared with those written in a formula.

use junheng::diagnostic::{Diagnostic, UNKNOWN_NAME, hints};
use junheng::formula::{BinaryOperator, Expression, Shape};
use junheng::source::normal;
use junheng::table::StageId;

use super::super::program::{SlotKind, Truth};
use super::{Compiler, Typed, what};

impl Compiler<'_> {
    pub(super) fn equals(
        &mut self,
        operator: BinaryOperator,
        left: &Typed,
        right: &Expression,
        at: &Expression,
    ) -> Option<Truth> {
        let truth = self.marked(left, std::slice::from_ref(right))?;
        match operator {
            BinaryOperator::Equal => Some(truth),
            BinaryOperator::NotEqual => Some(Truth::Not(Box::new(truth))),
            _ => self.wrong(at, ["数", "a number"], what(left)),
        }
    }

    pub(super) fn among(&mut self, left: &Expression, list: &Expression) -> Option<Truth> {
        let Shape::List(members) = &list.shape else {
            return self.wrong(list, ["列表", "a list"], ["别的", "something else"]);
        };
        let typed = self.typed(left)?;
        self.marked(&typed, members)
    }

    /// That a word or stage is one of those written.
    fn marked(&mut self, left: &Typed, members: &[Expression]) -> Option<Truth> {
        let words: Option<Vec<(String, &Expression)>> =
            members.iter().map(|member| Some((self.word(member)?, member))).collect();
        match left {
            Typed::Stage => {
                let mut marked = vec![false; self.schema.stages.len()];
                for (word, at) in words? {
                    let stage = self.stage(&word, at)?;
                    marked[stage.0 as usize] = true;
                }
                Some(Truth::Stage(marked))
            }
            Typed::Word(slot) => {
                let places: Option<Vec<usize>> =
                    words?.iter().map(|(word, at)| self.place_of(*slot, word, at)).collect();
                let places = places?;
                let most = places.iter().max().map_or(0, |most| most + 1);
                Some(Truth::Among { slot: *slot, marked: (0..most).map(|at| places.contains(&at)).collect() })
            }
            other => {
                let first = members.first()?;
                self.wrong(first, ["词", "a word"], what(other))
            }
        }
    }

    fn stage(&mut self, word: &str, at: &Expression) -> Option<StageId> {
        let found = self.schema.stage(word);
        if found.is_some() {
            return found;
        }
        let known: Vec<&str> = self.schema.stages.iter().map(|stage| stage.title.as_str()).collect();
        self.unknown_word(word, at, &known)
    }

    /// A word as written: a name, or digits with what stands behind them.
    fn word(&mut self, expression: &Expression) -> Option<String> {
        match &expression.shape {
            Shape::Name(name) => Some(name.clone()),
            Shape::Number { raw: Some(raw), .. } => Some(normal(raw)),
            Shape::Number { digits, unit: None, .. } => Some(digits.clone()),
            _ => self.wrong(expression, ["词", "a word"], ["别的", "something else"]),
        }
    }

    fn place_of(&mut self, slot: usize, word: &str, at: &Expression) -> Option<usize> {
        let SlotKind::Word { words, open } = &mut self.slots[slot].kind else { return None };
        if let Some(place) = words.iter().position(|known| known == word) {
            return Some(place);
        }
        if *open {
            words.push(word.to_owned());
            return Some(words.len() - 1);
        }
        let known = words.clone();
        self.unknown_word(word, at, &known.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn unknown_word<T>(&mut self, word: &str, at: &Expression, known: &[&str]) -> Option<T> {
        let [hint_zh, hint] = hints(word, known);
        let place = self.at(&at.range);
        let diagnostic =
            Diagnostic::new(&UNKNOWN_NAME).with("name", word).with("what_zh", "取值").with("what", "value");
        self.push(diagnostic.with("hint_zh", hint_zh).with("hint", hint).at(place))
    }
}
