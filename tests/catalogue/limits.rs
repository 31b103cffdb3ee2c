//! Every number of the packs with the source it is said to come from: the table in `docs/limits.md`.

use std::collections::BTreeSet;
use std::path::Path;

use toml::{Table, Value};

use crate::files::{tables, text};
use crate::shelf::chain;
use crate::sources::{MADE, OWN, Page, shown};

const HEAD: &str = "\
# 全部限值

各包自己写下的数，连同所引的出处，供核对。继承来的数列在原来的包里。0 和公式里的 1 不列。
本页由 `cargo test -p junheng-cli --test rules` 按各包生成：`JUNHENG_BLESS=1` 时重写，平时核对是否最新。

- **出处**：[出处](sources.md)里的编号。
- **不在出处里的**：所引的材料里没有见过的数。每一个都要在条款的读法、说明里交代来历，或者是自拟的包、自拟的条款；否则测试不通过。

";

/// Keys whose numbers are no limits: names, citations, dates, the value that is replaced, how things are shown.
const NO_LIMITS: [&str; 30] = [
    "id",
    "code",
    "title",
    "text",
    "cite",
    "reading",
    "note",
    "reason",
    "why",
    "unit",
    "of",
    "for",
    "from",
    "until",
    "label",
    "aliases",
    "source",
    "display",
    "version",
    "document",
    "number",
    "issued",
    "in",
    "target",
    "field",
    "score_step",
    "stage",
    "level",
    "check",
    "derive",
];

/// Tables of a pack that are no records with limits.
const NO_RECORDS: [&str; 4] = ["pack", "source", "numeric", "article"];

/// Keys that say in words where a number comes from.
const WORDS: [&str; 4] = ["reading", "note", "reason", "why"];

/// The numbers of one record, or of a part of it that cites on its own.
struct Line {
    /// `rule.school_standard`
    record: String,
    /// The numbers, as they are written.
    numbers: Vec<String>,
    /// The sources they are said to come from.
    ids: Vec<String>,
    /// What the record says in words.
    words: String,
    /// Whether it says that it is constructed.
    constructed: bool,
    /// Whether its numbers are our own.
    made: bool,
}

impl Line {
    /// The numbers that none of the sources shows.
    fn unseen(&self, page: &Page) -> Vec<&str> {
        let seen: BTreeSet<String> = self
            .ids
            .iter()
            .filter_map(|id| page.said_of(id))
            .flat_map(|said| numbers(said, |letter| letter.is_ascii_alphanumeric()))
            .map(|number| plain(&number))
            .collect();
        let shown = |number: &&String| scaled(number).iter().any(|number| seen.contains(number));
        self.numbers.iter().filter(|number| !shown(number)).map(String::as_str).collect()
    }

    /// Those of them that nothing accounts for.
    fn open(&self, page: &Page) -> Vec<String> {
        let told: BTreeSet<String> =
            numbers(&self.words, |letter| letter.is_ascii_alphanumeric()).iter().map(|number| plain(number)).collect();
        let unseen = self.unseen(page).into_iter().filter(|number| !self.made && !told.contains(&plain(number)));
        unseen.map(str::to_owned).collect()
    }
}

/// The whole page.
pub fn write(packs: &[std::path::PathBuf], page: &Page) -> String {
    packs.iter().fold(HEAD.to_owned(), |text, pack| text + &section(pack, page))
}

/// The numbers of a pack that neither its sources nor its own words account for: record and number.
pub fn unaccounted(pack: &Path, page: &Page) -> Vec<String> {
    let told = |line: &Line| line.open(page).into_iter().map(|number| format!("{} {number}", line.record)).collect();
    lines(pack, page).iter().flat_map(|line| -> Vec<String> { told(line) }).collect()
}

/// The ids a pack cites: those its sources and its own document stand for, and those its words name.
pub fn ids(folder: &Path, page: &Page) -> BTreeSet<String> {
    let tables = tables(folder);
    let sources = tables[0].get("source").and_then(Value::as_array).cloned().unwrap_or_default();
    let own = Some(OWN.to_owned()).filter(|_| page.knows_document_of(&chain(folder)[0]));
    let listed = sources.iter().map(|source| text(&source["id"])).chain(own);
    let mut ids: BTreeSet<String> = listed.flat_map(|source| page.ids(&chain(folder), &source)).collect();
    tables.into_iter().for_each(|table| gather(&Value::Table(table), &mut ids));
    ids
}

