//! Functions from outside: their arguments gathered, called part by part, their answers taken in.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::assessment::Column;
use crate::function::native::{Answer, Argument, Batch, Failure, Kind, Missing, Native, Told};
use crate::program::NativeCall;
use crate::table::{Grain, Presence};

use super::explain::Reason;
use super::{NONE, Run};

/// What a function from outside came to.
pub(super) struct Called {
    column: Arc<Column>,
    /// What it said of rows it gave no number for.
    told: BTreeMap<usize, Told>,
}

/// Rows on their way to a function from outside.
struct Sample<'f> {
    function: &'f Native,
    batch: Batch,
    /// The rows each part answers for.
    about: Vec<Vec<usize>>,
    /// How many rows of the batch are in parts that are closed.
    closed: usize,
}

impl<'f> Sample<'f> {
    fn new(function: &'f Native) -> Self {
        let columns = vec![Argument::default(); function.parameters.len()];
        Sample { function, batch: Batch { columns, ends: Vec::new() }, about: Vec::new(), closed: 0 }
    }

    fn rows(&self) -> usize {
        self.batch.columns.first().map_or(0, |column| column.values.len())
    }

    /// Takes in a row; or the reason why it cannot be.
    fn take(&mut self, arguments: &[Result<f64, Presence>]) -> Result<(), Presence> {
        let missing = arguments.iter().filter_map(|argument| argument.err()).max();
        if let Some(reason) = missing.filter(|_| self.function.missing == Missing::Decides) {
            return Err(reason);
        }
        let rows = self.rows();
        for (column, argument) in self.batch.columns.iter_mut().zip(arguments) {
            if argument.is_err() && column.there.is_empty() {
                column.there = vec![true; rows];
            }
            column.values.push(argument.unwrap_or(0.0));
            if !column.there.is_empty() {
                column.there.push(argument.is_ok());
            }
        }
        Ok(())
    }

    /// Leaves out the rows of a part that is not to be asked.
    fn drop_part(&mut self) {
        for column in &mut self.batch.columns {
            column.values.truncate(self.closed);
            column.there.truncate(self.closed);
        }
    }

    /// Ends a part, which answers for these rows.
    fn close(&mut self, about: Vec<usize>) {
        let rows = self.rows();
        for (column, parameter) in self.batch.columns.iter_mut().zip(&self.function.parameters) {
            if parameter.kind == Kind::Group {
                number_groups(&mut column.values[self.closed..]);
            }
        }
        self.batch.ends.push(rows);
        self.about.push(about);
        self.closed = rows;
    }

    /// Asks, and writes down what is answered.
    fn ask(self, known: Vec<Result<f64, Presence>>) -> Called {
        let mut values = known;
        let mut told = BTreeMap::new();
        let outcomes = if self.about.is_empty() { Vec::new() } else { (self.function.call)(&self.batch) };
        let mut outcomes = outcomes.into_iter();
        for about in &self.about {
            let outcome = outcomes.next().unwrap_or(Err(Failure::Garbled));
            for (at, row) in about.iter().enumerate() {
                let answer = outcome.as_ref().map(|answers| answers.get(at).copied());
                let said = match answer {
                    Ok(Some(Answer::Number(value))) => Ok(value),
                    Ok(Some(Answer::Undetermined(reason))) => Err(self.undetermined(reason)),
                    Ok(Some(Answer::NotFinite)) => Err(Told::Failed(Failure::NotFinite)),
                    Ok(None) => Err(Told::Failed(Failure::Garbled)),
                    Err(failure) => Err(Told::Failed(failure.clone())),
                };
                values[*row] = said.as_ref().map_err(Told::presence).copied();
                told.extend(said.err().map(|said| (*row, said)));
            }
        }
        Called { column: Arc::new(Column::collect(values.into_iter())), told }
    }

    fn undetermined(&self, reason: u8) -> Told {
        match self.function.reasons.get(usize::from(reason)) {
            Some(why) => Told::Undetermined(why.clone()),
            None => Told::Failed(Failure::UnknownReason(reason)),
        }
    }
}

/// Numbers that tell apart, as 0, 1, 2, … in the order of first appearance: nothing else of them gets out.
fn number_groups(values: &mut [f64]) {
    let mut known: HashMap<u64, usize> = HashMap::new();
    for value in values {
        let next = known.len();
        *value = *known.entry(value.to_bits()).or_insert(next) as f64;
    }
}

impl Told {
    fn presence(&self) -> Presence {
        match self {
            Told::Failed(_) => Presence::Failed,
            Told::Undetermined(_) => Presence::Withheld,
        }
    }
}

