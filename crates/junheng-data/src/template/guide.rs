//! The instructions: how the tables are filled in, what they are, what every column means.

use junheng::table::Field;

use super::levels::{is_computed, is_owed};
use super::note::looks_back;
use super::wording::*;
use super::{Source, Table};

/// The instructions, part by part.
#[derive(Debug, Clone, Default)]
pub struct Guide {
    /// The name of the sheet or file.
    pub name: String,
    /// The sheet with words that are too long for a list in a cell.
    pub lists: String,
    /// The title, which says that this is no table.
    pub title: String,
    /// What a workbook says, line by line.
    pub workbook: Vec<Line>,
    /// What stands beside csv files.
    pub text: Vec<Line>,
    /// What a cell says that is refused.
    pub(super) refusals: Refusals,
}

/// A line of the instructions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// The heading of a part.
    Heading(String),
    /// A sentence.
    Sentence(String),
    /// The header of a list.
    Header(Vec<String>),
    /// A row of it.
    Row(Vec<String>),
}

/// What is said where a cell refuses what was typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Refusals {
    pub title: String,
    pub word: String,
    pub count: String,
    pub number: String,
    pub any_count: String,
    pub any_number: String,
    pub day: String,
    /// With `{low}` and `{high}`.
    pub points: String,
    /// With `{table}`.
    pub code: String,
    /// Texts that mean "does not apply".
    pub marks: Vec<String>,
}

/// The instructions for these tables.
pub fn guide(source: Source<'_>, tables: &[Table]) -> Guide {
    let title = source.program.about.title.clone();
    let title = source.language.pick(&[&title.zh, &title.en]).to_owned();
    Guide {
        name: source.word(&GUIDE).to_owned(),
        lists: source.word(&LISTS).to_owned(),
        title: not_read(&source.say(&TITLE, &[("pack", title)]), source.language),
        workbook: lines(source, tables, [&HOW_HEADERS, &HOW_NOTES, &HOW_CHECK]),
        text: lines(source, tables, [&HOW_TEXT_HEADERS, &HOW_TEXT_NOTES, &HOW_TEXT_CHECK]),
        refusals: refusals(source),
    }
}

fn lines(source: Source<'_>, tables: &[Table], own: [&Wording; 3]) -> Vec<Line> {
    let mut lines = head(source);
    lines.extend(how(source, tables, own));
    lines.extend(list_of_tables(source, tables));
    lines.extend(list_of_columns(source, tables));
    lines.extend(left_out(source));
    lines
}

fn head(source: Source<'_>) -> Vec<Line> {
    let about = &source.program.about;
    let pick = |title: &junheng::pack::Title| source.language.pick(&[&title.zh, &title.en]).to_owned();
    let standard = source.say(
        &STANDARD,
        &[
            ("title", pick(&about.title)),
            ("id", about.id.clone()),
            ("version", about.version.clone()),
            ("document", about.document.clone()),
        ],
    );
    let said = [pick(&about.notice), standard, pick(&about.note)];
    said.into_iter().filter(|text| !text.is_empty()).map(Line::Sentence).collect()
}

/// How the tables are filled in; of headers, notes and checks a workbook and a text have their own to say.
fn how(source: Source<'_>, tables: &[Table], [headers, notes, check]: [&Wording; 3]) -> Vec<Line> {
    let schema = &source.program.schema;
    let mark = schema.not_applicable.first().cloned().unwrap_or_default();
    let id = source.program.about.id.clone();
    let answers = tables.iter().find(|table| table.level.is_none());
    let below = answers.is_some() && source.known.is_none() && judges_below(source);
    let wanted = [
        (true, headers),
        (true, &HOW_EMPTY),
        (true, &HOW_UNITS),
        (tables.len() > 1, &HOW_CODES),
        (true, &HOW_ROWS),
        (looks_back(source), &HOW_PERIODS),
        (true, notes),
        (answers.is_some(), &HOW_ANSWERS),
        (below, &HOW_UNITS_BELOW),
        (true, check),
    ];
    let table = answers.map_or_else(String::new, |table| table.name.clone());
    let arguments = [("mark", mark), ("id", id), ("table", table)];
    let said = wanted.into_iter().filter(|(wanted, _)| *wanted).enumerate();
    let said =
        said.map(|(at, (_, wording))| Line::Sentence(format!("{}. {}", at + 1, source.say(wording, &arguments))));
    std::iter::once(Line::Heading(source.word(&HOW).to_owned())).chain(said).collect()
}

