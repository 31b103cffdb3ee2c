//! The table of answers: a row for every judged item, of every unit and assessor that is known.

use junheng::pack::AnswerNeed;
use junheng::program::{Award, Check, Line, Test};
use junheng::quantity::{Exact, to_f64};
use junheng::table::{Frames, Grain, LevelId, StageId};

use super::known::{Given, given};
use super::note::looks_back;
use super::wording::*;
use super::{Cell, Column, Holds, RowTakes, Source, Table, Takes};
use crate::answers::{self, TABLES, header};

/// The table of answers; none where nothing is judged by a person.
pub fn answers(source: Source<'_>) -> Option<Table> {
    let items = items(source);
    if items.is_empty() {
        return None;
    }
    let mut asked = asked(source, &items);
    let given = source.known.map(|frames| given(source, frames, &items, &mut asked)).unwrap_or_default();
    let sheet = Sheet { source, items: &items, asked: &asked, given: &given };
    let columns: Vec<(Part, Column)> =
        Part::ALL.into_iter().filter_map(|part| Some((part, sheet.column(part)?))).collect();
    let parts: Vec<Part> = columns.iter().map(|(part, _)| *part).collect();
    let kept_in_view = parts.iter().position(|part| *part == Part::Text).map_or(0, |at| at + 1);
    let asked_rows = asked.iter().map(|asked| parts.iter().map(|part| sheet.cell(*part, asked)).collect());
    let other_rows = given.iter().map(|given| parts.iter().map(|part| sheet.given_cell(*part, given)).collect());
    Some(Table {
        name: TABLES[0].to_owned(),
        level: None,
        rows: asked_rows.chain(other_rows).collect(),
        by_row: sheet.by_row(&parts),
        columns: columns.into_iter().map(|(_, column)| column).collect(),
        kept_in_view,
    })
}

/// An item that a person judges, at one level.
pub struct Item<'s> {
    pub check: &'s Check,
    pub level: LevelId,
    /// The stages it is judged at, each by itself; none where it is judged as a whole.
    pub stages: Vec<StageId>,
}

/// What is asked of one unit by one assessor.
pub struct Asked {
    /// An index into the assessors of the pack, where it has any.
    pub assessor: Option<usize>,
    /// An index into the items.
    pub item: usize,
    /// An index into the units of its level, where they are known.
    pub unit: Option<usize>,
    pub stage: Option<StageId>,
    /// The answer that is known.
    pub given: Option<Given>,
}

/// The judged items of a pack, each level of an item by itself.
fn items(source: Source<'_>) -> Vec<Item<'_>> {
    let mut items: Vec<Item<'_>> = Vec::new();
    for check in source.program.checks.iter().filter(|check| check.is_judged()) {
        let stages = if check.grain.staged { check.stages.as_slice() } else { &[] };
        let same = |item: &&mut Item<'_>| item.check.id == check.id && item.level == check.grain.level;
        match items.iter_mut().find(same) {
            Some(item) => {
                let new: Vec<StageId> = stages.iter().filter(|stage| !item.stages.contains(stage)).copied().collect();
                item.stages.extend(new);
            }
            None => items.push(Item { check, level: check.grain.level, stages: stages.to_vec() }),
        }
    }
    items
}

/// What is asked: by assessor, item, unit and stage.
fn asked(source: Source<'_>, items: &[Item<'_>]) -> Vec<Asked> {
    let assessors = source.program.assessors.len();
    let assessors: Vec<Option<usize>> = if assessors == 0 { vec![None] } else { (0..assessors).map(Some).collect() };
    let mut asked = Vec::new();
    for assessor in assessors {
        for (at, item) in items.iter().enumerate() {
            for unit in units(source.known, item.level) {
                let stages = stages_of(source.known, item, unit);
                asked.extend(stages.into_iter().map(|stage| Asked { assessor, item: at, unit, stage, given: None }));
            }
        }
    }
    asked
}

fn units(known: Option<&Frames>, level: LevelId) -> Vec<Option<usize>> {
    match known {
        Some(frames) => (0..frames.units_of(level).period.len()).map(Some).collect(),
        None => vec![None],
    }
}

