//! What calamine does not tell of the cells of an xlsx sheet, found while it is unpacked against its limits: hidden
//! rows, merged cells in one go, formulas without result.

use std::io::Read;

use memchr::memchr;
use quick_xml::errors::{IllFormedError, SyntaxError};
use quick_xml::events::BytesStart;

use super::limits::{Limit, MERGED, ROWS, UNWORKED, within};
use super::marks::attribute;
use super::tokens::{Token, tokens};
use super::{Marks, Merged, Refusal, unreadable};

/// Reads the XML of a sheet; gives its marks and how many bytes it has. What is wrong with the XML itself is part of
/// the marks: it matters only where the workbook has such a sheet.
pub fn scan(xml: impl Read, limit: &'static Limit) -> Result<(Result<Marks, Refusal>, u64), Refusal> {
    let (mut scanner, mut sound) = (Scanner::default(), Ok(()));
    let bytes = tokens(xml, limit, |token| {
        if sound.is_ok() {
            sound = scanner.take(token);
        }
        Ok(())
    })?;
    Ok((sound.and_then(|()| scanner.finish()), bytes))
}

/// Where the reading of a sheet stands.
#[derive(Default)]
struct Scanner {
    marks: Marks,
    /// How many elements are open.
    depth: u32,
    line: u32,
    column: u32,
    /// The start tag of the cell.
    cell: Vec<u8>,
    formula: bool,
    in_value: bool,
    valued: bool,
}

impl Scanner {
    fn take(&mut self, token: Token<'_>) -> Result<(), Refusal> {
        match token {
            Token::Start(content) => match content.strip_suffix(b"/") {
                Some(content) => {
                    self.start(content)?;
                    self.end(local_name(content))
                }
                None => self.start(content),
            },
            Token::End(content) => self.end(local_name(content)),
            Token::Text(text) => {
                self.valued |= self.in_value && !text.is_empty();
                Ok(())
            }
            Token::Other => Ok(()),
            Token::Declaration => Err(unreadable("a document type is declared")),
            Token::Unclosed => Err(unreadable(quick_xml::Error::Syntax(SyntaxError::UnclosedTag))),
        }
    }