/// The ids that the words of a record and its parts name.
fn gather(value: &Value, ids: &mut BTreeSet<String>) {
    match value {
        Value::Table(table) => {
            ids.extend(WORDS.iter().filter_map(|key| table.get(*key)).flat_map(|words| named(&text(words))));
            table.iter().for_each(|(_, value)| gather(value, ids));
        }
        Value::Array(members) => members.iter().for_each(|member| gather(member, ids)),
        _ => {}
    }
}

fn section(pack: &Path, page: &Page) -> String {
    let rows: Vec<String> = lines(pack, page).iter().map(|line| row(line, page)).collect();
    if rows.is_empty() {
        return String::new();
    }
    let name = pack.file_name().unwrap_or_default().to_string_lossy();
    format!("## {name}\n\n| 条款或记录 | 数 | 出处 | 不在出处里的 |\n|---|---|---|---|\n{}\n", rows.concat())
}

fn row(line: &Line, page: &Page) -> String {
    let ids = line.ids.iter().map(|id| shown(id)).collect::<Vec<_>>().join("、");
    let cells = [line.record.clone(), line.numbers.join("，"), ids, line.unseen(page).join("，")];
    format!("| {} |\n", cells.join(" | "))
}

/// The numbers of a pack, record by record.
fn lines(folder: &Path, page: &Page) -> Vec<Line> {
    let tables = tables(folder);
    let head = &tables[0]["pack"];
    let sources = tables[0].get("source").and_then(Value::as_array).into_iter().flatten();
    let sources = sources.map(|source| text(&source["id"])).chain([OWN.to_owned()]);
    let pack = Pack {
        chain: chain(folder),
        all: sources.collect(),
        constructed: head["fidelity"].as_str() == Some("constructed"),
        page,
    };
    let mut walk = Walk { pack, lines: Vec::new() };
    for table in &tables {
        let records = table.iter().filter(|(kind, _)| !NO_RECORDS.contains(&kind.as_str()));
        for (kind, value) in records {
            let list: Vec<&Value> = value.as_array().map_or_else(|| vec![value], |list| list.iter().collect());
            list.into_iter().filter_map(Value::as_table).for_each(|record| walk.record(kind, record, None));
        }
    }
    walk.lines
}

struct Pack<'p> {
    /// Its id and those of the packs it is built on.
    chain: Vec<String>,
    /// Its sources, its own document last.
    all: Vec<String>,
    constructed: bool,
    page: &'p Page,
}

struct Walk<'p> {
    pack: Pack<'p>,
    lines: Vec<Line>,
}

