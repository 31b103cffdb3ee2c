//! Tables of limits: every row holds its keys and a value, and numbers stand in order.

use std::cmp::Ordering;

use crate::diagnostic::{BAD_ROW, Diagnostic};
use crate::pack::{Between, Cell, Standard, Text};
use crate::source::{Span, normal};
use crate::table::Kind;

use super::Compiler;

/// What a key of a table takes.
enum Taken {
    /// Numbers, and `more` in the last row.
    Numbers,
    /// These words; any where none are listed.
    Words(Vec<String>),
    /// It is not known here.
    Anything,
}

impl Compiler<'_> {
    pub(super) fn check_rows(&mut self) {
        let pack = self.pack;
        for standard in &pack.standard {
            self.has_values(standard);
            let unfit = standard.rows.iter().filter(|row| !self.row_fits(standard, row)).count();
            if unfit == 0 {
                self.rows_in_order(standard);
            }
        }
    }

    fn bad_row(&mut self, standard: &Standard, at: Span, zh: &str, en: &str) {
        let told = Diagnostic::new(&BAD_ROW).with("owner", standard.id.as_str());
        self.diagnostics.push(told.with("detail_zh", zh).with("detail", en).at(at));
    }

    /// One value, or rows found by keys.
    fn has_values(&mut self, standard: &Standard) {
        let at = standard.id.0.span;
        match (&standard.value, standard.rows.is_empty()) {
            (None, true) if standard.by.is_empty() => {
                self.unstated("the value of the table", "表的值", "rows", "value | by + rows", standard.span);
            }
            (Some(_), false) => {
                self.bad_row(standard, at, "value 与 rows 只能写一样", "it has both `value` and `rows`")
            }
            (Some(value), true) => {
                self.value_fits(standard, value);
            }
            (None, false) if standard.by.is_empty() => {
                self.unstated("what the rows are found by", "按什么查表", "by", "by = [\"…\"]", standard.span);
            }
            // A table whose rows were not seen says so by `rows = []`: what is looked up in it is undetermined.
            (None, _) => {}
        }
    }

    fn row_fits(&mut self, standard: &Standard, row: &[Cell]) -> bool {
        let wanted = standard.by.len() + 1;
        let at = row.first().map_or(standard.id.0.span, Cell::span);
        if row.len() != wanted {
            let zh = format!("有 {} 格，应当有 {wanted} 格", row.len());
            let en = format!("it has {} cells in place of {wanted}", row.len());
            self.bad_row(standard, at, &zh, &en);
            return false;
        }
        let Some((value, keys)) = row.split_last() else { return false };
        let mut sound = self.value_fits(standard, value);
        for (name, key) in standard.by.iter().zip(keys) {
            sound &= self.key_fits(standard, name, key);
        }
        sound
    }

    fn value_fits(&mut self, standard: &Standard, value: &Cell) -> bool {
        let sound = matches!(value, Cell::Number(_)) || value.show() == "not_stated";
        if !sound {
            let zh = format!("值是“{}”，要写数或 \"not_stated\"", value.show());
            let en = format!("its value is “{}”, in place of a number or \"not_stated\"", value.show());
            self.bad_row(standard, value.span(), &zh, &en);
        }
        sound
    }

    fn key_fits(&mut self, standard: &Standard, name: &Text, key: &Cell) -> bool {
        let told = match (self.taken(&name.value), key) {
            (Taken::Numbers, Cell::Word(word)) if word.value != "more" => {
                Some([format!("{} 是数，不是“{}”", name.value, word.value), format!("{} is a number", name.value)])
            }
            (Taken::Words(_), Cell::Number(number)) => {
                Some([format!("{} 是词，不是 {}", name.value, number.literal), format!("{} is a word", name.value)])
            }
            (Taken::Words(words), Cell::Word(word)) if !words.is_empty() && !words.contains(&normal(&word.value)) => {
                let known = words.join("、");
                Some([
                    format!("{} 没有“{}”这个词，有的是 {known}", name.value, word.value),
                    format!("{} has no word “{}”, but {known}", name.value, word.value),
                ])
            }
            _ => None,
        };
        if let Some([zh, en]) = &told {
            self.bad_row(standard, key.span(), zh, en);
        }
        told.is_none()
    }

    fn taken(&self, name: &str) -> Taken {
        if let Some(field) = self.schema.field(name) {
            let own = &self.schema[field];
            return match own.kind {
                Kind::Number | Kind::Count => Taken::Numbers,
                Kind::Word => Taken::Words(own.words.iter().map(|word| normal(word)).collect()),
                Kind::Date => Taken::Anything,
            };
        }
        match name {
            "学段" | "stage" => Taken::Words(self.schema.stages.iter().map(|stage| normal(&stage.title)).collect()),
            "年度" => Taken::Numbers,
            _ => Taken::Anything,
        }
    }

    /// Between numbers the next row counts: they go up, and `more` stands last.
    fn rows_in_order(&mut self, standard: &Standard) {
        let between = matches!(standard.between, Some(Between::Step | Between::Linear));
        for (at, row) in standard.rows.iter().enumerate() {
            let [firsts @ .., last, _] = row.as_slice() else { continue };
            let is_more = |cell: &Cell| matches!(cell, Cell::Word(word) if word.value == "more");
            if is_more(last) && standard.between != Some(Between::Step) {
                let en = "`more` goes with between = \"step\"";
                self.bad_row(standard, last.span(), "\"more\" 只用于 between = \"step\"", en);
                continue;
            }
            let same = |cell: &&Cell, other: &&Cell| same(cell, other);
            let beside = |other: &&Vec<Cell>| {
                other.len() == row.len() && other[..firsts.len()].iter().zip(firsts).all(|(a, b)| same(&a, &b))
            };
            let Some(earlier) = standard.rows[..at].iter().rev().find(beside) else { continue };
            let earlier = &earlier[firsts.len()];
            let behind = match (earlier, last) {
                (Cell::Number(a), Cell::Number(b)) => a.exact.cmp(&b.exact) == Ordering::Greater,
                (earlier, Cell::Number(_)) => is_more(earlier),
                _ => false,
            };
            if between && behind {
                let en = "numbers go up, and \"more\" stands last";
                self.bad_row(standard, last.span(), "数要从小到大，\"more\" 在最后", en);
            }
        }
    }
}

fn same(one: &Cell, other: &Cell) -> bool {
    match (one, other) {
        (Cell::Number(a), Cell::Number(b)) => a.exact == b.exact,
        (Cell::Word(a), Cell::Word(b)) => a.value == b.value,
        _ => false,
    }
}
