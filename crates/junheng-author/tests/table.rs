//! Whatever an office writes into its table, the pack begun from it can be read, and says what the table says.

use junheng::compile::compile;
use junheng::diagnostic::Severity;
use junheng::pack::{self, Files, Library};
use junheng::source::Sources;
use junheng_author::draft;
use junheng_data::{Grid, GridRow};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

/// The pack that was begun, and a library with the level and stages it speaks of.
struct Shelf(String);

const FIELDS: &str = "[pack]\nid = \"cn_fields\"\ntitle = \"数据项\"\nversion = \"1.0.0\"\nlibrary = true\n\
                      [[stage]]\nid = \"primary\"\ntitle = \"小学\"\n[[stage]]\nid = \"junior\"\ntitle = \"初中\"\n\
                      [[level]]\nid = \"county\"\ntitle = \"县\"\ncode_column = \"县代码\"\n";

impl Library for Shelf {
    fn files(&self, id: &str) -> Option<Files> {
        let text = if id == "cn_fields" { FIELDS } else { &self.0 };
        Some(vec![("pack.toml".to_owned(), text.to_owned())])
    }

    fn ids(&self) -> Vec<String> {
        Vec::new()
    }
}

fn grid(rows: &[Vec<String>]) -> Grid {
    let row = |(at, cells): (usize, &Vec<String>)| GridRow { line: at as u32 + 1, cells: cells.clone() };
    Grid { sheet: None, rows: rows.iter().enumerate().map(row).collect() }
}

/// Begins a pack and reads it; gives what is wrong with it, and the notes it holds.
fn tried(rows: &[Vec<String>]) -> (Vec<String>, Vec<String>) {
    let (Some(draft), _) = draft(&[grid(rows)], "表.csv", "probe") else { return (Vec::new(), Vec::new()) };
    let _ = draft.summary(junheng::diagnostic::Language::Chinese);
    let mut sources = Sources::default();
    let (pack, _, mut diagnostics) = pack::read("probe", &Shelf(draft.text.clone()), &mut sources);
    let Some(pack) = pack else { return (vec![draft.text], Vec::new()) };
    diagnostics.append(compile(&pack).1);
    let errors = diagnostics.iter().filter(|found| found.message.severity == Severity::Error);
    let notes = pack.rule.iter().filter_map(|rule| Some(rule.note.as_ref()?.as_str().to_owned()));
    (errors.map(|found| format!("{}\n{}", found.message.code, draft.text)).collect(), notes.collect())
}

fn cells(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

#[test]
fn the_scoring_text_is_kept_to_the_letter() {
    let text = "１．每低０．１个百分点扣２分，“扣完为止”；\n２．C:\\资料 '''引''' \"双\"";
    let rows = [cells(&["一级指标", "二级指标", "分值", "评分标准"]), cells(&["A1 入学", "B1 巩固率", "10", text])];
    assert_eq!(tried(&rows), (Vec::new(), vec![text.to_owned()]));
}

#[test]
fn cells_that_are_repeated_and_cells_that_are_merged_mean_the_same() {
    let header = cells(&["一级指标", "二级指标", "分值"]);
    let merged = [header.clone(), cells(&["A1 入学", "B1 甲", "1"]), cells(&["", "B2 乙", "2"])];
    let repeated = [header, cells(&["A1 入学", "B1 甲", "1"]), cells(&["A1 入学", "B2 乙", "2"])];
    let text = |rows: &[Vec<String>]| draft(&[grid(rows)], "表.csv", "probe").0.map(|draft| draft.text);
    assert!(text(&merged).is_some_and(|text| text.contains("id    = \"a1\"")));
    assert_eq!(text(&merged), text(&repeated));
}

#[test]
fn codes_that_begin_anew_in_every_section_give_ids_of_their_own() {
    let rows = [
        cells(&["项目", "内容", "分值"]),
        cells(&["A1 甲", "C1 一", "1"]),
        cells(&["", "C2 二", "1"]),
        cells(&["A2 乙", "C1 三", "1"]),
    ];
    let text = draft(&[grid(&rows)], "表.csv", "probe").0.map(|draft| draft.text).unwrap_or_default();
    assert!(text.contains("\"c1\"") && text.contains("\"a2_c1\""), "{text}");
}

fn cell() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "",
        "",
        "",
        "A1 入学机会（20分）",
        "A2",
        "B1 随迁子女",
        "C1",
        "一、校舍",
        "（二）用地",
        "1 占地",
        "3",
        "3分",
        "2-5",
        "合计",
        "小计",
        "注：另行规定",
        "酌情扣0.5-2分",
        "每低0.1个百分点扣2分，扣完为止",
        "好的给8-10分，差的给1-3分",
        "一档5，二档3，",
        "达不到要求不给分",
    ]);
    prop_oneof![6 => known.prop_map(str::to_owned), 1 => "\\PC{0,6}".prop_map(|text| text)]
}

fn header() -> impl Strategy<Value = Vec<String>> {
    let title = prop::sample::select(vec![
        "一级指标",
        "二级指标",
        "三级指标",
        "项目",
        "编号",
        "分值",
        "评分标准",
        "评分细则",
        "佐证材料",
        "责任单位",
        "自评分",
        "",
    ]);
    prop::collection::vec(title.prop_map(str::to_owned), 2..7)
}

/// The seed is fixed, so that a build does not fail by chance; `PROPTEST_CASES=10000` looks further.
fn config() -> Config {
    Config { rng_seed: RngSeed::Fixed(2017), failure_persistence: None, ..Config::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_pack_begun_from_any_table_has_no_error(
        header in header(),
        rows in prop::collection::vec(prop::collection::vec(cell(), 0..7), 0..12),
    ) {
        let rows: Vec<Vec<String>> = std::iter::once(header).chain(rows).collect();
        prop_assert_eq!(tried(&rows).0, Vec::<String>::new());
    }
}
