//! What share of a group is true.

use super::{Form, Function, Truths};

/// `share(met(school_standard))`
pub static SHARE: Function =
    Function { name: "share", manual: include_str!("share.md"), form: Form::Truths(Truths::Share) };
