//! The tables and charts of documents: each also has a name by which a template can ask for it.

use junheng::assessment::State;

use super::block::{Block, Cell, Table, Tone};
use super::chart::{Chart, Point};
use super::wording as own;
use crate::number::Number;
use crate::paper::{Paper, Part, Ruled, state};
use crate::record::{Finding, Missing, Title, Value};
use crate::wording;

/// More rows than these under one problem are only counted; they stand in the annex.
const ROWS: usize = 12;
/// A chart of more columns cannot be read.
const COLUMNS: usize = 24;

/// What the data says of the unit itself, and how many units it has below: pairs of name and number, two to a row.
pub(super) fn basics(paper: Paper<'_>) -> Option<Block> {
    let pairs: Vec<(String, String)> = counted(paper).into_iter().chain(stated(paper)).collect();
    let cells = |(label, value): &(String, String)| [Cell::label(label), Cell::number(value)];
    let rows = pairs.chunks(2).map(|pair| {
        let mut row: Vec<Cell> = pair.iter().flat_map(cells).collect();
        row.resize(4, Cell::blank());
        row
    });
    (!pairs.is_empty()).then(|| Block::Table(Table::new(&[34, 16, 34, 16], &[], rows.collect())))
}

/// How many units of each level the data has, by stage.
fn counted(paper: Paper<'_>) -> Vec<(String, String)> {
    let tables = paper.unit.tables.iter().filter(|table| table.level != paper.unit.level);
    let mut told = Vec::new();
    for table in tables {
        let level = ("level", paper.level(&table.level).to_owned());
        let stages = paper.record.run.names.stages.iter().filter_map(|stage| {
            let count = table.rows.iter().filter(|row| row.stage.as_ref() == Some(&stage.id)).count();
            let arguments = [level.clone(), ("stage", paper.title(&stage.title).to_owned())];
            (count > 0).then(|| (paper.say(&own::UNITS_AT_STAGE, &arguments), count.to_string()))
        });
        told.extend(stages);
        if table.rows.iter().all(|row| row.stage.is_none()) {
            told.push((paper.say(&own::UNITS_COUNTED, &[level]), table.rows.len().to_string()));
        }
    }
    told
}

/// What the tables of its own level state.
fn stated(paper: Paper<'_>) -> Vec<(String, String)> {
    let mut told = Vec::new();
    for table in paper.unit.tables.iter().filter(|table| table.level == paper.unit.level) {
        for (at, field) in table.fields.iter().enumerate() {
            for row in &table.rows {
                let Some(value) = row.values.get(at).and_then(shown_value) else { continue };
                told.push((field_label(paper, field, row.stage.as_deref()), value));
            }
        }
    }
    told
}

fn shown_value(value: &Value) -> Option<String> {
    match value {
        Value::Absent => None,
        Value::Number(number) => Some(Number(*number).to_string()),
        Value::Word(word) => Some(word.clone()),
    }
}

fn field_label(paper: Paper<'_>, id: &str, stage: Option<&str>) -> String {
    let field = paper.record.run.names.fields.iter().find(|field| field.id == id);
    let label = field.map_or(id, |field| field.label.as_str()).to_owned();
    let label = match field.map(|field| field.unit.as_str()).filter(|unit| !unit.is_empty()) {
        Some(unit) => paper.say(&own::LABEL_WITH_UNIT, &[("label", label), ("unit", unit.to_owned())]),
        None => label,
    };
    at_stage(paper, &label, stage)
}

/// What something is called, with its stage where it has one.
pub(super) fn at_stage(paper: Paper<'_>, title: &str, stage: Option<&str>) -> String {
    match stage {
        Some(stage) => {
            let arguments = [("label", title.to_owned()), ("stage", paper.stage(stage).to_owned())];
            paper.say(&own::LABEL_AT_STAGE, &arguments)
        }
        None => title.to_owned(),
    }
}

/// The members of a rule, one row each, with a column for each stage.
pub(super) fn members(paper: Paper<'_>, ruled: &Ruled<'_>) -> Option<Block> {
    let mut items: Vec<&Finding> = Vec::new();
    let mut stages: Vec<Option<&str>> = Vec::new();
    for finding in ruled.members() {
        let stage = finding.found.stage.as_deref();
        if !items.iter().any(|known| known.found.item == finding.found.item) {
            items.push(finding);
        }
        if !stages.contains(&stage) {
            stages.push(stage);
        }
    }
    if items.is_empty() {
        return None;
    }
    let row = |item: &&Finding| {
        let of = |stage: &Option<&str>| {
            let found = ruled
                .members()
                .find(|finding| finding.found.item == item.found.item && finding.found.stage.as_deref() == *stage);
            found.map_or_else(Cell::blank, |finding| value_cell(paper, finding))
        };
        std::iter::once(Cell::text(named(paper, item))).chain(stages.iter().map(of)).collect()
    };
    let heads = stages.iter().map(|stage| stage.map_or(paper.word(&wording::COLUMN_VALUE), |stage| paper.stage(stage)));
    let head: Vec<&str> = std::iter::once(paper.word(&wording::COLUMN_MEMBER)).chain(heads).collect();
    let widths: Vec<u32> = std::iter::once(48).chain(stages.iter().map(|_| 26)).collect();
    Some(Block::Table(Table::new(&widths, &head, items.iter().map(row).collect())))
}

