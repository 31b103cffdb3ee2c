//! From parts as read to [`Frames`]: units found, named, ordered and hung on those above them.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::diagnostic::{
    CellPlace, Diagnostic, Diagnostics, NO_PARENT, NO_STAGE, NO_SUBJECT, PUPILS_MISSING, PUPILS_ZERO, UNIT_TWICE,
};

use super::frame::{Frames, NONE, StagedUnits, Units};
use super::part::{Ancestor, Part, Presence, Tables, Values};
use super::schema::{FieldId, LevelId, Schema, StageId};

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
        let title = &schema[subject].title;
        arranger.diagnostics.push(Diagnostic::new(&NO_SUBJECT).with("level", title));
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
        *known.entry(word.clone()).or_insert_with(|| {
            all.push(word.clone());
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
struct Row {
    period: u32,
    subject: u32,
    parent: u32,
    stage: u8,
    part: u16,
    row: u32,
}

impl Row {
    /// Subject unit, parent and stage as one number; the period is that of the subject unit.
    fn place(&self) -> u128 {
        u128::from(self.period) << 96
            | u128::from(self.subject) << 64
            | u128::from(self.parent) << 32
            | u128::from(self.stage)
    }
}

struct Arranger<'a> {
    frames: Frames,
    schema: &'a Schema,
    part_periods: Vec<Vec<u32>>,
    /// Units by level, period and code, for levels that rows of other tables name.
    lookup: HashMap<LevelId, HashMap<(u32, String), u32>>,
    diagnostics: Diagnostics,
}

impl Arranger<'_> {
    fn parts_of(&self, level: LevelId) -> Vec<usize> {
        (0..self.frames.tables.parts.len()).filter(|part| self.frames.tables.parts[*part].level == level).collect()
    }

    fn period_of(&self, part: usize, row: usize) -> u32 {
        let own = self.frames.tables.parts[part].period.get(row).map_or(0, |period| *period as usize);
        self.part_periods[part].get(own).copied().unwrap_or(0)
    }

    /// Reports tables whose rows belong to a stage and do not say which.
    fn check_stages(&mut self, level: LevelId) {
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
    fn level(&mut self, level: LevelId) {
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

    fn rows(&self, level: LevelId) -> Vec<Row> {
        let mut rows = Vec::new();
        for part in self.parts_of(level) {
            let above = self.named_above(part);
            let first_parent =
                self.schema[level].parents.iter().find(|parent| above.iter().any(|(known, _)| known == *parent));
            for row in 0..self.frames.tables.parts[part].lines.len() {
                let unit = |wanted: LevelId| {
                    above.iter().find(|(known, _)| *known == wanted).map_or(NONE, |(_, units)| units[row])
                };
                let parent = first_parent.map_or(NONE, |parent| unit(*parent));
                let stage = self.frames.tables.parts[part].stage.as_ref().map_or(0, |stages| stages[row].0);
                let stage = if self.schema[level].in_stage { stage } else { 0 };
                let subject = unit(self.frames.subject);
                rows.push(Row {
                    period: self.period_of(part, row),
                    subject,
                    parent,
                    stage,
                    part: part as u16,
                    row: row as u32,
                });
            }
        }
        rows
    }

    /// For every level above that the rows of a part name, directly or through a parent, the unit of each row.
    fn named_above(&self, part: usize) -> Vec<(LevelId, Vec<u32>)> {
        let read = &self.frames.tables.parts[part];
        let mut above: Vec<(LevelId, Vec<u32>)> = Vec::new();
        for ancestor in &read.ancestors {
            above.push((ancestor.level, self.named(part, read, ancestor)));
        }
        let direct = above.clone();
        for (parent, units) in direct {
            for (at, further) in self.frames.units[parent.0 as usize].up.iter().enumerate() {
                let level = LevelId(at as u8);
                if further.is_empty() || above.iter().any(|(known, _)| *known == level) {
                    continue;
                }
                let through = units.iter().map(|unit| further.get(*unit as usize).copied().unwrap_or(NONE));
                above.push((level, through.collect()));
            }
        }
        above
    }

    fn named(&self, part: usize, read: &Part, ancestor: &Ancestor) -> Vec<u32> {
        let Some(known) = self.lookup.get(&ancestor.level) else { return vec![NONE; read.lines.len()] };
        let mut seen: HashMap<(u32, u32), u32> = HashMap::new();
        let find = |(row, unit): (usize, &u32)| {
            if *unit == Ancestor::NONE {
                return NONE;
            }
            let period = self.period_of(part, row);
            *seen.entry((period, *unit)).or_insert_with(|| {
                let key = (period, ancestor.codes.get(*unit as usize).to_owned());
                known.get(&key).copied().unwrap_or(NONE)
            })
        };
        let mut find = find;
        ancestor.unit.iter().enumerate().map(&mut find).collect()
    }

    fn code(&self, row: &Row) -> &str {
        self.frames.tables.parts[row.part as usize].codes.get(row.row as usize)
    }

    fn name(&self, row: &Row) -> &str {
        self.frames.tables.parts[row.part as usize].names.get(row.row as usize)
    }

    /// Rows by place, then by code; the place is one number, so that a nation is ordered quickly.
    fn order(&self, level: LevelId, rows: &mut [Row]) {
        if level == self.frames.subject || !self.is_below_subject(level) {
            rows.sort_by(|a, b| (a.period, self.code(a)).cmp(&(b.period, self.code(b))));
            return;
        }
        rows.sort_by_key(Row::place);
        for group in rows.chunk_by_mut(|a, b| a.place() == b.place()) {
            group.sort_by(|a, b| self.code(a).cmp(self.code(b)));
        }
    }

    fn is_below_subject(&self, level: LevelId) -> bool {
        self.schema.is_below(level, self.frames.subject)
    }

    /// One unit for each run of rows with the same place and code.
    fn collect(&mut self, level: LevelId, rows: &[Row]) -> Units {
        let levels = self.schema.levels.len();
        let mut units = Units { up: vec![Vec::new(); levels], first: vec![0], ..Units::default() };
        let above: HashMap<u16, Vec<(LevelId, Vec<u32>)>> =
            self.parts_of(level).into_iter().map(|part| (part as u16, self.named_above(part))).collect();
        let nameless = self.schema[level].code_headers.is_empty() && self.schema[level].name_headers.is_empty();
        let same = |a: &Row, b: &Row| !nameless && a.place() == b.place() && self.code(a) == self.code(b);
        let mut twice = Vec::new();
        for run in rows.chunk_by(same) {
            self.add_unit(level, &mut units, run, &above[&run[0].part]);
            twice.extend(self.repeated(run));
        }
        for diagnostic in twice {
            self.diagnostics.push(diagnostic);
        }
        let count = units.period.len();
        units.up.iter_mut().filter(|above| !above.is_empty()).for_each(|above| above.resize(count, NONE));
        units
    }

    fn add_unit(&self, level: LevelId, units: &mut Units, run: &[Row], above: &[(LevelId, Vec<u32>)]) {
        let first = &run[0];
        let name = run.iter().map(|row| self.name(row)).find(|name| !name.is_empty()).unwrap_or("");
        units.codes.push(self.code(first));
        units.names.push(if name.is_empty() { self.code(first) } else { name });
        units.period.push(first.period);
        for at in 0..units.up.len() {
            let Some((_, rows)) = above.iter().find(|(known, _)| known.0 as usize == at) else { continue };
            units.up[at].resize(units.period.len() - 1, NONE);
            units.up[at].push(rows[first.row as usize]);
        }
        if self.schema[level].in_stage {
            units.stage.push(StageId(first.stage));
        }
        units.rows.extend(run.iter().map(|row| (row.part, row.row)));
        units.first.push(units.rows.len() as u32);
    }

    /// Two rows of one part about the same unit and stage.
    fn repeated(&self, run: &[Row]) -> Vec<Diagnostic> {
        let stage = |row: &Row| {
            self.frames.tables.parts[row.part as usize].stage.as_ref().map(|stages| stages[row.row as usize])
        };
        let clash = |a: &Row, b: &Row| a.part == b.part && stage(a) == stage(b);
        let mut found = Vec::new();
        for (at, row) in run.iter().enumerate() {
            if let Some(earlier) = run[..at].iter().find(|earlier| clash(earlier, row)) {
                let here = self.frames.line(row.part as usize, row.row as usize);
                let there = self.frames.line(earlier.part as usize, earlier.row as usize);
                found.push(Diagnostic::new(&UNIT_TWICE).with("unit", self.shown(row)).at_cell(here).at_cell(there));
            }
        }
        found
    }

    fn shown(&self, row: &Row) -> String {
        format!("{}（{}）", self.name(row), self.code(row))
    }

    /// Units that only rows of other tables name: counties of a school table.
    fn add_implied(&self, level: LevelId, units: &mut Units) {
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

    fn named_units(&self, part: usize, ancestor: &Ancestor) -> Vec<(u32, String, String)> {
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

    /// A code may stand once in a period, wherever the unit hangs.
    fn check_codes(&mut self, level: LevelId, units: &Units) {
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
    fn register(&mut self, level: LevelId) {
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
    fn starts(&mut self, level: LevelId) {
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
            let mut diagnostic =
                Diagnostic::new(&NO_PARENT).with("unit", shown).with("level", &self.schema[subject].title);
            for place in self.frames.lines_of(level, unit) {
                diagnostic = diagnostic.at_cell(place);
            }
            self.diagnostics.push(diagnostic);
        }
        self.frames.units[level.0 as usize].starts = starts;
    }

    /// The stages each unit of a level has; levels below are done.
    fn stages(&mut self, level: LevelId) {
        let stages = self.schema.stages.len();
        let mut open = vec![false; self.frames.units_of(level).period.len() * stages];
        match self.schema[level].opened_by {
            Some(_) => self.open_by_field(level, &mut open),
            None => self.open_by_rows(level, &mut open),
        }
        self.frames.staged[level.0 as usize] = self.staged(level, &open);
    }

    fn open_by_field(&mut self, level: LevelId, open: &mut [bool]) {
        let stages = self.schema.stages.len();
        let Some(field) = self.schema[level].opened_by else { return };
        let places = self.frames.places(field, true);
        let others = self.other_values(level, field, open.len());
        let mut found = Vec::new();
        for (at, open) in open.iter_mut().enumerate() {
            let (unit, stage) = (at / stages, StageId((at % stages) as u8));
            let (pupils, presence) = self.frames.read_one(&places, level, unit, Some(stage));
            *open = presence.is_present() && pupils > 0.0;
            if !*open && others[at] {
                found.extend(self.doubt(level, unit, stage, presence));
            }
        }
        for diagnostic in found {
            self.diagnostics.push(diagnostic);
        }
    }

    /// For each unit and stage, whether any staged field but `opened_by` has a value other than zero.
    fn other_values(&self, level: LevelId, opened_by: FieldId, length: usize) -> Vec<bool> {
        let stages = self.schema.stages.len();
        let mut others = vec![false; length];
        for part in self.parts_of(level) {
            let read = &self.frames.tables.parts[part];
            let units = self.units_of_rows(level, part);
            let staged =
                read.columns.iter().filter(|column| self.schema[column.field].staged && column.field != opened_by);
            for column in staged {
                let stage = |row: usize| {
                    column.stage.or(read.stage.as_ref().map(|long| long[row])).map_or(0, |stage| stage.0 as usize)
                };
                for (row, unit) in units.iter().enumerate() {
                    let (value, presence) = column.cell(row, &[]);
                    others[*unit as usize * stages + stage(row)] |= presence.is_present() && value != 0.0;
                }
            }
        }
        others
    }

    /// The unit each row of a part is about.
    fn units_of_rows(&self, level: LevelId, part: usize) -> Vec<u32> {
        let units = self.frames.units_of(level);
        let mut of_row = vec![0; self.frames.tables.parts[part].lines.len()];
        for unit in 0..units.period.len() {
            let rows = &units.rows[units.first[unit] as usize..units.first[unit + 1] as usize];
            rows.iter()
                .filter(|(known, _)| *known as usize == part)
                .for_each(|(_, row)| of_row[*row as usize] = unit as u32);
        }
        of_row
    }

    /// Other values of a stage that has no pupils.
    fn doubt(&self, level: LevelId, unit: usize, stage: StageId, pupils: Presence) -> Option<Diagnostic> {
        let opened_by = self.schema[level].opened_by?;
        let other =
            self.schema.fields.iter().enumerate().filter(|(_, field)| field.level == level && field.staged).find_map(
                |(at, _)| {
                    let field = FieldId(at as u16);
                    let cell = self.frames.cell(level, field, unit, Some(stage)).filter(|_| field != opened_by)?;
                    (self.frames.presence(cell).is_present() && self.frames.number(cell) != 0.0).then_some(cell)
                },
            )?;
        let message = if pupils.is_present() { &PUPILS_ZERO } else { &PUPILS_MISSING };
        let units = self.frames.units_of(level);
        let shown = format!("{}（{}）", units.names.get(unit), units.codes.get(unit));
        let diagnostic = Diagnostic::new(message).with("unit", shown).with("stage", &self.schema[stage].title);
        Some(diagnostic.with("field", &self.schema[opened_by].label).at_cell(self.frames.place(other)))
    }

    /// A stage is there where a row below has it, or a value of the unit itself.
    fn open_by_rows(&self, level: LevelId, open: &mut [bool]) {
        let stages = self.schema.stages.len();
        for below in 0..self.schema.levels.len() {
            let staged = &self.frames.staged[below];
            let up = &self.frames.units[below].up;
            let Some(above) = up.get(level.0 as usize).filter(|above| !above.is_empty()) else { continue };
            for (unit, stage) in staged.unit.iter().zip(&staged.stage) {
                let unit = above[*unit as usize];
                if unit != NONE {
                    open[unit as usize * stages + stage.0 as usize] = true;
                }
            }
        }
        for (at, open) in open.iter_mut().enumerate().filter(|(_, open)| !**open) {
            *open = self.has_value(level, at / stages, StageId((at % stages) as u8));
        }
    }

    fn has_value(&self, level: LevelId, unit: usize, stage: StageId) -> bool {
        self.schema.fields.iter().enumerate().filter(|(_, field)| field.level == level && field.staged).any(
            |(at, _)| {
                let cell = self.frames.cell(level, FieldId(at as u16), unit, Some(stage));
                cell.is_some_and(|cell| self.frames.presence(cell) != Presence::Blank)
            },
        )
    }

    /// Rows in order of subject unit, stage and unit.
    fn staged(&self, level: LevelId, open: &[bool]) -> StagedUnits {
        let stages = self.schema.stages.len();
        let units = self.frames.units_of(level);
        let groups = if units.starts.is_empty() { vec![0, units.period.len() as u32] } else { units.starts.clone() };
        let mut staged = StagedUnits { index: vec![NONE; open.len()], ..StagedUnits::default() };
        for group in groups.windows(2) {
            staged.starts.push(staged.unit.len() as u32);
            for stage in 0..stages {
                for unit in group[0] as usize..group[1] as usize {
                    if open[unit * stages + stage] {
                        staged.index[unit * stages + stage] = staged.unit.len() as u32;
                        staged.unit.push(unit as u32);
                        staged.stage.push(StageId(stage as u8));
                    }
                }
            }
        }
        staged.starts.push(staged.unit.len() as u32);
        if units.starts.is_empty() {
            staged.starts.clear();
        }
        staged
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
