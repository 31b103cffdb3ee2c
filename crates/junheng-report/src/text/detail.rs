//! `--detail`: every rule, and every unit below.

use junheng::assessment::{Line, Subject};

use crate::context::Context;
use crate::layout::{cut, table};
use crate::summary::Summary;
use crate::wording;

/// How wide a title may be.
const TITLE: usize = 44;

/// Every rule with its value, requirement and state.
pub fn every_rule(context: Context<'_>, summary: &Summary<'_>) -> Vec<String> {
    let mut rows = vec![context.heading()];
    for item in &summary.items {
        for line in &item.lines {
            let stage = line.stage.map_or("", |stage| context.stage(stage)).to_owned();
            let mut row = vec![id(line), stage, cut(title(context, line), TITLE)];
            row.extend(value(context, line));
            rows.push(row);
        }
    }
    let mut lines = vec![String::new(), context.word(&wording::EVERY_RULE).to_owned()];
    lines.extend(table(&rows, 2));
    lines
}

/// Every unit below with its value, requirement and state, rule by rule.
pub fn units_below(context: Context<'_>, subject: usize) -> Vec<String> {
    let columns = [
        &wording::COLUMN_RULE,
        &wording::COLUMN_UNIT,
        &wording::COLUMN_VALUE,
        &wording::COLUMN_REQUIRED,
        &wording::COLUMN_STATE,
    ];
    let mut rows = vec![columns.iter().map(|column| context.word(column).to_owned()).collect::<Vec<_>>()];
    for line in context.view().details(subject) {
        let mut row = vec![id(&line), context.place(line.grain, line.row)];
        row.extend(value(context, &line));
        rows.push(row);
    }
    let mut lines = vec![String::new(), context.word(&wording::UNITS_BELOW).to_owned()];
    lines.extend(table(&rows, 2));
    lines
}

/// The rule and the member a line is about.
pub fn id(line: &Line<'_>) -> String {
    let rule = rule_id(line);
    if line.item.is_empty() { rule.to_owned() } else { format!("{rule}/{}", line.item) }
}

fn rule_id<'a>(line: &Line<'a>) -> &'a str {
    match line.about {
        Subject::Rule(rule) => &rule.id,
        Subject::Verdict(verdict) => &verdict.id,
    }
}

/// The name of what a line is about.
pub fn title<'a>(context: Context<'a>, line: &Line<'a>) -> &'a str {
    match line.about {
        Subject::Rule(rule) if line.item.is_empty() => context.rule_title(rule),
        _ => context.check_title(line.check),
    }
}

/// Value, requirement and state.
pub fn value(context: Context<'_>, line: &Line<'_>) -> [String; 3] {
    let value = match line.tally {
        Some(tally) => format!("{}/{}", tally.met, tally.in_scope),
        None => context.value(line, rule_id(line)).unwrap_or_default(),
    };
    let required = if line.tally.is_some() { None } else { context.requirement(line) };
    [value, required.unwrap_or_default(), context.graded(line.grade, line.state)]
}
