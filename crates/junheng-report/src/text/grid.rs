//! The measures a standard is about: one row each, a column for each rule that looks at them and each stage.

use std::collections::BTreeSet;

use junheng::assessment::{Line, State};
use junheng::program::CheckId;
use junheng::table::StageId;

use crate::context::{Context, sign};
use crate::layout::{WIDTH, cut, pad, table, width};
use crate::number::shown;
use crate::summary::{Item, Summary};
use crate::wording;

/// The most columns a title takes.
const TITLE: usize = 42;
/// How wide one column is meant to be, to know how many fit beside each other.
const CELL: usize = 13;

/// A column: the lines of one rule at one stage.
struct Column<'s, 'a> {
    item: &'s Item<'a>,
    stage: Option<StageId>,
}

/// The grids of all rules with members.
pub fn grids(context: Context<'_>, summary: &Summary<'_>) -> Vec<String> {
    let columns = columns(summary);
    let fit = ((WIDTH - TITLE) / CELL).max(1);
    let mut lines = Vec::new();
    for some in columns.chunks(fit) {
        lines.push(String::new());
        lines.extend(grid(context, some));
    }
    if !lines.is_empty() {
        lines.push(format!("  {}", context.word(&wording::GRID_KEY)));
    }
    lines
}

/// The columns of all rules with members; a rule whose members another shows already is left out.
fn columns<'s, 'a>(summary: &'s Summary<'a>) -> Vec<Column<'s, 'a>> {
    let mut seen: BTreeSet<CheckId> = BTreeSet::new();
    let mut columns = Vec::new();
    for item in summary.items.iter().filter(|item| !item.rule.members.is_empty()) {
        let new = item.rule.members.iter().filter(|(_, check)| seen.insert(*check)).count();
        if new == 0 {
            continue;
        }
        let stages: BTreeSet<Option<StageId>> =
            item.lines.iter().filter(|line| !line.item.is_empty()).map(|line| line.stage).collect();
        columns.extend(stages.into_iter().map(|stage| Column { item, stage }));
    }
    columns
}

fn grid(context: Context<'_>, columns: &[Column<'_, '_>]) -> Vec<String> {
    let mut members: Vec<(&str, CheckId)> = Vec::new();
    for (code, check) in columns.iter().flat_map(|column| &column.item.rule.members) {
        if !members.iter().any(|(known, _)| known == code) {
            members.push((code, *check));
        }
    }
    let mut rows = vec![header(context, columns)];
    for (code, check) in &members {
        let title = cut(&format!("{code} {}", context.check_title(*check)), TITLE);
        rows.push([title].into_iter().chain(columns.iter().map(|column| cell(context, column, code))).collect());
    }
    if columns.iter().any(|column| column.item.rule.main.is_some()) {
        let whole = context.word(&wording::GRID_WHOLE).to_owned();
        rows.push([whole].into_iter().chain(columns.iter().map(|column| cell(context, column, ""))).collect());
    }
    let mut lines = table(&rows, 2);
    lines.insert(0, groups(context, columns, &rows));
    lines
}

/// Stage, and the limit where it is the same for all members.
fn header(context: Context<'_>, columns: &[Column<'_, '_>]) -> Vec<String> {
    let name = |column: &Column<'_, '_>| {
        let stage = column.stage.map_or("", |stage| context.stage(stage)).to_owned();
        match common_limit(column) {
            Some(limit) => context.say(&wording::WITH_LIMIT, &[("stage", stage), ("limit", limit)]),
            None => stage,
        }
    };
    let filled = columns.iter().map(|column| pad(&name(column), CELL - 3));
    [context.word(&wording::COLUMN_MEMBER).to_owned()].into_iter().chain(filled).collect()
}

fn common_limit(column: &Column<'_, '_>) -> Option<String> {
    let own = |line: &&Line<'_>| line.stage == column.stage && !line.item.is_empty();
    let mut limits =
        column.item.lines.iter().filter(own).map(|line| (line.comparison, line.limit, line.tally.is_some()));
    let first = limits.next().filter(|(_, _, tally)| !tally)?;
    let limit = limits.all(|other| other == first).then_some(first.1)??;
    Some(format!("{}{}", sign(first.0), shown(limit, None)))
}

/// The title of each rule above its columns.
fn groups(context: Context<'_>, columns: &[Column<'_, '_>], rows: &[Vec<String>]) -> String {
    let widest =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max().unwrap_or(0) + 2;
    let mut line = pad("", 2 + widest(0));
    let mut at = 0;
    while at < columns.len() {
        let same = columns[at..].iter().take_while(|column| std::ptr::eq(column.item, columns[at].item)).count();
        let room: usize = (at..at + same).map(|column| widest(column + 1)).sum();
        line.push_str(&pad(&cut(context.rule_title(columns[at].item.rule), room.saturating_sub(2)), room));
        at += same;
    }
    line.trim_end().to_owned()
}

fn cell(context: Context<'_>, column: &Column<'_, '_>, code: &str) -> String {
    let own = |line: &&Line<'_>| line.stage == column.stage && line.item == code;
    let Some(line) = column.item.lines.iter().find(own) else { return String::new() };
    let mark = match line.state {
        State::NotMet => " ✗",
        State::Undetermined | State::Error | State::NotChecked => " ?",
        State::NotApplicable => " —",
        _ => "",
    };
    let value = match line.tally {
        Some(tally) => format!("{}/{}", tally.met, tally.in_scope),
        None if !line.grade.is_empty() => line.grade.to_owned(),
        None => context.value(line, &column.item.rule.id).unwrap_or_default(),
    };
    format!("{value}{mark}").trim().to_owned()
}
