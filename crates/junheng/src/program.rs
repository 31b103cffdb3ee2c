//! Rules ready to run: names, units and limits resolved, no name left to look up.

use crate::formula::BinaryOperator;
use crate::function::{Function, Truths};
use crate::pack::{Between, Comparison, Fidelity, IfNotApplicable, IfSeveral, Mode, Outside, Role, Step, Title};
use crate::quantity::{Exact, Unit, to_f64};
use crate::source::Span;
use crate::table::{FieldId, Grain, LevelId, Presence, Schema, StageId};

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
    /// Everything that is computed, in an order in which each uses only earlier ones.
    pub checks: Vec<Check>,
    /// What must hold of the cells themselves.
    pub field_checks: Vec<FieldCheck>,
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
    /// Open readings and which was taken.
    pub parameters: Vec<Parameter>,
    /// The tree a checklist is printed in.
    pub sections: Vec<Section>,
}

/// What must hold of the cells of a field.
#[derive(Debug, Clone)]
pub struct FieldCheck {
    /// The field whose cell is doubted where it does not hold.
    pub field: FieldId,
    /// The rows it is looked at on.
    pub grain: Grain,
    /// What must hold.
    pub node: Node,
    /// The same as written.
    pub text: String,
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
    /// The first and last day it is in force.
    pub in_force: (Option<i32>, Option<i32>),
    /// The members a rule counts.
    pub members: Vec<CheckId>,
    /// How far an upper limit counts as reached.
    pub attainment: Option<Node>,
    /// Where it is written.
    pub span: Span,
    /// Whether it is a finding on the whole.
    pub is_verdict: bool,
    /// The formula as written, for explanations.
    pub formula: String,
}

/// What is asked of a row.
#[derive(Debug, Clone)]
pub enum Test {
    /// A truth.
    Truth(Node),
    /// A value, and a limit it is compared with.
    Limit {
        /// The value, in the unit of the check.
        value: Node,
        /// The limit, in the same unit.
        limit: Option<(Comparison, Node)>,
        /// Conditional replacements.
        cases: Vec<Case>,
        /// Which of several holds.
        several: IfSeveral,
        /// How the value is rounded first.
        rounding: Option<(u32, Mode)>,
    },
    /// A person's answer; true for those that meet the rule.
    Ask(Vec<(u32, bool)>),
}

/// A conditional replacement.
#[derive(Debug, Clone)]
pub struct Case {
    /// The id of the variant.
    pub id: String,
    /// When it holds.
    pub when: Node,
    /// Another value.
    pub value: Option<Node>,
    /// Another limit.
    pub limit: Option<(Comparison, Node)>,
    /// The first and last day it is in force.
    pub in_force: (Option<i32>, Option<i32>),
}

/// How points come about; all in exact arithmetic.
#[derive(Debug, Clone)]
pub struct Score {
    /// Full points; `None` where the source does not say.
    pub full: Option<Exact>,
    /// The least points.
    pub floor: Option<Exact>,
    /// The lines, read from full points downwards.
    pub lines: Vec<Line>,
    /// What an item that does not apply gives.
    pub if_not_applicable: IfNotApplicable,
    /// Points computed elsewhere, in place of lines.
    pub points: Option<Node>,
    /// Rounding of what the lines look at: to a multiple, which way.
    pub rounding: Option<(Exact, Mode)>,
    /// Whether lines look at the attainment.
    pub of_attainment: bool,
}

/// One line of a score.
#[derive(Debug, Clone)]
pub struct Line {
    /// When it holds.
    pub when: Option<Node>,
    /// The band in which it holds.
    pub band: Vec<(Comparison, Node)>,
    /// What it gives.
    pub award: Award,
}

/// What a line gives.
#[derive(Debug, Clone)]
pub enum Award {
    /// These points, and no further line.
    Points(Node),
    /// This share of full points, and no further line.
    Share(Node),
    /// Less so much, for each step where a step is stated.
    Deduct {
        /// How much.
        amount: Node,
        /// For each of these; how steps count.
        per: Option<(Node, Step)>,
        /// What the steps are counted of; the shortfall where absent.
        of: Option<Node>,
    },
    /// What a person picks within.
    Picked(Exact, Exact),
    /// The same, taken from full points.
    PickedDeduction(Exact, Exact),
}

