//! One unit of a result as the reader of a page, workbook or document sees it: what stands in which part, in words.

use junheng::assessment::State;
use junheng::diagnostic::Language;
use junheng::pack::{Comparison, Fidelity, Role};

use crate::context::{say, sign, with_unit};
use crate::number::{Number, shown, shown_beside};
use crate::record::{Finding, Found, Named, Record, RuleHead, Title, Unit};
use crate::summary::together;
use crate::wording::{self, Wording};

/// One unit of a result, in one language.
#[derive(Clone, Copy)]
pub struct Paper<'a> {
    /// The result.
    pub record: &'a Record,
    /// The unit.
    pub unit: &'a Unit,
    /// The language.
    pub language: Language,
}

/// A rule with everything found about it on the unit itself.
#[derive(Clone)]
pub struct Ruled<'a> {
    /// What the pack says of it.
    pub head: &'a RuleHead,
    /// Its findings, those of its members included.
    pub findings: Vec<&'a Finding>,
    /// What they come to.
    pub state: State,
}

impl<'a> Ruled<'a> {
    /// The findings that decide its state: on the rule itself, or on its members where there is no such.
    pub fn deciding(&self) -> impl Iterator<Item = &'a Finding> {
        let has_own = self.findings.iter().any(|finding| finding.found.item.is_empty());
        self.findings.iter().copied().filter(move |finding| !has_own || finding.found.item.is_empty())
    }

    /// The findings on its members.
    pub fn members(&self) -> impl Iterator<Item = &'a Finding> {
        self.findings.iter().copied().filter(|finding| !finding.found.item.is_empty())
    }
}

/// A part of the checklist with its rules; without a section, the rules that stand in none.
pub struct Part<'a> {
    /// Its number and title.
    pub section: Option<(&'a str, &'a Title)>,
    /// Its rules, those of the parts within it included.
    pub rules: Vec<Ruled<'a>>,
}

