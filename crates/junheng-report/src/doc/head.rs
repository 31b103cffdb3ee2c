//! The head of the page: what the pack is, what document it writes down, and the files it is made of.

use maud::{Markup, html};

use crate::label::{ARCHIVE, label};
use crate::wording as common;

use super::page::Page;
use super::wording;

pub fn head(page: Page<'_>) -> Markup {
    let head = &page.pack.pack;
    html! {
        header {
            @if let Some(notice) = &head.notice { p class="notice" { (page.title(notice)) } }
            p class="kind" { (page.word(&wording::KIND)) }
            h1 { (page.title(&head.title)) }
            @if let Some(note) = &head.note { p class="note" { (page.title(note)) } }
            table class="facts" { tbody { @for (name, value) in facts(page) { tr { th scope="row" { (name) } td { (value) } } } } }
        }
    }
}

/// The notice at the top of every printed page, as a style sheet says it.
pub fn running(page: Page<'_>) -> String {
    let Some(notice) = &page.pack.pack.notice else { return String::new() };
    let letter = |letter: char| match letter {
        '"' | '\\' | '<' => format!("\\{:x} ", u32::from(letter)),
        letter if letter.is_control() => " ".to_owned(),
        letter => letter.to_string(),
    };
    let text: String = page.title(notice).chars().map(letter).collect();
    format!("@page {{ @top-center {{ content: \"{text}\"; font-size: 9pt; color: #5b6168; }} }}\n")
}

/// What is known of the pack, each with its name; what is not stated is left out.
fn facts(page: Page<'_>) -> Vec<(&'static str, Markup)> {
    let head = &page.pack.pack;
    let document = head.document.as_ref();
    let text = |text: Option<&junheng::pack::Text>| text.map_or_else(String::new, |text| text.value.clone());
    let id = format!("{} {}", head.id.as_str(), head.version.value);
    let stages = page.list(head.stages.iter().map(|stage| page.stage(stage.as_str())));
    let subject = head.subject.as_ref().map_or("", |subject| page.level(subject.as_str()));
    let extends =
        head.extends.as_ref().map_or_else(String::new, |above| format!("{} {}", above.pack.value, above.version.value));
    let rows = [
        (&wording::DOCUMENT, text(document.and_then(|document| document.title.as_ref()))),
        (&wording::NUMBER, text(document.and_then(|document| document.number.as_ref()))),
        (&wording::ISSUER, text(document.and_then(|document| document.issuer.as_ref()))),
        (&wording::ISSUED, page.day(document.and_then(|document| document.issued))),
        (&wording::IN_FORCE, in_force(page)),
        (&wording::SUBJECT, subject.to_owned()),
        (&wording::STAGES, stages),
        (&wording::TOTAL, total(page)),
        (
            &wording::FIDELITY,
            head.fidelity.map_or(String::new(), |known| page.word(common::fidelity(known)).to_owned()),
        ),
        (&wording::COMPARED, compared(page)),
        (&wording::PACK_ID, id),
        (&wording::EXTENDS, extends),
        (&ARCHIVE, label(page.pack, page.language).map(|[_, words]| words).unwrap_or_default()),
        (&wording::USES, page.list(head.uses.iter().map(|used| used.as_str()))),
    ];
    let stated = rows.into_iter().filter(|(_, value)| !value.is_empty());
    stated.map(|(name, value)| (page.word(name), html! { (value) })).collect()
}

fn in_force(page: Page<'_>) -> String {
    page.pack.pack.in_force.as_ref().map_or_else(String::new, |days| page.days(days.from, days.to))
}

fn total(page: Page<'_>) -> String {
    match &page.pack.pack.total {
        None => String::new(),
        Some(junheng::pack::Stated::Number(number)) => {
            page.say(&common::FULL_POINTS, &[("points", number.literal.clone())])
        }
        Some(junheng::pack::Stated::NotStated(_)) => page.word(&common::POINTS_NOT_STATED).to_owned(),
    }
}

/// Whether values are rounded before they are compared.
fn compared(page: Page<'_>) -> String {
    match page.pack.numeric.as_ref().map(|numeric| &numeric.compare) {
        None => String::new(),
        Some(junheng::pack::Compare::Unrounded) => page.word(&wording::UNROUNDED).to_owned(),
        Some(junheng::pack::Compare::Rounded(rounding)) => super::score::rounding(page, rounding),
    }
}

/// The files the pack was read from, with their fingerprints.
pub fn files(page: Page<'_>) -> Markup {
    let file_name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    html! {
        section id="files" {
            h2 { (page.word(&wording::FILES)) }
            p class="hint" { (page.word(&wording::FILES_HINT)) }
            table {
                thead { tr {
                    th { (page.word(&wording::PACK)) } th { (page.word(&wording::FILE)) } th { "SHA-256" }
                } }
                tbody { @for file in page.files { tr {
                    td { (file.pack) " " (file.version) } td { (file_name(&file.name)) } td class="hash" { (file.sha256) }
                } } }
            }
        }
    }
}
