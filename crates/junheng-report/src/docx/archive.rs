//! The archive of an assessment: which papers are wanted, there and missing, and the sheets that go into and onto boxes.

use std::io::{self, Write};

use super::block::{Block, Cell, Table, Tone};
use super::evidence::{Paper as Sheet, Standing, Volume, volumes};
use super::package;
use super::report::numeral;
use super::wording as own;
use crate::head::days;
use crate::paper::Paper;
use crate::wording;

/// More spines than these do not stand side by side on a sheet.
const SPINES: usize = 5;
/// Labels in a row.
const LABELS: usize = 2;

/// Writes the archive of a unit.
pub fn write_archive(out: &mut dyn Write, paper: Paper<'_>) -> io::Result<()> {
    let title = paper.say(&own::ARCHIVE_TITLE, &[("unit", paper.unit_name().to_owned())]);
    let volumes = volumes(paper);
    let mut blocks = vec![Block::Title(title.clone()), Block::Text(days(paper)), Block::Text(counts(paper, &volumes))];
    if volumes.is_empty() {
        blocks.push(Block::Text(paper.word(&own::NO_EVIDENCE).to_owned()));
    } else {
        blocks.push(Block::Note(paper.word(&own::ARCHIVE_HINT).to_owned()));
        blocks.extend([Block::Turn, chapter(paper, 1, &own::CATALOGUE), catalogue(paper, &volumes), Block::Turn]);
        for volume in &volumes {
            blocks.extend(inside(paper, volume));
        }
        blocks.push(chapter(paper, 2, &own::SPINES));
        blocks.extend(spines(paper, &volumes));
        blocks.extend([Block::PageBreak, chapter(paper, 3, &own::LABELS), labels(&volumes)]);
    }
    package::write(out, paper.language, &title, &blocks)
}

fn chapter(paper: Paper<'_>, number: usize, title: &'static crate::wording::Wording) -> Block {
    let arguments = [("number", numeral(paper.language, number)), ("title", paper.word(title).to_owned())];
    Block::Heading(1, paper.say(&own::CHAPTER, &arguments))
}

fn counts(paper: Paper<'_>, volumes: &[Volume<'_>]) -> String {
    let sheets: Vec<&Sheet<'_>> = volumes.iter().flat_map(|volume| &volume.papers).collect();
    let count = |wanted: Standing| sheets.iter().filter(|sheet| sheet.standing == wanted).count();
    let arguments = [
        ("wanted", (sheets.len() - count(Standing::Besides)).to_string()),
        ("present", count(Standing::There).to_string()),
        ("missing", count(Standing::Absent).to_string()),
        ("short", count(Standing::YearsShort).to_string()),
        ("other", count(Standing::Besides).to_string()),
    ];
    paper.say(&own::ARCHIVE_COUNTS, &arguments)
}

fn catalogue(paper: Paper<'_>, volumes: &[Volume<'_>]) -> Block {
    let head = [
        paper.word(&own::COLUMN_LABEL),
        paper.word(&wording::COLUMN_RULE),
        paper.word(&own::COLUMN_WANTED),
        paper.word(&own::COLUMN_GIVEN),
        paper.word(&own::COLUMN_YEARS),
        paper.word(&own::COLUMN_STANDING),
        paper.word(&own::COLUMN_HASH),
    ];
    let rows = volumes.iter().flat_map(|volume| &volume.papers).map(|sheet| catalogued(paper, sheet)).collect();
    Block::Table(Table::new(&[13, 22, 18, 22, 13, 8, 24], &head, rows))
}

fn catalogued(paper: Paper<'_>, sheet: &Sheet<'_>) -> Vec<Cell> {
    let (said, tone) = match sheet.standing {
        Standing::There => (&own::THERE, Tone::Plain),
        Standing::Absent => (&own::ABSENT, Tone::Failing),
        Standing::YearsShort => (&own::YEARS_SHORT, Tone::Open),
        Standing::Besides => (&own::BESIDES, Tone::Plain),
    };
    let given = sheet.given.join("\n");
    let prints = sheet.prints.iter().map(|print| print.unwrap_or(paper.word(&own::NOT_FOUND)));
    vec![
        Cell::text(&sheet.label),
        Cell::text(sheet.rule),
        Cell::text(sheet.wanted.unwrap_or_default()),
        Cell::text(given),
        Cell::text(years(paper, sheet)),
        Cell::text(paper.word(said)).toned(tone),
        Cell::text(prints.collect::<Vec<_>>().join("\n")),
    ]
}

fn years(paper: Paper<'_>, sheet: &Sheet<'_>) -> String {
    let years = sheet.years.iter().map(u32::to_string).collect::<Vec<_>>().join(paper.word(&wording::LIST_SEPARATOR));
    match sheet.years_wanted {
        Some(count) => paper.say(&own::YEARS_WANTED, &[("years", years), ("count", count.to_string())]),
        None => years,
    }
}

