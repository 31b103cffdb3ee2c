//! Csv text to records: borrowed, with the physical line of each, and divisible among threads.
//!
//! A quote counts only where a field begins, as in every spreadsheet; elsewhere it is a character.

use memchr::{memchr, memchr_iter};

use crate::delimiter::delimiter;
use crate::workbook::{COLUMNS, Limit, TEXT};

/// A text and what stands between its fields.
#[derive(Debug, Clone, Copy)]
pub struct Csv<'a> {
    text: &'a str,
    delimiter: u8,
}

impl<'a> Csv<'a> {
    /// The text, with the delimiter its beginning shows.
    pub fn new(text: &'a str) -> Self {
        Self { text, delimiter: delimiter(text) }
    }

    /// A text with this delimiter: that of the first piece of the same file.
    pub fn divided_by(text: &'a str, delimiter: u8) -> Self {
        Self { text, delimiter }
    }

    /// What stands between fields.
    pub fn delimiter(self) -> u8 {
        self.delimiter
    }

    /// The records from byte `at`, which must be where a record starts.
    pub fn records(self, at: usize) -> Records<'a> {
        Records { csv: self, text: self.text, at, line: 0, marks: Marks::new(self, at), unclosed: None }
    }

    /// How many bytes there are.
    pub fn len(self) -> usize {
        self.text.len()
    }

    /// How many lines end before byte `at`.
    pub fn lines_before(self, at: usize) -> u32 {
        memchr_iter(b'\n', &self.text.as_bytes()[..at]).count() as u32
    }
}

/// A reader of the records of a text.
#[derive(Debug)]
pub struct Records<'a> {
    csv: Csv<'a>,
    text: &'a str,
    /// Where the next record starts.
    at: usize,
    /// The line of `at`, from 0.
    line: u32,
    marks: Marks,
    unclosed: Option<u32>,
}

/// One record; its memory is used again for the next.
#[derive(Debug, Default)]
pub struct Record<'a> {
    text: &'a str,
    start: usize,
    ends: Vec<usize>,
    /// Fields whose text differs from what stands in the file by more than the quotes around it.
    unescaped: Vec<(usize, String)>,
    /// The line it starts in, from 0.
    pub line: u32,
}

impl<'a> Record<'a> {
    /// The byte it starts at.
    pub fn start(&self) -> usize {
        self.start
    }

    /// How many fields there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The field at `index` as it reads, without its quotes; empty where the record is shorter.
    #[inline]
    pub fn field(&self, index: usize) -> &str {
        let field = self.written(index);
        if field.starts_with('"') { self.unquoted(index, field) } else { field }
    }

    /// All fields.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.field(index))
    }

    /// The limit it exceeds: no spreadsheet has so many columns, or so much in a cell.
    #[inline]
    pub fn exceeds(&self) -> Option<&'static Limit> {
        let length = self.ends.last().map_or(0, |end| end - self.start);
        if length <= TEXT.most as usize { None } else { self.exceeds_by_far() }
    }

    #[cold]
    fn exceeds_by_far(&self) -> Option<&'static Limit> {
        if self.len() > COLUMNS.most as usize {
            return Some(&COLUMNS);
        }
        let long = |field: &str| field.len() > TEXT.most as usize && field.chars().count() > TEXT.most as usize;
        self.fields().any(long).then_some(&TEXT)
    }

    #[inline]
    fn written(&self, index: usize) -> &'a str {
        let Some(&end) = self.ends.get(index) else { return "" };
        let start = if index == 0 { self.start } else { self.ends[index - 1] + 1 };
        &self.text[start..end]
    }

    #[cold]
    fn unquoted<'r>(&'r self, index: usize, field: &'r str) -> &'r str {
        let own = self.unescaped.iter().find(|(at, _)| *at == index).map(|(_, text)| text.as_str());
        own.unwrap_or_else(|| field[1..].strip_suffix('"').unwrap_or(&field[1..]))
    }

    /// Keeps the text of the field at `index` where more than the quotes around it must go.
    fn unescape(&mut self, index: usize) {
        let inner = &self.written(index)[1..];
        let Some(last) = inner.rfind('"') else { return };
        let (quoted, behind) = (&inner[..last], &inner[last + 1..]);
        if quoted.contains('"') || !behind.is_empty() {
            self.unescaped.push((index, quoted.replace("\"\"", "\"") + behind));
        }
    }
}

