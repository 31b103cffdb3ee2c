//! From parts as read to [`Frames`]: units found, named, ordered and hung on those above them.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::diagnostic::{CellPlace, Diagnostic, Diagnostics, NO_PARENT, NO_STAGE, NO_SUBJECT, UNIT_TWICE};

use crate::source::normal;

use super::frame::{Frames, NONE, StagedUnits, Units};
use super::part::{Tables, Values};
use super::schema::{LevelId, Schema};

/// Orders everything that was read; `subject` is the level that is assessed.
pub fn arrange(tables: Tables, schema: &Schema, subject: LevelId) -> (Frames, Diagnostics) {
    let (periods, part_periods) = periods(&tables);
    let columns = tables
        .parts
        .iter()
        .map(|part| part.columns.iter().map(|column| (column.field, column.stage)).collect())
        .collect();
    let (words, word_codes) = words(&tables, schema);
    let levels = schema.levels.len();
    let frames = Frames {
        tables,
        periods,
        subject,
        stages: schema.stages.len(),
        units: vec![Units::default(); levels],
        staged: vec![StagedUnits::default(); levels],
        columns,
        words,
        word_codes,
        by_code: vec![Default::default(); levels],
    };
    let mut arranger =
        Arranger { frames, schema, part_periods, lookup: HashMap::new(), diagnostics: Diagnostics::default() };
    for level in top_down(schema) {
        arranger.level(level);
    }
    for level in top_down(schema).into_iter().rev() {
        arranger.stages(level);
    }
    if arranger.frames.subjects() == 0 {
        let nothing = Diagnostic::new(&NO_SUBJECT).with("level", &schema[subject].title);
        arranger.diagnostics.push(nothing.with("headers", schema.own_headers(subject)));
    }
    (arranger.frames, arranger.diagnostics)
}

/// All periods in order, and for each part which of them its own periods are.
///
/// Rows that state no period belong to the only period there is.
fn periods(tables: &Tables) -> (Vec<String>, Vec<Vec<u32>>) {
    let mut all: Vec<String> = tables.parts.iter().flat_map(|part| part.periods.clone()).collect();
    all.sort();
    all.dedup();
    if all.len() == 2 && all[0].is_empty() {
        all.remove(0);
    }
    let index = |period: &String| all.iter().position(|known| known == period).unwrap_or(0) as u32;
    let own = tables.parts.iter().map(|part| part.periods.iter().map(index).collect()).collect();
    (all, own)
}

/// Every word once, and for each column where its words stand in that list.
fn words(tables: &Tables, schema: &Schema) -> (Vec<String>, Vec<Vec<Vec<u32>>>) {
    let mut all: Vec<String> = schema.stages.iter().map(|stage| stage.title.clone()).collect();
    let mut known: HashMap<String, u32> = all.iter().enumerate().map(|(at, word)| (word.clone(), at as u32)).collect();
    let mut code = |word: &String| {
        let word = normal(word);
        *known.entry(word.clone()).or_insert_with(|| {
            all.push(word);
            all.len() as u32 - 1
        })
    };
    let mut codes = Vec::new();
    for part in &tables.parts {
        let of_column = |values: &Values| match values {
            Values::Numbers(_) => Vec::new(),
            Values::Words { words, .. } => words.iter().map(&mut code).collect(),
        };
        let mut of_column = of_column;
        codes.push(part.columns.iter().map(|column| of_column(&column.values)).collect());
    }
    for field in &schema.fields {
        field.words.iter().chain(&field.assumed).for_each(|word| {
            code(word);
        });
    }
    (all, codes)
}

/// Levels with those above first.
fn top_down(schema: &Schema) -> Vec<LevelId> {
    let mut order: Vec<LevelId> = Vec::new();
    while order.len() < schema.levels.len() {
        let ready = (0..schema.levels.len())
            .map(|at| LevelId(at as u8))
            .find(|level| !order.contains(level) && schema[*level].parents.iter().all(|parent| order.contains(parent)));
        let Some(level) = ready else { break };
        order.push(level);
    }
    order
}

/// One row as read, with what it is ordered by.
pub(super) struct Row {
    pub(super) period: u32,
    pub(super) subject: u32,
    pub(super) parent: u32,
    pub(super) stage: u8,
    pub(super) part: u16,
    pub(super) row: u32,
}

impl Row {
    /// Subject unit, parent and stage as one number; the period is that of the subject unit.
    pub(super) fn place(&self) -> u128 {
        u128::from(self.period) << 96
            | u128::from(self.subject) << 64
            | u128::from(self.parent) << 32
            | u128::from(self.stage)
    }
}

pub(super) struct Arranger<'a> {
    pub(super) frames: Frames,
    pub(super) schema: &'a Schema,
    pub(super) part_periods: Vec<Vec<u32>>,
    /// Units by level, period and code, for levels that rows of other tables name.
    pub(super) lookup: HashMap<LevelId, HashMap<(u32, String), u32>>,
    pub(super) diagnostics: Diagnostics,
}

