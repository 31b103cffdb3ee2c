//! What must hold of packs on top of packs, tried on random changes.

mod common;

use common::{
    Case, HEAD, Outcome, Sheet, Shelf, assess_program, compile_shelf, config, number_field, sheet, word_field,
};
use junheng::diagnostic::Diagnostics;
use junheng::pack::{self, Resolved, compare, flat};
use junheng::source::Sources;
use proptest::prelude::*;
use proptest::sample::subsequence;

// ── a parent, and what may be done to it ─────────────────

const RULES: &str = r#"
[[parameter]]
id = "counted_rooms"
values = ["all", "some"]
default = "all"
why = "原文未写"
[[section]]
id = "resources"
title = "资源 \"甲\"\n第二行"
[[measure]]
id = "teachers_per_pupil"
code = "L1"
title = "师生比"
level = "entry"
unit = "1"
value = "教师 / 学生"
at_least = { primary = 0.05, junior = 0.07 }
downstream = "tighten_only"
cite = "第一条"
[[measure]]
id = "books_per_pupil"
code = "L2"
title = "生均图书"
level = "entry"
unit = "1"
value = "图书 / 学生"
at_least = 15
[[measure.variant]]
id = "small"
when = "学生 < 100"
at_least = 10
until = 2024-12-31
[[measure]]
id = "classes_per_pupil"
code = "L3"
title = "班"
level = "entry"
unit = "1"
value = "班数 / 学生"
at_least = 0.001
[[rule]]
id = "school_standard"
in = "resources"
level = "entry"
of = ["L1..L3"]
met_when = "count(met) >= 2"
[[rule]]
id = "disparity"
in = "resources"
per_stage = "each"
for = ["L1", "L2"]
value = "cv(it, weight = 学生)"
at_most = { primary = 0.3, junior = 0.25 }
[[rule]]
id = "growth"
value = "经费"
at_least = 50
from = 2020-01-01
[[rule.variant]]
id = "rich"
when = "经费 > 100"
at_least = 80
[[rule]]
id = "money"
role = "scored"
points = 20
floor = 0
value = "经费 / sum(教师)"
at_least = 40
[[rule.outcome]]
id = "slow"
deduct = 2
per = "1"
step = "started"
[[verdict]]
id = "whole"
met_when = "all(required)"
"#;

fn parent() -> String {
    let staged = |id: &str, label: &str| format!("{}by = \"stage\"\n", number_field(id, label, "school"));
    let head = HEAD.replace("by = \"stage\"\n", "by = \"stage\"\nopened_by = \"students\"\n");
    let fields = [
        staged("students", "学生"),
        staged("teachers", "教师"),
        staged("books", "图书"),
        staged("classes", "班数"),
        number_field("money_field", "经费", "county"),
        word_field("kind", "类型", "school", &["小学", "教学点"]),
    ];
    format!("{head}{}{RULES}", fields.concat())
}

/// Changes that the parent allows, each in a place of its own.
const CHANGES: [&str; 15] = [
    r#"target = "measure.teachers_per_pupil.at_least", from = { primary = 0.05, junior = 0.07 }, to = 0.08"#,
    r#"target = "measure.teachers_per_pupil.cite", from = "第一条", to = "本省第二条""#,
    r#"target = "measure.books_per_pupil.at_least", from = 15, to = { primary = 12, junior = 20 }"#,
    r#"target = "measure.books_per_pupil.variant.small.until", from = 2024-12-31, to = 2026-12-31"#,
    r#"target = "measure.books_per_pupil.variant.small.when", from = "学生 < 100", to = "学生 < 80 or 类型 = 教学点""#,
    r#"target = "measure.classes_per_pupil.at_least", from = 0.001, to = 0.02"#,
    r#"target = "rule.disparity.at_most.junior", from = 0.25, to = "0.45""#,
    r#"target = "rule.disparity.for", append = "L3""#,
    r#"target = "rule.growth.from", from = 2020-01-01, to = 2024-06-01"#,
    r#"target = "rule.growth.value", from = "经费", to = "经费 * 2""#,
    r#"target = "rule.money.points", from = 20, to = 30"#,
    r#"target = "rule.money.outcome.slow.deduct", from = 2, to = 3"#,
    r#"target = "parameter.counted_rooms.default", from = "all", to = "some""#,
    r#"target = "section.resources.title", from = "资源 \"甲\"\n第二行", to = '资源 \ '"#,
    r#"target = "field.kind.values", append = "九年一贯制""#,
];

