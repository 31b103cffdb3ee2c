//! How many of a group are true.

use super::{Form, Function, Truths};

/// `count(办学类型 = 小学)`
pub static COUNT: Function =
    Function { name: "count", manual: include_str!("count.md"), form: Form::Truths(Truths::Count) };
