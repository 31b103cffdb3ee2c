//! XML as a tree: made for our own parts, read from an office's template, written so that it is always well-formed.

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

/// A piece of XML.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// An element with what is in it.
    Element(Element),
    /// Text, as it is read and not as it is written.
    Text(String),
    /// A comment, declaration or instruction of a template, kept as it stands.
    Other(Event<'static>),
}

/// An element.
#[derive(Debug, Clone)]
pub(super) struct Element {
    /// Its name, prefix included.
    pub name: String,
    /// Its attributes as they are written, with a blank before each.
    attributes: String,
    /// What is in it.
    pub children: Vec<Node>,
}

impl Element {
    /// An element without attributes and content.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), attributes: String::new(), children: Vec::new() }
    }

    /// An element with attributes as they are written.
    pub fn written(name: &str, attributes: &str) -> Self {
        let attributes = attributes.trim();
        let attributes = if attributes.is_empty() { String::new() } else { format!(" {attributes}") };
        Self { attributes, ..Self::new(name) }
    }

    /// With an attribute more.
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        let value = value.to_string();
        let value = quick_xml::escape::escape(sound(&value));
        self.attributes.push_str(&format!(" {name}=\"{value}\""));
        self
    }

    /// Properties of a run with another size of letters, in half points; what Word wants behind a size is left out.
    pub fn sized(mut self, size: u32) -> Self {
        let kept = ["w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:color"];
        self.children.retain(|child| child.element().is_some_and(|child| kept.contains(&child.name.as_str())));
        self.holding(valued("w:sz", size)).holding(valued("w:szCs", size))
    }

    /// With something more in it.
    pub fn holding(mut self, child: Element) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// With several elements more in it.
    pub fn holding_all(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// With a text in it.
    pub fn saying(mut self, text: &str) -> Self {
        self.children.push(Node::Text(sound(text)));
        self
    }

    /// The elements in it.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(Node::element)
    }

    /// The first element of a name in it.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The text in it, without that of the elements in it.
    pub fn text(&self) -> String {
        let text = |child: &Node| match child {
            Node::Text(text) => Some(text.clone()),
            Node::Element(_) | Node::Other(_) => None,
        };
        self.children.iter().filter_map(text).collect()
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> std::io::Result<()> {
        let start = BytesStart::from_content(format!("{}{}", self.name, self.attributes), self.name.len());
        if self.children.is_empty() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        self.children.iter().try_for_each(|child| child.write(writer))?;
        writer.write_event(Event::End(BytesEnd::new(self.name.as_str())))
    }
}

/// An element whose value is its only attribute: `<w:jc w:val="center"/>`.
pub(super) fn valued(name: &str, value: impl ToString) -> Element {
    let prefix = name.split(':').next().unwrap_or_default();
    // Charts have attributes without a prefix, documents have them with it.
    let attribute = if prefix == "w" { "w:val" } else { "val" };
    Element::new(name).with(attribute, value)
}

impl Node {
    /// The element, where it is one.
    pub fn element(&self) -> Option<&Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Text(_) | Self::Other(_) => None,
        }
    }

    /// The element, to be changed.
    pub fn element_mut(&mut self) -> Option<&mut Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Text(_) | Self::Other(_) => None,
        }
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> std::io::Result<()> {
        match self {
            Self::Element(element) => element.write(writer),
            Self::Text(text) => writer
                .write_event(Event::Text(BytesText::from_escaped(quick_xml::escape::partial_escape(text.as_str())))),
            Self::Other(event) => writer.write_event(event.borrow()),
        }
    }
}

/// A part of a package: its declaration and root element.
pub(super) fn part(root: Element) -> Vec<u8> {
    let mut bytes = b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_vec();
    bytes.extend(written(&[Node::Element(root)]));
    bytes
}

/// Nodes as they are written.
pub(super) fn written(nodes: &[Node]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new());
    for node in nodes {
        node.write(&mut writer).expect("writing to memory does not fail");
    }
    writer.into_inner()
}

/// A text with the characters that XML cannot hold shown as what they are: no character at all.
fn sound(text: &str) -> String {
    let holds = |letter: char| {
        matches!(letter, '\t' | '\n' | '\r') || letter >= ' ' && !matches!(letter, '\u{fffe}' | '\u{ffff}')
    };
    text.chars().map(|letter| if holds(letter) { letter } else { '\u{fffd}' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_end_its_element() {
        let element = Element::new("w:t").with("x", "\"><evil a=\"").saying("</w:t>\u{1}&");
        let written = String::from_utf8(written(&[Node::Element(element)])).expect("XML is text");
        assert_eq!(written, "<w:t x=\"&quot;&gt;&lt;evil a=&quot;\">&lt;/w:t&gt;\u{fffd}&amp;</w:t>");
    }
}
