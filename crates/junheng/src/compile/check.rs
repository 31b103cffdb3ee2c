//! Measures, rules, scopes and verdicts to checks.

use crate::diagnostic::{CYCLE, Diagnostic, MISSING_STAGE, UNKNOWN_NAME, UNSTATED_CHOICE};
use crate::formula::{self, BinaryOperator, Shape};
use crate::function::Truths;
use crate::pack::{self, Cell, Cite, Comparison, Formula, IfSeveral, Limit, Parts, PerStage, Role, Text, Title};
use crate::program::{Case, Check, CheckId, FieldCheck, Key, Node, Over, Rule, Split, Standard, Test, Verdict};
use crate::quantity::{Exact, Unit, parse_decimal};
use crate::source::Span;
use crate::table::{Grain, Presence, StageId};

use super::Compiler;
use super::expression::{Context, Type};
use super::names::{is_part, role, rules_in};
use super::schema::{hints, named, unit, unknown};

/// Something of a pack that becomes checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// A measure, by its place in the pack.
    Measure(usize),
    /// A rule.
    Rule(usize),
    /// A scope.
    Scope(usize),
    /// A verdict.
    Verdict(usize),
}

/// What a measure and a rule have in common.
struct Draft {
    check: Check,
    scope: Option<CheckId>,
}

