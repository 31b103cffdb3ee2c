//! A pack as written to a [`Program`]: every name found, every unit checked, all mistakes at once.

mod names;
mod schema;
mod expression;
mod comparison;
mod name;
mod branch;
mod call;
mod time;
mod peers;
mod set;
mod group;
mod aggregate;
mod native;
mod points;
mod check;
mod limit;
mod bands;
mod condition;
mod grade;
mod score;
mod rule;
mod verdict;
mod order;
mod owed;
mod data;
mod data_check;
mod totals;
mod clash;
mod idle;
mod amounts;
mod rows;
mod size;
mod namesake;
mod printed;
mod label;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, MISSING_KEY};
use crate::function::native::Native;
use crate::pack::{self, Number, Pack, Stated};
use crate::program::{About, Check, Parameter, Program, Section, looked_at};

use check::Slot;
use names::Names;

/// Compiles a pack; `None` where mistakes leave nothing to run.
pub fn compile(pack: &Pack) -> (Option<Program>, Diagnostics) {
    compile_with(pack, &[])
}

/// The same with functions from outside, which formulas use as those built in.
pub fn compile_with(pack: &Pack, natives: &[Arc<Native>]) -> (Option<Program>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    if size::is_too_much(pack, &mut diagnostics) {
        return (None, diagnostics);
    }
    let (schema, levels) = schema::schema(pack, &mut diagnostics);
    let names = Names::new(pack, levels);
    if names.subject.is_none() && !pack.pack.library {
        diagnostics.push(no_subject(pack, &schema));
    }
    if schema.levels.is_empty() {
        return (None, diagnostics);
    }
    let mut compiler = Compiler {
        pack,
        natives,
        schema,
        names,
        diagnostics,
        checks: Vec::new(),
        slots: Default::default(),
        path: Vec::new(),
        deriving: Vec::new(),
        derived: 0,
        words: Vec::new(),
        standards: Vec::new(),
        scales: Vec::new(),
        needs: Vec::new(),
        split: None,
    };
    let program = compiler.program();
    let failed = compiler.diagnostics.has_errors();
    (program.filter(|_| !failed), compiler.diagnostics)
}

/// The pack does not say, or not in a word it knows, what is assessed.
fn no_subject(pack: &Pack, schema: &crate::table::Schema) -> Diagnostic {
    match &pack.pack.subject {
        Some(subject) => {
            schema::unknown(subject, ["层级", "level"], schema.levels.iter().map(|level| level.id.as_str()))
        }
        None => Diagnostic::new(&MISSING_KEY).with("owner", "pack").with("key", "subject").at(pack.pack.span),
    }
}

/// What is known while compiling.
struct Compiler<'a> {
    pack: &'a Pack,
    natives: &'a [Arc<Native>],
    schema: crate::table::Schema,
    names: Names,
    diagnostics: Diagnostics,
    checks: Vec<Check>,
    /// What has been compiled of each measure, rule and scope.
    slots: std::collections::BTreeMap<Slot, Vec<crate::program::CheckId>>,
    /// What is being compiled, to find circles.
    path: Vec<Slot>,
    /// The fields whose derivations are being compiled, to find circles.
    deriving: Vec<crate::table::FieldId>,
    /// How many derivations have been taken in since the outermost.
    derived: usize,
    words: Vec<String>,
    standards: Vec<crate::program::Standard>,
    scales: Vec<crate::program::Scale>,
    /// Fields that were used, and for what.
    needs: Vec<(crate::table::FieldId, String)>,
    split: Option<crate::program::Split>,
}

