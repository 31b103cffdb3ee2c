//! Numbers in words, and numbers of the rule: stages, items, per mille.

use crate::diagnostic::{
    COUNT_BEYOND_MEMBERS, COUNT_OF_TEXT, Diagnostic, Diagnostics, PER_MILLE_OF_TEXT, STAGES_OF_TEXT,
};
use crate::formula::{BinaryOperator, Expression, Shape, parse};
use crate::pack::{Formula, Limit};

use super::Page;
use super::formulas::{of_outcome, of_variant, walk};
use super::numerals::{before, figures};
use super::record::Record;

pub fn lint(page: Page<'_>, record: &Record<'_>, diagnostics: &mut Diagnostics) {
    beyond_members(page, record, diagnostics);
    if record.is_read {
        return;
    }
    stages(page, record, diagnostics);
    items(page, record, diagnostics);
    per_mille(record, diagnostics);
}

/// “小学不低于99%，初中不低于97%” and one limit for both.
fn stages(page: Page<'_>, record: &Record<'_>, diagnostics: &mut Diagnostics) {
    let [(_, Limit::One(formula))] = record.limits.as_slice() else { return };
    let text = record.texts.join("，");
    let named: Vec<&str> =
        page.pack.stage.iter().map(|stage| stage.title.zh.as_str()).filter(|stage| text.contains(stage)).collect();
    let mut stated = figures(&text);
    stated.dedup();
    if named.len() > 1 && stated.len() > 1 && formula.text.trim().starts_with(|letter: char| letter.is_ascii_digit()) {
        let told = Diagnostic::new(&STAGES_OF_TEXT).with("owner", record.id).with("stages", named.join("、"));
        diagnostics.push(told.with("figures", stated.join("、")).at(formula.span));
    }
}

/// How many members a rule counts.
fn members(page: Page<'_>, record: &Record<'_>) -> Option<u32> {
    record.rule.filter(|rule| !rule.of.is_empty())?;
    Some(page.program.rule(record.id)?.members.len() as u32)
}

/// The least counts that a condition asks for, each with the formula it stands in.
fn thresholds(formula: &Formula) -> Vec<(u32, std::ops::Range<usize>)> {
    let Ok(tree) = parse(&formula.text) else { return Vec::new() };
    let mut found = Vec::new();
    walk(&tree, &mut |part| found.extend(threshold(part)));
    found
}

/// `count(met) >= 6`
fn threshold(part: &Expression) -> Option<(u32, std::ops::Range<usize>)> {
    let Shape::Binary(operator, left, right) = &part.shape else { return None };
    let is_count = matches!(&left.shape, Shape::Call(name, _) if name == "count");
    let Shape::Number { digits, .. } = &right.shape else { return None };
    let number: u32 = digits.parse().ok().filter(|_| is_count)?;
    let more = u32::from(*operator == BinaryOperator::Greater);
    let asks = matches!(operator, BinaryOperator::Greater | BinaryOperator::GreaterEqual | BinaryOperator::Equal);
    asks.then_some((number + more, part.range.clone()))
}

/// More are asked for than there are: 31 conclusions of 20 items.
fn beyond_members(page: Page<'_>, record: &Record<'_>, diagnostics: &mut Diagnostics) {
    let Some(members) = members(page, record) else { return };
    for formula in record.rule.iter().filter_map(|rule| rule.met_when.as_ref()) {
        for (asked, range) in thresholds(formula).into_iter().filter(|(asked, _)| *asked > members) {
            let told = Diagnostic::new(&COUNT_BEYOND_MEMBERS).with("owner", record.id).with("asked", asked);
            diagnostics.push(told.with("members", members).at(formula.part(range.start, range.end)));
        }
    }
}

/// “十项至少八项” over members that are not ten.
fn items(page: Page<'_>, record: &Record<'_>, diagnostics: &mut Diagnostics) {
    let Some(members) = members(page, record) else { return };
    let asked = record.rule.iter().filter_map(|rule| rule.met_when.as_ref()).flat_map(thresholds);
    let Some(most_asked) = asked.map(|(asked, _)| asked).max() else { return };
    let text = record.texts.join("，");
    let stated: Vec<u32> = before(&text, "项").into_iter().filter(|number| *number > most_asked).collect();
    let Some(said) = stated.first().filter(|_| !stated.contains(&members)) else { return };
    let told = Diagnostic::new(&COUNT_OF_TEXT).with("owner", record.id).with("said", said);
    let at = record.rule.and_then(|rule| rule.of.first()).map_or(record.at, |first| first.span);
    diagnostics.push(told.with("members", members).at(at));
}

/// A text with ‰ whose formulas know no thousandth.
fn per_mille(record: &Record<'_>, diagnostics: &mut Diagnostics) {
    let text = record.texts.join("，");
    let Some(word) = ["‰", "千分之"].into_iter().find(|word| text.contains(word)) else { return };
    let outcomes = record.rule.iter().flat_map(|rule| &rule.outcome).flat_map(of_outcome);
    let conditions = record.rule.iter().filter_map(|rule| rule.met_when.as_ref());
    let variants = record.variants.iter().flat_map(of_variant);
    let mut formulas =
        record.limit_formulas().into_iter().chain(record.value).chain(outcomes).chain(conditions).chain(variants);
    let knows = |text: &str| ["‰", "千", "1000", "0.00"].iter().any(|mark| text.contains(mark));
    let decides = !record.limits.is_empty() || record.rule.is_some_and(|rule| rule.met_when.is_some());
    if decides && !knows(record.unit) && !formulas.any(|formula| knows(&formula.text)) {
        let told = Diagnostic::new(&PER_MILLE_OF_TEXT).with("owner", record.id).with("word", word);
        diagnostics.push(told.at(record.limit_at()));
    }
}