impl Compiler<'_> {
    // ── what there is besides rules ──────────────────────

    /// Looks at the derivations of fields that no rule may use.
    pub(super) fn schema_formulas(&mut self) {
        let needs = self.needs.len();
        for (at, record) in self.pack.field.iter().enumerate() {
            let grain = super::schema::home(&self.schema, crate::table::FieldId(at as u16));
            if let Some(formula) = &record.derive {
                let context = self.plain(formula, grain, "");
                self.formula(&context);
            }
        }
        self.needs.truncate(needs);
    }

    /// What must hold of the fields that rules need; what the checks look at is read as well.
    pub(super) fn field_checks(&mut self) -> Vec<FieldCheck> {
        let mut checks = Vec::new();
        for (at, record) in self.pack.field.iter().enumerate() {
            let field = crate::table::FieldId(at as u16);
            let grain = super::schema::home(&self.schema, field);
            let needs = self.needs.len();
            let used = self.needs.iter().any(|(known, _)| *known == field);
            for formula in &record.check {
                let context = self.plain(formula, grain, "");
                let Some(node) = self.condition(&context) else { continue };
                checks.extend(used.then(|| FieldCheck { field, grain, node, text: formula.text.clone() }));
            }
            if !used {
                self.needs.truncate(needs);
            }
        }
        checks
    }

    fn plain<'f>(&self, formula: &'f Formula, grain: Grain, owner: &str) -> Context<'f> {
        Context {
            formula,
            grain,
            it: None,
            members: None,
            member: None,
            scope: None,
            full: None,
            owner: owner.to_owned(),
        }
    }

    pub(super) fn compile_split(&mut self) -> Option<Split> {
        let record = self.pack.split.as_ref()?;
        let by = self.field_named(&record.by)?;
        self.needs.push((by, String::new()));
        let weight = |stage: &crate::table::Stage| {
            let stated = record.weights.0.iter().find(|(key, _)| key.value == stage.id);
            stated.map_or_else(|| parse_decimal("1").unwrap_or_default(), |(_, weight)| weight.exact.clone())
        };
        let weights = self.schema.stages.iter().map(weight).collect();
        let fields = record.fields.iter().filter_map(|name| self.field_named(name)).collect();
        Some(Split { by, weights, fields })
    }

    fn field_named(&mut self, name: &Text) -> Option<crate::table::FieldId> {
        let found = self.schema.field(&name.value);
        if found.is_none() {
            let labels: Vec<&str> =
                self.schema.fields.iter().flat_map(|field| [field.label.as_str(), field.id.as_str()]).collect();
            self.diagnostics.push(unknown(name, ["数据项", "field"], labels));
        }
        found
    }

    pub(super) fn compile_standards(&mut self) {
        for record in &self.pack.standard {
            let rows = match &record.value {
                Some(value) => vec![(Vec::new(), number(value))],
                None => record.rows.iter().filter_map(|row| self.standard_row(row)).collect(),
            };
            self.standards.push(Standard {
                id: record.id.as_str().to_owned(),
                rows,
                between: record.between.unwrap_or(pack::Between::Exact),
                outside: record.outside.unwrap_or(pack::Outside::Undetermined),
            });
        }
    }

    fn standard_row(&mut self, row: &[Cell]) -> Option<(Vec<Key>, Option<Exact>)> {
        let (value, keys) = row.split_last()?;
        let keys = keys.iter().map(|key| match key {
            Cell::Word(word) if word.value == "more" => Key::More,
            Cell::Word(word) => Key::Word(self.word(&word.value)),
            Cell::Number(number) => Key::Number(number.exact.clone()),
        });
        Some((keys.collect(), number(value)))
    }

    /// The stages a list names; all stages of the pack where it is empty.
    pub(super) fn judged_stages(&self, named: &[Text]) -> Vec<StageId> {
        let listed = if named.is_empty() { &self.pack.pack.stages } else { named };
        let found: Vec<StageId> = listed.iter().filter_map(|stage| self.schema.stage(&stage.value)).collect();
        if found.is_empty() { (0..self.schema.stages.len()).map(|at| StageId(at as u8)).collect() } else { found }
    }

    // ── slots ────────────────────────────────────────────

    /// The checks of a measure, rule, scope or verdict, compiled when first asked for.
    pub(super) fn checks_of(&mut self, slot: Slot) -> Vec<CheckId> {
        if let Some(done) = self.slots.get(&slot) {
            return done.clone();
        }
        if let Some(start) = self.path.iter().position(|known| *known == slot) {
            self.circle(start, slot);
            return Vec::new();
        }
        self.path.push(slot);
        let checks = match slot {
            Slot::Measure(at) => self.measure(&self.pack.measure[at]).into_iter().collect(),
            Slot::Rule(at) => self.rule(&self.pack.rule[at]),
            Slot::Scope(at) => self.scope(&self.pack.scope[at]).into_iter().collect(),
            Slot::Verdict(at) => self.verdict(&self.pack.verdict[at]),
        };
        self.path.pop();
        self.slots.insert(slot, checks.clone());
        checks
    }

    fn circle(&mut self, start: usize, slot: Slot) {
        let names: Vec<String> = self.path[start..].iter().chain([&slot]).map(|slot| self.slot_id(*slot).0).collect();
        let (_, span) = self.slot_id(slot);
        self.diagnostics.push(Diagnostic::new(&CYCLE).with("path", names.join(" → ")).at(span));
    }

    fn slot_id(&self, slot: Slot) -> (String, Span) {
        let (id, span) = match slot {
            Slot::Measure(at) => (&self.pack.measure[at].id, self.pack.measure[at].value.span),
            Slot::Rule(at) => (&self.pack.rule[at].id, self.pack.rule[at].id.0.span),
            Slot::Scope(at) => (&self.pack.scope[at].id, self.pack.scope[at].id.0.span),
            Slot::Verdict(at) => (&self.pack.verdict[at].id, self.pack.verdict[at].id.0.span),
        };
        (id.as_str().to_owned(), span)
    }

    pub(super) fn add(&mut self, check: Check) -> CheckId {
        self.checks.push(check);
        CheckId(self.checks.len() as u32 - 1)
    }

    /// The check of a verdict of this id.
    pub(super) fn verdict_check(&mut self, name: &str) -> Option<CheckId> {
        let at = self.pack.verdict.iter().position(|verdict| verdict.id.as_str() == name)?;
        self.checks_of(Slot::Verdict(at)).last().copied()
    }

    fn scope_check(&mut self, name: &Option<Text>) -> Option<CheckId> {
        let name = name.as_ref()?;
        let Some(at) = self.pack.scope.iter().position(|scope| scope.id.as_str() == name.value) else {
            let known: Vec<&str> = self.pack.scope.iter().map(|scope| scope.id.as_str()).collect();
            self.diagnostics.push(unknown(name, ["范围", "scope"], known));
            return None;
        };
        self.checks_of(Slot::Scope(at)).first().copied()
    }

    /// In scope is who satisfies `include` and none of the exclusions.
    fn scope(&mut self, record: &pack::Scope) -> Option<CheckId> {
        let grain = named(&self.names.levels, &record.level, &mut self.diagnostics)?;
        let id = record.id.as_str().to_owned();
        let mut conditions = Vec::new();
        if let Some(include) = &record.include {
            conditions.push(self.condition(&self.plain(include, grain, &id))?);
        }
        for exclusion in &record.exclude {
            let node = self.condition(&self.plain(&exclusion.when, grain, &id))?;
            conditions.push(Node::Not(Box::new(node)));
        }
        let all = conditions.into_iter().reduce(|a, b| Node::Binary(BinaryOperator::And, Box::new(a), Box::new(b)));
        let test = Test::Truth(all.unwrap_or(Node::Number(Exact::from(num_bigint::BigInt::from(1)).into())));
        let title = record.title.clone().unwrap_or_default();
        let mut check = self.draft(&id, title, grain, record.id.0.span, test);
        check.stages = (0..self.schema.stages.len()).map(|at| StageId(at as u8)).collect();
        Some(self.add(check))
    }

    fn draft(&self, id: &str, title: Title, grain: Grain, span: Span, test: Test) -> Check {
        Check {
            id: id.to_owned(),
            item: String::new(),
            title,
            grain,
            stages: self.judged_stages(&[]),
            scope: None,
            applies: None,
            test,
            unit: Unit::none(),
            comparison: None,
            score: None,
            in_force: (None, None),
            members: Vec::new(),
            attainment: None,
            span,
            is_verdict: false,
            formula: String::new(),
        }
    }

    // ── measures ─────────────────────────────────────────

    fn measure(&mut self, record: &pack::Measure) -> Option<CheckId> {
        let grain = self.grain(std::slice::from_ref(&record.level), record.per_stage)?;
        let own = unit(&Some(record.unit.clone()), &self.schema.units, &mut self.diagnostics);
        let scope = self.scope_check(&record.scope);
        let id = record.id.as_str().to_owned();
        let mut check =
            self.draft(&id, record.title.clone(), grain, record.id.0.span, Test::Truth(Node::Absent(Presence::Failed)));
        check.item = record.code.as_ref().map_or_else(|| id.clone(), |code| code.value.clone());
        check.stages = self.judged_stages(&record.stages);
        check.unit = own;
        check.formula = record.value.text.clone();
        let mut context = self.plain(&record.value, grain, &id);
        context.scope = scope;
        let value = self.value_in(&context, &check.unit);
        let limit = self.limit(&record.limits(), &check, &context);
        let cases = self.cases(&record.variant, &check, &context);
        self.several_stated(&record.variant, record.if_several, record.span);
        check.comparison = limit.as_ref().map(|(comparison, _)| *comparison);
        let several = record.if_several.unwrap_or(IfSeveral::First);
        check.test = Test::Limit { value: value?, limit, cases, several, rounding: self.rounding(&None) };
        Some(self.add(check))
    }

    /// The grain of a rule: the level its words name, by stage where it is judged so.
    fn grain(&mut self, levels: &[Text], per_stage: Option<PerStage>) -> Option<Grain> {
        let own = match levels.first() {
            Some(level) => named(&self.names.levels, level, &mut self.diagnostics)?,
            None => Grain::whole(self.names.subject?),
        };
        let by_stage = matches!(per_stage, Some(PerStage::Each | PerStage::Worst | PerStage::Sum));
        Some(Grain { staged: own.staged || by_stage, ..own })
    }

    /// A value formula, its result in a unit.
    fn value_in(&mut self, context: &Context<'_>, own: &Unit) -> Option<Node> {
        let typed = self.formula(context)?;
        let range = 0..context.formula.text.len();
        if let Type::Word(_) = typed.kind {
            return Some(typed.node);
        }
        let dimension = self.expect_number(&typed, context, &range)?;
        if !dimension.matches(&own.dimension) {
            self.units_differ(&dimension, &own.dimension, context.at(&range));
            return None;
        }
        Some(self.scaled(typed.node, &own.scale.recip()))
    }

    fn rounding(&self, own: &Option<pack::Rounding>) -> Option<(u32, pack::Mode)> {
        let global = self.pack.numeric.as_ref().and_then(|numeric| match &numeric.compare {
            pack::Compare::Rounded(rounding) => Some(rounding),
            pack::Compare::Unrounded => None,
        });
        own.as_ref().or(global).map(|rounding| (super::whole(&rounding.places), rounding.mode))
    }

    fn several_stated(&mut self, variants: &[pack::Variant], stated: Option<IfSeveral>, span: Span) {
        if variants.len() > 1 && stated.is_none() {
            self.unstated(
                "several variants can hold at once: which one counts",
                "几个变通可能同时成立，以哪个为准",
                "if_several",
                "\"first\" | \"lenient\" | \"strict\" | \"error\"",
                span,
            );
        }
    }

    pub(super) fn unstated(&mut self, en: &str, zh: &str, key: &str, known: &str, span: Span) {
        let diagnostic = Diagnostic::new(&UNSTATED_CHOICE).with("what", en).with("what_zh", zh);
        self.diagnostics.push(diagnostic.with("key", key).with("known", known).at(span));
    }

    // ── limits ───────────────────────────────────────────

    /// The one limit of a record, in the unit of its check.
    pub(super) fn limit(
        &mut self,
        limits: &[(Comparison, &Limit)],
        check: &Check,
        context: &Context<'_>,
    ) -> Option<(Comparison, Node)> {
        let (comparison, limit) = limits.first()?;
        if limits.len() > 1 {
            let span = check.span;
            self.unstated(
                "which of several limits counts",
                "几个限值中以哪个为准",
                "at_least",
                "只写一个 / only one",
                span,
            );
        }
        let node = match limit {
            Limit::One(formula) => self.limit_formula(formula, &check.unit, context)?,
            Limit::ByStage(span, limits) => self.limit_by_stage(*span, limits, check, context)?,
        };
        Some((*comparison, node))
    }

    fn limit_formula(&mut self, formula: &Formula, own: &Unit, context: &Context<'_>) -> Option<Node> {
        if let Some(exact) = bare_number(&formula.text) {
            return Some(Node::Number(exact.into()));
        }
        let inner = Context { formula, ..context.clone() };
        self.value_in(&inner, own)
    }

    fn limit_by_stage(
        &mut self,
        span: Span,
        limits: &[(Text, Formula)],
        check: &Check,
        context: &Context<'_>,
    ) -> Option<Node> {
        let known: Vec<String> = self.schema.stages.iter().map(|stage| stage.id.clone()).collect();
        for (stage, _) in limits.iter().filter(|(stage, _)| !known.contains(&stage.value)) {
            self.diagnostics.push(unknown(stage, ["学段", "stage"], known.iter().map(String::as_str)));
        }
        if !self.has_stage(check.grain) {
            self.unstated("how the stages count", "各学段怎样计", "per_stage", "\"each\" | \"worst\" | \"sum\"", span);
            return None;
        }
        let mut by_stage = Vec::new();
        for (at, stage) in known.iter().enumerate() {
            let stated = limits.iter().find(|(key, _)| key.value == *stage);
            if stated.is_none() && check.stages.contains(&StageId(at as u8)) {
                self.diagnostics.push(Diagnostic::new(&MISSING_STAGE).with("stage", stage).at(span));
            }
            by_stage.push(stated.and_then(|(_, formula)| self.limit_formula(formula, &check.unit, context)));
        }
        Some(Node::ByStage(by_stage))
    }

    fn cases(&mut self, variants: &[pack::Variant], check: &Check, context: &Context<'_>) -> Vec<Case> {
        // What only a relaxation looks at is read, but a county without such columns misses nothing the rule needs.
        let context = &Context { owner: String::new(), ..context.clone() };
        let mut cases = Vec::new();
        for variant in variants {
            if variant.grade.is_some() || variant.state.is_some() {
                self.not_yet("variant.grade", variant.span);
                continue;
            }
            let when = self.condition(&Context { formula: &variant.when, ..context.clone() });
            let value = variant
                .value
                .as_ref()
                .and_then(|formula| self.value_in(&Context { formula, ..context.clone() }, &check.unit));
            let limit = self.limit(&variant.limits(), check, context);
            let in_force = (variant.from.map(|date| date.days), variant.until.map(|date| date.days));
            let Some(when) = when else { continue };
            cases.push(Case { id: variant.id.as_str().to_owned(), when, value, limit, in_force });
        }
        cases
    }

    // ── rules ────────────────────────────────────────────

    fn rule(&mut self, record: &pack::Rule) -> Vec<CheckId> {
        let Some(grain) = self.grain(&record.level.0, record.per_stage) else { return Vec::new() };
        if record.level.0.len() > 1 {
            self.not_yet("level = [ … ]", record.level.0[1].span);
        }
        let scope = self.scope_check(&record.scope);
        let mut check = self.draft(
            record.id.as_str(),
            record.title.clone().unwrap_or_default(),
            grain,
            record.id.0.span,
            Test::Ask(Vec::new()),
        );
        check.stages = self.judged_stages(&record.stages);
        check.in_force = (record.from.map(|date| date.days), record.until.map(|date| date.days));
        let mut draft = Draft { check, scope };
        self.restrict(record, &mut draft);
        let mut checks = if record.for_each.is_empty() {
            self.single(record, draft).into_iter().collect()
        } else {
            self.for_each(record, &draft)
        };
        if let (Some(PerStage::Worst | PerStage::Sum), [each]) = (record.per_stage, checks.as_slice()) {
            let whole = self.over_stages(record, *each);
            checks = vec![whole];
        }
        checks
    }

    /// Which rows a rule has findings for, and which it applies to.
    fn restrict(&mut self, record: &pack::Rule, draft: &mut Draft) {
        let grain = draft.check.grain;
        if let Some(scope) = draft.scope {
            let own = self.checks[scope.0 as usize].grain;
            if own == grain {
                draft.check.scope = Some(Node::Met(scope));
            } else if super::names::is_below(&self.schema, grain, own) {
                draft.check.scope = Some(Node::Up(own, Box::new(Node::Met(scope))));
            }
        }
        if let Some(applies) = &record.applies {
            let context = Context { scope: draft.scope, ..self.plain(applies, grain, record.id.as_str()) };
            draft.check.applies = self.condition(&context);
        }
    }

    fn for_each(&mut self, record: &pack::Rule, draft: &Draft) -> Vec<CheckId> {
        let Some(formula) = &record.value else {
            let found = Diagnostic::new(&crate::diagnostic::MISSING_KEY).with("owner", "rule").with("key", "value");
            self.diagnostics.push(found.at(record.span));
            return Vec::new();
        };
        let mut checks = Vec::new();
        for it in self.members(&record.for_each) {
            let mut check = draft.check.clone();
            check.item = self.checks[it.0 as usize].item.clone();
            check.title = self.checks[it.0 as usize].title.clone();
            check.formula = formula.text.clone();
            let context =
                Context { it: Some(it), scope: draft.scope, ..self.plain(formula, check.grain, record.id.as_str()) };
            checks.extend(self.limited(record, check, &context));
        }
        checks
    }

    fn single(&mut self, record: &pack::Rule, draft: Draft) -> Option<CheckId> {
        let Draft { mut check, scope } = draft;
        if let Some(ask) = &record.ask {
            check.test = Test::Ask(self.ask(ask));
            return self.scored(record, check, None);
        }
        if let Some(parts) = record.parts {
            check.test = Test::Truth(self.parts_node(record, parts, check.grain));
            return self.scored(record, check, None);
        }
        check.members = self.members(&record.of);
        let members = (!record.of.is_empty()).then(|| check.members.clone());
        if let Some(formula) = &record.value {
            check.formula = formula.text.clone();
            let context = Context { members, scope, ..self.plain(formula, check.grain, record.id.as_str()) };
            return self.limited(record, check, &context);
        }
        if let Some(formula) = &record.met_when {
            check.formula = formula.text.clone();
            let context = Context { members, scope, ..self.plain(formula, check.grain, record.id.as_str()) };
            check.test = Test::Truth(self.condition(&context)?);
            return self.scored(record, check, None);
        }
        if !record.of.is_empty() || (record.outcome.is_empty() && record.points.is_none()) {
            self.unstated(
                "what the rule asks",
                "这一条款要求什么",
                "met_when",
                "value | of + met_when | met_when | parts | ask",
                record.span,
            );
            return None;
        }
        check.test = Test::Ask(Vec::new());
        self.scored(record, check, None)
    }

    /// A rule with a value, compared with a limit where one is stated.
    fn limited(&mut self, record: &pack::Rule, mut check: Check, context: &Context<'_>) -> Option<CheckId> {
        let typed = self.formula(context)?;
        check.unit = self.unit_of(record, &typed.kind);
        let value = self.value_in(context, &check.unit)?;
        let limit = self.limit(&record.limits(), &check, context);
        let cases = self.cases(&record.variant, &check, context);
        self.several_stated(&record.variant, record.if_several, record.span);
        check.comparison = limit.as_ref().map(|(comparison, _)| *comparison);
        let several = record.if_several.unwrap_or(IfSeveral::First);
        check.test = Test::Limit { value, limit, cases, several, rounding: self.rounding(&record.round) };
        let check = self.with_fallback(record, check, context.scope);
        self.scored(record, check, Some(context))
    }

    /// Where the table of a rule is absent, one value of the row above stands in for it.
    fn with_fallback(&mut self, record: &pack::Rule, check: Check, scope: Option<CheckId>) -> Check {
        let Some(name) = &record.otherwise_from else { return check };
        let Some(field) = self.field_named(name) else { return check };
        let above = super::schema::home(&self.schema, field);
        let formula = Formula { span: name.span, text: name.value.clone(), start: None };
        let mut fallback = Check { grain: above, formula: name.value.clone(), ..check.clone() };
        let context = Context { scope, ..self.plain(&formula, above, record.id.as_str()) };
        let value = self.value_in(&context, &check.unit);
        let limit = self.limit(&record.limits(), &fallback, &context);
        let Some(value) = value else { return check };
        fallback.test = Test::Limit { value, limit, cases: Vec::new(), several: IfSeveral::First, rounding: None };
        let mut whole = Check { test: Test::Truth(Node::Absent(Presence::Failed)), ..fallback.clone() };
        fallback.item = name.value.clone();
        let rows = self.add(check);
        let stand_in = self.add(fallback);
        whole.test = Test::Truth(Node::Derived(Box::new(Node::RollUp(rows)), Box::new(Node::Met(stand_in))));
        whole.comparison = None;
        whole.members = vec![rows, stand_in];
        whole
    }

    /// The unit of a rule's values: stated, that of its limit, or what its formula gives.
    fn unit_of(&mut self, record: &pack::Rule, kind: &Type) -> Unit {
        if record.unit.is_some() {
            return unit(&record.unit, &self.schema.units, &mut self.diagnostics);
        }
        let formulas = record.limits().into_iter().flat_map(|(_, limit)| match limit {
            Limit::One(formula) => vec![formula],
            Limit::ByStage(_, limits) => limits.iter().map(|(_, formula)| formula).collect(),
        });
        for formula in formulas {
            if let Ok(formula::Expression { shape: Shape::Number { unit: Some(text), .. }, .. }) =
                formula::parse(&formula.text)
                && let Ok(unit) = self.schema.units.parse(&text)
            {
                return unit;
            }
        }
        match kind {
            Type::Number(dimension) if !dimension.is_none() => {
                Unit { text: dimension.to_string(), dimension: dimension.clone(), ..Unit::none() }
            }
            _ => Unit::none(),
        }
    }

    fn ask(&mut self, ask: &pack::Ask) -> Vec<(u32, bool)> {
        for met in ask.met.iter().filter(|met| !ask.answers.iter().any(|answer| answer.value == met.value)) {
            let known: Vec<&str> = ask.answers.iter().map(Text::as_str).collect();
            self.diagnostics.push(unknown(met, ["答案", "answer"], known));
        }
        let meets = |answer: &Text| ask.met.iter().any(|met| met.value == answer.value);
        ask.answers.iter().map(|answer| (self.word(&answer.value), meets(answer))).collect()
    }

    fn parts_node(&mut self, record: &pack::Rule, parts: Parts, grain: Grain) -> Node {
        let within = record.id.as_str();
        let slots: Vec<usize> = (0..self.pack.rule.len())
            .filter(|at| self.pack.rule[*at].within.as_ref().is_some_and(|place| place.value == within))
            .collect();
        if slots.is_empty() {
            self.unstated("the parts of the item", "这一项的各部分", "in", &format!("in = \"{within}\""), record.span);
        }
        let mut members = Vec::new();
        for at in slots {
            for check in self.checks_of(Slot::Rule(at)) {
                let own = self.checks[check.0 as usize].grain;
                members.push((seen_from(&self.schema, grain, own, check), None));
            }
        }
        let question = if parts == Parts::All { Truths::All } else { Truths::Any };
        Node::Truths(question, Over::Members(members))
    }

    /// The members a list names, in its order: ids, codes, ranges, sections.
    fn members(&mut self, names: &[Text]) -> Vec<CheckId> {
        let mut checks = Vec::new();
        for name in names {
            if let Some((rule, code)) = name.value.split_once('/') {
                checks.extend(self.member_of(rule, code, name));
                continue;
            }
            let slots = self.slots_named(name);
            for slot in slots {
                checks.extend(self.checks_of(slot));
            }
        }
        checks
    }

    /// One member of a rule: `disparity/L2`.
    fn member_of(&mut self, rule: &str, code: &str, name: &Text) -> Option<CheckId> {
        let checks = self.names.item(rule).map(|slot| self.checks_of(slot)).unwrap_or_default();
        let found = checks.iter().copied().find(|check| self.checks[check.0 as usize].item == code);
        if found.is_none() {
            let items: Vec<String> =
                checks.iter().map(|check| format!("{rule}/{}", self.checks[check.0 as usize].item)).collect();
            let diagnostic = unknown(name, ["成员", "member"], items.iter().map(String::as_str));
            self.diagnostics.push(diagnostic);
        }
        found
    }

    fn slots_named(&mut self, name: &Text) -> Vec<Slot> {
        let text = name.value.as_str();
        if let Some(section) = text.strip_prefix("section:") {
            if self.pack.section.iter().any(|known| known.id.as_str() == section) {
                return rules_in(self.pack, section).into_iter().map(Slot::Rule).collect();
            }
        } else if let Some((first, last)) = text.split_once("..") {
            if let Some(slots) = self.names.range(first, last) {
                return slots;
            }
        } else if let Some(slot) = self.names.item(text) {
            return vec![slot];
        }
        let known: Vec<String> = self.names.known_items().map(str::to_owned).collect();
        let [zh, en] = hints(text, &known.iter().map(String::as_str).collect::<Vec<_>>());
        let diagnostic = Diagnostic::new(&UNKNOWN_NAME)
            .with("name", text)
            .with("what_zh", "指标或条款")
            .with("what", "measure or rule");
        self.diagnostics.push(diagnostic.with("hint_zh", zh).with("hint", en).at(name.span));
        Vec::new()
    }

    // ── verdicts ─────────────────────────────────────────

    fn verdict(&mut self, record: &pack::Verdict) -> Vec<CheckId> {
        let levels: Vec<Text> = record.level.iter().cloned().collect();
        let Some(grain) = self.grain(&levels, record.per_stage) else { return Vec::new() };
        let mut check = self.draft(
            record.id.as_str(),
            record.title.clone().unwrap_or_default(),
            grain,
            record.id.0.span,
            Test::Ask(Vec::new()),
        );
        check.is_verdict = true;
        check.members = self.members(&record.of);
        check.formula = record.met_when.text.clone();
        let members = (!record.of.is_empty()).then(|| check.members.clone());
        let context = Context { members, ..self.plain(&record.met_when, grain, record.id.as_str()) };
        let Some(node) = self.condition(&context) else { return Vec::new() };
        check.test = Test::Truth(node);
        let own = self.add(check.clone());
        if record.per_stage != Some(PerStage::Each) {
            return vec![own];
        }
        check.grain = Grain::whole(grain.level);
        check.test = Test::Truth(Node::RollUp(own));
        let whole = self.add(check);
        vec![own, whole]
    }

    pub(super) fn verdicts(&mut self, rules: &[Rule]) -> Vec<Verdict> {
        let mut verdicts = Vec::new();
        for (at, record) in self.pack.verdict.iter().enumerate() {
            let checks = self.checks_of(Slot::Verdict(at));
            let (by_stage, whole) = match checks.as_slice() {
                [whole] => (None, *whole),
                [by_stage, whole] => (Some(*by_stage), *whole),
                _ => continue,
            };
            let mut seen = Vec::new();
            if let Test::Truth(node) = &self.checks[by_stage.unwrap_or(whole).0 as usize].test {
                checks_in(node, &mut seen);
            }
            let shows = |rule: &Rule| {
                rule.main
                    .iter()
                    .chain(rule.members.iter().filter(|_| rule.main.is_none()).map(|(_, check)| check))
                    .any(|check| seen.contains(check))
            };
            let rules = (0..rules.len()).filter(|at| shows(&rules[*at])).collect();
            verdicts.push(Verdict {
                id: record.id.as_str().to_owned(),
                title: record.title.clone().unwrap_or_default(),
                by_stage,
                whole,
                rules,
            });
        }
        verdicts
    }

    // ── what is printed ──────────────────────────────────

    pub(super) fn rules(&mut self) -> Vec<Rule> {
        let mut rules = Vec::new();
        for (at, record) in self.pack.rule.iter().enumerate() {
            let checks = self.checks_of(Slot::Rule(at));
            if let Some(rule) = self.printed(record, &checks) {
                rules.push(rule);
            }
        }
        let counted: Vec<CheckId> =
            rules.iter().flat_map(|rule| rule.members.iter().map(|(_, check)| *check)).collect();
        for (at, record) in self.pack.measure.iter().enumerate() {
            for check in self.checks_of(Slot::Measure(at)).into_iter().filter(|check| !counted.contains(check)) {
                rules.push(measure_rule(record, check, cite(&record.cite)));
            }
        }
        rules
    }

    fn printed(&self, record: &pack::Rule, checks: &[CheckId]) -> Option<Rule> {
        let item = |check: &CheckId| (self.checks[check.0 as usize].item.clone(), *check);
        let (main, members) = match checks {
            [] => return None,
            [main] if record.for_each.is_empty() => {
                let members = if record.of.is_empty() {
                    Vec::new()
                } else {
                    self.checks[main.0 as usize].members.iter().map(item).collect()
                };
                (Some(*main), members)
            }
            several => (None, several.iter().map(item).collect()),
        };
        Some(Rule {
            id: record.id.as_str().to_owned(),
            code: record.code.as_ref().map_or_else(String::new, |code| code.value.clone()),
            title: record.title.clone().unwrap_or_default(),
            role: role(self.pack, record),
            main,
            members,
            within: record.within.as_ref().map(|within| within.value.clone()),
            cite: cite(&record.cite),
            reading: record.reading.as_ref().map_or_else(String::new, |reading| reading.value.clone()),
            fidelity: record.fidelity,
            evidence: record.evidence.iter().map(|evidence| evidence.title.zh.clone()).collect(),
            span: record.id.0.span,
        })
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

    fn total_is(&mut self, owner: &str, stated: &Exact, points: Vec<Exact>, span: Span) {
        let actual = points.iter().fold(Exact::default(), |sum, points| sum + points);
        if actual != *stated {
            let diagnostic = Diagnostic::new(&crate::diagnostic::TOTAL_MISMATCH).with("owner", owner);
            let shown = |value: &Exact| crate::quantity::to_f64(value).to_string();
            self.diagnostics.push(diagnostic.with("stated", shown(stated)).with("actual", shown(&actual)).at(span));
        }
    }
}

