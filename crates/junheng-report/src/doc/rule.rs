//! One measure or rule: everything said of it, line by line.

use junheng::pack::{Evidence, Formula, Measure, PerStage, Rule, Text};
use maud::{Markup, html};

use crate::wording as common;

use super::page::Page;
use super::{limits, score, wording};

/// A line of a record: its name and what stands there; left out where nothing does.
pub fn line(name: &str, value: Markup) -> Markup {
    if value.0.is_empty() {
        return value;
    }
    html! { dt { (name) } dd { (value) } }
}

fn text(page: Page<'_>, name: &common::Wording, text: &Option<Text>) -> Markup {
    line(page.word(name), html! { @if let Some(text) = text { (text.value) } })
}

/// A formula in words and, where it is more than a name, in symbols.
pub fn formula(page: Page<'_>, name: &common::Wording, formula: Option<&Formula>) -> Markup {
    let Some(formula) = formula else { return html! {} };
    let said = page.in_words(formula);
    let is_plain = !formula.text.contains(|letter: char| "+-*/<>=(（".contains(letter) || letter == ' ');
    line(
        page.word(name),
        html! {
            div { (said) }
            @if !is_plain { div class="formula" { (page.in_symbols(formula)) } }
        },
    )
}

pub fn cite_line(page: Page<'_>, cite: &Option<junheng::pack::Cite>) -> Markup {
    line(page.word(&wording::CITE), html! { @if let Some(cite) = cite { (page.cite(cite)) } })
}

pub fn measure(page: Page<'_>, measure: &Measure) -> Markup {
    let id = measure.id.as_str();
    html! {
        article class="rule" id={ "measure-" (id) } {
            h3 {
                @if let Some(code) = &measure.code { span class="code" { (code.value) } " " }
                (page.title(&measure.title)) " "
                (page.fidelity_mark(measure.fidelity)) (page.origin_mark(measure.id.0.span))
            }
            dl {
                (cite_line(page, &measure.cite))
                (line(page.word(&wording::LEVEL), html! {
                    (page.level(measure.level.as_str())) (scope(page, &measure.scope)) (stages(page, &measure.stages, measure.per_stage))
                }))
                (line(page.word(&wording::UNIT), html! { (measure.unit.value) }))
                (formula(page, &wording::FORMULA, Some(&measure.value)))
                (line(page.word(&wording::LIMITS), limits::limits(page, &measure.limits(), &measure.variant, &measure.unit.value)))
                (several(page, measure.if_several, measure.variant.len()))
                (text(page, &wording::READING, &measure.reading))
                (text(page, &wording::NOTE, &measure.note))
                (changed(page, "measure", id))
            }
            p class="id" { (id) }
        }
    }
}

pub fn rule(page: Page<'_>, rule: &Rule) -> Markup {
    let id = rule.id.as_str();
    let role = page.role(rule);
    html! {
        article class="rule" id={ "rule-" (id) } {
            h4 {
                @if let Some(code) = &rule.code { span class="code" { (code.value) } " " }
                (page.rule_title(rule)) " "
                span class="tag role" { (page.word(common::role(role))) }
                (page.fidelity_mark(rule.fidelity)) (page.origin_mark(rule.id.0.span))
            }
            dl {
                @if rule.title.is_some() { (text(page, &wording::REQUIREMENT, &rule.text)) }
                (cite_line(page, &rule.cite))
                (where_it_holds(page, rule))
                (members(page, rule))
                (formula(page, &wording::FORMULA, rule.value.as_ref()))
                (formula(page, &wording::MET_WHEN, rule.met_when.as_ref()))
                (parts(page, rule))
                (asked(page, rule))
                (line(page.word(&wording::LIMITS), limits::limits(page, &rule.limits(), &rule.variant, unit(rule))))
                (several(page, rule.if_several, rule.variant.len()))
                (line(page.word(&wording::ROUNDING), html! {
                    @if let Some(rounding) = &rule.round { (score::rounding(page, rounding)) }
                }))
                (formula(page, &wording::ATTAINMENT_AT_MOST, rule.attainment_at_most.as_ref()))
                (line(page.word(&wording::SCORE), score::score(page, rule)))
                (veto(page, rule))
                (evidence(page, &rule.evidence))
                (line(page.word(&wording::DUTY), html! { (page.list(rule.duty.0.iter().map(|duty| duty.as_str()))) }))
                (days(page, rule))
                (text(page, &wording::READING, &rule.reading))
                (text(page, &wording::NOTE, &rule.note))
                (text(page, &wording::INCOMPLETE, &rule.incomplete))
                (changed(page, "rule", id))
            }
            p class="id" { (id) }
            @for part in super::rules::rules_in(page, id) { (self::rule(page, part)) }
        }
    }
}

fn unit(rule: &Rule) -> &str {
    rule.unit.as_ref().map_or("", |unit| unit.as_str())
}

fn where_it_holds(page: Page<'_>, rule: &Rule) -> Markup {
    let subject = page.pack.pack.subject.as_ref().map_or("", |subject| page.level(subject.as_str()));
    let levels = page.list(rule.level.0.iter().map(|level| page.level(level.as_str())));
    html! {
        (line(page.word(&wording::LEVEL), html! {
            (if levels.is_empty() { subject } else { levels.as_str() })
            (scope(page, &rule.scope)) (stages(page, &rule.stages, rule.per_stage))
        }))
        (formula(page, &wording::APPLIES, rule.applies.as_ref()))
    }
}