impl<'a> Records<'a> {
    /// Where the next record starts.
    pub fn position(&self) -> usize {
        self.at
    }

    /// How many lines were passed.
    pub fn lines(&self) -> u32 {
        self.line
    }

    /// The line, from 0, of a record with a quote that is never closed.
    pub fn unclosed(&self) -> Option<u32> {
        self.unclosed
    }

    /// Reads the next record that is no empty line; whether there was one.
    pub fn read(&mut self, record: &mut Record<'a>) -> bool {
        self.skip_empty_lines();
        if self.at >= self.text.len() {
            return false;
        }
        record.text = self.text;
        record.start = self.at;
        record.line = self.line;
        record.ends.clear();
        record.unescaped.clear();
        self.find_fields(record);
        true
    }

    fn skip_empty_lines(&mut self) {
        let bytes = self.text.as_bytes();
        let skipped = bytes[self.at..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let (mut length, mut lines) = (0, 0);
        for &byte in skipped {
            length += 1;
            lines += u32::from(byte == b'\n');
        }
        if length > 0 {
            self.line += lines;
            self.at += length;
            self.marks = Marks::new(self.csv, self.at);
        }
    }

    #[inline]
    fn find_fields(&mut self, record: &mut Record<'a>) {
        let bytes = self.text.as_bytes();
        let (mut field, mut quoted) = (self.at, false);
        while let Some(mark) = self.marks.next(self.csv) {
            match bytes[mark] {
                delimiter if delimiter == self.csv.delimiter => {
                    record.ends.push(mark);
                    field = mark + 1;
                }
                b'\n' => {
                    record.ends.push(mark - usize::from(mark > field && bytes[mark - 1] == b'\r'));
                    self.at = mark + 1;
                    self.line += 1;
                    return unescape_all(record, quoted);
                }
                _ if mark == field => {
                    quoted = true;
                    self.pass_quoted(mark);
                }
                _ => {}
            }
        }
        record.ends.push(bytes.len());
        self.at = bytes.len();
        unescape_all(record, quoted);
    }

    /// Moves behind the quote that closes the one at `open`.
    #[cold]
    fn pass_quoted(&mut self, open: usize) {
        let bytes = self.text.as_bytes();
        let mut from = open + 1;
        let close = loop {
            let Some(found) = memchr(b'"', &bytes[from..]) else {
                break None;
            };
            if bytes.get(from + found + 1) != Some(&b'"') {
                break Some(from + found);
            }
            from += found + 2;
        };
        if close.is_none() {
            self.unclosed = Some(self.line);
        }
        let end = close.map_or(bytes.len(), |close| close + 1);
        self.line += memchr_iter(b'\n', &bytes[open..end]).count() as u32;
        self.marks = Marks::new(self.csv, end);
    }
}

#[inline]
fn unescape_all(record: &mut Record<'_>, quoted: bool) {
    if quoted {
        let fields = (0..record.len()).filter(|&index| record.written(index).starts_with('"'));
        fields.collect::<Vec<_>>().into_iter().for_each(|index| record.unescape(index));
    }
}

/// How many bytes are looked at in one go.
const BLOCK: usize = 64;

/// The delimiters, quotes and line ends of a text: one bit for each byte of a block.
#[derive(Debug)]
struct Marks {
    block: usize,
    bits: u64,
}

impl Marks {
    fn new(csv: Csv<'_>, at: usize) -> Self {
        Self { block: at, bits: marks_of_block(csv, at) }
    }

