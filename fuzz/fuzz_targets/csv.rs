//! Any bytes as a csv, or as two.
#![no_main]

use libfuzzer_sys::fuzz_target;

mod reading;

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    reading::read_as(*choice, "csv", bytes);
});
