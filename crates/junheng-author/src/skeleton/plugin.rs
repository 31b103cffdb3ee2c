//! The files of a new plugin: source and test in Rust or C, the contract beside it, and a pack that uses it.

use super::File;

/// The contract as a crate of its own, so that a plugin in Rust builds without a network.
const CONTRACT: &[(&str, &str)] = &[
    ("junheng-plugin/src/lib.rs", include_str!("../../../junheng-plugin/src/lib.rs")),
    ("junheng-plugin/src/contract.rs", include_str!("../../../junheng-plugin/src/contract.rs")),
    ("junheng-plugin/src/column.rs", include_str!("../../../junheng-plugin/src/column.rs")),
    ("junheng-plugin/src/describe.rs", include_str!("../../../junheng-plugin/src/describe.rs")),
    ("junheng-plugin/src/guard.rs", include_str!("../../../junheng-plugin/src/guard.rs")),
];

/// Its manifest outside the workspace.
const CONTRACT_MANIFEST: &str = "[package]\nname = \"junheng-plugin\"\nversion = \"1.0.0\"\nedition = \"2024\"\n";

const RUST: &[(&str, &str)] = &[
    ("Cargo.toml", include_str!("plugin/rust/Cargo.toml")),
    ("src/lib.rs", include_str!("plugin/rust/src/lib.rs")),
    ("build.sh", concat!(include_str!("plugin/platform.sh"), include_str!("plugin/rust/build.sh"))),
];

const C: &[(&str, &str)] = &[
    ("plugin.c", include_str!("plugin/c/plugin.c")),
    ("test.c", include_str!("plugin/c/test.c")),
    ("build.sh", concat!(include_str!("plugin/platform.sh"), include_str!("plugin/c/build.sh"))),
    ("junheng_plugin.h", include_str!("../../../junheng-plugin/include/junheng_plugin.h")),
];

const BOTH: &[(&str, &str)] = &[
    ("README.md", include_str!("plugin/README.md")),
    ("pack/pack.toml", include_str!("plugin/pack/pack.toml")),
    ("pack/cases/even/case.md", include_str!("plugin/pack/cases/even/case.md")),
    ("pack/cases/even/学校.csv", include_str!("plugin/pack/cases/even/学校.csv")),
    ("pack/cases/even/expected.csv", include_str!("plugin/pack/cases/even/expected.csv")),
    ("pack/cases/uneven/case.md", include_str!("plugin/pack/cases/uneven/case.md")),
    ("pack/cases/uneven/学校.csv", include_str!("plugin/pack/cases/uneven/学校.csv")),
    ("pack/cases/uneven/expected.csv", include_str!("plugin/pack/cases/uneven/expected.csv")),
];

/// A plugin in Rust.
pub fn plugin_in_rust(id: &str) -> Vec<File> {
    let manifest = ("junheng-plugin/Cargo.toml", CONTRACT_MANIFEST);
    files(id, RUST.iter().chain([&manifest]).chain(CONTRACT).chain(BOTH))
}

/// A plugin in C.
pub fn plugin_in_c(id: &str) -> Vec<File> {
    files(id, C.iter().chain(BOTH))
}

fn files<'f>(id: &str, files: impl Iterator<Item = &'f (&'f str, &'f str)>) -> Vec<File> {
    files.map(|(path, text)| File { path: (*path).to_owned(), text: text.replace("PLUGIN_ID", id) }).collect()
}
