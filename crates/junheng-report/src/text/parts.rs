//! All parts of the standard at a glance, the readings taken, and how to go on.

use junheng::assessment::State;
use junheng::evaluate::Explainer;
use junheng::pack::{Fidelity, Role};
use junheng::program::{Node, Test};

use crate::context::Context;
use crate::layout::{cut, table, wrap};
use crate::number::shown;
use crate::summary::{Item, Summary, is_part, section_of};
use crate::wording::{self, Wording};

use super::{decides, grid};

/// How wide the name of a section may be.
const SECTION: usize = 36;
/// How many rules are named where many could be.
const NAMED: usize = 12;

/// A line for each section, the grid of measures, what is for reference.
pub fn parts(context: Context<'_>, explainer: &mut Explainer<'_>, summary: &Summary<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    // Where all rules have been listed one by one, and stand in no sections, a table of them says nothing more.
    if !summary.judgements.is_empty() || !context.program().sections.is_empty() {
        lines.extend(table(&sections(context, summary), 2));
    }
    lines.extend(grid::grids(context, summary));
    lines.extend(empty_zeros(context, explainer, summary));
    lines.extend(references(context, summary));
    if lines.is_empty() {
        return lines;
    }
    [String::new(), context.word(&wording::ALL_RULES).to_owned()].into_iter().chain(lines).collect()
}

const STATES: [State; 5] = [State::Met, State::NotMet, State::Undetermined, State::NotChecked, State::NotApplicable];

fn sections(context: Context<'_>, summary: &Summary<'_>) -> Vec<Vec<String>> {
    let program = context.program();
    let counted: Vec<&Item<'_>> = summary.items.iter().filter(|item| is_counted(context, summary, item)).collect();
    let scored = counted.iter().any(|item| item.points(program).is_some());
    let mut rows = vec![header(context, scored)];
    let tops = (0..program.sections.len()).map(Some).chain([None]);
    for section in tops {
        let own: Vec<&Item<'_>> =
            counted.iter().copied().filter(|item| section_of(program, item.rule) == section).collect();
        if !own.is_empty() {
            rows.push(row(context, section, &own, scored));
        }
    }
    rows
}

/// Whether a rule asks for something of its own: what is only for reference is shown as a value.
fn is_counted(context: Context<'_>, summary: &Summary<'_>, item: &Item<'_>) -> bool {
    summary.is_looked_at(item) && item.state != State::Unjudged
        || item.rule.role != Role::Reference && !is_part(context.program(), item.rule)
}

fn header(context: Context<'_>, scored: bool) -> Vec<String> {
    let mut header =
        vec![context.word(&wording::COLUMN_SECTION).to_owned(), context.word(&wording::COLUMN_RULES).to_owned()];
    header.extend(STATES.iter().map(|state| context.state(*state).to_owned()));
    header.extend(scored.then(|| context.word(&wording::COLUMN_POINTS).to_owned()));
    header.push(context.word(&wording::COLUMN_NOTABLE).to_owned());
    header
}

fn row(context: Context<'_>, section: Option<usize>, items: &[&Item<'_>], scored: bool) -> Vec<String> {
    let name = match section.map(|at| &context.program().sections[at]) {
        Some(section) => context.say(
            &wording::SECTION_NAME,
            &[("code", section.code.clone()), ("title", context.title(&section.title).to_owned())],
        ),
        None => context.word(&wording::OTHER_SECTION).to_owned(),
    };
    let mut row = vec![cut(name.trim(), SECTION), items.len().to_string()];
    let count = |state: State| {
        items
            .iter()
            .filter(|item| item.state == state || state == State::Undetermined && item.state == State::Error)
            .count()
    };
    row.extend(STATES.iter().map(|state| if count(*state) == 0 { "·".to_owned() } else { count(*state).to_string() }));
    row.extend(scored.then(|| points(context, items)));
    let failing: Vec<&str> =
        items.iter().filter(|item| item.state == State::NotMet).map(|item| item.rule.id.as_str()).collect();
    row.push(named(context, &failing));
    row
}

/// Points of the items that have some, of their full points.
fn points(context: Context<'_>, items: &[&Item<'_>]) -> String {
    let all: Vec<(Option<f64>, Option<f64>)> = items.iter().filter_map(|item| item.points(context.program())).collect();
    if all.is_empty() {
        return String::new();
    }
    let sum = |values: Vec<Option<f64>>| {
        values
            .into_iter()
            .collect::<Option<Vec<f64>>>()
            .map_or("?".to_owned(), |values| shown(values.iter().sum(), None))
    };
    let points = sum(all.iter().map(|(points, _)| *points).collect());
    let full = sum(all.iter().map(|(_, full)| *full).collect());
    context.say(&wording::OF_TOTAL, &[("points", points), ("full", full)])
}

/// A list of ids, cut where it is long.
fn named(context: Context<'_>, ids: &[&str]) -> String {
    let listed = ids.iter().take(NAMED).copied().collect::<Vec<_>>().join(context.word(&wording::LIST_SEPARATOR));
    match ids.len() > NAMED {
        true => context.say(&wording::AND_MORE, &[("rules", listed), ("count", ids.len().to_string())]),
        false => listed,
    }
}

