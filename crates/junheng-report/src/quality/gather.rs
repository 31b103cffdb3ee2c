//! From failing checks and their effects to a data-quality report.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use junheng::assessment::State;
use junheng::diagnostic::{Diagnostic, Language, Place as Where};
use junheng::evaluate::{Culprits, Failing};
use junheng::pack::Severity;
use junheng::program::Asked;
use junheng::table::{CellRef, Field, FieldId, Grain, Presence, StageId};

use super::Quality;
use super::form::{
    Cell, Column, Counts, Doubt, File, Measured, Pack, Report, Run, Smallest, Told, Unit, VERSION, Verdict,
};
use super::shown::{cell, finding, place};

/// Everything the report says, those doubts first without which a verdict would be another.
pub fn report(quality: Quality<'_>) -> Report {
    let order = order(quality);
    let doubts: Vec<Doubt> = order.iter().enumerate().map(|(at, from)| doubt(quality, *from, at + 1)).collect();
    let number: BTreeMap<usize, usize> = order.iter().enumerate().map(|(at, from)| (*from, at + 1)).collect();
    Report {
        version: VERSION,
        run: run(quality),
        counts: counts(quality, &doubts),
        units: units(quality),
        smallest: quality.culprits.iter().map(|found| smallest(quality, found, &number)).collect(),
        columns: columns(quality),
        diagnostics: quality.diagnostics.iter().map(|told| shown(quality, told)).collect(),
        doubts,
    }
}

/// The failing checks in the order of the report.
fn order(quality: Quality<'_>) -> Vec<usize> {
    let turns = |at: usize| {
        let findings = quality.effects.of[at].iter().flat_map(|effect| &effect.findings);
        let verdicts = &quality.context.program().verdicts;
        findings
            .filter(|found| found.is_turned())
            .any(|found| verdicts.iter().any(|verdict| verdict.whole == found.check))
    };
    let mut order: Vec<usize> = (0..quality.failing.len()).collect();
    order.sort_by_key(|at| (Reverse(turns(*at)), severity(quality, &quality.failing[*at]) == Severity::Doubt, *at));
    order
}

fn severity(quality: Quality<'_>, failing: &Failing) -> Severity {
    quality.context.program().data_checks[failing.check].severity
}

fn run(quality: Quality<'_>) -> Run {
    let about = &quality.context.program().about;
    let file = |file: &junheng::table::DataFile| File {
        name: file.name.clone(),
        encoding: file.encoding.clone(),
        sha256: file.sha256.clone(),
    };
    Run {
        engine: quality.engine.to_owned(),
        pack: Pack {
            id: about.id.clone(),
            version: about.version.clone(),
            title: quality.context.title(&about.title).to_owned(),
        },
        language: match quality.context.language {
            Language::Chinese => "zh",
            Language::English => "en",
        },
        data: quality.context.input.frames.tables.files.iter().map(file).collect(),
    }
}

fn counts(quality: Quality<'_>, doubts: &[Doubt]) -> Counts {
    let of = |severity: Severity| doubts.iter().filter(|doubt| doubt.severity == severity.word()).count();
    Counts {
        checks: quality.context.program().data_checks.len(),
        missing: of(Severity::Error),
        doubted: of(Severity::Doubt),
        turning: doubts.iter().filter(|doubt| doubt.turns_a_verdict()).count(),
        open: doubts.iter().filter(|doubt| doubt.effect.is_none()).count(),
    }
}

fn doubt(quality: Quality<'_>, at: usize, number: usize) -> Doubt {
    let (context, failing) = (quality.context, &quality.failing[at]);
    let check = &context.program().data_checks[failing.check];
    let own = |title: &junheng::pack::Title| context.title(title).to_owned();
    let fields: Vec<&str> = check.cells.iter().map(|field| context.program().schema[*field].label.as_str()).collect();
    let title = if check.title.zh.is_empty() { fields.join("、") } else { own(&check.title) };
    let unit = match &check.asked {
        Asked::Near { unit, .. } => unit.clone(),
        Asked::Holds(_) => String::new(),
    };
    let subject = failing.subject.map(|subject| context.unit_name(context.program().subject, subject).to_owned());
    let effect = quality.effects.of[at].as_ref();
    Doubt {
        number,
        check: check.id.clone(),
        title,
        severity: check.severity.word(),
        place: place(context, check.grain, failing.row),
        subject: subject.unwrap_or_default(),
        formula: check.text.clone(),
        measured: failing.measured.map(|found| Measured {
            value: found.value,
            low: found.fences[0],
            high: found.fences[1],
            unit,
        }),
        why: own(&check.why),
        cite: context.cite(&check.cite),
        is_missing: failing.cells.iter().all(|cell| !context.input.frames.presence(*cell).is_present()),
        cells: failing.looked_at.iter().map(|one| cell(context, *one, failing.cells.contains(one))).collect(),
        effect: effect.map(|effect| effect.findings.iter().map(|found| finding(context, found)).collect()),
    }
}

