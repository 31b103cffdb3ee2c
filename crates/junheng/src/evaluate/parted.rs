//! The groups that the units below fall into, where a disparity is split between and within them.

use std::collections::BTreeSet;

use crate::function::theil;
use crate::program::{Node, UnitWord};
use crate::table::{Grain, LevelId, Presence, StageId};

use super::Run;
use super::explain::{Explanation, Share};

/// What names a group.
#[derive(Debug, Clone, PartialEq)]
pub enum GroupName {
    /// A word of the data.
    Word(String),
    /// A stage.
    Stage(StageId),
    /// Whether the condition of the groups holds.
    Truth(bool),
    /// A unit above those that are counted, or such a unit itself.
    Unit(LevelId, usize),
}

/// One group of the units below.
#[derive(Debug, Clone)]
pub struct Group {
    /// The number that tells it apart.
    pub number: i64,
    /// What its units have in common.
    pub name: GroupName,
    /// How many they are.
    pub units: usize,
    /// Their weighted mean; `None` where they have no weight.
    pub mean: Option<f64>,
    /// Their part of the whole, from 0 to 1.
    pub share: f64,
    /// Their own Theil index; `None` where they have nothing.
    pub index: Option<f64>,
}

impl Run<'_> {
    /// The number of the group of a row, as an aggregate tells groups apart.
    pub(super) fn group_of(&self, by: &Node, grain: Grain, row: usize) -> Result<i64, Presence> {
        self.exactly(by, grain, row).map(|group| group.to_f64() as i64)
    }

    /// Fills in the groups of an explanation, once every unit is known: those with most first.
    pub(super) fn part(&self, by: &Node, below: Grain, out: &mut Explanation) {
        let Some(whole) = sum(out.shares.iter()).filter(|whole| *whole > 0.0) else { return };
        let numbers: BTreeSet<i64> = out.shares.iter().filter_map(|share| share.group?.ok()).collect();
        for number in numbers {
            let of_group = || out.shares.iter().filter(|share| share.group == Some(Ok(number)));
            let (values, weights): (Vec<f64>, Vec<f64>) = of_group().filter_map(known).unzip();
            let (Some(own), total) = (sum(of_group()), weights.iter().sum::<f64>()) else { continue };
            out.groups.push(Group {
                number,
                name: self.group_name(by, below.level, number),
                units: values.len(),
                mean: (total > 0.0).then(|| own / total),
                share: own / whole,
                index: theil(&values, &weights).ok(),
            });
        }
        out.groups.sort_by(|a, b| b.share.total_cmp(&a.share));
    }

    fn group_name(&self, by: &Node, level: LevelId, number: i64) -> GroupName {
        match by {
            Node::Up(above, inner) => self.group_name(inner, above.level, number),
            Node::Unit(UnitWord::Place) => GroupName::Unit(level, number as usize),
            Node::Stage => GroupName::Stage(StageId(number as u8)),
            _ if by.is_question() => GroupName::Truth(number != 0),
            _ => GroupName::Word(self.word_told(number)),
        }
    }

    /// The text of a word, by the number the rows know it by.
    fn word_told(&self, number: i64) -> String {
        let of_pack =
            || self.words.iter().position(|word| *word as i64 == number).map(|at| &self.input.program.words[at]);
        let of_data = usize::try_from(number).ok().and_then(|read| self.input.frames.words.get(read));
        of_data.or_else(of_pack).cloned().unwrap_or_default()
    }
}

fn known(share: &Share) -> Option<(f64, f64)> {
    Some((share.value.ok()?, share.weight.ok()?))
}

/// What units have in all, those left out to whom it does not apply; `None` where one is not known.
fn sum<'s>(shares: impl Iterator<Item = &'s Share>) -> Option<f64> {
    let applies = |share: &&Share| {
        let group = share.group.map_or(Ok(0.0), |group| group.map(|group| group as f64));
        ![share.value, share.weight, group].contains(&Err(Presence::NotApplicable))
    };
    shares.filter(applies).map(|share| known(share).map(|(value, weight)| value * weight)).sum()
}
