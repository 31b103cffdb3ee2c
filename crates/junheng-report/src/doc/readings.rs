//! Open readings, scopes, tables of limits, the procedure, the sources, and what was changed.

use junheng::pack::{Cell, Change, Obligation, Scope, Split, Standard};
use maud::{Markup, html};

use super::page::Page;
use super::wording;

/// Open readings with the choice taken and why; then who counts, and how shared resources are split.
pub fn readings(page: Page<'_>) -> Markup {
    html! {
        @if !page.pack.parameter.is_empty() {
            section id="readings" {
                h2 { (page.word(&wording::READINGS)) }
                p class="hint" { (page.word(&wording::READINGS_HINT)) }
                table {
                    thead { tr {
                        th { (page.word(&wording::QUESTION)) } th { (page.word(&wording::TAKEN)) }
                        th { (page.word(&wording::OFFERED)) } th { (page.word(&wording::WHY)) }
                    } }
                    tbody { @for parameter in &page.pack.parameter { tr id={ "parameter-" (parameter.id.as_str()) } {
                        td { (page.title_or(parameter.title.as_ref(), parameter.id.as_str())) " " (page.origin_mark(parameter.id.0.span)) }
                        td { strong { (parameter.default.show()) } (unit(&parameter.unit)) }
                        td { (page.list(parameter.values.iter().map(Cell::show))) }
                        td { (parameter.why.value) @if let Some(cite) = &parameter.cite { div class="sub" { (page.cite(cite)) } } }
                    } } }
                }
            }
        }
        @if !page.pack.scope.is_empty() {
            section id="scopes" {
                h2 { (page.word(&wording::SCOPES)) }
                @for scope in &page.pack.scope { (one_scope(page, scope)) }
                @if let Some(split) = &page.pack.split { (one_split(page, split)) }
            }
        }
    }
}

fn unit(unit: &Option<junheng::pack::Text>) -> String {
    unit.as_ref().map_or_else(String::new, |unit| format!(" {}", unit.value))
}

fn one_scope(page: Page<'_>, scope: &Scope) -> Markup {
    let id = scope.id.as_str();
    html! {
        article class="rule" id={ "scope-" (id) } {
            h3 { (page.title_or(scope.title.as_ref(), id)) " " (page.origin_mark(scope.id.0.span)) }
            dl {
                dt { (page.word(&wording::LEVEL)) } dd { (page.level(scope.level.as_str())) }
                @if let Some(include) = &scope.include { dt { (page.word(&wording::INCLUDED)) } dd { (page.in_words(include)) } }
                @if !scope.exclude.is_empty() {
                    dt { (page.word(&wording::EXCLUDED)) }
                    dd { ul class="plain" { @for out in &scope.exclude { li {
                        (page.in_words(&out.when))
                        @if let Some(cite) = &out.cite { div class="sub" { (page.word(&wording::CITE)) (page.pick(&["：", ": "])) (page.cite(cite)) } }
                        @if let Some(reading) = &out.reading { div class="sub" { (page.word(&wording::READING)) (page.pick(&["：", ": "])) (reading.value) } }
                    } } } }
                }
                @if let Some(cite) = &scope.cite { dt { (page.word(&wording::CITE)) } dd { (page.cite(cite)) } }
                @if let Some(reading) = &scope.reading { dt { (page.word(&wording::READING)) } dd { (reading.value) } }
            }
        }
    }
}

fn one_split(page: Page<'_>, split: &Split) -> Markup {
    let weights =
        split.weights.0.iter().map(|(stage, weight)| format!("{} {}", page.stage(stage.as_str()), weight.literal));
    let label = |name: &junheng::pack::Text| page.named(name.as_str()).spoken;
    html! {
        article class="rule" id="split" {
            h3 { (page.word(&wording::SPLIT)) }
            dl {
                dt { (page.word(&wording::WEIGHTS)) } dd { (page.list(weights)) " × " (label(&split.by)) }
                dt { (page.word(&wording::SPLIT_FIELDS)) } dd { (page.list(split.fields.iter().map(label))) }
                @if let Some(cite) = &split.cite { dt { (page.word(&wording::CITE)) } dd { (page.cite(cite)) } }
                @if let Some(reading) = &split.reading { dt { (page.word(&wording::READING)) } dd { (reading.value) } }
            }
        }
    }
}

/// Tables of limits by zone, size, year.
pub fn standards(page: Page<'_>) -> Markup {
    if page.pack.standard.is_empty() {
        return html! {};
    }
    html! {
        section id="standards" {
            h2 { (page.word(&wording::STANDARDS)) }
            @for standard in &page.pack.standard { (one_standard(page, standard)) }
        }
    }
}

fn one_standard(page: Page<'_>, standard: &Standard) -> Markup {
    let id = standard.id.as_str();
    html! {
        article class="rule" id={ "standard-" (id) } {
            h3 { (page.title_or(standard.title.as_ref(), id)) " " (page.origin_mark(standard.id.0.span)) }
            @if let Some(value) = &standard.value { p { (value.show()) (unit(&standard.unit)) } }
            @if !standard.rows.is_empty() {
                table {
                    thead { tr {
                        @for key in &standard.by { th { (page.named(key.as_str()).spoken) } }
                        th { (page.word(&wording::LIMIT)) (unit(&standard.unit)) }
                    } }
                    tbody { @for row in &standard.rows { tr { @for cell in row { td { (key(page, cell)) } } } } }
                }
                p class="hint" { (between(page, standard)) }
            }
            dl {
                @if let Some(cite) = &standard.cite { dt { (page.word(&wording::CITE)) } dd { (page.cite(cite)) } }
                @if let Some(reading) = &standard.reading { dt { (page.word(&wording::READING)) } dd { (reading.value) } }
            }
        }
    }
}

