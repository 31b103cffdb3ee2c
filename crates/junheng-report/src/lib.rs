//! Assessment to text, json, csv; packs to a page; diagnostics to a terminal.
#![forbid(unsafe_code)]

mod number;
mod layout;
mod wording;
mod native;
mod label;
mod diagnostics;
mod csv;
mod context;
mod summary;
mod causes;
mod text;
mod origin;
mod why;
mod record;
mod json;
mod paper;
mod head;
mod schools;
mod packs;
mod doc;
mod html;
mod docx;
mod sheet;
mod workbook;
mod coverage;
mod quality;

pub use context::Context;
pub use coverage::Coverage;
pub use csv::{write_csv, write_csv_header, write_csv_rows};
pub use diagnostics::show_diagnostics;
pub use doc::{PackFile, pack_page};
pub use docx::{NoTemplate, Template, evidence_named, write_archive, write_docx, write_letters};
pub use html::{write_html, write_html_index};
pub use json::{NoRecord, read_json, write_json};
pub use number::Number;
pub use packs::{show_differences, show_library, show_locked, show_pack, show_pack_list, show_resolved};
pub use paper::Paper;
pub use quality::{Quality, write_quality_json, write_quality_text, write_quality_workbook};
pub use record::{EvidencePrint, Fingerprint, Options, Provenance, Record, Unit, record, unit};
pub use text::write_text;
pub use why::{Place, Target, find_places, find_targets, nearest_place, nearest_target, write_why};
pub use workbook::write_workbook;
