//! The units below that were held against several measures, one row each.

use std::collections::BTreeMap;

use crate::paper::Paper;
use crate::record::{Finding, Found};

/// A unit below with what was found of each measure.
pub(crate) struct Row<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its code.
    pub unit: &'a str,
    /// The stage it is looked at.
    pub stage: Option<&'a str>,
    /// What was found of all measures together.
    pub whole: Option<&'a Found>,
    /// What was found of each measure.
    pub of: Vec<Option<&'a Found>>,
    /// The titles of other rules it fails.
    pub fails: Vec<&'a str>,
}

/// The first rule whose members were found on units below.
pub(crate) fn main_rule(paper: Paper<'_>) -> Option<&str> {
    let is_member = |found: &&Found| !found.item.is_empty() && found.level != paper.unit.level;
    paper.unit.below.iter().flatten().find(is_member).map(|found| found.rule.as_str())
}

/// The members of the rule, with their titles, in the order of the pack.
pub(crate) fn items<'a>(paper: Paper<'a>, rule: &str) -> Vec<(&'a str, &'a Finding)> {
    let mut items: Vec<(&str, &Finding)> = Vec::new();
    for finding in paper.unit.findings.iter().filter(|finding| finding.found.rule == rule) {
        let code = finding.found.item.as_str();
        if !code.is_empty() && !items.iter().any(|(known, _)| *known == code) {
            items.push((code, finding));
        }
    }
    items
}

/// The units below, one row for each stage, in the order of the findings.
pub(crate) fn rows<'a>(paper: Paper<'a>, rule: &str, items: &[(&str, &Finding)]) -> Vec<Row<'a>> {
    let mut places: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
    let mut rows: Vec<Row<'a>> = Vec::new();
    for found in paper.unit.below.iter().flatten().filter(|found| found.rule == rule) {
        let key = (found.unit.as_str(), found.stage.as_deref());
        let at = *places.entry(key).or_insert_with(|| {
            let name = if found.unit_name.is_empty() { &found.unit } else { &found.unit_name };
            let (unit, stage) = key;
            rows.push(Row { name, unit, stage, whole: None, of: vec![None; items.len()], fails: Vec::new() });
            rows.len() - 1
        });
        match items.iter().position(|(code, _)| *code == found.item) {
            Some(item) => rows[at].of[item] = Some(found),
            None => rows[at].whole = Some(found),
        }
    }
    add_failures(paper, rule, &mut rows);
    rows
}

/// What else a unit fails, at its stage or as a whole.
fn add_failures<'a>(paper: Paper<'a>, rule: &str, rows: &mut [Row<'a>]) {
    for failing in paper.unit.failing.iter().filter(|failing| failing.rule != rule) {
        let Some(head) = paper.record.run.rules.iter().find(|head| head.id == failing.rule) else { continue };
        let same = |row: &&mut Row<'_>| {
            row.unit == failing.unit && (failing.stage.is_none() || row.stage == failing.stage.as_deref())
        };
        rows.iter_mut().filter(same).for_each(|row| row.fails.push(paper.rule_title(head)));
    }
}
