//! Paths such as `rule.disparity.at_most.primary`, and values as they are shown.

use crate::diagnostic::{Diagnostic, UNKNOWN_NAME, UNKNOWN_TARGET, hints, nearest};

use super::super::decode::Text;
use super::super::tree::{Entry, Node, Value};

/// The keys that state a limit.
pub const LIMITS: [&str; 5] = ["at_least", "at_most", "more_than", "less_than", "equal_to"];

/// Whether a record has this id.
pub fn has_id(node: &Node, id: &str) -> bool {
    node.get("id").and_then(Node::text) == Some(id)
}

/// Follows a path; members of arrays are found by id.
pub fn find<'a>(tree: &'a Node, path: &[&str]) -> Option<&'a Node> {
    let Some((first, rest)) = path.split_first() else { return Some(tree) };
    let next = match &tree.value {
        Value::Table(_) => tree.get(first)?,
        Value::List(members) => members.iter().find(|member| has_id(member, first))?,
        _ => return None,
    };
    find(next, rest)
}

/// The same, to be changed.
pub fn find_mut<'a>(tree: &'a mut Node, path: &[&str]) -> Option<&'a mut Node> {
    let Some((first, rest)) = path.split_first() else { return Some(tree) };
    let next = match &mut tree.value {
        Value::Table(entries) => &mut entries.iter_mut().find(|entry| entry.key == *first)?.node,
        Value::List(members) => members.iter_mut().find(|member| has_id(member, first))?,
        _ => return None,
    };
    find_mut(next, rest)
}

/// The parts of a path.
pub fn parts(target: &str) -> Vec<&str> {
    target.split('.').collect()
}

/// Whether one path is the other, or leads into it.
pub fn overlap(one: &str, other: &str) -> bool {
    let (one, other) = (parts(one), parts(other));
    one.starts_with(&other) || other.starts_with(&one)
}

/// Every path of a tree, to propose the nearest for one that is not there.
fn paths(tree: &Node, prefix: &str, out: &mut Vec<String>) {
    let join = |key: &str| if prefix.is_empty() { key.to_owned() } else { format!("{prefix}.{key}") };
    for entry in tree.entries() {
        out.push(join(&entry.key));
        paths(&entry.node, &join(&entry.key), out);
    }
    for member in tree.list() {
        let Some(id) = member.get("id").and_then(Node::text) else { continue };
        out.push(join(id));
        paths(member, &join(id), out);
    }
}

/// The parent has nothing at this path.
pub fn unknown_target(target: &Text, tree: &Node) -> Diagnostic {
    let mut known = Vec::new();
    paths(tree, "", &mut known);
    let [zh, en] = match nearest(&target.value, known.iter().map(String::as_str)) {
        Some(guess) => [format!("是不是 `{guess}`？"), format!("did you mean `{guess}`?")],
        None => [
            "写作 种类.标识.键，例如 rule.标识.at_most.primary",
            "paths read kind.id.key, for example rule.id.at_most.primary",
        ]
        .map(str::to_owned),
    };
    let unknown = Diagnostic::new(&UNKNOWN_TARGET).with("target", &target.value);
    unknown.with("hint", en).with("hint_zh", zh).at(target.span)
}

/// A name that means nothing, with the nearest that does.
pub fn unknown_name(node: &Node, what: [&'static str; 2], known: &[&str]) -> Diagnostic {
    let name = node.text().unwrap_or_default();
    let [hint_zh, hint] = hints(name, known);
    let unknown = Diagnostic::new(&UNKNOWN_NAME).with("name", name).with("what_zh", what[0]).with("what", what[1]);
    unknown.with("hint_zh", hint_zh).with("hint", hint).at(node.span)
}

/// A value as it is shown to people.
pub fn show(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => format!("\"{text}\""),
        Value::Number(text) | Value::Date(text) => text.clone(),
        Value::Truth(truth) => truth.to_string(),
        Value::List(members) => format!("[{}]", members.iter().map(show).collect::<Vec<_>>().join(", ")),
        Value::Table(entries) => {
            let pair = |entry: &Entry| format!("{} = {}", entry.key, show(&entry.node));
            format!("{{ {} }}", entries.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
    }
}
