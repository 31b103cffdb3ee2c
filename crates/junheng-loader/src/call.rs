//! One call of a function of a plugin, in memory that is ours from beginning to end.
#![allow(unsafe_code)] // hands pointers to a library; docs/decisions/0022 accounts for every block
#![deny(clippy::undocumented_unsafe_blocks)]

use std::ops::Range;

use junheng::function::native::{Answer, Argument, Batch, Failure, Outcome};
use junheng_plugin::contract::{Answers, Call, Column};

/// How long a message of a plugin may be.
const MESSAGE: usize = 1024;

/// Calls a function on each part of a batch.
pub fn call(call: Call, aggregates: bool, batch: &Batch, mut then: impl FnMut(Outcome)) {
    batch.parts().for_each(|rows| {
        let wanted = if aggregates { 1 } else { rows.len() };
        then(one(call, &batch.columns, rows, wanted));
    });
}

/// One part: what it is given is laid out anew, and looked at again when it has answered.
fn one(call: Call, columns: &[Argument], rows: Range<usize>, wanted: usize) -> Outcome {
    let values: Vec<&[f64]> = columns.iter().map(|column| &column.values[rows.clone()]).collect();
    let bits: Vec<Vec<u8>> = columns.iter().map(|column| packed(column, &rows)).collect();
    let mut given: (Vec<Vec<f64>>, Vec<Vec<u8>>) =
        (values.iter().map(|values| values.to_vec()).collect(), bits.clone());
    let lent = given.0.iter_mut().zip(&mut given.1);
    let borrowed: Vec<Column> = lent.map(|(values, bits)| column(values, bits)).collect();
    let outcome = ask(call, &borrowed, wanted);
    let same = |(given, own): (&Vec<f64>, &&[f64])| given.iter().zip(*own).all(|(a, b)| a.to_bits() == b.to_bits());
    if !given.0.iter().zip(&values).all(same) || given.1 != bits {
        return Err(Failure::WroteToInputs);
    }
    outcome
}

/// Whether each value is there, a bit for each; nothing where all are.
fn packed(column: &Argument, rows: &Range<usize>) -> Vec<u8> {
    let there = column.there.get(rows.clone()).unwrap_or_default();
    let byte = |bits: &[bool]| bits.iter().enumerate().fold(0, |byte, (at, there)| byte | u8::from(*there) << at);
    there.chunks(8).map(byte).collect()
}

/// A column as it is lent: through a pointer that may be written to, so that who does so is found out.
fn column(values: &mut [f64], bits: &mut [u8]) -> Column {
    let presence = if bits.is_empty() { std::ptr::null_mut() } else { bits.as_mut_ptr() };
    Column { values: values.as_mut_ptr(), presence, length: values.len() as u64 }
}

fn ask(call: Call, columns: &[Column], wanted: usize) -> Outcome {
    let mut values = vec![f64::NAN; wanted];
    let mut reasons = vec![0u8; wanted];
    let mut message = [0u8; MESSAGE];
    let mut answers = Answers {
        values: values.as_mut_ptr(),
        reasons: reasons.as_mut_ptr(),
        length: wanted as u64,
        written: 0,
        message: message.as_mut_ptr().cast(),
        message_capacity: MESSAGE as u64,
        message_length: 0,
    };
    let places = (answers.values, answers.reasons, answers.message);
    // SAFETY: columns and answers are as the contract says, and live until the call returns. Whether what is called
    // keeps to it no check can tell, which is why it is called in a child process unless the user says otherwise.
    let status = unsafe { call(columns.as_ptr(), columns.len() as u64, &mut answers) };
    if (answers.values, answers.reasons, answers.message) != places {
        return Err(Failure::Elsewhere);
    }
    if status != 0 {
        let length = (answers.message_length as usize).min(MESSAGE);
        let said = String::from_utf8_lossy(&message[..length]).replace(char::is_control, " ");
        return Err(Failure::Said(if said.is_empty() { format!("{status}") } else { said }));
    }
    if answers.written != wanted as u64 {
        return Err(Failure::WrongLength(answers.written, wanted as u64));
    }
    Ok(values.into_iter().zip(reasons).map(|(value, reason)| answer(value, reason)).collect())
}

fn answer(value: f64, reason: u8) -> Answer {
    match reason {
        0 if value.is_finite() => Answer::Number(value),
        0 => Answer::NotFinite,
        reason => Answer::Undetermined(reason - 1),
    }
}
