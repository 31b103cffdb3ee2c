//! What passes between the two processes: frames of a kind, a length and bytes; columns go as they lie in memory.

use std::io::{self, Read, Write};
use std::ops::Range;

use junheng::function::native::{Answer, Argument, Batch, Failure, Outcome};

/// What a frame holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// What the plugin offers, as JSON.
    Offer = b'O',
    /// Why the file is not taken, as JSON.
    Refusal = b'R',
    /// A function and a batch for it.
    Batch = b'B',
    /// What came of one part.
    Outcome = b'A',
}

const KINDS: [Kind; 4] = [Kind::Offer, Kind::Refusal, Kind::Batch, Kind::Outcome];

/// A frame: its kind and its bytes.
pub type Frame = (Kind, Vec<u8>);

/// Writes a frame.
pub fn write(out: &mut impl Write, kind: Kind, bytes: &[u8]) -> io::Result<()> {
    out.write_all(&[kind as u8])?;
    out.write_all(&(bytes.len() as u64).to_le_bytes())?;
    out.write_all(bytes)?;
    out.flush()
}

/// Reads a frame of no more than so many bytes; `None` at the end.
pub fn read(input: &mut impl Read, most: u64) -> io::Result<Option<Frame>> {
    let mut head = [0u8; 9];
    if input.read(&mut head[..1])? == 0 {
        return Ok(None);
    }
    input.read_exact(&mut head[1..])?;
    let kind = KINDS.into_iter().find(|kind| *kind as u8 == head[0]).ok_or_else(garbled)?;
    let mut length = [0u8; 8];
    length.copy_from_slice(&head[1..]);
    let length = u64::from_le_bytes(length);
    if length > most {
        return Err(garbled());
    }
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(Some((kind, bytes))) } else { Err(garbled()) }
}

fn garbled() -> io::Error {
    io::Error::from(io::ErrorKind::InvalidData)
}

/// A function by its place, and some parts of a batch.
pub fn batch(function: usize, batch: &Batch, parts: Range<usize>) -> Vec<u8> {
    let first = if parts.start == 0 { 0 } else { batch.ends[parts.start - 1] };
    let ends = &batch.ends[parts];
    let rows = first..ends.last().copied().unwrap_or(first);
    let mut out = Vec::new();
    for number in [function, batch.columns.len(), ends.len()] {
        out.extend((number as u64).to_le_bytes());
    }
    ends.iter().for_each(|end| out.extend(((end - first) as u64).to_le_bytes()));
    for column in &batch.columns {
        out.push(u8::from(!column.there.is_empty()));
        column.values[rows.clone()].iter().for_each(|value| out.extend(value.to_le_bytes()));
        out.extend(column.there.get(rows.clone()).unwrap_or_default().iter().map(|there| u8::from(*there)));
    }
    out
}

/// The same, read.
pub fn read_batch(bytes: &[u8]) -> Option<(usize, Batch)> {
    let mut bytes = Bytes(bytes);
    let (function, columns, parts) = (bytes.number()?, bytes.number()?, bytes.number()?);
    let ends = (0..parts).map(|_| bytes.number()).collect::<Option<Vec<usize>>>()?;
    let rows = ends.last().copied().unwrap_or(0);
    let column = |_| {
        let has_absent = bytes.take(1)?[0] == 1;
        let values = bytes.take(rows.checked_mul(8)?)?.chunks_exact(8).map(double).collect();
        let there = if has_absent { bytes.take(rows)?.iter().map(|there| *there == 1).collect() } else { Vec::new() };
        Some(Argument { values, there })
    };
    let columns = (0..columns).map(column).collect::<Option<Vec<Argument>>>()?;
    let ordered = ends.is_sorted();
    ordered.then_some((function, Batch { columns, ends }))
}

/// What came of one part.
pub fn outcome(outcome: &Outcome) -> Vec<u8> {
    let mut out = Vec::new();
    match outcome {
        Ok(answers) => {
            out.push(0);
            for answer in answers {
                let (tag, number) = match answer {
                    Answer::Number(value) => (0, *value),
                    Answer::Undetermined(reason) => (1, f64::from(*reason)),
                    Answer::NotFinite => (2, 0.0),
                };
                out.push(tag);
                out.extend(number.to_le_bytes());
            }
        }
        Err(failure) => {
            let (tag, numbers, text) = failure_as_numbers(failure);
            out.push(tag);
            numbers.iter().for_each(|number| out.extend(number.to_le_bytes()));
            out.extend(text.as_bytes());
        }
    }
    out
}

