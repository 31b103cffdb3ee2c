//! The head of a pack, its open readings, its scopes.

use junheng::assessment::State;
use junheng::diagnostic::Language;
use junheng::pack::{Head, Pack, Scope, Text};
use junheng::quantity::show_date;

use crate::context::{notice, say};
use crate::label::{ARCHIVE, label};
use crate::layout::wrap;
use crate::wording;

use super::Page;

/// What the pack is and what document it writes down.
pub fn head(page: Page<'_>) -> Vec<String> {
    let head = &page.pack.pack;
    let document = head.document.as_ref();
    let text = |text: Option<&Text>| text.map_or_else(String::new, |text| text.value.clone());
    let fidelity = head.fidelity.map_or(&wording::NOT_STATED, wording::fidelity);
    let arguments = [
        ("id", head.id.as_str().to_owned()),
        ("version", head.version.value.clone()),
        ("title", page.title(&head.title).to_owned()),
        ("document", text(document.and_then(|document| document.title.as_ref()))),
        ("number", text(document.and_then(|document| document.number.as_ref()))),
        ("issuer", text(document.and_then(|document| document.issuer.as_ref()))),
        ("issued", document.and_then(|document| document.issued).map_or_else(String::new, |date| show_date(date.days))),
        ("fidelity", page.word(fidelity).to_owned()),
        ("subject", head.subject.as_ref().map_or("", |subject| page.level(subject.as_str())).to_owned()),
        ("stages", stages(page)),
    ];
    let mut lines = told_first(head, page.language);
    lines.extend(wrap(&page.say(&wording::PACK_HEAD, &arguments), 0));
    let subject = if head.stages.is_empty() { &wording::PACK_SUBJECT_ALONE } else { &wording::PACK_SUBJECT };
    for wording in [&wording::PACK_DOCUMENT, &wording::PACK_FIDELITY, subject] {
        lines.extend(wrap(&page.say(wording, &arguments), 2));
    }
    if let Some(extends) = &head.extends {
        let arguments = [("pack", extends.pack.value.clone()), ("count", page.pack.change.len().to_string())];
        lines.extend(wrap(&page.say(&wording::PACK_EXTENDS, &arguments), 2));
    }
    if let Some(note) = &head.note {
        lines.extend(wrap(page.title(note), 2));
    }
    lines
}

/// The notice of the pack, above everything else.
fn told_first(head: &Head, language: Language) -> Vec<String> {
    head.notice.as_ref().map_or_else(Vec::new, |text| notice(language, text))
}

/// The head of a pack that only holds records for others.
pub fn library_head(pack: &Pack, language: Language) -> Vec<String> {
    let head = &pack.pack;
    let arguments = [
        ("id", head.id.as_str().to_owned()),
        ("version", head.version.value.clone()),
        ("title", language.pick(&[&head.title.zh, &head.title.en]).to_owned()),
    ];
    let mut lines = told_first(head, language);
    lines.extend(wrap(&say(language, &wording::PACK_HEAD, &arguments), 0));
    lines.extend(wrap(language.pick(&wording::LIBRARY), 2));
    lines
}

fn stages(page: Page<'_>) -> String {
    let stages: Vec<&str> = page.pack.pack.stages.iter().map(|stage| page.stage(stage.as_str())).collect();
    stages.join(page.word(&wording::LIST_SEPARATOR))
}

/// What the form writes for a state, where the pack says so.
pub fn marks(page: Page<'_>) -> Vec<String> {
    let Some(marks) = page.pack.numeric.as_ref().and_then(|numeric| numeric.marks.as_ref()) else { return Vec::new() };
    let stated = [
        (State::Met, &marks.met),
        (State::NotMet, &marks.not_met),
        (State::Undetermined, &marks.undetermined),
        (State::NotApplicable, &marks.not_applicable),
    ];
    let told = stated.into_iter().filter_map(|(state, mark)| Some((state, mark.as_ref()?.as_str())));
    let lines = told.map(|(state, mark)| {
        let mark = if mark.is_empty() { page.word(&wording::MARK_BLANK) } else { mark };
        let arguments = [("state", page.word(wording::state(state)).to_owned()), ("mark", mark.to_owned())];
        format!("  {}", page.say(&wording::MARK_LINE, &arguments))
    });
    under(page.word(&wording::SHOW_MARKS), lines.collect())
}

/// How the papers of an archive are labelled, where the pack says so.
pub fn archive(page: Page<'_>) -> Vec<String> {
    let told = label(page.pack, page.language).into_iter().flatten().flat_map(|line| wrap(&line, 2)).collect();
    under(page.word(&ARCHIVE), told)
}

/// Open readings, which was taken, and why.
pub fn parameters(page: Page<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for parameter in &page.program.parameters {
        let title = Some(page.title(&parameter.title)).filter(|title| !title.is_empty()).unwrap_or(&parameter.id);
        let arguments = [
            ("title", format!("{} {title}", parameter.id)),
            ("taken", parameter.taken.clone()),
            ("values", parameter.values.join(page.word(&wording::LIST_SEPARATOR))),
        ];
        lines.extend(wrap(&page.say(&wording::PARAMETER_LINE, &arguments), 2));
        lines.extend(wrap(&parameter.why, 6));
    }
    under(page.word(&wording::SHOW_PARAMETERS), lines)
}

/// Lines under a heading; nothing where there are none.
pub fn under(heading: &str, lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() {
        return lines;
    }
    [String::new(), heading.to_owned()].into_iter().chain(lines).collect()
}

/// Which units count, and why others do not.
pub fn scopes(page: Page<'_>) -> Vec<String> {
    under(page.word(&wording::SHOW_SCOPES), page.pack.scope.iter().flat_map(|scope| one_scope(page, scope)).collect())
}

fn one_scope(page: Page<'_>, scope: &Scope) -> Vec<String> {
    let title = scope.title.as_ref().map_or("", |title| page.title(title)).to_owned();
    let arguments = [
        ("id", scope.id.as_str().to_owned()),
        ("level", page.level(scope.level.as_str()).to_owned()),
        ("title", title),
    ];
    let mut lines = wrap(page.say(&wording::SCOPE_LINE, &arguments).trim_end(), 2);
    if let Some(include) = &scope.include {
        lines.extend(wrap(&page.say(&wording::SCOPE_INCLUDE, &[("formula", include.text.clone())]), 6));
    }
    for exclusion in &scope.exclude {
        lines.extend(wrap(&page.say(&wording::SCOPE_EXCLUDE, &[("formula", exclusion.when.text.clone())]), 6));
        lines.extend(exclusion.reading.iter().flat_map(|reading| wrap(&reading.value, 10)));
    }
    lines
}
