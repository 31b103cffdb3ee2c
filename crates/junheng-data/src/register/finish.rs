//! What was gathered of a register to rows of units, as if a table had stated them.

use std::collections::HashMap;

use junheng::diagnostic::{Diagnostic, Diagnostics};
use junheng::table::{
    Ancestor, Column, Kind, LevelId, Origin, Part, Presence, RowSpan, Schema, StageId, Tables, Texts, Values,
};

use super::gather::{Group, Store};
use super::reconcile::{Reconciled, reconcile};
use super::spans::{add_spans, counted};
use super::tally::{Tally, Told, told};
use super::units::UnitRows;
use super::{Figure, Register};
use crate::catalogue::*;
use crate::code::Coder;
use crate::plan::TableName;

/// A register over all the files and sheets that hold it.
#[derive(Debug)]
pub struct Held {
    /// The register.
    pub register: Register,
    /// The tables.
    pub tables: Vec<HeldTable>,
    /// What was gathered.
    pub store: Store,
}

/// A file or sheet that holds a register.
#[derive(Debug)]
pub struct HeldTable {
    /// The index of the file.
    pub file: usize,
    /// What it is called.
    pub name: TableName,
    /// The column of each value formulas use, from 1; `None` where the pack needs nothing of it.
    pub slots: Vec<Option<u32>>,
}

/// The figures of units of one level, by stage where they have it.
#[derive(Debug)]
pub struct Figures<'r> {
    /// The level.
    pub level: LevelId,
    /// The fields.
    pub figures: Vec<&'r Figure>,
    /// The rows.
    pub rows: Vec<FigureRow>,
}

/// What the rows of a register come to for one unit.
#[derive(Debug, Clone)]
pub struct FigureRow {
    /// The period as written.
    pub period: String,
    /// The code of the unit.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The stage.
    pub stage: Option<StageId>,
    /// The units above: level, code, name.
    pub above: Vec<(LevelId, String, String)>,
    /// The table and line of its first row.
    pub first: (usize, u32),
    /// Where its rows stand, one span for each table that has any.
    pub spans: Vec<RowSpan>,
    /// The aggregates.
    pub tallies: Vec<Tally>,
    /// The values, one for each figure.
    pub values: Vec<(f64, Presence)>,
}

/// Turns what was gathered of a register into parts, compares them with the tables, and reports both.
pub fn finish(held: &Held, schema: &Schema, tables: &mut Tables, diagnostics: &mut Diagnostics) {
    let finisher = Finisher { held, schema };
    finisher.report_units(tables, diagnostics);
    finisher.report_lost(tables, diagnostics);
    let mut compared = Reconciled::default();
    let mut parts = Vec::new();
    for (level, staged) in finisher.grains() {
        let mut figures = finisher.figures(level, staged, tables, diagnostics);
        compared.add(reconcile(held, &mut figures, schema, tables, diagnostics));
        parts.extend(finisher.parts(figures));
    }
    finisher.report_read(&compared, diagnostics);
    tables.parts.extend(parts);
}

struct Finisher<'f> {
    held: &'f Held,
    schema: &'f Schema,
}

