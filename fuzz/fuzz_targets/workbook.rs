//! Any bytes as a workbook: xlsx, xls or ods, told by its beginning.
#![no_main]

use libfuzzer_sys::fuzz_target;

mod reading;

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    reading::read_as(*choice & 0x7F, "xls", bytes);
});
