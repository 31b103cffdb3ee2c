//! When an outcome line holds: a truth, a band, or both.

use crate::pack::{self, Comparison, Outcome};
use crate::program::{Check, CheckId, Condition};
use crate::quantity::{Exact, Unit};
use crate::table::Grain;

use super::Compiler;
use super::expression::Context;

/// Where outcome lines stand: their rule, and what its formulas see.
pub(super) struct Scene<'c> {
    pub(super) own: CheckId,
    pub(super) owner: &'c str,
    pub(super) full: Option<Exact>,
    /// The formula of the rule, whose members and scope its outcomes share.
    pub(super) outer: Option<&'c Context<'c>>,
}

impl Scene<'_> {
    /// What a formula of an outcome line sees.
    pub(super) fn context<'f>(&self, grain: Grain, formula: &'f pack::Formula) -> Context<'f> {
        Context {
            formula,
            grain,
            it: None,
            members: self.outer.and_then(|outer| outer.members.clone()),
            member: Some(self.own),
            scope: self.outer.and_then(|outer| outer.scope),
            upper: self.outer.and_then(|outer| outer.upper.clone()),
            counts_as: self.outer.and_then(|outer| outer.counts_as.clone()),
            full: self.full.clone(),
            owner: self.owner.to_owned(),
        }
    }
}

impl Compiler<'_> {
    /// When a line holds; `None` after reporting what is wrong with its condition.
    pub(super) fn outcome_condition(
        &mut self,
        line: &Outcome,
        attainment: bool,
        scene: &Scene<'_>,
    ) -> Option<Condition> {
        let check = self.checks[scene.own.0 as usize].clone();
        let when = match &line.when {
            Some(formula) if formula.text != "else" => Some(self.condition(&scene.context(check.grain, formula))?),
            _ => None,
        };
        let compared = if attainment { Check { unit: Unit::none(), ..check } } else { check };
        Some(Condition { when, band: self.band(line, &compared, scene) })
    }

    fn band(&mut self, line: &Outcome, check: &Check, scene: &Scene<'_>) -> Vec<(Comparison, crate::program::Node)> {
        let stated = [
            (Comparison::AtLeast, &line.at_least),
            (Comparison::AtMost, &line.at_most),
            (Comparison::MoreThan, &line.more_than),
            (Comparison::LessThan, &line.less_than),
        ];
        let mut band = Vec::new();
        for (comparison, limit) in stated {
            let Some(limit) = limit else { continue };
            let Some(formula) = limit.formulas().first().copied() else { continue };
            band.extend(self.limit(&[(comparison, limit)], check, &scene.context(check.grain, formula)));
        }
        band
    }
}
