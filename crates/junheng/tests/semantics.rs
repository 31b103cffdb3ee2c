//! Every row of every table of `docs/semantics.md`, run.

mod common;

use common::{Case, HEAD, Outcome, Sheet, answer, assess, compile_text, number_field, sheet, word_field};
use junheng::assessment::{State, Tally};
use junheng::table::{Answer, Presence};

const PAGE: &str = include_str!("../../../docs/semantics.md");

/// A table of the page and how it is run.
struct Table {
    run: String,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    rules: String,
}

#[test]
fn every_row_of_the_page_is_true() {
    let tables = tables();
    assert!(tables.len() >= 18, "only {} tables were found", tables.len());
    let mut wrong = Vec::new();
    for table in &tables {
        assert!(!table.rows.is_empty(), "{}: a table without rows", table.run);
        for row in &table.rows {
            assert_eq!(row.len(), table.header.len(), "{row:?}");
            let found = run(table, row);
            let stated: Vec<String> = row[row.len() - found.len()..].to_vec();
            let differs = found.iter().zip(&stated).any(|(found, stated)| !same(found, stated));
            if differs {
                wrong.push(format!("{} {row:?}\n    found {found:?}", table.run));
            }
        }
    }
    assert!(wrong.is_empty(), "{} rows are not so:\n{}", wrong.len(), wrong.join("\n"));
}

/// The tables; each has a comment `run: …` above it, and a `toml` block holds for those below it in its section.
fn tables() -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let (mut run, mut rules, mut in_rules, mut in_table) = (String::new(), String::new(), false, false);
    for line in PAGE.lines() {
        if let Some(name) = line.strip_prefix("<!-- run: ") {
            run = name.trim_end_matches(" -->").to_owned();
        } else if line.starts_with("## ") {
            rules.clear();
        } else if line.starts_with("```") {
            in_rules = line == "```toml";
        } else if in_rules {
            rules += &format!("{line}\n");
        }
        if !line.starts_with('|') {
            in_table = false;
            continue;
        }
        let inner = line.trim_start_matches('|').strip_suffix('|').unwrap_or(line);
        let cells: Vec<String> = inner.split('|').map(|cell| cell.trim().to_owned()).collect();
        match (in_table, tables.last_mut()) {
            (true, Some(_)) if line.starts_with("|---") => {}
            (true, Some(table)) => table.rows.push(cells),
            _ => {
                assert!(!run.is_empty(), "no comment says how this table is run: {line}");
                tables.push(Table {
                    run: std::mem::take(&mut run),
                    header: cells,
                    rows: Vec::new(),
                    rules: rules.clone(),
                });
            }
        }
        in_table = true;
    }
    tables
}

/// What comes out, for the last columns of a row.
fn run(table: &Table, row: &[String]) -> Vec<String> {
    match table.run.as_str() {
        "cells" => cells(row),
        "formulas" => formulas(table, row, None),
        "scoped" => formulas(table, row, Some("in scope")),
        "judged" => judged(row),
        "dated" => dated(row),
        "variants" => variants(row),
        "split" => split(row),
        "derived" => derived(row),
        "rounded" => rounded(row),
        "answers" => answers(row),
        "rollup" => vec![state(rollup(row))],
        "verdicts" => verdicts(row),
        "stages" => stages(row),
        other => unreachable!("no runner is called {other}"),
    }
}

// ── words of the page ────────────────────────────────────

/// A cell of the page as a cell of a table.
fn raw(cell: &str) -> &str {
    match cell.trim_matches('`') {
        "missing" | "empty" => "—",
        "n/a" => "/",
        "unreadable" => "?",
        other => other,
    }
}

fn shown(result: Result<f64, Presence>) -> String {
    match result {
        Ok(number) => number.to_string(),
        Err(reason) => said(reason).to_owned(),
    }
}

fn said(reason: Presence) -> &'static str {
    match reason {
        Presence::Present => "present",
        Presence::NotApplicable => "n/a",
        Presence::Blank => "missing",
        Presence::NoColumn => "no column",
        Presence::Invalid => "unreadable",
        Presence::ZeroDivisor => "zero",
        Presence::Nothing => "nothing",
        Presence::NotStated => "not stated",
        Presence::Unanswered => "unanswered",
        Presence::Failed => "failed",
        Presence::NoPeriod => "no such period",
        Presence::Stopped => "stopped",
        Presence::Withheld => "withheld",
    }
}

