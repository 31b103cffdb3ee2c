//! From an assessment to the result that is kept.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use junheng::assessment::{Line, State, Subject};
use junheng::evaluate::{self, Explainer};
use junheng::function::native::{Native, Told};
use junheng::program::{CheckId, Rule, Test};
use junheng::quantity::{show_date, to_f64};
use junheng::table::Presence;

use super::form::{
    Answer, AssessorScore, Finding, Found, Limit, NativeUsed, Points, Reason, Record, StageState, Tally, Title, Unit,
    VERSION, Verdict,
};
use super::outcome::{lines, settled};
use super::run::{Provenance, run, title};
use super::standing::{failing, missing};
use super::tables::{tables, under};
use super::working::{shares, working};
use crate::context::Context;
use crate::origin::{limit_origin, variant_id};
use crate::summary::{Summary, summary, whole_column};

/// The result for the units that are asked for.
pub fn record(context: Context<'_>, subjects: &[Range<usize>], provenance: &Provenance) -> Record {
    let mut kept = None;
    let units = subjects.iter().cloned().flatten().map(|subject| {
        drawn(context, Explainer::kept(&mut kept, context.input, subject), subject, provenance.options.detail)
    });
    Record { version: VERSION, run: run(context, provenance), units: units.collect() }
}

/// One unit of a result with all detail, as papers are made of it.
pub fn unit(context: Context<'_>, subject: usize) -> Unit {
    drawn(context, &mut Explainer::new(context.input, subject), subject, true)
}

fn drawn(context: Context<'_>, explainer: &mut Explainer<'_>, subject: usize, detail: bool) -> Unit {
    let level = context.program().subject;
    let units = context.input.frames.units_of(level);
    let summary = summary(context, subject);
    let verdicts = verdicts(context, explainer, &summary, subject);
    let lines = summary.items.iter().flat_map(|item| &item.lines);
    let below = detail.then(|| context.view().details(subject));
    Unit {
        level: context.program().schema[level].id.clone(),
        code: units.codes.get(subject).to_owned(),
        name: units.names.get(subject).to_owned(),
        period: context.period(subject).to_owned(),
        as_of: context.as_of(subject).map(show_date),
        verdicts,
        findings: lines.filter_map(|line| finding(context, explainer, line, detail)).collect(),
        below: below.map(|lines| lines.iter().filter_map(|line| found(context, explainer, line, detail)).collect()),
        tables: if detail { tables(context, subject) } else { Vec::new() },
        failing: if detail { failing(context, &summary, subject) } else { Vec::new() },
        missing: if detail { missing(context, explainer, &summary, subject) } else { Vec::new() },
    }
}

fn verdicts(
    context: Context<'_>,
    explainer: &mut Explainer<'_>,
    summary: &Summary<'_>,
    subject: usize,
) -> Vec<Verdict> {
    let schema = &context.program().schema;
    let told = summary.judgements.iter().map(|judgement| {
        let stage = |line: &Line<'_>| {
            Some(StageState { stage: schema[line.stage?].id.clone(), state: line.state.id().to_owned() })
        };
        let verdict = judgement.verdict;
        let record = context.pack.verdict.iter().find(|known| known.id.as_str() == verdict.id);
        let row = context.rows(context.program().check(verdict.whole).grain, subject).start;
        Verdict {
            lines: record.map_or_else(Vec::new, |record| lines(&record.outcome, explainer, verdict.whole, row)),
            settled_by: settled(context, explainer, verdict.whole, row),
            id: verdict.id.clone(),
            title: title(&verdict.title),
            state: judgement.state.id().to_owned(),
            grade: judgement.grade.to_owned(),
            by_stage: judgement.by_stage.iter().filter_map(stage).collect(),
            met_when: context.program().check(verdict.by_stage.unwrap_or(verdict.whole)).formula.clone(),
            rules: verdict.rules.iter().map(|at| context.program().rules[*at].id.clone()).collect(),
        }
    });
    told.collect()
}

