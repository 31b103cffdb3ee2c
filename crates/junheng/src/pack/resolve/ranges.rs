//! Ranges such as `L1..L7`: a range means what it meant in the pack that wrote it.
//!
//! A rule that an extending pack puts between the two ends does not come into a range of the parent, and a record
//! that takes the place of a dropped one stays in it.

use crate::source::Span;

use super::super::tree::{Node, Value};

/// What each range of a tree means: where it stands, and the ids from its first to its last record.
pub type Ranges = Vec<(Span, Vec<String>)>;

/// What the ranges of a tree mean.
pub fn meant(tree: &Node) -> Ranges {
    let items = items(tree);
    let mut ranges = Vec::new();
    for list in lists(tree) {
        for node in list.list() {
            ranges.extend(node.text().and_then(|text| expand(text, &items)).map(|ids| (node.span, ids)));
        }
    }
    ranges
}

/// Writes out the ranges that would mean something else in this tree.
pub fn keep(tree: &mut Node, meant: &Ranges) {
    let items = items(tree);
    let is_there = |id: &String| items.iter().any(|(known, _)| known == id);
    let Value::Table(entries) = &mut tree.value else { return };
    let kinds = entries.iter_mut().filter(|entry| KINDS.contains(&entry.key.as_str()));
    for record in kinds.flat_map(|entry| members_mut(&mut entry.node)) {
        let Value::Table(entries) = &mut record.value else { continue };
        for list in entries.iter_mut().filter(|entry| LISTS.contains(&entry.key.as_str())) {
            let Value::List(members) = &mut list.node.value else { continue };
            let old = std::mem::take(members);
            for node in old {
                let before = meant.iter().find(|(span, _)| *span == node.span).map(|(_, ids)| ids);
                let kept: Option<Vec<String>> =
                    before.map(|ids| ids.iter().filter(|id| is_there(id)).cloned().collect());
                match kept {
                    Some(ids) if node.text().and_then(|text| expand(text, &items)).as_ref() != Some(&ids) => {
                        members.extend(ids.into_iter().map(|id| Node { span: node.span, value: Value::Text(id) }));
                    }
                    _ => members.push(node),
                }
            }
        }
    }
}

/// The records with lists of members, and the lists.
const KINDS: [&str; 2] = ["rule", "verdict"];
const LISTS: [&str; 2] = ["of", "for"];

fn lists(tree: &Node) -> impl Iterator<Item = &Node> {
    let records = KINDS.iter().filter_map(|kind| tree.get(kind)).flat_map(Node::list);
    records.flat_map(|record| LISTS.iter().filter_map(|list| record.get(list)))
}

fn members_mut(node: &mut Node) -> &mut [Node] {
    match &mut node.value {
        Value::List(members) => members,
        _ => &mut [],
    }
}

/// Ids and codes of measures, then rules: the order ranges go by.
fn items(tree: &Node) -> Vec<(String, String)> {
    let text = |record: &Node, key: &str| record.get(key).and_then(Node::text).unwrap_or_default().to_owned();
    let records = ["measure", "rule"].into_iter().filter_map(|kind| tree.get(kind)).flat_map(Node::list);
    records.map(|record| (text(record, "id"), text(record, "code"))).collect()
}

fn expand(text: &str, items: &[(String, String)]) -> Option<Vec<String>> {
    let (first, last) = text.split_once("..")?;
    let place = |name: &str| items.iter().position(|(id, code)| id == name || code == name);
    let (first, last) = (place(first)?, place(last)?);
    Some(items.get(first..=last)?.iter().map(|(id, _)| id.clone()).collect())
}
