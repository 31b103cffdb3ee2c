//! The self-evaluation of a unit: the usual chapters around the parts of the standard.

use std::io::{self, Write};

use junheng::assessment::State;
use junheng::diagnostic::Language;

use super::block::Block;
use super::package;
use super::wording as own;
use super::{annex, tables};
use crate::head::{counts, days, part_title, standard, verdict_line};
use crate::native;
use crate::paper::{Paper, Part, Ruled};
use crate::wording;

/// Writes the self-evaluation of a unit.
pub fn write_docx(out: &mut dyn Write, paper: Paper<'_>) -> io::Result<()> {
    let mut report = Report::new(paper);
    report.title();
    report.basics();
    let parts = paper.parts();
    parts.iter().for_each(|part| report.part(part));
    report.problems();
    report.measures();
    report.annexes();
    package::write(out, paper.language, &title(paper), &report.blocks)
}

/// The title of a self-evaluation.
pub(super) fn title(paper: Paper<'_>) -> String {
    let verdict = paper.unit.verdicts.first().map_or(&paper.record.run.pack.title, |verdict| &verdict.title);
    let arguments = [("unit", paper.unit_name().to_owned()), ("verdict", paper.title(verdict).to_owned())];
    paper.say(&own::REPORT_TITLE, &arguments)
}

/// The verdict in a sentence, with what it rests on.
pub(super) fn conclusion(paper: Paper<'_>) -> String {
    let not_stated = || paper.word(&wording::NOT_STATED).to_owned();
    let period = Some(paper.unit.period.clone()).filter(|period| !period.is_empty());
    let arguments = [
        ("document", paper.record.run.pack.document.clone()),
        ("period", period.unwrap_or_else(not_stated)),
        ("as_of", paper.unit.as_of.clone().unwrap_or_else(not_stated)),
        ("line", verdict_line(paper)),
        ("counts", counts(paper)),
    ];
    paper.say(&own::CONCLUSION_LINE, &arguments)
}

/// The rules of every part, under its title.
pub(super) fn all_rules(paper: Paper<'_>) -> Vec<Block> {
    let of = |part: &Part<'_>| [Block::Caption(part_title(paper, part)), tables::rules(paper, part)];
    paper.parts().iter().flat_map(of).collect()
}

/// The rules that fail, each with where and by how much.
pub(super) fn problems(paper: Paper<'_>) -> Vec<Block> {
    let mut report = Report::new(paper);
    report.failing();
    report.blocks
}

/// A report as far as it has been drawn up.
struct Report<'a> {
    paper: Paper<'a>,
    blocks: Vec<Block>,
    chapters: usize,
    tables: usize,
}

impl<'a> Report<'a> {
    fn new(paper: Paper<'a>) -> Self {
        Self { paper, blocks: Vec::new(), chapters: 0, tables: 0 }
    }

    fn title(&mut self) {
        let notice = self.paper.record.run.pack.notice.as_ref().map(|notice| self.paper.title(notice).to_owned());
        self.blocks.extend(notice.map(Block::Note));
        self.blocks.push(Block::Title(title(self.paper)));
    }

    fn chapter(&mut self, title: &str) {
        self.chapters += 1;
        let arguments = [("number", numeral(self.paper.language, self.chapters)), ("title", title.to_owned())];
        self.blocks.push(Block::Heading(1, self.paper.say(&own::CHAPTER, &arguments)));
    }

    /// A table with its number and title, where there is one.
    fn table(&mut self, wording: &crate::wording::Wording, title: &str, table: Option<Block>) {
        let Some(table) = table else { return };
        self.tables += 1;
        let arguments = [("number", self.tables.to_string()), ("title", title.to_owned())];
        self.blocks.push(Block::Caption(self.paper.say(wording, &arguments)));
        self.blocks.push(table);
    }

    fn basics(&mut self) {
        self.chapter(self.paper.word(&own::BASICS));
        self.blocks.push(Block::Text(conclusion(self.paper)));
        self.blocks.push(Block::Text(standard(self.paper)));
        self.blocks.extend(native::named(self.paper).into_iter().map(Block::Text));
        self.blocks.push(Block::Text(days(self.paper)));
        self.table(&own::UNIT_FACTS, "", tables::basics(self.paper));
    }

