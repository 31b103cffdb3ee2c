//! Runs every page under `assess/`, `reject/` and `cli/`: its commands must answer as the page says.

mod command;

use std::path::{Path, PathBuf};

#[test]
fn pages_tell_the_truth() {
    let cases = trycmd::TestCases::new();
    cases.register_bin("junheng", Path::new(env!("CARGO_BIN_EXE_junheng")));
    cases.env("JUNHENG_RULES", "");
    let needs_no_plugin = |page: &&PathBuf| !page.parent().is_some_and(|folder| folder.ends_with(command::PLUGINS));
    command::pages().iter().filter(needs_no_plugin).for_each(|page| {
        cases.case(page);
    });
}

/// Pages as they should be; they move to their folder when the engine agrees.
#[test]
#[ignore = "these wait for the engine, each says for what"]
fn pages_that_wait() {
    let cases = trycmd::TestCases::new();
    cases.register_bin("junheng", Path::new(env!("CARGO_BIN_EXE_junheng")));
    command::entries(&command::repository().join("tests/pending"))
        .iter()
        .filter(|page| command::ends(page, ".md"))
        .for_each(|page| {
            cases.case(page);
        });
}
