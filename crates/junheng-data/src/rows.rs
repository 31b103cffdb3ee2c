//! Rows to columns: the rows of a table, or of a piece of it, taken in one after the other.

mod cells;
mod shares;

use std::borrow::Cow;

use junheng::table::{Ancestor, Part, StageId, Texts};

use crate::catalogue::*;
use crate::cell::Raw;
use crate::code::{Coder, code_text, is_damaged, is_subtotal};
use crate::name::normal;
use crate::plan::{ColumnPlan, Key, MergePlan, Origin, Plan};
use crate::problem::Problems;
use cells::{Cells, append_columns};
pub use shares::Shares;

/// The rows taken in so far, column by column.
#[derive(Debug)]
pub struct Rows<'p> {
    plan: &'p Plan<'p>,
    lines: Vec<u32>,
    codes: Texts,
    names: Texts,
    period: Coder,
    stage: Vec<StageId>,
    ancestors: Vec<Above>,
    columns: Vec<Cells>,
    /// Rows that are merged into another unit, and the code of that.
    pub campuses: Vec<(usize, String)>,
    /// What is wrong with cells and rows.
    pub problems: Problems,
    /// The lines of rows with totals.
    pub subtotals: Vec<u32>,
    /// The lines of rows with fewer cells than the header.
    pub short: Vec<u32>,
}

#[derive(Debug, Default)]
struct Above {
    units: Coder,
    names: Texts,
}

/// A row: its line, how many cells it has, and what stands in each.
pub struct RowView<C> {
    /// The line, from 0 in a piece of csv, from 1 in a sheet.
    pub line: u32,
    /// How many cells.
    pub width: usize,
    /// What stands in the cell at this position, from 0.
    pub cell: C,
}

impl<'p> Rows<'p> {
    /// No rows yet, with room for about `capacity`.
    pub fn new(plan: &'p Plan<'p>, capacity: usize) -> Self {
        Self {
            plan,
            lines: Vec::with_capacity(capacity),
            codes: Texts::default(),
            names: Texts::default(),
            period: Coder::with_capacity(capacity),
            stage: Vec::new(),
            ancestors: plan.ancestors.iter().map(|_| Above::default()).collect(),
            columns: plan.columns.iter().map(|column| Cells::new(&column.reader, capacity)).collect(),
            campuses: Vec::new(),
            problems: Problems::default(),
            subtotals: Vec::new(),
            short: Vec::new(),
        }
    }

    /// How many rows were kept.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Takes in a row.
    #[inline]
    pub fn take<'a, C: Fn(usize) -> Raw<'a>>(&mut self, row: &RowView<C>) {
        if row.width != self.plan.width && !self.fits(row) {
            return;
        }
        let code = text_from(&self.plan.key.code, &row.cell);
        let name = text_from(&self.plan.key.name, &row.cell);
        if self.is_left_out(row, &code, &name) {
            return;
        }
        self.take_key(row.line, &code, &name);
        self.take_period_and_stage(row);
        self.take_ancestors(row, &code, &name);
        self.take_cells(row);
        if let Some(merge) = self.plan.merge {
            self.take_campus(row, merge);
        }
    }

    fn take_campus<'a, C: Fn(usize) -> Raw<'a>>(&mut self, row: &RowView<C>, merge: MergePlan<'_>) {
        let flag = (row.cell)(merge.flag).text();
        if *flag == *merge.rule.merged {
            let into = (row.cell)(merge.into).text();
            self.campuses.push((self.lines.len() - 1, code_text(&into).to_owned()));
        } else if *flag != *merge.rule.counted {
            self.problems.push(&MERGE_FLAG, Some(merge.flag), row.line, || flag.into_owned());
        }
    }

    /// Whether a row of another width than the header can be read.
    #[cold]
    fn fits<'a, C: Fn(usize) -> Raw<'a>>(&mut self, row: &RowView<C>) -> bool {
        if (0..row.width).all(|at| (row.cell)(at).is_blank()) {
            return false;
        }
        if row.width < self.plan.width {
            self.short.push(row.line);
            return true;
        }
        let shifted = (self.plan.width..row.width).any(|at| !(row.cell)(at).is_blank());
        if shifted {
            self.problems.push(&ROW_TOO_LONG, None, row.line, || row.width.to_string());
        }
        !shifted
    }

    fn is_left_out<'a, C: Fn(usize) -> Raw<'a>>(&mut self, row: &RowView<C>, code: &str, name: &str) -> bool {
        if is_subtotal(code) || is_subtotal(name) {
            self.subtotals.push(row.line);
            return true;
        }
        if !code.is_empty() || !name.is_empty() {
            return false;
        }
        self.is_keyless_left_out(row)
    }

    #[cold]
    fn is_keyless_left_out<'a, C: Fn(usize) -> Raw<'a>>(&mut self, row: &RowView<C>) -> bool {
        let Some(first) = (0..row.width).map(&row.cell).find(|cell| !cell.is_blank()) else {
            return true;
        };
        if is_subtotal(&first.text()) {
            self.subtotals.push(row.line);
            return true;
        }
        if self.plan.keyed {
            self.problems.push(&UNIT_WITHOUT_KEY, None, row.line, String::new);
        }
        self.plan.keyed
    }

    fn take_key(&mut self, line: u32, code: &str, name: &str) {
        let code = code_text(if code.is_empty() { name } else { code });
        if is_damaged(code) {
            self.problems.push(&DAMAGED_CODE, self.plan.key.code.column(), line, || code.to_string());
        }
        self.lines.push(line);
        self.codes.push(code);
        self.names.push(name);
    }