impl<'a> Paper<'a> {
    /// A word of the catalogue.
    pub fn word(self, wording: &'static Wording) -> &'static str {
        self.language.pick(wording)
    }

    /// A sentence of the catalogue.
    pub fn say(self, wording: &Wording, arguments: &[(&'static str, String)]) -> String {
        say(self.language, wording, arguments)
    }

    /// A title in the language of the paper; in Chinese where it has no other.
    pub fn title(self, title: &'a Title) -> &'a str {
        Some(self.language.pick(&[&title.zh, &title.en])).filter(|text| !text.is_empty()).unwrap_or(&title.zh)
    }

    /// A stage by its id, in words.
    pub fn stage(self, id: &'a str) -> &'a str {
        self.named(&self.record.run.names.stages, id)
    }

    /// A level by its id, in words.
    pub fn level(self, id: &'a str) -> &'a str {
        self.named(&self.record.run.names.levels, id)
    }

    fn named(self, all: &'a [Named], id: &'a str) -> &'a str {
        all.iter().find(|known| known.id == id).map_or(id, |known| self.title(&known.title))
    }

    /// The name of the unit; its code where it has none.
    pub fn unit_name(self) -> &'a str {
        if self.unit.name.is_empty() { &self.unit.code } else { &self.unit.name }
    }

    /// The title of a rule; its id where it has none.
    pub fn rule_title(self, head: &'a RuleHead) -> &'a str {
        Some(self.title(&head.title)).filter(|title| !title.is_empty()).unwrap_or(&head.id)
    }

    /// A state in words, with the grade it comes from.
    pub fn state(self, state: State, grade: &str) -> String {
        let word = self.word(wording::state(state));
        match grade {
            "" => word.to_owned(),
            _ => self.say(&wording::GRADE_AND_STATE, &[("grade", grade.to_owned()), ("state", word.to_owned())]),
        }
    }

    /// A value for the eye, with its unit, as every report shows it.
    pub fn value(self, found: &Found, places: Option<u32>) -> Option<String> {
        let number = self.bare_value(found, places)?;
        Some(if found.tally.is_some() { number } else { with_unit(&number, &found.unit_of_value) })
    }

    /// A value for the eye, without its unit.
    pub fn bare_value(self, found: &Found, places: Option<u32>) -> Option<String> {
        let value = found.value?;
        let whole = found.limit.is_none() && found.unit_of_value.is_empty() && value.fract() == 0.0;
        if found.tally.is_some() || whole {
            return Some(Number(value).to_string());
        }
        let limit =
            found.limit.as_ref().and_then(|limit| Some((limit.value?, Comparison::from_symbol(&limit.comparison)?)));
        Some(match limit {
            Some((limit, comparison)) => {
                shown_beside(value, limit, comparison, state(found.state.as_deref()) == State::Met, places)
            }
            None => shown(value, places),
        })
    }

    /// The requirement on a value: comparison, limit, unit.
    pub fn requirement(self, found: &Found) -> Option<String> {
        let limit = found.limit.as_ref()?;
        let value = with_unit(&shown(limit.value?, None), &found.unit_of_value);
        Some(format!("{} {value}", sign(&limit.comparison)))
    }

    /// What stands in the place of a value: the number, the answer given, or how many units meet it.
    pub fn told(self, finding: &Finding) -> String {
        let found = &finding.found;
        if let Some(tally) = &found.tally {
            return format!("{}/{}", tally.met, tally.in_scope);
        }
        let answer = found.answer.as_ref().map(|answer| answer.answer.clone());
        self.value(found, finding.places).or(answer).unwrap_or_default()
    }

    /// The rules found on the unit, in the order of the pack.
    pub fn rules(self) -> Vec<Ruled<'a>> {
        let of = |head: &'a RuleHead| {
            let findings: Vec<&Finding> =
                self.unit.findings.iter().filter(|finding| finding.found.rule == head.id).collect();
            let mut ruled = Ruled { head, findings, state: State::Unjudged };
            ruled.state = together(ruled.deciding().map(|finding| state(finding.found.state.as_deref())));
            ruled
        };
        self.record.run.rules.iter().map(of).filter(|ruled| !ruled.findings.is_empty()).collect()
    }

    /// The rules by the top part they stand in, those in none last.
    pub fn parts(self) -> Vec<Part<'a>> {
        let rules = self.rules();
        let sections = &self.record.run.sections;
        let tops = sections.iter().filter(|section| section.within.is_none());
        let placed = |id: Option<&str>| {
            rules.iter().filter(|ruled| self.top(ruled.head.within.as_deref()) == id).cloned().collect::<Vec<_>>()
        };
        let mut parts: Vec<Part<'a>> = tops
            .map(|section| Part {
                section: Some((section.code.as_str(), &section.title)),
                rules: placed(Some(&section.id)),
            })
            .collect();
        parts.push(Part { section: None, rules: placed(None) });
        parts.retain(|part| !part.rules.is_empty());
        parts
    }

    /// The top section above a section or item.
    fn top(self, within: Option<&'a str>) -> Option<&'a str> {
        let (sections, heads) = (&self.record.run.sections, &self.record.run.rules);
        let mut place = within?;
        let mut found = None;
        // No deeper than there are sections and rules, should they stand in a circle.
        for _ in 0..=sections.len() + heads.len() {
            let section = sections.iter().find(|section| section.id == place);
            found = section.map(|section| section.id.as_str()).or(found);
            let above = section.map(|section| section.within.as_deref());
            let item = || heads.iter().find(|head| head.id == place).map(|head| head.within.as_deref());
            match above.or_else(item).flatten() {
                Some(next) => place = next,
                None => break,
            }
        }
        found
    }

    /// The rules that a verdict looks at; in a pack without one, every rule that is no part of another.
    pub fn looked_at(self) -> Vec<Ruled<'a>> {
        let asked = |ruled: &Ruled<'_>| match self.unit.verdicts.as_slice() {
            [] => ruled.head.role != Role::Part.word(),
            verdicts => verdicts.iter().any(|verdict| verdict.rules.contains(&ruled.head.id)),
        };
        self.rules().into_iter().filter(asked).collect()
    }

    /// The rules that a verdict looks at and that are in a state.
    pub fn in_state(self, wanted: &[State]) -> Vec<Ruled<'a>> {
        self.looked_at().into_iter().filter(|ruled| wanted.contains(&ruled.state)).collect()
    }

