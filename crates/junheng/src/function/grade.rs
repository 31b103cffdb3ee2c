//! The grade of a rule.

use super::{Form, Function};

/// `grade(school_form) >= 合格`
pub static GRADE: Function = Function { name: "grade", manual: include_str!("grade.md"), form: Form::Special };
