//! What one pack says otherwise than another: tighter, looser, new, dropped, or only different.

use crate::source::Span;

use super::decode::{Decode as _, Decoder, Title};
use super::resolve::{Document, Edit, LIMITS, Resolved, has_id, name_the_document, parts, show};
use super::tree::{Node, Value};
use super::turn::{Turn, turn};
use crate::diagnostic::Diagnostics;
use crate::source::Sources;

/// How a difference counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Whatever meets the second meets the first.
    Tighter,
    /// Whatever meets the first meets the second.
    Looser,
    /// A record the first does not have.
    New,
    /// A record the second does not have.
    Dropped,
    /// Which of the two asks for more cannot be told.
    Changed,
    /// Titles, cites, evidence: no verdict depends on it.
    Wording,
}

/// One thing that two packs say differently.
#[derive(Debug, Clone)]
pub struct Difference {
    /// How it counts.
    pub group: Group,
    /// The path of the value or record.
    pub target: String,
    /// What the record is called; empty where it has no title.
    pub title: Title,
    /// What the first says, as it is shown; `None` where it says nothing.
    pub old: Option<String>,
    /// What the second says.
    pub new: Option<String>,
    /// Where the second says it, the first where the second says nothing.
    pub span: Span,
    /// The changes of the second pack, or of one it extends, that made it so.
    pub edits: Vec<Edit>,
}

/// Compares two packs; what differs in the order of the second, what it lacks behind each kind of record.
pub fn compare(first: &Resolved, second: &Resolved, sources: &Sources) -> Vec<Difference> {
    let (old, new) = (with_documents(first), with_documents(second));
    let mut comparison = Comparison { second, sources, found: Vec::new() };
    let kinds = new.entries().iter().map(|entry| entry.key.as_str());
    let gone = old.entries().iter().map(|entry| entry.key.as_str());
    let mut kinds: Vec<&str> = kinds.chain(gone.filter(|kind| new.get(kind).is_none())).collect();
    kinds.retain(|kind| !matches!(*kind, "change" | "drop" | "source"));
    for kind in kinds {
        comparison.kind(kind, old.get(kind), new.get(kind));
    }
    comparison.found
}

/// A tree in which every cite says its document, so that an article is the same in a pack and in its child.
fn with_documents(pack: &Resolved) -> Node {
    let mut tree = pack.tree.clone();
    let document = Document::of(&tree);
    name_the_document(&mut tree, &document);
    tree
}

struct Comparison<'a> {
    second: &'a Resolved,
    sources: &'a Sources,
    found: Vec<Difference>,
}

/// Keys of the head by which every pack differs from its parent.
const OWN: [&str; 3] = ["extends", "use", "id"];

