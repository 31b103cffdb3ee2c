//! `change`: one value of the parent, its old value stated.

use crate::diagnostic::{
    BAD_CHANGE, CHANGED_TWICE, Diagnostic, FIXED_VALUE, MISSING_KEY, NO_EFFECT, NOT_A_LIST, NOT_IN_LIST, WHOLE_RECORD,
    WRONG_OLD_VALUE,
};

use super::super::decode::Text;
use super::super::records::Change;
use super::super::tree::{Node, Value};
use super::path::{find, find_mut, has_id, overlap, parts, show, unknown_target};
use super::{Edit, EditKind, guard};

/// One place is changed or dropped once, for what comes of two would depend on their order: a second target in
/// the place of an earlier one.
pub fn earlier(target: &Text, known: &[&Text]) -> Option<Diagnostic> {
    let earlier = known.iter().find(|earlier| overlap(&earlier.value, &target.value))?;
    let twice = Diagnostic::new(&CHANGED_TWICE).with("target", &target.value).with("other", &earlier.value);
    Some(twice.at(target.span).at(earlier.span))
}

/// Changes one value of the parent, or says why not.
pub fn apply(change: &Change, pack: &str, parent: &mut Node) -> Result<Edit, Box<Diagnostic>> {
    let new = new_value(change, parent)?;
    let path = parts(&change.target.value);
    let Some(place) = find_mut(parent, &path) else { return Err(Box::new(unknown_target(&change.target, parent))) };
    let kind = EditKind::Changed { old: show(place), new: show(&new), at: place.span };
    *place = new;
    Ok(Edit {
        pack: pack.to_owned(),
        target: change.target.value.clone(),
        span: change.span,
        kind,
        cite: change.cite.as_ref().map_or_else(String::new, ToString::to_string),
        reason: change.reason.as_ref().map_or_else(String::new, |reason| reason.value.clone()),
    })
}

/// The value after a change, where the change may be made.
fn new_value(change: &Change, parent: &Node) -> Result<Node, Box<Diagnostic>> {
    let target = &change.target.value;
    let path = parts(target);
    one_way(change)?;
    let Some(place) = find(parent, &path) else { return Err(Box::new(unknown_target(&change.target, parent))) };
    if is_whole(&path, place) {
        return Err(Box::new(Diagnostic::new(&WHOLE_RECORD).with("target", target).at(change.target.span)));
    }
    if path.ends_with(&["id"]) {
        let fixed = Diagnostic::new(&FIXED_VALUE).with("target", target);
        return Err(Box::new(fixed.at(change.span).at(place.span)));
    }
    old_value(change, place)?;
    let new = match &change.to {
        Some(to) if to.0.same(place) => return Err(no_effect(change)),
        Some(to) => to.0.clone(),
        None => new_list(change, place)?,
    };
    match guard::change(parent, &path, place, &new) {
        Some(refused) => Err(Box::new(refused.with("target", target).at(change.span).at(place.span))),
        None => Ok(new),
    }
}

fn no_effect(change: &Change) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(&NO_EFFECT).with("target", &change.target.value).at(change.span))
}

/// A change says one thing: a new value, an item to add, or an item to take away.
fn one_way(change: &Change) -> Result<(), Box<Diagnostic>> {
    let ways = [("to", &change.to), ("append", &change.append), ("remove", &change.remove)];
    let stated: Vec<&str> = ways.iter().filter(|(_, way)| way.is_some()).map(|(key, _)| *key).collect();
    if stated.len() != 1 {
        let bad = Diagnostic::new(&BAD_CHANGE).with("target", &change.target.value).with("count", stated.len());
        return Err(Box::new(bad.at(change.span)));
    }
    if change.to.is_some() && change.from.is_none() {
        let missing = Diagnostic::new(&MISSING_KEY).with("owner", "change").with("key", "from");
        return Err(Box::new(missing.at(change.span)));
    }
    Ok(())
}

/// Whether a path leads to a record, or to all records of a kind, rather than to a value.
fn is_whole(path: &[&str], place: &Node) -> bool {
    path.len() == 1 || path.last().is_some_and(|id| has_id(place, id))
}

fn old_value(change: &Change, place: &Node) -> Result<(), Box<Diagnostic>> {
    let Some(from) = change.from.as_ref().map(|from| &from.0) else { return Ok(()) };
    // A cite of a pack above the parent stands with its document by now; its author wrote the article alone.
    let article = change.target.value.ends_with(".cite").then(|| place.get("text")).flatten();
    if from.same(place) || article.is_some_and(|article| from.same(article)) {
        return Ok(());
    }
    let wrong = Diagnostic::new(&WRONG_OLD_VALUE).with("target", &change.target.value).with("actual", show(place));
    Err(Box::new(wrong.with("stated", show(from)).at(from.span).at(place.span)))
}

/// A list with one item more or less.
fn new_list(change: &Change, old: &Node) -> Result<Node, Box<Diagnostic>> {
    let target = &change.target.value;
    let Value::List(members) = &old.value else {
        let no_list = Diagnostic::new(&NOT_A_LIST).with("target", target).with("actual", show(old));
        return Err(Box::new(no_list.at(change.target.span).at(old.span)));
    };
    let mut members = members.clone();
    if let Some(added) = &change.append {
        if members.iter().any(|member| member.same(&added.0)) {
            return Err(no_effect(change));
        }
        members.push(added.0.clone());
    }
    if let Some(removed) = &change.remove {
        let Some(at) = members.iter().position(|member| member.same(&removed.0)) else {
            let absent = Diagnostic::new(&NOT_IN_LIST).with("target", target).with("item", show(&removed.0));
            return Err(Box::new(absent.with("actual", show(old)).at(removed.0.span).at(old.span)));
        };
        members.remove(at);
    }
    Ok(Node { span: change.span, value: Value::List(members) })
}
