//! Bytes to text: a rule that can be explained, and no guessing by frequency.
//!
//! 1. A byte order mark decides.
//! 2. What is not UTF-8 is GB18030, read strictly; a private-use character (that is how Big5 shows up) or a
//!    malformed sequence is refused.
//! 3. Pure ASCII is UTF-8.
//! 4. UTF-8 with at least one character of three bytes or more is UTF-8.
//! 5. UTF-8 with only two-byte characters that as GB18030 are all Han is GB18030: the two bytes of 学 and 校
//!    happen to be valid UTF-8 as well.

use std::borrow::Cow;

/// An encoding a file may be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without byte order mark.
    Utf8,
    /// UTF-16, least significant byte first.
    Utf16Le,
    /// UTF-16, most significant byte first.
    Utf16Be,
    /// GB18030, and so GBK and GB2312.
    Gb18030,
}

impl Encoding {
    /// The names `--encoding` takes.
    pub const NAMES: [&'static str; 4] = ["utf-8", "utf-16le", "utf-16be", "gb18030"];

    /// The encoding of this name; GBK and GB2312 are parts of GB18030.
    pub fn named(name: &str) -> Option<Encoding> {
        match name.to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" => Some(Encoding::Utf8),
            "utf-16le" => Some(Encoding::Utf16Le),
            "utf-16be" => Some(Encoding::Utf16Be),
            "gb18030" | "gbk" | "gb2312" => Some(Encoding::Gb18030),
            _ => None,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// The decoder's name for it.
    pub fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            Encoding::Utf8 => encoding_rs::UTF_8,
            Encoding::Utf16Le => encoding_rs::UTF_16LE,
            Encoding::Utf16Be => encoding_rs::UTF_16BE,
            Encoding::Gb18030 => encoding_rs::GB18030,
        }
    }
}

/// Why an encoding was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It is plain UTF-8.
    Plain,
    /// The caller said so.
    Stated,
    /// The byte order mark.
    Mark,
    /// The bytes are not UTF-8.
    NotUtf8,
    /// The bytes are both, and Han only as GB18030.
    HanOnly,
}

/// A file as text.
#[derive(Debug)]
pub struct Decoded<'a> {
    /// The text, without byte order mark; borrowed where it stood there as UTF-8.
    pub text: Cow<'a, str>,
    /// How it was read.
    pub encoding: Encoding,
    /// Why so.
    pub reason: Reason,
}

/// The text of a file; `None` where no rule fits it.
pub fn decode(bytes: &[u8], stated: Option<Encoding>) -> Option<Decoded<'_>> {
    if let Some((encoding, length)) = mark(bytes) {
        return decode_as(&bytes[length..], encoding, Reason::Mark);
    }
    if let Some(encoding) = stated {
        return decode_as(bytes, encoding, Reason::Stated);
    }
    let Ok(text) = simdutf8::basic::from_utf8(bytes) else {
        return decode_as(bytes, Encoding::Gb18030, Reason::NotUtf8);
    };
    if is_han_only_as_gb18030(text) {
        return decode_as(bytes, Encoding::Gb18030, Reason::HanOnly);
    }
    Some(Decoded { text: Cow::Borrowed(text), encoding: Encoding::Utf8, reason: Reason::Plain })
}

/// Lines, from 1, of a file that mixes UTF-8 with another encoding: the first that is UTF-8 with Chinese in it, and the
/// first that is not UTF-8. Chinese in GB18030 is all but never UTF-8 of three bytes throughout a line.
pub fn mixture(bytes: &[u8]) -> Option<(usize, usize)> {
    let (mut utf8, mut other) = (None, None);
    for (line, text) in bytes.split(|byte| *byte == b'\n').enumerate().filter(|(_, text)| !text.is_ascii()) {
        match simdutf8::basic::from_utf8(text) {
            Ok(text) if text.chars().filter(|character| is_han(*character)).count() > 1 => {
                utf8.get_or_insert(line + 1);
            }
            Ok(_) => {}
            Err(_) => _ = other.get_or_insert(line + 1),
        }
        if utf8.is_some() && other.is_some() {
            break;
        }
    }
    utf8.zip(other)
}

