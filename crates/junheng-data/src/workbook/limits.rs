//! How large a workbook may be.

use super::Refusal;

/// How large a file may be in one respect.
#[derive(Debug, PartialEq, Eq)]
pub struct Limit {
    /// In which respect, in Chinese and in English.
    pub what: [&'static str; 2],
    /// How much at most.
    pub most: u64,
}

/// Files within an archive.
pub const ENTRIES: Limit = Limit { what: ["压缩包内的文件数", "files within the archive"], most: 10_000 };
/// Bytes of a sheet, and of all files together; of everything packed in another file.
pub const SHEET_BYTES: Limit = Limit { what: ["解压后的字节数", "bytes when unpacked"], most: 1 << 30 };
/// Bytes of any other file.
pub const OTHER_BYTES: Limit =
    Limit { what: ["文本表解压后的字节数", "bytes of texts when unpacked"], most: 128 << 20 };
/// A tag, or what stands between two: a spreadsheet allows a fifth of it in a cell.
pub const STRETCH: Limit = Limit { what: ["两个标记之间的字节数", "bytes between two tags"], most: 1 << 20 };
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
/// Regions of merged cells over several rows.
pub const MERGED: Limit = Limit { what: ["合并区域数", "regions of merged cells"], most: 1 << 20 };
/// Formulas whose result is not there.
pub const UNWORKED: Limit = Limit { what: ["没有结果的公式数", "formulas without result"], most: 5_000_000 };
/// As many characters as a spreadsheet allows in a cell.
pub const TEXT: Limit = Limit { what: ["一格的字符数", "characters in a cell"], most: 32_767 };

/// Refuses what is beyond a limit.
#[inline]
pub fn within(count: u64, limit: &'static Limit) -> Result<(), Refusal> {
    if count > limit.most { Err(Refusal::TooLarge(limit)) } else { Ok(()) }
}
