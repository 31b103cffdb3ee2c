//! What is missing: the cells and answers behind a finding that is not known.

use crate::diagnostic::CellPlace;
use crate::program::{Among, CheckId, Grading, Node, OfRows, Over, Test};
use crate::table::{FieldId, Grain, Presence};

use super::Run;
use super::explain::Reason;

impl Run<'_> {
    /// The cells and answers that keep a finding from being known, each once.
    pub(super) fn missing(&self, check: CheckId, row: usize) -> Vec<Reason> {
        let mut found = Vec::new();
        self.missing_in_check(check, row, &mut found);
        found.sort();
        found.dedup();
        found
    }

    pub(super) fn missing_in_check(&self, check: CheckId, row: usize, out: &mut Vec<Reason>) {
        let told = self.input.program.check(check);
        let first = self.rows(told.grain).start;
        let state = self.findings[check.0 as usize].state[row - first];
        if state.truth().is_ok()
            || matches!(state, crate::assessment::State::OutOfScope | crate::assessment::State::NotApplicable)
        {
            return;
        }
        for node in told.scope.iter().chain(&told.applies) {
            self.missing_in(node, told.grain, row, out);
        }
        if let Some(grading) = &told.grading {
            self.missing_in_grading(grading, told.grain, row, out);
        }
        match &told.test {
            Test::Truth(node) => self.missing_in(node, told.grain, row, out),
            Test::Ask(_) => out.push(self.reason(Presence::Unanswered, &told.id, told.grain, row, None)),
            Test::Graded => {}
            Test::Limit { value, limit, cases, .. } => {
                let own = self.case_of(check, row).map(|case| &cases[case]);
                self.missing_in(own.and_then(|case| case.value.as_ref()).unwrap_or(value), told.grain, row, out);
                if let Some((_, node)) = own.and_then(|case| case.limit.as_ref()).or(limit.as_ref()) {
                    self.missing_in(node, told.grain, row, out);
                }
                cases
                    .iter()
                    .filter(|case| self.is_within(case.in_force, told.grain, row))
                    .for_each(|case| self.missing_in(&case.when, told.grain, row, out));
            }
        }
    }

    /// What keeps a grade from being known: the conditions of its lines and waivers, and the vetoes on it.
    fn missing_in_grading(&self, grading: &Grading, grain: Grain, row: usize, out: &mut Vec<Reason>) {
        let conditions = grading.lines.iter().filter_map(|(condition, _)| condition.when.as_ref());
        let nodes = conditions.chain(grading.waivers.iter().map(|waiver| &waiver.when)).chain(&grading.taken);
        nodes.for_each(|node| self.missing_in(node, grain, row, out));
        for veto in grading.caps.iter().map(|(veto, _)| veto).chain(&grading.stops) {
            self.missing_in_veto(*veto, grain, row, out);
        }
    }

    fn missing_in_veto(&self, veto: CheckId, grain: Grain, row: usize, out: &mut Vec<Reason>) {
        let own = self.input.program.check(veto).grain;
        if own == grain {
            let first = self.rows(own).start;
            if self.findings[veto.0 as usize].state[row - first] == crate::assessment::State::NotMet {
                let id = &self.input.program.check(veto).id;
                return out.push(self.reason(Presence::Stopped, id, grain, row, None));
            }
            return self.missing_in_check(veto, row, out);
        }
        self.missing_below(veto, grain, row, out);
    }

    pub(super) fn reason(
        &self,
        presence: Presence,
        what: &str,
        grain: Grain,
        row: usize,
        place: Option<CellPlace>,
    ) -> Reason {
        let frames = self.input.frames;
        let units = frames.units_of(grain.level);
        let stage = frames.stage(grain, row).map_or("", |stage| self.input.program.schema[stage].title.as_str());
        let unit = units.names.get(frames.unit(grain, row)).to_owned();
        Reason { presence, what: what.to_owned(), unit, stage: stage.to_owned(), place, told: None }
    }

    /// The cells behind an absent value.
    pub(super) fn missing_in(&self, node: &Node, grain: Grain, row: usize, out: &mut Vec<Reason>) {
        match node {
            Node::Met(check)
            | Node::Answer(check)
            | Node::Value(check)
            | Node::Limit(check)
            | Node::Attainment(check)
            | Node::Grade(check) => self.missing_in_check(*check, row, out),
            Node::Points(check) | Node::Full(check) => self.missing_points(*check, grain, row, out),
            Node::Earlier(inner, years) => match self.row_earlier(grain, row, *years) {
                Ok(earlier) => self.missing_in(inner, grain, earlier, out),
                Err(presence) => out.push(self.reason(presence, "", grain, row, None)),
            },
            Node::Rank(rank) => {
                let filter = rank.filter.as_deref();
                let taken = OfRows { grain, value: &rank.value, filter, weight: None, by: None };
                let place = std::ptr::from_ref(rank) as usize;
                self.missing_beside(rank.among, place, taken, (grain, row), out);
            }
            Node::RollUp(check) => self.missing_below(*check, grain, row, out),
            Node::Native(call) => self.missing_native(call, grain, row, out),
            Node::Up(above, inner) => {
                if let Some(row) = self.input.frames.up(grain, row, *above) {
                    self.missing_in(inner, *above, row, out);
                }
            }
            Node::Fold(_, over) | Node::Truths(_, over) => self.missing_over(node, over, grain, row, out),
            Node::Derived(supplied, formula) => match self.exactly(supplied, grain, row) {
                Err(Presence::NoColumn | Presence::Nothing) => self.missing_in(formula, grain, row, out),
                _ => self.missing_in(supplied, grain, row, out),
            },
            _ => self.missing_leaf(node, grain, row, out),
        }
    }

    pub(super) fn missing_leaf(&self, node: &Node, grain: Grain, row: usize, out: &mut Vec<Reason>) {
        let Err(presence) = self.exactly(node, grain, row) else { return };
        match node {
            Node::Field(field) => out.push(self.missing_field(presence, *field, grain, row)),
            Node::Split(field) => {
                let unit = self.input.frames.unit(grain, row);
                let whole = Grain::whole(grain.level);
                let presence = self.exactly(&Node::Field(*field), whole, unit).err().unwrap_or(presence);
                out.push(self.missing_field(presence, *field, whole, unit));
            }
            Node::Previous(field, _) => {
                let label = format!("上年{}", self.input.program.schema[*field].label);
                out.push(self.reason(presence, &label, grain, row, None));
            }
            Node::Absent(_) | Node::Lookup(..) => out.push(self.reason(presence, "", grain, row, None)),
            _ => {
                let before = out.len();
                node.parts().into_iter().for_each(|part| self.missing_in(part, grain, row, out));
                if out.len() == before {
                    out.push(self.reason(presence, "", grain, row, None));
                }
            }
        }
    }

    pub(super) fn missing_field(&self, presence: Presence, field: FieldId, grain: Grain, row: usize) -> Reason {
        let frames = self.input.frames;
        let stage = frames.stage(grain, row).filter(|_| grain.staged);
        let cell = frames.cell(grain.level, field, frames.unit(grain, row), stage);
        let line = || frames.lines_of(grain.level, frames.unit(grain, row)).into_iter().next();
        let place = cell.map(|cell| frames.place(cell)).or_else(line);
        self.reason(presence, &self.input.program.schema[field].label, grain, row, place)
    }

    pub(super) fn missing_points(&self, check: CheckId, grain: Grain, row: usize, out: &mut Vec<Reason>) {
        let told = self.input.program.check(check);
        if told.score.as_ref().is_some_and(|score| score.full.is_none()) {
            out.push(self.reason(Presence::NotStated, &told.id, grain, row, None));
            return;
        }
        self.missing_in_check(check, row, out);
    }

    pub(super) fn missing_below(&self, check: CheckId, grain: Grain, row: usize, out: &mut Vec<Reason>) {
        let own = self.input.program.check(check).grain;
        let lower = self.rows_below(own, grain, row);
        if lower.is_empty() {
            let title = self.input.program.schema[own.level].title.clone();
            out.push(self.reason(Presence::Nothing, &title, grain, row, None));
        }
        lower.into_iter().for_each(|lower| self.missing_in_check(check, lower, out));
    }

    /// What the units of a level are called, where the data has no table about them; else nothing.
    pub(super) fn empty_table(&self, grain: Grain) -> &str {
        let is_empty = self.input.frames.is_empty(Grain::whole(grain.level));
        if is_empty { &self.input.program.schema[grain.level].title } else { "" }
    }

    /// What is missing of one of the rows an aggregate goes over.
    fn missing_of_row(
        &self,
        taken: OfRows<'_>,
        lower: Result<usize, Presence>,
        (grain, row): (Grain, usize),
        out: &mut Vec<Reason>,
    ) {
        let lower = match lower {
            Ok(lower) => lower,
            Err(presence) => return out.push(self.reason(presence, "", grain, row, None)),
        };
        let mut missing = |node| self.missing_in(node, taken.grain, lower, out);
        match taken.filter.map_or(Ok(1.0), |filter| self.truth_exactly(filter, taken.grain, lower)) {
            Ok(truth) if truth < 0.5 => {}
            Err(Presence::NotApplicable) => {}
            Err(_) => taken.filter.into_iter().for_each(missing),
            Ok(_) => [Some(taken.value), taken.weight, taken.by].into_iter().flatten().for_each(&mut missing),
        }
    }

    /// What is missing of the rows beside a row: the same for all of them, and so found once.
    fn missing_beside(
        &self,
        among: Among,
        place: usize,
        taken: OfRows<'_>,
        (grain, row): (Grain, usize),
        out: &mut Vec<Reason>,
    ) {
        let rows = match self.rows_beside(among, grain, row) {
            Ok(rows) => rows,
            Err(presence) => return out.push(self.reason(presence, "", grain, row, None)),
        };
        let key = (place, grain, rows.first().copied().unwrap_or(row));
        if let Some(known) = self.missing_of_group.borrow().get(&key) {
            return out.extend(known.iter().cloned());
        }
        let mut found = Vec::new();
        rows.into_iter().for_each(|other| self.missing_of_row(taken, Ok(other), (grain, row), &mut found));
        found.sort();
        found.dedup();
        out.extend(found.iter().cloned());
        self.missing_of_group.borrow_mut().insert(key, found);
    }

    pub(super) fn missing_over(&self, node: &Node, over: &Over, grain: Grain, row: usize, out: &mut Vec<Reason>) {
        let before = out.len();
        let presence = self.exactly(node, grain, row).err();
        match over {
            Over::Members(members) => members.iter().for_each(|(value, _)| self.missing_in(value, grain, row, out)),
            Over::Peers { among, .. } => {
                if let Some(taken) = over.of_rows(grain) {
                    let place = std::ptr::from_ref(over) as usize;
                    self.missing_beside(*among, place, taken, (grain, row), out);
                }
            }
            _ => {
                if let Some(taken) = over.of_rows(grain) {
                    let rows = self.rows_over(over, grain, row);
                    rows.into_iter().for_each(|lower| self.missing_of_row(taken, lower, (grain, row), out));
                }
            }
        }
        if let Some(presence) = presence.filter(|_| out.len() == before) {
            let table = match over {
                Over::Rows { grain: below, .. } => self.empty_table(*below),
                _ => "",
            };
            out.push(self.reason(presence, table, grain, row, None));
        }
    }
}