fn key<'a>(page: Page<'a>, cell: &'a Cell) -> &'a str {
    match cell.show() {
        "more" => page.word(&wording::MORE),
        "not_stated" => page.word(&crate::wording::NOT_STATED),
        stage => page.stage(stage),
    }
}

fn between(page: Page<'_>, standard: &Standard) -> String {
    use junheng::pack::{Between, Outside};
    let between = standard.between.map(|between| match between {
        Between::Step => &wording::BETWEEN_STEP,
        Between::Linear => &wording::BETWEEN_LINEAR,
        Between::Exact => &wording::BETWEEN_EXACT,
    });
    let outside = standard.outside.map(|outside| match outside {
        Outside::Clamp => &wording::OUTSIDE_CLAMP,
        Outside::Undetermined => &wording::OUTSIDE_UNDETERMINED,
    });
    let told: Vec<&str> = between.into_iter().chain(outside).map(|wording| page.word(wording)).collect();
    told.join(page.pick(&["", " "]))
}

/// Whether the pack says who scores, in what steps, or what is owed afterwards.
pub fn has_procedure(page: Page<'_>) -> bool {
    let pack = page.pack;
    !(pack.step.is_empty() && pack.assessor.is_empty() && pack.obligation.is_empty() && pack.scale.is_empty())
}

/// Grades, who scores, the steps, and what is owed afterwards.
pub fn procedure(page: Page<'_>) -> Markup {
    if !has_procedure(page) {
        return html! {};
    }
    html! {
        section id="procedure" {
            h2 { (page.word(&wording::PROCEDURE)) }
            dl {
                @for scale in &page.pack.scale {
                    dt { (page.title_or(scale.title.as_ref(), page.word(&wording::GRADES))) }
                    dd { (page.list(scale.grades.iter().map(|grade| grade.id.as_str()))) }
                }
                @for assessor in &page.pack.assessor {
                    dt { (page.title(&assessor.title)) }
                    dd { (page.word(if assessor.decides { &wording::DECIDES } else { &wording::BESIDE })) }
                }
                @for step in &page.pack.step {
                    dt { (page.title(&step.title)) }
                    dd { @if let Some(by) = &step.by { (page.level(by.as_str())) } }
                }
                @for obligation in &page.pack.obligation { (one_obligation(page, obligation)) }
            }
        }
    }
}

fn one_obligation(page: Page<'_>, obligation: &Obligation) -> Markup {
    html! {
        dt { (page.title_or(obligation.title.as_ref(), obligation.id.as_str())) }
        dd {
            (page.in_words(&obligation.must))
            @if let Some(within) = &obligation.within { (page.pick(&["；", "; "])) (page.say(&wording::WITHIN, &[("time", within.value.clone())])) }
            @if let Some(cite) = &obligation.cite { div class="sub" { (page.word(&wording::CITE)) (page.pick(&["：", ": "])) (page.cite(cite)) } }
        }
    }
}

/// The documents a rule may come from.
pub fn sources(page: Page<'_>) -> Markup {
    if page.pack.source.is_empty() {
        return html! {};
    }
    html! {
        section id="sources" {
            h2 { (page.word(&wording::SOURCES)) }
            table {
                thead { tr {
                    th { (page.word(&wording::DOCUMENT)) } th { (page.word(&wording::NUMBER)) }
                    th { (page.word(&wording::ISSUER)) } th { (page.word(&wording::ISSUED)) }
                } }
                tbody { @for source in &page.pack.source { tr id={ "source-" (source.id.as_str()) } {
                    td { (page.title(&source.title)) @if let Some(note) = &source.note { div class="sub" { (note.value) } } }
                    td { @if let Some(number) = &source.number { (number.value) } }
                    td { @if let Some(issuer) = &source.issuer { (issuer.value) } }
                    td { (page.day(source.issued)) }
                } } }
            }
        }
    }
}

/// What was changed in and left out of the packs below.
pub fn changes(page: Page<'_>) -> Markup {
    if page.pack.change.is_empty() && page.pack.drop.is_empty() {
        return html! {};
    }
    html! {
        section id="changes" {
            h2 { (page.word(&wording::CHANGES)) }
            ul class="plain" {
                @for own in &page.pack.change { li { (change(page, own)) } }
                @for drop in &page.pack.drop { li {
                    (page.say(&wording::DROPPED, &[("target", drop.target.value.clone())])) " "
                    span class="sub" { (drop.reason.value) " " (page.days(None, drop.until)) }
                } }
            }
        }
    }
}

/// One change: the path, the old value and the new one as written, and why.
pub fn change(page: Page<'_>, change: &Change) -> Markup {
    let written = |raw: &junheng::pack::Raw| page.sources.slice(raw.0.span).to_owned();
    html! {
        code { (change.target.value) } (page.pick(&["：", ": "])) @if let Some(from) = &change.from { (written(from)) }
        @if let Some(to) = &change.to { " → " (written(to)) }
        @if let Some(added) = &change.append { " + " (written(added)) }
        @if let Some(removed) = &change.remove { " − " (written(removed)) }
        span class="sub" {
            @if let Some(reason) = &change.reason { " " (reason.value) }
            @if let Some(cite) = &change.cite { " " (page.cite(cite)) }
            " " (page.origin_mark(change.span))
        }
    }
}
