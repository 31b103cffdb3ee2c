//! The officer's walk in `docs/` does what it says: its commands, from an empty folder, answer as the page shows.

mod command;

use std::fs;
use std::path::Path;
use std::process::Command;

use command::repository;

const PAGE: &str = "docs/from-data-to-archive.md";

/// The commands of the page, each with what it is to say.
fn commands(page: &str) -> Vec<(String, String)> {
    let blocks = page.split("```console\n").skip(1).filter_map(|rest| rest.split("```").next());
    let command = |block: &str| {
        let (line, said) = block.split_once('\n')?;
        Some((line.strip_prefix("$ junheng ")?.to_owned(), said.trim().to_owned()))
    };
    blocks.filter_map(command).collect()
}

#[test]
fn the_walk_leads_from_an_empty_folder_to_papers() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("walk");
    let _ = fs::remove_dir_all(&folder);
    let data = folder.join("examples/yunchuan");
    fs::create_dir_all(&data).expect("the target folder can be written");
    for file in command::entries(&repository().join("examples/yunchuan")) {
        fs::copy(&file, data.join(file.file_name().unwrap_or_default())).expect("the example can be copied");
    }
    let page = fs::read_to_string(repository().join(PAGE)).expect("the page stands in docs/");
    let commands = commands(&page);
    assert_eq!(commands.len(), 4, "the walk has four commands");
    for (line, said) in commands {
        let mut command = Command::new(env!("CARGO_BIN_EXE_junheng"));
        let output = command.args(line.split_whitespace()).current_dir(&folder).output().expect("it was built");
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).trim().to_owned());
        assert_eq!(text.concat(), said, "{line}");
    }
    let papers = fs::read_dir(folder.join("归档")).expect("the folder of papers was made").count();
    let wanted = page.lines().filter_map(|line| line.strip_prefix("$ junheng report")).next().unwrap_or_default();
    assert_eq!(papers, wanted.matches("--format").count());
}

#[test]
fn every_picture_of_the_walk_is_there() {
    let page = fs::read_to_string(repository().join(PAGE)).expect("the page stands in docs/");
    for picture in page.split("](images/").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(repository().join("docs/images").join(picture).is_file(), "{picture}");
    }
}
