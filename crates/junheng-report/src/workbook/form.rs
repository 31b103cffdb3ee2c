//! 申报表: statutory forms as descriptions in files of their own; a form is used where the result has its rules.

mod fill;
mod tables;

use std::collections::BTreeMap;

use junheng::direction::isolated;
use serde::Deserialize;

use super::disparity::Disparities;
use crate::paper::Paper;
use crate::record::Title;
use crate::sheet::Sheet;

const FORMS: [&str; 2] = [include_str!("form/quality.toml"), include_str!("form/basic.toml")];

/// A statutory form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    title: Title,
    /// What is known of its layout.
    source: Title,
    /// The rules a result must have for the form to be its own.
    needs: Vec<String>,
    table: Vec<Table>,
}

/// A table of a form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    name: Title,
    title: Title,
    note: Option<Title>,
    kind: Kind,
    /// The rule whose members are the measures.
    #[serde(default)]
    rule: String,
    /// How many places the measures are shown with.
    places: Option<u32>,
    #[serde(default)]
    line: Vec<Line>,
    #[serde(default)]
    column: Vec<Column>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum Kind {
    /// A line for each of `line`.
    Lines,
    /// How many units meet each measure, and their share.
    UnitsMet,
    /// A row for each unit.
    Units,
    /// Means and coefficients of variation.
    Disparity,
}

/// A line of a form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[serde(default)]
    code: String,
    /// What is filled in; the title of the rule where it names one and has none.
    title: Option<Title>,
    #[serde(default)]
    places: u32,
    /// What the number is divided by: the form asks in 万人, the data counts people.
    #[serde(default = "one")]
    divide: f64,
    /// What is filled in; a line without it is one that no data is known for.
    take: Option<Take>,
    /// The rule whose state stands beside it.
    rule: Option<String>,
}

fn one() -> f64 {
    1.0
}

/// A column of the table of units.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Column {
    code: String,
    title: Title,
    /// The field that stands in it; none where no data is known for it.
    field: Option<String>,
    /// The number the form has for each word.
    #[serde(default)]
    codes: BTreeMap<String, u32>,
}

/// Where a number of the form comes from.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Take {
    /// A field of the unit itself.
    Field(String),
    /// The sum of a field over units below.
    Sum(Units),
    /// How many units below there are.
    Count(Units),
    /// A field of one unit below, by its name.
    Named(NamedUnit),
    /// The value found for a rule.
    Value(Of),
    /// How many units below do not meet a rule.
    Failing(Of),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Units {
    level: String,
    /// What is summed.
    field: Option<String>,
    stage: Option<String>,
    /// The words that a field must have one of.
    #[serde(default, rename = "where")]
    having: BTreeMap<String, Vec<String>>,
    /// A field whose sum over the stages of a unit must be at least a number.
    least: Option<Least>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedUnit {
    level: String,
    unit: String,
    field: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Least {
    field: String,
    number: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Of {
    rule: String,
    stage: Option<String>,
    /// Of failing units: the words that a field must have one of.
    #[serde(default, rename = "where")]
    having: BTreeMap<String, Vec<String>>,
}

/// The tables of the form that the result fills; nothing where no form is its own.
pub(super) fn sheets(paper: Paper<'_>, disparities: &Disparities<'_>) -> Vec<Sheet> {
    let known = |id: &String| paper.record.run.rules.iter().any(|head| head.id == *id);
    let forms = FORMS.iter().map(|text| read(text));
    let Some(form) = forms.into_iter().find(|form| form.needs.iter().all(known)) else { return Vec::new() };
    form.table.iter().map(|table| sheet(paper, disparities, &form, table)).collect()
}

fn read(text: &str) -> Form {
    toml::from_str(text).expect("the forms are part of the program, and a test reads each of them")
}

fn sheet(paper: Paper<'_>, disparities: &Disparities<'_>, form: &Form, table: &Table) -> Sheet {
    let mut sheet = Sheet::new(paper.title(&table.name), paper.title(&form.title));
    sheet.wide = if table.kind == Kind::Lines { 60 } else { sheet.wide };
    sheet.note([&*isolated(paper.unit_name()), paper.title(&table.title)].join(" "));
    sheet.notes.extend(table.note.as_ref().map(|note| paper.title(note).to_owned()));
    sheet.note(paper.title(&form.source));
    match table.kind {
        Kind::Lines => fill::lines(paper, table, &mut sheet),
        Kind::UnitsMet => tables::units_met(paper, table, &mut sheet),
        Kind::Units => tables::units(paper, table, &mut sheet),
        Kind::Disparity => tables::disparity(paper, disparities, table, &mut sheet),
    }
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_can_be_read() {
        for text in FORMS {
            let form = read(text);
            assert!(!form.needs.is_empty() && !form.table.is_empty(), "{}", form.title.zh);
            let is_told = |line: &Line| line.title.is_some() || line.rule.is_some();
            assert!(form.table.iter().flat_map(|table| &table.line).all(is_told), "{}", form.title.zh);
        }
    }
}
