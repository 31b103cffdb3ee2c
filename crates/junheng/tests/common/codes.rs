//! Which diagnostics are told of what.

/// Codes that are told of data, of answers or of a run, not of a pack.
pub const OF_DATA: [&str; 24] = [
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
