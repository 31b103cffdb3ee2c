//! Verdicts, measures, and the rules under their sections in printed order.

use junheng::pack::{Rule, Section, Stated};
use maud::{Markup, html};

use crate::wording as common;

use super::page::Page;
use super::{rule, wording};

pub fn verdicts(page: Page<'_>) -> Markup {
    let verdicts = &page.pack.verdict;
    if verdicts.is_empty() {
        return html! {};
    }
    html! {
        section id="verdicts" {
            h2 { (page.word(&wording::VERDICTS)) }
            @for verdict in verdicts {
                article class="rule" id={ "verdict-" (verdict.id.as_str()) } {
                    h3 { (page.title_or(verdict.title.as_ref(), verdict.id.as_str())) " " (page.origin_mark(verdict.id.0.span)) }
                    dl {
                        @if let Some(condition) = &verdict.met_when {
                            dt { (page.word(&wording::MET_WHEN)) }
                            dd {
                                div { (page.in_words(condition)) }
                                div class="formula" { (page.in_symbols(condition)) }
                            }
                        }
                        @if !verdict.outcome.is_empty() {
                            dt { (page.word(&wording::GRADES)) } dd { (super::score::lines(page, &verdict.outcome)) }
                        }
                        @if let Some(cite) = &verdict.cite { dt { (page.word(&wording::CITE)) } dd { (page.cite(cite)) } }
                        @if let Some(reading) = &verdict.reading { dt { (page.word(&wording::READING)) } dd { (reading.value) } }
                    }
                }
            }
        }
    }
}

pub fn measures(page: Page<'_>) -> Markup {
    if page.pack.measure.is_empty() {
        return html! {};
    }
    html! {
        section id="measures" {
            h2 { (page.word(&wording::MEASURES)) }
            @for measure in &page.pack.measure { (rule::measure(page, measure)) }
            (definitions(page))
        }
    }
}

/// What CV and a weighted mean are, once, where the pack uses them.
fn definitions(page: Page<'_>) -> Markup {
    let rules = page.pack.rule.iter().filter_map(|rule| rule.value.as_ref());
    let mut formulas = rules.chain(page.pack.measure.iter().map(|measure| &measure.value));
    if !formulas.any(|formula| formula.text.contains("cv(")) {
        return html! {};
    }
    html! {
        aside id="cv" {
            h3 { (page.word(&wording::CV_TITLE)) }
            p { (page.word(&wording::CV_TEXT)) }
            div class="formula" {
                math { mrow {
                    mtext { "CV" } mo { "=" } mfrac { mi { "S" } mover { mi { "X" } mo { "¯" } } } mo { "," } mspace width="1em" {}
                    mi { "S" } mo { "=" } msqrt { mfrac {
                        mrow { mo { "∑" } msub { mi { "P" } mi { "i" } } msup { mrow { mo { "(" } msub { mi { "X" } mi { "i" } } mo { "−" } mover { mi { "X" } mo { "¯" } } mo { ")" } } mn { "2" } } }
                        mrow { mo { "∑" } msub { mi { "P" } mi { "i" } } }
                    } } mo { "," } mspace width="1em" {}
                    mover { mi { "X" } mo { "¯" } } mo { "=" } mfrac {
                        mrow { mo { "∑" } msub { mi { "P" } mi { "i" } } msub { mi { "X" } mi { "i" } } }
                        mrow { mo { "∑" } msub { mi { "P" } mi { "i" } } }
                    }
                } }
            }
        }
    }
}

/// The sections within one, or at the top.
pub fn sections_in<'a>(page: Page<'a>, within: Option<&str>) -> impl Iterator<Item = &'a Section> {
    let sections = page.pack.section.iter();
    sections.filter(move |section| section.within.as_ref().map(|above| above.as_str()) == within)
}

/// The rules that stand directly in a section or item.
pub fn rules_in<'a>(page: Page<'a>, within: &str) -> impl Iterator<Item = &'a Rule> {
    page.pack.rule.iter().filter(move |rule| rule.within.as_ref().is_some_and(|above| above.as_str() == within))
}

pub fn section_name(page: Page<'_>, section: &Section) -> String {
    let code = section.code.as_ref().map_or("", |code| code.as_str());
    format!("{code} {}", page.title(&section.title)).trim().to_owned()
}

pub fn rules(page: Page<'_>) -> Markup {
    if page.pack.rule.is_empty() {
        return html! {};
    }
    html! {
        section id="rules" {
            h2 { (page.word(&wording::RULES)) }
            @for rule in page.pack.rule.iter().filter(|rule| rule.within.is_none()) { (rule::rule(page, rule)) }
            @for inner in sections_in(page, None) { (section(page, inner)) }
        }
    }
}

fn section(page: Page<'_>, own: &Section) -> Markup {
    let id = own.id.as_str();
    let points = match &own.points {
        Some(Stated::Number(number)) => page.say(&common::FULL_POINTS, &[("points", number.literal.clone())]),
        _ => String::new(),
    };
    html! {
        section id={ "section-" (id) } class="part" {
            h3 { (section_name(page, own)) " " @if !points.is_empty() { span class="tag" { (points) } } }
            @if !own.duty.0.is_empty() {
                p class="hint" { (page.word(&wording::DUTY)) (page.pick(&["：", ": "])) (page.list(own.duty.0.iter().map(|duty| duty.as_str()))) }
            }
            @for rule in rules_in(page, id) { (rule::rule(page, rule)) }
            @for inner in sections_in(page, Some(id)) { (section(page, inner)) }
        }
    }
}
