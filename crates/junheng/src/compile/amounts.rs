//! Numbers that cannot be: points below none, steps of nothing, half a decimal place.

use crate::diagnostic::{BAD_AMOUNT, Diagnostic};
use crate::formula::{Shape, parse};
use crate::pack::{self, Award, Compare, Number, Rounding};
use crate::quantity::{Exact, parse_decimal, to_f64};
use crate::source::Span;

use super::Compiler;

/// Decimal places that an `f64` can tell apart.
const MOST_PLACES: u32 = 15;

impl Compiler<'_> {
    pub(super) fn check_amounts(&mut self) {
        let pack = self.pack;
        pack.rule.iter().for_each(|rule| self.amounts_of(rule));
        let numeric = pack.numeric.iter();
        for (_, places) in numeric.clone().flat_map(|numeric| &numeric.display.0) {
            self.places("numeric", "display", places);
        }
        for numeric in numeric {
            if let Compare::Rounded(Rounding { places, .. }) = &numeric.compare {
                self.places("numeric", "places", places);
            }
        }
        for (_, weight) in pack.split.iter().flat_map(|split| &split.weights.0) {
            self.at_least_nothing("split", "weights", weight);
        }
        self.version();
    }

    fn bad(&mut self, owner: &str, key: &str, amount: impl ToString, [zh, en]: [&str; 2], at: Span) {
        let told = Diagnostic::new(&BAD_AMOUNT).with("owner", owner).with("key", key).with("amount", amount);
        self.diagnostics.push(told.with("what_zh", zh).with("what", en).at(at));
    }

    /// Other packs name a version by its first part.
    fn version(&mut self) {
        let version = &self.pack.pack.version;
        let parts: Vec<&str> = version.value.split('.').collect();
        let is_number = |part: &&str| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_digit());
        if parts.len() != 3 || !parts.iter().all(is_number) {
            let what = ["三段数，如 1.0.0", "three numbers such as 1.0.0"];
            self.bad("pack", "version", format!("“{}”", version.value), what, version.span);
        }
    }

    fn places(&mut self, owner: &str, key: &str, places: &Number) {
        let whole = places.literal.parse::<u32>().is_ok_and(|places| places <= MOST_PLACES);
        if !whole {
            let what = ["从 0 到 15 的整数", "a whole number from 0 to 15"];
            self.bad(owner, key, &places.literal, what, places.span);
        }
    }

    fn at_least_nothing(&mut self, owner: &str, key: &str, number: &Number) {
        if number.exact < Exact::default() {
            self.bad(owner, key, &number.literal, ["不小于 0 的数", "a number not below 0"], number.span);
        }
    }

    fn amounts_of(&mut self, rule: &pack::Rule) {
        let owner = rule.id.as_str();
        if let Some(pack::Stated::Number(points)) = &rule.points {
            self.at_least_nothing(owner, "points", points);
        }
        if let Some(rounding) = &rule.round {
            self.places(owner, "round", &rounding.places);
        }
        if let Some(floor) = &rule.floor {
            let over = super::stated(&rule.points).is_some_and(|full| floor.exact > full);
            if over || floor.exact < Exact::default() {
                let what = ["从 0 到满分的数", "a number from 0 to full points"];
                self.bad(owner, "floor", &floor.literal, what, floor.span);
            }
        }
        if let Some(step) = rule.score_step.as_ref().filter(|step| step.exact <= Exact::default()) {
            self.bad(owner, "score_step", &step.literal, ["大于 0 的数", "a number above 0"], step.span);
        }
        if let Some(rounding) = &rule.outcome_round {
            self.above_nothing(owner, "outcome_round", &rounding.to);
        }
        rule.outcome.iter().for_each(|line| self.amounts_of_line(owner, line));
    }

    fn amounts_of_line(&mut self, owner: &str, line: &pack::Outcome) {
        for (key, award) in [("points", &line.points), ("share", &line.share), ("deduct", &line.deduct)] {
            match award {
                Some(Award::Range(low, high)) if low.exact > high.exact || low.exact < Exact::default() => {
                    let amount = format!("[{}, {}]", low.literal, high.literal);
                    let what = ["先低后高、不小于 0 的两个数", "two numbers, the lower first, none below 0"];
                    self.bad(owner, key, amount, what, low.span);
                }
                Some(Award::Formula(formula)) if key == "deduct" => self.above_nothing(owner, key, formula),
                _ => {}
            }
        }
        if let Some(per) = &line.per {
            self.above_nothing(owner, "per", per);
        }
    }

    /// A number that is written out, with a unit or without, is above 0.
    fn above_nothing(&mut self, owner: &str, key: &str, formula: &pack::Formula) {
        if written(&formula.text).is_some_and(|number| number <= Exact::default()) {
            let at = formula.part(0, formula.text.len());
            self.bad(owner, key, formula.text.trim(), ["大于 0 的数", "a number above 0"], at);
        }
    }
}

/// The number a formula is, signed or not; none where it has to be worked out.
fn written(text: &str) -> Option<Exact> {
    match parse(text).ok()?.shape {
        Shape::Number { digits, .. } => parse_decimal(&digits),
        Shape::Negative(inner) => match inner.shape {
            Shape::Number { digits, .. } => parse_decimal(&digits).map(|number| -number),
            _ => None,
        },
        _ => None,
    }
    .filter(|number| to_f64(number).is_finite())
}
