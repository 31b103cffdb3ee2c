//! The example county, and the example division, under every pack: what is concluded, and what is still to collect.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use crate::command::{entries, junheng, repository, result, rows};
use crate::files::{tables, text};
use crate::shelf::chain;

const HEAD: &str = "\
# 示例的县和师在每个包下

虚构的云川县（`yunchuan/`，基本均衡的包加 `yunchuan_basic/`）和甲师（`jiashi/`）按 `rules/` 里的每个包评一遍：总的结论，
和数据里没有、照提示要收的表和列。只差人评审的、包里没有写明的不在此列，评估的页上都有。
本页由 `cargo test -p junheng-cli --test rules` 按各包生成；测试还照着这里的单子把空列补上，再评一遍，核对不再缺哪一列。

";

/// What an assessment says is missing.
#[derive(Default)]
pub struct Missing {
    /// Level to the columns its table lacks.
    columns: BTreeMap<String, Vec<String>>,
    /// Level without a table to the columns to collect.
    tables: BTreeMap<String, Vec<String>>,
    /// The columns that would say where units belong.
    pub parents: Option<String>,
}

impl Missing {
    /// Whether nothing is.
    pub fn is_nothing(&self) -> bool {
        self.columns.is_empty() && self.tables.is_empty() && self.parents.is_none()
    }

    /// From the diagnostics of a run.
    fn read(said: &str) -> Self {
        let mut missing = Self::default();
        let split = |list: &str| list.split('、').map(str::to_owned).collect::<Vec<_>>();
        for line in said.lines() {
            if let Some((level, rest)) =
                line.strip_prefix("warning[column-missing]: ").and_then(|told| told.split_once("的表没有 "))
            {
                let (names, _) = rest.split_once(" 列，因此待定").expect("a warning says what it costs");
                missing.columns.entry(level.to_owned()).or_default().extend(split(names));
            } else if let Some((level, names)) =
                line.strip_prefix("  help: 收一张").and_then(|told| told.split_once("的表，列："))
            {
                missing.tables.insert(level.to_owned(), split(names));
            } else if let Some((names, _)) =
                line.strip_prefix("  help: 补上").and_then(|told| told.split_once("列，或在映射文件"))
            {
                missing.parents = Some(names.to_owned());
            }
        }
        missing
    }
}

/// The packs that assess something.
pub fn assessed(packs: &[PathBuf]) -> impl Iterator<Item = &PathBuf> {
    packs.iter().filter(|pack| tables(pack)[0]["pack"].get("library").is_none())
}

/// The folders of example data a pack is tried on.
pub fn data(pack: &Path) -> Vec<PathBuf> {
    let built_on = chain(pack);
    let names = if built_on.iter().any(|id| id == "xpcc_fields") {
        let answers = built_on[0].replace("xpcc", "jiashi");
        vec!["jiashi".to_owned(), answers]
    } else if built_on.iter().any(|id| id == "cn_basic_2012") {
        vec!["yunchuan".to_owned(), "yunchuan_basic".to_owned()]
    } else {
        vec!["yunchuan".to_owned()]
    };
    names.iter().map(|name| repository().join("examples").join(name)).filter(|folder| folder.is_dir()).collect()
}

