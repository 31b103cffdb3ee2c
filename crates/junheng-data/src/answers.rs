//! Tables of answers to judged items: who answered what, about which unit.

use junheng::table::{Answer, AnswerPart, StageId};

use crate::catalogue::{ANSWER_WITHOUT_RULE, UNKNOWN_STAGE};
use crate::cell::Raw;
use crate::name::{normal, stem};
use crate::plan::{HeaderRow, TableName};
use crate::problem::Problems;

/// What the columns of such a table are called.
const NAMES: [&[&str]; COLUMNS] = [
    &["单元", "单元代码", "单位代码", "unit"],
    &["条款", "rule"],
    &["答案", "答复", "answer"],
    &["评分", "得分", "score"],
    &["评审人", "reviewer"],
    &["日期", "date"],
    &["佐证", "证据", "evidence"],
    &["备注", "说明", "note"],
    &["统计年份", "年份", "年度", "报告期", "period"],
    &["学段", "stage"],
    &["评分方", "评估方", "assessor"],
];
const COLUMNS: usize = 11;
/// The unit an answer is about.
pub const UNIT: usize = 0;
/// The rule it is for.
pub const RULE: usize = 1;
/// The answer.
pub const ANSWER: usize = 2;
/// The points given.
pub const SCORE: usize = 3;
/// Who answered.
pub const REVIEWER: usize = 4;
/// When.
pub const DATE: usize = 5;
/// On what evidence.
pub const EVIDENCE: usize = 6;
/// Anything else.
pub const NOTE: usize = 7;
/// The period it is about.
pub const PERIOD: usize = 8;
/// The stage it is about.
pub const STAGE: usize = 9;
/// Whose answer it is.
pub const ASSESSOR: usize = 10;
/// What a person writes.
const TOLD: [usize; 6] = [ANSWER, SCORE, REVIEWER, DATE, EVIDENCE, NOTE];

/// The first header of a column.
pub fn header(column: usize) -> &'static str {
    NAMES[column][0]
}

/// What a table of answers is called.
pub const TABLES: [&str; 3] = ["答复", "评审", "answers"];

/// The header of a table of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerHeader {
    /// Its line.
    pub line: u32,
    columns: [Option<usize>; COLUMNS],
}

/// Finds the header of a table of answers: 条款 and 答案, or, where the table is called so, 条款 and 评分.
pub fn find(rows: &[HeaderRow], table: &TableName) -> Option<AnswerHeader> {
    let named = table.sheet.iter().map(|sheet| normal(sheet)).chain([normal(stem(&table.file))]);
    let named = named.into_iter().any(|name| TABLES.iter().any(|known| name.contains(known)));
    let headers = rows.iter().map(|row| AnswerHeader { line: row.line, columns: columns(&row.cells) });
    let is_header = |header: &AnswerHeader| {
        let [rule, answer, score] = [RULE, ANSWER, SCORE].map(|at| header.columns[at].is_some());
        rule && (answer || (named && score))
    };
    headers.into_iter().find(is_header)
}

fn columns(cells: &[String]) -> [Option<usize>; COLUMNS] {
    let names: Vec<String> = cells.iter().map(|cell| normal(cell)).collect();
    NAMES.map(|known| names.iter().position(|name| known.contains(&name.as_str())))
}

/// The answers taken in so far.
#[derive(Debug)]
pub struct Answers<'p> {
    header: &'p AnswerHeader,
    stages: &'p [(String, StageId)],
    answers: Vec<Answer>,
    /// What is wrong with them.
    pub problems: Problems,
}

impl<'p> Answers<'p> {
    /// None yet.
    pub fn new(header: &'p AnswerHeader, stages: &'p [(String, StageId)]) -> Self {
        Self { header, stages, answers: Vec::new(), problems: Problems::default() }
    }

