//! The files and sheets that hold a register, fed to what is kept of it.

use std::io::{Cursor, Read, Seek};

use junheng::diagnostic::{Diagnostic, Diagnostics};
use junheng::table::{Schema, Tables};

use super::Register;
use super::finish::{Held, HeldTable, finish};
use super::gather::{Gatherer, Store};
use super::plan::{RegisterPlan, SlotReader, find_header, plan};
use super::stream::{Broken, Nature, nature, records};
use crate::catalogue::*;
use crate::cell::Raw;
use crate::encoding::Encoding;
use crate::mapping::Mapping;
use crate::merge::Mains;
use crate::name::{normal, stem};
use crate::plan::{HeaderRow, TableName};
use crate::report::{list, report_problems, stages};
use crate::rows::RowView;
use crate::sheets::{SheetReader, hidden_rows};
use crate::text;
use crate::workbook::Refusal;

/// All registers of a run.
#[derive(Debug, Default)]
pub struct Registers(Vec<Held>);

/// Everything the reading of a table of a register needs.
pub struct Feeding<'r> {
    /// The pack's levels, stages and fields.
    pub schema: &'r Schema,
    /// The mapping file.
    pub mapping: &'r Mapping,
    /// What is wrong.
    pub diagnostics: &'r mut Diagnostics,
}

/// The register that a table holds, by the name of its sheet, else of its file.
pub fn register_of<'m>(mapping: &'m Mapping, table: &TableName) -> Option<&'m Register> {
    let by_sheet = table.sheet.as_ref().and_then(|sheet| mapping.register(&normal(sheet)));
    by_sheet.or_else(|| mapping.register(&normal(stem(&table.file))))
}

impl Registers {
    /// Notes that a table of this file holds a register; gives what is kept and the number of the table.
    fn hold(&mut self, plan: &RegisterPlan<'_>, file: usize, table: &TableName) -> (&mut Store, usize) {
        let register = plan.register;
        let known = self.0.iter().position(|held| held.register.id == register.id);
        let at = known.unwrap_or_else(|| {
            self.0.push(Held { register: register.clone(), tables: Vec::new(), store: Store::default() });
            self.0.len() - 1
        });
        let held = &mut self.0[at];
        let slots = plan.slots.iter().map(|slot| slot.as_ref().map(|(column, _)| *column as u32 + 1)).collect();
        held.tables.push(HeldTable { file, name: table.clone(), slots });
        (&mut held.store, held.tables.len() - 1)
    }

    /// Reads a csv file that holds a register; gives its encoding and fingerprint.
    pub fn text(
        &mut self,
        register: &Register,
        (file, name): (usize, &str),
        content: &mut (impl Read + Seek),
        (stated, fingerprint): (Option<Encoding>, bool),
        feeding: &mut Feeding<'_>,
    ) -> (String, String) {
        let table = TableName { file: name.to_owned(), sheet: None };
        let nature = match nature(content, stated, fingerprint) {
            Ok(nature) => nature,
            Err(broken) => {
                feeding.diagnostics.push(said(&broken, &table));
                return Default::default();
            }
        };
        feeding.diagnostics.extend(nature.note(&table));
        if let Err(broken) = self.feed(register, (file, &table), content, &nature, feeding) {
            feeding.diagnostics.push(said(&broken, &table));
        }
        (nature.encoding.name().to_owned(), nature.sha256)
    }

    fn feed(
        &mut self,
        register: &Register,
        (file, table): (usize, &TableName),
        content: &mut (impl Read + Seek),
        nature: &Nature,
        feeding: &mut Feeding<'_>,
    ) -> Result<(), Broken> {
        let mut first = String::new();
        records(
            content,
            nature,
            |text| {
                first = beginning(text);
                None
            },
            |_, _| {},
        )?;
        let Some(plan) = feeding.plan(register, &text::header_rows(&first), table) else { return Ok(()) };
        let (store, number) = self.hold(&plan, file, table);
        let mut gatherer = Gatherer::new(&plan, store, number);
        let read = records(
            content,
            nature,
            |_| Some(plan.line),
            |record, line| {
                let cell = |at: usize| Raw::Text(record.field(at));
                gatherer.take(&RowView { line: line + 1, width: record.len(), cell });
            },
        );
        feeding.report(&gatherer, &plan, table);
        read
    }

    /// The same of a file that is held in memory.
    pub fn bytes(
        &mut self,
        register: &Register,
        (file, name): (usize, &str),
        bytes: &[u8],
        encoding: Option<Encoding>,
        feeding: &mut Feeding<'_>,
    ) -> String {
        self.text(register, (file, name), &mut Cursor::new(bytes), (encoding, false), feeding).0
    }

