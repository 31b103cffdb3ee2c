//! One cell: what stands there, and what it says as a number, a day or a word.

use std::borrow::Cow;

use junheng::diagnostic::Message;
use junheng::quantity::{self, Unit, Units};
use junheng::table::Presence;
use unicode_normalization::UnicodeNormalization;

use crate::catalogue::{
    CELL_UNIT, FORMULA_WITHOUT_VALUE, NEGATIVE_VALUE, NOT_A_DAY, NOT_A_NUMBER, NOT_WHOLE, SERIAL_DAY,
};
use crate::decimal::{Conversion, Decimal};
use crate::mapping::Blank;

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Raw<'a> {
    /// Text, perhaps empty.
    Text(&'a str),
    /// A number of a workbook.
    Number(f64),
    /// A day of a workbook, in days since 1970-01-01.
    Day(i32),
    /// A formula of a workbook without its result.
    Unworked,
}

impl<'a> Raw<'a> {
    /// Nothing.
    pub const EMPTY: Raw<'static> = Raw::Text("");

    /// Whether nothing stands there, or only spaces.
    pub fn is_blank(self) -> bool {
        matches!(self, Raw::Text(text) if text.trim().is_empty())
    }

    /// The cell as text, without spaces around it: a number without point where it is whole.
    #[inline]
    pub fn text(self) -> Cow<'a, str> {
        match self {
            Raw::Text(text) => Cow::Borrowed(text.trim()),
            Raw::Number(number) => Cow::Owned(number.to_string()),
            Raw::Day(day) => Cow::Owned(quantity::show_date(day)),
            Raw::Unworked => Cow::Borrowed(""),
        }
    }
}

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reading {
    /// A value.
    Value(f64),
    /// No value, for this reason.
    Absent(Presence),
    /// Something that cannot be the value.
    Wrong(&'static Message),
}

/// Which numbers of a column of percentages are doubtful.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubted {
    /// Those up to 1: nobody stated whether 0.95 means 95 %.
    Fractions,
    /// Those above 1: the mapping file states that 0.95 means 95 %.
    Wholes,
}

/// How the numbers of a column are read.
#[derive(Debug, Clone)]
pub struct NumberReader<'s> {
    /// The symbols of units.
    pub units: &'s Units,
    /// The unit of the field.
    pub unit: &'s Unit,
    /// From the unit of the column to that of the field.
    pub conversion: Conversion,
    /// Of a column of percentages, which of its numbers are doubtful.
    pub shares: Option<Doubted>,
    /// Whether only whole numbers may stand.
    pub whole: bool,
    /// Which message a number below zero gets; `None` where it may stand.
    pub negative: Option<&'static Message>,
    /// What an empty cell means.
    pub blank: Blank,
    /// Texts that mean "does not apply".
    pub not_applicable: &'s [String],
}

impl NumberReader<'_> {
    /// What the cell says, in the unit of the field.
    #[inline]
    pub fn read(&self, raw: Raw<'_>) -> Reading {
        match raw {
            Raw::Text("") => self.empty(),
            Raw::Text(text) => match Decimal::plain(text.as_bytes()) {
                Some(number) => self.check(self.conversion.apply(number)),
                None => self.written(text.trim()),
            },
            Raw::Number(number) => self.float(number),
            Raw::Day(_) => Reading::Wrong(&NOT_A_NUMBER),
            Raw::Unworked => Reading::Wrong(&FORMULA_WITHOUT_VALUE),
        }
    }

    fn empty(&self) -> Reading {
        match self.blank {
            Blank::Missing => Reading::Absent(Presence::Blank),
            Blank::Zero => Reading::Value(0.0),
            Blank::NotApplicable => Reading::Absent(Presence::NotApplicable),
        }
    }

    fn float(&self, number: f64) -> Reading {
        if self.conversion == Conversion::NONE {
            return self.check(number);
        }
        Decimal::shortest(number)
            .map_or(Reading::Wrong(&NOT_A_NUMBER), |number| self.check(self.conversion.apply(number)))
    }

    #[inline]
    fn check(&self, value: f64) -> Reading {
        if let (true, Some(message)) = (value < 0.0, self.negative) {
            return Reading::Wrong(message);
        }
        if self.whole && (value - value as i64 as f64).abs() > 0.0 {
            return Reading::Wrong(&NOT_WHOLE);
        }
        if value.is_finite() { Reading::Value(value) } else { Reading::Wrong(&NOT_A_NUMBER) }
    }

    /// Numbers as people write them: `1,014`, `１２３`, `12人`, `95%`, `3.5万元`.
    #[cold]
    fn written(&self, text: &str) -> Reading {
        if text.is_empty() {
            return self.empty();
        }
        if self.not_applicable.iter().any(|known| known == text) {
            return Reading::Absent(Presence::NotApplicable);
        }
        let text: String = text.nfkc().map(|c| if c == '−' { '-' } else { c }).collect();
        let Some((number, unit)) = number_and_unit(&text) else {
            return Reading::Wrong(&NOT_A_NUMBER);
        };
        if unit.is_empty() {
            return self.check(self.conversion.apply(number));
        }
        let Ok(unit) = self.units.parse(unit) else {
            return Reading::Wrong(&NOT_A_NUMBER);
        };
        match conversion(&unit, self.unit) {
            Some(conversion) => self.check(conversion.apply(number)),
            None => Reading::Wrong(&CELL_UNIT),
        }
    }
}

