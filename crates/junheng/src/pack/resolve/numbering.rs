//! Scored rules counted in printed order: a rule of a library has another number in every pack that uses it.

use super::super::tree::{Entry, Node, Value};

/// Gives the scored rules of a pack that states `numbering` their numbers behind that text, where they have no code.
pub fn number(tree: &mut Node, prefix: Option<String>) {
    let Some(prefix) = prefix else { return };
    let Some(Node { value: Value::List(rules), .. }) = tree.get_mut("rule") else { return };
    let scored = rules.iter_mut().filter(|rule| rule.get("role").and_then(Node::text) == Some("scored"));
    for (at, rule) in scored.enumerate() {
        give(rule, format!("{prefix}{}", at + 1));
    }
}

/// The text to count behind, as the pack states it.
pub fn prefix(own: &Node) -> Option<String> {
    own.get("pack")?.get("numbering")?.text().map(str::to_owned)
}

fn give(rule: &mut Node, code: String) {
    let span = rule.get("id").map_or(rule.span, |id| id.span);
    if let Value::Table(entries) = &mut rule.value
        && !entries.iter().any(|entry| entry.key == "code")
    {
        entries.push(Entry { key: "code".to_owned(), span, node: Node { span, value: Value::Text(code) } });
    }
}
