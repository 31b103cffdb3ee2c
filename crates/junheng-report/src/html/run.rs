//! What the result rests on: doubts about the data, readings, packs and files with their fingerprints.

use maud::{Markup, html};

use super::wording as own;
use crate::head::reading;
use crate::native;
use crate::paper::Paper;
use crate::record::{DataPrint, Doubt};
use crate::wording;

/// More doubts than these are only counted.
const DOUBTS: usize = 60;

/// The last section of the page.
pub(super) fn run(paper: Paper<'_>) -> Markup {
    let run = &paper.record.run;
    html! {
        section {
            h2 { (paper.word(&own::RUN)) }
            h3 { (paper.word(&own::DOUBTS)) }
            (doubts(paper, &run.data))
            @if !run.parameters.is_empty() {
                h3 { (paper.word(&own::READINGS)) }
                ul { @for parameter in &run.parameters { li { (reading(paper, parameter)) } } }
            }
            h3 { (paper.word(&own::PACKS)) }
            table { tbody { @for pack in &run.packs {
                tr { td { (pack.id) " " (pack.version) } td class="hash" { (pack.sha256) } }
            } } }
            @if !run.plugins.is_empty() {
                h3 { (paper.word(&own::PLUGINS)) }
                ul { @for line in native::named(paper) { li { (line) } } }
            }
            h3 { (paper.word(&own::DATA)) }
            table { tbody { @for file in &run.data {
                tr { td { (file.name) } td { (file.encoding) } td class="hash" { (file.sha256) } }
            } } }
            p class="sub" { (paper.say(&own::ENGINE, &[("version", run.engine.clone())])) }
        }
    }
}

fn doubts(paper: Paper<'_>, data: &[DataPrint]) -> Markup {
    let all: Vec<&Doubt> = data.iter().flat_map(|file| &file.doubts).collect();
    html! {
        @if all.is_empty() { p { (paper.word(&own::NO_DOUBTS)) } }
        @else {
            ul { @for doubt in all.iter().take(DOUBTS) {
                li { (paper.title(&doubt.text)) " " span class="hash" { (doubt.cells.join(paper.word(&wording::LIST_SEPARATOR))) } }
            } }
            @if all.len() > DOUBTS {
                p { (paper.say(&wording::MORE_PLACES, &[("count", (all.len() - DOUBTS).to_string())])) }
            }
        }
    }
}
