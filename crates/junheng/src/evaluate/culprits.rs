//! The smallest set of cells of which one at least must be wrong in every check that fails.
//!
//! The principle of I. P. Fellegi, D. Holt, A systematic approach to automatic edit and imputation, Journal of the
//! American Statistical Association 71 (1976) 17–35: the fewest values that, were they others, would break no check. It
//! is sought among the checks that fail, not among all that follow from them: fewer cannot do, more may be wrong.

use std::collections::{BTreeMap, BTreeSet};

use crate::table::CellRef;

use super::Failing;

/// Failing checks that look at the same cells, and the fewest cells that account for all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Culprits {
    /// The failing checks, as indices into those that were given.
    pub failing: Vec<usize>,
    /// The smallest sets; nothing where there are too many checks and cells to tell.
    pub smallest: Option<Smallest>,
}

/// The smallest sets of cells that touch every one of some failing checks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Smallest {
    /// The sets, as far as they are listed: for each member the cells of which any one will do.
    pub sets: Vec<Vec<Vec<CellRef>>>,
    /// How many sets of cells there are in all.
    pub count: u64,
}

/// More checks than these, or more steps of the search, are not worked out.
const CHECKS: usize = 128;
const STEPS: usize = 200_000;
/// More kinds of sets than these are only counted.
const LISTED: usize = 8;

/// For each group of two or more failing checks that share cells, the smallest sets of cells that touch all of them.
pub fn culprits(failing: &[Failing]) -> Vec<Culprits> {
    let groups = sharing(failing).into_iter().filter(|group| group.len() > 1);
    groups.map(|group| Culprits { smallest: smallest(failing, &group), failing: group }).collect()
}

/// Failing checks in groups that share cells, directly or through others; each in order.
fn sharing(failing: &[Failing]) -> Vec<Vec<usize>> {
    let mut group: Vec<usize> = (0..failing.len()).collect();
    let mut first: BTreeMap<CellRef, usize> = BTreeMap::new();
    for (at, found) in failing.iter().enumerate() {
        for cell in &found.looked_at {
            let other = *first.entry(*cell).or_insert(at);
            let (a, b) = (root(&group, at), root(&group, other));
            group[a.max(b)] = a.min(b);
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    (0..failing.len()).for_each(|at| groups.entry(root(&group, at)).or_default().push(at));
    groups.into_values().collect()
}

/// The first of the group something belongs to.
fn root(group: &[usize], mut at: usize) -> usize {
    while group[at] != at {
        at = group[at];
    }
    at
}

fn smallest(failing: &[Failing], group: &[usize]) -> Option<Smallest> {
    if group.len() > CHECKS {
        return None;
    }
    // Cells that stand in the same checks are alike.
    let mut checks_of: BTreeMap<CellRef, u128> = BTreeMap::new();
    for (bit, at) in group.iter().enumerate() {
        failing[*at].looked_at.iter().for_each(|cell| *checks_of.entry(*cell).or_default() |= 1 << bit);
    }
    let mut alike: BTreeMap<u128, Vec<CellRef>> = BTreeMap::new();
    checks_of.into_iter().for_each(|(cell, checks)| alike.entry(checks).or_default().push(cell));
    let all = (0..group.len()).fold(0, |all, bit| all | 1 << bit);
    let kinds: Vec<u128> = alike.keys().copied().collect();
    let mut search = Search { kinds: &kinds, all, found: BTreeSet::new(), steps: 0 };
    for size in 1..=group.len() {
        search.extend(&mut Vec::new(), 0, size)?;
        if !search.found.is_empty() {
            break;
        }
    }
    let members = |set: &Vec<u128>| set.iter().map(|kind| alike[kind].clone()).collect::<Vec<_>>();
    let sets: Vec<Vec<Vec<CellRef>>> = search.found.iter().map(members).collect();
    let ways = |set: &Vec<Vec<CellRef>>| set.iter().fold(1u64, |ways, cells| ways.saturating_mul(cells.len() as u64));
    let count = sets.iter().map(ways).fold(0, u64::saturating_add);
    Some(Smallest { count, sets: sets.into_iter().take(LISTED).collect() })
}

/// All sets of one size that touch every check, by branch and bound.
struct Search<'k> {
    /// For each kind of cell the checks it stands in.
    kinds: &'k [u128],
    all: u128,
    found: BTreeSet<Vec<u128>>,
    steps: usize,
}

impl Search<'_> {
    /// Adds to a set, until it touches all or is as large as it may be; nothing where the search takes too long.
    fn extend(&mut self, set: &mut Vec<u128>, touched: u128, size: usize) -> Option<()> {
        self.steps += 1;
        if self.steps > STEPS {
            return None;
        }
        let open = self.all & !touched;
        if open == 0 {
            let mut sorted = set.clone();
            sorted.sort_unstable();
            self.found.insert(sorted);
            return Some(());
        }
        let most = self.kinds.iter().map(|kind| (kind & open).count_ones()).max().unwrap_or(0) as usize;
        if most * (size - set.len()) < open.count_ones() as usize {
            return Some(());
        }
        // One of the cells of the first open check must be in the set.
        let first = open & open.wrapping_neg();
        let kinds = self.kinds;
        for kind in kinds.iter().filter(|kind| *kind & first != 0) {
            set.push(*kind);
            self.extend(set, touched | kind, size)?;
            set.pop();
        }
        Some(())
    }
}
