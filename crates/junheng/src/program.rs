//! Rules ready to run: names, units and limits resolved, no name left to look up.

mod node;
mod test;
mod data;
mod stages;

pub use data::{Asked, DataCheck};
pub use node::{Among, Beyond, Constant, NativeCall, Node, OfRows, Over, Rank, Ties, UnitWord};
pub use stages::looked_at;
pub use test::{Award, Case, Condition, Given, Grading, Line, LooksAt, Score, Test, Waiver};

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::function::native::Native;
use crate::pack::{AnswerNeed, Between, Comparison, Fidelity, IfNot, Outside, Role, Standing, Title};
use crate::quantity::{Exact, Unit};
use crate::source::Span;
use crate::table::{FieldId, Grain, LevelId, Schema, StageId};

/// A check of [`Program::checks`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CheckId(pub u32);

/// A pack, ready to run.
#[derive(Debug, Clone)]
pub struct Program {
    /// What the pack says of itself.
    pub about: About,
    /// Levels, stages and fields.
    pub schema: Schema,
    /// The level that is assessed.
    pub subject: LevelId,
    /// The words of levels and what they have rows for: `entry` is a school by stage.
    pub grains: Vec<(String, Grain)>,
    /// The stages that are judged.
    pub stages: Vec<StageId>,
    /// Everything that is computed.
    pub checks: Vec<Check>,
    /// The order they are worked out in: each behind those it looks at.
    pub order: Vec<CheckId>,
    /// What sound data satisfies.
    pub data_checks: Vec<DataCheck>,
    /// What is printed, in the order of the pack.
    pub rules: Vec<Rule>,
    /// Findings on the whole.
    pub verdicts: Vec<Verdict>,
    /// The words formulas compare with.
    pub words: Vec<String>,
    /// How shared resources are split.
    pub split: Option<Split>,
    /// Tables of limits.
    pub standards: Vec<Standard>,
    /// Ladders of grades.
    pub scales: Vec<Scale>,
    /// Open readings and which was taken.
    pub parameters: Vec<Parameter>,
    /// The tree a checklist is printed in.
    pub sections: Vec<Section>,
    /// Those whose scores are kept apart.
    pub assessors: Vec<Assessor>,
}

/// What a pack says of itself.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// What it is called.
    pub title: Title,
    /// Number or title of the document it writes down.
    pub document: String,
    /// How near it is to that document.
    pub fidelity: Option<Fidelity>,
    /// What people should know before they use it.
    pub note: Title,
    /// What every page made with it says first; empty where there is nothing to say.
    pub notice: Title,
    /// The first and last day the document is in force.
    pub in_force: (Option<i32>, Option<i32>),
    /// Places shown, by unit or measure id.
    pub places: Vec<(String, u32)>,
}

/// Something printed: a rule, or a measure that stands in none.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The id of the rule.
    pub id: String,
    /// Its number.
    pub code: String,
    /// What it is called.
    pub title: Title,
    /// What it is to the verdict.
    pub role: Role,
    /// The finding on the rule itself; none for a rule that only has members.
    pub main: Option<CheckId>,
    /// Findings on its members, with their codes.
    pub members: Vec<(String, CheckId)>,
    /// The section or item it stands in.
    pub within: Option<String>,
    /// Its article.
    pub cite: String,
    /// How it is read.
    pub reading: String,
    /// How near it is to its source, where the rule says so.
    pub fidelity: Option<Fidelity>,
    /// What must be shown.
    pub evidence: Vec<String>,
    /// Who is responsible, here or for the section it stands in.
    pub duty: Vec<String>,
    /// Whether it is owed after recognition, rather than asked for before it.
    pub is_obligation: bool,
    /// What follows if it is not kept, for an obligation.
    pub if_not: Option<IfNot>,
    /// Where it is written.
    pub span: Span,
}

/// A finding on the whole.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The id of the verdict.
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// For each stage, where it is judged by stage.
    pub by_stage: Option<CheckId>,
    /// On the whole.
    pub whole: CheckId,
    /// The rules it looks at, as indices into [`Program::rules`].
    pub rules: Vec<usize>,
}