impl Run<'_> {
    /// The answers of a function from outside for all rows of a grain.
    pub(super) fn native(&mut self, call: &NativeCall, grain: Grain) -> Arc<Column> {
        self.called(call, grain).column.clone()
    }

    /// The same of one row, as it was answered.
    pub(super) fn native_on(&self, call: &NativeCall, grain: Grain, row: usize) -> Result<f64, Presence> {
        self.called_before(call, grain).column.at(row - self.rows(grain).start)
    }

    fn called(&mut self, call: &NativeCall, grain: Grain) -> Arc<Called> {
        let key = (std::ptr::from_ref(call) as usize, grain);
        if let Some(known) = self.native.borrow().get(&key) {
            return known.clone();
        }
        let called = match call.below {
            None => self.row_by_row(call, grain),
            Some(below) => self.group_by_group(call, below, grain),
        };
        let called = Arc::new(called);
        self.native.borrow_mut().insert(key, called.clone());
        called
    }

    /// What was answered when the columns were worked out; for a formula that has no column, asked now.
    fn called_before(&self, call: &NativeCall, grain: Grain) -> Arc<Called> {
        let key = (std::ptr::from_ref(call) as usize, grain);
        if let Some(known) = self.native.borrow().get(&key) {
            return known.clone();
        }
        let mut run = Run { findings: self.findings.clone(), ..Run::new(self.input, self.subjects.clone()) };
        let called = run.called(call, grain);
        self.native.borrow_mut().insert(key, called.clone());
        called
    }

    /// The rows of each subject unit are a part: what fails on one leaves the others alone.
    fn row_by_row(&mut self, call: &NativeCall, grain: Grain) -> Called {
        let columns: Vec<Arc<Column>> = call.columns.iter().map(|node| self.node(node, grain)).collect();
        let subject = Grain::whole(self.input.program.subject);
        let above = if grain == subject { Arc::default() } else { self.link(grain, subject) };
        let part_of = |row: usize| above.get(row).copied().unwrap_or(row as u32);
        let mut sample = Sample::new(&call.function);
        let mut values = Vec::new();
        let mut about = Vec::new();
        let mut part = None;
        for row in 0..self.rows(grain).len() {
            if part.is_some_and(|part| part != part_of(row)) && !about.is_empty() {
                sample.close(std::mem::take(&mut about));
            }
            part = Some(part_of(row));
            let arguments: Vec<_> = columns.iter().map(|column| column.at(row)).collect();
            let taken = sample.take(&arguments);
            if taken.is_ok() {
                about.push(row);
            }
            values.push(taken.map(|()| 0.0));
        }
        if !about.is_empty() {
            sample.close(about);
        }
        sample.ask(values)
    }

    /// Each group is a part.
    fn group_by_group(&mut self, call: &NativeCall, below: Grain, grain: Grain) -> Called {
        let columns: Vec<Arc<Column>> = call.columns.iter().map(|node| self.node(node, below)).collect();
        let filter = call.filter.as_ref().map(|filter| self.node(filter, below));
        let groups = self.groups(below, grain);
        let mut sample = Sample::new(&call.function);
        let mut values = Vec::new();
        for group in 0..self.rows(grain).len() {
            let asked = take_group(&mut sample, groups.of(group), &columns, filter.as_deref());
            match asked {
                Ok(()) => sample.close(vec![group]),
                Err(_) => sample.drop_part(),
            }
            values.push(asked.map(|()| 0.0));
        }
        sample.ask(values)
    }

    /// What keeps the answer of a function from outside from being known.
    pub(super) fn missing_native(&self, call: &NativeCall, grain: Grain, row: usize, out: &mut Vec<Reason>) {
        let called = self.called_before(call, grain);
        let at = row - self.rows(grain).start;
        let Err(presence) = called.column.at(at) else { return };
        let from = &call.function.from;
        if let Some(told) = called.told.get(&at) {
            let what = format!("{} ({} {})", call.function.name, from.plugin, from.version);
            let reason = self.reason(presence, &what, grain, row, None);
            return out.push(Reason { told: Some(told.clone()), ..reason });
        }
        let before = out.len();
        match call.below {
            None => call.columns.iter().for_each(|column| self.missing_in(column, grain, row, out)),
            Some(below) => {
                for lower in self.rows_below(below, grain, row) {
                    self.missing_of_lower(call, below, lower, out);
                }
            }
        }
        if out.len() == before {
            let table = call.below.map_or("", |below| self.empty_table(below));
            out.push(self.reason(presence, table, grain, row, None));
        }
    }

    fn missing_of_lower(&self, call: &NativeCall, below: Grain, lower: usize, out: &mut Vec<Reason>) {
        match call.filter.as_ref().map_or(Ok(1.0), |filter| self.truth_exactly(filter, below, lower)) {
            Ok(truth) if truth < 0.5 => {}
            Err(Presence::NotApplicable) => {}
            Err(_) => call.filter.iter().for_each(|filter| self.missing_in(filter, below, lower, out)),
            Ok(_) => call.columns.iter().for_each(|column| self.missing_in(column, below, lower, out)),
        }
    }
}

/// Takes in the rows of a group that count; what does not apply drops out, as from every aggregate.
fn take_group(
    sample: &mut Sample<'_>,
    rows: &[u32],
    columns: &[Arc<Column>],
    filter: Option<&Column>,
) -> Result<(), Presence> {
    let before = sample.rows();
    let mut absent = None;
    for row in rows.iter().filter(|row| **row != NONE).map(|row| *row as usize) {
        match filter.map_or(Ok(1.0), |filter| filter.at(row)) {
            Ok(counts) if counts < 0.5 => continue,
            Err(Presence::NotApplicable) => continue,
            Ok(_) => {}
            Err(unknown) => {
                absent = absent.max(Some(unknown));
                continue;
            }
        }
        let arguments: Vec<_> = columns.iter().map(|column| column.at(row)).collect();
        if !arguments.contains(&Err(Presence::NotApplicable)) {
            absent = absent.max(sample.take(&arguments).err());
        }
    }
    match absent {
        Some(reason) => Err(reason),
        None if sample.rows() == before => Err(Presence::Nothing),
        None => Ok(()),
    }
}