/// The units assessed about which something is in doubt.
fn units(quality: Quality<'_>) -> Vec<Unit> {
    let mut doubts: BTreeMap<usize, usize> = BTreeMap::new();
    let subjects = quality.failing.iter().filter_map(|failing| failing.subject);
    subjects.for_each(|subject| *doubts.entry(subject).or_default() += 1);
    let unit = |(subject, doubts): (usize, usize)| Unit {
        place: place(quality.context, Grain::whole(quality.context.program().subject), subject),
        doubts,
        verdicts: verdicts(quality, subject),
    };
    doubts.into_iter().map(unit).collect()
}

/// The verdicts on a unit now, and with every doubted cell unknown.
fn verdicts(quality: Quality<'_>, subject: usize) -> Vec<Verdict> {
    let context = quality.context;
    let verdict = |verdict: &junheng::program::Verdict| {
        let state = context.view().state(verdict.whole, subject);
        Verdict {
            id: verdict.id.clone(),
            title: context.title(&verdict.title).to_owned(),
            state,
            unknown: without(quality, subject, verdict.whole, state),
        }
    };
    context.program().verdicts.iter().map(verdict).collect()
}

/// A finding on a unit with all cells in doubt unknown; those that count as missing are so already.
fn without(quality: Quality<'_>, subject: usize, check: junheng::program::CheckId, now: State) -> Option<State> {
    let of_it = |at: &usize| quality.failing[*at].subject == Some(subject);
    let told = |at: &usize| severity(quality, &quality.failing[*at]) == Severity::Doubt;
    let own: Vec<usize> = (0..quality.failing.len()).filter(of_it).filter(told).collect();
    let effect = match own.as_slice() {
        [] => return Some(now),
        [only] => quality.effects.of[*only].as_ref()?,
        _ => quality.effects.together.get(&subject)?,
    };
    let turned = effect.findings.iter().find(|found| found.check == check && found.row == subject);
    Some(turned.map_or(now, |found| found.unknown))
}

fn smallest(quality: Quality<'_>, found: &Culprits, number: &BTreeMap<usize, usize>) -> Smallest {
    let one = |reference: &CellRef| cell(quality.context, *reference, true);
    let any = |cells: &Vec<CellRef>| cells.iter().map(one).collect::<Vec<Cell>>();
    let sets = |sets: &Vec<Vec<Vec<CellRef>>>| sets.iter().map(|set| set.iter().map(any).collect()).collect();
    let mut doubts: Vec<usize> = found.failing.iter().filter_map(|at| number.get(at).copied()).collect();
    doubts.sort_unstable();
    let known = found.smallest.as_ref();
    Smallest {
        doubts,
        size: known.and_then(|known| known.sets.first()).map(Vec::len),
        count: known.map_or(0, |known| known.count),
        sets: known.map_or_else(Vec::new, |known| sets(&known.sets)),
    }
}

/// How complete each column is that rules need and that the data itself must have.
fn columns(quality: Quality<'_>) -> Vec<Column> {
    let schema = &quality.context.program().schema;
    let needed = schema.fields.iter().enumerate().map(|(at, field)| (FieldId(at as u16), field));
    let frames = quality.context.input.frames;
    let asked = |(field, told): &(FieldId, &Field)| {
        let computed = !told.derived_from.is_empty() && !frames.has_column(*field);
        !told.needed_by.is_empty() && !computed && frames.has_table(told.level)
    };
    needed.filter(asked).flat_map(|(field, told)| of_field(quality, field, told)).collect()
}

fn of_field(quality: Quality<'_>, field: FieldId, told: &Field) -> Vec<Column> {
    let frames = quality.context.input.frames;
    let grain = Grain { level: told.level, staged: told.staged };
    let (_, presence) = frames.read(field, grain, 0..frames.len(grain));
    let mut by_stage: BTreeMap<Option<StageId>, Vec<Presence>> = BTreeMap::new();
    for (row, presence) in presence.into_iter().enumerate() {
        let stage = frames.stage(grain, row).filter(|_| told.staged);
        by_stage.entry(stage).or_default().push(presence);
    }
    let judged = quality.context.program().schema.judged_of(told);
    let shown = by_stage.into_iter().filter(|(stage, _)| stage.is_none_or(|stage| judged.contains(&stage)));
    shown.map(|(stage, presence)| column(quality, told, stage, &presence)).collect()
}

fn column(quality: Quality<'_>, told: &Field, stage: Option<StageId>, presence: &[Presence]) -> Column {
    let schema = &quality.context.program().schema;
    let count = |wanted: Presence| presence.iter().filter(|presence| **presence == wanted).count();
    Column {
        level: schema[told.level].id.clone(),
        field: told.id.clone(),
        label: told.label.clone(),
        stage: stage.map_or(String::new(), |stage| schema[stage].id.clone()),
        rows: presence.len(),
        present: count(Presence::Present),
        blank: count(Presence::Blank),
        not_applicable: count(Presence::NotApplicable),
        invalid: count(Presence::Invalid),
        no_column: count(Presence::NoColumn),
        rules: told.needed_by.clone(),
    }
}

fn shown(quality: Quality<'_>, told: &Diagnostic) -> Told {
    let language = quality.context.language;
    let place = |place: &Where| match place {
        Where::Text(span) => quality.context.origin(*span),
        Where::Cell(cell) => cell.show(),
    };
    Told {
        code: told.message.code,
        severity: told.message.severity,
        text: told.text(language),
        help: told.help(language),
        places: told.places.iter().map(place).collect(),
    }
}
