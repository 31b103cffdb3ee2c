//! What hangs on the cells of a doubt: the verdict, then the rules.

use junheng::assessment::State;

use super::super::form::{Doubt, Finding};
use super::super::wording;
use crate::context::Context;
use crate::layout::wrap;
use crate::wording::{self as common, Wording};

/// More rules than these are only counted.
const RULES: usize = 12;

pub fn lines(context: Context<'_>, doubt: &Doubt) -> Vec<String> {
    if doubt.is_missing && doubt.severity == junheng::pack::Severity::Doubt.word() {
        return wrap(context.word(&wording::EFFECT_MISSING), 6);
    }
    let Some(findings) = &doubt.effect else { return wrap(context.word(&wording::EFFECT_OPEN), 6) };
    if findings.is_empty() {
        return wrap(context.word(&wording::EFFECT_NONE), 6);
    }
    let turned: Vec<&Finding> =
        findings.iter().filter(|finding| finding.is_verdict && finding.written != finding.unknown).collect();
    let mut lines = Vec::new();
    if turned.is_empty() {
        lines.extend(wrap(context.word(&wording::EFFECT_VERDICT_SAME), 6));
    }
    lines.extend(turned.into_iter().flat_map(|finding| wrap(&verdict(context, finding), 6)));
    lines.extend(
        by_turn(context, findings)
            .into_iter()
            .flat_map(|(heading, rules)| wrap(&context.say(heading.0, &[("from_to", heading.1), ("rules", rules)]), 8)),
    );
    lines
}

fn verdict(context: Context<'_>, finding: &Finding) -> String {
    let at_stage = [("unit", finding.title.clone()), ("stage", super::stage(context, &finding.place.stage))];
    let title = match finding.place.stage.is_empty() {
        true => finding.title.clone(),
        false => context.say(&common::AT_STAGE, &at_stage),
    };
    let [written, unknown] = states(context, finding);
    context.say(&wording::EFFECT_VERDICT, &[("verdict", title), ("written", written), ("unknown", unknown)])
}

/// What a line says, and from which state to which.
type Heading = (&'static Wording, String);

/// The rules that turn from one state to another, and last those that keep theirs with another value.
fn by_turn(context: Context<'_>, findings: &[Finding]) -> Vec<(Heading, String)> {
    let mut found: Vec<([State; 2], Vec<&Finding>)> = Vec::new();
    for finding in findings.iter().filter(|finding| !finding.is_verdict) {
        let turn = [finding.written, finding.unknown];
        let same = |known: &&mut ([State; 2], Vec<&Finding>)| known.0 == turn || !turns(known.0) && !turns(turn);
        match found.iter_mut().find(same) {
            Some((_, known)) => known.push(finding),
            None => found.push((turn, vec![finding])),
        }
    }
    found.sort_by_key(|(turn, _)| !turns(*turn));
    let line = |(turn, findings): ([State; 2], Vec<&Finding>)| {
        let [written, unknown] = states(context, findings[0]);
        let from_to = context.say(&wording::FROM_TO, &[("written", written), ("unknown", unknown)]);
        let heading = if turns(turn) { &wording::EFFECT_RULES } else { &wording::EFFECT_VALUES };
        ((heading, from_to), rules(context, &findings))
    };
    found.into_iter().map(line).collect()
}

fn turns([written, unknown]: [State; 2]) -> bool {
    written != unknown
}

/// The rules of some findings, each once, with how often where more than once.
fn rules(context: Context<'_>, findings: &[&Finding]) -> String {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for finding in findings {
        let id = finding.id();
        match counted.iter_mut().find(|(known, _)| *known == id) {
            Some((_, count)) => *count += 1,
            None => counted.push((id, 1)),
        }
    }
    let one = |(rule, count): &(String, usize)| match count {
        1 => rule.clone(),
        _ => context.say(&wording::RULE_TIMES, &[("rule", rule.clone()), ("count", count.to_string())]),
    };
    let mut named: Vec<String> = counted.iter().take(RULES).map(one).collect();
    if counted.len() > RULES {
        named.push(context.say(&wording::MORE_RULES, &[("count", (counted.len() - RULES).to_string())]));
    }
    named.join(context.word(&common::LIST_SEPARATOR))
}

/// The two states of a finding in words.
pub fn states(context: Context<'_>, finding: &Finding) -> [String; 2] {
    [finding.written, finding.unknown].map(|state| match state {
        State::Unjudged => context.word(&wording::NO_STATE).to_owned(),
        State::OutOfScope => context.word(&wording::OUT_OF_SCOPE).to_owned(),
        state => context.state(state).to_owned(),
    })
}
