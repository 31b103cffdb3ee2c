//! One pack for each clause of the catalogue: it is sound, its cases hold, and a wrong expectation is noticed.

#[path = "catalogue/files.rs"]
mod files;
#[path = "catalogue/mutation.rs"]
mod mutation;
#[path = "catalogue/table.rs"]
mod table;

mod command;

use std::collections::BTreeSet;
use std::fs;

use command::{entries, junheng, repository};

/// Where the packs stand.
const FOLDER: &str = "tests/clauses";

/// Rules that no case can show as met and as not met, and why.
const UNCOVERED: &[(&str, &str)] = &[("sc70", "a bonus may be applied for or not; neither fails")];

/// Every clause: SC-01 to SC-83, and two that were found in between.
fn catalogue() -> BTreeSet<String> {
    let numbered = (1..=83).map(|number| format!("sc_{number:02}"));
    numbered.chain(["sc_04b".to_owned(), "sc_71b".to_owned()]).collect()
}

/// The ids of the packs, in name order.
fn ids() -> Vec<String> {
    let folders = entries(&repository().join(FOLDER)).into_iter().filter(|path| path.is_dir());
    folders.map(|path| path.file_name().unwrap_or_default().to_string_lossy().into_owned()).collect()
}

/// What a run said on both channels, and whether it ended well.
fn said(arguments: &[&str]) -> (String, bool) {
    let output = junheng(arguments);
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (text, output.status.success())
}

#[test]
fn every_clause_has_its_pack() {
    let found: BTreeSet<String> = ids().into_iter().collect();
    assert_eq!(catalogue().len(), 85);
    assert_eq!(found, catalogue());
}

#[test]
fn every_pack_is_sound() {
    for id in ids() {
        let (text, fine) = said(&["pack", "check", &format!("{FOLDER}/{id}")]);
        assert!(fine && text.is_empty(), "{id}\n{text}");
    }
}

#[test]
fn every_case_holds() {
    for id in ids() {
        let (text, fine) = said(&["pack", "test", &format!("{FOLDER}/{id}")]);
        assert!(fine, "{id}\n{text}");
    }
}

#[test]
fn every_rule_is_met_and_not_met() {
    for id in ids() {
        let (text, _) = said(&["pack", "test", "--lang", "en", &format!("{FOLDER}/{id}")]);
        let open = text.lines().filter_map(|line| line.strip_prefix("rules without a ")?.split_once(" case: "));
        for rule in open.flat_map(|(_, rules)| rules.split(", ")) {
            assert!(UNCOVERED.iter().any(|(known, _)| *known == rule), "{id}: no case shows `{rule}` both ways");
        }
    }
}

#[test]
fn a_wrong_expectation_is_noticed() {
    for id in ids() {
        let copies = mutation::copies(&repository().join(FOLDER).join(&id));
        assert!(!copies.is_empty(), "{id}: its cases expect nothing");
        for changed in copies {
            let (text, passes) = said(&["pack", "test", &changed.folder.to_string_lossy()]);
            assert!(!passes, "{id}: nobody noticed {}\n{text}", changed.what);
        }
    }
}

#[test]
fn the_order_of_rows_changes_nothing() {
    for id in ids() {
        let folder = mutation::reversed(&repository().join(FOLDER).join(&id));
        let (text, passes) = said(&["pack", "test", &folder.to_string_lossy()]);
        assert!(passes, "{id} with its rows reversed\n{text}");
    }
}

#[test]
fn the_table_of_clauses_is_current() {
    let path = repository().join("docs/clauses.md");
    let packs: Vec<_> = ids().iter().map(|id| repository().join(FOLDER).join(id)).collect();
    let table = table::write(&packs);
    if std::env::var_os("JUNHENG_BLESS").is_some() {
        fs::write(&path, &table).expect("docs/ can be written");
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    assert!(stored == table, "docs/clauses.md is not current: run with JUNHENG_BLESS=1 and read the difference");
}
