//! What came of a table, and what is left to the author, in words.

use std::fmt::Write as _;

use junheng::diagnostic::Language;
use junheng::quantity::{Exact, parse_decimal, to_f64};

use super::Draft;
use super::header::Meaning;
use super::outline::Node;
use super::suggest::suggestions;

impl Draft {
    /// What was read, what was begun, what is left to do.
    pub fn summary(&self, language: Language) -> String {
        let mut out = String::new();
        self.say_columns(&mut out, language);
        self.say_content(&mut out, language);
        self.say_rest(&mut out, language);
        out
    }

    fn say_columns(&self, out: &mut String, language: Language) {
        let sheet = self.header.sheet.as_ref().map_or_else(String::new, |sheet| format!("!{sheet}"));
        let line = self.header.line;
        let _ = match language {
            Language::Chinese => writeln!(out, "已读 {}{sheet}，第 {line} 行是表头：", self.file),
            Language::English => writeln!(out, "Read {}{sheet}, row {line} is the header:", self.file),
        };
        for (meaning, name) in MEANINGS {
            let titles: Vec<&str> = self
                .header
                .of(meaning)
                .into_iter()
                .map(|at| self.header.columns[at].title.as_str())
                .filter(|title| !title.is_empty())
                .collect();
            if !titles.is_empty() {
                let gap = language.pick(&["、", ", "]);
                let _ = writeln!(out, "  {}{}{}", language.pick(&name), language.pick(&["：", ": "]), titles.join(gap));
            }
        }
    }

    fn say_content(&self, out: &mut String, language: Language) {
        let items: Vec<&Node> = self.outline.items().collect();
        let sections = self.outline.nodes.len() - items.len();
        let known: Vec<Exact> = items.iter().filter_map(|item| parse_decimal(item.points.as_deref()?)).collect();
        let (count, stated) = (items.len(), known.len());
        let points = to_f64(&known.iter().sum::<Exact>());
        let _ = match language {
            Language::Chinese => {
                writeln!(out, "起草：部分 {sections} 个，条款 {count} 项；写了分值的 {stated} 项，共 {points} 分")
            }
            Language::English => {
                writeln!(out, "Begun: {sections} sections, {count} items; {stated} state points, {points} in all")
            }
        };
    }

    fn say_rest(&self, out: &mut String, language: Language) {
        let _ = writeln!(out, "{}", language.pick(&["待办：", "Left to do:"]));
        let items: Vec<&Node> = self.outline.items().collect();
        let named = |which: fn(&Node) -> bool| {
            let found: Vec<&&Node> = items.iter().filter(|item| which(item)).collect();
            (found.len(), some(&found))
        };
        let lines = [
            (named(|item| item.title.is_empty()), ["没有名称", "without a title"]),
            (
                named(|item| item.points.is_none()),
                ["没有分值，写作 not_stated", "without points, written as not_stated"],
            ),
            (
                named(|item| !item.scoring.is_empty()),
                ["的评分文本在 note，待写成 outcome", "with their scoring text as a note, to become outcomes"],
            ),
            (
                named(suggested),
                ["旁边有写法建议，选择由作者定", "with a suggestion beside them; the choices are the author's"],
            ),
        ];
        for ((count, which), what) in lines.iter().filter(|((count, _), _)| *count > 0) {
            let _ = match language {
                Language::Chinese => writeln!(out, "  {count} 项{}：{which}", language.pick(what)),
                Language::English => writeln!(out, "  {count} items {}: {which}", language.pick(what)),
            };
        }
        let last = [
            "  每项由谁答、怎样算达到；判定与及格线；案例",
            "  who answers each item and when it is met; the verdict and its line; cases",
        ];
        let _ = writeln!(out, "{}", language.pick(&last));
    }
}

const MEANINGS: [(Meaning, [&str; 2]); 7] = [
    (Meaning::Tree, ["指标，自上而下", "indicators, from the top"]),
    (Meaning::Code, ["编号", "numbers"]),
    (Meaning::Points, ["分值", "points"]),
    (Meaning::Scoring, ["评分文本", "scoring text"]),
    (Meaning::Evidence, ["佐证", "evidence"]),
    (Meaning::Duty, ["责任", "duty"]),
    (Meaning::Unused, ["没有用到", "not used"]),
];

fn suggested(item: &Node) -> bool {
    !suggestions(&item.scoring, item.points.as_deref()).is_empty()
}

/// How many items are named before the rest is only counted.
const NAMED: usize = 10;

fn some(items: &[&&Node]) -> String {
    let name = |item: &&&Node| item.code.clone().unwrap_or_else(|| item.title.clone());
    let mut names: Vec<String> = items.iter().take(NAMED).map(name).collect();
    if items.len() > NAMED {
        names.push("…".to_owned());
    }
    names.join(" ")
}
