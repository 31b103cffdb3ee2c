//! What is handed in: every number in it is the one of the json result, and no text from the data is anything but text.

mod document;
#[path = "document/inert.rs"]
mod inert;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Output;

use scraper::{Html, Selector};
use serde_json::Value;

use document::{Outcome, done, folder, run};
use inert::renamed;

fn page(path: &Path) -> Result<Html, Box<dyn Error>> {
    let page = Html::parse_document(&fs::read_to_string(path)?);
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    Ok(page)
}

fn select(selector: &str) -> Result<Selector, Box<dyn Error>> {
    Ok(Selector::parse(selector).map_err(|error| error.to_string())?)
}

const HOSTILE: &[(&str, &str)] = &[
    ("溪桃小学", "</script><script>alert('一')</script>"),
    ("竹兴小学", "\"引号\" & '单引' <b>粗</b>"),
    ("溪永小学", "=1+1"),
    ("云泉小学", "🏫\u{202e}学小泉云"),
];

#[test]
fn a_saved_result_gives_the_same_page_as_the_assessment() -> Outcome {
    let folder = folder("same")?;
    let (at_once, saved, later) = (folder.join("a.html"), folder.join("r.json"), folder.join("b.html"));
    let assess = ["assess", "examples/yunchuan", "--pack", "cn_quality_2017"];
    let (at_once, saved, later) = (&*at_once.to_string_lossy(), &*saved.to_string_lossy(), &*later.to_string_lossy());
    done(&[&assess[..], &["--format", "html", "-o", at_once]].concat())?;
    done(&[&assess[..], &["--format", "json", "--detail", "-o", saved]].concat())?;
    done(&["report", saved, "--format", "html", "-o", later])?;
    assert!(fs::read(at_once)? == fs::read(later)?);
    Ok(fs::remove_dir_all(&folder)?)
}

#[test]
fn every_measure_of_every_school_stands_in_the_page() -> Outcome {
    let folder = folder("numbers")?;
    let (html, json) = (folder.join("a.html"), folder.join("a.json"));
    let assess = ["assess", "examples/yunchuan", "--pack", "cn_quality_2017"];
    done(&[&assess[..], &["--format", "html", "-o", &html.to_string_lossy()]].concat())?;
    done(&[&assess[..], &["--format", "json", "--detail", "-o", &json.to_string_lossy()]].concat())?;
    let result: Value = serde_json::from_slice(&fs::read(&json)?)?;
    let page = page(&html)?;
    let cells = select("#schools td data")?;
    let mut shown: Vec<f64> = page
        .select(&cells)
        .map(|cell| cell.value().attr("value").and_then(|value| value.parse().ok()).ok_or("a number has its value"))
        .collect::<Result<_, _>>()?;
    let below = result["units"][0]["below"].as_array().ok_or("findings below")?;
    let mut measured: Vec<f64> = below
        .iter()
        .filter(|found| found["rule"] == "school_standard" && found["item"] != "")
        .filter_map(|found| found["value"].as_f64())
        .collect();
    // 76 schools at a stage with seven measures each, one of them without the value of its equipment.
    assert_eq!(measured.len(), 76 * 7 - 1);
    // The result lists measure by measure, the page school by school.
    shown.sort_by(f64::total_cmp);
    measured.sort_by(f64::total_cmp);
    assert!(shown == measured);
    Ok(fs::remove_dir_all(&folder)?)
}

#[test]
fn names_from_the_data_are_text_in_the_page() -> Outcome {
    let folder = folder("hostile")?;
    let data = folder.join("data");
    fs::create_dir_all(&data)?;
    let long = "长".repeat(200);
    renamed(&data, &[HOSTILE, &[("平杏小学", &long)]].concat())?;
    let html = folder.join("a.html");
    let (data, out) = (&*data.to_string_lossy(), &*html.to_string_lossy());
    done(&["assess", data, "--pack", "cn_quality_2017", "--format", "html", "-o", out])?;
    let page = page(&html)?;
    // The script of the page itself, and the numbers behind the table.
    assert_eq!(page.select(&select("script")?).count(), 2);
    assert_eq!(page.select(&select("td b")?).count(), 0);
    let names: Vec<String> =
        page.select(&select("#schools button[data-row]")?).map(|name| name.text().collect()).collect();
    for (_, name) in HOSTILE.iter().chain(&[("", long.as_str())]) {
        assert!(names.iter().any(|known| known == name), "{name}");
    }
    let workings = page.select(&select("#workings")?).next().ok_or("the numbers behind the table")?;
    let told: Value = serde_json::from_str(&workings.text().collect::<String>())?;
    assert_eq!(told.as_array().map(Vec::len), Some(names.len()));
    Ok(fs::remove_dir_all(folder)?)
}

