//! Every function has a manual page with four headings, and every example on it is true.

mod common;

use std::collections::BTreeSet;

use common::{Case, HEAD, Sheet, assess, compile_text, number_field, sheet, word_field};
use junheng::function::{FUNCTIONS, Form, Function};
use junheng::quantity::{Exact, parse_decimal};
use junheng::table::Presence;

const HEADINGS: [&str; 4] = ["## 含义", "## 公式", "## 缺失", "## 示例"];

/// The cells of one row of a table.
type Cells = Vec<String>;

/// A table of examples: its header, its rows, and the rules that stand above it.
struct Table {
    header: Cells,
    rows: Vec<Cells>,
    rules: String,
}

#[test]
fn every_page_has_a_title_a_summary_and_four_headings() {
    for function in FUNCTIONS {
        let mut lines = function.manual.lines();
        let title = lines.next().unwrap_or("");
        assert!(title.starts_with(&format!("# {} ", function.name)), "{}: title `{title}`", function.name);
        let summary = lines.find(|line| !line.is_empty()).unwrap_or("");
        assert!(summary.is_ascii() && summary.ends_with('.'), "{}: summary `{summary}`", function.name);
        let headings: Vec<&str> = function.manual.lines().filter(|line| line.starts_with("##")).collect();
        assert_eq!(headings, HEADINGS, "{}", function.name);
    }
}

