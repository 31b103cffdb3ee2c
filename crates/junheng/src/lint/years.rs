//! 2016年及之前 takes 2016 in, 2016年之前 leaves it out: the formula must do the same.

use crate::diagnostic::{Diagnostic, Diagnostics, YEAR_OF_TEXT};
use crate::formula::{BinaryOperator, Expression, Shape, parse};
use crate::pack::{Cite, Formula, Text, Variant};

use super::Page;
use super::formulas::walk;
use super::record::records;

/// Phrases behind a year, whether they look back, and whether they take the year in.
const PHRASES: [(&str, bool, bool); 8] = [
    ("年及之前", true, true),
    ("年及以前", true, true),
    ("年及其以前", true, true),
    ("年之前", true, false),
    ("年以前", true, false),
    ("年及之后", false, true),
    ("年及以后", false, true),
    ("年之后", false, false),
];

pub fn lint(page: Page<'_>, diagnostics: &mut Diagnostics) {
    for record in records(page) {
        let rule = record.rule;
        let reading = rule.and_then(|rule| rule.reading.as_ref());
        let cite = rule.and_then(|rule| rule.cite.as_ref());
        let formulas = rule.iter().flat_map(|rule| [&rule.value, &rule.met_when, &rule.applies]).flatten();
        let told = said(&record.texts, reading, cite);
        formulas.for_each(|formula| compare(record.id, &told, formula, diagnostics));
        record.variants.iter().for_each(|variant| one(&record.texts, variant, diagnostics));
    }
    for scope in page.pack.scope.iter().filter(|scope| page.is_own(scope.id.0.span)) {
        for out in &scope.exclude {
            let told = said(&[], out.reading.as_ref(), out.cite.as_ref());
            compare(scope.id.as_str(), &told, &out.when, diagnostics);
        }
    }
}

fn one(above: &[&str], variant: &Variant, diagnostics: &mut Diagnostics) {
    let title = variant.title.iter().map(|title| title.zh.as_str());
    let texts: Vec<&str> = title.chain(above.iter().copied()).collect();
    let told = said(&texts, variant.reading.as_ref(), variant.cite.as_ref());
    compare(variant.id.as_str(), &told, &variant.when, diagnostics);
}

/// What is said of a record; a reading stands above the rest.
fn said(texts: &[&str], reading: Option<&Text>, cite: Option<&Cite>) -> String {
    match reading {
        Some(reading) => reading.value.clone(),
        None => texts.iter().copied().chain(cite.map(|cite| cite.text.as_str())).collect::<Vec<_>>().join("，"),
    }
}

fn compare(owner: &str, told: &str, formula: &Formula, diagnostics: &mut Diagnostics) {
    let Ok(tree) = parse(&formula.text) else { return };
    for (phrase, back, included) in PHRASES {
        for (at, _) in told.match_indices(phrase) {
            let Some(year) = at.checked_sub(4).and_then(|start| told.get(start..at)) else { continue };
            walk(&tree, &mut |part| {
                if differs(part, year, back, included) {
                    let words = format!("{year}{phrase}");
                    let told =
                        Diagnostic::new(&YEAR_OF_TEXT).with("owner", owner).with("words", words).with("year", year);
                    let right = if included { ["包括", "takes in"] } else { ["不包括", "leaves out"] };
                    let told = told.with("right_zh", right[0]).with("right", right[1]);
                    diagnostics.push(told.at(formula.part(part.range.start, part.range.end)));
                }
            });
        }
    }
}

/// Whether a comparison with this year looks the same way but treats the year itself otherwise.
fn differs(part: &Expression, year: &str, back: bool, included: bool) -> bool {
    use BinaryOperator::*;
    let Shape::Binary(operator, left, right) = &part.shape else { return false };
    let is_year = |side: &Expression| matches!(&side.shape, Shape::Number { digits, .. } if digits == year);
    let operator = match (operator, is_year(left), is_year(right)) {
        (own, false, true) => *own,
        (Less, true, false) => Greater,
        (LessEqual, true, false) => GreaterEqual,
        (Greater, true, false) => Less,
        (GreaterEqual, true, false) => LessEqual,
        _ => return false,
    };
    match (back, included) {
        (true, true) => operator == Less,
        (true, false) => operator == LessEqual,
        (false, true) => operator == Greater,
        (false, false) => operator == GreaterEqual,
    }
}