impl Finisher<'_> {
    /// The levels of the figures, each whole and by stage.
    fn grains(&self) -> Vec<(LevelId, bool)> {
        let mut grains: Vec<_> =
            self.wanted().map(|figure| (self.schema[figure.field].level, self.by_row(figure))).collect();
        grains.sort_unstable();
        grains.dedup();
        grains
    }

    fn wanted(&self) -> impl Iterator<Item = &Figure> {
        self.held.register.wanted(self.schema)
    }

    /// Whether the rows of a figure have its stage.
    fn by_row(&self, figure: &Figure) -> bool {
        self.schema[figure.field].staged && figure.stage.is_none()
    }

    fn figures(&self, level: LevelId, staged: bool, tables: &Tables, diagnostics: &mut Diagnostics) -> Figures<'_> {
        let own = |figure: &&Figure| (self.schema[figure.field].level, self.by_row(figure)) == (level, staged);
        let figures: Vec<_> = self.wanted().filter(own).collect();
        let mut rows = self.rows(level, staged, tables);
        for row in &mut rows {
            row.values = figures.iter().map(|figure| self.value(figure, row)).collect();
        }
        for (at, figure) in figures.iter().enumerate() {
            self.report_figure(figure, at, &rows, diagnostics);
        }
        Figures { level, figures, rows }
    }

    /// A row for each unit, and stage where the figures have one, in the order their first rows stand.
    ///
    /// Units that no table knows, and units that hang on nothing, are reported and left out.
    fn rows(&self, level: LevelId, staged: bool, tables: &Tables) -> Vec<FigureRow> {
        let own = UnitRows::new(tables, self.held.register.level);
        let mut at_unit: HashMap<(String, String, Option<StageId>), usize> = HashMap::new();
        let mut rows: Vec<FigureRow> = Vec::new();
        for group in &self.held.store.groups {
            let Some(row) = self.row(group, level, staged, &own) else { continue };
            let key = (row.period.clone(), row.code.clone(), row.stage);
            match at_unit.get(&key) {
                Some(at) => self.join(&mut rows[*at], &row),
                None => {
                    at_unit.insert(key, rows.len());
                    rows.push(row);
                }
            }
        }
        rows
    }

    /// Units of which nothing says what they belong to.
    fn report_lost(&self, tables: &Tables, diagnostics: &mut Diagnostics) {
        let own = UnitRows::new(tables, self.held.register.level);
        let level = self.held.register.level;
        let is_lost = |group: &&Group| own.is_empty() && self.row(group, level, false, &own).is_none();
        let lost: Vec<&Group> = self.held.store.groups.iter().filter(is_lost).collect();
        let Some(first) = lost.first() else { return };
        let above = self.schema[level].parents.iter().map(|parent| self.schema[*parent].title.as_str());
        let place = self.held.tables[first.table].name.at(first.line, 0);
        let diagnostic = Diagnostic::new(&REGISTER_NO_ABOVE).with("register", &self.held.register.id);
        let diagnostic = diagnostic.with("level", above.collect::<Vec<_>>().join("/"));
        diagnostics.push(diagnostic.with("units", self.listed(&lost)).at_cell(place));
    }

    fn join(&self, row: &mut FigureRow, other: &FigureRow) {
        for ((tally, other), aggregate) in
            row.tallies.iter_mut().zip(&other.tallies).zip(&self.held.register.aggregates)
        {
            tally.join(aggregate.fold, other);
        }
        add_spans(&mut row.spans, &other.spans);
    }

    /// What a group adds to the unit of a level it belongs to; `None` where nothing says which that is.
    fn row(&self, group: &Group, level: LevelId, staged: bool, own: &UnitRows<'_>) -> Option<FigureRow> {
        let store = &self.held.store;
        let (named, period) = (&store.units[group.unit as usize], &store.periods[group.period as usize]);
        let known = own.of(period, &named.code).next();
        if known.is_none() && !own.is_empty() {
            return None;
        }
        let mut above = named.above.clone();
        if let Some(known) = known {
            let told = own.levels_above().into_iter().filter_map(|level| Some((level, own.above(known, level)?)));
            above = told.map(|(level, (code, name))| (level, code.to_owned(), name.to_owned())).collect();
        }
        let mut row = FigureRow {
            period: period.clone(),
            code: named.code.clone(),
            name: known.map_or(named.name.as_str(), |at| own.name(at)).to_owned(),
            stage: group.stage.filter(|_| staged),
            above,
            first: (group.table, group.line),
            spans: group.spans.clone(),
            tallies: group.tallies.clone(),
            values: Vec::new(),
        };
        if row.above.is_empty() && !self.schema[self.held.register.level].parents.is_empty() {
            return None;
        }
        if level != self.held.register.level {
            let at = row.above.iter().position(|(known, ..)| *known == level)?;
            let (_, code, name) = row.above.remove(at);
            (row.code, row.name) = (code, name);
            let higher = crate::header::ancestors(self.schema, level);
            row.above.retain(|(known, ..)| higher.contains(known));
        }
        Some(row)
    }

    fn value(&self, figure: &Figure, row: &FigureRow) -> (f64, Presence) {
        let field = &self.schema[figure.field];
        match told(&figure.value, &self.held.register.aggregates, &row.tallies) {
            Told::Unknown(_) => (0.0, Presence::Invalid),
            Told::Nothing => (0.0, Presence::Blank),
            Told::Value(base) => {
                let value = field.unit.from_base(base);
                let whole = field.kind != Kind::Count || value.fract().abs() == 0.0;
                let allowed = field.may_be_negative || value >= 0.0;
                let fits = value.is_finite() && whole && allowed;
                (value, if fits { Presence::Present } else { Presence::Invalid })
            }
        }
    }

    /// Units whose figure is not known, and units for which it cannot be what it comes to.
    fn report_figure(&self, figure: &Figure, at: usize, rows: &[FigureRow], diagnostics: &mut Diagnostics) {
        let aggregates = &self.held.register.aggregates;
        let (mut unknown, mut wrong) = (Vec::new(), Vec::new());
        for row in rows.iter().filter(|row| row.values[at].1 == Presence::Invalid) {
            match told(&figure.value, aggregates, &row.tallies) {
                Told::Unknown(line) => unknown.push((row, line)),
                _ => wrong.push((row, row.first.1)),
            }
        }
        for (message, found) in [(&REGISTER_UNKNOWN, unknown), (&REGISTER_VALUE, wrong)] {
            let Some((first, line)) = found.first() else { continue };
            let shown = |(row, _): &(&FigureRow, u32)| self.shown(row, at);
            let units: Vec<String> = found.iter().take(LISTED).map(shown).collect();
            let diagnostic = Diagnostic::new(message).with("register", &self.held.register.id);
            let diagnostic = diagnostic.with("field", &self.schema[figure.field].label).with("count", found.len());
            let place = self.held.tables[first.first.0].name.at(*line, 0);
            diagnostics.push(diagnostic.with("units", more(units, found.len())).at_cell(place));
        }
    }

    fn shown(&self, row: &FigureRow, at: usize) -> String {
        let stage = row.stage.map_or("", |stage| self.schema[stage].title.as_str());
        let unit = format!("{}{stage}（{}）", row.name, row.code);
        if row.values[at].0 == 0.0 { unit } else { format!("{unit} {}", row.values[at].0) }
    }

    /// Units that only the register knows, and units it says nothing about.
    fn report_units(&self, tables: &Tables, diagnostics: &mut Diagnostics) {
        let own = UnitRows::new(tables, self.held.register.level);
        if own.is_empty() {
            return;
        }
        let store = &self.held.store;
        let code = |group: &Group| store.units[group.unit as usize].code.as_str();
        let period = |group: &Group| store.periods[group.period as usize].as_str();
        let unknown = |group: &&Group| own.of(period(group), code(group)).next().is_none();
        let strangers: Vec<&Group> = store.groups.iter().filter(unknown).collect();
        let level = &self.schema[self.held.register.level].title;
        if let Some(first) = strangers.first() {
            let place = self.held.tables[first.table].name.at(first.line, 0);
            let diagnostic = Diagnostic::new(&REGISTER_UNIT_UNKNOWN).with("register", &self.held.register.id);
            diagnostics.push(diagnostic.with("level", level).with("units", self.listed(&strangers)).at_cell(place));
        }
        // A primary school has no row in a form about junior pupils.
        if self.held.register.figures.iter().all(|figure| figure.stage.is_some()) {
            return;
        }
        let told: std::collections::HashSet<&str> = store.groups.iter().map(code).collect();
        let silent: Vec<_> = own.all().filter(|(code, _)| !told.contains(code)).collect();
        if !silent.is_empty() {
            let units = silent.iter().take(LISTED).map(|(code, at)| format!("{}（{code}）", own.name(*at))).collect();
            let diagnostic = Diagnostic::new(&REGISTER_UNIT_ABSENT).with("register", &self.held.register.id);
            let diagnostic = diagnostic.with("level", level).with("count", silent.len());
            diagnostics.push(diagnostic.with("units", more(units, silent.len())));
        }
    }

    /// The units of some groups, each once.
    fn listed(&self, groups: &[&Group]) -> String {
        let mut units: Vec<u32> = groups.iter().map(|group| group.unit).collect();
        units.dedup();
        let shown = |unit: &u32| {
            let named = &self.held.store.units[*unit as usize];
            if named.name.is_empty() { named.code.clone() } else { format!("{}（{}）", named.name, named.code) }
        };
        more(units.iter().take(LISTED).map(shown).collect(), units.len())
    }

    fn report_read(&self, compared: &Reconciled, diagnostics: &mut Diagnostics) {
        let store = &self.held.store;
        let Some(table) = self.held.tables.first() else { return };
        let diagnostic = table.name.says(&REGISTER_READ).with("register", &self.held.register.id);
        let diagnostic = diagnostic.with("rows", store.rows).with("units", store.units.len());
        let diagnostic = diagnostic.with("level", &self.schema[self.held.register.level].title);
        diagnostics.push(diagnostic.with("compared", compared.cells).with("differing", compared.differing));
    }

    /// The rows as parts, one for each file or sheet in which units first stand.
    fn parts(&self, figures: Figures<'_>) -> Vec<Part> {
        let part = |at: usize| {
            let rows: Vec<&FigureRow> = figures.rows.iter().filter(|row| row.first.0 == at).collect();
            (!rows.is_empty()).then(|| part_of(self.held, &figures, &rows, at))
        };
        (0..self.held.tables.len()).filter_map(part).collect()
    }
}