fn measure_rule(record: &pack::Measure, check: CheckId, cite: String) -> Rule {
    Rule {
        id: record.id.as_str().to_owned(),
        code: record.code.as_ref().map_or_else(String::new, |code| code.value.clone()),
        title: record.title.clone(),
        role: Role::Reference,
        main: Some(check),
        members: Vec::new(),
        within: None,
        cite,
        reading: record.reading.as_ref().map_or_else(String::new, |reading| reading.value.clone()),
        fidelity: record.fidelity,
        evidence: Vec::new(),
        span: record.id.0.span,
    }
}

fn cite(cite: &Option<Cite>) -> String {
    let Some(cite) = cite else { return String::new() };
    match &cite.document {
        Some(document) => format!("{} {}", document.value, cite.text).trim().to_owned(),
        None => cite.text.clone(),
    }
}

fn number(cell: &Cell) -> Option<Exact> {
    match cell {
        Cell::Number(number) => Some(number.exact.clone()),
        Cell::Word(_) => None,
    }
}

/// Whether a check is met, seen from rows of another grain.
fn seen_from(schema: &crate::table::Schema, from: Grain, own: Grain, check: CheckId) -> Node {
    if own == from {
        return Node::Met(check);
    }
    if super::names::is_below(schema, own, from) {
        Node::RollUp(check)
    } else {
        Node::Up(own, Box::new(Node::Met(check)))
    }
}

