//! The layout that crosses between junheng and a plugin; `include/junheng_plugin.h` says the same to C.
#![allow(unsafe_code)] // the C layout; docs/decisions/0022 accounts for every block
#![deny(clippy::undocumented_unsafe_blocks, unsafe_op_in_unsafe_fn)]

use std::ffi::c_char;

/// The upper half of [`ABI`]: raised when something changes its meaning.
pub const ABI_MAJOR: u32 = 1;
/// The lower half: raised when something is added.
pub const ABI_MINOR: u32 = 0;
/// The version of this contract.
pub const ABI: u32 = (ABI_MAJOR << 16) | ABI_MINOR;

/// The symbol that gives the version.
pub const ABI_SYMBOL: &str = "jh_plugin_abi";
/// The symbol that gives the description.
pub const ENTRY_SYMBOL: &str = "jh_plugin_entry";

/// A unit that takes a number of any unit, in base units.
pub const ANY_UNIT: &str = "any";
/// A unit of an answer: that of the first argument.
pub const FIRST_UNIT: &str = "first";

/// [`Parameter::kind`]: a number, in the unit of the parameter.
pub const NUMBER: u32 = 0;
/// [`Parameter::kind`]: 1 is true, 0 is false.
pub const TRUTH: u32 = 1;
/// [`Parameter::kind`]: days since 1970-01-01.
pub const DAY: u32 = 2;
/// [`Parameter::kind`]: 0, 1, 2, … in the order of first appearance within a call: only to tell apart.
pub const GROUP: u32 = 3;

/// [`Function::form`]: an answer for each row.
pub const ROWS: u32 = 0;
/// [`Function::form`]: one answer for all rows of a group.
pub const AGGREGATE: u32 = 1;

/// [`Function::missing`]: where an argument is missing the answer is undetermined, and the function is not asked.
pub const MISSING_DECIDES: u32 = 0;
/// [`Function::missing`]: the function is asked and sees the presence bits.
pub const MISSING_GIVEN: u32 = 1;

/// UTF-8 with a length, without a NUL at the end.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Text {
    /// Its bytes.
    pub bytes: *const c_char,
    /// How many.
    pub length: u64,
}

/// A parameter of a function.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    /// Its name, for messages and the manual.
    pub name: Text,
    /// Its unit; empty for a plain number, [`ANY_UNIT`] for any.
    pub unit: Text,
    /// What its values are.
    pub kind: u32,
    /// 0.
    pub reserved: u32,
}

/// The values of one argument, borrowed for the length of a call.
///
/// `values` and `presence` are laid out as the two buffers of an Arrow float64 array.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The values; where one is absent its number means nothing.
    pub values: *const f64,
    /// A bit for each value, lowest first, 1 is there; null where all are.
    pub presence: *const u8,
    /// How many values.
    pub length: u64,
}

/// Where answers go; all memory is the caller's.
#[repr(C)]
#[derive(Debug)]
pub struct Answers {
    /// A number for each answer.
    pub values: *mut f64,
    /// For each answer 0 for a number, k for the k-th reason of the function.
    pub reasons: *mut u8,
    /// How many answers are wanted.
    pub length: u64,
    /// Set by the function to how many it gave.
    pub written: u64,
    /// Where the function failed: why.
    pub message: *mut c_char,
    /// How many bytes fit.
    pub message_capacity: u64,
    /// Set by the function.
    pub message_length: u64,
}

/// Returns 0 where it gave its answers; anything else where it failed.
///
/// # Safety
/// `columns` points at `count` columns, `answers` at one [`Answers`]; all they point at is as they say, valid for the
/// length of the call, and used by nobody else meanwhile.
pub type Call = unsafe extern "C" fn(columns: *const Column, count: u64, answers: *mut Answers) -> i32;

/// A function.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Function {
    /// ASCII snake_case, as it stands in formulas.
    pub name: Text,
    /// What it does, in Chinese.
    pub manual_zh: Text,
    /// The same in English.
    pub manual_en: Text,
    /// The unit of the answer; empty for a plain number, [`FIRST_UNIT`] for that of the first argument.
    pub unit: Text,
    /// [`ROWS`] or [`AGGREGATE`].
    pub form: u32,
    /// [`MISSING_DECIDES`] or [`MISSING_GIVEN`].
    pub missing: u32,
    /// Its parameters.
    pub parameters: *const Parameter,
    /// How many.
    pub parameter_count: u64,
    /// Why an answer may be undetermined.
    pub reasons: *const Text,
    /// How many, at most 255.
    pub reason_count: u64,
    /// What is called.
    pub call: Option<Call>,
}

/// What a plugin offers.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Plugin {
    /// The size of this struct.
    pub size: u32,
    /// [`ABI`].
    pub abi: u32,
    /// ASCII snake_case, as packs name it.
    pub id: Text,
    /// Its version.
    pub version: Text,
    /// Its functions.
    pub functions: *const Function,
    /// How many.
    pub function_count: u64,
    /// The size of one.
    pub function_size: u64,
}

/// A description that stands in static memory.
#[derive(Debug)]
pub struct Shared<T>(pub T);

// SAFETY: descriptions are made of pointers to static memory that nobody writes to.
unsafe impl<T> Sync for Shared<T> {}
