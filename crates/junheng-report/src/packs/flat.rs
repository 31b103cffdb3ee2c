//! A resolved pack as TOML, with the origin of every record and of every changed value as comments.

use junheng::diagnostic::Language;
use junheng::pack::{Edit, EditKind, Locked, LockedFiles, Member, Remark, Resolved, flat};
use junheng::source::{Sources, Span};

use crate::context::say;
use crate::native;
use crate::wording;

/// The flat pack, headed by what it was made from.
pub fn show_resolved(resolved: &Resolved, members: &[Member], sources: &Sources, language: Language) -> String {
    let page = Page { resolved, sources, language };
    let mut text: String = page.head(members).iter().map(|line| format!("# {line}\n")).collect();
    text.push('\n');
    text.push_str(&flat(resolved, &|remark| page.remark(remark)));
    text.trim_end().to_owned() + "\n"
}

/// What was noted in a lock file.
pub fn show_locked(path: &str, packs: &[Locked], plugins: &[LockedFiles], language: Language) -> String {
    let count = [("path", path.to_owned()), ("count", packs.len().to_string())];
    let mut text = say(language, &wording::LOCKED, &count) + "\n";
    for Locked { id, version, sha256 } in packs {
        let arguments = [("id", id.clone()), ("version", version.clone()), ("sha256", sha256.clone())];
        text.push_str(&format!("  {}\n", say(language, &wording::LOCKED_PACK, &arguments)));
    }
    for plugin in plugins {
        for (platform, sha256) in &plugin.files {
            let arguments = [("id", plugin.id.clone()), ("platform", platform.clone()), ("sha256", sha256.clone())];
            text.push_str(&format!("  {}\n", say(language, &native::LOCKED_PLUGIN, &arguments)));
        }
    }
    text
}

/// A place as `file:line`.
pub fn origin(sources: &Sources, span: Span) -> String {
    format!("{}:{}", sources.get(span.source).name, sources.line_and_column(span).0)
}

/// The article and the reason of a change, as far as they are stated.
pub fn why(edit: &Edit, language: Language) -> String {
    let stated = [(&edit.cite, "cite", &wording::BECAUSE_CITE), (&edit.reason, "reason", &wording::BECAUSE_REASON)];
    let stated = stated.into_iter().filter(|(text, _, _)| !text.is_empty());
    stated.map(|(text, name, wording)| say(language, wording, &[(name, text.clone())])).collect()
}

#[derive(Clone, Copy)]
struct Page<'a> {
    resolved: &'a Resolved,
    sources: &'a Sources,
    language: Language,
}

impl Page<'_> {
    fn head(self, members: &[Member]) -> Vec<String> {
        let about = |member: &Member| [("pack", member.id.clone()), ("version", member.version.clone())];
        let own = members.last().map(|own| say(self.language, &wording::FLAT_HEAD, &about(own)));
        let others = members.split_last().map_or(&[][..], |(_, others)| others);
        let others = others.iter().map(|member| say(self.language, &wording::FLAT_FROM, &about(member)));
        let is_gone = |edit: &&Edit| matches!(edit.kind, EditKind::Dropped { until: None, .. });
        let gone = self.resolved.edits.iter().filter(is_gone).map(|edit| self.edit(edit));
        own.into_iter().chain(others).chain(gone).map(|line| line.replace('\n', " ")).collect()
    }

    fn remark(self, remark: Remark<'_>) -> Vec<String> {
        vec![match remark {
            Remark::Record(span) => {
                let arguments = [("pack", self.resolved.home(span).to_owned()), ("origin", origin(self.sources, span))];
                say(self.language, &wording::FLAT_ORIGIN, &arguments)
            }
            Remark::Edit(edit) => self.edit(edit),
        }]
    }

    fn edit(self, edit: &Edit) -> String {
        let (old, new, until, at) = match &edit.kind {
            EditKind::Changed { old, new, at } => (old.as_str(), new.as_str(), "", *at),
            EditKind::Dropped { until, at } => ("", "", until.as_deref().unwrap_or_default(), *at),
        };
        let wording = match &edit.kind {
            EditKind::Changed { .. } => &wording::FLAT_CHANGED,
            EditKind::Dropped { until: Some(_), .. } => &wording::FLAT_DROPPED_UNTIL,
            EditKind::Dropped { until: None, .. } => &wording::FLAT_DROPPED,
        };
        let arguments = [
            ("target", edit.target.clone()),
            ("old", old.to_owned()),
            ("new", new.to_owned()),
            ("until", until.to_owned()),
            ("origin", origin(self.sources, at)),
            ("pack", edit.pack.clone()),
            ("by", origin(self.sources, edit.span)),
            ("why", why(edit, self.language)),
        ];
        say(self.language, wording, &arguments)
    }
}
