//! `junheng pack doc`: a pack as one page, for a browser or a printer, without network or script.

mod wording;
mod page;
mod words;
mod math;
mod head;
mod contents;
mod limits;
mod score;
mod rule;
mod rules;
mod readings;
mod data;
mod checks;
mod index;

use junheng::diagnostic::Language;
use junheng::pack::Pack;
use junheng::program::Program;
use junheng::source::Sources;
use maud::{DOCTYPE, Markup, PreEscaped, html};

pub use checks::{bound, consequence, severity, shown as checks_shown};
pub use page::Page;
pub use rule::veto_in_words as veto;
pub use score::{line_in_words, remarks};
pub use wording::{ATTAINMENT, VALUE, standing};
pub use words::words;

/// How the page looks on a screen and on A4.
pub const STYLE: &str = include_str!("doc/style.css");

/// A file of a pack that took part, and its fingerprint.
pub struct PackFile {
    /// The id of the pack it belongs to.
    pub pack: String,
    /// The version of that pack.
    pub version: String,
    /// The name under which the texts were read.
    pub name: String,
    /// Its SHA-256.
    pub sha256: String,
}

/// Everything a pack says as a page of HTML; without a program, what a library holds for others.
pub fn pack_page(
    pack: &Pack,
    program: Option<&Program>,
    sources: &Sources,
    files: &[PackFile],
    language: Language,
) -> String {
    whole(Page { pack, program, sources, files, language }).into_string()
}

fn whole(page: Page<'_>) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(page.pick(&["zh-CN", "en"])) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (page.title(&page.pack.pack.title)) }
                style { (PreEscaped(STYLE)) (PreEscaped(head::running(page))) }
            }
            body {
                a class="skip" href="#content" { (page.word(&wording::SKIP)) }
                (head::head(page))
                (contents::contents(page))
                main id="content" {
                    (readings::readings(page))
                    (rules::verdicts(page))
                    (rules::measures(page))
                    (rules::rules(page))
                    (readings::standards(page))
                    (data::data(page))
                    (checks::checks(page))
                    (readings::procedure(page))
                    (readings::sources(page))
                    (readings::changes(page))
                    (index::index(page))
                    (head::files(page))
                }
            }
        }
    }
}