/// So many units are listed.
pub const LISTED: usize = 20;

/// A list of the first of so many.
pub fn more(listed: Vec<String>, count: usize) -> String {
    let rest = if count > listed.len() { "，…" } else { "" };
    listed.join("，") + rest
}

fn part_of(held: &Held, figures: &Figures<'_>, rows: &[&FigureRow], table: usize) -> Part {
    let mut period = Coder::default();
    let (mut codes, mut names) = (Texts::default(), Texts::default());
    for row in rows {
        period.push(&row.period);
        codes.push(&row.code);
        names.push(&row.name);
    }
    let (period, periods) = period.into_parts();
    let column = |(at, figure): (usize, &&Figure)| Column {
        field: figure.field,
        stage: figure.stage,
        position: 0,
        header: figure.text.clone(),
        values: Values::Numbers(rows.iter().map(|row| row.values[at].0).collect()),
        presence: rows.iter().map(|row| row.values[at].1).collect(),
    };
    Part {
        file: held.tables[table].file,
        sheet: held.tables[table].name.sheet.clone(),
        level: figures.level,
        lines: rows.iter().map(|row| row.first.1).collect(),
        codes,
        names,
        period,
        periods,
        stage: rows.iter().map(|row| row.stage).collect(),
        ancestors: ancestors_of(rows),
        columns: figures.figures.iter().enumerate().map(column).collect(),
        origin: Origin::Counted(counted(held, figures, rows)),
    }
}

fn ancestors_of(rows: &[&FigureRow]) -> Vec<Ancestor> {
    let mut levels: Vec<LevelId> = rows.iter().flat_map(|row| row.above.iter().map(|(level, ..)| *level)).collect();
    levels.sort_unstable();
    levels.dedup();
    let ancestor = |level: LevelId| {
        let (mut units, mut names) = (Coder::default(), Texts::default());
        for row in rows {
            let Some((_, code, name)) = row.above.iter().find(|(known, ..)| *known == level) else {
                units.push_none();
                continue;
            };
            if units.push(code) as usize == names.len() {
                names.push(name);
            }
        }
        let (unit, words) = units.into_parts();
        let mut codes = Texts::default();
        words.iter().for_each(|word| codes.push(word));
        Ancestor { level, unit, codes, names }
    };
    levels.into_iter().map(ancestor).collect()
}
