//! What sound data is like.

use junheng::pack::{DataCheck, Formula};

use crate::doc;
use crate::layout::wrap;
use crate::wording::{self, Wording};

use super::head::under;

/// The checks that are looked at: what must hold, how far is far, what becomes of cells, why, and the article.
pub fn checks(page: doc::Page<'_>) -> Vec<String> {
    let told = doc::checks_shown(page).flat_map(|check| one_check(page, check));
    under(page.word(&wording::SHOW_CHECKS), told.collect())
}

fn one_check(page: doc::Page<'_>, check: &DataCheck) -> Vec<String> {
    let arguments = [
        ("id", check.id.as_str().to_owned()),
        ("title", page.title(&check.title).to_owned()),
        ("severity", page.word(doc::severity(check.severity)).to_owned()),
    ];
    let text = |formula: &Option<Formula>| formula.as_ref().map(|formula| formula.text.clone());
    let cite = check.cite.as_ref().map(|cite| cite.text.clone());
    let parts: [(&Wording, Option<String>); 7] = [
        (&wording::CHECK_HOLDS, text(&check.holds)),
        (&wording::CHECK_VALUE, text(&check.value)),
        (&wording::CHECK_BOUND, check.outlier.as_ref().map(|outlier| doc::bound(page, outlier))),
        (&wording::CHECK_WHERE, text(&check.filter)),
        (&wording::CHECK_OTHERWISE, Some(doc::consequence(page, check))),
        (&wording::CHECK_WHY, Some(page.title(&check.why).to_owned())),
        (&wording::CHECK_CITE, cite),
    ];
    let mut lines = wrap(&page.say(&wording::CHECK_LINE, &arguments), 2);
    for (wording, text) in parts {
        let told = text.map(|text| page.say(wording, &[("text", text)]));
        lines.extend(told.iter().flat_map(|told| wrap(told, 6)));
    }
    lines
}
