//! The label of the papers of an archive names only places there are.

use crate::diagnostic::{Diagnostic, UNKNOWN_NAME, hints};
use crate::pack::{LABEL_PLACES, LabelPiece, label_pieces};

use super::Compiler;

impl Compiler<'_> {
    pub(super) fn check_label(&mut self) {
        let Some(archive) = &self.pack.archive else { return };
        for piece in label_pieces(archive.label.as_str()) {
            let LabelPiece::Place(name) = piece else { continue };
            if LABEL_PLACES.contains(&name) {
                continue;
            }
            let [zh, en] = hints(name, &LABEL_PLACES);
            let told = Diagnostic::new(&UNKNOWN_NAME).with("name", name);
            let told = told.with("what_zh", "标签里的位置").with("what", "place in a label");
            self.diagnostics.push(told.with("hint_zh", zh).with("hint", en).at(archive.label.span));
        }
    }
}
