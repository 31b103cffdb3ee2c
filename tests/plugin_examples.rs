//! The plugins under `examples/plugins/` and those that `plugin new` begins: built from source, used by their packs.

mod command;
mod native;

use std::fs;
use std::io::{BufReader, Read as _};
use std::path::Path;
use std::process::{Command, Output};

use calamine::{Reader as _, Xlsx, open_workbook};
use scraper::{Html, Selector};

use command::{ends, entries, junheng, repository, result, rows};
use native::{build_c, copy, run, workshop};

/// The json result of a run, which keeps to its schema.
fn json(arguments: &[&str]) -> serde_json::Value {
    let written = result(&[&["assess"], arguments, &["--format", "json"]].concat());
    let json = serde_json::from_str(&written).expect("the result is JSON");
    let mut schemas = boon::Schemas::new();
    let path = repository().join("docs/assessment.schema.json");
    let schema = boon::Compiler::new().compile(text(&path), &mut schemas).expect("the schema is one");
    let sound = schemas.validate(&json, schema).map_err(|wrong| wrong.to_string());
    assert_eq!(sound, Ok(()));
    json
}

fn text(path: &Path) -> &str {
    path.to_str().expect("the path of the repository is UTF-8")
}

/// Where a file for this system stands in the packs of the examples.
fn library() -> String {
    format!("{}_{}.{}", std::env::consts::OS, std::env::consts::ARCH, std::env::consts::DLL_EXTENSION)
}

/// The pack of an example with its plugin built and locked, in a workshop of its own.
fn example(name: &str, workshop: &Path, build: impl Fn(&Path, &Path)) {
    let source = repository().join("examples/plugins").join(name);
    copy(&source.join("pack"), &workshop.join("pack"));
    let plugins = workshop.join("pack/plugins");
    fs::create_dir_all(&plugins).expect("the workshop can be written");
    build(&source, &plugins.join(library()));
    result(&["pack", "lock", text(&workshop.join("pack"))]);
}

fn between_school(source: &Path, library: &Path) {
    let target = library.with_file_name("target");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--release", "--offline", "--locked"]).current_dir(source).env("CARGO_TARGET_DIR", &target);
    run(&mut cargo);
    let (start, end) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let built = target.join(format!("release/{start}between_school{end}"));
    fs::copy(built, library).expect("cargo says that it was built");
}

fn walking(source: &Path, library: &Path) {
    build_c(&source.join("walking.c"), library);
}

/// The cases are worked out by `examples/plugins/make_cases.py`, by other formulas than the plugins use.
fn passes_its_cases(workshop: &Path, cases: usize) {
    for more in [&[][..], &["--plugins-in-process"]] {
        let pack = workshop.join("pack");
        let said = result(&[&["pack", "test", text(&pack), "--allow-plugins"], more].concat());
        assert!(said.contains(&format!("案例 {cases} 个：通过 {cases}，不符 0")), "{said}");
    }
}

#[test]
fn the_between_school_share_agrees_with_an_independent_computation() {
    let workshop = workshop("between_school");
    example("between_school", &workshop, between_school);
    passes_its_cases(&workshop, 4);
    let (pack, data) = (workshop.join("pack"), workshop.join("pack/cases/apart"));
    let arguments = ["assess", text(&data), "--pack", text(&pack), "--allow-plugins"];
    let page = result(&arguments);
    assert!(page.contains("插件：between_school 1.0.0，SHA-256 "), "the page names the plugin:\n{page}");
    let json = json(&arguments[1..]);
    let sha256 = junheng_loader::fingerprint(&pack.join("plugins").join(library())).expect("it was built");
    let plugin = serde_json::json!({ "id": "between_school", "version": "1.0.0", "sha256": sha256 });
    assert_eq!(json["run"]["plugins"], serde_json::json!([plugin]));
    let used = serde_json::json!([{ "function": "icc", "plugin": "between_school", "compared_in": "f64" }]);
    assert_eq!(json["units"][0]["findings"][0]["natives"], used);
}

#[test]
fn walking_accessibility_agrees_with_an_independent_computation() {
    let workshop = workshop("walking");
    example("walking", &workshop, walking);
    passes_its_cases(&workshop, 3);
}

