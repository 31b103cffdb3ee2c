//! The tables about units: their names and columns, each as the reader understands it.

use junheng::table::{Field, FieldId, Kind, LevelId, Presence, Schema, StageId};

use super::levels::{Levels, is_asked};
use super::note::{field_note, key_note};
use super::{Column, Holds, Source, Table, Takes};
use crate::cell::conversion;
use crate::decimal::Conversion;
use crate::find::find;
use crate::header::{Meaning, Vocabulary};
use crate::mapping::Mapping;
use crate::plan::{HeaderRow, TableName};

/// What the reader calls the columns of periods and stages.
const PERIOD: &str = "统计年份";
const STAGE: &str = "学段";

/// The tables of a pack, the highest level first.
pub fn tables(source: Source<'_>) -> Vec<Table> {
    let schema = &source.program.schema;
    let (levels, mapping) = (Levels::new(source), Mapping::default());
    let writer = Writer { source, schema, vocabulary: Vocabulary::new(schema, &mapping), levels };
    let mut tables: Vec<Table> = Vec::new();
    for level in writer.levels.tables() {
        let table = writer.table(*level, &tables);
        tables.push(table);
    }
    tables
}

struct Writer<'s> {
    source: Source<'s>,
    schema: &'s Schema,
    vocabulary: Vocabulary<'s>,
    levels: Levels<'s>,
}

