//! The place of a unit among those beside it.

use super::{Form, Function};

/// `rank(辍学率, among = siblings, order = low_first, ties = dense)`
pub static RANK: Function = Function { name: "rank", manual: include_str!("rank.md"), form: Form::Special };
