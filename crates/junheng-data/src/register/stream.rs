//! A csv file as text, block by block: of a file of any size only one block is held.

use std::borrow::Cow;
use std::io::{Read, Seek, SeekFrom};

use encoding_rs::{Decoder, DecoderResult};
use junheng::diagnostic::Diagnostic;
use sha2::{Digest, Sha256};

use crate::csv::{Csv, Record};
use crate::encoding::{Decoded, Encoding, Reason, decode, mark};
use crate::plan::TableName;
use crate::read::encoding_note;

/// So many bytes are read in one go.
const BLOCK: usize = 1 << 20;
/// A record may be so many bytes long; behind a quote that is never closed everything is one record.
const LONGEST: usize = 1 << 24;

/// Why a text could not be read to its end.
#[derive(Debug)]
pub enum Broken {
    /// Its bytes are in no encoding that is known.
    Encoding,
    /// The system says this.
    System(String),
    /// A quote in this line, from 0, is never closed.
    Unclosed(u32),
}

impl From<std::io::Error> for Broken {
    fn from(error: std::io::Error) -> Self {
        Broken::System(error.to_string())
    }
}

/// What a file is, found in one pass over it.
#[derive(Debug)]
pub struct Nature {
    /// Its encoding.
    pub encoding: Encoding,
    /// Why that.
    pub reason: Reason,
    /// SHA-256 of its bytes; empty where it is not wanted.
    pub sha256: String,
    /// How many bytes its byte order mark takes.
    mark: usize,
}

impl Nature {
    /// What is said about the encoding; nothing where it is plain UTF-8.
    pub fn note(&self, table: &TableName) -> Option<Diagnostic> {
        let decoded = Decoded { text: Cow::Borrowed(""), encoding: self.encoding, reason: self.reason };
        encoding_note(&decoded, table)
    }
}

/// Reads a file once, for its encoding by the rules of [`encoding`](crate::encoding) and its fingerprint.
pub fn nature(file: &mut impl Read, stated: Option<Encoding>, fingerprint: bool) -> Result<Nature, Broken> {
    let mut hasher = Sha256::new();
    let mut utf8 = encoding_rs::UTF_8.new_decoder_without_bom_handling();
    let (mut block, mut first, mut valid) = (Vec::new(), Vec::new(), true);
    loop {
        let last = fill(file, &mut block)?;
        if fingerprint {
            hasher.update(&block);
        }
        valid &= is_valid(&mut utf8, &block, last);
        if first.is_empty() {
            first.clone_from(&block);
        }
        if last {
            break;
        }
    }
    let sha256 = if fingerprint { crate::read::hexadecimal(&hasher.finalize()) } else { String::new() };
    let (encoding, reason) = chosen(&first, stated, valid).ok_or(Broken::Encoding)?;
    Ok(Nature { encoding, reason, sha256, mark: mark(&first).map_or(0, |(_, length)| length) })
}

fn is_valid(decoder: &mut Decoder, block: &[u8], last: bool) -> bool {
    let mut text = String::new();
    text.reserve(decoder.max_utf8_buffer_length_without_replacement(block.len()).unwrap_or(block.len()));
    let (result, _) = decoder.decode_to_string_without_replacement(block, &mut text, last);
    result == DecoderResult::InputEmpty
}

/// The rules of [`encoding`](crate::encoding), the last of them by the first block.
fn chosen(first: &[u8], stated: Option<Encoding>, valid: bool) -> Option<(Encoding, Reason)> {
    if let Some((encoding, _)) = mark(first) {
        return Some((encoding, Reason::Mark));
    }
    if let Some(encoding) = stated {
        return Some((encoding, Reason::Stated));
    }
    if !valid {
        return Some((Encoding::Gb18030, Reason::NotUtf8));
    }
    let whole = first.iter().rposition(|byte| *byte == b'\n').map_or(first.len(), |at| at + 1);
    decode(&first[..whole], None).map(|Decoded { encoding, reason, .. }| (encoding, reason))
}

/// Reads a whole block; whether it is the last.
fn fill(file: &mut impl Read, block: &mut Vec<u8>) -> Result<bool, Broken> {
    block.clear();
    file.take(BLOCK as u64).read_to_end(block)?;
    Ok(block.len() < BLOCK)
}

/// Hands every record to `take`, with the line it starts in from 0; the first block is handed to `begin` before.
///
/// `begin` says how many records to pass over, or that nothing is wanted of this text.
pub fn records<F: Read + Seek>(
    file: &mut F,
    nature: &Nature,
    begin: impl FnOnce(&str) -> Option<u32>,
    mut take: impl FnMut(&Record<'_>, u32),
) -> Result<(), Broken> {
    file.seek(SeekFrom::Start(nature.mark as u64))?;
    let mut decoder = nature.encoding.codec().new_decoder_without_bom_handling();
    let (mut block, mut text, mut lines) = (Vec::new(), String::new(), 0);
    let mut last = next(file, &mut decoder, nature, &mut block, &mut text)?;
    let Some(behind) = begin(&text) else { return Ok(()) };
    let delimiter = Csv::new(&text).delimiter();
    loop {
        let (done, passed) = pass(Csv::divided_by(&text, delimiter), last, lines, behind, &mut take);
        if last {
            return passed.map_or(Ok(()), |line| Err(Broken::Unclosed(line)));
        }
        lines = done.1;
        text.drain(..done.0);
        if text.len() > LONGEST {
            return Err(Broken::Unclosed(lines));
        }
        last = next(file, &mut decoder, nature, &mut block, &mut text)?;
    }
}

/// Adds the next block to the text; whether it is the last.
fn next(
    file: &mut impl Read,
    decoder: &mut Decoder,
    nature: &Nature,
    block: &mut Vec<u8>,
    text: &mut String,
) -> Result<bool, Broken> {
    let last = fill(file, block)?;
    let start = text.len();
    text.reserve(decoder.max_utf8_buffer_length_without_replacement(block.len()).ok_or(Broken::Encoding)?);
    let (result, _) = decoder.decode_to_string_without_replacement(block, text, last);
    let refused = nature.encoding == Encoding::Gb18030 && text[start..].chars().any(crate::encoding::is_private);
    if result != DecoderResult::InputEmpty || refused { Err(Broken::Encoding) } else { Ok(last) }
}

/// Takes the records of a text that are whole. Gives where the rest starts, the line there, and the line of a quote
/// that is never closed.
fn pass(
    csv: Csv<'_>,
    last: bool,
    lines: u32,
    behind: u32,
    take: &mut impl FnMut(&Record<'_>, u32),
) -> ((usize, u32), Option<u32>) {
    let (mut records, mut record) = (csv.records(0), Record::default());
    let mut start = (records.position(), lines);
    while records.read(&mut record) {
        // What reaches to the end of a block may go on in the next.
        if records.position() == csv.len() && !last {
            return ((record.start(), lines + record.line), None);
        }
        let line = lines + record.line;
        if line + 1 > behind {
            take(&record, line);
        }
        start = (records.position(), lines + records.lines());
    }
    (start, records.unclosed().map(|line| lines + line))
}
