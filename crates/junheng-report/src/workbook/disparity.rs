//! 校际差异: the units an aggregate goes over, their mean, deviation and coefficient of variation as formulas that a
//! spreadsheet follows, wherever these give the value of the result.

use std::collections::BTreeSet;

use junheng::direction::isolated;
use rust_xlsxwriter::utility::column_number_to_name;

use super::cells::{open, place, requirement, unit_title, value};
use super::wording as own;
use crate::paper::{Paper, state};
use crate::record::{Finding, Share};
use crate::sheet::{Cell, Sheet};
use crate::wording;

/// How far a formula may be from the value of the result: the order of sums differs.
const NEAR: f64 = 1e-9;
/// The columns before the measures: number, code, name, weight.
const BEFORE: usize = 4;
/// The row of the header, from 0: under the title and two lines.
const HEADER: u32 = 3;
const MEAN: u32 = HEADER + 1;
const DEVIATION: u32 = HEADER + 2;
const COEFFICIENT: u32 = HEADER + 3;
const COMPOSITE: u32 = HEADER + 6;
const FIRST: u32 = HEADER + 7;

/// Findings of one stage over the same units with the same weights: a sheet.
pub(super) struct Block<'a> {
    name: String,
    stage: Option<&'a str>,
    findings: Vec<&'a Finding>,
}

/// All sheets of disparity, and where each number stands.
pub(super) struct Disparities<'a> {
    paper: Paper<'a>,
    blocks: Vec<Block<'a>>,
}

/// Mean, standard deviation and coefficient of variation, by weight.
struct Moments {
    mean: f64,
    deviation: f64,
    coefficient: f64,
}

impl<'a> Disparities<'a> {
    pub fn of(paper: Paper<'a>) -> Self {
        let mut blocks: Vec<Block<'a>> = Vec::new();
        for finding in paper.dispersed() {
            let stage = finding.found.stage.as_deref();
            let same = |block: &&mut Block<'_>| block.stage == stage && are_alike(block.findings[0], finding);
            match blocks.iter_mut().find(same) {
                Some(block) => block.findings.push(finding),
                None => blocks.push(Block { name: String::new(), stage, findings: vec![finding] }),
            }
        }
        for at in 0..blocks.len() {
            let count = blocks[..at].iter().filter(|block| block.stage == blocks[at].stage).count();
            let title = paper.word(&own::DISPARITY);
            let stage = blocks[at].stage.map_or("", |stage| paper.stage(stage));
            let number = if count == 0 { String::new() } else { (count + 1).to_string() };
            blocks[at].name = [title, stage, &number].join(" ").trim().to_owned();
        }
        Self { paper, blocks }
    }

    pub fn sheets(&self) -> Vec<Sheet> {
        if self.blocks.is_empty() {
            let title = self.paper.word(&own::DISPARITY);
            let mut sheet = Sheet::new(title, title);
            sheet.note(self.paper.word(&own::NO_DISPARITY));
            return vec![sheet];
        }
        self.blocks.iter().map(|block| self.sheet(block)).collect()
    }

    /// The mean of a measure at a stage, taken from its sheet.
    pub fn mean(&self, item: &str, stage: &str, places: Option<u32>) -> Option<Cell> {
        let (block, at) = self.find(item, stage)?;
        let finding = block.findings[at];
        let places = places.or_else(|| finding.shares.as_ref()?.places);
        let cell = match moments(finding) {
            Some(moments) => Cell::formula(block.address(at, MEAN), moments.mean, places),
            None => mean(self.paper, finding, places),
        };
        Some(cell)
    }

    /// The coefficient of a measure at a stage, taken from its sheet.
    pub fn coefficient(&self, item: &str, stage: &str, places: Option<u32>) -> Option<Cell> {
        let (block, at) = self.find(item, stage)?;
        let finding = block.findings[at];
        let plain = value(self.paper, &finding.found, places.or(finding.places));
        let Some(moments) = moments(finding) else { return Some(plain) };
        let cell = Cell::formula(block.address(at, COEFFICIENT), moments.coefficient, plain.places);
        Some(cell.looks(plain.look))
    }

    /// The mean of the coefficients of a stage, taken from its sheet.
    pub fn composite(&self, stage: &str, places: Option<u32>) -> Option<Cell> {
        let block = self.blocks.iter().find(|block| block.stage == Some(stage))?;
        let finding = self.composite_of(block)?;
        let plain = value(self.paper, &finding.found, places.or(finding.places));
        let Some(composite) = composite_value(block, finding) else { return Some(plain) };
        Some(Cell::formula(block.address(0, COMPOSITE), composite, plain.places).looks(plain.look))
    }