/// What may be left out, each away from the changes.
const DROPS: [&str; 3] = [
    r#"target = "verdict.whole", reason = "另立""#,
    r#"target = "rule.growth.variant.rich", reason = "不用""#,
    r#"target = "rule.school_standard", reason = "过渡", until = 2024-06-30"#,
];

/// Rules of one's own.
const OWN: [&str; 3] = [
    "[[rule]]\nid = \"own_a\"\nafter = \"school_standard\"\nvalue = \"经费\"\nat_least = 3\n",
    "[[rule]]\nid = \"own_b\"\nafter = \"own_a\"\nin = \"resources\"\nvalue = \"sum(图书)\"\nat_least = 100\n",
    "[[verdict]]\nid = \"mine\"\nmet_when = \"all(required)\"\n",
];

fn child(changes: &[&str], drops: &[&str], own: &[&str]) -> String {
    let list = |lines: &[&str]| lines.iter().map(|line| format!("  {{ {line} }},\n")).collect::<String>();
    let head = "[pack]\nid = \"child\"\ntitle = \"下级\"\nversion = \"1.0.0\"\nextends = { pack = \"tiny\", version = \"1\" }\n";
    format!("change = [\n{}]\ndrop = [\n{}]\n{head}{}", list(changes), list(drops), own.concat())
}

fn shelf(child: &str) -> Shelf {
    Shelf(vec![("child".to_owned(), child.to_owned()), ("tiny".to_owned(), parent())])
}

fn resolved(shelf: &Shelf) -> (Option<Resolved>, Diagnostics, Sources) {
    let mut sources = Sources::default();
    let id = &shelf.0[0].0;
    let (resolved, _, diagnostics) = pack::resolve(id, shelf, &mut sources);
    (resolved, diagnostics, sources)
}

/// The flat pack without comments.
fn flat_text(child: &str) -> String {
    let (resolved, diagnostics, _) = resolved(&shelf(child));
    let said: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.message.code).collect();
    assert!(said.is_empty(), "{said:?}\n{child}");
    flat(&resolved.expect("the pack was found"), &|_| Vec::new())
}

// ── data ─────────────────────────────────────────────────

const HEADERS: [&str; 9] =
    ["类型", "小学学生", "小学教师", "小学图书", "小学班数", "初中学生", "初中教师", "初中图书", "初中班数"];

fn tables(cells: &[u32]) -> Vec<Sheet> {
    let mut schools = sheet("school", &HEADERS);
    for (at, numbers) in cells.chunks_exact(8).enumerate() {
        let numbers: Vec<String> = numbers.iter().map(|number| (number + 1).to_string()).collect();
        let kind = if at % 2 == 0 { "小学" } else { "教学点" };
        let row: Vec<&str> = std::iter::once(kind).chain(numbers.iter().map(String::as_str)).collect();
        schools = schools.row(&format!("s{at}"), "c", &row);
    }
    let money = cells.first().copied().unwrap_or_default().to_string();
    vec![schools, sheet("county", &["经费"]).row("c", "", &[&money])]
}

fn assessed(shelf: Shelf, cells: &[u32], day: &'static str) -> String {
    let (program, diagnostics, sources) = compile_shelf(shelf);
    let said: Vec<common::Complaint> =
        diagnostics.iter().map(|diagnostic| common::complaint(diagnostic, &sources)).collect();
    let program = program.unwrap_or_else(|| unreachable!("the pack does not compile: {said:?}"));
    let ids: Vec<String> = program.checks.iter().map(|check| format!("{}/{}", check.id, check.item)).collect();
    let about = format!("{} {}", program.about.id, program.about.version);
    let case = Case { sheets: tables(cells), as_of: Some(day), ..Case::default() };
    let Outcome { assessment, .. } = assess_program(program, &case);
    format!("{about}\n{ids:?}\n{:?}", assessment.findings)
}

