//! Which names stand for what.

use crate::pack::{Pack, Role, Rule};
use crate::table::{Grain, LevelId, Schema};

use super::check::Slot;

/// The names of a pack.
pub struct Names {
    /// Level words and the grains they mean: `entry` is a school by stage.
    pub levels: Vec<(String, Grain)>,
    /// The level that is assessed.
    pub subject: Option<LevelId>,
    /// Measures and rules by id and code, in the order of the pack.
    items: Vec<(String, String, Slot)>,
}

impl Names {
    /// Collects the names of a pack.
    pub fn new(pack: &Pack, levels: Vec<(String, Grain)>) -> Self {
        let find = |word: &str| levels.iter().find(|(known, _)| known == word).map(|(_, grain)| grain.level);
        let subject = pack.pack.subject.as_ref().and_then(|subject| find(&subject.value));
        let measures = pack
            .measure
            .iter()
            .enumerate()
            .map(|(at, measure)| (measure.id.as_str().to_owned(), text(&measure.code), Slot::Measure(at)));
        let rules = pack
            .rule
            .iter()
            .enumerate()
            .map(|(at, rule)| (rule.id.as_str().to_owned(), text(&rule.code), Slot::Rule(at)));
        let items = measures.chain(rules).collect();
        Self { levels, subject, items }
    }

    /// The measure or rule of this id, or of this code.
    pub fn item(&self, name: &str) -> Option<Slot> {
        let by_id = self.items.iter().find(|(id, _, _)| id == name);
        by_id.or_else(|| self.items.iter().find(|(_, code, _)| code == name)).map(|(_, _, slot)| *slot)
    }

    /// Everything from one id or code to another, in the order of the pack.
    pub fn range(&self, first: &str, last: &str) -> Option<Vec<Slot>> {
        let place = |name: &str| self.items.iter().position(|(id, code, _)| id == name || code == name);
        let (first, last) = (place(first)?, place(last)?);
        let slots = self.items.get(first..=last)?;
        Some(slots.iter().map(|(_, _, slot)| *slot).collect())
    }

    /// Ids and codes, to propose the nearest.
    pub fn known_items(&self) -> impl Iterator<Item = &str> {
        self.items.iter().flat_map(|(id, code, _)| [id.as_str(), code.as_str()]).filter(|name| !name.is_empty())
    }
}

fn text(text: &Option<crate::pack::Text>) -> String {
    text.as_ref().map_or_else(String::new, |text| text.value.clone())
}

/// The rules of a section that count for it, in the order of the pack; references inform, a bonus stands beside.
pub fn rules_in(pack: &Pack, within: &str) -> Vec<usize> {
    let counts = |rule: &Rule| !matches!(role(pack, rule), Role::Reference | Role::Bonus);
    let rules = pack.rule.iter().enumerate();
    rules.filter(|(_, rule)| is_within(pack, rule, within) && counts(rule)).map(|(at, _)| at).collect()
}

/// Whether a rule stands in a section, directly or through sections below it; parts of items do not count.
fn is_within(pack: &Pack, rule: &Rule, section: &str) -> bool {
    let mut place = rule.within.as_ref().map(|within| within.value.as_str());
    let mut steps = 0;
    while let Some(here) = place.filter(|_| steps <= pack.section.len()) {
        if here == section {
            return true;
        }
        let above = pack.section.iter().find(|known| known.id.as_str() == here);
        place = above.and_then(|above| above.within.as_ref()).map(|within| within.value.as_str());
        steps += 1;
    }
    false
}

/// Whether a rule is a part of an item: it serves that item and does not stand alone.
pub fn is_part(pack: &Pack, rule: &Rule) -> bool {
    let within = rule.within.as_ref().map(|within| within.value.as_str());
    within.is_some_and(|within| pack.rule.iter().any(|item| item.id.as_str() == within))
}

/// What a rule is to the verdict.
pub fn role(pack: &Pack, rule: &Rule) -> Role {
    match rule.role {
        Some(role) => role,
        None if is_part(pack, rule) => Role::Part,
        None => Role::Required,
    }
}

/// Whether rows of `lower` hang on rows of `upper`.
pub fn is_below(schema: &Schema, lower: Grain, upper: Grain) -> bool {
    if lower.level == upper.level {
        return lower.staged && !upper.staged;
    }
    let has_stage = lower.staged || schema[lower.level].in_stage;
    schema.is_below(lower.level, upper.level) && (!upper.staged || has_stage)
}
