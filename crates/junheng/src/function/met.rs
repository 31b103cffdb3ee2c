//! Whether a rule is met.

use super::{Form, Function};

/// `met(school_standard)`
pub static MET: Function = Function { name: "met", manual: include_str!("met.md"), form: Form::Special };
