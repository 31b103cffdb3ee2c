//! Whether a value that changes makes its record stricter: what `tighten_only` and `pack diff` go by.

use std::cmp::Ordering;

use crate::quantity::{Exact, parse_date, parse_decimal};
use crate::source::normal;

use super::resolve::LIMITS;
use super::tree::{Node, Value};

/// What a change of a value does to its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It says the same.
    Same,
    /// Whatever meets it now met it before.
    Tighter,
    /// Whatever met it before meets it now.
    Looser,
    /// Tighter for one stage, looser for another.
    Mixed,
    /// It is only wording: titles, cites, evidence.
    Wording,
    /// It cannot be told without data.
    Unclear,
}

/// Keys that no verdict depends on.
const WORDING: [&str; 11] =
    ["title", "text", "cite", "reading", "note", "fidelity", "incomplete", "duty", "evidence", "after", "why"];

impl Turn {
    fn reversed(self) -> Turn {
        match self {
            Turn::Tighter => Turn::Looser,
            Turn::Looser => Turn::Tighter,
            other => other,
        }
    }

    fn and(self, other: Turn) -> Turn {
        match (self, other) {
            (Turn::Same, turn) | (turn, Turn::Same) => turn,
            (Turn::Unclear, _) | (_, Turn::Unclear) => Turn::Unclear,
            (one, two) if one == two => one,
            _ => Turn::Mixed,
        }
    }
}

/// What a change does at a path below its record; `None` for a value that is not there.
pub fn turn(record: &Node, path: &[&str], old: Option<&Node>, new: Option<&Node>) -> Turn {
    match path {
        ["variant", id] => whole_variant(record, id, old, new),
        ["variant", id, key, ..] => {
            let stricter = find(record, id).is_some_and(|variant| is_stricter(record, variant));
            let turn = value(record, key, old, new);
            let is_day = matches!(*key, "from" | "until");
            // The longer a relaxation lasts, the looser its record; the other way round for what is harder.
            if is_day && !stricter { turn.reversed() } else { turn }
        }
        // A stage more or less in a table of limits.
        [key, _] if LIMITS.contains(key) && old.is_some() != new.is_some() => {
            if new.is_some() {
                Turn::Tighter
            } else {
                Turn::Looser
            }
        }
        [key, ..] => value(record, key, old, new),
        [] => Turn::Unclear,
    }
}

fn find<'a>(record: &'a Node, id: &str) -> Option<&'a Node> {
    record.get("variant")?.list().iter().find(|variant| variant.get("id").and_then(Node::text) == Some(id))
}

/// A variant that is new or gone: it relaxes its record unless its limit is plainly the harder one.
fn whole_variant(record: &Node, id: &str, old: Option<&Node>, new: Option<&Node>) -> Turn {
    let Some(variant) = old.or(new).or_else(|| find(record, id)) else { return Turn::Unclear };
    let gone = if is_stricter(record, variant) { Turn::Looser } else { Turn::Tighter };
    match (old, new) {
        (Some(_), None) => gone,
        (None, Some(_)) => gone.reversed(),
        _ => Turn::Unclear,
    }
}

/// Whether a variant asks for more than its record does.
fn is_stricter(record: &Node, variant: &Node) -> bool {
    LIMITS
        .iter()
        .any(|key| limit(record, key, record.get(key), variant.get(key)) == Turn::Tighter && record.get(key).is_some())
}

fn value(record: &Node, key: &str, old: Option<&Node>, new: Option<&Node>) -> Turn {
    if let (Some(old), Some(new)) = (old, new) {
        if old.same(new) {
            return Turn::Same;
        }
        // What the parent's source leaves open may be filled in.
        if is_open(old) && matches!(new.value, Value::Number(_)) {
            return Turn::Tighter;
        }
    }
    match key {
        key if LIMITS.contains(&key) => limit(record, key, old, new),
        "until" => days(old, new, i32::MAX),
        "from" => days(old, new, i32::MIN).reversed(),
        "downstream" => rank(old).cmp(&rank(new)).into(),
        key if WORDING.contains(&key) => Turn::Wording,
        _ => Turn::Unclear,
    }
}

