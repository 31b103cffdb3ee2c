//! Embeds the TOML of every pack and mapping under `rules/`, so that the command works without files beside it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let rules = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../rules");
    println!("cargo::rerun-if-changed={}", rules.display());
    let mut code = String::from("pub static EMBEDDED: &[(&str, &[(&str, &str)])] = &[\n");
    for pack in sorted(&rules)? {
        let files: Vec<PathBuf> = sorted(&pack)?.into_iter().filter(|file| is_pack_file(file)).collect();
        if files.is_empty() {
            continue;
        }
        println!("cargo::rerun-if-changed={}", pack.display());
        let _ = writeln!(code, "    ({:?}, &[", name(&pack));
        for file in files {
            println!("cargo::rerun-if-changed={}", file.display());
            let shown = format!("{}/{}", name(&pack), name(&file));
            let _ = writeln!(code, "        ({shown:?}, {:?}),", fs::read_to_string(&file)?);
        }
        code.push_str("    ]),\n");
    }
    code.push_str("];\n");
    embed_mappings(&rules.join("mappings"), &mut code)?;
    fs::write(Path::new(&env::var("OUT_DIR").unwrap_or_default()).join("embedded.rs"), code)
}

/// The mapping files that `--map NAME` finds.
fn embed_mappings(folder: &Path, code: &mut String) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    code.push_str("pub static MAPPINGS: &[(&str, &str)] = &[\n");
    for file in sorted(folder)?.into_iter().filter(|file| file.extension().is_some_and(|ending| ending == "toml")) {
        println!("cargo::rerun-if-changed={}", file.display());
        let id = name(&file.with_extension(""));
        let _ = writeln!(code, "    ({id:?}, {:?}),", fs::read_to_string(&file)?);
    }
    code.push_str("];\n");
    Ok(())
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_dir() || path.is_file())
        .collect();
    entries.retain(|path| folder.ends_with("rules") == path.is_dir());
    entries.sort_by_key(|path| (name(path) != "pack.toml", name(path)));
    Ok(entries)
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

fn is_pack_file(path: &Path) -> bool {
    let name = name(path);
    name == "pack.toml" || (name.starts_with("pack.") && name.ends_with(".toml"))
}
