//! Any bytes as the parts of an xlsx, or as the content of an ods, in an archive that is sound.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

mod reading;

const RELATIONS: &[u8] = br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const TARGETS: &[u8] = br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const STRINGS: &[u8] = br#"<sst uniqueCount="1"><si><t>1</t></si></sst>"#;
const STYLES: &[u8] =
    br#"<styleSheet><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
const WORKBOOK: &[u8] =
    r#"<workbook xmlns:r="r"><sheets><sheet name="学校" sheetId="1" r:id="rId1"/></sheets></workbook>"#.as_bytes();
/// Between the parts of an input; `seeds.py` writes it too.
const NEXT: &[u8] = b"\n%%\n";
/// The bit of the first byte that says ods.
const IS_ODS: u8 = 128;

fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        writer.start_file(*name, plain).expect("writes to memory");
        writer.write_all(content).expect("writes to memory");
    }
    writer.finish().expect("writes to memory").into_inner()
}

/// The first part of an input, and the rest.
fn cut(bytes: &[u8]) -> (&[u8], &[u8]) {
    match bytes.windows(NEXT.len()).position(|window| window == NEXT) {
        Some(at) => (&bytes[..at], &bytes[at + NEXT.len()..]),
        None => (bytes, &[]),
    }
}

/// Sheet, strings, styles and workbook, one after the other; what is not there is as it usually is.
fn xlsx(bytes: &[u8]) -> Vec<u8> {
    let (sheet, rest) = cut(bytes);
    let (strings, rest) = cut(rest);
    let (styles, rest) = cut(rest);
    let (workbook, _) = cut(rest);
    let or = |part: &'static [u8], own: &[u8]| if own.is_empty() { part.to_vec() } else { own.to_vec() };
    archive(&[
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", &or(WORKBOOK, workbook)),
        ("xl/_rels/workbook.xml.rels", TARGETS),
        ("xl/styles.xml", &or(STYLES, styles)),
        ("xl/sharedStrings.xml", &or(STRINGS, strings)),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    let book = match choice & IS_ODS {
        0 => xlsx(bytes),
        _ => archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", bytes)]),
    };
    reading::read_as(*choice & !IS_ODS, "xlsx", &book);
});
