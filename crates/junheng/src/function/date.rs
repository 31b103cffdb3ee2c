//! A day of the calendar.

use super::{Form, Function};

/// `date(2020, 1, 1)`
pub static DATE: Function = Function { name: "date", manual: include_str!("date.md"), form: Form::Special };
