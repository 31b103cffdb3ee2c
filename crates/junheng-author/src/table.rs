//! An office's table of indicators to a pack that is begun: sections, items, points, and the scoring text as it stands.
//!
//! Nothing is decided and nothing repaired: what the table does not say is left open and named.

mod header;
mod label;
mod outline;
mod suggest;
mod sums;
mod summary;
mod write;

use junheng::diagnostic::{CellPlace, Diagnostic, Diagnostics};
use junheng_data::{Grid, NO_ROWS};

use crate::catalogue::{NO_INDICATORS, POINTS_UNCLEAR, SHEET_UNUSED, SUBTOTAL_DIFFERS};

use header::Header;
use outline::Outline;

/// A pack that was begun from a table.
pub struct Draft {
    header: Header,
    outline: Outline,
    file: String,
    /// The text of `pack.toml`.
    pub text: String,
}

/// Begins a pack from the tables of a file: from the first in which a header is recognised.
pub fn draft(grids: &[Grid], file: &str, id: &str) -> (Option<Draft>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let place =
        |sheet: &Option<String>, row, column| CellPlace { file: file.to_owned(), sheet: sheet.clone(), row, column };
    let found = grids.iter().enumerate().find_map(|(at, grid)| Some((at, grid, header::find(grid)?)));
    let Some((at, grid, header)) = found else {
        diagnostics.push(Diagnostic::new(&NO_INDICATORS).at_cell(place(&None, 0, 0)));
        return (None, diagnostics);
    };
    for other in grids.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, grid)| grid) {
        diagnostics.push(Diagnostic::new(&SHEET_UNUSED).at_cell(place(&other.sheet, 0, 0)));
    }
    let mut outline = outline::outline(grid, &header);
    if outline.nodes.is_empty() {
        diagnostics.push(Diagnostic::new(&NO_ROWS).at_cell(place(&grid.sheet, 0, 0)));
    }
    for unclear in &outline.unclear {
        let cell = place(&grid.sheet, unclear.line, unclear.column);
        diagnostics.push(Diagnostic::new(&POINTS_UNCLEAR).with("raw", &unclear.raw).at_cell(cell));
    }
    for difference in sums::check(&mut outline) {
        let differs = Diagnostic::new(&SUBTOTAL_DIFFERS).with("owner", difference.owner);
        let differs = differs.with("stated", difference.stated).with("actual", difference.actual);
        diagnostics.push(differs.at_cell(place(&grid.sheet, difference.line, 0)));
    }
    let text = write::pack(&outline, &header, file, id);
    (Some(Draft { header, outline, file: file.to_owned(), text }), diagnostics)
}
