//! Levels, stages and fields of a pack as the reader of files knows them.

use crate::diagnostic::{CYCLE, Diagnostic, Diagnostics, UNKNOWN_NAME, UNKNOWN_UNIT, hints};
use crate::pack::{self, FieldKind, Pack, Text};
use crate::quantity::{Unit, Units};
use crate::table::{Field, FieldId, Grain, Kind, Level, LevelId, Schema, Stage};

/// Texts that mean "does not apply" in a number cell.
const NOT_APPLICABLE: [&str; 5] = ["/", "／", "—", "-", "无"];

/// The schema of a pack, and the grain each level word means.
pub fn schema(pack: &Pack, diagnostics: &mut Diagnostics) -> (Schema, Vec<(String, Grain)>) {
    let mut units = Units::default();
    pack.unit.iter().for_each(|unit| units.add(&unit.id.0.value));
    let stages = pack.stage.iter().map(stage).collect();
    let mut schema =
        Schema { stages, not_applicable: NOT_APPLICABLE.map(str::to_owned).to_vec(), units, ..Schema::default() };
    let grains = levels(pack, &mut schema, diagnostics);
    for field in &pack.field {
        let field = self::field(field, pack, &schema, &grains, diagnostics);
        schema.fields.push(field);
    }
    for record in pack.level.iter().filter(|record| record.opened_by.is_some()) {
        open(record, &mut schema, &grains, diagnostics);
    }
    (schema, grains)
}

fn texts(many: &pack::Many<Text>) -> Vec<String> {
    many.0.iter().map(|text| text.value.clone()).collect()
}

fn stage(stage: &pack::Stage) -> Stage {
    Stage { id: stage.id.as_str().to_owned(), title: stage.title.zh.clone(), aliases: texts(&stage.aliases) }
}

fn levels(pack: &Pack, schema: &mut Schema, diagnostics: &mut Diagnostics) -> Vec<(String, Grain)> {
    let mut grains: Vec<(String, Grain)> = Vec::new();
    for record in plain_levels(pack) {
        grains.push((record.id.as_str().to_owned(), Grain::whole(LevelId(schema.levels.len() as u8))));
        schema.levels.push(level(record));
    }
    for record in pack.level.iter() {
        let Some(of) = &record.of else { continue };
        if let Some(grain) = named(&grains, of, diagnostics) {
            grains.push((record.id.as_str().to_owned(), Grain::staged(grain.level)));
        }
    }
    let own =
        |record: &pack::Level| grains.iter().find(|(word, _)| word == record.id.as_str()).map(|(_, grain)| grain.level);
    let known: Vec<(&pack::Level, LevelId)> =
        plain_levels(pack).filter_map(|record| Some((record, own(record)?))).collect();
    for (record, own) in &known {
        hang_all(record, *own, &grains, schema, diagnostics);
    }
    for (record, own) in &known {
        break_circle(record, *own, schema, diagnostics);
    }
    nearest_first(schema);
    for (record, own) in known {
        schema.levels[own.0 as usize].also = also(record, own, &grains, schema, diagnostics);
    }
    grains
}

/// The levels that are not another level by stage.
fn plain_levels(pack: &Pack) -> impl Iterator<Item = &pack::Level> {
    pack.level.iter().filter(|record| record.of.is_none())
}

fn level(record: &pack::Level) -> Level {
    Level {
        id: record.id.as_str().to_owned(),
        title: record.title.zh.clone(),
        tables: texts(&record.tables),
        parents: Vec::new(),
        also: None,
        code_headers: texts(&record.code_column),
        name_headers: texts(&record.name_column),
        in_stage: false,
        opened_by: None,
    }
}

/// Hangs a level on its parents, and on it those it is stated to be over.
fn hang_all(
    record: &pack::Level,
    own: LevelId,
    grains: &[(String, Grain)],
    schema: &mut Schema,
    diagnostics: &mut Diagnostics,
) {
    for parent in &record.parent.0 {
        if let Some(above) = named(grains, parent, diagnostics) {
            hang(schema, own, above);
        }
    }
    for lower in &record.over.0 {
        if let Some(below) = named(grains, lower, diagnostics) {
            hang(schema, below.level, Grain::whole(own));
        }
    }
}

/// The level below whose units stand for units of this one where they name none.
fn also(
    record: &pack::Level,
    own: LevelId,
    grains: &[(String, Grain)],
    schema: &Schema,
    diagnostics: &mut Diagnostics,
) -> Option<LevelId> {
    let name = record.also.as_ref()?;
    let below = grains.iter().filter(|(_, grain)| !grain.staged && schema.is_below(grain.level, own));
    let found = below.clone().find(|(word, _)| *word == name.value);
    if found.is_none() {
        diagnostics.push(unknown(name, ["下一级的层级", "level below"], below.map(|(word, _)| word.as_str())));
    }
    found.map(|(_, grain)| grain.level)
}

/// Reports a level that hangs on itself, and takes it off.
fn break_circle(record: &pack::Level, own: LevelId, schema: &mut Schema, diagnostics: &mut Diagnostics) {
    if let Some(path) = circle(schema, own, &mut vec![own], &mut Vec::new()) {
        let at = record.parent.0.first().or(record.over.0.first()).map_or(record.span, |parent| parent.span);
        diagnostics.push(Diagnostic::new(&CYCLE).with("path", path).at(at));
        schema.levels[own.0 as usize].parents.clear();
    }
}

