//! Full-width characters where TOML wants its own: `＝`, `，`, `“…”`, `１０`. Texts and comments are left alone.

/// A stretch of the text that is replaced.
pub struct Repair {
    /// Its first byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What stands there instead.
    pub right: String,
}

/// Adds a repair; what stands side by side is one.
fn add(repairs: &mut Vec<Repair>, start: usize, end: usize, right: &str) {
    match repairs.last_mut().filter(|last| last.end == start) {
        Some(last) => {
            last.end = end;
            last.right.push_str(right);
        }
        None => repairs.push(Repair { start, end, right: right.to_owned() }),
    }
}

/// Punctuation that a Chinese keyboard gives, and what TOML writes.
const SYNTAX: &[(&str, &str)] = &[
    ("＝", "="),
    ("，", ","),
    ("、", ","),
    ("．", "."),
    ("。", "."),
    ("［", "["),
    ("］", "]"),
    ("【", "["),
    ("】", "]"),
    ("｛", "{"),
    ("｝", "}"),
    ("＿", "_"),
    ("－", "-"),
    ("＋", "+"),
    ("＃", "#"),
    ("\u{3000}", " "),
    ("\u{a0}", " "),
    ("０", "0"),
    ("１", "1"),
    ("２", "2"),
    ("３", "3"),
    ("４", "4"),
    ("５", "5"),
    ("６", "6"),
    ("７", "7"),
    ("８", "8"),
    ("９", "9"),
];

/// Quotes that TOML does not know: how they open and close.
const QUOTES: &[(char, char)] = &[('“', '”'), ('＂', '＂'), ('「', '」'), ('‘', '’'), ('＇', '＇')];

/// The text with every such character replaced.
pub fn repaired(text: &str) -> (String, Vec<Repair>) {
    let mut repairs = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        at += step(text, at, first, &mut repairs);
    }
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for repair in &repairs {
        out.push_str(&text[done..repair.start]);
        out.push_str(&repair.right);
        done = repair.end;
    }
    out.push_str(&text[done..]);
    (out, repairs)
}

/// Looks at what stands at a place outside texts; gives how many bytes it takes.
fn step(text: &str, at: usize, first: char, repairs: &mut Vec<Repair>) -> usize {
    let rest = &text[at..];
    if matches!(first, '"' | '\'') {
        return quoted(rest, first);
    }
    if let Some((_, close)) = QUOTES.iter().find(|(open, _)| *open == first) {
        return foreign(rest, at, first, *close, repairs);
    }
    let known = SYNTAX.iter().find(|(wrong, _)| rest.starts_with(wrong));
    if let Some((wrong, right)) = known {
        add(repairs, at, at + wrong.len(), right);
    }
    if first == '#' || first == '＃' {
        return line(rest).len();
    }
    first.len_utf8()
}

/// The bytes of a text in TOML's own quotes, of one line or several; up to the end of the line where it is not closed.
fn quoted(rest: &str, quote: char) -> usize {
    let triple = [quote; 3].iter().collect::<String>();
    let (open, end) = if rest.starts_with(&triple) { (3, rest.len()) } else { (1, line(rest).len()) };
    let close = &triple[..open];
    let mut at = open;
    while at < end {
        if quote == '"' && rest[at..].starts_with('\\') {
            at += 1 + rest[at + 1..].chars().next().map_or(0, char::len_utf8);
        } else if rest[at..].starts_with(close) {
            return at + open;
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    end
}

/// A text in foreign quotes: they become TOML's where what they hold then reads the same.
fn foreign(rest: &str, at: usize, open: char, close: char, repairs: &mut Vec<Repair>) -> usize {
    let Some(end) = closing(line(rest), open, close) else { return open.len_utf8() };
    let inner = &rest[open.len_utf8()..end];
    let quote = match (inner.contains(['"', '\\']), inner.contains('\'')) {
        (false, _) => "\"",
        (true, false) => "'",
        (true, true) => return open.len_utf8(),
    };
    let after = end + close.len_utf8();
    add(repairs, at, at + open.len_utf8(), quote);
    add(repairs, at + end, at + after, quote);
    after
}

/// Where the quote that opens a line is closed; quotes within quotes are passed over.
fn closing(line: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0;
    for (at, letter) in line.char_indices() {
        if letter == close && depth == 1 {
            return Some(at);
        }
        if letter == open {
            depth += 1;
        } else if letter == close {
            depth -= 1;
        }
    }
    None
}

fn line(text: &str) -> &str {
    text.split('\n').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_syntax_is_repaired_and_what_is_said_stays() {
        for (wrong, right) in [
            ("id＝\"ａ，b\"", "id=\"ａ，b\""),
            ("title = “县，域” # “注”，", "title = \"县，域\" # “注”，"),
            ("title = “说“好””", "title = \"说“好”\""),
            ("title = “他说\"好\"”", "title = '他说\"好\"'"),
            ("points = １０．５", "points = 10.5"),
            ("of = 【“L1”，‘L2’】", "of = [\"L1\",\"L2\"]"),
            ("note = \"\"\"\n“一”，\n\"\"\"\na＝１", "note = \"\"\"\n“一”，\n\"\"\"\na=1"),
            ("note = '＝\\'\nb＝“c”", "note = '＝\\'\nb=\"c\""),
            ("＃ 注＝", "# 注＝"),
        ] {
            assert_eq!(repaired(wrong).0, right);
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_is_left_for_the_reader_to_report() {
        assert_eq!(repaired("title = “县域").0, "title = “县域");
        assert_eq!(repaired("title = \"县域”\nid＝1").0, "title = \"县域”\nid=1");
    }
}
