//! Many values to one.

use std::sync::Arc;

use crate::assessment::Column;
use crate::function::{Form, Function, Truths};
use crate::program::{Node, Over};
use crate::table::{Grain, Presence};

use super::bounds::bounds_of_members;
use super::column::{both, either};
use super::sample::{Columns, Pair, Sample};
use super::{NONE, Run};

/// The rows of each group, group after group.
pub(super) struct Groups {
    rows: Vec<u32>,
    starts: Vec<u32>,
}

impl Groups {
    /// Groups rows by what they hang on, keeping their order.
    fn new(link: &[u32], count: usize) -> Self {
        let mut starts = vec![0u32; count + 1];
        link.iter().filter(|above| **above != NONE).for_each(|above| starts[*above as usize + 1] += 1);
        (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
        let mut next = starts.clone();
        let mut rows = vec![0u32; starts.last().map_or(0, |last| *last as usize)];
        for (row, above) in link.iter().enumerate().filter(|(_, above)| **above != NONE) {
            let place = &mut next[*above as usize];
            rows[*place as usize] = row as u32;
            *place += 1;
        }
        Self { rows, starts }
    }

    pub(super) fn of(&self, group: usize) -> &[u32] {
        &self.rows[self.starts[group] as usize..self.starts[group + 1] as usize]
    }
}

impl Run<'_> {
    pub(super) fn groups(&mut self, below: Grain, grain: Grain) -> Arc<Groups> {
        if let Some(known) = self.groups.get(&(below, grain)) {
            return known.clone();
        }
        let link = self.link(below, grain);
        let groups = Arc::new(Groups::new(&link, self.rows(grain).len()));
        self.groups.insert((below, grain), groups.clone());
        groups
    }

    pub(super) fn fold(&mut self, function: &'static Function, over: &Over, grain: Grain) -> Arc<Column> {
        let count = self.rows(grain).len();
        match over {
            Over::Rows { grain: below, value, filter, weight, by } => {
                let columns = Columns { by: self.optional(by, *below), ..self.columns(*below, value, filter, weight) };
                let groups = self.groups(*below, grain);
                let mut one = folder(&function.form, &columns);
                Arc::new(Column::collect((0..count).map(|group| one(groups.of(group)))))
            }
            Over::Peers { among, value, filter, weight } => {
                let columns = self.columns(grain, value, filter, weight);
                let beside = self.beside(*among, grain);
                let mut one = folder(&function.form, &columns);
                let groups: Vec<Result<f64, Presence>> = beside.groups.iter().map(|group| one(group)).collect();
                Arc::new(Column::collect((0..count).map(|row| beside.of_group(row, |group| groups[group]))))
            }
            Over::Years { count: years, value, filter } => {
                let columns = self.columns(grain, value, filter, &None);
                let rows = self.years_back(grain, *years);
                let mut one = folder(&function.form, &columns);
                Arc::new(Column::collect(rows.iter().map(|rows| one(&whole(rows)?))))
            }
            Over::Members(members) => self.fold_members(function, members, grain),
        }
    }

    /// For each row, the rows of the same unit now and so many periods back, counted from the first of the run.
    fn years_back(&self, grain: Grain, years: u32) -> Vec<Vec<Result<u32, Presence>>> {
        let first = self.rows(grain).start;
        let back = |row: usize, years: u32| Ok((self.row_earlier(grain, row, years)? - first) as u32);
        self.rows(grain).map(|row| (0..years).map(|years| back(row, years)).collect()).collect()
    }

    fn columns(
        &mut self,
        below: Grain,
        value: &Node,
        filter: &Option<Box<Node>>,
        weight: &Option<Box<Node>>,
    ) -> Columns {
        Columns {
            value: self.node(value, below),
            filter: self.optional(filter, below),
            weight: self.optional(weight, below),
            by: None,
        }
    }

    fn optional(&mut self, node: &Option<Box<Node>>, grain: Grain) -> Option<Arc<Column>> {
        node.as_ref().map(|node| self.node(node, grain))
    }

