//! Where packs are found: a folder named on the command line, `--rules`, `JUNHENG_RULES`, and those built in.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use junheng::pack::{Files, Library};

use crate::outcome::Failure;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// All places packs are looked for in.
pub struct Shelves {
    /// The pack that was named as a folder, under the id it was asked for by.
    named: Option<(String, PathBuf)>,
    folders: Vec<PathBuf>,
}

impl Shelves {
    /// Looks in `rules`, then in `JUNHENG_RULES`, then among the packs built in.
    pub fn new(rules: &[PathBuf]) -> Self {
        let variable = env::var_os("JUNHENG_RULES").unwrap_or_default();
        let folders =
            rules.iter().cloned().chain(env::split_paths(&variable).filter(|path| !path.as_os_str().is_empty()));
        Self { named: None, folders: folders.collect() }
    }

    /// The id to ask for: `pack` itself, or the folder it names.
    pub fn open(&mut self, pack: &str) -> String {
        let path = Path::new(pack);
        let is_folder = pack.contains(['/', '\\']) || path.join("pack.toml").is_file();
        if is_folder {
            self.named = Some((pack.to_owned(), path.to_path_buf()));
        }
        pack.to_owned()
    }

    /// The folder of a pack, if it is one of files.
    pub fn folder(&self, id: &str) -> Option<PathBuf> {
        if let Some((_, folder)) = self.named.as_ref().filter(|(named, _)| named == id) {
            return Some(folder.clone());
        }
        // Beside the pack that was named stand those it may use.
        let beside = self.named.as_ref().and_then(|(_, folder)| folder.parent().map(Path::to_path_buf));
        let folders = self.folders.iter().cloned().chain(beside);
        folders.map(|folder| folder.join(id)).find(|folder| folder.join("pack.toml").is_file())
    }
}

/// The folder of mapping files beside packs.
const MAPPING_FOLDER: &str = "mappings";

impl Shelves {
    /// A mapping: a file, or an id looked up where packs are; the error says what is at hand.
    pub fn mapping(&self, named: &Path) -> Result<MappingFile, String> {
        let id = shown(named);
        if id.contains('/') || id.ends_with(".toml") || named.is_file() {
            return read_mapping(named, false);
        }
        let beside = |folder: &PathBuf| folder.join(MAPPING_FOLDER).join(format!("{id}.toml"));
        if let Some(path) = self.folders.iter().map(beside).find(|path| path.is_file()) {
            return read_mapping(&path, true);
        }
        let embedded = MAPPINGS.iter().find(|(known, _)| *known == id);
        let (_, text) = embedded.ok_or_else(|| {
            let known: Vec<&str> = MAPPINGS.iter().map(|(known, _)| *known).collect();
            format!("--map {id}: {}", known.join(" | "))
        })?;
        Ok(MappingFile { name: format!("{MAPPING_FOLDER}/{id}.toml"), text: (*text).to_owned(), is_shared: true })
    }
}

/// A mapping file that was found.
pub struct MappingFile {
    /// Its name.
    pub name: String,
    /// What stands in it.
    pub text: String,
    /// Whether it stands where packs are, for the tables of many, and was not written for those at hand.
    pub is_shared: bool,
}

fn read_mapping(path: &Path, is_shared: bool) -> Result<MappingFile, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", shown(path)))?;
    Ok(MappingFile { name: shown(path), text, is_shared })
}

impl Library for Shelves {
    fn files(&self, id: &str) -> Option<Files> {
        if let Some(folder) = self.folder(id) {
            return read_folder(&folder);
        }
        let (_, files) = EMBEDDED.iter().find(|(known, _)| *known == id)?;
        Some(files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
    }

    fn ids(&self) -> Vec<String> {
        let mut ids: BTreeSet<String> = EMBEDDED.iter().map(|(id, _)| (*id).to_owned()).collect();
        for folder in &self.folders {
            let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
            let packs = entries.filter(|entry| entry.path().join("pack.toml").is_file());
            ids.extend(packs.map(|entry| entry.file_name().to_string_lossy().into_owned()));
        }
        ids.into_iter().collect()
    }
}

/// The name `--pack` gives; without it, the list of packs.
pub fn named<'n>(pack: Option<&'n str>, rules: &[PathBuf]) -> Result<&'n str, Failure> {
    pack.ok_or_else(|| {
        let ids = Shelves::new(rules).ids().join("\n  ");
        Failure::usage(format!("请用 --pack 指定规则包 / name a pack with --pack:\n  {ids}"))
    })
}

/// `pack.toml`, then `pack.*.toml` in name order.
fn read_folder(folder: &Path) -> Option<Files> {
    let name = |path: &PathBuf| path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let is_part =
        |path: &PathBuf| name(path).starts_with("pack.") && name(path).ends_with(".toml") && name(path) != "pack.toml";
    let mut parts: Vec<PathBuf> =
        fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path())).filter(is_part).collect();
    parts.sort();
    let files = [folder.join("pack.toml")].into_iter().chain(parts);
    files.map(|path| Some((shown(&path), text(&path)?))).collect()
}

/// The text of a file, with a NUL where its bytes are no UTF-8: the engine refuses that and says where.
fn text(path: &Path) -> Option<String> {
    let damaged = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(char::REPLACEMENT_CHARACTER, "\0");
    let bytes = fs::read(path).ok()?;
    Some(String::from_utf8(bytes).unwrap_or_else(|error| damaged(error.as_bytes())))
}

/// A path as it is shown, with `/` on every system.
pub fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
