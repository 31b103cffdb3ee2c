//! From TOML to a [`Pack`]: the rules as written, with a place for every field.

mod tree;
pub mod shape;
mod decode;
mod words;
mod values;
mod plugin;
mod records;
mod rules;
mod verdicts;
mod label;
mod checks;
mod turn;
mod resolve;
mod flat;
mod lock;
mod compare;

pub use checks::*;
pub use compare::{Difference, Group, compare};
pub use decode::{Date, Formula, Id, Many, Number, Symbol, Text, Title};
pub use flat::{Remark, flat};
pub use label::{LABEL_PLACES, LabelPiece, label_pieces};
pub use lock::{Locked, LockedFiles, LockedPlugin, check_lock, lock_text, locked_plugins};
pub use plugin::{Plugin, PluginFiles, TrustList, Trusted, trusted};
pub use records::*;
pub use resolve::{Edit, EditKind, Files, Library, Member, Resolved, decode, read, resolve};
pub use rules::*;
pub use tree::syntax;
pub use values::{Award, Cell, Cite, Compare, Comparison, Display, Limit, Raw, Stated, Weights};
pub use verdicts::*;
pub use words::*;
