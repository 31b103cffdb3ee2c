//! Where the header of a table stands, and which level the table is about.

use junheng::table::{LevelId, Schema};

use crate::header::{Heading, Meaning, Vocabulary, choose};
use crate::name::{normal, stem};
use crate::plan::{HeaderRow, TableName};

/// So many rows are searched for the header.
pub const SEARCHED: usize = 20;
/// A header has at least so many cells that are recognised.
const LEAST: usize = 2;

/// The header of a table and the level its rows are about.
#[derive(Debug, Clone)]
pub struct Found {
    /// The header.
    pub header: HeaderRow,
    /// The level.
    pub level: LevelId,
    /// Whether it is so only because units are named: no field is recognised and the name of the table says nothing.
    pub only_names_units: bool,
}

/// Finds the header among the first rows: the row, or two or three rows on top of each other, in which most cells are
/// recognised, a key among them; of two such, the one that also says more units of measurement.
pub fn find(vocabulary: &Vocabulary<'_>, rows: &[HeaderRow], table: &TableName) -> Option<Found> {
    let mut best: Option<((usize, usize), Found)> = None;
    let rows = &rows[..rows.len().min(SEARCHED)];
    let pairs = rows.windows(2).filter_map(|pair| match pair {
        [upper, lower] => Some(on_top(vocabulary, upper, lower)),
        _ => None,
    });
    let triples = rows.windows(3).filter_map(|rows| match rows {
        [upper, middle, lower] => Some(on_top(vocabulary, &on_top(vocabulary, upper, middle), lower)),
        _ => None,
    });
    for header in rows.iter().cloned().chain(pairs).chain(triples) {
        let meanings: Vec<_> = header.cells.iter().map(|cell| vocabulary.meanings(cell)).collect();
        let Some((chosen, is_named)) = level(vocabulary, &meanings, table) else { continue };
        let score = (chosen.recognised(), chosen.units);
        if score.0 >= LEAST && best.as_ref().is_none_or(|(known, _)| score > *known) {
            let only_names_units = !is_named && chosen.fields == 0;
            best = Some((score, Found { header, level: chosen.level, only_names_units }));
        }
    }
    best.map(|(_, found)| found)
}

/// A header of two rows as one: 在校生数 over 小学, 初中, 高中, where a merged cell has its text in the first column.
fn on_top(vocabulary: &Vocabulary<'_>, upper: &HeaderRow, lower: &HeaderRow) -> HeaderRow {
    let text = |row: &HeaderRow, at: usize| row.cells.get(at).map_or_else(String::new, |cell| cell.trim().to_owned());
    let mut over = String::new();
    let mut cell = |at: usize| {
        let (above, below) = (text(upper, at), text(lower, at));
        if !above.is_empty() {
            over.clone_from(&above);
        }
        if above.is_empty() && !vocabulary.meanings(&below).is_empty() {
            return below;
        }
        if below.is_empty() { above } else { format!("{over}{below}") }
    };
    let width = upper.cells.len().max(lower.cells.len());
    HeaderRow { line: lower.line, cells: (0..width).map(&mut cell).collect() }
}

/// What speaks for a table being about units of a level.
#[derive(Debug, Clone, Copy)]
struct Evidence {
    level: LevelId,
    own_key: bool,
    keys: usize,
    /// Columns that are no keys; those that say a period or a stage are among them.
    others: usize,
    fields: usize,
    units: usize,
    depth: usize,
}

impl Evidence {
    fn recognised(&self) -> usize {
        self.keys + self.others
    }
}

/// What speaks for the level of a table with these headers, and whether the table is named for it.
///
/// The name of the sheet or file decides where it is exactly that of a table; else the deepest level with its own
/// key; a name that merely contains that of a deeper level (a level whose units have no key, say) comes before that.
fn level(vocabulary: &Vocabulary<'_>, meanings: &[Vec<Heading>], table: &TableName) -> Option<(Evidence, bool)> {
    let schema = vocabulary.schema();
    let constants = !vocabulary.mapping().constants.is_empty();
    let all: Vec<_> = (0..schema.levels.len()).map(|at| evidence(schema, meanings, LevelId(at as u8))).collect();
    let usable = || all.iter().filter(|found| found.keys > 0 || constants);
    let exact = usable().find(|found| is_named(schema, found.level, table, |name, known| name == known));
    let keyed = usable().filter(|found| found.own_key).max_by_key(|found| (found.depth, found.others));
    let within = usable().filter(|found| is_named(schema, found.level, table, |name, known| name.contains(known)));
    let within = within.filter(|found| found.others > 0).max_by_key(|found| found.depth);
    let deeper = within.filter(|found| keyed.is_none_or(|keyed| found.depth > keyed.depth));
    let named = exact.or(deeper);
    Some((*named.or(keyed)?, named.is_some()))
}

fn evidence(schema: &Schema, meanings: &[Vec<Heading>], level: LevelId) -> Evidence {
    let mut found =
        Evidence { level, own_key: false, keys: 0, others: 0, fields: 0, units: 0, depth: depth(schema, level) };
    for heading in meanings.iter().filter_map(|meanings| choose(schema, meanings, level)) {
        found.units += usize::from(heading.unit.is_some());
        match heading.meaning {
            Meaning::Code(of) | Meaning::Name(of) => {
                found.keys += 1;
                found.own_key |= of == level;
            }
            Meaning::Field(..) => (found.others, found.fields) = (found.others + 1, found.fields + 1),
            Meaning::Period | Meaning::Stage => found.others += 1,
            Meaning::Ignored => {}
        }
    }
    found
}

fn depth(schema: &Schema, level: LevelId) -> usize {
    crate::header::ancestors(schema, level).len()
}

fn is_named(schema: &Schema, level: LevelId, table: &TableName, matches: impl Fn(&str, &str) -> bool) -> bool {
    let names = table.sheet.iter().map(|sheet| normal(sheet)).chain([normal(stem(&table.file))]);
    let level = &schema[level];
    let known: Vec<_> = level.tables.iter().chain([&level.title, &level.id]).map(|name| normal(name)).collect();
    names.into_iter().any(|name| known.iter().any(|known| !known.is_empty() && matches(&name, known)))
}
