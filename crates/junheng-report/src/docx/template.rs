//! An office's own document, filled in: the places it names are replaced, all else stays as it is.

use std::io::{self, Cursor, Read as _, Write};

use junheng::diagnostic::Language;
use zip::ZipArchive;

use super::element::{Dress, Set};
use super::node::{Element, Node, written};
use super::package::{CHART_RELATION, CHART_TYPE, chart_name, packed, relation};
use super::place::{Make, Place, named, names};
use super::read::read;
use super::wording as own;
use crate::context::say;
use crate::paper::Paper;
use crate::wording;

/// No document of an office is larger when it is unpacked.
const BYTES: u64 = 128 << 20;
const TYPES: &str = "[Content_Types].xml";
const DOCUMENT: &str = "word/document.xml";
const RELATIONS: &str = "word/_rels/document.xml.rels";

/// A document with places to fill in.
pub struct Template {
    parts: Vec<Part>,
}

/// A part of the package.
enum Part {
    /// Text with places, or what has to know of charts.
    Tree(String, Vec<Node>),
    /// All else: pictures, styles.
    Bytes(String, Vec<u8>),
}

/// Why a document cannot be filled in.
pub enum NoTemplate {
    /// It is no docx, or damaged.
    Damaged(String),
    /// It names places there are none of.
    Unknown(Vec<String>),
    /// A table or chart is to go into the middle of a paragraph, or into a header.
    NotAlone(String),
}

impl NoTemplate {
    /// What is to be said of it.
    pub fn told(&self, language: Language) -> String {
        let separator = language.pick(&wording::LIST_SEPARATOR);
        match self {
            Self::Damaged(why) => say(language, &own::TEMPLATE_DAMAGED, &[("why", why.clone())]),
            Self::Unknown(places) => {
                let known = names(language).join(separator);
                say(language, &own::TEMPLATE_UNKNOWN, &[("places", places.join(separator)), ("known", known)])
            }
            Self::NotAlone(place) => say(language, &own::TEMPLATE_NOT_ALONE, &[("place", place.clone())]),
        }
    }
}

impl Template {
    /// Reads a document and looks at all its places.
    pub fn read(bytes: &[u8]) -> Result<Self, NoTemplate> {
        let parts = unpacked(bytes).map_err(NoTemplate::Damaged)?;
        let has = |wanted: &str| parts.iter().any(|part| matches!(part, Part::Tree(name, _) if name == wanted));
        if let Some(lacking) = [TYPES, DOCUMENT, RELATIONS].into_iter().find(|name| !has(name)) {
            return Err(NoTemplate::Damaged(lacking.to_owned()));
        }
        let template = Self { parts };
        template.look_at_places()?;
        Ok(template)
    }

    fn look_at_places(&self) -> Result<(), NoTemplate> {
        let mut unknown: Vec<String> = Vec::new();
        let mut misplaced = None;
        for part in &self.parts {
            let Part::Tree(name, nodes) = part else { continue };
            each_paragraph(nodes, &mut |paragraph| {
                let text = pieces(paragraph).concat();
                for (_, place) in places(&text) {
                    match named(&place) {
                        None if !unknown.contains(&place) => unknown.push(place),
                        Some(Place { make: Make::Blocks(_), .. })
                            if name != DOCUMENT || whole(&text).as_ref() != Some(&place) =>
                        {
                            misplaced.get_or_insert(place);
                        }
                        None | Some(_) => {}
                    }
                }
            });
        }
        match (unknown.is_empty(), misplaced) {
            (false, _) => Err(NoTemplate::Unknown(unknown)),
            (true, Some(place)) => Err(NoTemplate::NotAlone(place)),
            (true, None) => Ok(()),
        }
    }

    /// Writes the document with its places filled in for a unit.
    pub fn write(&self, out: &mut dyn Write, paper: Paper<'_>) -> io::Result<()> {
        let mut charts: Vec<(String, Vec<u8>)> = Vec::new();
        let filled: Vec<(&str, Vec<Node>)> = self
            .parts
            .iter()
            .filter_map(|part| match part {
                Part::Tree(name, nodes) => Some((name.as_str(), fill(paper, nodes, &mut charts))),
                Part::Bytes(..) => None,
            })
            .collect();
        let mut trees = filled.into_iter();
        let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
        for part in &self.parts {
            match part {
                Part::Bytes(name, bytes) => parts.push((name.clone(), bytes.clone())),
                Part::Tree(name, _) => {
                    let mut nodes = trees.next().map_or_else(Vec::new, |(_, nodes)| nodes);
                    tell_of_charts(name, &mut nodes, &charts);
                    parts.push((name.clone(), written(&nodes)));
                }
            }
        }
        let charts = charts.into_iter().enumerate().map(|(at, (_, chart))| (chart_name(at + 1), chart));
        parts.extend(charts);
        out.write_all(&packed(&parts)?)
    }
}

