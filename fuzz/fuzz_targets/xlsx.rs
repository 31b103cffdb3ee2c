//! Any bytes as the sheet of an xlsx, or as the content of an ods, in an archive that is sound.
#![no_main]

use std::io::{Cursor, Write};

use junheng_data::{Input, Mapping, Options, read};
use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

#[path = "../../crates/junheng-data/tests/schema/mod.rs"]
mod schema;

const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="学校" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const TARGETS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const STYLES: &str = r#"<styleSheet><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        writer.start_file(*name, plain).expect("writes to memory");
        writer.write_all(content).expect("writes to memory");
    }
    writer.finish().expect("writes to memory").into_inner()
}

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let book = if kind % 4 == 0 {
        archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", bytes)])
    } else {
        let strings: &[u8] = b"<sst uniqueCount=\"1\"><si><t>1</t></si></sst>";
        archive(&[
            ("_rels/.rels", RELATIONS.as_bytes()),
            ("xl/workbook.xml", WORKBOOK.as_bytes()),
            ("xl/_rels/workbook.xml.rels", TARGETS.as_bytes()),
            ("xl/styles.xml", STYLES.as_bytes()),
            ("xl/sharedStrings.xml", if kind % 4 == 1 { bytes } else { strings }),
            ("xl/worksheets/sheet1.xml", if kind % 4 == 1 { b"<worksheet><sheetData/></worksheet>" } else { bytes }),
        ])
    };
    let inputs = [Input { name: "学校.xlsx".to_owned(), bytes: book }];
    let _ = read(&inputs, &schema::schema(), &Mapping::default(), &Options::default());
});
