//! The label of the papers of an archive in words, for whoever reads a pack.

use junheng::diagnostic::Language;
use junheng::pack::{LabelPiece, Pack, label_pieces};

use crate::context::say;
use crate::wording::{Wording, wordings};

wordings! {
    ARCHIVE zh "档案标签" en "Labels of the archive";
    PLACE zh "〔{place}〕" en "[{place}]";
    PACK zh "规则包" en "pack";
    SECTION zh "部分编号" en "number of the part";
    SECTION_TITLE zh "部分名称" en "title of the part";
    RULE zh "条款标识" en "id of the rule";
    CODE zh "条款编号" en "number of the rule";
    TITLE zh "条款名称" en "title of the rule";
    VOLUME zh "部分内第几条" en "which rule of the part";
    CIRCLED zh "部分内第几条，带圈" en "which rule of the part, in a circle";
    PAPER zh "条款内第几件" en "which paper of the rule";
}

/// How the papers are labelled: as the pack writes it, and the same with its places in words; nothing where the pack
/// does not say.
pub fn label(pack: &Pack, language: Language) -> Option<[String; 2]> {
    let written = &pack.archive.as_ref()?.label.value;
    let piece = |piece: LabelPiece<'_>| match piece {
        LabelPiece::Text(text) => text.to_owned(),
        LabelPiece::Place(name) => say(language, &PLACE, &[("place", language.pick(place(name)).to_owned())]),
    };
    Some([written.clone(), label_pieces(written).into_iter().map(piece).collect()])
}

/// What a place is called; the compiler lets no other through.
fn place(name: &str) -> &'static Wording {
    match name {
        "pack" => &PACK,
        "section" => &SECTION,
        "section_title" => &SECTION_TITLE,
        "rule" => &RULE,
        "code" => &CODE,
        "title" => &TITLE,
        "volume" => &VOLUME,
        "circled" => &CIRCLED,
        _ => &PAPER,
    }
}

#[cfg(test)]
mod tests {
    use junheng::pack::LABEL_PLACES;

    use super::*;
    use crate::wording::tests::say_the_same;

    #[test]
    fn every_place_has_a_name_of_its_own() {
        say_the_same(ALL);
        let names: std::collections::BTreeSet<&str> = LABEL_PLACES.iter().map(|name| place(name)[0]).collect();
        assert_eq!(names.len(), LABEL_PLACES.len());
    }
}
