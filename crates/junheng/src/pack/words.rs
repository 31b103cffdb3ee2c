//! The fixed words of the pack language.

use super::decode::{Decode, Decoder, words};
use super::tree::Node;

words! {
    /// How near a pack or rule is to its source.
    Fidelity {
        /// Word for word.
        Verbatim "verbatim",
        /// In own words, from the source.
        Paraphrased "paraphrased",
        /// Pieced together from secondary sources.
        Reconstructed "reconstructed",
        /// Ours; no source says it.
        Constructed "constructed",
    }
    /// What becomes of cells that a check of the data doubts.
    Severity {
        /// They cannot be: they count as missing.
        Error "error",
        /// They are told and count as they are.
        Doubt "doubt",
    }
    /// Which way of a measure is good.
    Better {
        /// More is better.
        Higher "higher",
        /// Less is better.
        Lower "lower",
    }
    /// What packs that extend this one may do to a value.
    Downstream {
        /// Make it stricter.
        TightenOnly "tighten_only",
        /// Anything.
        Free "free",
        /// Nothing.
        Fixed "fixed",
    }
    /// What a rule is to the verdict.
    Role {
        /// It must be met.
        Required "required",
        /// It must be met before anything else counts.
        Gate "gate",
        /// It gives points.
        Scored "scored",
        /// It gives points beside the total.
        Bonus "bonus",
        /// What it forbids must be absent.
        Veto "veto",
        /// It informs.
        Reference "reference",
        /// It only serves other rules.
        Part "part",
    }
    /// How a rule deals with the stages of a unit.
    PerStage {
        /// One finding for each stage.
        Each "each",
        /// One finding for all stages.
        Together "together",
        /// The worst stage decides.
        Worst "worst",
        /// The stages add up.
        Sum "sum",
    }
    /// How the members of an item combine.
    Parts {
        /// All must be met.
        All "all",
        /// One is enough.
        Any "any",
    }
    /// Which of several variants holds.
    IfSeveral {
        /// The first.
        First "first",
        /// The mildest.
        Lenient "lenient",
        /// The hardest.
        Strict "strict",
        /// None: that two hold is an error.
        Error "error",
    }
    /// What a veto does.
    Effect {
        /// Recognition is refused.
        Refuse "refuse",
        /// The grade is capped.
        Cap "cap",
        /// This year's assessment ends.
        StopYear "stop_year",
    }
    /// What a grade, a variant or an outcome line comes to.
    Standing {
        /// The requirement is met.
        Met "met",
        /// It is not met.
        NotMet "not_met",
        /// It does not apply.
        NotApplicable "not_applicable",
    }
    /// What an answer must come with, beside its reviewer.
    AnswerNeed {
        /// Why: the column 备注 or 说明.
        Reason "reason",
        /// On what evidence.
        Evidence "evidence",
        /// When.
        Date "date",
    }
    /// How members that do not apply are counted.
    NotApplicableCounts {
        /// They drop out.
        No "no",
        /// As met.
        Met "met",
        /// As not met.
        NotMet "not_met",
    }
    /// What an item that does not apply gives.
    IfNotApplicable {
        /// Full points.
        Full "full",
        /// Its points leave the total.
        OutOfTotal "out_of_total",
        /// Nothing is deducted; printed so.
        NoDeduction "no_deduction",
        /// No points.
        Zero "zero",
    }
    /// How a deduction counts steps.
    Step {
        /// In proportion.
        Proportional "proportional",
        /// Whole steps only.
        Whole "whole",
        /// Started steps count.
        Started "started",
    }
    /// What outcome lines look at.
    OutcomeOf {
        /// The value.
        Value "value",
        /// The value as a share of its limit.
        Attainment "attainment",
    }
    /// What a standard says between its rows.
    Between {
        /// The row up to and including its key.
        Step "step",
        /// In proportion.
        Linear "linear",
        /// Nothing.
        Exact "exact",
    }
    /// What a standard says beyond its rows.
    Outside {
        /// The nearest row.
        Clamp "clamp",
        /// Nothing.
        Undetermined "undetermined",
    }
    /// What a field's values are.
    FieldKind {
        /// A number.
        Number "number",
        /// A whole number.
        Count "count",
        /// A word.
        Word "word",
        /// A day.
        Date "date",
    }
    /// What a column is by, beside its unit.
    By {
        /// The stage.
        Stage "stage",
    }
    /// What becomes of an article of the document.
    ArticleStatus {
        /// Rules write it down.
        Rules "rules",
        /// People judge it.
        Judged "judged",
        /// The pack leaves it out.
        NotCovered "not_covered",
    }
    /// What follows an obligation that is not kept.
    IfNot {
        /// A notice.
        Notice "notice",
        /// Recognition is revoked.
        Revoke "revoke",
    }
    /// How numbers are rounded.
    Mode {
        /// Half away from zero.
        HalfUp "half_up",
        /// Half to even.
        HalfEven "half_even",
        /// Towards minus infinity.
        Down "down",
        /// Towards plus infinity.
        Up "up",
    }
}
