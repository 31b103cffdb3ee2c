//! `junheng template`: the tables to fill in for a pack.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use junheng::diagnostic::{
    ASSUMED_WORD, COLUMN_MISSING, Diagnostics, Language, Message, PUPILS_MISSING, TABLE_MISSING,
};
use junheng::evaluate::Answers;
use junheng::pack;
use junheng::source::Sources;
use junheng::table::Frames;
use junheng_data::{NoWorkbook, csv_files, template, workbook};

use crate::arguments::{Template, TemplateFormat};
use crate::input::{self, Loaded};
use crate::library::{self, Shelves, shown};
use crate::outcome::{Failure, Status};
use crate::write;

/// What is said of data that is known in part: it is what the tables are to be filled in for.
const TO_FILL_IN: [&Message; 4] = [&PUPILS_MISSING, &COLUMN_MISSING, &TABLE_MISSING, &ASSUMED_WORD];

/// Writes the tables to fill in, with what is known already; never over anything.
pub fn run(arguments: &Template) -> Result<Status, Failure> {
    let language: Language = arguments.lang.into();
    let target = target(arguments, language)?;
    let name = library::named(arguments.pack.as_deref(), &arguments.rules)?;
    refuse_library(name, &arguments.rules, language)?;
    let mut loaded = input::load(name, &arguments.rules, language, &arguments.plugins)?;
    let frames = if arguments.from.is_empty() { None } else { Some(known(arguments, &mut loaded)?) };
    let template = template(&loaded.pack, &loaded.program, frames.as_ref(), language);
    match arguments.format {
        TemplateFormat::Csv => write_folder(target, &csv_files(&template).context("csv")?)?,
        TemplateFormat::Xlsx => {
            let bytes = workbook(&template).map_err(|why| no_workbook(why, language))?;
            write::to(Some(target), |out| out.write_all(&bytes))?;
        }
    }
    Ok(Status::Done)
}

/// Where the tables go: somewhere new, and not among the data, where they would be read as such.
fn target(arguments: &Template, language: Language) -> Result<&Path, Failure> {
    let refuse = |path: &Path, pair: [&str; 2]| Failure::usage(format!("-o {}: {}", shown(path), language.pick(&pair)));
    let Some(path) = &arguments.output else {
        return Err(Failure::usage(language.pick(&[
            "请用 -o 写明采集表写到哪里：采集表.xlsx；--format csv 时是一个文件夹",
            "say with -o where the tables go: a .xlsx file, or a folder with --format csv",
        ])));
    };
    let is_csv = arguments.format == TemplateFormat::Csv;
    let to_output = path == Path::new("-");
    if is_csv && to_output {
        return Err(refuse(path, ["一表一个 csv，要写到文件夹里", "there is a csv for each table: name a folder"]));
    }
    if !is_csv && path.extension().is_some_and(|ending| !ending.eq_ignore_ascii_case("xlsx")) {
        return Err(refuse(path, ["工作簿的文件名以 .xlsx 结尾", "the name of a workbook ends with .xlsx"]));
    }
    if !to_output && is_taken(path, is_csv) {
        return Err(refuse(
            path,
            [
                "已经有了，里面可能是填好的数据，不会覆盖",
                "stands there already, perhaps filled in, and is not overwritten",
            ],
        ));
    }
    if !to_output && is_among(path, &arguments.from) {
        return Err(refuse(
            path,
            [
                "在数据文件夹里，会同数据一起读入；写到别处",
                "stands among the data and would be read with it: write it elsewhere",
            ],
        ));
    }
    Ok(path)
}

/// Whether anything stands at a target: a file, or a folder that is not empty. What is no file (a pipe) takes anything.
fn is_taken(path: &Path, folder: bool) -> bool {
    if folder && path.is_dir() {
        return fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some());
    }
    path.is_file() || path.is_dir() || (folder && path.exists())
}

/// Whether a target stands in a folder of data, at whatever depth.
fn is_among(path: &Path, data: &[PathBuf]) -> bool {
    let whole = |path: &Path| fs::canonicalize(if path.as_os_str().is_empty() { Path::new(".") } else { path }).ok();
    let Some(target) = path.ancestors().skip(1).find_map(whole) else { return false };
    data.iter().filter(|data| data.is_dir()).filter_map(|data| whole(data)).any(|data| target.starts_with(data))
}

/// A library asks for no data: it is used by packs that do.
fn refuse_library(name: &str, rules: &[PathBuf], language: Language) -> Result<(), Failure> {
    let mut shelves = Shelves::new(rules);
    let id = shelves.open(name);
    match pack::read(&id, &shelves, &mut Sources::default()).0 {
        Some(pack) if pack.pack.library => Err(Failure::pack(match language {
            Language::Chinese => format!("{name}: 只供其他规则包借用，没有要填的表；用借用它的规则包"),
            Language::English => format!("{name}: is a library and asks for no data; name a pack that uses it"),
        })),
        _ => Ok(()),
    }
}

/// What is known already; prints what is doubtful in it, ends where it cannot be read.
fn known(arguments: &Template, loaded: &mut Loaded) -> Result<Frames, Failure> {
    let reading = arguments.reading();
    let opened = input::open(&reading, loaded)?;
    let (frames, found) = input::arranged(&reading, &loaded.program, opened, false)?;
    let (_, doubts) = Answers::collect(&loaded.program, &frames);
    let mut diagnostics = Diagnostics::default();
    let told = found.iter().chain(doubts.iter()).filter(|diagnostic| !TO_FILL_IN.contains(&diagnostic.message));
    told.for_each(|diagnostic| diagnostics.push(diagnostic.clone()));
    input::print(&diagnostics, &loaded.sources, arguments.lang.into(), Status::Data)?;
    Ok(frames)
}

fn no_workbook(why: NoWorkbook, language: Language) -> Failure {
    match why {
        NoWorkbook::TooLarge { table, rows } => Failure::usage(match language {
            Language::Chinese => format!("“{table}”有 {rows} 行，一张工作表放不下；用 --format csv"),
            Language::English => {
                format!("the table {table} has {rows} rows, more than a sheet holds; use --format csv")
            }
        }),
        NoWorkbook::Unwritable(error) => anyhow::Error::new(error).into(),
    }
}

fn write_folder(folder: &Path, files: &[(String, String)]) -> Result<(), Failure> {
    write::folder(folder)?;
    for (name, text) in files {
        write::text(Some(&folder.join(name)), text)?;
    }
    Ok(())
}
