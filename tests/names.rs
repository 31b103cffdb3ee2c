//! Names that turn (letters from right to left, overrides) are kept in every paper and turn nothing beside them.

mod document;
#[path = "document/inert.rs"]
mod inert;

use std::error::Error;
use std::fs;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use scraper::{Html, Node};
use serde_json::Value;

use document::{Outcome, done, folder, named, part, run, texts};
use inert::{renamed, well_formed};

/// Schools of the example and what they are called here: those that fail, lack a value or lie far from the mean.
fn turning() -> Vec<(&'static str, String)> {
    vec![
        ("云川县", "云川\u{202e}县<b>".to_owned()),
        ("溪桃小学", "مدرسة الخوخ".to_owned()),
        ("清和小学", "\u{202e}学小和清".to_owned()),
        ("白永初级中学", "\u{2069}\u{202e}学中\"永白\"".to_owned()),
        ("鹤坪初级中学", "בית ספר 🏫".to_owned()),
        ("岭竹小学", format!("{}\u{202b}竹岭", "岭".repeat(190))),
        ("云泉小学", "云\u{2067}泉".to_owned()),
        ("竹兴小学", "竹\u{200f}兴\u{202c}".to_owned()),
    ]
}

/// The example county under these names, as a result in a folder.
fn assessed(test: &str) -> Result<(std::path::PathBuf, String, String), Box<dyn Error>> {
    let folder = folder(test)?;
    let data = folder.join("data");
    fs::create_dir_all(&data)?;
    renamed(&data, &turning())?;
    let (data, result) = (data.to_string_lossy().into_owned(), named(&folder, "r.json"));
    done(&["assess", &data, "--pack", "cn_quality_2017", "--format", "json", "--detail", "-o", &result])?;
    Ok((folder, data, result))
}

/// What of a text could turn what stands behind it, as UAX 9 has it: a mark or letter that no isolate holds.
fn leaks(text: &str) -> bool {
    let mut depth = 0_usize;
    for letter in text.chars() {
        match letter {
            '\u{2066}'..='\u{2068}' => depth += 1,
            '\u{2069}' if depth == 0 => return true,
            '\u{2069}' => depth -= 1,
            '\u{202a}'..='\u{202e}' | '\u{200f}' | '\u{5d0}'..='\u{6ff}' if depth == 0 => return true,
            '\n' if depth > 0 => return true,
            _ => {}
        }
    }
    depth > 0
}

/// Whether a text is a name and nothing else: then there is nothing beside it.
fn is_alone(text: &str) -> bool {
    turning().iter().any(|(_, name)| name == text.trim())
}

#[test]
fn what_leaks_is_told() {
    assert!(leaks("\u{202e}a：达标") && leaks("مدرسة 3") && leaks("\u{2068}\u{2069}\u{2069}") && leaks("\u{2068}a"));
    assert!(!leaks("溪桃小学：达标") && !leaks("\u{2068}\u{202e}a\u{2069}：达标"));
}

#[test]
fn a_name_turns_nothing_in_a_page() -> Outcome {
    let (folder, _, result) = assessed("turn-page")?;
    let path = named(&folder, "a.html");
    done(&["report", &result, "--format", "html", "-o", &path])?;
    let page = Html::parse_document(&fs::read_to_string(&path)?);
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    let mut kept = 0;
    for node in page.tree.nodes() {
        let (Node::Text(text), Some(parent)) = (node.value(), node.parent()) else { continue };
        let element = parent.value().as_element().map_or("", |element| element.name());
        kept += usize::from(text.contains(['\u{202e}', 'م', 'ב']));
        let is_json = element == "script" || element == "style";
        let is_only = parent.children().count() == 1 && is_alone(text);
        assert!(is_json || element == "bdi" || is_only || !leaks(text), "<{element}>{}", &**text);
    }
    assert!(kept > 10, "{kept}");
    let workings = page.tree.nodes().filter_map(|node| node.value().as_text()).find(|text| text.starts_with("[{"));
    let told: Value = serde_json::from_str(workings.ok_or("the numbers behind the table")?)?;
    for name in told.as_array().ok_or("rows")?.iter().filter_map(|row| row["name"].as_str()) {
        assert!(!leaks(name), "{name}");
    }
    Ok(fs::remove_dir_all(folder)?)
}

