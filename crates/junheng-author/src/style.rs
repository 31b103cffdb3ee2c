//! One style for pack files: white space is set, full-width syntax is repaired, what is said stays as it is.

mod layout;
mod read;
mod repair;

use junheng::diagnostic::{Diagnostic, Diagnostics};
use junheng::pack::syntax;
use junheng::source::{SourceId, Sources};

use crate::catalogue::FULL_WIDTH;

/// A pack file in the one style, with a note for every character that was no TOML and is repaired; nothing where the
/// text is no TOML even so.
pub fn formatted(sources: &mut Sources, id: SourceId) -> (Option<String>, Diagnostics) {
    let (text, repairs) = repair::repaired(&sources.get(id).text);
    let mut diagnostics = Diagnostics::default();
    for repair in &repairs {
        let span = sources.whole(id).within(repair.start, repair.end);
        let note = Diagnostic::new(&FULL_WIDTH).with("found", sources.slice(span)).with("right", &repair.right);
        diagnostics.push(note.at(span));
    }
    let name = sources.get(id).name.clone();
    let repaired = if repairs.is_empty() { id } else { sources.add(name, text.as_str()) };
    diagnostics.append(syntax(sources, repaired));
    let sound = !diagnostics.has_errors();
    (sound.then(|| set(&text)), diagnostics)
}

/// A sound text in the one style.
pub fn set(text: &str) -> String {
    layout::laid_out(&read::lines(text))
}
