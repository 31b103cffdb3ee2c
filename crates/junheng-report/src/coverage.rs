//! `junheng pack coverage`: branches that no case takes, and articles that no rule is written for.

use junheng::diagnostic::Language;
use junheng::evaluate::Branches;
use junheng::lint::citing;
use junheng::pack::{Article, ArticleStatus, Pack, Rule};
use junheng::program::{Check, Program, Test};
use junheng::source::SourceId;

use crate::context::say;
use crate::layout::table;
use crate::wording::{self, Wording};

/// What the cases show of one branch: of a finding, a variant or an outcome line.
struct Branch {
    rule: String,
    what: What,
    /// It is met or holds; it is not met or does not hold, where that can be asked.
    seen: (bool, Option<bool>),
    /// Some row is at the limit exactly; none where there is no limit.
    at_limit: Option<bool>,
}

/// Which branch.
enum What {
    /// The finding itself; by stage, with title and id of the stage.
    Finding(Option<(String, String)>),
    /// A variant.
    Variant(String),
    /// An outcome line, counted from 1.
    Line(usize),
}

/// What becomes of one article.
struct Covered {
    article: Article,
    /// The rules that cite it; those whose source is incomplete do not cover it.
    rules: Vec<(String, bool)>,
}

impl Covered {
    fn is_loose(&self) -> bool {
        self.article.status != ArticleStatus::NotCovered && !self.rules.iter().any(|(_, incomplete)| !incomplete)
    }
}

/// What cases and rules cover of a pack, and what they leave open.
pub struct Coverage {
    branches: Vec<Branch>,
    articles: Vec<Covered>,
}

impl Coverage {
    /// What `seen` shows, check by check, of the rules and measures that stand in the pack's `own` files.
    pub fn new(pack: &Pack, program: &Program, own: &[SourceId], seen: &[Branches]) -> Self {
        let checks = program.checks.iter().zip(seen).filter(|(check, _)| own.contains(&check.span.source));
        let branches = checks.filter(|(check, _)| is_judged(check)).flat_map(|(check, seen)| of(program, check, seen));
        let articles = pack.article.iter().filter(|article| own.contains(&article.text.span.source));
        let covered = articles.map(|article| Covered { article: article.clone(), rules: rules(pack, article) });
        Coverage { branches: branches.collect(), articles: covered.collect() }
    }

    /// Whether every branch is taken both ways and every article has its rule or reason.
    pub fn is_complete(&self) -> bool {
        self.open() == 0 && self.loose() == 0
    }

    fn open(&self) -> usize {
        self.branches.iter().filter(|branch| !branch.seen.0 || branch.seen.1 == Some(false)).count()
    }

    fn loose(&self) -> usize {
        self.articles.iter().filter(|covered| covered.is_loose()).count()
    }

    /// The tables, and how much is open.
    pub fn show(&self, language: Language) -> String {
        let mut lines = vec![language.pick(&wording::COVERAGE_BRANCHES).to_owned()];
        lines.extend(table(&self.branch_rows(language), 2));
        lines.extend([String::new(), language.pick(&wording::COVERAGE_ARTICLES).to_owned()]);
        if self.articles.is_empty() {
            lines.push(format!("  {}", language.pick(&wording::COVERAGE_NO_ARTICLES)));
        } else {
            lines.extend(table(&self.article_rows(language), 2));
        }
        let counts = [
            ("branches", self.branches.len().to_string()),
            ("open", self.open().to_string()),
            ("articles", self.articles.len().to_string()),
            ("loose", self.loose().to_string()),
        ];
        lines.extend([String::new(), say(language, &wording::COVERAGE_SUMMARY, &counts)]);
        lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
    }

    fn branch_rows(&self, language: Language) -> Vec<Vec<String>> {
        let heading = [
            &wording::COLUMN_RULE,
            &wording::COLUMN_BRANCH,
            &wording::COLUMN_FIRST,
            &wording::COLUMN_SECOND,
            &wording::COLUMN_AT_LIMIT,
        ];
        let row = |branch: &Branch| {
            let mark = |seen: Option<bool>| seen.map_or("", |seen| if seen { "√" } else { "×" }).to_owned();
            let (first, second) = branch.seen;
            let what = branch.what.show(language);
            vec![branch.rule.clone(), what, mark(Some(first)), mark(second), mark(branch.at_limit)]
        };
        std::iter::once(headings(&heading, language)).chain(self.branches.iter().map(row)).collect()
    }

