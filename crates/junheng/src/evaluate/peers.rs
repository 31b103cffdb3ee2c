//! The rows beside a row: its rank among them, and what is picked by it.

use std::collections::BTreeMap;
use std::sync::Arc;

use num_bigint::BigInt;

use crate::assessment::Column;
use crate::program::{Among, Beyond, Node, Rank, Ties, looks_aside};
use crate::quantity::{Exact, Precise, shortest, to_f64};
use crate::table::{Grain, LevelId, Presence};

use super::Run;

/// Rows that are beside each other, group by group, counted from the first of the run.
pub(super) struct Beside {
    pub(super) groups: Vec<Vec<u32>>,
    /// The group of each row; none where it is not known what the row hangs on.
    group_of: Vec<Option<u32>>,
}

impl Beside {
    /// What a row takes of its group; where the group is not known, nothing is known of it.
    pub(super) fn of_group<T>(&self, row: usize, take: impl Fn(usize) -> Result<T, Presence>) -> Result<T, Presence> {
        take(self.group_of[row].ok_or(Presence::Blank)? as usize)
    }
}

impl Run<'_> {
    /// Looks at those beside each other once, for formulas that are then worked out row by row.
    pub(super) fn look_aside<'n>(&mut self, nodes: impl Iterator<Item = &'n Node>, grain: Grain) {
        nodes.filter(|node| looks_aside(node)).for_each(|node| drop(self.node(node, grain)));
    }

    /// The rows of a grain in groups of those beside each other.
    pub(super) fn beside(&mut self, among: Among, grain: Grain) -> Arc<Beside> {
        if let Some(known) = self.peers.get(&(among, grain)) {
            return known.clone();
        }
        let found = Arc::new(self.grouped(among, grain));
        self.peers.insert((among, grain), found.clone());
        found
    }

    fn grouped(&self, among: Among, grain: Grain) -> Beside {
        let mut by_key: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
        let mut found = Beside { groups: Vec::new(), group_of: Vec::new() };
        for (at, row) in self.rows(grain).enumerate() {
            let next = found.groups.len() as u32;
            let group = self.peer_key(among, grain, row).map(|key| *by_key.entry(key).or_insert(next));
            if group == Some(next) {
                found.groups.push(Vec::new());
            }
            if let Some(group) = group {
                found.groups[group as usize].push(at as u32);
            }
            found.group_of.push(group);
        }
        found
    }

    /// What rows beside each other have in common: the period, the stage, and the units they hang on; nothing for a
    /// row that hangs on none, for it is not known who hangs there with it.
    fn peer_key(&self, among: Among, grain: Grain, row: usize) -> Option<Vec<u32>> {
        let frames = self.input.frames;
        let unit = frames.unit(grain, row);
        let stage = frames.stage(grain, row).map_or(u32::MAX, |stage| u32::from(stage.0));
        let mut key = vec![frames.units_of(grain.level).period[unit], stage];
        if among == Among::Siblings {
            let parents = &self.input.program.schema[grain.level].parents;
            let above = |parent: &LevelId| frames.unit_above(grain.level, unit, *parent).map(|unit| unit as u32);
            parents.iter().find_map(above)?;
            key.extend(parents.iter().map(|parent| above(parent).unwrap_or(u32::MAX)));
        }
        Some(key)
    }

    /// The rows beside one row, itself included, in order.
    pub(super) fn rows_beside(&self, among: Among, grain: Grain, row: usize) -> Result<Vec<usize>, Presence> {
        let first = self.rows(grain).start;
        if let Some(known) = self.peers.get(&(among, grain)) {
            let rows = |group: usize| Ok(known.groups[group].iter().map(|row| first + *row as usize).collect());
            return known.of_group(row - first, rows);
        }
        let own = self.peer_key(among, grain, row).ok_or(Presence::Blank)?;
        Ok(self.rows(grain).filter(|other| self.peer_key(among, grain, *other).as_ref() == Some(&own)).collect())
    }

    /// The place of each row among those beside it; unknown while the value of any of them is.
    pub(super) fn rank(&mut self, rank: &Rank, grain: Grain) -> Arc<Column> {
        let counts = rank.filter.as_ref().map(|filter| self.node(filter, grain));
        // What is ranked may itself look at those beside it: its columns find them once for all rows.
        self.node(&rank.value, grain);
        let beside = self.beside(rank.among, grain);
        let first = self.rows(grain).start;
        let unplaced = |row: usize| beside.of_group(row, |_| Err(Presence::NotApplicable));
        let mut places: Vec<Result<f64, Presence>> = (0..self.rows(grain).len()).map(unplaced).collect();
        for group in &beside.groups {
            let counted = |row: &&u32| counts.as_ref().is_none_or(|counts| counts.at(**row as usize) != Ok(0.0));
            let rows: Vec<u32> = group.iter().filter(counted).copied().collect();
            let unknown = |row: &u32| counts.as_ref().and_then(|counts| counts.at(*row as usize).err());
            let value = |row: &u32| match unknown(row) {
                Some(reason) => Err(reason),
                None => self.exactly(&rank.value, grain, first + *row as usize),
            };
            let values: Vec<Result<Precise, Presence>> = rows.iter().map(value).collect();
            for (row, place) in rows.iter().zip(placed(&values, rank)) {
                places[*row as usize] = place;
            }
        }
        let column = Arc::new(Column::collect(places.into_iter()));
        self.ranks.insert((std::ptr::from_ref(rank) as usize, grain), column.clone());
        column
    }

    /// The place of one row, exactly; places are whole or halves, and known to their columns as they are.
    pub(super) fn rank_exactly(&self, rank: &Rank, grain: Grain, row: usize) -> Result<Precise, Presence> {
        if let Some(known) = self.ranks.get(&(std::ptr::from_ref(rank) as usize, grain)) {
            return known.at(row - self.rows(grain).start).map(|place| shortest(place).into());
        }
        let mut own = None;
        let mut values = Vec::new();
        for other in self.rows_beside(rank.among, grain, row)? {
            let counts = rank.filter.as_ref().map_or(Ok(1.0), |filter| self.truth_exactly(filter, grain, other));
            if counts == Ok(0.0) {
                continue;
            }
            if other == row {
                own = Some(values.len());
            }
            values.push(counts.and_then(|_| self.exactly(&rank.value, grain, other)));
        }
        let place = own.map_or(Err(Presence::NotApplicable), |own| placed(&values, rank)[own]);
        place.map(|place| shortest(place).into())
    }

    /// The member of a list at a place counted from 1; between two members where two share a place.
    pub(super) fn pick(&mut self, list: &[Node], at: &Node, beyond: Beyond, grain: Grain) -> Arc<Column> {
        let places = self.node(at, grain);
        let members: Vec<Arc<Column>> = list.iter().map(|node| self.node(node, grain)).collect();
        let first = self.rows(grain).start;
        let row = |row: usize| {
            let place = places.at(row)?;
            // Next to a whole place it matters on which side of it: the list may end there.
            if place.fract() != 0.0 {
                return self.pick_exactly(list, at, beyond, grain, first + row).map(|picked| picked.to_f64());
            }
            let members: Vec<Exact> =
                members.iter().map(|column| column.at(row).map(shortest)).collect::<Result<_, _>>()?;
            picked(&members, &shortest(place), beyond).map(|picked| to_f64(&picked))
        };
        Arc::new(Column::collect((0..places.len()).map(row)))
    }

    pub(super) fn pick_exactly(
        &self,
        list: &[Node],
        at: &Node,
        beyond: Beyond,
        grain: Grain,
        row: usize,
    ) -> Result<Precise, Presence> {
        let fraction = |node: &Node| self.exactly(node, grain, row)?.fraction().cloned().ok_or(Presence::Failed);
        let members = list.iter().map(fraction).collect::<Result<Vec<Exact>, _>>()?;
        picked(&members, &fraction(at)?, beyond).map(Precise::from)
    }
}

