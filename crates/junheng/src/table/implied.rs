//! Units that only rows of other tables name: counties of a school table.

use super::arrange::Arranger;
use super::frame::{NONE, Units};
use super::part::{Ancestor, Part};
use super::schema::LevelId;

impl Arranger<'_> {
    /// Units that only rows of other tables name: counties of a school table.
    pub(super) fn add_implied(&self, level: LevelId, units: &mut Units) {
        let named = |part: &Part| part.ancestors.iter().any(|ancestor| ancestor.level == level);
        if !self.frames.tables.parts.iter().any(named) {
            return;
        }
        let own: std::collections::BTreeSet<(u32, &str)> =
            (0..units.period.len()).map(|unit| (units.period[unit], units.codes.get(unit))).collect();
        let mut implied: Vec<(u32, String, String)> = Vec::new();
        for (part, read) in self.frames.tables.parts.iter().enumerate() {
            for ancestor in read.ancestors.iter().filter(|ancestor| ancestor.level == level) {
                implied.extend(
                    self.named_units(part, ancestor)
                        .into_iter()
                        .filter(|(period, code, _)| !own.contains(&(*period, code.as_str()))),
                );
            }
        }
        implied.sort();
        implied.dedup_by(|a, b| (a.0, &a.1) == (b.0, &b.1));
        if !implied.is_empty() {
            *units = merged(units, implied);
        }
    }

    pub(super) fn named_units(&self, part: usize, ancestor: &Ancestor) -> Vec<(u32, String, String)> {
        let periods = self.part_periods[part].len().max(1);
        let mut seen = vec![false; periods * ancestor.codes.len()];
        let read = &self.frames.tables.parts[part];
        let mut found = Vec::new();
        for (row, unit) in ancestor.unit.iter().enumerate().filter(|(_, unit)| **unit != Ancestor::NONE) {
            let own = read.period.get(row).map_or(0, |period| *period as usize);
            let place = own * ancestor.codes.len() + *unit as usize;
            if !std::mem::replace(&mut seen[place], true) {
                let code = ancestor.codes.get(*unit as usize).to_owned();
                let name = ancestor.names.get(*unit as usize).to_owned();
                found.push((self.period_of(part, row), code, name));
            }
        }
        found
    }
}

/// The units of a level together with implied ones, in order of period and code.
fn merged(units: &Units, implied: Vec<(u32, String, String)>) -> Units {
    let own = units.period.len();
    let mut order: Vec<(u32, &str, usize)> =
        (0..own).map(|unit| (units.period[unit], units.codes.get(unit), unit)).collect();
    order.extend(implied.iter().enumerate().map(|(at, (period, code, _))| (*period, code.as_str(), own + at)));
    order.sort();
    let mut all = Units { up: vec![Vec::new(); units.up.len()], first: vec![0], ..Units::default() };
    for (period, code, unit) in order {
        all.codes.push(code);
        all.period.push(period);
        all.names.push(if unit < own { units.names.get(unit) } else { &implied[unit - own].2 });
        for (above, old) in all.up.iter_mut().zip(&units.up).filter(|(_, old)| !old.is_empty()) {
            above.push(old.get(unit).copied().unwrap_or(NONE));
        }
        if unit < own {
            all.rows.extend(&units.rows[units.first[unit] as usize..units.first[unit + 1] as usize]);
        }
        all.first.push(all.rows.len() as u32);
    }
    all
}
