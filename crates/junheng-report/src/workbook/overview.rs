//! 总览 and 运行信息: the verdict first; at the end what the result rests on.

use junheng::assessment::State;

use super::cells::rule_title;
use super::wording as own;
use crate::head;
use crate::paper::{Paper, state};
use crate::sheet::{Cell, Look, Sheet};
use crate::wording;

/// 总览.
pub(super) fn overview(paper: Paper<'_>) -> Sheet {
    let mut sheet = Sheet::new(paper.word(&own::OVERVIEW), head::verdict_line(paper));
    sheet.wide = 60;
    let run = &paper.record.run;
    sheet.notes.extend(run.pack.notice.as_ref().map(|notice| paper.title(notice).to_owned()));
    sheet.note(head::unit_and_code(paper));
    for verdict in &paper.unit.verdicts {
        let stages = verdict.by_stage.iter().map(|stage| {
            let told = [
                ("stage", paper.stage(&stage.stage).to_owned()),
                ("state", paper.state(state(Some(&stage.state)), "")),
            ];
            paper.say(&own::STAGE_STATE, &told)
        });
        let whole = [
            ("title", paper.title(&verdict.title).to_owned()),
            ("state", paper.state(state(Some(&verdict.state)), &verdict.grade)),
        ];
        let all: Vec<String> = std::iter::once(paper.say(&own::VERDICT, &whole)).chain(stages).collect();
        sheet.note(all.join(paper.word(&wording::CLAUSE_SEPARATOR)));
    }
    if !paper.unit.verdicts.is_empty() {
        sheet.note(head::counts(paper));
    }
    sheet.notes.extend([head::standard(paper), head::days(paper)]);
    sections(paper, &mut sheet);
    sheet
}

/// How many rules of each part are in which state, and which are not met.
fn sections(paper: Paper<'_>, sheet: &mut Sheet) {
    let titles = [
        &wording::COLUMN_SECTION,
        &wording::COLUMN_COUNT,
        &wording::MET,
        &wording::NOT_MET,
        &wording::UNDETERMINED,
        &wording::NOT_CHECKED,
        &wording::COLUMN_NOTABLE,
    ];
    sheet.head(titles.map(|title| paper.word(title)));
    for part in paper.parts() {
        let title = head::part_title(paper, &part);
        let counted: Vec<_> = part.rules.iter().filter(|ruled| paper.is_counted(ruled)).collect();
        let count = |wanted: &[State]| counted.iter().filter(|ruled| wanted.contains(&ruled.state)).count();
        let failing = counted.iter().filter(|ruled| ruled.state == State::NotMet);
        let names: Vec<String> = failing.map(|ruled| rule_title(paper, &ruled.head.id)).collect();
        let numbers = [
            count(&[State::Met]),
            count(&[State::NotMet]),
            count(&[State::Undetermined, State::Error]),
            count(&[State::NotChecked]),
        ];
        let mut row = vec![Cell::text(title), Cell::whole(counted.len())];
        row.extend(numbers.map(Cell::whole));
        if numbers[1] > 0 {
            row[3].look = Look::Dark;
        }
        row.push(Cell::text(names.join(paper.word(&wording::CLAUSE_SEPARATOR))));
        sheet.row(row);
    }
}

/// 运行信息.
pub(super) fn run(paper: Paper<'_>) -> Sheet {
    let run = &paper.record.run;
    let mut sheet = Sheet::new(paper.word(&own::RUN), paper.word(&own::RUN));
    sheet.wide = 66;
    sheet.notes.extend([
        paper.say(&own::ENGINE, &[("version", run.engine.clone())]),
        head::standard(paper),
        head::days(paper),
    ]);
    sheet.note(paper.say(&own::FIDELITY, &[("fidelity", paper.fidelity(run.pack.fidelity.as_deref()).to_owned())]));
    sheet.head([&own::KIND, &wording::COLUMN_NAME, &own::DETAIL, &own::FINGERPRINT].map(|title| paper.word(title)));
    for pack in &run.packs {
        sheet.row([paper.word(&own::PACK), &pack.id, &pack.version, &pack.sha256].map(Cell::text).into());
    }
    for plugin in &run.plugins {
        sheet.row([paper.word(&own::PLUGIN), &plugin.id, &plugin.version, &plugin.sha256].map(Cell::text).into());
    }
    for file in &run.data {
        sheet.row([paper.word(&own::FILE), &file.name, &file.encoding, &file.sha256].map(Cell::text).into());
    }
    for parameter in &run.parameters {
        let title = Some(paper.title(&parameter.title)).filter(|title| !title.is_empty()).unwrap_or(&parameter.id);
        let taken = [
            ("taken", parameter.taken.clone()),
            ("values", parameter.values.join(paper.word(&wording::LIST_SEPARATOR))),
        ];
        let told = paper.say(&own::TAKEN, &taken);
        sheet.row([paper.word(&own::PARAMETER), title, &told, &parameter.why].map(Cell::text).into());
    }
    sheet
}
