//! What is read rather than computed: fields, shares, states of checks, answers.

use std::sync::Arc;

use crate::assessment::{Column, State};
use crate::formula::BinaryOperator;
use crate::program::{CheckId, Node, UnitWord};
use crate::quantity::to_f64;
use crate::source::normal;
use crate::table::{FieldId, Grain, Presence};

use super::column::{computed, met};
use super::node::Leaf;
use super::{NONE, Run};

impl Run<'_> {
    pub(super) fn leaf(&mut self, leaf: Leaf, grain: Grain) -> Arc<Column> {
        if let Some(known) = self.fields.get(&(leaf, grain)) {
            return known.clone();
        }
        let column = Arc::new(match leaf {
            Leaf::Field(field) => self.read(field, grain),
            Leaf::Split(field) => self.split(field, grain),
            Leaf::Share => self.share(grain),
            Leaf::Met(check) => Column::collect(self.findings[check.0 as usize].state.iter().map(|state| met(*state))),
        });
        self.fields.insert((leaf, grain), column.clone());
        column
    }

    pub(super) fn read(&self, field: FieldId, grain: Grain) -> Column {
        let (values, presence) = self.input.frames.read(field, grain, self.rows(grain));
        let mut column = Column::read(values, presence);
        let assumed = &self.input.program.schema[field].assumed;
        if let Some(word) = assumed.as_ref().filter(|_| !self.input.frames.has_column(field)) {
            let code = self.input.frames.words.iter().position(|known| *known == normal(word));
            column = Column::filled(column.len(), code.map_or(-1.0, |code| code as f64));
        }
        column
    }

    /// A stage's share of a field of the whole unit: by the weighted pupils of all its stages.
    pub(super) fn split(&mut self, field: FieldId, grain: Grain) -> Column {
        let whole = Grain::whole(grain.level);
        let amounts = self.up(grain, whole, &Node::Field(field));
        let shares = self.leaf(Leaf::Share, grain);
        if amounts.is_complete() && shares.is_complete() {
            return Column::complete(
                amounts.values.iter().zip(&shares.values).map(|(amount, share)| amount * share).collect(),
            );
        }
        let share = |row| Ok(amounts.at(row)? * shares.at(row)?);
        Column::collect((0..shares.len()).map(share))
    }

    pub(super) fn share(&mut self, grain: Grain) -> Column {
        let Some(split) = &self.input.program.split else {
            return Column::absent(self.rows(grain).len(), Presence::Failed);
        };
        let weights: Vec<f64> = split.weights.iter().map(to_f64).collect();
        let pupils = self.leaf(Leaf::Field(split.by), grain);
        let first = self.rows(grain).start;
        let frames = self.input.frames;
        let weighted = |row: usize| {
            let stage = frames.stage(grain, row).map_or(0, |stage| stage.0 as usize);
            pupils.at(row - first).map(|pupils| weights[stage] * pupils)
        };
        let share = |row: usize| {
            let unit = frames.unit(grain, row);
            let mut total = 0.0;
            for stage in 0..weights.len() {
                let other = frames.row_of(grain, unit, Some(crate::table::StageId(stage as u8)));
                total += other.map_or(Ok(0.0), weighted)?;
            }
            Ok(weighted(row)? / total)
        };
        Column::collect(self.rows(grain).map(share))
    }

    pub(super) fn stages(&self, grain: Grain) -> Arc<Column> {
        let stage = |row| self.input.frames.stage(grain, row).map(|stage| f64::from(stage.0)).ok_or(Presence::Nothing);
        Arc::new(Column::collect(self.rows(grain).map(stage)))
    }

    pub(super) fn up(&mut self, grain: Grain, above: Grain, inner: &Node) -> Arc<Column> {
        let values = self.node(inner, above);
        let link = self.link(grain, above);
        if values.is_complete() && !link.contains(&NONE) {
            return Arc::new(Column::complete(link.iter().map(|above| values.values[*above as usize]).collect()));
        }
        let row = |above: &u32| if *above == NONE { Err(Presence::Nothing) } else { values.at(*above as usize) };
        Arc::new(Column::collect(link.iter().map(row)))
    }

    pub(super) fn by_stage(&mut self, limits: &[Option<Node>], grain: Grain) -> Arc<Column> {
        let columns: Vec<Option<Arc<Column>>> =
            limits.iter().map(|limit| limit.as_ref().map(|limit| self.node(limit, grain))).collect();
        let frames = self.input.frames;
        let (mut values, mut presence) = (Vec::new(), Vec::new());
        for (at, row) in self.rows(grain).enumerate() {
            let column = frames.stage(grain, row).and_then(|stage| columns[stage.0 as usize].as_ref());
            values.push(column.map_or(0.0, |column| column.values[at]));
            presence.push(column.map_or(Presence::NotStated, |column| column.presence(at)));
        }
        Arc::new(Column::read(values, presence))
    }

    /// Full points, where a check applies and its points count.
    pub(super) fn full(&self, check: CheckId) -> Column {
        let findings = &self.findings[check.0 as usize];
        let full = self.input.program.check(check).score.as_ref().and_then(|score| score.full.as_ref()).map(to_f64);
        let points = findings.points.as_ref();
        let row = |row: usize| match points.map_or(Presence::NotApplicable, |points| points.presence(row)) {
            Presence::NotApplicable => Err(Presence::NotApplicable),
            _ => full.ok_or(Presence::NotStated),
        };
        Column::collect((0..findings.state.len()).map(row))
    }

    /// The code or name of each row's unit, as a word of the program; words the pack does not use are all alike.
    pub(super) fn unit_word(&self, word: UnitWord, grain: Grain) -> Arc<Column> {
        let row = |row: usize| self.unit_word_of(word, grain, row);
        Arc::new(Column::collect(self.rows(grain).map(|at| Ok(row(at)))))
    }

    pub(super) fn unit_word_of(&self, word: UnitWord, grain: Grain, row: usize) -> f64 {
        let units = self.input.frames.units_of(grain.level);
        let unit = self.input.frames.unit(grain, row);
        let text = normal(match word {
            UnitWord::Code => units.codes.get(unit),
            UnitWord::Name => units.names.get(unit),
            UnitWord::Place => return unit as f64,
        });
        let known = self.input.program.words.iter().position(|known| *known == text);
        known.map_or(-1.0, |at| self.words[at])
    }

    /// Whether a check is met in all rows below: any failure known beats the unknown.
    pub(super) fn roll_up(&mut self, check: CheckId, grain: Grain) -> Arc<Column> {
        let own = self.input.program.check(check).grain;
        let link = self.link(own, grain);
        let mut tallies = vec![crate::assessment::Tally::default(); self.rows(grain).len()];
        for (above, state) in
            link.iter().zip(&self.findings[check.0 as usize].state).filter(|(above, _)| **above != NONE)
        {
            tallies[*above as usize].add(*state);
        }
        let row = |tally: &crate::assessment::Tally| match tally.state() {
            _ if tally.in_scope == 0 => Err(Presence::Nothing),
            state => met(state),
        };
        Arc::new(Column::collect(tallies.iter().map(row)))
    }

    /// The value as a share of its limit; the limit as a share of the value where less is better.
    pub(super) fn attainment(&self, check: CheckId) -> Column {
        let findings = &self.findings[check.0 as usize];
        let upper = self.input.program.check(check).comparison.is_some_and(|comparison| comparison.is_upper());
        let (Some(value), Some(limit)) = (&findings.value, &findings.limit) else {
            return Column::absent(findings.state.len(), Presence::NotStated);
        };
        let (above, below) = if upper { (limit, value) } else { (value, limit) };
        let mut column = computed(BinaryOperator::Divide, above, below);
        column.take_out(Presence::NotApplicable, |row, _| findings.state[row] == State::OutOfScope);
        column
    }

    pub(super) fn answer(&mut self, check: CheckId, grain: Grain) -> Arc<Column> {
        let rows = self.rows(grain);
        let row = |row| {
            let word = self.answer_word(check, grain, row).ok_or(Presence::Unanswered)?;
            Ok(self.words[word as usize])
        };
        Arc::new(Column::collect(rows.map(row)))
    }

    /// The word a person answered, as an index into the words of the program.
    pub(super) fn answer_word(&self, check: CheckId, grain: Grain, row: usize) -> Option<u32> {
        let given = self.given(check, grain, row)?;
        let word = self.input.program.words.iter().position(|word| *word == normal(&given.answer.answer))?;
        Some(word as u32)
    }

    pub(super) fn given(&self, check: CheckId, grain: Grain, row: usize) -> Option<&super::answers::Given> {
        let frames = self.input.frames;
        self.input.answers.get(self.input.program.check(check), frames.unit(grain, row), frames.stage(grain, row))
    }
}
