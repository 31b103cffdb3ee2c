//! Whether any of a group is true.

use super::{Form, Function, Truths};

/// `any(班额 > 65 人)`
pub static ANY: Function = Function { name: "any", manual: include_str!("any.md"), form: Form::Truths(Truths::Any) };
