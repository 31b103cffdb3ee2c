//! Which unit and which rule are meant.

use junheng::diagnostic::nearest;
use junheng::program::{CheckId, Program, Rule};
use junheng::table::{Frames, LevelId};

/// A unit, and the subject unit it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The level of the unit.
    pub level: LevelId,
    /// The unit.
    pub unit: usize,
    /// The subject unit above it, or itself.
    pub subject: usize,
}

/// Every unit of this code or name: subject units first, else those of the first level that has any.
pub fn find_places(program: &Program, frames: &Frames, name: &str) -> Vec<Place> {
    levels(program)
        .into_iter()
        .map(|level| places_at(frames, level, name))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// The levels units are looked for at: the subject, then those below it.
fn levels(program: &Program) -> Vec<LevelId> {
    let all = (0..program.schema.levels.len()).map(|level| LevelId(level as u8));
    let below = all.filter(|level| program.schema.is_below(*level, program.subject));
    [program.subject].into_iter().chain(below).collect()
}

fn places_at(frames: &Frames, level: LevelId, name: &str) -> Vec<Place> {
    let units = frames.units_of(level);
    let named = |unit: &usize| units.codes.get(*unit) == name || units.names.get(*unit) == name;
    let place = |unit| Some(Place { level, unit, subject: frames.unit_above(level, unit, frames.subject)? });
    (0..units.period.len()).filter(named).filter_map(place).collect()
}

/// The name or code of a unit nearest to one that is not there.
pub fn nearest_place<'a>(program: &Program, frames: &'a Frames, name: &str) -> Option<&'a str> {
    let of_level = |level: LevelId| {
        let units = frames.units_of(level);
        (0..units.period.len()).flat_map(|unit| [units.names.get(unit), units.codes.get(unit)])
    };
    let known = levels(program).into_iter().flat_map(of_level).filter(|known| !known.is_empty());
    nearest(name, known)
}

/// A rule, or one of its members.
#[derive(Debug, Clone, Copy)]
pub struct Target<'p> {
    /// The rule.
    pub rule: &'p Rule,
    /// The code of the member; empty for the rule itself.
    pub item: &'p str,
    /// The check; none for a rule that only has members.
    pub check: Option<CheckId>,
}

/// What a name means: a rule by id, `rule/member`, a rule by its number, or a measure in every rule that has it.
pub fn find_targets<'p>(program: &'p Program, name: &str) -> Vec<Target<'p>> {
    if let Some(rule) = program.rules.iter().find(|rule| rule.id == name) {
        return vec![whole(rule)];
    }
    if let Some((rule, item)) = name.split_once('/') {
        let rules = program.rules.iter().filter(|known| known.id == rule);
        return rules.flat_map(|rule| members(program, rule, item)).collect();
    }
    let mut measures: Vec<Target<'p>> = Vec::new();
    for target in program.rules.iter().flat_map(|rule| members(program, rule, name)) {
        if !measures.iter().any(|known| known.check == target.check) {
            measures.push(target);
        }
    }
    let numbered = || program.rules.iter().filter(|rule| rule.code == name).map(whole).collect();
    if measures.is_empty() { numbered() } else { measures }
}

fn whole(rule: &Rule) -> Target<'_> {
    Target { rule, item: "", check: rule.main }
}

fn members<'p>(program: &'p Program, rule: &'p Rule, name: &str) -> Vec<Target<'p>> {
    let fits = |(code, check): &&(String, CheckId)| code == name || program.check(*check).id == name;
    let found = rule.members.iter().filter(fits);
    found.map(|(item, check)| Target { rule, item, check: Some(*check) }).collect()
}

/// The name of a rule or measure nearest to one that is not there.
pub fn nearest_target<'p>(program: &'p Program, name: &str) -> Option<&'p str> {
    let members = program.rules.iter().flat_map(|rule| &rule.members);
    let codes = members.flat_map(|(code, check)| [code.as_str(), program.check(*check).id.as_str()]);
    let rules = program.rules.iter().flat_map(|rule| [rule.id.as_str(), rule.code.as_str(), rule.title.zh.as_str()]);
    nearest(name, rules.chain(codes).filter(|known| !known.is_empty()))
}
