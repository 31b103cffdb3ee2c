//! What an author should look at once more: a pack can be run as it is and still say something else than its document.
//!
//! A lint compares what a record says in words with what it says in numbers. Where its author has thought about it,
//! a `reading` says so, and the lints about words are silent.

mod formulas;
mod record;
mod numerals;
mod direction;
mod counts;
mod years;
mod unused;
mod effect;
mod articles;

pub use articles::{citing, is_judged};

use crate::diagnostic::Diagnostics;
use crate::pack::Pack;
use crate::program::Program;
use crate::source::{SourceId, Span};

/// Everything to look at once more in the records of a pack that stand in its `own` files.
pub fn lint(pack: &Pack, program: &Program, own: &[SourceId]) -> Diagnostics {
    let page = Page { pack, program, own };
    let mut diagnostics = Diagnostics::default();
    for record in record::records(page) {
        direction::lint(&record, &mut diagnostics);
        counts::lint(page, &record, &mut diagnostics);
    }
    years::lint(page, &mut diagnostics);
    effect::lint(page, &mut diagnostics);
    unused::lint(page, &mut diagnostics);
    articles::lint(page, &mut diagnostics);
    diagnostics
}

/// What lints look at.
#[derive(Clone, Copy)]
struct Page<'a> {
    pack: &'a Pack,
    program: &'a Program,
    own: &'a [SourceId],
}

impl Page<'_> {
    /// Whether something stands in the pack's own files: what it takes over was looked at where it was written.
    fn is_own(self, span: Span) -> bool {
        self.own.contains(&span.source)
    }
}
