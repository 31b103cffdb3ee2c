//! `junheng pack list` and `junheng pack show`: what a pack says, for people.

mod data;
mod checks;
mod difference;
mod flat;
mod head;
mod rules;
mod score;

pub use difference::show_differences;
pub use flat::{show_locked, show_resolved};

use junheng::diagnostic::Language;
use junheng::pack::{Cite, Comparison, Limit, Pack, Role, Rule, Title};
use junheng::program::Program;
use junheng::source::Sources;

use crate::context::{say, sign};
use crate::doc;
use crate::layout::table;
use crate::wording::{self, Wording};

/// A table of packs, one line each.
pub fn show_pack_list(packs: &[Pack], language: Language) -> String {
    let columns = [
        &wording::COLUMN_ID,
        &wording::COLUMN_VERSION,
        &wording::COLUMN_TITLE,
        &wording::COLUMN_DOCUMENT,
        &wording::COLUMN_PARENT,
        &wording::COLUMN_FIDELITY,
        &wording::COLUMN_SUBJECT,
        &wording::COLUMN_COUNT,
    ];
    let mut rows = vec![columns.iter().map(|column| language.pick(column).to_owned()).collect::<Vec<_>>()];
    rows.extend(packs.iter().map(|pack| row(pack, language)));
    joined(table(&rows, 0))
}

fn row(pack: &Pack, language: Language) -> Vec<String> {
    let head = &pack.pack;
    let number = head.document.as_ref().and_then(|document| document.number.as_ref());
    let parent = head.extends.as_ref().map_or("", |parent| &parent.pack.value);
    let subject = head.subject.as_ref().map_or("", |subject| subject.as_str());
    vec![
        head.id.as_str().to_owned(),
        head.version.value.clone(),
        title(&head.title, language).to_owned(),
        number.map_or_else(String::new, |number| number.value.clone()),
        parent.to_owned(),
        head.fidelity.map_or("", |fidelity| language.pick(wording::fidelity(fidelity))).to_owned(),
        if head.library { language.pick(&wording::LIBRARY).to_owned() } else { subject.to_owned() },
        pack.rule.len().to_string(),
    ]
}

/// Everything a pack says: its head, open readings, scopes, measures, rules, what is owed, the data it needs, and what that is checked for.
pub fn show_pack(pack: &Pack, program: &Program, sources: &Sources, language: Language) -> String {
    let page = Page { pack, program, sources, language };
    let mut lines = head::head(page);
    lines.extend(head::marks(page));
    lines.extend(head::archive(page));
    lines.extend(head::parameters(page));
    lines.extend(head::scopes(page));
    lines.extend(rules::measures(page));
    lines.extend(rules::rules(page));
    lines.extend(rules::verdicts(page));
    lines.extend(score::obligations(page));
    lines.extend(score::assessors(page));
    lines.extend(data::needed(page));
    lines.extend(checks::checks(page.speech()));
    joined(lines)
}

/// What a library holds for other packs: its head, its fields and its checks.
pub fn show_library(pack: &Pack, language: Language) -> String {
    let mut lines = head::library_head(pack, language);
    lines.extend(data::fields(pack, language));
    let sources = &Sources::default();
    lines.extend(checks::checks(doc::Page { pack, program: None, sources, files: &[], language }));
    joined(lines)
}

fn joined(lines: Vec<String>) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// What a page about a pack looks at.
#[derive(Clone, Copy)]
struct Page<'a> {
    pack: &'a Pack,
    program: &'a Program,
    sources: &'a Sources,
    language: Language,
}

impl<'a> Page<'a> {
    fn word(self, wording: &'static Wording) -> &'static str {
        self.language.pick(wording)
    }

    fn say(self, wording: &Wording, arguments: &[(&'static str, String)]) -> String {
        say(self.language, wording, arguments)
    }

    fn title(self, own: &'a Title) -> &'a str {
        title(own, self.language)
    }

    /// What says formulas and outcome lines in words.
    fn speech(self) -> doc::Page<'a> {
        let (pack, program, sources) = (self.pack, Some(self.program), self.sources);
        doc::Page { pack, program, sources, files: &[], language: self.language }
    }

    /// A stage, in words.
    fn stage(self, id: &'a str) -> &'a str {
        let known = self.pack.stage.iter().find(|stage| stage.id.as_str() == id);
        known.map_or(id, |stage| self.language.pick(&[&stage.title.zh, id]))
    }

    /// A level, in words.
    fn level(self, id: &'a str) -> &'a str {
        let known = self.pack.level.iter().find(|level| level.id.as_str() == id);
        known.map_or(id, |level| self.language.pick(&[&level.title.zh, id]))
    }

    /// Limits as written, by stage where they differ.
    fn limits(self, limits: &[(Comparison, &Limit)], unit: &str) -> String {
        let told = limits.iter().flat_map(|(comparison, limit)| self.limit(*comparison, limit, unit));
        told.collect::<Vec<_>>().join(self.word(&wording::LIST_SEPARATOR))
    }

    fn limit(self, comparison: Comparison, limit: &Limit, unit: &str) -> Vec<String> {
        let sign = sign(comparison.symbol());
        let with_unit = |text: &str| match text.parse::<f64>() {
            Ok(_) => crate::context::with_unit(text, unit),
            Err(_) => text.to_owned(),
        };
        match limit {
            Limit::One(formula) => vec![format!("{sign} {}", with_unit(&formula.text))],
            Limit::ByStage(_, limits) => {
                let told = limits.iter().map(|(stage, formula)| {
                    let limit = format!("{sign} {}", with_unit(&formula.text));
                    let stage = self.stage(stage.as_str()).to_owned();
                    self.say(&wording::WITH_LIMIT, &[("stage", stage), ("limit", limit)])
                });
                told.collect()
            }
        }
    }

    /// A citation, with the title of its document.
    fn cite(self, cite: &Cite) -> String {
        let document = cite.document.as_ref().map(|document| document.as_str());
        match self.pack.source.iter().find(|source| Some(source.id.as_str()) == document) {
            Some(source) => {
                let document = self.title(&source.title).to_owned();
                self.say(&wording::OF_DOCUMENT, &[("document", document), ("text", cite.text.clone())])
            }
            None => cite.text.clone(),
        }
    }

    /// What a rule is to the verdict: as stated, else a part of an item, else required.
    fn role(self, rule: &Rule) -> Role {
        let own = self.program.rules.iter().find(|known| known.id == rule.id.as_str());
        own.map_or(rule.role.unwrap_or(Role::Required), |own| own.role)
    }
}

fn title(title: &Title, language: Language) -> &str {
    language.pick(&[&title.zh, &title.en])
}
