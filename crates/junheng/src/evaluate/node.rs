//! Nodes to columns.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::assessment::{Column, State};
use crate::formula::BinaryOperator;
use crate::function::Form;
use crate::pack::{Between, Outside};
use crate::program::{CheckId, Key, Node, Standard};
use crate::quantity::{Exact, shortest, to_f64};
use crate::table::{FieldId, Grain, Presence};

use super::{NONE, Run};

/// What is read rather than computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Leaf {
    Field(FieldId),
    Split(FieldId),
    Share,
    Met(CheckId),
}

impl Column {
    pub(super) fn filled(length: usize, value: f64) -> Self {
        Column::complete(vec![value; length])
    }

    /// Values that are all there.
    pub(super) fn complete(values: Vec<f64>) -> Self {
        Column { values, presence: Vec::new(), bounds: None }
    }

    pub(super) fn absent(length: usize, presence: Presence) -> Self {
        Column { values: vec![0.0; length], presence: vec![presence; length], bounds: None }
    }

    /// Values as read, and whether each is there.
    pub(super) fn read(values: Vec<f64>, presence: Vec<Presence>) -> Self {
        let complete = presence.iter().all(|presence| presence.is_present());
        Column { values, presence: if complete { Vec::new() } else { presence }, bounds: None }
    }

    /// The value of a row, or why there is none.
    pub(super) fn at(&self, row: usize) -> Result<f64, Presence> {
        match self.presence(row) {
            Presence::Present => Ok(self.values[row]),
            absent => Err(absent),
        }
    }

    pub(super) fn collect(rows: impl Iterator<Item = Result<f64, Presence>>) -> Self {
        let mut column = Column { values: Vec::with_capacity(rows.size_hint().0), ..Column::default() };
        for row in rows {
            column.push(row);
        }
        column
    }

    pub(super) fn push(&mut self, row: Result<f64, Presence>) {
        let (value, presence) = match row {
            Ok(value) if value.is_finite() => (value, Presence::Present),
            Ok(_) => (0.0, Presence::Failed),
            Err(presence) => (0.0, presence),
        };
        if !(presence.is_present() && self.is_complete()) {
            self.spell_out();
            self.presence.push(presence);
        }
        self.values.push(value);
    }

    fn bounds_at(&self, row: usize) -> Option<[f64; 2]> {
        match self.at(row) {
            Ok(value) => Some([value, value]),
            Err(_) => self.bounds.as_ref().map(|bounds| bounds[row]),
        }
    }
}

fn truth(value: bool) -> Result<f64, Presence> {
    Ok(f64::from(u8::from(value)))
}

/// Why two values do not make one: the graver reason of the two.
fn graver(a: Result<f64, Presence>, b: Result<f64, Presence>) -> Presence {
    match (a, b) {
        (Err(a), Err(b)) => a.max(b),
        (Err(only), _) | (_, Err(only)) => only,
        _ => Presence::Failed,
    }
}

/// Kleene's `and`: a known false decides, what does not apply drops out.
pub(super) fn both(a: Result<f64, Presence>, b: Result<f64, Presence>) -> Result<f64, Presence> {
    decided_by(0.0, a, b)
}

/// Kleene's `or`: a known true decides, what does not apply drops out.
pub(super) fn either(a: Result<f64, Presence>, b: Result<f64, Presence>) -> Result<f64, Presence> {
    decided_by(1.0, a, b)
}

fn decided_by(decisive: f64, a: Result<f64, Presence>, b: Result<f64, Presence>) -> Result<f64, Presence> {
    if a == Ok(decisive) || b == Ok(decisive) {
        return Ok(decisive);
    }
    match (a, b) {
        (Err(Presence::NotApplicable), other) | (other, Err(Presence::NotApplicable)) => other,
        (Ok(value), Ok(_)) => Ok(value),
        _ => Err(graver(a, b)),
    }
}

/// Whether two numbers are too near each other to be told apart in `f64`.
pub(super) fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

