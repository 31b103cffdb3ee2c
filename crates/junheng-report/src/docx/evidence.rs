//! Which papers rules want to be shown, which answers name, and how each is labelled.

use junheng::pack::{LabelPiece, label_pieces};

use crate::head::part_title;
use crate::paper::{Paper as Page, Part, Ruled};
use crate::record::{Answer, Document, Record};

/// How a paper is labelled where the pack does not say: the part, the rule within it, the paper within the rule.
const LABEL: &str = "{section}-{volume}-{n}";

/// The papers of one part of the standard.
pub(super) struct Volume<'a> {
    pub title: String,
    pub papers: Vec<Paper<'a>>,
}

/// A paper that is wanted, or that is there besides.
pub(super) struct Paper<'a> {
    pub label: String,
    /// The title of its rule.
    pub rule: &'a str,
    /// What is wanted; nothing for what is there besides.
    pub wanted: Option<&'a str>,
    /// What answers name.
    pub given: Vec<&'a str>,
    /// For each file that an answer names by its path, its fingerprint; none where it was not found.
    pub prints: Vec<Option<&'a str>>,
    /// The years that are written in what is given.
    pub years: Vec<u32>,
    pub years_wanted: Option<u32>,
    pub standing: Standing,
}

/// Whether a paper is there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    There,
    Absent,
    /// It is there, but not for all the years it is wanted for.
    YearsShort,
    /// It is there and no rule asks for it by name.
    Besides,
}

/// Every path that an answer of the result names as evidence, each once, in order.
pub fn evidence_named(record: &Record) -> Vec<String> {
    let own = record.units.iter().flat_map(|unit| unit.findings.iter().map(|finding| &finding.found));
    let below = record.units.iter().flat_map(|unit| unit.below.iter().flatten());
    let answers = own.chain(below).filter_map(|found| found.answer.as_ref());
    let mut paths: Vec<String> = answers.flat_map(pieces).filter(|piece| is_path(piece)).map(str::to_owned).collect();
    paths.sort();
    paths.dedup();
    paths
}

/// The papers of a unit, part by part.
pub(super) fn volumes(paper: Page<'_>) -> Vec<Volume<'_>> {
    paper.parts().iter().map(|part| volume(paper, part)).filter(|volume| !volume.papers.is_empty()).collect()
}

/// The papers of a part, labelled.
fn volume<'a>(paper: Page<'a>, part: &Part<'a>) -> Volume<'a> {
    let mut papers = Vec::new();
    let mut number = 0;
    for ruled in &part.rules {
        let own = of_rule(paper, ruled);
        number += usize::from(!own.is_empty());
        let labelled = own.into_iter().enumerate().map(|(at, one)| {
            let label = label(paper, part, ruled, [number, at + 1]);
            Paper { label, ..one }
        });
        papers.extend(labelled);
    }
    Volume { title: part_title(paper, part), papers }
}

fn of_rule<'a>(paper: Page<'a>, ruled: &Ruled<'a>) -> Vec<Paper<'a>> {
    let own = ruled.findings.iter().filter_map(|finding| finding.found.answer.as_ref());
    let below = paper.unit.below.iter().flatten().filter(|found| found.rule == ruled.head.id);
    let answers = own.chain(below.filter_map(|found| found.answer.as_ref()));
    let mut given: Vec<&str> = answers.flat_map(pieces).collect();
    given.dedup();
    let documents = &ruled.head.documents;
    let of = |piece: &str| documents.iter().position(|document| is_meant(piece, document, documents.len() == 1));
    let mut papers: Vec<Paper<'a>> = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        let own: Vec<&str> = given.iter().copied().filter(|piece| of(piece) == Some(at)).collect();
        papers.push(sheet(paper, ruled, Some(document), own));
    }
    let besides: Vec<&str> = given.iter().copied().filter(|piece| of(piece).is_none()).collect();
    papers.extend(besides.into_iter().map(|piece| sheet(paper, ruled, None, vec![piece])));
    papers
}

