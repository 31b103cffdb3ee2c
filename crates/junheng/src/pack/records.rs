//! Every record and key of the pack language.

use crate::source::Span;

use super::decode::{Date, Decode, Decoder, Formula, Id, Many, Number, Symbol, Text, Title, record, words};
use super::tree::{Node, Value};

words! {
    /// How near a pack or rule is to its source.
    Fidelity {
        /// Word for word.
        Verbatim "verbatim",
        /// In own words, from the source.
        Paraphrased "paraphrased",
        /// Pieced together from secondary sources.
        Reconstructed "reconstructed",
        /// Ours; no source says it.
        Constructed "constructed",
    }
    /// Which way of a measure is good.
    Better {
        /// More is better.
        Higher "higher",
        /// Less is better.
        Lower "lower",
    }
    /// What packs that extend this one may do to a value.
    Downstream {
        /// Make it stricter.
        TightenOnly "tighten_only",
        /// Anything.
        Free "free",
        /// Nothing.
        Fixed "fixed",
    }
    /// What a rule is to the verdict.
    Role {
        /// It must be met.
        Required "required",
        /// It must be met before anything else counts.
        Gate "gate",
        /// It gives points.
        Scored "scored",
        /// It gives points beside the total.
        Bonus "bonus",
        /// What it forbids must be absent.
        Veto "veto",
        /// It informs.
        Reference "reference",
        /// It only serves other rules.
        Part "part",
    }
    /// How a rule deals with the stages of a unit.
    PerStage {
        /// One finding for each stage.
        Each "each",
        /// One finding for all stages.
        Together "together",
        /// The worst stage decides.
        Worst "worst",
        /// The stages add up.
        Sum "sum",
    }
    /// How the members of an item combine.
    Parts {
        /// All must be met.
        All "all",
        /// One is enough.
        Any "any",
    }
    /// Which of several variants holds.
    IfSeveral {
        /// The first.
        First "first",
        /// The mildest.
        Lenient "lenient",
        /// The hardest.
        Strict "strict",
        /// None: that two hold is an error.
        Error "error",
    }
    /// What a veto does.
    Effect {
        /// Recognition is refused.
        Refuse "refuse",
        /// The grade is capped.
        Cap "cap",
        /// This year's assessment ends.
        StopYear "stop_year",
    }
    /// What an item that does not apply gives.
    IfNotApplicable {
        /// Full points.
        Full "full",
        /// Its points leave the total.
        OutOfTotal "out_of_total",
        /// Nothing is deducted; printed so.
        NoDeduction "no_deduction",
        /// No points.
        Zero "zero",
    }
    /// How a deduction counts steps.
    Step {
        /// In proportion.
        Proportional "proportional",
        /// Whole steps only.
        Whole "whole",
        /// Started steps count.
        Started "started",
    }
    /// What outcome lines look at.
    OutcomeOf {
        /// The value.
        Value "value",
        /// The value as a share of its limit.
        Attainment "attainment",
    }
    /// What a standard says between its rows.
    Between {
        /// The row up to and including its key.
        Step "step",
        /// In proportion.
        Linear "linear",
        /// Nothing.
        Exact "exact",
    }
    /// What a standard says beyond its rows.
    Outside {
        /// The nearest row.
        Clamp "clamp",
        /// Nothing.
        Undetermined "undetermined",
    }
    /// What a field's values are.
    FieldKind {
        /// A number.
        Number "number",
        /// A whole number.
        Count "count",
        /// A word.
        Word "word",
        /// A day.
        Date "date",
    }
    /// What a column is by, beside its unit.
    By {
        /// The stage.
        Stage "stage",
    }
    /// What follows an obligation that is not kept.
    IfNot {
        /// A notice.
        Notice "notice",
        /// Recognition is revoked.
        Revoke "revoke",
    }
    /// How numbers are rounded.
    Mode {
        /// Half away from zero.
        HalfUp "half_up",
        /// Half to even.
        HalfEven "half_even",
        /// Towards minus infinity.
        Down "down",
        /// Towards plus infinity.
        Up "up",
    }
}

/// A number, or the words `not_stated`.
#[derive(Debug, Clone)]
pub enum Stated {
    /// The number.
    Number(Number),
    /// The source does not say.
    NotStated(Span),
}

