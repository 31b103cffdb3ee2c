//! An archive unpacked once against its limits, before anything is made of it; of sheets the marks are found meanwhile.

use std::collections::BTreeMap;
use std::io::Read;

use super::limits::{ENTRIES, Limit, OTHER_BYTES, SHEET_BYTES, within};
use super::scan::scan;
use super::tokens::tokens;
use super::{Archive, Marks, Refusal, unreadable};

/// The marks of sheets by their path within the archive, or why the XML there is none.
pub type Scanned = BTreeMap<String, Result<Marks, Refusal>>;

/// Unpacks everything: what an archive says of its own sizes may be false.
pub fn check(archive: &mut Archive<'_>) -> Result<Scanned, Refusal> {
    within(archive.len() as u64, &ENTRIES)?;
    let (mut scanned, mut total) = (Scanned::new(), 0);
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(unreadable)?;
        let name = entry.name().map_err(unreadable)?.into_owned();
        total += if name.contains("worksheets/") && name.ends_with(".xml") {
            let (marks, bytes) = scan(entry, &SHEET_BYTES)?;
            scanned.insert(name, marks);
            bytes
        } else if name.ends_with(".xml") {
            let limit = if name == "content.xml" { &SHEET_BYTES } else { &OTHER_BYTES };
            tokens(entry, limit, |_| Ok(()))?
        } else {
            measure(entry, &OTHER_BYTES)?
        };
        within(total, &SHEET_BYTES)?;
    }
    Ok(scanned)
}

/// How many bytes an entry has; refuses one with more than the limit.
fn measure(entry: impl Read, limit: &'static Limit) -> Result<u64, Refusal> {
    let bytes = std::io::copy(&mut entry.take(limit.most + 1), &mut std::io::sink()).map_err(unreadable)?;
    within(bytes, limit)?;
    Ok(bytes)
}
