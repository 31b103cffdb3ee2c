//! Which diagnostics are told of what.

/// Codes that are told of data, of answers or of a run, not of a pack.
pub const OF_DATA: [&str; 26] = [
    "date-needed",
    "no-subject",
    "no-parent",
    "unit-twice",
    "conflicting-cells",
    "pupils-missing",
    "pupils-zero",
    "assumed-word",
    "column-missing",
    "table-missing",
    "check-failed",
    "data-doubt",
    "data-outlier",
    "no-stage",
    "answer-unknown-rule",
    "answer-unknown-unit",
    "answer-twice",
    "answer-without-reviewer",
    "answer-not-offered",
    "answer-score",
    "word-not-offered",
    "answer-step",
    "answer-unknown-assessor",
    "answer-incomplete",
    "answer-ambiguous",
    "pack-not-in-force",
];

/// Checks of the data that say too little or look elsewhere: `doubts.rs` tries these.
pub const OF_CHECKS: [&str; 2] = ["check-form", "check-cells"];

/// What cannot be, does not fit or does nothing: `misplaced.rs` tries these.
pub const OF_MISPLACED: [&str; 4] = ["bad-amount", "bad-row", "idle-key", "too-much"];

/// Codes of lints: `lint.rs` tries them.
pub const OF_LINTS: [&str; 14] = [
    "direction-of-text",
    "direction-of-ratio",
    "boundary-of-text",
    "stages-of-text",
    "count-of-text",
    "count-beyond-members",
    "per-mille-of-text",
    "year-of-text",
    "without-effect",
    "uncited",
    "unused",
    "article-unlisted",
    "article-uncited",
    "nothing-asked",
];
