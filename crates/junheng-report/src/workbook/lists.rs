//! 疑点数据, 佐证目录, 规则与依据.

use super::cells::{cells, open, rule_title, stage};
use super::wording as own;
use crate::head::{part_title, standard};
use crate::native;
use crate::paper::{Paper, Ruled};
use crate::record::{Doubt, Finding};
use crate::sheet::{Cell, Sheet};
use crate::wording;

/// 疑点数据: what was doubtful when the data was read, and what is missing.
pub(super) fn doubts(paper: Paper<'_>) -> Sheet {
    let mut sheet = Sheet::new(paper.word(&own::DOUBTS), paper.of_unit(&own::DOUBTS));
    let files = &paper.record.run.data;
    let all: Vec<(&str, &Doubt)> =
        files.iter().flat_map(|file| file.doubts.iter().map(|doubt| (file.name.as_str(), doubt))).collect();
    if all.is_empty() && paper.unit.missing.is_empty() {
        sheet.note(paper.word(&own::NO_DOUBTS));
    }
    let titles =
        [&own::NUMBER, &own::KIND, &own::FILE, &own::TOLD, &own::HELP, &own::LEAVES_OPEN, &wording::COLUMN_CELLS];
    sheet.head(titles.map(|title| paper.word(title)));
    for missing in &paper.unit.missing {
        let texts = [paper.word(&own::MISSING), "", paper.title(&missing.told), ""];
        let rules = missing.rules.join(paper.word(&wording::LIST_SEPARATOR));
        let after = [Cell::text(rules), Cell::text(missing.cell.clone().unwrap_or_default())];
        numbered(&mut sheet, texts.map(Cell::text).into_iter().chain(after));
    }
    for (file, doubt) in all {
        let kind = if doubt.severity == "warning" { &own::WARNING } else { &own::NOTE };
        let texts = [paper.word(kind), file, paper.title(&doubt.text), paper.title(&doubt.help), ""];
        let places = Cell::text(cells(paper, &doubt.cells));
        numbered(&mut sheet, texts.map(Cell::text).into_iter().chain([places]));
    }
    sheet
}

/// A row behind its number.
fn numbered(sheet: &mut Sheet, cells: impl Iterator<Item = Cell>) {
    let number = Cell::whole(sheet.rows.len() - sheet.heads + 1);
    sheet.row(std::iter::once(number).chain(cells).collect());
}

/// 佐证目录: what each rule asks to be shown, and what the answers name.
pub(super) fn evidence(paper: Paper<'_>) -> Sheet {
    let mut sheet = Sheet::new(paper.word(&own::EVIDENCE_LIST), paper.of_unit(&own::EVIDENCE_LIST));
    let titles = [
        &own::NUMBER,
        &wording::COLUMN_RULE,
        &own::ASKED,
        &own::ANSWER,
        &own::NAMED,
        &own::REVIEWER,
        &own::DATE,
        &own::REMARK,
        &own::WHERE,
    ];
    sheet.head(titles.map(|title| paper.word(title)));
    sheet.frozen = 2;
    for ruled in paper.rules() {
        let answered = ruled.findings.iter().any(|finding| finding.found.answer.is_some());
        for finding in ruled
            .findings
            .iter()
            .filter(|finding| finding.found.answer.is_some() || !answered)
            .take(if answered { usize::MAX } else { 1 })
        {
            if answered || !ruled.head.evidence.is_empty() {
                numbered(&mut sheet, evidence_row(paper, &ruled, finding).into_iter());
            }
        }
    }
    if sheet.rows.len() == sheet.heads {
        sheet.note(paper.word(&own::NO_EVIDENCE));
    }
    sheet
}

fn evidence_row(paper: Paper<'_>, ruled: &Ruled<'_>, finding: &Finding) -> Vec<Cell> {
    let asked = ruled.head.evidence.join(paper.word(&wording::LIST_SEPARATOR));
    let mut row = vec![Cell::text(rule_title(paper, &ruled.head.id)), Cell::text(asked.clone())];
    match &finding.found.answer {
        Some(answer) => {
            row.push(Cell::text(&answer.answer));
            row.push(match answer.evidence.is_empty() && !asked.is_empty() {
                true => open(paper.word(&own::NOT_NAMED)),
                false => Cell::text(&answer.evidence),
            });
            row.extend([&answer.reviewer, &answer.date, &answer.note, &answer.place].map(Cell::text));
        }
        None => {
            row.push(Cell::nothing());
            row.push(open(paper.word(&own::NOT_NAMED)));
            row.extend(vec![Cell::nothing(); 4]);
        }
    }
    row
}

/// 规则与依据: every rule with its formula, requirement and source.
pub(super) fn rules(paper: Paper<'_>) -> Sheet {
    let mut sheet = Sheet::new(paper.word(&own::RULES), paper.word(&own::RULES));
    sheet.wide = 26;
    sheet.note(standard(paper));
    let titles = [
        &wording::COLUMN_ID,
        &wording::COLUMN_RULE,
        &wording::COLUMN_MEMBER,
        &wording::COLUMN_STAGE,
        &own::ROLE,
        &own::FORMULA,
        &wording::COLUMN_REQUIRED,
        &wording::COLUMN_VALUE,
        &wording::COLUMN_STATE,
        &own::CITE,
        &own::READING,
        &wording::COLUMN_FIDELITY,
        &own::WRITTEN_AT,
    ];
    let plugins = !paper.record.run.plugins.is_empty();
    sheet.head(titles.iter().copied().chain(plugins.then_some(&own::COMPUTED_WITH)).map(|title| paper.word(title)));
    sheet.frozen = 2;
    for part in paper.parts() {
        sheet.group(part_title(paper, &part));
        for ruled in &part.rules {
            ruled.findings.iter().for_each(|finding| sheet.row(rule_row(paper, ruled, finding)));
        }
    }
    sheet
}

fn rule_row(paper: Paper<'_>, ruled: &Ruled<'_>, finding: &Finding) -> Vec<Cell> {
    let found = &finding.found;
    let is_member = !found.item.is_empty();
    let member = if is_member { [found.item.as_str(), paper.title(&finding.title)].join(" ") } else { String::new() };
    let own = crate::paper::state(found.state.as_deref());
    let texts = [
        ruled.head.id.clone(),
        rule_title(paper, &ruled.head.id),
        member,
        stage(paper, found.stage.as_deref()).to_owned(),
        paper.role(&finding.role).to_owned(),
        finding.formula.clone(),
        if found.tally.is_some() {
            paper.word(&own::EACH_UNIT).to_owned()
        } else {
            super::cells::requirement(paper, found)
        },
        paper.told(finding),
        paper.state(own, &found.grade),
        finding.cite.clone(),
        finding.reading.clone(),
        paper.fidelity(finding.fidelity.as_deref().or(paper.record.run.pack.fidelity.as_deref())).to_owned(),
        finding.origin.clone(),
    ];
    let plugins = (!paper.record.run.plugins.is_empty()).then(|| native::used(paper, [finding]));
    texts.into_iter().chain(plugins).map(Cell::text).collect()
}
