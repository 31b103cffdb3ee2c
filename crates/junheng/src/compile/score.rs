//! How points come about.

use crate::diagnostic::{Diagnostic, UNREACHABLE_POINTS};
use crate::pack::{self, IfNotApplicable, Outcome, PerStage, Role};
use crate::program::{Award, Check, CheckId, Line, Node, Over, Score, Test};
use crate::quantity::{Exact, to_f64};
use crate::table::Grain;

use super::Compiler;
use super::expression::Context;
use super::names::role;

impl Compiler<'_> {
    /// Adds a check, with its score where the rule gives points.
    pub(super) fn scored(
        &mut self,
        record: &pack::Rule,
        check: Check,
        context: Option<&Context<'_>>,
    ) -> Option<CheckId> {
        let own = self.add(check);
        if record.scale.is_some() || record.outcome.iter().any(|line| line.grade.is_some() || line.state.is_some()) {
            self.not_yet("scale / grade", record.span);
            return Some(own);
        }
        if !matches!(role(self.pack, record), Role::Scored | Role::Bonus) && record.points.is_none() {
            return Some(own);
        }
        let full = super::stated(&record.points);
        let lines = record.outcome.iter().filter_map(|line| self.line(record, line, own, &full, context)).collect();
        let score = Score {
            full,
            floor: record.floor.as_ref().map(|floor| floor.exact.clone()),
            lines,
            if_not_applicable: record.if_not_applicable.unwrap_or(IfNotApplicable::OutOfTotal),
            points: None,
            rounding: None,
            of_attainment: record.outcome_of == Some(pack::OutcomeOf::Attainment),
        };
        self.check_reach(record, &score);
        let score = self.with_rounding(record, score, own);
        self.check_bands(record, &score);
        if record.applies.is_some() && record.if_not_applicable.is_none() {
            let known = "\"full\" | \"no_deduction\" | \"out_of_total\" | \"zero\"";
            self.unstated(
                "what it gives where it does not apply",
                "不适用时怎样计分",
                "if_not_applicable",
                known,
                record.span,
            );
        }
        self.checks[own.0 as usize].score = Some(score);
        Some(own)
    }

    fn with_rounding(&mut self, record: &pack::Rule, mut score: Score, own: CheckId) -> Score {
        let Some(rounding) = &record.outcome_round else { return score };
        let grain = self.checks[own.0 as usize].grain;
        let context = self.plain(&rounding.to, grain, "");
        if let Some(Node::Number(step)) = self.formula(&context).map(|typed| typed.node) {
            score.rounding = Some((step.exact, rounding.mode));
        }
        score
    }

    fn line(
        &mut self,
        record: &pack::Rule,
        line: &Outcome,
        own: CheckId,
        full: &Option<Exact>,
        outer: Option<&Context<'_>>,
    ) -> Option<Line> {
        let grain = self.checks[own.0 as usize].grain;
        let context = |formula| Context {
            formula,
            grain,
            it: None,
            members: outer.and_then(|outer| outer.members.clone()),
            member: Some(own),
            scope: outer.and_then(|outer| outer.scope),
            upper: false,
            full: full.clone(),
            owner: record.id.as_str().to_owned(),
        };
        let when = match &line.when {
            Some(formula) if formula.text != "else" => Some(self.condition(&context(formula))?),
            _ => None,
        };
        let band = self.band(line, own, &context);
        let award = self.award(line, own, &context)?;
        Some(Line { when, band, award })
    }

    fn band<'f>(
        &mut self,
        line: &'f Outcome,
        own: CheckId,
        context: &impl Fn(&'f pack::Formula) -> Context<'f>,
    ) -> Vec<(pack::Comparison, Node)> {
        let stated = [
            (pack::Comparison::AtLeast, &line.at_least),
            (pack::Comparison::AtMost, &line.at_most),
            (pack::Comparison::MoreThan, &line.more_than),
            (pack::Comparison::LessThan, &line.less_than),
        ];
        let mut band = Vec::new();
        for (comparison, limit) in stated {
            let Some(limit) = limit else { continue };
            let pack::Limit::One(formula) = limit else {
                self.not_yet("outcome by stage", line.span);
                continue;
            };
            let check = self.checks[own.0 as usize].clone();
            let check = if line_of_attainment(self.pack, &check.id) {
                Check { unit: crate::quantity::Unit::none(), ..check }
            } else {
                check
            };
            if let Some(found) = self.limit(&[(comparison, limit)], &check, &context(formula)) {
                band.push(found);
            }
        }
        band
    }

    fn award<'f>(
        &mut self,
        line: &'f Outcome,
        own: CheckId,
        context: &impl Fn(&'f pack::Formula) -> Context<'f>,
    ) -> Option<Award> {
        let formula = |compiler: &mut Self, formula: &'f pack::Formula| {
            compiler.formula(&context(formula)).map(|typed| typed.node)
        };
        match (&line.points, &line.share, &line.deduct) {
            (Some(pack::Award::Formula(points)), None, None) => Some(Award::Points(formula(self, points)?)),
            (Some(pack::Award::Range(low, high)), None, None) => {
                Some(Award::Picked(low.exact.clone(), high.exact.clone()))
            }
            (None, Some(pack::Award::Formula(share)), None) => Some(Award::Share(formula(self, share)?)),
            (None, None, Some(pack::Award::Range(low, high))) => {
                Some(Award::PickedDeduction(low.exact.clone(), high.exact.clone()))
            }
            (None, None, Some(pack::Award::Formula(amount))) => {
                let amount = formula(self, amount)?;
                let per = match (&line.per, line.step) {
                    (Some(per), Some(step)) => Some((formula(self, per)?, step)),
                    (Some(per), None) => {
                        self.unstated(
                            "how steps are counted",
                            "不足一步怎样计",
                            "step",
                            "\"proportional\" | \"whole\" | \"started\"",
                            per.span,
                        );
                        None
                    }
                    (None, _) => None,
                };
                let of = match &line.of {
                    Some(of) => Some(formula(self, of)?),
                    None => None,
                };
                self.shortfall_has_limit(line, own);
                Some(Award::Deduct { amount, per, of })
            }
            _ => {
                self.unstated("what the line gives", "这一行给多少分", "points", "points | share | deduct", line.span);
                None
            }
        }
    }

    /// Steps of a shortfall need a limit to fall short of.
    fn shortfall_has_limit(&mut self, line: &Outcome, own: CheckId) {
        let limited = matches!(&self.checks[own.0 as usize].test, Test::Limit { limit: Some(_), .. });
        if line.per.is_some() && line.of.is_none() && !limited {
            self.unstated("what the steps are counted of", "按什么计步", "of", "of = \"value\"", line.span);
        }
    }

    /// Warns where the ranges a person picks within do not reach from 0 to full points.
    fn check_reach(&mut self, record: &pack::Rule, score: &Score) {
        let Some(full) = score.full.as_ref().filter(|_| record.reachable.is_empty()) else { return };
        let picked: Vec<(&Exact, &Exact)> = score
            .lines
            .iter()
            .filter_map(|line| match &line.award {
                Award::Picked(low, high) => Some((low, high)),
                _ => None,
            })
            .collect();
        if picked.is_empty() || picked.len() != score.lines.len() {
            return;
        }
        let low = picked.iter().map(|(low, _)| *low).min();
        let high = picked.iter().map(|(_, high)| *high).max();
        let (Some(low), Some(high)) = (low, high) else { return };
        if high != full || *low != Exact::default() {
            let diagnostic =
                Diagnostic::new(&UNREACHABLE_POINTS).with("rule", record.id.as_str()).with("points", to_f64(full));
            self.diagnostics.push(diagnostic.with("low", to_f64(low)).with("high", to_f64(high)).at(record.id.0.span));
        }
    }

    /// One finding over all stages of a unit: met where all are, with the worst or the sum of their points.
    pub(super) fn over_stages(&mut self, record: &pack::Rule, each: CheckId) -> CheckId {
        let staged = self.checks[each.0 as usize].clone();
        let verb = if record.per_stage == Some(PerStage::Sum) { "sum" } else { "min" };
        let points = crate::function::find(verb).map(|function| {
            let value = Box::new(Node::Points(each));
            Node::Fold(function, Over::Rows { grain: staged.grain, value, filter: None, weight: None })
        });
        let score = staged.score.as_ref().map(|score| Score { lines: Vec::new(), points, ..score.clone() });
        let whole = Check {
            grain: Grain::whole(staged.grain.level),
            test: Test::Truth(Node::RollUp(each)),
            scope: None,
            applies: None,
            comparison: None,
            members: vec![each],
            score,
            ..staged
        };
        self.add(whole)
    }
}

fn line_of_attainment(pack: &pack::Pack, rule: &str) -> bool {
    pack.rule.iter().any(|record| record.id.as_str() == rule && record.outcome_of == Some(pack::OutcomeOf::Attainment))
}
