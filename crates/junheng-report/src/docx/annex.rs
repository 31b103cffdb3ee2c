//! What stands behind a report: school by school, the doubts about the data, what it all rests on.

use junheng::assessment::State;

use super::block::{self, Block, Cell};
use super::tables::tone;
use super::wording as own;
use crate::head::reading;
use crate::paper::Paper;
use crate::record::{Doubt, Finding};
use crate::schools::{self, Row, Table, table};
use crate::wording;

/// More doubts than these are only counted.
const DOUBTS: usize = 60;

/// A row for each unit below that was measured.
pub(super) fn schools(paper: Paper<'_>) -> Option<Block> {
    let Table { measures, rows } = table(paper);
    if rows.is_empty() {
        return None;
    }
    let mut head = vec![paper.word(&wording::COLUMN_NAME), paper.word(&wording::COLUMN_STAGE)];
    head.extend(measures.iter().map(|measure| measure.found.item.as_str()));
    head.extend([paper.word(&own::COLUMN_WHOLE), paper.word(&own::COLUMN_OTHERS)]);
    let mut widths = vec![24, 8];
    widths.extend(measures.iter().map(|_| 10));
    widths.extend([11, 24]);
    Some(Block::Table(block::Table::new(&widths, &head, rows.iter().map(|row| school(paper, row)).collect())))
}

/// What the codes over the table of schools mean.
pub(super) fn schools_hint(paper: Paper<'_>) -> Option<Block> {
    let measures = table(paper).measures;
    let named = |measure: &&Finding| {
        let arguments = [("code", measure.found.item.clone()), ("title", paper.title(&measure.title).to_owned())];
        paper.say(&own::ITEM_NAMED, &arguments)
    };
    let named: Vec<String> = measures.iter().map(named).collect();
    let items = named.join(paper.word(&wording::CLAUSE_SEPARATOR));
    (!measures.is_empty()).then(|| Block::Note(paper.say(&own::SCHOOLS_HINT, &[("items", items)])))
}

fn school(paper: Paper<'_>, row: &Row<'_>) -> Vec<Cell> {
    let mut cells = vec![Cell::text(row.name), Cell::text(row.stage.map_or("", |stage| paper.stage(stage)))];
    cells.extend(row.of.iter().map(|measure| measure.as_ref().map_or_else(Cell::blank, |of| measured(paper, of))));
    cells.push(
        row.whole.as_ref().map_or_else(Cell::blank, |whole| {
            Cell::text(paper.state(whole.state, whole.grade)).toned(tone(whole.state))
        }),
    );
    let fails = row.fails.join(paper.word(&wording::LIST_SEPARATOR));
    let is_failing = if fails.is_empty() { State::Met } else { State::NotMet };
    cells.push(Cell::text(fails).toned(tone(is_failing)));
    cells
}

fn measured(paper: Paper<'_>, measure: &schools::Cell<'_>) -> Cell {
    let told = match measure.value {
        Some(_) => measure.shown[0].clone(),
        None => paper.state(measure.state, measure.grade),
    };
    Cell::number(told).toned(tone(measure.state))
}

/// What was doubtful when the data was read.
pub(super) fn doubts(paper: Paper<'_>) -> Block {
    let all: Vec<&Doubt> = paper.record.run.data.iter().flat_map(|file| &file.doubts).collect();
    if all.is_empty() {
        return Block::Text(paper.word(&own::NO_DOUBTS).to_owned());
    }
    let cells = |doubt: &Doubt| doubt.cells.join(paper.word(&wording::LIST_SEPARATOR));
    let mut rows: Vec<Vec<Cell>> = all
        .iter()
        .take(DOUBTS)
        .map(|doubt| vec![Cell::text(paper.title(&doubt.text)), Cell::text(cells(doubt))])
        .collect();
    if all.len() > DOUBTS {
        let more = paper.say(&own::MORE_DOUBTS, &[("count", (all.len() - DOUBTS).to_string())]);
        rows.push(vec![Cell::text(more).over(2)]);
    }
    let head = [paper.word(&own::COLUMN_DOUBT), paper.word(&wording::COLUMN_CELLS)];
    Block::Table(block::Table::new(&[60, 40], &head, rows))
}

/// Packs, readings and files, with their fingerprints.
pub(super) fn sources(paper: Paper<'_>) -> Block {
    let run = &paper.record.run;
    let row = |kind, what: String, hash: &str| vec![Cell::text(paper.word(kind)), Cell::text(what), Cell::text(hash)];
    let readings = run.parameters.iter().map(|parameter| row(&own::KIND_READING, reading(paper, parameter), ""));
    let packs =
        run.packs.iter().map(|pack| row(&own::KIND_PACK, format!("{} {}", pack.id, pack.version), &pack.sha256));
    let plugins = run
        .plugins
        .iter()
        .map(|plugin| row(&own::KIND_PLUGIN, format!("{} {}", plugin.id, plugin.version), &plugin.sha256));
    let files = run.data.iter().map(|file| row(&own::KIND_DATA, file.name.clone(), &file.sha256));
    let engine = paper.say(&own::ENGINE, &[("version", run.engine.clone())]);
    let rows = packs.chain(plugins).chain(readings).chain(files).chain([row(&own::KIND_ENGINE, engine, "")]).collect();
    let head = [&own::COLUMN_KIND, &own::COLUMN_WHAT, &own::COLUMN_HASH].map(|column| paper.word(column));
    Block::Table(block::Table::new(&[12, 44, 44], &head, rows))
}
