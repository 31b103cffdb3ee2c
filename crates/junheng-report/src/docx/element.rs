//! From the pieces of a document to its XML.

use super::block::{Block, Cell, Table, Tone};
use super::chart::{Chart, chart_part};
use super::node::{Element, valued};

/// The width of the text on an upright page, in twentieths of a point: 156 mm (GB/T 9704).
pub(super) const UPRIGHT: u32 = 8845;
/// The height of the text on an upright page: between the margins of [`section`].
pub(super) const HIGH: u32 = 16838 - 2098 - 1984;
/// The same on a wide page.
const WIDE: u32 = 12756;
/// The size of letters in a template's table of more columns than [`COLUMNS`], in half points.
const NARROW: u32 = 15;
const COLUMNS: usize = 6;
/// The size of letters on the spine of a box, in half points.
const SPINE: u32 = 36;
/// The whole width, in fiftieths of a percent.
const WHOLE: u32 = 5000;
/// A millimetre in twentieths of a point.
pub(super) const MILLIMETRE: f64 = 1440.0 / 25.4;

/// How text is dressed: by the styles of our own documents, or as the place in a template is.
#[derive(Default)]
pub(super) struct Dress {
    /// The properties of the paragraphs and of the runs around a place of a template; none in our own documents.
    pub of_template: Option<(Option<Element>, Option<Element>)>,
}

/// XML that goes into the body of a document, and the charts it points at.
pub(super) struct Set {
    /// Paragraphs, tables and sections.
    pub elements: Vec<Element>,
    /// The parts of the charts, each with the id it is pointed at by.
    pub charts: Vec<(String, Vec<u8>)>,
    dress: Dress,
    is_wide: bool,
}

impl Set {
    /// Sets pieces; the numbers of charts begin behind those that are there already.
    pub fn new(blocks: &[Block], dress: Dress, charts_before: usize) -> Self {
        let is_wide = false;
        let mut set = Self { elements: Vec::new(), charts: Vec::new(), dress, is_wide };
        for block in blocks {
            set.add(block, charts_before);
        }
        set
    }

    /// The section that the document ends with.
    pub fn last_section(&self) -> Element {
        section(self.is_wide)
    }

    fn add(&mut self, block: &Block, charts_before: usize) {
        let element = match block {
            Block::Title(text) => self.paragraph("JhTitle", text),
            Block::Heading(depth, text) => self.paragraph(if *depth == 1 { "JhHeading1" } else { "JhHeading2" }, text),
            Block::Text(text) => self.paragraph("JhText", text),
            Block::Caption(text) => self.paragraph("JhCaption", text),
            Block::Letter(text) => self.paragraph("JhLetter", text),
            Block::Note(text) => self.paragraph("JhNote", text),
            Block::PageBreak => break_of_page(),
            Block::Turn => {
                let ended = section(self.is_wide);
                self.is_wide = !self.is_wide;
                Element::new("w:p").holding(Element::new("w:pPr").holding(ended))
            }
            Block::Table(table) => {
                let table = self.table(table);
                self.elements.push(table);
                // Word joins tables that follow each other; a thin paragraph keeps them apart.
                self.paragraph("JhGap", "")
            }
            Block::Chart(chart) => self.chart(chart, charts_before),
        };
        self.elements.push(element);
    }

    fn paragraph(&self, style: &str, text: &str) -> Element {
        let (properties, run) = match &self.dress.of_template {
            Some((properties, run)) => (properties.clone(), run.clone()),
            None => (Some(Element::new("w:pPr").holding(valued("w:pStyle", style))), None),
        };
        Element::new("w:p").holding_all(properties).holding_all(runs(text, run.as_ref()))
    }

