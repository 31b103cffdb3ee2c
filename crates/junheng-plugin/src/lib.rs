//! What a native plugin of junheng is written against: plain C layout, versioned, without dependencies.
//!
//! A plugin offers functions to formulas. In Rust it is a `cdylib` crate with one [`export_plugin!`]; in C it
//! includes `include/junheng_plugin.h`, which says the same as [`contract`] (a test keeps them identical).
//! Numbers go in by column, and numbers or "undetermined, because" come out. Nothing else crosses: no Rust
//! type, no allocation, no panic.
//!
//! ```
//! use junheng_plugin::{Answer, Column, Form, Function, Missing, Parameter};
//!
//! /// The distance between the least and the greatest.
//! const SPREAD: Function = Function {
//!     name: "spread",
//!     manual: ["最大与最小之差", "The greatest less the least."],
//!     unit: "first",
//!     form: Form::Aggregate,
//!     missing: Missing::Decides,
//!     parameters: &[Parameter::number("value", "any")],
//!     reasons: &["只有一个值 / there is only one value"],
//! };
//!
//! fn spread(columns: &[Column<'_>]) -> Result<Answer, String> {
//!     let values = columns[0].values();
//!     if values.len() < 2 {
//!         return Ok(Answer::Undetermined(0));
//!     }
//!     let greatest = values.iter().copied().fold(f64::MIN, f64::max);
//!     let least = values.iter().copied().fold(f64::MAX, f64::min);
//!     Ok(Answer::Number(greatest - least))
//! }
//!
//! junheng_plugin::export_plugin! {
//!     id: "spread",
//!     version: "1.0.0",
//!     functions: [SPREAD => aggregate spread],
//! }
//! # fn main() {}
//! ```

pub mod contract;
mod column;
mod describe;
#[doc(hidden)]
pub mod guard;

pub use column::{Answer, Column};
pub use describe::{Form, Function, Missing, Parameter};

/// Exports the two symbols of a plugin.
///
/// `functions` lists descriptions and what they call: `aggregate` takes the columns and gives one [`Answer`], `rows`
/// takes the columns and the index of a row and gives the answer of that row. A panic becomes a failure of the call.
#[macro_export]
macro_rules! export_plugin {
    (id: $id:expr, version: $version:expr, functions: [$($function:expr => $form:ident $call:path),+ $(,)?] $(,)?) => {
        const _: () = {
            use $crate::contract;

            static FUNCTIONS: contract::Shared<&[contract::Function]> = contract::Shared(&[$({
                const DESCRIPTION: $crate::Function = $function;
                static PARAMETERS: contract::Shared<[contract::Parameter; DESCRIPTION.parameters.len()]> =
                    contract::Shared($crate::guard::parameters(DESCRIPTION.parameters));
                static REASONS: contract::Shared<[contract::Text; DESCRIPTION.reasons.len()]> =
                    contract::Shared($crate::guard::texts(DESCRIPTION.reasons));
                unsafe extern "C" fn call(
                    columns: *const contract::Column,
                    count: u64,
                    answers: *mut contract::Answers,
                ) -> i32 {
                    // SAFETY: the caller keeps to the contract: `count` columns and one `Answers`, all valid
                    // for the length of the call.
                    unsafe { $crate::guard::$form(columns, count, answers, $call) }
                }
                $crate::guard::function(&DESCRIPTION, &PARAMETERS.0, &REASONS.0, call)
            }),+]);

            static PLUGIN: contract::Shared<contract::Plugin> =
                contract::Shared($crate::guard::plugin($id, $version, FUNCTIONS.0));

            /// The version of the contract this plugin keeps to.
            #[unsafe(no_mangle)]
            pub extern "C" fn jh_plugin_abi() -> u32 {
                contract::ABI
            }

            /// What this plugin offers.
            #[unsafe(no_mangle)]
            pub extern "C" fn jh_plugin_entry() -> *const contract::Plugin {
                $crate::guard::quiet();
                &PLUGIN.0
            }
        };
    };
}
