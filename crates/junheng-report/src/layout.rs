//! Columns and lines of plain text; a Chinese character is two columns wide.

use junheng::direction::isolated;
use unicode_width::UnicodeWidthStr as _;

/// How wide a page is, in columns.
pub const WIDTH: usize = 100;

/// The columns a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// A text cut to so many columns, with `…` where something is left out.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        if width(&kept) + width(letter.encode_utf8(&mut [0; 4])) + 1 > columns {
            break;
        }
        kept.push(letter);
    }
    // What was cut off may be the end of what turns.
    isolated(&kept).into_owned() + "…"
}

/// A text filled with blanks to so many columns.
pub fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// Rows in columns of equal width, two blanks between them; the last column is not filled up.
pub fn table(rows: &[Vec<String>], indent: usize) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| pad(&isolated(cell), *width)).collect();
        format!("{}{}", " ".repeat(indent), cells.join("  ")).trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// A text broken into lines of the page, each behind so many blanks.
pub fn wrap(text: &str, indent: usize) -> Vec<String> {
    let room = WIDTH.saturating_sub(indent).max(20);
    let lines = broken(text, room, width);
    // What turns may begin on one line and end on the next.
    lines.iter().map(|line| format!("{}{}", " ".repeat(indent), isolated(line.trim_end()))).collect()
}

/// A text broken into lines of so much room, as `width` measures it; Chinese breaks anywhere, other words at blanks. A
/// word that has no room in a line stands in one of its own.
pub fn broken(text: &str, room: usize, width: fn(&str) -> usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in pieces(text) {
        let last = lines.len() - 1;
        if width(&lines[last]) + width(piece.trim_end()) > room && !closes(piece) && !lines[last].is_empty() {
            lines.push(piece.trim_start().to_owned());
        } else {
            lines[last].push_str(piece);
        }
    }
    lines
}

/// Punctuation that may not begin a line.
fn closes(piece: &str) -> bool {
    piece.starts_with(['，', '。', '；', '、', '：', '）', '》', '」', '”', '？'])
}

/// What the next word stays with: a sign before its number, a number before its unit.
fn holds_on(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '≥' | '≤' | '>' | '<' | '=')
}

/// What may not be broken: a run of narrow characters with the blanks behind it, or one wide character.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    for (index, pair) in letters.windows(2).enumerate() {
        let [(_, before), (at, letter)] = [pair[0], pair[1]];
        let wide = |letter: char| width(letter.encode_utf8(&mut [0; 4])) > 1;
        let ahead = index.checked_sub(1).map(|ahead| letters[ahead].1);
        if before == ' ' && ahead.is_some_and(holds_on) || matches!(before, '（' | '《' | '“' | '「') {
            continue;
        }
        if wide(before) || wide(letter) || (before == ' ' && letter != ' ') {
            pieces.push(&text[start..at]);
            start = at;
        }
    }
    pieces.push(&text[start..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_takes_two_columns() {
        assert_eq!(pad("达标", 6), "达标  ");
        assert_eq!(cut("差异系数", 5), "差异…");
        assert_eq!(
            table(&[vec!["小学".into(), "1".into()], vec!["a".into(), "22".into()]], 1),
            [" 小学  1", " a     22"]
        );
    }

    #[test]
    fn what_turns_in_a_column_turns_nothing_beside_it() {
        let rows = [vec!["云\u{202e}泉".into(), "12".into()], vec!["溪桃小学".into(), "3".into()]];
        assert_eq!(table(&rows, 0), ["\u{2068}云\u{202e}泉\u{202c}\u{2069}      12", "溪桃小学  3"]);
        assert_eq!(cut("\u{2068}مدرسة\u{2069}：达标", 4), "\u{2068}\u{2068}مدر\u{2069}\u{2069}…");
    }

    #[test]
    fn lines_keep_numbers_and_words_whole() {
        let text = "数".repeat(46) + " 12345 元/生";
        assert_eq!(wrap(&text, 0), ["数".repeat(46), "12345 元/生".to_owned()]);
        assert_eq!(wrap(&("数".repeat(47) + " ≥ 2"), 0), ["数".repeat(47) + " ≥ 2"]);
        assert!(wrap(&text, 4).iter().all(|line| line.starts_with("    ") && width(line) <= WIDTH));
    }
}
