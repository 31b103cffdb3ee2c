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
pub use draw::{record, unit};
pub use form::{
    Answer, DataPrint, Document, Doubt, EvidencePrint, Finding, Found, Named, Options, Parameter, Record, RuleHead,
    Title, Unit, VERSION, Verdict,
};
pub use run::{Fingerprint, Provenance};

impl Record {
    /// What the list of several units says of each, and no more: nothing of the units below.
    pub fn in_short(self) -> Self {
        let finding = |finding: Finding| Finding { shares: None, ..finding };
        let unit = |unit: Unit| Unit {
            findings: unit.findings.into_iter().map(finding).collect(),
            below: None,
            tables: Vec::new(),
            failing: Vec::new(),
            missing: Vec::new(),
            ..unit
        };
        Self { units: self.units.into_iter().map(unit).collect(), ..self }
    }
}
