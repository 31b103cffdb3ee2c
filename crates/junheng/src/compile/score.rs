//! How points come about.

use crate::diagnostic::{Diagnostic, UNREACHABLE_POINTS};
use crate::formula::{BinaryOperator, Expression, Shape, parse};
use crate::pack::{self, IfNotApplicable, Outcome, PerStage, Role};
use crate::program::{Award, Check, CheckId, Line, LooksAt, Node, Over, Score, Test};
use crate::quantity::{Dimension, Exact, Unit, to_f64};
use crate::source::normal;
use crate::table::Grain;

use super::Compiler;
use super::bands::number;
use super::condition::Scene;
use super::expression::Context;
use super::grade::worst_grade;
use super::name::UPPER;
use super::names::role;

impl Compiler<'_> {
    /// Adds a check, with its score where the rule gives points and its grade where it gives one.
    pub(super) fn scored(
        &mut self,
        record: &pack::Rule,
        check: Check,
        context: Option<&Context<'_>>,
    ) -> Option<CheckId> {
        let own = self.add(check);
        let looks_at = self.looks_at(record, own);
        self.graded(record, own, &looks_at, context);
        let gives_points = matches!(role(self.pack, record), Role::Scored | Role::Bonus) || record.points.is_some();
        if gives_points {
            let score = self.score(record, own, looks_at, context);
            self.checks[own.0 as usize].score = Some(score);
        }
        Some(own)
    }

    fn score(&mut self, record: &pack::Rule, own: CheckId, looks_at: LooksAt, context: Option<&Context<'_>>) -> Score {
        let full = super::stated(&record.points);
        let lines: Vec<&Outcome> = record.outcome.iter().filter(|line| !gives_only_a_grade(line)).collect();
        let lines = lines.into_iter().filter_map(|line| self.line(record, line, own, &full, context)).collect();
        let score = Score {
            full,
            floor: record.floor.as_ref().map(|floor| floor.exact.clone()),
            lines,
            if_not_applicable: record.if_not_applicable.unwrap_or(IfNotApplicable::OutOfTotal),
            points: None,
            looks_at,
            step: record.score_step.as_ref().map(|step| step.exact.clone()),
        };
        self.check_reach(record, &score);
        // Deductions each stand for themselves: where none holds nothing is taken.
        if !score.lines.iter().any(|line| is_deduction(&line.award)) {
            let bands = score.lines.iter().map(|line| &line.condition).collect::<Vec<_>>();
            self.check_bands(record.id.as_str(), record.id.0.span, &bands, &score.looks_at);
            self.check_rest(record, &score);
        }
        self.check_choices(record, &score);
        score
    }

    /// What points need said: what an item that does not apply gives, and where points come from beside a grade.
    fn check_choices(&mut self, record: &pack::Rule, score: &Score) {
        if record.applies.is_some() && record.if_not_applicable.is_none() {
            let known = "\"full\" | \"no_deduction\" | \"out_of_total\" | \"zero\"";
            let en = "what it gives where it does not apply";
            self.unstated(en, "不适用时怎样计分", "if_not_applicable", known, record.span);
        }
        let by_steps = record.outcome.iter().any(|line| line.deduct.is_some() && line.per.is_some());
        let too_much = score.full.as_ref().is_some_and(|full| by_steps || may_take_more(&score.lines, full));
        if record.floor.is_none() && too_much {
            let en = "how far deductions go, which may take more than full points";
            self.unstated(en, "扣分可能多于满分：扣到几分为止", "floor", "floor = 0", record.span);
        }
        if record.scale.is_some() && score.lines.is_empty() {
            self.unstated("how many points a grade gives", "各等次得多少分", "points", "outcome.points", record.span);
        }
    }

    /// Lines that give points must leave no case without: what holds for the rest needs said.
    fn check_rest(&mut self, record: &pack::Rule, score: &Score) {
        let Some(last) = score.lines.last() else { return };
        let has_answer = |answer: &pack::Text| record.outcome.iter().any(|line| is_for(line, &answer.value));
        let answers = record.ask.as_ref().map_or(&[][..], |ask| &ask.answers);
        let is_whole = !answers.is_empty() && answers.iter().all(has_answer);
        let banded = score.lines.iter().all(|line| line.condition.when.is_none() && !line.condition.band.is_empty());
        let open = last.condition.when.is_some() || !last.condition.band.is_empty();
        if open && !banded && !is_whole {
            let at = record.outcome.last().map_or(record.span, |line| line.span);
            let en = "how many points there are where no line holds";
            self.unstated(en, "各行都不成立时得多少分", "when", "{ when = \"else\", points = 0 }", at);
        }
    }

    fn looks_at(&mut self, record: &pack::Rule, own: CheckId) -> LooksAt {
        let attainment = record.outcome_of == Some(pack::OutcomeOf::Attainment);
        if attainment && self.checks[own.0 as usize].comparison.is_some_and(|comparison| comparison.is_upper()) {
            self.upper_is_stated(record);
        }
        let Some(rounding) = &record.outcome_round else { return LooksAt { attainment, rounding: None } };
        let check = &self.checks[own.0 as usize];
        let (grain, unit) = (check.grain, if attainment { Unit::none() } else { check.unit.clone() });
        let context = self.plain(&rounding.to, grain, "");
        let step = self.limit_formula(&rounding.to, &unit, &context).as_ref().and_then(number);
        LooksAt { attainment, rounding: step.map(|step| (step, rounding.mode)) }
    }

    /// Bands of the attainment of an upper limit need said how it is counted.
    fn upper_is_stated(&mut self, record: &pack::Rule) {
        match &record.attainment_at_most {
            None => {
                let (en, zh) = ("how an upper limit counts as reached", "不高于的限值怎样算完成程度");
                self.unstated(en, zh, "attainment_at_most", "\"limit / value\"", record.span);
            }
            Some(formula) if formula.text.replace(' ', "") != UPPER => {
                self.not_yet("outcome_of + attainment_at_most", formula.span);
            }
            Some(_) => {}
        }
    }

    fn line(
        &mut self,
        record: &pack::Rule,
        line: &Outcome,
        own: CheckId,
        full: &Option<Exact>,
        outer: Option<&Context<'_>>,
    ) -> Option<Line> {
        let scene = Scene { own, owner: record.id.as_str(), full: full.clone(), outer };
        let attainment = record.outcome_of == Some(pack::OutcomeOf::Attainment);
        let condition = self.outcome_condition(line, attainment, &scene)?;
        let grain = self.checks[own.0 as usize].grain;
        let award = self.award(line, own, &|formula| scene.context(grain, formula))?;
        Some(Line { condition, award })
    }

    fn award<'f>(
        &mut self,
        line: &'f Outcome,
        own: CheckId,
        context: &impl Fn(&'f pack::Formula) -> Context<'f>,
    ) -> Option<Award> {
        // Points and shares are numbers, points in 分 or bare; steps are in the unit of what they are counted of.
        let measured = |compiler: &mut Self, formula: &'f pack::Formula| {
            let context = context(formula);
            let typed = compiler.formula(&context)?;
            let dimension = compiler.expect_number(&typed, &context, &(0..formula.text.len()))?;
            Some((typed.node, dimension))
        };
        let points_dimension = self.points_dimension();
        let formula = |compiler: &mut Self, formula: &'f pack::Formula| {
            let (node, dimension) = measured(compiler, formula)?;
            if !dimension.is_none() && !dimension.matches(&points_dimension) {
                compiler.units_differ(&dimension, &points_dimension, formula.span);
                return None;
            }
            Some(node)
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
                    (Some(per), Some(step)) => {
                        let (node, dimension) = measured(self, per)?;
                        self.steps_fit(line, per, &dimension, own, &measured)?;
                        Some((node, step))
                    }
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
                    Some(of) => Some(measured(self, of)?.0),
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

    /// A step is in the unit of what is counted by it: the shortfall of the value, or what `of` says.
    fn steps_fit<'f>(
        &mut self,
        line: &'f Outcome,
        per: &pack::Formula,
        step: &Dimension,
        own: CheckId,
        measured: &impl Fn(&mut Self, &'f pack::Formula) -> Option<(Node, Dimension)>,
    ) -> Option<()> {
        let counted = match &line.of {
            Some(of) => measured(self, of)?.1,
            None => self.checks[own.0 as usize].unit.dimension.clone(),
        };
        if !counted.matches(step) {
            self.units_differ(step, &counted, per.span);
            return None;
        }
        Some(())
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
            Node::Fold(function, Over::Rows { grain: staged.grain, value, filter: None, weight: None, by: None })
        });
        let score = staged.score.as_ref().map(|score| Score { lines: Vec::new(), points, ..score.clone() });
        let grading = staged.grading.as_ref().map(|grading| worst_grade(grading, each, staged.grain));
        let whole = Check {
            grain: Grain::whole(staged.grain.level),
            test: Test::Truth(Node::RollUp(each)),
            scope: None,
            applies: None,
            comparison: None,
            members: vec![each],
            score,
            grading,
            ..staged
        };
        self.add(whole)
    }
}

