//! XML as a tree: made for the parts of a document, written so that it is always well-formed.

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

/// A piece of XML.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// An element with what is in it.
    Element(Element),
    /// Text, as it is read and not as it is written.
    Text(String),
}

/// An element.
#[derive(Debug, Clone)]
pub(super) struct Element {
    /// Its name, prefix included.
    name: String,
    /// Its attributes as they are written, with a blank before each.
    attributes: String,
    /// What is in it.
    children: Vec<Node>,
}

impl Element {
    /// An element without attributes and content.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), attributes: String::new(), children: Vec::new() }
    }

    /// With an attribute more.
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        let value = value.to_string();
        let value = quick_xml::escape::escape(sound(&value));
        self.attributes.push_str(&format!(" {name}=\"{value}\""));
        self
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
    fn write(&self, writer: &mut Writer<Vec<u8>>) -> std::io::Result<()> {
        match self {
            Self::Element(element) => element.write(writer),
            Self::Text(text) => writer
                .write_event(Event::Text(BytesText::from_escaped(quick_xml::escape::partial_escape(text.as_str())))),
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