fn sheet<'a>(paper: Page<'a>, ruled: &Ruled<'a>, document: Option<&'a Document>, given: Vec<&'a str>) -> Paper<'a> {
    let known = &paper.record.run.evidence;
    let print = |path: &&str| known.iter().find(|known| known.path == **path).map(|known| known.sha256.as_str());
    let mut years: Vec<u32> = given.iter().flat_map(|piece| years_in(piece)).collect();
    years.sort_unstable();
    years.dedup();
    let years_wanted = document.and_then(|document| document.years);
    let standing = match (document, given.is_empty()) {
        (None, _) => Standing::Besides,
        (Some(_), true) => Standing::Absent,
        (Some(_), false) if years_wanted.is_some_and(|count| (years.len() as u64) < u64::from(count)) => {
            Standing::YearsShort
        }
        (Some(_), false) => Standing::There,
    };
    Paper {
        label: String::new(),
        rule: paper.rule_title(ruled.head),
        wanted: document.map(|document| paper.title(&document.title)),
        prints: given.iter().filter(|piece| is_path(piece)).map(print).collect(),
        given,
        years,
        years_wanted,
        standing,
    }
}

/// Whether a piece of evidence is this document: it says its title or its id, or there is no other it could be.
fn is_meant(piece: &str, document: &Document, is_only: bool) -> bool {
    let by_id = document.id.as_deref().is_some_and(|id| {
        let rest = piece.strip_prefix(id);
        rest.is_some_and(|rest| rest.starts_with([':', '：']))
    });
    is_only || by_id || piece.contains(&document.title.zh)
}

/// What an answer names as evidence: several are divided by semicolons.
fn pieces(answer: &Answer) -> impl Iterator<Item = &str> {
    answer.evidence.split([';', '；', '\n']).map(str::trim).filter(|piece| !piece.is_empty())
}

/// Whether a piece of evidence is the path of a file: it ends as a file does.
fn is_path(piece: &str) -> bool {
    let ending = piece.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| {
        (2..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// The years a text names: four digits that stand alone, from 1900 to 2099.
fn years_in(text: &str) -> Vec<u32> {
    let numbers = text.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| digits.len() == 4);
    numbers.filter_map(|digits| digits.parse().ok()).filter(|year| (1900..2100).contains(year)).collect()
}

/// The label of a paper: that of the pack, filled in.
fn label(paper: Page<'_>, part: &Part<'_>, ruled: &Ruled<'_>, [volume, number]: [usize; 2]) -> String {
    let pattern = paper.record.run.label.as_deref().unwrap_or(LABEL);
    let (code, title) = part.section.map_or(("", ""), |(code, title)| (code, paper.title(title)));
    // A part without a number is named: a label that begins with a dash says nothing.
    let code = if code.is_empty() { part_title(paper, part) } else { code.to_owned() };
    let of = |piece: LabelPiece<'_>| match piece {
        LabelPiece::Text(text) => text.to_owned(),
        LabelPiece::Place(place) => match place {
            "pack" => paper.record.run.pack.id.clone(),
            "section" => code.clone(),
            "section_title" => title.to_owned(),
            "rule" => ruled.head.id.clone(),
            "code" => ruled.head.code.clone(),
            "title" => paper.rule_title(ruled.head).to_owned(),
            "volume" => volume.to_string(),
            "circled" => circled(volume),
            "n" => number.to_string(),
            // The compiler lets no other place through; a result from elsewhere shows it as it stands.
            other => format!("{{{other}}}"),
        },
    };
    label_pieces(pattern).into_iter().map(of).collect()
}

/// A number in a circle, up to 20; there are no more such characters in a row.
fn circled(number: usize) -> String {
    let letter = u32::try_from(number).ok().filter(|number| (1..=20).contains(number));
    letter.and_then(|number| char::from_u32(0x245f + number)).map_or_else(|| format!("({number})"), String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_ends_as_a_file_does() {
        assert!(is_path("佐证/1号.pdf"));
        assert!(!is_path("云川县〔2023〕1号（虚构）"));
        assert!(!is_path("第1.2条。"));
    }

    #[test]
    fn years_stand_alone() {
        assert_eq!(years_in("2021—2023年监测结果（9901010001号）"), [2021, 2023]);
    }

    #[test]
    fn volumes_are_circled() {
        assert_eq!([1, 4, 20, 21].map(circled), ["①", "④", "⑳", "(21)"]);
    }
}
