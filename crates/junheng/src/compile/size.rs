//! What a pack may hold: enough for any standard, and little enough that nothing runs for ever or too deep.

use crate::diagnostic::{Diagnostic, Diagnostics, TOO_MUCH};
use crate::pack::Pack;
use crate::program::{Check, CheckId, Node};
use crate::source::Span;

use super::Compiler;
use super::check::Slot;

/// Levels, and stages: each has its number in a byte.
const MOST_LEVELS: usize = 200;
/// Fields: each has its number in two bytes.
const MOST_FIELDS: usize = 60_000;
/// How many rules and measures may look at each other in a row.
const DEEPEST: usize = 100;
/// How many derivations of fields one formula may take in, and how many of them one within the other.
const MOST_DERIVED: usize = 1000;
const DEEPEST_DERIVED: usize = 30;
/// How long the value of a rule may be when everything it is made from is written out.
const LONGEST: usize = 1_000_000;

/// Reports more levels, stages or fields than can be told apart.
pub fn is_too_much(pack: &Pack, diagnostics: &mut Diagnostics) -> bool {
    let counted = [
        (["层级", "levels"], MOST_LEVELS, pack.level.get(MOST_LEVELS).map(|record| record.span)),
        (["学段", "stages"], MOST_LEVELS, pack.stage.get(MOST_LEVELS).map(|record| record.span)),
        (["数据项", "fields"], MOST_FIELDS, pack.field.get(MOST_FIELDS).map(|record| record.span)),
    ];
    let mut found = false;
    for (what, most, first) in counted {
        if let Some(at) = first {
            diagnostics.push(too_much(what, most, at));
            found = true;
        }
    }
    found
}

fn too_much([zh, en]: [&str; 2], most: usize, at: Span) -> Diagnostic {
    Diagnostic::new(&TOO_MUCH).with("what_zh", zh).with("what", en).with("most", most).at(at)
}

impl Compiler<'_> {
    /// Whether one more would make a row of rules that look at each other too long.
    pub(super) fn is_too_deep(&mut self, slot: Slot) -> bool {
        let deep = self.path.len() >= DEEPEST;
        if deep {
            let (_, span) = self.slot_id(slot);
            let what = ["层层引用的条款和指标", "rules and measures that look at each other in a row"];
            self.diagnostics.push(too_much(what, DEEPEST, span));
        }
        deep
    }

    /// Whether a formula may take in one more derivation; says so where it is the first too many.
    pub(super) fn may_derive(&mut self, at: Span) -> bool {
        if self.deriving.is_empty() {
            self.derived = 0;
        }
        let deep = self.deriving.len() >= DEEPEST_DERIVED;
        if !deep && self.derived < MOST_DERIVED {
            self.derived += 1;
            return true;
        }
        if self.derived <= MOST_DERIVED {
            self.derived = MOST_DERIVED + 1;
            let what = ["层层推算的数据项", "fields derived from each other"];
            self.diagnostics.push(too_much(what, if deep { DEEPEST_DERIVED } else { MOST_DERIVED }, at));
        }
        false
    }

    /// Reports values that are too long when all they are made from is written out: such are compared exactly.
    pub(super) fn check_size(&mut self, order: &[CheckId]) {
        let mut size = vec![(0usize, 0usize); self.checks.len()];
        for check in order {
            let (own, parts) = written_out(&self.checks[check.0 as usize]);
            let below: Vec<_> = parts.iter().filter(|part| *part != check).map(|part| size[part.0 as usize]).collect();
            let length = below.iter().fold(own, |sum, (length, _)| sum.saturating_add(*length));
            let depth = 1 + below.iter().map(|(_, depth)| *depth).max().unwrap_or(0);
            let is_first = length > LONGEST && below.iter().all(|(length, _)| *length <= LONGEST);
            if is_first || depth == DEEPEST + 1 {
                let what = ["一个数所由算出的项", "parts that one value is made from"];
                let at = self.checks[check.0 as usize].span;
                self.diagnostics.push(too_much(what, if is_first { LONGEST } else { DEEPEST }, at));
            }
            size[check.0 as usize] = (length, depth);
        }
    }
}

/// The nodes of a check, and every mention of a value, limit or attainment of another.
fn written_out(check: &Check) -> (usize, Vec<CheckId>) {
    let (mut count, mut parts) = (0, Vec::new());
    check.nodes().into_iter().for_each(|node| count_nodes(node, &mut count, &mut parts));
    (count, parts)
}

fn count_nodes(node: &Node, count: &mut usize, parts: &mut Vec<CheckId>) {
    *count += 1;
    if let Node::Value(check) | Node::Limit(check) | Node::Attainment(check) = node {
        parts.push(*check);
    }
    node.children().into_iter().for_each(|child| count_nodes(child, count, parts));
}
