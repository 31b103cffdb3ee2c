//! What people should know of a column, as the note on its header says it.

use junheng::pack::{Cite, Field as Record};
use junheng::table::{FieldId, Kind, StageId};

use super::wording::*;
use super::{Holds, Source};

/// So many rules that use a field are named.
const NAMED: usize = 6;

/// The note on the header of a column that says which row it is.
pub fn key_note(source: Source<'_>, holds: Holds) -> Vec<String> {
    let schema = &source.program.schema;
    let titled =
        |wording, level: junheng::table::LevelId| source.say(wording, &[("level", schema[level].title.clone())]);
    let note = match holds {
        Holds::Period if looks_back(source) => source.word(&PERIODS_NOTE).to_owned(),
        Holds::Period => source.word(&PERIOD_NOTE).to_owned(),
        Holds::Code(level) => titled(&CODE_NOTE, level),
        Holds::Name(level) => titled(&NAME_NOTE, level),
        Holds::Stage => {
            let stages = source.list(schema.stages.iter().map(|stage| &stage.title));
            source.say(&STAGE_NOTE, &[("stages", stages)])
        }
        Holds::Field(..) | Holds::Item | Holds::Shown | Holds::Answer => return Vec::new(),
    };
    vec![note]
}

/// Whether any rule looks at earlier periods.
pub fn looks_back(source: Source<'_>) -> bool {
    use junheng::program::{Node, Over};
    let back = |node: &Node| match node {
        Node::Previous(..) | Node::Earlier(..) => true,
        Node::Fold(_, over) | Node::Truths(_, over) => matches!(over, Over::Years { .. }),
        _ => false,
    };
    source.program.checks.iter().any(|check| check.nodes().into_iter().any(|node| node.any(&back)))
}

/// The note on the header of a field: how it is filled in, what it means, where it is found, what it is for.
pub fn field_note(source: Source<'_>, id: FieldId, stage: Option<StageId>) -> Vec<String> {
    let record = source.pack.field.get(id.0 as usize);
    let mut lines = vec![filling(source, id)];
    lines.extend(stage.map(|stage| {
        let title = source.program.schema[stage].title.clone();
        source.say(&STAGE_OF_FIELD, &[("stage", title)])
    }));
    lines.extend(record.map(|record| about(source, record)).unwrap_or_default());
    lines.extend(users(source, id));
    lines
}

/// What may be written into the cells of a field.
pub fn filling(source: Source<'_>, id: FieldId) -> String {
    let schema = &source.program.schema;
    let field = &schema[id];
    let mark = schema.not_applicable.first().cloned().unwrap_or_default();
    let arguments = [("unit", field.unit.text.clone()), ("mark", mark), ("words", source.list(&field.words))];
    let wording = match (field.kind, field.unit.text.is_empty()) {
        (Kind::Count, false) => &FILL_COUNT,
        (Kind::Count, true) => &FILL_BARE_COUNT,
        (Kind::Number, false) => &FILL_NUMBER,
        (Kind::Number, true) => &FILL_BARE_NUMBER,
        (Kind::Date, _) => &FILL_DAY,
        (Kind::Word, _) if field.words.is_empty() => &FILL_TEXT,
        (Kind::Word, _) => &FILL_WORD,
    };
    source.say(wording, &arguments)
}

/// What the pack says of a field.
fn about(source: Source<'_>, record: &Record) -> Vec<String> {
    let line = |wording, text: String| source.say(wording, &[("text", text)]);
    let said = [(&MEANING, &record.note), (&READ_AS, &record.reading), (&FOUND_IN, &record.source)];
    let said = said.into_iter().filter_map(|(wording, text)| Some(line(wording, text.as_ref()?.value.clone())));
    let aliases = (!record.aliases.is_empty())
        .then(|| line(&ALSO_CALLED, source.list(record.aliases.iter().map(|alias| alias.as_str()))));
    let cite = record.cite.as_ref().map(|cite| line(&CITED, cited(source, cite)));
    let checks = record.check.iter().map(|check| line(&MUST_HOLD, check.text.clone()));
    let assumed = record.assumed.as_ref().map(|word| line(&ASSUMED, word.value.clone()));
    let years = record.years.as_ref().map(|years| line(&YEARS, years.literal.clone()));
    said.chain(aliases).chain(cite).chain(checks).chain(assumed).chain(years).collect()
}

/// An article, with the title of its document where that is not the pack's own.
fn cited(source: Source<'_>, cite: &Cite) -> String {
    let named =
        cite.document.as_ref().and_then(|id| source.pack.source.iter().find(|known| known.id.as_str() == id.value));
    match named {
        Some(document) => {
            let title = source.language.pick(&[&document.title.zh, &document.title.en]).to_owned();
            source.say(&OF_DOCUMENT, &[("document", title), ("text", cite.text.clone())])
        }
        None => cite.to_string(),
    }
}

/// The measures and rules that use a field; all of them are listed in the page of the pack.
pub fn users(source: Source<'_>, id: FieldId) -> Option<String> {
    let users = source.program.schema[id].needed_by.iter();
    let titles: Vec<String> = users.filter_map(|user| user_title(source, user)).collect();
    let named = source.list(titles.iter().take(NAMED));
    let arguments = [("rules", named), ("count", titles.len().to_string())];
    match titles.len() {
        0 => None,
        count if count > NAMED => Some(source.say(&USED_BY_MANY, &arguments)),
        _ => Some(source.say(&USED_BY, &arguments)),
    }
}

/// The code and title of a measure or rule; a scope has none to show.
fn user_title(source: Source<'_>, id: &str) -> Option<String> {
    let measure = source.pack.measure.iter().find(|measure| measure.id.as_str() == id);
    let measure = measure.map(|measure| (measure.code.as_ref().map_or("", |code| code.as_str()), &measure.title));
    let rule = source.program.rule(id).map(|rule| (rule.code.as_str(), &rule.title));
    let (code, title) = measure.or(rule)?;
    let title = source.language.pick(&[title.zh.as_str(), &title.en]);
    Some(format!("{code} {title}").trim().to_owned()).filter(|text| !text.is_empty())
}
