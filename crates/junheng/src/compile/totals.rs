//! What must add up, and what must be one of those offered: points of a section, readings of a parameter.

use crate::diagnostic::{BAD_WORD, Diagnostic};
use crate::pack::{self, Cell, Role};
use crate::quantity::Exact;
use crate::source::Span;

use super::Compiler;
use super::names::{is_part, role, rules_in};

impl Compiler<'_> {
    /// The reading taken must be one of those offered.
    pub(super) fn check_parameters(&mut self) {
        for parameter in &self.pack.parameter {
            let offered: Vec<&str> = parameter.values.iter().map(Cell::show).collect();
            if !offered.contains(&parameter.default.show()) {
                let diagnostic = Diagnostic::new(&BAD_WORD).with("word", parameter.default.show());
                self.diagnostics.push(diagnostic.with("known", offered.join(" | ")).at(parameter.default.span()));
            }
        }
    }

    /// Sections that state points must be the sum of their items.
    pub(super) fn check_totals(&mut self) {
        for section in &self.pack.section {
            let Some(stated) = super::stated(&section.points) else { continue };
            let rules = rules_in(self.pack, section.id.as_str());
            let own = |at: &usize| super::stated(&self.pack.rule[*at].points);
            let scored: Vec<usize> = rules
                .into_iter()
                .filter(|at| {
                    role(self.pack, &self.pack.rule[*at]) == Role::Scored && !is_part(self.pack, &self.pack.rule[*at])
                })
                .collect();
            let Some(points) = scored.iter().map(own).collect::<Option<Vec<Exact>>>() else { continue };
            self.total_is(&format!("section {}", section.id.as_str()), &stated, points, section.span);
        }
        let scored: Vec<&pack::Rule> =
            self.pack.rule.iter().filter(|rule| role(self.pack, rule) == Role::Scored).collect();
        let points: Option<Vec<Exact>> = scored.iter().map(|rule| super::stated(&rule.points)).collect();
        if let (Some(stated), Some(points)) = (super::stated(&self.pack.pack.total), points) {
            self.total_is("pack", &stated, points, self.pack.pack.span);
        }
    }

    pub(super) fn total_is(&mut self, owner: &str, stated: &Exact, points: Vec<Exact>, span: Span) {
        let actual = points.iter().fold(Exact::default(), |sum, points| sum + points);
        if actual != *stated {
            let diagnostic = Diagnostic::new(&crate::diagnostic::TOTAL_MISMATCH).with("owner", owner);
            let shown = |value: &Exact| crate::quantity::to_f64(value).to_string();
            self.diagnostics.push(diagnostic.with("stated", shown(stated)).with("actual", shown(&actual)).at(span));
        }
    }
}