#[test]
fn a_page_asks_nothing_of_the_network() -> Outcome {
    let folder = folder("offline")?;
    let html = folder.join("a.html");
    done(&[
        "assess",
        "examples/yunchuan",
        "--pack",
        "cn_quality_2017",
        "--format",
        "html",
        "-o",
        &html.to_string_lossy(),
    ])?;
    let page = page(&html)?;
    for (selector, attribute) in [("[src]", "src"), ("link[href]", "href"), ("a[href]", "href")] {
        for element in page.select(&select(selector)?) {
            let target = element.value().attr(attribute).unwrap_or_default();
            assert!(target.starts_with('#') || target.starts_with("data:"), "{target}");
        }
    }
    Ok(fs::remove_dir_all(folder)?)
}

/// The command for twenty invented counties.
const COUNTIES: [&str; 6] =
    ["assess", "tests/reference/twenty_counties.csv", "--pack", "tests/packs/export_job", "--map", "provincial_export"];

/// Four of them; one has two periods, and so two pages.
const SOME: [&str; 8] = ["--unit", "160101", "--unit", "160103", "--unit", "160104", "--unit", "170107"];

/// The pages of some counties, made at once on so many threads.
fn pages(folder: &Path, threads: &str) -> Result<Output, Box<dyn Error>> {
    let out = folder.to_string_lossy();
    run(&[&COUNTIES[..], &SOME, &["--format", "html", "--threads", threads, "-o", &*out]].concat())
}

/// Names and bytes of the files in a folder.
fn files(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, Box<dyn Error>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        files.insert(entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path())?);
    }
    Ok(files)
}

#[test]
fn papers_of_several_units_are_the_same_at_once_and_later_on_any_number_of_threads() -> Outcome {
    let folder = folder("threads")?;
    let [result, one, three, later] = ["result.json", "one", "three", "later"].map(|name| folder.join(name));
    assert!(pages(&one, "1")?.status.success());
    assert!(pages(&three, "3")?.status.success());
    let result = result.to_string_lossy();
    done(&[&COUNTIES[..], &SOME, &["--format", "json", "--detail", "-o", &*result]].concat())?;
    done(&["report", &result, "--threads", "2", "-o", &later.to_string_lossy()])?;
    let expected = files(&one)?;
    assert!(expected.len() == 6 && expected.contains_key("index.html"), "{:?}", expected.keys());
    for other in [&three, &later] {
        let other = files(other)?;
        assert!(expected.keys().eq(other.keys()));
        expected.iter().for_each(|(name, bytes)| assert!(other[name] == *bytes, "{name}"));
    }
    Ok(fs::remove_dir_all(folder)?)
}

#[test]
fn a_pipe_hears_nothing_of_how_far_the_papers_are() -> Outcome {
    let folder = folder("pipe")?;
    let [result, at_once, later] = ["result.json", "at_once", "later"].map(|name| folder.join(name));
    let result = result.to_string_lossy();
    let doubts = run(&[&COUNTIES[..], &SOME, &["--format", "json", "--detail", "-o", &*result]].concat())?.stderr;
    let output = pages(&at_once, "2")?;
    assert_eq!(output.stderr, doubts, "what was said about the data, and nothing else");
    assert!(output.stdout.is_empty());
    let output = run(&["report", &result, "--format", "html", "--format", "docx", "-o", &later.to_string_lossy()])?;
    assert!(output.status.success());
    assert!(output.stderr.is_empty() && output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(fs::remove_dir_all(folder)?)
}

#[test]
fn the_first_paper_that_cannot_be_written_is_named_whatever_the_threads() -> Outcome {
    let folder = folder("refused")?;
    let out = folder.join("pages");
    assert!(pages(&out, "2")?.status.success());
    let names: Vec<String> = files(&out)?.into_keys().filter(|name| name.ends_with("-评估.html")).collect();
    // A folder stands where the pages of the second unit and of the last should.
    for name in [&names[1], &names[4]] {
        fs::remove_file(out.join(name))?;
        fs::create_dir(out.join(name))?;
    }
    for threads in ["1", "4"] {
        let output = pages(&out, threads)?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1));
        assert!(said.contains(&names[1]) && !said.contains(&names[4]), "{said}");
    }
    Ok(fs::remove_dir_all(folder)?)
}

#[test]
fn several_units_get_a_page_each_and_one_that_lists_them() -> Outcome {
    let folder = folder("several")?;
    let out = folder.join("pages");
    done(&[&COUNTIES[..], &["--format", "html", "-o", &*out.to_string_lossy()]].concat())?;
    let index = page(&out.join("index.html"))?;
    let links: Vec<String> =
        index.select(&select("#units a")?).filter_map(|link| Some(link.value().attr("href")?.to_owned())).collect();
    assert!(links.len() > 20, "{}", links.len());
    for link in &links {
        assert!(out.join(link).is_file(), "{link}");
    }
    assert_eq!(files(&out)?.len(), links.len() + 1);
    Ok(fs::remove_dir_all(folder)?)
}
