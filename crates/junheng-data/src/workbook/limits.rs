//! How large a workbook may be, and the check before anything is made of it.

use std::io::Read;

use memchr::{memchr, memrchr};

use super::{Archive, Refusal, unreadable};

/// How large a file may be in one respect.
#[derive(Debug, PartialEq, Eq)]
pub struct Limit {
    /// In which respect, in Chinese and in English.
    pub what: [&'static str; 2],
    /// How much at most.
    pub most: u64,
}

const ENTRIES: Limit = Limit { what: ["压缩包内的文件数", "files within the archive"], most: 10_000 };
const SHEET_BYTES: Limit = Limit { what: ["解压后的字节数", "bytes when unpacked"], most: 1 << 30 };
const OTHER_BYTES: Limit =
    Limit { what: ["文本表解压后的字节数", "bytes of texts when unpacked"], most: 128 << 20 };
/// Between two tags: a spreadsheet allows a fifth of it in a cell.
const STRETCH: Limit = Limit { what: ["两个标记之间的字节数", "bytes between two tags"], most: 1 << 20 };
/// Texts that a workbook says it has: a reader makes room for them before it sees one.
pub const STRINGS: Limit = Limit { what: ["声明的文本条数", "texts it says it has"], most: 8 << 20 };
/// Cells that are read one row after the other.
pub const CELLS: Limit = Limit { what: ["一个工作表的格数", "cells of a sheet"], most: 50_000_000 };
/// Cells that are held all at once.
pub const HELD: Limit = Limit { what: ["工作簿的格数", "cells of the workbook"], most: 5_000_000 };
/// Cells of an xls, empty ones between the outermost included.
pub const AREA: Limit =
    Limit { what: ["工作表范围内的格数", "cells in the used area of the sheets"], most: 20_000_000 };
/// As many rows as a spreadsheet has.
pub const ROWS: Limit = Limit { what: ["行号", "as the number of a row"], most: 1 << 20 };
/// As many columns as a spreadsheet has.
pub const COLUMNS: Limit = Limit { what: ["列数", "columns"], most: 1 << 14 };
/// As many characters as a spreadsheet allows in a cell.
pub const TEXT: Limit = Limit { what: ["一格的字符数", "characters in a cell"], most: 32_767 };

/// Unpacks everything once into nothing: what an archive says of its own sizes may be false.
pub fn check(archive: &mut Archive<'_>) -> Result<(), Refusal> {
    if archive.len() as u64 > ENTRIES.most {
        return Err(Refusal::TooLarge(&ENTRIES));
    }
    let mut total = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(unreadable)?;
        let name = entry.name().map_err(unreadable)?.into_owned();
        let is_sheet = name.contains("worksheets/") || name == "content.xml";
        let limit = if is_sheet { &SHEET_BYTES } else { &OTHER_BYTES };
        total += measure(entry, limit, name.ends_with(".xml"))?;
        if total > SHEET_BYTES.most {
            return Err(Refusal::TooLarge(&SHEET_BYTES));
        }
    }
    Ok(())
}

/// How many bytes an entry has; refuses one with more than the limit, or with too long a stretch between two tags.
fn measure(mut entry: impl Read, limit: &'static Limit, is_xml: bool) -> Result<u64, Refusal> {
    let (mut buffer, mut total, mut stretch) = (vec![0; 1 << 16], 0, 0);
    loop {
        let count = entry.read(&mut buffer).map_err(unreadable)?;
        if count == 0 {
            return Ok(total);
        }
        let read = &buffer[..count];
        total += count as u64;
        // Within one buffer no stretch can be too long.
        stretch += memchr(b'<', read).unwrap_or(count) as u64;
        if total > limit.most {
            return Err(Refusal::TooLarge(limit));
        }
        if is_xml && stretch > STRETCH.most {
            return Err(Refusal::TooLarge(&STRETCH));
        }
        if let Some(last) = memrchr(b'<', read) {
            stretch = (count - last) as u64;
        }
    }
}
