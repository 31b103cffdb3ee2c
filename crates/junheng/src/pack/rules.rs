//! Measures, rules and what goes with them.

use crate::source::Span;

use super::decode::{Date, Decode, Decoder, Formula, Id, Many, Number, Text, Title, record};
use super::records::Rounding;
use super::tree::Node;
use super::values::{Award, Cite, Comparison, Limit, Stated};
use super::words::{
    AnswerNeed, Better, Downstream, Effect, Fidelity, IfNotApplicable, IfSeveral, Mode, NotApplicableCounts, OutcomeOf,
    Parts, PerStage, Role, Standing, Step,
};

record! {
    /// A number computed by a formula at one level.
    Measure "measure" {
        /// The id of the measure.
        id: Id,
        /// Its official number.
        code: Option<Text>,
        /// What it is called.
        title: Title,
        /// The level it is computed at.
        level: Text,
        /// The stages it is computed for.
        stages: Vec<Text>,
        /// How it deals with stages, above the school.
        per_stage: Option<PerStage>,
        /// The scope of its aggregates.
        scope: Option<Text>,
        /// Its unit.
        unit: Text,
        /// The formula.
        value: Formula,
        /// Which way is good.
        better: Option<Better>,
        /// It must be at least this.
        at_least: Option<Limit>,
        /// It must be at most this.
        at_most: Option<Limit>,
        /// It must be more than this.
        more_than: Option<Limit>,
        /// It must be less than this.
        less_than: Option<Limit>,
        /// It must be this.
        equal_to: Option<Limit>,
        /// Conditional replacements.
        variant: Vec<Variant>,
        /// Which of several variants holds.
        if_several: Option<IfSeveral>,
        /// What packs that extend this one may do.
        downstream: Option<Downstream>,
        /// Its article.
        cite: Option<Cite>,
        /// How it is read.
        reading: Option<Text>,
        /// How near it is to its source.
        fidelity: Option<Fidelity>,
        /// What people should know.
        note: Option<Text>,
        /// Whether a value below zero may stand.
        may_be_negative: bool,
    }
    /// A conditional replacement of a limit, a formula or a grade.
    Variant "variant" {
        /// The id of the variant.
        id: Id,
        /// What it is called.
        title: Option<Title>,
        /// When it holds.
        when: Formula,
        /// Another formula.
        value: Option<Formula>,
        /// Another limit.
        at_least: Option<Limit>,
        /// Another limit.
        at_most: Option<Limit>,
        /// Another limit.
        more_than: Option<Limit>,
        /// Another limit.
        less_than: Option<Limit>,
        /// Another limit.
        equal_to: Option<Limit>,
        /// A grade in place of a finding.
        grade: Option<Text>,
        /// A state in place of a finding.
        state: Option<Standing>,
        /// The first day it is in force.
        from: Option<Date>,
        /// The last day it is in force.
        until: Option<Date>,
        /// Its article.
        cite: Option<Cite>,
        /// How it is read.
        reading: Option<Text>,
        /// What is owed in return.
        obligation: Option<Text>,
    }
    /// A part of the tree a checklist is printed in.
    Section "section" {
        /// The id of the section.
        id: Id,
        /// Its number.
        code: Option<Text>,
        /// What it is called.
        title: Title,
        /// The section it stands in.
        within as "in": Option<Text>,
        /// Its points.
        points: Option<Stated>,
        /// Who is responsible.
        duty: Many<Text>,
    }
    /// A requirement.
    Rule "rule" {
        /// The id of the rule.
        id: Id,
        /// What it is called.
        title: Option<Title>,
        /// Its number.
        code: Option<Text>,
        /// The requirement in own words.
        text: Option<Text>,
        /// Its article.
        cite: Option<Cite>,
        /// How it is read.
        reading: Option<Text>,
        /// What people should know.
        note: Option<Text>,
        /// How near it is to its source.
        fidelity: Option<Fidelity>,
        /// What is lost in the source.
        incomplete: Option<Text>,
        /// The level of the units it is about.
        level: Many<Text>,
        /// The stages it judges.
        stages: Vec<Text>,
        /// How it deals with stages.
        per_stage: Option<PerStage>,
        /// Which units count.
        scope: Option<Text>,
        /// When it applies to a unit.
        applies: Option<Formula>,
        /// The section or item it stands in.
        within as "in": Option<Text>,
        /// The rule it is printed behind.
        after: Option<Text>,
        /// What it is to the verdict.
        role: Option<Role>,
        /// What a veto does.
        effect: Option<Effect>,
        /// The grade a veto caps at.
        cap: Option<Text>,
        /// The value that is compared.
        value: Option<Formula>,
        /// The unit of the value.
        unit: Option<Text>,
        /// The measures that `value` is taken of, one after another.
        for_each as "for": Vec<Text>,
        /// The members it looks at.
        of: Vec<Text>,
        /// When it is met.
        met_when: Option<Formula>,
        /// How its parts combine.
        parts: Option<Parts>,
        /// What a person answers.
        ask: Option<Ask>,
        /// What an answer must come with, beside its reviewer.
        answer_needs: Vec<AnswerNeed>,
        /// The value must be at least this.
        at_least: Option<Limit>,
        /// The value must be at most this.
        at_most: Option<Limit>,
        /// The value must be more than this.
        more_than: Option<Limit>,
        /// The value must be less than this.
        less_than: Option<Limit>,
        /// The value must be this.
        equal_to: Option<Limit>,
        /// How the value is rounded first.
        round: Option<Rounding>,
        /// How the attainment of an upper limit is counted.
        attainment_at_most: Option<Formula>,
        /// How members that do not apply are counted.
        not_applicable_counts: Option<NotApplicableCounts>,
        /// The field that stands in where the table is absent.
        otherwise_from: Option<Text>,
        /// Full points.
        points: Option<Stated>,
        /// The least points.
        floor: Option<Number>,
        /// The grades it gives.
        scale: Option<Text>,
        /// What outcome lines look at.
        outcome_of: Option<OutcomeOf>,
        /// How that is rounded first.
        outcome_round: Option<OutcomeRound>,
        /// The points that can be reached, confirmed by the author.
        reachable: Vec<Number>,
        /// The step of points a person gives.
        score_step: Option<Number>,
        /// What it gives where it does not apply.
        if_not_applicable: Option<IfNotApplicable>,
        /// How points come about.
        outcome: Vec<Outcome>,
        /// Conditional replacements.
        variant: Vec<Variant>,
        /// Which of several variants holds.
        if_several: Option<IfSeveral>,
        /// What packs that extend this one may do.
        downstream: Option<Downstream>,
        /// Who is responsible.
        duty: Many<Text>,
        /// What must be shown.
        evidence: Vec<Evidence>,
        /// The first day it is in force.
        from: Option<Date>,
        /// The last day it is in force.
        until: Option<Date>,
    }
    /// A question to a person.
    Ask "ask" {
        /// The answers offered.
        answers: Vec<Text>,
        /// Those that meet the rule.
        met: Vec<Text>,
        /// Where the borders between answers are said.
        boundaries: Option<Text>,
    }
    /// Rounding of what outcome lines look at.
    OutcomeRound "outcome_round" {
        /// To a multiple of this.
        to: Formula,
        /// Which way.
        mode: Mode,
    }
    /// One line of a score.
    Outcome "outcome" {
        /// The id of the line.
        id: Option<Id>,
        /// When it holds.
        when: Option<Formula>,
        /// It holds from here up.
        at_least: Option<Limit>,
        /// It holds up to here.
        at_most: Option<Limit>,
        /// It holds above this.
        more_than: Option<Limit>,
        /// It holds below this.
        less_than: Option<Limit>,
        /// Points given.
        points: Option<Award>,
        /// Share of full points given.
        share: Option<Award>,
        /// Points taken.
        deduct: Option<Award>,
        /// The step a deduction is counted by.
        per: Option<Formula>,
        /// What the steps are counted of; the shortfall where absent.
        of: Option<Formula>,
        /// How steps count.
        step: Option<Step>,
        /// The grade given.
        grade: Option<Text>,
        /// The state given.
        state: Option<Standing>,
    }
    /// Something that must be shown.
    Evidence "evidence" {
        /// The id of the evidence.
        id: Option<Id>,
        /// What it is called.
        title: Title,
        /// What kind of paper.
        kind: Option<Text>,
        /// How many years.
        years: Option<Number>,
        /// School or calendar years.
        year: Option<Text>,
        /// How many pieces.
        count: Option<Number>,
        /// How many copies.
        copies: Option<Number>,
    }
}

macro_rules! limited {
    ($($record:ident),*) => { $(
        impl $record {
            /// The limits stated, at most one in a correct pack.
            pub fn limits(&self) -> Vec<(Comparison, &Limit)> {
                let all = [
                    (Comparison::AtLeast, &self.at_least),
                    (Comparison::AtMost, &self.at_most),
                    (Comparison::MoreThan, &self.more_than),
                    (Comparison::LessThan, &self.less_than),
                    (Comparison::EqualTo, &self.equal_to),
                ];
                all.into_iter().filter_map(|(comparison, limit)| Some((comparison, limit.as_ref()?))).collect()
            }
        }
    )* };
}

limited!(Measure, Variant, Rule);
