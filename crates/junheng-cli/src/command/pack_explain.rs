//! `junheng pack explain`: what a diagnostic or a function is about.

use junheng::diagnostic::Language;

use crate::arguments::PackExplain;
use crate::outcome::{Failure, Status};
use crate::write;

/// Explains what is named; without a name lists what there is.
pub fn run(arguments: &PackExplain) -> Result<Status, Failure> {
    let language = arguments.lang.into();
    let text = match &arguments.name {
        None => junheng_author::list(language),
        Some(name) => junheng_author::explain(name, language).ok_or_else(|| unknown(name, language))?,
    };
    write::text(None, &text)?;
    Ok(Status::Done)
}

fn unknown(name: &str, language: Language) -> Failure {
    match (junheng_author::nearest_name(name), language) {
        (Some(guess), Language::Chinese) => Failure::usage(format!("没有 {name}；是不是 {guess}？")),
        (Some(guess), Language::English) => Failure::usage(format!("there is no {name}; did you mean {guess}?")),
        (None, Language::Chinese) => Failure::usage(format!("没有 {name}；不带名称则全部列出")),
        (None, Language::English) => Failure::usage(format!("there is no {name}; without a name all are listed")),
    }
}