fn edits() -> impl Strategy<Value = (Vec<&'static str>, Vec<&'static str>, Vec<&'static str>)> {
    let changes = subsequence(CHANGES.to_vec(), 0..=CHANGES.len()).prop_shuffle();
    let own = prop_oneof![Just(Vec::new()), Just(vec![OWN[0]]), Just(vec![OWN[1], OWN[0]]), Just(OWN.to_vec())];
    (changes, subsequence(DROPS.to_vec(), 0..=DROPS.len()), own)
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn changes_of_different_places_commute((changes, drops, own) in edits(), turned in any::<bool>()) {
        let mut other = changes.clone();
        other.sort_unstable();
        if turned {
            other.reverse();
        }
        let mut fewer = drops.clone();
        fewer.reverse();
        prop_assert_eq!(flat_text(&child(&changes, &drops, &own)), flat_text(&child(&other, &fewer, &own)));
    }

    #[test]
    fn a_resolved_pack_read_again_says_the_same((changes, drops, mut own) in edits(), cells in prop::collection::vec(0..200u32, 8..40), early in any::<bool>()) {
        if drops.contains(&DROPS[0]) && !own.contains(&OWN[2]) {
            own.push(OWN[2]);
        }
        let child = child(&changes, &drops, &own);
        let text = flat_text(&child);
        let again = Shelf(vec![("child".to_owned(), text.clone())]);
        let (first, found, mut sources) = resolved(&shelf(&child));
        let (second, _, _) = resolved(&again);
        let (first, second) = (first.expect("it was read"), second.expect("it can be read again"));
        prop_assert!(found.is_empty());
        prop_assert_eq!(&flat(&second, &|_| Vec::new()), &text);
        sources.add("again", "");
        prop_assert!(compare(&first, &second, &sources).is_empty());
        let day = if early { "2024-03-01" } else { "2025-03-01" };
        prop_assert_eq!(assessed(shelf(&child), &cells, day), assessed(again, &cells, day));
    }
}

// ── what is taken in keeps its meaning ───────────────────

/// A pack of questions, the last of which looks at those from the first to the last.
fn questions() -> String {
    let ask = |id: &str| format!("[[rule]]\nid = \"{id}\"\nask = {{ answers = [\"是\", \"否\"], met = [\"是\"] }}\n");
    let all = "[[rule]]\nid = \"all\"\nof = [\"a..c\"]\nmet_when = \"all(met)\"\n";
    let head = HEAD.replace("subject = \"county\"\n", "subject = \"county\"\ntotal = 100\n");
    format!("{head}{}{all}", ["a", "b", "c"].map(ask).concat())
}

fn flat_over_questions(child: &str) -> String {
    let texts = [("child", child.to_owned()), ("tiny", questions())];
    let shelf = Shelf(texts.map(|(id, text)| (id.to_owned(), text)).to_vec());
    let (resolved, diagnostics, _) = resolved(&shelf);
    let said: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.message.code).collect();
    assert!(said.is_empty(), "{said:?}");
    flat(&resolved.expect("the pack was found"), &|_| Vec::new())
}

#[test]
fn a_rule_put_between_the_ends_of_a_range_is_not_in_it() {
    let own = "[[rule]]\nid = \"x\"\nafter = \"a\"\nask = { answers = [\"是\"], met = [\"是\"] }\n";
    let text = flat_over_questions(&child(&[], &[], &[own]));
    assert!(text.contains("of       = [\"a\", \"b\", \"c\"]"), "{text}");
    let own = own.replace("after = \"a\"", "after = \"c\"");
    assert!(flat_over_questions(&child(&[], &[], &[&own])).contains("[\"a..c\"]"));
}

#[test]
fn a_record_that_takes_the_place_of_another_is_in_its_ranges() {
    let drop = "target = \"rule.c\", reason = \"另写\"";
    let own = "[[rule]]\nid = \"c\"\nask = { answers = [\"有\"], met = [\"有\"] }\n";
    let text = flat_over_questions(&child(&[], &[drop], &[own]));
    assert!(text.contains("of       = [\"a\", \"b\", \"c\"]"), "{text}");
    assert!(flat_over_questions(&child(&[], &[drop], &[])).contains("of       = [\"a\", \"b\"]"));
}