impl From<Ordering> for Turn {
    /// The turn of something that is the stricter the greater it is.
    fn from(ordering: Ordering) -> Self {
        match ordering {
            Ordering::Less => Turn::Tighter,
            Ordering::Equal => Turn::Same,
            Ordering::Greater => Turn::Looser,
        }
    }
}

/// A rule that is in force longer is stricter.
fn days(old: Option<&Node>, new: Option<&Node>, absent: i32) -> Turn {
    let day = |node: Option<&Node>| match node.map(|node| &node.value) {
        None => Some(absent),
        Some(Value::Date(text)) => parse_date(text),
        Some(_) => None,
    };
    let (Some(old), Some(new)) = (day(old), day(new)) else { return Turn::Unclear };
    old.cmp(&new).into()
}

/// How much a word of `downstream` forbids.
fn rank(node: Option<&Node>) -> u8 {
    match node.and_then(Node::text) {
        Some("fixed") => 2,
        Some("tighten_only") => 1,
        _ => 0,
    }
}

/// A limit, stage by stage where either is a table by stage.
fn limit(record: &Node, key: &str, old: Option<&Node>, new: Option<&Node>) -> Turn {
    let (Some(old), Some(new)) = (old, new) else {
        return if old.is_some() == new.is_some() { Turn::Same } else { Turn::Unclear };
    };
    let stages = old.entries().iter().chain(new.entries());
    let mut stages: Vec<&str> = stages.map(|entry| entry.key.as_str()).collect();
    stages.sort_unstable();
    stages.dedup();
    if stages.is_empty() {
        return amount(record, key, old, new);
    }
    stages.iter().fold(Turn::Same, |turn, stage| turn.and(at_stage(record, key, old, new, stage)))
}

fn at_stage(record: &Node, key: &str, old: &Node, new: &Node, stage: &str) -> Turn {
    let of = |node: &'_ Node| {
        if matches!(node.value, Value::Table(_)) { node.get(stage).cloned() } else { Some(node.clone()) }
    };
    match (of(old), of(new)) {
        (Some(old), Some(new)) => amount(record, key, &old, &new),
        (Some(_), None) => Turn::Looser,
        (None, Some(_)) => Turn::Tighter,
        (None, None) => Turn::Same,
    }
}

/// One limit against another; numbers with a unit are compared where their units read the same.
fn amount(record: &Node, key: &str, old: &Node, new: &Node) -> Turn {
    if old.same(new) {
        return Turn::Same;
    }
    match (is_open(old), is_open(new)) {
        (true, false) => return Turn::Tighter,
        (false, true) => return Turn::Looser,
        _ => {}
    }
    let unit = record.get("unit").and_then(Node::text).unwrap_or_default();
    let (Some((old, old_unit)), Some((new, new_unit))) = (number(old, unit), number(new, unit)) else {
        return Turn::Unclear;
    };
    if old_unit != new_unit {
        return Turn::Unclear;
    }
    match key {
        "at_least" | "more_than" => old.cmp(&new).into(),
        "at_most" | "less_than" => Turn::from(old.cmp(&new)).reversed(),
        _ if old == new => Turn::Same,
        _ => Turn::Unclear,
    }
}

fn is_open(node: &Node) -> bool {
    node.text() == Some("not_stated")
}

