//! Documents that are handed in: they open, every number in them is the one of the json result, no text from the data
//! is anything but text, and a saved result gives the same bytes as the assessment.

mod document;
#[path = "document/inert.rs"]
mod inert;
#[path = "document/whole.rs"]
mod whole;

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use document::{Outcome, done, folder, named, part, root, run, texts};
use inert::{renamed, well_formed};
use whole::{ASSESS, parts, rows, saved};

/// What makes a hostile name, and one of 200 characters.
fn hostile() -> Vec<(&'static str, String)> {
    vec![
        ("溪桃小学", "</w:t></w:r></w:p><w:p><w:r><w:t>一".to_owned()),
        ("竹兴小学", "\"引号\" & '单引' <b>粗</b>".to_owned()),
        ("溪永小学", "=1+1".to_owned()),
        ("云泉小学", "🏫\u{202e}学小泉云".to_owned()),
        ("清和小学", "清".repeat(200)),
    ]
}

#[test]
fn a_saved_result_gives_the_same_document_as_the_assessment() -> Outcome {
    let folder = folder("same")?;
    let (at_once, later) = (named(&folder, "a.docx"), named(&folder, "b.docx"));
    done(&[&ASSESS[..], &["--format", "docx", "-o", &at_once]].concat())?;
    let (result, _) = saved(&folder)?;
    done(&["report", &result, "--format", "docx", "-o", &later])?;
    assert!(fs::read(at_once)? == fs::read(later)?);
    Ok(fs::remove_dir_all(&folder)?)
}

#[test]
fn every_part_that_is_named_is_there() -> Outcome {
    let folder = folder("parts")?;
    let (result, _) = saved(&folder)?;
    for (form, lang) in [("docx", "zh"), ("letters", "en"), ("archive", "zh"), ("docx", "en")] {
        let path = named(&folder, "a.docx");
        done(&["report", &result, "--format", form, "--lang", lang, "-o", &path])?;
        let parts = parts(&path)?;
        let relations = &parts["word/_rels/document.xml.rels"];
        for target in relations.split("Target=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(parts.contains_key(&format!("word/{target}")), "{target}");
        }
        for id in parts["word/document.xml"].split("r:id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(relations.contains(&format!("Id=\"{id}\"")), "{id}");
        }
        for name in parts["[Content_Types].xml"].split("PartName=\"/").skip(1) {
            let name = name.split('"').next().unwrap_or_default();
            assert!(parts.contains_key(name), "{name}");
        }
    }
    Ok(fs::remove_dir_all(&folder)?)
}

#[test]
fn the_table_of_schools_holds_the_values_of_the_result() -> Outcome {
    let folder = folder("numbers")?;
    let (result, value) = saved(&folder)?;
    let path = named(&folder, "a.docx");
    done(&["report", &result, "--format", "docx", "-o", &path])?;
    let rows = rows(&parts(&path)?["word/document.xml"])?;
    let below = value["units"][0]["below"].as_array().ok_or("findings below")?;
    let mut seen = 0;
    for found in below.iter().filter(|found| found["rule"] == "school_standard" && found["item"] != "") {
        let stage = if found["stage"] == "primary" { "小学" } else { "初中" };
        let name = found["unit_name"].as_str().ok_or("a name")?;
        let item = found["item"].as_str().and_then(|item| item[1..].parse::<usize>().ok()).ok_or("L1 to L7")?;
        let of = |row: &&Vec<String>| row.len() == 11 && row[0] == name && row[1] == stage;
        let row = rows.iter().find(of).ok_or_else(|| format!("{name} {stage}"))?;
        match found["value"].as_f64() {
            // Two places are shown: the number in the table is the nearest of them.
            Some(value) => assert!((row[1 + item].parse::<f64>()? - value).abs() < 0.005 + 1e-9, "{name} L{item}"),
            None => assert_eq!(row[1 + item], "待定"),
        }
        seen += 1;
    }
    assert_eq!(seen, 76 * 7);
    Ok(fs::remove_dir_all(&folder)?)
}