/// The code and title of a member.
fn named(paper: Paper<'_>, item: &Finding) -> String {
    let arguments = [("code", item.found.item.clone()), ("title", paper.title(&item.title).to_owned())];
    paper.say(&own::ITEM_NAMED, &arguments)
}

/// What was found beside what is required; the state where there is no number.
fn value_cell(paper: Paper<'_>, finding: &Finding) -> Cell {
    let found = &finding.found;
    let own_state = state(found.state.as_deref());
    let told = paper.told(finding);
    let text = match (told.is_empty(), paper.requirement(found).filter(|_| found.tally.is_none())) {
        (true, _) => paper.state(own_state, &found.grade),
        (false, Some(requirement)) => {
            paper.say(&own::VALUE_AND_REQUIREMENT, &[("value", told), ("requirement", requirement)])
        }
        (false, None) => told,
    };
    Cell::number(text).toned(tone(own_state))
}

/// How a cell in a state is set off.
pub(super) fn tone(state: State) -> Tone {
    match state {
        State::NotMet => Tone::Failing,
        State::Undetermined | State::NotChecked | State::Error => Tone::Open,
        State::Met | State::NotApplicable | State::Unjudged | State::OutOfScope => Tone::Plain,
    }
}

/// The rules of a part, one row for each of their findings; parts of an item follow it.
pub(super) fn rules(paper: Paper<'_>, part: &Part<'_>) -> Block {
    let rows = part.rules.iter().flat_map(|ruled| rule_rows(paper, ruled));
    let head = [
        &wording::COLUMN_RULE,
        &wording::COLUMN_TITLE,
        &wording::COLUMN_VALUE,
        &wording::COLUMN_REQUIRED,
        &wording::COLUMN_STATE,
    ];
    Block::Table(Table::new(&[9, 43, 18, 16, 14], &head.map(|column| paper.word(column)), rows.collect()))
}

fn rule_rows(paper: Paper<'_>, ruled: &Ruled<'_>) -> Vec<Vec<Cell>> {
    let own: Vec<&Finding> = ruled.findings.iter().copied().filter(|finding| finding.found.item.is_empty()).collect();
    if own.is_empty() {
        let met = ruled.members().filter(|finding| state(finding.found.state.as_deref()) == State::Met).count();
        let arguments = [("count", ruled.members().count().to_string()), ("met", met.to_string())];
        let told = paper.say(&wording::MEMBERS_MET, &arguments);
        return vec![rule_row(paper, ruled, None, told, String::new(), paper.state(ruled.state, ""), ruled.state)];
    }
    let row = |finding: &&Finding| {
        let found = &finding.found;
        let own_state = state(found.state.as_deref());
        let required = paper.requirement(found).filter(|_| found.tally.is_none()).unwrap_or_default();
        let told = paper.told(finding);
        rule_row(paper, ruled, found.stage.as_deref(), told, required, paper.state(own_state, &found.grade), own_state)
    };
    own.iter().map(row).collect()
}

fn rule_row(
    paper: Paper<'_>,
    ruled: &Ruled<'_>,
    stage: Option<&str>,
    told: String,
    required: String,
    said: String,
    state: State,
) -> Vec<Cell> {
    let title = format!("{}{}", paper.rule_title(ruled.head), paper.mark(ruled.head));
    vec![
        Cell::text(&ruled.head.code),
        Cell::text(at_stage(paper, &title, stage)),
        Cell::number(told),
        Cell::number(required),
        Cell::text(said).toned(tone(state)),
    ]
}

/// A chart of coefficients beside their limit for each stage.
pub(super) fn charts(paper: Paper<'_>, findings: &[&Finding]) -> Vec<Block> {
    let mut stages: Vec<Option<&str>> = findings.iter().map(|finding| finding.found.stage.as_deref()).collect();
    stages.sort_unstable_by_key(|stage| {
        paper.record.run.names.stages.iter().position(|known| Some(known.id.as_str()) == *stage)
    });
    stages.dedup();
    let of = |stage: &Option<&str>| {
        let own: Vec<&Finding> =
            findings.iter().copied().filter(|finding| finding.found.stage.as_deref() == *stage).collect();
        (own.len() <= COLUMNS).then(|| chart(paper, *stage, &own)).flatten()
    };
    stages.iter().filter_map(of).map(Block::Chart).collect()
}

