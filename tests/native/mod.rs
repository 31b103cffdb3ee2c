//! Builds plugins from source, as their authors would: C with the system's compiler, Rust with the toolchain at hand.
#![allow(dead_code, reason = "each test target uses its own part")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{ends, entries, repository};

/// A folder for what a test builds, empty.
pub fn workshop(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("what an earlier run built can be removed");
    }
    fs::create_dir_all(&folder).expect("the target folder can be written");
    folder
}

/// Copies a folder with everything below it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the copy can be written");
    for path in entries(from) {
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a file can be copied");
        }
    }
}

/// Builds every `NAME.c` and `NAME.rs` of a folder and those below into `NAME.so`; where a `NAME.cut` stands beside,
/// only so many bytes of it are kept.
pub fn build_all(folder: &Path, workshop: &Path) {
    for path in entries(folder) {
        if path.is_dir() {
            build_all(&path, workshop);
        } else if ends(&path, ".c") {
            build_c(&path, &path.with_extension("so"));
        } else if ends(&path, ".rs") {
            build_rust(&path, &path.with_extension("so"), workshop);
        }
    }
    for cut in entries(folder).iter().filter(|path| ends(path, ".cut")) {
        let length: usize = fs::read_to_string(cut).unwrap_or_default().trim().parse().expect("a number of bytes");
        let library = cut.with_extension("so");
        let bytes = fs::read(&library).expect("it was just built");
        fs::write(&library, &bytes[..length]).expect("it can be cut");
    }
}

/// Builds a plugin in C.
pub fn build_c(source: &Path, library: &Path) {
    let include = repository().join("crates/junheng-plugin/include");
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let mut command = Command::new(compiler);
    command.args(["-std=c11", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-fvisibility=hidden"]);
    command.arg("-I").arg(include).arg("-I").arg(repository().join("tests"));
    run(command.arg("-o").arg(library).arg(source).arg("-lm"));
}

/// Builds a plugin in Rust that is one file.
pub fn build_rust(source: &Path, library: &Path, workshop: &Path) {
    let contract = workshop.join("libjunheng_plugin.rlib");
    if !contract.exists() {
        let own = repository().join("crates/junheng-plugin/src/lib.rs");
        run(rustc("rlib").arg("--crate-name=junheng_plugin").arg("-o").arg(&contract).arg(own));
    }
    let (folder, name) = (source.parent().unwrap_or(source), source.file_name().unwrap_or_default());
    let extern_crate = format!("junheng_plugin={}", contract.display());
    run(rustc("cdylib").current_dir(folder).args(["--extern", &extern_crate]).arg("-o").arg(library).arg(name));
}

fn rustc(kind: &str) -> Command {
    let mut command = Command::new(std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned()));
    command.args(["--edition=2024", "-O"]).arg(format!("--crate-type={kind}"));
    command
}

/// Runs a command that must succeed.
pub fn run(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| unreachable!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}\n{}", String::from_utf8_lossy(&output.stderr));
}
