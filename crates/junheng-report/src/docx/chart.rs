//! A chart as Word, WPS and LibreOffice draw it themselves: columns, and a line for what is required.

use super::node::{Element, part, valued};
use crate::number::Number;

/// Columns for the values of one stage beside their limit.
pub(super) struct Chart {
    /// What is shown.
    pub title: String,
    /// What the columns are called.
    pub values_named: String,
    /// What the line is called.
    pub limits_named: String,
    /// One for each column.
    pub points: Vec<Point>,
    /// How many places of a value are shown.
    pub places: u32,
}

/// A column.
pub(super) struct Point {
    /// What it is of.
    pub name: String,
    /// How high it is; none where data is missing.
    pub value: Option<f64>,
    /// What it must keep to.
    pub limit: Option<f64>,
    /// Whether it does not.
    pub is_failing: bool,
}

const CATEGORIES: &str = "500001";
const VALUES: &str = "500002";
/// Dark enough to be told from the other columns in grey.
const FAILING: &str = "7F1D1D";
const PLAIN: &str = "9DB2C9";

/// The part of the package that holds a chart.
pub(super) fn chart_part(chart: &Chart) -> Vec<u8> {
    let plot = Element::new("c:plotArea")
        .holding(Element::new("c:layout"))
        .holding(columns(chart))
        .holding_all(has_limits(chart).then(|| line(chart)))
        .holding(category_axis())
        .holding(value_axis());
    let inner = Element::new("c:chart")
        .holding(title(&chart.title))
        .holding(valued("c:autoTitleDeleted", 0))
        .holding(plot)
        .holding(Element::new("c:legend").holding(valued("c:legendPos", "b")).holding(valued("c:overlay", 0)))
        .holding(valued("c:plotVisOnly", 1))
        .holding(valued("c:dispBlanksAs", "gap"));
    let root = Element::new("c:chartSpace")
        .with("xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart")
        .with("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main")
        .with("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
        .holding(valued("c:roundedCorners", 0))
        .holding(inner)
        .holding(Element::new("c:spPr").holding(Element::new("a:ln").holding(Element::new("a:noFill"))))
        .holding(text_size(1000));
    part(root)
}

fn has_limits(chart: &Chart) -> bool {
    chart.points.iter().any(|point| point.limit.is_some())
}

fn title(text: &str) -> Element {
    let run = Element::new("a:r")
        .holding(Element::new("a:rPr").with("lang", "zh-CN").with("sz", 1200).with("b", 0))
        .holding(Element::new("a:t").saying(text));
    let rich = Element::new("c:rich").holding(Element::new("a:bodyPr")).holding(Element::new("a:p").holding(run));
    Element::new("c:title").holding(Element::new("c:tx").holding(rich)).holding(valued("c:overlay", 0))
}

/// Text of a size in hundredths of a point.
fn text_size(size: u32) -> Element {
    let paragraph = Element::new("a:p")
        .holding(Element::new("a:pPr").holding(Element::new("a:defRPr").with("sz", size)))
        .holding(Element::new("a:endParaRPr").with("lang", "zh-CN"));
    Element::new("c:txPr").holding(Element::new("a:bodyPr")).holding(paragraph)
}

fn columns(chart: &Chart) -> Element {
    let failing = chart.points.iter().enumerate().filter(|(_, point)| point.is_failing).map(|(at, _)| {
        Element::new("c:dPt")
            .holding(valued("c:idx", at))
            .holding(valued("c:invertIfNegative", 0))
            .holding(valued("c:bubble3D", 0))
            .holding(filled(FAILING))
    });
    let series = series(0, 'B', &chart.values_named)
        .holding(filled(PLAIN))
        .holding(valued("c:invertIfNegative", 0))
        .holding_all(failing)
        .holding(labels(chart.places))
        .holding(names(chart))
        .holding(numbers('B', chart.points.iter().map(|point| point.value)));
    Element::new("c:barChart")
        .holding(valued("c:barDir", "col"))
        .holding(valued("c:grouping", "clustered"))
        .holding(valued("c:varyColors", 0))
        .holding(series)
        .holding(valued("c:gapWidth", 60))
        .holding(valued("c:axId", CATEGORIES))
        .holding(valued("c:axId", VALUES))
}

fn line(chart: &Chart) -> Element {
    let stroke = Element::new("a:ln")
        .with("w", 22225)
        .holding(colour("000000"))
        .holding(Element::new("a:prstDash").with("val", "dash"));
    let series = series(1, 'C', &chart.limits_named)
        .holding(Element::new("c:spPr").holding(stroke))
        .holding(Element::new("c:marker").holding(valued("c:symbol", "none")))
        .holding(names(chart))
        .holding(numbers('C', chart.points.iter().map(|point| point.limit)))
        .holding(valued("c:smooth", 0));
    Element::new("c:lineChart")
        .holding(valued("c:grouping", "standard"))
        .holding(valued("c:varyColors", 0))
        .holding(series)
        .holding(valued("c:marker", 1))
        .holding(valued("c:axId", CATEGORIES))
        .holding(valued("c:axId", VALUES))
}

/// The head of a series: the place it would have in a sheet, and its name.
fn series(at: usize, column: char, name: &str) -> Element {
    let cached = Element::new("c:strCache").holding(valued("c:ptCount", 1)).holding(point(0, name));
    let named =
        Element::new("c:strRef").holding(Element::new("c:f").saying(&format!("Sheet1!${column}$1"))).holding(cached);
    Element::new("c:ser")
        .holding(valued("c:idx", at))
        .holding(valued("c:order", at))
        .holding(Element::new("c:tx").holding(named))
}

fn names(chart: &Chart) -> Element {
    let cached = Element::new("c:strCache")
        .holding(valued("c:ptCount", chart.points.len()))
        .holding_all(chart.points.iter().enumerate().map(|(at, named)| point(at, &named.name)));
    let range = range('A', chart.points.len());
    Element::new("c:cat").holding(Element::new("c:strRef").holding(range).holding(cached))
}

fn numbers(column: char, values: impl ExactSizeIterator<Item = Option<f64>>) -> Element {
    let count = values.len();
    let known = values.enumerate().filter_map(|(at, value)| Some(point(at, &Number(value?).to_string())));
    let cached = Element::new("c:numCache")
        .holding(Element::new("c:formatCode").saying("General"))
        .holding(valued("c:ptCount", count))
        .holding_all(known);
    Element::new("c:val").holding(Element::new("c:numRef").holding(range(column, count)).holding(cached))
}

fn range(column: char, count: usize) -> Element {
    Element::new("c:f").saying(&format!("Sheet1!${column}$2:${column}${}", count + 1))
}

fn point(at: usize, value: &str) -> Element {
    Element::new("c:pt").with("idx", at).holding(Element::new("c:v").saying(value))
}

fn labels(places: u32) -> Element {
    let format = if places == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(places as usize)) };
    Element::new("c:dLbls")
        .holding(Element::new("c:numFmt").with("formatCode", format).with("sourceLinked", 0))
        .holding(text_size(900))
        .holding(valued("c:showLegendKey", 0))
        .holding(valued("c:showVal", 1))
        .holding(valued("c:showCatName", 0))
        .holding(valued("c:showSerName", 0))
        .holding(valued("c:showPercent", 0))
        .holding(valued("c:showBubbleSize", 0))
}

