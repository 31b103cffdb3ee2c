//! The checklists of the XPCC: 45 and 36 items, every page marked as constructed, never a verdict.

mod command;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use command::{entries, repository, result, rows};

const NOTICE: &str = "依据公开资料构拟，非正式文本";
const DIVISION: [&str; 4] = ["examples/jiashi", "examples/jiashi_division", "--pack", "xpcc_division"];
const REGIMENT: [&str; 4] = ["examples/jiashi", "examples/jiashi_regiment", "--pack", "xpcc_regiment"];

/// The records of a kind in a pack with everything taken in.
fn records(pack: &str, kind: &str) -> Vec<toml::Table> {
    let whole: toml::Table = result(&["pack", "resolve", pack]).parse().expect("a resolved pack is TOML");
    let list = whole.get(kind).and_then(toml::Value::as_array).expect("the pack has such records");
    list.iter().filter_map(|record| record.as_table().cloned()).collect()
}

fn text(record: &toml::Table, key: &str) -> String {
    record.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned()
}

/// The items of a checklist: the scored rules.
fn items(pack: &str) -> Vec<toml::Table> {
    records(pack, "rule").into_iter().filter(|rule| text(rule, "role") == "scored").collect()
}

/// How many items stand in each area.
fn by_area(pack: &str) -> Vec<usize> {
    let above: BTreeMap<String, String> =
        records(pack, "section").iter().map(|section| (text(section, "id"), text(section, "in"))).collect();
    let area = |item: &toml::Table| above[&text(item, "in")].clone();
    let areas: Vec<String> = items(pack).iter().map(area).collect();
    ["a1", "a2", "a3", "a4"].iter().map(|wanted| areas.iter().filter(|area| area == wanted).count()).collect()
}

#[test]
fn forty_five_items_and_thirty_six_of_which_thirty_five_are_shared() {
    let [division, regiment] = ["xpcc_division", "xpcc_regiment"].map(items);
    assert_eq!((division.len(), regiment.len()), (45, 36));
    let known: Vec<String> = division.iter().map(|item| text(item, "id")).collect();
    assert_eq!(regiment.iter().filter(|item| known.contains(&text(item, "id"))).count(), 35);
    assert_eq!(by_area("xpcc_division"), [12, 13, 8, 12]);
    assert_eq!(by_area("xpcc_regiment"), [8, 10, 6, 12]);
}

#[test]
fn items_are_numbered_in_printed_order_and_carry_no_points() {
    for pack in ["xpcc_division", "xpcc_regiment"] {
        for (at, item) in items(pack).iter().enumerate() {
            assert_eq!(text(item, "code"), format!("C{}", at + 1), "{pack}");
            assert_eq!(text(item, "points"), "not_stated", "{pack} {}", text(item, "id"));
            assert_eq!(text(item, "fidelity"), "constructed", "{pack} {}", text(item, "id"));
            assert!(!text(item, "reading").is_empty() && item.contains_key("duty"), "{pack} {}", text(item, "id"));
            let evidence = item["evidence"].as_array().expect("every item says what must be shown");
            assert!(evidence.iter().all(|paper| paper.get("years").is_some() && paper.get("year").is_some()));
        }
    }
}

#[test]
fn five_vetoes_and_four_steps_without_content() {
    for pack in ["xpcc_division", "xpcc_regiment"] {
        let vetoes: Vec<toml::Table> =
            records(pack, "rule").into_iter().filter(|rule| text(rule, "role") == "veto").collect();
        assert_eq!(vetoes.len(), 5);
        assert!(vetoes.iter().all(|veto| text(veto, "title").contains("内容未公布，由执行者填写")));
        let steps = records(pack, "step");
        assert_eq!(steps.len(), 4);
        assert!(steps.iter().all(|step| text(step, "title").contains("构拟")));
    }
}

