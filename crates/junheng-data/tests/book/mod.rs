//! Writes a small xlsx from its parts, sound or not.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TYPES: &str =
    r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
/// Style 0 is general, style 1 a percentage, style 2 a day.
const STYLES: &str = r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

/// A sheet: its name, further attributes, and what stands in its `sheetData` and behind it.
pub struct SheetXml<'a> {
    pub name: &'a str,
    pub attributes: &'a str,
    pub data: &'a str,
    pub behind: &'a str,
}

/// The bytes of a zip archive with these entries.
pub fn archive(entries: &[(String, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).expect("writes to memory");
        writer.write_all(content.as_bytes()).expect("writes to memory");
    }
    writer.finish().expect("writes to memory").into_inner()
}

/// The bytes of a workbook with these sheets.
pub fn workbook(sheets: &[SheetXml<'_>]) -> Vec<u8> {
    let numbered = || sheets.iter().zip(1..);
    let list: String = numbered()
        .map(|(sheet, id)| {
            format!(r#"<sheet name="{}" sheetId="{id}" r:id="rId{id}" {}/>"#, sheet.name, sheet.attributes)
        })
        .collect();
    let targets: String = numbered()
        .map(|(_, id)| {
            format!(
                r#"<Relationship Id="rId{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{id}.xml"/>"#
            )
        })
        .collect();
    let mut entries = vec![
        ("[Content_Types].xml".to_owned(), TYPES.to_owned()),
        ("_rels/.rels".to_owned(), RELATIONS.to_owned()),
        ("xl/styles.xml".to_owned(), STYLES.to_owned()),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{list}</sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{targets}</Relationships>"#
            ),
        ),
    ];
    entries.extend(numbered().map(|(sheet, id)| {
        let xml = format!(
            r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData>{}</worksheet>"#,
            sheet.data, sheet.behind
        );
        (format!("xl/worksheets/sheet{id}.xml"), xml)
    }));
    archive(&entries)
}

/// A text cell.
pub fn text(at: &str, text: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

/// A number cell in one of the styles.
pub fn number(at: &str, style: u8, value: &str) -> String {
    format!(r#"<c r="{at}" s="{style}"><v>{value}</v></c>"#)
}
