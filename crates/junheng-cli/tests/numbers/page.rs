//! The page for a browser: the table in each rule, the table of schools and the numbers behind it.

use std::error::Error;

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

use super::{Paper, Place, STANDARD, Said, number};

pub fn read(html: &str) -> Result<Paper, Box<dyn Error>> {
    let page = Html::parse_document(html);
    let mut paper = Paper::default();
    rules(&page, &mut paper)?;
    schools(&page, &mut paper)?;
    Ok(paper)
}

fn select(selector: &str) -> Result<Selector, Box<dyn Error>> {
    Ok(Selector::parse(selector).map_err(|error| error.to_string())?)
}

fn text(element: &ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

/// The number of a `data` element, which a machine reads.
fn behind(cell: &ElementRef<'_>) -> Result<Option<f64>, Box<dyn Error>> {
    let data = cell.select(&select("data")?).next().and_then(|data| data.value().attr("value"));
    Ok(data.map(str::parse).transpose()?)
}

fn rules(page: &Html, paper: &mut Paper) -> Result<(), Box<dyn Error>> {
    let (row, cell) = (select("tbody > tr")?, select("td")?);
    for rule in page.select(&select("details.item")?) {
        let id = rule.value().attr("id").ok_or("the id of a rule")?;
        // Parts of an item stand within it, each with a table of its own.
        let own = |row: &ElementRef<'_>| {
            let above = row.ancestors().filter_map(ElementRef::wrap).find(|above| above.value().name() == "details");
            above.is_some_and(|above| above.id() == rule.id())
        };
        for row in rule.select(&row).filter(own) {
            let cells: Vec<ElementRef<'_>> = row.select(&cell).collect();
            let member = text(&cells[0]);
            let item = member.split(' ').next().unwrap_or_default();
            let said = Said {
                value: number(&text(&cells[2])),
                required: number(&text(&cells[3])),
                state: Some(text(&cells[4])),
                behind: behind(&cells[2])?,
            };
            paper.say(Place::of_county(id, item, &text(&cells[1])), said);
        }
    }
    Ok(())
}

fn schools(page: &Html, paper: &mut Paper) -> Result<(), Box<dyn Error>> {
    let heads = page.select(&select("#schools thead th")?).map(|head| text(&head)).collect::<Vec<_>>();
    let behind_it = page.select(&select("#workings")?).next().ok_or("the numbers behind the table")?;
    let told: Vec<Value> = serde_json::from_str(&text(&behind_it))?;
    let (button, cell) = (select("button")?, select("td")?);
    for row in page.select(&select("#schools tbody tr")?) {
        let cells: Vec<ElementRef<'_>> = row.select(&cell).collect();
        let (name, stage) = (text(&cells[0]), text(&cells[1]));
        let at = cells[0].select(&button).next().and_then(|name| name.value().attr("data-row")).ok_or("a row")?;
        let lines = told[at.parse::<usize>()?]["of"].as_array().ok_or("lines")?;
        for (head, cell) in heads.iter().zip(&cells).filter(|(head, _)| head.starts_with('L')) {
            let is_own = |line: &&Value| line[0].as_str().is_some_and(|title| title.starts_with(&format!("{head} ")));
            let line = lines.iter().find(is_own).ok_or("a line for every measure")?;
            let value = number(&text(cell));
            assert_eq!(line[1].as_str().and_then(number), value, "{name} {head}");
            let state = line[3].as_str().map(str::to_owned);
            let required = line[2].as_str().and_then(number);
            paper.say(
                Place::of_school(&name, STANDARD, head, &stage),
                Said { value, required, state, behind: behind(cell)? },
            );
        }
        let whole = heads.iter().position(|head| head == "综合").ok_or("a column for all together")?;
        let said = Said { state: Some(text(&cells[whole])), ..Said::default() };
        paper.say(Place::of_school(&name, STANDARD, "", &stage), said);
    }
    Ok(())
}
