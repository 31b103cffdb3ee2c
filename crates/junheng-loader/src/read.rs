//! A description as it stands in the memory of a library, read into types of our own; nothing is believed.
#![allow(unsafe_code)] // reads through pointers of a library; docs/decisions/0022 accounts for every block
#![deny(clippy::undocumented_unsafe_blocks, unsafe_op_in_unsafe_fn)]

use junheng_plugin::contract::{self, Call, Function, Parameter, Plugin, Text};

use crate::offer::{Offer, Offered, OfferedParameter};

/// The most functions, parameters or reasons: more is a number that was never meant as one.
const MOST: u64 = 255;
/// The longest text.
const LONGEST: u64 = 1 << 20;

type Read<T> = Result<T, String>;

/// Reads a description.
///
/// # Safety
/// `plugin` is null, or what `jh_plugin_entry` of a library returned that keeps to our version of the contract and is
/// never unloaded.
pub unsafe fn offer(plugin: *const Plugin) -> Read<(Offer, Vec<Call>)> {
    aligned("jh_plugin", plugin)?;
    // SAFETY: it is not null and aligned, and the caller says that a description stands there; its size is the first
    // field in every version.
    let size = unsafe { plugin.cast::<u32>().read() };
    if (size as usize) < size_of::<Plugin>() {
        return Err(format!("jh_plugin.size = {size} < {}", size_of::<Plugin>()));
    }
    // SAFETY: as above, and it is as long as we take it for.
    let plugin = unsafe { plugin.read() };
    let stride = plugin.function_size as usize;
    if stride < size_of::<Function>() || !stride.is_multiple_of(align_of::<Function>()) || stride > 1 << 16 {
        return Err(format!("jh_plugin.function_size = {stride}"));
    }
    let count = counted("jh_plugin.functions", plugin.functions, plugin.function_count)?;
    let functions = (0..count).map(|at| {
        // SAFETY: so many functions of this size stand there.
        let function = unsafe { plugin.functions.cast::<u8>().add(at * stride).cast::<Function>().read() };
        // SAFETY: the function belongs to the same description.
        unsafe { offered(&function) }
    });
    let (functions, calls): (Vec<Offered>, Vec<Call>) = functions.collect::<Read<Vec<_>>>()?.into_iter().unzip();
    if let Some(name) = twice(&functions) {
        return Err(format!("jh_function.name = {name}, {name}"));
    }
    // SAFETY: the texts belong to the same description.
    let (id, version) = unsafe { (word("jh_plugin.id", plugin.id)?, text("jh_plugin.version", plugin.version)?) };
    Ok((Offer { id, version, functions }, calls))
}

fn twice(functions: &[Offered]) -> Option<&str> {
    let name = |at: usize| functions[at].name.as_str();
    (1..functions.len())
        .map(name)
        .enumerate()
        .find(|(at, own)| (0..=*at).any(|other| name(other) == *own))
        .map(|(_, own)| own)
}

/// # Safety
/// The function belongs to a description as [`offer`] takes it.
unsafe fn offered(function: &Function) -> Read<(Offered, Call)> {
    // SAFETY: text and lists belong to the same description.
    let (name, zh, en, unit) = unsafe {
        let name = word("jh_function.name", function.name)?;
        let manual = (text("manual_zh", function.manual_zh)?, text("manual_en", function.manual_en)?);
        (name, manual.0, manual.1, text("jh_function.unit", function.unit)?)
    };
    let in_function = |what: String| format!("{name}: {what}");
    let call = function.call.ok_or_else(|| in_function("jh_function.call = NULL".to_owned()))?;
    if function.form > contract::AGGREGATE || function.missing > contract::MISSING_GIVEN {
        return Err(in_function(format!("form = {}, missing = {}", function.form, function.missing)));
    }
    // SAFETY: as above.
    let (parameters, reasons) = unsafe { (parameters(function), reasons(function)) };
    let (parameters, reasons) = (parameters.map_err(in_function)?, reasons.map_err(in_function)?);
    let first_is_any =
        parameters.first().is_some_and(|first| first.kind == contract::NUMBER && first.unit == contract::ANY_UNIT);
    if parameters.is_empty() || unit == contract::FIRST_UNIT && !first_is_any {
        return Err(in_function(format!("unit = {unit:?}, {} parameters", parameters.len())));
    }
    let offered = Offered {
        manual: [zh, en],
        unit,
        aggregates: function.form == contract::AGGREGATE,
        sees_missing: function.missing == contract::MISSING_GIVEN,
        parameters,
        reasons,
        name,
    };
    Ok((offered, call))
}

/// # Safety
/// As for [`offered`].
unsafe fn parameters(function: &Function) -> Read<Vec<OfferedParameter>> {
    let count = counted("parameters", function.parameters, function.parameter_count)?;
    let parameter = |at: usize| {
        // SAFETY: so many parameters stand there.
        let Parameter { name, unit, kind, .. } = unsafe { function.parameters.add(at).read() };
        if kind > contract::GROUP {
            return Err(format!("jh_parameter.kind = {kind}"));
        }
        // SAFETY: the texts belong to the same description.
        unsafe {
            Ok(OfferedParameter {
                name: text("jh_parameter.name", name)?,
                unit: text("jh_parameter.unit", unit)?,
                kind,
            })
        }
    };
    (0..count).map(parameter).collect()
}

/// # Safety
/// As for [`offered`].
unsafe fn reasons(function: &Function) -> Read<Vec<String>> {
    let count = counted("reasons", function.reasons, function.reason_count)?;
    // SAFETY: so many texts stand there, and they belong to the same description.
    (0..count).map(|at| unsafe { text("reasons", function.reasons.add(at).read()) }).collect()
}

/// A list that may be read: not too long, and there where it is not empty.
fn counted<T>(what: &str, list: *const T, count: u64) -> Read<usize> {
    if count > MOST {
        return Err(format!("{what}: {count}"));
    }
    if count > 0 {
        aligned(what, list)?;
    }
    Ok(count as usize)
}

fn aligned<T>(what: &str, pointer: *const T) -> Read<()> {
    match pointer {
        pointer if pointer.is_null() => Err(format!("{what} = NULL")),
        pointer if !pointer.is_aligned() => Err(format!("{what} = {pointer:?}")),
        _ => Ok(()),
    }
}

/// # Safety
/// The text belongs to a description as [`offer`] takes it.
unsafe fn text(what: &str, text: Text) -> Read<String> {
    if text.length == 0 {
        return Ok(String::new());
    }
    if text.length > LONGEST || text.bytes.is_null() {
        return Err(format!("{what}: {:?}, {}", text.bytes, text.length));
    }
    // SAFETY: it is not null, and the caller says that so many bytes stand there.
    let bytes = unsafe { std::slice::from_raw_parts(text.bytes.cast::<u8>(), text.length as usize) };
    String::from_utf8(bytes.to_vec()).map_err(|error| format!("{what}: {error}"))
}

/// ASCII snake_case.
///
/// # Safety
/// As for [`text`].
unsafe fn word(what: &str, word: Text) -> Read<String> {
    // SAFETY: the caller keeps to the same condition.
    let word = unsafe { text(what, word) }?;
    let starts = word.starts_with(|first: char| first.is_ascii_lowercase());
    let rest = word.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_');
    if starts && rest { Ok(word) } else { Err(format!("{what} = {word:?}")) }
}
