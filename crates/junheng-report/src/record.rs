//! A result as it is kept: drawn up once from an assessment, written as json, and what pages, workbooks and
//! documents are made from, so that they agree to the digit whether they are made at once or years later.

mod detail;
mod draw;
mod form;
mod outcome;
mod run;
mod standing;
mod tables;
mod working;

pub use detail::{Failing, Missing, Share, Shares, TableRow, Value, Working};
pub use draw::record;
pub use form::{
    Answer, DataPrint, Document, Doubt, EvidencePrint, Finding, Found, Named, Options, Parameter, Record, RuleHead,
    Title, Unit, VERSION, Verdict,
};
pub use run::{Fingerprint, Provenance};
