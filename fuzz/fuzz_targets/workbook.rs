//! Any bytes as a workbook: xlsx, xls or ods, told by its beginning.
#![no_main]

use junheng_data::{Input, Mapping, Options, read};
use libfuzzer_sys::fuzz_target;

#[path = "../../crates/junheng-data/tests/schema/mod.rs"]
mod schema;

fuzz_target!(|bytes: &[u8]| {
    let inputs = [Input { name: "学校.xls".to_owned(), bytes: bytes.to_vec() }];
    let _ = read(&inputs, &schema::schema(), &Mapping::default(), &Options::default());
});
