//! What two packs say differently, group by group.

use junheng::diagnostic::Language;
use junheng::pack::{Difference, Group, Resolved};
use junheng::source::Sources;

use crate::context::say;
use crate::layout::wrap;
use crate::wording::{self, Wording};

use super::flat::{origin, why};

/// The groups in the order they matter.
const GROUPS: [(Group, &Wording); 6] = [
    (Group::Tighter, &wording::GROUP_TIGHTER),
    (Group::Looser, &wording::GROUP_LOOSER),
    (Group::New, &wording::GROUP_NEW),
    (Group::Dropped, &wording::GROUP_DROPPED),
    (Group::Changed, &wording::GROUP_CHANGED),
    (Group::Wording, &wording::GROUP_WORDING),
];

/// What the second of two packs says otherwise than the first.
pub fn show_differences(
    first: &Resolved,
    second: &Resolved,
    differences: &[Difference],
    sources: &Sources,
    language: Language,
) -> String {
    let names = [("first", first.name()), ("second", second.name())];
    let mut lines = vec![say(language, &wording::DIFFERENCE_HEAD, &names)];
    if differences.is_empty() {
        lines.push(language.pick(&wording::NO_DIFFERENCE).to_owned());
    }
    for (group, wording) in GROUPS {
        let own: Vec<&Difference> = differences.iter().filter(|difference| difference.group == group).collect();
        if !own.is_empty() {
            lines.push(String::new());
            lines.push(say(language, wording, &[("count", own.len().to_string())]));
            lines.extend(own.iter().flat_map(|difference| one(difference, sources, language)));
        }
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn one(difference: &Difference, sources: &Sources, language: Language) -> Vec<String> {
    let title = &difference.title;
    let title = language.pick(&[&title.zh, &title.en]).to_owned();
    let head = say(language, &wording::DIFFERENCE, &[("target", difference.target.clone()), ("title", title)]);
    let mut lines = wrap(head.trim_end(), 2);
    if difference.old.is_some() || difference.new.is_some() {
        let shown = |value: &Option<String>| {
            value.clone().unwrap_or_else(|| language.pick(&wording::SAYS_NOTHING).to_owned()).replace('\n', " ")
        };
        let arguments = [("old", shown(&difference.old)), ("new", shown(&difference.new))];
        lines.extend(wrap(&say(language, &wording::DIFFERENCE_VALUES, &arguments), 6));
    }
    let by = difference.edits.iter().map(|edit| (edit.pack.clone(), edit.span, why(edit, language)));
    for (pack, span, why) in by {
        let arguments = [("pack", pack), ("origin", origin(sources, span)), ("why", why)];
        lines.extend(wrap(&say(language, &wording::DIFFERENCE_BY, &arguments), 6));
    }
    lines
}