/// Hangs the units of a level on those of another.
fn hang(schema: &mut Schema, lower: LevelId, above: Grain) {
    let level = &mut schema.levels[lower.0 as usize];
    if !level.parents.contains(&above.level) {
        level.parents.push(above.level);
    }
    level.in_stage |= above.staged;
}

/// Of several levels a unit may hang on, those furthest down come first, whoever stated them.
fn nearest_first(schema: &mut Schema) {
    for at in 0..schema.levels.len() {
        let mut parents = std::mem::take(&mut schema.levels[at].parents);
        parents.sort_by_key(|parent| {
            let above = (0..schema.levels.len()).filter(|level| schema.is_below(*parent, LevelId(*level as u8)));
            std::cmp::Reverse(above.count())
        });
        schema.levels[at].parents = parents;
    }
}

/// The way from a level up to itself, if there is one; `seen` are the levels from which there is none.
fn circle(schema: &Schema, to: LevelId, path: &mut Vec<LevelId>, seen: &mut Vec<LevelId>) -> Option<String> {
    let last = *path.last()?;
    for parent in &schema[last].parents {
        let closes = *parent == to;
        if !closes && (path.contains(parent) || seen.contains(parent)) {
            continue;
        }
        path.push(*parent);
        if closes {
            return Some(path.iter().map(|level| schema[*level].id.as_str()).collect::<Vec<_>>().join(" → "));
        }
        if let Some(found) = circle(schema, to, path, seen) {
            return Some(found);
        }
        path.pop();
    }
    seen.push(last);
    None
}

/// The grain a level word means; reports a word that means none.
pub fn named(grains: &[(String, Grain)], word: &Text, diagnostics: &mut Diagnostics) -> Option<Grain> {
    let found = grains.iter().find(|(known, _)| *known == word.value).map(|(_, grain)| *grain);
    if found.is_none() {
        let known = grains.iter().map(|(known, _)| known.as_str());
        diagnostics.push(unknown(word, ["层级", "level"], known));
    }
    found
}

/// A name that means nothing, with the nearest that does.
pub fn unknown<'a>(word: &Text, what: [&str; 2], known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    let [zh, en] = hints(&word.value, &known);
    let diagnostic =
        Diagnostic::new(&UNKNOWN_NAME).with("name", &word.value).with("what_zh", what[0]).with("what", what[1]);
    diagnostic.with("hint_zh", zh).with("hint", en).at(word.span)
}

/// The words a field may take: those it lists, or the grades of its scale.
fn words(record: &pack::Field, pack: &Pack) -> Vec<String> {
    let scale = record.scale.as_ref().and_then(|name| pack.scale.iter().find(|scale| scale.id.as_str() == name.value));
    let grades = scale.into_iter().flat_map(|scale| scale.grades.iter().map(|grade| &grade.id));
    record.values.iter().chain(&record.order).chain(grades).map(|word| word.value.clone()).collect()
}

fn field(
    record: &pack::Field,
    pack: &Pack,
    schema: &Schema,
    grains: &[(String, Grain)],
    diagnostics: &mut Diagnostics,
) -> Field {
    let grain = named(grains, &record.level, diagnostics).unwrap_or(Grain::whole(LevelId(0)));
    let kind = match record.kind {
        FieldKind::Number => Kind::Number,
        FieldKind::Count => Kind::Count,
        FieldKind::Word => Kind::Word,
        FieldKind::Date => Kind::Date,
    };
    Field {
        id: record.id.as_str().to_owned(),
        label: record.label.value.clone(),
        aliases: record.aliases.iter().map(|alias| alias.value.clone()).collect(),
        level: grain.level,
        staged: grain.staged || record.by.is_some(),
        kind,
        unit: unit(&record.unit, &schema.units, diagnostics),
        words: words(record, pack),
        assumed: record.assumed.as_ref().map(|word| word.value.clone()),
        needed: false,
        needed_by: Vec::new(),
        looked_at: Vec::new(),
        may_be_negative: record.may_be_negative,
        derived_from: Vec::new(),
    }
}

/// The unit a text names; reports the part that is none.
pub fn unit(text: &Option<Text>, units: &Units, diagnostics: &mut Diagnostics) -> Unit {
    let Some(text) = text else { return Unit::none() };
    units.parse(&text.value).unwrap_or_else(|part| {
        diagnostics.push(Diagnostic::new(&UNKNOWN_UNIT).with("unit", part).at(text.span));
        Unit::none()
    })
}

fn open(record: &pack::Level, schema: &mut Schema, grains: &[(String, Grain)], diagnostics: &mut Diagnostics) {
    let Some(name) = &record.opened_by else { return };
    let Some(grain) = grains.iter().find(|(word, _)| word == record.id.as_str()).map(|(_, grain)| *grain) else {
        return;
    };
    match schema.field(&name.value) {
        Some(field) => {
            schema.levels[grain.level.0 as usize].opened_by = Some(field);
            schema.fields[field.0 as usize].needed = true;
        }
        None => {
            let known: Vec<&str> = schema.fields.iter().map(|field| field.label.as_str()).collect();
            diagnostics.push(unknown(name, ["数据项", "field"], known));
        }
    }
}

/// Where the values of a field stand.
pub fn home(schema: &Schema, field: FieldId) -> Grain {
    Grain { level: schema[field].level, staged: schema[field].staged }
}