fn scope(page: Page<'_>, scope: &Option<Text>) -> Markup {
    let Some(scope) = scope else { return html! {} };
    let known = page.pack.scope.iter().find(|known| known.id.as_str() == scope.as_str());
    let title = known.map_or(scope.as_str(), |known| page.title_or(known.title.as_ref(), scope.as_str()));
    html! { (page.pick(&["；", "; "])) (page.word(&wording::SCOPE)) " " a href={ "#scope-" (scope.as_str()) } { (title) } }
}

fn stages(page: Page<'_>, stages: &[Text], per_stage: Option<PerStage>) -> Markup {
    let how = per_stage.map(|how| match how {
        PerStage::Each => &wording::STAGE_EACH,
        PerStage::Together => &wording::STAGE_TOGETHER,
        PerStage::Worst => &wording::STAGE_WORST,
        PerStage::Sum => &wording::STAGE_SUM,
    });
    html! {
        @if !stages.is_empty() { (page.pick(&["；只判", "; only "])) (page.list(stages.iter().map(|stage| page.stage(stage.as_str())))) }
        @if let Some(how) = how { (page.pick(&["；", "; "])) (page.word(how)) }
    }
}

/// The members a rule looks at, each as it is written: an id, a code, or a range of them.
fn members(page: Page<'_>, rule: &Rule) -> Markup {
    let named = rule.for_each.iter().chain(&rule.of);
    let told: Vec<Markup> = named.map(|name| member(page, name.as_str())).collect();
    let name = if rule.for_each.is_empty() { &wording::MEMBERS } else { &wording::FOR_EACH };
    line(
        page.word(name),
        html! { @for (at, one) in told.iter().enumerate() { @if at > 0 { (page.word(&common::LIST_SEPARATOR)) } (one) } },
    )
}

fn member(page: Page<'_>, name: &str) -> Markup {
    let ends: Vec<&str> = name.split("..").collect();
    if let [first, last] = ends.as_slice() {
        return html! { (member(page, first)) (page.pick(&[" 至 ", " to "])) (member(page, last)) };
    }
    if let Some(measure) = page.measure(name) {
        let title = page.title(&measure.title);
        return html! { a href={ "#measure-" (measure.id.as_str()) } {
            @if let Some(code) = &measure.code { (code.value) " " } (title)
        } };
    }
    match page.rule(name.split('/').next().unwrap_or(name)) {
        Some(rule) => {
            html! { a href={ "#rule-" (rule.id.as_str()) } { (page.rule_title(rule)) } (name.find('/').map_or("", |at| &name[at..])) }
        }
        None => html! { (name) },
    }
}

fn parts(page: Page<'_>, rule: &Rule) -> Markup {
    let how = rule.parts.map(|parts| match parts {
        junheng::pack::Parts::All => &wording::PARTS_ALL,
        junheng::pack::Parts::Any => &wording::PARTS_ANY,
    });
    line(page.word(&wording::MET_WHEN), html! { @if let Some(how) = how { (page.word(how)) } })
}

fn asked(page: Page<'_>, rule: &Rule) -> Markup {
    let Some(ask) = &rule.ask else { return html! {} };
    let list = |words: &[Text]| page.list(words.iter().map(|word| word.as_str()));
    line(
        page.word(&wording::JUDGED),
        html! {
            (page.say(&wording::CHOSEN, &[("answers", list(&ask.answers)), ("met", list(&ask.met))]))
            @if let Some(boundaries) = &ask.boundaries { div class="sub" { (boundaries.value) } }
        },
    )
}

fn several(page: Page<'_>, several: Option<junheng::pack::IfSeveral>, variants: usize) -> Markup {
    use junheng::pack::IfSeveral::*;
    let told = several.filter(|_| variants > 0).map(|several| match several {
        First => &wording::SEVERAL_FIRST,
        Lenient => &wording::SEVERAL_LENIENT,
        Strict => &wording::SEVERAL_STRICT,
        Error => &wording::SEVERAL_ERROR,
    });
    line(page.word(&wording::SEVERAL), html! { @if let Some(told) = told { (page.word(told)) } })
}

fn veto(page: Page<'_>, rule: &Rule) -> Markup {
    line(page.word(&wording::EFFECT), html! { @if let Some(told) = veto_in_words(page, rule) { (told) } })
}

/// What a veto does where it is not met.
pub fn veto_in_words(page: Page<'_>, rule: &Rule) -> Option<String> {
    use junheng::pack::Effect::*;
    let told = rule.effect.map(|effect| match effect {
        Refuse => &wording::VETO_REFUSE,
        Cap => &wording::VETO_CAP,
        StopYear => &wording::VETO_STOP,
    });
    let cap = rule.cap.as_ref().map_or("", |cap| cap.as_str());
    told.map(|told| page.say(told, &[("cap", cap.to_owned())]))
}

fn evidence(page: Page<'_>, evidence: &[Evidence]) -> Markup {
    line(
        page.word(&wording::EVIDENCE),
        html! {
            @if !evidence.is_empty() { ul class="plain" { @for one in evidence { li {
                (page.title(&one.title))
                @if let Some(years) = &one.years { (page.say(&wording::OF_YEARS, &[("count", years.literal.clone())])) }
                @if let Some(copies) = &one.copies { (page.say(&wording::COPIES, &[("count", copies.literal.clone())])) }
            } } } }
        },
    )
}

fn days(page: Page<'_>, rule: &Rule) -> Markup {
    line(page.word(&wording::IN_FORCE), html! { (page.days(rule.from, rule.until)) })
}

/// What an extending pack changed in this record: the old value, the new one, and why.
fn changed(page: Page<'_>, kind: &str, id: &str) -> Markup {
    let path = format!("{kind}.{id}.");
    let own = page.pack.change.iter().filter(|change| change.target.as_str().starts_with(&path));
    line(page.word(&wording::CHANGED), html! { @for change in own { div { (super::readings::change(page, change)) } } })
}
