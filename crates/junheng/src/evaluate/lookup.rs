//! Values found in a standard.

use std::sync::Arc;

use crate::assessment::Column;
use crate::pack::{Between, Outside};
use crate::program::{Key, Node, Standard};
use crate::quantity::{Exact, shortest, to_f64};
use crate::table::{Grain, Presence};

use super::Run;

impl Run<'_> {
    pub(super) fn lookup(&mut self, standard: usize, keys: &[Node], grain: Grain) -> Arc<Column> {
        let keys: Vec<Arc<Column>> = keys.iter().map(|key| self.node(key, grain)).collect();
        let standard = &self.input.program.standards[standard];
        let row = |row: usize| {
            let key: Vec<f64> = keys.iter().map(|key| key.at(row)).collect::<Result<_, _>>()?;
            self.look_up(standard, &key).map(|found| to_f64(&found))
        };
        Arc::new(Column::collect((0..self.rows(grain).len()).map(row)))
    }

    /// The value of a standard for words and numbers; the last key may fall between rows.
    pub(super) fn look_up(&self, standard: &Standard, keys: &[f64]) -> Result<Exact, Presence> {
        let same = |key: &Key, value: f64| match key {
            Key::Word(word) => self.words[*word as usize].total_cmp(&value).is_eq(),
            Key::Number(number) => to_f64(number).total_cmp(&value).is_eq(),
            Key::More => false,
        };
        let Some((last, firsts)) = keys.split_last() else {
            return standard.rows.first().and_then(|(_, value)| value.clone()).ok_or(Presence::NotStated);
        };
        let fits = |row: &&(Vec<Key>, Option<Exact>)| row.0.iter().zip(firsts).all(|(key, value)| same(key, *value));
        let rows: Vec<&(Vec<Key>, Option<Exact>)> = standard.rows.iter().filter(fits).collect();
        let found = rows.iter().find(|row| row.0.last().is_some_and(|key| same(key, *last)));
        match found {
            Some(row) => row.1.clone().ok_or(Presence::NotStated),
            None => between_rows(standard, &rows, *last).ok_or(Presence::NotStated),
        }
    }
}

/// What a standard says of a key that is none of its rows.
fn between_rows(standard: &Standard, rows: &[&(Vec<Key>, Option<Exact>)], key: f64) -> Option<Exact> {
    let number = |row: &&(Vec<Key>, Option<Exact>)| match row.0.last() {
        Some(Key::Number(number)) => Some(number.clone()),
        _ => None,
    };
    let wanted = shortest(key);
    let above = rows.iter().find(|row| number(row).is_some_and(|number| number >= wanted));
    let below = rows.iter().rev().find(|row| number(row).is_some_and(|number| number <= wanted));
    let more = rows.iter().find(|row| row.0.last() == Some(&Key::More));
    match (standard.between, below, above) {
        (Between::Step, _, Some(above)) => above.1.clone(),
        (Between::Step, _, None) if more.is_some() => more?.1.clone(),
        (Between::Linear, Some(below), Some(above)) => {
            let (from, to) = (number(below)?, number(above)?);
            let (start, end) = (below.1.clone()?, above.1.clone()?);
            Some(&start + (&end - &start) * (wanted - &from) / (to - from))
        }
        (_, Some(nearest), None) | (_, None, Some(nearest)) if standard.outside == Outside::Clamp => nearest.1.clone(),
        _ => None,
    }
}