/// A number fixed by the pack, in base units.
#[derive(Debug, Clone, PartialEq)]
pub struct Constant {
    /// Exactly.
    pub exact: Exact,
    /// The nearest `f64`.
    pub value: f64,
}

impl From<Exact> for Constant {
    fn from(exact: Exact) -> Self {
        Constant { value: to_f64(&exact), exact }
    }
}

/// What a fold goes over.
#[derive(Debug, Clone)]
pub enum Over {
    /// The rows of a grain below.
    Rows {
        /// The grain.
        grain: Grain,
        /// The value of each row.
        value: Box<Node>,
        /// Which rows count.
        filter: Option<Box<Node>>,
        /// The weight of each row.
        weight: Option<Box<Node>>,
    },
    /// Values of the same row: members of an item.
    Members(Vec<(Node, Option<Node>)>),
}

/// A part of a formula, ready to run: numbers in base units, truths as 1 and 0, words as indices.
#[derive(Debug, Clone)]
pub enum Node {
    /// A number.
    Number(Constant),
    /// A word.
    Word(u32),
    /// A field at its own grain.
    Field(FieldId),
    /// What is supplied; where there is no such column, or no such row, the formula.
    Derived(Box<Node>, Box<Node>),
    /// A stage's share of a field of the whole unit.
    Split(FieldId),
    /// The stage of the row, as a word.
    Stage,
    /// The day of the assessment.
    AsOf,
    /// A value of the row above, of that grain.
    Up(Grain, Box<Node>),
    /// One for each stage.
    ByStage(Vec<Option<Node>>),
    /// The value of a check, in its unit.
    Value(CheckId),
    /// Whether a check is met.
    Met(CheckId),
    /// Whether a check is met in all rows below.
    RollUp(CheckId),
    /// The value of a check as a share of its limit.
    Attainment(CheckId),
    /// The points of a check.
    Points(CheckId),
    /// The answer to a check, as a word.
    Answer(CheckId),
    /// A value times a factor.
    Scaled(Box<Node>, Exact),
    /// `-x`
    Negative(Box<Node>),
    /// `not x`
    Not(Box<Node>),
    /// Two operands.
    Binary(BinaryOperator, Box<Node>, Box<Node>),
    /// One of several.
    In(Box<Node>, Vec<Node>),
    /// One of two.
    If(Box<Node>, Box<Node>, Box<Node>),
    /// The first that is there.
    Coalesce(Vec<Node>),
    /// A function, row by row.
    Scalar(&'static Function, Vec<Node>),
    /// Many values to one.
    Fold(&'static Function, Over),
    /// Many truths to one.
    Truths(Truths, Over),
    /// A value of a standard, found by keys.
    Lookup(usize, Vec<Node>),
    /// A field, so many periods earlier.
    Previous(FieldId, u32),
    /// Never there, for this reason.
    Absent(Presence),
}

impl std::fmt::Debug for Function {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.name)
    }
}

impl Program {
    /// The check with this id.
    pub fn check(&self, id: CheckId) -> &Check {
        &self.checks[id.0 as usize]
    }

    /// Whether any provision holds from or until a day.
    pub fn is_dated(&self) -> bool {
        let dated = |(from, until): &(Option<i32>, Option<i32>)| from.is_some() || until.is_some();
        let case = |check: &Check| matches!(&check.test, Test::Limit { cases, .. } if cases.iter().any(|case| dated(&case.in_force)));
        self.checks.iter().any(|check| dated(&check.in_force) || case(check))
    }

    /// Whether subject units can be evaluated apart: nothing stands above them.
    pub fn is_divisible(&self) -> bool {
        let above = |grain: Grain| grain.level != self.subject && !self.schema.is_below(grain.level, self.subject);
        !self.checks.iter().any(|check| above(check.grain))
    }

    /// The rule of this id, or of this code.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id).or_else(|| self.rules.iter().find(|rule| rule.code == id))
    }
}