    #[inline]
    fn next(&mut self, csv: Csv<'_>) -> Option<usize> {
        while self.bits == 0 {
            self.block += BLOCK;
            if self.block >= csv.len() {
                return None;
            }
            self.bits = marks_of_block(csv, self.block);
        }
        let mark = self.block + self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        Some(mark)
    }
}

#[inline]
fn marks_of_block(csv: Csv<'_>, at: usize) -> u64 {
    let rest = csv.text.as_bytes().get(at..).unwrap_or_default();
    if let Some(block) = rest.first_chunk::<BLOCK>() {
        return marks(block, csv.delimiter);
    }
    let mut block = [0; BLOCK];
    block[..rest.len()].copy_from_slice(rest);
    marks(&block, csv.delimiter)
}

/// Written so that the compiler compares sixteen or more bytes at once.
#[inline]
fn marks(block: &[u8; BLOCK], delimiter: u8) -> u64 {
    let mut flags = [0u8; BLOCK];
    for (flag, &byte) in flags.iter_mut().zip(block) {
        *flag = u8::from(byte == delimiter) | u8::from(byte == b'\n') | u8::from(byte == b'"');
    }
    let mut bits = 0;
    for (at, eight) in flags.as_chunks::<8>().0.iter().enumerate() {
        // The product gathers the lowest bits of eight bytes in the highest byte.
        let gathered = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits |= gathered << (8 * at);
    }
    bits
}

/// How many lines are tried for a place to cut.
const TRIED: usize = 64;

/// Where to cut a text into `count` pieces of like size, from byte `start`, at starts of records of `width` fields.
///
/// A line within quotes may look like a record; the reader of a piece notices when it does not arrive exactly at
/// the start of the next.
pub fn cuts(csv: Csv<'_>, start: usize, count: usize, width: usize) -> Vec<usize> {
    let mut cuts = vec![start];
    for piece in 1..count {
        let aim = start + (csv.len() - start) / count * piece;
        let lines = memchr_iter(b'\n', &csv.text.as_bytes()[aim..]).map(|end| aim + end + 1).take(TRIED);
        let cut = lines.filter(|&line| line < csv.len()).find(|&line| begins_record(csv, line, width));
        cuts.extend(cut.filter(|cut| !cuts.contains(cut)));
    }
    cuts
}

fn begins_record(csv: Csv<'_>, at: usize, width: usize) -> bool {
    let mut record = Record::default();
    csv.records(at).read(&mut record) && record.len() == width
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(u32, Vec<String>)> {
        let (mut records, mut record, mut out) = (Csv::new(text).records(0), Record::default(), Vec::new());
        while records.read(&mut record) {
            out.push((record.line, record.fields().map(str::to_owned).collect()));
        }
        out
    }

    fn row(line: u32, fields: &[&str]) -> (u32, Vec<String>) {
        (line, fields.iter().map(|field| (*field).to_owned()).collect())
    }

    #[test]
    fn quotes_commas_and_line_breaks_stay_in_their_field_and_lines_are_counted() {
        let text = "a,b\r\n\"1,\"\"x\"\"\",\"two\nlines\"\r\n\n,3";
        assert_eq!(all(text), [row(0, &["a", "b"]), row(1, &["1,\"x\"", "two\nlines"]), row(4, &["", "3"])]);
    }

    #[test]
    fn tabs_divide_where_they_prevail() {
        assert_eq!(all("a\tb\n1,5\t2"), [row(0, &["a", "b"]), row(1, &["1,5", "2"])]);
    }

    #[test]
    fn a_quote_inside_a_field_is_a_character() {
        assert_eq!(all("5\"屏,b\nc,d"), [row(0, &["5\"屏", "b"]), row(1, &["c", "d"])]);
    }

    #[test]
    fn an_empty_last_field_counts() {
        assert_eq!(all("a,\n,"), [row(0, &["a", ""]), row(1, &["", ""])]);
        assert_eq!(all("\"\""), [row(0, &[""])]);
        assert_eq!(all("\n\n"), []);
        assert_eq!(all("\"a\"b,\"c"), [row(0, &["ab", "c"])]);
    }

    #[test]
    fn an_unclosed_quote_is_noticed() {
        let (mut records, mut record) = (Csv::new("a\nb,\"c\nd").records(0), Record::default());
        while records.read(&mut record) {}
        assert_eq!(records.unclosed(), Some(1));
    }

    #[test]
    fn fields_longer_than_a_block_are_whole() {
        let long = "学".repeat(100);
        assert_eq!(all(&format!("{long},b\nc")), [row(0, &[&long, "b"]), row(1, &["c"])]);
    }

    #[test]
    fn cuts_fall_on_starts_of_records_whatever_the_quotes_hold() {
        let text: String = (0..200).map(|n| format!("{n},\"a\nb,\"\"{n}\n\",c\n")).collect();
        let starts: Vec<usize> = {
            let (mut records, mut record, mut out) = (Csv::new(&text).records(0), Record::default(), Vec::new());
            while records.read(&mut record) {
                out.push(record.start);
            }
            out
        };
        for count in 1..9 {
            let cuts = cuts(Csv::new(&text), 0, count, 3);
            assert_eq!(cuts.len(), count);
            assert!(cuts.iter().all(|cut| starts.contains(cut)), "{cuts:?}");
        }
    }
}