#[test]
fn every_example_is_true() {
    let mut wrong = Vec::new();
    for function in FUNCTIONS {
        let tables = examples(function);
        let rows: usize = tables.iter().map(|table| table.rows.len()).sum();
        assert!(rows > 0, "{}: no example", function.name);
        for table in &tables {
            wrong.extend(table.rows.iter().filter_map(|row| check(function, table, row)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The tables under the last heading of a page; a `toml` block holds for every table below it.
fn examples(function: &Function) -> Vec<Table> {
    let section = function.manual.split("## 示例").nth(1).unwrap_or("");
    let mut tables: Vec<Table> = Vec::new();
    let mut rules = String::new();
    let mut in_rules = false;
    let mut in_table = false;
    for line in section.lines() {
        if line.starts_with("```") {
            in_rules = line == "```toml";
        } else if in_rules {
            rules += &format!("{line}\n");
        }
        if !line.starts_with('|') {
            in_table = false;
            continue;
        }
        let cells: Cells = line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
        match (in_table, tables.last_mut()) {
            (true, Some(_)) if line.starts_with("|---") => {}
            (true, Some(table)) => table.rows.push(cells),
            _ => tables.push(Table { header: cells, rows: Vec::new(), rules: rules.clone() }),
        }
        in_table = true;
    }
    tables
}

/// What is wrong with an example, if anything is.
fn check(function: &Function, table: &Table, row: &Cells) -> Option<String> {
    let told = format!("{}: {row:?}", function.name);
    let (names, asked) = table.header.split_at(table.header.len() - 1);
    let (cells, expected) = row.split_at(row.len() - 1);
    let formula = formula(function, names, &asked[0]);
    let found = evaluated(&formula, names, cells, &table.rules, is_truth(function, &asked[0], table));
    if !agrees(found, &expected[0]) {
        return Some(format!("{told}: {formula} is {found:?}"));
    }
    if let (false, Ok(number)) = (asked[0].starts_with('`'), found) {
        independent(function, names, cells, number, &told);
    }
    None
}

/// The formula of a table: written out in its header, or the function of the columns named there.
fn formula(function: &Function, names: &[String], asked: &str) -> String {
    if asked.starts_with('`') {
        return asked.trim_matches('`').to_owned();
    }
    assert_eq!(asked, function.name, "the last column is the function");
    let argument = |name: &String| match (name.as_str(), &function.form) {
        ("values", Form::Truths(_)) => "values = 是".to_owned(),
        ("weight", _) => "weight = weight".to_owned(),
        ("where", _) => "where = where = 是".to_owned(),
        ("by", _) => "by = by".to_owned(),
        (name, _) => name.to_owned(),
    };
    let arguments: Vec<String> = names.iter().map(argument).collect();
    format!("{}({})", function.name, arguments.join(", "))
}

/// Whether a formula is a truth: so its table says.
fn is_truth(function: &Function, asked: &str, table: &Table) -> bool {
    let yes_or_no = |row: &Cells| row.last().is_some_and(|result| result == "是" || result == "否");
    let name_says = matches!(function.name, "all" | "any" | "met");
    (name_says && !asked.starts_with('`')) || table.rows.iter().any(yes_or_no)
}

/// The columns of a table, as a field each: with a year, of the county in that period; with several
/// cells, of its schools; else of the county.
fn evaluated(formula: &str, names: &[String], cells: &[String], rules: &str, truth: bool) -> Result<f64, Presence> {
    let of_schools = names.iter().any(|name| name == "values")
        || rules.contains("\"school\"")
        || cells.iter().any(|cell| cell.contains(','));
    let level = if of_schools && !formula_is_by_row(formula) { "school" } else { "county" };
    let pack = pack(formula, names, cells, rules, truth, level);
    let sheets = vec![if level == "school" { schools(names, cells) } else { county(names, cells) }];
    let outcome = assess(&Case { pack, sheets, as_of: Some("2023-12-31"), ..Case::default() });
    outcome.value_at("asked", outcome.frames.subjects() - 1)
}

/// Functions of one row are asked about the county itself.
fn formula_is_by_row(formula: &str) -> bool {
    ["abs(", "ceil(", "floor(", "round("].iter().any(|name| formula.starts_with(name))
}

fn pack(formula: &str, names: &[String], cells: &[String], rules: &str, truth: bool, level: &str) -> String {
    let mut fields = String::new();
    let mut known = BTreeSet::new();
    for (at, (name, cell)) in names.iter().zip(cells).enumerate() {
        let label = label(name);
        if !known.insert(label) {
            continue;
        }
        let words = [["是", "否"], ["甲", "乙"]].into_iter().find(|words| {
            let is_one = |cell: &str| words.contains(&cell.trim());
            cell.split(',').any(is_one) || formula.contains(&format!("{label} = {}", words[0]))
        });
        let id = format!("field_{at}");
        let field = |words: [&str; 2]| word_field(&id, label, level, &words);
        fields += &words.map_or_else(|| number_field(&id, label, level), field);
    }
    let formula = if truth { format!("if({formula}, 1, 0)") } else { formula.to_owned() };
    let with_unit = |unit: &str| {
        let asked = format!(
            "[[measure]]\nid = \"asked\"\ntitle = \"所问\"\nlevel = \"county\"\nunit = \"{unit}\"\nvalue = '''{formula}'''\n"
        );
        format!("{HEAD}{fields}{asked}{rules}")
    };
    let plain = with_unit("1");
    if compile_text(&plain).0.is_some() { plain } else { with_unit("分") }
}

/// A header without its year.
fn label(header: &str) -> &str {
    header.split(' ').next().unwrap_or(header)
}

fn schools(names: &[String], cells: &[String]) -> Sheet {
    let columns: Vec<Vec<&str>> = cells.iter().map(|cell| cell.split(',').map(str::trim).collect()).collect();
    let labels: Vec<&str> = names.iter().map(|name| label(name)).collect();
    let mut school = sheet("school", &labels);
    for at in 0..columns[0].len() {
        let row: Vec<&str> = columns.iter().map(|column| column[at]).collect();
        school = school.row(&format!("s{at:02}"), "c", &row);
    }
    school
}

fn county(names: &[String], cells: &[String]) -> Sheet {
    let years: Vec<&str> = names.iter().filter_map(|name| name.split_once(' ')).map(|(_, year)| year).collect();
    let labels: Vec<&str> = names.iter().map(|name| label(name)).collect();
    if years.is_empty() {
        let row: Vec<&str> = cells.iter().map(String::as_str).collect();
        return sheet("county", &labels).row("c", "", &row);
    }
    let mut county = sheet("county", &labels[..1]);
    for (year, cell) in years.iter().zip(cells) {
        county = county.in_period("c", "", year, &[cell]);
    }
    county
}

/// Whether a result is what the page says: to the places shown there.
fn agrees(found: Result<f64, Presence>, expected: &str) -> bool {
    let reason = |presence| found == Err(presence);
    match expected {
        "是" => found == Ok(1.0),
        "否" => found == Ok(0.0),
        "不适用" => reason(Presence::NotApplicable),
        "待定：缺失" => reason(Presence::Blank),
        "待定：除数为零" => reason(Presence::ZeroDivisor),
        "待定：没有可计的" => reason(Presence::Nothing),
        "待定：没有写明" => reason(Presence::NotStated),
        "待定：没有那一期" => reason(Presence::NoPeriod),
        number => {
            let places = number.split_once('.').map_or(0, |(_, fraction)| fraction.len());
            let stated: f64 = number.parse().expect("an expected result is a number or 待定：…");
            let step = if places == 0 { 1e-12 } else { 0.5000001 * 10f64.powi(-(places as i32)) };
            found.is_ok_and(|found| (found - stated).abs() <= step)
        }
    }
}

/// The same by the exact half of the function, and by a naive computation of the test's own.
fn independent(function: &Function, names: &[String], cells: &[String], found: f64, told: &str) {
    let near = |other: f64| (other - found).abs() <= 1e-12 * found.abs().max(1.0);
    let column = |name: &str| {
        let at = names.iter().position(|known| known == name)?;
        Some(cells[at].split(',').map(str::trim).collect::<Vec<_>>())
    };
    match &function.form {
        Form::Fold(_) | Form::Grouped(_) => {
            assert_eq!(function.form.is_weighted(), column("weight").is_some(), "{told}");
            let counted = counted(&column);
            let exact = |numbers: &[f64]| numbers.iter().map(|number| decimal(&number.to_string())).collect::<Vec<_>>();
            let (values, weights) = (exact(&counted.values), exact(&counted.weights));
            let exactly = function.form.fold_exactly(&values, &weights, &counted.groups);
            let exactly = exactly.expect("what f64 knows is known exactly").to_f64();
            assert!(near(exactly), "{told}: exactly {exactly}");
            if let Some(naive) = naive(function.name, &counted) {
                assert!(near(naive), "{told}: naively {naive}");
            }
        }
        Form::Scalar(scalar) => {
            let arguments: Vec<Exact> = cells.iter().map(|cell| decimal(cell)).collect();
            let exactly = (scalar.exact)(&arguments).expect("fractions give a fraction");
            assert!(near(junheng::quantity::to_f64(&exactly)), "{told}: exactly {exactly}");
        }
        Form::Truths(_) | Form::Special => {}
    }
}

fn decimal(text: &str) -> Exact {
    parse_decimal(text).expect("a decimal")
}

/// The values that count, with weights and groups.
struct Counted {
    values: Vec<f64>,
    weights: Vec<f64>,
    groups: Vec<i64>,
}

fn counted<'c>(column: &dyn Fn(&str) -> Option<Vec<&'c str>>) -> Counted {
    let (values, filter, by) = (column("values").unwrap_or_default(), column("where"), column("by"));
    let is_there = |cells: &[&str], at: usize| cells[at] != "/";
    let counts = |at: &usize| {
        is_there(&values, *at)
            && by.as_ref().is_none_or(|by| is_there(by, *at))
            && filter.as_ref().is_none_or(|filter| filter[*at] == "是")
    };
    let rows: Vec<usize> = (0..values.len()).filter(counts).collect();
    let number = |text: &str| text.parse::<f64>().expect("a row that counts has a number");
    let weights = column("weight");
    let weight = |at: &usize| weights.as_ref().map_or(1.0, |weights| number(weights[*at]));
    let group = |at: &usize| by.as_ref().map_or(0, |by| i64::from(by[*at] == "甲"));
    Counted {
        values: rows.iter().map(|at| number(values[*at])).collect(),
        weights: rows.iter().map(weight).collect(),
        groups: rows.iter().map(group).collect(),
    }
}

impl Counted {
    fn group(&self, wanted: i64) -> Counted {
        let of = |numbers: &[f64]| {
            let pairs = numbers.iter().zip(&self.groups);
            pairs.filter(|(_, group)| **group == wanted).map(|(number, _)| *number).collect::<Vec<_>>()
        };
        Counted { values: of(&self.values), weights: of(&self.weights), groups: Vec::new() }
    }

    fn whole(&self) -> f64 {
        self.values.iter().zip(&self.weights).map(|(value, weight)| value * weight).sum()
    }
}

/// Σ s ln (x / X̄), or the same of groups in place of units.
fn naive_theil(parts: &[Counted]) -> f64 {
    let (whole, total) = parts
        .iter()
        .fold((0.0, 0.0), |(whole, total), part| (whole + part.whole(), total + part.weights.iter().sum::<f64>()));
    let term = |part: &Counted| {
        let (own, weight) = (part.whole(), part.weights.iter().sum::<f64>());
        if own == 0.0 { 0.0 } else { own / whole * (own / weight / (whole / total)).ln() }
    };
    parts.iter().map(term).sum()
}

/// The formulas as the manual writes them, term by term.
fn naive(name: &str, counted: &Counted) -> Option<f64> {
    let Counted { values, weights, .. } = counted;
    let one = |(value, weight): (&f64, &f64)| Counted { values: vec![*value], weights: vec![*weight], groups: vec![] };
    let units = || naive_theil(&values.iter().zip(weights).map(one).collect::<Vec<_>>());
    let parts = || naive_theil(&[counted.group(0), counted.group(1)]);
    let pairs = || values.iter().zip(weights);
    let total: f64 = weights.iter().sum();
    let sum: f64 = values.iter().sum();
    let mean = pairs().map(|(value, weight)| value * weight / total).sum::<f64>();
    Some(match name {
        "sum" => sum,
        "mean" => mean,
        "cv" => pairs().map(|(value, weight)| weight / total * (value - mean).powi(2)).sum::<f64>().sqrt() / mean,
        "gini" => {
            let against = |(a, v): (&f64, &f64)| pairs().map(|(b, w)| v * w * (a - b).abs()).sum::<f64>();
            pairs().map(against).sum::<f64>() / (2.0 * total * total * mean)
        }
        "theil" => units(),
        "between" => parts(),
        "within" => units() - parts(),
        _ => return None,
    })
}
