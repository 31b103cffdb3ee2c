//! The document: the table of each part, the table of the measures of a rule, the annex of schools, the charts.

use std::collections::BTreeMap;
use std::error::Error;

use super::document::{part, texts};
use super::result::Exact;
use super::{Paper, Place, STANDARD, Said, number};

/// A table: the line above it, and its rows.
struct Table {
    caption: String,
    rows: Vec<Vec<String>>,
}

pub fn read(path: &str, exact: &[Exact]) -> Result<Paper, Box<dyn Error>> {
    let mut paper = Paper::default();
    // Rules stand in a document by their titles.
    let mut titles: BTreeMap<(&str, &str), &Exact> = BTreeMap::new();
    for one in exact.iter().filter(|one| one.place.school.is_empty() && one.place.item.is_empty()) {
        assert!(titles.insert((&one.title, &one.place.stage), one).is_none(), "two rules are called {}", one.title);
    }
    for table in tables(&part(path, "word/document.xml")?)? {
        match table.rows[0].join("|").as_str() {
            "条款|名称|数值|要求|状态" => rules(&table, &titles, &mut paper)?,
            "指标|小学|初中" => members(&table, exact, &mut paper)?,
            head if head.starts_with("名称|学段|L1|") => schools(&table, &mut paper),
            _ => {}
        }
    }
    charts(path, &paper)?;
    Ok(paper)
}

fn tables(document: &str) -> Result<Vec<Table>, Box<dyn Error>> {
    let mut tables = Vec::new();
    for (at, rest) in document.split("<w:tbl>").enumerate().skip(1) {
        let before = document.split("<w:tbl>").nth(at - 1).unwrap_or_default();
        let caption = texts(&format!("<a>{}</a>", after_table(before)), "w:t")?.pop().unwrap_or_default();
        let own = rest.split("</w:tbl>").next().unwrap_or_default();
        let row = |row: &str| {
            let cells = row.split("<w:tc>").skip(1).map(|cell| cell.split("</w:tc>").next().unwrap_or_default());
            cells
                .map(|cell| Ok(texts(&format!("<a>{cell}</a>"), "w:t")?.concat()))
                .collect::<Result<Vec<_>, Box<dyn Error>>>()
        };
        let rows = own.split("<w:tr>").skip(1).map(row).collect::<Result<Vec<_>, _>>()?;
        tables.push(Table { caption, rows });
    }
    Ok(tables)
}

/// The paragraphs behind the table before, the body of the document before the first.
fn after_table(text: &str) -> &str {
    text.split_once("</w:tbl>")
        .map_or_else(|| text.split_once("<w:body>").map_or(text, |(_, rest)| rest), |(_, rest)| rest)
}

/// A title without the mark of a rule, and its stage: `甲〔拼合〕（小学）`.
fn label(text: &str) -> (String, &str) {
    let (title, stage) = match ["小学", "初中"].iter().find(|stage| text.ends_with(&format!("（{stage}）"))) {
        Some(stage) => (&text[..text.len() - "（小学）".len()], *stage),
        None => (text, ""),
    };
    (title.split('〔').next().unwrap_or_default().to_owned(), stage)
}

fn rules(table: &Table, titles: &BTreeMap<(&str, &str), &Exact>, paper: &mut Paper) -> Result<(), Box<dyn Error>> {
    for row in table.rows.iter().skip(1) {
        let (title, stage) = label(&row[1]);
        // A rule that is nothing but its measures says how many of them are met.
        let Some(one) = titles.get(&(title.as_str(), stage)) else {
            assert!(row[2].contains("项中"), "{row:?}");
            continue;
        };
        let said =
            Said { value: number(&row[2]), required: number(&row[3]), state: Some(row[4].clone()), behind: None };
        paper.say(one.place.clone(), said);
    }
    Ok(())
}

fn members(table: &Table, exact: &[Exact], paper: &mut Paper) -> Result<(), Box<dyn Error>> {
    let title = table.caption.rsplit('　').next().unwrap_or_default();
    let rule = if title.contains("差异系数") { "disparity" } else { STANDARD };
    for row in table.rows.iter().skip(1) {
        let item = row[0].split(' ').next().unwrap_or_default();
        for (stage, cell) in table.rows[0].iter().zip(row).skip(1) {
            let place = Place::of_county(rule, item, stage);
            let one = exact.iter().find(|one| one.place == place).ok_or_else(|| format!("{place:?}"))?;
            assert!(row[0].ends_with(&one.title), "{row:?}");
            let (value, rest) = cell.split_once('（').unwrap_or((cell, ""));
            let (value, required) = (number(value), number(rest.trim_end_matches('）')));
            let state = value.is_none().then(|| cell.clone());
            paper.say(place, Said { value, required, state, behind: None });
        }
    }
    Ok(())
}

fn schools(table: &Table, paper: &mut Paper) {
    let head = &table.rows[0];
    for row in table.rows.iter().skip(1) {
        for (title, cell) in head.iter().zip(row).skip(2) {
            let said = match title.as_str() {
                "综合" => Said { state: Some(cell.clone()), ..Said::default() },
                item if item.starts_with('L') => Said { value: number(cell), ..Said::default() },
                _ => continue,
            };
            let item = if title == "综合" { "" } else { title };
            paper.say(Place::of_school(&row[0], STANDARD, item, &row[1]), said);
        }
    }
}

/// The charts hold the coefficients unrounded: they are taken as the number behind what the table says.
fn charts(path: &str, paper: &Paper) -> Result<(), Box<dyn Error>> {
    for (at, stage) in ["小学", "初中"].iter().enumerate() {
        let chart = part(path, &format!("word/charts/junheng{}.xml", at + 1))?;
        let values = chart.split("<c:ser>").nth(1).and_then(|series| series.split("<c:val>").nth(1)).ok_or("values")?;
        for point in values.split("</c:val>").next().unwrap_or_default().split("<c:pt idx=\"").skip(1) {
            let (index, rest) = point.split_once('"').ok_or("an index")?;
            let drawn: f64 =
                rest.split("<c:v>").nth(1).and_then(|text| text.split('<').next()).ok_or("a value")?.parse()?;
            let place = Place::of_county("disparity", &format!("L{}", index.parse::<usize>()? + 1), stage);
            let told: f64 = paper.0[&place].value.as_deref().ok_or("a coefficient that is drawn is told")?.parse()?;
            assert!((drawn - told).abs() <= 0.0005, "{place:?}: {drawn} is drawn");
        }
    }
    Ok(())
}