/// One of those whose scores are kept apart: 自评, 复评, 省评.
#[derive(Debug, Clone)]
pub struct Assessor {
    /// The id of the assessor.
    pub id: String,
    /// What they are called.
    pub title: Title,
    /// Whether theirs is the score that counts.
    pub decides: bool,
}

/// A part of the checklist.
#[derive(Debug, Clone)]
pub struct Section {
    /// The id of the section.
    pub id: String,
    /// Its number.
    pub code: String,
    /// What it is called.
    pub title: Title,
    /// The section it stands in.
    pub within: Option<String>,
}

/// An open reading and which was taken.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// The id of the parameter.
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// The readings.
    pub values: Vec<String>,
    /// The one taken.
    pub taken: String,
    /// Why.
    pub why: String,
}

/// How shared resources of combined schools are split.
#[derive(Debug, Clone)]
pub struct Split {
    /// The field the weights multiply.
    pub by: FieldId,
    /// The weight of each stage, by stage.
    pub weights: Vec<Exact>,
    /// The fields that are split.
    pub fields: Vec<FieldId>,
}

/// A ladder of grades.
#[derive(Debug, Clone)]
pub struct Scale {
    /// The id of the scale.
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// The grades and what each stands for, from the worst up.
    pub grades: Vec<(String, Standing)>,
}

/// A table of limits.
#[derive(Debug, Clone)]
pub struct Standard {
    /// The id of the standard.
    pub id: String,
    /// Keys and values; `None` where the source does not say.
    pub rows: Vec<(Vec<Key>, Option<Exact>)>,
    /// What holds between rows.
    pub between: Between,
    /// What holds beyond them.
    pub outside: Outside,
}

/// A key of a row of a standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// A word, as an index into [`Program::words`].
    Word(u32),
    /// A number.
    Number(Exact),
    /// Anything above the row before.
    More,
}

/// One thing computed for every row of a grain.
#[derive(Debug, Clone)]
pub struct Check {
    /// The id of the rule or measure.
    pub id: String,
    /// The code of the member, for one of several checks of a rule.
    pub item: String,
    /// What it is called.
    pub title: Title,
    /// What it has a row for.
    pub grain: Grain,
    /// The stages it judges.
    pub stages: Vec<StageId>,
    /// Which rows count; a row for which this is false has no finding.
    pub scope: Option<Node>,
    /// Which rows it applies to.
    pub applies: Option<Node>,
    /// What is asked of a row.
    pub test: Test,
    /// The unit of its values and limits.
    pub unit: Unit,
    /// What its values are compared by.
    pub comparison: Option<Comparison>,
    /// How points come about.
    pub score: Option<Score>,
    /// How a grade comes about.
    pub grading: Option<Grading>,
    /// The first and last day it is in force.
    pub in_force: (Option<i32>, Option<i32>),
    /// What an answer must come with, beside its reviewer.
    pub answer_needs: Vec<AnswerNeed>,
    /// The members a rule counts.
    pub members: Vec<CheckId>,
    /// The checks it is made from.
    pub rests_on: Vec<CheckId>,
    /// Where it is written.
    pub span: Span,
    /// Whether it is a finding on the whole.
    pub is_verdict: bool,
    /// The formula as written, for explanations.
    pub formula: String,
}

impl Check {
    /// Whether it waits for a person: for an answer, or for points picked within what its lines offer.
    pub fn is_judged(&self) -> bool {
        let picks = |line: &Line| matches!(line.award, Award::Picked(..) | Award::PickedDeduction(..));
        matches!(self.test, Test::Ask(_)) || self.score.iter().flat_map(|score| &score.lines).any(picks)
    }

    /// Every formula of the check.
    pub fn nodes(&self) -> Vec<&Node> {
        let mut nodes: Vec<&Node> = self.scope.iter().chain(&self.applies).collect();
        match &self.test {
            Test::Truth(node) => nodes.push(node),
            Test::Limit { value, limit, cases, .. } => {
                nodes.push(value);
                nodes.extend(limit.iter().map(|(_, node)| node));
                nodes.extend(cases.iter().flat_map(Case::nodes));
            }
            Test::Ask(_) | Test::Graded => {}
        }
        nodes.extend(self.score.iter().flat_map(Score::nodes));
        nodes.extend(self.grading.iter().flat_map(Grading::nodes));
        nodes
    }
}