#[test]
fn a_chart_holds_the_coefficients_to_the_last_digit() -> Outcome {
    let folder = folder("charts")?;
    let (result, value) = saved(&folder)?;
    let path = named(&folder, "a.docx");
    done(&["report", &result, "--format", "docx", "-o", &path])?;
    let parts = parts(&path)?;
    let findings = value["units"][0]["findings"].as_array().ok_or("findings")?;
    for (stage, name) in [("primary", "word/charts/junheng1.xml"), ("junior", "word/charts/junheng2.xml")] {
        let own = findings.iter().filter(|found| found["rule"] == "disparity" && found["stage"] == stage);
        let own: Vec<&Value> = own.collect();
        let values = own.iter().filter_map(|found| found["value"].as_f64());
        let limits = own.iter().filter_map(|found| found["limit"]["value"].as_f64());
        let wanted: Vec<f64> = values.chain(limits).collect();
        let drawn: Vec<f64> = texts(&parts[name], "c:v")?.iter().filter_map(|text| text.parse().ok()).collect();
        // Of the primary schools one lacks its equipment, and so they all have no coefficient of L6.
        assert_eq!(wanted.len(), if stage == "primary" { 13 } else { 14 });
        assert!(drawn == wanted, "{drawn:?}");
    }
    Ok(fs::remove_dir_all(&folder)?)
}

#[test]
fn every_failing_school_gets_a_letter_on_a_page_of_its_own() -> Outcome {
    let folder = folder("letters")?;
    let (result, value) = saved(&folder)?;
    let path = named(&folder, "a.docx");
    done(&["report", &result, "--format", "letters", "-o", &path])?;
    let failing = value["units"][0]["failing"].as_array().ok_or("what fails")?;
    let schools: BTreeSet<&str> = failing
        .iter()
        .filter(|failing| failing["level"] == "school")
        .filter_map(|failing| failing["unit"].as_str())
        .collect();
    // The county was made so that 溪桃, 清和, 白永 and 鹤坪 fail (examples/README.md, 2, 4 and 5).
    assert_eq!(schools.len(), 4);
    let document = &parts(&path)?["word/document.xml"];
    assert_eq!(document.matches("w:type=\"page\"").count() + 1, schools.len());
    let rows = rows(document)?;
    let qinghe: Vec<&Vec<String>> = rows.iter().filter(|row| row.len() == 5 && row[4].contains("第六条")).collect();
    // The table of the school has 7.00 against 7.5 and 1880 against 2000: 0.5 and 120 short, with the places of the value.
    assert_eq!(qinghe[0][1..4], ["7.00 ㎡/生", "≥ 7.5 ㎡/生", "0.50 ㎡/生"]);
    assert_eq!(qinghe[1][1..4], ["1880.00 元/生", "≥ 2000 元/生", "120.00 元/生"]);
    // What is to be done is not ours to say.
    assert!(rows.iter().filter(|row| row.len() == 4 && row[0] != "序号").all(|row| row[1..].concat().is_empty()));
    Ok(fs::remove_dir_all(&folder)?)
}

#[test]
fn names_from_the_data_are_text_in_a_document() -> Outcome {
    let folder = folder("hostile")?;
    let data = folder.join("data");
    fs::create_dir_all(&data)?;
    renamed(&data, &hostile())?;
    let (data, result) = (data.to_string_lossy().into_owned(), named(&folder, "r.json"));
    let assess = ["assess", &data, "--pack", "cn_quality_2017", "--format"];
    done(&[&assess[..], &["json", "--detail", "-o", &result]].concat())?;
    for form in ["docx", "letters"] {
        let path = named(&folder, "a.docx");
        done(&["report", &result, "--format", form, "-o", &path])?;
        let said = texts(&parts(&path)?["word/document.xml"], "w:t")?;
        let of_letters = ["溪桃小学", "清和小学"];
        for (old, name) in hostile().iter().filter(|(old, _)| form == "docx" || of_letters.contains(old)) {
            assert!(said.iter().any(|text| text.contains(name.as_str())), "{form}: {old}");
        }
    }
    Ok(fs::remove_dir_all(folder)?)
}

