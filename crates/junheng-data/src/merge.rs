//! Rows that are part of another unit: campuses that do not count as schools are added to the school they belong to.

mod cells;

use std::collections::{BTreeMap, HashSet};

use junheng::diagnostic::{CellPlace, Diagnostic, Diagnostics};
use junheng::source::Span;
use junheng::table::{FieldId, LevelId, Schema, Tables};

use crate::catalogue::{MERGE_CONFLICT, MERGE_PARENT, MERGED};
use crate::register::units::UnitRows;

/// The rule by which rows are merged, as declared.
#[derive(Debug, Clone)]
pub struct Merge {
    /// What rows are about.
    pub level: LevelId,
    /// The column that says whether a row counts, as [`normal`](crate::name::normal) writes it.
    pub flag: String,
    /// What stands there for a unit that counts.
    pub counted: String,
    /// What stands there for one that is merged.
    pub merged: String,
    /// The column with the code of the unit it is merged into.
    pub into: String,
    /// Fields of which the greatest counts.
    pub max: Vec<FieldId>,
    /// Fields that stay as the main unit has them.
    pub keep: Vec<FieldId>,
    /// Where it is declared.
    pub span: Span,
}

impl Merge {
    /// Whether it says what becomes of a field.
    pub fn is_named(&self, field: FieldId) -> bool {
        self.max.contains(&field) || self.keep.contains(&field)
    }
}

/// A row that is merged into another unit.
#[derive(Debug, Clone)]
pub struct Campus {
    /// Index into [`Tables::parts`].
    pub part: usize,
    /// The row.
    pub row: usize,
    /// The code of the main unit, as the row states it.
    pub into: String,
}

/// The code a unit goes under: by period and code.
pub type Mains = BTreeMap<(String, String), String>;

/// Adds campuses to their schools, in every table about their level. Gives which code became which.
pub fn merge(
    rule: &Merge,
    campuses: &[Campus],
    schema: &Schema,
    tables: &mut Tables,
    diagnostics: &mut Diagnostics,
) -> Mains {
    let mut found = Diagnostics::default();
    let mains = mains(rule, campuses, tables, &mut found);
    let failed = found.has_errors();
    diagnostics.append(found);
    if failed || mains.is_empty() {
        return Mains::new();
    }
    diagnostics.push(note(rule, &mains, schema, tables));
    for part in 0..tables.parts.len() {
        if tables.parts[part].level == rule.level {
            cells::merge_part(rule, &mains, schema, tables, part, diagnostics);
        }
    }
    mains
}

/// Which unit each campus belongs to; everything that keeps one from it is reported.
fn mains(rule: &Merge, campuses: &[Campus], tables: &Tables, diagnostics: &mut Diagnostics) -> Mains {
    let units = UnitRows::new(tables, rule.level);
    let is_campus: HashSet<(usize, usize)> = campuses.iter().map(|campus| (campus.part, campus.row)).collect();
    let mut mains = Mains::new();
    for campus in campuses {
        let part = &tables.parts[campus.part];
        let own = crate::register::units::RowPlace { part: campus.part, row: campus.row };
        let (code, name, period) = (part.codes.get(campus.row), part.names.get(campus.row), units.period(own));
        let place = place(tables, campus);
        let shown = format!("{name}（{code}）");
        let told =
            |message| Diagnostic::new(message).with("unit", &shown).with("into", &campus.into).at_cell(place.clone());
        let Some(main) = units.of(period, &campus.into).next().filter(|_| !campus.into.is_empty()) else {
            diagnostics.push(told(&MERGE_PARENT));
            continue;
        };
        let county = |at| units.levels_above().into_iter().map(|level| units.above(at, level)).collect::<Vec<_>>();
        let key = (period.to_owned(), code.to_owned());
        let other = mains.get(&key).is_some_and(|known| *known != campus.into);
        if is_campus.contains(&(main.part, main.row)) || county(main) != county(own) || other {
            diagnostics.push(told(&MERGE_CONFLICT));
            continue;
        }
        mains.insert(key, campus.into.clone());
    }
    mains
}

fn place(tables: &Tables, campus: &Campus) -> CellPlace {
    let part = &tables.parts[campus.part];
    CellPlace {
        file: tables.files[part.file].name.clone(),
        sheet: part.sheet.clone(),
        row: part.lines[campus.row],
        column: 0,
    }
}

/// Names every campus and where it went.
fn note(rule: &Merge, mains: &Mains, schema: &Schema, tables: &Tables) -> Diagnostic {
    let units = UnitRows::new(tables, rule.level);
    let name = |period: &str, code: &str| {
        let at = units.of(period, code).next();
        format!("{}（{code}）", at.map_or("", |at| units.name(at)))
    };
    let listed: Vec<String> =
        mains.iter().map(|((period, code), into)| format!("{} → {}", name(period, code), name(period, into))).collect();
    let labels = |fields: &[FieldId]| match fields {
        [] => "—".to_owned(),
        fields => fields.iter().map(|field| schema[*field].label.as_str()).collect::<Vec<_>>().join("、"),
    };
    let diagnostic = Diagnostic::new(&MERGED).with("count", listed.len()).with("units", listed.join("，"));
    let diagnostic = diagnostic.with("level", &schema[rule.level].title);
    diagnostic.with("max", labels(&rule.max)).with("keep", labels(&rule.keep)).at(rule.span)
}
