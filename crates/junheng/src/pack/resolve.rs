//! From files to one pack: libraries taken in, the parent extended, changes made.

use crate::diagnostic::{
    DUPLICATE_ID, Diagnostic, Diagnostics, FIXED_VALUE, NO_EFFECT, PACK_CYCLE, PACK_NOT_FOUND, TIGHTEN_ONLY,
    UNKNOWN_TARGET, VERSION_MISMATCH, WRONG_OLD_VALUE, nearest,
};
use crate::quantity::parse_decimal;
use crate::source::{Sources, Span};

use super::decode::{Decode, Decoder};
use super::records::{Change, Drop, Pack};
use super::tree::{self, Entry, Node, Value};

/// The TOML files of one pack: name and text, `pack.toml` first, then `pack.*.toml` in name order.
pub type Files = Vec<(String, String)>;

/// Where packs are found by id.
pub trait Library {
    /// The files of a pack, if there is one of this id.
    fn files(&self, id: &str) -> Option<Files>;
    /// The ids of all packs at hand.
    fn ids(&self) -> Vec<String>;
}

/// A pack that took part, and what it is to the one that was asked for.
#[derive(Debug, Clone)]
pub struct Member {
    /// The id of the pack.
    pub id: String,
    /// Its version as written.
    pub version: String,
    /// Its files: names and texts.
    pub files: Files,
}

/// Reads a pack with everything it uses and extends.
pub fn read(id: &str, library: &dyn Library, sources: &mut Sources) -> (Option<Pack>, Vec<Member>, Diagnostics) {
    let mut reader =
        Reader { library, sources, diagnostics: Diagnostics::default(), members: Vec::new(), path: Vec::new() };
    let tree = reader.resolved(id, None);
    let Reader { mut diagnostics, members, .. } = reader;
    let Some(tree) = tree else { return (None, members, diagnostics) };
    let mut decoder = Decoder { sources, diagnostics: Diagnostics::default() };
    let pack = Pack::decode(&tree, &mut decoder);
    check_ids(&tree, &mut decoder.diagnostics);
    diagnostics.append(decoder.diagnostics);
    (pack, members, diagnostics)
}

struct Reader<'a> {
    library: &'a dyn Library,
    sources: &'a mut Sources,
    diagnostics: Diagnostics,
    members: Vec<Member>,
    path: Vec<String>,
}

impl Reader<'_> {
    /// The tree of a pack, everything it uses and extends taken in.
    fn resolved(&mut self, id: &str, wanted_at: Option<Span>) -> Option<Node> {
        let Some(files) = self.library.files(id) else {
            let known = self.library.ids().join(", ");
            return self.report(Diagnostic::new(&PACK_NOT_FOUND).with("pack", id).with("known", known), wanted_at);
        };
        let own = self.merged(&files)?;
        let id = own.get("pack").and_then(|head| head.get("id")).and_then(Node::text).unwrap_or(id).to_owned();
        if let Some(start) = self.path.iter().position(|known| *known == id) {
            let path = [&self.path[start..], &[id]].concat().join(" → ");
            return self.report(Diagnostic::new(&PACK_CYCLE).with("path", path), wanted_at);
        }
        self.path.push(id.clone());
        let version =
            own.get("pack").and_then(|head| head.get("version")).and_then(Node::text).unwrap_or("").to_owned();
        let tree = self.with_libraries(own);
        self.path.pop();
        self.members.push(Member { id, version, files });
        Some(tree)
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

    fn with_libraries(&mut self, own: Node) -> Node {
        let mut base: Option<Node> = self.parent(&own);
        let uses: Vec<(String, Span)> =
            own.get("pack").and_then(|head| head.get("use")).map_or_else(Vec::new, |list| {
                list.list().iter().filter_map(|node| Some((node.text()?.to_owned(), node.span))).collect()
            });
        for (id, span) in uses {
            if self.members.iter().any(|member| member.id == id) {
                continue;
            }
            let Some(mut library) = self.resolved(&id, Some(span)) else { continue };
            without_head(&mut library);
            match &mut base {
                None => base = Some(library),
                Some(base) => append(base, library, &mut self.diagnostics),
            }
        }
        let Some(mut base) = base else { return own };
        append(&mut base, own, &mut self.diagnostics);
        base
    }

    /// The parent's tree, changed as `own` asks, without the parent's head.
    fn parent(&mut self, own: &Node) -> Option<Node> {
        let extends = own.get("pack")?.get("extends")?;
        let id = extends.get("pack")?.text()?.to_owned();
        let mut parent = self.resolved(&id, Some(extends.span))?;
        self.check_version(&id, extends);
        let mut decoder = Decoder { sources: self.sources, diagnostics: Diagnostics::default() };
        let changes: Vec<Change> = decode_list(own, "change", &mut decoder);
        let drops: Vec<Drop> = decode_list(own, "drop", &mut decoder);
        let mut found = Diagnostics::default();
        for change in &changes {
            apply(change, &mut parent, &mut found);
        }
        for drop in &drops {
            remove(drop, &mut parent, &mut found);
        }
        self.diagnostics.append(found);
        inherit_head(&mut parent, own);
        Some(parent)
    }

    fn check_version(&mut self, id: &str, extends: &Node) {
        let wanted = extends.get("version").and_then(Node::text).unwrap_or_default().to_owned();
        let actual = self.members.iter().find(|member| member.id == id).map_or("", |member| &member.version);
        if actual.split('.').next() != Some(wanted.as_str()) {
            let mismatch = Diagnostic::new(&VERSION_MISMATCH).with("pack", id).with("actual", actual);
            self.diagnostics.push(mismatch.with("wanted", wanted).at(extends.span));
        }
    }
}

