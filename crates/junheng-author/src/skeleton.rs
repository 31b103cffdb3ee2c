//! The files of a new pack: a blank one, or one that extends a parent. What is an example says so.

mod extending;
mod plugin;

pub use extending::extending;
pub use plugin::{plugin_in_c, plugin_in_rust};

/// A file of a pack that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path within the folder of the pack, with `/`.
    pub path: String,
    /// What stands in it.
    pub text: String,
}

/// The files of a blank pack, as the repository holds them.
const BLANK: &[(&str, &str)] = &[
    ("pack.toml", include_str!("skeleton/blank/pack.toml")),
    ("cases/example_met/case.md", include_str!("skeleton/blank/cases/example_met/case.md")),
    ("cases/example_met/学校.csv", include_str!("skeleton/blank/cases/example_met/学校.csv")),
    ("cases/example_met/expected.csv", include_str!("skeleton/blank/cases/example_met/expected.csv")),
    ("cases/example_not_met/case.md", include_str!("skeleton/blank/cases/example_not_met/case.md")),
    ("cases/example_not_met/学校.csv", include_str!("skeleton/blank/cases/example_not_met/学校.csv")),
    ("cases/example_not_met/expected.csv", include_str!("skeleton/blank/cases/example_not_met/expected.csv")),
];

/// A pack with one example of a measure, a rule and a verdict, and a case that meets it and one that does not.
pub fn blank(id: &str) -> Vec<File> {
    let file = |(path, text): &(&str, &str)| File { path: (*path).to_owned(), text: text.replace("PACK_ID", id) };
    BLANK.iter().map(file).collect()
}

/// Whether a text may be the id of a pack: ASCII snake_case.
pub fn is_id(text: &str) -> bool {
    let tail = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    text.starts_with(|first: char| first.is_ascii_lowercase()) && text.chars().all(tail)
}