/// Whether the deductions of some row may come to more than full points.
fn may_take_more(lines: &[Line], full: &Exact) -> bool {
    let mut most = Exact::default();
    for line in lines {
        match &line.award {
            Award::Deduct { amount: Node::Number(amount), per: None, .. } => most += &amount.exact,
            Award::Deduct { .. } => return true,
            Award::PickedDeduction(_, high) => most += high,
            _ => {}
        }
    }
    most > *full
}

fn is_deduction(award: &Award) -> bool {
    matches!(award, Award::Deduct { .. } | Award::PickedDeduction(..))
}

/// Whether a line is for an answer and nothing else: `answer = 是`, `answer in [是, 否]`.
fn is_for(line: &Outcome, answer: &str) -> bool {
    let is_word = |part: &Expression| matches!(&part.shape, Shape::Name(name) if *name == normal(answer));
    let is_answer = |part: &Expression| matches!(&part.shape, Shape::Name(name) if name == "answer");
    let Some(tree) = line.when.as_ref().and_then(|when| parse(&when.text).ok()) else { return false };
    match &tree.shape {
        Shape::Binary(BinaryOperator::Equal, left, right) => is_answer(left) && is_word(right),
        Shape::In(left, list) => match &list.shape {
            Shape::List(words) => is_answer(left) && words.iter().any(is_word),
            _ => false,
        },
        _ => false,
    }
}

/// A line that says nothing about points.
fn gives_only_a_grade(line: &Outcome) -> bool {
    let gives_a_grade = line.grade.is_some() || line.state.is_some();
    gives_a_grade && line.points.is_none() && line.share.is_none() && line.deduct.is_none()
}