/// The stages of an item that a unit has.
fn stages_of(known: Option<&Frames>, item: &Item<'_>, unit: Option<usize>) -> Vec<Option<StageId>> {
    if item.stages.is_empty() {
        return vec![None];
    }
    let has = |stage: &StageId| match (known, unit) {
        (Some(frames), Some(unit)) => frames.row_of(Grain::staged(item.level), unit, Some(*stage)).is_some(),
        _ => true,
    };
    item.stages.iter().copied().filter(has).map(Some).collect()
}

/// A column of the table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Period,
    Assessor,
    Unit,
    UnitName,
    Rule,
    Code,
    Text,
    Stage,
    Offered,
    Answer,
    Points,
    Score,
    Reviewer,
    Date,
    Needs,
    Evidence,
    Note,
}

impl Part {
    const ALL: [Part; 17] = [
        Part::Period,
        Part::Assessor,
        Part::Unit,
        Part::UnitName,
        Part::Rule,
        Part::Code,
        Part::Text,
        Part::Stage,
        Part::Offered,
        Part::Answer,
        Part::Points,
        Part::Score,
        Part::Reviewer,
        Part::Date,
        Part::Needs,
        Part::Evidence,
        Part::Note,
    ];

    /// The header, and what the column is for.
    fn says(self) -> (&'static str, &'static Wording) {
        match self {
            Part::Period => (header(answers::PERIOD), &PERIODS_NOTE),
            Part::Assessor => (header(answers::ASSESSOR), &ASSESSOR_NOTE),
            Part::Unit => (header(answers::UNIT), &UNIT_NOTE),
            Part::UnitName => ("单元名称", &UNIT_NAME_NOTE),
            Part::Rule => (header(answers::RULE), &RULE_NOTE),
            Part::Code => ("编号", &ITEM_CODE_NOTE),
            Part::Text => ("条款内容", &ITEM_TEXT_NOTE),
            Part::Stage => (header(answers::STAGE), &ITEM_STAGE_NOTE),
            Part::Offered => ("可选答案", &OFFERED_NOTE),
            Part::Answer => (header(answers::ANSWER), &ANSWER_NOTE),
            Part::Points => ("评分范围", &POINTS_NOTE),
            Part::Score => (header(answers::SCORE), &SCORE_NOTE),
            Part::Reviewer => (header(answers::REVIEWER), &REVIEWER_NOTE),
            Part::Date => (header(answers::DATE), &DATE_NOTE),
            Part::Needs => ("须有的材料", &NEEDS_NOTE),
            Part::Evidence => (header(answers::EVIDENCE), &EVIDENCE_NOTE),
            Part::Note => (header(answers::NOTE), &NOTE_NOTE),
        }
    }

    fn holds(self) -> Holds {
        match self {
            Part::Answer | Part::Score | Part::Reviewer | Part::Date | Part::Evidence | Part::Note => Holds::Answer,
            Part::UnitName | Part::Code | Part::Text | Part::Offered | Part::Points | Part::Needs => Holds::Shown,
            Part::Period | Part::Assessor | Part::Unit | Part::Rule | Part::Stage => Holds::Item,
        }
    }
}

struct Sheet<'s> {
    source: Source<'s>,
    items: &'s [Item<'s>],
    asked: &'s [Asked],
    /// Answers to what is not asked in these rows: of other stages or assessors, or given twice.
    given: &'s [Given],
}

