//! The rows beside a row, or of other periods, that its finding looks at.

use crate::program::{Among, CheckId, Node, Over as Goes, Rank};
use crate::table::{Grain, Presence};

use super::Run;
use super::step::Step;

/// What a series goes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// Units that hang on the same unit above.
    Siblings,
    /// All units of the level.
    All,
    /// The unit itself in one period after another.
    Years,
}

/// The rows that an aggregate or a rank looks at, seen from one of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What it goes over.
    pub over: Over,
    /// The grain of its rows.
    pub grain: Grain,
    /// The unit of its values; empty where they have none, or are truths.
    pub unit: String,
    /// Whether its values are truths.
    pub is_truth: bool,
    /// Whether its rows are weighted.
    pub is_weighted: bool,
    /// Whether its rows are ranked.
    pub is_ranked: bool,
    /// A line for each row.
    pub entries: Vec<Entry>,
}

/// One row of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The row; none where the data has no such period.
    pub row: Option<usize>,
    /// Its value.
    pub value: Result<f64, Presence>,
    /// Its weight.
    pub weight: Result<f64, Presence>,
    /// Its place, where rows are ranked; none where it is not among them.
    pub place: Result<f64, Presence>,
    /// Whether it counts.
    pub counts: Result<bool, Presence>,
    /// What its value was made from.
    pub steps: Vec<Step>,
}

/// What is taken of each row.
#[derive(Clone, Copy)]
struct Taken<'n> {
    value: &'n Node,
    filter: Option<&'n Node>,
    weight: Option<&'n Node>,
    rank: Option<&'n Rank>,
    is_truth: bool,
}

impl Run<'_> {
    /// Every series that the value, the limit or the lines of a check look at on a row, each once.
    pub(super) fn series(&self, check: CheckId, row: usize) -> Vec<Series> {
        let told = self.input.program.check(check);
        let mut found = Vec::new();
        told.nodes().into_iter().for_each(|node| self.series_in(node, told.grain, row, &mut found));
        found
    }

    fn series_in(&self, node: &Node, grain: Grain, row: usize, out: &mut Vec<Series>) {
        let series = match node {
            Node::Fold(_, over) => self.series_over(over, false, grain, row),
            Node::Truths(_, over) => self.series_over(over, true, grain, row),
            Node::Rank(rank) => {
                let taken = Taken {
                    value: &rank.value,
                    filter: rank.filter.as_deref(),
                    weight: None,
                    rank: Some(rank),
                    is_truth: false,
                };
                Some(self.beside_told(rank.among, taken, grain, row))
            }
            _ => None,
        };
        if let Some(series) = series {
            if !out.contains(&series) {
                out.push(series);
            }
            return;
        }
        node.parts().into_iter().for_each(|part| self.series_in(part, grain, row, out));
    }

    fn series_over(&self, over: &Goes, is_truth: bool, grain: Grain, row: usize) -> Option<Series> {
        match over {
            Goes::Peers { among, value, filter, weight } => {
                let taken = Taken { value, filter: filter.as_deref(), weight: weight.as_deref(), rank: None, is_truth };
                Some(self.beside_told(*among, taken, grain, row))
            }
            Goes::Years { count, value, filter } => {
                let taken = Taken { value, filter: filter.as_deref(), weight: None, rank: None, is_truth };
                let rows = (0..*count).map(|years| self.row_earlier(grain, row, years)).collect();
                Some(self.series_of(Over::Years, taken, grain, rows))
            }
            Goes::Rows { .. } | Goes::Members(_) => None,
        }
    }

    fn beside_told(&self, among: Among, taken: Taken<'_>, grain: Grain, row: usize) -> Series {
        let over = if among == Among::Siblings { Over::Siblings } else { Over::All };
        let rows = match self.rows_beside(among, grain, row) {
            Ok(rows) => rows.into_iter().map(Ok).collect(),
            Err(reason) => vec![Err(reason)],
        };
        let mut series = self.series_of(over, taken, grain, rows);
        if series.is_ranked {
            let place = |entry: &Entry| entry.place.unwrap_or(f64::INFINITY);
            series.entries.sort_by(|a, b| place(a).total_cmp(&place(b)));
        }
        series
    }

    fn series_of(&self, over: Over, taken: Taken<'_>, grain: Grain, rows: Vec<Result<usize, Presence>>) -> Series {
        let (shown, unit) = self.shown_in(taken.value);
        let entries = rows.into_iter().map(|row| self.entry(taken, shown, grain, row)).collect();
        Series {
            over,
            grain,
            unit,
            is_truth: taken.is_truth,
            is_weighted: taken.weight.is_some(),
            is_ranked: taken.rank.is_some(),
            entries,
        }
    }

    fn entry(&self, taken: Taken<'_>, shown: &Node, grain: Grain, row: Result<usize, Presence>) -> Entry {
        let number = |node: &Node| row.and_then(|row| self.exactly(node, grain, row)).map(|value| value.to_f64());
        let truth = |node: &Node| row.and_then(|row| self.truth_exactly(node, grain, row));
        let mut steps = Vec::new();
        if let Ok(row) = row {
            self.steps(taken.value, grain, row, &mut steps);
        }
        Entry {
            row: row.ok(),
            value: if taken.is_truth { truth(taken.value) } else { number(shown) },
            weight: taken.weight.map_or(Ok(1.0), number),
            place: taken.rank.map_or(Err(Presence::NotApplicable), |rank| {
                row.and_then(|row| self.rank_exactly(rank, grain, row)).map(|place| place.to_f64())
            }),
            counts: taken.filter.map_or(Ok(true), |filter| truth(filter).map(|truth| truth > 0.5)),
            steps,
        }
    }

    /// A node without the factor to base units, and the unit its values are in then.
    fn shown_in<'n>(&self, node: &'n Node) -> (&'n Node, String) {
        let program = self.input.program;
        match node {
            Node::Scaled(inner, _) if matches!(**inner, Node::Value(_) | Node::Field(_)) => self.shown_in(inner),
            Node::Value(check) => (node, program.check(*check).unit.text.clone()),
            Node::Field(field) => (node, program.schema[*field].unit.text.clone()),
            _ => (node, String::new()),
        }
    }
}
