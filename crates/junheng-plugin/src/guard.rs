//! Between the C layout and functions in Rust: what [`export_plugin!`](crate::export_plugin) is made of.
#![allow(unsafe_code)] // the C layout; docs/decisions/0022 accounts for every block
#![deny(clippy::undocumented_unsafe_blocks, unsafe_op_in_unsafe_fn)]

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::contract::{self, Answers, Call, Text};
use crate::{Answer, Column, Form, Function, Missing, Parameter};

/// The function failed and said why.
const SAID: i32 = 1;
/// It panicked.
const PANICKED: i32 = 2;
/// The caller did not keep to the contract.
const MISUSED: i32 = 3;

thread_local! {
    /// Where and why the last panic of this thread was.
    static LAST_PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps panics from printing: they are told as failures of the call, with their place.
pub fn quiet() {
    std::panic::set_hook(Box::new(|told| {
        LAST_PANIC.with(|last| *last.borrow_mut() = told.to_string().replace('\n', " "));
    }));
}

/// A text in static memory.
pub const fn text(text: &'static str) -> Text {
    Text { bytes: text.as_ptr().cast(), length: text.len() as u64 }
}

/// Texts in static memory.
pub const fn texts<const N: usize>(texts: &[&'static str]) -> [Text; N] {
    let mut out = [text(""); N];
    let mut at = 0;
    while at < N {
        out[at] = text(texts[at]);
        at += 1;
    }
    out
}

/// The parameters of a function.
pub const fn parameters<const N: usize>(parameters: &[Parameter]) -> [contract::Parameter; N] {
    let mut out = [contract::Parameter { name: text(""), unit: text(""), kind: 0, reserved: 0 }; N];
    let mut at = 0;
    while at < N {
        let Parameter { name, unit, kind } = parameters[at];
        out[at] = contract::Parameter { name: text(name), unit: text(unit), kind, reserved: 0 };
        at += 1;
    }
    out
}

/// A function.
pub const fn function(
    told: &Function,
    parameters: &'static [contract::Parameter],
    reasons: &'static [Text],
    call: Call,
) -> contract::Function {
    contract::Function {
        name: text(told.name),
        manual_zh: text(told.manual[0]),
        manual_en: text(told.manual[1]),
        unit: text(told.unit),
        form: match told.form {
            Form::Rows => contract::ROWS,
            Form::Aggregate => contract::AGGREGATE,
        },
        missing: match told.missing {
            Missing::Decides => contract::MISSING_DECIDES,
            Missing::Given => contract::MISSING_GIVEN,
        },
        parameters: parameters.as_ptr(),
        parameter_count: parameters.len() as u64,
        reasons: reasons.as_ptr(),
        reason_count: reasons.len() as u64,
        call: Some(call),
    }
}

/// A plugin.
pub const fn plugin(
    id: &'static str,
    version: &'static str,
    functions: &'static [contract::Function],
) -> contract::Plugin {
    contract::Plugin {
        size: size_of::<contract::Plugin>() as u32,
        abi: contract::ABI,
        id: text(id),
        version: text(version),
        functions: functions.as_ptr(),
        function_count: functions.len() as u64,
        function_size: size_of::<contract::Function>() as u64,
    }
}

/// Calls an aggregate.
///
/// # Safety
/// `columns` points at `count` columns and `answers` at one `Answers`, all as the contract says and valid for the
/// length of the call; nobody else uses what `answers` points at meanwhile.
pub unsafe fn aggregate(
    columns: *const contract::Column,
    count: u64,
    answers: *mut Answers,
    call: fn(&[Column<'_>]) -> Result<Answer, String>,
) -> i32 {
    let each = |columns: &[Column<'_>], _| call(columns);
    // SAFETY: the caller keeps to the same conditions.
    unsafe { guarded(columns, count, answers, each) }
}

/// Calls a function row by row.
///
/// # Safety
/// As for [`aggregate`].
pub unsafe fn rows(
    columns: *const contract::Column,
    count: u64,
    answers: *mut Answers,
    call: fn(&[Column<'_>], usize) -> Result<Answer, String>,
) -> i32 {
    // SAFETY: the caller keeps to the same conditions.
    unsafe { guarded(columns, count, answers, call) }
}

/// # Safety
/// As for [`aggregate`].
unsafe fn guarded(
    columns: *const contract::Column,
    count: u64,
    answers: *mut Answers,
    each: impl Fn(&[Column<'_>], usize) -> Result<Answer, String>,
) -> i32 {
    // SAFETY: the caller says that `answers` is valid and ours alone, and that `count` columns stand there.
    let (Some(answers), Some(columns)) = (unsafe { answers.as_mut() }, unsafe { borrowed(columns, count) }) else {
        return MISUSED;
    };
    let give = AssertUnwindSafe(|| give(&columns, answers, &each));
    match catch_unwind(give) {
        Ok(Ok(())) => 0,
        Ok(Err(why)) => {
            say(answers, &why);
            SAID
        }
        Err(_) => {
            LAST_PANIC.with(|last| say(answers, &last.borrow()));
            PANICKED
        }
    }
}

/// Writes the answers one after another.
fn give(
    columns: &[Column<'_>],
    answers: &mut Answers,
    each: &impl Fn(&[Column<'_>], usize) -> Result<Answer, String>,
) -> Result<(), String> {
    for at in 0..answers.length as usize {
        let (value, reason) = match each(columns, at)? {
            Answer::Number(value) => (value, 0),
            Answer::Undetermined(reason) => (0.0, reason.saturating_add(1)),
        };
        // SAFETY: the caller gave room for `length` values and reasons, and `at` is below that.
        unsafe {
            answers.values.add(at).write(value);
            answers.reasons.add(at).write(reason);
        }
    }
    answers.written = answers.length;
    Ok(())
}

/// Writes why a call failed, as far as it fits; a character is not cut.
fn say(answers: &mut Answers, why: &str) {
    let mut length = why.len().min(answers.message_capacity as usize);
    while !why.is_char_boundary(length) {
        length -= 1;
    }
    // SAFETY: the caller gave room for `message_capacity` bytes, and `length` is no more than that or than `why`.
    unsafe { std::ptr::copy_nonoverlapping(why.as_ptr(), answers.message.cast(), length) };
    answers.message_length = length as u64;
}

/// Columns as slices.
///
/// # Safety
/// As for [`aggregate`]; the slices must not outlive the call.
unsafe fn borrowed<'a>(columns: *const contract::Column, count: u64) -> Option<Vec<Column<'a>>> {
    if columns.is_null() && count > 0 {
        return None;
    }
    let column = |at: usize| {
        // SAFETY: the caller says that `count` columns stand there, and `at` is below that.
        let column = unsafe { &*columns.add(at) };
        let length = column.length as usize;
        if column.values.is_null() {
            return (length == 0).then(|| Column::new(&[], None));
        }
        // SAFETY: the caller says that `length` values stand there and that nobody writes to them.
        let values = unsafe { std::slice::from_raw_parts(column.values, length) };
        // SAFETY: where it is not null a bit stands there for each value.
        let bits = |bits| unsafe { std::slice::from_raw_parts(bits, length.div_ceil(8)) };
        Some(Column::new(values, Some(column.presence).filter(|bits| !bits.is_null()).map(bits)))
    };
    (0..count as usize).map(column).collect()
}