    fn find(&self, item: &str, stage: &str) -> Option<(&Block<'a>, usize)> {
        self.blocks.iter().filter(|block| block.stage == Some(stage)).find_map(|block| {
            let at = block.findings.iter().position(|finding| finding.found.item == item)?;
            Some((block, at))
        })
    }

    /// The finding on the plain mean of all coefficients of a block.
    fn composite_of(&self, block: &Block<'_>) -> Option<&'a Finding> {
        let own: BTreeSet<&str> = block.findings.iter().map(|finding| finding.found.item.as_str()).collect();
        let members = |rule: &str| -> BTreeSet<&str> {
            let all = self.paper.unit.findings.iter().map(|finding| &finding.found);
            let of_rule = all.filter(|found| found.rule == rule && found.stage.as_deref() == block.stage);
            of_rule.map(|found| found.item.as_str()).filter(|item| !item.is_empty()).collect()
        };
        self.paper.unit.findings.iter().find(|finding| {
            let found = &finding.found;
            found.item.is_empty()
                && found.stage.as_deref() == block.stage
                && finding.formula.starts_with("mean(value")
                && members(&found.rule) == own
        })
    }

    fn sheet(&self, block: &Block<'_>) -> Sheet {
        let paper = self.paper;
        let mut sheet = Sheet::new(&block.name, [&*isolated(paper.unit_name()), &block.name].join(" "));
        sheet.note(paper.word(&own::DISPARITY_HINT));
        sheet.note(paper.say(&own::FORMULA_LINE, &[("formula", block.findings[0].formula.clone())]));
        let before = [&own::NUMBER, &wording::COLUMN_CODE, &wording::COLUMN_NAME, &wording::COLUMN_WEIGHT];
        let titles = block.findings.iter().map(|finding| unit_title(paper, finding));
        sheet.head(before.iter().map(|title| paper.word(title).to_owned()).chain(titles));
        sheet.frozen = 3;
        self.summary(block, &mut sheet);
        units(paper, block, &mut sheet);
        sheet
    }

    fn summary(&self, block: &Block<'_>, sheet: &mut Sheet) {
        let paper = self.paper;
        let mut line = |title, cells: Vec<Cell>| {
            let mut row = vec![Cell::nothing(), Cell::nothing(), Cell::head(paper.word(title)), Cell::nothing()];
            row.extend(cells);
            sheet.row(row);
        };
        let each = |cell: &dyn Fn(usize, &Finding) -> Cell| -> Vec<Cell> {
            block.findings.iter().enumerate().map(|(at, finding)| cell(at, finding)).collect()
        };
        line(&own::MEAN, each(&|at, finding| block.mean_cell(paper, at, finding)));
        line(&own::DEVIATION, each(&|at, finding| block.deviation_cell(at, finding)));
        line(&own::COEFFICIENT, each(&|at, finding| block.coefficient_cell(paper, at, finding)));
        line(&own::LIMIT, each(&|_, finding| Cell::text(requirement(paper, &finding.found))));
        line(
            &wording::COLUMN_STATE,
            each(&|_, finding| Cell::text(paper.state(state(finding.found.state.as_deref()), &finding.found.grade))),
        );
        let composite = self.composite_of(block).map_or(Cell::nothing(), |finding| {
            let plain = value(paper, &finding.found, finding.places);
            let Some(composite) = composite_value(block, finding) else { return plain };
            let cells =
                format!("{}:{}", place(COEFFICIENT, BEFORE), place(COEFFICIENT, BEFORE + block.findings.len() - 1));
            Cell::formula(format!("AVERAGE({cells})"), composite, plain.places).looks(plain.look)
        });
        line(
            &own::COMPOSITE,
            std::iter::once(composite).chain((1..block.findings.len()).map(|_| Cell::nothing())).collect(),
        );
    }
}

impl Block<'_> {
    /// A cell of its sheet, as another sheet names it.
    fn address(&self, at: usize, row: u32) -> String {
        format!("'{}'!{}", self.name, place(row, BEFORE + at))
    }

    /// The cells of all units in a column.
    fn range(&self, column: usize) -> String {
        let units = self.findings[0].shares.as_ref().map_or(0, |shares| shares.of.len()) as u32;
        let name = column_number_to_name(column as u16);
        format!("${name}${}:${name}${}", FIRST + 1, FIRST + units)
    }

