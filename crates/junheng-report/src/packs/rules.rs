//! Measures, rules by section, verdicts.

use junheng::pack::{Measure, Rule, Section, Text, Variant};
use junheng::quantity::show_date;

use crate::layout::wrap;
use crate::wording;

use super::Page;
use super::head::under;
use super::score::{outcomes, scale_line};

/// Every measure with its formula and its limits.
pub fn measures(page: Page<'_>) -> Vec<String> {
    under(
        page.word(&wording::SHOW_MEASURES),
        page.pack.measure.iter().flat_map(|measure| one_measure(page, measure)).collect(),
    )
}

fn one_measure(page: Page<'_>, measure: &Measure) -> Vec<String> {
    let arguments = [
        ("code", measure.code.as_ref().map_or_else(String::new, |code| code.value.clone())),
        ("id", measure.id.as_str().to_owned()),
        ("title", page.title(&measure.title).to_owned()),
        ("unit", measure.unit.value.clone()),
        ("formula", measure.value.text.clone()),
        ("limits", page.limits(&measure.limits(), &measure.unit.value)),
        ("cite", cite(page, &measure.id.0.value)),
    ];
    let mut lines = wrap(page.say(&wording::MEASURE_LINE, &arguments).trim(), 2);
    lines.extend(wrap(&page.say(&wording::FORMULA_LINE, &arguments), 6));
    if !measure.limits().is_empty() {
        lines.extend(wrap(&page.say(&wording::LIMITS_LINE, &arguments), 6));
    }
    lines.extend(reading(page, measure.reading.as_ref(), 6));
    lines.extend(note(page, measure.note.as_ref(), 6));
    let unit = &measure.unit.value;
    lines.extend(measure.variant.iter().flat_map(|variant| one_variant(page, variant, unit, 6)));
    lines
}

/// How a measure or rule is read.
fn reading(page: Page<'_>, reading: Option<&Text>, indent: usize) -> Vec<String> {
    let told = reading.map(|reading| page.say(&wording::READ_AS, &[("reading", reading.value.clone())]));
    told.iter().flat_map(|text| wrap(text, indent)).collect()
}

fn note(page: Page<'_>, note: Option<&Text>, indent: usize) -> Vec<String> {
    let told = note.map(|note| page.say(&wording::NOTE_LINE, &[("note", note.value.clone())]));
    told.iter().flat_map(|text| wrap(text, indent)).collect()
}

/// A variant: when it holds, what holds then, and for how long.
fn one_variant(page: Page<'_>, variant: &Variant, unit: &str, indent: usize) -> Vec<String> {
    let arguments = [("variant", variant.id.as_str().to_owned()), ("when", variant.when.text.clone())];
    let mut lines = wrap(&page.say(&wording::VARIANT_WHEN, &arguments), indent);
    let limits = page.limits(&variant.limits(), unit);
    let value = variant.value.as_ref().map_or("", |value| &value.text);
    let grade = variant.grade.as_ref().map_or("", |grade| grade.as_str());
    let state = variant.state.map_or("", |state| page.word(crate::doc::standing(state)));
    let then = [value, limits.as_str(), grade, state];
    let then: Vec<&str> = then.into_iter().filter(|text| !text.is_empty()).collect();
    if !then.is_empty() {
        let then = then.join(page.word(&wording::CLAUSE_SEPARATOR));
        lines.extend(wrap(&page.say(&wording::VARIANT_THEN, &[("then", then)]), indent + 4));
    }
    if let Some(owed) = &variant.obligation {
        lines.extend(wrap(&page.say(&wording::VARIANT_OWES, &[("obligation", owed.value.clone())]), indent + 4));
    }
    for (day, wording) in [(variant.from, &wording::VARIANT_FROM), (variant.until, &wording::VARIANT_UNTIL)] {
        let told = day.map(|day| page.say(wording, &[("day", show_date(day.days))]));
        lines.extend(told.iter().flat_map(|text| wrap(text, indent + 4)));
    }
    lines
}

/// Every rule under its section; rules of none come first.
pub fn rules(page: Page<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    let is_known = |rule: &&Rule| rule.within.is_some();
    let loose = page.pack.rule.iter().filter(|rule| !is_known(rule));
    lines.extend(loose.flat_map(|rule| one_rule(page, rule, 2)));
    for section in page.pack.section.iter().filter(|section| section.within.is_none()) {
        lines.extend(one_section(page, section, 2));
    }
    under(page.word(&wording::SHOW_RULES), lines)
}

fn one_section(page: Page<'_>, section: &Section, indent: usize) -> Vec<String> {
    let code = section.code.as_ref().map_or_else(String::new, |code| code.value.clone());
    let name = page.say(&wording::SECTION_NAME, &[("code", code), ("title", page.title(&section.title).to_owned())]);
    let mut lines = vec![format!("{}{}", " ".repeat(indent), name.trim())];
    let id = section.id.as_str();
    lines.extend(rules_in(page, id, indent + 2));
    let inner =
        page.pack.section.iter().filter(|inner| inner.within.as_ref().is_some_and(|within| within.as_str() == id));
    lines.extend(inner.flat_map(|inner| one_section(page, inner, indent + 2)));
    lines
}

