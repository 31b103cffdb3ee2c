//! The workbook: the list of rules, the table of schools, the coefficients and the tables of the form.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufReader, Read as _};

use calamine::{Data, Range, Reader as _, Xlsx, open_workbook};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::{Paper, Place, STANDARD, Said, number};

pub fn read(path: &str) -> Result<Paper, Box<dyn Error>> {
    let mut book = Book { formats: formats(path)?, path: path.to_owned(), book: open_workbook(path)? };
    let mut paper = Paper::default();
    rules(&mut book, &mut paper)?;
    schools(&mut book, &mut paper)?;
    for stage in ["小学", "初中"] {
        coefficients(&mut book, &paper, stage)?;
        form(&mut book, &paper, stage)?;
    }
    Ok(paper)
}

struct Book {
    book: Xlsx<BufReader<File>>,
    path: String,
    /// The places that each format of a cell shows.
    formats: Vec<Option<usize>>,
}

/// A sheet with what a person sees of its numbers.
struct Sheet {
    range: Range<Data>,
    places: BTreeMap<(u32, u32), usize>,
}

impl Book {
    fn sheet(&mut self, name: &str) -> Result<Sheet, Box<dyn Error>> {
        let at = self.book.sheet_names().iter().position(|known| known == name).ok_or_else(|| name.to_owned())?;
        let xml = part(&self.path, &format!("xl/worksheets/sheet{}.xml", at + 1))?;
        let mut places = BTreeMap::new();
        each(&xml, "c", &mut |cell| {
            let format =
                attribute(cell, "s").and_then(|style| self.formats.get(style.parse::<usize>().ok()?).copied()?);
            if let Some((format, place)) = format.zip(attribute(cell, "r")) {
                places.insert(address(&place), format);
            }
        })?;
        Ok(Sheet { range: self.book.worksheet_range(name)?, places })
    }
}

impl Sheet {
    fn text(&self, row: u32, column: u32) -> String {
        self.range.get_value((row, column)).map(ToString::to_string).unwrap_or_default()
    }

    /// A number and how it is shown.
    fn number(&self, row: u32, column: u32) -> Option<(f64, String)> {
        let value = match self.range.get_value((row, column))? {
            Data::Float(value) => *value,
            Data::Int(value) => *value as f64,
            _ => return None,
        };
        Some((value, self.places.get(&(row, column)).map_or_else(|| value.to_string(), |places| shown(value, *places))))
    }

    /// The row whose first cells are these.
    fn row(&self, cells: &[(u32, &str)]) -> Result<u32, Box<dyn Error>> {
        let is_it = |row: &u32| cells.iter().all(|(column, text)| self.text(*row, *column) == *text);
        Ok((0..self.range.height() as u32).find(is_it).ok_or_else(|| format!("{cells:?}"))?)
    }

    fn rows(&self, after: u32) -> std::ops::Range<u32> {
        after + 1..self.range.height() as u32
    }

    /// The columns of the measures: their code and where they stand.
    fn items(&self, head: u32) -> Vec<(String, u32)> {
        let columns = (0..self.range.width() as u32).map(|column| (self.text(head, column), column));
        let is_item = |(title, column): (String, u32)| Some((title.split(' ').next()?.to_owned(), column));
        columns.filter(|(title, _)| title.starts_with('L')).filter_map(is_item).collect()
    }
}

fn rules(book: &mut Book, paper: &mut Paper) -> Result<(), Box<dyn Error>> {
    let sheet = book.sheet("规则与依据")?;
    let head = sheet.row(&[(0, "标识"), (2, "指标")])?;
    let titles = ["标识", "指标", "学段", "要求", "数值", "状态"];
    let column = |title: &&str| (0..sheet.range.width() as u32).find(|column| sheet.text(head, *column) == **title);
    let at: Vec<u32> = titles.iter().map(|title| column(title).ok_or(*title)).collect::<Result<_, _>>()?;
    for row in sheet.rows(head).filter(|row| !sheet.text(*row, at[5]).is_empty()) {
        let [rule, member, stage, required, value, state] = [0, 1, 2, 3, 4, 5].map(|cell| sheet.text(row, at[cell]));
        let item = member.split(' ').next().unwrap_or_default();
        let said = Said { value: number(&value), required: number(&required), state: Some(state), behind: None };
        paper.say(Place::of_county(&rule, item, &stage), said);
    }
    Ok(())
}

fn schools(book: &mut Book, paper: &mut Paper) -> Result<(), Box<dyn Error>> {
    let sheet = book.sheet("逐校达标")?;
    let head = sheet.row(&[(1, "代码"), (2, "名称"), (3, "学段")])?;
    let column = |title: &str| (0..sheet.range.width() as u32).find(|column| sheet.text(head, *column) == title);
    let (met, state) = column("达标项数").zip(column("状态")).ok_or("columns of all together")?;
    for row in sheet.rows(head) {
        let (name, stage) = (sheet.text(row, 2), sheet.text(row, 3));
        for (item, column) in sheet.items(head) {
            let (behind, value) = sheet.number(row, column).unzip();
            paper.say(Place::of_school(&name, STANDARD, &item, &stage), Said { value, behind, ..Said::default() });
        }
        let (behind, value) = sheet.number(row, met).unzip();
        let said = Said { value, behind, state: Some(sheet.text(row, state)), ..Said::default() };
        paper.say(Place::of_school(&name, STANDARD, "", &stage), said);
    }
    Ok(())
}