impl Arranger<'_> {
    pub(super) fn parts_of(&self, level: LevelId) -> Vec<usize> {
        (0..self.frames.tables.parts.len()).filter(|part| self.frames.tables.parts[*part].level == level).collect()
    }

    pub(super) fn period_of(&self, part: usize, row: usize) -> u32 {
        let own = self.frames.tables.parts[part].period.get(row).map_or(0, |period| *period as usize);
        self.part_periods[part].get(own).copied().unwrap_or(0)
    }

    /// Reports tables whose rows belong to a stage and do not say which.
    pub(super) fn check_stages(&mut self, level: LevelId) {
        for part in self.parts_of(level).into_iter().filter(|_| self.schema[level].in_stage) {
            let read = &self.frames.tables.parts[part];
            if read.stage.is_none() && !read.lines.is_empty() {
                let place = CellPlace { row: 0, ..self.frames.line(part, 0) };
                self.diagnostics
                    .push(Diagnostic::new(&NO_STAGE).with("level", &self.schema[level].title).at_cell(place));
            }
        }
    }

    /// Finds, orders and hangs up the units of one level; those above are done.
    pub(super) fn level(&mut self, level: LevelId) {
        self.check_stages(level);
        let mut rows = self.rows(level);
        self.order(level, &mut rows);
        let mut units = self.collect(level, &rows);
        self.add_implied(level, &mut units);
        units.one_part = units.rows.windows(2).all(|pair| pair[0].0 == pair[1].0);
        self.check_codes(level, &units);
        self.frames.units[level.0 as usize] = units;
        self.register(level);
        self.starts(level);
    }

    pub(super) fn is_below_subject(&self, level: LevelId) -> bool {
        self.schema.is_below(level, self.frames.subject)
    }

    /// A code may stand once in a period, wherever the unit hangs.
    pub(super) fn check_codes(&mut self, level: LevelId, units: &Units) {
        if self.schema[level].in_stage || self.schema[level].code_headers.is_empty() {
            return;
        }
        let hash = |unit: usize| {
            let mut hasher = DefaultHasher::new();
            (units.period[unit], units.codes.get(unit)).hash(&mut hasher);
            (hasher.finish(), unit)
        };
        let mut hashes: Vec<(u64, usize)> = (0..units.period.len()).map(hash).collect();
        hashes.sort_unstable();
        for pair in hashes.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            let [a, b] = [pair[0].1, pair[1].1];
            if units.codes.get(a) != units.codes.get(b) || units.codes.get(a).is_empty() {
                continue;
            }
            let mut diagnostic =
                Diagnostic::new(&UNIT_TWICE).with("unit", format!("{}（{}）", units.names.get(a), units.codes.get(a)));
            for unit in [a, b] {
                for &(part, row) in &units.rows[units.first[unit] as usize..units.first[unit + 1] as usize] {
                    diagnostic = diagnostic.at_cell(self.frames.line(part as usize, row as usize));
                }
            }
            self.diagnostics.push(diagnostic);
        }
    }

    /// Lets rows of other tables find the units of this level.
    pub(super) fn register(&mut self, level: LevelId) {
        let named =
            self.frames.tables.parts.iter().any(|part| part.ancestors.iter().any(|ancestor| ancestor.level == level));
        if !named {
            return;
        }
        let units = self.frames.units_of(level);
        let key = |unit: usize| ((units.period[unit], units.codes.get(unit).to_owned()), unit as u32);
        let known = (0..units.period.len()).map(key).collect();
        self.lookup.insert(level, known);
    }

    /// Where the rows of each subject unit begin, and which units hang on none.
    pub(super) fn starts(&mut self, level: LevelId) {
        let subject = self.frames.subject;
        if level == subject {
            let count = self.frames.subjects() as u32;
            self.frames.units[level.0 as usize].starts = (0..=count).collect();
            return;
        }
        if !self.is_below_subject(level) {
            return;
        }
        let subjects = self.frames.subjects();
        let units = &self.frames.units[level.0 as usize];
        let above = &units.up[subject.0 as usize];
        let orphans: Vec<usize> =
            (0..units.period.len()).filter(|unit| above.get(*unit).is_none_or(|above| *above == NONE)).collect();
        let starts = starts(above.iter().copied(), subjects);
        for unit in orphans {
            let shown = format!("{}（{}）", units.names.get(unit), units.codes.get(unit));
            let mut diagnostic = Diagnostic::new(&NO_PARENT)
                .with("unit", shown)
                .with("level", &self.schema[subject].title)
                .with("headers", self.schema.own_headers(subject));
            for place in self.frames.lines_of(level, unit) {
                diagnostic = diagnostic.at_cell(place);
            }
            self.diagnostics.push(diagnostic);
        }
        self.frames.units[level.0 as usize].starts = starts;
    }
}

/// The first row of each subject unit, for rows in order of subject unit.
fn starts(subject_of: impl Iterator<Item = u32>, subjects: usize) -> Vec<u32> {
    let mut starts = vec![0u32; subjects + 1];
    for subject in subject_of.filter(|subject| *subject != NONE) {
        starts[subject as usize + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    starts
}
