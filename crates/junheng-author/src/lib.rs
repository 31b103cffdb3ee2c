//! The tools to write a pack: from an office's document to files that are checked, in one style.
//!
//! Texts in, texts out: what is read from and written to the disk is the caller's business.
#![forbid(unsafe_code)]

mod catalogue;
mod schema;
mod style;
mod explain;
mod skeleton;
mod table;

pub use catalogue::*;
pub use explain::{explain, list, messages, nearest_name};
pub use schema::schema;
pub use skeleton::{File, blank, extending, is_id, plugin_in_c, plugin_in_rust};
pub use style::formatted;
pub use table::{Draft, draft};