    /// Takes in a row; one that only says what is asked, and of whom, waits for its answer and is passed over.
    pub fn take<'a>(&mut self, line: u32, cell: impl Fn(usize) -> Raw<'a>) {
        let text = |at: Option<usize>| at.map_or_else(String::new, |at| cell(at).text().into_owned());
        let texts = self.header.columns.map(text);
        if TOLD.iter().all(|&at| texts[at].is_empty()) {
            return;
        }
        if texts[RULE].is_empty() {
            self.problems.push(&ANSWER_WITHOUT_RULE, None, line, String::new);
            return;
        }
        let stage = self.stage(&texts[STAGE], line);
        let [unit, rule, answer, score, reviewer, date, evidence, note, period, _, assessor] = texts;
        let score = normal(&score);
        let told = Answer { unit, rule, period, stage, answer, score, assessor, reviewer, date, evidence, note, line };
        self.answers.push(told);
    }

    fn stage(&mut self, text: &str, line: u32) -> Option<StageId> {
        let name = normal(text);
        let found = self.stages.iter().find(|(known, _)| *known == name).map(|(_, stage)| *stage);
        if found.is_none() && !name.is_empty() {
            self.problems.push(&UNKNOWN_STAGE, self.header.columns[STAGE], line, || text.to_owned());
        }
        found
    }

    /// The part of the tables they make.
    pub fn into_part(self, file: usize, sheet: Option<String>) -> AnswerPart {
        let columns = [ANSWER, SCORE].map(|at| self.header.columns[at].map_or(0, |at| at as u32 + 1));
        AnswerPart { file, sheet, columns, answers: self.answers }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> HeaderRow {
        HeaderRow { line: 1, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() }
    }

    fn table(file: &str) -> TableName {
        TableName { file: file.to_owned(), sheet: None }
    }

    #[test]
    fn a_table_of_answers_is_known_by_its_headers_or_its_name() {
        assert!(find(&[row(&["单元", "条款", "答案"])], &table("x.csv")).is_some());
        assert!(find(&[row(&["单元", "条款", "评分"])], &table("x.csv")).is_none());
        assert!(find(&[row(&["单元", "条款", "评分"])], &table("2024评审.csv")).is_some());
    }

    #[test]
    fn a_row_that_waits_for_its_answer_is_none() {
        let header =
            find(&[row(&["单元", "条款", "答案", "评审人", "学段"])], &table("answers.csv")).expect("a header");
        let stages = [("小学".to_owned(), StageId(0))];
        let mut answers = Answers::new(&header, &stages);
        let waiting = [Raw::Text("1"), Raw::Text("plan"), Raw::EMPTY, Raw::EMPTY, Raw::Text("小学")];
        answers.take(2, |at| waiting[at]);
        let signed = [Raw::Text("1"), Raw::Text("plan"), Raw::EMPTY, Raw::Text("Li"), Raw::Text("小学")];
        answers.take(3, |at| signed[at]);
        let lines: Vec<u32> = answers.into_part(0, None).answers.iter().map(|answer| answer.line).collect();
        assert_eq!(lines, [3]);
    }

    #[test]
    fn an_answer_keeps_who_when_and_on_what_evidence() {
        let header =
            find(&[row(&["rule", "answer", "日期", "评审人", "学段"])], &table("answers.csv")).expect("a header");
        let stages = [("小学".to_owned(), StageId(0))];
        let mut answers = Answers::new(&header, &stages);
        let cells = [Raw::Text("veto_01"), Raw::Text(" 否 "), Raw::Day(0), Raw::EMPTY, Raw::Text("小学")];
        answers.take(2, |at| cells[at]);
        answers.take(3, |_| Raw::EMPTY);
        let part = answers.into_part(0, None);
        assert_eq!(part.answers.len(), 1);
        let answer = &part.answers[0];
        assert_eq!(
            (answer.rule.as_str(), answer.answer.as_str(), answer.date.as_str()),
            ("veto_01", "否", "1970-01-01")
        );
        assert_eq!((answer.stage, answer.line), (Some(StageId(0)), 2));
    }
}
