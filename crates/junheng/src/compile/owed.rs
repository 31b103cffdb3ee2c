//! What is owed after recognition, and those whose scores are kept apart.
//!
//! An obligation is a finding under its own id: met when what it asks holds, not met when it does not and its time
//! is over, and before that not applicable. Where variants of rules name it, it is owed by the rows to which such a
//! variant was granted: whose condition holds, the variant being in force on the day of recognition.

use crate::diagnostic::{BAD_ARGUMENT, Diagnostic};
use crate::formula::{self, BinaryOperator, Expression};
use crate::pack::{self, Formula, Role, Text};
use crate::program::{Assessor, Check, CheckId, Node, Rule, Test};
use crate::quantity::Exact;
use crate::table::{Grain, Presence};

use super::Compiler;
use super::check::Slot;
use super::expression::Type;
use super::printed::cite;
use super::schema::{named, unknown};
use super::time::span_of_time;

/// Asks that a rule is met by its own limit, without the variant.
const WITHOUT_VARIANT: &str = "met_without_variant";

/// A variant that an obligation is owed for.
struct Granted {
    /// The check of its rule.
    check: CheckId,
    grain: Grain,
    /// Where it was granted.
    when: Node,
}

impl Compiler<'_> {
    /// The assessors of the pack; exactly one of them decides.
    pub(super) fn assessors(&mut self) -> Vec<Assessor> {
        let deciding = self.pack.assessor.iter().filter(|assessor| assessor.decides).count();
        if let Some(first) = self.pack.assessor.first().filter(|_| deciding != 1) {
            let en = "whose score counts (exactly one)";
            self.unstated(en, "以哪一方的评分为准（只能一方）", "decides", "decides = true", first.span);
        }
        let assessor = |record: &pack::Assessor| Assessor {
            id: record.id.as_str().to_owned(),
            title: record.title.clone(),
            decides: record.decides,
        };
        self.pack.assessor.iter().map(assessor).collect()
    }

    /// The obligations of the pack, each with a finding under its id.
    pub(super) fn obligations(&mut self) -> Vec<Rule> {
        self.variants_owe();
        self.pack.obligation.iter().filter_map(|record| self.obligation(record)).collect()
    }

    fn obligation(&mut self, record: &pack::Obligation) -> Option<Rule> {
        let id = record.id.as_str();
        let recognised = self.recognised(record)?;
        let granted = self.granted(id, &recognised);
        let grain = match &record.level {
            Some(level) => named(&self.names.levels, level, &mut self.diagnostics)?,
            None => granted.first().map_or(Grain::whole(self.names.subject?), |granted| granted.grain),
        };
        let must = self.must(record, grain, &granted)?;
        let title = record.title.clone().unwrap_or_default();
        let mut check = self.draft(id, title.clone(), grain, record.id.0.span, Test::Truth(must.clone()));
        check.formula = record.must.text.clone();
        let own = granted.into_iter().filter(|granted| granted.grain == grain);
        check.scope = joined(BinaryOperator::Or, own.map(|granted| granted.when));
        if let Some(overdue) = self.overdue(record, grain)? {
            check.applies = Some(Node::Binary(BinaryOperator::Or, Box::new(must), Box::new(overdue)));
        }
        let main = self.add(check);
        Some(printed(record, title, main))
    }

    /// What must hold: the formula, or that each rule is met where its variant was granted.
    fn must(&mut self, record: &pack::Obligation, grain: Grain, granted: &[Granted]) -> Option<Node> {
        if record.must.text.trim() != WITHOUT_VARIANT {
            return self.condition(&self.plain(&record.must, grain, record.id.as_str()));
        }
        let own: Vec<&Granted> = granted.iter().filter(|granted| granted.grain == grain).collect();
        if own.is_empty() || own.len() < granted.len() {
            let en = "the variants this obligation is owed for (all of one level)";
            self.unstated(
                en,
                "因哪些变通而生（须属同一层级）",
                "obligation",
                "variant.obligation = \"…\"",
                record.span,
            );
            return None;
        }
        let kept = |compiler: &mut Self, granted: &Granted| {
            let plain = compiler.without_variants(granted.check);
            let not_granted = Node::Not(Box::new(granted.when.clone()));
            Node::Binary(BinaryOperator::Or, Box::new(not_granted), Box::new(Node::Met(plain)))
        };
        let nodes: Vec<Node> = own.into_iter().map(|granted| kept(self, granted)).collect();
        joined(BinaryOperator::And, nodes.into_iter())
    }

    /// The check as it is without any of its variants.
    fn without_variants(&mut self, check: CheckId) -> CheckId {
        let mut plain = self.checks[check.0 as usize].clone();
        if let Test::Limit { cases, .. } = &mut plain.test {
            cases.clear();
        }
        plain.grading.iter_mut().for_each(|grading| grading.waivers.clear());
        self.add(Check { score: None, ..plain })
    }

    /// The day of recognition, as a formula; a table without such a column tells of none.
    fn recognised(&mut self, record: &pack::Obligation) -> Option<Option<Formula>> {
        match (&record.within, &record.after) {
            (None, None) => Some(None),
            (Some(_), Some(after)) => Some(Some(Formula { span: after.span, text: after.value.clone(), start: None })),
            (Some(within), None) => {
                let en = "the day the time is counted from: a field of dates";
                self.unstated(en, "期限从哪一天起算", "after", "after = \"…\"", within.span);
                None
            }
            (None, Some(after)) => {
                self.unstated("how long there is", "期限多长", "within", "within = \"2 年\"", after.span);
                None
            }
        }
    }

    fn day(&mut self, from: &Formula, grain: Grain) -> Option<Node> {
        // Whether it is recognised is no business of the rules that make it so.
        let typed = self.formula(&self.plain(from, grain, ""))?;
        if typed.kind != Type::Date {
            self.mismatch(["日期", "a date"], &typed.kind, from.span);
            return None;
        }
        Some(Node::Derived(Box::new(typed.node), Box::new(Node::Absent(Presence::NotApplicable))))
    }

    /// Whether the time an obligation leaves is over; nothing where it leaves none.
    fn overdue(&mut self, record: &pack::Obligation, grain: Grain) -> Option<Option<Node>> {
        let (Some(within), Some(from)) = (&record.within, self.recognised(record)?) else { return Some(None) };
        let (months, days) = self.time_left(within)?;
        let due = Node::Later(Box::new(self.day(&from, grain)?), months, days);
        Some(Some(Node::Binary(BinaryOperator::Greater, Box::new(Node::AsOf), Box::new(due))))
    }

    fn time_left(&mut self, within: &Text) -> Option<(i32, i32)> {
        let parsed: Option<Expression> = formula::parse(&within.value).ok();
        let span = parsed.as_ref().and_then(span_of_time);
        if span.is_none() {
            let detail = Diagnostic::new(&BAD_ARGUMENT).with("function", "within");
            let detail = detail.with("detail_zh", "要写一段时间：2 年、6 个月、30 天");
            self.diagnostics.push(detail.with("detail", "takes a span of time: 2 年, 6 个月, 30 天").at(within.span));
        }
        span
    }

    /// The variants that an obligation is owed for.
    fn granted(&mut self, obligation: &str, recognised: &Option<Formula>) -> Vec<Granted> {
        let rules = self.pack.rule.iter().enumerate().map(|(at, rule)| (Slot::Rule(at), &rule.variant));
        let measures = self.pack.measure.iter().enumerate().map(|(at, measure)| (Slot::Measure(at), &measure.variant));
        let all: Vec<(Slot, &pack::Variant)> = rules
            .chain(measures)
            .flat_map(|(slot, variants)| variants.iter().map(move |variant| (slot, variant)))
            .filter(|(_, variant)| variant.obligation.as_ref().is_some_and(|name| name.value == obligation))
            .collect();
        all.into_iter().filter_map(|(slot, variant)| self.one_granted(slot, variant, recognised)).collect()
    }

    fn one_granted(&mut self, slot: Slot, variant: &pack::Variant, recognised: &Option<Formula>) -> Option<Granted> {
        let check = self.checks_of(slot).first().copied()?;
        let grain = self.checks[check.0 as usize].grain;
        let mut conditions = vec![self.condition(&self.plain(&variant.when, grain, ""))?];
        // Granted to those the rule is about at all.
        let about = &self.checks[check.0 as usize];
        conditions.extend(about.applies.iter().chain(&about.scope).cloned());
        let day = match recognised {
            Some(from) => Node::Otherwise(Box::new(self.day(from, grain)?), Box::new(Node::AsOf)),
            None => Node::AsOf,
        };
        let ends = [(BinaryOperator::GreaterEqual, variant.from), (BinaryOperator::LessEqual, variant.until)];
        for (operator, end) in ends {
            let Some(end) = end else { continue };
            let end = Node::Number(Exact::from(num_bigint::BigInt::from(end.days)).into());
            conditions.push(Node::Binary(operator, Box::new(day.clone()), Box::new(end)));
        }
        let when = joined(BinaryOperator::And, conditions.into_iter())?;
        Some(Granted { check, grain, when })
    }

    /// The obligations that variants name must be there.
    fn variants_owe(&mut self) {
        let variants = self.pack.rule.iter().flat_map(|rule| &rule.variant);
        let variants = variants.chain(self.pack.measure.iter().flat_map(|measure| &measure.variant));
        for name in variants.filter_map(|variant| variant.obligation.as_ref()) {
            let known = self.pack.obligation.iter().map(|obligation| obligation.id.as_str());
            if !known.clone().any(|known| known == name.value) {
                self.diagnostics.push(unknown(name, ["义务", "obligation"], known));
            }
        }
    }
}

fn printed(record: &pack::Obligation, title: pack::Title, main: CheckId) -> Rule {
    Rule {
        id: record.id.as_str().to_owned(),
        code: String::new(),
        title,
        role: Role::Reference,
        main: Some(main),
        members: Vec::new(),
        within: None,
        cite: cite(&record.cite),
        reading: String::new(),
        fidelity: None,
        evidence: Vec::new(),
        duty: Vec::new(),
        is_obligation: true,
        if_not: record.if_not,
        span: record.id.0.span,
    }
}

fn joined(operator: BinaryOperator, nodes: impl Iterator<Item = Node>) -> Option<Node> {
    nodes.reduce(|a, b| Node::Binary(operator, Box::new(a), Box::new(b)))
}