    fn start(&mut self, content: &[u8]) -> Result<(), Refusal> {
        self.depth += 1;
        match local_name(content) {
            b"c" => {
                self.column = column_of(content)?.unwrap_or(self.column);
                self.cell.clear();
                self.cell.extend_from_slice(content);
                (self.formula, self.valued) = (false, false);
            }
            b"v" => self.in_value = true,
            b"f" => self.formula = true,
            b"row" => self.row(&element(content)?)?,
            b"mergeCell" => {
                let region = attribute(&element(content)?, "ref").and_then(|region| merged(&region));
                self.marks.merged.extend(region);
                within(self.marks.merged.len() as u64, &MERGED)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn row(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        let stated = attribute(element, "r").and_then(|row| row.parse().ok());
        self.line = stated.unwrap_or(self.line.saturating_add(1));
        (self.column, self.formula, self.in_value) = (0, false, false);
        let hidden = attribute(element, "hidden").is_some_and(|hidden| matches!(hidden.as_str(), "1" | "true"));
        if hidden {
            self.marks.hidden_rows.push(self.line);
            within(self.marks.hidden_rows.len() as u64, &ROWS)?;
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), Refusal> {
        let unmatched = || IllFormedError::UnmatchedEndTag(String::from_utf8_lossy(name).into_owned());
        self.depth = self.depth.checked_sub(1).ok_or_else(|| unreadable(quick_xml::Error::IllFormed(unmatched())))?;
        match name {
            b"v" => self.in_value = false,
            b"c" => {
                if self.formula && !self.valued && !self.is_text()? {
                    self.marks.unworked.push((self.line, self.column));
                    within(self.marks.unworked.len() as u64, &UNWORKED)?;
                }
                self.column = self.column.saturating_add(1);
                self.formula = false;
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether the cell is said to hold a text, which may be empty.
    fn is_text(&self) -> Result<bool, Refusal> {
        Ok(attribute(&element(&self.cell)?, "t").is_some_and(|kind| kind == "str"))
    }

    /// What was found of a sheet that was read to its end.
    fn finish(self) -> Result<Marks, Refusal> {
        if self.depth > 0 {
            return Err(unreadable("the sheet is cut off"));
        }
        let mut marks = self.marks;
        marks.hidden_rows.sort_unstable();
        marks.merged.sort_unstable();
        marks.unworked.sort_unstable();
        Ok(marks)
    }
}

const BLANK: [u8; 4] = *b" \t\r\n";

fn name_length(content: &[u8]) -> usize {
    content.iter().position(|byte| BLANK.contains(byte)).unwrap_or(content.len())
}

/// The name of an element without its prefix.
#[inline]
fn local_name(content: &[u8]) -> &[u8] {
    let name = &content[..name_length(content)];
    memchr(b':', name).map_or(name, |colon| &name[colon + 1..])
}

/// A tag as a reader of attributes takes it.
fn element(content: &[u8]) -> Result<BytesStart<'_>, Refusal> {
    let text = std::str::from_utf8(content).map_err(unreadable)?;
    Ok(BytesStart::from_content(text, name_length(content)))
}

/// The column a cell states, from 0; nearly all write it first.
#[inline]
fn column_of(content: &[u8]) -> Result<Option<u32>, Refusal> {
    if let Some((column, rest)) = content.strip_prefix(b"c r=\"").and_then(letters)
        && rest.first().is_some_and(u8::is_ascii_digit)
    {
        return Ok(Some(column));
    }
    Ok(attribute(&element(content)?, "r").and_then(|place| Some(position(&place)?.1)))
}

/// `B` is column 1; what follows the letters is given with it.
fn letters(place: &[u8]) -> Option<(u32, &[u8])> {
    let (mut column, mut at) = (0_u32, 0);
    while let Some(letter) = place.get(at).filter(|byte| byte.is_ascii_alphabetic()) {
        column = column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)?;
        at += 1;
    }
    Some((column.checked_sub(1)?, &place[at..]))
}

/// `B4` is row 4, column 1.
fn position(place: &str) -> Option<(u32, u32)> {
    let (column, rest) = letters(place.as_bytes())?;
    Some((std::str::from_utf8(rest).ok()?.parse().ok()?, column))
}

/// A region over several rows.
fn merged(region: &str) -> Option<Merged> {
    let (first, last) = region.split_once(':')?;
    let ((top, column), (bottom, _)) = (position(first)?, position(last)?);
    (top < bottom).then_some(Merged { column, top, bottom })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::limits::SHEET_BYTES;

    fn marks(xml: &str) -> Result<Marks, Refusal> {
        scan(xml.as_bytes(), &SHEET_BYTES).expect("no limit is exceeded").0
    }

    #[test]
    fn rows_and_cells_are_counted_where_they_do_not_state_their_place() {
        let xml = "<x:sheet><x:sheetData><row/><row hidden='true'><c><f>A1</f></c></row><row r='9' hidden=\"0\"/>\
            <row hidden=\"1\"><c r=\"C10\"><v>1</v></c><c><f/><v/></c><c r='AB10'><f/><v>2</v></c>\
            <c><f>B1</f></c><x:c t=\"str\"><x:f>B2</x:f><x:v></x:v></x:c><c r = \"BA10\" ><f/></c></row></x:sheetData></x:sheet>";
        let found = marks(xml).expect("sound");
        assert_eq!(found.hidden_rows, [2, 10]);
        // C10 is followed by D10, AB10 (column 27) by AC10; BA10 is column 52.
        assert_eq!(found.unworked, [(2, 0), (10, 3), (10, 28), (10, 52)]);
    }

    #[test]
    fn merged_cells_over_several_rows_are_found_in_whatever_order() {
        let regions =
            r#"<mergeCell ref="C7:C9"/><mergeCell ref="A1:J1"/><mergeCell ref="B3:D5"></mergeCell><mergeCell/>"#;
        let found = marks(&format!("<s><mergeCells>{regions}</mergeCells></s>")).expect("sound");
        let expected = [Merged { column: 1, top: 3, bottom: 5 }, Merged { column: 2, top: 7, bottom: 9 }];
        assert_eq!(found.merged, expected);
    }

    #[test]
    fn what_stands_in_comments_and_texts_is_no_mark() {
        let xml = r#"<s><!-- <row hidden="1"> --><row><c><is><t>&lt;row hidden="1"&gt;</t></is></c><![CDATA[<c><f/></c>]]></row></s>"#;
        assert_eq!(marks(xml), Ok(Marks::default()));
    }

    #[test]
    fn a_sheet_that_was_cut_off_may_have_lost_its_marks() {
        for xml in ["<s><row></row>", "<s><row", "<s></s></s>", "<!DOCTYPE s><s></s>", "<s><!-- </s>"] {
            assert!(matches!(marks(xml), Err(Refusal::Unreadable(_))), "{xml}");
        }
    }

    #[test]
    fn a_sheet_of_nothing_but_marks_is_refused() {
        let full = Marks {
            hidden_rows: vec![1; ROWS.most as usize],
            merged: vec![Merged { column: 0, top: 1, bottom: 2 }; MERGED.most as usize],
            unworked: vec![(1, 0); UNWORKED.most as usize],
        };
        let mut scanner = Scanner { marks: full, ..Scanner::default() };
        let mut start = |content: &str| scanner.take(Token::Start(content.as_bytes()));
        assert_eq!(start("row hidden=\"0\"/"), Ok(()));
        assert_eq!(start("row hidden=\"1\"/"), Err(Refusal::TooLarge(&ROWS)));
        assert_eq!(start("mergeCell ref=\"A1:A2\"/"), Err(Refusal::TooLarge(&MERGED)));
        assert_eq!([start("c"), start("f/")], [Ok(()), Ok(())]);
        assert_eq!(scanner.take(Token::End(b"c")), Err(Refusal::TooLarge(&UNWORKED)));
    }
}
