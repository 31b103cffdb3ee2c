//! How points and grades come about, vetoes, and what is owed after recognition.

use junheng::pack::{Grade, IfNot, Obligation, Outcome, Rule, Stated};

use crate::doc::{line_in_words, remarks, standing, veto};
use crate::layout::wrap;
use crate::wording;

use super::Page;
use super::head::under;

/// The outcome lines of a rule in words, with what holds for all of them.
pub fn score(page: Page<'_>, rule: &Rule, indent: usize) -> Vec<String> {
    let mut lines = scale_line(page, rule.scale.as_ref().map(|scale| scale.as_str()), indent);
    lines.extend(outcomes(page, Some(rule), &rule.outcome, indent));
    lines.extend(remarks(page.speech(), rule).iter().flat_map(|remark| wrap(remark, indent)));
    let effect = veto(page.speech(), rule).map(|effect| page.say(&wording::EFFECT_LINE, &[("effect", effect)]));
    lines.extend(effect.iter().flat_map(|effect| wrap(effect, indent)));
    lines
}

/// The lines of a rule or a verdict in words.
pub fn outcomes(page: Page<'_>, rule: Option<&Rule>, outcomes: &[Outcome], indent: usize) -> Vec<String> {
    let told = |(at, line): (usize, &Outcome)| {
        let arguments = [("number", (at + 1).to_string()), ("line", line_in_words(page.speech(), rule, line))];
        wrap(&page.say(&wording::OUTCOME_LINE, &arguments), indent)
    };
    outcomes.iter().enumerate().flat_map(told).collect()
}

/// The grades a rule or verdict may give, the best first.
pub fn scale_line(page: Page<'_>, scale: Option<&str>, indent: usize) -> Vec<String> {
    let known = page.pack.scale.iter().find(|known| Some(known.id.as_str()) == scale);
    let Some(scale) = known else { return Vec::new() };
    let grade = |grade: &Grade| {
        let state = page.word(standing(grade.state)).to_owned();
        page.say(&wording::GRADE_AND_STATE, &[("grade", grade.id.value.clone()), ("state", state)])
    };
    let grades: Vec<String> = scale.grades.iter().map(grade).collect();
    let grades = grades.join(page.word(&wording::LIST_SEPARATOR));
    wrap(&page.say(&wording::SCALE_LINE, &[("grades", grades)]), indent)
}

/// What is owed after recognition, until when, and what follows if it is not kept.
pub fn obligations(page: Page<'_>) -> Vec<String> {
    let told = page.pack.obligation.iter().flat_map(|obligation| one_obligation(page, obligation));
    under(page.word(&wording::SHOW_OBLIGATIONS), told.collect())
}

fn one_obligation(page: Page<'_>, obligation: &Obligation) -> Vec<String> {
    let title = obligation.title.as_ref().map_or("", |title| page.title(title));
    let mut lines = wrap(format!("{} {title}", obligation.id.as_str()).trim(), 2);
    let must = page.speech().in_words(&obligation.must);
    lines.extend(wrap(&page.say(&wording::MUST_LINE, &[("must", must)]), 6));
    if let (Some(within), Some(after)) = (&obligation.within, &obligation.after) {
        let arguments = [("after", after.value.clone()), ("within", within.value.clone())];
        lines.extend(wrap(&page.say(&wording::WITHIN_LINE, &arguments), 6));
    }
    let if_not = |if_not: IfNot| {
        let consequence = page.word(wording::consequence(if_not)).to_owned();
        page.say(&wording::IF_NOT_LINE, &[("consequence", consequence)])
    };
    lines.extend(obligation.if_not.map(if_not).iter().flat_map(|text| wrap(text, 6)));
    let cite = obligation.cite.as_ref().map(|cite| page.say(&wording::CITED, &[("cite", page.cite(cite))]));
    lines.extend(cite.iter().flat_map(|text| wrap(text, 6)));
    lines
}

/// Those whose scores are kept apart, and whose counts.
pub fn assessors(page: Page<'_>) -> Vec<String> {
    let told = page.pack.assessor.iter().map(|assessor| {
        let arguments = [("id", assessor.id.as_str().to_owned()), ("title", page.title(&assessor.title).to_owned())];
        let wording = if assessor.decides { &wording::ASSESSOR_DECIDES } else { &wording::ASSESSOR_LINE };
        format!("  {}", page.say(wording, &arguments))
    });
    under(page.word(&wording::SHOW_ASSESSORS), told.collect())
}

/// Full points; nothing where a rule gives none.
pub fn full(page: Page<'_>, points: Option<&Stated>) -> String {
    match points {
        Some(Stated::Number(number)) => page.say(&wording::FULL_POINTS, &[("points", number.literal.clone())]),
        Some(Stated::NotStated(_)) => page.word(&wording::POINTS_NOT_STATED).to_owned(),
        None => String::new(),
    }
}
