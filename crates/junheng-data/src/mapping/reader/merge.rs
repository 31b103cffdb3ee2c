//! `[merge]`: rows that are part of another unit, such as campuses 是否计校数 = 0, and the unit they are added to.

use junheng::diagnostic::MISSING_KEY;
use junheng::quantity::Unit;
use junheng::table::{Field, FieldId, Kind};

use super::*;
use crate::catalogue::MERGE_FIELD;
use crate::merge::Merge;

const KEYS: [&str; 7] = ["level", "flag", "counted", "merged", "into", "max", "keep"];

impl Reader<'_> {
    pub(super) fn merge(&mut self, value: &Value<'_>) -> Option<Merge> {
        let parts = self.parts(value, "merge", &KEYS)?;
        let span = self.span(value.span());
        for (key, part) in KEYS.iter().zip(&parts).take(5) {
            if part.is_none() {
                let missing = Diagnostic::new(&MISSING_KEY).with("owner", "merge").with("key", key);
                self.diagnostics.push(missing.at(span));
            }
        }
        let [level, flag, counted, merged, into] = [0, 1, 2, 3, 4].map(|at| parts[at].map(|value| self.text(value)));
        let merge = Merge {
            level: self.level(&level??, parts[0]?)?,
            flag: normal(&flag??),
            counted: counted??,
            merged: merged??,
            into: normal(&into??),
            max: self.fields(parts[5]),
            keep: self.fields(parts[6]),
            span,
        };
        self.check_sums(&merge);
        Some(merge)
    }

    fn level(&mut self, name: &str, value: &Value<'_>) -> Option<junheng::table::LevelId> {
        let found = self.schema.level(name);
        if found.is_none() {
            let known: Vec<String> = self.schema.levels.iter().map(|level| level.id.clone()).collect();
            self.unknown_name(name, "层级", "level", value.span(), &known);
        }
        found
    }

    fn fields(&mut self, value: Option<&Value<'_>>) -> Vec<FieldId> {
        let Some(value) = value else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(value, "文本的列表", "a list of texts");
            return Vec::new();
        };
        let mut found = Vec::new();
        for value in list.iter() {
            let Some(name) = self.text(value) else { continue };
            match self.schema.field(&name) {
                Some(field) => found.push(field),
                None => self.unknown_name(&name, "数据项", "field", value.span(), &self.targets()),
            }
        }
        found
    }

    /// Years and ratios are never added up: the merge must say what becomes of them.
    fn check_sums(&mut self, merge: &Merge) {
        let fields = self.schema.fields.iter().enumerate();
        let unsaid = fields.filter(|(at, field)| {
            let id = FieldId(*at as u16);
            field.level == merge.level && field.needed && !self.is_amount(field) && !merge.is_named(id)
        });
        let labels: Vec<&str> = unsaid.map(|(_, field)| field.label.as_str()).collect();
        if !labels.is_empty() {
            let diagnostic = Diagnostic::new(&MERGE_FIELD).with("fields", labels.join("、"));
            self.diagnostics.push(diagnostic.at(merge.span));
        }
    }

    fn is_amount(&self, field: &Field) -> bool {
        if matches!(field.kind, Kind::Word | Kind::Date) {
            return true;
        }
        let year = self.schema.units.parse("年").map(|unit| unit.dimension);
        let ratio = field.unit.dimension.to_string().contains('/');
        let share = field.unit.dimension.is_none() && field.unit.scale != Unit::none().scale;
        !ratio && !share && year.as_ref() != Ok(&field.unit.dimension)
    }
}
