//! The table of clauses in `docs/`, made from their packs and cases.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use crate::command::{entries, rows};
use crate::files::{shown, tables, text};

const HEAD: &str = "\
# 条款总表

地方条款八十五条，每条一个规则包（`tests/clauses/`），意思用自己的话写，不引原文；分数与人名凡虚构的，包里写明。
本页由 `cargo test -p junheng-cli --test clauses` 按各包生成：`JUNHENG_BLESS=1` 时重写，平时核对是否最新。

- **写法**：这一条用到规则语言的哪些键和函数。
- **写明的选择**：原文没有说死、包里必须说清的地方，由哪个键说、怎样读。一条有几种读法的，各写一个条款，案例里给出各自的答案。
- **结论**：案例里核对过的状态，各几条。

| 条款 | 出处 | 意思 | 写法 | 写明的选择 | 结论 |
|---|---|---|---|---|---|
";

/// Keys that are a construct of the language by themselves, in the order they are shown.
const CONSTRUCTS: [&str; 37] = [
    "at_least",
    "at_most",
    "more_than",
    "equal_to",
    "measure",
    "of",
    "for",
    "met_when",
    "parts",
    "ask",
    "evidence",
    "deduct",
    "share",
    "outcome_of",
    "points = [ ]",
    "grade",
    "scale",
    "applies",
    "scope",
    "exclude",
    "variant",
    "standard",
    "section",
    "gate",
    "veto",
    "bonus",
    "reference",
    "verdict",
    "obligation",
    "assessor",
    "check",
    "derive",
    "split",
    "total",
    "marks",
    "display",
    "incomplete",
];

/// Functions that are one.
const FUNCTIONS: [&str; 20] = [
    "sum",
    "mean",
    "count",
    "share",
    "min",
    "max",
    "all",
    "any",
    "cv",
    "rank",
    "pick",
    "prev",
    "ago",
    "below",
    "rate",
    "grade",
    "years_since",
    "points",
    "ceil",
    "floor",
];

/// Keys that settle what a clause leaves open.
const CHOICES: [&str; 17] = [
    "step",
    "per_stage",
    "floor",
    "outcome_round",
    "score_step",
    "reachable",
    "if_not_applicable",
    "not_applicable_counts",
    "attainment_at_most",
    "between",
    "outside",
    "if_several",
    "boundaries",
    "default",
    "effect",
    "until",
    "within",
];

/// Arguments of functions that do.
const ARGUMENTS: [&str; 6] = ["weight", "over", "among", "order", "ties", "beyond"];

/// The whole page.
pub fn write(packs: &[PathBuf]) -> String {
    packs.iter().fold(HEAD.to_owned(), |page, pack| page + &row(pack) + "\n")
}

fn row(folder: &Path) -> String {
    let tables = tables(folder);
    let head = &tables[0]["pack"];
    let mut seen = Seen::default();
    tables.iter().for_each(|table| seen.table(table));
    let cells = [
        text(&head["document"]["number"]),
        sources(&tables[0]),
        text(&head["title"]["zh"]),
        seen.constructs(),
        seen.choices(),
        states(folder),
    ];
    format!("| {} |", cells.map(|cell| cell.replace('|', "\\|")).join(" | "))
}

/// The ids of the sources, as the catalogue numbers them.
fn sources(pack: &Table) -> String {
    let listed = pack["source"].as_array().into_iter().flatten();
    listed.map(|source| text(&source["id"]).to_uppercase()).collect::<Vec<_>>().join("、")
}

/// What a pack uses, in the order of its first use.
#[derive(Default)]
struct Seen {
    constructs: Vec<String>,
    choices: Vec<(String, Vec<String>)>,
    readings: Vec<String>,
}