    /// Whether a rule asks for something of its own: no part of an item, and not only for reference.
    pub fn is_counted(self, ruled: &Ruled<'_>) -> bool {
        let head = ruled.head;
        let looked_at = self.unit.verdicts.iter().any(|verdict| verdict.rules.contains(&head.id));
        looked_at && ruled.state != State::Unjudged
            || head.role != Role::Reference.word() && head.role != Role::Part.word() && self.item_above(head).is_none()
    }

    /// The item that a rule is a part of.
    pub fn item_above(self, head: &RuleHead) -> Option<&'a RuleHead> {
        let within = head.within.as_deref()?;
        self.record.run.rules.iter().find(|item| item.id == within)
    }

    /// The share of a limit that a rule asks of what may fall short: `attainment >= 85 %` in its condition.
    pub fn floor(self, rule: &str) -> Option<f64> {
        let of_rule =
            self.unit.findings.iter().find(|finding| finding.found.rule == rule && finding.found.item.is_empty())?;
        let (_, after) = of_rule.formula.split_once("attainment >=")?;
        let number: String = after.trim_start().chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        let is_percent = after.trim_start()[number.len()..].trim_start().starts_with('%');
        let value: f64 = number.parse().ok()?;
        Some(if is_percent { value / 100.0 } else { value })
    }

    /// The coefficients of variation: findings whose units each have a weight; each once, whatever rule takes it up again.
    pub fn dispersed(self) -> Vec<&'a Finding> {
        let weighed = |finding: &Finding| {
            let shares = finding.shares.as_ref();
            !finding.found.item.is_empty()
                && shares.is_some_and(|shares| shares.of.iter().any(|share| share.weight.is_some()))
        };
        let mut found: Vec<&'a Finding> = Vec::new();
        for finding in self.unit.findings.iter().filter(|finding| weighed(finding)) {
            let same =
                |known: &&Finding| known.found.item == finding.found.item && known.found.stage == finding.found.stage;
            if !found.iter().any(same) {
                found.push(finding);
            }
        }
        found
    }

    /// The state of the main verdict; `None` in a pack without one.
    pub fn verdict(self) -> Option<State> {
        self.unit.verdicts.first().map(|verdict| state(Some(&verdict.state)))
    }

    /// How near the pack or a rule is to its source, in words.
    pub fn fidelity(self, id: Option<&str>) -> &'static str {
        let known = id.and_then(Fidelity::from_word);
        self.word(known.map_or(&wording::NOT_STATED, wording::fidelity))
    }

    /// The mark of a rule that is further from its source than its pack may seem; empty where it is not.
    pub fn mark(self, head: &RuleHead) -> &'static str {
        let marked = [Fidelity::Reconstructed, Fidelity::Constructed];
        let known = marked.into_iter().find(|known| Some(known.word()) == head.fidelity.as_deref());
        wording::mark(known).map_or("", |mark| self.word(mark))
    }

    /// What a rule is to the verdict, in words.
    pub fn role(self, id: &str) -> &'static str {
        Role::from_word(id).map_or("", |role| self.word(wording::role(role)))
    }
}

/// A state by its id; a value without a requirement has none.
pub fn state(id: Option<&str>) -> State {
    id.and_then(State::from_id).unwrap_or(State::Unjudged)
}