impl Compiler<'_> {
    fn program(&mut self) -> Option<Program> {
        self.words = self.schema.stages.iter().map(|stage| stage.title.clone()).collect();
        for at in 0..self.schema.fields.len() {
            self.schema.fields[at].derived_from = self.derived_from(crate::table::FieldId(at as u16));
        }
        self.schema_formulas();
        self.split = self.compile_split();
        self.compile_standards();
        self.compile_scales();
        self.check_natives();
        self.check_parameters();
        self.check_totals();
        self.check_field_names();
        self.check_cases();
        self.check_idle_keys();
        self.check_amounts();
        self.check_label();
        self.check_rows();
        self.check_stages();
        let mut rules = self.rules();
        let verdicts = self.verdicts(&rules);
        rules.extend(self.obligations());
        self.check_effects();
        self.check_display();
        let subject = self.names.subject?;
        let judged = self.judged_stages(&self.pack.pack.stages);
        let data_checks = self.data_checks();
        self.mark_needed();
        self.schema.judged = judged.clone();
        let order = self.order();
        self.check_size(&order);
        self.note_what_each_rests_on();
        let mut program = Program {
            order,
            about: self.about(),
            schema: self.schema.clone(),
            subject,
            grains: self.names.levels.clone(),
            stages: judged,
            data_checks,
            checks: std::mem::take(&mut self.checks),
            rules,
            verdicts,
            words: std::mem::take(&mut self.words),
            split: self.split.take(),
            standards: std::mem::take(&mut self.standards),
            scales: std::mem::take(&mut self.scales),
            parameters: self.pack.parameter.iter().map(parameter).collect(),
            sections: self.pack.section.iter().map(section).collect(),
            assessors: self.assessors(),
        };
        for (field, stages) in looked_at(&program) {
            program.schema.fields[field.0 as usize].looked_at = stages.into_iter().collect();
        }
        Some(program)
    }

    fn about(&self) -> About {
        let head = &self.pack.pack;
        let document = head.document.as_ref();
        let number = document.and_then(|document| document.number.clone().or(document.title.clone()));
        let places = self.pack.numeric.iter().flat_map(|numeric| &numeric.display.0);
        About {
            id: head.id.as_str().to_owned(),
            version: head.version.value.clone(),
            title: head.title.clone(),
            document: number.map_or_else(String::new, |text| text.value),
            fidelity: head.fidelity,
            note: head.note.clone().unwrap_or_default(),
            notice: head.notice.clone().unwrap_or_default(),
            in_force: head
                .in_force
                .as_ref()
                .map_or((None, None), |days| (days.from.map(|date| date.days), days.to.map(|date| date.days))),
            places: places.map(|(key, places)| (key.value.clone(), whole(places))).collect(),
        }
    }

    /// Marks the fields that formulas use, with the rules that need each, directly or through a measure.
    fn mark_needed(&mut self) {
        for (field, by) in std::mem::take(&mut self.needs) {
            let users = self.users(&by);
            let field = &mut self.schema.fields[field.0 as usize];
            field.needed = true;
            for user in users {
                if !field.needed_by.contains(&user) {
                    field.needed_by.push(user);
                }
            }
        }
    }

    /// A measure or rule and those made from its values; what only counts whether it is met says so by itself.
    fn users(&self, id: &str) -> Vec<String> {
        let mut users: Vec<String> = if id.is_empty() { Vec::new() } else { vec![id.to_owned()] };
        let own = |check: &crate::program::CheckId| self.checks[check.0 as usize].id == id;
        for check in self.checks.iter().filter(|check| check.id != id && !id.is_empty()) {
            if printed::values_in(check).iter().any(own) && !users.contains(&check.id) {
                users.push(check.id.clone());
            }
        }
        users
    }
}

/// A small whole number such as a count of places; anything else is 0.
fn whole(number: &Number) -> u32 {
    number.literal.parse().unwrap_or(0)
}

fn parameter(parameter: &pack::Parameter) -> Parameter {
    Parameter {
        id: parameter.id.as_str().to_owned(),
        title: parameter.title.clone().unwrap_or_default(),
        values: parameter.values.iter().map(|value| value.show().to_owned()).collect(),
        taken: parameter.default.show().to_owned(),
        why: parameter.why.value.clone(),
    }
}

fn section(section: &pack::Section) -> Section {
    Section {
        id: section.id.as_str().to_owned(),
        code: section.code.as_ref().map_or_else(String::new, |code| code.value.clone()),
        title: section.title.clone(),
        within: section.within.as_ref().map(|within| within.value.clone()),
    }
}

/// The number of a stated amount.
fn stated(stated: &Option<Stated>) -> Option<crate::quantity::Exact> {
    match stated {
        Some(Stated::Number(number)) => Some(number.exact.clone()),
        _ => None,
    }
}
