//! What one pack says otherwise than another: tighter, looser, new, dropped, or only different.

use crate::source::Span;

use super::decode::{Decode as _, Decoder, Title};
use super::resolve::{Document, Edit, Resolved, has_id, keep_fidelity, name_the_document, parts, show};
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

/// A tree in which every cite says its document, and every record how near it is to it, so that an article is the
/// same in a pack and in its child.
fn with_documents(pack: &Resolved) -> Node {
    let mut tree = pack.tree.clone();
    keep_fidelity(&mut tree);
    let document = Document::of(&tree);
    name_the_document(&mut tree, &document, &|_| true);
    tree
}

/// What two packs say of one place.
type Both<'a> = [Option<&'a Node>; 2];

/// The parts of a value that are compared one by one: tables have keys, lists of records ids; a title or cite is
/// read as a whole.
fn parts_of<'a>(key: &str, [old, new]: Both<'a>) -> Option<Vec<(&'a str, Both<'a>)>> {
    let is_table = |node: &&Node| matches!(node.value, Value::Table(_));
    if let (Some(old), Some(new)) = (old.filter(is_table), new.filter(is_table)) {
        let names = union(old.entries(), new.entries(), |entry| Some(entry.key.as_str()));
        let parts = names.into_iter().map(|name| (name, [old.get(name), new.get(name)]));
        return (!matches!(key, "title" | "cite" | "document")).then(|| parts.collect());
    }
    let (before, after) = (old.map_or(&[][..], Node::list), new.map_or(&[][..], Node::list));
    let are_records = before.iter().chain(after).all(|member| id(member).is_some());
    // Where the order of records differs, it is the list that does.
    if !are_records || (before.is_empty() && after.is_empty()) || kept(before, after) != kept(after, before) {
        return None;
    }
    let part = |name: &'a str| {
        let find = |list: &'a [Node]| list.iter().find(|member| has_id(member, name));
        (name, [find(before), find(after)])
    };
    Some(union(before, after, id).into_iter().map(part).collect())
}

/// The ids of one list that the other has as well.
fn kept<'a>(list: &'a [Node], other: &[Node]) -> Vec<&'a str> {
    list.iter().filter_map(id).filter(|name| other.iter().any(|member| has_id(member, name))).collect()
}

fn id(record: &Node) -> Option<&str> {
    record.get("id").and_then(Node::text)
}

/// The names in the order of the second, those only the first has behind them.
fn union<'a, T>(old: &'a [T], new: &'a [T], name: impl Fn(&'a T) -> Option<&'a str>) -> Vec<&'a str> {
    let mut names: Vec<&str> = new.iter().filter_map(&name).collect();
    for gone in old.iter().filter_map(&name) {
        if !names.contains(&gone) {
            names.push(gone);
        }
    }
    names
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
            let Some(id) = id(record) else { continue };
            match old.iter().find(|known| has_id(known, id)) {
                Some(known) => self.keys(&[kind, id], known, record),
                None => self.push(Group::New, &[kind, id], record, None, Some(record)),
            }
        }
        for record in old {
            let Some(id) = id(record) else { continue };
            if !new.iter().any(|known| has_id(known, id)) {
                self.push(Group::Dropped, &[kind, id], record, Some(record), None);
            }
        }
    }

    /// Every key of a record or table that is not the same.
    fn keys(&mut self, path: &[&str], old: &Node, new: &Node) {
        let told = |key: &&str| *key != "after" && !(path == ["pack"] && OWN.contains(key));
        for key in union(old.entries(), new.entries(), |entry| Some(entry.key.as_str())).into_iter().filter(told) {
            self.value(&[path, &[key]].concat(), [old, new], [old.get(key), new.get(key)]);
        }
    }

    /// One value of a record, part by part where it has parts; nothing where it is the same.
    fn value(&mut self, path: &[&str], records: [&Node; 2], [old, new]: Both<'_>) {
        // An empty list says what an absent one does.
        let is_nothing = |node: &Node| matches!(&node.value, Value::List(members) if members.is_empty());
        let (old, new) = (old.filter(|node| !is_nothing(node)), new.filter(|node| !is_nothing(node)));
        let is_same = match (old, new) {
            (Some(old), Some(new)) => old.same(new),
            _ => old.is_none() && new.is_none(),
        };
        if is_same {
            return;
        }
        let key = path.last().copied().unwrap_or_default();
        if let Some(parts) = parts_of(key, [old, new]) {
            return parts.into_iter().for_each(|(name, both)| self.value(&[path, &[name]].concat(), records, both));
        }
        let is_judged = matches!(path[0], "measure" | "rule");
        let is_head = path[0] == "pack" && !matches!(path.get(1), Some(&("total" | "subject" | "stages")));
        let group = match turn(records[0], path.get(2..).unwrap_or_default(), old, new) {
            Turn::Same => return,
            Turn::Wording => Group::Wording,
            _ if is_head => Group::Wording,
            // What others may do to a record is not what the record asks.
            _ if key == "downstream" => Group::Changed,
            Turn::Tighter if is_judged => Group::Tighter,
            Turn::Looser if is_judged => Group::Looser,
            _ => Group::Changed,
        };
        self.push(group, path, records[1], old, new);
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
