//! What is read from which column of one table, decided once from its header.

use junheng::diagnostic::{CellPlace, Diagnostic, Diagnostics, Message, nearest};
use junheng::quantity::Unit;
use junheng::table::{Field, FieldId, Kind, LevelId, Schema, StageId};

use crate::catalogue::*;
use crate::cell::{NEGATIVE, NumberReader, conversion, is_percentage};
use crate::decimal::Conversion;
use crate::header::{Heading, Meaning, Vocabulary, ancestors};
use crate::mapping::{Blank, Constant, Mapping};
use crate::merge::Merge;
use crate::name::normal;
use crate::problem::shown;

/// So many unknown columns are listed.
const LISTED: usize = 60;

/// Which table is meant, as people know it.
#[derive(Debug, Clone)]
pub struct TableName {
    /// The file.
    pub file: String,
    /// The sheet, for a workbook.
    pub sheet: Option<String>,
}

impl TableName {
    /// A place in the table: the line and the column, from 1; 0 is the whole column or row.
    pub fn at(&self, row: u32, column: u32) -> CellPlace {
        CellPlace { file: self.file.clone(), sheet: self.sheet.clone(), row, column }
    }

    /// A diagnostic about the table as a whole.
    pub fn says(&self, message: &'static Message) -> Diagnostic {
        Diagnostic::new(message).at_cell(self.at(0, 0))
    }
}

/// The row with the headers.
#[derive(Debug, Clone)]
pub struct HeaderRow {
    /// Its line, from 1.
    pub line: u32,
    /// The headers.
    pub cells: Vec<String>,
}

/// Where a text comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nowhere.
    Nowhere,
    /// This column, from 0.
    Column(usize),
    /// The same for every row.
    Constant(String),
}

/// Where code and name of a unit come from.
#[derive(Debug, Clone)]
pub struct Key {
    /// The level of the unit.
    pub level: LevelId,
    /// Its code.
    pub code: Origin,
    /// Its name.
    pub name: Origin,
    /// Whether a row that names none is such a unit itself.
    pub is_own: bool,
}

/// How the cells of a column are read.
#[derive(Debug, Clone)]
pub enum Reader<'s> {
    /// As numbers.
    Number(NumberReader<'s>),
    /// As words, of these where there are any; and what an empty cell means.
    Word(&'s [String], Blank),
    /// As days; and what an empty cell means.
    Day(Blank),
}

/// A column that is kept.
#[derive(Debug, Clone)]
pub struct ColumnPlan<'s> {
    /// The field.
    pub field: FieldId,
    /// The stage the header names.
    pub stage: Option<StageId>,
    /// Its place, from 0.
    pub position: usize,
    /// Its header.
    pub header: String,
    /// How it is read.
    pub reader: Reader<'s>,
}

/// What is read from which column.
#[derive(Debug, Clone)]
pub struct Plan<'s> {
    /// The pack's levels, stages and fields.
    pub schema: &'s Schema,
    /// What the rows are about.
    pub level: LevelId,
    /// How many cells the header has.
    pub width: usize,
    /// The key of each row.
    pub key: Key,
    /// Whether a row must have a code or a name.
    pub keyed: bool,
    /// The keys of the units above.
    pub ancestors: Vec<Key>,
    /// The period.
    pub period: Origin,
    /// The column with the stage of each row.
    pub stage: Option<usize>,
    /// Its spellings.
    pub stages: Vec<(String, StageId)>,
    /// The columns that are kept.
    pub columns: Vec<ColumnPlan<'s>>,
    /// The columns that say which rows are merged into which.
    pub merge: Option<MergePlan<'s>>,
}

/// Where a row says whether it counts, and into which unit it is merged.
#[derive(Debug, Clone, Copy)]
pub struct MergePlan<'s> {
    /// The rule.
    pub rule: &'s Merge,
    /// The column that says whether it counts.
    pub flag: usize,
    /// The column with the code of the main unit.
    pub into: usize,
}

impl Plan<'_> {
    /// The columns that name units, periods and stages, where a merged cell holds for every row it covers.
    pub fn key_columns(&self) -> Vec<usize> {
        let keys = [&self.key].into_iter().chain(&self.ancestors).flat_map(|key| [&key.code, &key.name]);
        let columns = keys.chain([&self.period]).filter_map(Origin::column);
        columns.chain(self.stage).collect()
    }
}

impl Origin {
    /// The column, where it is one.
    pub fn column(&self) -> Option<usize> {
        match self {
            Origin::Column(position) => Some(*position),
            Origin::Nowhere | Origin::Constant(_) => None,
        }
    }
}

/// Plans a table about units of `level` from its header.
pub fn plan<'s>(
    vocabulary: &Vocabulary<'s>,
    header: &HeaderRow,
    level: LevelId,
    table: &TableName,
    diagnostics: &mut Diagnostics,
) -> Plan<'s> {
    let headings: Vec<_> = header.cells.iter().map(|cell| vocabulary.meaning(cell, level)).collect();
    let mut planner = Planner { vocabulary, header, headings, table, diagnostics };
    planner.report_unknown();
    planner.plan(level)
}

