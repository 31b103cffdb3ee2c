//! Rules that no verdict looks at, and rules that no article stands behind.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics, NOTHING_ASKED, UNCITED, WITHOUT_EFFECT};
use crate::pack::{self, Role, Stated};
use crate::program::{CheckId, Program, Rule, reached};

use super::Page;
use super::record::is_constructed;

pub fn lint(page: Page<'_>, diagnostics: &mut Diagnostics) {
    let reached = behind_verdicts(page.program);
    for rule in page.program.rules.iter().filter(|rule| page.is_own(rule.span)) {
        let is_reached = checks(page.program, rule).any(|check| reached.contains(&check));
        if counts(page, rule.role) && !is_reached && !page.program.verdicts.is_empty() {
            let told = Diagnostic::new(&WITHOUT_EFFECT).with("owner", &rule.id).with("role", rule.role.word());
            diagnostics.push(told.at(rule.span));
        }
    }
    uncited(page, diagnostics);
    nothing_asked(page, diagnostics);
}

/// Whether a rule of this role is there for the verdict; points are not where the pack says it states no total, and
/// vetoes the compiler looks at.
fn counts(page: Page<'_>, role: Role) -> bool {
    let has_total = !matches!(page.pack.pack.total, Some(Stated::NotStated(_)));
    matches!(role, Role::Required | Role::Gate) || role == Role::Scored && has_total
}

/// All checks of a rule, those by stage included.
fn checks<'p>(program: &'p Program, rule: &'p Rule) -> impl Iterator<Item = CheckId> + 'p {
    let is_own = |at: &usize| program.checks[*at].id == rule.id;
    (0..program.checks.len()).filter(is_own).map(|at| CheckId(at as u32))
}

/// Every check that some verdict rests on, members of its rules included.
fn behind_verdicts(program: &Program) -> BTreeSet<CheckId> {
    let verdicts: Vec<CheckId> =
        program.verdicts.iter().flat_map(|verdict| verdict.by_stage.into_iter().chain([verdict.whole])).collect();
    reached(&verdicts, |check| {
        let own = program.check(check);
        own.rests_on.iter().chain(&own.members).copied().collect()
    })
}

/// Rules for a verdict whose value nothing is held against.
fn nothing_asked(page: Page<'_>, diagnostics: &mut Diagnostics) {
    let is_asked = |rule: &pack::Rule| {
        let variants = rule.variant.iter();
        let mut limited = variants.map(|variant| !variant.limits().is_empty() || variant.state.is_some());
        let settles = |line: &pack::Outcome| line.grade.is_some() || line.state.is_some();
        let gives_points = rule.points.is_some() && !rule.outcome.is_empty();
        !rule.limits().is_empty() || limited.any(|is| is) || rule.outcome.iter().any(settles) || gives_points
    };
    for record in page.pack.rule.iter().filter(|rule| page.is_own(rule.id.0.span) && rule.value.is_some()) {
        let role = page.program.rule(record.id.as_str()).map(|rule| rule.role);
        if matches!(role, Some(Role::Required | Role::Gate | Role::Scored | Role::Veto)) && !is_asked(record) {
            diagnostics.push(Diagnostic::new(&NOTHING_ASKED).with("owner", record.id.as_str()).at(record.id.0.span));
        }
    }
}

/// Rules of a pack that writes down a document, without the article they come from; parts have their item's.
fn uncited(page: Page<'_>, diagnostics: &mut Diagnostics) {
    if page.pack.pack.document.is_none() {
        return;
    }
    let is_part = |within: &str| page.pack.rule.iter().any(|rule| rule.id.as_str() == within);
    for rule in page.pack.rule.iter().filter(|rule| page.is_own(rule.id.0.span) && rule.cite.is_none()) {
        let serves = rule.within.as_ref().is_some_and(|within| is_part(within.as_str()));
        if !serves && !is_constructed(page, rule.fidelity) {
            diagnostics.push(Diagnostic::new(&UNCITED).with("owner", rule.id.as_str()).at(rule.id.0.span));
        }
    }
}