#[test]
fn the_total_is_taken_over_and_may_be_changed() {
    assert!(flat_over_questions(&child(&[], &[], &[])).contains("total   = 100"));
    let change = "target = \"pack.total\", from = 100, to = 120";
    assert!(flat_over_questions(&child(&[change], &[], &[])).contains("total   = 120"));
}

#[test]
fn a_library_that_two_others_use_is_taken_in_once() {
    let library = |id: &str, uses: &str, field: &str| {
        let head = format!("[pack]\nid = \"{id}\"\ntitle = \"库\"\nversion = \"1.0.0\"\nlibrary = true\n{uses}");
        (id.to_owned(), head + &number_field(field, field, "county"))
    };
    let own = HEAD.replace("subject =", "use = [\"one\", \"two\"]\nsubject =");
    let shelf = Shelf(vec![
        ("tiny".to_owned(), own),
        library("one", "use = [\"base\"]\n", "a"),
        library("two", "use = [\"base\"]\n", "b"),
        library("base", "", "c"),
    ]);
    let mut sources = Sources::default();
    let (pack, members, diagnostics) = pack::read("tiny", &shelf, &mut sources);
    let codes: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.message.code).collect();
    assert!(codes.is_empty(), "{codes:?}");
    assert_eq!(members.iter().map(|member| member.id.as_str()).collect::<Vec<_>>(), ["base", "one", "two", "tiny"]);
    assert_eq!(pack.map(|pack| pack.field.len()), Some(3));
}

// ── nothing panics ───────────────────────────────────────

const PARTS: &str = "rule measure pack verdict section field disparity growth money books_per_pupil variant small \
                     outcome slow at_least at_most primary of for id until from downstream title cite change \
                     resources level stage . -";

fn part() -> impl Strategy<Value = &'static str> {
    prop::sample::select(PARTS.split_whitespace().collect::<Vec<_>>())
}

const VALUES: &[&str] = &[
    "15",
    "0.5",
    "\"not_stated\"",
    "\"L1\"",
    "[]",
    "{}",
    "[\"L1..L3\"]",
    "[{ id = \"disparity\" }]",
    "true",
    "2024-12-31",
    "\"15 册\"",
    "\"\"",
    "{ primary = 0.3, junior = 0.25 }",
    "[[]]",
    "1e400",
    "9999-12-31",
    "\"tighten_only\"",
    "nan",
];

fn path() -> impl Strategy<Value = String> {
    prop::collection::vec(part(), 1..5).prop_map(|parts| parts.join("."))
}

fn wild_change() -> impl Strategy<Value = String> {
    let key = prop::sample::select(&["from", "to", "append", "remove", "reason", "until", "cite"][..]);
    let pairs = prop::collection::btree_map(key, prop::sample::select(VALUES), 0..4);
    (path(), pairs).prop_map(|(target, pairs)| {
        let pairs: String = pairs.iter().map(|(key, value)| format!(", {key} = {value}")).collect();
        format!("{{ target = \"{target}\"{pairs} }}")
    })
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn no_change_or_drop_ends_the_run(
        changes in prop::collection::vec(wild_change(), 0..4),
        drops in prop::collection::vec(wild_change(), 0..3),
        own in subsequence(OWN.to_vec(), 0..=3),
        rules in prop::collection::vec((part(), part()), 0..3),
    ) {
        let mut text = child(&[], &[], &own).replace("change = [\n", &format!("change = [{}", changes.join(", ")));
        text = text.replace("drop = [\n", &format!("drop = [{}", drops.join(", ")));
        for (id, after) in rules {
            text.push_str(&format!("[[rule]]\nid = \"{id}\"\nafter = \"{after}\"\nof = [\"{id}..{after}\"]\n"));
        }
        let shelf = shelf(&text);
        let (found, _, sources) = resolved(&shelf);
        if let Some(found) = found {
            let text = flat(&found, &|_| vec!["一\n二".to_owned()]);
            let again = Shelf(vec![("child".to_owned(), text)]);
            let (again, diagnostics, _) = resolved(&again);
            let broken = diagnostics.iter().any(|diagnostic| diagnostic.message.code == "toml-syntax");
            prop_assert!(!broken && again.is_some());
            compare(&found, &found, &sources);
        }
        compile_shelf(shelf);
    }
}