    fn take_period_and_stage<'a, C: Fn(usize) -> Raw<'a>>(&mut self, row: &RowView<C>) {
        self.period.push(&text_from(&self.plan.period, &row.cell));
        let Some(column) = self.plan.stage else {
            return;
        };
        let text = (row.cell)(column).text();
        let name = normal(&text);
        let stage = self.plan.stages.iter().find(|(known, _)| *known == name);
        if stage.is_none() {
            self.problems.push(&UNKNOWN_STAGE, Some(column), row.line, || text.into_owned());
        }
        // An unknown stage is an error that ends the run; the column only keeps its length.
        self.stage.push(stage.map_or(StageId(0), |(_, stage)| *stage));
    }

    #[inline]
    fn take_ancestors<'a, C: Fn(usize) -> Raw<'a>>(&mut self, row: &RowView<C>, code: &str, name: &str) {
        for (key, above) in self.plan.ancestors.iter().zip(&mut self.ancestors) {
            let named = (text_from(&key.code, &row.cell), text_from(&key.name, &row.cell));
            let own = || (Cow::Borrowed(if code.is_empty() { name } else { code }), Cow::Borrowed(name));
            let (code, name) = if key.is_own && named.0.is_empty() { own() } else { named };
            if let Some(other) = above.take(&code, name) {
                self.problems.push(&TWO_NAMES, key.name.column(), row.line, || other.into_owned());
            }
        }
    }

    #[inline]
    fn take_cells<'a, C: Fn(usize) -> Raw<'a>>(&mut self, row: &RowView<C>) {
        for (plan, column) in self.plan.columns.iter().zip(&mut self.columns) {
            let raw = (row.cell)(plan.position);
            if let Some(message) = column.take(raw, row.line, &plan.reader, &self.plan.schema.not_applicable) {
                self.problems.push(message, Some(plan.position), row.line, || raw.text().into_owned());
            }
        }
    }

    /// The columns of percentages, and how their numbers are written.
    pub fn shares(&self) -> impl Iterator<Item = (&ColumnPlan<'p>, &Shares)> {
        let columns = self.plan.columns.iter().zip(&self.columns);
        columns.filter_map(|(plan, cells)| Some((plan, cells.shares()?)))
    }

    /// Moves all lines down: these rows stand behind so many others.
    pub fn shift(&mut self, lines: u32) {
        let own = self.lines.iter_mut().chain(&mut self.subtotals).chain(&mut self.short);
        own.for_each(|line| *line += lines);
        self.columns.iter_mut().for_each(|cells| cells.shift(lines));
        self.problems.shift(lines);
    }

    /// Puts later rows behind these; their lines count from `line`.
    pub fn append(&mut self, mut later: Rows<'_>, line: u32) {
        later.shift(line);
        let rows = self.lines.len();
        self.campuses.extend(later.campuses.into_iter().map(|(row, into)| (row + rows, into)));
        self.lines.extend(later.lines);
        self.subtotals.extend(later.subtotals);
        self.short.extend(later.short);
        self.codes.extend(&later.codes);
        self.names.extend(&later.names);
        self.period.append(&later.period);
        self.stage.extend(later.stage);
        self.problems.append(later.problems);
        for (above, later) in self.ancestors.iter_mut().zip(later.ancestors) {
            above.append(&later);
        }
        append_columns(&mut self.columns, later.columns);
    }

    /// The part of the tables these rows make.
    pub fn into_part(self, file: usize, sheet: Option<String>) -> Part {
        let keys = self.plan.ancestors.iter().zip(self.ancestors);
        let columns = self.plan.columns.iter().zip(self.columns);
        let (period, periods) = self.period.into_parts();
        Part {
            file,
            sheet,
            level: self.plan.level,
            lines: self.lines,
            codes: self.codes,
            names: self.names,
            period,
            periods,
            stage: self.plan.stage.map(|_| self.stage),
            ancestors: keys.map(|(key, above)| above.into_ancestor(key)).collect(),
            columns: columns.map(|(plan, cells)| cells.into_column(plan)).collect(),
            origin: Default::default(),
        }
    }
}

/// What stands where a text comes from.
#[inline]
pub fn text_from<'x, 'a: 'x>(origin: &'x Origin, cell: &impl Fn(usize) -> Raw<'a>) -> Cow<'x, str> {
    match origin {
        Origin::Nowhere => Cow::Borrowed(""),
        Origin::Column(position) => cell(*position).text(),
        Origin::Constant(text) => Cow::Borrowed(text),
    }
}

impl Above {
    /// Takes the unit a row names; gives its name where that differs from the one in the rows before.
    #[inline]
    fn take<'n>(&mut self, code: &str, name: Cow<'n, str>) -> Option<Cow<'n, str>> {
        if code.is_empty() {
            self.units.push_none();
            return None;
        }
        let unit = self.units.push(code_text(code)) as usize;
        if unit == self.names.len() {
            self.names.push(&name);
            return None;
        }
        (self.names.get(unit) != name).then_some(name)
    }

    fn append(&mut self, later: &Above) {
        for (at, word) in self.units.append(&later.units).into_iter().enumerate() {
            if word as usize == self.names.len() {
                self.names.push(later.names.get(at));
            }
        }
    }

    fn into_ancestor(self, key: &Key) -> Ancestor {
        let (unit, words) = self.units.into_parts();
        let mut codes = Texts::default();
        words.iter().for_each(|word| codes.push(word));
        Ancestor { level: key.level, unit, codes, names: self.names }
    }
}
