//! Tables as a person writes them.

use junheng::table::{Ancestor, Column, FieldId, Kind, Part, Presence, Schema, StageId, Texts, Values};

/// One table as a person has it: `—` or an empty cell is blank, `/` is not applicable, `?` cannot be read.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The level its rows are about.
    pub level: String,
    /// Field labels, after the title of a stage in a wide table.
    pub headers: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// The code of the unit.
    pub code: String,
    /// The code of the unit it hangs on; empty for the highest level.
    pub parent: String,
    /// The id of the stage, in a long table.
    pub stage: String,
    /// The period.
    pub period: String,
    /// The cells.
    pub cells: Vec<String>,
}

/// A table about a level, with these columns.
pub fn sheet(level: &str, headers: &[&str]) -> Sheet {
    Sheet { level: level.to_owned(), headers: owned(headers), rows: Vec::new() }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

impl Sheet {
    /// Adds a row about a unit that hangs on another.
    pub fn row(mut self, code: &str, parent: &str, cells: &[&str]) -> Self {
        self.rows.push(Row { code: code.to_owned(), parent: parent.to_owned(), cells: owned(cells), ..Row::default() });
        self
    }

    /// Adds a row about a unit at one stage.
    pub fn at_stage(self, code: &str, parent: &str, stage: &str, cells: &[&str]) -> Self {
        let mut sheet = self.row(code, parent, cells);
        sheet.last().stage = stage.to_owned();
        sheet
    }

    /// Adds a row about a unit in one period.
    pub fn in_period(self, code: &str, parent: &str, period: &str, cells: &[&str]) -> Self {
        let mut sheet = self.row(code, parent, cells);
        sheet.last().period = period.to_owned();
        sheet
    }

    fn last(&mut self) -> &mut Row {
        self.rows.last_mut().expect("a row was just added")
    }

    /// The rows as the engine reads them.
    pub fn part(&self, schema: &Schema) -> Part {
        let level = schema.level(&self.level).expect("the sheet names a level of the pack");
        let mut periods: Vec<String> = self.rows.iter().map(|row| row.period.clone()).collect();
        periods.sort();
        periods.dedup();
        let period = |row: &Row| periods.iter().position(|known| *known == row.period).unwrap_or(0) as u32;
        let staged = self.rows.iter().any(|row| !row.stage.is_empty());
        let stage = |row: &Row| schema.stage(&row.stage).expect("the row names a stage of the pack");
        Part {
            file: 0,
            sheet: Some(self.level.clone()),
            level,
            lines: (0..self.rows.len() as u32).map(|at| at + 2).collect(),
            codes: texts(self.rows.iter().map(|row| row.code.as_str())),
            names: texts(self.rows.iter().map(|row| row.code.as_str())),
            period: self.rows.iter().map(period).collect(),
            periods,
            stage: staged.then(|| self.rows.iter().map(stage).collect()),
            ancestors: schema[level].parents.first().map(|parent| self.ancestor(*parent)).into_iter().collect(),
            columns: self.headers.iter().enumerate().map(|(at, header)| self.column(at, header, schema)).collect(),
            origin: Default::default(),
        }
    }

    fn ancestor(&self, level: junheng::table::LevelId) -> Ancestor {
        let mut codes: Vec<&str> =
            self.rows.iter().map(|row| row.parent.as_str()).filter(|code| !code.is_empty()).collect();
        codes.sort_unstable();
        codes.dedup();
        let unit = |row: &Row| codes.iter().position(|code| *code == row.parent).map_or(Ancestor::NONE, |at| at as u32);
        let unit = self.rows.iter().map(unit).collect();
        Ancestor { level, unit, codes: texts(codes.iter().copied()), names: texts(codes.iter().copied()) }
    }

    fn column(&self, at: usize, header: &str, schema: &Schema) -> Column {
        let (field, stage) = place(header, schema);
        let cells: Vec<&str> = self.rows.iter().map(|row| row.cells[at].trim()).collect();
        let presence = cells.iter().map(|cell| presence(cell)).collect();
        let values = if schema[field].kind == Kind::Word { words(&cells) } else { numbers(&cells) };
        Column { field, stage, position: at as u32 + 3, header: header.to_owned(), values, presence }
    }
}

fn texts<'a>(all: impl Iterator<Item = &'a str>) -> Texts {
    let mut texts = Texts::default();
    all.for_each(|text| texts.push(text));
    texts
}

/// The field of a header, and the stage whose title stands before it.
fn place(header: &str, schema: &Schema) -> (FieldId, Option<StageId>) {
    if let Some(field) = schema.field(header) {
        return (field, None);
    }
    let wide = schema.stages.iter().enumerate().find_map(|(at, stage)| {
        let field = schema.field(header.strip_prefix(stage.title.as_str())?)?;
        Some((field, Some(StageId(at as u8))))
    });
    wide.expect("the header names a field of the pack")
}

fn presence(cell: &str) -> Presence {
    match cell {
        "" | "—" => Presence::Blank,
        "/" => Presence::NotApplicable,
        "?" => Presence::Invalid,
        _ => Presence::Present,
    }
}

fn numbers(cells: &[&str]) -> Values {
    Values::Numbers(cells.iter().map(|cell| cell.parse().unwrap_or(0.0)).collect())
}

fn words(cells: &[&str]) -> Values {
    let mut words: Vec<String> = Vec::new();
    let mut code = |cell: &&str| {
        let known = words.iter().position(|word| word == cell);
        known.unwrap_or_else(|| {
            words.push((*cell).to_owned());
            words.len() - 1
        }) as u32
    };
    let codes = cells.iter().map(&mut code).collect();
    Values::Words { codes, words }
}
