//! Cases that nobody decides, that two values decide, and days on which nothing holds.

use crate::diagnostic::{Diagnostic, MISSING_CASE, NEVER_IN_FORCE, POINTS_OUT_OF_RANGE, TWO_IN_FORCE};
use crate::formula::{BinaryOperator, Expression, Shape, parse};
use crate::pack::{self, Award, Cell, Date, IfSeveral, Standard, Variant};
use crate::quantity::{Exact, parse_decimal, show_date};
use crate::source::Span;

use super::Compiler;

/// From when until when, both days included.
type Days = (Option<Date>, Option<Date>);

impl Compiler<'_> {
    pub(super) fn check_cases(&mut self) {
        for standard in &self.pack.standard {
            self.missing_rows(standard);
            self.rows_twice(standard);
        }
        for measure in &self.pack.measure {
            self.variants_twice(measure.id.as_str(), &measure.variant, measure.if_several);
            self.check_variants(measure.id.as_str(), &measure.variant, measure.limits().is_empty());
        }
        for rule in &self.pack.rule {
            self.in_force(rule.id.as_str(), (rule.from, rule.until), rule.id.0.span);
            self.variants_twice(rule.id.as_str(), &rule.variant, rule.if_several);
            self.check_variants(rule.id.as_str(), &rule.variant, rule.limits().is_empty());
            self.points_in_range(rule);
        }
        if let Some(days) = &self.pack.pack.in_force {
            self.in_force("pack", (days.from, days.to), days.span);
        }
    }

    /// Every word that a key of a table may be must stand in some row, unless the author says what holds outside.
    fn missing_rows(&mut self, standard: &Standard) {
        if standard.outside.is_some() {
            return;
        }
        for (at, key) in standard.by.iter().enumerate() {
            let stated =
                |word: &String| standard.rows.iter().any(|row| row.get(at).is_some_and(|cell| cell.show() == word));
            let words = self.words_of(key.as_str());
            let missing: Vec<String> = words.into_iter().filter(|word| !stated(word)).collect();
            self.missing_case(standard.id.as_str(), key.as_str(), &missing, key.span);
        }
    }

    fn missing_case(&mut self, owner: &str, field: &str, missing: &[String], at: Span) {
        if !missing.is_empty() {
            let told = Diagnostic::new(&MISSING_CASE).with("owner", owner).with("field", field);
            self.diagnostics.push(told.with("missing", missing.join("、")).at(at));
        }
    }

    /// The words that a field may take, where the pack lists them.
    fn words_of(&self, name: &str) -> Vec<String> {
        let Some(field) = self.schema.field(name) else { return Vec::new() };
        let record = self.pack.field.get(field.0 as usize);
        record.map_or_else(Vec::new, |record| record.values.iter().map(|word| word.value.clone()).collect())
    }

    /// The same keys in two rows of a table.
    fn rows_twice(&mut self, standard: &Standard) {
        let key = |cell: &Cell| match cell {
            Cell::Number(number) => number.exact.to_string(),
            Cell::Word(word) => word.value.clone(),
        };
        let keys = |row: &[Cell]| row.iter().rev().skip(1).map(key).collect::<Vec<_>>();
        for (at, row) in standard.rows.iter().enumerate() {
            let earlier = standard.rows[..at].iter().find(|earlier| keys(earlier) == keys(row));
            if let (Some(earlier), Some(here)) = (earlier.and_then(|row| row.first()), row.first()) {
                let told = Diagnostic::new(&TWO_IN_FORCE).with("owner", standard.id.as_str());
                self.diagnostics.push(told.at(here.span()).at(earlier.span()));
            }
        }
    }

    /// The same case in two variants on the same day; `error` says so itself, of the unit it happens to.
    fn variants_twice(&mut self, owner: &str, variants: &[Variant], several: Option<IfSeveral>) {
        if several == Some(IfSeveral::Error) {
            return;
        }
        for (at, variant) in variants.iter().enumerate() {
            let days = (variant.from, variant.until);
            let same = |other: &&Variant| other.when.text.trim() == variant.when.text.trim();
            let earlier = variants[..at].iter().filter(same).find(|other| overlap((other.from, other.until), days));
            if let Some(earlier) = earlier {
                let told = Diagnostic::new(&TWO_IN_FORCE).with("owner", owner);
                self.diagnostics.push(told.at(variant.when.span).at(earlier.when.span));
            }
        }
    }

    fn check_variants(&mut self, owner: &str, variants: &[Variant], alone: bool) {
        for variant in variants {
            self.in_force(variant.id.as_str(), (variant.from, variant.until), variant.id.0.span);
        }
        if alone && variants.iter().all(|variant| !variant.limits().is_empty()) {
            self.missing_variant(owner, variants);
        }
    }

    /// A limit that stands in variants only, one for each word of a field, must have one for each.
    fn missing_variant(&mut self, owner: &str, variants: &[Variant]) {
        let cases: Option<Vec<(String, Vec<String>)>> =
            variants.iter().map(|variant| case(&variant.when.text)).collect();
        let Some(cases) = cases else { return };
        let Some((field, _)) = cases.first().filter(|(first, _)| cases.iter().all(|(field, _)| field == first)) else {
            return;
        };
        let stated = |word: &String| cases.iter().any(|(_, words)| words.contains(word));
        let missing: Vec<String> = self.words_of(field).into_iter().filter(|word| !stated(word)).collect();
        self.missing_case(owner, field, &missing, variants[0].when.span);
    }

    fn in_force(&mut self, owner: &str, days: Days, at: Span) {
        let (Some(from), Some(until)) = days else { return };
        if from.days > until.days {
            let told = Diagnostic::new(&NEVER_IN_FORCE).with("owner", owner).with("from", show_date(from.days));
            self.diagnostics.push(told.with("until", show_date(until.days)).at(at));
        }
    }

    /// No line gives more than full points, or less than none.
    fn points_in_range(&mut self, rule: &pack::Rule) {
        let Some(full) = super::stated(&rule.points) else { return };
        for line in &rule.outcome {
            let points = line.points.as_ref().map(amounts).unwrap_or_default();
            let shares = line.share.as_ref().map(amounts).unwrap_or_default();
            let given = points.into_iter().chain(shares.into_iter().map(|(share, at)| (share * &full, at)));
            for (points, at) in given.filter(|(points, _)| *points > full || *points < Exact::default()) {
                let shown = |value: &Exact| crate::quantity::to_f64(value).to_string();
                let told = Diagnostic::new(&POINTS_OUT_OF_RANGE).with("owner", rule.id.as_str());
                self.diagnostics.push(told.with("full", shown(&full)).with("points", shown(&points)).at(at));
            }
        }
    }
}

