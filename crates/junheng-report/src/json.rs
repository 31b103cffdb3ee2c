//! `--format json`: everything csv says, with the run, where limits are written, reasons and evidence.

mod form;
mod outcome;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::Range;

use junheng::assessment::{Line, State, Subject};
use junheng::evaluate::{self, Explainer};
use junheng::program::{Rule, Test};
use junheng::quantity::{show_date, to_f64};
use junheng::table::Presence;

use crate::context::Context;
use crate::origin::{limit_origin, variant_id};
use outcome::{lines, settled};

use crate::summary::{Summary, summary, whole_column};

pub use form::Options;
use form::{
    Answer, AssessorScore, DataPrint, Document, Finding, Found, Limit, Pack, Parameter, Points, Print, Reason, Run,
    StageState, Tally, Title, Unit, VERSION, Verdict,
};

/// A pack that took part, with the SHA-256 of its files one after another.
#[derive(Debug, Clone)]
pub struct Fingerprint {
    /// The id of the pack.
    pub id: String,
    /// Its version.
    pub version: String,
    /// In hexadecimal.
    pub sha256: String,
}

/// What json tells of a run beside its findings.
#[derive(Clone, Default)]
pub struct Provenance {
    /// The version of the engine.
    pub engine: String,
    /// The packs that took part.
    pub packs: Vec<Fingerprint>,
    /// The options.
    pub options: Options,
}

/// Writes the findings on the units that are asked for.
pub fn write_json(
    out: &mut dyn Write,
    context: Context<'_>,
    subjects: &[Range<usize>],
    provenance: &Provenance,
) -> io::Result<()> {
    let mut kept = None;
    let units = subjects.iter().cloned().flatten().map(|subject| {
        unit(context, Explainer::kept(&mut kept, context.input, subject), subject, provenance.options.detail)
    });
    let document = Document { version: VERSION, run: run(context, provenance), units: units.collect() };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn run<'a>(context: Context<'a>, provenance: &'a Provenance) -> Run<'a> {
    let about = &context.program().about;
    let print = |pack: &'a Fingerprint| Print { id: &pack.id, version: &pack.version, sha256: &pack.sha256 };
    let files = &context.input.frames.tables.files;
    Run {
        engine: &provenance.engine,
        pack: Pack {
            id: &about.id,
            version: &about.version,
            title: title(&about.title),
            document: &about.document,
            fidelity: about.fidelity.map(|fidelity| fidelity.word()),
            notice: Some(title(&about.notice)).filter(|notice| !notice.zh.is_empty()),
        },
        packs: provenance.packs.iter().map(print).collect(),
        data: files
            .iter()
            .map(|file| DataPrint { name: &file.name, encoding: &file.encoding, sha256: &file.sha256 })
            .collect(),
        options: provenance.options.clone(),
        as_of: context.assessment.as_of.only().map(show_date),
        parameters: context.program().parameters.iter().map(parameter).collect(),
    }
}

fn parameter(parameter: &junheng::program::Parameter) -> Parameter<'_> {
    Parameter {
        id: &parameter.id,
        title: title(&parameter.title),
        values: &parameter.values,
        taken: &parameter.taken,
        why: &parameter.why,
    }
}

fn title(title: &junheng::pack::Title) -> Title<'_> {
    Title { zh: &title.zh, en: &title.en }
}

fn unit<'a>(context: Context<'a>, explainer: &mut Explainer<'_>, subject: usize, detail: bool) -> Unit<'a> {
    let level = context.program().subject;
    let units = context.input.frames.units_of(level);
    let summary = summary(context, subject);
    let verdicts = verdicts(context, explainer, &summary, subject);
    let lines = summary.items.iter().flat_map(|item| &item.lines);
    let below = detail.then(|| context.view().details(subject));
    Unit {
        level: &context.program().schema[level].id,
        code: units.codes.get(subject),
        name: units.names.get(subject),
        period: context.period(subject),
        as_of: context.as_of(subject).map(show_date),
        verdicts,
        findings: lines.filter_map(|line| finding(context, explainer, line)).collect(),
        below: below.map(|lines| lines.iter().filter_map(|line| found(context, explainer, line)).collect()),
    }
}

fn verdicts<'a>(
    context: Context<'a>,
    explainer: &mut Explainer<'_>,
    summary: &Summary<'a>,
    subject: usize,
) -> Vec<Verdict<'a>> {
    let schema = &context.program().schema;
    let told = summary.judgements.iter().map(|judgement| {
        let stage = |line: &Line<'_>| Some(StageState { stage: &schema[line.stage?].id, state: line.state.id() });
        let verdict = judgement.verdict;
        let record = context.pack.verdict.iter().find(|known| known.id.as_str() == verdict.id);
        let row = context.rows(context.program().check(verdict.whole).grain, subject).start;
        Verdict {
            lines: record.map_or_else(Vec::new, |record| lines(&record.outcome, explainer, verdict.whole, row)),
            settled_by: settled(context, explainer, verdict.whole, row),
            id: &verdict.id,
            title: title(&verdict.title),
            state: judgement.state.id(),
            grade: judgement.grade,
            by_stage: judgement.by_stage.iter().filter_map(stage).collect(),
            met_when: &context.program().check(verdict.by_stage.unwrap_or(verdict.whole)).formula,
            rules: verdict.rules.iter().map(|at| context.program().rules[*at].id.as_str()).collect(),
        }
    });
    told.collect()
}

