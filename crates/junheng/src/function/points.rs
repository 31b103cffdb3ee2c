//! The points of a rule or section.

use super::{Form, Function};

/// `points(section(government))`
pub static POINTS: Function = Function { name: "points", manual: include_str!("points.md"), form: Form::Special };
