//! Which levels have a table to fill in, and which units above a row of it names.

use std::collections::BTreeSet;

use junheng::program::{Node, Over, Program};
use junheng::table::{Field, FieldId, LevelId, Presence, Schema};

use super::Source;
use crate::header::ancestors;

/// The levels that have a table.
pub struct Levels<'s> {
    program: &'s Program,
    tables: Vec<LevelId>,
    /// Levels that something is found or computed for.
    used: BTreeSet<LevelId>,
}

/// Whether a field has a column: the pack uses it and gives its absence no meaning; or the data has it all the same.
pub fn is_asked(source: Source<'_>, at: usize, field: &Field) -> bool {
    let supplied = || source.known.is_some_and(|frames| frames.has_column(FieldId(at as u16)));
    field.needed && (!(is_computed(source, at) || is_owed(source, at)) || supplied())
}

/// Whether a field is computed where there is no such column.
pub fn is_computed(source: Source<'_>, at: usize) -> bool {
    source.pack.field.get(at).is_some_and(|record| record.derive.is_some())
}

/// Whether a field only says from when obligations run: without such a column nothing is recognised yet.
pub fn is_owed(source: Source<'_>, at: usize) -> bool {
    let runs_from = |node: &Node| match node {
        Node::Derived(day, other) => {
            matches!(**other, Node::Absent(Presence::NotApplicable)) && day.any(&|node| is_field(node, at))
        }
        _ => false,
    };
    source.program.schema.fields[at].needed_by.is_empty()
        && source.program.checks.iter().any(|check| check.nodes().into_iter().any(|node| node.any(&runs_from)))
}

fn is_field(node: &Node, at: usize) -> bool {
    matches!(node, Node::Field(field) if field.0 as usize == at)
}

impl<'s> Levels<'s> {
    pub fn new(source: Source<'s>) -> Self {
        let program = source.program;
        let (mut used, mut counted) = (BTreeSet::from([program.subject]), BTreeSet::new());
        for check in &program.checks {
            used.insert(check.grain.level);
            check.nodes().into_iter().for_each(|node| note(node, &mut used, &mut counted));
        }
        let fields = program.schema.fields.iter().enumerate();
        counted.extend(fields.filter(|(at, field)| is_asked(source, *at, field)).map(|(_, field)| field.level));
        let mut levels = Self { program, tables: Vec::new(), used };
        for level in by_depth(&program.schema).into_iter().rev() {
            let named = levels.tables.iter().any(|below| program.schema.is_below(*below, level));
            // A unit that only others name hangs on nothing: where it must hang on what is assessed, its table says so.
            let hangs = named && program.schema.is_below(level, program.subject);
            if counted.contains(&level) || hangs || (levels.used.contains(&level) && !named) {
                levels.tables.push(level);
            }
        }
        levels.tables.reverse();
        levels
    }

    /// The levels with a table, the highest first.
    pub fn tables(&self) -> &[LevelId] {
        &self.tables
    }

    /// The units above that a row names, the highest first: those it may hang on, and what is above one of these only
    /// where that has no table to say so itself.
    pub fn above(&self, level: LevelId) -> Vec<LevelId> {
        let mut found = Vec::new();
        self.gather_above(level, &mut found);
        found.sort_by_key(|level| depth(&self.program.schema, *level));
        found
    }

    fn gather_above(&self, level: LevelId, found: &mut Vec<LevelId>) {
        for &parent in &self.program.schema[level].parents {
            if self.is_used(parent) && !found.contains(&parent) {
                found.push(parent);
            }
            if !self.tables.contains(&parent) {
                self.gather_above(parent, found);
            }
        }
    }

    fn is_used(&self, level: LevelId) -> bool {
        self.used.contains(&level) || self.program.schema.is_below(level, self.program.subject)
    }
}

/// Notes the levels a formula looks at, and those whose rows it counts.
fn note(node: &Node, used: &mut BTreeSet<LevelId>, counted: &mut BTreeSet<LevelId>) {
    if let Node::Up(grain, _) = node {
        used.insert(grain.level);
    }
    if let Node::Fold(_, Over::Rows { grain, .. }) | Node::Truths(_, Over::Rows { grain, .. }) = node {
        counted.insert(grain.level);
    }
    node.children().into_iter().for_each(|child| note(child, used, counted));
}

/// How many levels stand above a level.
fn depth(schema: &Schema, level: LevelId) -> usize {
    ancestors(schema, level).len()
}

/// The levels, the highest first.
fn by_depth(schema: &Schema) -> Vec<LevelId> {
    let mut levels: Vec<LevelId> = (0..schema.levels.len()).map(|at| LevelId(at as u8)).collect();
    levels.sort_by_key(|level| depth(schema, *level));
    levels
}