fn finding<'a>(context: Context<'a>, explainer: &mut Explainer<'_>, line: &Line<'a>) -> Option<Finding<'a>> {
    let Subject::Rule(rule) = line.about else { return None };
    let check = context.program().check(line.check);
    let named = if line.item.is_empty() { &rule.title } else { &check.title };
    Some(Finding {
        found: found(context, explainer, line)?,
        title: title(named),
        role: rule.role.word(),
        within: rule.within.as_deref(),
        cite: context.cite(&rule.cite),
        reading: reading(context, rule, line),
        fidelity: rule.fidelity.map(|fidelity| fidelity.word()),
        evidence: &rule.evidence,
        duty: &rule.duty,
        if_not: rule.if_not.map(|if_not| if_not.word()),
        scores: scores(context, line),
        origin: context.origin(check.span),
    })
}

fn found<'a>(context: Context<'a>, explainer: &mut Explainer<'_>, line: &Line<'a>) -> Option<Found<'a>> {
    let Subject::Rule(rule) = line.about else { return None };
    let units = context.input.frames.units_of(line.grain.level);
    let is_own = line.tally.is_none() && line.item.is_empty();
    let written = context.pack.rule.iter().find(|known| is_own && known.id.as_str() == rule.id);
    Some(Found {
        level: line.level,
        unit: units.codes.get(line.unit),
        unit_name: units.names.get(line.unit),
        stage: line.stage.map(|stage| context.program().schema[stage].id.as_str()),
        rule: &rule.id,
        item: line.item,
        state: Some(line.state.id()).filter(|state| !state.is_empty()),
        grade: line.grade,
        value: line.value.map(|value| value + 0.0),
        unit_of_value: line.unit_of_value,
        limit: limit(context, line),
        tally: line.tally.map(tally),
        points: points(context, line),
        variant: if line.tally.is_some() { None } else { variant_id(context, line.check, line.row) },
        answer: answer(context, line),
        lines: written.map_or_else(Vec::new, |rule| lines(&rule.outcome, explainer, line.check, line.row)),
        settled_by: if is_own { settled(context, explainer, line.check, line.row) } else { Vec::new() },
        reasons: reasons(context, explainer, line),
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
    Some(Limit { value: line.limit.map(|limit| limit + 0.0), comparison: line.comparison, origin })
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

fn answer<'a>(context: Context<'a>, line: &Line<'a>) -> Option<Answer<'a>> {
    let check = context.program().check(line.check);
    if line.tally.is_some() || !matches!(check.test, Test::Ask(_)) {
        return None;
    }
    let given = context.input.answers.get(check, line.unit, line.stage)?;
    Some(Answer {
        answer: &given.answer.answer,
        score: &given.answer.score,
        reviewer: &given.answer.reviewer,
        date: &given.answer.date,
        evidence: &given.answer.evidence,
        note: &given.answer.note,
        place: given.place.show(),
    })
}

/// What each of several assessors gave.
fn scores<'a>(context: Context<'a>, line: &Line<'a>) -> Vec<AssessorScore<'a>> {
    let check = context.program().check(line.check);
    let answers = context.input.answers;
    let assessors = context.program().assessors.iter().enumerate().filter(|_| line.tally.is_none());
    let score = |(at, assessor): (usize, &'a junheng::program::Assessor)| {
        let given = answers.by(at, check, line.unit, line.stage)?;
        Some(AssessorScore {
            assessor: &assessor.id,
            counts: at == answers.judge(),
            answer: &given.answer.answer,
            score: &given.answer.score,
            reviewer: &given.answer.reviewer,
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
        presence: presence_id(reason.presence),
        what: reason.what,
        unit: reason.unit,
        stage: reason.stage,
        cell: reason.place.map(|place| place.show()),
    };
    let reasons: BTreeSet<evaluate::Reason> = reasons.into_iter().map(whole_column).collect();
    reasons.into_iter().map(told).collect()
}

fn reading<'a>(context: Context<'a>, rule: &'a Rule, line: &Line<'_>) -> &'a str {
    let check = context.program().check(line.check);
    let measure = context.pack.measure.iter().find(|measure| !line.item.is_empty() && measure.id.as_str() == check.id);
    measure.and_then(|measure| measure.reading.as_ref()).map_or(&rule.reading, |reading| &reading.value)
}

/// The id of a reason, for scripts.
fn presence_id(presence: Presence) -> &'static str {
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
    }
}
