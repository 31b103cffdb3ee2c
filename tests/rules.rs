//! The packs of `rules/` as a whole: sound, covered, listed, and every number of them with its source.

#[path = "catalogue/example.rs"]
mod example;
#[path = "catalogue/files.rs"]
mod files;
#[path = "catalogue/limits.rs"]
mod limits;
#[path = "catalogue/shelf.rs"]
mod shelf;
#[path = "catalogue/sources.rs"]
mod sources;

mod command;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use command::{entries, junheng, repository, result};
use sources::Page;
use toml::Value;

/// Packs, beginnings of lines of `pack coverage` that no case takes, and why.
const UNTAKEN: &[(&str, &str, &str)] = &[
    ("cn_basic_2012", "government", "the points are left to the provinces; example_basic_points shows the total"),
    ("cn_basic_table_t1", "government_01 line 2", "of an open reading only the default is taken"),
    ("cn_basic_table_t1", "government_03 line", "of an open reading only the default is taken"),
    ("cn_basic_table_t1", "t1_b5 line", "of an open reading only the default is taken"),
    ("cn_basic_table_t1", "government_08 line", "of an open reading only the default is taken"),
    ("cn_fujian_school_conditions", "size_quota_item", "tests/packs/fujian_size_quota fills in its table"),
    ("cn_fujian_school_conditions", "hardware_total", "the pass line was not seen"),
    ("cn_guangdong_basic", "", "the limits of junior schools were not seen"),
    ("cn_henan_school_standard", "pass", "the pass line was not seen"),
    ("cn_hunan_school_standard", "line", "the pass line was not seen"),
    ("cn_shaanxi_school_standard", "enough_schools", "how many schools must comply was not seen"),
    ("cn_sichuan_demonstration", "pass", "the pass line was not seen"),
    (
        "cn_wuxi_regulation",
        "1 covered by nothing",
        "articles 8 to 41 were not seen; they wait for whoever has the text",
    ),
    ("cn_xinjiang_participation", "completion_17", "its limits are cut off in the source"),
    ("cn_zhoushan_2007", "line", "the pass line was not seen"),
];

/// The folders of the packs.
fn packs() -> Vec<PathBuf> {
    entries(&repository().join("rules")).into_iter().filter(|path| path.join("pack.toml").is_file()).collect()
}

