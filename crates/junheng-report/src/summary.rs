//! What one subject unit looks like, rule by rule.

use junheng::assessment::{Line, State, Subject};
use junheng::evaluate::Reason;
use junheng::pack::Role;
use junheng::program::{Program, Rule, Verdict};
use junheng::table::Presence;

use crate::context::Context;

/// A rule with everything found about it at the level of the subject.
pub struct Item<'a> {
    /// Its place among the rules of the pack.
    pub at: usize,
    /// The rule.
    pub rule: &'a Rule,
    /// Its lines, those of its members included.
    pub lines: Vec<Line<'a>>,
    /// What they come to.
    pub state: State,
}

impl<'a> Item<'a> {
    /// The lines that decide its state: on the rule itself, or on its members where there is no such.
    pub fn deciding(&self) -> impl Iterator<Item = &Line<'a>> {
        self.lines.iter().filter(|line| self.rule.main.is_none_or(|main| main == line.check && line.item.is_empty()))
    }

    /// Points and full points, where it gives points.
    pub fn points(&self, program: &Program) -> Option<(Option<f64>, Option<f64>)> {
        let line = self.lines.iter().find(|line| line.item.is_empty())?;
        let score = program.check(line.check).score.as_ref()?;
        Some((line.points, score.full.as_ref().map(junheng::quantity::to_f64)))
    }
}

/// A verdict with its lines, the one on the whole last.
pub struct Judgement<'a> {
    /// The verdict.
    pub verdict: &'a Verdict,
    /// By stage.
    pub by_stage: Vec<Line<'a>>,
    /// On the whole.
    pub state: State,
    /// The grade on the whole, where the verdict gives one.
    pub grade: &'a str,
}

/// Everything found about one subject unit.
pub struct Summary<'a> {
    /// The verdicts, the main one first.
    pub judgements: Vec<Judgement<'a>>,
    /// The rules, in the order of the pack.
    pub items: Vec<Item<'a>>,
}

/// Draws up everything found about one subject unit.
pub fn summary(context: Context<'_>, subject: usize) -> Summary<'_> {
    let program = context.program();
    let mut lines = context.view().lines(subject).into_iter().peekable();
    let mut judgements = Vec::new();
    for verdict in &program.verdicts {
        let mut own = Vec::new();
        while let Some(line) = lines.next_if(|line| is_about_verdict(line, verdict)) {
            own.push(line);
        }
        let (state, grade) = own.pop().map_or((State::Undetermined, ""), |line| (line.state, line.grade));
        judgements.push(Judgement { verdict, by_stage: own, state, grade });
    }
    let empty = |(at, rule)| Item { at, rule, lines: Vec::new(), state: State::Unjudged };
    let mut items: Vec<Item<'_>> = program.rules.iter().enumerate().map(empty).collect();
    for line in lines {
        if let Subject::Rule(rule) = line.about
            && let Some(item) = items.iter_mut().find(|item| std::ptr::eq(item.rule, rule))
        {
            item.lines.push(line);
        }
    }
    items.retain(|item| !item.lines.is_empty());
    for item in &mut items {
        item.state = together(item.deciding().map(|line| line.state));
    }
    Summary { judgements, items }
}

fn is_about_verdict(line: &Line<'_>, verdict: &Verdict) -> bool {
    matches!(line.about, Subject::Verdict(own) if std::ptr::eq(own, verdict))
}

/// What several states come to: any failure known beats the unknown, the inapplicable drops out.
pub fn together(states: impl Iterator<Item = State>) -> State {
    let states: Vec<State> = states.collect();
    let order = [State::NotMet, State::Error, State::Undetermined, State::NotChecked, State::Met, State::NotApplicable];
    order.into_iter().find(|state| states.contains(state)).unwrap_or(State::Unjudged)
}

/// Whether a rule is a part of an item, or only serves others.
pub fn is_part(program: &Program, rule: &Rule) -> bool {
    let within = rule.within.as_deref();
    rule.role == Role::Part || within.is_some_and(|within| program.rules.iter().any(|item| item.id == within))
}

/// The top section a rule stands in.
pub fn section_of(program: &Program, rule: &Rule) -> Option<usize> {
    let mut place = rule.within.as_deref()?;
    let mut found = None;
    // No deeper than there are sections and rules, should they stand in a circle.
    for _ in 0..=program.sections.len() + program.rules.len() {
        if let Some(at) = program.sections.iter().position(|section| section.id == place) {
            found = Some(at);
        }
        let section =
            program.sections.iter().find(|section| section.id == place).and_then(|section| section.within.as_deref());
        let item = || program.rules.iter().find(|rule| rule.id == place).and_then(|rule| rule.within.as_deref());
        let Some(above) = section.or_else(item) else { break };
        place = above;
    }
    found
}

impl<'a> Summary<'a> {
    /// Whether any verdict looks at an item; in a pack without one every rule stands for itself.
    pub fn is_looked_at(&self, item: &Item<'_>) -> bool {
        if self.judgements.is_empty() {
            return item.rule.role != Role::Part;
        }
        self.judgements.iter().any(|judgement| judgement.verdict.rules.contains(&item.at))
    }

    /// The items a verdict looks at.
    pub fn of_verdict(&self, verdict: &Verdict) -> Vec<&Item<'a>> {
        self.items.iter().filter(|item| verdict.rules.contains(&item.at)).collect()
    }
}

/// A column that is not there is missing for every unit alike.
pub fn whole_column(reason: Reason) -> Reason {
    match reason.presence {
        Presence::NoColumn => Reason { unit: String::new(), stage: String::new(), place: None, ..reason },
        _ => reason,
    }
}