#[test]
fn several_units_and_forms_go_into_a_folder() -> Outcome {
    let folder = folder("several")?;
    let (result, _) = saved(&folder)?;
    let out = named(&folder, "out");
    done(&["report", &result, "--format", "docx", "--format", "letters", "-o", &out])?;
    let mut names: Vec<String> = fs::read_dir(&out)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_, std::io::Error>>()?;
    names.sort();
    assert_eq!(names, ["990101-一校一策.docx", "990101-自评报告.docx"]);
    Ok(fs::remove_dir_all(folder)?)
}

/// A document of an office as Word stores it: a place in pieces, one in a header, one in a table.
fn office(path: &str, sentence: &str) -> Outcome {
    const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let run = |text: &str| format!("<w:r><w:rPr><w:rFonts w:eastAsia=\"楷体\"/></w:rPr><w:t>{text}</w:t></w:r>");
    let of = |runs: &[&str]| format!("<w:p>{}</w:p>", runs.iter().map(|text| run(text)).collect::<String>());
    let body = [
        of(&["关于{", "{单", "位}", "}：{{ verdict }}。&lt;照旧&gt;"]),
        of(&["{{主要", "指标表}}"]),
        of(&["｛｛差异系数图｝｝"]),
        of(&[sentence]),
    ];
    let section =
        format!("<w:sectPr><w:headerReference xmlns:r=\"{OFFICE}\" w:type=\"default\" r:id=\"rId9\"/></w:sectPr>");
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let parts = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned(),
        ),
        ("word/document.xml", format!("<w:document {WORD}><w:body>{}{section}</w:body></w:document>", body.concat())),
        ("word/header1.xml", format!("<w:hdr {WORD}>{}</w:hdr>", of(&["页眉{{数据期}}"]))),
        (
            "word/_rels/document.xml.rels",
            format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"rId9\" Type=\"{OFFICE}/header\" Target=\"header1.xml\"/></Relationships>"
            ),
        ),
        ("word/media/seal.png", "no picture, and not touched".to_owned()),
    ];
    let mut writer = ZipWriter::new(fs::File::create(path)?);
    for (name, text) in parts {
        writer.start_file(name, SimpleFileOptions::default())?;
        writer.write_all(text.as_bytes())?;
    }
    writer.finish()?;
    Ok(())
}

#[test]
fn a_template_is_filled_in_where_it_names_places() -> Outcome {
    let folder = folder("template")?;
    let (result, _) = saved(&folder)?;
    let (template, path) = (named(&folder, "t.docx"), named(&folder, "a.docx"));
    office(&template, "（盖章）")?;
    done(&["report", &result, "--format", "docx", "--template", &template, "-o", &path])?;
    let document = part(&path, "word/document.xml")?;
    well_formed("word/document.xml", &document)?;
    let said = texts(&document, "w:t")?.concat();
    assert!(said.starts_with("关于云川县：不达标。<照旧>"), "{said}");
    assert!(said.ends_with("（盖章）") && !said.contains("{{"));
    let five: Vec<Vec<String>> = rows(&document)?.into_iter().filter(|row| row[0].starts_with("L5")).collect();
    assert_eq!(five, [["L5 生均体育运动场馆面积", "49/50", "26/26"]]);
    assert_eq!(texts(&part(&path, "word/header1.xml")?, "w:t")?.concat(), "页眉2023");
    assert_eq!(part(&path, "word/media/seal.png")?, "no picture, and not touched");
    for number in [1, 2] {
        let (id, chart) = (format!("\"rIdJunhengChart{number}\""), format!("word/charts/junheng{number}.xml"));
        assert!(document.contains(&format!("r:id={id}")));
        let relations = part(&path, "word/_rels/document.xml.rels")?;
        assert!(relations.contains(&format!("Id={id}")) && relations.contains(&chart));
        assert!(part(&path, "[Content_Types].xml")?.contains(&chart));
        well_formed(&chart, &part(&path, &chart)?)?;
    }
    Ok(fs::remove_dir_all(folder)?)
}