/// The encoding a byte order mark states, and how long it is.
pub fn mark(bytes: &[u8]) -> Option<(Encoding, usize)> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some((Encoding::Utf8, 3)),
        [0xFF, 0xFE, ..] => Some((Encoding::Utf16Le, 2)),
        [0xFE, 0xFF, ..] => Some((Encoding::Utf16Be, 2)),
        _ => None,
    }
}

fn decode_as(bytes: &[u8], encoding: Encoding, reason: Reason) -> Option<Decoded<'_>> {
    let text = match encoding {
        Encoding::Utf8 => Cow::Borrowed(simdutf8::basic::from_utf8(bytes).ok()?),
        other => other.codec().decode_without_bom_handling_and_without_replacement(bytes)?,
    };
    let private = encoding == Encoding::Gb18030 && text.chars().any(is_private);
    (!private).then_some(Decoded { text, encoding, reason })
}

/// Whether a character is of nobody's: that is how Big5 read as GB18030 shows up.
pub fn is_private(character: char) -> bool {
    ('\u{E000}'..='\u{F8FF}').contains(&character)
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Rule 5 of the module.
fn is_han_only_as_gb18030(text: &str) -> bool {
    let first = text.bytes().find(|byte| !byte.is_ascii());
    if first.is_none() || text.bytes().any(|byte| byte >= 0xE0) {
        return false;
    }
    let bytes = text.as_bytes();
    let decoded = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes);
    decoded.is_some_and(|text| text.chars().all(|character| character.is_ascii() || is_han(character)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Option<(String, &'static str)> {
        decode(bytes, None).map(|decoded| (decoded.text.into_owned(), decoded.encoding.name()))
    }

    #[test]
    fn a_mark_decides() {
        assert_eq!(read(b"\xEF\xBB\xBFa"), Some(("a".into(), "utf-8")));
        assert_eq!(read(b"\xFF\xFE\x66\x5B"), Some(("学".into(), "utf-16le")));
        assert_eq!(read(b"\xFE\xFF\x5B\x66"), Some(("学".into(), "utf-16be")));
    }

    #[test]
    fn chinese_utf8_and_ascii_are_utf8() {
        assert_eq!(read("学校".as_bytes()), Some(("学校".into(), "utf-8")));
        assert_eq!(read(b"school"), Some(("school".into(), "utf-8")));
        assert_eq!(read("学校,café".as_bytes()), Some(("学校,café".into(), "utf-8")));
    }

    #[test]
    fn gbk_that_happens_to_be_utf8_is_gb18030() {
        assert_eq!(read(b"\xD1\xA7\xD0\xA3\n1\n"), Some(("学校\n1\n".into(), "gb18030")));
    }

    #[test]
    fn gb18030_includes_four_byte_characters() {
        assert_eq!(read(b"\xB1\xB8\x95\x32\x82\x36"), Some(("备𠀀".into(), "gb18030")));
    }

    #[test]
    fn a_mixture_is_told_line_by_line() {
        assert_eq!(mixture("学校,1\n".repeat(2).as_bytes()), None);
        assert_eq!(mixture(b"\xD1\xA7\xD0\xA3\n\xB1\xB8\xBF\xCE\n"), None);
        let mixed = ["a\n学校代码\n".as_bytes(), b"\xB1\xB8\xBF\xCE\n"].concat();
        assert_eq!(mixture(&mixed), Some((2, 3)));
    }

    #[test]
    fn big5_is_refused() {
        let (big5, _, _) = encoding_rs::BIG5.encode("學校名稱,教師數,裡面的");
        assert_eq!(read(&big5), None);
    }

    #[test]
    fn what_the_caller_states_holds() {
        let decoded = decode(b"\xD1\xA7\xD0\xA3", Some(Encoding::Utf8)).expect("valid");
        assert_eq!((decoded.text.as_ref(), decoded.reason), ("ѧУ", Reason::Stated));
    }
}
