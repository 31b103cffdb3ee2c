//! What divides the columns of a text: found at its beginning, and said where it is no comma.

use junheng::diagnostic::Diagnostic;

use crate::catalogue::DELIMITER_CHOSEN;
use crate::name::ending;
use crate::plan::TableName;

/// What may divide columns, and its name in Chinese and English; the first wins where two are as frequent.
const KNOWN: [(u8, &str, &str); 4] = [
    (b',', "逗号", "commas"),
    (b'\t', "制表符", "tabs"),
    (b';', "分号", "semicolons"),
    (b'|', "竖线", "vertical bars"),
];

/// So many bytes are looked at.
const SNIFFED: usize = 4096;

/// The delimiter that occurs most at the beginning of a text, outside quotes.
pub fn delimiter(text: &str) -> u8 {
    let (mut counts, mut quoted) = ([0; KNOWN.len()], false);
    for &byte in text.as_bytes().iter().take(SNIFFED) {
        quoted ^= byte == b'"';
        if let (Some(at), false) = (KNOWN.iter().position(|(known, ..)| *known == byte), quoted) {
            counts[at] += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    counts.iter().zip(KNOWN).find(|(count, _)| **count == most).map_or(b',', |(_, (known, ..))| known)
}

/// What is said of a delimiter; nothing of commas, nor of tabs in a file whose name says so.
pub fn delimiter_note(delimiter: u8, table: &TableName) -> Option<Diagnostic> {
    let expected = if ending(&table.file) == "tsv" { b'\t' } else { b',' };
    let (_, chinese, english) = KNOWN.into_iter().find(|(known, ..)| *known == delimiter)?;
    let note = || table.says(&DELIMITER_CHOSEN).with("what_zh", chinese).with("what", english);
    (delimiter != expected).then(note)
}

#[cfg(test)]
mod tests {
    use super::delimiter;

    #[test]
    fn the_most_frequent_mark_outside_quotes_divides() {
        assert_eq!(delimiter("a;b\n\"1,5,6\";2"), b';');
        assert_eq!(delimiter("a|b|c\n1,5|2|3"), b'|');
        assert_eq!(delimiter("a\tb\n1,5\t2\n"), b'\t');
        assert_eq!(delimiter("a,b;c"), b',');
        assert_eq!(delimiter("甲"), b',');
    }
}
