//! Frames that are no official standard: they say so, conclude nothing, and what they borrow is what it was borrowed from.

mod command;

use std::fs;

use command::{entries, repository};
use toml::{Table, Value};

fn file(path: &str) -> Table {
    let text = fs::read_to_string(repository().join("rules").join(path)).expect("the pack is there");
    text.parse().expect("packs are TOML")
}

/// The entries of an array of tables, by id.
fn records<'t>(pack: &'t Table, kind: &str) -> Vec<(&'t str, &'t Table)> {
    let all = pack.get(kind).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table);
    all.map(|record| (record["id"].as_str().expect("ids are texts"), record)).collect()
}

fn record<'t>(pack: &'t Table, kind: &str, id: &str) -> &'t Table {
    let found = records(pack, kind).into_iter().find(|(known, _)| *known == id);
    found.unwrap_or_else(|| unreachable!("no {kind} {id}")).1
}

#[test]
fn every_frame_says_that_it_is_not_official_and_concludes_nothing() {
    let folders = entries(&repository().join("rules"));
    let frames: Vec<String> = folders
        .iter()
        .filter_map(|folder| Some(folder.file_name()?.to_string_lossy().into_owned()))
        .filter(|name| name.starts_with("frame_"))
        .collect();
    assert_eq!(frames.len(), 7, "{frames:?}");
    for frame in frames {
        let pack = file(&format!("{frame}/pack.toml"));
        let head = pack["pack"].as_table().expect("a pack has a head");
        assert!(head.contains_key("notice"), "{frame} is not marked");
        assert!(["constructed", "reconstructed"].contains(&head["fidelity"].as_str().unwrap_or("")), "{frame}");
        assert!(records(&pack, "verdict").is_empty(), "{frame} has a verdict of its own");
    }
}

#[test]
fn the_seven_measures_of_a_school_are_those_of_the_national_pack() {
    let (national, plan) = (file("cn_quality_2017/pack.a_resources.toml"), file("frame_school_plan/pack.toml"));
    let seven = records(&national, "measure");
    assert_eq!(seven.len(), 7);
    assert_eq!(records(&plan, "measure").len(), 7);
    for (id, measure) in seven {
        let copied = record(&plan, "measure", id);
        for key in ["code", "title", "level", "unit", "value", "at_least", "better", "if_several", "variant"] {
            assert_eq!(copied.get(key), measure.get(key), "{id}.{key}");
        }
    }
    let (whole, split) = (file("cn_quality_2017/pack.toml"), plan["split"].clone());
    assert_eq!(split, whole["split"]);
}

#[test]
fn a_school_group_is_held_to_what_each_school_is() {
    let (national, groups) = (file("cn_quality_2017/pack.a_resources.toml"), file("frame_school_groups/pack.toml"));
    for (id, measure) in records(&national, "measure") {
        let rule = record(&groups, "rule", &format!("group_{id}"));
        for key in ["unit", "at_least", "cite"] {
            assert_eq!(rule.get(key), measure.get(key), "{id}.{key}");
        }
    }
    let every = record(&national, "rule", "school_standard");
    assert_eq!(record(&groups, "rule", "group_standard").get("met_when"), every.get("met_when"));
    assert!(records(&groups, "rule").iter().all(|(_, rule)| rule["role"].as_str() == Some("reference")));
}