    /// Reads a sheet that holds a register; `first` are its first rows.
    pub fn sheet(
        &mut self,
        register: &Register,
        file: usize,
        (mut sheet, first): (SheetReader<'_, '_>, &[HeaderRow]),
        table: &TableName,
        feeding: &mut Feeding<'_>,
    ) -> Result<(), Refusal> {
        let Some(plan) = feeding.plan(register, first, table) else { return Ok(()) };
        let (store, number) = self.hold(&plan, file, table);
        let mut gatherer = Gatherer::new(&plan, store, number);
        sheet.begin(plan.line, plan.key_columns());
        while let Some(row) = sheet.next()? {
            gatherer.take(&RowView { line: row.line, width: plan.width, cell: |at| sheet.cell(&row, at) });
        }
        feeding.diagnostics.extend(hidden_rows(sheet.hidden(), table));
        feeding.diagnostics.extend(sheet.merged_values(|at| plan.value_header(at), table));
        feeding.report(&gatherer, &plan, table);
        Ok(())
    }

    /// The same of rows that `each` hands over, below a header that is known.
    #[cfg(feature = "parquet")]
    pub fn rows(
        &mut self,
        register: &Register,
        (file, table): (usize, &TableName),
        header: &[HeaderRow],
        feeding: &mut Feeding<'_>,
        each: impl FnOnce(&mut Gatherer<'_>) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let Some(plan) = feeding.plan(register, header, table) else { return Ok(()) };
        let (store, number) = self.hold(&plan, file, table);
        let mut gatherer = Gatherer::new(&plan, store, number);
        each(&mut gatherer)?;
        feeding.report(&gatherer, &plan, table);
        Ok(())
    }

    /// Adds what the registers come to, and reports how it goes with the tables.
    ///
    /// What rows say of a unit that was merged goes to the one it became part of.
    pub fn finish(mut self, mains: &Mains, schema: &Schema, tables: &mut Tables, diagnostics: &mut Diagnostics) {
        for held in &mut self.0 {
            held.store.rename(mains);
            finish(held, schema, tables, diagnostics);
        }
    }
}

/// So much of a text as its header needs.
fn beginning(text: &str) -> String {
    let end = (0..=text.len().min(1 << 16)).rev().find(|at| text.is_char_boundary(*at));
    text[..end.unwrap_or(0)].to_owned()
}

impl Feeding<'_> {
    fn plan<'p>(&mut self, register: &'p Register, rows: &[HeaderRow], table: &TableName) -> Option<RegisterPlan<'p>>
    where
        Self: 'p,
    {
        let Some(header) = find_header(register, rows) else {
            let known: Vec<&str> = register.columns.iter().map(|entry| entry.key.as_str()).take(6).collect();
            let diagnostic = table.says(&NO_HEADER).with("rows", crate::find::SEARCHED);
            self.diagnostics.push(diagnostic.with("known", known.join(", ")));
            return None;
        };
        plan(register, self.schema, self.mapping, header, table, self.diagnostics)
    }

    fn report(&mut self, gatherer: &Gatherer<'_>, plan: &RegisterPlan<'_>, table: &TableName) {
        if gatherer.totals > 0 {
            let diagnostic = table.says(&SUBTOTALS_LEFT_OUT).with("count", gatherer.totals);
            self.diagnostics.push(diagnostic.with("rows", list(&gatherer.subtotals)));
        }
        if gatherer.rows == 0 {
            self.diagnostics.push(table.says(&NO_ROWS));
        }
        let known = stages(plan.schema);
        report_problems(&gatherer.problems, table, self.diagnostics, |problem, diagnostic| {
            let header = problem.column.and_then(|at| plan.headers.get(at)).map_or("", |header| header.trim());
            let slot = plan.slots.iter().flatten().find(|(column, _)| Some(*column) == problem.column);
            let words = match slot {
                Some((_, SlotReader::Word { words, .. })) => words.join("、"),
                _ => known.clone(),
            };
            let level = &plan.schema[plan.register.level].title;
            let diagnostic = diagnostic.with("field", header).with("known", words).with("level", level);
            diagnostic.with("absent", plan.schema.not_applicable.join(" ")).with("unit", "")
        });
    }
}

fn said(broken: &Broken, table: &TableName) -> Diagnostic {
    match broken {
        Broken::Encoding => table.says(&UNKNOWN_ENCODING).with("known", Encoding::NAMES.join(", ")),
        Broken::Unclosed(line) => Diagnostic::new(&UNCLOSED_QUOTE).at_cell(table.at(line + 1, 0)),
        Broken::System(detail) => table.says(&FILE_UNREADABLE).with("detail", detail),
    }
}