/// The coefficients stand in a sheet of their stage as well, with what is required, and in 表Ⅲ of the form.
fn coefficients(book: &mut Book, paper: &Paper, stage: &str) -> Result<(), Box<dyn Error>> {
    let (sheet, third) = (book.sheet(&format!("校际差异 {stage}"))?, book.sheet("申报表Ⅲ")?);
    let head = sheet.row(&[(1, "代码"), (2, "名称")])?;
    let [value, required, state] = ["差异系数", "要求", "状态"].map(|label| sheet.row(&[(2, label)]));
    let (value, required, state) = (value?, required?, state?);
    let (form_head, form_row) = (third.row(&[(0, "学段"), (1, "项目")])?, third.row(&[(0, stage), (1, "差异系数")])?);
    assert_eq!(sheet.items(head).len(), 7);
    for ((item, column), (form_item, form_column)) in sheet.items(head).into_iter().zip(third.items(form_head)) {
        let told = &paper.0[&Place::of_county("disparity", &item, stage)];
        let shown = sheet.number(value, column).map(|(_, shown)| shown);
        assert_eq!(shown, told.value, "{stage} {item}");
        assert_eq!(
            (form_item, third.number(form_row, form_column).map(|(_, shown)| shown)),
            (item, told.value.clone())
        );
        assert_eq!(number(&sheet.text(required, column)), told.required);
        assert_eq!(Some(sheet.text(state, column)), told.state);
    }
    let composite = &paper.0[&Place::of_county("composite", "", stage)].value;
    let label = "综合（各项差异系数的平均）";
    assert_eq!(sheet.number(sheet.row(&[(2, label)])?, 4).map(|(_, shown)| shown), *composite);
    let last =
        (0..third.range.width() as u32).find(|column| third.text(form_head, *column) == label).ok_or("a column")?;
    assert_eq!(third.number(form_row, last).map(|(_, shown)| shown), *composite);
    Ok(())
}

/// 表Ⅱ-1 of the form: how many schools meet each measure, and all together.
fn form(book: &mut Book, paper: &Paper, stage: &str) -> Result<(), Box<dyn Error>> {
    let sheet = book.sheet("申报表Ⅱ-1")?;
    let head = sheet.row(&[(0, "学段"), (1, "项目")])?;
    let [met, share, open] =
        ["达标学校总数", "达标学校比例（%）", "另有待定（所）"].map(|row| sheet.row(&[(0, stage), (1, row)]));
    let (met, share, open) = (met?, share?, open?);
    let whole =
        (0..sheet.range.width() as u32).find(|column| sheet.text(head, *column) == "综合评估").ok_or("a column")?;
    for (item, column) in sheet.items(head).into_iter().chain([(String::new(), whole)]) {
        let tally = paper.0[&Place::of_county(STANDARD, &item, stage)].value.clone().unwrap_or_default();
        let (of_met, all) = tally.split_once('/').ok_or("how many of how many")?;
        assert_eq!(sheet.number(met, column).map(|(_, shown)| shown).as_deref(), Some(of_met), "{stage} {item}");
        // The share is known where nothing is open.
        if sheet.text(open, column) == "0" {
            let wanted = 100.0 * of_met.parse::<f64>()? / all.parse::<f64>()?;
            let (share, _) = sheet.number(share, column).ok_or("a share")?;
            assert!((share - wanted).abs() < 1e-9, "{stage} {item}");
        }
    }
    Ok(())
}

fn part(path: &str, name: &str) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    ZipArchive::new(File::open(path)?)?.by_name(name)?.read_to_string(&mut text)?;
    Ok(text)
}

/// Looks at every element of a name.
fn each(xml: &str, name: &str, look: &mut dyn FnMut(&BytesStart<'_>)) -> Result<(), Box<dyn Error>> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event()? {
            Event::Start(start) | Event::Empty(start) if start.name().as_ref() == name => look(&start),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(found.value.to_string())
}

/// The places of every cell format: those of `0.000`, none of a format that is not of numbers.
fn formats(path: &str) -> Result<Vec<Option<usize>>, Box<dyn Error>> {
    let styles = part(path, "xl/styles.xml")?;
    let mut codes: BTreeMap<String, usize> = BTreeMap::new();
    each(&styles, "numFmt", &mut |format| {
        let code = attribute(format, "formatCode").unwrap_or_default();
        let places = code.split_once('.').map_or(0, |(_, after)| after.chars().take_while(|c| *c == '0').count());
        codes.extend(attribute(format, "numFmtId").map(|id| (id, places)));
    })?;
    let cells =
        styles.split("<cellXfs").nth(1).and_then(|rest| rest.split("</cellXfs>").next()).ok_or("cell formats")?;
    let mut formats = Vec::new();
    each(&format!("<a{cells}</a>"), "xf", &mut |cell| {
        formats.push(attribute(cell, "numFmtId").and_then(|id| codes.get(&id).copied()));
    })?;
    Ok(formats)
}

/// Row and column, from 0, of `E5`.
fn address(place: &str) -> (u32, u32) {
    let (letters, digits) = place.split_at(place.find(|c: char| c.is_ascii_digit()).unwrap_or(place.len()));
    let column = letters.bytes().fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1);
    (digits.parse::<u32>().unwrap_or(1) - 1, column.saturating_sub(1))
}

/// A number as a spreadsheet shows it: half away from zero, of its decimal digits.
fn shown(value: f64, places: usize) -> String {
    let text = value.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let digits: String = fraction.chars().chain(std::iter::repeat('0')).take(places + 1).collect();
    let scaled: u128 = format!("{whole}{digits}").parse().unwrap_or_default();
    let digits = format!("{:0>width$}", (scaled + 5) / 10, width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    if places == 0 { whole.to_owned() } else { format!("{whole}.{fraction}") }
}