impl Decode for Stated {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        match node.text() {
            Some("not_stated") => Some(Stated::NotStated(node.span)),
            Some(_) => decoder.wrong_type(node, ["数或 not_stated", "a number or not_stated"]),
            None => Number::decode(node, decoder).map(Stated::Number),
        }
    }
}

/// One limit: a formula or number, or one for each stage.
#[derive(Debug, Clone)]
pub enum Limit {
    /// The same for every stage.
    One(Formula),
    /// Stage ids and their limits, as written.
    ByStage(Span, Vec<(Text, Formula)>),
}

impl Decode for Limit {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Value::Table(entries) = &node.value else { return Formula::decode(node, decoder).map(Limit::One) };
        let one = |entry: &super::tree::Entry, decoder: &mut Decoder<'_>| {
            let key = Text { span: entry.span, value: entry.key.clone() };
            Formula::decode(&entry.node, decoder).map(|formula| (key, formula))
        };
        let limits = entries.iter().filter_map(|entry| one(entry, decoder)).collect();
        Some(Limit::ByStage(node.span, limits))
    }
}

/// What an outcome gives: a number or formula, or a range within which a person picks.
#[derive(Debug, Clone)]
pub enum Award {
    /// A number or formula.
    Formula(Formula),
    /// A person picks from here to there.
    Range(Number, Number),
}

impl Decode for Award {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Value::List(members) = &node.value else { return Formula::decode(node, decoder).map(Award::Formula) };
        let [low, high] = members.as_slice() else {
            return decoder.wrong_type(node, ["两个数 [低, 高]", "two numbers [low, high]"]);
        };
        Some(Award::Range(Number::decode(low, decoder)?, Number::decode(high, decoder)?))
    }
}

/// Where a rule comes from: an article of the pack's document, or of a named source.
#[derive(Debug, Clone)]
pub struct Cite {
    /// The id of a `[[source]]`; `None` for the pack's own document.
    pub document: Option<Text>,
    /// The article.
    pub text: String,
}

impl Decode for Cite {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        if let Value::Text(text) = &node.value {
            return Some(Cite { document: None, text: text.clone() });
        }
        decoder.table(node, "cite", &["document", "text"])?;
        let document = decoder.field(node, "cite", "document")?;
        let text: Option<Text> = decoder.field(node, "cite", "text")?;
        Some(Cite { document: Some(document), text: text.map_or_else(String::new, |text| text.value) })
    }
}

/// A cell of a standard, or a value of a parameter: a number, a word, `more`, `not_stated`.
#[derive(Debug, Clone)]
pub enum Cell {
    /// A number.
    Number(Number),
    /// A word.
    Word(Text),
}

impl Cell {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Cell::Number(number) => number.span,
            Cell::Word(text) => text.span,
        }
    }

    /// As it is shown.
    pub fn show(&self) -> &str {
        match self {
            Cell::Number(number) => &number.literal,
            Cell::Word(text) => &text.value,
        }
    }
}

impl Decode for Cell {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        match &node.value {
            Value::Text(_) => Text::decode(node, decoder).map(Cell::Word),
            _ => Number::decode(node, decoder).map(Cell::Number),
        }
    }
}

/// `display = { cv = 3 }`: how many places are shown of what.
#[derive(Debug, Clone, Default)]
pub struct Display(pub Vec<(Text, Number)>);

impl Decode for Display {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        if node.entries().is_empty() {
            return decoder.wrong_type(node, ["表，例如 { cv = 3 }", "a table such as { cv = 3 }"]);
        }
        let pair = |entry: &super::tree::Entry, decoder: &mut Decoder<'_>| {
            let key = Text { span: entry.span, value: entry.key.clone() };
            Number::decode(&entry.node, decoder).map(|places| (key, places))
        };
        Some(Display(node.entries().iter().filter_map(|entry| pair(entry, decoder)).collect()))
    }

    fn absent() -> Option<Self> {
        Some(Display::default())
    }
}

/// How values are compared: as they are, or rounded first.
#[derive(Debug, Clone)]
pub enum Compare {
    /// As they are.
    Unrounded,
    /// Rounded to so many places.
    Rounded(Rounding),
}