/// Whether items are judged of units below those that are assessed.
fn judges_below(source: Source<'_>) -> bool {
    let program = source.program;
    program.checks.iter().any(|check| check.is_judged() && program.schema.is_below(check.grain.level, program.subject))
}

fn list_of_tables(source: Source<'_>, tables: &[Table]) -> Vec<Line> {
    let words = |wordings: [&Wording; 4]| wordings.map(|wording| source.word(wording).to_owned()).to_vec();
    let about = |table: &Table| match table.level {
        None => source.word(&ROW_OF_ANSWERS).to_owned(),
        Some(level) => {
            let level = &source.program.schema[level];
            let wording = if level.in_stage { &ROW_OF_STAGE } else { &ROW_OF_LEVEL };
            source.say(wording, &[("level", level.title.clone())])
        }
    };
    let row = |table: &Table| {
        let counts = [table.columns.len(), table.rows.len()].map(|count| count.to_string());
        Line::Row([table.name.clone(), about(table)].into_iter().chain(counts).collect())
    };
    let head =
        [Line::Heading(source.word(&TABLES_PART).to_owned()), Line::Header(words([&TABLE, &ABOUT, &COLUMNS, &ROWS]))];
    head.into_iter().chain(tables.iter().map(row)).collect()
}

fn list_of_columns(source: Source<'_>, tables: &[Table]) -> Vec<Line> {
    let header = [&TABLE, &COLUMN, &FILLING].map(|wording| source.word(wording).to_owned()).to_vec();
    let rows = tables.iter().flat_map(|table| {
        table
            .columns
            .iter()
            .map(|column| Line::Row(vec![table.name.clone(), column.header.clone(), column.note.join("\n")]))
    });
    [Line::Heading(source.word(&COLUMNS_PART).to_owned()), Line::Header(header)].into_iter().chain(rows).collect()
}

/// The fields that are not asked for: those computed from others, and those that matter later.
fn left_out(source: Source<'_>) -> Vec<Line> {
    let fields = || source.program.schema.fields.iter().enumerate().filter(|(_, field)| field.needed);
    let row = |(at, field): (usize, &Field)| {
        let level = source.program.schema[field.level].title.clone();
        let record = source.pack.field.get(at);
        let derive = record.and_then(|record| record.derive.as_ref()).map(|derive| format!("= {}", derive.text));
        let note = record.and_then(|record| record.note.as_ref()).map(|note| note.value.clone());
        Line::Row(vec![level, field.label.clone(), derive.or(note).unwrap_or_default()])
    };
    let list = |wording: &Wording, wanted: fn(Source<'_>, usize) -> bool| {
        let rows: Vec<Line> = fields().filter(|(at, _)| wanted(source, *at)).map(row).collect();
        let said = (!rows.is_empty()).then(|| Line::Sentence(source.word(wording).to_owned()));
        said.into_iter().chain(rows).collect::<Vec<Line>>()
    };
    let lists = [list(&COMPUTED, is_computed), list(&OWED, is_owed)].concat();
    let heading = (!lists.is_empty()).then(|| Line::Heading(source.word(&LEFT_OUT_PART).to_owned()));
    heading.into_iter().chain(lists).collect()
}

fn refusals(source: Source<'_>) -> Refusals {
    let marks = source.program.schema.not_applicable.clone();
    let mark = marks.first().cloned().unwrap_or_default();
    let say = |wording| source.say(wording, &[("mark", mark.clone())]);
    Refusals {
        title: say(&REFUSED),
        word: say(&REFUSED_WORD),
        count: say(&REFUSED_COUNT),
        number: say(&REFUSED_NUMBER),
        any_count: say(&REFUSED_ANY_COUNT),
        any_number: say(&REFUSED_ANY_NUMBER),
        day: say(&REFUSED_DAY),
        points: source.word(&REFUSED_POINTS).to_owned(),
        code: source.word(&DOUBTED_CODE).to_owned(),
        marks,
    }
}