/// Coefficients of 0 that say nothing: of one school, or of a measure that is 0 everywhere.
fn empty_zeros(context: Context<'_>, explainer: &mut Explainer<'_>, summary: &Summary<'_>) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    for line in summary.items.iter().flat_map(|item| &item.lines) {
        if line.tally.is_some() || line.value != Some(0.0) || !is_dispersion(context, line.check) {
            continue;
        }
        let explanation = explainer.explain(line.check, line.row);
        let Some(below) = explanation.below else { continue };
        let stage = line.stage.map_or("", |stage| context.stage(stage)).to_owned();
        let level = context.level(below.level).to_owned();
        let title = context.check_title(line.check).to_owned();
        let note = match (explanation.shares.len(), explanation.mean) {
            (_, Some(0.0)) => context.say(&wording::ALL_ZERO, &[("stage", stage), ("title", title)]),
            (1, _) => context.say(&wording::ONE_SCHOOL, &[("stage", stage), ("level", level)]),
            _ => continue,
        };
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes.iter().flat_map(|note| wrap(note, 2)).collect()
}

fn is_dispersion(context: Context<'_>, check: junheng::program::CheckId) -> bool {
    let Test::Limit { value, .. } = &context.program().check(check).test else { return false };
    has_cv(value)
}

fn has_cv(node: &Node) -> bool {
    match node {
        Node::Fold(function, _) => function.name == "cv",
        Node::Scaled(inner, _) => has_cv(inner),
        Node::If(_, a, b) => has_cv(a) || has_cv(b),
        _ => false,
    }
}

/// What has a value and no say.
fn references(context: Context<'_>, summary: &Summary<'_>) -> Vec<String> {
    let program = context.program();
    let own =
        |item: &Item<'_>| item.rule.role == Role::Reference && item.rule.main.is_some() && !is_part(program, item.rule);
    let shows = |item: &&Item<'_>| own(item) && !is_counted(context, summary, item);
    let mut told = Vec::new();
    for item in summary.items.iter().filter(shows) {
        for line in item.deciding().filter(|line| line.tally.is_none()) {
            let value = context.value(line, &item.rule.id).unwrap_or_else(|| context.graded(line.grade, line.state));
            let title = context.rule_title(item.rule).to_owned();
            let stage = line.stage.map(|stage| context.stage(stage).to_owned());
            let wording = if stage.is_some() { &wording::REFERENCE_AT_STAGE } else { &wording::REFERENCE_VALUE };
            told.push(
                context.say(wording, &[("title", title), ("stage", stage.unwrap_or_default()), ("value", value)]),
            );
        }
    }
    if told.is_empty() {
        return Vec::new();
    }
    let values = told.join(context.word(&wording::CLAUSE_SEPARATOR));
    wrap(&context.say(&wording::REFERENCE_LINE, &[("values", values)]), 2)
}

/// The readings taken where a standard leaves one open, and the rules that are not from their source.
pub fn readings(context: Context<'_>, summary: &Summary<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for parameter in &context.program().parameters {
        let title = Some(context.title(&parameter.title)).filter(|title| !title.is_empty()).unwrap_or(&parameter.id);
        let values = parameter.values.join(context.word(&wording::LIST_SEPARATOR));
        let arguments = [("title", title.to_owned()), ("taken", parameter.taken.clone()), ("values", values)];
        lines.extend(wrap(&context.say(&wording::PARAMETER_LINE, &arguments), 2));
    }
    for (fidelity, mark) in
        [(Fidelity::Reconstructed, &wording::MARK_RECONSTRUCTED), (Fidelity::Constructed, &wording::MARK_CONSTRUCTED)]
    {
        lines.extend(marked(context, summary, fidelity, mark));
    }
    if lines.is_empty() {
        return lines;
    }
    [String::new(), context.word(&wording::READINGS).to_owned()].into_iter().chain(lines).collect()
}

fn marked(context: Context<'_>, summary: &Summary<'_>, fidelity: Fidelity, mark: &'static Wording) -> Vec<String> {
    let own = |item: &&Item<'_>| item.rule.fidelity == Some(fidelity) && !is_part(context.program(), item.rule);
    let rules: Vec<&str> = summary.items.iter().filter(own).map(|item| item.rule.id.as_str()).collect();
    if rules.is_empty() {
        return Vec::new();
    }
    let arguments = [
        ("mark", context.word(mark).to_owned()),
        ("count", rules.len().to_string()),
        ("rules", named(context, &rules)),
    ];
    wrap(&context.say(&wording::MARKED_LINE, &arguments), 2)
}

/// The commands that say more.
pub fn go_on(context: Context<'_>, summary: &Summary<'_>, subject: usize) -> Vec<String> {
    let code = context.input.frames.units_of(context.program().subject).codes.get(subject);
    let failing = decides::failing(summary);
    let open = || summary.items.iter().find(|item| matches!(item.state, State::Undetermined | State::NotChecked));
    let with_members = || summary.items.iter().find(|item| item.rule.main.is_none());
    let rule = failing
        .first()
        .copied()
        .or_else(open)
        .or_else(with_members)
        .or(summary.items.first())
        .map_or("", |item| &item.rule.id);
    let arguments = [
        ("data", context.data.to_owned()),
        ("pack", context.program().about.id.clone()),
        ("unit", code.to_owned()),
        ("rule", rule.to_owned()),
    ];
    let why = context.say(&wording::GO_ON_WHY, &arguments);
    let more = context.word(&wording::GO_ON_DETAIL);
    vec![String::new(), context.word(&wording::GO_ON).to_owned(), format!("  {why}"), format!("  {more}")]
}
