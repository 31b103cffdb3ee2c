//! What measures and rules have in common, as lints look at it.

use crate::pack::{Comparison, Fidelity, Formula, Limit, Measure, Rule, Variant};
use crate::source::Span;

use super::Page;
use super::formulas::of_limit;

/// A measure or a rule.
pub struct Record<'a> {
    pub id: &'a str,
    pub at: Span,
    /// The title and the requirement.
    pub texts: Vec<&'a str>,
    /// Whether the author says how it is read.
    pub is_read: bool,
    pub limits: Vec<(Comparison, &'a Limit)>,
    pub variants: &'a [Variant],
    pub unit: &'a str,
    pub value: Option<&'a Formula>,
    pub rule: Option<&'a Rule>,
}

impl<'a> Record<'a> {
    /// The formulas of its limits.
    pub fn limit_formulas(&self) -> Vec<&'a Formula> {
        self.limits.iter().flat_map(|(_, limit)| of_limit(limit)).collect()
    }

    /// Where its limit stands, else its id.
    pub fn limit_at(&self) -> Span {
        match self.limits.first() {
            Some((_, Limit::One(formula))) => formula.span,
            Some((_, Limit::ByStage(span, _))) => *span,
            None => self.at,
        }
    }
}

/// The measures and rules that the pack itself writes.
pub fn records<'a>(page: Page<'a>) -> Vec<Record<'a>> {
    let measures = page.pack.measure.iter().filter(|record| page.is_own(record.id.0.span)).map(measure);
    let rules = page.pack.rule.iter().filter(|record| page.is_own(record.id.0.span)).map(rule);
    measures.chain(rules).collect()
}

fn measure(record: &Measure) -> Record<'_> {
    Record {
        id: record.id.as_str(),
        at: record.id.0.span,
        texts: vec![&record.title.zh],
        is_read: record.reading.is_some(),
        limits: record.limits(),
        variants: &record.variant,
        unit: record.unit.as_str(),
        value: Some(&record.value),
        rule: None,
    }
}

fn rule(record: &Rule) -> Record<'_> {
    let title = record.title.iter().map(|title| title.zh.as_str());
    Record {
        id: record.id.as_str(),
        at: record.id.0.span,
        texts: title.chain(record.text.iter().map(|text| text.as_str())).collect(),
        is_read: record.reading.is_some(),
        limits: record.limits(),
        variants: &record.variant,
        unit: record.unit.as_ref().map_or("", |unit| unit.as_str()),
        value: record.value.as_ref(),
        rule: Some(record),
    }
}

/// Whether a rule is the author's own invention, which no document says.
pub fn is_constructed(page: Page<'_>, own: Option<Fidelity>) -> bool {
    own.or(page.pack.pack.fidelity) == Some(Fidelity::Constructed)
}