/// The contents of a volume and its reference sheet: what only people know is left to them.
fn inside(paper: Paper<'_>, volume: &Volume<'_>) -> Vec<Block> {
    let part = ("part", volume.title.clone());
    let given: Vec<(&Sheet<'_>, &str)> =
        volume.papers.iter().flat_map(|sheet| sheet.given.iter().map(move |given| (sheet, *given))).collect();
    let row = |(at, (sheet, given)): (usize, &(&Sheet<'_>, &str))| {
        let mut row = vec![Cell::text((at + 1).to_string()), Cell::blank(), Cell::blank(), Cell::text(*given)];
        row.extend([Cell::blank(), Cell::blank(), Cell::text(&sheet.label)]);
        row
    };
    let head = [
        &own::COLUMN_NUMBER,
        &own::COLUMN_NUMBER_OF_PAPER,
        &own::COLUMN_ISSUER,
        &own::COLUMN_NAME,
        &own::COLUMN_DATE,
        &own::COLUMN_PAGES,
        &own::COLUMN_REMARK,
    ];
    let rows = given.iter().enumerate().map(row).collect();
    let index = Table::new(&[8, 14, 14, 32, 12, 8, 16], &head.map(|column| paper.word(column)), rows);
    vec![
        Block::Caption(paper.say(&own::VOLUME_INDEX, std::slice::from_ref(&part))),
        Block::Table(Table { heights: vec![9], ..index }),
        Block::Caption(paper.say(&own::REFERENCE_SHEET, &[part])),
        reference_sheet(paper, volume, given.len()),
        Block::PageBreak,
    ]
}

fn reference_sheet(paper: Paper<'_>, volume: &Volume<'_>, present: usize) -> Block {
    let missing = volume.papers.iter().filter(|sheet| sheet.standing == Standing::Absent).count();
    let arguments = [("present", present.to_string()), ("missing", missing.to_string())];
    let row = |label, text: String| vec![Cell::label(paper.word(label)), Cell::text(text)];
    let rows = vec![
        row(&own::VOLUME_STATE, paper.say(&own::VOLUME_COUNTS, &arguments)),
        row(&own::ARRANGED_BY, String::new()),
        row(&own::CHECKED_BY, String::new()),
        row(&own::ARRANGED_ON, String::new()),
    ];
    Block::Table(Table { heights: vec![24, 12], ..Table::new(&[25, 75], &[], rows) })
}

/// A spine for each volume, to be cut out.
fn spines(paper: Paper<'_>, volumes: &[Volume<'_>]) -> Vec<Block> {
    let numbered: Vec<(usize, &Volume<'_>)> = volumes.iter().enumerate().collect();
    let sheets = numbered.chunks(SPINES).map(|volumes| {
        let row = |label, cell: &dyn Fn(usize, &Volume<'_>) -> Cell| {
            let cells = volumes.iter().map(|(at, volume)| cell(*at, volume));
            std::iter::once(Cell::label(paper.word(label))).chain(cells).collect::<Vec<Cell>>()
        };
        let rows = vec![
            row(&own::FONDS, &|_, _| Cell::blank()),
            row(&own::YEAR, &|_, _| Cell::text(&paper.unit.period)),
            row(&own::KEPT_FOR, &|_, _| Cell::blank()),
            row(&own::SUBJECT, &|_, volume| Cell::text(&volume.title).vertical()),
            row(&own::FROM_TO, &|_, volume| Cell::text(range(paper, volume))),
            row(&own::BOX, &|at, _| Cell::text((at + 1).to_string())),
        ];
        let widths: Vec<u32> = std::iter::once(18).chain(volumes.iter().map(|_| 16)).collect();
        Block::Table(Table { heights: vec![14, 12, 12, 110, 14, 14], ..Table::new(&widths, &[], rows) })
    });
    sheets.collect()
}

fn range(paper: Paper<'_>, volume: &Volume<'_>) -> String {
    match volume.papers.iter().map(|sheet| sheet.given.len()).sum::<usize>() {
        0 => String::new(),
        last => paper.say(&own::RANGE, &[("last", last.to_string())]),
    }
}

/// A label for each paper that is wanted or there, to be cut out.
fn labels(volumes: &[Volume<'_>]) -> Block {
    let cells: Vec<Cell> = volumes
        .iter()
        .flat_map(|volume| &volume.papers)
        .map(|sheet| Cell::text(format!("{}\n{}", sheet.label, sheet.wanted.unwrap_or(sheet.rule))))
        .collect();
    let rows = cells.chunks(LABELS).map(|cells| {
        let mut row = cells.to_vec();
        row.resize(LABELS, Cell::blank());
        row
    });
    Block::Table(Table { heights: vec![22], ..Table::new(&[50; LABELS], &[], rows.collect()) })
}
