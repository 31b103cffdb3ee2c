//! The files of a pack, of its libraries and of its parents, as one tree.

use crate::diagnostic::{Diagnostic, Diagnostics, MISSING_KEY, PACK_CYCLE, PACK_NOT_FOUND, VERSION_MISMATCH, nearest};
use crate::source::{SourceId, Sources, Span};

use super::super::decode::{Decode, Decoder, Text};
use super::super::records::{Change, Drop};
use super::super::tree::{self, Node, Value};
use super::change::{apply, earlier};
use super::join::{append, append_own};
use super::leave_out::{LeftOut, leave_out};
use super::path::parts;
use super::referrers::still_referred;
use super::{Edit, Files, Library, Member, Resolved, cites, fidelity, numbering, ranges};

/// Takes in everything a pack uses and extends.
pub fn gather(id: &str, library: &dyn Library, sources: &mut Sources) -> (Option<Resolved>, Vec<Member>, Diagnostics) {
    let mut reader = Reader {
        library,
        sources,
        diagnostics: Diagnostics::default(),
        members: Vec::new(),
        path: Vec::new(),
        edits: Vec::new(),
        homes: Vec::new(),
    };
    let tree = reader.resolved(id, None);
    let Reader { diagnostics, members, edits, homes, .. } = reader;
    (tree.map(|tree| Resolved { tree, edits, homes }), members, diagnostics)
}

struct Reader<'a> {
    library: &'a dyn Library,
    sources: &'a mut Sources,
    diagnostics: Diagnostics,
    members: Vec<Member>,
    /// The packs being read, to find circles.
    path: Vec<String>,
    edits: Vec<Edit>,
    homes: Vec<(SourceId, String)>,
}

