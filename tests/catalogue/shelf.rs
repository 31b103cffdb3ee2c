//! The table of packs in `rules/README.md`.

use std::path::{Path, PathBuf};

use toml::{Table, Value};

use crate::command::{entries, result};
use crate::files::{tables, text};
use crate::sources::{MADE, OWN, Page};

const HEAD: &str = "\
| 标识 | 名称 | 评估对象 | 上级包 | 出处 | 与原文 | 条款 | 指标 | 案例 |
|---|---|---|---|---|---|---|---|---|
";

/// What `README.md` says before, between and behind the marks, with the table made anew between them.
pub fn with_table(readme: &str, packs: &[PathBuf], page: &Page) -> String {
    let (before, rest) = readme.split_once("<!-- packs -->\n").expect("rules/README.md marks where the table begins");
    let (_, behind) = rest.split_once("<!-- end -->").expect("rules/README.md marks where the table ends");
    let rows: String = packs.iter().map(|pack| row(pack, page)).collect();
    format!("{before}<!-- packs -->\n{HEAD}{rows}<!-- end -->{behind}")
}

fn row(folder: &Path, page: &Page) -> String {
    let pack = Facts::of(folder);
    let cells = [
        format!("`{}`", pack.id),
        pack.title.clone(),
        pack.subject.clone(),
        if pack.parent.is_empty() { String::new() } else { format!("`{}`", pack.parent) },
        sources(folder, &pack.id, page),
        fidelity(&pack.fidelity).to_owned(),
        pack.rules.to_string(),
        pack.measures.to_string(),
        entries(&folder.join("cases")).iter().filter(|case| case.is_dir()).count().to_string(),
    ];
    format!("| {} |\n", cells.join(" | "))
}

/// What a pack is, everything it is built on taken in.
pub struct Facts {
    /// Its id.
    pub id: String,
    /// The pack it extends, empty where it extends none.
    pub parent: String,
    /// How many rules it has, those of its parent among them.
    pub rules: usize,
    measures: usize,
    title: String,
    subject: String,
    fidelity: String,
}

impl Facts {
    /// Of the pack in a folder.
    pub fn of(folder: &Path) -> Self {
        let head = tables(folder)[0]["pack"].clone();
        let whole: Table =
            result(&["pack", "resolve", &folder.to_string_lossy()]).parse().expect("a resolved pack is TOML");
        let parent = head.get("extends").map(|parent| text(&parent["pack"])).unwrap_or_default();
        let own = |key: &str| head.get(key).map(text).unwrap_or_default();
        let is_library = head.get("library").and_then(Value::as_bool) == Some(true);
        Self {
            id: own("id"),
            rules: records(&whole, "rule").len(),
            measures: records(&whole, "measure").len(),
            title: head["title"].get("zh").map_or_else(|| text(&head["title"]), text),
            subject: if is_library { "供其他包引用".to_owned() } else { level(&whole) },
            fidelity: own("fidelity"),
            parent,
        }
    }
}

/// The id of a pack of `rules/` and those of the packs it extends and uses, all the way.
pub fn chain(folder: &Path) -> Vec<String> {
    let head = tables(folder)[0]["pack"].clone();
    let parent = head.get("extends").and_then(|parent| parent.get("pack")).into_iter();
    let libraries = head.get("use").and_then(Value::as_array).into_iter().flatten();
    let below = parent.chain(libraries).flat_map(|id| chain(&folder.with_file_name(text(id))));
    std::iter::once(text(&head["id"])).chain(below).collect()
}

fn records<'t>(whole: &'t Table, kind: &str) -> Vec<&'t Value> {
    whole.get(kind).and_then(Value::as_array).into_iter().flatten().collect()
}

/// The title of the level whose units are assessed.
fn level(whole: &Table) -> String {
    let subject = &whole["pack"]["subject"];
    let level = records(whole, "level").into_iter().find(|level| level["id"] == *subject);
    level.map_or_else(|| text(subject), |level| text(&level["title"]))
}

/// The ids of what a pack cites of its own, as `docs/sources.md` has them.
fn sources(folder: &Path, id: &str, page: &Page) -> String {
    let of_pack = tables(folder)[0].get("source").and_then(Value::as_array).cloned().unwrap_or_default();
    let named = of_pack.iter().map(|source| text(&source["id"])).chain([OWN.to_owned()]);
    let ids = named.flat_map(|source| page.ids(&[id.to_owned()], &source));
    let mut listed: Vec<String> = Vec::new();
    for id in ids.filter(|id| page.said_of(id).is_some() || id == MADE) {
        let id = crate::sources::shown(&id);
        if !listed.contains(&id) {
            listed.push(id);
        }
    }
    listed.join("、")
}

fn fidelity(id: &str) -> &str {
    match id {
        "verbatim" => "原文",
        "paraphrased" => "转述",
        "reconstructed" => "拼合",
        "constructed" => "自拟",
        other => other,
    }
}