impl Decode for Compare {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        match node.text() {
            Some("unrounded") => Some(Compare::Unrounded),
            Some(_) => decoder.wrong_type(node, ["unrounded 或 { places, mode }", "unrounded or { places, mode }"]),
            None => Rounding::decode(node, decoder).map(Compare::Rounded),
        }
    }
}

/// Weights of stages in a `[split]`.
#[derive(Debug, Clone, Default)]
pub struct Weights(pub Vec<(Text, Number)>);

impl Decode for Weights {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        Display::decode(node, decoder).map(|pairs| Weights(pairs.0))
    }
}

record! {
    /// The head of a pack.
    Head "pack" {
        /// The id of the pack.
        id: Id,
        /// What it is called.
        title: Title,
        /// Its version, `major.minor.patch`.
        version: Text,
        /// The document it writes down.
        document: Option<Document>,
        /// How near it is to that document.
        fidelity: Option<Fidelity>,
        /// When the document is in force.
        in_force: Option<InForce>,
        /// Libraries whose records it takes over.
        uses as "use": Vec<Text>,
        /// The pack it extends.
        extends: Option<Extends>,
        /// The level that is assessed.
        subject: Option<Text>,
        /// The stages it judges.
        stages: Vec<Text>,
        /// The total of points.
        total: Option<Stated>,
        /// Whether it only holds records for other packs.
        library: bool,
        /// What people should know before they use it.
        note: Option<Title>,
    }
    /// A document.
    Document "document" {
        /// Its number.
        number: Option<Text>,
        /// Its title.
        title: Option<Text>,
        /// Who issued it.
        issuer: Option<Text>,
        /// When.
        issued: Option<Date>,
    }
    /// A stretch of days.
    InForce "in_force" {
        /// The first day.
        from: Option<Date>,
        /// The last day.
        to: Option<Date>,
    }
    /// The pack that is extended.
    Extends "extends" {
        /// Its id.
        pack: Text,
        /// Its major version.
        version: Text,
    }
    /// One changed value.
    Change "change" {
        /// The path of the value: `rule.disparity.at_most.primary`.
        target: Text,
        /// The value in the parent pack.
        from: Raw,
        /// The new value.
        to: Option<Raw>,
        /// An item added to a list.
        append: Option<Raw>,
        /// An item taken from a list.
        remove: Option<Raw>,
        /// The article that changes it.
        cite: Option<Cite>,
        /// Why.
        reason: Option<Text>,
    }
    /// One record of the parent pack that is left out.
    Drop "drop" {
        /// The path of the record: `rule.three_growths`.
        target: Text,
        /// Why.
        reason: Text,
        /// Until when.
        until: Option<Date>,
    }
    /// A further document that a cite may name.
    SourceDocument "source" {
        /// The id of the source.
        id: Id,
        /// Its title.
        title: Title,
        /// Its number.
        number: Option<Text>,
        /// Who issued it.
        issuer: Option<Text>,
        /// When.
        issued: Option<Date>,
        /// What was seen of it.
        note: Option<Text>,
    }
    /// How numbers are compared and shown.
    Numeric "numeric" {
        /// Whether values are rounded before a comparison.
        compare: Compare,
        /// Places shown.
        display: Display,
    }
    /// Rounding.
    Rounding "rounding" {
        /// Decimal places.
        places: Number,
        /// Which way.
        mode: Mode,
    }
    /// An open reading.
    Parameter "parameter" {
        /// The id of the parameter.
        id: Id,
        /// What it is called.
        title: Option<Title>,
        /// The readings.
        values: Vec<Cell>,
        /// The unit of numbers.
        unit: Option<Text>,
        /// The reading taken.
        default: Cell,
        /// Why.
        why: Text,
        /// Where the question comes from.
        cite: Option<Cite>,
    }
    /// A stage of schooling.
    Stage "stage" {
        /// The id of the stage.
        id: Id,
        /// What it is called.
        title: Title,
        /// Other spellings.
        aliases: Many<Text>,
    }
    /// A base unit of measurement.
    BaseUnit "unit" {
        /// Its symbol.
        id: Symbol,
    }
    /// A level of units.
    Level "level" {
        /// The id of the level.
        id: Id,
        /// What it is called.
        title: Title,
        /// The levels one of which a unit hangs on.
        parent: Many<Text>,
        /// Headers of the code column.
        code_column: Many<Text>,
        /// Headers of the name column.
        name_column: Many<Text>,
        /// Names of sheets and files.
        tables: Many<Text>,
        /// The level that this one is, by stage.
        of: Option<Text>,
        /// Set with `of`.
        by: Option<By>,
        /// The field that says whether a unit has a stage.
        opened_by: Option<Text>,
    }
    /// Which units count.
    Scope "scope" {
        /// The id of the scope.
        id: Id,
        /// The level of the units.
        level: Text,
        /// What those in scope satisfy.
        include: Option<Formula>,
        /// What those out of scope satisfy.
        exclude: Vec<Exclusion>,
        /// Its article.
        cite: Option<Cite>,
        /// How it is read.
        reading: Option<Text>,
        /// What it is called.
        title: Option<Title>,
    }
    /// One reason to be out of scope.
    Exclusion "exclude" {
        /// What the excluded satisfy.
        when: Formula,
        /// Its article.
        cite: Option<Cite>,
        /// How it is read.
        reading: Option<Text>,
    }
    /// How shared resources of combined schools are split between stages.
    Split "split" {
        /// The weight of a pupil at each stage.
        weights: Weights,
        /// The field the weights multiply.
        by: Text,
        /// The fields that are split.
        fields: Vec<Text>,
        /// How it is read.
        reading: Option<Text>,
        /// Its article.
        cite: Option<Cite>,
    }
    /// A column.
    Field "field" {
        /// The id of the field.
        id: Id,
        /// As it is called in formulas and headers.
        label: Text,
        /// Other headers.
        aliases: Vec<Text>,
        /// The level whose units have it.
        level: Text,
        /// Whether each stage has its own value.
        by: Option<By>,
        /// The unit of its values.
        unit: Option<Text>,
        /// What its values are.
        kind: FieldKind,
        /// The words it may take.
        values: Vec<Text>,
        /// Its words, best first, where they are ordered.
        order: Vec<Text>,
        /// How it is computed where it is not supplied.
        derive: Option<Formula>,
        /// What must hold of it.
        check: Vec<Formula>,
        /// The word taken where a table has no such column.
        assumed: Option<Text>,
        /// Whether a value below zero may stand.
        may_be_negative: bool,
        /// How many years of it are needed.
        years: Option<Number>,
        /// The statistical form it is found in.
        source: Option<Text>,
        /// What people should know.
        note: Option<Text>,
        /// How it is read.
        reading: Option<Text>,
        /// Its article.
        cite: Option<Cite>,
    }
    /// A named value, or a table of values.
    Standard "standard" {
        /// The id of the standard.
        id: Id,
        /// What it is called.
        title: Option<Title>,
        /// Its unit.
        unit: Option<Text>,
        /// The value, where there is one.
        value: Option<Cell>,
        /// The fields its rows are found by.
        by: Vec<Text>,
        /// Keys and, last, the value.
        rows: Vec<Vec<Cell>>,
        /// What holds between rows.
        between: Option<Between>,
        /// What holds beyond them.
        outside: Option<Outside>,
        /// Its article.
        cite: Option<Cite>,
        /// How it is read.
        reading: Option<Text>,
    }
    /// A number computed by a formula at one level.
    Measure "measure" {
        /// The id of the measure.
        id: Id,
        /// Its official number.
        code: Option<Text>,
        /// What it is called.
        title: Title,
        /// The level it is computed at.
        level: Text,
        /// The stages it is computed for.
        stages: Vec<Text>,
        /// How it deals with stages, above the school.
        per_stage: Option<PerStage>,
        /// The scope of its aggregates.
        scope: Option<Text>,
        /// Its unit.
        unit: Text,
        /// The formula.
        value: Formula,
        /// Which way is good.
        better: Option<Better>,
        /// It must be at least this.
        at_least: Option<Limit>,
        /// It must be at most this.
        at_most: Option<Limit>,
        /// It must be more than this.
        more_than: Option<Limit>,
        /// It must be less than this.
        less_than: Option<Limit>,
        /// It must be this.
        equal_to: Option<Limit>,
        /// Conditional replacements.
        variant: Vec<Variant>,
        /// Which of several variants holds.
        if_several: Option<IfSeveral>,
        /// What packs that extend this one may do.
        downstream: Option<Downstream>,
        /// Its article.
        cite: Option<Cite>,
        /// How it is read.
        reading: Option<Text>,
        /// How near it is to its source.
        fidelity: Option<Fidelity>,
        /// What people should know.
        note: Option<Text>,
        /// Whether a value below zero may stand.
        may_be_negative: bool,
    }
    /// A conditional replacement of a limit, a formula or a grade.
    Variant "variant" {
        /// The id of the variant.
        id: Id,
        /// What it is called.
        title: Option<Title>,
        /// When it holds.
        when: Formula,
        /// Another formula.
        value: Option<Formula>,
        /// Another limit.
        at_least: Option<Limit>,
        /// Another limit.
        at_most: Option<Limit>,
        /// Another limit.
        more_than: Option<Limit>,
        /// Another limit.
        less_than: Option<Limit>,
        /// Another limit.
        equal_to: Option<Limit>,
        /// A grade in place of a finding.
        grade: Option<Text>,
        /// A state in place of a finding.
        state: Option<Text>,
        /// The first day it is in force.
        from: Option<Date>,
        /// The last day it is in force.
        until: Option<Date>,
        /// Its article.
        cite: Option<Cite>,
        /// How it is read.
        reading: Option<Text>,
        /// What is owed in return.
        obligation: Option<Text>,
    }
    /// A part of the tree a checklist is printed in.
    Section "section" {
        /// The id of the section.
        id: Id,
        /// Its number.
        code: Option<Text>,
        /// What it is called.
        title: Title,
        /// The section it stands in.
        within as "in": Option<Text>,
        /// Its points.
        points: Option<Stated>,
        /// Who is responsible.
        duty: Many<Text>,
    }
    /// A requirement.
    Rule "rule" {
        /// The id of the rule.
        id: Id,
        /// What it is called.
        title: Option<Title>,
        /// Its number.
        code: Option<Text>,
        /// The requirement in own words.
        text: Option<Text>,
        /// Its article.
        cite: Option<Cite>,
        /// How it is read.
        reading: Option<Text>,
        /// What people should know.
        note: Option<Text>,
        /// How near it is to its source.
        fidelity: Option<Fidelity>,
        /// What is lost in the source.
        incomplete: Option<Text>,
        /// The level of the units it is about.
        level: Many<Text>,
        /// The stages it judges.
        stages: Vec<Text>,
        /// How it deals with stages.
        per_stage: Option<PerStage>,
        /// Which units count.
        scope: Option<Text>,
        /// When it applies to a unit.
        applies: Option<Formula>,
        /// The section or item it stands in.
        within as "in": Option<Text>,
        /// The rule it is printed behind.
        after: Option<Text>,
        /// What it is to the verdict.
        role: Option<Role>,
        /// What a veto does.
        effect: Option<Effect>,
        /// The grade a veto caps at.
        cap: Option<Text>,
        /// The value that is compared.
        value: Option<Formula>,
        /// The unit of the value.
        unit: Option<Text>,
        /// The measures that `value` is taken of, one after another.
        for_each as "for": Vec<Text>,
        /// The members it looks at.
        of: Vec<Text>,
        /// When it is met.
        met_when: Option<Formula>,
        /// How its parts combine.
        parts: Option<Parts>,
        /// What a person answers.
        ask: Option<Ask>,
        /// The value must be at least this.
        at_least: Option<Limit>,
        /// The value must be at most this.
        at_most: Option<Limit>,
        /// The value must be more than this.
        more_than: Option<Limit>,
        /// The value must be less than this.
        less_than: Option<Limit>,
        /// The value must be this.
        equal_to: Option<Limit>,
        /// How the value is rounded first.
        round: Option<Rounding>,
        /// How the attainment of an upper limit is counted.
        attainment_at_most: Option<Formula>,
        /// Whether members that do not apply count.
        not_applicable_counts: Option<Text>,
        /// The field that stands in where the table is absent.
        otherwise_from: Option<Text>,
        /// Full points.
        points: Option<Stated>,
        /// The least points.
        floor: Option<Number>,
        /// The grades it gives.
        scale: Option<Text>,
        /// What outcome lines look at.
        outcome_of: Option<OutcomeOf>,
        /// How that is rounded first.
        outcome_round: Option<OutcomeRound>,
        /// The points that can be reached, confirmed by the author.
        reachable: Vec<Number>,
        /// The step of points a person gives.
        score_step: Option<Number>,
        /// What it gives where it does not apply.
        if_not_applicable: Option<IfNotApplicable>,
        /// How points come about.
        outcome: Vec<Outcome>,
        /// Conditional replacements.
        variant: Vec<Variant>,
        /// Which of several variants holds.
        if_several: Option<IfSeveral>,
        /// What packs that extend this one may do.
        downstream: Option<Downstream>,
        /// Who is responsible.
        duty: Many<Text>,
        /// What must be shown.
        evidence: Vec<Evidence>,
        /// The first day it is in force.
        from: Option<Date>,
        /// The last day it is in force.
        until: Option<Date>,
    }
    /// A question to a person.
    Ask "ask" {
        /// The answers offered.
        answers: Vec<Text>,
        /// Those that meet the rule.
        met: Vec<Text>,
        /// Where the borders between answers are said.
        boundaries: Option<Text>,
    }
    /// Rounding of what outcome lines look at.
    OutcomeRound "outcome_round" {
        /// To a multiple of this.
        to: Formula,
        /// Which way.
        mode: Mode,
    }
    /// One line of a score.
    Outcome "outcome" {
        /// The id of the line.
        id: Option<Id>,
        /// When it holds.
        when: Option<Formula>,
        /// It holds from here up.
        at_least: Option<Limit>,
        /// It holds up to here.
        at_most: Option<Limit>,
        /// It holds above this.
        more_than: Option<Limit>,
        /// It holds below this.
        less_than: Option<Limit>,
        /// Points given.
        points: Option<Award>,
        /// Share of full points given.
        share: Option<Award>,
        /// Points taken.
        deduct: Option<Award>,
        /// The step a deduction is counted by.
        per: Option<Formula>,
        /// What the steps are counted of; the shortfall where absent.
        of: Option<Formula>,
        /// How steps count.
        step: Option<Step>,
        /// The grade given.
        grade: Option<Text>,
        /// The state given.
        state: Option<Text>,
    }
    /// Something that must be shown.
    Evidence "evidence" {
        /// The id of the evidence.
        id: Option<Id>,
        /// What it is called.
        title: Title,
        /// What kind of paper.
        kind: Option<Text>,
        /// How many years.
        years: Option<Number>,
        /// School or calendar years.
        year: Option<Text>,
        /// How many pieces.
        count: Option<Number>,
        /// How many copies.
        copies: Option<Number>,
    }
    /// A ladder of grades, best first.
    Scale "scale" {
        /// The id of the scale.
        id: Id,
        /// What it is called.
        title: Option<Title>,
        /// The grades.
        grades: Vec<Grade>,
        /// Grades must be won one after another.
        no_skip: Option<NoSkip>,
    }
    /// A grade.
    Grade "grade" {
        /// The word.
        id: Text,
        /// The state it stands for.
        state: Text,
    }
    /// Grades must be won one after another.
    NoSkip "no_skip" {
        /// Where earlier grades are found.
        from: Text,
        /// Its article.
        cite: Option<Cite>,
    }
    /// Something owed after recognition.
    Obligation "obligation" {
        /// The id of the obligation.
        id: Id,
        /// What it is called.
        title: Option<Title>,
        /// How long there is.
        within: Option<Formula>,
        /// Counted from.
        after: Option<Text>,
        /// What must hold.
        must: Formula,
        /// What follows if it does not.
        if_not: Option<IfNot>,
        /// Its article.
        cite: Option<Cite>,
    }
    /// Who scores.
    Assessor "assessor" {
        /// The id of the assessor.
        id: Id,
        /// What they are called.
        title: Title,
        /// Whether theirs is the score that counts.
        decides: bool,
    }
    /// A step of the procedure.
    ProcedureStep "step" {
        /// The id of the step.
        id: Id,
        /// What it is called.
        title: Title,
        /// The level that takes it.
        by: Option<Text>,
        /// The step before.
        after: Option<Text>,
        /// The assessor whose scores it gives.
        gives: Option<Text>,
        /// How many days it takes.
        days: Option<Number>,
    }
    /// A finding on the whole standard.
    Verdict "verdict" {
        /// The id of the verdict.
        id: Id,
        /// What it is called.
        title: Option<Title>,
        /// The level it is about.
        level: Option<Text>,
        /// Whether each stage has its own.
        per_stage: Option<PerStage>,
        /// The rules it looks at.
        of: Vec<Text>,
        /// When it is met.
        met_when: Formula,
        /// Its article.
        cite: Option<Cite>,
        /// How it is read.
        reading: Option<Text>,
    }
    /// Everything a pack says.
    Pack "rule pack" {
        /// Its head.
        pack as "pack": Head,
        /// Changed values of the parent pack.
        change: Vec<Change>,
        /// Records of the parent pack that are left out.
        drop: Vec<Drop>,
        /// Further documents.
        source: Vec<SourceDocument>,
        /// How numbers are compared and shown.
        numeric: Option<Numeric>,
        /// Open readings.
        parameter: Vec<Parameter>,
        /// Stages.
        stage: Vec<Stage>,
        /// Base units.
        unit: Vec<BaseUnit>,
        /// Levels.
        level: Vec<Level>,
        /// Scopes.
        scope: Vec<Scope>,
        /// How shared resources are split.
        split: Option<Split>,
        /// Columns.
        field: Vec<Field>,
        /// Named values.
        standard: Vec<Standard>,
        /// Measures.
        measure: Vec<Measure>,
        /// Sections.
        section: Vec<Section>,
        /// Rules.
        rule: Vec<Rule>,
        /// Ladders of grades.
        scale: Vec<Scale>,
        /// What is owed after recognition.
        obligation: Vec<Obligation>,
        /// Who scores.
        assessor: Vec<Assessor>,
        /// The procedure.
        step: Vec<ProcedureStep>,
        /// Findings on the whole.
        verdict: Vec<Verdict>,
    }
}