fn decode_list<T: Decode>(own: &Node, key: &str, decoder: &mut Decoder<'_>) -> Vec<T> {
    own.get(key).and_then(|node| Vec::decode(node, decoder)).unwrap_or_default()
}

/// Keys of the head that an extending pack takes over where it does not state its own.
const INHERITED: [&str; 3] = ["subject", "stages", "total"];

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

/// Appends the arrays of `other` to those of `tree`; the heads are joined, any other table may stand once.
fn append(tree: &mut Node, other: Node, diagnostics: &mut Diagnostics) {
    let Value::Table(entries) = other.value else { return };
    for entry in entries {
        let Value::Table(known) = &mut tree.value else { return };
        match known.iter_mut().find(|known| known.key == entry.key) {
            None => known.push(entry),
            Some(place) => join(place, entry, diagnostics),
        }
    }
}

fn join(place: &mut Entry, entry: Entry, diagnostics: &mut Diagnostics) {
    let key = entry.key;
    match (&mut place.node.value, entry.node.value) {
        (Value::List(members), Value::List(more)) => insert(members, more),
        (Value::Table(known), Value::Table(more)) if key == "pack" => {
            known.extend(more);
            place.node.span = entry.node.span;
        }
        _ => diagnostics.push(Diagnostic::new(&DUPLICATE_ID).with("id", key).at(entry.span).at(place.span)),
    }
}

/// Adds records to an array; a record with `after` is put behind the one it names.
fn insert(members: &mut Vec<Node>, more: Vec<Node>) {
    for node in more {
        let after = node.get("after").and_then(Node::text).map(str::to_owned);
        let place = after.and_then(|id| members.iter().position(|member| has_id(member, &id)));
        match place {
            Some(place) => members.insert(place + 1, node),
            None => members.push(node),
        }
    }
}

fn has_id(node: &Node, id: &str) -> bool {
    node.get("id").and_then(Node::text) == Some(id)
}

/// Follows a path such as `rule.disparity.at_most.primary`; array members are found by id.
fn find<'a>(tree: &'a mut Node, path: &[&str]) -> Option<&'a mut Node> {
    let Some((first, rest)) = path.split_first() else { return Some(tree) };
    let next = match &mut tree.value {
        Value::Table(entries) => &mut entries.iter_mut().find(|entry| entry.key == *first)?.node,
        Value::List(members) => members.iter_mut().find(|member| has_id(member, first))?,
        _ => return None,
    };
    find(next, rest)
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

fn unknown_target(target: &super::decode::Text, tree: &Node) -> Diagnostic {
    let mut known = Vec::new();
    paths(tree, "", &mut known);
    let guess = nearest(&target.value, known.iter().map(String::as_str)).unwrap_or_default();
    let unknown = Diagnostic::new(&UNKNOWN_TARGET).with("target", &target.value);
    unknown
        .with("hint", format!("did you mean `{guess}`?"))
        .with("hint_zh", format!("是不是 `{guess}`？"))
        .at(target.span)
}

