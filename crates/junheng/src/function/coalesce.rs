//! The first value that is there.

use super::{Form, Function};

/// `coalesce(最大班额, 班额)`
pub static COALESCE: Function = Function { name: "coalesce", manual: include_str!("coalesce.md"), form: Form::Special };