/// A value as it stands, kept for a change.
#[derive(Debug, Clone)]
pub struct Raw(pub Node);

impl Decode for Raw {
    fn decode(node: &Node, _: &mut Decoder<'_>) -> Option<Self> {
        Some(Raw(node.clone()))
    }
}

/// The five ways to state a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `>=`
    AtLeast,
    /// `<=`
    AtMost,
    /// `>`
    MoreThan,
    /// `<`
    LessThan,
    /// `=`
    EqualTo,
}

impl Comparison {
    /// As it is printed.
    pub fn symbol(self) -> &'static str {
        match self {
            Comparison::AtLeast => ">=",
            Comparison::AtMost => "<=",
            Comparison::MoreThan => ">",
            Comparison::LessThan => "<",
            Comparison::EqualTo => "=",
        }
    }

    /// Whether an ordering of value to limit satisfies it.
    pub fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            Comparison::AtLeast => ordering.is_ge(),
            Comparison::AtMost => ordering.is_le(),
            Comparison::MoreThan => ordering.is_gt(),
            Comparison::LessThan => ordering.is_lt(),
            Comparison::EqualTo => ordering.is_eq(),
        }
    }

    /// Whether more is worse.
    pub fn is_upper(self) -> bool {
        matches!(self, Comparison::AtMost | Comparison::LessThan)
    }
}

macro_rules! limited {
    ($($record:ident),*) => { $(
        impl $record {
            /// The limits stated, at most one in a correct pack.
            pub fn limits(&self) -> Vec<(Comparison, &Limit)> {
                let all = [
                    (Comparison::AtLeast, &self.at_least),
                    (Comparison::AtMost, &self.at_most),
                    (Comparison::MoreThan, &self.more_than),
                    (Comparison::LessThan, &self.less_than),
                    (Comparison::EqualTo, &self.equal_to),
                ];
                all.into_iter().filter_map(|(comparison, limit)| Some((comparison, limit.as_ref()?))).collect()
            }
        }
    )* };
}

limited!(Measure, Variant, Rule);
