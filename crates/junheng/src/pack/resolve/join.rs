//! Two trees as one: arrays one behind the other, own rules where they say.

use crate::diagnostic::{CYCLE, DUPLICATE_ID, Diagnostic, Diagnostics};

use super::super::tree::{Entry, Node, Value};
use super::path::{has_id, unknown_name};

/// Appends the arrays of `other` to those of `tree`; the heads are joined, any other table may stand once.
pub fn append(tree: &mut Node, other: Node, diagnostics: &mut Diagnostics) {
    let (Value::Table(known), Value::Table(entries)) = (&mut tree.value, other.value) else { return };
    for entry in entries {
        match known.iter_mut().find(|known| known.key == entry.key) {
            None => known.push(entry),
            Some(place) => join(place, entry, diagnostics),
        }
    }
}

fn join(place: &mut Entry, entry: Entry, diagnostics: &mut Diagnostics) {
    let key = entry.key;
    match (&mut place.node.value, entry.node.value) {
        (Value::List(members), Value::List(more)) => members.extend(more),
        (Value::Table(known), Value::Table(more)) if key == "pack" => {
            known.extend(more);
            place.node.span = entry.node.span;
        }
        _ => diagnostics.push(Diagnostic::new(&DUPLICATE_ID).with("id", key).at(entry.span).at(place.span)),
    }
}

/// The same for what a pack says itself: a rule with `after` is put behind the one it names.
pub fn append_own(tree: &mut Node, mut own: Node, diagnostics: &mut Diagnostics) {
    let waiting = take_waiting(&mut own);
    append(tree, own, diagnostics);
    if waiting.is_empty() {
        return;
    }
    let rules = match tree.get_mut("rule") {
        Some(Node { value: Value::List(rules), .. }) => rules,
        // Only rules that wait: they can wait for each other at most.
        _ => {
            let (Value::Table(entries), Some(first)) = (&mut tree.value, waiting.first()) else { return };
            let (span, key) = (first.span, "rule".to_owned());
            entries.push(Entry { key, span, node: Node { span, value: Value::List(Vec::new()) } });
            let Some(Value::List(rules)) = entries.last_mut().map(|entry| &mut entry.node.value) else { return };
            rules
        }
    };
    place(rules, waiting, diagnostics);
}

/// The rules with `after`, taken out of a tree.
fn take_waiting(own: &mut Node) -> Vec<Node> {
    let Some(Node { value: Value::List(rules), .. }) = own.get_mut("rule") else { return Vec::new() };
    let (waiting, kept) = std::mem::take(rules).into_iter().partition(|rule| after(rule).is_some());
    *rules = kept;
    waiting
}

fn after(rule: &Node) -> Option<&str> {
    rule.get("after").and_then(Node::text)
}

/// Puts rules behind the ones they name, those behind one and the same rule in their own order.
fn place(rules: &mut Vec<Node>, mut waiting: Vec<Node>, diagnostics: &mut Diagnostics) {
    // A rule may stand behind one that itself waits, so several rounds may be needed.
    loop {
        let before = waiting.len();
        // From the last: each is put directly behind its rule, which turns the order round again.
        for at in (0..waiting.len()).rev() {
            let found = rules.iter().position(|rule| after(&waiting[at]).is_some_and(|id| has_id(rule, id)));
            if let Some(found) = found {
                rules.insert(found + 1, waiting.remove(at));
            }
        }
        if waiting.len() == before {
            break;
        }
    }
    let all: Vec<&Node> = rules.iter().chain(&waiting).collect();
    waiting.iter().for_each(|rule| diagnostics.push(misplaced(rule, &all)));
    rules.append(&mut waiting);
}

/// A rule that stands behind one that is not there, or that stands behind it.
fn misplaced(rule: &Node, all: &[&Node]) -> Diagnostic {
    let id = |rule: &'_ Node| rule.get("id").and_then(Node::text).unwrap_or_default().to_owned();
    let place = rule.get("after").unwrap_or(rule);
    let name = place.text().unwrap_or_default();
    if all.iter().any(|known| has_id(known, name)) {
        return Diagnostic::new(&CYCLE).with("path", format!("{} → {name}", id(rule))).at(place.span);
    }
    let known: Vec<String> = all.iter().map(|rule| id(rule)).collect();
    unknown_name(place, ["条款", "rule"], &known.iter().map(String::as_str).collect::<Vec<_>>())
}
