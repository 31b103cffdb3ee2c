//! Words that say which way, and limits that say another.

use crate::diagnostic::{BOUNDARY_OF_TEXT, DIRECTION_OF_RATIO, DIRECTION_OF_TEXT, Diagnostic, Diagnostics};
use crate::pack::Comparison;

use super::numerals::follows_a_number;
use super::record::Record;

/// Words of a least value.
const LEAST: [&str; 5] = ["不低于", "不少于", "不小于", "至少", "≥"];
/// Words of a greatest value.
const MOST: [&str; 6] = ["不高于", "不超过", "不大于", "不多于", "至多", "≤"];
/// Words that include their number by law and are often meant otherwise; they count only behind a number.
const BEYOND: [&str; 1] = ["以上"];
const WITHIN: [&str; 2] = ["以下", "以内"];

/// Ratios of teachers or machines to pupils, more is better; and those the other way round.
const RATIOS: [(&str, &str, bool); 4] =
    [("师生比", "师", true), ("生师比", "生", false), ("机生比", "台", true), ("生机比", "生", false)];

pub fn lint(record: &Record<'_>, diagnostics: &mut Diagnostics) {
    if record.is_read {
        return;
    }
    direction(record, diagnostics);
    ratio(record, diagnostics);
    boundary(record, diagnostics);
}

/// The first of the words that stands in a text.
fn found<'w>(text: &str, sure: &[&'w str], behind_a_number: &[&'w str]) -> Option<&'w str> {
    let sure = sure.iter().find(|word| text.contains(**word));
    sure.or_else(|| behind_a_number.iter().find(|word| follows_a_number(text, word))).copied()
}

/// A title says 不低于 and the limit is an upper one, or the other way round.
fn direction(record: &Record<'_>, diagnostics: &mut Diagnostics) {
    let Some((comparison, _)) = record.limits.first().filter(|(way, _)| *way != Comparison::EqualTo) else { return };
    let text = record.texts.join("，");
    let (least, most) = (found(&text, &LEAST, &BEYOND), found(&text, &MOST, &WITHIN));
    let word = match (least, most, comparison.is_upper()) {
        (Some(word), None, true) | (None, Some(word), false) => word,
        _ => return,
    };
    let told = Diagnostic::new(&DIRECTION_OF_TEXT).with("owner", record.id).with("word", word);
    diagnostics.push(told.with("sign", comparison.symbol()).at(record.limit_at()));
}

/// 师生比 is teachers by pupils and wants more; 生师比 is pupils by teachers and wants less.
fn ratio(record: &Record<'_>, diagnostics: &mut Diagnostics) {
    let text = record.texts.join("，");
    let Some((ratio, first, more)) = RATIOS.iter().find(|(ratio, ..)| text.contains(ratio)) else { return };
    let turned = !record.unit.is_empty() && record.unit.contains('/') && !record.unit.starts_with(first);
    let against = record.limits.first().is_some_and(|(way, _)| *way != Comparison::EqualTo && way.is_upper() == *more);
    if turned || against {
        let told = Diagnostic::new(&DIRECTION_OF_RATIO).with("owner", record.id).with("ratio", ratio);
        let sign = record.limits.first().map_or("", |(comparison, _)| comparison.symbol());
        diagnostics.push(told.with("unit", record.unit).with("sign", sign).at(record.limit_at()));
    }
}

/// 85分以上 does not say whether 85 itself is meant, unless it says 含.
fn boundary(record: &Record<'_>, diagnostics: &mut Diagnostics) {
    let text = record.texts.join("，");
    let words = BEYOND.iter().chain(&WITHIN);
    let Some(word) = words.into_iter().find(|word| follows_a_number(&text, word)) else { return };
    let decides = !record.limits.is_empty() || record.rule.is_some_and(|rule| rule.met_when.is_some());
    if decides && !text.contains('含') && !LEAST.iter().chain(&MOST).any(|word| text.contains(word)) {
        diagnostics.push(Diagnostic::new(&BOUNDARY_OF_TEXT).with("owner", record.id).with("word", word).at(record.at));
    }
}
