//! XML in pieces as it is unpacked: only a piece that is not yet whole is held.

use std::io::Read;

use memchr::{memchr, memmem};
use quick_xml::parser::{ElementParser, Parser};

use super::limits::{Limit, STRETCH, within};
use super::{Refusal, unreadable};

/// A piece of XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'t> {
    /// What stands between the brackets of a start tag; of an empty element with its `/` at the end.
    Start(&'t [u8]),
    /// What stands between `</` and `>`.
    End(&'t [u8]),
    /// What stands between two tags.
    Text(&'t [u8]),
    /// A comment, an instruction to a program, or text that is not looked into.
    Other,
    /// A declaration, as that of a document type: a spreadsheet writes none.
    Declaration,
    /// What begins with a bracket and reaches the end.
    Unclosed,
}

/// So many bytes are unpacked in one go.
const BLOCK: usize = 1 << 16;

/// Shows `take` every piece; refuses more bytes than the limit, or a piece that is too long. Gives the number of bytes.
pub fn tokens(
    mut xml: impl Read,
    limit: &'static Limit,
    mut take: impl FnMut(Token<'_>) -> Result<(), Refusal>,
) -> Result<u64, Refusal> {
    let (mut held, mut total) = (Vec::with_capacity(2 * BLOCK), 0);
    loop {
        let before = held.len();
        xml.by_ref().take(BLOCK as u64).read_to_end(&mut held).map_err(unreadable)?;
        let count = held.len() - before;
        total += count as u64;
        within(total, limit)?;
        let passed = pass(&held, &mut take)?;
        if count < BLOCK {
            rest(&held[passed..], &mut take)?;
            return Ok(total);
        }
        held.drain(..passed);
        within(held.len() as u64, &STRETCH)?;
    }
}

/// Shows the pieces that are whole; gives where the first stands that is not.
fn pass(bytes: &[u8], take: &mut impl FnMut(Token<'_>) -> Result<(), Refusal>) -> Result<usize, Refusal> {
    let mut at = 0;
    while let Some((token, length)) = first(&bytes[at..]) {
        within(length as u64, &STRETCH)?;
        take(token)?;
        at += length;
    }
    Ok(at)
}

fn rest(bytes: &[u8], take: &mut impl FnMut(Token<'_>) -> Result<(), Refusal>) -> Result<(), Refusal> {
    match bytes {
        [] => Ok(()),
        [b'<', ..] => take(Token::Unclosed),
        text => take(Token::Text(text)),
    }
}

/// The first piece and its length; `None` where it is not whole.
#[inline]
fn first(bytes: &[u8]) -> Option<(Token<'_>, usize)> {
    match bytes {
        [b'<', b'/', inner @ ..] => memchr(b'>', inner).map(|end| (Token::End(&inner[..end]), end + 3)),
        [b'<', b'!' | b'?', ..] => special(bytes),
        [b'<', inner @ ..] => tag(inner).map(|end| (Token::Start(&inner[..end]), end + 2)),
        text => memchr(b'<', text).map(|end| (Token::Text(&text[..end]), end)),
    }
}

/// Where the bracket stands that closes a tag: the first, unless it stands within quotes.
#[inline]
fn tag(inner: &[u8]) -> Option<usize> {
    let end = memchr(b'>', inner)?;
    let (mut doubles, mut singles) = (0_usize, 0_usize);
    for byte in &inner[..end] {
        doubles += usize::from(*byte == b'"');
        singles += usize::from(*byte == b'\'');
    }
    if singles == 0 && doubles % 2 == 0 { Some(end) } else { ElementParser::default().feed(inner) }
}

/// Begin and end of what may hold brackets.
const WRAPPED: [(&[u8], &[u8]); 3] = [(b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>")];

#[cold]
fn special(bytes: &[u8]) -> Option<(Token<'_>, usize)> {
    for (begin, end) in WRAPPED {
        if let Some(inner) = bytes.strip_prefix(begin) {
            return memmem::find(inner, end).map(|at| (Token::Other, begin.len() + at + end.len()));
        }
        if begin.starts_with(bytes) {
            return None;
        }
    }
    memchr(b'>', bytes).map(|end| (Token::Declaration, end + 1))
}

#[cfg(test)]
#[path = "../../tests/dice/mod.rs"]
#[allow(dead_code, reason = "a part of it is used")]
mod dice;

#[cfg(test)]
mod tests {
    use quick_xml::events::Event;

    use super::dice::Dice;
    use super::*;

    /// The pieces of a text, however few bytes come at once.
    fn pieces(xml: &str, at_once: usize) -> Vec<String> {
        let mut found = Vec::new();
        let (mut held, mut take) = (Vec::new(), |token: Token<'_>| {
            found.push(match token {
                Token::Start(inner) => format!("+{}", String::from_utf8_lossy(inner)),
                Token::End(inner) => format!("-{}", String::from_utf8_lossy(inner)),
                Token::Text(text) => format!("={}", String::from_utf8_lossy(text)),
                other => format!("{other:?}"),
            });
            Ok(())
        });
        for block in xml.as_bytes().chunks(at_once) {
            held.extend_from_slice(block);
            let passed = pass(&held, &mut take).expect("nothing is too long");
            held.drain(..passed);
        }
        rest(&held, &mut take).expect("nothing is refused");
        found
    }

    #[test]
    fn pieces_are_the_same_however_few_bytes_come_at_once() {
        let xml = "<?xml v='>'?><!-- <c> --><a b=\"x>y\" c='\"'>1 &lt; 2<d/><![CDATA[<e>]]></a><!DOCTYPE x>\n<f";
        let expected = [
            "Other",
            "Other",
            "+a b=\"x>y\" c='\"'",
            "=1 &lt; 2",
            "+d/",
            "Other",
            "-a",
            "Declaration",
            "=\n",
            "Unclosed",
        ];
        for at_once in 1..xml.len() {
            assert_eq!(pieces(xml, at_once), expected, "{at_once} bytes at once");
        }
    }

    /// What another reader of XML makes of it, up to where it finds fault.
    fn events(xml: &[u8]) -> Option<Vec<String>> {
        let mut reader = quick_xml::Reader::from_reader(xml);
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        let mut found: Vec<String> = Vec::new();
        loop {
            match reader.read_event().ok()? {
                Event::Start(tag) => found.push(format!("+{}", &*tag)),
                Event::Empty(tag) => found.push(format!("+{}/", &*tag)),
                Event::End(tag) => found.push(format!("-{}", &*tag)),
                Event::Eof => return Some(found),
                _ => {}
            }
        }
    }

    #[test]
    fn tags_are_those_another_reader_finds() {
        let pieces = [
            "<c r=\"A1\">",
            "<v>",
            "</v>",
            "</c>",
            "<f/>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<?x ",
            "?>",
            " t='\"'",
            " t=\">\"",
            "<x:row ",
            ">",
            "1.5",
            "\"",
            "'",
            "<",
            " ",
            "<row hidden=\"1\" />",
        ];
        let (mut dice, mut compared) = (Dice(0x2545_F491_4F6C_DD1D), 0);
        for _ in 0..200_000 {
            let xml: String = (0..dice.below(9)).map(|_| pieces[dice.below(pieces.len())]).collect();
            let Some(expected) = events(xml.as_bytes()) else { continue };
            let is_tag = |piece: &String| piece.starts_with(['+', '-']);
            assert_eq!(self::pieces(&xml, 5).into_iter().filter(is_tag).collect::<Vec<_>>(), expected, "{xml}");
            compared += 1;
        }
        assert!(compared > 20_000, "{compared} were sound");
    }

    #[test]
    fn a_piece_of_more_than_the_limit_is_refused_wherever_it_stands() {
        for (open, close) in [("<a b=\"", "\">"), ("<a>", "</a>"), ("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>")]
        {
            let xml = |length: usize| {
                format!("{open}{}{close}", "<x ".repeat(length / 3).replace('<', if open == "<a>" { "_" } else { "<" }))
            };
            let read = |xml: String| tokens(xml.as_bytes(), &super::super::limits::SHEET_BYTES, |_| Ok(()));
            assert_eq!(read(xml(1_000_000)).map(|_| ()), Ok(()), "{open}");
            assert_eq!(read(xml(1_200_000)).map(|_| ()), Err(Refusal::TooLarge(&STRETCH)), "{open}");
        }
    }
}
