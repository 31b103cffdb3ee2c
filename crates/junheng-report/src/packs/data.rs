//! The data a pack needs, table by table.

use junheng::diagnostic::Language;
use junheng::pack::{self, Pack};
use junheng::table::{Field, LevelId};

use crate::layout::{table as columns, wrap};
use crate::wording;

use super::Page;
use super::head::under;

/// Every column that some rule needs and that nothing else gives, by the table it stands in.
pub fn needed(page: Page<'_>) -> Vec<String> {
    let levels = 0..page.program.schema.levels.len();
    let told = levels.flat_map(|level| table(page, LevelId(level as u8)));
    under(page.word(&wording::SHOW_DATA), told.collect())
}

fn table(page: Page<'_>, level: LevelId) -> Vec<String> {
    let own = &page.program.schema[level];
    let needed = page
        .program
        .schema
        .fields
        .iter()
        .filter(|field| field.level == level && field.needed && field.derived_from.is_empty());
    let columns: Vec<String> = needed.map(|field| column(page, field)).collect();
    if columns.is_empty() {
        return columns;
    }
    let title = page.language.pick(&[&own.title, &own.id]).to_owned();
    let heading = page.say(
        &wording::TABLE_LINE,
        &[("level", title), ("tables", own.tables.join(page.word(&wording::LIST_SEPARATOR)))],
    );
    let listed = columns.join(page.word(&wording::LIST_SEPARATOR));
    [wrap(&heading, 2), wrap(&listed, 6)].concat()
}

fn column(page: Page<'_>, field: &Field) -> String {
    let label = page.language.pick(&[&field.label, &field.id]).to_owned();
    let unit = field.unit.text.clone();
    let wording = match (field.staged, unit.is_empty()) {
        (true, false) => &wording::COLUMN_STAGED,
        (true, true) => &wording::COLUMN_STAGED_PLAIN,
        (false, false) => &wording::COLUMN_WITH_UNIT,
        (false, true) => return label,
    };
    page.say(wording, &[("label", label), ("unit", unit)])
}

/// The fields of a library: label, id, unit, other headers.
pub fn fields(pack: &Pack, language: Language) -> Vec<String> {
    let row = |field: &pack::Field| {
        let aliases: Vec<&str> = field.aliases.iter().map(|alias| alias.as_str()).collect();
        vec![
            field.level.value.clone(),
            field.label.value.clone(),
            field.id.as_str().to_owned(),
            field.unit.as_ref().map_or_else(String::new, |unit| unit.value.clone()),
            aliases.join(language.pick(&wording::LIST_SEPARATOR)),
        ]
    };
    let rows: Vec<Vec<String>> = pack.field.iter().map(row).collect();
    under(language.pick(&wording::SHOW_FIELDS), columns(&rows, 2))
}
