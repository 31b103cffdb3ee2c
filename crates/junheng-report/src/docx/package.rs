//! A document as the package of parts that Word opens.

use std::io::{self, Cursor, Write};

use junheng::diagnostic::Language;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::block::Block;
use super::element::{Dress, Set};
use super::node::{Element, part};

const STYLES: &str = include_str!("parts/styles.xml");
const SETTINGS: &str = include_str!("parts/settings.xml");
const FONTS: &str = include_str!("parts/fontTable.xml");
const FOOTER: &str = include_str!("parts/footer.xml");

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "application/vnd.openxmlformats-officedocument";

/// What kind of part a chart is.
pub(super) const CHART_TYPE: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
/// How a document is related to a chart.
pub(super) const CHART_RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart";

/// Writes a document.
pub(super) fn write(out: &mut dyn Write, language: Language, title: &str, blocks: &[Block]) -> io::Result<()> {
    let mut set = Set::new(blocks, Dress::default(), 0);
    let body = Element::new("w:body").holding_all(std::mem::take(&mut set.elements)).holding(set.last_section());
    let document = Element::new("w:document")
        .with("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main")
        .with("xmlns:r", OFFICE)
        .holding(body);
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), content_types(set.charts.len())),
        (
            "_rels/.rels".to_owned(),
            relations(&[
                ("rId1", &format!("{OFFICE}/officeDocument"), "word/document.xml"),
                (
                    "rId2",
                    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                    "docProps/core.xml",
                ),
            ]),
        ),
        ("docProps/core.xml".to_owned(), core(language, title)),
        ("word/document.xml".to_owned(), part(document)),
        ("word/_rels/document.xml.rels".to_owned(), document_relations(&set)),
        ("word/styles.xml".to_owned(), STYLES.as_bytes().to_vec()),
        ("word/settings.xml".to_owned(), SETTINGS.as_bytes().to_vec()),
        ("word/fontTable.xml".to_owned(), FONTS.as_bytes().to_vec()),
        ("word/footer1.xml".to_owned(), FOOTER.replace("SIDE", "right").into_bytes()),
        ("word/footer2.xml".to_owned(), FOOTER.replace("SIDE", "left").into_bytes()),
    ];
    parts.extend(set.charts.into_iter().enumerate().map(|(at, (_, chart))| (chart_name(at + 1), chart)));
    out.write_all(&packed(&parts)?)
}

/// The name of the part of a chart.
pub(super) fn chart_name(number: usize) -> String {
    format!("word/charts/junheng{number}.xml")
}

/// Parts as one file; the same parts give the same bytes.
pub(super) fn packed(parts: &[(String, Vec<u8>)]) -> io::Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), options).map_err(io::Error::other)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish().map_err(io::Error::other)?.into_inner())
}

fn content_types(charts: usize) -> Vec<u8> {
    let default =
        |ending: &str, kind: &str| Element::new("Default").with("Extension", ending).with("ContentType", kind);
    let over = |name: &str, kind: String| {
        Element::new("Override").with("PartName", format!("/{name}")).with("ContentType", kind)
    };
    let word = |name: &str, kind: &str| over(name, format!("{TYPES}.wordprocessingml.{kind}+xml"));
    let root = Element::new("Types")
        .with("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")
        .holding(default("rels", "application/vnd.openxmlformats-package.relationships+xml"))
        .holding(default("xml", "application/xml"))
        .holding(word("word/document.xml", "document.main"))
        .holding(word("word/styles.xml", "styles"))
        .holding(word("word/settings.xml", "settings"))
        .holding(word("word/fontTable.xml", "fontTable"))
        .holding(word("word/footer1.xml", "footer"))
        .holding(word("word/footer2.xml", "footer"))
        .holding(over("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_owned()))
        .holding_all((1..=charts).map(|number| over(&chart_name(number), CHART_TYPE.to_owned())));
    part(root)
}

fn document_relations(set: &Set) -> Vec<u8> {
    let kinds = [
        ("rIdStyles", "styles", "styles.xml"),
        ("rIdSettings", "settings", "settings.xml"),
        ("rIdFonts", "fontTable", "fontTable.xml"),
        ("rIdFooterOdd", "footer", "footer1.xml"),
        ("rIdFooterEven", "footer", "footer2.xml"),
    ];
    let kinds = kinds.map(|(id, kind, target)| (id.to_owned(), format!("{OFFICE}/{kind}"), target.to_owned()));
    let charts = set.charts.iter().enumerate().map(|(at, (id, _))| {
        let target = chart_name(at + 1).trim_start_matches("word/").to_owned();
        (id.clone(), CHART_RELATION.to_owned(), target)
    });
    let all: Vec<(String, String, String)> = kinds.into_iter().chain(charts).collect();
    let borrowed: Vec<(&str, &str, &str)> =
        all.iter().map(|(id, kind, target)| (id.as_str(), kind.as_str(), target.as_str())).collect();
    relations(&borrowed)
}

fn relations(all: &[(&str, &str, &str)]) -> Vec<u8> {
    let one = |(id, kind, target): &(&str, &str, &str)| relation(id, kind, target);
    let root = Element::new("Relationships")
        .with("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")
        .holding_all(all.iter().map(one));
    part(root)
}

/// That a part points at another.
pub(super) fn relation(id: &str, kind: &str, target: &str) -> Element {
    Element::new("Relationship").with("Id", id).with("Type", kind).with("Target", target)
}

/// What the document is; no day and no person, so that the same result gives the same bytes.
fn core(language: Language, title: &str) -> Vec<u8> {
    let root = Element::new("cp:coreProperties")
        .with("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .holding(Element::new("dc:title").saying(title))
        .holding(Element::new("dc:language").saying(language.pick(&["zh-CN", "en"])));
    part(root)
}
