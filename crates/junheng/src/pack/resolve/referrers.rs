//! Who still refers to a record that was left out.

use unicode_ident::is_xid_continue;

use crate::diagnostic::{Diagnostic, STILL_REFERRED};
use crate::source::{Span, normal};

use super::super::tree::Node;
use super::leave_out::LeftOut;
use super::path::{LIMITS, find, parts};

/// A record left out for good that others still name; one of the same id may take its place.
pub fn still_referred(record: &LeftOut, tree: &Node) -> Option<Diagnostic> {
    let target = &record.drop.target;
    let path = parts(&target.value);
    let [kind, _] = path.as_slice() else { return None };
    if record.drop.until.is_some() || find(tree, &path).is_some() {
        return None;
    }
    let found = referrers(kind, &record.record, tree);
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    let still = Diagnostic::new(&STILL_REFERRED).with("target", &target.value).with("referrers", names.join(", "));
    let still = found.iter().fold(still.at(target.span), |still, (_, span)| still.at(*span));
    (!found.is_empty()).then_some(still)
}

/// The keys whose texts are formulas.
const FORMULAS: [&str; 16] = [
    "value",
    "holds",
    "where",
    "when",
    "met_when",
    "applies",
    "include",
    "derive",
    "check",
    "must",
    "within",
    "points",
    "share",
    "deduct",
    "per",
    "otherwise_from",
];

/// The keys in which records of a kind are named, beside formulas.
fn naming(kind: &str) -> &'static [&'static str] {
    match kind {
        "measure" => &["of", "for"],
        "rule" => &["of", "for", "in"],
        "section" => &["of", "in"],
        "field" => &["by", "fields", "opened_by", "after", "from", "cells"],
        "level" => &["level", "parent", "of", "subject"],
        "scope" => &["scope"],
        "scale" => &["scale"],
        "obligation" => &["obligation"],
        "step" => &["after"],
        "assessor" => &["gives"],
        "source" => &["document"],
        _ => &[],
    }
}

/// Whether formulas name records of a kind.
fn is_in_formulas(kind: &str) -> bool {
    matches!(kind, "measure" | "rule" | "field" | "standard" | "parameter" | "section")
}

/// The records that name a record, and where each does so first.
fn referrers(kind: &str, record: &Node, tree: &Node) -> Vec<(String, Span)> {
    let names: Vec<String> = ["id", "code", "label"]
        .iter()
        .filter_map(|key| record.get(key)?.text())
        .chain(record.get("aliases").map_or(&[][..], Node::list).iter().filter_map(Node::text))
        .map(normal)
        .collect();
    let search = Search { kind, names };
    let mut found = Vec::new();
    for entry in tree.entries() {
        let records = entry.node.list().iter();
        for other in records.chain(std::iter::once(&entry.node).filter(|node| node.list().is_empty())) {
            let id = other.get("id").and_then(Node::text);
            let name = id.map_or_else(|| entry.key.clone(), |id| format!("{}.{id}", entry.key));
            found.extend(search.first(other).map(|span| (name, span)));
        }
    }
    found
}

struct Search<'a> {
    kind: &'a str,
    /// The normal forms of its id, code, label and aliases.
    names: Vec<String>,
}

impl Search<'_> {
    /// The first place within a record that names what is looked for.
    fn first(&self, node: &Node) -> Option<Span> {
        let within = node.entries().iter().find_map(|entry| {
            let key = entry.key.as_str();
            let formula = is_in_formulas(self.kind) && (FORMULAS.contains(&key) || LIMITS.contains(&key));
            let list = naming(self.kind).contains(&key);
            self.named(&entry.node, formula, list).or_else(|| self.first(&entry.node))
        });
        within.or_else(|| node.list().iter().find_map(|member| self.first(member)))
    }

    fn named(&self, node: &Node, formula: bool, list: bool) -> Option<Span> {
        let is_named = node.text().is_some_and(|text| {
            let text = normal(text);
            (list && self.is_item(&text)) || (formula && self.is_word(&text))
        });
        if is_named {
            return Some(node.span);
        }
        let inner = node.list().iter().chain(node.entries().iter().map(|entry| &entry.node));
        inner.filter(|inner| inner.entries().is_empty()).find_map(|inner| self.named(inner, formula, list))
    }

    /// An item of a list: the name, the end of a range, the rule of a member, or a section.
    fn is_item(&self, text: &str) -> bool {
        let is_known = |name: &str| self.names.iter().any(|known| known == name);
        match text.split_once("..") {
            Some((first, last)) => is_known(first) || is_known(last),
            None => {
                is_known(text.split('/').next().unwrap_or(text)) || text.strip_prefix("section:").is_some_and(is_known)
            }
        }
    }

    /// A word of a formula; a code that is a number is no word.
    fn is_word(&self, text: &str) -> bool {
        let words = text.split(|letter: char| !is_xid_continue(letter));
        let is_name = |word: &str| !word.starts_with(|first: char| first.is_ascii_digit());
        words.filter(|word| is_name(word)).any(|word| self.names.iter().any(|known| known == word))
    }
}
