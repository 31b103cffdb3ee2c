//! What is missing for the verdict to be known, or to be known in full: cells, columns, answers.

use std::collections::{BTreeMap, BTreeSet};

use junheng::assessment::State;
use junheng::evaluate::{Explainer, Reason};
use junheng::table::Presence;

use crate::context::Context;
use crate::layout::wrap;
use crate::native;
use crate::summary::{Item, Summary, whole_column};
use crate::wording;

/// More places than these are only counted.
const PLACES: usize = 8;

/// What is missing, and which rules it leaves open.
pub fn missing(context: Context<'_>, explainer: &Explainer<'_>, summary: &Summary<'_>, subject: usize) -> Vec<String> {
    let mut lines = vec![String::new(), context.word(&wording::MISSING).to_owned()];
    let reasons = gathered(context, explainer, summary, subject);
    let (unchecked, cells): (Vec<_>, Vec<_>) =
        reasons.into_iter().partition(|(reason, _)| reason.presence == Presence::Unanswered);
    if unchecked.is_empty() && cells.is_empty() {
        lines.push(format!("  {}", context.word(&wording::NOTHING_MISSING)));
    }
    let cells = columns_together(context, cells);
    for (reason, rules) in cells.iter().take(PLACES) {
        lines.extend(wrap(&told(context, reason, rules), 2));
    }
    if cells.len() > PLACES {
        let count = (cells.len() - PLACES).to_string();
        lines.push(format!("  {}", context.say(&wording::MORE_MISSING, &[("count", count)])));
    }
    let waiting: BTreeSet<&str> = unchecked.iter().map(|(reason, _)| reason.what.as_str()).collect();
    if !waiting.is_empty() {
        let listed: Vec<&str> = waiting.iter().copied().collect();
        let arguments =
            [("count", listed.len().to_string()), ("rules", listed.join(context.word(&wording::LIST_SEPARATOR)))];
        lines.extend(wrap(&context.say(&wording::UNCHECKED_LINE, &arguments), 2));
    }
    lines
}

/// Reasons with the rules each leaves open.
pub type Reasons = Vec<(Reason, Vec<String>)>;

/// Every reason once, with the rules it leaves open; those that leave open most come first.
pub fn gathered(context: Context<'_>, explainer: &Explainer<'_>, summary: &Summary<'_>, subject: usize) -> Reasons {
    let mut found: BTreeMap<Reason, Vec<String>> = BTreeMap::new();
    for item in summary.items.iter().filter(|item| summary.is_looked_at(item)) {
        for (reason, rule) in of_item(context, explainer, item, subject) {
            let rules = found.entry(whole_column(reason)).or_default();
            if !rules.contains(&rule) {
                rules.push(rule);
            }
        }
    }
    let mut reasons: Reasons = found.into_iter().collect();
    reasons.sort_by_key(|(_, rules)| std::cmp::Reverse(rules.len()));
    reasons
}

/// Columns that leave the same rules open, and points a pack does not state, as one reason.
fn columns_together(context: Context<'_>, reasons: Reasons) -> Reasons {
    let mut out: Reasons = Vec::new();
    let mut places = BTreeMap::new();
    for (reason, rules) in reasons {
        if matches!(reason.presence, Presence::NoColumn | Presence::NotStated) {
            let alike = (reason.presence, reason.unit.clone(), reason.stage.clone(), rules.clone());
            let at = *places.entry(alike).or_insert(out.len());
            if let Some((known, _)) = out.get_mut(at).filter(|_| !reason.what.is_empty()) {
                known.what = [known.what.as_str(), &reason.what].join(context.word(&wording::LIST_SEPARATOR));
                continue;
            }
        }
        out.push((reason, rules));
    }
    out
}

fn of_item(context: Context<'_>, explainer: &Explainer<'_>, item: &Item<'_>, subject: usize) -> Vec<(Reason, String)> {
    let mut checks: Vec<_> = item.deciding().map(|line| (line.check, line.item)).collect();
    checks.dedup();
    let mut found = Vec::new();
    for (check, member) in checks {
        let rule = if member.is_empty() { item.rule.id.clone() } else { format!("{}/{member}", item.rule.id) };
        let rows = context.rows(context.program().check(check).grain, subject);
        let open = rows.filter(|row| {
            matches!(context.view().state(check, *row), State::Undetermined | State::Error | State::NotChecked)
        });
        let reasons = open.flat_map(|row| explainer.reasons(check, row));
        found.extend(reasons.map(|reason| (reason, rule.clone())));
    }
    found
}

/// One thing that is missing, in words.
pub fn told(context: Context<'_>, reason: &Reason, rules: &[String]) -> String {
    let unit = match reason.stage.is_empty() {
        true => reason.unit.clone(),
        false => context.say(&wording::AT_STAGE, &[("unit", reason.unit.clone()), ("stage", reason.stage.clone())]),
    };
    let place = reason.place.as_ref().map(|place| context.say(&wording::AT_PLACE, &[("place", place.show())]));
    let arguments = [
        ("unit", unit),
        ("what", reason.what.clone()),
        ("why", native::why(context, reason)),
        ("place", place.unwrap_or_default()),
        ("rules", rules.join(context.word(&wording::LIST_SEPARATOR))),
    ];
    match reason.presence {
        _ if native::failed(reason) => context.say(&native::MISSING_ERROR, &arguments),
        Presence::NoColumn => context.say(&wording::MISSING_COLUMN, &arguments),
        _ if reason.what.is_empty() => context.say(&wording::MISSING_OTHER, &arguments),
        _ => context.say(&wording::MISSING_CELL, &arguments),
    }
}