impl Run<'_> {
    /// The values of a node for all rows of a grain in the range of this run.
    pub(super) fn node(&mut self, node: &Node, grain: Grain) -> Arc<Column> {
        let length = self.rows(grain).len();
        match node {
            Node::Number(constant) => Arc::new(Column::filled(length, constant.value)),
            Node::Word(word) => Arc::new(Column::filled(length, self.words[*word as usize])),
            Node::Field(field) => self.leaf(Leaf::Field(*field), grain),
            Node::Split(field) => self.leaf(Leaf::Split(*field), grain),
            Node::Stage => self.stages(grain),
            Node::AsOf => Arc::new(match self.input.as_of {
                Some(day) => Column::filled(length, f64::from(day)),
                None => Column::absent(length, Presence::NotStated),
            }),
            Node::Absent(presence) => Arc::new(Column::absent(length, *presence)),
            Node::Up(above, inner) => self.up(grain, *above, inner),
            Node::ByStage(limits) => self.by_stage(limits, grain),
            Node::Value(check) => {
                let known = self.findings[check.0 as usize].value.clone();
                known.unwrap_or_else(|| Arc::new(Column::absent(length, Presence::Nothing)))
            }
            Node::Met(check) => self.leaf(Leaf::Met(*check), grain),
            Node::RollUp(check) => self.roll_up(*check, grain),
            Node::Attainment(check) => Arc::new(self.attainment(*check)),
            Node::Points(check) => {
                let known = self.findings[check.0 as usize].points.clone();
                known.unwrap_or_else(|| Arc::new(Column::absent(length, Presence::NotStated)))
            }
            Node::Answer(check) => self.answer(*check, grain),
            Node::Scaled(inner, factor) => self.scaled(inner, factor, grain),
            Node::Negative(inner) => self.map(inner, grain, |value| -value),
            Node::Not(inner) => self.map(inner, grain, |value| 1.0 - value),
            Node::Binary(operator, a, b) => self.binary(*operator, a, b, grain),
            Node::In(value, list) => self.is_in(value, list, grain),
            Node::If(condition, a, b) => self.conditional(condition, a, b, grain),
            Node::Derived(supplied, formula) => self.derived(supplied, formula, grain),
            Node::Coalesce(nodes) => self.coalesce(nodes, grain),
            Node::Scalar(function, nodes) => self.scalar(function, nodes, grain),
            Node::Fold(function, over) => self.fold(function, over, grain),
            Node::Truths(question, over) => self.truths(*question, over, grain),
            Node::Lookup(standard, keys) => self.lookup(*standard, keys, grain),
            Node::Previous(field, years) => self.previous(*field, *years, grain),
        }
    }

    fn leaf(&mut self, leaf: Leaf, grain: Grain) -> Arc<Column> {
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

    fn read(&self, field: FieldId, grain: Grain) -> Column {
        let (values, presence) = self.input.frames.read(field, grain, self.rows(grain));
        let mut column = Column::read(values, presence);
        let assumed = &self.input.program.schema[field].assumed;
        if let Some(word) = assumed.as_ref().filter(|_| !self.input.frames.has_column(field)) {
            let code = self.input.frames.words.iter().position(|known| known == word);
            column = Column::filled(column.len(), code.map_or(-1.0, |code| code as f64));
        }
        column
    }

    /// A stage's share of a field of the whole unit: by the weighted pupils of all its stages.
    fn split(&mut self, field: FieldId, grain: Grain) -> Column {
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

    fn share(&mut self, grain: Grain) -> Column {
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

    fn stages(&self, grain: Grain) -> Arc<Column> {
        let stage = |row| self.input.frames.stage(grain, row).map(|stage| f64::from(stage.0)).ok_or(Presence::Nothing);
        Arc::new(Column::collect(self.rows(grain).map(stage)))
    }

    fn up(&mut self, grain: Grain, above: Grain, inner: &Node) -> Arc<Column> {
        let values = self.node(inner, above);
        let link = self.link(grain, above);
        if values.is_complete() && !link.contains(&NONE) {
            return Arc::new(Column::complete(link.iter().map(|above| values.values[*above as usize]).collect()));
        }
        let row = |above: &u32| if *above == NONE { Err(Presence::Nothing) } else { values.at(*above as usize) };
        Arc::new(Column::collect(link.iter().map(row)))
    }

    fn by_stage(&mut self, limits: &[Option<Node>], grain: Grain) -> Arc<Column> {
        let columns: Vec<Option<Arc<Column>>> =
            limits.iter().map(|limit| limit.as_ref().map(|limit| self.node(limit, grain))).collect();
        let rows = self.rows(grain);
        let row = |(at, row)| {
            let stage = self.input.frames.stage(grain, row).ok_or(Presence::NotStated)?;
            columns[stage.0 as usize].as_ref().map_or(Err(Presence::NotStated), |column| column.at(at))
        };
        Arc::new(Column::collect(rows.enumerate().map(row)))
    }

    /// Whether a check is met in all rows below: any failure known beats the unknown.
    fn roll_up(&mut self, check: CheckId, grain: Grain) -> Arc<Column> {
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
    fn attainment(&self, check: CheckId) -> Column {
        let findings = &self.findings[check.0 as usize];
        let upper = self.input.program.check(check).comparison.is_some_and(|comparison| comparison.is_upper());
        let (Some(value), Some(limit)) = (&findings.value, &findings.limit) else {
            return Column::absent(findings.state.len(), Presence::NotStated);
        };
        let share = |row: usize| {
            let (above, below) = if upper { (limit.at(row), value.at(row)) } else { (value.at(row), limit.at(row)) };
            match (above, below) {
                (Ok(_), Ok(0.0)) => Err(Presence::ZeroDivisor),
                (Ok(above), Ok(below)) => Ok(above / below),
                _ => Err(graver(above, below)),
            }
        };
        Column::collect((0..findings.state.len()).map(|row| {
            if findings.state[row] == State::OutOfScope { Err(Presence::NotApplicable) } else { share(row) }
        }))
    }

    fn answer(&mut self, check: CheckId, grain: Grain) -> Arc<Column> {
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
        let word = self.input.program.words.iter().position(|word| *word == given.answer.answer)?;
        Some(word as u32)
    }

    pub(super) fn given(&self, check: CheckId, grain: Grain, row: usize) -> Option<&super::answers::Given> {
        let frames = self.input.frames;
        let id = &self.input.program.check(check).id;
        self.input.answers.get(id, frames.unit(grain, row), frames.stage(grain, row))
    }

    fn scaled(&mut self, inner: &Node, factor: &Exact, grain: Grain) -> Arc<Column> {
        let above = to_f64(&Exact::from(factor.numer().clone()));
        let below = to_f64(&Exact::from(factor.denom().clone()));
        self.map(inner, grain, move |value| value * above / below)
    }

    fn map(&mut self, inner: &Node, grain: Grain, change: impl Fn(f64) -> f64) -> Arc<Column> {
        let column = self.node(inner, grain);
        let values = column.values.iter().map(|value| change(*value)).collect();
        Arc::new(Column { values, presence: column.presence.clone(), bounds: None })
    }

    fn binary(&mut self, operator: BinaryOperator, a: &Node, b: &Node, grain: Grain) -> Arc<Column> {
        let (left, right) = (self.node(a, grain), self.node(b, grain));
        use BinaryOperator::*;
        let rows = 0..left.len();
        let column = match operator {
            And => Column::collect(rows.map(|row| both(left.at(row), right.at(row)))),
            Or => Column::collect(rows.map(|row| either(left.at(row), right.at(row)))),
            Add | Subtract | Multiply | Divide => computed(operator, &left, &right),
            _ => {
                let exact = is_exact(a) && is_exact(b);
                let first = self.rows(grain).start;
                let compare =
                    |row: usize| self.compared(operator, (a, &left), (b, &right), (grain, first + row, row), exact);
                Column::collect(rows.map(compare))
            }
        };
        Arc::new(column)
    }

    fn compared(
        &self,
        operator: BinaryOperator,
        a: (&Node, &Column),
        b: (&Node, &Column),
        place: (Grain, usize, usize),
        exact: bool,
    ) -> Result<f64, Presence> {
        let (grain, row, at) = place;
        let (left, right) = (a.1.at(at), b.1.at(at));
        let (Ok(x), Ok(y)) = (left, right) else {
            return compare_bounds(operator, a.1.bounds_at(at), b.1.bounds_at(at))
                .map_or_else(|| Err(graver(left, right)), truth);
        };
        let ordering = if !exact && near(x, y) { self.compare_exactly(a.0, b.0, grain, row) } else { None };
        truth(satisfies(operator, ordering.unwrap_or_else(|| x.total_cmp(&y))))
    }

    fn is_in(&mut self, value: &Node, list: &[Node], grain: Grain) -> Arc<Column> {
        let value = self.node(value, grain);
        let list: Vec<Arc<Column>> = list.iter().map(|node| self.node(node, grain)).collect();
        let row = |row: usize| {
            let wanted = value.at(row)?;
            let equal =
                list.iter().map(|one| one.at(row).map(|one| f64::from(u8::from(one.total_cmp(&wanted).is_eq()))));
            equal.fold(Ok(0.0), either)
        };
        Arc::new(Column::collect((0..value.len()).map(row)))
    }

    fn conditional(&mut self, condition: &Node, a: &Node, b: &Node, grain: Grain) -> Arc<Column> {
        let condition = self.node(condition, grain);
        let (a, b) = (self.node(a, grain), self.node(b, grain));
        let row = |row: usize| if condition.at(row)? > 0.5 { a.at(row) } else { b.at(row) };
        Arc::new(Column::collect((0..condition.len()).map(row)))
    }

    fn derived(&mut self, supplied: &Node, formula: &Node, grain: Grain) -> Arc<Column> {
        let supplied = self.node(supplied, grain);
        let lacks = |presence: Presence| matches!(presence, Presence::NoColumn | Presence::Nothing);
        if !supplied.presence.iter().any(|presence| lacks(*presence)) {
            return supplied;
        }
        let computed = self.node(formula, grain);
        let row = |row: usize| if lacks(supplied.presence(row)) { computed.at(row) } else { supplied.at(row) };
        Arc::new(Column::collect((0..supplied.len()).map(row)))
    }

    fn coalesce(&mut self, nodes: &[Node], grain: Grain) -> Arc<Column> {
        let columns: Vec<Arc<Column>> = nodes.iter().map(|node| self.node(node, grain)).collect();
        let row = |row: usize| {
            let there = columns.iter().find(|column| column.presence(row).is_present());
            there.or(columns.last()).map_or(Err(Presence::Nothing), |column| column.at(row))
        };
        Arc::new(Column::collect((0..self.rows(grain).len()).map(row)))
    }

    fn scalar(&mut self, function: &'static crate::function::Function, nodes: &[Node], grain: Grain) -> Arc<Column> {
        let Form::Scalar(scalar) = &function.form else {
            return Arc::new(Column::absent(self.rows(grain).len(), Presence::Failed));
        };
        let columns: Vec<Arc<Column>> = nodes.iter().map(|node| self.node(node, grain)).collect();
        let first = self.rows(grain).start;
        let whole = Node::Scalar(function, nodes.to_vec());
        let row = |row: usize| {
            let arguments: Vec<f64> = columns.iter().map(|column| column.at(row)).collect::<Result<_, _>>()?;
            let value = (scalar.value)(&arguments);
            // A step function next to its step is worked out exactly: 36 classes / 12 must not be 4 rooms.
            let exact =
                if at_step(function.name, &arguments) { self.exactly(&whole, grain, first + row).ok() } else { None };
            Ok(exact.map_or(value, |exact| exact.to_f64()))
        };
        Arc::new(Column::collect((0..self.rows(grain).len()).map(row)))
    }

    fn lookup(&mut self, standard: usize, keys: &[Node], grain: Grain) -> Arc<Column> {
        let keys: Vec<Arc<Column>> = keys.iter().map(|key| self.node(key, grain)).collect();
        let standard = &self.input.program.standards[standard];
        let row = |row: usize| {
            let key: Vec<f64> = keys.iter().map(|key| key.at(row)).collect::<Result<_, _>>()?;
            self.look_up(standard, &key).map(|found| to_f64(&found))
        };
        Arc::new(Column::collect((0..self.rows(grain).len()).map(row)))
    }

    /// The value of a standard for words and numbers; the last key may fall between rows.
    pub(super) fn look_up(&self, standard: &Standard, keys: &[f64]) -> Result<Exact, Presence> {
        let same = |key: &Key, value: f64| match key {
            Key::Word(word) => self.words[*word as usize].total_cmp(&value).is_eq(),
            Key::Number(number) => to_f64(number).total_cmp(&value).is_eq(),
            Key::More => false,
        };
        let Some((last, firsts)) = keys.split_last() else {
            return standard.rows.first().and_then(|(_, value)| value.clone()).ok_or(Presence::NotStated);
        };
        let fits = |row: &&(Vec<Key>, Option<Exact>)| row.0.iter().zip(firsts).all(|(key, value)| same(key, *value));
        let rows: Vec<&(Vec<Key>, Option<Exact>)> = standard.rows.iter().filter(fits).collect();
        let found = rows.iter().find(|row| row.0.last().is_some_and(|key| same(key, *last)));
        match found {
            Some(row) => row.1.clone().ok_or(Presence::NotStated),
            None => between_rows(standard, &rows, *last).ok_or(Presence::NotStated),
        }
    }

    fn previous(&mut self, field: FieldId, years: u32, grain: Grain) -> Arc<Column> {
        let frames = self.input.frames;
        let row = |row: usize| {
            let unit = frames.earlier(grain.level, frames.unit(grain, row), years).ok_or(Presence::Nothing)?;
            let stage = if grain.staged { frames.stage(grain, row) } else { None };
            let cell = frames.cell(grain.level, field, unit, stage).ok_or(Presence::NoColumn)?;
            match frames.presence(cell) {
                Presence::Present => Ok(frames.number(cell)),
                absent => Err(absent),
            }
        };
        Arc::new(Column::collect(self.rows(grain).map(row)))
    }
}

fn met(state: State) -> Result<f64, Presence> {
    state.truth().map(|met| f64::from(u8::from(met)))
}

/// Whether a node's values are decimals as written, so that comparing them in `f64` is exact.
fn is_exact(node: &Node) -> bool {
    match node {
        Node::Number(_)
        | Node::Word(_)
        | Node::Field(_)
        | Node::Stage
        | Node::Answer(_)
        | Node::Met(_)
        | Node::Previous(..) => true,
        Node::Truths(crate::function::Truths::Count, _)
        | Node::Truths(crate::function::Truths::All | crate::function::Truths::Any, _) => true,
        Node::Up(_, inner) => is_exact(inner),
        Node::ByStage(nodes) => nodes.iter().flatten().all(is_exact),
        _ => false,
    }
}

/// Arithmetic on whole columns; row by row only where something is absent or a divisor is zero.
fn computed(operator: BinaryOperator, left: &Column, right: &Column) -> Column {
    let complete = left.is_complete() && right.is_complete();
    let pairs = || left.values.iter().zip(&right.values);
    let values: Vec<f64> = match operator {
        BinaryOperator::Add if complete => pairs().map(|(x, y)| x + y).collect(),
        BinaryOperator::Subtract if complete => pairs().map(|(x, y)| x - y).collect(),
        BinaryOperator::Multiply if complete => pairs().map(|(x, y)| x * y).collect(),
        BinaryOperator::Divide if complete && !right.values.contains(&0.0) => pairs().map(|(x, y)| x / y).collect(),
        _ => return Column::collect((0..left.len()).map(|row| arithmetic(operator, left.at(row), right.at(row)))),
    };
    if values.iter().all(|value| value.is_finite()) {
        return Column::complete(values);
    }
    Column::collect(values.into_iter().map(Ok))
}

/// Whether a rounding is next to where it jumps: at whole numbers, for the nearest at halves of its last place.
fn at_step(function: &str, arguments: &[f64]) -> bool {
    let steps = match function {
        "abs" => return false,
        "round" => 2.0 * 10f64.powf(arguments.get(1).copied().unwrap_or(0.0)),
        _ => 1.0,
    };
    let scaled = arguments[0] * steps;
    near(scaled, scaled.round()) || scaled.abs() < 1e-3
}

fn arithmetic(operator: BinaryOperator, a: Result<f64, Presence>, b: Result<f64, Presence>) -> Result<f64, Presence> {
    let (Ok(x), Ok(y)) = (a, b) else { return Err(graver(a, b)) };
    match operator {
        BinaryOperator::Add => Ok(x + y),
        BinaryOperator::Subtract => Ok(x - y),
        BinaryOperator::Multiply => Ok(x * y),
        _ if y == 0.0 => Err(Presence::ZeroDivisor),
        _ => Ok(x / y),
    }
}

pub(super) fn satisfies(operator: BinaryOperator, ordering: Ordering) -> bool {
    match operator {
        BinaryOperator::Equal => ordering.is_eq(),
        BinaryOperator::NotEqual => ordering.is_ne(),
        BinaryOperator::Less => ordering.is_lt(),
        BinaryOperator::LessEqual => ordering.is_le(),
        BinaryOperator::Greater => ordering.is_gt(),
        BinaryOperator::GreaterEqual => ordering.is_ge(),
        _ => false,
    }
}

/// A comparison that the bounds of its sides already decide.
fn compare_bounds(operator: BinaryOperator, a: Option<[f64; 2]>, b: Option<[f64; 2]>) -> Option<bool> {
    let ([low, high], [least, most]) = (a?, b?);
    let ends = [low.total_cmp(&most), high.total_cmp(&least)];
    let [first, second] = ends.map(|ordering| satisfies(operator, ordering));
    match operator {
        BinaryOperator::Equal if low > most || high < least => Some(false),
        BinaryOperator::NotEqual if low > most || high < least => Some(true),
        BinaryOperator::Equal | BinaryOperator::NotEqual => None,
        _ => (first == second).then_some(first),
    }
}

/// What a standard says of a key that is none of its rows.
fn between_rows(standard: &Standard, rows: &[&(Vec<Key>, Option<Exact>)], key: f64) -> Option<Exact> {
    let number = |row: &&(Vec<Key>, Option<Exact>)| match row.0.last() {
        Some(Key::Number(number)) => Some(number.clone()),
        _ => None,
    };
    let wanted = shortest(key);
    let above = rows.iter().find(|row| number(row).is_some_and(|number| number >= wanted));
    let below = rows.iter().rev().find(|row| number(row).is_some_and(|number| number <= wanted));
    let more = rows.iter().find(|row| row.0.last() == Some(&Key::More));
    match (standard.between, below, above) {
        (Between::Step, _, Some(above)) => above.1.clone(),
        (Between::Step, _, None) if more.is_some() => more?.1.clone(),
        (Between::Linear, Some(below), Some(above)) => {
            let (from, to) = (number(below)?, number(above)?);
            let (start, end) = (below.1.clone()?, above.1.clone()?);
            Some(&start + (&end - &start) * (wanted - &from) / (to - from))
        }
        (_, Some(nearest), None) | (_, None, Some(nearest)) if standard.outside == Outside::Clamp => nearest.1.clone(),
        _ => None,
    }
}