/// A formula that is nothing but a number, signed or not.
fn bare_number(text: &str) -> Option<Exact> {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | '_')).then(|| parse_decimal(text))?
}

/// Every check a node looks at.
fn checks_in(node: &Node, out: &mut Vec<CheckId>) {
    match node {
        Node::Value(check)
        | Node::Met(check)
        | Node::RollUp(check)
        | Node::Attainment(check)
        | Node::Points(check)
        | Node::Answer(check) => out.push(*check),
        Node::Up(_, inner) | Node::Scaled(inner, _) | Node::Negative(inner) | Node::Not(inner) => checks_in(inner, out),
        Node::Derived(a, b) | Node::Binary(_, a, b) => [a, b].into_iter().for_each(|side| checks_in(side, out)),
        Node::In(value, list) => std::iter::once(&**value).chain(list).for_each(|node| checks_in(node, out)),
        Node::If(a, b, c) => [a, b, c].into_iter().for_each(|part| checks_in(part, out)),
        Node::Coalesce(nodes) | Node::Scalar(_, nodes) | Node::Lookup(_, nodes) => {
            nodes.iter().for_each(|node| checks_in(node, out))
        }
        Node::ByStage(nodes) => nodes.iter().flatten().for_each(|node| checks_in(node, out)),
        Node::Fold(_, over) | Node::Truths(_, over) => checks_over(over, out),
        _ => {}
    }
}

fn checks_over(over: &Over, out: &mut Vec<CheckId>) {
    match over {
        Over::Rows { value, filter, weight, .. } => {
            std::iter::once(value).chain(filter).chain(weight).for_each(|node| checks_in(node, out));
        }
        Over::Members(members) => members.iter().for_each(|(value, filter)| {
            checks_in(value, out);
            filter.iter().for_each(|filter| checks_in(filter, out));
        }),
    }
}