fn rules_in(page: Page<'_>, id: &str, indent: usize) -> Vec<String> {
    let own = page.pack.rule.iter().filter(|rule| rule.within.as_ref().is_some_and(|within| within.as_str() == id));
    own.flat_map(|rule| one_rule(page, rule, indent)).collect()
}

/// A rule, what it asks and where it comes from, and its parts below it.
fn one_rule(page: Page<'_>, rule: &Rule, indent: usize) -> Vec<String> {
    let arguments = [
        ("role", page.word(wording::role(page.role(rule))).to_owned()),
        ("rule", rule.id.as_str().to_owned()),
        ("title", rule.title.as_ref().map_or("", |title| page.title(title)).to_owned()),
        ("mark", wording::mark(rule.fidelity).map_or("", |mark| page.word(mark)).to_owned()),
    ];
    let mut lines = wrap(page.say(&wording::RULE_LINE, &arguments).trim(), indent);
    lines.extend(rule.text.iter().flat_map(|text| wrap(&text.value, indent + 4)));
    let asked = asked(page, rule);
    if !asked.is_empty() {
        lines.extend(wrap(&asked, indent + 4));
    }
    lines.extend(super::score::score(page, rule, indent + 4));
    let cite = cite(page, rule.id.as_str());
    if !cite.is_empty() {
        lines.extend(wrap(&page.say(&wording::CITED, &[("cite", cite)]), indent + 4));
    }
    lines.extend(reading(page, rule.reading.as_ref(), indent + 4));
    lines.extend(note(page, rule.note.as_ref(), indent + 4));
    let unit = rule.unit.as_ref().map_or("", |unit| unit.as_str());
    lines.extend(rule.variant.iter().flat_map(|variant| one_variant(page, variant, unit, indent + 4)));
    lines.extend(rules_in(page, rule.id.as_str(), indent + 4));
    lines
}

/// What a rule asks: a limit, a condition, an answer, points.
fn asked(page: Page<'_>, rule: &Rule) -> String {
    let unit = rule.unit.as_ref().map_or("", |unit| unit.as_str());
    let limits = page.limits(&rule.limits(), unit);
    let formula =
        rule.value.as_ref().or(rule.met_when.as_ref()).map_or_else(String::new, |formula| formula.text.clone());
    let answers = rule.ask.as_ref().map(|ask| {
        let list = |words: &[junheng::pack::Text]| {
            words.iter().map(|word| word.as_str()).collect::<Vec<_>>().join(page.word(&wording::LIST_SEPARATOR))
        };
        let wording = if ask.met.is_empty() { &wording::ASK_GRADE_LINE } else { &wording::ASK_LINE };
        page.say(wording, &[("answers", list(&ask.answers)), ("met", list(&ask.met))])
    });
    let points = super::score::full(page, rule.points.as_ref());
    let told = match (formula.is_empty(), limits.is_empty()) {
        (false, false) => page.say(&wording::ASKS_LIMIT, &[("formula", formula), ("limits", limits)]),
        (false, true) => page.say(&wording::FORMULA_LINE, &[("formula", formula)]),
        _ => limits,
    };
    let parts = [told, answers.unwrap_or_default(), points];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(page.word(&wording::CLAUSE_SEPARATOR))
}

/// The citation of a rule or measure, with the title of its document.
fn cite(page: Page<'_>, id: &str) -> String {
    let rule = page.pack.rule.iter().find(|rule| rule.id.as_str() == id).and_then(|rule| rule.cite.as_ref());
    let measure =
        || page.pack.measure.iter().find(|measure| measure.id.as_str() == id).and_then(|measure| measure.cite.as_ref());
    rule.or_else(measure).map_or_else(String::new, |cite| page.cite(cite))
}

/// The verdicts and what they ask.
pub fn verdicts(page: Page<'_>) -> Vec<String> {
    let told = page.pack.verdict.iter().flat_map(|verdict| {
        let title = verdict.title.as_ref().map_or("", |title| page.title(title));
        let head = format!("{} {title}", verdict.id.as_str());
        let mut lines = wrap(head.trim(), 2);
        if let Some(formula) = &verdict.met_when {
            lines.extend(wrap(&page.say(&wording::MET_WHEN, &[("formula", formula.text.clone())]), 6));
        }
        lines.extend(scale_line(page, verdict.scale.as_ref().map(|scale| scale.as_str()), 6));
        lines.extend(outcomes(page, None, &verdict.outcome, 6));
        lines
    });
    under(page.word(&wording::SHOW_VERDICTS), told.collect())
}