/// From one unit to another; `None` where they measure different things.
///
/// A bare count (个, 所) may stand for any unit: 12 个 in a column of 间 are 12 间.
pub fn conversion(from: &Unit, to: &Unit) -> Option<Conversion> {
    if from.dimension.is_none() && from.scale == Unit::none().scale {
        return Some(Conversion::NONE);
    }
    let same = from.dimension.matches(&to.dimension);
    same.then(|| Conversion::by(&(&from.scale / &to.scale)))
}

/// Whether numbers in a unit are hundredths or thousandths of a whole.
pub fn is_percentage(unit: &Unit) -> bool {
    unit.dimension.is_none() && unit.scale < Unit::none().scale
}

fn number_and_unit(text: &str) -> Option<(Decimal, &str)> {
    let is_numeral = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+');
    let mut end = text.find(|c| !is_numeral(c)).unwrap_or(text.len());
    if let Some(rest) = text[end..].strip_prefix(['e', 'E']) {
        let exponent = rest.find(|c| !is_numeral(c)).unwrap_or(rest.len());
        end += 1 + exponent;
    }
    let number = Decimal::scientific(&without_separators(&text[..end])?)?;
    Some((number, text[end..].trim()))
}

/// `1,014.5` is 1014.5; `1,01` is nothing.
fn without_separators(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains(',') {
        return Some(Cow::Borrowed(text));
    }
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let mut groups = whole.trim_start_matches(['-', '+']).split(',');
    let first = groups.next()?;
    let grouped = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    let comma_behind_point = text[whole.len()..].contains(',');
    (grouped && !comma_behind_point).then(|| Cow::Owned(text.replace(',', "")))
}

/// What a date cell says, in days since 1970-01-01.
pub fn read_day(raw: Raw<'_>, blank: Blank, not_applicable: &[String]) -> Reading {
    let text = match raw {
        Raw::Day(day) => return Reading::Value(f64::from(day)),
        Raw::Unworked => return Reading::Wrong(&FORMULA_WITHOUT_VALUE),
        Raw::Number(number) => number.to_string(),
        Raw::Text(text) => text.trim().nfkc().collect(),
    };
    if text.is_empty() {
        return Reading::Absent(blank.without_number());
    }
    if not_applicable.contains(&text) {
        return Reading::Absent(Presence::NotApplicable);
    }
    match day(&text) {
        Some(day) => Reading::Value(f64::from(day)),
        None if serial(&text).is_some() => Reading::Wrong(&SERIAL_DAY),
        None => Reading::Wrong(&NOT_A_DAY),
    }
}

/// The day a spreadsheet that counts from 1900 shows for this number, from 1950 to 2050, in days since 1970-01-01.
pub fn serial(text: &str) -> Option<i32> {
    let number: i32 = text.parse().ok()?;
    (18_264..=54_789).contains(&number).then_some(number - 25_569)
}

/// `2024-12-31`, `2024/12/31`, `2024.12.31`, `2024年12月31日`, `20241231`, each perhaps with a time behind it.
fn day(text: &str) -> Option<i32> {
    let text = text.split_once([' ', 'T']).filter(|(_, time)| is_time(time)).map_or(text, |(day, _)| day);
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return checked_day(&text[..4], &text[4..6], &text[6..]);
    }
    let text = text.strip_suffix('日').unwrap_or(text);
    let mut parts = text.split(['-', '/', '.', '年', '月']).map(str::trim);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() { None } else { checked_day(year, month, day) }
}