    fn fold_members(
        &mut self,
        function: &'static Function,
        members: &[(Node, Option<Node>)],
        grain: Grain,
    ) -> Arc<Column> {
        let columns = self.member_columns(members, grain);
        let mut column = Column::default();
        for row in 0..self.rows(grain).len() {
            column.push(fold_row(&function.form, &columns, row));
        }
        column.bounds = bounds_of_members(function.name, &columns, column.len());
        Arc::new(column)
    }

    fn member_columns(
        &mut self,
        members: &[(Node, Option<Node>)],
        grain: Grain,
    ) -> Vec<(Arc<Column>, Option<Arc<Column>>)> {
        let column = |(value, filter): &(Node, Option<Node>)| {
            (self.node(value, grain), filter.as_ref().map(|filter| self.node(filter, grain)))
        };
        members.iter().map(column).collect()
    }

    pub(super) fn truths(&mut self, question: Truths, over: &Over, grain: Grain) -> Arc<Column> {
        let mut column = Column { bounds: Some(Vec::new()), ..Column::default() };
        match over {
            Over::Rows { grain: below, .. } if !self.input.frames.has_table(below.level) => {
                return Arc::new(Column::absent(self.rows(grain).len(), Presence::NoColumn));
            }
            Over::Rows { grain: below, value, filter, weight, .. } => {
                let columns = self.columns(*below, value, filter, weight);
                let groups = self.groups(*below, grain);
                for group in 0..self.rows(grain).len() {
                    answer(question, groups.of(group).iter().map(|row| columns.pair(*row)), &mut column);
                }
            }
            Over::Peers { among, value, filter, weight } => {
                let columns = self.columns(grain, value, filter, weight);
                let beside = self.beside(*among, grain);
                let mut groups = Column { bounds: Some(Vec::new()), ..Column::default() };
                for rows in &beside.groups {
                    answer(question, rows.iter().map(|row| columns.pair(*row)), &mut groups);
                }
                for row in 0..self.rows(grain).len() {
                    let bounds = beside.of_group(row, |group| Ok(groups.bounds.as_ref().map(|bounds| bounds[group])));
                    column.push(beside.of_group(row, |group| groups.at(group)));
                    let bounds = bounds.ok().flatten().unwrap_or([f64::NEG_INFINITY, f64::INFINITY]);
                    column.bounds.get_or_insert_default().push(bounds);
                }
            }
            Over::Years { count, value, filter } => {
                let columns = self.columns(grain, value, filter, &None);
                for rows in self.years_back(grain, *count) {
                    let pair = |row: &Result<u32, Presence>| {
                        row.map_or_else(|reason| (Err(reason), None), |row| columns.pair(row))
                    };
                    answer(question, rows.iter().map(pair), &mut column);
                }
            }
            Over::Members(members) => {
                let columns = self.member_columns(members, grain);
                for row in 0..self.rows(grain).len() {
                    let pair = |(value, filter): &(Arc<Column>, Option<Arc<Column>>)| {
                        (value.at(row), filter.as_ref().map(|filter| filter.at(row)))
                    };
                    answer(question, columns.iter().map(pair), &mut column);
                }
            }
        }
        Arc::new(column)
    }
}

/// Folds one group after another, in the same memory.
fn folder<'c>(form: &'c Form, columns: &'c Columns) -> impl FnMut(&[u32]) -> Result<f64, Presence> + 'c {
    let mut sample = Sample::default();
    move |rows| {
        sample.gather(columns, rows)?;
        form.fold(&sample.values, &sample.weights, &sample.groups)
    }
}

/// All rows, where none is missing.
fn whole(rows: &[Result<u32, Presence>]) -> Result<Vec<u32>, Presence> {
    rows.iter().copied().collect()
}

