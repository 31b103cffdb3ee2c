//! The label of a paper in an archive: a text with places that are filled in for each paper.

/// What a label may name: the pack, the part with its code and title, the rule by id, code and title, the number of the
/// rule within its part, the same in a circle, and the number of the paper within the rule.
pub const LABEL_PLACES: [&str; 9] =
    ["pack", "section", "section_title", "rule", "code", "title", "volume", "circled", "n"];

/// A piece of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelPiece<'a> {
    /// Text that stands as it is.
    Text(&'a str),
    /// A place, by its name.
    Place(&'a str),
}

/// The pieces of a label; a brace that is not closed is text.
pub fn label_pieces(label: &str) -> Vec<LabelPiece<'_>> {
    let (mut pieces, mut rest) = (Vec::new(), label);
    while let Some((before, (name, after))) = rest.split_once('{').and_then(|(a, b)| Some((a, b.split_once('}')?))) {
        pieces.extend((!before.is_empty()).then_some(LabelPiece::Text(before)));
        pieces.push(LabelPiece::Place(name));
        rest = after;
    }
    pieces.extend((!rest.is_empty()).then_some(LabelPiece::Text(rest)));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_text_and_places() {
        use LabelPiece::{Place, Text};
        let pieces = label_pieces("（{section}）卷{n}{");
        assert_eq!(pieces, [Text("（"), Place("section"), Text("）卷"), Place("n"), Text("{")]);
    }
}
