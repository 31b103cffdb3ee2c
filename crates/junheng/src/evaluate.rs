//! A program and its rows to an assessment, column by column.
//!
//! The engine has no threads: [`evaluate`] works on a range of subject units, and callers with threads
//! give each a range and [`append`](crate::assessment::Assessment::append) the results in order.

mod doubt;
mod column;
mod answers;
mod node;
mod leaf;
mod lookup;
mod time;
mod peers;
mod bounds;
mod sample;
mod fold;
mod native;
mod exact;
mod exact_fold;
mod score;
mod choice;
mod waive;
mod grade;
mod scope;
mod check;
mod behind;
mod fence;
mod inspect;
mod effect;
mod culprits;
mod missing;
mod told;
mod series;
mod parted;
mod step;
mod explain;
mod branches;

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::assessment::{Assessment, Column, Days, Findings};
use crate::program::Program;
use crate::quantity::Precise;
use crate::table::{Frames, Grain, Presence};

pub use answers::{Answers, units_meant};
pub use branches::{Branches, Shown, Variant, branches};
pub use culprits::{Culprits, Smallest, culprits};
pub use effect::{Effect, Effects, Trial, Turned, effects};
pub use explain::{Explainer, Explanation, Reason, Share, explain, reasons};
pub use inspect::{Failing, Measured, doubts, inspect, settle};
pub use parted::{Group, GroupName};
pub use series::{Entry, Over, Series};
pub use step::{Portion, Step};
pub use told::{Compared, LineTold, Settled, Steps};

/// Everything an evaluation looks at.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The pack.
    pub program: &'a Program,
    /// The rows.
    pub frames: &'a Frames,
    /// The answers to judged items.
    pub answers: &'a Answers,
    /// The day of the assessment; not known where no dated choice is at stake.
    pub as_of: &'a Days,
}

/// Evaluates a pack on a range of subject units.
pub fn evaluate(input: Input<'_>, subjects: Range<usize>) -> Assessment {
    let mut run = Run::new(input, subjects.clone());
    run.all();
    Assessment { subjects, as_of: input.as_of.clone(), findings: run.findings }
}

/// Where something stands in the program, the rows it is about, and a group of them.
type OfGroup = (usize, Grain, usize);

/// One evaluation under way.
struct Run<'a> {
    input: Input<'a>,
    subjects: Range<usize>,
    findings: Vec<Findings>,
    /// What fields hold, as seen from the rows of a grain.
    fields: HashMap<(node::Leaf, Grain), Arc<Column>>,
    /// For the rows of one grain, the row of another they hang on, counted from its first.
    links: HashMap<(Grain, Grain), Arc<Vec<u32>>>,
    /// The rows of one grain, grouped by the row of another they hang on.
    groups: HashMap<(Grain, Grain), Arc<fold::Groups>>,
    /// The rows of one grain in groups of those beside each other.
    peers: HashMap<(crate::program::Among, Grain), Arc<peers::Beside>>,
    /// The places of rows among those beside them, by where the rank stands in the program.
    ranks: HashMap<(usize, Grain), Arc<Column>>,
    /// What rows below a row, or beside each other, come to exactly, by where it stands in the program, and group.
    exact_of_group: RefCell<HashMap<OfGroup, Result<Precise, Presence>>>,
    /// What is missing of rows beside each other, by where they are looked at in the program, and the first of them.
    missing_of_group: RefCell<HashMap<OfGroup, Vec<Reason>>>,
    /// What functions from outside answered, by where they are called in the program.
    native: RefCell<HashMap<(usize, Grain), Arc<native::Called>>>,
    /// The words of the program as the rows know them.
    words: Vec<f64>,
}

/// How many subject units are best worked on together: their columns stay within the processor's cache.
pub const BLOCK: usize = 32;

/// A row hangs on none.
const NONE: u32 = u32::MAX;

impl<'a> Run<'a> {
    fn new(input: Input<'a>, subjects: Range<usize>) -> Self {
        let code = |word: &String| input.frames.words.iter().position(|known| known == word);
        let words = input.program.words.iter().enumerate().map(|(at, word)| match code(word) {
            Some(code) => code as f64,
            // A word no table has: a code of its own, equal to nothing that was read.
            None => -2.0 - at as f64,
        });
        Run {
            words: words.collect(),
            input,
            subjects,
            findings: vec![Findings::default(); input.program.checks.len()],
            fields: HashMap::new(),
            links: HashMap::new(),
            groups: HashMap::new(),
            peers: HashMap::new(),
            ranks: HashMap::new(),
            exact_of_group: RefCell::default(),
            missing_of_group: RefCell::default(),
            native: RefCell::default(),
        }
    }

    /// Works out every check, each behind those it looks at.
    fn all(&mut self) {
        self.input.program.order.iter().for_each(|check| self.check(*check));
    }

    /// The rows of a grain within the range of this run.
    fn rows(&self, grain: Grain) -> Range<usize> {
        self.input.frames.rows(grain, &self.subjects)
    }

    fn link(&mut self, from: Grain, to: Grain) -> Arc<Vec<u32>> {
        if let Some(known) = self.links.get(&(from, to)) {
            return known.clone();
        }
        let first = self.rows(to).start;
        let above = |row| self.input.frames.up(from, row, to).map_or(NONE, |above| (above - first) as u32);
        let link: Arc<Vec<u32>> = Arc::new(self.rows(from).map(above).collect());
        self.links.insert((from, to), link.clone());
        link
    }
}
