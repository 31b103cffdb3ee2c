//! Codes of units, and texts that repeat from row to row as small numbers.

use std::collections::HashMap;

use junheng::table::Ancestor;

/// Texts as indices into a list of the different ones, in the order they first appear.
#[derive(Debug, Default)]
pub struct Coder {
    codes: Vec<u32>,
    words: Vec<String>,
    index: HashMap<String, u32>,
    last: u32,
}

/// Up to so many words comparing them one by one is faster than hashing.
const FEW: usize = 12;

impl Coder {
    /// No texts yet, with room for the codes of about `rows`.
    pub fn with_capacity(rows: usize) -> Self {
        Self { codes: Vec::with_capacity(rows), ..Self::default() }
    }

    /// Adds a text and gives its index.
    #[inline]
    pub fn push(&mut self, text: &str) -> u32 {
        let code = match self.words.get(self.last as usize) {
            Some(last) if last == text => self.last,
            _ => self.find_or_add(text),
        };
        self.last = code;
        self.codes.push(code);
        code
    }

    /// Adds a row without text.
    pub fn push_none(&mut self) {
        self.codes.push(Ancestor::NONE);
    }

    fn find_or_add(&mut self, text: &str) -> u32 {
        let known = if self.words.len() <= FEW {
            self.words.iter().position(|word| word == text).map(|at| at as u32)
        } else {
            self.index.get(text).copied()
        };
        known.unwrap_or_else(|| self.add(text))
    }

    fn add(&mut self, text: &str) -> u32 {
        let code = self.words.len() as u32;
        self.words.push(text.to_owned());
        self.index.insert(text.to_owned(), code);
        code
    }

    /// Puts later texts behind these; gives the index here of each of its words.
    pub fn append(&mut self, later: &Coder) -> Vec<u32> {
        let here: Vec<u32> = later.words.iter().map(|word| self.find_or_add(word)).collect();
        let moved = later.codes.iter().map(|&code| here.get(code as usize).copied().unwrap_or(Ancestor::NONE));
        self.codes.extend(moved);
        here
    }

    /// The indices and the texts.
    pub fn into_parts(self) -> (Vec<u32>, Vec<String>) {
        (self.codes, self.words)
    }
}

/// A code as text: what spreadsheets put around it (`="510101"`, `'510101`, `510101.0`) is taken off.
#[inline]
pub fn code_text(code: &str) -> &str {
    let wrapped = code.starts_with(['=', '\'']) || code.ends_with(".0");
    if wrapped { unwrapped(code) } else { code }
}

fn unwrapped(code: &str) -> &str {
    let code = code.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(code);
    let code = code.strip_prefix('\'').unwrap_or(code).trim();
    let whole = code.strip_suffix(".0").filter(|whole| whole.bytes().all(|byte| byte.is_ascii_digit()));
    whole.filter(|whole| !whole.is_empty()).unwrap_or(code)
}

/// Whether a spreadsheet has turned a long code into `5.1E+09`.
pub fn is_damaged(code: &str) -> bool {
    let Some((mantissa, exponent)) = code.split_once('E') else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    digits(mantissa) && exponent.strip_prefix('+').is_some_and(digits)
}

/// What a row with totals or averages calls itself, at the beginning or at the end: 合计, 全县合计, 小学小计：.
const TOTALS: [&str; 4] = ["合计", "小计", "总计", "平均"];

/// Whether a key is that of a row with totals: 合计, 小计, 总计, 计, 全县平均.
#[inline]
pub fn is_subtotal(key: &str) -> bool {
    let possible =
        key.starts_with(['合', '小', '总', '计', '平']) || key.ends_with(['计', '均', '值', '数', '：', ':']);
    possible && is_total(key)
}

fn is_total(key: &str) -> bool {
    let key: String = key.chars().filter(|character| !character.is_whitespace()).collect();
    let key = key.trim_end_matches(['：', ':']);
    let end = key.trim_end_matches(['数', '值']);
    key == "计" || TOTALS.iter().any(|word| key.starts_with(word) || end.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_coded_in_order_and_pieces_join() {
        let (mut first, mut second) = (Coder::default(), Coder::default());
        ["b", "a", "b"].iter().for_each(|text| _ = first.push(text));
        ["c", "a"].iter().for_each(|text| _ = second.push(text));
        second.push_none();
        assert_eq!(first.append(&second), [2, 1]);
        assert_eq!(first.into_parts().0, [0, 1, 0, 2, 1, Ancestor::NONE]);
    }

    #[test]
    fn codes_are_text_whatever_a_spreadsheet_made_of_them() {
        for code in ["510101", "=\"510101\"", "'510101", "510101.0"] {
            assert_eq!(code_text(code), "510101", "{code}");
        }
        assert_eq!(code_text("A-1.0"), "A-1.0");
        assert!(is_damaged("5.10016E+09") && !is_damaged("E+1") && !is_damaged("510101"));
    }

    #[test]
    fn totals_are_told_from_names_that_begin_alike() {
        assert!(
            ["合计", "合 计", "小计：", "总计", "计", "全县合计", "平均值", "全县平均数", "小学小计"]
                .iter()
                .all(|key| is_subtotal(key))
        );
        assert!(
            !["计算机学校", "小学", "合江小学", "总校", "平凡小学", "审计学校", "希望小学（均值村）"]
                .iter()
                .any(|key| is_subtotal(key))
        );
    }
}