    fn mean_cell(&self, paper: Paper<'_>, at: usize, finding: &Finding) -> Cell {
        let places = finding.shares.as_ref().and_then(|shares| shares.places);
        let Some(moments) = moments(finding) else { return mean(paper, finding, places) };
        let (weights, values) = (self.range(BEFORE - 1), self.range(BEFORE + at));
        Cell::formula(format!("SUMPRODUCT({weights},{values})/SUM({weights})"), moments.mean, places)
    }

    fn deviation_cell(&self, at: usize, finding: &Finding) -> Cell {
        let places = finding.shares.as_ref().and_then(|shares| shares.places);
        let Some(moments) = moments(finding) else { return Cell::nothing() };
        let (weights, values) = (self.range(BEFORE - 1), self.range(BEFORE + at));
        let mean = place(MEAN, BEFORE + at);
        let formula = format!("SQRT(SUMPRODUCT({weights},({values}-{mean})^2)/SUM({weights}))");
        Cell::formula(formula, moments.deviation, places)
    }

    fn coefficient_cell(&self, paper: Paper<'_>, at: usize, finding: &Finding) -> Cell {
        let plain = value(paper, &finding.found, finding.places);
        let Some(moments) = moments(finding) else { return plain };
        let formula = format!("{}/{}", place(DEVIATION, BEFORE + at), place(MEAN, BEFORE + at));
        Cell::formula(formula, moments.coefficient, plain.places).looks(plain.look)
    }
}

fn units(paper: Paper<'_>, block: &Block<'_>, sheet: &mut Sheet) {
    let shares: Vec<&[Share]> =
        block.findings.iter().map(|finding| finding.shares.as_ref().map_or(&[][..], |shares| &shares.of)).collect();
    let known = |value: Option<f64>, places| match value {
        Some(value) => Cell::number(value, places),
        None => open(paper.word(&own::NOT_KNOWN)),
    };
    for (at, unit) in shares[0].iter().enumerate() {
        let mut row =
            vec![Cell::whole(at + 1), Cell::text(&unit.unit), Cell::text(&unit.name), known(unit.weight, None)];
        row.extend(block.findings.iter().zip(&shares).map(|(finding, shares)| {
            known(shares[at].value, finding.shares.as_ref().and_then(|shares| shares.places))
        }));
        sheet.row(row);
    }
}

/// The mean as the result has it.
fn mean(paper: Paper<'_>, finding: &Finding, places: Option<u32>) -> Cell {
    match finding.shares.as_ref().and_then(|shares| shares.mean) {
        Some(mean) => Cell::number(mean, places),
        None => open(paper.state(state(finding.found.state.as_deref()), "")),
    }
}

/// Whether two findings go over the same units with the same weights.
fn are_alike(a: &Finding, b: &Finding) -> bool {
    let keys = |finding: &Finding| -> Vec<(String, Option<u64>)> {
        let of = finding.shares.iter().flat_map(|shares| &shares.of);
        of.map(|share| (share.unit.clone(), share.weight.map(f64::to_bits))).collect()
    };
    a.formula == b.formula && keys(a) == keys(b)
}

/// What the formulas of the sheet give, where that is the value of the result; nothing where a unit lacks its value.
fn moments(finding: &Finding) -> Option<Moments> {
    let known = |share: &Share| Some((share.value?, share.weight?));
    let of: Vec<(f64, f64)> = finding.shares.as_ref()?.of.iter().map(known).collect::<Option<_>>()?;
    let weight: f64 = of.iter().map(|(_, weight)| weight).sum();
    let mean = of.iter().map(|(value, weight)| value * weight).sum::<f64>() / weight;
    let variance = of.iter().map(|(value, weight)| weight * (value - mean).powi(2)).sum::<f64>() / weight;
    let deviation = variance.sqrt();
    let coefficient = deviation / mean;
    // An infinite or undefined quotient is near nothing.
    let is_near = (coefficient - finding.found.value?).abs() <= NEAR;
    is_near.then_some(Moments { mean, deviation, coefficient })
}

/// The plain mean of the coefficients, where that is the value of the result.
fn composite_value(block: &Block<'_>, finding: &Finding) -> Option<f64> {
    let all: Vec<f64> = block.findings.iter().map(|one| Some(moments(one)?.coefficient)).collect::<Option<_>>()?;
    let mean = all.iter().sum::<f64>() / all.len() as f64;
    ((mean - finding.found.value?).abs() <= NEAR).then_some(mean)
}
