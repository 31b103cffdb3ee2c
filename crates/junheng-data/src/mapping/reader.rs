//! TOML to [`Mapping`], everything wrong with it reported at once.

mod merge;
mod register;

use std::borrow::Cow;
use std::ops::Range;

use junheng::diagnostic::{
    BAD_WORD, Diagnostic, Diagnostics, MISSING_KEY, TOML_SYNTAX, UNIT_MISMATCH, UNKNOWN_KEY, UNKNOWN_NAME,
    UNKNOWN_UNIT, WRONG_TYPE, nearest,
};
use junheng::quantity::Unit;
use junheng::source::{SourceId, Sources, Span};
use junheng::table::{Schema, StageId};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Blank, Constant, Entry, Mapping, Target};
use crate::catalogue::{FRACTION_MISPLACED, STAGE_OF_UNSTAGED};
use crate::cell::{conversion, is_percentage};
use crate::header::Meaning;
use crate::name::normal;

const SECTIONS: [&str; 5] = ["columns", "constants", "blank", "register", "merge"];
const COLUMN_KEYS: [&str; 4] = ["field", "stage", "unit", "fraction"];
const BLANKS: [(&str, Blank); 3] =
    [("missing", Blank::Missing), ("zero", Blank::Zero), ("not_applicable", Blank::NotApplicable)];

type Value<'t> = Spanned<DeValue<'t>>;
/// A key of a table and what stands behind it.
type Pair<'t, 'i> = (&'t Spanned<Cow<'i, str>>, &'t Value<'i>);

/// Reads a mapping file.
pub fn read_mapping(sources: &Sources, id: SourceId, schema: &Schema) -> (Mapping, Diagnostics) {
    let text = &sources.get(id).text;
    let (table, errors) = DeTable::parse_recoverable(text);
    let has_period = states_period(table.get_ref());
    let mut reader = Reader { schema, whole: sources.whole(id), has_period, diagnostics: Diagnostics::default() };
    for error in errors {
        let span = reader.span(error.span().unwrap_or(0..0));
        reader.diagnostics.push(Diagnostic::new(&TOML_SYNTAX).with("detail", error.message()).at(span));
    }
    let mapping = reader.mapping(table.get_ref());
    (mapping, reader.diagnostics)
}

struct Reader<'r> {
    schema: &'r Schema,
    whole: Span,
    /// Whether the constants state a period.
    has_period: bool,
    diagnostics: Diagnostics,
}

fn states_period(table: &DeTable<'_>) -> bool {
    let constants = table.get("constants").and_then(|constants| constants.get_ref().as_table());
    constants.is_some_and(|constants| constants.contains_key("period"))
}

