//! Whether all of a group are true.

use super::{Form, Function, Truths};

/// `all(办学状态 = 正常)`
pub static ALL: Function = Function { name: "all", manual: include_str!("all.md"), form: Form::Truths(Truths::All) };
