//! Rows of a register to tallies, one after the other.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use junheng::source;
use junheng::table::{LevelId, Presence, RowSpan, StageId};

use super::plan::{RegisterPlan, SlotReader};
use super::row::{Cell, Row};
use super::tally::Tally;
use crate::catalogue::{REGISTER_ROW_TWICE, UNIT_WITHOUT_KEY, UNKNOWN_STAGE, WORD_UNKNOWN};
use crate::cell::{Raw, Reading, read_day};
use crate::code::{code_text, is_subtotal};
use crate::mapping::Blank;
use crate::merge::Mains;
use crate::name::normal;
use crate::plan::Key;
use crate::problem::Problems;
use crate::rows::{RowView, text_from};

/// What all rows of a unit, at a stage, in a period, come to.
#[derive(Debug, Clone)]
pub struct Group {
    /// The period as written; empty where none is.
    pub period: u32,
    /// The unit, as an index into `Gathered::units`.
    pub unit: u32,
    /// The stage.
    pub stage: Option<StageId>,
    /// The table in which its first row stands.
    pub table: usize,
    /// The line of the first row.
    pub line: u32,
    /// Where its rows stand, one span for each table that has any.
    pub spans: Vec<RowSpan>,
    /// The aggregates.
    pub tallies: Vec<Tally>,
}

/// A unit that rows name.
#[derive(Debug, Clone)]
pub struct Named {
    /// Its code, or its name where there is none.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Level, code and name of the units above that its first row names.
    pub above: Vec<(LevelId, String, String)>,
}

/// What is kept of a register, over all files and sheets that hold it.
#[derive(Debug, Default)]
pub struct Store {
    /// The groups, in the order their first rows stand.
    pub groups: Vec<Group>,
    /// The units.
    pub units: Vec<Named>,
    /// The periods.
    pub periods: Vec<String>,
    /// How many rows there were.
    pub rows: u64,
    unit_of: HashMap<String, u32>,
    group_of: HashMap<(u32, u32, Option<StageId>), usize>,
    ids: HashSet<u64>,
}

impl Store {
    /// Lets units go under the code of those they were merged into; a period that is not stated goes with any.
    pub fn rename(&mut self, mains: &Mains) {
        for named in &mut self.units {
            let main = mains.iter().find(|((_, code), _)| *code == named.code);
            if let Some((_, main)) = main {
                named.code.clone_from(main);
            }
        }
    }
}

/// Takes in the rows of one file or sheet.
pub struct Gatherer<'p> {
    plan: &'p RegisterPlan<'p>,
    store: &'p mut Store,
    /// The number of the table among those that hold the register.
    table: usize,
    /// What is wrong with cells and rows.
    pub problems: Problems,
    /// The lines of the first rows with totals.
    pub subtotals: Vec<u32>,
    /// How many rows with totals there are.
    pub totals: usize,
    /// How many rows of this table there were.
    pub rows: u64,
    cells: Vec<Cell>,
    year: Option<f64>,
    last: usize,
}

/// So many lines of totals are kept.
const LISTED: usize = 20;

impl<'p> Gatherer<'p> {
    /// No rows of this table yet.
    pub fn new(plan: &'p RegisterPlan<'p>, store: &'p mut Store, table: usize) -> Self {
        let (problems, subtotals) = (Problems::default(), Vec::new());
        let (cells, last) = (Vec::new(), usize::MAX);
        Self { plan, store, table, problems, subtotals, totals: 0, rows: 0, cells, year: None, last }
    }

    /// Takes in a row.
    pub fn take<'a, C: Fn(usize) -> Raw<'a>>(&mut self, row: &RowView<C>) {
        let code = text_from(&self.plan.key.code, &row.cell);
        if is_subtotal(&code) || code.is_empty() && self.is_no_row(row) {
            return self.pass_over(row, !code.is_empty());
        }
        if code.is_empty() {
            return self.problems.push(&UNIT_WITHOUT_KEY, None, row.line, String::new);
        }
        self.store.rows += 1;
        self.rows += 1;
        self.take_id(row);
        let Some(stage) = self.stage(row) else { return };
        let at = self.group(row, code_text(&code), stage);
        self.read_cells(row);
        let group = &mut self.store.groups[at];
        count(&mut group.spans, self.table as u32, row.line);
        let seen = Row { cells: &self.cells, stage, period: self.year };
        let aggregates = self.plan.register.aggregates.iter().zip(&self.plan.aggregates);
        for (tally, (aggregate, _)) in group.tallies.iter_mut().zip(aggregates).filter(|(_, (_, needed))| **needed) {
            tally.take(aggregate, &seen, row.line);
        }
    }

    /// Whether nothing stands in a row, or only a total.
    fn is_no_row<'a, C: Fn(usize) -> Raw<'a>>(&self, row: &RowView<C>) -> bool {
        let first = (0..row.width).map(&row.cell).find(|cell| !cell.is_blank());
        first.is_none_or(|cell| is_subtotal(&cell.text()))
    }

    #[cold]
    fn pass_over<'a, C: Fn(usize) -> Raw<'a>>(&mut self, row: &RowView<C>, total: bool) {
        if total || !(0..row.width).all(|at| (row.cell)(at).is_blank()) {
            self.totals += 1;
            if self.subtotals.len() < LISTED {
                self.subtotals.push(row.line);
            }
        }
    }

    /// A row that stands twice would be counted twice. What is kept of each is eight bytes.
    fn take_id<'a, C: Fn(usize) -> Raw<'a>>(&mut self, row: &RowView<C>) {
        let Some(column) = self.plan.id else { return };
        let text = (row.cell)(column).text();
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        if !text.is_empty() && !self.store.ids.insert(hasher.finish()) {
            self.problems.push(&REGISTER_ROW_TWICE, Some(column), row.line, || text.into_owned());
        }
    }

