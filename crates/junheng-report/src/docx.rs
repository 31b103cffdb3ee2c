//! `--format docx`: documents for an office: the self-evaluation of a unit, and letters to its schools.

mod wording;
mod node;
mod block;
mod chart;
mod element;
mod package;
mod tables;
mod annex;
mod report;
mod letters;

pub use letters::write_letters;
pub use report::write_docx;
