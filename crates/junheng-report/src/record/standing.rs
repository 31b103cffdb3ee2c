//! Where a unit stands: what its rules fail on, and what is missing to know more.

use junheng::diagnostic::Language;
use junheng::evaluate::{Explainer, Reason};

use super::detail::{Failing, Missing};
use super::draw::presence_id;
use super::form::Title;
use crate::context::Context;
use crate::summary::Summary;
use crate::text;

/// Which units each rule that is not met fails on, the worst first.
pub(super) fn failing(context: Context<'_>, summary: &Summary<'_>, subject: usize) -> Vec<Failing> {
    let mut out = Vec::new();
    for item in text::failing(summary) {
        for ((grain, row), causes) in text::failing_units(context, item, subject) {
            let frames = context.input.frames;
            out.push(Failing {
                rule: item.rule.id.clone(),
                level: context.program().schema[grain.level].id.clone(),
                unit: frames.units_of(grain.level).codes.get(frames.unit(grain, row)).to_owned(),
                stage: frames.stage(grain, row).map(|stage| context.program().schema[stage].id.clone()),
                place: both(context, |context| context.place(grain, row)),
                told: both(context, |context| text::findings_in_full(context, item.rule, &causes)),
            });
        }
    }
    out
}

/// What is missing, and which rules it leaves open.
pub(super) fn missing(
    context: Context<'_>,
    explainer: &Explainer<'_>,
    summary: &Summary<'_>,
    subject: usize,
) -> Vec<Missing> {
    let reasons = text::gathered(context, explainer, summary, subject);
    let told = reasons.into_iter().map(|(reason, rules)| {
        // The cell is told apart from the sentence: another kind of file has it elsewhere.
        let cell = reason.place.as_ref().map(|place| place.show());
        let reason = Reason { place: None, ..reason };
        let told = both(context, |context| text::missing_told(context, &reason, &rules));
        Missing { presence: presence_id(reason.presence).to_owned(), told, cell, rules }
    });
    told.collect()
}

/// A sentence in both languages.
fn both(context: Context<'_>, told: impl Fn(Context<'_>) -> String) -> Title {
    let said = |language| told(Context { language, ..context });
    Title { zh: said(Language::Chinese), en: said(Language::English) }
}