/// The amounts an award states as numbers.
fn amounts(award: &Award) -> Vec<(Exact, Span)> {
    match award {
        Award::Formula(formula) => {
            parse_decimal(&formula.text).map(|exact| (exact, formula.span)).into_iter().collect()
        }
        Award::Range(low, high) => [low, high].map(|end| (end.exact.clone(), end.span)).into(),
    }
}

/// Whether two stretches of days share one.
fn overlap(one: Days, other: Days) -> bool {
    let before = |until: Option<Date>, from: Option<Date>| match (until, from) {
        (Some(until), Some(from)) => until.days < from.days,
        _ => false,
    };
    !before(one.1, other.0) && !before(other.1, one.0)
}

/// `field = word` or `field in [words]`.
fn case(when: &str) -> Option<(String, Vec<String>)> {
    let name = |part: &Expression| match &part.shape {
        Shape::Name(name) => Some(name.clone()),
        _ => None,
    };
    match parse(when).ok()?.shape {
        Shape::Binary(BinaryOperator::Equal, field, word) => Some((name(&field)?, vec![name(&word)?])),
        Shape::In(field, list) => {
            let Shape::List(words) = list.shape else { return None };
            Some((name(&field)?, words.iter().map(name).collect::<Option<_>>()?))
        }
        _ => None,
    }
}
