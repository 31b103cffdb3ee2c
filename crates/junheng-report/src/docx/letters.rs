//! 一校一策: a letter to every school that fails something, one page each.

use std::collections::BTreeMap;
use std::io::{self, Write};

use junheng::assessment::State;

use super::block::{Block, Cell, Table};
use super::fit::Page;
use super::package;
use super::tables::at_stage;
use super::wording as own;
use crate::context::with_unit;
use crate::layout::cut;
use crate::number::shown;
use crate::paper::{Paper, state};
use crate::record::{Failing, Finding, Found};

/// A text longer than this, in columns, is cut: it stands in full in the result.
const COLUMNS: usize = 220;
/// The name of a unit longer than this is cut in the title of a letter.
const NAME: usize = 36;
/// Empty rows to fill in, and how many where what fails needs the room.
const ROWS: usize = 4;
const FEW: usize = 2;
/// How high each is, in millimetres: lower where the page is full.
const LOW: u32 = 9;
const HIGH: u32 = 16;

/// A school and what it fails.
pub(super) struct Case<'a> {
    /// Its name.
    pub name: &'a str,
    failures: Vec<&'a Failing>,
}

/// Writes the letters of a unit to its schools.
pub fn write_letters(out: &mut dyn Write, paper: Paper<'_>) -> io::Result<()> {
    let cases = cases(paper);
    let mut blocks = Vec::new();
    let numbers = Numbers::of(paper);
    for (at, case) in cases.iter().enumerate() {
        blocks.extend((at > 0).then_some(Block::PageBreak));
        blocks.extend(letter(paper, &numbers, case));
    }
    if cases.is_empty() {
        blocks.push(Block::Text(paper.word(&own::LETTERS_NONE).to_owned()));
    }
    package::write(out, paper.language, &title(paper), &blocks)
}

fn title(paper: Paper<'_>) -> String {
    paper.say(&own::LETTER_TITLE, &[("unit", cut(paper.unit_name(), NAME))])
}

/// The schools that fail something, in the order of the data.
fn cases(paper: Paper<'_>) -> Vec<Case<'_>> {
    let Some(level) = addressed(paper) else { return Vec::new() };
    let mut cases: Vec<Case<'_>> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for row in paper.unit.tables.iter().filter(|table| table.level == level).flat_map(|table| &table.rows) {
        places.entry(&row.unit).or_insert_with(|| {
            let name = if row.name.is_empty() { &row.unit } else { &row.name };
            cases.push(Case { name, failures: Vec::new() });
            cases.len() - 1
        });
    }
    let above = above(paper);
    for failing in &paper.unit.failing {
        let own = (failing.level == level).then_some(failing.unit.as_str());
        let hung = || {
            above
                .get(&(failing.level.as_str(), failing.unit.as_str()))?
                .iter()
                .copied()
                .find(|code| places.contains_key(code))
        };
        if let Some(case) = own.or_else(hung).and_then(|code| places.get(code)) {
            cases[*case].failures.push(failing);
        }
    }
    cases.retain(|case| !case.failures.is_empty());
    cases
}

/// The level whose units have stages: a school; where none has, the first below the unit.
fn addressed(paper: Paper<'_>) -> Option<&str> {
    let below = || paper.unit.tables.iter().filter(|table| table.level != paper.unit.level);
    let staged = below().find(|table| table.rows.iter().any(|row| row.stage.is_some()));
    staged.or_else(|| below().next()).map(|table| table.level.as_str())
}

/// The units that each unit hangs on.
fn above(paper: Paper<'_>) -> BTreeMap<(&str, &str), Vec<&str>> {
    let rows = paper.unit.tables.iter().flat_map(|table| table.rows.iter().map(|row| (table.level.as_str(), row)));
    rows.map(|(level, row)| ((level, row.unit.as_str()), row.under.iter().map(String::as_str).collect())).collect()
}

/// A letter, as much of it as a page holds: what fails is counted in full.
fn letter(paper: Paper<'_>, numbers: &Numbers<'_>, case: &Case<'_>) -> Vec<Block> {
    let lines: Vec<Vec<Cell>> = case.failures.iter().flat_map(|failing| lines(paper, numbers, failing)).collect();
    let period = Some(paper.unit.period.clone()).filter(|period| !period.is_empty());
    let not_stated = || paper.word(&crate::wording::NOT_STATED).to_owned();
    let arguments = [
        ("document", paper.record.run.pack.document.clone()),
        ("period", period.unwrap_or_else(not_stated)),
        ("count", lines.len().to_string()),
    ];
    let mut page = Page::new();
    let head = [
        Block::Title(title(paper)),
        Block::Letter(paper.say(&own::LETTER_TO, &[("school", case.name.to_owned())])),
        Block::Letter(paper.say(&own::LETTER_TEXT, &arguments)),
    ];
    let signed = Block::Note(paper.word(&own::SIGNED).to_owned());
    head.iter().chain([&signed]).for_each(|block| page.take(block));
    let (failures, to_fill_in) = tables(paper, &lines, &page);
    head.into_iter().chain([failures, to_fill_in].map(Block::Table)).chain([signed]).collect()
}

/// What fails, and the rows to fill in: fewer of them where not all that fails has room beside the usual number.
fn tables(paper: Paper<'_>, lines: &[Vec<Cell>], page: &Page) -> (Table, Table) {
    let beside = |rows: usize| {
        let mut page = page.clone();
        page.take(&Block::Table(to_fill_in(paper, rows, LOW)));
        let (failures, all) = failures(paper, lines, &mut page);
        let higher = page.millimetres() / rows as u32;
        (failures, to_fill_in(paper, rows, (LOW + higher).min(HIGH)), all)
    };
    let (failures, to_fill_in, all) = beside(ROWS);
    if all {
        return (failures, to_fill_in);
    }
    let (failures, to_fill_in, _) = beside(FEW);
    (failures, to_fill_in)
}

