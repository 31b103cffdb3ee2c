//! What is read from which column of one table of a register, decided once from its header.

use junheng::diagnostic::{Diagnostic, Diagnostics, Message};
use junheng::table::{LevelId, Schema};

use super::program::SlotKind;
use super::{Holds, Register};
use crate::catalogue::{DUPLICATE_COLUMN, REGISTER_COLUMN_MISSING, REGISTER_KEY_MISSING};
use crate::cell::{NEGATIVE, NumberReader};
use crate::decimal::Conversion;
use crate::header::ancestors;
use crate::mapping::{Blank, Constant, Mapping};
use crate::name::normal;
use crate::plan::{HeaderRow, Key, Origin, TableName};

/// How a slot is read.
#[derive(Debug)]
pub enum SlotReader<'s> {
    /// As one of these words.
    Word {
        /// The words.
        words: &'s [String],
        /// Whether another may stand.
        open: bool,
    },
    /// As a number.
    Number(NumberReader<'s>),
    /// As a day.
    Day,
}

/// Where everything of a row stands.
#[derive(Debug)]
pub struct RegisterPlan<'s> {
    /// The register.
    pub register: &'s Register,
    /// The pack's levels, stages and fields.
    pub schema: &'s Schema,
    /// The line of the header.
    pub line: u32,
    /// How many cells the header has.
    pub width: usize,
    /// The unit a row belongs to.
    pub key: Key,
    /// The units above, where the table or the mapping names them.
    pub above: Vec<Key>,
    /// The period.
    pub period: Origin,
    /// The column with the stage.
    pub stage: Option<usize>,
    /// The spellings of stages.
    pub stages: Vec<(String, junheng::table::StageId)>,
    /// The column that tells one row from every other.
    pub id: Option<usize>,
    /// The column of each slot and how it is read; `None` where the pack needs nothing of it, or there is no column.
    pub slots: Vec<Option<(usize, SlotReader<'s>)>>,
    /// Which aggregates the pack needs.
    pub aggregates: Vec<bool>,
    /// The headers.
    pub headers: Vec<String>,
}

impl RegisterPlan<'_> {
    /// The columns that say which unit, period and stage a row is about: a merged cell there holds for every row.
    pub fn key_columns(&self) -> Vec<usize> {
        let keys = [&self.key].into_iter().chain(&self.above).flat_map(|key| [&key.code, &key.name]);
        keys.chain([&self.period]).filter_map(Origin::column).chain(self.stage).collect()
    }

    /// The header of a column of which each row has a value of its own.
    pub fn value_header(&self, column: usize) -> Option<&str> {
        let mut values = self.slots.iter().flatten().map(|(at, _)| *at).chain(self.id);
        values.any(|at| at == column).then(|| self.headers[column].as_str())
    }
}

/// The row with the header of a register among the first of a table: the one in which most of its columns stand.
pub fn find_header<'h>(register: &Register, rows: &'h [HeaderRow]) -> Option<&'h HeaderRow> {
    let known = |row: &HeaderRow| {
        let is_known = |cell: &&String| register.columns.iter().any(|entry| entry.key == normal(cell));
        row.cells.iter().filter(is_known).count()
    };
    let best = rows.iter().map(known).max().filter(|most| *most > 0)?;
    rows.iter().find(|row| known(row) == best)
}

/// Plans a table; `None` where a column is missing or stands twice, which is reported.
pub fn plan<'s>(
    register: &'s Register,
    schema: &'s Schema,
    mapping: &Mapping,
    header: &HeaderRow,
    table: &TableName,
    diagnostics: &mut Diagnostics,
) -> Option<RegisterPlan<'s>> {
    let mut planner = Planner { register, schema, mapping, header, table, diagnostics, sound: true };
    let key = planner.key(register.level);
    let key = planner.demand(Holds::Code(register.level), key);
    let above = ancestors(schema, register.level).into_iter().filter_map(|level| planner.key(level)).collect();
    let period = planner.column(Holds::Period).map(Origin::Column);
    let constant = || mapping.constant(Constant::Period).map(|text| Origin::Constant(text.to_owned()));
    let stage = planner.column(Holds::Stage);
    if register.has(Holds::Stage) {
        planner.demand(Holds::Stage, stage);
    }
    let id = planner.column(Holds::Id);
    if register.has(Holds::Id) {
        planner.demand(Holds::Id, id);
    }
    let (aggregates, needed) = register.needed(schema);
    let slots = needed.iter().enumerate().map(|(at, needed)| needed.then(|| planner.slot(at)).flatten()).collect();
    let stages = schema.stages.iter().enumerate();
    let spelled = stages.flat_map(|(at, stage)| {
        stage.names().map(move |name| (normal(name), junheng::table::StageId(at as u8))).collect::<Vec<_>>()
    });
    planner.sound.then(|| RegisterPlan {
        register,
        schema,
        line: header.line,
        width: header.cells.len(),
        key: key.unwrap_or(Key { level: register.level, code: Origin::Nowhere, name: Origin::Nowhere, is_own: false }),
        above,
        period: period.or_else(constant).unwrap_or(Origin::Nowhere),
        stage,
        stages: spelled.collect(),
        id,
        slots,
        aggregates,
        headers: header.cells.clone(),
    })
}

