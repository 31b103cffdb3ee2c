//! Numbers that cannot be, rows that do not fit their table, keys that do nothing, and packs that would never be done:
//! each is told at its place, and what looks like it and is sound is left alone.

mod common;

use common::{HEAD, complaints, number_field, word_field};

fn base() -> String {
    let fields = [number_field("first", "甲", "county"), number_field("second", "乙", "county")];
    format!("{HEAD}{}", fields.concat()) + &word_field("kind", "类别", "county", &["城", "乡"])
}

fn told(text: &str) -> Vec<(&'static str, String)> {
    complaints(&format!("{}{text}", base()))
}

/// A rule of five points on a number, with these further keys.
fn scored(keys: &str) -> String {
    format!("[[rule]]\nid = \"r\"\nrole = \"scored\"\npoints = 5\nvalue = \"甲\"\nat_least = 95\n{keys}\n")
}

/// A question of ten points, with these further keys.
fn asked(keys: &str) -> String {
    format!(
        "[[rule]]\nid = \"r\"\nrole = \"scored\"\npoints = 10\nask = {{ answers = [\"是\", \"否\"], met = [\"是\"] }}\n{keys}\n"
    )
}

/// A table by a number, or by other keys.
fn table(keys: &str) -> String {
    format!("[[standard]]\nid = \"s\"\n{keys}\n[[rule]]\nid = \"r\"\nvalue = \"甲\"\nat_least = \"s\"\n")
}

fn all_are_told(rows: &[(&str, &str, String)]) {
    for (code, under, text) in rows {
        let found = told(text);
        assert!(found.contains(&(code, (*under).to_owned())), "{code} under {under}: {found:?}\n{text}");
    }
}

fn none_is_told(texts: &[String]) {
    texts.iter().for_each(|text| assert_eq!(told(text), [], "{text}"));
}

#[test]
fn numbers_that_cannot_be_are_told() {
    let steps = |line: &str| scored(&format!("floor = 0\noutcome = [{{ {line} }}]"));
    let shown =
        |places: &str| format!("[numeric]\ncompare = \"unrounded\"\ndisplay = {{ r = {places} }}\n") + &scored("");
    all_are_told(&[
        ("bad-amount", "0", steps("deduct = 1, per = \"0\", step = \"whole\"")),
        ("bad-amount", "-1", steps("deduct = 1, per = \"-1\", step = \"whole\"")),
        ("bad-amount", "-1", steps("deduct = -1, per = \"1\", step = \"whole\"")),
        ("bad-amount", "9", scored("floor = 9\noutcome = [{ deduct = 1, per = \"1\", step = \"whole\" }]")),
        ("bad-amount", "-3", scored("floor = -3\noutcome = [{ deduct = 1, per = \"1\", step = \"whole\" }]")),
        ("bad-amount", "-5", scored("").replace("points = 5", "points = -5")),
        ("bad-amount", "0 %", scored("outcome_round = { to = \"0 %\", mode = \"down\" }")),
        ("bad-amount", "0.5", scored("round = { places = 0.5, mode = \"half_up\" }")),
        ("bad-amount", "100000000", scored("round = { places = 100000000, mode = \"half_up\" }")),
        ("bad-amount", "-1", shown("-1")),
        ("bad-amount", "1.5", shown("1.5")),
        ("bad-amount", "0", asked("score_step = 0\noutcome = [{ points = [0, 10] }]")),
        ("bad-amount", "10", asked("outcome = [{ points = [10, 0] }]")),
    ]);
    none_is_told(&[
        steps("deduct = 1, per = \"0.5\", step = \"whole\""),
        shown("2"),
        asked("score_step = 0.5\noutcome = [{ points = [0, 10] }]"),
    ]);
}

#[test]
fn a_version_has_three_parts() {
    for version in ["1", "一", "1.0", "1.0.x", "1..0"] {
        let found = complaints(&base().replace("\"1.0.0\"", &format!("\"{version}\"")));
        assert_eq!(found, [("bad-amount", format!("\"{version}\""))]);
    }
}