fn state(state: State) -> String {
    match state {
        State::OutOfScope => "none".to_owned(),
        State::Unjudged => "unjudged".to_owned(),
        state => state.id().to_owned(),
    }
}

/// Numbers agree to the places shown; truths stand as 1 and 0.
fn same(found: &str, stated: &str) -> bool {
    let number = |text: &str| match text {
        "true" => Some(1.0),
        "false" => Some(0.0),
        other => other.parse::<f64>().ok(),
    };
    match (number(found), number(stated)) {
        (Some(a), Some(b)) => (a - b).abs() <= 5e-7,
        _ => found == stated,
    }
}

fn is_truth(cell: &str) -> bool {
    cell.split(',').any(|cell| matches!(cell.trim(), "true" | "false"))
}

/// The text of a field for a column: of truths where any row has one.
fn field(at: usize, label: &str, level: &str, truths: bool) -> String {
    let id = format!("field_{at}");
    if truths { word_field(&id, label, level, &["true", "false"]) } else { number_field(&id, label, level) }
}

fn measure(id: &str, level: &str, unit: &str, formula: &str) -> String {
    format!(
        "[[measure]]\nid = \"{id}\"\ntitle = \"t\"\nlevel = \"{level}\"\nunit = \"{unit}\"\nvalue = \"{formula}\"\n"
    )
}

// ── formulas ─────────────────────────────────────────────

/// Plain headers are fields, those in backticks formulas over them.
fn formulas(table: &Table, row: &[String], scope: Option<&str>) -> Vec<String> {
    let inputs = table.header.iter().take_while(|header| !header.starts_with('`')).count();
    let column = |at: usize| table.rows.iter().map(move |row| row[at].as_str());
    let of_schools = scope.is_some() || (0..inputs).any(|at| column(at).any(|cell| cell.contains(',')));
    let level = if of_schools { "school" } else { "county" };
    let mut pack = format!("{HEAD}{}", table.rules);
    let truths: Vec<bool> = (0..inputs).map(|at| column(at).any(is_truth)).collect();
    for (at, truths) in truths.iter().enumerate() {
        pack += &field(at, &label(&table.header[at]), level, *truths);
    }
    if let Some(scope) = scope {
        let scope = label(scope);
        pack += &format!("[[scope]]\nid = \"asked_scope\"\nlevel = \"school\"\ninclude = \"{scope} = true\"\n");
    }
    let mut found = Vec::new();
    for (at, header) in table.header.iter().enumerate().skip(inputs) {
        let mut formula = header.trim_matches('`').to_owned();
        for input in (0..inputs).filter(|at| truths[*at]) {
            formula = in_place(&formula, &label(&table.header[input]));
        }
        if column(at).any(is_truth) {
            formula = format!("if({formula}, 1, 0)");
        }
        let scope = if scope.is_some() { "scope = \"asked_scope\"\n" } else { "" };
        let asked = |unit: &str| format!("{pack}{}{scope}", measure("asked", "county", unit, &formula));
        let pack = if compile_text(&asked("1")).0.is_some() { asked("1") } else { asked("分") };
        let sheets = if row[0] == "no table" {
            vec![sheet("county", &[]).row("c", "", &[])]
        } else {
            vec![rows(table, row, inputs, level)]
        };
        found.push(shown(assess(&Case { pack, sheets, ..Case::default() }).value("asked")));
    }
    found
}

fn label(header: &str) -> String {
    header.replace(' ', "_")
}

/// A formula in which a name of one letter stands for the truth that its word is `true`.
fn in_place(formula: &str, name: &str) -> String {
    let is_name = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    let mut out = String::new();
    for (at, letter) in formula.char_indices() {
        let alone =
            !is_name(formula[..at].chars().next_back()) && !is_name(formula[at + letter.len_utf8()..].chars().next());
        if alone && name == letter.to_string() {
            out += &format!("({name} = true)");
        } else {
            out.push(letter);
        }
    }
    out
}

