//! `junheng pack new`: the files of a pack that begins.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use junheng::diagnostic::Language;
use junheng::pack;
use junheng::source::Sources;
use junheng_author::File;

use crate::arguments::PackNew;
use crate::input;
use crate::library::{Shelves, shown};
use crate::outcome::{Failure, Status};
use crate::write;

/// Makes the folder of a new pack; never touches one in which anything stands.
pub fn run(arguments: &PackNew) -> Result<Status, Failure> {
    let language: Language = arguments.packs.lang.into();
    let id = id(arguments, language)?;
    refuse_taken(&arguments.folder, language)?;
    let (files, found) = match (&arguments.extends, &arguments.from_table) {
        (Some(parent), _) => (extending(&id, parent, arguments, language)?, String::new()),
        (None, Some(table)) => from_table(&id, table, language)?,
        (None, None) => (junheng_author::blank(&id), String::new()),
    };
    write_all(&arguments.folder, &files)?;
    let said = found + &report(arguments, &files, language);
    write::text(None, &said)?;
    Ok(Status::Done)
}

/// The id that is stated, or the name of the folder.
fn id(arguments: &PackNew, language: Language) -> Result<String, Failure> {
    let name = arguments.folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let id = arguments.id.clone().unwrap_or(name);
    if junheng_author::is_id(&id) {
        return Ok(id);
    }
    Err(Failure::usage(match language {
        Language::Chinese => {
            format!("“{id}”不能作规则包的标识：用小写 ASCII 字母、数字和下划线；文件夹另有名称时加 --id")
        }
        Language::English => format!("“{id}” cannot be the id of a pack: use ASCII snake_case; state it with --id"),
    }))
}

pub(super) fn refuse_taken(folder: &Path, language: Language) -> Result<(), Failure> {
    let is_taken = fs::read_dir(folder).map_or_else(|_| folder.exists(), |mut entries| entries.next().is_some());
    if !is_taken {
        return Ok(());
    }
    let folder = shown(folder);
    Err(Failure::usage(match language {
        Language::Chinese => format!("{folder}: 已经有了，不会覆盖；换一个文件夹名"),
        Language::English => format!("{folder}: stands there already and is not overwritten; name another folder"),
    }))
}

fn extending(id: &str, parent: &str, arguments: &PackNew, language: Language) -> Result<Vec<File>, Failure> {
    let mut shelves = Shelves::new(&arguments.packs.rules);
    let asked = shelves.open(parent);
    let mut sources = Sources::default();
    let (pack, _, diagnostics) = pack::read(&asked, &shelves, &mut sources);
    if diagnostics.has_errors() {
        input::print(&diagnostics, &sources, language, Status::Pack)?;
    }
    let pack = pack.ok_or_else(|| Failure::silent(Status::Pack))?;
    findable(pack.pack.id.as_str(), shelves.folder(&asked), language)?;
    junheng_author::extending(id, &pack, &sources).ok_or_else(|| {
        Failure::usage(match language {
            Language::Chinese => format!("{parent}: 只供借用，不能在其上改动；写在 use 里"),
            Language::English => format!("{parent}: is a library and cannot be extended; name it under use"),
        })
    })
}

/// A pack is found by the name of its folder, so a parent must be called what its folder is called.
fn findable(id: &str, folder: Option<PathBuf>, language: Language) -> Result<(), Failure> {
    let Some(folder) = folder.filter(|folder| fs::canonicalize(folder).is_ok_and(|real| !real.ends_with(id))) else {
        return Ok(());
    };
    let folder = shown(&folder);
    Err(Failure::usage(match language {
        Language::Chinese => format!("{folder}: 文件夹名与标识 {id} 不同，别的规则包找不到它；把文件夹改名为 {id}"),
        Language::English => {
            format!("{folder}: other packs cannot find {id} in a folder of another name; rename it to {id}")
        }
    }))
}

/// Where the parent stands, if it was named as a folder, so that the check finds it.
fn shelf_of_parent(arguments: &PackNew) -> Option<PathBuf> {
    let parent = Path::new(arguments.extends.as_ref()?);
    let shelf = parent.join("pack.toml").is_file().then(|| parent.parent()).flatten()?;
    let beside = arguments
        .folder
        .parent()
        .filter(|own| fs::canonicalize(or_here(own)).ok() == fs::canonicalize(or_here(shelf)).ok());
    beside.is_none().then(|| or_here(shelf))
}

/// A folder; the empty path is here.
fn or_here(folder: &Path) -> PathBuf {
    if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_path_buf() }
}

/// A pack that is begun from a table, and what is said of it.
fn from_table(id: &str, table: &Path, language: Language) -> Result<(Vec<File>, String), Failure> {
    let bytes = fs::read(table).map_err(|error| Failure::usage(format!("{}: {error}", shown(table))))?;
    let (grids, diagnostics) = junheng_data::grids(&junheng_data::Input { name: shown(table), bytes }, None);
    input::print(&diagnostics, &Sources::default(), language, Status::Data)?;
    let name = table.file_name().unwrap_or_default().to_string_lossy();
    let (draft, diagnostics) = junheng_author::draft(&grids, &name, id);
    input::print(&diagnostics, &Sources::default(), language, Status::Data)?;
    let draft = draft.ok_or_else(|| Failure::silent(Status::Data))?;
    let summary = draft.summary(language);
    Ok((vec![File { path: "pack.toml".to_owned(), text: draft.text }], summary))
}

pub(super) fn write_all(folder: &Path, files: &[File]) -> Result<(), Failure> {
    for file in files {
        let path = folder.join(&file.path);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).with_context(|| shown(parent))?;
        let mut out = fs::File::create_new(&path).with_context(|| shown(&path))?;
        out.write_all(file.text.as_bytes()).with_context(|| shown(&path))?;
    }
    Ok(())
}

/// The files written, and what to do next.
fn report(arguments: &PackNew, files: &[File], language: Language) -> String {
    let folder = shown(&arguments.folder);
    let listed: String =
        files.iter().map(|file| format!("  {}\n", shown(&arguments.folder.join(&file.path)))).collect();
    let rules = arguments.packs.rules.iter().cloned().chain(shelf_of_parent(arguments));
    let rules: String = rules.map(|rules| format!(" --rules {}", shown(&rules))).collect();
    let [written, next] = match language {
        Language::Chinese => ["已写：", "接下来："],
        Language::English => ["Written:", "Next:"],
    };
    let has_cases = files.iter().any(|file| file.path.starts_with("cases/"));
    let test = if has_cases { format!("  junheng pack test {folder}{rules}\n") } else { String::new() };
    format!("{written}\n{listed}{next}\n  junheng pack check {folder}{rules}\n{test}")
}