    fn table(&self, table: &Table) -> Element {
        let (room, kind) = match (&self.dress.of_template, self.is_wide) {
            // How wide the page of a template is, it knows itself.
            (Some(_), _) => (WHOLE, "pct"),
            (None, true) => (WIDE, "dxa"),
            (None, false) => (UPRIGHT, "dxa"),
        };
        let widths = columns(&table.widths, room);
        let properties = Element::new("w:tblPr")
            .holding(Element::new("w:tblW").with("w:w", widths.iter().sum::<u32>()).with("w:type", kind))
            .holding(valued("w:jc", "center"))
            .holding(borders())
            .holding(Element::new("w:tblLayout").with("w:type", "fixed"))
            .holding(margins());
        let grid = widths.iter().map(|width| Element::new("w:gridCol").with("w:w", width));
        let head: Vec<Cell> = table.head.iter().map(Cell::label).collect();
        let mut out = Element::new("w:tbl").holding(properties).holding(Element::new("w:tblGrid").holding_all(grid));
        if !head.is_empty() {
            out = out.holding(self.row(&head, &widths, true, 0));
        }
        let height = |at: usize| table.heights.get(at).or(table.heights.last()).copied().unwrap_or_default();
        out.holding_all(table.rows.iter().enumerate().map(|(at, row)| self.row(row, &widths, false, height(at))))
    }

    fn row(&self, cells: &[Cell], widths: &[u32], is_head: bool, height: u32) -> Element {
        let properties = Element::new("w:trPr")
            .holding(Element::new("w:cantSplit"))
            .holding_all((height > 0).then(|| {
                let twips = (f64::from(height) * MILLIMETRE).round();
                Element::new("w:trHeight").with("w:val", twips).with("w:hRule", "atLeast")
            }))
            .holding_all(is_head.then(|| Element::new("w:tblHeader")));
        let mut at = 0;
        let cells = cells.iter().map(|cell| {
            let end = (at + cell.span).min(widths.len());
            let width: u32 = widths.get(at..end).unwrap_or_default().iter().sum();
            at = end;
            self.cell(cell, width, is_head, widths.len() > COLUMNS)
        });
        Element::new("w:tr").holding(properties).holding_all(cells)
    }

    fn cell(&self, cell: &Cell, width: u32, is_head: bool, is_narrow: bool) -> Element {
        let shade = match cell.tone {
            Tone::Plain => None,
            Tone::Label => Some("EDEDED"),
            Tone::Failing => Some("BFBFBF"),
            Tone::Open => Some("DDDDDD"),
        };
        let kind = if self.dress.of_template.is_some() { "pct" } else { "dxa" };
        let properties =
            Element::new("w:tcPr")
                .holding(Element::new("w:tcW").with("w:w", width).with("w:type", kind))
                .holding_all((cell.span > 1).then(|| valued("w:gridSpan", cell.span)))
                .holding_all(shade.map(|rgb| {
                    Element::new("w:shd").with("w:val", "clear").with("w:color", "auto").with("w:fill", rgb)
                }))
                .holding_all(cell.is_vertical.then(|| valued("w:textDirection", "tbRlV")))
                .holding(valued("w:vAlign", "center"));
        let side = match (is_head || cell.is_vertical, cell.is_number) {
            (true, _) => "center",
            (false, true) => "right",
            (false, false) => "left",
        };
        let (paragraph, run) = self.dressed(cell, side, is_narrow);
        let lines = cell
            .text
            .split('\n')
            .map(|line| Element::new("w:p").holding(paragraph.clone()).holding_all(runs(line, run.as_ref())));
        Element::new("w:tc").holding(properties).holding_all(lines)
    }

    /// The properties of the paragraphs and runs of a cell.
    fn dressed(&self, cell: &Cell, side: &str, is_narrow: bool) -> (Element, Option<Element>) {
        let side = valued("w:jc", side);
        if let Some((_, run)) = &self.dress.of_template {
            // A table needs neither the indents nor the line spacing that a paragraph of text has; one of many columns
            // has no room for large letters.
            let small = || run.clone().unwrap_or(Element::new("w:rPr")).sized(NARROW);
            let run = if is_narrow { Some(small()) } else { run.clone() };
            return (Element::new("w:pPr").holding(side), run);
        }
        let bold = (cell.tone == Tone::Failing).then(|| Element::new("w:b"));
        let large = cell.is_vertical.then(|| valued("w:sz", SPINE));
        let is_plain = bold.is_none() && large.is_none();
        let run = (!is_plain).then(|| Element::new("w:rPr").holding_all(bold).holding_all(large));
        (Element::new("w:pPr").holding(valued("w:pStyle", "JhCell")).holding(side), run)
    }