fn rows(table: &Table, row: &[String], inputs: usize, level: &str) -> Sheet {
    let labels: Vec<String> = table.header[..inputs].iter().map(|header| label(header)).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    if level == "county" {
        let cells: Vec<&str> = row[..inputs].iter().map(|cell| raw(cell)).collect();
        return sheet("county", &labels).row("c", "", &cells);
    }
    let columns: Vec<Vec<&str>> =
        row[..inputs].iter().map(|cell| cell.split(',').map(|cell| raw(cell.trim())).collect()).collect();
    let mut school = sheet("school", &labels);
    for at in 0..columns[0].len() {
        let cells: Vec<&str> = columns.iter().map(|column| column[at]).collect();
        school = school.row(&format!("s{at}"), "c", &cells);
    }
    school
}

// ── cells, scope, dates ──────────────────────────────────

fn cells(row: &[String]) -> Vec<String> {
    let rule = "[[rule]]\nid = \"asked\"\nvalue = \"x\"\nat_least = 1\n";
    let pack = format!("{HEAD}{}{}{rule}", field(0, "x", "county", false), field(1, "y", "county", false));
    let county = match row[0].as_str() {
        "no such column" => sheet("county", &["y"]).row("c", "", &["1"]),
        cell => sheet("county", &["x"]).row("c", "", &[raw(cell)]),
    };
    let outcome = assess(&Case { pack, sheets: vec![county], ..Case::default() });
    vec![shown(outcome.value("asked")), state(outcome.state("asked"))]
}

fn judged(row: &[String]) -> Vec<String> {
    let fields =
        [field(0, "s", "county", true), field(1, "a", "county", true), field(2, "x", "county", false)].concat();
    let rule = "[[scope]]\nid = \"in_scope\"\nlevel = \"county\"\ninclude = \"s = true\"\n[[rule]]\nid = \"asked\"\nscope = \"in_scope\"\napplies = \"a = true\"\nvalue = \"x\"\nat_least = 1\n";
    let cells: Vec<&str> = row[..3].iter().map(|cell| raw(cell)).collect();
    let sheets = vec![sheet("county", &["s", "a", "x"]).row("c", "", &cells)];
    let outcome = assess(&Case { pack: format!("{HEAD}{fields}{rule}"), sheets, ..Case::default() });
    vec![state(outcome.state("asked"))]
}

fn dated(row: &[String]) -> Vec<String> {
    let day = |key: &str, text: &str| if text.is_empty() { String::new() } else { format!("{key} = {text}\n") };
    let days = day("from", &row[0]) + &day("until", &row[1]);
    let rule = format!("[[rule]]\nid = \"asked\"\nvalue = \"x\"\nat_least = 1\n{days}");
    let varied = format!(
        "[[rule]]\nid = \"varied\"\nvalue = \"x\"\nat_least = 9\n[[rule.variant]]\nid = \"v\"\nwhen = \"x > 0\"\nat_least = 1\n{days}"
    );
    let pack = format!("{HEAD}{}{rule}{varied}", field(0, "x", "county", false));
    let sheets = vec![sheet("county", &["x"]).row("c", "", &["5"])];
    let as_of: &'static str = row[2].clone().leak();
    let outcome = assess(&Case { pack, sheets, as_of: Some(as_of), ..Case::default() });
    let limit = outcome.assessment.of(outcome.check("varied")).limit.as_ref().and_then(|limit| limit.get(0));
    vec![state(outcome.state("asked")), limit.map_or("none".to_owned(), |limit| limit.to_string())]
}

// ── variants ─────────────────────────────────────────────

fn variants(row: &[String]) -> Vec<String> {
    let limit = |says: &str| match says {
        "met" => "1",
        "not_met" => "9",
        _ => "\"unknown\"",
    };
    let fields = [
        field(0, "x", "county", false),
        field(1, "unknown", "county", false),
        field(2, "h1", "county", true),
        field(3, "h2", "county", true),
    ];
    let told = |several: &str| {
        let variant = |at: usize| {
            format!("[[rule.variant]]\nid = \"v{at}\"\nwhen = \"h{at} = true\"\nat_least = {}\n", limit(&row[2 * at]))
        };
        let rule = format!(
            "[[rule]]\nid = \"asked\"\nvalue = \"x\"\nat_least = {}\nif_several = \"{several}\"\n",
            limit(&row[0])
        );
        let pack = format!("{HEAD}{}{rule}{}{}", fields.concat(), variant(1), variant(2));
        let sheets =
            vec![sheet("county", &["x", "unknown", "h1", "h2"]).row("c", "", &["5", "—", raw(&row[1]), raw(&row[3])])];
        state(assess(&Case { pack, sheets, ..Case::default() }).state("asked"))
    };
    ["first", "lenient", "strict", "error"].map(told).to_vec()
}

