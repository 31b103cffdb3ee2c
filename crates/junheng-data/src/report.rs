//! What was wrong with a table, cell by cell, as diagnostics.

use junheng::diagnostic::{Diagnostic, Diagnostics, nearest};
use junheng::quantity::show_date;
use junheng::table::{Field, Schema};

use crate::catalogue::*;
use crate::cell::{Doubted, serial};
use crate::find::SEARCHED;
use crate::header::Vocabulary;
use crate::plan::{ColumnPlan, Plan, TableName};
use crate::problem::{Problem, Problems, Tally};
use crate::rows::{Rows, Shares};

/// So many row numbers are listed in a note.
const LISTED_ROWS: usize = 20;

/// That no header was found.
pub fn no_header(table: &TableName, vocabulary: &Vocabulary<'_>) -> Diagnostic {
    let known: Vec<_> = vocabulary.known().take(6).collect();
    table.says(&NO_HEADER).with("rows", SEARCHED).with("known", known.join(", "))
}

/// That a file of a folder is no table of the pack.
pub fn file_left_out(table: &TableName) -> Diagnostic {
    table.says(&FILE_LEFT_OUT)
}

/// What was wrong with the rows of a table about units.
pub fn report_rows(rows: &Rows<'_>, plan: &Plan<'_>, table: &TableName, diagnostics: &mut Diagnostics) {
    for (message, lines) in [(&SUBTOTALS_LEFT_OUT, &rows.subtotals), (&ROWS_TOO_SHORT, &rows.short)] {
        if !lines.is_empty() {
            diagnostics.push(table.says(message).with("count", lines.len()).with("rows", list(lines)));
        }
    }
    if rows.len() == 0 {
        diagnostics.push(table.says(&NO_ROWS));
    }
    diagnostics.extend(rows.shares().filter_map(|(column, shares)| doubtful_shares(column, shares, plan, table)));
    report_problems(&rows.problems, table, diagnostics, |problem, diagnostic| detail(problem, diagnostic, plan));
}

/// That some numbers of a column of percentages may be meant otherwise.
fn doubtful_shares(column: &ColumnPlan<'_>, shares: &Shares, plan: &Plan<'_>, table: &TableName) -> Option<Diagnostic> {
    let doubtful = shares.doubtful()?;
    let (line, raw) = doubtful.first.clone()?;
    let message = match shares.doubted {
        Doubted::Fractions => &PERCENT_DOUBTFUL,
        Doubted::Wholes => &FRACTION_DOUBTFUL,
    };
    let diagnostic = Diagnostic::new(message).with("field", column.header.trim()).with("raw", raw);
    let diagnostic = diagnostic.with("count", doubtful.count).with("others", shares.others());
    let diagnostic = diagnostic.with("unit", &plan.schema[column.field].unit.text);
    Some(diagnostic.at_cell(table.at(line, column.position as u32 + 1)))
}

/// Each problem, with what `detail` knows of it, and how many more there are of its kind.
pub fn report_problems(
    problems: &Problems,
    table: &TableName,
    diagnostics: &mut Diagnostics,
    detail: impl Fn(&Problem, Diagnostic) -> Diagnostic,
) {
    for Tally { listed, count } in problems.tallies() {
        for problem in listed {
            let place = table.at(problem.line, column(problem));
            let diagnostic = Diagnostic::new(problem.message).with("raw", &problem.raw).at_cell(place);
            diagnostics.push(detail(problem, diagnostic));
        }
        let more = count - listed.len();
        if let (Some(first), true) = (listed.first(), more > 0) {
            let diagnostic = Diagnostic::new(&MORE_CELLS).with("count", more).with("code", first.message.code);
            diagnostics.push(detail(first, diagnostic.at_cell(table.at(0, column(first)))));
        }
    }
}

/// The column from 1; 0 for the whole row.
fn column(problem: &Problem) -> u32 {
    problem.column.map_or(0, |at| at as u32 + 1)
}

/// The first of these rows, as text.
pub fn list(lines: &[u32]) -> String {
    let listed: Vec<_> = lines.iter().take(LISTED_ROWS).map(u32::to_string).collect();
    let more = if lines.len() > LISTED_ROWS { ", …" } else { "" };
    listed.join(", ") + more
}

fn detail(problem: &Problem, diagnostic: Diagnostic, plan: &Plan<'_>) -> Diagnostic {
    if let Some((field, header)) = field(problem, plan) {
        let absent = plan.schema.not_applicable.join(" ");
        let day = serial(&problem.raw).map(show_date).unwrap_or_default();
        let diagnostic =
            diagnostic.with("field", header).with("unit", &field.unit.text).with("absent", absent).with("day", day);
        return with_words(diagnostic, &problem.raw, &field.words);
    }
    let above = plan.ancestors.iter().find(|key| problem.column.is_some() && key.name.column() == problem.column);
    let above = above.map_or("", |key| plan.schema[key.level].title.as_str());
    let diagnostic = diagnostic.with("level", &plan.schema[plan.level].title).with("above", above);
    let diagnostic = diagnostic.with("found", &problem.raw);
    diagnostic.with("expected", plan.width).with("known", stages(plan.schema)).with("field", "")
}

/// The field of a column and the header it stands under.
fn field<'p>(problem: &Problem, plan: &'p Plan<'_>) -> Option<(&'p Field, &'p str)> {
    let column = plan.columns.iter().find(|column| Some(column.position) == problem.column)?;
    Some((&plan.schema[column.field], column.header.trim()))
}

fn with_words(diagnostic: Diagnostic, raw: &str, words: &[String]) -> Diagnostic {
    let near = nearest(raw, words.iter().map(String::as_str));
    let diagnostic = diagnostic.with("known", words.join("、"));
    let Some(near) = near else { return diagnostic };
    diagnostic.with("hint_zh", format!("是不是“{near}”？")).with("hint", format!("did you mean “{near}”? "))
}

/// The stages a row may be about, in words.
pub fn stages(schema: &Schema) -> String {
    let titles: Vec<_> = schema.stages.iter().map(|stage| stage.title.as_str()).collect();
    titles.join("、")
}