/// The same, read: so many answers, or a failure; anything else is garbled.
pub fn read_outcome(bytes: &[u8], wanted: usize) -> Outcome {
    let parsed = match bytes.split_first() {
        Some((0, answers)) if Some(answers.len()) == wanted.checked_mul(9) => {
            answers.chunks_exact(9).map(answer).collect()
        }
        Some((tag, rest)) => failure(*tag, rest).map(Err),
        None => None,
    };
    parsed.unwrap_or(Err(Failure::Garbled))
}

/// How many bytes the outcome of a part may take.
pub fn longest_outcome(wanted: usize) -> u64 {
    wanted as u64 * 9 + (1 << 16)
}

fn answer(bytes: &[u8]) -> Option<Result<Answer, Failure>> {
    let value = double(&bytes[1..]);
    match bytes[0] {
        0 if value.is_finite() => Some(Ok(Answer::Number(value))),
        1 => Some(Ok(Answer::Undetermined(value as u8))),
        2 => Some(Ok(Answer::NotFinite)),
        _ => None,
    }
}

/// The failures a call itself can come to; those of the process are seen from outside.
fn failure_as_numbers(failure: &Failure) -> (u8, [u64; 2], &str) {
    match failure {
        Failure::Said(why) => (1, [0, 0], why),
        Failure::WrongLength(gave, wanted) => (2, [*gave, *wanted], ""),
        Failure::Elsewhere => (3, [0, 0], ""),
        Failure::WroteToInputs => (4, [0, 0], ""),
        _ => (9, [0, 0], ""),
    }
}

fn failure(tag: u8, rest: &[u8]) -> Option<Failure> {
    let mut bytes = Bytes(rest);
    let (first, second) = (bytes.number()? as u64, bytes.number()? as u64);
    match tag {
        1 => Some(Failure::Said(String::from_utf8_lossy(bytes.0).into_owned())),
        2 => Some(Failure::WrongLength(first, second)),
        3 => Some(Failure::Elsewhere),
        4 => Some(Failure::WroteToInputs),
        _ => None,
    }
}

fn double(bytes: &[u8]) -> f64 {
    let mut eight = [0u8; 8];
    eight.copy_from_slice(&bytes[..8]);
    f64::from_le_bytes(eight)
}

/// Bytes that are read from the front.
struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        let mut eight = [0u8; 8];
        eight.copy_from_slice(self.take(8)?);
        usize::try_from(u64::from_le_bytes(eight)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_arrives_as_it_was_sent_from_any_part_on() {
        let there = vec![true, false, true, true];
        let columns = vec![
            Argument { values: vec![1.5, 2.5, 3.5, 4.5], there: Vec::new() },
            Argument { values: vec![-0.0, 0.0, f64::MIN, 4.0], there },
        ];
        let sent = Batch { columns, ends: vec![1, 3, 4] };
        assert_eq!(read_batch(&batch(7, &sent, 0..3)), Some((7, sent.clone())));
        let (_, rest) = read_batch(&batch(7, &sent, 1..3)).expect("it is well formed");
        let (_, one) = read_batch(&batch(7, &sent, 1..2)).expect("it is well formed");
        assert_eq!((one.ends, &one.columns[0].values), (vec![2], &vec![2.5, 3.5]));
        assert_eq!((rest.ends, &rest.columns[1].there), (vec![2, 3], &vec![false, true, true]));
        let bytes = batch(7, &sent, 0..3);
        assert!((0..bytes.len()).all(|length| read_batch(&bytes[..length]).is_none()), "cut anywhere it is refused");
    }

    #[test]
    fn an_outcome_arrives_as_it_was_sent() {
        let answers = vec![Answer::Number(0.1), Answer::Undetermined(3), Answer::NotFinite];
        for sent in [Ok(answers), Err(Failure::Said("没有".to_owned())), Err(Failure::WrongLength(3, 4))] {
            assert_eq!(read_outcome(&outcome(&sent), 3), sent);
        }
        assert_eq!(read_outcome(&outcome(&Ok(vec![Answer::Number(0.1)])), 3), Err(Failure::Garbled));
        assert_eq!(read_outcome(b"", 0), Err(Failure::Garbled));
        assert_eq!(read_outcome(b"\x07and so on, for quite a while", 0), Err(Failure::Garbled));
    }

    #[test]
    fn a_frame_that_is_too_long_or_cut_is_refused() {
        let mut bytes = Vec::new();
        write(&mut bytes, Kind::Outcome, &[0; 20]).expect("a vector takes it");
        assert!(read(&mut &bytes[..], 19).is_err());
        assert!(read(&mut &bytes[..bytes.len() - 1], 20).is_err());
        assert!(read(&mut &b""[..], 20).is_ok_and(|frame| frame.is_none()));
        assert!(read(&mut &b"hello, this is printed"[..], 1 << 20).is_err());
    }
}