impl Sheet<'_> {
    fn column(&self, part: Part) -> Option<Column> {
        let (header, note) = part.says();
        let column = Column {
            header: header.to_owned(),
            holds: part.holds(),
            takes: self.takes(part),
            note: vec![self.source.word(note).to_owned()],
        };
        self.is_wanted(part).then_some(column)
    }

    /// Whether a column has anything to say in this pack.
    fn is_wanted(&self, part: Part) -> bool {
        let any = |wanted: &dyn Fn(&Item<'_>) -> bool| self.items.iter().any(wanted);
        let given = |wanted: &dyn Fn(&Given) -> bool| self.given.iter().any(wanted);
        match part {
            Part::Period => looks_back(self.source) || self.source.known.is_some_and(|frames| frames.periods.len() > 1),
            Part::Assessor => !self.source.program.assessors.is_empty(),
            Part::UnitName => self.source.known.is_some(),
            Part::Stage => any(&|item| !item.stages.is_empty()) || given(&|given| given.stage.is_some()),
            Part::Offered => any(&|item| !self.offered(item.check).is_empty()),
            Part::Points | Part::Score => any(&|item| points(item.check).is_some()),
            Part::Needs => any(&|item| !self.needs(item.check).is_empty()),
            _ => true,
        }
    }

    fn takes(&self, part: Part) -> Takes {
        let program = self.source.program;
        match part {
            Part::Rule => Takes::OneOf(self.items.iter().map(|item| item.check.id.clone()).collect()),
            Part::Stage => Takes::OneOf(program.schema.stages.iter().map(|stage| stage.title.clone()).collect()),
            Part::Assessor => {
                Takes::OneOf(program.assessors.iter().map(|assessor| assessor.title.zh.clone()).collect())
            }
            Part::Date => Takes::Day,
            _ => Takes::Text,
        }
    }

    fn cell(&self, part: Part, asked: &Asked) -> Cell {
        let item = &self.items[asked.item];
        let check = item.check;
        let units = self.source.known.map(|frames| frames.units_of(item.level));
        let of_unit = |text: &dyn Fn(&junheng::table::Units, usize) -> String| {
            units.zip(asked.unit).map_or_else(String::new, |(units, unit)| text(units, unit))
        };
        match part {
            Part::Period => Cell::text(of_unit(&|units, unit| self.period(units.period[unit]))),
            Part::Assessor => Cell::text(asked.assessor.map_or("", |at| &self.source.program.assessors[at].title.zh)),
            Part::Unit => Cell::text(of_unit(&|units, unit| units.codes.get(unit).to_owned())),
            Part::UnitName => Cell::text(of_unit(&|units, unit| units.names.get(unit).to_owned())),
            Part::Stage => Cell::text(asked.stage.map_or("", |stage| &self.source.program.schema[stage].title)),
            _ if part.holds() == Holds::Answer => asked.given.as_ref().map_or(Cell::Empty, |given| told(part, given)),
            _ => self.of_item(part, check),
        }
    }

    fn period(&self, at: u32) -> String {
        self.source.known.and_then(|frames| frames.periods.get(at as usize)).cloned().unwrap_or_default()
    }

    /// What a row says of its item.
    fn of_item(&self, part: Part, check: &Check) -> Cell {
        let record = self.source.pack.rule.iter().find(|rule| rule.id.as_str() == check.id);
        Cell::text(match part {
            Part::Rule => check.id.clone(),
            Part::Code => {
                record.and_then(|rule| rule.code.as_ref()).map_or_else(String::new, |code| code.value.clone())
            }
            Part::Text => {
                let text = record.and_then(|rule| rule.text.as_ref()).map(|text| text.value.clone());
                let title = self.source.language.pick(&[&check.title.zh, &check.title.en]).to_owned();
                if title.is_empty() { text.unwrap_or_default() } else { title }
            }
            Part::Offered => self.source.list(self.offered(check)),
            Part::Points => self.points_text(check),
            Part::Needs => self.needs(check),
            _ => String::new(),
        })
    }

    /// A row for an answer to what is not asked above.
    fn given_cell(&self, part: Part, given: &Given) -> Cell {
        let stage = || given.stage.map_or("", |stage| self.source.program.schema[stage].title.as_str());
        let check = self.items.iter().map(|item| item.check).find(|check| check.id == given.rule);
        match part {
            Part::Period => Cell::text(given.period.as_str()),
            Part::Assessor => Cell::text(given.assessor.as_str()),
            Part::Unit => Cell::text(given.unit.as_str()),
            Part::Stage => Cell::text(stage()),
            Part::UnitName => Cell::Empty,
            _ if part.holds() == Holds::Answer => told(part, given),
            _ => check.map_or(Cell::Empty, |check| self.of_item(part, check)),
        }
    }

    fn offered(&self, check: &Check) -> Vec<String> {
        let Test::Ask(offered) = &check.test else { return Vec::new() };
        offered.iter().map(|(word, _)| self.source.program.words[*word as usize].clone()).collect()
    }

    fn points_text(&self, check: &Check) -> String {
        let Some(points) = points(check) else { return String::new() };
        let step = check.score.as_ref().and_then(|score| score.step.as_ref()).map(|step| to_f64(step).to_string());
        let arguments = [
            ("low", points.low.to_string()),
            ("high", points.high.to_string()),
            ("step", step.clone().unwrap_or_default()),
        ];
        let wording = match (points.taken_off, step.is_some()) {
            (false, false) => &POINTS_FROM_TO,
            (false, true) => &POINTS_IN_STEPS,
            (true, false) => &POINTS_OFF,
            (true, true) => &POINTS_OFF_IN_STEPS,
        };
        self.source.say(wording, &arguments)
    }

    /// What an answer must come with, and what must be shown.
    fn needs(&self, check: &Check) -> String {
        let need = |need: &AnswerNeed| match need {
            AnswerNeed::Reason => self.source.word(&NEED_REASON),
            AnswerNeed::Evidence => self.source.word(&NEED_EVIDENCE),
            AnswerNeed::Date => self.source.word(&NEED_DATE),
        };
        let evidence = self.source.program.rule(&check.id).map_or(&[][..], |rule| &rule.evidence);
        let needs = check.answer_needs.iter().map(need).map(str::to_owned);
        self.source.list(needs.chain(evidence.iter().cloned()))
    }

    /// The answers offered and the points to pick, for the rows of each item.
    fn by_row(&self, parts: &[Part]) -> Vec<RowTakes> {
        let mut found: Vec<RowTakes> = Vec::new();
        let column = |wanted: Part| parts.iter().position(|part| *part == wanted);
        for (row, asked) in self.asked.iter().enumerate() {
            let check = self.items[asked.item].check;
            let offered = Some(self.offered(check)).filter(|offered| !offered.is_empty()).map(Takes::OneOf);
            let picked = points(check).map(|points| Takes::Between(points.low, points.high));
            let takes = column(Part::Answer).zip(offered).into_iter().chain(column(Part::Score).zip(picked));
            for (column, takes) in takes {
                let goes_on =
                    |known: &&mut RowTakes| known.column == column && known.takes == takes && known.rows.1 + 1 == row;
                match found.iter_mut().rev().take(4).find(goes_on) {
                    Some(known) => known.rows.1 = row,
                    None => found.push(RowTakes { column, rows: (row, row), takes }),
                }
            }
        }
        found
    }
}

