//! The whole checklist in its parts; each rule opens to its formula, numbers, cells and source.

use junheng::assessment::State;
use maud::{Markup, html};

use super::page::{badge, class, name, number};
use super::wording as own;
use crate::head::part_title;
use crate::native;
use crate::paper::{Paper, Part, Ruled, state};
use crate::record::{Answer, Finding};
use crate::wording;

const STATES: [State; 5] = [State::Met, State::NotMet, State::Undetermined, State::NotChecked, State::NotApplicable];

/// Every rule, part by part.
pub(super) fn rules(paper: Paper<'_>) -> Markup {
    let parts = paper.parts();
    html! {
        section {
            h2 { (paper.word(&own::RULES)) }
            (overview(paper, &parts))
            p class="hint screen" { (paper.word(&own::RULES_HINT)) }
            @for part in &parts {
                h3 { (part_title(paper, part)) }
                @for ruled in part.rules.iter().filter(|ruled| paper.item_above(ruled.head).is_none()) {
                    (rule(paper, part, ruled))
                }
            }
        }
    }
}

/// How many rules of each part are in which state.
fn overview(paper: Paper<'_>, parts: &[Part<'_>]) -> Markup {
    html! {
        table {
            thead { tr {
                th scope="col" { (paper.word(&wording::COLUMN_SECTION)) }
                th scope="col" class="number" { (paper.word(&own::COLUMN_COUNT)) }
                @for state in STATES { th scope="col" class="number" { (paper.state(state, "")) } }
            } }
            tbody { @for part in parts { tr {
                th scope="row" { (part_title(paper, part)) }
                @let counted: Vec<&Ruled<'_>> = part.rules.iter().filter(|ruled| paper.is_counted(ruled)).collect();
                td class="number" { (counted.len()) }
                @for state in STATES { td class="number" { (count(&counted, state)) } }
            } } }
        }
    }
}

fn count(rules: &[&Ruled<'_>], state: State) -> String {
    let of = |ruled: &&Ruled<'_>| ruled.state == state || state == State::Undetermined && ruled.state == State::Error;
    match rules.iter().copied().filter(of).count() {
        0 => "·".to_owned(),
        count => count.to_string(),
    }
}

/// A rule, and within it the rules that are parts of it.
fn rule(paper: Paper<'_>, part: &Part<'_>, ruled: &Ruled<'_>) -> Markup {
    let is_below = |other: &&Ruled<'_>| other.head.within.as_ref() == Some(&ruled.head.id);
    html! {
        details class="item" id=(ruled.head.id) {
            summary {
                span class="code" { (ruled.head.code) }
                span { (paper.rule_title(ruled.head)) (paper.mark(ruled.head)) " " span class="id" { (ruled.head.id) } }
                span class="told" { (told(paper, ruled)) }
                (badge(ruled.state, &paper.state(ruled.state, grade(ruled))))
            }
            div {
                (facts(paper, ruled)) (findings(paper, ruled))
                @for below in part.rules.iter().filter(is_below) { (rule(paper, part, below)) }
            }
        }
    }
}

fn grade<'a>(ruled: &Ruled<'a>) -> &'a str {
    ruled.deciding().next().map_or("", |finding| &finding.found.grade)
}

/// The value of a rule on one line: that of its only finding, or of each stage.
fn told(paper: Paper<'_>, ruled: &Ruled<'_>) -> String {
    let own: Vec<&Finding> = ruled.deciding().filter(|finding| finding.found.item.is_empty()).collect();
    if own.is_empty() {
        let met = ruled.members().filter(|finding| state(finding.found.state.as_deref()) == State::Met).count();
        let arguments = [("count", ruled.members().count().to_string()), ("met", met.to_string())];
        return paper.say(&wording::MEMBERS_MET, &arguments);
    }
    let line = |finding: &&Finding| {
        let stage = finding.found.stage.as_deref().map_or("", |stage| paper.stage(stage));
        let limit = paper.requirement(&finding.found).filter(|_| finding.found.tally.is_none()).unwrap_or_default();
        let arguments = [("stage", stage.to_owned()), ("limit", format!("{} {limit}", told_or_state(paper, finding)))];
        paper.say(&wording::WITH_LIMIT, &arguments).trim().to_owned()
    };
    own.iter()
        .map(line)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(paper.word(&wording::CLAUSE_SEPARATOR))
}

