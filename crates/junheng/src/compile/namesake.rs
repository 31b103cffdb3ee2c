//! Fields of one name, and places shown of what is not there.

use crate::diagnostic::{Diagnostic, FIELD_NAME_TWICE};
use crate::pack::{Field, Text};
use crate::source::Span;
use crate::table::LevelId;

use super::Compiler;
use super::schema::unknown;

/// A name of a field: where it is written, and whether it is only an alias.
#[derive(Clone, Copy)]
struct Name<'a> {
    text: &'a str,
    span: Span,
    is_alias: bool,
}

impl Compiler<'_> {
    /// Two fields of one name; the first would win in silence.
    ///
    /// Label and id are what formulas say, whatever the level, so no other field may have them as any name. An alias
    /// is what headers say: the table settles which level is meant, so fields of different levels may share one.
    pub(super) fn check_field_names(&mut self) {
        for (at, field) in self.pack.field.iter().enumerate() {
            // Two of one id are told as such.
            let earlier = self.pack.field[..at].iter().enumerate();
            for (before, earlier) in earlier.filter(|(_, earlier)| earlier.id.as_str() != field.id.as_str()) {
                let same_level = self.level_of(before) == self.level_of(at);
                if let Some((first, second)) = shared(earlier, field, same_level) {
                    let told = Diagnostic::new(&FIELD_NAME_TWICE).with("name", second.text);
                    let told = told.with("first", earlier.id.as_str()).with("second", field.id.as_str());
                    self.diagnostics.push(told.at(second.span).at(first.span));
                }
            }
        }
    }

    fn level_of(&self, field: usize) -> LevelId {
        self.schema.fields[field].level
    }

    /// An alias of fields of different levels means nothing in a formula, which has no table to settle it.
    pub(super) fn report_shared_alias(&mut self, name: &str, span: Span) -> bool {
        let mut own = self.schema.fields.iter().filter(|field| field.names().any(|known| known == name));
        let (Some(first), Some(second)) = (own.next(), own.next()) else { return false };
        let is_alias = [first, second].iter().all(|field| field.label != name && field.id != name);
        if is_alias {
            let told = Diagnostic::new(&FIELD_NAME_TWICE).with("name", name);
            let told = told.with("first", first.id.as_str()).with("second", second.id.as_str());
            self.diagnostics.push(told.at(span));
        }
        is_alias
    }

    /// A key of `display` is the id of a rule or measure, the code of a member, or the unit of any of them.
    pub(super) fn check_display(&mut self) {
        let pack = self.pack;
        let checks = self.checks.iter().flat_map(|check| [&check.id, &check.item, &check.unit.text]);
        let ids = pack.rule.iter().map(|rule| rule.id.as_str());
        let ids = ids.chain(pack.measure.iter().map(|measure| measure.id.as_str()));
        let known: Vec<&str> = checks.map(String::as_str).chain(ids).filter(|name| !name.is_empty()).collect();
        let keys = pack.numeric.iter().flat_map(|numeric| &numeric.display.0);
        let lost = keys.map(|(key, _)| key).filter(|key| !known.contains(&key.as_str()) && !self.is_inherited(key));
        let told: Vec<Diagnostic> = lost
            .map(|key| unknown(key, ["条款、指标或单位", "rule, measure or unit"], known.iter().copied()))
            .collect();
        told.into_iter().for_each(|diagnostic| self.diagnostics.push(diagnostic));
    }

    /// Whether a key is written in a parent: what it named may have been dropped since.
    fn is_inherited(&self, key: &Text) -> bool {
        self.pack.pack.extends.is_some() && key.span.source != self.pack.pack.span.source
    }
}

/// The first name two fields share that leaves open which is meant.
fn shared<'a>(earlier: &'a Field, field: &'a Field, same_level: bool) -> Option<(Name<'a>, Name<'a>)> {
    let counts = |first: &Name<'_>, second: &Name<'_>| same_level || !first.is_alias || !second.is_alias;
    let mut pairs = names(earlier).into_iter().flat_map(|first| names(field).into_iter().map(move |own| (first, own)));
    pairs.find(|(first, second)| first.text == second.text && counts(first, second))
}

fn names(field: &Field) -> Vec<Name<'_>> {
    let own = [(field.label.as_str(), field.label.span), (field.id.as_str(), field.id.0.span)];
    let own = own.map(|(text, span)| Name { text, span, is_alias: false });
    let aliases = field.aliases.iter().map(|alias| Name { text: alias.as_str(), span: alias.span, is_alias: true });
    own.into_iter().chain(aliases).collect()
}
