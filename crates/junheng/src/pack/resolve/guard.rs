//! `downstream`: what packs that extend this one may do to a record.

use crate::diagnostic::{Diagnostic, FIXED_VALUE, GUARDED_DROP, NOT_COMPARABLE, TIGHTEN_ONLY};

use super::super::tree::Node;
use super::super::turn::{Turn, turn};
use super::path::{find, show};

/// The record a path leads into, and what it allows.
fn guarded<'a>(parent: &'a Node, path: &[&str]) -> Option<(&'a Node, &'a str)> {
    let record = find(parent, path.get(..2)?)?;
    Some((record, record.get("downstream")?.text()?))
}

/// Why a value may not be changed so.
pub fn change(parent: &Node, path: &[&str], old: &Node, new: &Node) -> Option<Diagnostic> {
    let (record, word) = guarded(parent, path)?;
    let refused = match (word, turn(record, &path[2..], Some(old), Some(new))) {
        ("fixed", _) => Diagnostic::new(&FIXED_VALUE),
        ("tighten_only", Turn::Looser | Turn::Mixed) => Diagnostic::new(&TIGHTEN_ONLY),
        ("tighten_only", Turn::Unclear) => Diagnostic::new(&NOT_COMPARABLE),
        _ => return None,
    };
    Some(refused.with("old", show(old)).with("new", show(new)))
}

/// Why a record may not be left out.
pub fn drop(parent: &Node, path: &[&str], record: &Node) -> Option<Diagnostic> {
    let (owner, word) = guarded(parent, path)?;
    let allowed = match word {
        "fixed" => false,
        "tighten_only" => matches!(turn(owner, &path[2..], Some(record), None), Turn::Tighter | Turn::Wording),
        _ => true,
    };
    (!allowed).then(|| Diagnostic::new(&GUARDED_DROP).with("word", word))
}
