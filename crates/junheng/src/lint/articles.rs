//! Articles of the document: each is written down by rules, judged by people, or said not to be covered.

use crate::diagnostic::{ARTICLE_UNCITED, ARTICLE_UNLISTED, DUPLICATE_ID, Diagnostic, Diagnostics, MISSING_KEY};
use crate::pack::{Article, ArticleStatus, Cite, Pack, Rule, Text};

use super::Page;
use super::unused::all_cites;

/// Whether a place in an article is meant: 第六条(一) is a place in 第六条.
fn is_in(cite: &Cite, article: &Article) -> bool {
    let document = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
    document(&cite.document) == document(&article.document) && cite.text.starts_with(article.text.as_str())
}

/// The article that a place is in: of several that fit, the one that says most.
fn article_of<'a>(articles: &[&'a Article], cite: &Cite) -> Option<&'a Article> {
    let fitting = articles.iter().copied().filter(|article| is_in(cite, article));
    fitting.max_by_key(|article| article.text.as_str().len())
}

/// The ids of the rules and measures that cite an article, in the order of the pack.
pub fn citing<'a>(pack: &'a Pack, article: &Article) -> Vec<&'a str> {
    let articles: Vec<&Article> = pack.article.iter().collect();
    let of = |cite: &Option<Cite>| {
        let found = cite.as_ref().and_then(|cite| article_of(&articles, cite));
        found.is_some_and(|found| std::ptr::eq(found, article))
    };
    let variant = |variants: &[crate::pack::Variant]| variants.iter().any(|variant| of(&variant.cite));
    let measures = pack.measure.iter().filter(|own| of(&own.cite) || variant(&own.variant)).map(|own| own.id.as_str());
    let rules = pack.rule.iter().filter(|own| of(&own.cite) || variant(&own.variant)).map(|own| own.id.as_str());
    measures.chain(rules).collect()
}

/// Whether people decide a rule: they answer it, or give its points.
pub fn is_judged(rule: &Rule) -> bool {
    let computed = rule.value.is_some() || rule.met_when.is_some() || rule.parts.is_some() || !rule.of.is_empty();
    rule.ask.is_some() || rule.points.is_some() && !computed
}

pub(super) fn lint(page: Page<'_>, diagnostics: &mut Diagnostics) {
    let articles: Vec<&Article> = page.pack.article.iter().filter(|own| page.is_own(own.text.span)).collect();
    for (at, article) in articles.iter().enumerate() {
        let same = |other: &&&Article| other.text == article.text && document(other) == document(article);
        if articles[..at].iter().any(|other| same(&other)) {
            diagnostics.push(Diagnostic::new(&DUPLICATE_ID).with("id", article.text.as_str()).at(article.text.span));
        }
        one(page, &articles, article, diagnostics);
    }
    unlisted(page, &articles, diagnostics);
}

fn document(article: &Article) -> Option<&str> {
    article.document.as_ref().map(|document| document.as_str())
}

/// What is said of one article must be so.
fn one(page: Page<'_>, articles: &[&Article], article: &Article, diagnostics: &mut Diagnostics) {
    let is_here = |cite: &&Cite| article_of(articles, cite).is_some_and(|found| std::ptr::eq(found, article));
    let cited = all_cites(page.pack).iter().any(is_here);
    let rules = citing(page.pack, article);
    let judged = page.pack.rule.iter().any(|rule| rules.contains(&rule.id.as_str()) && is_judged(rule));
    let wrong = match article.status {
        ArticleStatus::Rules => (!cited).then_some(["没有一条引用它", "nothing cites it"]),
        ArticleStatus::Judged => {
            (!judged).then_some(["没有由人评审的条款引用它", "no rule that people judge cites it"])
        }
        ArticleStatus::NotCovered => cited.then_some(["却有条款引用它", "yet something cites it"]),
    };
    if let Some([zh, en]) = wrong {
        let told = Diagnostic::new(&ARTICLE_UNCITED).with("article", article.text.as_str());
        let told = told.with("status", article.status.word()).with("why_zh", zh).with("why", en);
        diagnostics.push(told.at(article.text.span));
    }
    if article.status == ArticleStatus::NotCovered && article.reason.is_none() {
        let told = Diagnostic::new(&MISSING_KEY).with("owner", "article").with("key", "reason");
        diagnostics.push(told.at(article.text.span));
    }
}

/// Articles that are cited and not listed, of documents whose articles are.
fn unlisted(page: Page<'_>, articles: &[&Article], diagnostics: &mut Diagnostics) {
    for cite in all_cites(page.pack).into_iter().filter(|cite| page.is_own(cite.span)) {
        let listed =
            articles.iter().any(|article| document(article) == cite.document.as_ref().map(|text| text.as_str()));
        if listed && article_of(articles, cite).is_none() {
            diagnostics.push(Diagnostic::new(&ARTICLE_UNLISTED).with("article", &cite.text).at(cite.span));
        }
    }
}
