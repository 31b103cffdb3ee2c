//! What tables there are, and which columns: everything a reader of files must know of a pack.

use crate::quantity::{Unit, Units};

/// A level of [`Schema::levels`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LevelId(pub u8);

/// A stage of [`Schema::stages`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StageId(pub u8);

/// A field of [`Schema::fields`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldId(pub u16);

/// A stage of schooling, 学段.
#[derive(Debug, Clone)]
pub struct Stage {
    /// The id scripts rely on: `primary`.
    pub id: String,
    /// As officers write it, and as it stands before a field's label in a wide header: 小学.
    pub title: String,
    /// Other spellings.
    pub aliases: Vec<String>,
}

impl Stage {
    /// Every spelling of the stage: title, aliases, id.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [self.title.as_str()].into_iter().chain(self.aliases.iter().map(String::as_str)).chain([self.id.as_str()])
    }
}

/// A level of units: county, school, class.
#[derive(Debug, Clone)]
pub struct Level {
    /// The id of the level.
    pub id: String,
    /// 县, 学校.
    pub title: String,
    /// Names of sheets and files that hold this table.
    pub tables: Vec<String>,
    /// The levels one of which a unit hangs on.
    pub parents: Vec<LevelId>,
    /// The level below whose units are units of this one too where they name none.
    pub also: Option<LevelId>,
    /// Headers of the column with the unit's code; empty where units have none.
    pub code_headers: Vec<String>,
    /// Headers of the column with the unit's name.
    pub name_headers: Vec<String>,
    /// Whether a row belongs to one stage of its parent (a class, a room).
    pub in_stage: bool,
    /// The staged field that says whether a unit has a stage at all: pupils, for a school.
    pub opened_by: Option<FieldId>,
}

impl Level {
    /// The usual headers of code and name.
    fn keys(&self) -> impl Iterator<Item = &str> {
        [&self.code_headers, &self.name_headers].into_iter().filter_map(|headers| headers.first()).map(String::as_str)
    }
}

/// What the values of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A number with a unit.
    Number,
    /// A whole number with a unit.
    Count,
    /// One of a set of words, or free words to compare with.
    Word,
    /// A day; its number is days since 1970-01-01.
    Date,
}

/// A column a pack knows, 数据项.
#[derive(Debug, Clone)]
pub struct Field {
    /// The id of the field.
    pub id: String,
    /// As it is called in Chinese and in formulas.
    pub label: String,
    /// Other headers for the same thing.
    pub aliases: Vec<String>,
    /// The level whose units have it.
    pub level: LevelId,
    /// Whether each stage has its own value.
    pub staged: bool,
    /// What its values are.
    pub kind: Kind,
    /// The unit its values are kept in.
    pub unit: Unit,
    /// The words it may take; empty where any word may stand.
    pub words: Vec<String>,
    /// The word it is taken to have where a table has no such column.
    pub assumed: Option<String>,
    /// Whether any formula of the pack needs it.
    pub needed: bool,
    /// The ids of the rules and measures that need it.
    pub needed_by: Vec<String>,
    /// The stages at which formulas of rules and measures look at it.
    pub looked_at: Vec<StageId>,
    /// Whether a value below zero may stand.
    pub may_be_negative: bool,
    /// The fields it is computed from where it is not supplied.
    pub derived_from: Vec<FieldId>,
}

impl Field {
    /// Every spelling of the field: label, aliases, id.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [self.label.as_str()].into_iter().chain(self.aliases.iter().map(String::as_str)).chain([self.id.as_str()])
    }
}

/// Levels, stages and fields of a pack.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// The stages, youngest first.
    pub stages: Vec<Stage>,
    /// The stages the pack judges.
    pub judged: Vec<StageId>,
    /// The levels, as the pack lists them.
    pub levels: Vec<Level>,
    /// The fields.
    pub fields: Vec<Field>,
    /// Texts that mean "does not apply" in a number cell: `/`, `—`, `无`.
    pub not_applicable: Vec<String>,
    /// The symbols of units of measurement.
    pub units: Units,
}

impl Schema {
    /// A stage by its id, title or alias.
    pub fn stage(&self, name: &str) -> Option<StageId> {
        let at = self.stages.iter().position(|stage| stage.names().any(|known| known == name))?;
        Some(StageId(at as u8))
    }

    /// A level by its id.
    pub fn level(&self, id: &str) -> Option<LevelId> {
        let at = self.levels.iter().position(|level| level.id == id)?;
        Some(LevelId(at as u8))
    }

    /// The stages that are judged at which a field is looked at; all that are judged of a field no formula looks at.
    pub fn judged_of(&self, field: &Field) -> Vec<StageId> {
        let is_read = |stage: &&StageId| field.looked_at.is_empty() || field.looked_at.contains(stage);
        self.judged.iter().filter(is_read).copied().collect()
    }

    /// The headers of a table about units of a level that say which unit a row is about: its own, and the code of
    /// the unit it hangs on.
    pub fn key_headers(&self, level: LevelId) -> impl Iterator<Item = &str> {
        let parent = self[level].parents.first().and_then(|parent| self[*parent].code_headers.first());
        self[level].keys().chain(parent.map(String::as_str))
    }

    /// The headers of the columns with code and name of a unit, in words.
    pub fn own_headers(&self, level: LevelId) -> String {
        self[level].keys().collect::<Vec<_>>().join("、")
    }

    /// Whether one level is below another, directly or through others.
    pub fn is_below(&self, lower: LevelId, upper: LevelId) -> bool {
        let mut above = self[lower].parents.clone();
        let mut at = 0;
        while let Some(level) = above.get(at).copied() {
            if level == upper {
                return true;
            }
            let further = self[level].parents.iter().filter(|further| !above.contains(further)).copied();
            above.extend(further.collect::<Vec<_>>());
            at += 1;
        }
        false
    }

    /// A field by its id, label or alias.
    pub fn field(&self, name: &str) -> Option<FieldId> {
        let at = self.fields.iter().position(|field| field.names().any(|known| known == name))?;
        Some(FieldId(at as u16))
    }
}

impl std::ops::Index<LevelId> for Schema {
    type Output = Level;
    fn index(&self, id: LevelId) -> &Level {
        &self.levels[id.0 as usize]
    }
}

impl std::ops::Index<StageId> for Schema {
    type Output = Stage;
    fn index(&self, id: StageId) -> &Stage {
        &self.stages[id.0 as usize]
    }
}

impl std::ops::Index<FieldId> for Schema {
    type Output = Field;
    fn index(&self, id: FieldId) -> &Field {
        &self.fields[id.0 as usize]
    }
}