    fn article_rows(&self, language: Language) -> Vec<Vec<String>> {
        let heading = [&wording::COLUMN_ARTICLE, &wording::COLUMN_TITLE, &wording::COLUMN_STATUS, &wording::COLUMN_BY];
        let row = |covered: &Covered| {
            let article = &covered.article;
            let title = article.title.as_ref().map_or("", |title| language.pick(&[&title.zh, &title.en]));
            let rule = |(rule, incomplete): &(String, bool)| match incomplete {
                true => say(language, &wording::ARTICLE_INCOMPLETE, &[("rule", rule.clone())]),
                false => rule.clone(),
            };
            let rules: Vec<String> = covered.rules.iter().map(rule).collect();
            let by = if covered.is_loose() && rules.is_empty() {
                "×".to_owned()
            } else {
                rules.join(language.pick(&wording::LIST_SEPARATOR))
            };
            vec![article.text.value.clone(), title.to_owned(), status(article, language), by]
        };
        std::iter::once(headings(&heading, language)).chain(self.articles.iter().map(row)).collect()
    }
}

fn headings(columns: &[&Wording], language: Language) -> Vec<String> {
    columns.iter().map(|column| language.pick(column).to_owned()).collect()
}

fn status(article: &Article, language: Language) -> String {
    let reason = article.reason.as_ref().map_or_else(String::new, |reason| reason.value.clone());
    match article.status {
        ArticleStatus::Rules => language.pick(&wording::ARTICLE_RULES).to_owned(),
        ArticleStatus::Judged => language.pick(&wording::ARTICLE_JUDGED).to_owned(),
        ArticleStatus::NotCovered => say(language, &wording::ARTICLE_NOT_COVERED, &[("reason", reason)]),
    }
}

/// The rules that cite an article, each with whether its source is incomplete.
fn rules(pack: &Pack, article: &Article) -> Vec<(String, bool)> {
    let rule = |id: &str| -> Option<&Rule> { pack.rule.iter().find(|rule| rule.id.as_str() == id) };
    let incomplete = |id: &str| rule(id).is_some_and(|rule| rule.incomplete.is_some());
    citing(pack, article).into_iter().map(|id| (id.to_owned(), incomplete(id))).collect()
}

/// Whether a check decides something: a value without a limit does not, and a scope is no rule.
fn is_judged(check: &Check) -> bool {
    let decides = check.comparison.is_some() || !matches!(check.test, Test::Limit { .. });
    decides && !check.is_verdict
}

fn of(program: &Program, check: &Check, seen: &Branches) -> Vec<Branch> {
    let printed = program.rules.iter().find(|rule| rule.id == check.id);
    let is_measure = check.item != check.id && !check.item.is_empty();
    if printed.is_none() && !is_measure {
        return Vec::new();
    }
    // A rule without a finding of its own has one for each member.
    let rule = match printed.filter(|rule| rule.main.is_none()) {
        Some(_) => format!("{}/{}", check.id, check.item),
        None => check.id.clone(),
    };
    let has_limit = check.comparison.is_some();
    let stages = seen.stages.iter().map(|(stage, shown)| Branch {
        rule: rule.clone(),
        what: What::Finding(stage.map(|stage| (program.schema[stage].title.clone(), program.schema[stage].id.clone()))),
        seen: match &check.test {
            // Points without an answer are never met or not met, and some answers all meet.
            Test::Ask(answers) if answers.iter().all(|(_, meets)| *meets) => (shown.known, None),
            _ => (shown.met, Some(shown.not_met)),
        },
        at_limit: has_limit.then_some(shown.at_limit),
    });
    let variants = seen.variants.iter().map(|variant| Branch {
        rule: rule.clone(),
        what: What::Variant(variant.id.clone()),
        seen: (variant.held, Some(variant.did_not)),
        at_limit: None,
    });
    let lines = seen.lines.iter().enumerate().map(|(at, reached)| Branch {
        rule: rule.clone(),
        what: What::Line(at + 1),
        seen: (*reached, None),
        at_limit: None,
    });
    stages.chain(variants).chain(lines).collect()
}

impl What {
    fn show(&self, language: Language) -> String {
        match self {
            What::Finding(None) => language.pick(&wording::BRANCH_RULE).to_owned(),
            What::Finding(Some((title, id))) => language.pick(&[title, id]).to_owned(),
            What::Variant(id) => say(language, &wording::BRANCH_VARIANT, &[("id", id.clone())]),
            What::Line(line) => say(language, &wording::BRANCH_LINE, &[("line", line.to_string())]),
        }
    }
}
