//! What a header means: key, period, stage or field, with the stage and the unit it names.

use std::collections::HashMap;

use junheng::quantity::Unit;
use junheng::table::{FieldId, LevelId, Schema, StageId};

use crate::mapping::{Mapping, Target};
use crate::name::{bracketed, normal};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// The code of a unit of this level.
    Code(LevelId),
    /// The name of a unit of this level.
    Name(LevelId),
    /// The period the row is about.
    Period,
    /// The stage the row is about.
    Stage,
    /// A field, and the stage where the header names one.
    Field(FieldId, Option<StageId>),
    /// A column the mapping file sets aside.
    Ignored,
}

/// What a header says.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// What the column holds.
    pub meaning: Meaning,
    /// The unit its numbers are in, where the header or the mapping file states one.
    pub unit: Option<Unit>,
}

const PERIOD: [&str; 6] = ["统计年份", "年份", "年度", "学年", "报告期", "period"];
const STAGE: [&str; 2] = ["学段", "stage"];
/// What may stand between a stage and the name of a field: 小学部在校生数, `primary_students`.
const JOINTS: [&str; 6] = ["", "部", "段", "阶段", "学段", "_"];

/// Every name a header may have.
#[derive(Debug)]
pub struct Vocabulary<'s> {
    schema: &'s Schema,
    mapping: &'s Mapping,
    keys: HashMap<String, Vec<Meaning>>,
    fields: HashMap<String, Vec<FieldId>>,
    stages: Vec<(String, StageId)>,
}

impl<'s> Vocabulary<'s> {
    /// The names of a pack and a mapping file.
    pub fn new(schema: &'s Schema, mapping: &'s Mapping) -> Self {
        let names = |(at, stage): (usize, &'s junheng::table::Stage)| {
            stage.names().map(move |name| (normal(name), StageId(at as u8))).collect::<Vec<_>>()
        };
        let stages = schema.stages.iter().enumerate().flat_map(names).collect();
        Self { schema, mapping, keys: keys(schema), fields: fields(schema), stages }
    }

    /// The levels, stages and fields the names belong to.
    pub fn schema(&self) -> &'s Schema {
        self.schema
    }

    /// The mapping file in force.
    pub fn mapping(&self) -> &'s Mapping {
        self.mapping
    }

    /// Every spelling of a stage, as [`normal`] writes it.
    pub fn stages(&self) -> &[(String, StageId)] {
        &self.stages
    }

    /// The stage a cell or the end of a header names.
    pub fn stage(&self, normal: &str) -> Option<StageId> {
        self.stages.iter().find(|(name, _)| name == normal).map(|(_, stage)| *stage)
    }

    /// Everything a header may mean, at whatever level; the better meaning first.
    pub fn meanings(&self, header: &str) -> Vec<Heading> {
        let name = normal(header);
        if name.is_empty() {
            return Vec::new();
        }
        match self.mapping.target(&name) {
            Some(target) => vec![self.mapped(&name, target)],
            None if self.mapping.is_about_merging(&name) => vec![Heading { meaning: Meaning::Ignored, unit: None }],
            None => self.plain(&name),
        }
    }

    /// What a header means in a table about units of `level`.
    pub fn meaning(&self, header: &str, level: LevelId) -> Option<Heading> {
        choose(self.schema, &self.meanings(header), level)
    }

    fn mapped(&self, name: &str, target: &Target) -> Heading {
        let unit = target.unit.clone().or_else(|| self.bracketed_unit(name));
        Heading { meaning: target.meaning, unit }
    }

    fn bracketed_unit(&self, name: &str) -> Option<Unit> {
        self.unit(bracketed(name)?.1)
    }

    fn unit(&self, text: &str) -> Option<Unit> {
        self.schema.units.parse(text).ok().filter(|unit| !unit.text.is_empty())
    }

    fn plain(&self, name: &str) -> Vec<Heading> {
        let whole = self.named(name);
        if !whole.is_empty() {
            let unit = self.bracketed_unit(name);
            return whole.into_iter().map(|meaning| Heading { meaning, unit: unit.clone() }).collect();
        }
        let Some((before, content)) = bracketed(name) else {
            return Vec::new();
        };
        if let Some(stage) = self.stage(content) {
            return self.plain(before).into_iter().filter_map(|heading| self.at_stage(heading, stage)).collect();
        }
        let Some(unit) = self.unit(content) else {
            return Vec::new();
        };
        let with_unit = |heading: Heading| Heading { unit: Some(unit.clone()), ..heading };
        self.plain(before).into_iter().map(with_unit).collect()
    }

    fn at_stage(&self, heading: Heading, stage: StageId) -> Option<Heading> {
        match heading.meaning {
            Meaning::Field(field, None) if self.schema[field].staged => {
                Some(Heading { meaning: Meaning::Field(field, Some(stage)), ..heading })
            }
            _ => None,
        }
    }

    fn named(&self, name: &str) -> Vec<Meaning> {
        let keys = self.keys.get(name).into_iter().flatten().copied();
        let fields = self.fields.get(name).into_iter().flatten().map(|&field| Meaning::Field(field, None));
        let found: Vec<_> = keys.chain(fields).collect();
        if found.is_empty() { self.with_stage(name) } else { found }
    }

    /// The staged fields of names such as 小学在校生数, 在校生数小学, 小学部在校生数, `students_primary`.
    fn with_stage(&self, name: &str) -> Vec<Meaning> {
        let mut found = Vec::new();
        for (word, stage) in &self.stages {
            let before = name.strip_prefix(word.as_str()).map(|rest| JOINTS.map(|joint| rest.strip_prefix(joint)));
            let after = name.strip_suffix(word.as_str()).map(|rest| ["", "_"].map(|joint| rest.strip_suffix(joint)));
            let rests = before.into_iter().flatten().chain(after.into_iter().flatten()).flatten();
            let fields = rests.filter_map(|rest| self.fields.get(rest)).flatten();
            let staged = fields.filter(|field| self.schema[**field].staged);
            found.extend(staged.map(|&field| Meaning::Field(field, Some(*stage))));
        }
        found
    }

    /// Every name of a field or key, for suggestions.
    pub fn known(&self) -> impl Iterator<Item = &'s str> + use<'s> {
        let schema = self.schema;
        let keys = schema.levels.iter().flat_map(|level| level.code_headers.iter().chain(&level.name_headers));
        keys.map(String::as_str).chain(schema.fields.iter().map(|field| field.label.as_str()))
    }
}

