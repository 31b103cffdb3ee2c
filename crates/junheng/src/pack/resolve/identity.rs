//! Every id stands once, and what a record stands in is there.

use crate::diagnostic::{DUPLICATE_ID, Diagnostic, Diagnostics};

use super::super::tree::Node;
use super::path::unknown_name;

/// Records that formulas, lists and `in` name alike.
const SHARED: [&str; 3] = ["measure", "section", "rule"];

/// Reports ids that stand twice, and sections and items that are not there.
pub fn check(tree: &Node) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for entry in tree.entries() {
        unique(entry.node.list().iter(), &mut diagnostics);
        for record in entry.node.list() {
            record.entries().iter().for_each(|inner| unique(inner.node.list().iter(), &mut diagnostics));
        }
    }
    unique(SHARED.iter().filter_map(|kind| tree.get(kind)).flat_map(Node::list), &mut diagnostics);
    within(tree, &mut diagnostics);
    diagnostics
}

fn unique<'a>(records: impl Iterator<Item = &'a Node>, diagnostics: &mut Diagnostics) {
    let mut seen: std::collections::BTreeMap<&str, &Node> = std::collections::BTreeMap::new();
    for id in records.filter_map(|record| record.get("id")) {
        let Some(text) = id.text() else { continue };
        match seen.get(text) {
            Some(earlier) => {
                diagnostics.push(Diagnostic::new(&DUPLICATE_ID).with("id", text).at(id.span).at(earlier.span))
            }
            None => {
                seen.insert(text, id);
            }
        }
    }
}

/// `in` names a section, or for a part of an item the rule that is the item.
fn within(tree: &Node, diagnostics: &mut Diagnostics) {
    for kind in ["section", "rule"] {
        for record in tree.get(kind).map_or(&[][..], Node::list) {
            let Some(place) = record.get("in") else { continue };
            let Some(name) = place.text() else { continue };
            let may = if kind == "rule" { &["section", "rule"][..] } else { &["section"][..] };
            let known = may.iter().filter_map(|kind| tree.get(kind)).flat_map(Node::list);
            let known: Vec<&str> = known.filter_map(|record| record.get("id")?.text()).collect();
            if !known.contains(&name) {
                diagnostics.push(unknown_name(place, ["部分或条款", "section or rule"], &known));
            }
        }
    }
}
