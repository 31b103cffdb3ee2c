//! What was run on what, and what the ids in a result are called.

use junheng::diagnostic::{Diagnostic, Diagnostics, Language, Place, Severity};
use junheng::function::native::Origin;
use junheng::pack::Evidence;
use junheng::program::Rule;
use junheng::quantity::show_date;
use junheng::table::{FieldId, Level, Stage};

use super::form::{
    DataPrint, Document, Doubt, Named, NamedField, Names, Options, Pack, Parameter, Print, RuleHead, Run, Section,
    Title,
};
use crate::context::Context;
use crate::native::origins;

/// A pack that took part, with the SHA-256 of its files one after another.
#[derive(Debug, Clone)]
pub struct Fingerprint {
    /// The id of the pack.
    pub id: String,
    /// Its version.
    pub version: String,
    /// In hexadecimal.
    pub sha256: String,
}

/// What a result tells of a run beside its findings.
#[derive(Debug, Clone, Default)]
pub struct Provenance {
    /// The version of the engine.
    pub engine: String,
    /// The packs that took part.
    pub packs: Vec<Fingerprint>,
    /// The options.
    pub options: Options,
    /// What was doubtful in the data.
    pub doubts: Diagnostics,
}

/// Everything about a run that is the same for all its units.
pub(super) fn run(context: Context<'_>, provenance: &Provenance) -> Run {
    let print =
        |pack: &Fingerprint| Print { id: pack.id.clone(), version: pack.version.clone(), sha256: pack.sha256.clone() };
    Run {
        engine: provenance.engine.clone(),
        pack: pack(context),
        packs: provenance.packs.iter().map(print).collect(),
        plugins: plugins(context),
        data: data(context, provenance),
        options: provenance.options.clone(),
        as_of: context.assessment.as_of.only().map(show_date),
        parameters: context.program().parameters.iter().map(parameter).collect(),
        names: names(context),
        sections: context.program().sections.iter().map(section).collect(),
        rules: context.program().rules.iter().map(|rule| head(context, rule)).collect(),
        label: context.pack.archive.as_ref().map(|archive| archive.label.as_str().to_owned()),
        evidence: Vec::new(),
    }
}

fn plugins(context: Context<'_>) -> Vec<Print> {
    let functions = context.program().natives().into_iter().map(|function| &**function);
    let print =
        |from: &Origin| Print { id: from.plugin.clone(), version: from.version.clone(), sha256: from.sha256.clone() };
    origins(functions).into_iter().map(print).collect()
}

fn pack(context: Context<'_>) -> Pack {
    let about = &context.program().about;
    Pack {
        id: about.id.clone(),
        version: about.version.clone(),
        title: title(&about.title),
        document: about.document.clone(),
        fidelity: about.fidelity.map(|fidelity| fidelity.word().to_owned()),
        notice: Some(title(&about.notice)).filter(|notice| !notice.zh.is_empty()),
    }
}

fn data(context: Context<'_>, provenance: &Provenance) -> Vec<DataPrint> {
    let files = &context.input.frames.tables.files;
    let mut prints: Vec<DataPrint> = files
        .iter()
        .map(|file| DataPrint {
            name: file.name.clone(),
            encoding: file.encoding.clone(),
            sha256: file.sha256.clone(),
            doubts: Vec::new(),
        })
        .collect();
    for diagnostic in provenance.doubts.iter() {
        let file = file_of(diagnostic).and_then(|name| prints.iter().position(|print| print.name == name));
        if let Some(print) = prints.get_mut(file.unwrap_or(0)) {
            print.doubts.push(doubt(diagnostic));
        }
    }
    prints
}

/// The file of the first cell a diagnostic points at.
fn file_of(diagnostic: &Diagnostic) -> Option<&str> {
    diagnostic.places.iter().find_map(|place| match place {
        Place::Cell(cell) => Some(cell.file.as_str()),
        Place::Text(_) => None,
    })
}

fn doubt(diagnostic: &Diagnostic) -> Doubt {
    let severity = match diagnostic.message.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let both = |told: fn(&Diagnostic, Language) -> String| Title {
        zh: told(diagnostic, Language::Chinese),
        en: told(diagnostic, Language::English),
    };
    let cells = diagnostic.places.iter().filter_map(|place| match place {
        Place::Cell(cell) => Some(cell.show()),
        Place::Text(_) => None,
    });
    Doubt {
        code: diagnostic.message.code.to_owned(),
        severity: severity.to_owned(),
        text: both(Diagnostic::text),
        help: both(Diagnostic::help),
        cells: cells.collect(),
    }
}

fn parameter(parameter: &junheng::program::Parameter) -> Parameter {
    Parameter {
        id: parameter.id.clone(),
        title: title(&parameter.title),
        values: parameter.values.clone(),
        taken: parameter.taken.clone(),
        why: parameter.why.clone(),
    }
}

fn names(context: Context<'_>) -> Names {
    let schema = &context.program().schema;
    let level = |level: &Level| Named { id: level.id.clone(), title: named(&level.title, &level.id) };
    let stage = |stage: &Stage| Named { id: stage.id.clone(), title: named(&stage.title, &stage.id) };
    let known = |at: &usize| context.input.frames.has_column(FieldId(*at as u16));
    let field = |at: usize| {
        let field = &schema.fields[at];
        NamedField {
            id: field.id.clone(),
            label: field.label.clone(),
            level: schema[field.level].id.clone(),
            unit: field.unit.text.clone(),
        }
    };
    Names {
        levels: schema.levels.iter().map(level).collect(),
        stages: schema.stages.iter().map(stage).collect(),
        fields: (0..schema.fields.len()).filter(known).map(field).collect(),
    }
}

/// A Chinese title, and the id that stands for it in English.
fn named(zh: &str, id: &str) -> Title {
    Title { zh: zh.to_owned(), en: id.to_owned() }
}

fn head(context: Context<'_>, rule: &Rule) -> RuleHead {
    RuleHead {
        id: rule.id.clone(),
        code: rule.code.clone(),
        title: title(&rule.title),
        role: rule.role.word().to_owned(),
        within: rule.within.clone(),
        cite: context.cite(&rule.cite),
        fidelity: rule.fidelity.map(|fidelity| fidelity.word().to_owned()),
        evidence: rule.evidence.clone(),
        duty: rule.duty.clone(),
        documents: documents(context, &rule.id),
    }
}

/// The papers that a rule of the pack wants to be shown.
fn documents(context: Context<'_>, rule: &str) -> Vec<Document> {
    let written = context.pack.rule.iter().find(|written| written.id.as_str() == rule);
    let document = |evidence: &Evidence| Document {
        id: evidence.id.as_ref().map(|id| id.as_str().to_owned()),
        title: title(&evidence.title),
        years: evidence.years.as_ref().and_then(|years| years.literal.parse().ok()),
    };
    written.iter().flat_map(|rule| &rule.evidence).map(document).collect()
}

fn section(section: &junheng::program::Section) -> Section {
    Section {
        id: section.id.clone(),
        code: section.code.clone(),
        title: title(&section.title),
        within: section.within.clone(),
    }
}

/// A title of the pack.
pub(super) fn title(title: &junheng::pack::Title) -> Title {
    Title { zh: title.zh.clone(), en: title.en.clone() }
}
