//! XML of an office's own document, read into the same tree that ours is made of.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::node::{Element, Node};

/// Deeper than Word nests anything; a file that goes deeper is not read.
const DEPTH: usize = 256;

/// Reads a part; what is wrong with it, where it is not XML.
pub(super) fn read(text: &str) -> Result<Vec<Node>, String> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = vec![Element::new("")];
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        if open.len() > DEPTH {
            return Err(format!("more than {DEPTH} elements within each other"));
        }
        let node = match event {
            Event::Eof => break,
            // No office program writes one, and what it declares would have to be believed.
            Event::DocType(_) => return Err("DOCTYPE".to_owned()),
            Event::Start(start) => {
                open.push(begun(&start));
                continue;
            }
            Event::End(_) => Node::Element(open.pop().ok_or("an end without a start")?),
            Event::Empty(start) => Node::Element(begun(&start)),
            Event::Text(text) => Node::Text(text.xml10_content().into_owned()),
            Event::CData(text) => Node::Text(text.xml10_content().into_owned()),
            Event::GeneralRef(reference) => Node::Text(referred(&reference)?),
            other => Node::Other(other.into_owned()),
        };
        open.last_mut().ok_or("an end without a start")?.children.push(node);
    }
    match (open.pop(), open.is_empty()) {
        (Some(root), true) => Ok(root.children),
        _ => Err("an element without an end".to_owned()),
    }
}

fn begun(start: &BytesStart<'_>) -> Element {
    Element::written(start.name().as_ref(), start.attributes_raw())
}

fn referred(reference: &BytesRef<'_>) -> Result<String, String> {
    let letter = reference.resolve_char_ref().map_err(|error| error.to_string())?;
    let known = || quick_xml::escape::resolve_predefined_entity(reference).map(str::to_owned);
    letter.map(String::from).or_else(known).ok_or_else(|| format!("&{};", &**reference))
}

#[cfg(test)]
mod tests {
    use super::super::node::written;
    use super::*;

    #[test]
    fn what_is_read_is_written_back() {
        let text = "<?xml version=\"1.0\"?><a x=\"1 &amp; 2\"><!-- c --><b/>t &lt; &#x4e00;<![CDATA[<]]></a>";
        let nodes = read(text).expect("this is XML");
        let written = String::from_utf8(written(&nodes)).expect("XML is text");
        assert_eq!(written, "<?xml version=\"1.0\"?><a x=\"1 &amp; 2\"><!-- c --><b/>t &lt; 一&lt;</a>");
    }

    #[test]
    fn what_is_no_xml_is_refused() {
        for text in ["<a>", "</a>", "<a></b>", "<a>&nosuch;</a>", "<!DOCTYPE a><a/>", &"<a>".repeat(300)] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
