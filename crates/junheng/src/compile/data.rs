//! What a pack says of the data: derivations, the split, standards.

use crate::pack::{self, Cell, Text};
use crate::program::{Key, Split, Standard};
use crate::quantity::{Exact, parse_decimal};
use crate::table::StageId;

use super::Compiler;
use super::schema::unknown;

impl Compiler<'_> {
    /// Looks at the derivations of fields that no rule may use.
    pub(super) fn schema_formulas(&mut self) {
        let needs = self.needs.len();
        for (at, record) in self.pack.field.iter().enumerate() {
            let grain = super::schema::home(&self.schema, crate::table::FieldId(at as u16));
            if let Some(formula) = &record.derive {
                let context = self.plain(formula, grain, "");
                self.formula(&context);
            }
        }
        self.needs.truncate(needs);
    }

    pub(super) fn compile_split(&mut self) -> Option<Split> {
        let record = self.pack.split.as_ref()?;
        let by = self.field_named(&record.by)?;
        self.needs.push((by, String::new()));
        self.weights_stated(record);
        let weight = |stage: &crate::table::Stage| {
            let stated = record.weights.0.iter().find(|(key, _)| key.value == stage.id);
            stated.map_or_else(|| parse_decimal("1").unwrap_or_default(), |(_, weight)| weight.exact.clone())
        };
        let weights = self.schema.stages.iter().map(weight).collect();
        let fields = record.fields.iter().filter_map(|name| self.field_named(name)).collect();
        Some(Split { by, weights, fields })
    }

    /// Every stage has its weight: pupils of one that is not judged take their share as well.
    fn weights_stated(&mut self, record: &pack::Split) {
        let stages: Vec<String> = self.schema.stages.iter().map(|stage| stage.id.clone()).collect();
        for (stage, _) in record.weights.0.iter().filter(|(stage, _)| !stages.contains(&stage.value)) {
            self.diagnostics.push(unknown(stage, ["学段", "stage"], stages.iter().map(String::as_str)));
        }
        for stage in stages.iter().filter(|stage| !record.weights.0.iter().any(|(key, _)| key.value == **stage)) {
            let (en, zh) = (format!("the weight of {stage} in the split"), format!("拆分时 {stage} 的权重"));
            self.unstated(&en, &zh, stage, &format!("weights = {{ {stage} = … }}"), record.span);
        }
    }

    /// Stages that records name are stages of the pack: one misspelt would not be judged.
    pub(super) fn check_stages(&mut self) {
        let pack = self.pack;
        let rules = pack.rule.iter().flat_map(|rule| &rule.stages);
        let named = pack.pack.stages.iter().chain(pack.measure.iter().flat_map(|measure| &measure.stages)).chain(rules);
        for stage in named.filter(|stage| pack.stage.iter().all(|known| known.id.as_str() != stage.value)) {
            let known = pack.stage.iter().map(|known| known.id.as_str());
            self.diagnostics.push(unknown(stage, ["学段", "stage"], known));
        }
    }

    pub(super) fn field_named(&mut self, name: &Text) -> Option<crate::table::FieldId> {
        let found = self.schema.field(&name.value);
        if found.is_none() {
            let labels: Vec<&str> =
                self.schema.fields.iter().flat_map(|field| [field.label.as_str(), field.id.as_str()]).collect();
            self.diagnostics.push(unknown(name, ["数据项", "field"], labels));
        }
        found
    }

    pub(super) fn compile_standards(&mut self) {
        for record in &self.pack.standard {
            let by_number = record.rows.iter().any(|row| is_by_number(row));
            if let Some(first) = record.rows.first().filter(|_| by_number && record.between.is_none()) {
                let at = first.first().map_or(record.span, Cell::span);
                let known = "\"step\" | \"linear\" | \"exact\"";
                self.unstated("what holds between the rows", "表上两行之间怎样算", "between", known, at);
            }
            let rows = match &record.value {
                Some(value) => vec![(Vec::new(), number(value))],
                None => record.rows.iter().filter_map(|row| self.standard_row(row)).collect(),
            };
            self.standards.push(Standard {
                id: record.id.as_str().to_owned(),
                rows,
                between: record.between.unwrap_or(pack::Between::Exact),
                outside: record.outside.unwrap_or(pack::Outside::Undetermined),
            });
        }
    }

    pub(super) fn standard_row(&mut self, row: &[Cell]) -> Option<(Vec<Key>, Option<Exact>)> {
        let (value, keys) = row.split_last()?;
        let keys = keys.iter().map(|key| match key {
            Cell::Word(word) if word.value == "more" => Key::More,
            Cell::Word(word) => Key::Word(self.word(&word.value)),
            Cell::Number(number) => Key::Number(number.exact.clone()),
        });
        Some((keys.collect(), number(value)))
    }

    /// The stages a list names; all stages of the pack where it is empty.
    pub(super) fn judged_stages(&self, named: &[Text]) -> Vec<StageId> {
        let listed = if named.is_empty() { &self.pack.pack.stages } else { named };
        let found: Vec<StageId> = listed.iter().filter_map(|stage| self.schema.stage(&stage.value)).collect();
        if found.is_empty() { (0..self.schema.stages.len()).map(|at| StageId(at as u8)).collect() } else { found }
    }
}

/// Whether the last key of a row is a number, so that others may fall between the rows.
fn is_by_number(row: &[Cell]) -> bool {
    matches!(row, [.., Cell::Number(_), _])
}

fn number(cell: &Cell) -> Option<Exact> {
    match cell {
        Cell::Number(number) => Some(number.exact.clone()),
        Cell::Word(_) => None,
    }
}
