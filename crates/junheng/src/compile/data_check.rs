//! Conditions of fields and checks of a pack to [`DataCheck`]s.

use crate::diagnostic::{CHECK_CELLS, CHECK_FORM, Diagnostic, Message};
use crate::pack::{self, Formula, Number, Severity, Title};
use crate::program::{Asked, DataCheck, Node};
use crate::quantity::to_f64;
use crate::source::Span;
use crate::table::{FieldId, Grain};

use super::Compiler;
use super::schema::{home, named};

/// Of fewer values than these none is far from the others.
const FEWEST: f64 = 5.0;

impl Compiler<'_> {
    /// What sound data satisfies, of the fields that rules need; what the checks look at is read as well.
    pub(super) fn data_checks(&mut self) -> Vec<DataCheck> {
        let used: Vec<FieldId> = self.needs.iter().map(|(field, _)| *field).collect();
        let mut checks = Vec::new();
        for at in 0..self.pack.field.len() {
            self.of_field(FieldId(at as u16), &mut checks);
        }
        for record in &self.pack.check {
            let needs = self.needs.len();
            let check = self.data_check(record);
            let looked_at: Vec<FieldId> = self.needs[needs..].iter().map(|(field, _)| *field).collect();
            let Some(check) = check else { continue };
            self.cells_are_looked_at(record, &check, &looked_at);
            let meant = if check.cells.is_empty() { &looked_at } else { &check.cells };
            if meant.iter().any(|field| used.contains(field)) {
                checks.push(check);
            } else {
                self.needs.truncate(needs);
            }
        }
        checks
    }

    /// The conditions of one field: where they do not hold, its own cell counts as missing.
    fn of_field(&mut self, field: FieldId, checks: &mut Vec<DataCheck>) {
        let pack = self.pack;
        let record = &pack.field[field.0 as usize];
        let grain = home(&self.schema, field);
        let needs = self.needs.len();
        let used = self.needs.iter().any(|(known, _)| *known == field);
        for formula in &record.check {
            let Some(node) = self.data_condition(formula, grain) else { continue };
            checks.extend(used.then(|| DataCheck {
                id: record.id.as_str().to_owned(),
                title: Title::default(),
                grain,
                filter: None,
                asked: Asked::Holds(node),
                text: formula.text.clone(),
                severity: Severity::Error,
                cells: vec![field],
                why: Title::default(),
                cite: String::new(),
            }));
        }
        if !used {
            self.needs.truncate(needs);
        }
    }

    fn data_check(&mut self, record: &pack::DataCheck) -> Option<DataCheck> {
        let grain = named(&self.names.levels, &record.level, &mut self.diagnostics)?;
        let cells: Vec<FieldId> = record.cells.iter().filter_map(|name| self.field_named(name)).collect();
        let filter = match &record.filter {
            Some(formula) => Some(self.data_condition(formula, grain)?),
            None => None,
        };
        let (asked, text) = self.asked(record, grain)?;
        let only_told = matches!(asked, Asked::Holds(_)) && !record.cells.is_empty();
        if record.severity == Severity::Error && !only_told {
            let zh = "严重程度为 error 的，要用 cells 写明哪些数据项按缺失处理；离群只能存疑（doubt）";
            let en = "an error names under `cells` the fields that count as missing; an outlier is only ever a doubt";
            self.malformed(&CHECK_CELLS, record, [zh, en], record.id.0.span);
            return None;
        }
        Some(DataCheck {
            id: record.id.as_str().to_owned(),
            title: record.title.clone(),
            grain,
            filter,
            asked,
            text,
            severity: record.severity,
            cells,
            why: record.why.clone(),
            cite: super::printed::cite(&record.cite),
        })
    }

    /// A condition, or a value with how far away is far; the one or the other.
    fn asked(&mut self, record: &pack::DataCheck, grain: Grain) -> Option<(Asked, String)> {
        match (&record.holds, &record.value, &record.outlier) {
            (Some(formula), None, None) => {
                Some((Asked::Holds(self.data_condition(formula, grain)?), formula.text.clone()))
            }
            (None, Some(formula), Some(outlier)) => {
                Some((self.near(record, formula, outlier, grain)?, formula.text.clone()))
            }
            _ => {
                let zh = "要么写 holds，要么写 value 和 outlier";
                let en = "it states either `holds`, or `value` with `outlier`";
                self.malformed(&CHECK_FORM, record, [zh, en], record.id.0.span);
                None
            }
        }
    }

    fn data_condition(&mut self, formula: &Formula, grain: Grain) -> Option<Node> {
        let node = self.condition(&self.plain(formula, grain, ""))?;
        self.of_fields_only(node, formula)
    }

    fn near(
        &mut self,
        record: &pack::DataCheck,
        formula: &Formula,
        outlier: &pack::Outlier,
        grain: Grain,
    ) -> Option<Asked> {
        let context = self.plain(formula, grain, "");
        let typed = self.formula(&context)?;
        let dimension = self.expect_number(&typed, &context, &(0..formula.text.len()))?;
        let unit = if dimension.is_none() { String::new() } else { dimension.to_string() };
        let value = self.of_fields_only(typed.node, formula)?;
        let beyond = self.more_than_nothing(record, &outlier.beyond);
        let units = to_f64(&outlier.units.exact);
        if units < FEWEST || units.fract() != 0.0 {
            let zh = "units 是整数，至少 5：再少就谈不上离群";
            let en = "`units` is a whole number, 5 or more: of fewer none is far from the others";
            self.malformed(&CHECK_FORM, record, [zh, en], outlier.units.span);
            return None;
        }
        Some(Asked::Near { value, unit, beyond: beyond?, units: units as usize })
    }

    fn more_than_nothing(&mut self, record: &pack::DataCheck, number: &Number) -> Option<f64> {
        let value = to_f64(&number.exact);
        if value > 0.0 {
            return Some(value);
        }
        let told = ["beyond 要大于 0", "`beyond` is more than 0"];
        self.malformed(&CHECK_FORM, record, told, number.span);
        None
    }

    fn malformed(&mut self, message: &'static Message, record: &pack::DataCheck, [zh, en]: [&str; 2], at: Span) {
        let told = Diagnostic::new(message).with("check", record.id.as_str()).with("detail_zh", zh);
        self.diagnostics.push(told.with("detail", en).at(at));
    }

    /// The data is looked at before any rule: what a check names are fields.
    fn of_fields_only(&mut self, node: Node, formula: &Formula) -> Option<Node> {
        if !node.any(&|node| node.check().is_some()) {
            return Some(node);
        }
        let en = "the cells are looked at before any rule: name fields only";
        self.bad_argument("check", "校验在条款之前进行，只能写数据项", en, formula.span);
        None
    }

    /// Cells that a check does not look at cannot be doubted by it.
    fn cells_are_looked_at(&mut self, record: &pack::DataCheck, check: &DataCheck, looked_at: &[FieldId]) {
        for (name, field) in record.cells.iter().zip(&check.cells).filter(|(_, field)| !looked_at.contains(field)) {
            let label = self.schema[*field].label.clone();
            let zh = format!("公式没有用到 {label}，不能怀疑它的格");
            let en = format!("its formula does not look at {label}, so it cannot doubt its cells");
            self.malformed(&CHECK_CELLS, record, [&zh, &en], name.span);
        }
    }
}