fn finding(context: Context<'_>, explainer: &mut Explainer<'_>, line: &Line<'_>, detail: bool) -> Option<Finding> {
    let Subject::Rule(rule) = line.about else { return None };
    let check = context.program().check(line.check);
    let named = if line.item.is_empty() { &rule.title } else { &check.title };
    Some(Finding {
        found: found(context, explainer, line, detail)?,
        title: title(named),
        role: rule.role.word().to_owned(),
        within: rule.within.clone(),
        cite: context.cite(&rule.cite),
        reading: reading(context, rule, line).to_owned(),
        fidelity: rule.fidelity.map(|fidelity| fidelity.word().to_owned()),
        evidence: rule.evidence.clone(),
        duty: rule.duty.clone(),
        if_not: rule.if_not.map(|if_not| if_not.word().to_owned()),
        scores: scores(context, line),
        origin: context.origin(check.span),
        formula: check.formula.clone(),
        places: context.places(&rule.id, line.check),
        shares: if detail { shares(context, explainer, line) } else { None },
    })
}

fn found(context: Context<'_>, explainer: &mut Explainer<'_>, line: &Line<'_>, detail: bool) -> Option<Found> {
    let Subject::Rule(rule) = line.about else { return None };
    let units = context.input.frames.units_of(line.grain.level);
    let is_own = line.tally.is_none() && line.item.is_empty();
    let written = context.pack.rule.iter().find(|known| is_own && known.id.as_str() == rule.id);
    Some(Found {
        level: line.level.to_owned(),
        unit: units.codes.get(line.unit).to_owned(),
        unit_name: units.names.get(line.unit).to_owned(),
        under: under(context, line.grain.level, line.unit),
        stage: line.stage.map(|stage| context.program().schema[stage].id.clone()),
        rule: rule.id.clone(),
        item: line.item.to_owned(),
        state: Some(line.state.id().to_owned()).filter(|state| !state.is_empty()),
        grade: line.grade.to_owned(),
        value: line.value.map(|value| value + 0.0),
        unit_of_value: line.unit_of_value.to_owned(),
        limit: limit(context, line),
        tally: line.tally.map(tally),
        points: points(context, line),
        variant: if line.tally.is_some() { None } else { variant_id(context, line.check, line.row).map(str::to_owned) },
        answer: answer(context, line),
        lines: written.map_or_else(Vec::new, |rule| lines(&rule.outcome, explainer, line.check, line.row)),
        settled_by: if is_own { settled(context, explainer, line.check, line.row) } else { Vec::new() },
        natives: natives(context, line.check),
        reasons: reasons(context, explainer, line),
        working: if detail { working(context, explainer, line) } else { None },
    })
}

fn limit(context: Context<'_>, line: &Line<'_>) -> Option<Limit> {
    if line.comparison.is_empty() {
        return None;
    }
    let origin = match line.tally {
        Some(_) => None,
        None => limit_origin(context, line.check, line.row).map(|span| context.origin(span)),
    };
    Some(Limit { value: line.limit.map(|limit| limit + 0.0), comparison: line.comparison.to_owned(), origin })
}

fn tally(tally: junheng::assessment::Tally) -> Tally {
    Tally {
        in_scope: tally.in_scope,
        met: tally.met,
        not_met: tally.not_met,
        not_checked: tally.not_checked,
        errors: tally.errors,
    }
}

fn points(context: Context<'_>, line: &Line<'_>) -> Option<Points> {
    let score = context.program().check(line.check).score.as_ref().filter(|_| line.tally.is_none())?;
    Some(Points { value: line.points, full: score.full.as_ref().map(to_f64) })
}

fn answer(context: Context<'_>, line: &Line<'_>) -> Option<Answer> {
    let check = context.program().check(line.check);
    if line.tally.is_some() || !matches!(check.test, Test::Ask(_)) {
        return None;
    }
    let given = context.input.answers.get(check, line.unit, line.stage)?;
    Some(Answer {
        answer: given.answer.answer.clone(),
        score: given.answer.score.clone(),
        reviewer: given.answer.reviewer.clone(),
        date: given.answer.date.clone(),
        evidence: given.answer.evidence.clone(),
        note: given.answer.note.clone(),
        place: given.place.show(),
    })
}

