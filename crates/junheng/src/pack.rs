//! From TOML to a [`Pack`]: the rules as written, with a place for every field.

mod decode;
mod records;
mod resolve;
mod tree;

pub use decode::{Date, Formula, Id, Many, Number, Symbol, Text, Title};
pub use records::*;
pub use resolve::{Files, Library, Member, read};
