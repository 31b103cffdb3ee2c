//! `drop`: one record of the parent that is left out, for good or until a day.

use crate::diagnostic::{DROP_UNTIL, Diagnostic, EXPIRED_DROP};
use crate::quantity::{parse_date, show_date};
use crate::source::Span;

use super::super::decode::Date;
use super::super::records::Drop;
use super::super::tree::{Entry, Node, Value};
use super::path::{find, find_mut, has_id, parts, unknown_target};
use super::{Edit, EditKind, guard};

/// A record that was left out.
pub struct LeftOut {
    /// The drop.
    pub drop: Drop,
    /// The record as it was.
    pub record: Node,
}

impl LeftOut {
    /// Puts the record back, so that those who name it are not reported a second time.
    pub fn put_back(&self, tree: &mut Node) {
        let path = parts(&self.drop.target.value);
        if let Some(Value::List(members)) = find_mut(tree, &path[..path.len() - 1]).map(|list| &mut list.value) {
            members.push(self.record.clone());
        }
    }

    /// What was done, for those who look at the result.
    pub fn edit(&self, pack: &str) -> Edit {
        let until = self.drop.until.map(|until| show_date(until.days));
        Edit {
            pack: pack.to_owned(),
            target: self.drop.target.value.clone(),
            span: self.drop.span,
            kind: EditKind::Dropped { until, at: self.record.span },
            cite: String::new(),
            reason: self.drop.reason.value.clone(),
        }
    }
}

/// Leaves out a record of the parent, or says why not.
pub fn leave_out(drop: &Drop, in_force: Option<&Node>, parent: &mut Node) -> Result<LeftOut, Box<Diagnostic>> {
    let target = &drop.target.value;
    let path = parts(target);
    let found = find(parent, &path).filter(|record| path.last().is_some_and(|id| has_id(record, id)));
    let Some(record) = found.cloned() else { return Err(Box::new(unknown_target(&drop.target, parent))) };
    if let Some(refused) = guard::drop(parent, &path, &record) {
        return Err(Box::new(refused.with("target", target).at(drop.target.span).at(record.span)));
    }
    let refused = drop.until.and_then(|until| expired(until, in_force).or_else(|| no_days(&path, until.span)));
    if let Some(refused) = refused {
        return Err(Box::new(refused.with("target", target)));
    }
    let (list, id) = path.split_at(path.len() - 1);
    match drop.until {
        Some(until) => find_mut(parent, &path).into_iter().for_each(|record| begin_after(record, until)),
        None => find_mut(parent, list).into_iter().for_each(|list| take(list, id[0])),
    }
    Ok(LeftOut { drop: drop.clone(), record })
}

/// A drop that ends before the pack is in force never does anything.
fn expired(until: Date, in_force: Option<&Node>) -> Option<Diagnostic> {
    let Value::Date(from) = &in_force?.value else { return None };
    let late = parse_date(from)? > until.days;
    let expired = Diagnostic::new(&EXPIRED_DROP).with("until", show_date(until.days)).with("from", from);
    late.then(|| expired.at(until.span).at(in_force.map_or(until.span, |node| node.span)))
}

/// Only what is in force from a day on can come back on one.
fn no_days(path: &[&str], at: Span) -> Option<Diagnostic> {
    let dated = matches!(path, ["rule", _] | ["rule" | "measure", _, "variant", _]);
    (!dated).then(|| Diagnostic::new(&DROP_UNTIL).at(at))
}

/// The record is in force from the day after.
fn begin_after(record: &mut Node, until: Date) {
    let Value::Table(entries) = &mut record.value else { return };
    let day = show_date(until.days.saturating_add(1));
    let known = entries.iter_mut().find(|entry| entry.key == "from");
    let node = Node { span: until.span, value: Value::Date(day) };
    let Some(entry) = known else {
        entries.push(Entry { key: "from".to_owned(), span: until.span, node });
        return;
    };
    let Value::Date(from) = &entry.node.value else { return };
    if parse_date(from).is_some_and(|from| from <= until.days) {
        entry.node = node;
    }
}

fn take(list: &mut Node, id: &str) {
    if let Value::List(members) = &mut list.value {
        members.retain(|member| !has_id(member, id));
    }
}
