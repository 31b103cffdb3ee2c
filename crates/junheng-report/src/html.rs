//! `--format html`: one unit on a page of its own, for a browser or a printer, without network; the page of several.

mod wording;
mod page;
mod head;
mod decides;
mod rules;
mod scale;
mod strip;
mod dispersion;
mod charts;
mod schools;
mod run;
mod index;

use std::io::{self, Write};

use junheng::diagnostic::Language;
use maud::{Markup, html};

use crate::head::verdict_line;
use crate::paper::Paper;
use crate::record::Record;

/// Writes the page of one unit.
pub fn write_html(out: &mut dyn Write, paper: Paper<'_>) -> io::Result<()> {
    let title = verdict_line(paper);
    page::write(out, paper.language, &title, &body(paper))
}

/// Writes the page that lists all units of a result; each is linked to the page `file` names.
pub fn write_html_index(
    out: &mut dyn Write,
    record: &Record,
    language: Language,
    file: &dyn Fn(usize) -> String,
) -> io::Result<()> {
    let (title, body) = index::index(record, language, file);
    page::write(out, language, &title, &body)
}

fn body(paper: Paper<'_>) -> Markup {
    html! {
        (head::head(paper))
        main id="content" {
            (decides::decides(paper))
            (decides::missing(paper))
            (rules::rules(paper))
            (charts::charts(paper))
            (schools::schools(paper))
            (run::run(paper))
        }
    }
}
