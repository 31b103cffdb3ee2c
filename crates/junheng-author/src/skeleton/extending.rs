//! A pack on top of another: examples that name what really stands in the parent.

use junheng::pack::{Comparison, Limit, Pack};
use junheng::source::{Sources, Span};

use super::File;

const PACK: &str = include_str!("extending/pack.toml");

/// How many limits of the parent are shown.
const SHOWN: usize = 3;

/// A pack that extends `parent`, which must have a subject; the sources are those it was read from.
pub fn extending(id: &str, parent: &Pack, sources: &Sources) -> Option<Vec<File>> {
    let subject = parent.pack.subject.as_ref()?;
    let major = parent.pack.version.as_str().split('.').next().unwrap_or_default();
    let text = PACK
        .replace("CHANGES", &commented(&changes(parent, sources)))
        .replace("DROPS", &commented(&drops(parent)))
        .replace("PARENT_ID", parent.pack.id.as_str())
        .replace("PARENT_TITLE", &parent.pack.title.zh)
        .replace("PARENT_MAJOR", major)
        .replace("SUBJECT", subject.as_str())
        .replace("PACK_ID", id);
    let mut files = vec![File { path: "pack.toml".to_owned(), text }];
    files.extend(case("example_met", 10, "met", "恰好 10 人，达标", parent, subject.as_str()));
    files.extend(case("example_not_met", 9, "not_met", "只有 9 人，不达标", parent, subject.as_str()));
    Some(files)
}

fn commented(lines: &[String]) -> String {
    let none = ["上级没有可作例子的。".to_owned()];
    let lines = if lines.is_empty() { &none } else { lines };
    lines.iter().map(|line| format!("  # {line}")).collect::<Vec<_>>().join("\n")
}

/// A change for each of the first limits of the parent, with the value it has now.
fn changes(parent: &Pack, sources: &Sources) -> Vec<String> {
    let measures =
        parent.measure.iter().flat_map(|measure| limits("measure", &measure.id, &measure.title.zh, measure.limits()));
    let rules = parent.rule.iter().flat_map(|rule| {
        let title = rule.title.as_ref().map_or("", |title| &title.zh);
        limits("rule", &rule.id, title, rule.limits())
    });
    let shown = |(target, span, title): (String, Span, String)| {
        let from = sources.slice(span);
        format!(
            "{{ target = \"{target}\", from = {from}, to = 新值, cite = \"第几条\", reason = \"为什么\" }},  # {title}"
        )
    };
    measures.chain(rules).take(SHOWN).map(shown).collect()
}

/// The path of the first value of each limit, where it stands, and what it is the limit of.
fn limits(
    kind: &str,
    id: &junheng::pack::Id,
    title: &str,
    limits: Vec<(Comparison, &Limit)>,
) -> Vec<(String, Span, String)> {
    let first = |(comparison, limit): &(Comparison, &Limit)| {
        let path = format!("{kind}.{}.{}", id.as_str(), comparison.key());
        match limit {
            Limit::One(formula) => Some((path, formula.span, title.to_owned())),
            Limit::ByStage(_, stages) => {
                let (stage, formula) = stages.first()?;
                Some((format!("{path}.{}", stage.as_str()), formula.span, title.to_owned()))
            }
        }
    };
    limits.iter().filter_map(first).collect()
}

/// The first rule of the parent, as one that might be dropped.
fn drops(parent: &Pack) -> Vec<String> {
    let first = parent.rule.first().into_iter();
    let shown = first.map(|rule| {
        let title = rule.title.as_ref().map_or("", |title| &title.zh);
        format!("{{ target = \"rule.{}\", reason = \"为什么不用\" }},  # {title}", rule.id.as_str())
    });
    shown.collect()
}

/// A case of the example rule: one unit, and the units above it where the levels have such.
fn case(name: &str, count: u32, state: &str, title: &str, parent: &Pack, subject: &str) -> Vec<File> {
    let (header, row) = columns(parent, subject);
    let table = table_name(parent, subject);
    let file = |name_of: &str, text: String| File { path: format!("cases/{name}/{name_of}"), text };
    vec![
        file("case.md", format!("# 示例：{title}\n\n示例条款要求不少于 10 人。与示例条款一并删去。\n")),
        file(&format!("{table}.csv"), format!("{header},示例数据项\n{row},{count}\n")),
        file("expected.csv", format!("unit,stage,rule,item,state,value\n{UNIT},,example_rule,,{state},{count}\n")),
    ]
}

/// The unit of the example cases, by its code or its name.
const UNIT: &str = "990101";

/// The columns that say which unit a row is about and what it belongs to, and what stands in them.
fn columns(parent: &Pack, subject: &str) -> (String, String) {
    let (mut headers, mut cells) = (Vec::new(), Vec::new());
    let mut level = parent.level.iter().find(|level| level.id.as_str() == subject);
    // Each level is seen once: a circle of parents has been refused by the compiler, not here.
    for _ in 0..parent.level.len() {
        let Some(known) = level else { break };
        let column = known.code_column.0.first().or(known.name_column.0.first());
        headers.extend(column.map(|column| column.as_str().to_owned()));
        cells.extend(column.map(|_| if headers.len() == 1 { UNIT.to_owned() } else { format!("99{}", headers.len()) }));
        let above = known.parent.0.first();
        level = above.and_then(|above| parent.level.iter().find(|level| level.id.as_str() == above.as_str()));
    }
    (headers.join(","), cells.join(","))
}

fn table_name<'a>(parent: &'a Pack, subject: &'a str) -> &'a str {
    let level = parent.level.iter().find(|level| level.id.as_str() == subject);
    level.map_or(subject, |level| level.tables.0.first().map_or(level.title.zh.as_str(), |table| table.as_str()))
}
