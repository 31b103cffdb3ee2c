//! What a diagnostic or a function is about, at length: from the catalogues and the page beside each entry.

use std::fmt::Write as _;

use junheng::diagnostic::{Language, Message, Severity, nearest};
use junheng::function::{FUNCTIONS, Function};

/// Every message of every catalogue, in the order of the catalogues.
pub fn messages() -> impl Iterator<Item = &'static Message> {
    junheng::diagnostic::messages().chain(junheng_data::CATALOGUE.iter().chain(crate::CATALOGUE).copied())
}

/// The explanation of a code, or the manual page of a function; nothing where there is none of that name.
pub fn explain(name: &str, language: Language) -> Option<String> {
    if let Some(message) = messages().find(|message| message.code == name) {
        return Some(page(message, language));
    }
    junheng::function::find(name).map(|function| function.manual.to_owned())
}

/// The code or function whose name is nearest, if one is near enough to be a slip.
pub fn nearest_name(wrong: &str) -> Option<&'static str> {
    nearest(wrong, messages().map(|message| message.code).chain(FUNCTIONS.iter().map(|function| function.name)))
}

/// Every code and every function, each with a line about it.
pub fn list(language: Language) -> String {
    let mut out = String::new();
    for (severity, title) in SEVERITIES {
        let own: Vec<_> = messages().filter(|message| message.severity == severity).collect();
        section(&mut out, language.pick(&title), own.iter().map(|message| (message.code, summary(message, language))));
    }
    section(&mut out, language.pick(&["函数", "functions"]), FUNCTIONS.iter().map(about));
    out
}

const SEVERITIES: [(Severity, [&str; 2]); 3] = [
    (Severity::Error, ["错误：改了才能用", "errors: to be repaired first"]),
    (Severity::Warning, ["警告：存疑，照常进行", "warnings: a doubt, the run goes on"]),
    (Severity::Note, ["说明", "notes"]),
];

fn section(out: &mut String, title: &str, lines: impl Iterator<Item = (&'static str, String)>) {
    let gap = if out.is_empty() { "" } else { "\n" };
    let _ = writeln!(out, "{gap}{title}");
    for (name, about) in lines {
        let _ = writeln!(out, "  {name:<24} {about}");
    }
}

fn page(message: &Message, language: Language) -> String {
    let severity = SEVERITIES.iter().find(|(known, _)| *known == message.severity);
    let severity = severity.map_or("", |(_, title)| language.pick(title));
    let mut out = format!("{}  {}\n", message.code, severity);
    let _ = writeln!(out, "{}{}\n", language.pick(&["提示：", "It reads: "]), language.pick(&message.text));
    let _ = writeln!(out, "{}\n", part(message.page, language.pick(&["中文", "English"])));
    for (title, heading) in [(["错：", "Wrong:"], "错 wrong"), (["对：", "Right:"], "对 right")] {
        let _ = writeln!(out, "{}", language.pick(&title));
        example(part(message.page, heading)).for_each(|line| out.push_str(&line));
    }
    out
}

/// The lines of a block, moved in, without the fence around it.
fn example(block: &str) -> impl Iterator<Item = String> {
    block.lines().filter(|line| !line.starts_with("```")).map(|line| format!("    {line}\n"))
}

/// What stands under a heading of a page.
fn part<'a>(page: &'a str, heading: &str) -> &'a str {
    let below = page.split_once(&format!("\n## {heading}\n")).map_or("", |(_, below)| below);
    below.split("\n## ").next().unwrap_or_default().trim()
}

/// The first paragraph of the explanation, in one line.
fn summary(message: &Message, language: Language) -> String {
    let paragraph = part(message.page, language.pick(&["中文", "English"])).split("\n\n").next();
    paragraph.unwrap_or_default().replace('\n', " ")
}

/// The name of a function and the first paragraph of its manual page.
fn about(function: &&Function) -> (&'static str, String) {
    let paragraph = function.manual.lines().skip(1).find(|line| !line.is_empty());
    (function.name, paragraph.unwrap_or_default().to_owned())
}