impl Comparison<'_> {
    fn kind(&mut self, kind: &str, old: Option<&Node>, new: Option<&Node>) {
        let is_table = |node: Option<&Node>| node.is_some_and(|node| matches!(node.value, Value::Table(_)));
        if is_table(old) || is_table(new) {
            let empty = Node {
                span: old.or(new).map_or(self.second.tree.span, |node| node.span),
                value: Value::Table(Vec::new()),
            };
            return self.keys(&[kind], old.unwrap_or(&empty), new.unwrap_or(&empty));
        }
        let (old, new) = (old.map_or(&[][..], Node::list), new.map_or(&[][..], Node::list));
        for record in new {
            let Some(id) = record.get("id").and_then(Node::text) else { continue };
            match old.iter().find(|known| has_id(known, id)) {
                Some(known) => self.keys(&[kind, id], known, record),
                None => self.push(Group::New, &[kind, id], record, None, Some(record)),
            }
        }
        for record in old {
            let Some(id) = record.get("id").and_then(Node::text) else { continue };
            if !new.iter().any(|known| has_id(known, id)) {
                self.push(Group::Dropped, &[kind, id], record, Some(record), None);
            }
        }
    }

    /// Every key of a record or table that is not the same.
    fn keys(&mut self, path: &[&str], old: &Node, new: &Node) {
        let gone = old.entries().iter().filter(|entry| new.get(&entry.key).is_none());
        let keys: Vec<&str> = new.entries().iter().chain(gone).map(|entry| entry.key.as_str()).collect();
        let told = |key: &&str| *key != "after" && !(path == ["pack"] && OWN.contains(key));
        for key in keys.into_iter().filter(told) {
            let at = [path, &[key]].concat();
            match key {
                "variant" => self.variants(&at, old, new),
                key if LIMITS.contains(&key) => self.limits(&at, old, new),
                _ => self.value(&at, old, new, old.get(key), new.get(key)),
            }
        }
    }

    fn variants(&mut self, path: &[&str], old: &Node, new: &Node) {
        let list = |record: &Node| record.get("variant").map_or(&[][..], Node::list).to_vec();
        let (before, after) = (list(old), list(new));
        let id = |variant: &Node| variant.get("id").and_then(Node::text).unwrap_or_default().to_owned();
        for variant in &after {
            let id = id(variant);
            let at = [path, &[id.as_str()]].concat();
            let Some(known) = before.iter().find(|known| has_id(known, &id)) else {
                self.value(&at, old, new, None, Some(variant));
                continue;
            };
            let gone = known.entries().iter().filter(|entry| variant.get(&entry.key).is_none());
            for entry in variant.entries().iter().chain(gone) {
                let at = [&at[..], &[entry.key.as_str()]].concat();
                self.value(&at, old, new, known.get(&entry.key), variant.get(&entry.key));
            }
        }
        for variant in before.iter().filter(|variant| !after.iter().any(|known| has_id(known, &id(variant)))) {
            let id = id(variant);
            self.value(&[path, &[id.as_str()]].concat(), old, new, Some(variant), None);
        }
    }

    /// Limits stage by stage, where both packs state them so.
    fn limits(&mut self, path: &[&str], old: &Node, new: &Node) {
        let key = path[path.len() - 1];
        let (before, after) = (old.get(key), new.get(key));
        let by_stage = |node: Option<&Node>| node.is_some_and(|node| matches!(node.value, Value::Table(_)));
        if !by_stage(before) || !by_stage(after) {
            return self.value(path, old, new, before, after);
        }
        let (before, after) = (before.map_or(&[][..], Node::entries), after.map_or(&[][..], Node::entries));
        let find = |entries: &[super::tree::Entry], stage: &str| {
            entries.iter().find(|entry| entry.key == stage).map(|entry| entry.node.clone())
        };
        let gone = before.iter().filter(|entry| find(after, &entry.key).is_none());
        for stage in after.iter().chain(gone).map(|entry| entry.key.as_str()) {
            let at = [path, &[stage]].concat();
            self.value(&at, old, new, find(before, stage).as_ref(), find(after, stage).as_ref());
        }
    }

    /// One value of a record: nothing where it is the same.
    fn value(&mut self, path: &[&str], record: &Node, new_record: &Node, old: Option<&Node>, new: Option<&Node>) {
        if let (Some(old), Some(new)) = (old, new)
            && old.same(new)
        {
            return;
        }
        let is_judged = matches!(path[0], "measure" | "rule");
        let group = match turn(record, path.get(2..).unwrap_or_default(), old, new) {
            Turn::Same => return,
            Turn::Tighter if is_judged => Group::Tighter,
            Turn::Looser if is_judged => Group::Looser,
            Turn::Wording => Group::Wording,
            _ => Group::Changed,
        };
        let group = if path[0] == "pack" && !matches!(path.get(1), Some(&"total" | &"subject" | &"stages")) {
            Group::Wording
        } else {
            group
        };
        self.push(group, path, new_record, old, new);
    }

    fn push(&mut self, group: Group, path: &[&str], record: &Node, old: Option<&Node>, new: Option<&Node>) {
        let mut decoder = Decoder { sources: self.sources, diagnostics: Diagnostics::default() };
        let title = ["title", "label"].iter().find_map(|key| record.get(key));
        let title = title.filter(|_| path[0] != "pack").and_then(|title| Title::decode(title, &mut decoder));
        let is_record = matches!(group, Group::New | Group::Dropped);
        let shown = |node: Option<&Node>| node.filter(|_| !is_record).map(show);
        let edits = self.second.edits.iter().filter(|edit| {
            let target = parts(&edit.target);
            target.starts_with(path) || path.starts_with(&target)
        });
        self.found.push(Difference {
            group,
            target: path.join("."),
            title: title.unwrap_or_default(),
            old: shown(old),
            new: shown(new),
            span: new.or(old).unwrap_or(record).span,
            edits: edits.cloned().collect(),
        });
    }
}
