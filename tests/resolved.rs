//! A pack that `resolve` prints gives the same bytes as the pack itself, case by case.

mod command;

use std::fs;
use std::path::{Path, PathBuf};

use command::{ends, entries, repository, result};

/// The packs of the repository that are more than one file on its own, or have cases.
fn packs() -> Vec<PathBuf> {
    let folders = ["rules", "tests/packs", "tests/cli/a-city-extends-the-national-pack.in"];
    let folders = folders.iter().flat_map(|folder| entries(&repository().join(folder)));
    folders.filter(|pack| pack.join("pack.toml").is_file()).collect()
}

/// The pack as `resolve` prints it, in a folder of its own.
fn flat(pack: &str) -> String {
    let name = Path::new(pack).file_name().unwrap_or_default();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("flat").join(name);
    fs::create_dir_all(&folder).expect("the target folder can be written");
    result(&["pack", "resolve", pack, "-o", &folder.join("pack.toml").to_string_lossy()]);
    folder.to_string_lossy().into_owned()
}

/// What is said of the data of a case.
fn assessed(case: &Path, pack: &str) -> String {
    let is_data = |file: &PathBuf| [".csv", ".xlsx"].iter().any(|end| ends(file, end)) && !ends(file, "expected.csv");
    let data = entries(case).into_iter().filter(is_data).map(|file| file.to_string_lossy().into_owned());
    let map = Some(case.join("map.toml")).filter(|map| map.is_file());
    let map = map.into_iter().flat_map(|map| ["--map".to_owned(), map.to_string_lossy().into_owned()]);
    let arguments: Vec<String> = data.chain(map).collect();
    let rest = ["--pack", pack, "--as-of", "2023-12-31", "--format", "csv", "--detail"];
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).chain(rest).collect();
    result(&[&["assess"][..], &arguments].concat())
}

#[test]
fn a_resolved_pack_gives_the_same_bytes() {
    let mut compared = 0;
    for pack in packs() {
        let pack = pack.to_string_lossy().into_owned();
        let flat = flat(&pack);
        assert_eq!(result(&["pack", "check", &flat]), result(&["pack", "check", &pack]), "{pack}");
        assert!(result(&["pack", "diff", "--lang", "en", &pack, &flat]).ends_with("Nothing differs.\n"), "{pack}");
        for case in entries(&Path::new(&pack).join("cases")).iter().filter(|case| case.is_dir()) {
            assert_eq!(assessed(case, &pack), assessed(case, &flat), "{}", case.display());
            compared += 1;
        }
    }
    assert!(compared > 20, "only {compared} cases were found");
}
