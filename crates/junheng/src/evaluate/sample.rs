//! What a fold takes of the rows of one group.

use std::sync::Arc;

use crate::assessment::Column;
use crate::table::Presence;

/// A truth and whether it counts.
pub(super) type Pair = (Result<f64, Presence>, Option<Result<f64, Presence>>);

/// The columns a fold over rows looks at.
pub(super) struct Columns {
    pub(super) value: Arc<Column>,
    pub(super) filter: Option<Arc<Column>>,
    pub(super) weight: Option<Arc<Column>>,
    pub(super) by: Option<Arc<Column>>,
}

impl Columns {
    /// The truth of a row, and whether it counts.
    pub(super) fn pair(&self, row: u32) -> Pair {
        (self.value.at(row as usize), self.filter.as_ref().map(|filter| filter.at(row as usize)))
    }

    /// Whether a row counts; the reason where that is not known.
    fn counts(&self, row: usize) -> Result<bool, Presence> {
        match &self.filter {
            None => Ok(true),
            Some(filter) => match filter.at(row) {
                Ok(truth) => Ok(truth > 0.5),
                Err(Presence::NotApplicable) => Ok(false),
                Err(unknown) => Err(unknown),
            },
        }
    }

    /// The value, weight and group of a row that counts; `NotApplicable` of one that does not.
    fn taken(&self, row: usize) -> Result<(f64, f64, i64), Presence> {
        if !self.counts(row)? {
            return Err(Presence::NotApplicable);
        }
        let at =
            |column: &Option<Arc<Column>>, otherwise| column.as_ref().map_or(Ok(otherwise), |column| column.at(row));
        Ok((self.value.at(row)?, at(&self.weight, 1.0)?, at(&self.by, 0.0)? as i64))
    }

    fn are_complete(&self) -> bool {
        [&self.filter, &self.weight, &self.by]
            .into_iter()
            .flatten()
            .chain([&self.value])
            .all(|column| column.is_complete())
    }
}

/// The rows of a group that count: their values, their weights, and which part of the group they belong to.
#[derive(Default)]
pub(super) struct Sample {
    pub(super) values: Vec<f64>,
    pub(super) weights: Vec<f64>,
    pub(super) groups: Vec<i64>,
}

impl Sample {
    fn clear(&mut self) {
        self.values.clear();
        self.weights.clear();
        self.groups.clear();
    }

    /// Takes the rows of one group in; what does not apply drops out.
    pub(super) fn gather(&mut self, columns: &Columns, rows: &[u32]) -> Result<(), Presence> {
        self.clear();
        if columns.are_complete() {
            self.gather_complete(columns, rows);
        } else {
            self.gather_known(columns, rows)?;
        }
        if self.values.is_empty() { Err(Presence::Nothing) } else { Ok(()) }
    }

    fn gather_known(&mut self, columns: &Columns, rows: &[u32]) -> Result<(), Presence> {
        let mut absent = None;
        for row in rows {
            match columns.taken(*row as usize) {
                Ok((value, weight, group)) => {
                    self.values.push(value);
                    self.weights.push(weight);
                    self.groups.push(group);
                }
                Err(Presence::NotApplicable) => {}
                Err(reason) => absent = absent.max(Some(reason)),
            }
        }
        absent.map_or(Ok(()), Err)
    }

    /// The same where nothing is absent.
    fn gather_complete(&mut self, columns: &Columns, rows: &[u32]) {
        let counts = |row: &&u32| columns.filter.as_ref().is_none_or(|filter| filter.values[**row as usize] > 0.5);
        for row in rows.iter().filter(counts).map(|row| *row as usize) {
            self.values.push(columns.value.values[row]);
            self.weights.push(columns.weight.as_ref().map_or(1.0, |weight| weight.values[row]));
            self.groups.extend(columns.by.as_ref().map(|by| by.values[row] as i64));
        }
    }
}
