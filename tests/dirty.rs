//! Files as offices have them: what can be read comes to the conclusions of the clean table, and nothing is forgotten.

mod command;

use std::fs;
use std::path::{Path, PathBuf};

use command::{ends, entries, repository, result};

/// What a page says where its files must come to the conclusions of the clean table.
const SAME: &str = "结论与干净的表相同。";
/// The clean table.
const CLEAN: &str = "\
县代码,县,学校代码,学校,小学在校生数,初中在校生数,图书册数,教学仪器设备值,巩固率,建校日期
990001,示例县,9900010001,一小,300,,6000,720000,99.5,1998-09-01
990001,示例县,9900010002,二小,200,,3400,420000,98,2005-09-01
990001,示例县,9900010003,一中,,400,11200,1200000,96.5,1985-09-01
";

fn pages() -> Vec<PathBuf> {
    entries(&repository().join("tests/dirty")).into_iter().filter(|page| ends(page, ".md")).collect()
}

fn assess(files: &[PathBuf]) -> String {
    let files: Vec<String> = files.iter().map(|file| file.to_string_lossy().into_owned()).collect();
    let options = ["--pack", "tests/packs/dirty", "--as-of", "2024-12-31", "--format", "csv", "--detail"];
    let arguments: Vec<&str> = ["assess"].into_iter().chain(files.iter().map(String::as_str)).chain(options).collect();
    result(&arguments)
}

#[test]
fn there_are_sixty_and_each_has_its_page() {
    let pages = pages();
    assert!(pages.len() >= 60, "{} pages", pages.len());
    for page in &pages {
        assert!(!entries(&page.with_extension("in")).is_empty(), "{} has no input", page.display());
    }
}

#[test]
fn what_can_be_read_comes_to_the_conclusions_of_the_clean_table() {
    let clean = Path::new(env!("CARGO_TARGET_TMPDIR")).join("clean.csv");
    fs::write(&clean, CLEAN).expect("the folder of the tests can be written");
    let expected = assess(&[clean]);
    assert!(expected.contains("9900010001,一小,primary,books_per_pupil,,生均图书册数,20,"), "6000 / 300 is 20");
    let same = pages().into_iter().filter(|page| fs::read_to_string(page).is_ok_and(|text| text.contains(SAME)));
    let mut count = 0;
    for page in same {
        let found = assess(&entries(&page.with_extension("in")));
        assert_eq!(found, expected, "{}", page.display());
        count += 1;
    }
    assert!(count >= 40, "{count} pages say so");
}
