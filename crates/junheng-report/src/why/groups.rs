//! The groups a disparity is split between and within, each with its mean, its part of the whole and its own index.

use junheng::evaluate::{Explanation, Group, GroupName, Share};

use crate::context::{Context, with_unit};
use crate::layout::{table, wrap};
use crate::number::shown;
use crate::wording as common;

use super::wording;

/// What the groups add up to, and a line for each.
pub fn groups(context: Context<'_>, explanation: &Explanation, unit: &str) -> Vec<String> {
    let Some(mean) = explanation.mean.filter(|_| !explanation.groups.is_empty()) else { return Vec::new() };
    let between = |group: &Group| group.mean.filter(|own| *own > 0.0).map(|own| group.share * (own / mean).ln());
    let within = |group: &Group| group.index.map(|index| group.share * index);
    let sum = |part: &dyn Fn(&Group) -> Option<f64>| explanation.groups.iter().filter_map(part).sum::<f64>();
    let (between, within) = (sum(&between), sum(&within));
    let told = [("between", between), ("within", within), ("whole", between + within)];
    let told = told.map(|(name, part)| (name, shown(part, None)));
    let mut lines = wrap(&context.say(&wording::GROUPS_SUM, &told), 2);
    let count = [("count", explanation.groups.len().to_string())];
    lines.extend(wrap(&context.say(&wording::GROUPS_TOLD, &count), 2));
    let header = [
        &wording::COLUMN_GROUP,
        &wording::COLUMN_UNITS,
        &wording::COLUMN_MEAN,
        &wording::COLUMN_SHARE,
        &wording::COLUMN_INDEX,
    ];
    let mut rows = vec![header.map(|column| context.word(column).to_owned()).to_vec()];
    rows.extend(explanation.groups.iter().map(|group| row(context, group, unit)));
    lines.extend(table(&rows, 4));
    lines
}

fn row(context: Context<'_>, group: &Group, unit: &str) -> Vec<String> {
    let or_none = |number: Option<f64>| number.map_or_else(String::new, |number| shown(number, None));
    vec![
        name(context, &group.name),
        group.units.to_string(),
        group.mean.map_or_else(String::new, |mean| with_unit(&shown(mean, None), unit)),
        with_unit(&shown(group.share * 100.0, Some(1)), "%"),
        or_none(group.index),
    ]
}

/// The group a unit belongs to; why it is not known, where it is not.
pub fn group_of(context: Context<'_>, explanation: &Explanation, share: &Share) -> Option<String> {
    Some(match share.group? {
        Err(absent) => context.word(common::absence(absent)).to_owned(),
        Ok(number) => {
            let group = explanation.groups.iter().find(|group| group.number == number);
            group.map_or_else(String::new, |group| name(context, &group.name))
        }
    })
}

fn name(context: Context<'_>, name: &GroupName) -> String {
    match name {
        GroupName::Word(word) => word.clone(),
        GroupName::Truth(true) => context.word(&wording::YES).to_owned(),
        GroupName::Truth(false) => context.word(&wording::NO).to_owned(),
        GroupName::Stage(stage) => context.stage(*stage).to_owned(),
        GroupName::Unit(level, unit) => context.unit_name(*level, *unit).to_owned(),
    }
}
