//! Values that fall into groups.

use std::collections::BTreeMap;

use num_traits::Zero;

use super::InGroups;

/// Values of one group, with their weights.
pub(super) type Group<T> = (Vec<T>, Vec<T>);

/// Values and weights of each group, in the order in which groups first appear; a group without weight is none.
pub(super) fn groups<T: Clone + Zero>(of: InGroups<'_, T>) -> Vec<Group<T>> {
    let mut places: BTreeMap<i64, usize> = BTreeMap::new();
    let mut parted: Vec<Group<T>> = Vec::new();
    for ((value, weight), group) in of.values.iter().zip(of.weights).zip(of.groups) {
        let place = *places.entry(*group).or_insert(parted.len());
        if place == parted.len() {
            parted.push(Default::default());
        }
        parted[place].0.push(value.clone());
        parted[place].1.push(weight.clone());
    }
    parted.retain(|(_, weights)| weights.iter().any(|weight| !weight.is_zero()));
    parted
}