/// `0:00`, `00:00:00`, `08:30:00.000`.
fn is_time(text: &str) -> bool {
    text.contains(':') && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'))
}

fn checked_day(year: &str, month: &str, day: &str) -> Option<i32> {
    let number = |part: &str, longest: usize| {
        let digits = !part.is_empty() && part.len() <= longest && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse::<i32>().ok()).flatten()
    };
    let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
    if year < 1000 { None } else { quantity::day(year, month, day) }
}

/// The message for numbers below zero in an ordinary column.
pub const NEGATIVE: Option<&'static Message> = Some(&NEGATIVE_VALUE);

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(unit: &str, whole: bool, raw: Raw<'_>) -> Reading {
        let units = Units::default();
        let unit = units.parse(unit).expect("a unit");
        let not_applicable = ["/".to_owned(), "—".to_owned()];
        let reader = NumberReader {
            units: &units,
            unit: &unit,
            conversion: Conversion::NONE,
            shares: None,
            whole,
            negative: NEGATIVE,
            blank: Blank::Missing,
            not_applicable: &not_applicable,
        };
        reader.read(raw)
    }

    fn text(unit: &str, text: &str) -> Reading {
        read_as(unit, false, Raw::Text(text))
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (unit, written, value) in [
            ("生", "1,014", 1014.0),
            ("生", "１２３", 123.0),
            ("生", "12人", 12.0),
            ("生", " 12 ", 12.0),
            ("间", "12个", 12.0),
            ("%", "95%", 95.0),
            ("%", "95", 95.0),
            ("", "95％", 0.95),
            ("元", "3.5万元", 35_000.0),
            ("万元", "35,000元", 3.5),
            ("元", "0.07万元", 700.0),
            ("元", "1.5E+3", 1500.0),
            ("㎡", "3亩", 2000.0),
        ] {
            assert_eq!(text(unit, written), Reading::Value(value), "{written} in {unit}");
        }
    }

    #[test]
    fn what_is_no_number_is_said_so() {
        for written in ["abc", "1,01", "1,0145", "12..5", "十二", "1.5,000", "12x"] {
            assert_eq!(text("生", written), Reading::Wrong(&NOT_A_NUMBER), "{written}");
        }
        assert_eq!(text("生", "12元"), Reading::Wrong(&CELL_UNIT));
        assert_eq!(text("生", "−3"), Reading::Wrong(&NEGATIVE_VALUE));
        assert_eq!(read_as("生", true, Raw::Text("1.5")), Reading::Wrong(&NOT_WHOLE));
        assert_eq!(read_as("生", true, Raw::Number(2.0)), Reading::Value(2.0));
    }

    #[test]
    fn absent_is_not_zero() {
        assert_eq!(text("生", "  "), Reading::Absent(Presence::Blank));
        assert_eq!(text("生", "—"), Reading::Absent(Presence::NotApplicable));
        assert_eq!(text("生", "0"), Reading::Value(0.0));
    }

    #[test]
    fn days_count_from_1970() {
        for (written, days) in [
            ("1970-01-01", 0.0),
            ("2024/2/29", 19_782.0),
            ("2024年12月31日", 20_088.0),
            ("1969.12.31", -1.0),
            ("20241231", 20_088.0),
            ("2024-12-31 00:00:00", 20_088.0),
            ("2024/12/31 8:30", 20_088.0),
        ] {
            assert_eq!(read_day(Raw::Text(written), Blank::Missing, &[]), Reading::Value(days), "{written}");
        }
        for written in ["2023-02-29", "2024-13-01", "2024", "24-1-1", "2024-1-1-1", "20241331", "2024-12-31 x"] {
            assert_eq!(read_day(Raw::Text(written), Blank::Missing, &[]), Reading::Wrong(&NOT_A_DAY), "{written}");
        }
        assert_eq!(read_day(Raw::Number(45_657.0), Blank::Missing, &[]), Reading::Wrong(&SERIAL_DAY));
        assert_eq!(serial("45657").map(quantity::show_date).as_deref(), Some("2024-12-31"));
        assert_eq!(
            [0, 19_782, 20_088, -1].map(quantity::show_date),
            ["1970-01-01", "2024-02-29", "2024-12-31", "1969-12-31"]
        );
    }
}
