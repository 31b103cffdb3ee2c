//! Points as a share of full points.

use super::{Form, Function};

/// `rate(section(m1)) >= 85 %`
pub static RATE: Function = Function { name: "rate", manual: include_str!("rate.md"), form: Form::Special };
