//! Junheng decides, openly and checkably, whether a county's schools are balanced.
//!
//! This crate is the engine: packs and tables in, an assessment out. It opens no file, starts no
//! thread and knows no standard. The flow of data is
//! `Pack → Program → Assessment`; a module uses only the ones above it.
#![forbid(unsafe_code)]

pub mod source;
pub mod direction;
pub mod diagnostic;
pub mod quantity;
pub mod table;
pub mod formula;
pub mod pack;
pub mod function;
pub mod program;
pub mod compile;
pub mod lint;
pub mod assessment;
pub mod evaluate;