/// The functions from outside that some formulas call.
pub fn natives_in<'n>(nodes: impl IntoIterator<Item = &'n Node>) -> Vec<&'n Arc<Native>> {
    let mut found = Vec::new();
    let mut open: Vec<&Node> = nodes.into_iter().collect();
    while let Some(node) = open.pop() {
        if let Node::Native(call) = node {
            found.push(&call.function);
        }
        open.extend(node.children());
    }
    found.sort_by_key(|function| &function.name);
    found.dedup_by_key(|function| &function.name);
    found
}

/// Every check that is reached from some, themselves included, by steps from one to those it leads to.
pub fn reached(from: &[CheckId], steps: impl Fn(CheckId) -> Vec<CheckId>) -> BTreeSet<CheckId> {
    let mut open = from.to_vec();
    let mut reached = BTreeSet::new();
    while let Some(check) = open.pop() {
        if reached.insert(check) {
            open.extend(steps(check));
        }
    }
    reached
}

/// Whether a node looks at other rows of its own grain: those beside it, or earlier ones.
pub(crate) fn looks_aside(node: &Node) -> bool {
    node.any(&|node| match node {
        Node::Earlier(..) | Node::Rank(_) => true,
        Node::Fold(_, over) | Node::Truths(_, over) => matches!(over, Over::Years { .. } | Over::Peers { .. }),
        _ => false,
    })
}

impl Program {
    /// The check with this id.
    pub fn check(&self, id: CheckId) -> &Check {
        &self.checks[id.0 as usize]
    }

    /// The functions from outside that a check is made with: in its own formulas, and in those whose values they take.
    pub fn natives_of(&self, id: CheckId) -> Vec<&Arc<Native>> {
        let values = |check: CheckId| {
            let mut taken = Vec::new();
            let mut open = self.check(check).nodes();
            while let Some(node) = open.pop() {
                let of_value = matches!(node, Node::Value(_) | Node::Limit(_) | Node::Attainment(_));
                taken.extend(node.check().filter(|_| of_value));
                open.extend(node.children());
            }
            taken
        };
        natives_in(reached(&[id], values).into_iter().flat_map(|check| self.check(check).nodes()))
    }

    /// The functions from outside that the pack uses, by name.
    pub fn natives(&self) -> Vec<&Arc<Native>> {
        let of_data = self.data_checks.iter().flat_map(DataCheck::nodes);
        natives_in(self.checks.iter().flat_map(Check::nodes).chain(of_data))
    }

    /// Whether any provision holds from or until a day.
    pub fn is_dated(&self) -> bool {
        let dated = |(from, until): &(Option<i32>, Option<i32>)| from.is_some() || until.is_some();
        let case = |check: &Check| matches!(&check.test, Test::Limit { cases, .. } if cases.iter().any(|case| dated(&case.in_force)));
        let waiver = |check: &Check| {
            check.grading.iter().flat_map(|grading| &grading.waivers).any(|waiver| dated(&waiver.in_force))
        };
        self.checks.iter().any(|check| dated(&check.in_force) || case(check) || waiver(check))
    }

    /// Whether subject units can be evaluated apart: nothing stands above them.
    pub fn is_divisible(&self) -> bool {
        self.checks.iter().all(|check| self.stays_below(check.grain, check.nodes()))
    }

    /// Whether the data of subject units can be checked apart.
    pub fn is_data_divisible(&self) -> bool {
        self.data_checks.iter().all(|check| self.stays_below(check.grain, check.nodes()))
    }

    /// Whether formulas on the rows of a grain look at the rows of one subject unit only.
    fn stays_below<'n>(&self, grain: Grain, nodes: impl IntoIterator<Item = &'n Node>) -> bool {
        let below = grain.level == self.subject || self.schema.is_below(grain.level, self.subject);
        below && !nodes.into_iter().any(looks_aside)
    }

    /// The rule of this id, or of this code.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id).or_else(|| self.rules.iter().find(|rule| rule.code == id))
    }
}
