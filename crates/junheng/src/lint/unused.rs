//! Records that nothing of the pack looks at; a `reading` says that they are there for others.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics, UNUSED};
use crate::pack::{Cite, Formula, Id, Pack, Text};
use crate::source::normal;

use super::Page;
use super::formulas::{names, of_limit, of_outcome, of_variant};

pub fn lint(page: Page<'_>, diagnostics: &mut Diagnostics) {
    let used = used(page.pack);
    let mut report = |id: &Id, what: [&str; 2], known: bool| {
        if !known && page.is_own(id.0.span) {
            let told = Diagnostic::new(&UNUSED).with("what_zh", what[0]).with("what", what[1]);
            diagnostics.push(told.with("id", id.as_str()).at(id.0.span));
        }
    };
    let pack = page.pack;
    for field in &pack.field {
        let called = std::iter::once(&field.label).chain(&field.aliases).map(|name| normal(name.as_str()));
        let known = called.chain([field.id.as_str().to_owned()]).any(|name| used.contains(&name));
        report(&field.id, ["数据项", "field"], known || field.reading.is_some());
    }
    for own in &pack.standard {
        report(&own.id, ["标准表", "standard"], used.contains(own.id.as_str()) || own.reading.is_some());
    }
    for own in &pack.scope {
        report(&own.id, ["范围", "scope"], used.contains(own.id.as_str()) || own.reading.is_some());
    }
    pack.parameter.iter().for_each(|own| report(&own.id, ["读法", "parameter"], used.contains(own.id.as_str())));
    pack.scale.iter().for_each(|own| report(&own.id, ["等级", "scale"], used.contains(own.id.as_str())));
    let cited = cited(pack);
    pack.source.iter().for_each(|own| report(&own.id, ["出处", "source"], cited.contains(own.id.as_str())));
    for section in &pack.section {
        let holds = |within: &Option<Text>| within.as_ref().is_some_and(|above| above.as_str() == section.id.as_str());
        let known =
            pack.rule.iter().any(|rule| holds(&rule.within)) || pack.section.iter().any(|own| holds(&own.within));
        report(&section.id, ["部分", "section"], known);
    }
}

/// Every name that some formula or reference of the pack mentions.
fn used(pack: &Pack) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    formulas(pack).into_iter().for_each(|formula| names(formula, &mut found));
    found.extend(references(pack).into_iter().map(|name| normal(name.as_str())));
    found
}

fn formulas(pack: &Pack) -> Vec<&Formula> {
    let mut all: Vec<&Formula> = Vec::new();
    for scope in &pack.scope {
        all.extend(scope.include.iter().chain(scope.exclude.iter().map(|out| &out.when)));
    }
    all.extend(pack.field.iter().flat_map(|field| field.derive.iter().chain(&field.check)));
    all.extend(pack.check.iter().flat_map(|check| check.holds.iter().chain(&check.value).chain(&check.filter)));
    for measure in &pack.measure {
        all.push(&measure.value);
        all.extend(measure.limits().into_iter().flat_map(|(_, limit)| of_limit(limit)));
        all.extend(measure.variant.iter().flat_map(of_variant));
    }
    for rule in &pack.rule {
        all.extend([&rule.applies, &rule.value, &rule.met_when, &rule.attainment_at_most].into_iter().flatten());
        all.extend(rule.limits().into_iter().flat_map(|(_, limit)| of_limit(limit)));
        all.extend(rule.variant.iter().flat_map(of_variant));
        all.extend(rule.outcome.iter().flat_map(of_outcome));
    }
    all.extend(pack.obligation.iter().map(|owed| &owed.must));
    for verdict in &pack.verdict {
        all.extend(verdict.met_when.iter().chain(verdict.outcome.iter().flat_map(of_outcome)));
    }
    all
}

/// Names outside formulas.
fn references(pack: &Pack) -> Vec<&Text> {
    let measures = pack.measure.iter().filter_map(|measure| measure.scope.as_ref());
    let rules = pack.rule.iter().flat_map(|rule| [&rule.scope, &rule.otherwise_from, &rule.scale]).flatten();
    let split = pack.split.iter().flat_map(|split| std::iter::once(&split.by).chain(&split.fields));
    let levels = pack.level.iter().filter_map(|level| level.opened_by.as_ref());
    let standards = pack.standard.iter().flat_map(|standard| &standard.by);
    let fields = pack.field.iter().filter_map(|field| field.scale.as_ref());
    let checks = pack.check.iter().flat_map(|check| &check.cells);
    let verdicts = pack.verdict.iter().filter_map(|verdict| verdict.scale.as_ref());
    let owed = pack.obligation.iter().filter_map(|owed| owed.after.as_ref());
    let rest = fields.chain(verdicts).chain(owed).chain(checks);
    measures.chain(rules).chain(split).chain(levels).chain(standards).chain(rest).collect()
}

/// The sources that some record cites.
fn cited(pack: &Pack) -> BTreeSet<&str> {
    all_cites(pack).into_iter().filter_map(|cite| cite.document.as_ref()).map(|document| document.as_str()).collect()
}

/// Every article that some record of the pack names.
pub fn all_cites(pack: &Pack) -> Vec<&Cite> {
    let mut all: Vec<&Cite> = Vec::new();
    all.extend(pack.change.iter().filter_map(|own| own.cite.as_ref()));
    all.extend(pack.parameter.iter().filter_map(|own| own.cite.as_ref()));
    for scope in &pack.scope {
        all.extend(scope.cite.iter().chain(scope.exclude.iter().filter_map(|out| out.cite.as_ref())));
    }
    all.extend(pack.split.iter().filter_map(|own| own.cite.as_ref()));
    all.extend(pack.field.iter().filter_map(|own| own.cite.as_ref()));
    all.extend(pack.check.iter().filter_map(|own| own.cite.as_ref()));
    all.extend(pack.standard.iter().filter_map(|own| own.cite.as_ref()));
    for measure in &pack.measure {
        all.extend(measure.cite.iter().chain(measure.variant.iter().filter_map(|own| own.cite.as_ref())));
    }
    for rule in &pack.rule {
        all.extend(rule.cite.iter().chain(rule.variant.iter().filter_map(|own| own.cite.as_ref())));
    }
    all.extend(pack.obligation.iter().filter_map(|own| own.cite.as_ref()));
    all.extend(pack.verdict.iter().filter_map(|own| own.cite.as_ref()));
    all
}
