//! Lines to text: `=` in one column within a table, one blank line at most, one member to a line where the author
//! broke an array.

use super::read::{Line, Members, Part, Value};

/// How far what stands between brackets is moved in.
const INDENT: &str = "  ";

/// The text of a file.
pub fn laid_out(lines: &[Line]) -> String {
    let mut out = String::new();
    // Keys above the first header stand for themselves: their values are long lists.
    let mut width = 0;
    for (at, line) in lines.iter().enumerate() {
        match line {
            Line::Blank if out.is_empty() || out.ends_with("\n\n") => continue,
            Line::Blank => {}
            Line::Comment(comment) => out.push_str(comment),
            Line::Header(header, comment) => {
                width = key_width(&lines[at + 1..]);
                out.push_str(header);
                beside(&mut out, comment);
            }
            Line::Entry(key, value, comment) => {
                let padding = " ".repeat(width.saturating_sub(columns(key)));
                out.push_str(&format!("{key}{padding} = {}", of(value, "")));
                beside(&mut out, comment);
            }
        }
        out.push('\n');
    }
    out.truncate(out.trim_end_matches('\n').len());
    out.push('\n');
    out
}

/// The width of the longest key up to the next header.
fn key_width(lines: &[Line]) -> usize {
    let own = lines.iter().take_while(|line| !matches!(line, Line::Header(..)));
    let width = |line: &Line| match line {
        Line::Entry(key, ..) => columns(key),
        _ => 0,
    };
    own.map(width).max().unwrap_or_default()
}

/// Columns in a fixed-width font: a Chinese character takes two.
fn columns(key: &str) -> usize {
    key.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum()
}

fn beside(out: &mut String, comment: &Option<String>) {
    if let Some(comment) = comment {
        out.push_str("  ");
        out.push_str(comment);
    }
}

fn of(value: &Value, indent: &str) -> String {
    match value {
        Value::Scalar(text) => text.clone(),
        Value::Array(members) if members.parts.is_empty() => "[]".to_owned(),
        Value::Array(members) if members.broken || members.has_comment() => broken(members, ["[", "]"], indent),
        Value::Array(members) => format!("[{}]", joined(members)),
        Value::Table(members) if members.parts.is_empty() => "{}".to_owned(),
        Value::Table(members) if members.has_comment() => broken(members, ["{", "}"], indent),
        Value::Table(members) => format!("{{ {} }}", joined(members)),
    }
}

/// All members in one line.
fn joined(members: &Members) -> String {
    let shown = members.parts.iter().filter_map(|part| match part {
        Part::Member(key, value, _) => Some(member(key.as_deref(), value, "")),
        Part::Blank | Part::Comment(_) => None,
    });
    shown.collect::<Vec<_>>().join(", ")
}

/// A line for each member.
fn broken(members: &Members, [open, close]: [&str; 2], indent: &str) -> String {
    let inner = format!("{indent}{INDENT}");
    let mut out = format!("{open}\n");
    for part in &members.parts {
        match part {
            Part::Blank if out.ends_with("\n\n") || out.ends_with(&format!("{open}\n")) => continue,
            Part::Blank => {}
            Part::Comment(comment) => out.push_str(&format!("{inner}{comment}")),
            Part::Member(key, value, comment) => {
                out.push_str(&format!("{inner}{},", member(key.as_deref(), value, &inner)));
                beside(&mut out, comment);
            }
        }
        out.push('\n');
    }
    out + indent + close
}

fn member(key: Option<&str>, value: &Value, indent: &str) -> String {
    match key {
        Some(key) => format!("{key} = {}", of(value, indent)),
        None => of(value, indent),
    }
}