impl Seen {
    fn table(&mut self, table: &Table) {
        for (key, value) in table {
            if let Some(construct) = construct(key, value) {
                self.construct(construct);
            }
            if CHOICES.contains(&key.as_str()) && !(key == "within" && value.is_table()) {
                self.choice(key, &shown(value));
            }
            if key == "reading" {
                self.reading(&text(value));
            }
            self.value(value);
        }
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Table(table) => self.table(table),
            Value::Array(members) => members.iter().for_each(|member| self.value(member)),
            Value::String(formula) => self.formula(formula),
            _ => {}
        }
    }

    fn formula(&mut self, formula: &str) {
        for function in FUNCTIONS.iter().filter(|function| calls(formula, function)) {
            self.construct(&format!("{function}()"));
        }
        for argument in ARGUMENTS {
            for given in arguments(formula, argument) {
                self.choice(argument, &given);
            }
        }
    }

    fn construct(&mut self, name: &str) {
        if !self.constructs.iter().any(|known| known == name) {
            self.constructs.push(name.to_owned());
        }
    }

    fn choice(&mut self, key: &str, value: &str) {
        let at = self.choices.iter().position(|(known, _)| known == key).unwrap_or_else(|| {
            self.choices.push((key.to_owned(), Vec::new()));
            self.choices.len() - 1
        });
        let values = &mut self.choices[at].1;
        if !values.iter().any(|known| known == value) {
            values.push(value.to_owned());
        }
    }

    fn reading(&mut self, reading: &str) {
        if !self.readings.iter().any(|known| known == reading) && !reading.starts_with("同上") {
            self.readings.push(reading.to_owned());
        }
    }

    /// Keys in their fixed order, then functions.
    fn constructs(&self) -> String {
        let keys = CONSTRUCTS.iter().map(|key| (*key).to_owned());
        let functions = FUNCTIONS.iter().map(|function| format!("{function}()"));
        let used = keys.chain(functions).filter(|name| self.constructs.contains(name));
        used.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" ")
    }

    fn choices(&self) -> String {
        let keys = self.choices.iter().map(|(key, values)| format!("`{key} = {}`", values.join(" / ")));
        let keys = keys.collect::<Vec<_>>().join(" ");
        [keys, self.readings.join("／")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("：")
    }
}

/// What a key stands for in the table: itself, the role it names, points that a person picks, a total that is stated.
fn construct<'k>(key: &'k str, value: &'k Value) -> Option<&'k str> {
    match key {
        "role" => value.as_str().filter(|role| CONSTRUCTS.contains(role)),
        "points" if value.is_array() => Some("points = [ ]"),
        "total" if value.is_str() => None,
        _ => Some(key).filter(|key| CONSTRUCTS.contains(key)),
    }
}

/// Whether a formula calls a function; `value(` holds no call of `e(`.
fn calls(formula: &str, function: &str) -> bool {
    let call = format!("{function}(");
    let own = |at: usize| !formula[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_');
    formula.match_indices(&call).any(|(at, _)| own(at))
}

/// What a formula gives for a named argument: `over = years(3)` gives `years(3)`.
fn arguments(formula: &str, name: &str) -> Vec<String> {
    let named = format!(", {name} = ");
    let rest = formula.match_indices(&named).map(|(at, _)| &formula[at + named.len()..]);
    rest.map(|rest| rest[..end(rest)].trim().to_owned()).collect()
}

/// Where an argument ends: at a comma, or at the bracket that closes the call.
fn end(rest: &str) -> usize {
    let mut depth = 0;
    for (at, letter) in rest.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            ',' | ')' if depth == 0 => return at,
            _ => {}
        }
    }
    rest.len()
}

/// How many findings of each state the cases of a pack look at, and of how many only a number.
fn states(folder: &Path) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for case in entries(&folder.join("cases")) {
        let rows = rows(&fs::read_to_string(case.join("expected.csv")).unwrap_or_default());
        let Some(head) = rows.first() else { continue };
        let at = head.iter().position(|column| column == "state");
        for row in rows.iter().skip(1) {
            let state = at.map_or("", |at| &row[at]);
            *counts.entry(if state.is_empty() { "只核数" } else { state }.to_owned()).or_default() += 1;
        }
    }
    counts.iter().map(|(state, count)| format!("{state} {count}")).collect::<Vec<_>>().join("，")
}