#[test]
fn a_name_turns_nothing_in_a_document() -> Outcome {
    let (folder, _, result) = assessed("turn-docx")?;
    for (form, lang) in [("docx", "zh"), ("letters", "zh"), ("letters", "en"), ("archive", "zh")] {
        let path = named(&folder, "a.docx");
        done(&["report", &result, "--format", form, "--lang", lang, "-o", &path])?;
        let document = part(&path, "word/document.xml")?;
        well_formed("word/document.xml", &document)?;
        let said = texts(&document, "w:t")?;
        assert!(said.iter().any(|text| text.contains("云川\u{202e}县<b>")), "{form}");
        // Every text is a run of its own here, and a paragraph has one.
        assert_eq!(document.matches("</w:r><w:r>").count(), 0, "{form}");
        for text in &said {
            assert!(is_alone(text) || !leaks(text), "{form}: {text}");
        }
    }
    Ok(fs::remove_dir_all(folder)?)
}

#[test]
fn a_name_turns_nothing_in_a_workbook() -> Outcome {
    let (folder, data, result) = assessed("turn-xlsx")?;
    let (path, doubts) = (named(&folder, "a.xlsx"), named(&folder, "d.xlsx"));
    done(&["report", &result, "--format", "xlsx", "-o", &path])?;
    done(&["data", "check", &data, "--pack", "cn_quality_2017", "--format", "xlsx", "-o", &doubts])?;
    let mut kept = 0;
    for path in [path, doubts] {
        let mut book: Xlsx<_> = open_workbook(&path)?;
        for (sheet, range) in book.worksheets() {
            for (_, _, cell) in range.used_cells() {
                let Data::String(text) = cell else { continue };
                kept += usize::from(text.contains(['\u{202e}', 'م', 'ב']));
                assert!(is_alone(text) || !leaks(text), "{sheet}: {text}");
            }
        }
    }
    assert!(kept > 20, "{kept}");
    Ok(fs::remove_dir_all(folder)?)
}

#[test]
fn a_name_turns_nothing_on_a_line() -> Outcome {
    let (folder, data, _) = assessed("turn-text")?;
    let of = ["--pack", "cn_quality_2017"];
    let why = |rule: &'static str| [&["why", &data], &of[..], &["--unit", "990101", "--rule", rule]].concat();
    for arguments in [
        [&["assess", &data], &of[..], &["--detail"]].concat(),
        [&["assess", &data], &of[..], &["--detail", "--lang", "en"]].concat(),
        why("disparity"),
        why("school_standard"),
        why("guarantee_03"),
        [&["data", "check", &data], &of[..], &["--format", "text"]].concat(),
    ] {
        let output = run(&arguments)?;
        assert!(output.status.success(), "{arguments:?}");
        let said = String::from_utf8(output.stdout)?;
        assert!(arguments[0] == "data" || said.contains(['\u{202e}', 'م', 'ב']), "{arguments:?}");
        for line in said.lines() {
            assert!(!leaks(line), "{arguments:?}: {line}");
        }
    }
    Ok(fs::remove_dir_all(folder)?)
}

#[test]
fn a_result_keeps_names_as_they_are_and_sentences_apart() -> Outcome {
    let (folder, _, result) = assessed("turn-json")?;
    let value: Value = serde_json::from_slice(&fs::read(&result)?)?;
    let unit = &value["units"][0];
    let names: Vec<&str> =
        unit["below"].as_array().ok_or("below")?.iter().filter_map(|f| f["unit_name"].as_str()).collect();
    for (_, name) in turning().iter().skip(1) {
        assert!(names.contains(&name.as_str()), "{name}");
    }
    let told = unit["failing"].as_array().ok_or("failing")?.iter().chain(unit["missing"].as_array().ok_or("missing")?);
    for text in told.filter_map(|one| one["told"]["zh"].as_str()) {
        assert!(!leaks(text), "{text}");
    }
    Ok(fs::remove_dir_all(folder)?)
}
