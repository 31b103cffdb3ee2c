//! Runs the pages under `plugins/`: their plugins are built from the source in their input first, in a copy.

mod command;
mod native;

use std::fs;
use std::path::Path;

use command::{PLUGINS, ends, entries, repository};

#[test]
fn pages_about_plugins_tell_the_truth() {
    let workshop = native::workshop("plugin-pages");
    let shelf = repository().join("tests").join(PLUGINS);
    native::copy(&shelf, &workshop);
    native::build_all(&workshop, &workshop);
    let pages: Vec<_> = entries(&workshop).into_iter().filter(|path| ends(path, ".md")).collect();
    assert!(pages.len() > 20, "the pages stand in {}", shelf.display());
    {
        // What differs is reported when this goes out of scope.
        let cases = trycmd::TestCases::new();
        cases.register_bin("junheng", Path::new(env!("CARGO_BIN_EXE_junheng")));
        for variable in ["JUNHENG_RULES", "JUNHENG_TRUSTED_PLUGINS"] {
            cases.env(variable, "");
        }
        pages.iter().for_each(|page| {
            cases.case(page);
        });
    }
    // An answer that was accepted (TRYCMD=overwrite) goes back to where the page is kept.
    if std::env::var_os("TRYCMD").is_some() {
        for page in pages {
            let kept = shelf.join(page.file_name().unwrap_or_default());
            fs::copy(&page, kept).expect("the page can be written");
        }
    }
}