struct Planner<'p, 's> {
    vocabulary: &'p Vocabulary<'s>,
    header: &'p HeaderRow,
    headings: Vec<Option<Heading>>,
    table: &'p TableName,
    diagnostics: &'p mut Diagnostics,
}

impl<'s> Planner<'_, 's> {
    fn plan(&mut self, level: LevelId) -> Plan<'s> {
        let schema = self.vocabulary.schema();
        let own = &schema[level];
        let stage = self.only(Meaning::Stage);
        let above = ancestors(schema, level).into_iter();
        let keys: Vec<Key> =
            above.map(|above| Key { is_own: schema[above].also == Some(level), ..self.key(above) }).collect();
        Plan {
            schema,
            level,
            width: self.header.cells.len(),
            key: self.key(level),
            keyed: !(own.code_headers.is_empty() && own.name_headers.is_empty()),
            ancestors: keys.into_iter().filter(|key| key.code != Origin::Nowhere).collect(),
            period: self.period(),
            stage,
            stages: self.vocabulary.stages().to_vec(),
            columns: self.columns(level, stage.is_some()),
            merge: self.merge(level),
        }
    }

    fn merge(&mut self, level: LevelId) -> Option<MergePlan<'s>> {
        let rule = self.mapping().merge.as_ref().filter(|rule| rule.level == level)?;
        let at = |header: &str| self.header.cells.iter().position(|cell| normal(cell) == header);
        let (flag, into) = (at(&rule.flag)?, at(&rule.into));
        if into.is_none() {
            let place = self.table.at(self.header.line, flag as u32 + 1);
            let diagnostic = Diagnostic::new(&MERGE_COLUMN).with("flag", &rule.flag).with("into", &rule.into);
            self.diagnostics.push(diagnostic.at_cell(place).at(rule.span));
        }
        Some(MergePlan { rule, flag, into: into? })
    }

    fn period(&mut self) -> Origin {
        let constant = self.mapping().constant(Constant::Period).map(|text| Origin::Constant(text.to_owned()));
        self.only(Meaning::Period).map(Origin::Column).or(constant).unwrap_or(Origin::Nowhere)
    }

    /// A key whose code comes from the name where there is no code.
    fn key(&mut self, level: LevelId) -> Key {
        let mapping = self.mapping();
        let constant = |key| mapping.constant(key).map(|text| Origin::Constant(text.to_owned()));
        let (code, name) = (self.only(Meaning::Code(level)), self.only(Meaning::Name(level)));
        let name = name.map(Origin::Column).or_else(|| constant(Constant::Name(level)));
        let code = code.map(Origin::Column).or_else(|| constant(Constant::Code(level)));
        let code = code.or_else(|| name.clone()).unwrap_or(Origin::Nowhere);
        Key { level, code, name: name.unwrap_or(Origin::Nowhere), is_own: false }
    }

    /// The column with this meaning; a second one is an error.
    fn only(&mut self, meaning: Meaning) -> Option<usize> {
        let with_meaning =
            |heading: &Option<Heading>| heading.as_ref().is_some_and(|heading| heading.meaning == meaning);
        let mut found = self.headings.iter().enumerate().filter(|(_, heading)| with_meaning(heading)).map(|(at, _)| at);
        let (first, second) = (found.next()?, found.next());
        if let Some(second) = second {
            self.report_twice(first, second, meaning);
        }
        Some(first)
    }

    fn columns(&mut self, level: LevelId, long: bool) -> Vec<ColumnPlan<'s>> {
        let mut columns: Vec<ColumnPlan<'s>> = Vec::new();
        for (position, heading) in self.headings.clone().into_iter().enumerate() {
            let Some(Heading { meaning: Meaning::Field(id, stage), unit }) = heading else {
                continue;
            };
            let field = &self.vocabulary.schema()[id];
            if !field.needed {
                continue;
            }
            let Some(stage) = self.stage_of(field, stage, position, long) else {
                continue;
            };
            let same = columns.iter().find(|column| column.field == id && column.stage == stage);
            if let Some(first) = same.map(|column| column.position) {
                self.report_twice(first, position, Meaning::Field(id, stage));
                continue;
            }
            let reader = self.reader(id, level, position, unit);
            let header = self.header.cells[position].clone();
            columns.push(ColumnPlan { field: id, stage, position, header, reader });
        }
        columns
    }

    /// The stage a column is about: `None` inside where the row or the field itself tells; `None` where nothing does.
    fn stage_of(
        &mut self,
        field: &Field,
        named: Option<StageId>,
        position: usize,
        long: bool,
    ) -> Option<Option<StageId>> {
        if named.is_some() || !field.staged || long {
            return Some(named);
        }
        if self.vocabulary.schema().stages.len() == 1 {
            return Some(Some(StageId(0)));
        }
        let place = self.table.at(self.header.line, position as u32 + 1);
        let header = &self.header.cells[position];
        self.diagnostics.push(Diagnostic::new(&STAGE_UNSTATED).with("header", header).at_cell(place));
        None
    }

    fn reader(&mut self, id: FieldId, level: LevelId, position: usize, unit: Option<Unit>) -> Reader<'s> {
        let schema = self.vocabulary.schema();
        let field = &schema[id];
        let blank = self.blank(field, position);
        if matches!(field.kind, Kind::Word | Kind::Date) && blank == Blank::Zero {
            let place = self.table.at(self.header.line, position as u32 + 1);
            let diagnostic = Diagnostic::new(&BLANK_OF_WORD).with("header", &self.header.cells[position]);
            self.diagnostics.push(diagnostic.at_cell(place));
        }
        match field.kind {
            Kind::Word => return Reader::Word(&field.words, blank),
            Kind::Date => return Reader::Day(blank),
            Kind::Number | Kind::Count => {}
        }
        let header = normal(&self.header.cells[position]);
        let is_fraction = self.mapping().target(&header).is_some_and(|target| target.fraction);
        let conversion = match unit.filter(|_| !is_fraction).map(|unit| (conversion(&unit, &field.unit), unit)) {
            None if is_fraction => Conversion::by(&(&Unit::none().scale / &field.unit.scale)),
            None => Conversion::NONE,
            Some((Some(conversion), _)) => conversion,
            Some((None, unit)) => {
                self.report_unit(position, &unit.text, &field.unit.text);
                Conversion::NONE
            }
        };
        let opens = schema[level].opened_by == Some(id);
        let negative = if opens { Some(&NEGATIVE_PUPILS) } else { NEGATIVE };
        Reader::Number(NumberReader {
            units: &schema.units,
            unit: &field.unit,
            conversion,
            shares: self.mapping().doubted(&header).filter(|_| is_percentage(&field.unit)),
            whole: field.kind == Kind::Count,
            negative: if field.may_be_negative { None } else { negative },
            blank,
            not_applicable: &schema.not_applicable,
        })
    }

    fn blank(&self, field: &Field, position: usize) -> Blank {
        let header = normal(&self.header.cells[position]);
        let means = |key: &str| key == header || field.names().any(|name| normal(name) == key);
        let entry = self.mapping().blanks.iter().find(|entry| means(&entry.key));
        entry.map_or(Blank::Missing, |entry| entry.value)
    }

    fn mapping(&self) -> &'s Mapping {
        self.vocabulary.mapping()
    }

    fn report_unit(&mut self, position: usize, found: &str, expected: &str) {
        let place = self.table.at(self.header.line, position as u32 + 1);
        let diagnostic = Diagnostic::new(&COLUMN_UNIT).with("header", &self.header.cells[position]);
        self.diagnostics.push(diagnostic.with("found", found).with("expected", expected).at_cell(place));
    }

    fn report_twice(&mut self, first: usize, second: usize, meaning: Meaning) {
        let place = |position: usize| self.table.at(self.header.line, position as u32 + 1);
        let diagnostic = Diagnostic::new(&DUPLICATE_COLUMN)
            .with("first", &self.header.cells[first])
            .with("second", &self.header.cells[second])
            .with("what", what(self.vocabulary.schema(), meaning));
        self.diagnostics.push(diagnostic.at_cell(place(second)).at_cell(place(first)));
    }

    fn report_unknown(&mut self) {
        let cells = self.header.cells.iter().zip(&self.headings);
        let unknown = cells.filter(|(text, heading)| heading.is_none() && !text.trim().is_empty());
        let unknown: Vec<&str> = unknown.map(|(text, _)| text.as_str()).collect();
        if unknown.is_empty() {
            return;
        }
        let wanting = self.wanting();
        let mut listed: Vec<_> = unknown.iter().take(LISTED).map(|text| with_nearest(&shown(text), &wanting)).collect();
        if unknown.len() > LISTED {
            listed.push("…".to_owned());
        }
        let diagnostic = self.table.says(&COLUMNS_LEFT_OUT).with("count", unknown.len());
        self.diagnostics.push(diagnostic.with("columns", listed.join("，")));
    }

    /// The names of keys and fields that no column of the table has.
    fn wanting(&self) -> Vec<&'s str> {
        let met: Vec<String> = self.header.cells.iter().map(|cell| normal(cell)).collect();
        self.vocabulary.known().filter(|name| !met.contains(&normal(name))).collect()
    }
}

fn with_nearest(header: &str, known: &[&str]) -> String {
    match nearest(header, known.iter().copied()) {
        Some(near) => format!("{header}（{near}？）"),
        None => header.to_owned(),
    }
}

/// What a column holds, in words.
fn what(schema: &Schema, meaning: Meaning) -> String {
    match meaning {
        Meaning::Code(level) => format!("{}代码", schema[level].title),
        Meaning::Name(level) => format!("{}名称", schema[level].title),
        Meaning::Period => "period".to_owned(),
        Meaning::Stage => "stage".to_owned(),
        Meaning::Field(field, stage) => {
            let stage = stage.map_or("", |stage| schema[stage].title.as_str());
            format!("{stage}{}", schema[field].label)
        }
        Meaning::Ignored => "ignore".to_owned(),
    }
}