#[test]
fn rows_that_do_not_fit_their_table_are_told() {
    let by_number =
        |rows: &str, between: &str| table(&format!("by = [\"甲\"]\nbetween = \"{between}\"\nrows = {rows}"));
    let by_word = |rows: &str| table(&format!("by = [\"类别\"]\noutside = \"undetermined\"\nrows = {rows}"));
    all_are_told(&[
        ("bad-row", "\"45人\"", by_word("[[\"城\", \"45人\"]]")),
        ("bad-row", "\"镇\"", by_word("[[\"镇\", 45]]")),
        ("bad-row", "12", by_word("[[12, 45]]")),
        ("bad-row", "\"城\"", by_word("[[\"城\", 12, 45]]")),
        ("bad-row", "45", by_word("[[45]]")),
        ("bad-row", "\"多\"", by_number("[[\"多\", 45]]", "step")),
        ("bad-row", "12", by_number("[[18, 45], [12, 46]]", "linear")),
        ("bad-row", "24", by_number("[[12, 45], [\"more\", 46], [24, 47]]", "step")),
        ("bad-row", "\"more\"", by_number("[[12, 45], [\"more\", 46]]", "linear")),
        ("two-in-force", "12.0", by_number("[[12, 45], [12.0, 46]]", "step")),
        ("bad-row", "\"s\"", table("value = 3\nby = [\"类别\"]\nrows = [[\"城\", 45]]")),
        ("bad-row", "\"三\"", table("value = \"三\"")),
    ]);
    none_is_told(&[
        by_word("[[\"城\", 45], [\"乡\", \"not_stated\"]]"),
        by_number("[[12, 45], [18, 46], [\"more\", 47]]", "step"),
        by_number("[[18, 45], [12, 46]]", "exact"),
        table("value = 3"),
    ]);
}

#[test]
fn keys_that_do_nothing_are_told() {
    let veto = "[[rule]]\nid = \"r\"\neffect = \"refuse\"\nmet_when = \"甲 > 1\"\n";
    all_are_told(&[
        ("idle-key", "\"甲 > 90\"", scored("met_when = \"甲 > 90\"")),
        ("idle-key", "\"甲\"", asked("value = \"甲\"")),
        ("idle-key", "3", asked("at_least = 3")),
        ("idle-key", "\"v\"", asked("variant = [{ id = \"v\", when = \"甲 > 1\", at_least = 4 }]")),
        ("idle-key", "\"v\"", scored("variant = [{ id = \"v\", when = \"甲 > 1\" }]")),
        ("idle-key", "\"r\"", veto.to_owned()),
        ("idle-key", "\"高\"", asked("cap = \"高\"")),
        ("idle-key", "\"r\"", scored("not_applicable_counts = \"no\"")),
        ("idle-key", "\"limit / value\"", scored("attainment_at_most = \"limit / value\"")),
        ("idle-key", "5", scored("").replace("role = \"scored\"\n", "")),
        ("idle-key", "0", scored("floor = 0").replace("role = \"scored\"\npoints = 5\n", "")),
        ("idle-key", "\"1\"", scored("outcome = [{ points = 3, per = \"1\" }]")),
        ("idle-key", "\"是\"", asked("").replace("\"否\"", "\"是\"")),
        ("unstated-choice", "{ answers = [\"是\", \"否\"] }", asked("").replace(", met = [\"是\"]", "")),
    ]);
    none_is_told(&[scored(""), asked(""), scored("variant = [{ id = \"v\", when = \"甲 > 1\", at_least = 4 }]")]);
}

/// A case without a line would have full points, though it may be the worst.
#[test]
fn lines_that_give_points_leave_no_case_without() {
    let only = |line: &str| asked(&format!("outcome = [{{ when = \"{line}\", points = [0, 10] }}]"));
    all_are_told(&[
        ("unstated-choice", "{ when = \"answer = 是\", points = [0, 10] }", only("answer = 是")),
        ("outcome-gap", "\"r\"", scored("outcome = [{ at_least = 95, points = 5 }]")),
        (
            "outcome-gap",
            "\"r\"",
            scored("outcome = [{ at_least = 95, points = 5 }, { at_least = 90, less_than = 95, points = 3 }]"),
        ),
        (
            "outcome-gap",
            "\"r\"",
            scored("outcome = [{ at_least = 90, less_than = 95, points = 5 }, { less_than = 90, points = 3 }]"),
        ),
    ]);
    none_is_told(&[
        only("answer in [是, 否]"),
        asked("outcome = [{ when = \"answer = 是\", points = [6, 10] }, { when = \"answer = 否\", points = [0, 5] }]"),
        asked("outcome = [{ when = \"answer = 是\", points = 10 }, { when = \"else\", points = 0 }]"),
        // Deductions each stand for themselves.
        scored("floor = 0\noutcome = [{ less_than = 95, deduct = 1 }, { less_than = 90, deduct = 1 }]"),
    ]);
}

