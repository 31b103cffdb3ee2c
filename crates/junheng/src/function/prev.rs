//! The value one period earlier.

use super::{Form, Function};

/// `prev(财政教育拨款)`
pub static PREV: Function = Function { name: "prev", manual: include_str!("prev.md"), form: Form::Special };