/// The rows of a sheet as text.
fn sheet(book: &mut Xlsx<BufReader<fs::File>>, name: &str) -> Vec<Vec<String>> {
    let range = book.worksheet_range(name).expect("the workbook has the sheet");
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

/// The text of a document, a line for each row of its tables and each paragraph.
fn document(path: &Path) -> Vec<String> {
    let file = fs::File::open(path).expect("it was written");
    let mut archive = zip::ZipArchive::new(file).expect("a document is a package");
    let mut xml = String::new();
    let mut part = archive.by_name("word/document.xml").expect("a document has a body");
    part.read_to_string(&mut xml).expect("the body is text");
    let texts = |row: &str| {
        let texts = row.split("<w:t ").skip(1).filter_map(|text| text.split_once('>')?.1.split('<').next());
        texts.collect::<Vec<_>>().join("|")
    };
    xml.replace("</w:tr>", "\n").replace("</w:p><w:p>", "\n").lines().map(texts).collect()
}

#[test]
fn papers_name_the_plugins_a_verdict_rests_on() {
    let workshop = workshop("walking-papers");
    example("walking", &workshop, walking);
    let (pack, saved, papers) = (workshop.join("pack"), workshop.join("result.json"), workshop.join("papers"));
    let data = pack.join("cases/near");
    let sha256 = junheng_loader::fingerprint(&pack.join("plugins").join(library())).expect("it was built");
    result(&[
        "assess",
        text(&data),
        "--pack",
        text(&pack),
        "--allow-plugins",
        "--format",
        "json",
        "--detail",
        "-o",
        text(&saved),
    ]);
    let of = [
        ("zh", ["运行信息", "规则与依据"], ["插件", "计算用到的插件"], "插件 walking 1.0.0 的 "),
        ("en", ["Run", "Rules and sources"], ["plugin", "computed with"], " of the plugin walking 1.0.0"),
    ];
    for (lang, [run, rules], [plugin, column], used) in of {
        let formats = ["--format", "html", "--format", "xlsx", "--format", "docx"];
        result(&[&["report", text(&saved), "--lang", lang, "-o", text(&papers)], &formats[..]].concat());
        let file =
            |ending: &str| entries(&papers).into_iter().find(|path| ends(path, ending)).expect("one of each kind");
        let page = Html::parse_document(&fs::read_to_string(file(".html")).expect("it is text"));
        let select = |selector: &str| Selector::parse(selector).expect("it is a selector");
        let said = |selector: &str| {
            page.select(&select(selector)).map(|one| one.text().collect::<String>()).collect::<Vec<_>>()
        };
        assert!(said("section li").iter().any(|line| line.contains("walking 1.0.0") && line.contains(&sha256)));
        assert!(said("details.item dd").iter().any(|line| line.contains(used)), "{lang}");
        let mut book: Xlsx<_> = open_workbook(file(".xlsx")).expect("it is a workbook");
        assert!(sheet(&mut book, run).iter().any(|row| row[..4] == [plugin, "walking", "1.0.0", &sha256]), "{lang}");
        let rows = sheet(&mut book, rules);
        let head = rows.iter().find(|row| row.last().is_some_and(|last| last == column)).expect("the column is there");
        assert!(rows.iter().any(|row| row[head.len() - 1].contains(used)), "{lang}");
        let lines = document(&file(".docx"));
        assert!(lines.contains(&format!("{plugin}|walking 1.0.0|{sha256}")), "{lines:?}");
    }
}

/// A place at 91° north ends no run: the finding is an error that says so.
#[test]
fn a_place_that_cannot_be_is_an_error_with_its_reason() {
    let workshop = workshop("walking-nowhere");
    example("walking", &workshop, walking);
    let data = workshop.join("地点.csv");
    let header = "县代码,县,地点代码,地点,地点类型,居住学生数,经度,纬度";
    fs::write(&data, format!("{header}\n1,甲县,1,校,学校,0,103,30\n1,甲县,2,村,居住地,9,103,91\n"))
        .expect("the workshop can be written");
    let pack = workshop.join("pack");
    let arguments = [text(&data), "--pack", text(&pack), "--allow-plugins"];
    let found = rows(&result(&[&["assess"], &arguments[..], &["--format", "csv"]].concat()));
    let state = found[0].iter().position(|column| column == "state").expect("the csv has a state");
    assert_eq!(found[2][state], "error");
    let json = json(&arguments);
    assert_eq!(json["units"][0]["findings"][0]["reasons"][0]["presence"], "failed");
    let told = result(&[&["why"], &arguments[..], &["--unit", "1", "--rule", "near_a_school"]].concat());
    assert!(told.contains("插件报告失败：经纬度超出范围"), "{told}");
}

/// The results do not depend on how many threads call the plugin, nor on where it runs.
#[test]
fn threads_and_isolation_change_no_byte() {
    let workshop = workshop("between_school-threads");
    example("between_school", &workshop, between_school);
    let mut schools = String::from("县代码,县,学校代码,学校\n");
    (0..400).for_each(|at| schools += &format!("{0},县{0},{at},校{at}\n", at % 100));
    let mut pupils = String::from("学校代码,学生编号,语文成绩,数学成绩\n");
    for pupil in 0..4000 {
        let score = (pupil * 7919) % 61 + 40;
        pupils += &format!("{},{pupil},{score},{}\n", pupil % 400, 140 - score);
    }
    let data = workshop.join("data");
    fs::create_dir_all(&data).expect("the workshop can be written");
    fs::write(data.join("学校.csv"), schools).expect("the workshop can be written");
    fs::write(data.join("学生.csv"), pupils).expect("the workshop can be written");
    let pack = workshop.join("pack");
    let assess = |more: &[&str]| {
        let arguments = ["assess", text(&data), "--pack", text(&pack), "--allow-plugins"];
        result(&[&arguments[..], &["--format", "csv"], more].concat())
    };
    let alone = assess(&["--threads", "1"]);
    assert!(alone.lines().count() > 300 && !alone.contains(",error,"), "{alone}");
    assert_eq!(alone, assess(&["--threads", "4"]));
    assert_eq!(alone, assess(&["--threads", "4", "--plugins-in-process"]));
}

fn begun(name: &str, more: &[&str]) -> Output {
    let workshop = workshop(name);
    let plugin = workshop.join(name);
    result(&[&["plugin", "new", text(&plugin)], more].concat());
    let again = junheng(&[&["plugin", "new", text(&plugin)], more].concat());
    assert_eq!(again.status.code(), Some(2), "what stands there is not overwritten");
    let mut build = Command::new("sh");
    build.arg(plugin.join("build.sh")).env("JUNHENG", env!("CARGO_BIN_EXE_junheng"));
    run(build.env("CARGO_NET_OFFLINE", "true").env_remove("CARGO_TARGET_DIR"));
    result(&["plugin", "inspect", text(&plugin.join("pack/plugins").join(library()))]);
    junheng(&["pack", "test", text(&plugin.join("pack")), "--allow-plugins"])
}

#[test]
fn a_plugin_that_is_begun_in_rust_builds_and_passes_its_cases() {
    let output = begun("begun_in_rust", &[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_plugin_that_is_begun_in_c_builds_and_passes_its_cases() {
    let output = begun("begun_in_c", &["--written-in", "c"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