#[test]
fn steps_and_points_are_in_their_units() {
    let steps = |line: &str| scored(&format!("floor = 0\noutcome = [{{ {line}, step = \"whole\" }}]"));
    all_are_told(&[
        ("unit-mismatch", "\"1 元\"", steps("deduct = 1, per = \"1 元\"")),
        ("unit-mismatch", "\"1 元\"", steps("deduct = \"1 元\", per = \"1\"")),
        ("unit-mismatch", "\"1 生\"", steps("deduct = 1, per = \"1 生\", of = \"3 元\"")),
        ("type-mismatch", "甲 > 1", scored("outcome = [{ points = \"甲 > 1\" }]")),
    ]);
    none_is_told(&[steps("deduct = \"1 分\", per = \"1\""), steps("deduct = 1, per = \"1 元\", of = \"3 元\"")]);
}

#[test]
fn stages_are_those_of_the_pack() {
    let misspelt = complaints(&base().replace("subject =", "stages = [\"primary\", \"juniro\"]\nsubject ="));
    assert_eq!(misspelt, [("unknown-name", "\"juniro\"".to_owned())]);
    let rule = told("[[rule]]\nid = \"r\"\nper_stage = \"each\"\nstages = [\"primery\"]\nmet_when = \"甲 > 1\"\n");
    assert_eq!(rule, [("unknown-name", "\"primery\"".to_owned())]);
    let split = |weights: &str| told(&format!("[split]\nweights = {{ {weights} }}\nby = \"甲\"\nfields = [\"乙\"]\n"));
    assert_eq!(split("primary = 1"), [("unstated-choice", "[split]".to_owned())]);
    assert_eq!(split("primary = 1, junior = 1.1, juniro = 2"), [("unknown-name", "juniro".to_owned())]);
    assert_eq!(split("primary = 1, junior = -1"), [("bad-amount", "-1".to_owned())]);
}

#[test]
fn what_would_never_be_done_is_told() {
    let level = |id: usize, parents: &str| format!("[[level]]\nid = \"l{id}\"\ntitle = \"层\"\nparent = {parents}\n");
    let many: String = (0..300).map(|id| level(id, "\"county\"")).collect();
    assert_eq!(told(&many).iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["too-much"]);
    // Each level hangs on both above: the ways up double at every step.
    let both = |id: usize| {
        if id < 2 { "\"county\"".to_owned() } else { format!("[\"l{}\", \"l{}\"]", id / 2 * 2 - 2, id / 2 * 2 - 1) }
    };
    let lattice: String = (0..80).map(|id| level(id, &both(id))).collect();
    assert_eq!(told(&lattice), []);
    let derived = |id: usize| {
        let own = number_field(&format!("d{id}"), &format!("数{id}"), "county");
        format!("{own}derive = \"数{} + 数{}\"\n", id + 1, id + 1)
    };
    let doubling: String = (0..24).map(derived).collect::<String>() + &number_field("d24", "数24", "county");
    let found = told(&doubling);
    assert!(!found.is_empty() && found.iter().all(|(code, _)| *code == "too-much"), "{found:?}");
    let measure = |id: usize, value: &str| {
        format!("[[measure]]\nid = \"m{id}\"\ntitle = \"t\"\nlevel = \"county\"\nunit = \"1\"\nvalue = \"{value}\"\n")
    };
    let chain = |length: usize, sum: bool| {
        let value = |id: usize| if sum { format!("m{} + m{}", id + 1, id + 1) } else { format!("m{}", id + 1) };
        (0..length).map(|id| measure(id, &value(id))).collect::<String>() + &measure(length, "甲")
    };
    for text in [chain(40, true), chain(500, false)] {
        let found = told(&text);
        assert!(!found.is_empty() && found.iter().all(|(code, _)| *code == "too-much"), "{found:?}");
    }
    assert_eq!(told(&chain(50, false)), []);
}