fn id(pack: &Path) -> String {
    pack.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// What a run said on both channels, and its exit status.
fn said(arguments: &[&str]) -> (String, Option<i32>) {
    let output = junheng(arguments);
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (text, output.status.code())
}

/// Rewrites a page that is made from the packs where that is asked for, and compares it.
fn is_current(path: &str, page: &str) {
    let file = repository().join(path);
    if std::env::var_os("JUNHENG_BLESS").is_some() {
        fs::write(&file, page).expect("the page can be written");
    }
    let stored = fs::read_to_string(&file).unwrap_or_default();
    assert!(stored == page, "{path} is not current: run with JUNHENG_BLESS=1 and read the difference");
}

#[test]
fn every_pack_is_sound() {
    for pack in packs() {
        let (text, status) = said(&["pack", "check", &pack.to_string_lossy()]);
        assert!(status == Some(0) && text.is_empty(), "{}\n{text}", pack.display());
    }
}

/// What `pack coverage` says is left open: branches that no case takes both ways, and how many articles no rule covers.
/// A limit that no case meets exactly is none of these.
fn untaken(pack: &Path) -> Vec<String> {
    let (text, _) = said(&["pack", "coverage", &pack.to_string_lossy(), "--lang", "en"]);
    let rows = text.lines().filter(|line| line.starts_with("  "));
    let branches = rows.filter(|line| is_open(line)).map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let articles = text.lines().last().and_then(|line| line.rsplit_once(", ")).map(|(_, articles)| articles.to_owned());
    branches.chain(articles.filter(|articles| !articles.starts_with("0 "))).collect()
}

/// Whether a branch was not taken: met and not met, or the one thing a line is.
fn is_open(line: &str) -> bool {
    line.split(' ').filter(|word| ["√", "×"].contains(word)).take(2).any(|mark| mark == "×")
}

#[test]
fn every_branch_is_taken_by_a_case_or_it_is_said_why_not() {
    let mut used = BTreeSet::new();
    for pack in packs().iter().filter(|pack| pack.join("cases").is_dir()) {
        let (_, status) = said(&["pack", "coverage", "--strict", &pack.to_string_lossy()]);
        let open = untaken(pack);
        assert_eq!(status == Some(0), open.is_empty(), "{}: {open:#?}", pack.display());
        for line in open {
            let known = UNTAKEN.iter().position(|(known, start, _)| *known == id(pack) && line.starts_with(start));
            assert!(known.is_some(), "{}: no case takes {line}", pack.display());
            used.extend(known);
        }
    }
    let stale: Vec<_> = (0..UNTAKEN.len()).filter(|at| !used.contains(at)).map(|at| UNTAKEN[at]).collect();
    assert!(stale.is_empty(), "take off the list: {stale:?}");
}

#[test]
fn the_list_shows_every_pack_with_its_parent_and_its_rules() {
    let packs: Vec<shelf::Facts> = packs().iter().map(|pack| shelf::Facts::of(pack)).collect();
    for language in ["zh", "en"] {
        let list = result(&["pack", "list", "--lang", language]);
        for pack in &packs {
            let start = format!("{} ", pack.id);
            let line = list.lines().find(|line| line.starts_with(&start)).unwrap_or_default();
            assert!(line.contains(&format!("  {}", pack.parent)), "{}: {line}", pack.id);
            assert!(line.ends_with(&format!(" {}", pack.rules)), "{}: {line}", pack.id);
        }
    }
}

#[test]
fn the_table_of_packs_is_current() {
    let path = "rules/README.md";
    let readme = fs::read_to_string(repository().join(path)).expect("rules/README.md can be read");
    is_current(path, &shelf::with_table(&readme, &packs(), &sources::read()));
}

#[test]
fn the_page_of_the_examples_is_current() {
    is_current("examples/under_every_pack.md", &example::write(&packs()));
}

/// Whoever collects what the diagnostics name lacks no column any more.
#[test]
fn what_is_said_to_be_missing_is_all_that_is() {
    for pack in example::assessed(&packs()) {
        let data = example::data(pack);
        let (missing, ..) = example::assess(&data, pack);
        if missing.parents.is_some() {
            continue; // where units belong is no blank cell
        }
        let folder = example::completed(&data, pack, &missing);
        let (still, able, _) = example::assess(&[folder], pack);
        assert!(able && still.is_nothing(), "{}: with all of it collected, something is missing", id(pack));
    }
}

#[test]
fn the_table_of_limits_is_current() {
    is_current("docs/limits.md", &limits::write(&packs(), &sources::read()));
}

#[test]
fn every_number_stands_in_its_source_or_is_accounted_for() {
    let page = sources::read();
    let of_pack = |pack: &PathBuf| (id(pack), limits::unaccounted(pack, &page));
    let open: Vec<_> = packs().iter().map(of_pack).filter(|(_, open)| !open.is_empty()).collect();
    assert!(open.is_empty(), "neither docs/sources.md nor the record says where these come from:\n{open:#?}");
}

/// The ids that packs cite: what their sources stand for, and what their words name.
fn cited(packs: &[PathBuf], page: &Page) -> BTreeSet<String> {
    let mut ids: BTreeSet<String> = packs.iter().flat_map(|pack| limits::ids(pack, page)).collect();
    ids.remove(&sources::MADE.to_lowercase());
    ids
}

#[test]
fn every_source_that_is_cited_is_described_and_none_besides() {
    let page = sources::read();
    let by_packs = cited(&packs(), &page);
    let known: BTreeSet<String> = page.under(sources::CITED).iter().map(|id| (*id).to_owned()).collect();
    let unknown: Vec<_> = by_packs.difference(&known).collect();
    assert!(
        unknown.is_empty(),
        "rules/ cites them, docs/sources.md has them not under “{}”: {unknown:?}",
        sources::CITED
    );
    let uncited: Vec<_> = known.difference(&by_packs).collect();
    assert!(uncited.is_empty(), "no pack cites them; they are background: {uncited:?}");
}

#[test]
fn every_source_of_the_clauses_is_described() {
    let page = sources::read();
    let folders: Vec<PathBuf> =
        entries(&repository().join("tests/clauses")).into_iter().filter(|path| path.is_dir()).collect();
    let of =
        |pack: &PathBuf| files::tables(pack)[0].get("source").and_then(Value::as_array).cloned().unwrap_or_default();
    let ids = folders.iter().flat_map(of).map(|source| files::text(&source["id"]));
    let seen: BTreeSet<String> = ids.filter(|id| id != "gk").collect();
    let missing: Vec<_> = seen.iter().filter(|id| page.said_of(id).is_none()).collect();
    assert!(missing.is_empty(), "docs/sources.md does not have {missing:?}");
    let clauses = page.under(sources::CLAUSES);
    let uncited: Vec<_> = clauses.iter().filter(|id| !seen.contains(**id)).collect();
    assert!(uncited.is_empty(), "no clause cites {uncited:?}");
}
