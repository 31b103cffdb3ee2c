//! From files to one pack: libraries taken in, the parent extended, changes made.

mod path;
mod gather;
mod join;
mod numbering;
mod ranges;
mod cites;
mod fidelity;
mod change;
mod leave_out;
mod referrers;
mod guard;
mod identity;

use crate::diagnostic::Diagnostics;
use crate::source::{SourceId, Sources, Span};

use super::decode::{Decode, Decoder};
use super::records::Pack;
use super::tree::Node;

pub(super) use cites::{Document, name_the_document};
pub(super) use fidelity::keep as keep_fidelity;
pub(super) use path::{LIMITS, has_id, parts, show};

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

/// What a pack did to its parent, once it was found to be allowed.
#[derive(Debug, Clone)]
pub struct Edit {
    /// The pack that did it.
    pub pack: String,
    /// The path of the value or record.
    pub target: String,
    /// The `change` or `drop`.
    pub span: Span,
    /// What was done.
    pub kind: EditKind,
    /// The article it rests on; empty where none is stated.
    pub cite: String,
    /// Why; empty where that is not stated.
    pub reason: String,
}

/// What was done to a value or record.
#[derive(Debug, Clone)]
pub enum EditKind {
    /// A value was changed.
    Changed {
        /// What it was, as it is shown.
        old: String,
        /// What it is now.
        new: String,
        /// Where the old value stands.
        at: Span,
    },
    /// A record was left out, until a day where one is stated.
    Dropped {
        /// The last day it is left out, as written.
        until: Option<String>,
        /// Where the record stands.
        at: Span,
    },
}

/// A pack with everything it uses and extends taken in, not yet decoded.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// Everything the pack says; every value keeps the place it was written at.
    pub(super) tree: Node,
    /// What was done to parents, the highest first.
    pub edits: Vec<Edit>,
    /// Which pack each text belongs to.
    pub(super) homes: Vec<(SourceId, String)>,
}

impl Resolved {
    /// The id and version of the pack.
    pub fn name(&self) -> String {
        let head = |key: &str| self.tree.get("pack")?.get(key)?.text();
        format!("{} {}", head("id").unwrap_or_default(), head("version").unwrap_or_default()).trim().to_owned()
    }

    /// The pack that a stretch of text belongs to.
    pub fn home(&self, span: Span) -> &str {
        self.homes.iter().find(|(source, _)| *source == span.source).map_or("", |(_, pack)| pack)
    }
}

/// Takes in everything a pack uses and extends; the packs that took part, it last, also where that fails.
pub fn resolve(id: &str, library: &dyn Library, sources: &mut Sources) -> (Option<Resolved>, Vec<Member>, Diagnostics) {
    gather::gather(id, library, sources)
}

/// Reads a pack with everything it uses and extends.
pub fn read(id: &str, library: &dyn Library, sources: &mut Sources) -> (Option<Pack>, Vec<Member>, Diagnostics) {
    let (resolved, members, mut diagnostics) = resolve(id, library, sources);
    let Some(resolved) = resolved else { return (None, members, diagnostics) };
    let (pack, found) = decode(&resolved, sources);
    diagnostics.append(found);
    (pack, members, diagnostics)
}

/// The records of a pack that was resolved.
pub fn decode(resolved: &Resolved, sources: &Sources) -> (Option<Pack>, Diagnostics) {
    let mut decoder = Decoder { sources, diagnostics: Diagnostics::default() };
    let pack = Pack::decode(&resolved.tree, &mut decoder);
    decoder.diagnostics.append(identity::check(&resolved.tree));
    (pack, decoder.diagnostics)
}
