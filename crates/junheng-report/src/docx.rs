//! `--format docx`: documents for an office: the self-evaluation of a unit, letters to its schools, its archive,
//! and an office's own document filled in.

mod wording;
mod node;
mod block;
mod chart;
mod element;
mod package;
mod tables;
mod annex;
mod report;
mod fit;
mod letters;
mod read;
mod place;
mod template;
mod evidence;
mod archive;

pub use archive::write_archive;
pub use evidence::evidence_named;
pub use letters::write_letters;
pub use report::write_docx;
pub use template::{NoTemplate, Template};