struct Planner<'p, 's> {
    register: &'s Register,
    schema: &'s Schema,
    mapping: &'p Mapping,
    header: &'p HeaderRow,
    table: &'p TableName,
    diagnostics: &'p mut Diagnostics,
    sound: bool,
}

impl<'s> Planner<'_, 's> {
    /// The column that holds something; a second one is an error.
    fn column(&mut self, holds: Holds) -> Option<usize> {
        let is_it = |cell: &String| {
            let name = normal(cell);
            self.register.columns.iter().any(|entry| entry.value == holds && entry.key == name)
        };
        let mut found = self.header.cells.iter().enumerate().filter(|(_, cell)| is_it(cell)).map(|(at, _)| at);
        let (first, second) = (found.next()?, found.next());
        if let Some(second) = second {
            let place = |at: usize| self.table.at(self.header.line, at as u32 + 1);
            let diagnostic = Diagnostic::new(&DUPLICATE_COLUMN)
                .with("first", &self.header.cells[first])
                .with("second", &self.header.cells[second])
                .with("what", self.headers_of(holds));
            self.diagnostics.push(diagnostic.at_cell(place(second)).at_cell(place(first)));
            self.sound = false;
        }
        Some(first)
    }

    /// What is there, or a report that the column is missing.
    fn demand<T>(&mut self, holds: Holds, found: Option<T>) -> Option<T> {
        if found.is_none() {
            self.report_missing(&REGISTER_KEY_MISSING, holds);
            self.sound = false;
        }
        found
    }

    fn report_missing(&mut self, message: &'static Message, holds: Holds) {
        let diagnostic = self.table.says(message).with("register", &self.register.id);
        self.diagnostics.push(diagnostic.with("columns", self.headers_of(holds)));
    }

    /// The headers under which something may stand.
    fn headers_of(&self, holds: Holds) -> String {
        let entries = self.register.columns.iter().filter(|entry| entry.value == holds);
        entries.map(|entry| entry.key.as_str()).collect::<Vec<_>>().join(" / ")
    }

    fn key(&mut self, level: LevelId) -> Option<Key> {
        let constant = |key| self.mapping.constant(key).map(|text| Origin::Constant(text.to_owned()));
        let (code, name) = (constant(Constant::Code(level)), constant(Constant::Name(level)));
        let name = self.column(Holds::Name(level)).map(Origin::Column).or(name);
        let code = self.column(Holds::Code(level)).map(Origin::Column).or(code).or_else(|| name.clone())?;
        Some(Key { level, code, name: name.unwrap_or(Origin::Nowhere), is_own: false })
    }

    fn slot(&mut self, at: usize) -> Option<(usize, SlotReader<'s>)> {
        let Some(position) = self.column(Holds::Slot(at)) else {
            self.report_missing(&REGISTER_COLUMN_MISSING, Holds::Slot(at));
            return None;
        };
        let reader = match &self.register.slots[at].kind {
            SlotKind::Word { words, open } => SlotReader::Word { words, open: *open },
            SlotKind::Day => SlotReader::Day,
            SlotKind::Number { unit, whole } => SlotReader::Number(NumberReader {
                units: &self.schema.units,
                unit,
                conversion: Conversion::NONE,
                shares: None,
                whole: *whole,
                negative: NEGATIVE,
                blank: self.blank(at),
                not_applicable: &self.schema.not_applicable,
            }),
        };
        Some((position, reader))
    }

    fn blank(&self, slot: usize) -> Blank {
        let means =
            |key: &str| self.register.columns.iter().any(|entry| entry.value == Holds::Slot(slot) && entry.key == key);
        self.mapping.blanks.iter().find(|entry| means(&entry.key)).map_or(Blank::Missing, |entry| entry.value)
    }
}
