//! `--format xlsx`: one unit as a workbook, the statutory form and its ledgers, numbers as numbers.

mod wording;
mod cells;
mod overview;
mod disparity;
mod schools;
mod form;
mod problems;
mod classes;
mod lists;

use std::io::{self, Write};

use crate::head::verdict_line;
use crate::paper::Paper;
use crate::sheet::write;

/// Writes the workbook of one unit.
pub fn write_workbook(out: &mut dyn Write, paper: Paper<'_>) -> io::Result<()> {
    let disparities = disparity::Disparities::of(paper);
    let problems = problems::Problems::of(paper);
    let mut sheets = vec![overview::overview(paper)];
    sheets.extend(form::sheets(paper, &disparities));
    sheets.push(schools::sheet(paper));
    sheets.extend(disparities.sheets());
    sheets.extend([problems.list(), problems.ledger(), classes::sheet(paper)]);
    sheets.extend([lists::doubts(paper), lists::evidence(paper), lists::rules(paper), overview::run(paper)]);
    write(out, &sheets, &verdict_line(paper), paper.language)
}
