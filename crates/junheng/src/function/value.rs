//! The value of a rule or measure.

use super::{Form, Function};

/// `value(composite)`
pub static VALUE: Function = Function { name: "value", manual: include_str!("value.md"), form: Form::Special };
