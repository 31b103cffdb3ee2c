//! From TOML to a [`Pack`]: the rules as written, with a place for every field.

mod tree;
pub mod shape;
mod decode;
mod words;
mod values;
mod records;
mod rules;
mod verdicts;
mod resolve;

pub use decode::{Date, Formula, Id, Many, Number, Symbol, Text, Title};
pub use records::*;
pub use resolve::{Files, Library, Member, read};
pub use rules::*;
pub use tree::syntax;
pub use values::{Award, Cell, Cite, Compare, Comparison, Display, Limit, Raw, Stated, Weights};
pub use verdicts::*;
pub use words::*;
