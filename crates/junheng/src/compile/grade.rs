//! Scales, and how a rule comes to a grade of one.

use crate::diagnostic::{BAD_WORD, Diagnostic};
use crate::pack::{self, IfSeveral, Outcome, Text};
use crate::program::{CheckId, Condition, Given, Grading, LooksAt, Node, Over, Scale, Waiver};
use crate::source::{Span, normal};
use crate::table::Grain;

use super::Compiler;
use super::condition::Scene;
use super::expression::Context;
use super::schema::unknown;

impl Compiler<'_> {
    /// The ladders of the pack, their grades from the worst up.
    pub(super) fn compile_scales(&mut self) {
        for record in &self.pack.scale {
            let grades = record.grades.iter().rev().map(|grade| (normal(&grade.id.value), grade.state));
            self.scales.push(Scale {
                id: record.id.as_str().to_owned(),
                title: record.title.clone().unwrap_or_default(),
                grades: grades.collect(),
            });
        }
    }

    /// The scale a record names; reports one there is not.
    pub(super) fn scale_named(&mut self, name: &Option<Text>) -> Option<usize> {
        let name = name.as_ref()?;
        let found = self.scales.iter().position(|scale| scale.id == name.value);
        if found.is_none() {
            let known: Vec<String> = self.scales.iter().map(|scale| scale.id.clone()).collect();
            self.diagnostics.push(unknown(name, ["等次", "scale"], known.iter().map(String::as_str)));
        }
        found
    }

    /// The place of a grade in its scale, from 0 for the worst; reports a word that is none.
    pub(super) fn grade_named(&mut self, scale: usize, word: &str, at: Span) -> Option<u32> {
        let grades = &self.scales[scale].grades;
        let found = grades.iter().position(|(grade, _)| *grade == normal(word));
        if found.is_none() {
            let known = grades.iter().rev().map(|(grade, _)| grade.as_str()).collect::<Vec<_>>().join(" | ");
            self.diagnostics.push(Diagnostic::new(&BAD_WORD).with("word", word).with("known", known).at(at));
        }
        found.map(|place| place as u32)
    }

    /// Gives a check its grading, where its rule gives a grade or a state of its own.
    pub(super) fn graded(
        &mut self,
        record: &pack::Rule,
        own: CheckId,
        looks_at: &LooksAt,
        outer: Option<&Context<'_>>,
    ) {
        let scale = self.scale_named(&record.scale);
        let scene = Scene { own, owner: record.id.as_str(), full: None, outer };
        let waivers = self.waivers(&record.variant, scale, &scene);
        let lines = self.grade_lines(&record.outcome, scale, looks_at, &scene);
        if scale.is_none() && waivers.is_empty() && lines.is_empty() {
            return;
        }
        let answers = scale.map_or_else(Vec::new, |scale| self.answers_as_grades(record, scale));
        if record.scale.is_some() && lines.is_empty() && answers.is_empty() {
            self.unstated(
                "how a grade comes about",
                "等次怎样得来",
                "outcome",
                "outcome = [{ when, grade }]",
                record.span,
            );
        }
        let several = self.waiver_choice(record, &waivers);
        let looks_at = looks_at.clone();
        let (taken, caps, stops) = (None, Vec::new(), Vec::new());
        let grading = Grading { scale, lines, looks_at, answers, waivers, several, taken, caps, stops };
        self.checks[own.0 as usize].grading = Some(grading);
    }

    /// The lines that give a grade or a state; bands must tile, and the last line must leave nothing open.
    pub(super) fn grade_lines(
        &mut self,
        outcomes: &[Outcome],
        scale: Option<usize>,
        looks_at: &LooksAt,
        scene: &Scene<'_>,
    ) -> Vec<(Condition, Given)> {
        let mut lines = Vec::new();
        for line in outcomes {
            let Some(given) = self.given(line, scale) else { continue };
            let Some(condition) = self.outcome_condition(line, looks_at.attainment, scene) else { continue };
            lines.push((condition, given));
        }
        let conditions: Vec<&Condition> = lines.iter().map(|(condition, _)| condition).collect();
        self.check_bands(scene.owner, self.checks[scene.own.0 as usize].span, &conditions, looks_at);
        let open = conditions.last().is_some_and(|last| last.when.is_some());
        if let Some(last) = outcomes.last().filter(|_| open && scale.is_some()) {
            self.unstated(
                "the grade where no line holds",
                "各行都不成立时是什么等次",
                "when",
                "when = \"else\"",
                last.span,
            );
        }
        lines
    }

    fn given(&mut self, line: &Outcome, scale: Option<usize>) -> Option<Given> {
        match (&line.grade, line.state) {
            (Some(grade), None) => self.grade_given(grade, scale),
            (None, Some(state)) => Some(Given::State(state)),
            (Some(_), Some(_)) => {
                self.unstated("what the line gives", "这一行给什么", "grade", "grade | state", line.span);
                None
            }
            (None, None) => None,
        }
    }

    fn grade_given(&mut self, grade: &Text, scale: Option<usize>) -> Option<Given> {
        let Some(scale) = scale else {
            self.unstated("the scale of the grade", "是哪一套等次", "scale", "scale = \"…\"", grade.span);
            return None;
        };
        self.grade_named(scale, &grade.value, grade.span).map(Given::Grade)
    }

    /// Answers that are themselves grades; where lines of outcome decide there are none.
    fn answers_as_grades(&mut self, record: &pack::Rule, scale: usize) -> Vec<(u32, u32)> {
        let Some(ask) = &record.ask else { return Vec::new() };
        if record.outcome.iter().any(|line| line.grade.is_some()) {
            return Vec::new();
        }
        let mut answers = Vec::new();
        for answer in &ask.answers {
            let grade = self.grade_named(scale, &answer.value, answer.span);
            let word = self.word(&answer.value);
            answers.extend(grade.map(|grade| (word, grade)));
        }
        answers
    }

    fn waivers(&mut self, variants: &[pack::Variant], scale: Option<usize>, scene: &Scene<'_>) -> Vec<Waiver> {
        let grain = self.checks[scene.own.0 as usize].grain;
        let mut waivers = Vec::new();
        for variant in variants {
            let given = match (&variant.grade, variant.state) {
                (Some(grade), _) => self.grade_given(grade, scale),
                (None, Some(state)) => Some(Given::State(state)),
                (None, None) => None,
            };
            let Some(given) = given else { continue };
            let Some(when) = self.condition(&scene.context(grain, &variant.when)) else { continue };
            let in_force = (variant.from.map(|date| date.days), variant.until.map(|date| date.days));
            waivers.push(Waiver { id: variant.id.as_str().to_owned(), when, in_force, given });
        }
        waivers
    }

    /// Whether a waiver replaces what was found or only betters it must be said.
    fn waiver_choice(&mut self, record: &pack::Rule, waivers: &[Waiver]) -> IfSeveral {
        if !waivers.is_empty() && record.if_several.is_none() {
            self.unstated(
                "whether the variant replaces the finding or only betters it",
                "变通是取代原结论，还是只在更好时采用",
                "if_several",
                "\"first\" | \"lenient\"",
                record.span,
            );
        }
        record.if_several.unwrap_or(IfSeveral::First)
    }

    /// The words a node may be compared with as grades: those of its scale.
    pub(super) fn grade_words(&mut self, scale: usize) -> Vec<u32> {
        let grades: Vec<String> = self.scales[scale].grades.iter().map(|(grade, _)| grade.clone()).collect();
        grades.iter().map(|grade| self.word(grade)).collect()
    }

    /// The scale of the grades a check gives.
    pub(super) fn scale_of(&self, check: CheckId) -> Option<usize> {
        self.checks[check.0 as usize].grading.as_ref()?.scale
    }
}

/// The worst of the grades of the stages.
pub(super) fn worst_grade(grading: &Grading, each: CheckId, staged: Grain) -> Grading {
    let taken = crate::function::find("min").map(|function| {
        let value = Box::new(Node::Grade(each));
        Node::Fold(function, Over::Rows { grain: staged, value, filter: None, weight: None, by: None })
    });
    let of_states = grading.scale.is_none();
    Grading {
        lines: Vec::new(),
        answers: Vec::new(),
        waivers: Vec::new(),
        taken: taken.filter(|_| !of_states),
        ..grading.clone()
    }
}
