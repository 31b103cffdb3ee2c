//! Scores side by side: what each assessor gave for each item.

use junheng::program::{CheckId, Rule};

use crate::context::Context;
use crate::layout::table;
use crate::summary::Summary;
use crate::wording;

/// A table of items and assessors, for packs that keep the scores of several apart.
pub fn parallel(context: Context<'_>, summary: &Summary<'_>, subject: usize) -> Vec<String> {
    let assessors = &context.program().assessors;
    let items = summary.items.iter().filter_map(|item| Some((item.rule, item.rule.main?)));
    let rows: Vec<Vec<String>> = items
        .map(|(rule, check)| row(context, rule, check, subject))
        .filter(|row| row[2..].iter().any(|cell| cell != "·"))
        .collect();
    let Some(judge) = assessors.get(context.input.answers.judge()).filter(|_| !rows.is_empty()) else {
        return Vec::new();
    };
    let judge = context.title(&judge.title).to_owned();
    let mut header =
        vec![context.word(&wording::COLUMN_RULE).to_owned(), context.word(&wording::COLUMN_TITLE).to_owned()];
    header.extend(assessors.iter().map(|assessor| context.title(&assessor.title).to_owned()));
    let all: Vec<Vec<String>> = std::iter::once(header).chain(rows).collect();
    let title = context.say(&wording::PARALLEL, &[("judge", judge)]);
    [vec![String::new(), title], table(&all, 2)].concat()
}

fn row(context: Context<'_>, rule: &Rule, check: CheckId, subject: usize) -> Vec<String> {
    let told = context.program().check(check);
    let by = |assessor: usize| match context.input.answers.by(assessor, told, subject, None) {
        Some(given) => {
            let arguments = [("answer", given.answer.answer.clone()), ("score", given.answer.score.clone())];
            context.say(&wording::PARALLEL_ONE, &arguments).trim().to_owned()
        }
        None => "·".to_owned(),
    };
    let named = [rule.id.clone(), context.rule_title(rule).to_owned()];
    named.into_iter().chain((0..context.program().assessors.len()).map(by)).collect()
}