/// What was found; of several stages, the state where one has no value.
fn told_or_state(paper: Paper<'_>, finding: &Finding) -> String {
    let told = paper.told(finding);
    match (told.is_empty(), &finding.found.stage) {
        (true, Some(_)) => paper.state(state(finding.found.state.as_deref()), &finding.found.grade),
        _ => told,
    }
}

fn facts(paper: Paper<'_>, ruled: &Ruled<'_>) -> Markup {
    let first = ruled.deciding().next();
    let reading = first.map_or("", |finding| finding.reading.as_str());
    let origin = first.map_or("", |finding| finding.origin.as_str());
    let listed = |words: &[String]| words.join(paper.word(&wording::LIST_SEPARATOR));
    let rows = [
        (paper.word(&own::SOURCE), ruled.head.cite.clone()),
        (paper.word(&own::READING), reading.to_owned()),
        (paper.word(&own::FORMULA), formula(ruled)),
        (paper.word(&own::COMPUTED_WITH), native::used(paper, ruled.findings.iter().copied())),
        (paper.word(&own::DUTY), listed(&ruled.head.duty)),
        (paper.word(&own::EVIDENCE), listed(&ruled.head.evidence)),
        (paper.word(&own::ANSWER), first.and_then(|finding| answer(paper, finding)).unwrap_or_default()),
        (paper.word(&own::WRITTEN_AT), origin.to_owned()),
    ];
    html! {
        dl { @for (name, text) in rows.iter().filter(|(_, text)| !text.is_empty()) { dt { (name) } dd { (text) } } }
    }
}

fn formula(ruled: &Ruled<'_>) -> String {
    ruled.deciding().next().map_or_else(String::new, |finding| finding.formula.clone())
}

fn answer(paper: Paper<'_>, finding: &Finding) -> Option<String> {
    let given: &Answer = finding.found.answer.as_ref()?;
    let arguments =
        [("answer", given.answer.clone()), ("reviewer", given.reviewer.clone()), ("date", given.date.clone())];
    let evidence = Some(given.evidence.as_str()).filter(|evidence| !evidence.is_empty());
    let parts =
        [Some(paper.say(&own::ANSWER_LINE, &arguments)), evidence.map(str::to_owned), Some(given.place.clone())];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(paper.word(&wording::CLAUSE_SEPARATOR)))
}

/// A line for each finding: of its members and stages.
fn findings(paper: Paper<'_>, ruled: &Ruled<'_>) -> Markup {
    html! {
        table {
            thead { tr {
                th scope="col" { (paper.word(&wording::COLUMN_MEMBER)) }
                th scope="col" { (paper.word(&wording::COLUMN_STAGE)) }
                th scope="col" class="number" { (paper.word(&wording::COLUMN_VALUE)) }
                th scope="col" class="number" { (paper.word(&wording::COLUMN_REQUIRED)) }
                th scope="col" { (paper.word(&wording::COLUMN_STATE)) }
                th scope="col" { (paper.word(&wording::COLUMN_COMPUTED)) }
            } }
            tbody { @for finding in &ruled.findings { (line(paper, finding)) } }
        }
    }
}

fn line(paper: Paper<'_>, finding: &Finding) -> Markup {
    let found = &finding.found;
    let own = state(found.state.as_deref());
    html! {
        tr {
            td { (found.item) @if !found.item.is_empty() { " " (paper.title(&finding.title)) } }
            td { (found.stage.as_deref().map_or("", |stage| paper.stage(stage))) }
            td class={ "number " (class(own)) } {
                @match (found.value, found.tally.is_none()) {
                    (Some(value), true) => (number(value, &paper.told(finding))),
                    _ => (paper.told(finding)),
                }
            }
            td class="number" { (paper.requirement(found).filter(|_| found.tally.is_none()).unwrap_or_default()) }
            td { (badge(own, &paper.state(own, &found.grade))) }
            td { (how(paper, finding)) }
        }
    }
}

/// Numbers and cells of a value, or why it is open.
fn how(paper: Paper<'_>, finding: &Finding) -> Markup {
    let found = &finding.found;
    html! {
        @if let Some(working) = &found.working {
            (working.numbers) " " span class="hash" { (working.cells.join(paper.word(&wording::LIST_SEPARATOR))) }
        }
        @for reason in found.reasons.iter().take(3) {
            div { (name(&reason.unit)) " " (reason.what) @if let Some(cell) = &reason.cell { " " span class="hash" { (cell) } } }
        }
    }
}
