//! The places that an office's own document can name, and what is put there.

use junheng::diagnostic::Language;

use super::block::Block;
use super::wording as own;
use super::{annex, report, tables};
use crate::head::{counts, standard, verdict_line};
use crate::paper::{Paper, state};
use crate::wording::Wording;

/// A place: its name in both languages, and what is put there.
pub(super) struct Place {
    pub name: &'static Wording,
    pub make: Make,
}

/// What is put into a place.
#[derive(Clone, Copy)]
pub(super) enum Make {
    /// Words within a paragraph.
    Words(fn(Paper<'_>) -> String),
    /// Tables, charts and paragraphs in the place of a paragraph.
    Blocks(fn(Paper<'_>) -> Vec<Block>),
}

/// Every place there is.
pub(super) static PLACES: &[Place] = &[
    Place { name: &own::PLACE_UNIT, make: Make::Words(|paper| paper.unit_name().to_owned()) },
    Place { name: &own::PLACE_CODE, make: Make::Words(|paper| paper.unit.code.clone()) },
    Place { name: &own::PLACE_TITLE, make: Make::Words(report::title) },
    Place { name: &own::PLACE_STANDARD, make: Make::Words(standard) },
    Place { name: &own::PLACE_DOCUMENT, make: Make::Words(|paper| paper.record.run.pack.document.clone()) },
    Place { name: &own::PLACE_PERIOD, make: Make::Words(|paper| paper.unit.period.clone()) },
    Place { name: &own::PLACE_AS_OF, make: Make::Words(|paper| paper.unit.as_of.clone().unwrap_or_default()) },
    Place { name: &own::PLACE_VERDICT, make: Make::Words(verdict) },
    Place { name: &own::PLACE_VERDICT_LINE, make: Make::Words(verdict_line) },
    Place { name: &own::PLACE_COUNTS, make: Make::Words(counts) },
    Place { name: &own::PLACE_CONCLUSION, make: Make::Words(report::conclusion) },
    Place { name: &own::PLACE_NOTICE, make: Make::Words(notice) },
    Place { name: &own::PLACE_BASICS, make: Make::Blocks(|paper| tables::basics(paper).into_iter().collect()) },
    Place { name: &own::PLACE_MEASURES, make: Make::Blocks(tables::main_measures) },
    Place { name: &own::PLACE_DISPARITY, make: Make::Blocks(tables::disparity) },
    Place { name: &own::PLACE_CHARTS, make: Make::Blocks(|paper| tables::charts(paper, &paper.dispersed())) },
    Place { name: &own::PLACE_RULES, make: Make::Blocks(report::all_rules) },
    Place { name: &own::PLACE_PROBLEMS, make: Make::Blocks(report::problems) },
    Place { name: &own::PLACE_MISSING, make: Make::Blocks(|paper| tables::missing(paper).into_iter().collect()) },
    Place { name: &own::PLACE_TO_DO, make: Make::Blocks(|paper| tables::measures(paper).into_iter().collect()) },
    Place { name: &own::PLACE_SCHOOLS, make: Make::Blocks(|paper| annex::schools(paper).into_iter().collect()) },
    Place { name: &own::PLACE_DOUBTS, make: Make::Blocks(|paper| vec![annex::doubts(paper)]) },
    Place { name: &own::PLACE_SOURCES, make: Make::Blocks(|paper| vec![annex::sources(paper)]) },
];

/// The place of a name, in either language.
pub(super) fn named(name: &str) -> Option<&'static Place> {
    PLACES.iter().find(|place| place.name.contains(&name))
}

/// The names of all places in a language.
pub(super) fn names(language: Language) -> Vec<&'static str> {
    PLACES.iter().map(|place| language.pick(place.name)).collect()
}

fn verdict(paper: Paper<'_>) -> String {
    let main = paper.unit.verdicts.first();
    main.map_or_else(String::new, |verdict| paper.state(state(Some(&verdict.state)), &verdict.grade))
}

fn notice(paper: Paper<'_>) -> String {
    paper.record.run.pack.notice.as_ref().map_or_else(String::new, |notice| paper.title(notice).to_owned())
}
