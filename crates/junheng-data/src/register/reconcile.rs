//! The figures of a register beside those a table states: where they differ, which counts, and that it is said.

use junheng::diagnostic::{Diagnostic, Diagnostics};
use junheng::table::{Presence, Schema, Tables};

use super::Wins;
use super::finish::{FigureRow, Figures, Held, LISTED, more};
use super::units::{CellPlace, UnitRows};
use crate::catalogue::REGISTER_DIFFERS;

/// How many figures were compared, and how many differ.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reconciled {
    /// Compared.
    pub cells: usize,
    /// Differing.
    pub differing: usize,
}

impl Reconciled {
    /// Adds those of other figures.
    pub fn add(&mut self, other: Reconciled) {
        self.cells += other.cells;
        self.differing += other.differing;
    }
}

/// A figure of a register and the cell of a table that states it too.
struct Pair {
    row: usize,
    cell: CellPlace,
    register: Option<f64>,
    table: f64,
}

impl Pair {
    fn differs(&self) -> bool {
        self.register.is_none_or(|register| register.total_cmp(&self.table).is_ne())
    }
}

/// Compares every figure with the tables, and takes from one side what the other is declared to win.
pub fn reconcile(
    held: &Held,
    figures: &mut Figures<'_>,
    schema: &Schema,
    tables: &mut Tables,
    diagnostics: &mut Diagnostics,
) -> Reconciled {
    let mut compared = Reconciled::default();
    for at in 0..figures.figures.len() {
        let pairs = pairs(figures, at, tables);
        let differing = pairs.iter().filter(|pair| pair.differs()).count();
        compared.add(Reconciled { cells: pairs.len(), differing });
        if differing > 0 {
            report(held, figures, at, &pairs, schema, tables, diagnostics);
        }
        for pair in pairs {
            yield_to(held.register.wins, &pair, figures, at, tables);
        }
    }
    compared
}

fn pairs(figures: &Figures<'_>, at: usize, tables: &Tables) -> Vec<Pair> {
    let units = UnitRows::new(tables, figures.level);
    let figure = figures.figures[at];
    let pair = |(row, told): (usize, &FigureRow)| {
        let stage = figure.stage.or(told.stage);
        let rows = units.of(&told.period, &told.code);
        let mut cells = rows.filter_map(|place| units.cell(place, figure.field, stage));
        let (cell, table) = cells.find_map(|cell| Some((cell, units.number(cell)?)))?;
        let (value, presence) = told.values[at];
        let register = match presence {
            Presence::Present => Some(value),
            Presence::Invalid => None,
            // There is nothing in the register that says it.
            _ => return None,
        };
        Some(Pair { row, cell, register, table })
    };
    figures.rows.iter().enumerate().filter_map(pair).collect()
}

/// The one that does not win is as if nothing stood there.
fn yield_to(wins: Wins, pair: &Pair, figures: &mut Figures<'_>, at: usize, tables: &mut Tables) {
    match wins {
        Wins::Table => figures.rows[pair.row].values[at].1 = Presence::Blank,
        Wins::Register => {
            let CellPlace { at, column } = pair.cell;
            tables.parts[at.part].columns[column].presence[at.row] = Presence::Blank;
        }
    }
}

fn report(
    held: &Held,
    figures: &Figures<'_>,
    at: usize,
    pairs: &[Pair],
    schema: &Schema,
    tables: &Tables,
    diagnostics: &mut Diagnostics,
) {
    let units = UnitRows::new(tables, figures.level);
    let differing: Vec<&Pair> = pairs.iter().filter(|pair| pair.differs()).collect();
    let Some(first) = differing.first() else { return };
    let figure = figures.figures[at];
    let shown = |pair: &&Pair| {
        let row = &figures.rows[pair.row];
        let stage = figure.stage.or(row.stage).map_or("", |stage| schema[stage].title.as_str());
        let register = pair.register.map_or("—".to_owned(), |value| value.to_string());
        format!("{}{stage} {register} ≠ {}", row.name, pair.table)
    };
    let listed = differing.iter().take(LISTED).map(shown).collect();
    // What is not known on one side is left out of both totals.
    let known = pairs.iter().filter_map(|pair| Some((pair.register?, pair.table)));
    let (register, table) = known.fold((0.0, 0.0), |(ours, theirs), (own, other)| (ours + own, theirs + other));
    let [wins_zh, wins] = match held.register.wins {
        Wins::Register => ["名册", "the register"],
        Wins::Table => ["数据表", "the table"],
    };
    let (table_of_row, line) = figures.rows[first.row].first;
    let diagnostic = Diagnostic::new(&REGISTER_DIFFERS)
        .with("register", &held.register.id)
        .with("field", &schema[figure.field].label)
        .with("count", differing.len())
        .with("compared", pairs.len())
        .with("total", register)
        .with("stated", table)
        .with("units", more(listed, differing.len()))
        .with("wins_zh", wins_zh)
        .with("wins", wins);
    let place = held.tables[table_of_row].name.at(line, 0);
    diagnostics.push(diagnostic.at_cell(units.place(first.cell)).at_cell(place));
}
