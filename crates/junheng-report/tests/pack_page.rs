//! The page of every pack: sound HTML, nothing from outside, and everything the pack says in it.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use junheng::compile::compile;
use junheng::diagnostic::Language;
use junheng::pack::{self, Comparison, Files, Library, Limit, Pack, Rule, Variant};
use junheng::program::Program;
use junheng::source::Sources;
use junheng_report::{PackFile, pack_page};
use scraper::{Html, Selector};

type Outcome = Result<(), Box<dyn Error>>;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The packs of two folders.
struct Folders;

impl Library for Folders {
    fn files(&self, id: &str) -> Option<Files> {
        let folder = [root().join("rules").join(id), root().join("tests/packs").join(id)];
        let folder = folder.into_iter().find(|folder| folder.join("pack.toml").is_file())?;
        let is_pack = |path: &Path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            name.starts_with("pack.") && name.ends_with(".toml")
        };
        let mut paths: Vec<PathBuf> = fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.retain(|path| is_pack(path));
        paths.sort_by_key(|path| (!path.ends_with("pack.toml"), path.clone()));
        paths.iter().map(|path| Some((path.to_string_lossy().into_owned(), fs::read_to_string(path).ok()?))).collect()
    }

    fn ids(&self) -> Vec<String> {
        let folders = ["rules", "tests/packs"].map(|folder| fs::read_dir(root().join(folder)));
        let entries = folders.into_iter().flatten().flatten().flatten();
        let packs = entries.filter(|entry| entry.path().join("pack.toml").is_file());
        packs.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    }
}

