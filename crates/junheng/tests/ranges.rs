//! Units that look at each other are seen whole, however many there are.

mod common;

use common::{Case, Sheet, assess, number_field, sheet};
use junheng::table::Presence;

fn counties(cells: impl Iterator<Item = String>) -> Sheet {
    cells.enumerate().fold(sheet("county", &["x"]), |sheet, (at, cell)| sheet.row(&format!("c{at:03}"), "", &[&cell]))
}

/// Forty counties are more than are worked on together.
#[test]
fn a_check_of_a_field_that_looks_at_all_sees_all() {
    let field =
        format!("{}check = [\"x <= 3 * max(x, among = all, where = x < 50)\"]\n", number_field("x", "x", "county"));
    let pack = format!("{}{field}[[rule]]\nid = \"asked\"\nvalue = \"x\"\n", common::HEAD);
    let cell = |at: usize| {
        if at == 1 {
            "90"
        } else if at == 39 {
            "40"
        } else {
            "1"
        }
        .to_owned()
    };
    let found = assess(&Case { pack: pack.clone(), sheets: vec![counties((0..40).map(cell))], ..Case::default() });
    assert_eq!(found.value_at("asked", 1), Ok(90.0), "the fortieth has 40");
    let cell = |at: usize| if at == 1 { "90" } else { "1" }.to_owned();
    let found = assess(&Case { pack, sheets: vec![counties((0..40).map(cell))], ..Case::default() });
    assert_eq!(found.value_at("asked", 1), Err(Presence::Invalid));
}
