//! Whole years from a day to the day of the assessment.

use super::{Form, Function};

/// `years_since(认定日期) < 2`
pub static YEARS_SINCE: Function =
    Function { name: "years_since", manual: include_str!("years_since.md"), form: Form::Special };