    fn part(&mut self, part: &Part<'_>) {
        let paper = self.paper;
        let title = part.section.map_or_else(|| part_title(paper, part), |(_, title)| paper.title(title).to_owned());
        self.chapter(&title);
        self.blocks.push(Block::Text(part_counts(paper, part)));
        self.table(&own::RULES_TABLE, &title, Some(tables::rules(paper, part)));
        let dispersed = paper.dispersed();
        for ruled in &part.rules {
            // What another rule takes up again is shown once.
            let drawn: Vec<_> =
                dispersed.iter().copied().filter(|finding| finding.found.rule == ruled.head.id).collect();
            let is_repeated = drawn.is_empty() && ruled.members().any(|finding| finding.shares.is_some());
            let members = tables::members(paper, ruled).filter(|_| !is_repeated);
            let has_members = members.is_some();
            self.table(&own::MEMBERS_TABLE, paper.rule_title(ruled.head), members);
            self.blocks.extend(has_members.then(|| Block::Note(paper.word(&own::MEMBERS_HINT).to_owned())));
            self.blocks.extend(tables::charts(paper, &drawn));
        }
    }

    fn problems(&mut self) {
        self.chapter(self.paper.word(&own::PROBLEMS));
        let failing = self.failing();
        if !self.paper.unit.missing.is_empty() {
            self.subchapter(failing + 1, self.paper.word(&own::LACKING));
            self.blocks.extend(tables::missing(self.paper));
        }
    }

    /// The rules that fail, and how many they are.
    fn failing(&mut self) -> usize {
        let paper = self.paper;
        let failing = paper.in_state(&[State::NotMet]);
        if failing.is_empty() {
            self.blocks.push(Block::Text(paper.word(&own::NO_PROBLEMS).to_owned()));
        }
        for (at, ruled) in failing.iter().enumerate() {
            self.problem(at + 1, ruled);
        }
        failing.len()
    }

    fn problem(&mut self, number: usize, ruled: &Ruled<'_>) {
        let paper = self.paper;
        self.subchapter(number, &format!("{}{}", paper.rule_title(ruled.head), paper.mark(ruled.head)));
        if !ruled.head.cite.is_empty() {
            let arguments = [("cite", ruled.head.cite.clone())];
            self.blocks.push(Block::Text(paper.say(&own::PROBLEM_SOURCE, &arguments)));
        }
        self.blocks.extend(tables::failing_units(paper, &ruled.head.id));
    }

    fn subchapter(&mut self, number: usize, title: &str) {
        let arguments = [("number", numeral(self.paper.language, number)), ("title", title.to_owned())];
        self.blocks.push(Block::Heading(2, self.paper.say(&own::SUBCHAPTER, &arguments)));
    }

    fn measures(&mut self) {
        let paper = self.paper;
        self.chapter(paper.word(&own::MEASURES));
        match tables::measures(paper) {
            Some(table) => {
                self.blocks.push(Block::Text(paper.word(&own::MEASURES_HINT).to_owned()));
                self.blocks.push(table);
            }
            None => self.blocks.push(Block::Text(paper.word(&own::NO_PROBLEMS).to_owned())),
        }
    }

    fn annexes(&mut self) {
        let paper = self.paper;
        self.blocks.push(Block::Turn);
        let mut number = 0;
        let mut begin = |title: &'static crate::wording::Wording| {
            number += 1;
            let arguments = [("number", number.to_string()), ("title", paper.word(title).to_owned())];
            Block::Heading(1, paper.say(&own::ANNEX, &arguments))
        };
        if let Some(schools) = annex::schools(paper) {
            self.blocks.push(begin(&own::SCHOOLS));
            self.blocks.extend(annex::schools_hint(paper));
            self.blocks.push(schools);
        }
        self.blocks.extend([begin(&own::DOUBTS), annex::doubts(paper)]);
        self.blocks.extend([begin(&own::SOURCES), annex::sources(paper)]);
    }
}

/// How many rules of a part are in which state.
fn part_counts(paper: Paper<'_>, part: &Part<'_>) -> String {
    let counted: Vec<&Ruled<'_>> = part.rules.iter().filter(|ruled| paper.is_counted(ruled)).collect();
    let count = |states: &[State]| counted.iter().filter(|ruled| states.contains(&ruled.state)).count().to_string();
    let arguments = [
        ("count", counted.len().to_string()),
        ("met", count(&[State::Met])),
        ("failing", count(&[State::NotMet])),
        ("open", count(&[State::Undetermined, State::Error])),
        ("unchecked", count(&[State::NotChecked])),
    ];
    paper.say(&own::PART_COUNTS, &arguments)
}

/// The number of a chapter: Chinese up to 99, for there are no reports of more chapters.
pub(super) fn numeral(language: Language, number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    if language == Language::English || number > 99 {
        return number.to_string();
    }
    let (tens, ones) = (number / 10, number % 10);
    match tens {
        0 => DIGITS[ones].to_owned(),
        1 => format!("十{}", DIGITS[ones]),
        _ => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_are_numbered_as_people_do() {
        let numbers = [1, 9, 10, 11, 20, 35].map(|number| numeral(Language::Chinese, number));
        assert_eq!(numbers, ["一", "九", "十", "十一", "二十", "三十五"]);
    }
}
