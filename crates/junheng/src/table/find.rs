//! Units found by their code, and the same unit in other periods.

use std::collections::BTreeMap;

use super::frame::{Frames, Units};
use super::schema::LevelId;

impl Frames {
    /// The unit of this code and period; of the first period that has it, where none is asked for.
    pub fn find(&self, level: LevelId, period: Option<u32>, code: &str) -> Option<usize> {
        let by_code = self.by_code[level.0 as usize].get_or_init(|| index(self.units_of(level)));
        let units = by_code.get(code)?;
        let fits = |unit: &&u32| period.is_none_or(|period| self.units_of(level).period[**unit as usize] == period);
        units.iter().find(fits).map(|unit| *unit as usize)
    }

    /// The same unit so many periods earlier: years earlier where periods are years, else by their order.
    pub fn earlier(&self, level: LevelId, unit: usize, years: u32) -> Option<usize> {
        if years > 0 && self.periods.len() < 2 {
            return None;
        }
        let units = self.units_of(level);
        let own = units.period[unit];
        let period = match self.year(own) {
            Some(year) => {
                let wanted = year - years as i32;
                (0..self.periods.len() as u32).find(|period| self.year(*period) == Some(wanted))?
            }
            None => own.checked_sub(years)?,
        };
        self.find(level, Some(period), units.codes.get(unit))
    }

    /// The year a period names: `2023`, `2023年`.
    pub fn year(&self, period: u32) -> Option<i32> {
        let text = self.periods.get(period as usize)?.trim().trim_end_matches('年');
        (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
    }
}

fn index(units: &Units) -> BTreeMap<String, Vec<u32>> {
    let mut by_code: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for unit in 0..units.period.len() {
        by_code.entry(units.codes.get(unit).to_owned()).or_default().push(unit as u32);
    }
    by_code
}