/// What is missing in some data under a pack, and whether it could be assessed; then the verdicts.
pub fn assess(data: &[PathBuf], pack: &Path) -> (Missing, bool, Vec<String>) {
    let data: Vec<_> = data.iter().map(|folder| folder.to_string_lossy()).collect();
    let pack = pack.to_string_lossy();
    let mut arguments = vec!["assess"];
    arguments.extend(data.iter().map(|folder| &**folder));
    arguments.extend(["--pack", &pack, "--format", "csv"]);
    let output = junheng(&arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    let able = output.status.success();
    assert!(able || said.contains("error[no-subject]"), "{pack}\n{said}");
    (Missing::read(&said), able, verdicts(&String::from_utf8_lossy(&output.stdout)))
}

/// `基本均衡：待定`, each once.
fn verdicts(csv: &str) -> Vec<String> {
    let lines = rows(csv);
    let at = |name: &str| lines.first().and_then(|head| head.iter().position(|column| column == name)).unwrap_or(0);
    let [stage, rule, title, state] = ["stage", "rule", "title", "state"].map(at);
    let mut told = Vec::new();
    for row in lines.iter().filter(|row| row[rule] == "verdict" && row[stage].is_empty()) {
        let verdict = format!("{}：{}", row[title], in_words(&row[state]));
        if !told.contains(&verdict) {
            told.push(verdict);
        }
    }
    told
}

fn in_words(state: &str) -> &str {
    match state {
        "met" => "达标",
        "not_met" => "不达标",
        "undetermined" => "待定",
        other => other,
    }
}

/// The whole page.
pub fn write(packs: &[PathBuf]) -> String {
    assessed(packs).fold(HEAD.to_owned(), |page, pack| page + &section(pack))
}

fn section(pack: &Path) -> String {
    let (missing, able, verdicts) = assess(&data(pack), pack);
    let concluded = if able { verdicts.join("；") } else { "没有可评的单元".to_owned() };
    let concluded = if concluded.is_empty() { "不作总的判定".to_owned() } else { concluded };
    let columns = missing.columns.iter().map(|(level, names)| format!("- {level}的表加列：{}\n", names.join("、")));
    let tables = missing.tables.iter().map(|(level, names)| format!("- 收一张{level}的表：{}\n", names.join("、")));
    let parents = missing.parents.iter().map(|names| format!("- 各表写明所属：{names}\n"));
    let listed: String = parents.chain(columns).chain(tables).collect();
    let listed = if listed.is_empty() { "- 不缺表和列\n".to_owned() } else { listed };
    format!("## {}\n\n{concluded}\n\n{listed}\n", chain(pack)[0])
}

/// A copy of the data with everything that was said to be missing put in, blank.
pub fn completed(data: &[PathBuf], pack: &Path, missing: &Missing) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("completed").join(&chain(pack)[0]);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the target folder can be written");
    for file in data.iter().flat_map(|folder| entries(folder)) {
        // The answers of two folders carry the same name.
        let of = file.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let name = if name.starts_with("答复") { format!("答复_{of}.csv") } else { name.into_owned() };
        fs::copy(&file, folder.join(name)).expect("a table can be copied");
    }
    let levels = levels(pack);
    for (level, names) in &missing.columns {
        let file = file_of(&folder, &levels[level]).expect("a table that lacks a column is there");
        widen(&file, names);
    }
    for (level, names) in &missing.tables {
        let cells: Vec<&str> = names.iter().map(|name| if name.ends_with("代码") { "990101" } else { "" }).collect();
        let text = format!("{}\n{}\n", names.join(","), cells.join(","));
        fs::write(folder.join(format!("{level}.csv")), text).expect("a table can be written");
    }
    folder
}

/// Level titles to the names its tables have.
fn levels(pack: &Path) -> BTreeMap<String, Vec<String>> {
    let whole: Table = result(&["pack", "resolve", &pack.to_string_lossy()]).parse().expect("a resolved pack is TOML");
    let records = whole["level"].as_array().into_iter().flatten();
    let names = |level: &Value| level.get("tables").and_then(Value::as_array).into_iter().flatten().map(text).collect();
    let named = |level: &Value| [names(level), vec![text(&level["title"])]].concat();
    records.map(|level| (text(&level["title"]), named(level))).collect()
}

fn file_of(folder: &Path, names: &[String]) -> Option<PathBuf> {
    names.iter().map(|name| folder.join(format!("{name}.csv"))).find(|file| file.is_file())
}

/// Adds blank columns to a table.
fn widen(file: &Path, names: &[String]) {
    let text = fs::read_to_string(file).expect("a table can be read");
    let blank = ",".repeat(names.len());
    let mut lines = text.lines();
    let header = format!("{},{}", lines.next().unwrap_or_default(), names.join(","));
    let rows = lines.map(|line| format!("{line}{blank}"));
    let text = std::iter::once(header).chain(rows).collect::<Vec<_>>().join("\n");
    fs::write(file, text + "\n").expect("a table can be written");
}
