//! The number in front of an indicator and the points behind it: `A1 入学机会（20分）`.

use std::sync::LazyLock;

use regex::Regex;

/// How deep a number says its indicator stands; only the order counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// `A1`, `b7`: the letter.
    Letter(u8),
    /// `一、`
    Numeral,
    /// `（一）`
    Bracketed,
    /// `1.`
    Digits,
}

/// The parts of a cell that names an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Label {
    /// Its number and how deep that says it stands.
    pub number: Option<(Rank, String)>,
    /// The text between the two.
    pub title: String,
    /// The points, where they stand in the same cell.
    pub points: Option<String>,
}

/// What stands between a number and the text.
const GAP: &str = r"[ \t\n\x{3000}.、．:：]*";

static LETTER: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!("^([A-Da-d][0-9]{{1,3}}(?:-[A-Da-d]?[0-9]{{1,3}})*){GAP}")));
static NUMERAL: LazyLock<Regex> = LazyLock::new(|| pattern(r"^([一二三四五六七八九十]{1,3})[、.．][ \x{3000}]*"));
static BRACKETED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^([（(][一二三四五六七八九十]{1,3}[)）])[ 、\x{3000}]*"));
static DIGITS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^([0-9]{1,3})(?:[、．.][ \x{3000}]*|[ \t\n\x{3000}]+|$)"));
static POINTS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[ \n\x{3000}]*(?:[（(]([0-9]+(?:\.[0-9]+)?)[ ]*分?[)）]|([0-9]+(?:\.[0-9]+)?)分)$"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns of this file are written here")
}

/// Takes a cell apart.
pub fn label(cell: &str) -> Label {
    let text = cell.trim();
    let (number, rest) = number(text);
    let points = POINTS.captures(rest);
    let end = points.as_ref().and_then(|found| found.get(0)).map_or(rest.len(), |whole| whole.start());
    let points = points.and_then(|found| found.get(1).or(found.get(2)).map(|points| points.as_str().to_owned()));
    Label { number, title: rest[..end].replace('\n', ""), points }
}

fn number(text: &str) -> (Option<(Rank, String)>, &str) {
    let patterns: [&Regex; 4] = [&LETTER, &NUMERAL, &BRACKETED, &DIGITS];
    for (nth, pattern) in patterns.into_iter().enumerate() {
        let Some(found) = pattern.captures(text) else { continue };
        let (Some(whole), Some(code)) = (found.get(0), found.get(1)) else { continue };
        let (rank, rest) = (rank(nth, code.as_str()), &text[whole.end()..]);
        // `3.5 米` begins with a quantity, not with the number three.
        if rank != Rank::Digits || !rest.starts_with(|next: char| next.is_ascii_digit()) {
            return (Some((rank, code.as_str().to_owned())), rest);
        }
    }
    (None, text)
}

/// How deep the number that the `nth` pattern found says its indicator stands.
fn rank(nth: usize, code: &str) -> Rank {
    match nth {
        0 => letter(code),
        1 => Rank::Numeral,
        2 => Rank::Bracketed,
        _ => Rank::Digits,
    }
}

/// The last letter of `A1-B2-C3` says how deep it stands.
fn letter(code: &str) -> Rank {
    let last = code.bytes().rev().find(u8::is_ascii_alphabetic).unwrap_or(b'A');
    Rank::Letter(last.to_ascii_uppercase())
}

/// Points as a number, where a cell holds one.
pub fn points(cell: &str) -> Option<String> {
    let text = junheng::source::normal(cell.trim());
    let text = text.trim_matches(['(', ')']).trim().trim_end_matches('分').trim();
    let is_number =
        junheng::quantity::parse_decimal(text).is_some() && text.starts_with(|first: char| first.is_ascii_digit());
    is_number.then(|| text.strip_suffix(".0").unwrap_or(text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_points_are_taken_off_a_title() {
        for (cell, number, title, points) in [
            ("A1 入学机会（20分）", Some("A1"), "入学机会", Some("20")),
            ("b7就学管理", Some("b7"), "就学管理", None),
            ("A1-B2-C3 控辍", Some("A1-B2-C3"), "控辍", None),
            ("一、学校设置与班额(20)", Some("一"), "学校设置与班额", Some("20")),
            ("（二）校舍", Some("（二）"), "校舍", None),
            ("1 学校设置", Some("1"), "学校设置", None),
            ("3.5 米以上的走廊", None, "3.5 米以上的走廊", None),
            ("C12", Some("C12"), "", None),
            ("辍学率控制在0.6%和1.8%以下", None, "辍学率控制在0.6%和1.8%以下", None),
            ("入学机会\n20分", None, "入学机会", Some("20")),
        ] {
            let label = label(cell);
            assert_eq!(label.number.map(|(_, code)| code).as_deref(), number, "{cell}");
            assert_eq!((label.title.as_str(), label.points.as_deref()), (title, points), "{cell}");
        }
    }

    #[test]
    fn points_are_numbers_or_nothing() {
        let read: Vec<Option<String>> = ["3", "3分", "２．５", "（10分）", "3.0", "—", "2-5", ""].map(points).to_vec();
        let expected = [Some("3"), Some("3"), Some("2.5"), Some("10"), Some("3"), None, None, None];
        assert_eq!(read.iter().map(Option::as_deref).collect::<Vec<_>>(), expected);
    }
}
