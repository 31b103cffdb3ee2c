//! One of two values.

use super::{Form, Function};

/// `if(寄宿制 = 是, 13.13, 5.2)`
pub static IF: Function = Function { name: "if", manual: include_str!("if.md"), form: Form::Special };