fn chart(paper: Paper<'_>, stage: Option<&str>, findings: &[&Finding]) -> Option<Chart> {
    let first = findings.first()?;
    let rule = paper.record.run.rules.iter().find(|head| head.id == first.found.rule)?;
    let title = at_stage(paper, paper.rule_title(rule), stage);
    let point = |finding: &&Finding| Point {
        name: finding.found.item.clone(),
        value: finding.found.value,
        limit: finding.found.limit.as_ref().and_then(|limit| limit.value),
        is_failing: state(finding.found.state.as_deref()) == State::NotMet,
    };
    Some(Chart {
        title,
        values_named: paper.word(&own::CHART_VALUES).to_owned(),
        limits_named: paper.word(&own::CHART_LIMITS).to_owned(),
        points: findings.iter().map(point).collect(),
        places: first.places.unwrap_or(3),
    })
}

/// The measures that units below are held against: how many meet each, at each stage.
pub(super) fn main_measures(paper: Paper<'_>) -> Vec<Block> {
    let is_main = |ruled: &&Ruled<'_>| ruled.members().any(|member| member.found.tally.is_some());
    paper.rules().iter().find(is_main).and_then(|ruled| members(paper, ruled)).into_iter().collect()
}

/// The coefficients of variation, at each stage.
pub(super) fn disparity(paper: Paper<'_>) -> Vec<Block> {
    let dispersed = paper.dispersed();
    let is_own = |ruled: &&Ruled<'_>| dispersed.iter().any(|finding| finding.found.rule == ruled.head.id);
    paper.rules().iter().filter(is_own).filter_map(|ruled| members(paper, ruled)).collect()
}

/// The units that a failing rule fails on.
pub(super) fn failing_units(paper: Paper<'_>, rule: &str) -> Option<Block> {
    let units: Vec<(&Title, &Title)> = paper
        .unit
        .failing
        .iter()
        .filter(|failing| failing.rule == rule)
        .map(|failing| (&failing.place, &failing.told))
        .collect();
    let mut rows: Vec<Vec<Cell>> = units
        .iter()
        .take(ROWS)
        .map(|(place, told)| vec![Cell::text(paper.title(place)), Cell::text(paper.title(told))])
        .collect();
    if units.len() > ROWS {
        let more = paper.say(&own::MORE_UNITS, &[("count", (units.len() - ROWS).to_string())]);
        rows.push(vec![Cell::text(more).over(2)]);
    }
    let head = [paper.word(&own::COLUMN_PLACE), paper.word(&own::COLUMN_FOUND)];
    (!rows.is_empty()).then(|| Block::Table(Table::new(&[30, 70], &head, rows)))
}

/// What is missing, and where.
pub(super) fn missing(paper: Paper<'_>) -> Option<Block> {
    let row = |missing: &Missing| {
        vec![Cell::text(paper.title(&missing.told)), Cell::text(missing.cell.as_deref().unwrap_or_default())]
    };
    let rows: Vec<Vec<Cell>> = paper.unit.missing.iter().map(row).collect();
    let head = [paper.word(&own::COLUMN_MISSING), paper.word(&wording::COLUMN_CELLS)];
    (!rows.is_empty()).then(|| Block::Table(Table::new(&[60, 40], &head, rows)))
}

/// The failing rules with room for what will be done: nothing is proposed.
pub(super) fn measures(paper: Paper<'_>) -> Option<Block> {
    let failing = paper.in_state(&[State::NotMet]);
    let row = |(at, ruled): (usize, &Ruled<'_>)| {
        vec![
            Cell::text((at + 1).to_string()),
            Cell::text(paper.rule_title(ruled.head)),
            Cell::blank(),
            Cell::text(ruled.head.duty.join(paper.word(&wording::LIST_SEPARATOR))),
            Cell::blank(),
            Cell::blank(),
        ]
    };
    let head = [
        &own::COLUMN_NUMBER,
        &own::COLUMN_PROBLEM,
        &own::COLUMN_MEASURE,
        &own::COLUMN_DUTY,
        &own::COLUMN_PERSON,
        &own::COLUMN_DEADLINE,
    ];
    let rows: Vec<Vec<Cell>> = failing.iter().enumerate().map(row).collect();
    let table = Table::new(&[8, 27, 29, 14, 10, 12], &head.map(|column| paper.word(column)), rows);
    (!failing.is_empty()).then_some(Block::Table(Table { heights: vec![22], ..table }))
}