impl Writer<'_> {
    fn table(&self, level: LevelId, others: &[Table]) -> Table {
        let mut columns = vec![self.column(PERIOD.to_owned(), Holds::Period, Takes::Text)];
        for above in self.levels.above(level) {
            columns.extend(self.keys(above, others));
        }
        columns.extend(self.keys(level, &[]));
        if self.schema[level].in_stage {
            let stages = self.schema.stages.iter().map(|stage| stage.title.clone()).collect();
            columns.push(self.column(STAGE.to_owned(), Holds::Stage, Takes::OneOf(stages)));
        }
        let kept_in_view = columns.len();
        let fields = self.schema.fields.iter().enumerate();
        let own = fields.filter(|(at, field)| field.level == level && is_asked(self.source, *at, field));
        columns.extend(own.flat_map(|(at, field)| self.field(FieldId(at as u16), field)));
        Table {
            name: self.name(level, &columns, others),
            level: Some(level),
            columns,
            kept_in_view,
            rows: Vec::new(),
            by_row: Vec::new(),
        }
    }

    fn column(&self, header: String, holds: Holds, takes: Takes) -> Column {
        Column { header, holds, takes, note: key_note(self.source, holds) }
    }

    /// Code and name of a unit; a code may be picked from the table of its level.
    fn keys(&self, level: LevelId, others: &[Table]) -> Vec<Column> {
        let own = &self.schema[level];
        let listed = |table: &Table| {
            let at = table.columns.iter().position(|column| column.holds == Holds::Code(level))?;
            (table.level == Some(level)).then(|| Takes::CodeIn(table.name.clone(), at))
        };
        let code = self.header(level, Meaning::Code(level), own.code_headers.iter().cloned());
        let name = self.header(level, Meaning::Name(level), own.name_headers.iter().cloned());
        let takes = others.iter().find_map(listed).unwrap_or(Takes::Text);
        let code = code.map(|header| self.column(header, Holds::Code(level), takes));
        let name = name.map(|header| self.column(header, Holds::Name(level), Takes::Text));
        code.into_iter().chain(name).collect()
    }

    /// The first header that means this in a table about units of `level`.
    fn header(&self, level: LevelId, meaning: Meaning, candidates: impl Iterator<Item = String>) -> Option<String> {
        let fits =
            |header: &String| self.vocabulary.meaning(header, level).is_some_and(|found| found.meaning == meaning);
        candidates.into_iter().find(fits)
    }

    fn field(&self, id: FieldId, field: &Field) -> Vec<Column> {
        let stages: Vec<Option<StageId>> =
            if field.staged { self.stages(id, field).into_iter().map(Some).collect() } else { vec![None] };
        let column = |stage: Option<StageId>| Column {
            header: self.field_header(id, field, stage),
            holds: Holds::Field(id, stage),
            takes: takes(field),
            note: field_note(self.source, id, stage),
        };
        stages.into_iter().map(column).collect()
    }

    /// The stages a field is asked for: those at which the pack looks at it, else those that are judged; and those the data
    /// speaks of.
    fn stages(&self, id: FieldId, field: &Field) -> Vec<StageId> {
        let looked_at = |stage: &StageId| match field.looked_at.as_slice() {
            [] => self.schema.judged.contains(stage),
            stages => stages.contains(stage),
        };
        let all = (0..self.schema.stages.len()).map(|at| StageId(at as u8));
        all.filter(|stage| looked_at(stage) || self.is_known(id, field, *stage)).collect()
    }

    fn is_known(&self, id: FieldId, field: &Field, stage: StageId) -> bool {
        let Some(frames) = self.source.known else { return false };
        let cell = |unit: usize| frames.cell(field.level, id, unit, Some(stage));
        let there = |cell| frames.presence(cell) != Presence::Blank;
        (0..frames.units_of(field.level).period.len()).filter_map(cell).any(there)
    }

    /// The header of a field: stage, label and unit, or as much of it as the reader understands.
    fn field_header(&self, id: FieldId, field: &Field, stage: Option<StageId>) -> String {
        let before = stage.map_or("", |stage| self.schema[stage].title.as_str());
        let plain = [format!("{before}{}", field.label), format!("{}（{before}）", field.label)];
        let unit = Some(field.unit.text.as_str()).filter(|unit| !unit.is_empty());
        let with_unit = unit.map(|unit| plain.clone().map(|name| format!("{name}（{unit}）")));
        let by_id = stage.map_or(field.id.clone(), |stage| format!("{}_{}", self.schema[stage].id, field.id));
        let candidates = with_unit.into_iter().flatten().chain(plain).chain([by_id.clone()]);
        let wanted = Meaning::Field(id, stage);
        let in_unit = |header: &String| {
            let found = self.vocabulary.meaning(header, field.level).filter(|found| found.meaning == wanted);
            found.is_some_and(|found| {
                found.unit.is_none_or(|unit| conversion(&unit, &field.unit) == Some(Conversion::NONE))
            })
        };
        candidates.into_iter().find(in_unit).unwrap_or(by_id)
    }

    /// The first name of a level by which the reader takes a table with these columns to be about it.
    fn name(&self, level: LevelId, columns: &[Column], others: &[Table]) -> String {
        let own = &self.schema[level];
        let header = HeaderRow { line: 1, cells: columns.iter().map(|column| column.header.clone()).collect() };
        let free = |name: &&String| others.iter().all(|table| table.name != **name) && is_sheet_name(name);
        let is_found = |name: &&String| {
            let table = TableName { file: String::new(), sheet: Some((*name).clone()) };
            let found = find(&self.vocabulary, std::slice::from_ref(&header), &table);
            found.is_some_and(|found| found.level == level)
        };
        let names = || own.tables.iter().chain([&own.title, &own.id]).filter(free);
        names().find(is_found).or_else(|| names().next()).unwrap_or(&own.id).clone()
    }
}

/// What a workbook takes for the name of a sheet.
fn is_sheet_name(name: &str) -> bool {
    let short = (1..=31).contains(&name.encode_utf16().count());
    short && !name.contains(['[', ']', ':', '*', '?', '/', '\\']) && !name.starts_with('\'') && !name.ends_with('\'')
}

fn takes(field: &Field) -> Takes {
    match field.kind {
        Kind::Number | Kind::Count => {
            Takes::Number { whole: field.kind == Kind::Count, from_zero: !field.may_be_negative }
        }
        Kind::Word if field.words.is_empty() => Takes::Text,
        Kind::Word => Takes::OneOf(field.words.clone()),
        Kind::Date => Takes::Day,
    }
}