// ── split and derived ────────────────────────────────────

fn split(row: &[String]) -> Vec<String> {
    let head = HEAD.replace("subject = \"county\"", "subject = \"county\"\nstages = [\"primary\", \"junior\"]");
    let head = head.replace(
        "[[level]]\nid = \"county\"",
        "[[stage]]\nid = \"senior\"\ntitle = \"高中\"\n[[level]]\nid = \"county\"",
    );
    let head = head.replace("by = \"stage\"\n", "by = \"stage\"\nopened_by = \"pupils\"\n");
    let fields = format!(
        "{}by = \"stage\"\n{}{}{}derive = \"books - old\"\n",
        number_field("pupils", "pupils", "school"),
        number_field("books", "books", "school"),
        number_field("old", "old", "school"),
        number_field("net", "net", "school"),
    );
    let rules = [
        measure("own", "entry", "1", "books"),
        measure("without_old", "entry", "1", "books - old"),
        measure("net_own", "entry", "1", "net"),
    ];
    let split = "[split]\nweights = { primary = 1, junior = 1.1, senior = 1.32 }\nby = \"pupils\"\nfields = [\"books\", \"old\"]\n";
    let pack = format!("{head}{fields}{split}{}", rules.concat());
    let mut headers = vec!["books", "old", "小学pupils", "初中pupils", "高中pupils"];
    let mut cells = vec![raw(&row[0]), "0", raw(&row[1]), raw(&row[2]), raw(&row[3])];
    if !row[7].is_empty() {
        headers.push("net");
        cells.push(raw(&row[7]));
    }
    let outcome =
        assess(&Case { pack, sheets: vec![sheet("school", &headers).row("s", "c", &cells)], ..Case::default() });
    let rows = outcome.assessment.of(outcome.check("own")).state.len();
    let judged = |row: usize| outcome.assessment.of(outcome.check("own")).state[row] != State::OutOfScope;
    let junior = if rows > 1 && judged(1) { shown(outcome.value_at("own", 1)) } else { "none".to_owned() };
    vec![
        shown(outcome.value("own")),
        junior,
        shown(outcome.value("without_old")),
        row[7].clone(),
        shown(outcome.value("net_own")),
    ]
}

fn derived(row: &[String]) -> Vec<String> {
    let fields =
        [field(0, "a", "county", false), field(1, "b", "county", false), field(2, "d", "county", false)].concat();
    let pack = format!("{HEAD}{fields}derive = \"a + b\"\n{}", measure("asked", "county", "1", "d"));
    let (mut headers, mut cells) = (vec!["a", "b"], vec![raw(&row[1]), raw(&row[2])]);
    if row[0] != "absent" {
        headers.push("d");
        cells.push(raw(&row[0]));
    }
    let sheets = vec![sheet("county", &headers).row("c", "", &cells)];
    vec![shown(assess(&Case { pack, sheets, ..Case::default() }).value("asked"))]
}

fn rounded(row: &[String]) -> Vec<String> {
    let told = |rounding: &str| {
        let rule = format!("[[rule]]\nid = \"asked\"\nvalue = \"x\"\nat_least = {}\n{rounding}", row[1]);
        let pack = format!("{HEAD}{}{rule}", field(0, "x", "county", false));
        let sheets = vec![sheet("county", &["x"]).row("c", "", &[&row[0]])];
        state(assess(&Case { pack, sheets, ..Case::default() }).state("asked"))
    };
    let modes =
        ["half_up", "half_even", "down", "up"].map(|mode| format!("round = {{ places = 1, mode = \"{mode}\" }}\n"));
    std::iter::once(told("")).chain(modes.iter().map(|mode| told(mode))).collect()
}

// ── answers ──────────────────────────────────────────────

