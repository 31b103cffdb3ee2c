//! What a cell refuses, as the workbook itself checks it.

use junheng::diagnostic::fill;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, Workbook, Worksheet, XlsxError,
};

use super::super::wording::not_read_as;
use super::super::{Guide, Takes, style};

/// A list within a cell may be so long, in UTF-16 units.
const LONGEST_LIST: usize = 255;

/// The checks of a workbook, and the lists that are too long to stand in a check.
pub struct Checks<'t> {
    guide: &'t Guide,
    lists: Vec<Vec<String>>,
}

impl<'t> Checks<'t> {
    pub fn new(guide: &'t Guide) -> Self {
        Self { guide, lists: Vec::new() }
    }

    /// Checks the cells of a column from one row to another.
    pub fn add(
        &mut self,
        sheet: &mut Worksheet,
        (first, last): (u32, u32),
        column: u16,
        takes: &Takes,
    ) -> Result<(), XlsxError> {
        let said = &self.guide.refusals;
        let cell = format!("{}{}", rust_xlsxwriter::utility::column_number_to_name(column), first + 1);
        let check = match takes {
            Takes::Text => return Ok(()),
            Takes::OneOf(words) => self.one_of(words)?,
            Takes::Number { whole, from_zero } => self.number(&cell, *whole, *from_zero)?,
            Takes::Day => custom(&cell, &format!("{cell}>0"), &said.marks).set_error_message(&said.day)?,
            Takes::Between(low, high) => {
                let between = DataValidation::new().allow_decimal_number(DataValidationRule::Between(*low, *high));
                let bounds = [("low", low.to_string()), ("high", high.to_string())];
                between.set_error_message(fill(&said.points, &bounds))?
            }
            Takes::CodeIn(table, at) => {
                let message = fill(&said.code, &[("table", table.clone())]);
                let check = DataValidation::new().allow_list_formula(Formula::new(column_of(table, *at)));
                // A table that is not filled in yet must not keep the others waiting.
                check.set_error_style(DataValidationErrorStyle::Warning).set_error_message(message)?
            }
        };
        sheet.add_data_validation(first, column, last, column, &check.set_error_title(&said.title)?)?;
        Ok(())
    }

    fn one_of(&mut self, words: &[String]) -> Result<DataValidation, XlsxError> {
        let length = words.iter().map(|word| word.encode_utf16().count() + 1).sum::<usize>();
        // A comma divides the words of a list that stands in the check.
        let check = if length <= LONGEST_LIST && !words.iter().any(|word| word.contains([',', '"'])) {
            DataValidation::new().allow_list_strings(words)?
        } else {
            DataValidation::new().allow_list_formula(Formula::new(self.listed(words)))
        };
        check.set_error_message(&self.guide.refusals.word)
    }

    /// Where a list stands on the sheet of lists.
    fn listed(&mut self, words: &[String]) -> String {
        let at = self.lists.iter().position(|known| known == words).unwrap_or_else(|| {
            self.lists.push(words.to_vec());
            self.lists.len() - 1
        });
        let column = rust_xlsxwriter::utility::column_number_to_name(at as u16);
        format!("='{}'!${column}$2:${column}${}", self.guide.lists, words.len() + 1)
    }

    fn number(&self, cell: &str, whole: bool, from_zero: bool) -> Result<DataValidation, XlsxError> {
        let said = &self.guide.refusals;
        let (holds, message) = match (whole, from_zero) {
            (true, true) => (format!("AND({cell}>=0,{cell}=INT({cell}))"), &said.count),
            (true, false) => (format!("{cell}=INT({cell})"), &said.any_count),
            (false, true) => (format!("{cell}>=0"), &said.number),
            (false, false) => ("TRUE".to_owned(), &said.any_number),
        };
        custom(cell, &holds, &said.marks).set_error_message(message)
    }

    /// Writes the sheet of lists, where there are any.
    pub fn write_lists(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        if self.lists.is_empty() {
            return Ok(());
        }
        let sheet = book.add_worksheet().set_name(&self.guide.lists)?;
        sheet.write_string_with_format(0, 0, not_read_as(&self.guide.lists, &self.guide.title), &style::heading())?;
        for (at, words) in self.lists.iter().enumerate() {
            for (row, word) in words.iter().enumerate() {
                sheet.write_string_with_format(row as u32 + 1, at as u16, word, &style::sentence())?;
            }
            sheet.set_column_width(at as u16, 30)?;
        }
        sheet.protect();
        Ok(())
    }
}

/// A number for which something holds, or a mark for what does not apply.
fn custom(cell: &str, holds: &str, marks: &[String]) -> DataValidation {
    let marks: Vec<String> = marks.iter().map(|mark| format!("{cell}=\"{mark}\"")).collect();
    let formula = format!("=IF(ISNUMBER({cell}),{holds},OR({}))", marks.join(","));
    DataValidation::new().allow_custom(Formula::new(formula))
}

/// The cells below the header of a column, from 0, of a table.
fn column_of(table: &str, at: usize) -> String {
    let column = rust_xlsxwriter::utility::column_number_to_name(at as u16);
    format!("='{}'!${column}$2:${column}${}", table.replace('\'', "''"), super::FURTHER_ROWS)
}
