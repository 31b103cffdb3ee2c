//! Articles keep their document: a bare `cite` is an article of the document of the pack that wrote it.

use crate::source::SourceId;

use super::super::tree::{Entry, Node, Value};
use super::has_id;

/// The document of a pack, as a source that cites of a pack taken in can name.
pub struct Document {
    id: String,
    source: Node,
}

impl Document {
    /// The document of a tree, under the id of the pack.
    pub fn of(tree: &Node) -> Self {
        let head = tree.get("pack");
        let document = head.and_then(|head| head.get("document"));
        let span = document.or(head).map_or(tree.span, |node| node.span);
        let id = head.and_then(|head| head.get("id")).and_then(Node::text).unwrap_or_default().to_owned();
        let text = |text: &str| Node { span, value: Value::Text(text.to_owned()) };
        let stated = |key: &str| document.and_then(|document| document.get(key)).cloned();
        let title = stated("title").or_else(|| head.and_then(|head| head.get("title")).cloned());
        let entries = [
            ("id", Some(text(&id))),
            ("title", Some(title.unwrap_or_else(|| text(&id)))),
            ("number", stated("number")),
            ("issuer", stated("issuer")),
            ("issued", stated("issued")),
        ];
        let entry = |(key, node): (&str, Option<Node>)| Some(Entry { key: key.to_owned(), span, node: node? });
        let source = Node { span, value: Value::Table(entries.into_iter().filter_map(entry).collect()) };
        Self { id, source }
    }
}

/// Makes the bare cites of a tree that stand in some texts name the document, which is added to its sources.
pub fn name_the_document(tree: &mut Node, document: &Document, is_meant: &dyn Fn(SourceId) -> bool) {
    if name(tree, document, is_meant) == 0 {
        return;
    }
    let Value::Table(entries) = &mut tree.value else { return };
    let source = document.source.clone();
    if let Some(known) = entries.iter_mut().find(|entry| entry.key == "source") {
        match &mut known.node.value {
            Value::List(sources) if !sources.iter().any(|known| has_id(known, &document.id)) => sources.push(source),
            _ => {}
        }
        return;
    }
    let span = source.span;
    let list = Node { span, value: Value::List(vec![source]) };
    entries.push(Entry { key: "source".to_owned(), span, node: list });
}

/// How many bare cites there were in a tree; they name the document now.
fn name(node: &mut Node, document: &Document, is_meant: &dyn Fn(SourceId) -> bool) -> usize {
    match &mut node.value {
        Value::List(members) => members.iter_mut().map(|member| name(member, document, is_meant)).sum(),
        Value::Table(entries) => entries.iter_mut().map(|entry| name_entry(entry, document, is_meant)).sum(),
        _ => 0,
    }
}

fn name_entry(entry: &mut Entry, document: &Document, is_meant: &dyn Fn(SourceId) -> bool) -> usize {
    if entry.key != "cite" || entry.node.text().is_none() || !is_meant(entry.node.span.source) {
        return name(&mut entry.node, document, is_meant);
    }
    entry.node = named(&entry.node, document);
    1
}

fn named(cite: &Node, document: &Document) -> Node {
    let span = cite.span;
    let entry = |key: &str, value: Value| Entry { key: key.to_owned(), span, node: Node { span, value } };
    let entries = vec![entry("document", Value::Text(document.id.clone())), entry("text", cite.value.clone())];
    Node { span, value: Value::Table(entries) }
}
