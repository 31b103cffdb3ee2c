//! What is known already: the rows of data that was read, and the answers in it.

use junheng::evaluate::units_meant;
use junheng::source::normal;
use junheng::table::{Answer, Frames, Grain, LevelId, Presence, Values};

use super::judged::{Asked, Item};
use super::{Cell, Holds, Source, Table};

/// An answer that is known.
pub type Given = Answer;

/// Writes what the data says into the tables: a row for every unit, in the order they were read.
pub fn carry_over(source: Source<'_>, frames: &Frames, tables: &mut [Table]) {
    let rows = Rows { source, frames };
    for table in tables {
        let Some(level) = table.level else { continue };
        let mut units: Vec<usize> = (0..frames.units_of(level).period.len()).collect();
        // Units that only other tables name come behind those with rows of their own.
        units.sort_by_key(|unit| frames.rows_about(level, *unit).first().map_or((u16::MAX, u32::MAX), |first| *first));
        table.rows = units
            .into_iter()
            .map(|unit| table.columns.iter().map(|column| rows.cell(level, unit, column.holds)).collect())
            .collect();
    }
}

struct Rows<'s> {
    source: Source<'s>,
    frames: &'s Frames,
}

impl Rows<'_> {
    fn cell(&self, level: LevelId, unit: usize, holds: Holds) -> Cell {
        let units = self.frames.units_of(level);
        match holds {
            Holds::Period => Cell::text(self.frames.periods[units.period[unit] as usize].as_str()),
            Holds::Code(of) => self.unit(level, unit, of).map_or(Cell::Empty, |[code, _]| Cell::text(code)),
            Holds::Name(of) => self.unit(level, unit, of).map_or(Cell::Empty, |[_, name]| Cell::text(name)),
            Holds::Stage => {
                let stage = self.frames.stage(Grain::whole(level), unit);
                Cell::text(stage.map_or("", |stage| self.source.program.schema[stage].title.as_str()))
            }
            Holds::Field(field, stage) => {
                let cell = self.frames.cell(level, field, unit, stage);
                cell.map_or(Cell::Empty, |cell| self.field(cell))
            }
            Holds::Item | Holds::Shown | Holds::Answer => Cell::Empty,
        }
    }

    /// Code and name of the unit itself, or of the one above it; none for a unit that stands for the one above.
    fn unit(&self, level: LevelId, unit: usize, of: LevelId) -> Option<[&str; 2]> {
        let schema = &self.source.program.schema;
        let at = self.frames.unit_above(level, unit, of)?;
        let named = self.frames.units_of(of);
        let (code, name) = (named.codes.get(at), named.names.get(at));
        let is_own =
            of != level && schema[of].also == Some(level) && code == self.frames.units_of(level).codes.get(unit);
        // Where only one of them was read, it stands for both.
        let named = !schema[of].name_headers.is_empty();
        let both = if name == code && named { ["", name] } else { [code, name] };
        (!is_own).then_some(both)
    }

    fn field(&self, cell: junheng::table::CellRef) -> Cell {
        let column = &self.frames.tables.parts[cell.part].columns[cell.column];
        let field = &self.source.program.schema[column.field];
        match (self.frames.presence(cell), &column.values) {
            (Presence::NotApplicable, _) => {
                Cell::text(self.source.program.schema.not_applicable.first().cloned().unwrap_or_default())
            }
            (Presence::Present, Values::Numbers(_)) if field.kind == junheng::table::Kind::Date => {
                Cell::Day(self.frames.number(cell) as i32)
            }
            (Presence::Present, Values::Numbers(_)) => Cell::Number(self.frames.number(cell)),
            (Presence::Present, Values::Words { codes, words }) => {
                let word = words.get(codes[cell.row] as usize).map_or("", String::as_str);
                let offered = field.words.iter().find(|offered| normal(offered) == normal(word));
                Cell::text(offered.map_or(word, String::as_str))
            }
            _ => Cell::Empty,
        }
    }
}

/// Puts the answers of the data to what is asked; gives those that are left: to other stages or assessors, a second one,
/// one that may be about several units. Answers to what the pack does not ask are left out.
pub fn given(source: Source<'_>, frames: &Frames, items: &[Item<'_>], asked: &mut [Asked]) -> Vec<Given> {
    let answers = frames.tables.answers.iter().flat_map(|part| &part.answers);
    let mut left = Vec::new();
    for answer in answers.filter(|answer| items.iter().any(|item| item.check.id == answer.rule)) {
        let meant = meant(source, frames, items, answer);
        let wanted = |asked: &&mut Asked| asked.given.is_none() && is_for(source, asked, meant, answer);
        match asked.iter_mut().find(wanted) {
            Some(asked) => asked.given = Some(answer.clone()),
            None => left.push(answer.clone()),
        }
    }
    left
}

/// The item and the unit an answer is about, where that is certain.
fn meant(source: Source<'_>, frames: &Frames, items: &[Item<'_>], answer: &Answer) -> Option<(usize, usize)> {
    let items = items.iter().enumerate().filter(|(_, item)| item.check.id == answer.rule);
    let units = |item: &Item<'_>| units_meant(answer, item.level, source.program, frames);
    let found: Vec<(usize, usize)> =
        items.flat_map(|(at, item)| units(item).into_iter().map(move |unit| (at, unit))).collect();
    if let [only] = found.as_slice() { Some(*only) } else { None }
}

/// Whether an answer is for what is asked.
fn is_for(source: Source<'_>, asked: &Asked, meant: Option<(usize, usize)>, answer: &Answer) -> bool {
    let assessor = asked.assessor.map(|at| &source.program.assessors[at]);
    let said = normal(&answer.assessor);
    let by = assessor.is_none_or(|assessor| assessor.id == said || normal(&assessor.title.zh) == said);
    by && asked.stage == answer.stage
        && meant.is_some_and(|(item, unit)| (asked.item, asked.unit) == (item, Some(unit)))
}
