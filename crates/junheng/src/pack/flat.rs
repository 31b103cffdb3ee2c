//! A resolved pack as TOML again: everything taken in, nothing extended, used, changed or dropped.

use toml_writer::{ToTomlKey as _, ToTomlValue as _};

use crate::source::Span;

use super::resolve::{Edit, EditKind, Resolved, parts};
use super::tree::{Entry, Node, Value};

/// Something a comment is made of.
#[derive(Debug, Clone, Copy)]
pub enum Remark<'a> {
    /// A record, and where it stands.
    Record(Span),
    /// What was done to the value below.
    Edit(&'a Edit),
}

/// The TOML of a resolved pack; `comment` gives the lines that stand above a record or a changed value.
///
/// What is read from it evaluates to the same as the pack itself.
pub fn flat(resolved: &Resolved, comment: &dyn Fn(Remark<'_>) -> Vec<String>) -> String {
    let mut page = Page { resolved, comment, text: String::new() };
    let (heads, rest): (Vec<&Entry>, Vec<&Entry>) =
        resolved.tree.entries().iter().filter(|entry| !is_done(&[], &entry.key)).partition(|entry| entry.key == "pack");
    for entry in heads.into_iter().chain(rest) {
        match &entry.node.value {
            Value::List(records) => records.iter().for_each(|record| page.record(&[&entry.key], record)),
            _ => page.table(&[&entry.key], &entry.node),
        }
    }
    page.text
}

/// Keys that have done their work in a resolved pack: what they name is taken in and in its place.
fn is_done(path: &[&str], key: &str) -> bool {
    matches!((path, key), ([], "change" | "drop") | (["pack"], "extends" | "use") | (["rule", _], "after"))
}

struct Page<'a> {
    resolved: &'a Resolved,
    comment: &'a dyn Fn(Remark<'_>) -> Vec<String>,
    text: String,
}

impl Page<'_> {
    /// A single table: `[pack]`.
    fn table(&mut self, path: &[&str], node: &Node) {
        self.remark(Remark::Record(node.span));
        self.line(&format!("[{}]", path[0].to_toml_key()));
        self.keys(path, node);
        self.text.push('\n');
    }

    /// A member of an array of tables: `[[rule]]`; what else stands at the top is nothing a pack can say.
    fn record(&mut self, path: &[&str], node: &Node) {
        let path: Vec<&str> = path.iter().copied().chain(node.get("id").and_then(Node::text)).collect();
        self.remark(Remark::Record(node.span));
        self.dropped(&path);
        self.line(&format!("[[{}]]", path[0].to_toml_key()));
        self.keys(&path, node);
        self.inner(&path, node);
        self.text.push('\n');
    }

    /// Variants and outcomes: tables of their own behind the keys of their record.
    fn inner(&mut self, path: &[&str], node: &Node) {
        for list in node.entries().iter().filter(|entry| is_inner(entry)) {
            let at = [path, &[list.key.as_str()]].concat();
            self.edits(|target| target == at);
            for member in list.node.list() {
                let id = member.get("id").and_then(Node::text);
                let at: Vec<&str> = at.iter().copied().chain(id).collect();
                self.dropped(&at);
                self.line(&format!("[[{}.{}]]", path[0].to_toml_key(), list.key.to_toml_key()));
                self.keys(&at, member);
            }
        }
    }

    /// The keys of a table, their values one below the other; an empty list is what an absent one is.
    fn keys(&mut self, path: &[&str], node: &Node) {
        let is_inner = |entry: &Entry| path.len() <= 2 && is_inner(entry);
        let is_empty = |entry: &Entry| matches!(&entry.node.value, Value::List(members) if members.is_empty());
        let stated = |entry: &&Entry| !is_done(path, &entry.key) && !is_inner(entry) && !is_empty(entry);
        let entries: Vec<&Entry> = node.entries().iter().filter(stated).collect();
        let widest = entries.iter().map(|entry| entry.key.to_toml_key().len()).max().unwrap_or(0);
        for entry in entries {
            let at = [path, &[entry.key.as_str()]].concat();
            self.edits(|target| target.starts_with(&at));
            let key = entry.key.to_toml_key();
            self.line(&format!("{key:widest$} = {}", value(&entry.node)));
        }
    }

    /// What was done to the values at some paths.
    fn edits(&mut self, is_meant: impl Fn(&[&str]) -> bool) {
        let resolved = self.resolved;
        let changed = |edit: &&Edit| matches!(edit.kind, EditKind::Changed { .. });
        for edit in resolved.edits.iter().filter(changed).filter(|edit| is_meant(&parts(&edit.target))) {
            self.remark(Remark::Edit(edit));
        }
    }

    /// That a record is left out until a day.
    fn dropped(&mut self, path: &[&str]) {
        let resolved = self.resolved;
        let dropped = |edit: &&Edit| matches!(edit.kind, EditKind::Dropped { until: Some(_), .. });
        for edit in resolved.edits.iter().filter(dropped).filter(|edit| parts(&edit.target) == path) {
            self.remark(Remark::Edit(edit));
        }
    }

    fn remark(&mut self, remark: Remark<'_>) {
        for line in (self.comment)(remark) {
            // A comment ends with its line, and holds no control characters.
            let line: String = line.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
            self.line(format!("# {line}").trim_end());
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}

/// Lists that are written as tables of their own.
fn is_inner(entry: &Entry) -> bool {
    let is_table = |member: &Node| matches!(member.value, Value::Table(_));
    matches!(entry.key.as_str(), "variant" | "outcome")
        && !entry.node.list().is_empty()
        && entry.node.list().iter().all(is_table)
}

/// A value on one line, but for lists of tables: a line for each.
fn value(node: &Node) -> String {
    match &node.value {
        Value::List(members) if members.iter().any(|member| matches!(member.value, Value::Table(_))) => {
            let lines: String = members.iter().map(|member| format!("  {},\n", inline(member))).collect();
            format!("[\n{lines}]")
        }
        _ => inline(node),
    }
}

fn inline(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => text.to_toml_value(),
        Value::Number(text) | Value::Date(text) => text.clone(),
        Value::Truth(truth) => truth.to_string(),
        Value::List(members) => format!("[{}]", members.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::Table(entries) => {
            let pair = |entry: &Entry| format!("{} = {}", entry.key.to_toml_key(), inline(&entry.node));
            match entries.is_empty() {
                true => "{}".to_owned(),
                false => format!("{{ {} }}", entries.iter().map(pair).collect::<Vec<_>>().join(", ")),
            }
        }
    }
}
