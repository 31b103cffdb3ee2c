//! The page of text: its two tables of findings, by the columns of their headings.

use std::error::Error;

use unicode_width::UnicodeWidthChar as _;

use super::{Paper, Place, STANDARD, Said, number};

pub fn read(text: &str) -> Result<Paper, Box<dyn Error>> {
    let mut paper = Paper::default();
    for row in table(text, "全部条款", &["条款", "学段", "名称", "数值", "要求", "状态"])? {
        let (rule, item) = row[0].split_once('/').unwrap_or((&row[0], ""));
        paper.say(Place::of_county(rule, item, &row[1]), said(&row[3..]));
    }
    for row in table(text, "下级单元", &["条款", "单元", "数值", "要求", "状态"])? {
        let (rule, item) = row[0].split_once('/').unwrap_or((&row[0], ""));
        if rule == STANDARD {
            let (school, stage) = row[1].rsplit_once('（').ok_or("a school at a stage")?;
            paper.say(Place::of_school(school, rule, item, stage.trim_end_matches('）')), said(&row[2..]));
        }
    }
    Ok(paper)
}

fn said(cells: &[String]) -> Said {
    let [value, required, state] = [0, 1, 2].map(|at| cells[at].as_str());
    Said { value: number(value), required: number(required), state: Some(state.to_owned()), behind: None }
}

/// The rows of the table under a title, cut where its headings begin.
fn table(text: &str, title: &str, heads: &[&str]) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    let mut lines = text.lines().skip_while(|line| *line != title).skip(1);
    let head = lines.next().ok_or("a table of that title")?;
    let mut ends: Vec<usize> = Vec::new();
    for name in heads.iter().skip(1) {
        let found: Vec<usize> =
            head.match_indices(&format!("  {name}")).map(|(at, _)| width(&head[..at]) + 2).collect();
        assert_eq!(found.len(), 1, "{name}");
        ends.extend(found);
    }
    ends.push(usize::MAX);
    let cut = |line: &str| {
        let mut cells = vec![String::new(); ends.len()];
        let mut column = 0;
        for letter in line.chars() {
            let at = ends.iter().position(|end| column < *end).unwrap_or_default();
            cells[at].push(letter);
            column += letter.width().unwrap_or(0);
        }
        cells.iter().map(|cell| cell.trim().to_owned()).collect()
    };
    Ok(lines.take_while(|line| line.starts_with("  ")).map(cut).collect())
}

fn width(text: &str) -> usize {
    text.chars().map(|letter| letter.width().unwrap_or(0)).sum()
}