fn answers(row: &[String]) -> Vec<String> {
    let rule = "[[rule]]\nid = \"asked\"\nrole = \"scored\"\npoints = 10\nask = { answers = [\"good\", \"poor\"], met = [\"good\"] }\n[[rule.outcome]]\nwhen = \"answer = good\"\npoints = [6, 10]\n[[rule.outcome]]\nwhen = \"else\"\npoints = 0\n";
    let pack = format!("{HEAD}{}{rule}", field(0, "x", "county", false));
    let given = |word: &str| Answer { reviewer: row[2].clone(), ..answer("asked", "c", word, &row[1]) };
    let given = if row[0].is_empty() { Vec::new() } else { row[0].split("; ").map(given).collect() };
    let outcome = assess(&Case {
        pack,
        sheets: vec![sheet("county", &["x"]).row("c", "", &["1"])],
        answers: given,
        ..Case::default()
    });
    let told: Vec<&str> = outcome.diagnostics.iter().map(|diagnostic| diagnostic.message.code).collect();
    vec![state(outcome.state("asked")), shown(outcome.points("asked")), told.join(" ")]
}

// ── roll-up and verdict ──────────────────────────────────

fn rollup(row: &[String]) -> State {
    const ALL: [State; 7] = [
        State::Met,
        State::NotMet,
        State::Undetermined,
        State::NotChecked,
        State::NotApplicable,
        State::Error,
        State::OutOfScope,
    ];
    let mut tally = Tally::default();
    for word in row[0].split(", ") {
        let found = ALL.into_iter().find(|known| state(*known) == word);
        tally.add(found.expect("a state"));
    }
    tally.state()
}

/// The text of a rule that is in this state, given `five` = 5, `blank` and `none` as their names say.
fn rule_in(wanted: &str, id: &str) -> String {
    let asks = match wanted {
        "met" => "value = \"five\"\nat_least = 1",
        "not_met" => "value = \"five\"\nat_least = 9",
        "undetermined" => "value = \"blank\"\nat_least = 1",
        "not_checked" => "ask = { answers = [\"good\"], met = [\"good\"] }",
        "not_applicable" => "applies = \"five > 9\"\nvalue = \"five\"\nat_least = 9",
        "none" => "from = 2030-01-01\nvalue = \"five\"\nat_least = 9",
        "error" => {
            return format!(
                "[[rule]]\nid = \"{id}\"\nvalue = \"five\"\nat_least = 9\nif_several = \"error\"\n{0}a\"\n{1}{0}b\"\n{1}",
                "[[rule.variant]]\nid = \"", "when = \"five > 0\"\nat_least = 1\n"
            );
        }
        other => unreachable!("no rule is made to be {other}"),
    };
    format!("[[rule]]\nid = \"{id}\"\n{asks}\n")
}

fn verdict_of(pack: String) -> Outcome {
    let sheets = vec![sheet("county", &["five", "blank"]).row("c", "", &["5", "—"])];
    assess(&Case { pack, sheets, as_of: Some("2023-12-31"), ..Case::default() })
}

fn verdicts(row: &[String]) -> Vec<String> {
    let fields = [field(0, "five", "county", false), field(1, "blank", "county", false)].concat();
    let rules = rule_in(&row[0], "first") + &rule_in(&row[1], "second");
    let verdict = "[[verdict]]\nid = \"whole\"\nmet_when = \"all(required)\"\n";
    let outcome = verdict_of(format!("{HEAD}{fields}{rules}{verdict}"));
    assert_eq!([state(outcome.state("first")), state(outcome.state("second"))], [row[0].clone(), row[1].clone()]);
    vec![state(outcome.state("whole"))]
}

fn stages(row: &[String]) -> Vec<String> {
    let fields = format!("{}by = \"stage\"\n", number_field("x", "x", "school"));
    let rule = "[[rule]]\nid = \"asked\"\nper_stage = \"each\"\nvalue = \"sum(x)\"\nat_least = 5\n";
    let verdict = "[[verdict]]\nid = \"whole\"\nper_stage = \"each\"\nmet_when = \"all(required)\"\n";
    let cell = |wanted: &str| match wanted {
        "met" => Some("5"),
        "not_met" => Some("4"),
        "undetermined" => Some("—"),
        _ => None,
    };
    // The second column opens the stage where the first says nothing.
    let mut school = sheet("school", &["x", "open"]);
    for (stage, wanted) in ["primary", "junior"].into_iter().zip(row) {
        if let Some(cell) = cell(wanted) {
            school = school.at_stage("s", "c", stage, &[cell, "1"]);
        }
    }
    let sheets = vec![school];
    let fields = fields + &format!("{}by = \"stage\"\n", number_field("open", "open", "school"));
    let outcome = assess(&Case { pack: format!("{HEAD}{fields}{rule}{verdict}"), sheets, ..Case::default() });
    vec![state(outcome.state("whole"))]
}
