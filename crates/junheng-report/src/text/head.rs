//! The verdict, first and in plain words.

use junheng::assessment::State;
use junheng::evaluate::Explainer;
use junheng::quantity::show_date;

use crate::context::Context;
use crate::layout::wrap;
use crate::native;
use crate::summary::{Judgement, Summary};
use crate::why::because;
use crate::wording;

use super::standing;

/// The verdicts with what they come from, the standard, the days.
pub fn head(context: Context<'_>, explainer: &mut Explainer<'_>, summary: &Summary<'_>, subject: usize) -> Vec<String> {
    let mut lines = context.notice();
    if summary.judgements.is_empty() {
        lines.extend(standing::counts(context, summary, subject));
    }
    for judgement in &summary.judgements {
        lines.push(verdict(context, judgement, subject));
        lines.extend(because(context, explainer, judgement.verdict, subject));
        lines.extend(wrap(&counts(context, summary, judgement), 0));
    }
    lines.push(String::new());
    lines.extend(wrap(&standard(context), 0));
    lines.extend(native::plugins(context));
    lines.push(days(context, subject));
    lines
}

fn verdict(context: Context<'_>, judgement: &Judgement<'_>, subject: usize) -> String {
    let named = |line: &junheng::assessment::Line<'_>| {
        let stage = line.stage.map_or("", |stage| context.stage(stage)).to_owned();
        context.say(&wording::STAGE_STATE, &[("stage", stage), ("state", context.graded(line.grade, line.state))])
    };
    let stages: Vec<String> = judgement.by_stage.iter().map(named).collect();
    let wording = if stages.is_empty() { &wording::HEAD } else { &wording::HEAD_BY_STAGE };
    let arguments = [
        ("unit", context.unit_and_code(context.program().subject, subject)),
        ("verdict", context.title(&judgement.verdict.title).to_owned()),
        ("state", context.graded(judgement.grade, judgement.state)),
        ("stages", stages.join(context.word(&wording::LIST_SEPARATOR))),
    ];
    context.say(wording, &arguments)
}

/// How many of the rules a verdict asks for are in which state.
fn counts(context: Context<'_>, summary: &Summary<'_>, judgement: &Judgement<'_>) -> String {
    let items = summary.of_verdict(judgement.verdict);
    let count = |states: &[State]| items.iter().filter(|item| states.contains(&item.state)).count();
    let asked = count(&[State::Met, State::NotMet, State::Undetermined, State::Error, State::NotChecked]);
    let arguments = [
        ("count", asked.to_string()),
        ("failing", count(&[State::NotMet]).to_string()),
        ("open", count(&[State::Undetermined, State::Error]).to_string()),
        ("unchecked", count(&[State::NotChecked]).to_string()),
    ];
    // A grade can stand where some rules fail, and a year can end without a verdict because one does.
    let fails = judgement.state == State::NotMet || count(&[State::NotMet]) > 0;
    let open = count(&[State::Undetermined, State::Error, State::NotChecked]) > 0;
    match judgement.state {
        _ if asked == 0 => String::new(),
        _ if fails => context.say(&wording::WHY_NOT_MET, &arguments),
        State::Met if !open => context.say(&wording::WHY_MET, &arguments),
        _ => context.say(&wording::WHY_OPEN, &arguments),
    }
}

fn standard(context: Context<'_>) -> String {
    let about = &context.program().about;
    let fidelity = about.fidelity.map_or(&wording::NOT_STATED, wording::fidelity);
    let arguments = [
        ("title", context.title(&about.title).to_owned()),
        ("id", about.id.clone()),
        ("version", about.version.clone()),
        ("document", about.document.clone()),
        ("fidelity", context.word(fidelity).to_owned()),
    ];
    context.say(&wording::PACK_LINE, &arguments)
}

fn days(context: Context<'_>, subject: usize) -> String {
    let not_stated = || context.word(&wording::NOT_STATED).to_owned();
    let period = Some(context.period(subject).to_owned()).filter(|period| !period.is_empty());
    let arguments = [
        ("period", period.unwrap_or_else(not_stated)),
        ("as_of", context.as_of(subject).map_or_else(not_stated, show_date)),
    ];
    context.say(&wording::TIME_LINE, &arguments)
}