fn apply(change: &Change, parent: &mut Node, diagnostics: &mut Diagnostics) {
    let target = &change.target.value;
    let path: Vec<&str> = target.split('.').collect();
    let permission = permission(parent, &path);
    let Some(place) = find(parent, &path) else {
        diagnostics.push(unknown_target(&change.target, parent));
        return;
    };
    if !place.same(&change.from.0) {
        let wrong = Diagnostic::new(&WRONG_OLD_VALUE).with("target", target).with("actual", show(place));
        diagnostics.push(wrong.with("stated", show(&change.from.0)).at(change.from.0.span).at(place.span));
        return;
    }
    let Some(new) = new_value(change, place) else {
        diagnostics.push(Diagnostic::new(&NO_EFFECT).with("target", target).at(change.span));
        return;
    };
    if let Some(refused) = refused(&permission, &path, place, &new) {
        diagnostics.push(refused.with("target", target).at(change.span).at(place.span));
        return;
    }
    *place = new;
}

/// The value after the change; `None` where nothing would differ.
fn new_value(change: &Change, old: &Node) -> Option<Node> {
    if let Some(to) = &change.to {
        return (!to.0.same(old)).then(|| to.0.clone());
    }
    let Value::List(members) = &old.value else { return None };
    let mut members = members.clone();
    let before = members.len();
    if let Some(removed) = &change.remove {
        members.retain(|member| !member.same(&removed.0));
    }
    members.extend(change.append.iter().map(|added| added.0.clone()));
    (members.len() != before).then_some(Node { span: change.span, value: Value::List(members) })
}

/// The `downstream` of the record a path leads into.
fn permission(tree: &mut Node, path: &[&str]) -> Option<String> {
    let record = find(tree, path.get(..2)?)?;
    record.get("downstream").and_then(Node::text).map(str::to_owned)
}

/// The keys that `tighten_only` guards.
const LIMITS: [&str; 5] = ["at_least", "at_most", "more_than", "less_than", "equal_to"];

fn refused(permission: &Option<String>, path: &[&str], old: &Node, new: &Node) -> Option<Diagnostic> {
    let fixed = || Diagnostic::new(&FIXED_VALUE);
    match permission.as_deref() {
        Some("fixed") => Some(fixed()),
        Some("tighten_only") if path.iter().any(|key| LIMITS.contains(key)) => {
            let (Value::Number(old), Value::Number(new)) = (&old.value, &new.value) else { return Some(fixed()) };
            let (before, after) = (parse_decimal(old)?, parse_decimal(new)?);
            let stricter = if path.iter().any(|key| matches!(*key, "at_least" | "more_than")) {
                after >= before
            } else {
                after <= before
            };
            (!stricter).then(|| Diagnostic::new(&TIGHTEN_ONLY).with("old", old).with("new", new))
        }
        _ => None,
    }
}

fn remove(drop: &Drop, parent: &mut Node, diagnostics: &mut Diagnostics) {
    let path: Vec<&str> = drop.target.value.split('.').collect();
    let (last, list) = path.split_last().unwrap_or((&"", &[]));
    let removed = match find(parent, list).map(|node| &mut node.value) {
        Some(Value::List(members)) => {
            let before = members.len();
            members.retain(|member| !has_id(member, last));
            members.len() != before
        }
        _ => false,
    };
    if !removed {
        diagnostics.push(unknown_target(&drop.target, parent));
    }
}

/// A value as it is shown in a diagnostic.
fn show(node: &Node) -> String {
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

/// Every id stands once among the records of its kind; rules and sections share their ids.
fn check_ids(tree: &Node, diagnostics: &mut Diagnostics) {
    for entry in tree.entries() {
        duplicate_ids(entry.node.list(), diagnostics);
        for record in entry.node.list() {
            for inner in record.entries().iter().filter(|inner| inner.key == "variant") {
                duplicate_ids(inner.node.list(), diagnostics);
            }
        }
    }
}

fn duplicate_ids(records: &[Node], diagnostics: &mut Diagnostics) {
    for (index, record) in records.iter().enumerate() {
        let Some(id) = record.get("id") else { continue };
        let earlier = records[..index].iter().filter_map(|earlier| earlier.get("id")).find(|earlier| earlier.same(id));
        if let Some(earlier) = earlier {
            let text = id.text().unwrap_or_default();
            diagnostics.push(Diagnostic::new(&DUPLICATE_ID).with("id", text).at(id.span).at(earlier.span));
        }
    }
}