#[test]
fn a_place_there_is_none_of_is_told_with_all_there_are() -> Outcome {
    let folder = folder("places")?;
    let (result, _) = saved(&folder)?;
    let (template, path) = (named(&folder, "t.docx"), named(&folder, "a.docx"));
    let report = ["report", &result, "--format", "docx", "-o", &path, "--template"];
    office(&template, "{{负责人}}")?;
    let told = run(&[&report[..], &[&template]].concat())?;
    let message = String::from_utf8(told.stderr)?;
    assert_eq!(told.status.code(), Some(2));
    let (wrong, known) = message.split_once("；可用的有：").ok_or("the places there are")?;
    assert!(wrong.ends_with("负责人"), "{wrong}");
    let manual = fs::read_to_string(root().join("docs/documents.md"))?;
    for place in known.trim().split('、') {
        assert!(manual.contains(&format!("`{{{{{place}}}}}`")), "{place} is not in the manual");
    }
    assert_eq!(manual.matches("| `{{").count(), known.trim().split('、').count());
    office(&template, "如下{{逐校表}}")?;
    let told = run(&[&report[..], &[&template]].concat())?;
    assert_eq!(told.status.code(), Some(2));
    assert!(String::from_utf8(told.stderr)?.contains("独占一段"));
    assert_eq!(run(&[&report[..], &[&result]].concat())?.status.code(), Some(2));
    assert!(!Path::new(&path).exists());
    Ok(fs::remove_dir_all(folder)?)
}

/// The example county with other evidence in its answers, and a pack of its own that labels it.
fn with_evidence(folder: &Path) -> Result<(String, String), Box<dyn Error>> {
    let (data, pack) = (folder.join("data"), folder.join("pack"));
    fs::create_dir_all(data.join("佐证"))?;
    fs::create_dir_all(&pack)?;
    for entry in fs::read_dir(root().join("examples/yunchuan"))? {
        let path = entry?.path();
        fs::copy(&path, data.join(path.file_name().ok_or("a file has a name")?))?;
    }
    fs::write(data.join("佐证/布局.pdf"), "abc")?;
    fs::write(folder.join("outside.pdf"), "abc")?;
    let answers = fs::read_to_string(data.join("答复.csv"))?;
    let answers = answers
        .replace("云川县〔2023〕1号（虚构）", "2022年监测结果；2023年监测结果；../outside.pdf")
        .replace("云川县〔2023〕2号（虚构）", "佐证/布局.pdf")
        .replace("云川县〔2023〕3号（虚构）", "");
    fs::write(data.join("答复.csv"), answers)?;
    let text = r#"
[pack]
id       = "labelled"
title    = "带标签的包（虚构）"
version  = "1.0.0"
document = { title = "虚构的办法", issuer = "虚构" }
fidelity = "constructed"
extends  = { pack = "cn_quality_2017", version = "1" }

[archive]
label = "（{section}）{section_title}卷{circled}第{n}件"
"#;
    fs::write(pack.join("pack.toml"), text)?;
    Ok((data.to_string_lossy().into_owned(), pack.to_string_lossy().into_owned()))
}

#[test]
fn an_archive_says_what_is_there_missing_and_short_of_years() -> Outcome {
    let folder = folder("archive")?;
    let (data, pack) = with_evidence(&folder)?;
    let (result, path) = (named(&folder, "r.json"), named(&folder, "a.docx"));
    done(&["assess", &data, "--pack", &pack, "--format", "json", "--detail", "-o", &result])?;
    let value: Value = serde_json::from_slice(&fs::read(&result)?)?;
    // The SHA-256 of `abc` is the example of FIPS 180-2.
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(value["run"]["evidence"], serde_json::json!([{ "path": "佐证/布局.pdf", "sha256": hash }]));
    done(&["report", &result, "--format", "archive", "-o", &path])?;
    let rows = rows(&parts(&path)?["word/document.xml"])?;
    let of = |title: &str| rows.iter().find(|row| row.len() == 7 && row[1].contains(title)).ok_or(title.to_owned());
    let layout = of("学校规划布局")?;
    assert_eq!(layout[0], "（二）政府保障程度卷①第1件");
    assert_eq!(layout[3..], ["佐证/布局.pdf", "", "有", hash]);
    assert_eq!(of("学校建设标准")?[3..6], ["", "", "缺"]);
    // Three years are wanted, two are named; what leads out of the folder is not looked at.
    assert_eq!(of("年度监测")?[4..], ["2022、2023（应有 3 年）", "年度不齐", "文件未找到"]);
    Ok(fs::remove_dir_all(folder)?)
}
