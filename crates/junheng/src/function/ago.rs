//! The value several periods earlier.

use super::{Form, Function};

/// `ago(在校生数, 3)`
pub static AGO: Function = Function { name: "ago", manual: include_str!("ago.md"), form: Form::Special };
