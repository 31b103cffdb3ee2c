//! What cannot be written is told and ends with 1; nothing half written stands anywhere, and what was there stays.
#![cfg(target_os = "linux")]

mod command;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use command::{entries, repository, result};

type Outcome = Result<(), Box<dyn Error>>;

const COUNTY: &str = "examples/chengyuan";
const PACK: [&str; 2] = ["--pack", "cn_quality_2017"];

/// Every result that replaces a file, without `-o`; `saved` is a saved assessment.
fn jobs(saved: &str) -> Vec<Vec<&str>> {
    let assess = ["text", "json", "csv", "html", "docx", "xlsx"]
        .map(|form| [&["assess", COUNTY, "--detail", "--format", form], &PACK[..]].concat());
    let report = ["html", "docx", "xlsx", "letters", "archive"].map(|form| vec!["report", saved, "--format", form]);
    let data = [&["data", "check", COUNTY, "--format", "xlsx"], &PACK[..]].concat();
    assess.into_iter().chain(report).chain([data, vec!["pack", "doc", "cn_quality_2017"]]).collect()
}

/// What is only ever made new.
fn template() -> Vec<&'static str> {
    [&["template"], &PACK[..]].concat()
}

/// A folder of its own with a saved assessment beside it.
fn set_up(name: &str) -> Result<(PathBuf, String), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("writing-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("out"))?;
    let saved = folder.join("saved.json").to_string_lossy().into_owned();
    result(&[&["assess", COUNTY, "--detail", "--format", "json", "-o", &saved], &PACK[..]].concat());
    Ok((folder.join("out"), saved))
}

/// Runs where no file may grow beyond half a kilobyte: what writes more is stopped by the system half way.
fn cramped(arguments: &[&str]) -> std::io::Result<Output> {
    let mut command = Command::new("sh");
    command.args(["-c", r#"trap "" XFSZ; ulimit -f 1; exec "$0" "$@""#, env!("CARGO_BIN_EXE_junheng")]);
    command.args(arguments).current_dir(repository()).env_remove("JUNHENG_RULES").output()
}

fn refused(arguments: &[&str], output: &Output, target: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
    assert!(said.contains(target), "{arguments:?}: {said}");
    assert!(!said.contains("panicked"), "{arguments:?}: {said}");
}

#[test]
fn a_writer_that_fails_half_way_leaves_the_old_file() -> Outcome {
    let (folder, saved) = set_up("half")?;
    for (at, job) in jobs(&saved).iter().enumerate() {
        let target = folder.join(format!("{at}.out"));
        fs::write(&target, "what was there")?;
        let shown = target.to_string_lossy();
        let arguments = [&job[..], &["-o", &*shown]].concat();
        let output = cramped(&arguments)?;
        refused(&arguments, &output, &shown);
        assert_eq!(fs::read_to_string(&target)?, "what was there", "{arguments:?}");
        assert_eq!(entries(&folder), std::slice::from_ref(&target), "{arguments:?}");
        fs::remove_file(target)?;
    }
    let target = folder.join("new.xlsx").to_string_lossy().into_owned();
    let arguments = [&template()[..], &["-o", &target]].concat();
    refused(&arguments, &cramped(&arguments)?, &target);
    assert!(entries(&folder).is_empty(), "{:?}", entries(&folder));
    Ok(())
}

#[test]
fn a_full_disk_is_told() -> Outcome {
    let (_, saved) = set_up("full")?;
    for job in jobs(&saved) {
        let arguments = [&job[..], &["-o", "/dev/full"]].concat();
        refused(&arguments, &command::junheng(&arguments), "/dev/full");
    }
    Ok(())
}

#[test]
fn a_folder_that_takes_no_files_is_told() -> Outcome {
    let (_, saved) = set_up("closed")?;
    for job in jobs(&saved).into_iter().chain([template()]) {
        // Nobody makes files in /proc, whoever they are.
        let arguments = [&job[..], &["-o", "/proc/result.xlsx"]].concat();
        refused(&arguments, &command::junheng(&arguments), "/proc/result.xlsx");
    }
    Ok(())
}

#[test]
fn a_target_that_is_no_file_is_told() -> Outcome {
    let (folder, saved) = set_up("taken")?;
    let target = folder.join("taken.out");
    fs::create_dir(&target)?;
    fs::write(target.join("kept"), "what was there")?;
    let shown = target.to_string_lossy();
    // Papers go into a folder; the others are one file.
    for job in jobs(&saved).into_iter().filter(|job| ["data", "pack"].contains(&job[0])) {
        let arguments = [&job[..], &["-o", &*shown]].concat();
        refused(&arguments, &command::junheng(&arguments), &shown);
        assert_eq!(entries(&target), [target.join("kept")], "{arguments:?}");
    }
    Ok(())
}
