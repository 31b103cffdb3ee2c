//! Runs every page under `assess/`, `reject/` and `cli/`: its commands must answer as the page says.

mod command;

use std::path::Path;

#[test]
fn pages_tell_the_truth() {
    let cases = trycmd::TestCases::new();
    cases.register_bin("junheng", Path::new(env!("CARGO_BIN_EXE_junheng")));
    cases.env("JUNHENG_RULES", "");
    command::pages().iter().for_each(|page| {
        cases.case(page);
    });
}