/// What `pack test` asks of a pack's own rules holds of the shared ones as well.
#[test]
fn every_item_is_met_and_not_met_in_some_case() {
    for pack in ["xpcc_division", "xpcc_regiment"] {
        let cases = entries(&repository().join("rules").join(pack).join("cases"));
        let expected = cases.iter().map(|case| fs::read_to_string(case.join("expected.csv")).unwrap_or_default());
        let shown: Vec<Vec<String>> = expected.flat_map(|text| rows(&text)).collect();
        let waits = |id: &str| id == "subject_pass_rate"; // its line is not stated; tests/packs/xpcc_points states one
        for id in items(pack).iter().map(|item| text(item, "id")).filter(|id| !waits(id)) {
            let is = |state: &str| shown.iter().any(|row| row[2] == id && row[4] == state);
            assert!(is("met") && is("not_met"), "{pack} {id}");
        }
    }
}

/// Of an invented division, every item has a state, and nothing is concluded.
#[test]
fn every_item_of_the_example_has_a_state_and_no_verdict_is_given() {
    for (data, pack, count) in [(DIVISION, "xpcc_division", 45), (REGIMENT, "xpcc_regiment", 36)] {
        let found = rows(&result(&[&["assess", "--format", "csv"], &data[..]].concat()));
        let at = |name: &str| found[0].iter().position(|column| column == name).expect("a column of the contract");
        let [unit, rule, state, points, note] = ["unit", "rule", "state", "score", "note"].map(at);
        let ids: Vec<String> = items(pack).iter().map(|item| text(item, "id")).collect();
        let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
        for row in found[1..].iter().filter(|row| ids.contains(&row[rule])) {
            assert!(!row[state].is_empty() && row[points].is_empty(), "{row:?}");
            *counted.entry(&row[unit]).or_default() += 1;
        }
        assert!(counted.values().all(|items| *items == count), "{counted:?}");
        for row in found[1..].iter().filter(|row| row[rule] == "verdict") {
            assert_eq!((row[state].as_str(), row[note].as_str()), ("undetermined", NOTICE), "{row:?}");
        }
    }
}

/// The pages of an assessment begin with a verdict; above each stands the notice.
#[test]
fn every_page_says_that_it_is_constructed() {
    let all = result(&[&["assess", "--detail"], &REGIMENT[..]].concat());
    let heads = all.lines().filter(|line| line.contains("　基本均衡（构拟，不作结论）：")).count();
    assert_eq!(heads, 8);
    assert_eq!(all.lines().filter(|line| *line == format!("※ {NOTICE}")).count(), heads + 1);
    let why = result(&[&["why", "--unit", "9902", "--rule", "enrolment"], &DIVISION[..]].concat());
    let json = result(&[&["assess", "--format", "json"], &DIVISION[..]].concat());
    let json: serde_json::Value = serde_json::from_str(&json).expect("the result is json");
    assert_eq!(json["run"]["pack"]["notice"]["zh"], NOTICE);
    for pack in ["xpcc_division", "xpcc_regiment", "xpcc_shared_items", "tests/packs/xpcc_points"] {
        assert!(result(&["pack", "show", pack]).starts_with(&format!("※ {NOTICE}\n")), "{pack}");
        let page = result(&["pack", "doc", pack, "-o", "-"]);
        assert!(page.contains(&format!("<p class=\"notice\">{NOTICE}</p>")), "{pack}");
        assert!(page.contains(&format!("@top-center {{ content: \"{NOTICE}\"")), "{pack}: on every printed page");
    }
    assert!(why.starts_with(&format!("※ {NOTICE}\n")), "{why}");
}

/// The blank forms hold a slot for each item and nothing else; a draft begins from them.
#[test]
fn the_blank_forms_have_a_slot_for_each_item() {
    for (pack, count) in [("xpcc_division", 45), ("xpcc_regiment", 36)] {
        let form = format!("rules/{pack}/form.csv");
        let text = fs::read_to_string(repository().join(&form)).expect("the form can be read");
        let slots = rows(text.trim_start_matches('\u{feff}'));
        assert_eq!(slots.len(), count + 2, "a title, a header, the slots");
        assert!(slots[2..].iter().all(|slot| slot.iter().filter(|cell| !cell.is_empty()).count() == 1));
        let draft = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("form_{count}"));
        let _ = fs::remove_dir_all(&draft);
        let said = result(&["pack", "new", &draft.to_string_lossy(), "--from-table", &form]);
        assert!(said.contains(&format!("条款 {count} 项；写了分值的 0 项")), "{said}");
    }
}
