//! Characters to tokens. Full-width signs are other spellings of the ASCII ones.

use std::ops::Range;

use crate::source::normal;

use super::Fault;

/// One token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// A name, normalised to NFKC.
    Name(String),
    /// A number as written, ASCII digits.
    Number(String),
    /// A sign.
    Sign(&'static str),
}

/// A token and where it stands, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lexed {
    /// The token.
    pub token: Token,
    /// Where it stands.
    pub range: Range<usize>,
}

/// Signs as written and as they are meant, longest first.
const SIGNS: &[(&str, &str)] = &[
    (">=", ">="),
    ("<=", "<="),
    ("!=", "!="),
    ("<>", "!="),
    ("==", "="),
    ("≥", ">="),
    ("≧", ">="),
    ("≮", ">="),
    ("≤", "<="),
    ("≦", "<="),
    ("≯", "<="),
    ("≠", "!="),
    (">", ">"),
    ("＞", ">"),
    ("<", "<"),
    ("＜", "<"),
    ("=", "="),
    ("＝", "="),
    ("+", "+"),
    ("＋", "+"),
    ("-", "-"),
    ("－", "-"),
    ("−", "-"),
    ("*", "*"),
    ("＊", "*"),
    ("×", "*"),
    ("/", "/"),
    ("／", "/"),
    ("÷", "/"),
    ("(", "("),
    ("（", "("),
    (")", ")"),
    ("）", ")"),
    ("[", "["),
    ("［", "["),
    ("]", "]"),
    ("］", "]"),
    (",", ","),
    ("，", ","),
    ("、", ","),
    (":", ":"),
    ("：", ":"),
];

/// Signs that may make a unit and are no letters.
const UNIT_SIGNS: [char; 7] = ['%', '％', '‰', '㎡', '²', '·', '㎥'];

fn starts_name(letter: char) -> bool {
    unicode_ident::is_xid_start(letter) || letter == '_' || UNIT_SIGNS.contains(&letter)
}

fn continues_name(letter: char) -> bool {
    starts_name(letter) || unicode_ident::is_xid_continue(letter)
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit() || ('０'..='９').contains(&letter)
}

/// All tokens of a text.
pub fn lex(text: &str) -> Result<Vec<Lexed>, Fault> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (token, length) = next(&text[at..], first).ok_or_else(|| unknown(at, first))?;
        tokens.push(Lexed { token, range: at..at + length });
        at += length;
    }
    Ok(tokens)
}

fn unknown(at: usize, letter: char) -> Fault {
    let zh = format!("不认识的字符“{letter}”");
    Fault::new(at..at + letter.len_utf8(), zh, format!("unknown character “{letter}”"))
}

fn next(rest: &str, first: char) -> Option<(Token, usize)> {
    if is_digit(first) {
        let length = number_length(rest);
        return Some((Token::Number(normal(&rest[..length]).replace('_', "")), length));
    }
    if let Some((written, sign)) = SIGNS.iter().find(|(written, _)| rest.starts_with(written)) {
        return Some((Token::Sign(sign), written.len()));
    }
    if starts_name(first) {
        let length = length_while(rest, continues_name);
        return Some((Token::Name(name(&rest[..length])), length));
    }
    None
}

fn length_while(rest: &str, keep: impl Fn(char) -> bool) -> usize {
    rest.find(|letter| !keep(letter)).unwrap_or(rest.len())
}

fn number_length(rest: &str) -> usize {
    let whole = length_while(rest, |letter| is_digit(letter) || letter == '_');
    let after = &rest[whole..];
    let Some(point) = after.chars().next().filter(|letter| matches!(letter, '.' | '．')) else { return whole };
    let fraction = length_while(&after[point.len_utf8()..], is_digit);
    if fraction == 0 { whole } else { whole + point.len_utf8() + fraction }
}

/// NFKC, except that ㎡ stays itself: it is the symbol of a unit.
fn name(text: &str) -> String {
    text.split_inclusive('㎡')
        .map(|piece| piece.strip_suffix('㎡').map_or_else(|| normal(piece), |head| normal(head) + "㎡"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_signs_and_digits_are_other_spellings() {
        let tokens = |text: &str| lex(text).expect("lexes").into_iter().map(|lexed| lexed.token).collect::<Vec<_>>();
        assert_eq!(tokens("（在校生数＋１２）÷ 2 ≥ 3"), tokens("(在校生数+12) / 2 >= 3"));
    }

    #[test]
    fn places_are_bytes_of_the_text() {
        let tokens = lex("图书 / 8 ㎡").expect("lexes");
        assert_eq!(tokens[1].range, 7..8);
        assert_eq!(tokens[3].token, Token::Name("㎡".to_owned()));
    }
}
