//! Which rows of a register stand behind a figure: ranges and counts, whatever the number of rows.

use junheng::table::{Counted, RowSpan};

use super::Figure;
use super::finish::{FigureRow, Figures, Held, HeldTable};

/// Adds the rows of another unit; of one table they become one span.
pub fn add_spans(spans: &mut Vec<RowSpan>, more: &[RowSpan]) {
    for other in more {
        match spans.iter_mut().find(|span| span.table == other.table) {
            Some(span) => {
                (span.first, span.last) = (span.first.min(other.first), span.last.max(other.last));
                span.rows += other.rows;
            }
            None => spans.push(*other),
        }
    }
}

/// The rows behind some rows of figures.
pub fn counted(held: &Held, figures: &Figures<'_>, rows: &[&FigureRow]) -> Counted {
    let mut counted = Counted {
        tables: held.tables.iter().map(|table| (table.file, table.name.sheet.clone())).collect(),
        first: vec![0],
        columns: figures.figures.iter().map(|figure| columns(held, figure)).collect(),
        aggregates: figures.figures.iter().map(|figure| aggregates(figure)).collect(),
        width: held.register.aggregates.len(),
        ..Counted::default()
    };
    for row in rows {
        counted.spans.extend(&row.spans);
        counted.first.push(counted.spans.len() as u32);
        counted.taken.extend(row.tallies.iter().map(|tally| tally.rows));
    }
    counted
}

fn aggregates(figure: &Figure) -> Vec<usize> {
    let mut found = Vec::new();
    figure.value.each_aggregate(&mut |at| found.push(at));
    found
}

/// For each table, the columns a figure looks at.
fn columns(held: &Held, figure: &Figure) -> Vec<Vec<u32>> {
    let mut slots = Vec::new();
    for at in aggregates(figure) {
        held.register.aggregates[at].each_slot(&mut |slot| slots.push(slot));
    }
    slots.sort_unstable();
    slots.dedup();
    let of = |table: &HeldTable| slots.iter().filter_map(|slot| table.slots[*slot]).collect();
    held.tables.iter().map(of).collect()
}
