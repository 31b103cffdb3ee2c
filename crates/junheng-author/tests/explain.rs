//! Every code has a page of one form, and what the page calls wrong is wrong, what it calls right is right.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use junheng::compile::compile;
use junheng::diagnostic::Message;
use junheng::lint::lint;
use junheng::pack::{self, Files, Library};
use junheng::source::{SourceId, Sources};

const HEADINGS: [&str; 4] = ["## 中文", "## English", "## 错 wrong", "## 对 right"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What stands in the block of an example, and the language it is marked with.
fn example(message: &Message, heading: &str) -> (String, String) {
    let below = message.page.split_once(heading).map_or("", |(_, below)| below);
    let block = below.split("```").nth(1).unwrap_or_default();
    let (language, text) = block.split_once('\n').unwrap_or_default();
    (language.to_owned(), text.to_owned())
}

#[test]
fn every_page_has_a_title_four_headings_and_three_paragraphs_in_each_language() {
    for message in junheng_author::messages() {
        let code = message.code;
        assert!(message.page.starts_with(&format!("# {code}\n")), "{code}: title");
        let headings: Vec<&str> = message.page.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(headings, HEADINGS, "{code}");
        for (heading, starts) in HEADINGS.iter().zip([["为什么：", "怎么改："], ["Why: ", "Repair: "]]) {
            let part = message.page.split_once(heading).and_then(|(_, below)| below.split("\n## ").next());
            let paragraphs: Vec<&str> = part.unwrap_or_default().trim().split("\n\n").collect();
            assert_eq!(paragraphs.len(), 3, "{code}: {heading}");
            assert!(paragraphs[1].starts_with(starts[0]) && paragraphs[2].starts_with(starts[1]), "{code}: {heading}");
        }
        let (wrong, right) = (example(message, HEADINGS[2]), example(message, HEADINGS[3]));
        assert!(!wrong.1.is_empty() && !right.1.is_empty() && wrong != right, "{code}: examples");
    }
}

#[test]
fn no_page_is_left_over() {
    let codes: BTreeSet<String> = junheng_author::messages().map(|message| format!("{}.md", message.code)).collect();
    for folder in ["junheng/src/diagnostic/explain", "junheng-data/src/explain", "junheng-author/src/explain"] {
        for entry in fs::read_dir(root().join("crates").join(folder)).into_iter().flatten().filter_map(Result::ok) {
            let name = entry.file_name().to_string_lossy().into_owned();
            assert!(codes.contains(&name), "{folder}/{name} explains nothing");
        }
    }
}

/// The packs of the repository, and the one that is tried.
struct Shelf(String);

impl Library for Shelf {
    fn files(&self, id: &str) -> Option<Files> {
        if id == "probe" {
            return Some(vec![("pack.toml".to_owned(), self.0.clone())]);
        }
        let entries = fs::read_dir(root().join("rules").join(id)).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
        let mut files: Vec<PathBuf> =
            entries.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
        files.sort_by_key(|path| !path.ends_with("pack.toml"));
        files.iter().map(|path| Some((path.to_string_lossy().into_owned(), fs::read_to_string(path).ok()?))).collect()
    }

    fn ids(&self) -> Vec<String> {
        vec!["cn_fields".to_owned(), "cn_quality_2017".to_owned()]
    }
}

const HEAD: &str = "[pack]\nid = \"probe\"\ntitle = \"试验\"\nversion = \"1.0.0\"\nuse = [\"cn_fields\"]\n\
                    subject = \"county\"\nstages = [\"primary\", \"junior\"]\n";

/// Whether a pack with this text brings a code about, and the codes of all errors in it.
fn tried(text: &str, code: &str) -> (bool, Vec<&'static str>) {
    let whole = if text.contains("[pack]") { text.to_owned() } else { format!("{HEAD}{text}") };
    let mut sources = Sources::default();
    let (pack, _, mut diagnostics) = pack::read("probe", &Shelf(whole), &mut sources);
    if let Some(pack) = pack {
        let (program, found) = compile(&pack);
        diagnostics.append(found);
        let own: Vec<SourceId> =
            sources.iter().filter(|(_, source)| source.name == "pack.toml").map(|(id, _)| id).collect();
        diagnostics
            .extend(program.iter().flat_map(|program| lint(&pack, program, &own).iter().cloned().collect::<Vec<_>>()));
    }
    let errors = diagnostics.iter().filter(|found| found.message.severity == junheng::diagnostic::Severity::Error);
    (diagnostics.iter().any(|found| found.message.code == code), errors.map(|found| found.message.code).collect())
}

#[test]
fn a_wrong_pack_brings_the_code_about_and_a_right_one_has_no_error() {
    let mut untrue = Vec::new();
    for message in junheng::diagnostic::messages() {
        let (wrong, right) = (example(message, HEADINGS[2]), example(message, HEADINGS[3]));
        if wrong.0 != "toml" {
            continue;
        }
        if !tried(&wrong.1, message.code).0 {
            untrue.push(format!("{}: the wrong example is not", message.code));
        }
        let (found, errors) = tried(&right.1, message.code);
        if found || !errors.is_empty() {
            untrue.push(format!("{}: the right example is not: {errors:?}", message.code));
        }
    }
    assert!(untrue.is_empty(), "{untrue:#?}");
}