    /// The stage of a row; `None` where what stands there is none, which is reported.
    fn stage<'a, C: Fn(usize) -> Raw<'a>>(&mut self, row: &RowView<C>) -> Option<Option<StageId>> {
        let Some(column) = self.plan.stage else { return Some(None) };
        let text = (row.cell)(column).text();
        let exact = self.plan.stages.iter().find(|(known, _)| *known == text);
        let found = exact.or_else(|| self.plan.stages.iter().find(|(known, _)| *known == normal(&text)));
        if found.is_none() {
            self.problems.push(&UNKNOWN_STAGE, Some(column), row.line, || text.into_owned());
        }
        found.map(|(_, stage)| Some(*stage))
    }

    /// The group of a row; mostly it is that of the row before.
    fn group<'a, C: Fn(usize) -> Raw<'a>>(&mut self, row: &RowView<C>, code: &str, stage: Option<StageId>) -> usize {
        let period = text_from(&self.plan.period, &row.cell);
        if let Some(last) = self.store.groups.get(self.last) {
            let known = |at: u32| &self.store.units[at as usize].code;
            let same_period = self.store.periods[last.period as usize] == period;
            if last.stage == stage && same_period && known(last.unit) == code {
                return self.last;
            }
        }
        let unit = self.store.unit_of.get(code).copied().unwrap_or_else(|| self.add_unit(row, code));
        let period = self.period(&period);
        self.year = year(&self.store.periods[period as usize]);
        let Store { groups, group_of, .. } = &mut *self.store;
        let (aggregates, table) = (self.plan.register.aggregates.len(), self.table);
        self.last = *group_of.entry((period, unit, stage)).or_insert_with(|| {
            let tallies = vec![Tally::default(); aggregates];
            groups.push(Group { period, unit, stage, table, line: row.line, spans: Vec::new(), tallies });
            groups.len() - 1
        });
        self.last
    }

    fn add_unit<'a, C: Fn(usize) -> Raw<'a>>(&mut self, row: &RowView<C>, code: &str) -> u32 {
        let of = |key: &Key| {
            let code = text_from(&key.code, &row.cell);
            (code_text(&code).to_owned(), text_from(&key.name, &row.cell).into_owned())
        };
        let named = self.plan.above.iter().map(|key| (key.level, of(key))).filter(|(_, (code, _))| !code.is_empty());
        let above = named.map(|(level, (code, name))| (level, code, name)).collect();
        let name = of(&self.plan.key).1;
        self.store.units.push(Named { code: code.to_owned(), name, above });
        let unit = self.store.units.len() as u32 - 1;
        self.store.unit_of.insert(code.to_owned(), unit);
        unit
    }

    fn period(&mut self, text: &str) -> u32 {
        let periods = &mut self.store.periods;
        let known = periods.iter().position(|period| period == text);
        let at = known.unwrap_or_else(|| {
            periods.push(text.to_owned());
            periods.len() - 1
        });
        at as u32
    }

    fn read_cells<'a, C: Fn(usize) -> Raw<'a>>(&mut self, row: &RowView<C>) {
        self.cells.clear();
        for slot in &self.plan.slots {
            let Some((column, reader)) = slot else {
                self.cells.push(Cell::Missing);
                continue;
            };
            let raw = (row.cell)(*column);
            let cell = match reader {
                SlotReader::Word { words, open } => self.word(raw, words, *open, *column, row.line),
                SlotReader::Number(reader) => {
                    let base = |value| reader.unit.to_base(value);
                    self.read(reader.read(raw), base, raw, *column, row.line)
                }
                SlotReader::Day => {
                    let reading = read_day(raw, Blank::Missing, &self.plan.schema.not_applicable);
                    self.read(reading, |value| value, raw, *column, row.line)
                }
            };
            self.cells.push(cell);
        }
    }

    fn read(&mut self, reading: Reading, base: impl Fn(f64) -> f64, raw: Raw<'_>, column: usize, line: u32) -> Cell {
        match reading {
            Reading::Value(value) => Cell::Number(base(value)),
            Reading::Absent(Presence::NotApplicable) => Cell::NotApplicable,
            Reading::Absent(_) => Cell::Missing,
            Reading::Wrong(message) => {
                self.problems.push(message, Some(column), line, || raw.text().into_owned());
                Cell::Missing
            }
        }
    }

    fn word(&mut self, raw: Raw<'_>, words: &[String], open: bool, column: usize, line: u32) -> Cell {
        let text = raw.text();
        if text.is_empty() {
            return Cell::Missing;
        }
        let place = |text: &str| words.iter().position(|word| word == text);
        if let Some(word) = place(&text).or_else(|| place(&source::normal(&text))) {
            return Cell::Word(word);
        }
        if self.plan.schema.not_applicable.iter().any(|known| *known == text) {
            return Cell::NotApplicable;
        }
        if open {
            return Cell::Word(words.len());
        }
        self.problems.push(&WORD_UNKNOWN, Some(column), line, || text.into_owned());
        Cell::Missing
    }
}

/// Counts a row; rows of a table come one after the other.
fn count(spans: &mut Vec<RowSpan>, table: u32, line: u32) {
    match spans.last_mut().filter(|span| span.table == table) {
        Some(span) => (span.last, span.rows) = (line, span.rows + 1),
        None => spans.push(RowSpan { table, first: line, last: line, rows: 1 }),
    }
}

/// The year a period begins with.
fn year(period: &str) -> Option<f64> {
    let digits: String = period.chars().take_while(char::is_ascii_digit).collect();
    (digits.len() == 4).then(|| digits.parse().ok()).flatten()
}
