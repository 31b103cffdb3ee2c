//! What the page of a pack looks at, and how it names what it finds there.

use junheng::diagnostic::Language;
use junheng::pack::{Cite, Date, Fidelity, Formula, Measure, Pack, Role, Rule, Text, Title};
use junheng::program::Program;
use junheng::quantity::show_date;
use junheng::source::{Sources, Span, normal};
use maud::{Markup, html};

use crate::context::say;
use crate::wording::{self as common, Wording};

use super::{PackFile, math, wording, words};

/// What the page looks at.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    pub pack: &'a Pack,
    pub program: Option<&'a Program>,
    pub sources: &'a Sources,
    pub files: &'a [PackFile],
    pub language: Language,
}

/// What a name in a formula stands for: as it is read out, and as it is written in symbols.
pub struct Named {
    pub spoken: String,
    pub symbol: String,
}

impl<'a> Page<'a> {
    pub fn pick<'t>(self, pair: &[&'t str; 2]) -> &'t str {
        self.language.pick(pair)
    }

    pub fn word(self, wording: &Wording) -> &'static str {
        self.language.pick(wording)
    }

    pub fn say(self, wording: &Wording, arguments: &[(&'static str, String)]) -> String {
        say(self.language, wording, arguments)
    }

    pub fn title(self, title: &'a Title) -> &'a str {
        self.pick(&[&title.zh, &title.en])
    }

    /// The title, else the id.
    pub fn title_or<'t>(self, title: Option<&'t Title>, id: &'t str) -> &'t str {
        let title = title.map_or("", |title| self.pick(&[&title.zh, &title.en]));
        if title.is_empty() { id } else { title }
    }

    pub fn rule_title(self, rule: &'a Rule) -> &'a str {
        let text = rule.text.as_ref().map_or(rule.id.as_str(), |text| text.as_str());
        self.title_or(rule.title.as_ref(), text)
    }

    /// The title; in English the id, where there is no English title.
    fn title_in_both(self, title: &'a Title, id: &'a str) -> &'a str {
        let en = if title.en == title.zh { id } else { &title.en };
        self.pick(&[title.zh.as_str(), en])
    }

    /// A stage, in words.
    pub fn stage(self, id: &'a str) -> &'a str {
        let known = self.pack.stage.iter().find(|stage| stage.id.as_str() == id);
        known.map_or(id, |stage| self.title_in_both(&stage.title, id))
    }

    /// A level or a level by stage, in words.
    pub fn level(self, id: &'a str) -> &'a str {
        let known = self.pack.level.iter().find(|level| level.id.as_str() == id);
        known.map_or(id, |level| self.title_in_both(&level.title, id))
    }

    pub fn day(self, date: Option<Date>) -> String {
        date.map_or_else(String::new, |date| show_date(date.days))
    }

    /// From when until when, both days included; empty where neither is stated.
    pub fn days(self, from: Option<Date>, until: Option<Date>) -> String {
        let arguments = [("from", self.day(from)), ("to", self.day(until))];
        match (from, until) {
            (None, None) => String::new(),
            (Some(_), None) => self.say(&wording::FROM, &arguments),
            (None, Some(_)) => self.say(&wording::UNTIL, &arguments),
            (Some(_), Some(_)) => self.say(&wording::FROM_TO, &arguments),
        }
    }

    pub fn list<T: AsRef<str>>(self, items: impl IntoIterator<Item = T>) -> String {
        let items: Vec<String> = items.into_iter().map(|item| item.as_ref().to_owned()).collect();
        items.join(self.word(&common::LIST_SEPARATOR))
    }

    /// What a rule is to the verdict: as stated, else as compiled.
    pub fn role(self, rule: &Rule) -> Role {
        let compiled = self.program.and_then(|program| program.rule(rule.id.as_str())).map(|known| known.role);
        rule.role.or(compiled).unwrap_or(Role::Required)
    }

    /// The article, with the document it stands in.
    pub fn cite(self, cite: &Cite) -> Markup {
        let Some(document) = &cite.document else { return html! { (cite.text) } };
        let source = self.pack.source.iter().find(|source| source.id.as_str() == document.as_str());
        let title = source.map_or(document.as_str(), |source| self.title(&source.title));
        html! {
            a href={ "#source-" (document.as_str()) } { (self.say(&wording::IN_DOCUMENT, &[("title", title.to_owned())])) }
            (self.pick(&["", " "])) (cite.text)
        }
    }

    /// The pack a record was taken from, where that is another one.
    pub fn origin(self, span: Span) -> Option<&'a PackFile> {
        let name = &self.sources.get(span.source).name;
        let file = self.files.iter().find(|file| file.name == *name)?;
        (file.pack != self.pack.pack.id.as_str()).then_some(file)
    }

    /// The mark of what was taken from another pack.
    pub fn origin_mark(self, span: Span) -> Markup {
        let Some(file) = self.origin(span) else { return html! {} };
        let told = self.say(&wording::FROM_PACK, &[("pack", file.pack.clone()), ("version", file.version.clone())]);
        html! { span class="tag origin" { (told) } }
    }

    /// The mark of what is further from its source than the pack may seem.
    pub fn fidelity_mark(self, fidelity: Option<Fidelity>) -> Markup {
        let Some(fidelity) = fidelity.filter(|own| Some(*own) != self.pack.pack.fidelity) else { return html! {} };
        html! { span class="tag fidelity" { (self.word(common::fidelity(fidelity))) } }
    }

    /// A formula in words.
    pub fn in_words(self, formula: &Formula) -> String {
        match junheng::formula::parse(&formula.text) {
            Ok(tree) => words::words(self, &tree),
            // The pack was compiled, so this is text that is no formula, such as `else`.
            Err(_) => formula.text.clone(),
        }
    }

    /// A formula in symbols.
    pub fn in_symbols(self, formula: &Formula) -> Markup {
        match junheng::formula::parse(&formula.text) {
            Ok(tree) => math::symbols(self, &tree),
            Err(_) => html! { (formula.text) },
        }
    }

    pub fn measure(self, name: &str) -> Option<&'a Measure> {
        self.pack.measure.iter().find(|measure| measure.id.as_str() == name || coded(&measure.code, name))
    }

    pub fn rule(self, name: &str) -> Option<&'a Rule> {
        self.pack.rule.iter().find(|rule| rule.id.as_str() == name || coded(&rule.code, name))
    }

    /// What a name in a formula stands for; a word of the data stands for itself.
    pub fn named(self, name: &str) -> Named {
        // Where a pack has grades, this word is the grade of a member, also where a field is called so.
        if name == "grade" && !self.pack.scale.is_empty() {
            let own = self.word(&wording::SAY_OWN_GRADE).to_owned();
            return Named { spoken: own.clone(), symbol: own };
        }
        let quoted = |title: &str| self.say(&wording::QUOTED, &[("title", title.to_owned())]);
        if let Some(field) = self.field(name) {
            let label = self.pick(&[field.label.as_str(), field.id.as_str()]).to_owned();
            return Named { spoken: label.clone(), symbol: label };
        }
        if let Some(measure) = self.measure(name) {
            let symbol = measure.code.as_ref().map_or(self.title(&measure.title), |code| code.as_str());
            return Named { spoken: quoted(self.title(&measure.title)), symbol: symbol.to_owned() };
        }
        if let Some(title) = self.other_title(name) {
            return Named { spoken: quoted(title), symbol: title.to_owned() };
        }
        if let Some(level) = self.pack.level.iter().find(|level| level.id.as_str() == name) {
            let title = self.level(level.id.as_str()).to_owned();
            return Named { spoken: title.clone(), symbol: title };
        }
        let own = wording::special(name).map_or(name, |wording| self.word(wording));
        Named { spoken: own.to_owned(), symbol: own.to_owned() }
    }

    /// The title of a rule, parameter, standard, section or verdict.
    fn other_title(self, name: &str) -> Option<&'a str> {
        if let Some(rule) = self.rule(name) {
            return Some(self.rule_title(rule));
        }
        let pack = self.pack;
        let parameters = pack.parameter.iter().map(|known| (known.id.as_str(), known.title.as_ref()));
        let standards = pack.standard.iter().map(|known| (known.id.as_str(), known.title.as_ref()));
        let sections = pack.section.iter().map(|known| (known.id.as_str(), Some(&known.title)));
        let verdicts = pack.verdict.iter().map(|known| (known.id.as_str(), known.title.as_ref()));
        let mut all = parameters.chain(standards).chain(sections).chain(verdicts);
        all.find(|(id, _)| *id == name).map(|(id, title)| self.title_or(title, id))
    }

    fn field(self, name: &str) -> Option<&'a junheng::pack::Field> {
        let wanted = normal(name);
        let is = |text: &Text| normal(text.as_str()) == wanted;
        let fields = &self.pack.field;
        let by_label = fields.iter().find(|field| field.id.as_str() == name || is(&field.label));
        by_label.or_else(|| fields.iter().find(|field| field.aliases.iter().any(is)))
    }
}

fn coded(code: &Option<Text>, name: &str) -> bool {
    code.as_ref().is_some_and(|code| code.as_str() == name)
}
