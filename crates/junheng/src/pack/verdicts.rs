//! Scales of grades, verdicts, and what goes with a recognition: obligations, assessors, steps.

use crate::source::Span;

use super::decode::{Decode, Decoder, Formula, Id, Number, Text, Title, record};
use super::rules::Outcome;
use super::tree::Node;
use super::values::Cite;
use super::words::{IfNot, PerStage, Standing};

record! {
    /// A ladder of grades, best first.
    Scale "scale" {
        /// The id of the scale.
        id: Id,
        /// What it is called.
        title: Option<Title>,
        /// The grades.
        grades: Vec<Grade>,
    }
    /// A grade.
    Grade "grade" {
        /// The word.
        id: Text,
        /// The state it stands for.
        state: Standing,
    }
    /// Something owed after recognition.
    Obligation "obligation" {
        /// The id of the obligation.
        id: Id,
        /// What it is called.
        title: Option<Title>,
        /// The level of the units that owe it; the subject where absent.
        level: Option<Text>,
        /// How long there is.
        within: Option<Text>,
        /// The day it is counted from: a field of dates.
        after: Option<Text>,
        /// What must hold.
        must: Formula,
        /// What follows if it does not.
        if_not: Option<IfNot>,
        /// Its article.
        cite: Option<Cite>,
    }
    /// Who scores.
    Assessor "assessor" {
        /// The id of the assessor.
        id: Id,
        /// What they are called.
        title: Title,
        /// Whether theirs is the score that counts.
        decides: bool,
    }
    /// A step of the procedure.
    ProcedureStep "step" {
        /// The id of the step.
        id: Id,
        /// What it is called.
        title: Title,
        /// The level that takes it.
        by: Option<Text>,
        /// The step before.
        after: Option<Text>,
        /// The assessor whose scores it gives.
        gives: Option<Text>,
        /// How many days it takes.
        days: Option<Number>,
    }
    /// A finding on the whole standard.
    Verdict "verdict" {
        /// The id of the verdict.
        id: Id,
        /// What it is called.
        title: Option<Title>,
        /// The level it is about.
        level: Option<Text>,
        /// Whether each stage has its own.
        per_stage: Option<PerStage>,
        /// The rules it looks at.
        of: Vec<Text>,
        /// When it is met.
        met_when: Option<Formula>,
        /// The grades it gives.
        scale: Option<Text>,
        /// How its grade comes about.
        outcome: Vec<Outcome>,
        /// Its article.
        cite: Option<Cite>,
        /// How it is read.
        reading: Option<Text>,
    }
}

impl Verdict {
    /// The condition as it is printed: the formula, or each line with the grade it gives.
    pub fn condition(&self) -> String {
        if let Some(formula) = &self.met_when {
            return formula.text.clone();
        }
        let line = |line: &Outcome| {
            let when = line.when.as_ref().map_or("", |when| when.text.as_str());
            format!("{}: {when}", line.grade.as_ref().map_or("", |grade| grade.value.as_str()))
        };
        self.outcome.iter().map(line).collect::<Vec<_>>().join("; ")
    }
}