fn keys(schema: &Schema) -> HashMap<String, Vec<Meaning>> {
    let mut keys: HashMap<String, Vec<Meaning>> = HashMap::new();
    let mut add = |name: &str, meaning| keys.entry(normal(name)).or_default().push(meaning);
    for (at, level) in schema.levels.iter().enumerate() {
        let id = LevelId(at as u8);
        level.code_headers.iter().for_each(|name| add(name, Meaning::Code(id)));
        level.name_headers.iter().for_each(|name| add(name, Meaning::Name(id)));
    }
    PERIOD.iter().for_each(|name| add(name, Meaning::Period));
    STAGE.iter().for_each(|name| add(name, Meaning::Stage));
    keys
}

fn fields(schema: &Schema) -> HashMap<String, Vec<FieldId>> {
    let mut fields: HashMap<String, Vec<FieldId>> = HashMap::new();
    for (at, field) in schema.fields.iter().enumerate() {
        for name in field.names() {
            let known = fields.entry(normal(name)).or_default();
            let id = FieldId(at as u16);
            if !known.contains(&id) {
                known.push(id);
            }
        }
    }
    fields
}

/// The meaning that fits a table about units of `level`: its own key, an ancestor's key, period and stage, its field.
pub fn choose(schema: &Schema, meanings: &[Heading], level: LevelId) -> Option<Heading> {
    let above = ancestors(schema, level);
    let rank = |heading: &&Heading| match heading.meaning {
        Meaning::Ignored => Some(0),
        Meaning::Code(of) | Meaning::Name(of) if of == level => Some(0),
        Meaning::Code(of) | Meaning::Name(of) => above.iter().position(|&known| known == of).map(|at| at + 1),
        Meaning::Period | Meaning::Stage => Some(100),
        Meaning::Field(field, _) => (schema[field].level == level).then_some(101),
    };
    let fitting = meanings.iter().filter(|heading| rank(heading).is_some());
    fitting.min_by_key(rank).cloned()
}

/// The levels above a level, the nearest first.
pub fn ancestors(schema: &Schema, level: LevelId) -> Vec<LevelId> {
    let mut found: Vec<LevelId> = schema[level].parents.clone();
    let mut at = 0;
    while at < found.len() {
        for &parent in &schema[found[at]].parents {
            if !found.contains(&parent) && parent != level {
                found.push(parent);
            }
        }
        at += 1;
    }
    found
}