/// The parts of a package; why they cannot be had.
fn unpacked(bytes: &[u8]) -> Result<Vec<Part>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let (mut parts, mut room) = (Vec::new(), BYTES);
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).map_err(|error| error.to_string())?;
        let name = entry.name().map_err(|error| error.to_string())?.into_owned();
        if entry.is_dir() {
            continue;
        }
        let mut bytes = Vec::new();
        (&mut entry).take(room + 1).read_to_end(&mut bytes).map_err(|error| format!("{name}: {error}"))?;
        room = room.checked_sub(bytes.len() as u64).ok_or_else(|| format!("{name}: > {BYTES} bytes"))?;
        parts.push(part(name, bytes)?);
    }
    Ok(parts)
}

fn part(name: String, bytes: Vec<u8>) -> Result<Part, String> {
    if !is_tree(&name) {
        return Ok(Part::Bytes(name, bytes));
    }
    let text = std::str::from_utf8(&bytes).map_err(|error| format!("{name}: {error}"))?;
    let nodes = read(text.trim_start_matches('\u{feff}')).map_err(|error| format!("{name}: {error}"))?;
    Ok(Part::Tree(name, nodes))
}

/// Whether a part can hold places, or has to know of charts.
fn is_tree(name: &str) -> bool {
    let of_word = name.strip_prefix("word/").and_then(|name| name.strip_suffix(".xml"));
    let has_text = |stem: &str| {
        stem == "document"
            || stem == "footnotes"
            || stem == "endnotes"
            || stem.starts_with("header")
            || stem.starts_with("footer")
    };
    [TYPES, RELATIONS].contains(&name) || of_word.is_some_and(has_text)
}

/// The places a text names, each with the bytes it takes: `{{结论}}`; full-width braces are understood.
fn places(text: &str) -> Vec<(std::ops::Range<usize>, String)> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let is = |at: usize, half: char, full: char| {
        let both = |at: usize| letters.get(at).is_some_and(|(_, letter)| *letter == half || *letter == full);
        both(at) && both(at + 1)
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let end = is(at, '{', '｛').then(|| (at + 2..letters.len()).find(|end| is(*end, '}', '｝'))).flatten();
        let Some(end) = end else {
            at += 1;
            continue;
        };
        let name: String = letters[at + 2..end].iter().map(|(_, letter)| *letter).collect();
        let last = letters.get(end + 2).map_or(text.len(), |(byte, _)| *byte);
        found.push((letters[at].0..last, name.trim().to_owned()));
        at = end + 2;
    }
    found
}

/// The name of the place that is all a paragraph says.
fn whole(text: &str) -> Option<String> {
    let said = text.trim();
    places(said).into_iter().find(|(range, _)| *range == (0..said.len())).map(|(_, name)| name)
}

/// Calls for every paragraph, those in the text boxes of others included.
fn each_paragraph(nodes: &[Node], call: &mut impl FnMut(&Element)) {
    for element in nodes.iter().filter_map(Node::element) {
        if element.name == "w:p" {
            call(element);
        }
        each_paragraph(&element.children, call);
    }
}

/// The texts of a paragraph in their order, without those of paragraphs in it: Word splits them as it likes.
fn pieces(paragraph: &Element) -> Vec<String> {
    let mut found = Vec::new();
    for element in paragraph.elements().filter(|element| element.name != "w:p") {
        match element.name.as_str() {
            "w:t" => found.push(element.text()),
            _ => found.extend(pieces(element)),
        }
    }
    found
}

/// Puts texts into the places of those that were there.
fn put(paragraph: &mut Element, texts: &mut impl Iterator<Item = String>) {
    for element in paragraph.children.iter_mut().filter_map(Node::element_mut) {
        match element.name.as_str() {
            "w:p" => {}
            "w:t" => *element = texts.next().map_or_else(|| element.clone(), |text| said(&text)),
            _ => put(element, texts),
        }
    }
}

/// A text whose blanks count.
fn said(text: &str) -> Element {
    Element::new("w:t").with("xml:space", "preserve").saying(text)
}

