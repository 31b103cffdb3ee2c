//! Fills in the tables of a pack as an office would: invented units, one of each kind of answer, nothing left empty.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use junheng::compile::compile;
use junheng::diagnostic::Language;
use junheng::pack::{self, Files, Library};
use junheng::program::Program;
use junheng::source::Sources;
use junheng::table::LevelId;
use junheng_data::{Cell, Column, Holds, Table, Takes, Template, template};

use crate::command::{entries, repository};

/// The packs of the repository.
struct Rules;

impl Library for Rules {
    fn files(&self, id: &str) -> Option<Files> {
        let folder = repository().join("rules").join(id);
        let is_part = |path: &Path| path.extension().is_some_and(|ending| ending == "toml");
        // `pack.toml` comes first; in name order `pack.a.toml` would.
        let mut files: Vec<_> = entries(&folder).into_iter().filter(|path| is_part(path)).collect();
        files.sort_by_key(|path| (!path.ends_with("pack.toml"), path.clone()));
        let text = |path: &Path| Some((path.to_string_lossy().into_owned(), fs::read_to_string(path).ok()?));
        files.iter().map(|path| text(path)).collect()
    }

    fn ids(&self) -> Vec<String> {
        entries(&repository().join("rules"))
            .iter()
            .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
            .collect()
    }
}

/// A pack to fill tables in for; none for a library.
pub struct Pack {
    pub id: String,
    pack: pack::Pack,
    program: Program,
}

/// Every pack under `rules/` that assesses anything.
pub fn packs() -> Vec<Pack> {
    let load = |id: String| {
        let (read, _, _) = pack::read(&id, &Rules, &mut Sources::default());
        let pack = read.filter(|pack| !pack.pack.library)?;
        let program = compile(&pack).0?;
        Some(Pack { id, pack, program })
    };
    Rules.ids().into_iter().filter_map(load).collect()
}

impl Pack {
    /// The tables to fill in.
    pub fn blank(&self) -> Template {
        template(&self.pack, &self.program, None, Language::Chinese)
    }

    /// The same, filled in.
    pub fn filled(&self) -> Template {
        let mut filled = self.blank();
        let mut units = Units { program: &self.program, known: BTreeMap::new() };
        for table in &mut filled.tables {
            match table.level {
                Some(level) => table.rows = units.rows(level, table),
                None => answer(self, &units, table),
            }
        }
        filled
    }

    /// The levels a judged item is judged at.
    fn levels_of(&self, rule: &str) -> Vec<LevelId> {
        let checks = self.program.checks.iter().filter(|check| check.id == rule && check.is_judged());
        let mut levels: Vec<LevelId> = checks.map(|check| check.grain.level).collect();
        levels.dedup();
        levels
    }
}

/// A unit, as the code of itself and of those above it.
type Chain = BTreeMap<u8, String>;

struct Units<'p> {
    program: &'p Program,
    known: BTreeMap<u8, Vec<Chain>>,
}