/// As much of what fails as a page holds, and whether that is all.
fn failures(paper: Paper<'_>, lines: &[Vec<Cell>], page: &mut Page) -> (Table, bool) {
    let head = [&own::COLUMN_ITEM, &own::COLUMN_VALUE, &own::COLUMN_REQUIRED, &own::COLUMN_GAP, &own::COLUMN_SOURCE];
    let mut table = Table::new(&[30, 16, 16, 15, 23], &head.map(|column| paper.word(column)), Vec::new());
    let all = lines.len();
    let more = |count: usize| {
        vec![Cell::text(paper.say(&own::AND_MORE_LINES, &[("count", count.to_string())])).over(table.widths.len())]
    };
    let last = more(all);
    page.take(&Block::Table(Table { rows: vec![last], ..table.clone() }));
    let kept = lines.iter().filter(|line| page.take_if(&table.widths, line)).cloned().collect::<Vec<_>>();
    let rest = all - kept.len();
    let last = (rest > 0).then(|| more(rest));
    table.rows = kept.into_iter().chain(last).collect();
    (table, rest == 0)
}

/// Empty rows: what is to be done, by whom and by when is not ours to say.
fn to_fill_in(paper: Paper<'_>, rows: usize, height: u32) -> Table {
    let head = [&own::COLUMN_NUMBER, &own::COLUMN_MEASURE, &own::COLUMN_PERSON, &own::COLUMN_DEADLINE];
    let row = |number: usize| vec![Cell::text(number.to_string()), Cell::blank(), Cell::blank(), Cell::blank()];
    let table = Table::new(&[8, 56, 16, 20], &head.map(|column| paper.word(column)), (1..=rows).map(row).collect());
    Table { heights: vec![height], ..table }
}

/// What fails: a line for each measure with its number, or one for what has none.
fn lines(paper: Paper<'_>, numbers: &Numbers<'_>, failing: &Failing) -> Vec<Vec<Cell>> {
    let head = paper.record.run.rules.iter().find(|head| head.id == failing.rule);
    let cite = head.map_or("", |head| head.cite.as_str());
    let (members, whole): (Vec<&Found>, Vec<&Found>) =
        numbers.behind(failing).iter().partition(|found| !found.item.is_empty());
    let numbers = if members.is_empty() { whole } else { members };
    if numbers.is_empty() {
        let title = head.map_or(failing.rule.as_str(), |head| paper.rule_title(head));
        let told = cut(paper.title(&failing.told), COLUMNS);
        return vec![vec![
            Cell::text(at_stage(paper, title, failing.stage.as_deref())),
            Cell::text(told).over(3),
            Cell::text(cite),
        ]];
    }
    numbers.iter().map(|found| measured(paper, found, cite)).collect()
}

/// The numbers that do not meet their limit, by the rule, unit and stage they are about.
struct Numbers<'a>(BTreeMap<(&'a str, &'a str, Option<&'a str>), Vec<&'a Found>>);

impl<'a> Numbers<'a> {
    fn of(paper: Paper<'a>) -> Self {
        let mut numbers: BTreeMap<_, Vec<&Found>> = BTreeMap::new();
        for found in paper.unit.below.iter().flatten().filter(|found| is_failing_number(found)) {
            let about = (found.rule.as_str(), found.unit.as_str(), found.stage.as_deref());
            numbers.entry(about).or_default().push(found);
        }
        Self(numbers)
    }

    /// What a unit fails with.
    fn behind(&self, failing: &'a Failing) -> &[&'a Found] {
        let about = (failing.rule.as_str(), failing.unit.as_str(), failing.stage.as_deref());
        self.0.get(&about).map_or(&[], Vec::as_slice)
    }
}

fn is_failing_number(found: &Found) -> bool {
    let is_number = found.value.is_some() && found.tally.is_none() && found.limit.is_some();
    is_number && state(found.state.as_deref()) == State::NotMet
}

fn measured(paper: Paper<'_>, found: &Found, cite: &str) -> Vec<Cell> {
    let of = |finding: &&Finding| finding.found.rule == found.rule && finding.found.item == found.item;
    let finding = paper.unit.findings.iter().find(of);
    let title = finding.map_or("", |finding| paper.title(&finding.title));
    let named = paper.say(&own::ITEM_NAMED, &[("code", found.item.clone()), ("title", title.to_owned())]);
    let named = named.trim().to_owned();
    let cite = finding.map_or(cite, |finding| finding.cite.as_str());
    let places = finding.and_then(|finding| finding.places);
    vec![
        Cell::text(at_stage(paper, &named, found.stage.as_deref())),
        Cell::number(paper.value(found, places).unwrap_or_default()),
        Cell::number(paper.requirement(found).unwrap_or_default()),
        Cell::number(gap(found, places).unwrap_or_default()),
        Cell::text(cite),
    ]
}

/// How far a value is from its limit, with the places of the value; with more, where these show nothing.
fn gap(found: &Found, places: Option<u32>) -> Option<String> {
    let gap = (found.value? - found.limit.as_ref()?.value?).abs();
    let places = places.filter(|places| gap * 10_f64.powi(*places as i32) >= 0.5);
    Some(with_unit(&shown(gap, places), &found.unit_of_value))
}
