//! The outline as the text of a pack.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::header::Header;
use super::outline::{Node, Outline};
use super::suggest::suggestions;
use super::sums::whole;
use crate::skeleton::is_id;
use crate::style::set;

/// The text of `pack.toml`.
pub fn pack(outline: &Outline, header: &Header, file: &str, id: &str) -> String {
    let ids = ids(outline);
    let mut out = head(outline, header, file, id);
    for (at, node) in outline.nodes.iter().enumerate() {
        if node.is_section {
            section(&mut out, node, at, &ids);
        } else {
            item(&mut out, node, at, &ids);
        }
    }
    out.push_str(VERDICT);
    outline.notes.iter().for_each(|note| comment(&mut out, &format!("表下原注：{note}")));
    set(&out)
}

const VERDICT: &str = "
# 判定：原表没有写及格线。写明以后去掉行首的 #。
# [[verdict]]
# id       = \"verdict\"
# level    = \"county\"
# met_when = \"total >= … 分\"
";

fn head(outline: &Outline, header: &Header, file: &str, id: &str) -> String {
    let sheet = header.sheet.as_ref().map_or_else(String::new, |sheet| format!("工作表“{sheet}”"));
    let [title, document] =
        ["待改：规则包的名称", "待改：文件全名"].map(|open| text(header.title.as_deref().unwrap_or(open)));
    let (total, why) = match (&outline.total, whole(outline)) {
        (Some((total, _)), _) => (total.clone(), "原表的合计".to_owned()),
        (None, Some(sum)) => {
            let sum = junheng::quantity::to_f64(&sum);
            ("\"not_stated\"".to_owned(), format!("原表没有可用的合计；各项相加 {sum} 分，是不是总分由作者定"))
        }
        (None, None) => ("\"not_stated\"".to_owned(), "原表没有可用的合计".to_owned()),
    };
    let mut out = String::new();
    comment(&mut out, &format!("由 {file} {sheet}起草，第 {} 行是表头。评分文本照录在 note，一字未改；", header.line));
    comment(&mut out, "旁边的建议是注释，选择由作者定。每写好一项，运行一次 junheng pack check。");
    let _ = write!(
        out,
        "[pack]
id = \"{id}\"
title = {title}
version = \"0.1.0\"
document = {{ title = {document}, number = \"待改：文号\", issuer = \"待改：发文机关\" }}
fidelity = \"constructed\"  # 起草；逐项核对以后改为 verbatim 或 paraphrased
use = [\"cn_fields\"]
subject = \"county\"  # 评县；评学校的表改为 school
stages = [\"primary\", \"junior\"]
total = {total}  # {}
",
        why
    );
    out
}

fn section(out: &mut String, node: &Node, at: usize, ids: &[String]) {
    let _ = writeln!(out, "\n[[section]]\nid = \"{}\"", ids[at]);
    if let Some(code) = &node.code {
        let _ = writeln!(out, "code = {}", text(code));
    }
    let _ = writeln!(out, "title = {}", text(title(node)));
    if let Some(parent) = node.parent {
        let _ = writeln!(out, "in = \"{}\"", ids[parent]);
    }
    if let Some(points) = &node.points {
        let _ = writeln!(out, "points = {points}");
    }
    duty(out, node);
}

fn item(out: &mut String, node: &Node, at: usize, ids: &[String]) {
    let _ = writeln!(out, "[[rule]]\nid = \"{}\"", ids[at]);
    if let Some(code) = &node.code {
        let _ = writeln!(out, "code = {}", text(code));
    }
    let _ = writeln!(out, "title = {}", text(title(node)));
    if let Some(parent) = node.parent {
        let _ = writeln!(out, "in = \"{}\"", ids[parent]);
    }
    let points = node.points.as_deref().unwrap_or("\"not_stated\"");
    let _ = writeln!(out, "role = \"scored\"\npoints = {points}");
    let _ = writeln!(out, "ask = {{ answers = [\"达到\", \"未达到\"], met = [\"达到\"] }}");
    duty(out, node);
    if !node.evidence.is_empty() {
        let titles = node.evidence.iter().map(|title| format!("  {{ title = {} }},\n", text(title)));
        let _ = writeln!(out, "evidence = [\n{}]", titles.collect::<String>());
    }
    if let Some(note) = note(node) {
        let _ = writeln!(out, "note = {}", text(&note));
    }
    suggestions(&node.scoring, node.points.as_deref()).iter().for_each(|line| comment(out, line));
}

fn title(node: &Node) -> &str {
    if node.title.is_empty() { "待填" } else { &node.title }
}

fn duty(out: &mut String, node: &Node) {
    if !node.duty.is_empty() {
        let names: Vec<String> = node.duty.iter().map(|name| text(name)).collect();
        let _ = writeln!(out, "duty = [{}]", names.join(", "));
    }
}

/// The scoring text as it stands; where several columns hold it, each under its header.
fn note(node: &Node) -> Option<String> {
    let one = node.scoring.iter().all(|(header, _)| Some(header) == node.scoring.first().map(|(header, _)| header));
    let lines = node.scoring.iter().map(|(header, text)| if one { text.clone() } else { format!("{header}：{text}") });
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn comment(out: &mut String, line: &str) {
    let _ = writeln!(out, "# {}", line.replace(['\n', '\r'], " "));
}

/// A text of TOML. One over several lines stands as it is between three quotes, where it may.
fn text(value: &str) -> String {
    let broken = value.contains('\n') && !value.contains("'''") && !value.ends_with('\'');
    if broken && !value.chars().any(|letter| letter.is_control() && letter != '\n') {
        return format!("'''\n{value}'''");
    }
    let mut out = String::from("\"");
    for letter in value.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            letter if letter.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }
    out + "\""
}

/// An id for every node: from its code where that has letters, else counted; each stands once.
fn ids(outline: &Outline) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut counts = Counts::default();
    let mut ids: Vec<String> = Vec::new();
    for node in &outline.nodes {
        let parent = node.parent.map(|parent| ids[parent].clone());
        let wanted = wanted(node, parent.as_deref(), &mut counts);
        let within = parent.map_or_else(|| wanted.clone(), |parent| format!("{parent}_{wanted}"));
        let mut id = if taken.contains(&wanted) { within.clone() } else { wanted };
        while taken.contains(&id) {
            id = format!("{within}_{}", counts.next(&within) + 1);
        }
        taken.insert(id.clone());
        ids.push(id);
    }
    ids
}

/// How often each word was counted.
#[derive(Default)]
struct Counts(BTreeMap<String, usize>);

impl Counts {
    fn next(&mut self, word: &str) -> usize {
        let count = self.0.entry(word.to_owned()).or_default();
        *count += 1;
        *count
    }
}

fn wanted(node: &Node, parent: Option<&str>, counts: &mut Counts) -> String {
    let code = node.code.as_deref().unwrap_or_default().to_ascii_lowercase().replace('-', "_");
    match parent {
        _ if is_id(&code) => code,
        Some(parent) => format!("{parent}_{:02}", counts.next(&format!("in {parent}"))),
        None if node.is_section => format!("s{}", counts.next("sections")),
        None => format!("item_{:02}", counts.next("items")),
    }
}