/// What each of several assessors gave.
fn scores(context: Context<'_>, line: &Line<'_>) -> Vec<AssessorScore> {
    let check = context.program().check(line.check);
    let answers = context.input.answers;
    let assessors = context.program().assessors.iter().enumerate().filter(|_| line.tally.is_none());
    let score = |(at, assessor): (usize, &junheng::program::Assessor)| {
        let given = answers.by(at, check, line.unit, line.stage)?;
        Some(AssessorScore {
            assessor: assessor.id.clone(),
            counts: at == answers.judge(),
            answer: given.answer.answer.clone(),
            score: given.answer.score.clone(),
            reviewer: given.answer.reviewer.clone(),
            place: given.place.show(),
        })
    };
    assessors.filter_map(score).collect()
}

/// Why a finding is not known; for a tally, why it is not known of the units below.
fn reasons(context: Context<'_>, explainer: &Explainer<'_>, line: &Line<'_>) -> Vec<Reason> {
    let is_open = |state: State| matches!(state, State::Undetermined | State::NotChecked | State::Error);
    if line.tally.is_none() {
        return if is_open(line.state) { listed(explainer.reasons(line.check, line.row)) } else { Vec::new() };
    }
    let view = context.view();
    let grain = context.program().check(line.check).grain;
    let rows = context.rows(grain, line.unit).filter(|row| is_open(view.state(line.check, *row)));
    let own = rows.filter(|row| line.stage.is_none() || context.input.frames.stage(grain, *row) == line.stage);
    listed(own.flat_map(|row| explainer.reasons(line.check, row)).collect())
}

/// Every reason once; a column that is not there is missing for every unit alike.
fn listed(reasons: Vec<evaluate::Reason>) -> Vec<Reason> {
    let told = |reason: evaluate::Reason| Reason {
        presence: presence_id(reason.presence).to_owned(),
        what: reason.what,
        unit: reason.unit,
        stage: reason.stage,
        cell: reason.place.map(|place| place.show()),
        said: reason.told.map(|told| said(&told)),
    };
    let reasons: BTreeSet<evaluate::Reason> = reasons.into_iter().map(whole_column).collect();
    reasons.into_iter().map(told).collect()
}

/// What a function from outside said, in both languages.
fn said(told: &Told) -> Title {
    let [zh, en] = told.text();
    Title { zh, en }
}

/// The functions from outside that a check is made with.
fn natives(context: Context<'_>, check: CheckId) -> Vec<NativeUsed> {
    let used = |function: &Arc<Native>| NativeUsed {
        function: function.name.clone(),
        plugin: function.from.plugin.clone(),
        compared_in: "f64".to_owned(),
    };
    context.program().natives_of(check).into_iter().map(used).collect()
}

fn reading<'a>(context: Context<'a>, rule: &'a Rule, line: &Line<'_>) -> &'a str {
    let check = context.program().check(line.check);
    let measure = context.pack.measure.iter().find(|measure| !line.item.is_empty() && measure.id.as_str() == check.id);
    measure.and_then(|measure| measure.reading.as_ref()).map_or(&rule.reading, |reading| &reading.value)
}

/// The id of a reason, for scripts.
pub(super) fn presence_id(presence: Presence) -> &'static str {
    match presence {
        Presence::Present => "present",
        Presence::NotApplicable => "not_applicable",
        Presence::Blank => "blank",
        Presence::NoColumn => "no_column",
        Presence::Invalid => "invalid",
        Presence::ZeroDivisor => "zero_divisor",
        Presence::Nothing => "nothing",
        Presence::NotStated => "not_stated",
        Presence::Unanswered => "unanswered",
        Presence::Failed => "failed",
        Presence::NoPeriod => "no_period",
        Presence::Stopped => "stopped",
        Presence::Withheld => "withheld",
    }
}