impl Reader<'_> {
    /// The tree of a pack, everything it uses and extends taken in.
    fn resolved(&mut self, id: &str, wanted_at: Option<Span>) -> Option<Node> {
        let Some(files) = self.library.files(id) else {
            let known = self.library.ids();
            let guess = nearest(id, known.iter().map(String::as_str)).map(|guess| format!("`{guess}`?"));
            let known = guess.unwrap_or_else(|| known.join(", "));
            return self.report(Diagnostic::new(&PACK_NOT_FOUND).with("pack", id).with("known", known), wanted_at);
        };
        let first = self.homes.len();
        let own = self.merged(&files);
        let head = |key: &str| own.as_ref()?.get("pack")?.get(key)?.text().map(str::to_owned);
        let (id, version) = (head("id").unwrap_or_else(|| id.to_owned()), head("version").unwrap_or_default());
        self.homes[first..].iter_mut().for_each(|(_, home)| home.clone_from(&id));
        if let Some(start) = self.path.iter().position(|known| *known == id) {
            let path = [&self.path[start..], &[id]].concat().join(" → ");
            return self.report(Diagnostic::new(&PACK_CYCLE).with("path", path), wanted_at);
        }
        self.path.push(id.clone());
        let tree = own.map(|own| self.with_others(own, &id));
        self.path.pop();
        self.members.push(Member { id, version, files });
        tree
    }

    fn report(&mut self, diagnostic: Diagnostic, at: Option<Span>) -> Option<Node> {
        self.diagnostics.push(match at {
            Some(span) => diagnostic.at(span),
            None => diagnostic,
        });
        None
    }

    /// All files of one pack as one tree, arrays appended.
    fn merged(&mut self, files: &Files) -> Option<Node> {
        let mut whole: Option<Node> = None;
        let mut sound = true;
        for (name, text) in files {
            let source = self.sources.add(name, text);
            self.homes.push((source, String::new()));
            let (tree, found) = tree::parse(self.sources, source);
            self.diagnostics.append(found);
            match (&mut whole, tree) {
                (None, Some(tree)) => whole = Some(tree),
                (Some(whole), Some(tree)) => append(whole, tree, &mut self.diagnostics),
                (_, None) => sound = false,
            }
        }
        whole.filter(|_| sound)
    }

    /// The parent as the pack changes it, then the libraries, then what the pack says itself.
    fn with_others(&mut self, own: Node, id: &str) -> Node {
        let changes: Vec<Change> = self.decoded(&own, "change");
        let drops: Vec<Drop> = self.decoded(&own, "drop");
        let parent = self.parent(&own);
        if own.get("pack").is_some_and(|head| head.get("extends").is_none()) {
            self.nothing_to_change(&own);
        }
        let Some(mut parent) = parent else { return self.with_libraries(own, None) };
        let ranges = ranges::meant(&parent.tree);
        inherit_head(&mut parent.tree, &own);
        let left_out = self.edited(&own, id, &changes, &drops, &mut parent.tree);
        // What a change says anew cites the document of the pack that changes.
        let is_own = |source| self.homes.iter().any(|(known, home)| *known == source && home == id);
        cites::name_the_document(&mut parent.tree, &parent.document, &|source| !is_own(source));
        let mut tree = self.with_libraries(own, Some(parent.tree));
        ranges::keep(&mut tree, &ranges);
        for record in &left_out {
            if let Some(still) = still_referred(record, &tree) {
                self.diagnostics.push(still);
                record.put_back(&mut tree);
            }
        }
        tree
    }

    /// Changes and drops made in the parent; what was left out.
    fn edited(&mut self, own: &Node, id: &str, changes: &[Change], drops: &[Drop], parent: &mut Node) -> Vec<LeftOut> {
        let mut known: Vec<&Text> = Vec::new();
        for change in changes {
            let twice = earlier(&change.target, &known).map(Box::new);
            match twice.map_or_else(|| apply(change, id, parent), Err) {
                Ok(edit) => self.edits.push(edit),
                Err(found) => self.diagnostics.push(*found),
            }
            known.push(&change.target);
        }
        let in_force = own.get("pack").and_then(|head| head.get("in_force")).and_then(|days| days.get("from"));
        let mut left_out = Vec::new();
        for drop in drops {
            let twice = earlier(&drop.target, &known).map(Box::new);
            match twice.map_or_else(|| leave_out(drop, in_force, parent), Err) {
                Ok(record) => left_out.push(record),
                Err(found) => self.diagnostics.push(*found),
            }
            known.push(&drop.target);
        }
        for record in &left_out {
            self.forget(&record.drop);
            self.edits.push(record.edit(id));
        }
        left_out
    }

    /// What was done to a record that is gone says nothing of another of the same id.
    fn forget(&mut self, drop: &Drop) {
        let gone = parts(&drop.target.value);
        self.edits.retain(|edit| drop.until.is_some() || !parts(&edit.target).starts_with(&gone));
    }

    fn decoded<T: Decode>(&mut self, own: &Node, key: &str) -> Vec<T> {
        let mut decoder = Decoder { sources: self.sources, diagnostics: Diagnostics::default() };
        let decoded = own.get(key).and_then(|node| Vec::decode(node, &mut decoder));
        self.diagnostics.append(decoder.diagnostics);
        decoded.unwrap_or_default()
    }

    /// A change or drop in a pack that extends none would be read and do nothing.
    fn nothing_to_change(&mut self, own: &Node) {
        for node in ["change", "drop"].iter().filter_map(|key| own.get(key)).filter(|list| !list.list().is_empty()) {
            self.diagnostics
                .push(Diagnostic::new(&MISSING_KEY).with("owner", "pack").with("key", "extends").at(node.span));
        }
    }

    /// The base with the libraries and then the pack's own records behind it.
    fn with_libraries(&mut self, own: Node, mut base: Option<Node>) -> Node {
        for (id, span) in uses(&own) {
            // A library that a parent or another library takes in is there already.
            if self.members.iter().any(|member| member.id == id) {
                continue;
            }
            let Some(mut library) = self.resolved(&id, Some(span)) else { continue };
            let document = cites::Document::of(&library);
            without_head(&mut library);
            cites::name_the_document(&mut library, &document, &|_| true);
            match &mut base {
                None => base = Some(library),
                Some(base) => append(base, library, &mut self.diagnostics),
            }
        }
        let mut base = base.unwrap_or(Node { span: own.span, value: Value::Table(Vec::new()) });
        let prefix = numbering::prefix(&own);
        append_own(&mut base, own, &mut self.diagnostics);
        numbering::number(&mut base, prefix);
        base
    }

    /// The parent's tree, as it stands.
    fn parent(&mut self, own: &Node) -> Option<Parent> {
        let extends = own.get("pack")?.get("extends")?;
        let id = extends.get("pack")?.text()?.to_owned();
        let mut tree = self.resolved(&id, Some(extends.span))?;
        self.check_version(&id, extends);
        let document = cites::Document::of(&tree);
        let told =
            |head: Option<&Node>| head.and_then(|head| head.get("fidelity")).and_then(Node::text).map(str::to_owned);
        if told(tree.get("pack")) != told(own.get("pack")) {
            fidelity::keep(&mut tree);
        }
        if let Value::Table(entries) = &mut tree.value {
            entries.retain(|entry| !matches!(entry.key.as_str(), "change" | "drop"));
        }
        Some(Parent { tree, document })
    }

    fn check_version(&mut self, id: &str, extends: &Node) {
        let Some(wanted) = extends.get("version").and_then(Node::text) else { return };
        let actual = self.members.iter().rev().find(|member| member.id == id).map_or("", |member| &member.version);
        if actual.split('.').next() != Some(wanted) {
            let mismatch = Diagnostic::new(&VERSION_MISMATCH).with("pack", id).with("actual", actual);
            self.diagnostics.push(mismatch.with("wanted", wanted).at(extends.span));
        }
    }
}

/// What is extended.
struct Parent {
    tree: Node,
    document: cites::Document,
}

/// The libraries a pack names, and where.
fn uses(own: &Node) -> Vec<(String, Span)> {
    let list = own.get("pack").and_then(|head| head.get("use")).map_or(&[][..], Node::list);
    list.iter().filter_map(|node| Some((node.text()?.to_owned(), node.span))).collect()
}

/// Keys of the head that an extending pack takes over where it does not state its own.
const INHERITED: [&str; 4] = ["subject", "stages", "total", "notice"];

/// Reduces the parent's head to what the child takes over; the child's own keys win.
fn inherit_head(parent: &mut Node, own: &Node) {
    let stated = |key: &str| own.get("pack").is_some_and(|head| head.get(key).is_some());
    if let Some(Node { value: Value::Table(entries), .. }) = parent.get_mut("pack") {
        entries.retain(|entry| INHERITED.contains(&entry.key.as_str()) && !stated(&entry.key));
    }
}

fn without_head(library: &mut Node) {
    if let Value::Table(entries) = &mut library.value {
        entries.retain(|entry| !matches!(entry.key.as_str(), "pack" | "change" | "drop"));
    }
}