/// One pack, held in memory.
struct Single(&'static str);

impl Library for Single {
    fn files(&self, _: &str) -> Option<Files> {
        Some(vec![("pack.toml".to_owned(), self.0.to_owned())])
    }

    fn ids(&self) -> Vec<String> {
        Vec::new()
    }
}

/// A pack and its page.
fn written(id: &str, library: &dyn Library, language: Language) -> Result<(Pack, String), Box<dyn Error>> {
    let mut sources = Sources::default();
    let (pack, members, _) = pack::read(id, library, &mut sources);
    let pack = pack.ok_or(format!("{id} cannot be read"))?;
    let program: Option<Program> = compile(&pack).0;
    let file = |member: &pack::Member, name: &str| PackFile {
        pack: member.id.clone(),
        version: member.version.clone(),
        name: name.to_owned(),
        sha256: "0".repeat(64),
    };
    let files: Vec<PackFile> =
        members.iter().flat_map(|member| member.files.iter().map(|(name, _)| file(member, name))).collect();
    let page = pack_page(&pack, program.as_ref(), &sources, &files, language);
    Ok((pack, page))
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("the selectors of this test are sound")
}

fn attributes(page: &Html, name: &str) -> Vec<String> {
    let having = selector(&format!("[{name}]"));
    page.select(&having).filter_map(|element| element.attr(name).map(str::to_owned)).collect()
}

/// The text of the element with this id.
fn text_of(page: &Html, id: &str) -> String {
    page.select(&selector(&format!("#{id}"))).flat_map(|element| element.text()).collect()
}

#[test]
fn every_page_is_sound_and_stands_alone() -> Outcome {
    for id in Folders.ids() {
        for language in [Language::Chinese, Language::English] {
            let (_, text) = written(&id, &Folders, language)?;
            let page = Html::parse_document(&text);
            assert_eq!(page.errors, Vec::<std::borrow::Cow<'static, str>>::new(), "{id}");
            let ids = attributes(&page, "id");
            let known: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
            assert_eq!(known.len(), ids.len(), "{id}: an id stands twice");
            for link in attributes(&page, "href") {
                let target = link.strip_prefix('#').ok_or(format!("{id}: {link} leads out of the page"))?;
                assert!(known.contains(target), "{id}: nothing is at {link}");
            }
            assert!(attributes(&page, "src").is_empty(), "{id} loads something");
            assert_eq!(page.select(&selector("script, link, iframe, object")).count(), 0, "{id} loads something");
            assert!(!text.contains("url(") && !text.contains("@import"), "{id} loads something");
        }
    }
    Ok(())
}

#[test]
fn groups_are_named_as_an_officer_names_them() -> Outcome {
    let (_, text) = written("frame_balance_layers", &Folders, Language::Chinese)?;
    let page = Html::parse_document(&text);
    assert!(text_of(&page, "rule-between_counties").contains("组间泰尔指数（以在校生数为权；按县分组）"));
    assert!(
        text_of(&page, "rule-within_zones")
            .contains("组内泰尔指数（以在校生数为权；按城乡类型为乡中心区、村庄、乡村之一分组）")
    );
    Ok(())
}

/// The limits of a record and its variants.
fn limits<'a>(own: Vec<(Comparison, &'a Limit)>, variants: &'a [Variant]) -> Vec<&'a str> {
    let all = own.into_iter().chain(variants.iter().flat_map(Variant::limits));
    let formulas = all.flat_map(|(_, limit)| match limit {
        Limit::One(formula) => vec![formula],
        Limit::ByStage(_, limits) => limits.iter().map(|(_, formula)| formula).collect(),
    });
    formulas.map(|formula| formula.text.as_str()).filter(|text| text.parse::<f64>().is_ok()).collect()
}

#[test]
fn every_rule_and_every_limit_is_in_the_page() -> Outcome {
    for id in Folders.ids() {
        let (pack, text) = written(&id, &Folders, Language::Chinese)?;
        let page = Html::parse_document(&text);
        for rule in &pack.rule {
            let told = text_of(&page, &format!("rule-{}", rule.id.as_str()));
            assert!(told.contains(title(rule)), "{id}: {}", rule.id.as_str());
            for limit in limits(rule.limits(), &rule.variant) {
                assert!(told.contains(limit), "{id}: {} {limit}", rule.id.as_str());
            }
        }
        for measure in &pack.measure {
            let told = text_of(&page, &format!("measure-{}", measure.id.as_str()));
            assert!(told.contains(&measure.title.zh), "{id}: {}", measure.id.as_str());
            for limit in limits(measure.limits(), &measure.variant) {
                assert!(told.contains(limit), "{id}: {} {limit}", measure.id.as_str());
            }
        }
    }
    Ok(())
}

#[test]
fn every_check_that_is_looked_at_is_in_the_page_with_its_reason() -> Outcome {
    let mut count = 0;
    for id in Folders.ids() {
        let (pack, text) = written(&id, &Folders, Language::Chinese)?;
        let page = Html::parse_document(&text);
        // A library has no program and shows all it holds.
        let known = compile(&pack).0.map(|program| program.data_checks);
        for check in &pack.check {
            let told = text_of(&page, &format!("check-{}", check.id.as_str()));
            let is_looked_at =
                known.as_ref().is_none_or(|known| known.iter().any(|one| one.title.zh == check.title.zh));
            assert_eq!(!told.is_empty(), is_looked_at, "{id}: {}", check.id.as_str());
            if is_looked_at {
                assert!(told.contains(&check.title.zh) && told.contains(&check.why.zh), "{id}: {told}");
                count += 1;
            }
        }
    }
    assert!(count > 20, "{count} checks");
    Ok(())
}

fn title(rule: &Rule) -> &str {
    rule.title.as_ref().map_or("", |title| title.zh.as_str())
}

const INERT: &str = r#"
[pack]
id      = "inert"
title   = "<script>alert(1)</script>"
version = "1"
subject = "county"
[[level]]
id    = "county"
title = "县"
[[field]]
id    = "schools"
label = "学校数"
level = "county"
unit  = "所"
kind  = "count"
[[unit]]
id = "所"
[[rule]]
id       = "many"
title    = "a & b < c \"d\" <img src=x onerror=alert(1)>"
value    = "学校数"
at_least = "3 所"
reading  = "</style><b>粗</b>"
"#;

#[test]
fn markup_in_a_pack_is_text_in_its_page() -> Outcome {
    let (_, text) = written("inert", &Single(INERT), Language::Chinese)?;
    let page = Html::parse_document(&text);
    assert_eq!(page.select(&selector("script, img, b")).count(), 0);
    assert!(text_of(&page, "rule-many").contains("a & b < c \"d\" <img src=x onerror=alert(1)>"));
    assert!(text_of(&page, "rule-many").contains("</style><b>粗</b>"));
    Ok(())
}

#[test]
fn the_labels_of_an_archive_are_told_in_words() -> Outcome {
    const LABELLED: &str = "[archive]\nlabel = \"（{section}）{section_title}卷{circled}第{n}件\"\n";
    static BOTH: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| format!("{INERT}{LABELLED}"));
    let (_, text) = written("inert", &Single(&BOTH), Language::Chinese)?;
    let page = Html::parse_document(&text);
    let facts: Vec<String> = page.select(&selector(".facts tr")).map(|row| row.text().collect()).collect();
    let label = "档案标签（〔部分编号〕）〔部分名称〕卷〔部分内第几条，带圈〕第〔条款内第几件〕件";
    assert!(facts.iter().any(|fact| fact == label), "{facts:?}");
    Ok(())
}