impl Reader<'_> {
    fn mapping(&mut self, table: &DeTable<'_>) -> Mapping {
        let mut mapping = Mapping::default();
        for (section, entries) in in_order(table) {
            let Some(at) = SECTIONS.iter().position(|known| known == section.get_ref()) else {
                self.unknown_key("map.toml", section.get_ref(), section.span(), &SECTIONS);
                continue;
            };
            match SECTIONS[at] {
                "register" => mapping.registers = self.registers(entries),
                "merge" => mapping.merge = self.merge(entries),
                section => self.entries_of(&mut mapping, section, entries),
            }
        }
        mapping
    }

    fn entries_of(&mut self, mapping: &mut Mapping, section: &str, entries: &Value<'_>) {
        for (key, value) in self.entries(entries).unwrap_or_default() {
            self.entry(mapping, section, key, value);
        }
    }

    fn entry(&mut self, mapping: &mut Mapping, section: &str, key: &Spanned<Cow<'_, str>>, value: &Value<'_>) {
        let span = self.span(key.span());
        let name = normal(key.get_ref());
        match section {
            "columns" => {
                let Some(value) = self.target(value) else { return };
                self.add(&mut mapping.columns, Entry { key: name, value, span });
            }
            "constants" => {
                let (key, value) = (self.constant(key), self.text(value));
                let (Some(key), Some(value)) = (key, value) else { return };
                self.add(&mut mapping.constants, Entry { key, value, span });
            }
            _ => {
                let Some(value) = self.blank(value) else { return };
                self.add(&mut mapping.blanks, Entry { key: name, value, span });
            }
        }
    }

    fn add<K: PartialEq, V>(&mut self, entries: &mut Vec<Entry<K, V>>, entry: Entry<K, V>) {
        super::add(entries, entry, &mut self.diagnostics);
    }

    fn target(&mut self, value: &Value<'_>) -> Option<Target> {
        let Some(table) = value.get_ref().as_table() else {
            let meaning = self.meaning(value)?;
            return Some(Target { meaning, unit: None, fraction: false });
        };
        let mut parts = [None; COLUMN_KEYS.len()];
        for (key, value) in in_order(table) {
            match COLUMN_KEYS.iter().position(|known| known == key.get_ref()) {
                Some(at) => parts[at] = Some(value),
                None => self.unknown_key("columns", key.get_ref(), key.span(), &COLUMN_KEYS),
            }
        }
        let [Some(field), stage, unit, fraction] = parts else {
            let missing = Diagnostic::new(&MISSING_KEY).with("owner", "columns").with("key", "field");
            self.diagnostics.push(missing.at(self.span(value.span())));
            return None;
        };
        let meaning = self.meaning(field)?;
        let meaning = self.with_stage(meaning, stage)?;
        let unit = self.unit(meaning, unit);
        let fraction = fraction.is_some_and(|value| self.fraction(meaning, unit.as_ref(), value));
        Some(Target { meaning, unit, fraction })
    }

    /// A field, or one of the reserved words.
    fn meaning(&mut self, value: &Value<'_>) -> Option<Meaning> {
        let name = self.text(value)?;
        let found = match name.as_str() {
            "ignore" => Some(Meaning::Ignored),
            "period" => Some(Meaning::Period),
            "stage" => Some(Meaning::Stage),
            _ => self.key(&name).or_else(|| self.schema.field(&name).map(|field| Meaning::Field(field, None))),
        };
        if found.is_none() {
            self.unknown_name(&name, "数据项", "field", value.span(), &self.targets());
        }
        found
    }

    fn key(&self, name: &str) -> Option<Meaning> {
        let (level, part) = name.split_once('.')?;
        let level = self.schema.level(level)?;
        match part {
            "code" => Some(Meaning::Code(level)),
            "name" => Some(Meaning::Name(level)),
            _ => None,
        }
    }

    fn targets(&self) -> Vec<String> {
        let fields = self.schema.fields.iter().flat_map(|field| field.names()).map(str::to_owned);
        let reserved = ["ignore", "period", "stage"].map(str::to_owned);
        fields.chain(reserved).chain(self.keys()).collect()
    }

    fn keys(&self) -> Vec<String> {
        let of_level = |id: &str| [format!("{id}.code"), format!("{id}.name")];
        self.schema.levels.iter().flat_map(|level| of_level(&level.id)).collect()
    }

    fn with_stage(&mut self, meaning: Meaning, stage: Option<&Value<'_>>) -> Option<Meaning> {
        let Some(value) = stage else { return Some(meaning) };
        let stage = self.stage(value)?;
        match meaning {
            Meaning::Field(field, _) if self.schema[field].staged => Some(Meaning::Field(field, Some(stage))),
            _ => {
                let place = self.span(value.span());
                self.diagnostics.push(Diagnostic::new(&STAGE_OF_UNSTAGED).at(place));
                None
            }
        }
    }

    fn stage(&mut self, value: &Value<'_>) -> Option<StageId> {
        let name = self.text(value)?;
        let stage = self.schema.stage(&name);
        if stage.is_none() {
            let known: Vec<_> = self.schema.stages.iter().map(|stage| stage.id.clone()).collect();
            self.unknown_name(&name, "学段", "stage", value.span(), &known);
        }
        stage
    }

    fn unit(&mut self, meaning: Meaning, unit: Option<&Value<'_>>) -> Option<Unit> {
        let value = unit?;
        let text = self.text(value)?;
        let place = self.span(value.span());
        let Ok(unit) = self.schema.units.parse(&text) else {
            self.diagnostics.push(Diagnostic::new(&UNKNOWN_UNIT).with("unit", text).at(place));
            return None;
        };
        if let Meaning::Field(field, _) = meaning {
            let field = &self.schema[field].unit;
            if conversion(&unit, field).is_none() {
                let mismatch = Diagnostic::new(&UNIT_MISMATCH).with("left", &unit.text).with("right", &field.text);
                self.diagnostics.push(mismatch.at(place));
            }
        }
        Some(unit)
    }

    /// Whether the numbers are fractions of the whole; only a percentage can be written so, and no unit stands beside it.
    fn fraction(&mut self, meaning: Meaning, unit: Option<&Unit>, value: &Value<'_>) -> bool {
        let Some(stated) = value.get_ref().as_bool() else {
            self.wrong_type(value, "true 或 false", "true or false");
            return false;
        };
        let Meaning::Field(field, _) = meaning else { return false };
        let field = &self.schema[field].unit;
        let other = unit.or(Some(field).filter(|unit| !is_percentage(unit)));
        if let (true, Some(other)) = (stated, other) {
            let misplaced = Diagnostic::new(&FRACTION_MISPLACED).with("unit", &other.text);
            self.diagnostics.push(misplaced.at(self.span(value.span())));
        }
        stated && other.is_none()
    }

    fn constant(&mut self, key: &Spanned<Cow<'_, str>>) -> Option<Constant> {
        let name = key.get_ref().as_ref();
        let found = match self.key(name) {
            Some(Meaning::Code(level)) => Some(Constant::Code(level)),
            Some(Meaning::Name(level)) => Some(Constant::Name(level)),
            _ => (name == "period").then_some(Constant::Period),
        };
        if found.is_none() {
            let mut known = self.keys();
            known.push("period".to_owned());
            self.unknown_name(name, "常量", "constant", key.span(), &known);
        }
        found
    }

    fn blank(&mut self, value: &Value<'_>) -> Option<Blank> {
        let word = self.text(value)?;
        let found = BLANKS.iter().find(|(known, _)| *known == word).map(|(_, blank)| *blank);
        if found.is_none() {
            let known = BLANKS.map(|(known, _)| known).join(", ");
            let place = self.span(value.span());
            self.diagnostics.push(Diagnostic::new(&BAD_WORD).with("word", word).with("known", known).at(place));
        }
        found
    }

    /// The members of a table, in the order of `known`.
    fn parts<'t, 'i>(
        &mut self,
        value: &'t Value<'i>,
        owner: &str,
        known: &[&str],
    ) -> Option<Vec<Option<&'t Value<'i>>>> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(value, "一个表", "a table");
            return None;
        };
        let mut parts = vec![None; known.len()];
        for (key, value) in in_order(table) {
            match known.iter().position(|name| name == key.get_ref()) {
                Some(at) => parts[at] = Some(value),
                None => self.unknown_key(owner, key.get_ref(), key.span(), known),
            }
        }
        Some(parts)
    }

    fn entries<'t, 'i>(&mut self, value: &'t Value<'i>) -> Option<Vec<Pair<'t, 'i>>> {
        let table: Option<&DeTable<'i>> = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(value, "一个表", "a table");
        }
        table.map(in_order)
    }

    fn text(&mut self, value: &Value<'_>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.wrong_type(value, "加引号的文本", "a text in quotes");
        }
        text
    }

    fn wrong_type(&mut self, value: &Value<'_>, expected_zh: &str, expected: &str) {
        let diagnostic = Diagnostic::new(&WRONG_TYPE).with("expected_zh", expected_zh).with("expected", expected);
        self.diagnostics.push(diagnostic.at(self.span(value.span())));
    }

    fn unknown_key(&mut self, owner: &str, key: &str, span: Range<usize>, known: &[&str]) {
        let diagnostic = Diagnostic::new(&UNKNOWN_KEY).with("owner", owner).with("key", key);
        self.diagnostics.push(diagnostic.with("known", known.join(", ")).at(self.span(span)));
    }

    fn unknown_name(&mut self, name: &str, what_zh: &str, what: &str, span: Range<usize>, known: &[String]) {
        let diagnostic = Diagnostic::new(&UNKNOWN_NAME).with("name", name).with("what_zh", what_zh).with("what", what);
        let near = nearest(name, known.iter().map(String::as_str));
        let (hint_zh, hint) = match near {
            Some(near) => (format!("是不是 `{near}`？"), format!("did you mean `{near}`?")),
            None => (format!("例如：{}", sample(known)), format!("for example: {}", sample(known))),
        };
        self.diagnostics.push(diagnostic.with("hint_zh", hint_zh).with("hint", hint).at(self.span(span)));
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.whole.within(range.start, range.end)
    }
}

fn sample(known: &[String]) -> String {
    let first: Vec<_> = known.iter().take(8).map(String::as_str).collect();
    first.join(", ")
}

/// The entries of a table as they stand in the file.
fn in_order<'t, 'i>(table: &'t DeTable<'i>) -> Vec<Pair<'t, 'i>> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}
