//! The head of a pack, what it says of the data, and the whole.

use crate::source::Span;

use super::checks::DataCheck;
use super::decode::{Date, Decode, Decoder, Formula, Id, Many, Number, Symbol, Text, Title, record};
use super::plugin::Plugin;
use super::rules::{Measure, Rule, Section};
use super::tree::Node;
use super::values::{Cell, Cite, Compare, Display, Raw, Stated, Weights};
use super::verdicts::{Assessor, Obligation, ProcedureStep, Scale, Verdict};
use super::words::{ArticleStatus, Between, By, Fidelity, FieldKind, Mode, Outside};

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
        /// What stands before the numbers of scored rules without a code: `C` gives C1, C2, … in printed order.
        numbering: Option<Text>,
        /// Whether it only holds records for other packs.
        library: bool,
        /// What people should know before they use it.
        note: Option<Title>,
        /// What every page made with it says first: that it is no official text.
        notice: Option<Title>,
    }
    /// A text in both languages.
    TwoLanguages "title" {
        /// 中文
        zh: Text,
        /// English; the Chinese text serves where it is absent.
        en: Option<Text>,
    }
    /// An article of a named source.
    NamedCite "cite" {
        /// The id of the source.
        document: Text,
        /// The article.
        text: Option<Text>,
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
        /// The value in the parent pack; required with `to`.
        from: Option<Raw>,
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
    /// An article of a document, and what becomes of it in the pack.
    Article "article" {
        /// The article, as the cites of records begin.
        text: Text,
        /// The id of the source it stands in; the pack's own document where absent.
        document: Option<Text>,
        /// What it is about.
        title: Option<Title>,
        /// What becomes of it.
        status: ArticleStatus,
        /// Why it is not covered.
        reason: Option<Text>,
    }
    /// How numbers are compared and shown.
    Numeric "numeric" {
        /// Whether values are rounded before a comparison.
        compare: Compare,
        /// Places shown.
        display: Display,
        /// What a form writes for a state.
        marks: Option<Marks>,
    }
    /// What a form writes in a cell for a finding, in place of the word for its state; a state not named has none.
    Marks "marks" {
        /// For what is met.
        met: Option<Text>,
        /// For what is not; often blank, the cell being shaded.
        not_met: Option<Text>,
        /// For what is not known.
        undetermined: Option<Text>,
        /// For what does not apply.
        not_applicable: Option<Text>,
    }
    /// How the papers of an archive are labelled.
    Archive "archive" {
        /// The label of a paper, with places such as `{section}` and `{n}`.
        label: Text,
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
        /// Levels of a library that hang on this one: a library of schools knows neither counties nor divisions.
        over: Many<Text>,
        /// The level below whose units are units of this one too where they name none: schools directly under a division.
        also: Option<Text>,
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
        /// The grades its words are.
        scale: Option<Text>,
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
        /// Articles of its documents.
        article: Vec<Article>,
        /// How numbers are compared and shown.
        numeric: Option<Numeric>,
        /// How the papers of an archive are labelled.
        archive: Option<Archive>,
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
        /// What sound data satisfies.
        check: Vec<DataCheck>,
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
        /// Native plugins.
        plugin: Vec<Plugin>,
    }
}
