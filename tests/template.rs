//! What is filled into the tables of a pack is read back as it stands, without a mapping file.

mod command;
mod fill;

use std::fs;
use std::path::{Path, PathBuf};

use command::{junheng, repository, result, rows};
use fill::{Pack, packs};
use junheng_data::{csv_files, workbook};

/// What must not be said of a table that is filled in as it asks to be.
const NEVER: [&str; 16] = [
    "error[",
    "column-missing",
    "table-missing",
    "columns-left-out",
    "sheet-left-out",
    "stage-unstated",
    "assumed-word",
    "no-rows",
    "word-unknown",
    "not-a-number",
    "not-a-day",
    "not-whole",
    "cell-unit",
    "answer-",
    "two-names",
    "conflicting-cells",
];

/// An empty folder of this name.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("template").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the target folder can be written");
    folder
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The tables of a pack, filled in, as a workbook and as csv files.
fn written(pack: &Pack) -> [String; 2] {
    let (folder, filled) = (folder(&pack.id), pack.filled());
    let book = folder.join("采集表.xlsx");
    fs::write(&book, workbook(&filled).expect("the tables fit a workbook")).expect("a writable folder");
    let tables = folder.join("采集表");
    fs::create_dir(&tables).expect("a writable folder");
    for (name, text) in csv_files(&filled).expect("the tables fit csv files") {
        fs::write(tables.join(name), text).expect("a writable folder");
    }
    [text(&book), text(&tables)]
}

/// What an assessment finds, in as far as it does not depend on the kind of file.
fn assessed(pack: &Pack, data: &str) -> String {
    result(&["assess", data, "--pack", &pack.id, "--format", "csv", "--detail"])
}

#[test]
fn what_is_filled_in_is_read_back_for_every_pack() {
    let packs = packs();
    assert!(packs.len() > 25, "only {} packs were found", packs.len());
    for pack in &packs {
        let forms = written(pack);
        for data in &forms {
            let checked = junheng(&["data", "check", data, "--pack", &pack.id]);
            let said = String::from_utf8_lossy(&checked.stderr).into_owned();
            assert!(checked.status.success(), "{}\n{said}", pack.id);
            let wrong: Vec<_> = NEVER.iter().filter(|code| said.contains(**code)).collect();
            assert!(wrong.is_empty(), "{} {data}: {wrong:?}\n{said}", pack.id);
        }
        let [book, tables] = forms.map(|data| assessed(pack, &data));
        assert_eq!(book, tables, "{}: the workbook and the csv files differ", pack.id);
        every_finding_has_its_data(pack, &book);
    }
}

/// Nothing waits for a person, something is decided or at least worked out, and no column is missed.
fn every_finding_has_its_data(pack: &Pack, csv: &str) {
    let rows = rows(csv);
    let state = rows[0].iter().position(|header| header == "state").expect("the csv result has states");
    let open: Vec<_> = rows[1..].iter().filter(|row| row[state] == "not_checked").map(|row| row.join(",")).collect();
    assert!(open.is_empty(), "{}: answers were not found: {open:#?}", pack.id);
    let value = rows[0].iter().position(|header| header == "value").expect("the csv result has values");
    let worked_out =
        rows[1..].iter().any(|row| ["met", "not_met"].contains(&row[state].as_str()) || !row[value].is_empty());
    assert!(worked_out, "{}: nothing is worked out", pack.id);
    let page = result(&["assess", &text(&folder_of(pack)), "--pack", &pack.id]);
    assert!(!page.contains("数据里没有"), "{}: the template lacks a column\n{page}", pack.id);
}

fn folder_of(pack: &Pack) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("template").join(&pack.id).join("采集表")
}

#[test]
fn data_that_is_carried_over_gives_the_same_bytes() {
    let folder = folder("carried-over");
    for (data, pack) in [
        (&["examples/yunchuan"][..], "cn_quality_2017"),
        (&["examples/yunchuan.xlsx"], "cn_quality_2017"),
        (&["examples/chengyuan"], "cn_quality_2017"),
        (&["examples/jiashi", "examples/jiashi_division"], "xpcc_division"),
        (&["examples/jiashi", "examples/jiashi_regiment"], "xpcc_regiment"),
    ] {
        let assess =
            |data: &[&str]| result(&[&["assess"], data, &["--pack", pack, "--format", "csv", "--detail"]].concat());
        let expected = assess(data);
        for (format, name) in [("xlsx", "采集表.xlsx"), ("csv", "采集表")] {
            let target = folder.join(format!("{}-{pack}", data[0].replace('/', "-"))).join(name);
            fs::create_dir_all(target.parent().expect("it stands in a folder")).expect("a writable folder");
            let target = text(&target);
            result(&[&["template", "--pack", pack, "--format", format, "-o", &target, "--from"], data].concat());
            assert_eq!(assess(&[&target]), expected, "{data:?} as {format}");
        }
    }
}

#[test]
fn the_same_pack_gives_the_same_bytes() {
    let folder = folder("twice");
    let write = |name: &str| {
        let target = text(&folder.join(name));
        result(&["template", "--pack", "cn_quality_2017", "-o", &target, "--from", "examples/chengyuan"]);
        fs::read(target).expect("the workbook was written")
    };
    assert!(write("1.xlsx") == write("2.xlsx"), "two runs differ");
}

#[test]
fn a_blank_template_waits_for_its_answers() {
    let folder = folder("blank");
    let target = text(&folder.join("采集表.xlsx"));
    result(&["template", "--pack", "cn_quality_2017", "-o", &target]);
    let data = repository().join("examples/chengyuan/学校.csv");
    let checked = junheng(&["data", "check", &target, &text(&data), "--pack", "cn_quality_2017"]);
    let said = String::from_utf8_lossy(&checked.stderr).into_owned();
    assert!(checked.status.success() && !said.contains("answer-"), "{said}");
}