impl Walk<'_> {
    /// A record, or a part of one that cites on its own.
    fn record(&mut self, name: &str, record: &Table, above: Option<&Line>) {
        // A section that moves is no limit.
        if record.get("target").is_some_and(|target| text(target).ends_with(".code")) {
            return;
        }
        let own = ["id", "target"].iter().find_map(|key| record.get(*key)).map(text).unwrap_or_default();
        let name = if own.is_empty() { name.to_owned() } else { format!("{name}.{own}") };
        let fidelity = record.get("fidelity").map(|fidelity| fidelity.as_str() == Some("constructed"));
        let constructed = fidelity.unwrap_or(above.map_or(self.pack.constructed, |line| line.constructed));
        let ids = record.get("cite").map(|cite| self.ids(cite)).or_else(|| above.map(|line| line.ids.clone()));
        let mut ids = ids.unwrap_or_else(|| self.all());
        ids.extend(WORDS.iter().filter_map(|key| record.get(*key)).flat_map(|words| named(&text(words))));
        let mut met = BTreeSet::new();
        ids.retain(|id| met.insert(id.clone()));
        // What papers are asked for is the pack's own where the record is; a borrowed limit never is.
        let borrowed = ids.iter().any(|id| self.pack.page.said_of(id).is_some()) && !name.contains(" evidence");
        let made = constructed && !borrowed || ids == [MADE];
        let words = above.map(|line| line.words.clone()).unwrap_or_default();
        let mut line = Line { record: name, numbers: Vec::new(), ids, words, constructed, made };
        self.table(record, &mut line);
        if !line.numbers.is_empty() {
            self.lines.push(line);
        }
    }

    fn table(&mut self, table: &Table, line: &mut Line) {
        for key in WORDS {
            line.words += &table.get(key).map(crate::files::shown).unwrap_or_default();
        }
        for (key, value) in table.iter().filter(|(key, _)| !NO_LIMITS.contains(&key.as_str())) {
            self.value(key, value, line);
        }
    }

    fn value(&mut self, key: &str, value: &Value, line: &mut Line) {
        match value {
            Value::Table(part) if part.contains_key("cite") || part.contains_key("id") => {
                let name = format!("{} {key}", line.record);
                self.record(&name, part, Some(line));
            }
            Value::Table(part) => self.table(part, line),
            Value::Array(members) => members.iter().for_each(|member| self.value(key, member, line)),
            Value::String(formula) => {
                keep(line, numbers(formula, char::is_alphanumeric).into_iter().filter(|number| number != "1"))
            }
            Value::Integer(1) if key == "share" => {}
            Value::Integer(_) | Value::Float(_) => keep(line, [value.to_string()]),
            _ => {}
        }
    }

    fn ids(&self, cite: &Value) -> Vec<String> {
        let document = cite.get("document").map(text);
        self.pack.page.ids(&self.pack.chain, document.as_deref().unwrap_or(OWN))
    }

    /// All sources of the pack, for a record that cites none.
    fn all(&self) -> Vec<String> {
        let known = |source: &&String| *source != OWN || self.pack.page.knows_document_of(&self.pack.chain[0]);
        let all = self.pack.all.iter().filter(known);
        all.flat_map(|source| self.pack.page.ids(&self.pack.chain, source)).collect()
    }
}

/// The sources that words name: `限值取自清单（R24）`.
fn named(words: &str) -> Vec<String> {
    let parts = words.split(|letter: char| !letter.is_ascii_alphanumeric());
    let is_id =
        |part: &&str| part.starts_with(['R', 'S']) && part[1..].starts_with(|letter: char| letter.is_ascii_digit());
    parts.filter(is_id).map(str::to_lowercase).collect()
}

fn keep(line: &mut Line, found: impl IntoIterator<Item = String>) {
    for number in found {
        if plain(&number) != "0" && !line.numbers.contains(&number) {
            line.numbers.push(number);
        }
    }
}

/// The numbers in a text; one beside a letter of a name (`L1`, in formulas `完成360学时教师数`) is none.
fn numbers(text: &str, of_names: fn(char) -> bool) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let digit = |at: usize| letters.get(at).is_some_and(|letter| letter.is_ascii_digit() || *letter == '.');
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if !letters[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = (at..).find(|end| !digit(*end)).unwrap_or(letters.len());
        let beside = [at.checked_sub(1), Some(end)].into_iter().flatten().filter_map(|at| letters.get(at));
        if !beside.into_iter().any(|letter| *letter == '_' || of_names(*letter)) {
            found.push(letters[at..end].iter().collect::<String>().trim_end_matches('.').to_owned());
        }
        at = end;
    }
    found
}

/// The ways a source may write a number: as it is, a share in per cent, a large one in 万.
fn scaled(number: &str) -> Vec<String> {
    let value: f64 = number.parse().unwrap_or(f64::NAN);
    let per_cent = (value < 1.0).then(|| format!("{}", (value * 1e6).round() / 1e4));
    let wan = (value >= 1e4).then(|| format!("{}", value / 1e4));
    [Some(plain(number)), per_cent, wan].into_iter().flatten().collect()
}

/// A number without zeros that say nothing: `0.50` is `0.5`.
fn plain(number: &str) -> String {
    let whole = number.trim_end_matches('0').trim_end_matches('.');
    if number.contains('.') { whole.to_owned() } else { number.to_owned() }
}