/// A number and its unit: a bare number is in the unit of its record, a text says its own.
fn number(node: &Node, unit: &str) -> Option<(Exact, String)> {
    let plain = |text: &str| normal(text).split_whitespace().collect::<String>();
    match &node.value {
        Value::Number(literal) => Some((parse_decimal(literal)?, plain(unit))),
        Value::Text(text) => {
            let text = normal(text);
            let text = text.trim();
            let is_digit = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '_' | '-' | '+');
            let end = text.find(|letter| !is_digit(letter)).unwrap_or(text.len());
            let unit = plain(&text[end..]);
            // What goes on behind the unit is a formula.
            let is_unit = !unit.contains(['+', '-', '*', '(', ')', ',', '=', '<', '>', '≥', '≤', '×'])
                && !unit.contains(|letter: char| letter.is_ascii_digit());
            Some((parse_decimal(&text[..end]).filter(|_| is_unit)?, unit))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    /// The turn of a change from one value of a key to another, in a record with these further keys.
    fn of(further: &str, key: &str, old: &str, new: &str) -> Turn {
        let mut sources = Sources::default();
        let mut record = |value: &str| {
            let text = sources.add("pack.toml", format!("{key} = {value}\n{further}"));
            super::super::tree::parse(&sources, text).0.expect("the test writes TOML")
        };
        let (before, after) = (record(old), record(new));
        turn(&before, &[key], before.get(key), after.get(key))
    }

    #[test]
    fn a_limit_is_stricter_by_its_direction() {
        assert_eq!(of("", "at_least", "15", "18"), Turn::Tighter);
        assert_eq!(of("", "at_most", "0.5", "0.50"), Turn::Same);
        assert_eq!(of("", "less_than", "0.15", "0.2"), Turn::Looser);
        assert_eq!(of("", "equal_to", "1", "2"), Turn::Unclear);
    }

    #[test]
    fn limits_by_stage_are_compared_stage_by_stage() {
        assert_eq!(of("", "at_least", "{ primary = 15, junior = 25 }", "25"), Turn::Tighter);
        assert_eq!(of("", "at_least", "20", "{ primary = 15, junior = 25 }"), Turn::Mixed);
        assert_eq!(of("", "at_most", "{ primary = 1, junior = 2 }", "{ primary = 1 }"), Turn::Looser);
        assert_eq!(of("", "at_most", "{ primary = 1 }", "{ primary = \"x\" }"), Turn::Unclear);
    }

    #[test]
    fn units_are_compared_as_they_are_written() {
        assert_eq!(of("", "at_least", "\"1150 元/生\"", "\"１２００元/生\""), Turn::Tighter);
        assert_eq!(of("unit = \"%\"", "at_least", "95", "\"90 %\""), Turn::Looser);
        assert_eq!(of("unit = \"%\"", "at_least", "95", "\"0.99\""), Turn::Unclear);
        assert_eq!(of("", "at_least", "\"1150 元/生\"", "\"0.2 万元/生\""), Turn::Unclear);
        assert_eq!(of("", "at_least", "\"12 班\"", "\"13 班 * 2\""), Turn::Unclear);
    }

    #[test]
    fn what_was_left_open_may_be_stated() {
        assert_eq!(of("", "at_least", "\"not_stated\"", "3"), Turn::Tighter);
        assert_eq!(of("", "points", "\"not_stated\"", "20"), Turn::Tighter);
        assert_eq!(of("", "at_least", "3", "\"not_stated\""), Turn::Looser);
    }

    #[test]
    fn a_rule_in_force_longer_is_stricter_a_relaxation_is_not() {
        assert_eq!(of("", "until", "2024-12-31", "2025-12-31"), Turn::Tighter);
        assert_eq!(of("", "from", "2024-12-31", "2025-12-31"), Turn::Looser);
        let days = |old: &str, new: &str| {
            let record = |day: &str| format!("[{{ id = \"a\", at_least = 10, until = {day} }}]");
            let mut sources = Sources::default();
            let text = sources.add("pack.toml", format!("at_least = 15\nvariant = {}\n", record(old)));
            let tree = super::super::tree::parse(&sources, text).0.expect("the test writes TOML");
            let text = sources.add("pack.toml", format!("until = {new}"));
            let after = super::super::tree::parse(&sources, text).0.expect("the test writes TOML");
            let before = find(&tree, "a").and_then(|variant| variant.get("until")).cloned();
            turn(&tree, &["variant", "a", "until"], before.as_ref(), after.get("until"))
        };
        assert_eq!(days("2024-12-31", "2025-12-31"), Turn::Looser);
        assert_eq!(days("2024-12-31", "2023-12-31"), Turn::Tighter);
    }
}