/// The places of values among each other; what does not apply has none, one unknown leaves all open.
fn placed(values: &[Result<Precise, Presence>], rank: &Rank) -> Vec<Result<f64, Presence>> {
    let unknown =
        values.iter().filter_map(|value| value.as_ref().err()).find(|reason| **reason != Presence::NotApplicable);
    let mut known: Vec<(usize, &Precise)> =
        values.iter().enumerate().filter_map(|(at, value)| Some((at, value.as_ref().ok()?))).collect();
    known.sort_by_cached_key(|(_, value)| value.at_least());
    if rank.high_first {
        known.reverse();
    }
    let mut places: Vec<Result<f64, Presence>> =
        values.iter().map(|value| Err(value.as_ref().err().or(unknown).copied().unwrap_or(Presence::Failed))).collect();
    let (mut before, mut groups) = (0, 0);
    while unknown.is_none() && before < known.len() {
        let (_, first) = known[before];
        let equal = known[before..].iter().take_while(|(_, value)| value.compare(first).is_eq()).count();
        groups += 1;
        let place = match rank.ties {
            Ties::Competition => before as f64 + 1.0,
            Ties::Mean => before as f64 + (equal as f64 + 1.0) / 2.0,
            Ties::Dense => f64::from(groups),
        };
        known[before..before + equal].iter().for_each(|(at, _)| places[*at] = Ok(place));
        before += equal;
    }
    places
}

/// The member of a list at a place counted from 1.
fn picked(members: &[Exact], place: &Exact, beyond: Beyond) -> Result<Exact, Presence> {
    let low = place.floor();
    let part = place - &low;
    let member = |place: Exact| -> Result<Exact, Presence> {
        let at = usize::try_from(place.to_integer()).ok().and_then(|place| place.checked_sub(1));
        match (at.and_then(|at| members.get(at)), beyond) {
            (Some(member), _) => Ok(member.clone()),
            (None, Beyond::Last) if at.is_some() => members.last().cloned().ok_or(Presence::NotStated),
            (None, Beyond::Zero) if at.is_some() => Ok(Exact::default()),
            (None, _) => Err(Presence::NotStated),
        }
    };
    let here = member(low.clone())?;
    if part == Exact::default() {
        return Ok(here);
    }
    let next = member(low + Exact::from(BigInt::from(1)))?;
    Ok(&here + (next - &here) * part)
}
