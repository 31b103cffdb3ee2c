//! One grade lower.

use super::{Form, Function};

/// `below(申报等级)`
pub static BELOW: Function = Function { name: "below", manual: include_str!("below.md"), form: Form::Special };
