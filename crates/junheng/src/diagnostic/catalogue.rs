//! Catalogues of wordings: how one is declared, and those of the engine by subject.

use super::Message;
use super::plugin::OF_PLUGINS;
use super::{OF_ANSWERS, OF_CONSISTENCY, OF_DATA, OF_EXTENDING, OF_FORMULAS, OF_LIMITS, OF_RECORDS};

/// Declares [`Message`]s and a list of them all, called as the first line says.
///
/// Every code has a page beside the file of the catalogue, `explain/CODE.md`: without it nothing compiles.
#[macro_export]
macro_rules! catalogue {
    (list $list:ident;
     $( $name:ident $severity:ident $code:literal
        zh $zh:literal en $en:literal
        $( help_zh $help_zh:literal help_en $help_en:literal )? ; )*) => {
        $(
            #[doc = concat!("`", $code, "`: ", $en)]
            pub static $name: $crate::diagnostic::Message = $crate::diagnostic::Message {
                code: $code,
                severity: $crate::diagnostic::Severity::$severity,
                text: [$zh, $en],
                help: [concat!($($help_zh)?), concat!($($help_en)?)],
                page: include_str!(concat!("explain/", $code, ".md")),
            };
        )*
        /// Every message of this catalogue.
        pub static $list: &[&$crate::diagnostic::Message] = &[$(&$name),*];
    };
}

/// Every message of the engine, subject by subject.
pub fn messages() -> impl Iterator<Item = &'static Message> {
    let subjects = [OF_RECORDS, OF_FORMULAS, OF_EXTENDING, OF_LIMITS, OF_CONSISTENCY, OF_DATA, OF_ANSWERS, OF_PLUGINS];
    subjects.into_iter().flatten().copied()
}
