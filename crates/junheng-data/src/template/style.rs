//! How a template looks: widths for Chinese text, fonts, colours, locks.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};
use unicode_width::UnicodeWidthStr as _;

use super::{Column, Holds, Takes};

/// A font that offices have.
pub const FONT: &str = "宋体";

/// How many columns of a half-width character a text takes; the writer's own measure knows no Chinese.
pub fn width(text: &str) -> usize {
    text.lines().map(|line| line.width()).max().unwrap_or(0)
}

/// How many lines a text takes in so many columns.
pub fn lines(text: &str, columns: usize) -> usize {
    text.lines().map(|line| line.width().div_ceil(columns.max(1)).max(1)).sum::<usize>().max(1)
}

/// The height of a row of so many lines, in points; a sheet has none higher than 409.
pub fn height(lines: usize) -> f64 {
    (lines as f64 * 15.0 + 4.0).min(409.0)
}

/// The width of a column whose cells are as wide as `widest`: a header takes up to three lines.
pub fn column_width(column: &Column, widest: usize) -> usize {
    let header = width(&column.header).div_ceil(if column.holds.is_key() { 1 } else { 3 }) + 2;
    let most = if column.holds == Holds::Shown { 40 } else { 30 };
    let least = if column.holds == Holds::Answer { 14 } else { 9 };
    header.max(widest + 2).clamp(least, most)
}

fn plain() -> Format {
    Format::new().set_font_name(FONT).set_font_size(11).set_align(FormatAlign::VerticalCenter)
}

/// The format of a header: bold on a colour of its own, wrapped, locked.
pub fn header(holds: Holds) -> Format {
    const STAGES: [u32; 4] = [0xE2EFDA, 0xDDEBF7, 0xFCE4D6, 0xE4DFEC];
    let colour = match holds {
        Holds::Field(_, Some(stage)) => STAGES[stage.0 as usize % STAGES.len()],
        Holds::Field(_, None) | Holds::Answer => 0xFFF2CC,
        _ => 0xD9D9D9,
    };
    let format = plain().set_bold().set_text_wrap().set_align(FormatAlign::Center).set_border(FormatBorder::Thin);
    format.set_background_color(Color::RGB(colour))
}

/// The format of cells to fill in.
pub fn open(column: &Column) -> Format {
    let format = match column.takes {
        Takes::Day => plain().set_num_format("yyyy-mm-dd"),
        // Codes keep their zeros, and their last digits.
        _ if column.holds.is_key() => plain().set_num_format("@"),
        _ => plain(),
    };
    if column.holds == Holds::Answer { format.set_text_wrap().set_unlocked() } else { format.set_unlocked() }
}

/// The format of cells that are known and say which row it is.
pub fn locked(column: &Column) -> Format {
    let format = plain().set_num_format("@").set_background_color(Color::RGB(0xF2F2F2));
    if column.holds == Holds::Shown { format.set_text_wrap() } else { format }
}

/// The format of a title.
pub fn title() -> Format {
    plain().set_bold().set_font_size(16).set_text_wrap()
}

/// The format of a heading.
pub fn heading() -> Format {
    plain().set_bold().set_font_size(12)
}

/// The format of a sentence.
pub fn sentence() -> Format {
    plain().set_text_wrap().set_align(FormatAlign::Top)
}

/// The format of a cell in a list of the instructions.
pub fn listed() -> Format {
    sentence().set_border(FormatBorder::Thin)
}

/// The format of the header of such a list.
pub fn list_header() -> Format {
    listed().set_bold().set_background_color(Color::RGB(0xD9D9D9))
}