/// The nodes with their places filled in.
fn fill(paper: Paper<'_>, nodes: &[Node], charts: &mut Vec<(String, Vec<u8>)>) -> Vec<Node> {
    let mut out = Vec::new();
    for node in nodes {
        let Some(element) = node.element() else {
            out.push(node.clone());
            continue;
        };
        match blocks_of(paper, element) {
            Some(blocks) => {
                let set = Set::new(&blocks, dress(element), charts.len());
                charts.extend(set.charts);
                out.extend(set.elements.into_iter().map(Node::Element));
                out.extend(kept_section(element).map(Node::Element));
            }
            None => {
                let mut element = element.clone();
                if element.name == "w:p" {
                    fill_words(paper, &mut element);
                }
                element.children = fill(paper, &element.children, charts);
                out.push(Node::Element(element));
            }
        }
    }
    out
}

fn blocks_of(paper: Paper<'_>, paragraph: &Element) -> Option<Vec<super::block::Block>> {
    let name = (paragraph.name == "w:p").then(|| whole(&pieces(paragraph).concat())).flatten()?;
    match named(&name)?.make {
        Make::Blocks(make) => Some(make(paper)),
        Make::Words(_) => None,
    }
}

fn fill_words(paper: Paper<'_>, paragraph: &mut Element) {
    let old = pieces(paragraph);
    let text = old.concat();
    let found = places(&text);
    if found.is_empty() {
        return;
    }
    let (mut begin, mut new) = (0, Vec::new());
    for piece in &old {
        new.push(replaced(paper, &text, begin..begin + piece.len(), &found));
        begin += piece.len();
    }
    put(paragraph, &mut new.into_iter());
}

/// What becomes of a piece of a text: a place is filled in where it begins, and gone from where it goes on.
fn replaced(
    paper: Paper<'_>,
    text: &str,
    piece: std::ops::Range<usize>,
    found: &[(std::ops::Range<usize>, String)],
) -> String {
    let mut out = String::new();
    for (at, letter) in text[piece.clone()].char_indices().map(|(at, letter)| (piece.start + at, letter)) {
        match found.iter().find(|(range, _)| range.contains(&at)) {
            None => out.push(letter),
            Some((range, name)) if range.start == at => {
                if let Some(Place { make: Make::Words(make), .. }) = named(name) {
                    out.push_str(&make(paper));
                }
            }
            Some(_) => {}
        }
    }
    out
}

/// How a place is dressed: by its paragraph and its first run.
fn dress(paragraph: &Element) -> Dress {
    let mut properties = paragraph.child("w:pPr").cloned();
    if let Some(properties) = &mut properties {
        properties.children.retain(|child| child.element().is_none_or(|child| child.name != "w:sectPr"));
    }
    Dress { of_template: Some((properties, first_run(paragraph))) }
}

fn first_run(element: &Element) -> Option<Element> {
    let run = element.elements().find_map(|child| match child.name.as_str() {
        "w:r" => Some(child.child("w:rPr").cloned()),
        "w:pPr" => None,
        _ => Some(first_run(child)),
    });
    run.flatten()
}

/// A section ends in its last paragraph: where a place stood there, the section still ends.
fn kept_section(paragraph: &Element) -> Option<Element> {
    let section = paragraph.child("w:pPr")?.child("w:sectPr")?.clone();
    Some(Element::new("w:p").holding(Element::new("w:pPr").holding(section)))
}

/// Adds charts to what a package says of its parts.
fn tell_of_charts(name: &str, nodes: &mut [Node], charts: &[(String, Vec<u8>)]) {
    let Some(root) = nodes.iter_mut().find_map(Node::element_mut) else { return };
    for (at, (id, _)) in charts.iter().enumerate() {
        let part = chart_name(at + 1);
        let told = match name {
            TYPES => Element::new("Override").with("PartName", format!("/{part}")).with("ContentType", CHART_TYPE),
            RELATIONS => relation(id, CHART_RELATION, &format!("/{part}")),
            _ => return,
        };
        root.children.push(Node::Element(told));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        places(text).into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn places_are_found_as_people_write_them() {
        assert_eq!(found("{{单位}}的结论：{{ 结论 }}。"), ["单位", "结论"]);
        assert_eq!(found("｛｛单位｝｝"), ["单位"]);
        assert_eq!(found("{单位} {{单位"), Vec::<String>::new());
        assert_eq!(whole("  {{单位}} "), Some("单位".to_owned()));
        assert_eq!(whole("{{单位}}{{结论}}"), None);
    }
}