    fn chart(&mut self, chart: &Chart, charts_before: usize) -> Element {
        let number = charts_before + self.charts.len() + 1;
        let id = format!("rIdJunhengChart{number}");
        self.charts.push((id.clone(), chart_part(chart)));
        let reference = Element::new("c:chart")
            .with("xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart")
            .with("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
            .with("r:id", id);
        let graphic =
            Element::new("a:graphic").with("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main").holding(
                Element::new("a:graphicData")
                    .with("uri", "http://schemas.openxmlformats.org/drawingml/2006/chart")
                    .holding(reference),
            );
        let inline = Element::new("wp:inline")
            .with("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing")
            .with("distT", 0)
            .with("distB", 0)
            .with("distL", 0)
            .with("distR", 0)
            .holding(Element::new("wp:extent").with("cx", 5580000).with("cy", 2700000))
            .holding(
                Element::new("wp:docPr")
                    .with("id", 9000 + number)
                    .with("name", &chart.title)
                    .with("descr", &chart.title),
            )
            .holding(Element::new("wp:cNvGraphicFramePr"))
            .holding(graphic);
        let properties = Element::new("w:pPr")
            .holding(Element::new("w:spacing").with("w:line", 240).with("w:lineRule", "auto"))
            .holding(valued("w:jc", "center"));
        Element::new("w:p")
            .holding(properties)
            .holding(Element::new("w:r").holding(Element::new("w:drawing").holding(inline)))
    }
}

/// How wide each column is of so much room.
pub(super) fn columns(widths: &[u32], room: u32) -> Vec<u32> {
    let all: u32 = widths.iter().sum::<u32>().max(1);
    widths.iter().map(|width| width * room / all).collect()
}

/// A text as a run; nothing where there is none.
fn runs(text: &str, properties: Option<&Element>) -> Option<Element> {
    if text.is_empty() {
        return None;
    }
    let said = Element::new("w:t").with("xml:space", "preserve").saying(text);
    Some(Element::new("w:r").holding_all(properties.cloned()).holding(said))
}

fn break_of_page() -> Element {
    let broken = Element::new("w:br").with("w:type", "page");
    // In a thin line, for it takes its place on the page before.
    let thin = Element::new("w:pPr").holding(valued("w:pStyle", "JhGap"));
    Element::new("w:p").holding(thin).holding(Element::new("w:r").holding(broken))
}

fn borders() -> Element {
    let sides = ["top", "left", "bottom", "right", "insideH", "insideV"];
    let side = |side: &str| {
        Element::new(&format!("w:{side}"))
            .with("w:val", "single")
            .with("w:sz", 4)
            .with("w:space", 0)
            .with("w:color", "auto")
    };
    Element::new("w:tblBorders").holding_all(sides.map(side))
}

fn margins() -> Element {
    let side = |side: &str| Element::new(&format!("w:{side}")).with("w:w", 70).with("w:type", "dxa");
    Element::new("w:tblCellMar").holding(side("left")).holding(side("right"))
}

/// A4 with the margins of an official paper, upright or wide, and the numbers of its pages.
fn section(is_wide: bool) -> Element {
    let (width, height) = if is_wide { (16838, 11906) } else { (11906, 16838) };
    let (top, right, bottom, left) = if is_wide { (1587, 2098, 1474, 1984) } else { (2098, 1474, 1984, 1587) };
    let footer = |kind: &str, id: &str| {
        Element::new("w:footerReference")
            .with("w:type", kind)
            .with("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
            .with("r:id", id)
    };
    let size = Element::new("w:pgSz").with("w:w", width).with("w:h", height);
    let size = if is_wide { size.with("w:orient", "landscape") } else { size };
    let margins = Element::new("w:pgMar")
        .with("w:top", top)
        .with("w:right", right)
        .with("w:bottom", bottom)
        .with("w:left", left)
        .with("w:header", 851)
        .with("w:footer", 1247)
        .with("w:gutter", 0);
    Element::new("w:sectPr")
        .holding(footer("default", "rIdFooterOdd"))
        .holding(footer("even", "rIdFooterEven"))
        .holding(size)
        .holding(margins)
        // 22 lines on a page.
        .holding(Element::new("w:docGrid").with("w:type", "lines").with("w:linePitch", 579))
}