fn filled(rgb: &str) -> Element {
    Element::new("c:spPr").holding(colour(rgb))
}

fn colour(rgb: &str) -> Element {
    Element::new("a:solidFill").holding(Element::new("a:srgbClr").with("val", rgb))
}

fn category_axis() -> Element {
    axis("c:catAx", CATEGORIES, "b", VALUES)
        .holding(valued("c:auto", 1))
        .holding(valued("c:lblAlgn", "ctr"))
        .holding(valued("c:lblOffset", 100))
        .holding(valued("c:noMultiLvlLbl", 0))
}

fn value_axis() -> Element {
    axis("c:valAx", VALUES, "l", CATEGORIES).holding(valued("c:crossBetween", "between"))
}

fn axis(name: &str, id: &str, side: &str, crossed: &str) -> Element {
    let scaling = Element::new("c:scaling")
        .holding(valued("c:orientation", "minMax"))
        .holding_all((name == "c:valAx").then(|| valued("c:min", 0)));
    Element::new(name)
        .holding(valued("c:axId", id))
        .holding(scaling)
        .holding(valued("c:delete", 0))
        .holding(valued("c:axPos", side))
        .holding(Element::new("c:numFmt").with("formatCode", "General").with("sourceLinked", 0))
        .holding(valued("c:majorTickMark", "out"))
        .holding(valued("c:minorTickMark", "none"))
        .holding(valued("c:tickLblPos", "nextTo"))
        .holding(valued("c:crossAx", crossed))
        .holding(valued("c:crosses", "autoZero"))
}