fn fold_row(form: &Form, columns: &[(Arc<Column>, Option<Arc<Column>>)], row: usize) -> Result<f64, Presence> {
    let mut values = Vec::new();
    let mut absent = None;
    for (value, filter) in columns {
        let counts = filter.as_ref().map_or(Ok(1.0), |filter| filter.at(row));
        match counts.and_then(|counts| if counts > 0.5 { value.at(row) } else { Err(Presence::NotApplicable) }) {
            Ok(value) => values.push(value),
            Err(Presence::NotApplicable) => {}
            Err(reason) => absent = absent.max(Some(reason)),
        }
    }
    match absent {
        Some(reason) => Err(reason),
        None if values.is_empty() => Err(Presence::Nothing),
        None => form.fold(&values, &vec![1.0; values.len()], &[]),
    }
}

/// Asks one question of many truths and adds the answer, with bounds, to a column.
///
/// A filter is folded in: for `all`, who does not count agrees; for the others, who does not count is no case.
/// Whom the filter does not concern drops out, as in a sum.
fn answer(question: Truths, pairs: impl Iterator<Item = Pair>, column: &mut Column) {
    let mut tally = Counted::default();
    for (value, filter) in pairs {
        tally.add(question, value, filter);
    }
    let (result, bounds) = tally.answer(question);
    column.push(result);
    if let Some(all) = &mut column.bounds {
        all.push(bounds);
    }
}

/// Truths as they are counted.
#[derive(Default)]
pub(super) struct Counted {
    members: usize,
    yes: usize,
    no: usize,
    unknown: usize,
    reason: Option<Presence>,
}

impl Counted {
    pub(super) fn add(
        &mut self,
        question: Truths,
        value: Result<f64, Presence>,
        filter: Option<Result<f64, Presence>>,
    ) {
        if filter == Some(Err(Presence::NotApplicable))
            || value == Err(Presence::NotApplicable) && filter != Some(Ok(0.0))
        {
            return;
        }
        let truth = match (question, filter) {
            (_, None) => value,
            (Truths::All, Some(filter)) => either(filter.map(|filter| 1.0 - filter), value),
            (Truths::Share, Some(Ok(0.0))) => return,
            // Whether it is one of those is open, and so is what share the others are.
            (Truths::Share, Some(Err(unknown))) => Err(unknown),
            (_, Some(filter)) => both(filter, value),
        };
        let neutral = if question == Truths::All { Ok(1.0) } else { Ok(0.0) };
        if matches!(filter, Some(Err(_))) && truth == neutral {
            return; // It changes nothing, and may not even be there: it must not turn nothing into something.
        }
        self.members += 1;
        match truth {
            Ok(truth) if truth > 0.5 => self.yes += 1,
            Ok(_) => self.no += 1,
            Err(reason) => {
                self.unknown += 1;
                self.reason = self.reason.max(Some(reason));
            }
        }
    }

    /// The least and most the answer can be; anything where there may be none at all.
    fn bounds(&self, question: Truths) -> [f64; 2] {
        let counts = [self.yes as f64, (self.yes + self.unknown) as f64];
        match question {
            Truths::Count => counts,
            _ if self.members == 0 => [f64::NEG_INFINITY, f64::INFINITY],
            Truths::Share => counts.map(|count| count / self.members as f64),
            Truths::All | Truths::Any => [0.0, 1.0],
        }
    }

    /// The answer, and the least and most it can be.
    pub(super) fn answer(&self, question: Truths) -> (Result<f64, Presence>, [f64; 2]) {
        let unknown = Err(self.reason.unwrap_or(Presence::Nothing));
        let truth = |decided: bool| Ok(f64::from(u8::from(decided)));
        let result = match question {
            Truths::All if self.no > 0 => truth(false),
            Truths::Any if self.yes > 0 => truth(true),
            Truths::Count if self.unknown == 0 => Ok(self.yes as f64),
            _ if self.unknown > 0 || self.members == 0 => unknown,
            Truths::All => truth(true),
            Truths::Any => truth(false),
            _ => Ok(self.yes as f64 / self.members as f64),
        };
        (result, self.bounds(question))
    }
}