impl Units<'_> {
    /// The codes of a level, whether it has a table or only others name it.
    fn codes(&self, level: LevelId) -> BTreeSet<String> {
        self.known.values().flatten().filter_map(|chain| chain.get(&level.0).cloned()).collect()
    }

    /// A row for every unit, stage and year: one unit of the level that is assessed, two below each unit above.
    fn rows(&mut self, level: LevelId, table: &Table) -> Vec<Vec<Cell>> {
        let chains = self.chains(level, table);
        self.known.insert(level.0, chains.clone());
        let in_stage = table.columns.iter().any(|column| column.holds == Holds::Stage);
        let stages = if in_stage { self.program.schema.stages.len() } else { 1 };
        let mut rows = Vec::new();
        for year in years(table) {
            for chain in &chains {
                rows.extend((0..stages).map(|stage| self.row(table, level, chain, stage, year)));
            }
        }
        rows
    }

    fn chains(&self, level: LevelId, table: &Table) -> Vec<Chain> {
        let above = table.columns.iter().filter_map(|column| match column.holds {
            Holds::Code(of) | Holds::Name(of) if of != level => Some(of),
            _ => None,
        });
        let above: Vec<LevelId> = above.collect();
        let Some(parent) = above.last() else { return vec![Chain::from([(level.0, format!("A{}", level.0))])] };
        let alone = vec![above.iter().map(|of| (of.0, format!("A{}", of.0))).collect()];
        let parents = self.known.get(&parent.0).unwrap_or(&alone);
        let below = |(at, parent): (usize, &Chain)| {
            let code = move |number: usize| format!("U{}-{at}-{number}", level.0);
            (0..2)
                .map(|number| {
                    parent.iter().map(|(of, code)| (*of, code.clone())).chain([(level.0, code(number))]).collect()
                })
                .collect::<Vec<Chain>>()
        };
        parents.iter().enumerate().flat_map(below).collect()
    }

    fn row(&self, table: &Table, level: LevelId, chain: &Chain, stage: usize, year: &str) -> Vec<Cell> {
        let unit = |of: LevelId| chain.get(&of.0).cloned().unwrap_or_else(|| format!("A{}", of.0));
        let own = |of: LevelId, text: String| {
            if of == level && table.columns.iter().any(|column| column.holds == Holds::Stage) {
                format!("{text}-{stage}")
            } else {
                text
            }
        };
        let cell = |column: &Column| match column.holds {
            Holds::Period => Cell::Text(year.to_owned()),
            Holds::Code(of) => Cell::Text(own(of, unit(of))),
            Holds::Name(of) => Cell::Text(own(of, format!("名{}", unit(of)))),
            Holds::Stage => Cell::Text(self.program.schema.stages[stage].title.clone()),
            _ => value(&column.takes),
        };
        table.columns.iter().map(cell).collect()
    }
}

/// The years to fill in, as the note on their column asks for.
fn years(table: &Table) -> &'static [&'static str] {
    let period = table.columns.iter().find(|column| column.holds == Holds::Period);
    let several = period.is_some_and(|column| column.note.iter().any(|line| line.contains("每年一行")));
    if several { &["2021", "2022", "2023"] } else { &["2023"] }
}

/// Something that may stand in a cell.
fn value(takes: &Takes) -> Cell {
    match takes {
        Takes::Text | Takes::CodeIn(..) => Cell::Text("文".to_owned()),
        Takes::Number { .. } => Cell::Number(40.0),
        Takes::Day => Cell::Day(19_530),
        Takes::OneOf(words) => Cell::Text(words[0].clone()),
        Takes::Between(_, high) => Cell::Number(*high),
    }
}

/// Answers every item for every unit of its level.
fn answer(pack: &Pack, units: &Units<'_>, table: &mut Table) {
    let at = |header: &str| table.columns.iter().position(|column| column.header == header);
    let (rule, unit, year) = (at("条款").expect("a rule column"), at("单元").expect("a unit column"), at("统计年份"));
    let signed: Vec<(usize, Cell)> = [("评审人", "评审员"), ("佐证", "文件"), ("备注", "理由")]
        .iter()
        .filter_map(|(header, text)| Some((at(header)?, Cell::Text((*text).to_owned()))))
        .chain(at("日期").map(|at| (at, Cell::Day(19_600))))
        .collect();
    let mut rows = Vec::new();
    for (number, asked) in table.rows.iter().enumerate() {
        let Cell::Text(id) = &asked[rule] else { continue };
        let mut row = asked.clone();
        signed.iter().for_each(|(at, cell)| row[*at] = cell.clone());
        for takes in table.by_row.iter().filter(|takes| (takes.rows.0..=takes.rows.1).contains(&number)) {
            row[takes.column] = value(&takes.takes);
        }
        let years = if year.is_some() { &["2021", "2022", "2023"][..] } else { &[""] };
        for level in pack.levels_of(id) {
            for code in units.codes(level) {
                for said in years {
                    row[unit] = Cell::Text(code.clone());
                    if let Some(year) = year {
                        row[year] = Cell::Text((*said).to_owned());
                    }
                    rows.push(row.clone());
                }
            }
        }
    }
    table.rows = rows;
    table.by_row.clear();
}
