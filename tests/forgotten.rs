//! Nothing is forgotten: every input has its page, every diagnostic is shown, every rule is met and not met.

mod command;

use std::collections::BTreeSet;
use std::fs;

use command::{SHELVES, ends, entries, junheng, pages, repository};

/// Diagnostics that no page can show, and why.
const UNSHOWN: &[(&str, &str)] = &[
    ("file-unreadable", "a disk that fails while a register is read"),
    ("not-a-parquet", "a build with the feature parquet: crates/junheng-data/tests/parquet.rs"),
    ("parquet-packed", "the same"),
    ("parquet-nested", "the same"),
];

/// Packs, beginnings of the ids of rules that no case shows as met and as not met, and why.
const UNCOVERED: &[(&str, &str, &str)] = &[
    ("cn_basic_2012", "government", "the points are left to the provinces; example_basic_points shows the total"),
    ("cn_fujian_school_conditions", "size_quota_item", "tests/packs/fujian_size_quota fills in its table"),
    ("cn_fujian_school_conditions", "hardware_total", "the pass line was not seen"),
    ("cn_henan_school_standard", "pass", "the pass line was not seen"),
    ("cn_sichuan_demonstration", "pass", "the pass line was not seen"),
    ("cn_hunan_school_standard", "line", "the pass line was not seen"),
    ("cn_shaanxi_school_standard", "enough_schools", "how many schools must comply was not seen"),
    ("cn_xinjiang_participation", "completion_17", "its limits are cut off in the source"),
    ("cn_zhoushan_2007", "line", "the pass line was not seen"),
];

fn read(path: &std::path::Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

#[test]
fn every_target_of_this_folder_is_declared() {
    let manifest = read(&repository().join("crates/junheng-cli/Cargo.toml"));
    for file in entries(&repository().join("tests")).iter().filter(|file| ends(file, ".rs")) {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        assert!(manifest.contains(&format!("path = \"../../tests/{name}\"")), "tests/{name} is never run");
    }
}

#[test]
fn every_input_has_its_page_and_every_page_its_command() {
    assert!(
        SHELVES
            .iter()
            .all(|shelf| pages().iter().any(|page| page.parent().is_some_and(|folder| folder.ends_with(shelf))))
    );
    for page in pages() {
        let text = read(&page);
        assert!(text.starts_with("# "), "{} has no title", page.display());
        assert!(text.contains("```console\n$ junheng "), "{} runs nothing", page.display());
    }
    for folder in SHELVES.iter().flat_map(|shelf| entries(&repository().join("tests").join(shelf))) {
        let is_input = ends(&folder, ".in") || ends(&folder, ".out");
        assert_eq!(is_input, folder.is_dir(), "{}: neither page nor input", folder.display());
        assert!(folder.with_extension("md").is_file(), "{} has no page", folder.display());
    }
}

#[test]
fn a_page_that_waits_says_what_for() {
    for page in entries(&repository().join("tests/pending")).iter().filter(|page| ends(page, ".md")) {
        assert!(read(page).contains("> 待修正："), "{} does not say what it waits for", page.display());
    }
}

#[test]
fn every_diagnostic_is_shown_in_a_page() {
    let shown: String = pages().iter().map(|page| read(page)).collect();
    let codes: BTreeSet<&str> = junheng_author::messages().map(|message| message.code).collect();
    let missing = codes.iter().filter(|code| !shown.contains(&format!("[{code}]")));
    let missing: Vec<&str> = missing.copied().filter(|code| !UNSHOWN.iter().any(|(known, _)| known == code)).collect();
    assert!(missing.is_empty(), "no page shows {missing:?}");
    let stale: Vec<&str> = UNSHOWN
        .iter()
        .map(|(code, _)| *code)
        .filter(|code| shown.contains(&format!("[{code}]")) || !codes.contains(code))
        .collect();
    assert!(stale.is_empty(), "take off the list: {stale:?}");
}

#[test]
fn every_pack_passes_its_cases() {
    for pack in packs("rules").iter().chain(&packs("tests/packs")) {
        let output = junheng(&["pack", "test", pack]);
        let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{pack}\n{said}");
    }
}

#[test]
fn every_rule_is_met_and_not_met_in_some_case() {
    let mut open = Vec::new();
    for pack in packs("rules") {
        let output = junheng(&["pack", "test", "--lang", "en", &pack]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        for (state, rules) in
            said.lines().filter_map(|line| line.strip_prefix("rules without a ")?.split_once(" case: "))
        {
            open.extend(rules.split(", ").map(|rule| (pack.clone(), state.to_owned(), rule.to_owned())));
        }
    }
    let waits = |(pack, _, rule): &(String, String, String)| {
        UNCOVERED.iter().any(|(known, id, _)| pack.ends_with(known) && rule.starts_with(id))
    };
    let missing: Vec<_> = open.iter().filter(|entry| !waits(entry)).collect();
    assert!(missing.is_empty(), "no case shows {missing:#?}");
    let is_open =
        |pack: &str, id: &str| open.iter().any(|(known, _, rule)| known.ends_with(pack) && rule.starts_with(id));
    let stale: Vec<_> = UNCOVERED.iter().filter(|(pack, id, _)| !is_open(pack, id)).collect();
    assert!(stale.is_empty(), "take off the list: {stale:?}");
}

/// The packs of a folder that are standards: a library has no rules and no cases.
fn packs(folder: &str) -> Vec<String> {
    let folders = entries(&repository().join(folder)).into_iter().filter(|pack| pack.join("cases").is_dir());
    folders.map(|pack| format!("{folder}/{}", pack.file_name().unwrap_or_default().to_string_lossy())).collect()
}
