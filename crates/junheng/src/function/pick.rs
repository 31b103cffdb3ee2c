//! A member of a list, by its place.

use super::{Form, Function};

/// `pick([10, 8, 6, 4], rank(…), beyond = last)`
pub static PICK: Function = Function { name: "pick", manual: include_str!("pick.md"), form: Form::Special };