/// A part of an answer that is known.
fn told(part: Part, given: &Given) -> Cell {
    Cell::text(match part {
        Part::Answer => given.answer.as_str(),
        Part::Score => {
            return given.score.trim().parse().map_or_else(|_| Cell::text(given.score.as_str()), Cell::Number);
        }
        Part::Reviewer => &given.reviewer,
        Part::Date => {
            return junheng::quantity::parse_date(&given.date)
                .map_or_else(|| Cell::text(given.date.as_str()), Cell::Day);
        }
        Part::Evidence => &given.evidence,
        _ => &given.note,
    })
}

/// The points a person picks within.
struct Points {
    low: f64,
    high: f64,
    /// Whether they are taken off.
    taken_off: bool,
}

/// The points a person gives; none where points do not wait for a person.
fn points(check: &Check) -> Option<Points> {
    let score = check.score.as_ref()?;
    let fixed = |line: &&Line| line.condition.fixed();
    // Lines behind one that holds whatever is said are never reached.
    let reached = score.lines.iter().position(|line| fixed(&line) == Some(true)).map_or(score.lines.len(), |at| at + 1);
    let lines = score.lines[..reached].iter().filter(|line| fixed(line) != Some(false));
    let picked = lines.filter_map(|line| match &line.award {
        Award::Picked(low, high) => Some((low, high, false)),
        Award::PickedDeduction(low, high) => Some((low, high, true)),
        _ => None,
    });
    let picked: Vec<(&Exact, &Exact, bool)> = picked.collect();
    if picked.is_empty() {
        let whole = matches!(&check.test, Test::Ask(offered) if offered.is_empty()) && score.lines.is_empty();
        let full = score.full.as_ref().filter(|_| whole)?;
        return Some(Points { low: 0.0, high: to_f64(full), taken_off: false });
    }
    let low = picked.iter().map(|(low, _, _)| *low).min()?;
    let high = picked.iter().map(|(_, high, _)| *high).max()?;
    Some(Points { low: to_f64(low), high: to_f64(high), taken_off: picked.iter().all(|(_, _, off)| *off) })
}
