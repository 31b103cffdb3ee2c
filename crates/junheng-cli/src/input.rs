//! From arguments to everything an evaluation looks at; what is wrong is printed on the way.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use junheng::assessment::{Assessment, Days};
use junheng::compile::compile_with;
use junheng::diagnostic::{DATE_NEEDED, Diagnostic, Diagnostics, Language, PACK_NOT_FOUND, Severity};
use junheng::evaluate::{Answers, Failing, Input, settle};
use junheng::pack::{self, Member, Pack, Resolved};
use junheng::program::Program;
use junheng::source::{Source, SourceId, Sources};
use junheng::table::{Frames, arrange, audit, conflicts};
use junheng_report::{Context, show_diagnostics};

use crate::arguments::{Plugins, Reading};
use crate::blocks;
use crate::days::{as_of, not_in_force};
use crate::files::{Files, files, listed};
use crate::library::{self, Shelves, shown};
use crate::lock;
use crate::maps;
use crate::outcome::{Failure, Status};
use crate::plugin;
use crate::threads;
use crate::timings::Timings;

/// A pack that was read and compiled.
pub struct Loaded {
    /// The texts its places point into.
    pub sources: Sources,
    /// The pack as written.
    pub pack: Pack,
    /// The pack ready to run.
    pub program: Program,
    /// The packs that took part.
    pub members: Vec<Member>,
    /// The plugins whose functions it uses.
    pub plugins: plugin::Loaded,
}

/// Data that was read for a pack.
pub struct Data {
    /// The rows.
    pub frames: Frames,
    /// The answers to judged items.
    pub answers: Answers,
    /// The day of the assessment.
    pub as_of: Days,
    /// What was doubtful in them.
    pub doubts: Diagnostics,
    /// Where checks of the data do not hold.
    pub failing: Vec<Failing>,
}

impl Data {
    /// What an evaluation looks at.
    pub fn input<'a>(&'a self, program: &'a Program) -> Input<'a> {
        Input { program, frames: &self.frames, answers: &self.answers, as_of: &self.as_of }
    }
}

/// Prints diagnostics; ends the run where one is an error.
pub fn print(diagnostics: &Diagnostics, sources: &Sources, language: Language, status: Status) -> Result<(), Failure> {
    let text = show_diagnostics(diagnostics, sources, language);
    let written = std::io::stderr().write_all(text.as_bytes());
    written.context("standard error")?;
    if diagnostics.has_errors() { Err(Failure::silent(lock::status(diagnostics, status))) } else { Ok(()) }
}

/// A pack with everything it uses and extends, and the packs that took part, it last; nothing but what differs
/// from its lock file, where it has one that it does not keep to.
pub fn resolved(name: &str, rules: &[PathBuf], sources: &mut Sources) -> (Option<Resolved>, Vec<Member>, Diagnostics) {
    let mut shelves = Shelves::new(rules);
    let id = shelves.open(name);
    resolved_in(&shelves, &id, sources)
}

fn resolved_in(shelves: &Shelves, id: &str, sources: &mut Sources) -> (Option<Resolved>, Vec<Member>, Diagnostics) {
    let (resolved, members, diagnostics) = pack::resolve(id, shelves, sources);
    // Where a pack is not found there is nothing to compare.
    if diagnostics.iter().any(|diagnostic| diagnostic.message == &PACK_NOT_FOUND) {
        return (resolved, members, diagnostics);
    }
    match lock::check(shelves.folder(id), &members, sources) {
        refused if refused.has_errors() => (None, members, refused),
        _ => (resolved, members, diagnostics),
    }
}

/// A pack as written, ready to run, the packs that took part, and the plugins.
pub type Compiled = (Pack, Program, Vec<Member>, plugin::Loaded);

/// A pack as far as it could be read and compiled, with everything found wrong in it.
pub fn compiled(name: &str, rules: &[PathBuf], plugins: &Plugins) -> (Option<Compiled>, Diagnostics, Sources) {
    let mut sources = Sources::default();
    let mut shelves = Shelves::new(rules);
    let id = shelves.open(name);
    let (resolved, members, mut diagnostics) = resolved_in(&shelves, &id, &mut sources);
    let Some(resolved) = resolved else { return (None, diagnostics, sources) };
    let (pack, found) = pack::decode(&resolved, &sources);
    diagnostics.append(found);
    let Some(pack) = pack else { return (None, diagnostics, sources) };
    let (plugins, refused) = plugin::load(&pack, &resolved, &shelves, &id, plugins);
    // Without a plugin its functions are unknown, and saying so of each would hide why.
    if refused.has_errors() {
        diagnostics.append(refused);
        return (None, diagnostics, sources);
    }
    let (program, found) = compile_with(&pack, &plugins.natives());
    diagnostics.append(found);
    let usable = program.filter(|_| !diagnostics.has_errors());
    (usable.map(|program| (pack, program, members, plugins)), diagnostics, sources)
}

/// The texts of the pack that was asked for: it is read last, after those it builds on.
pub fn own_sources(members: &[Member], sources: &Sources) -> Vec<SourceId> {
    let own = members.last().map_or(&[][..], |member| &member.files);
    let is_own = |source: &Source| own.iter().any(|(name, _)| *name == source.name);
    sources.iter().filter(|(_, source)| is_own(source)).map(|(id, _)| id).collect()
}

/// A pack to run; what is wrong with it is printed, warnings to its author are not.
pub fn load(name: &str, rules: &[PathBuf], language: Language, plugins: &Plugins) -> Result<Loaded, Failure> {
    let (usable, diagnostics, sources) = compiled(name, rules, plugins);
    if diagnostics.has_errors() {
        print(&diagnostics, &sources, language, Status::Pack)?;
    }
    let (pack, program, members, plugins) = usable.ok_or_else(|| Failure::silent(Status::Pack))?;
    Ok(Loaded { sources, pack, program, members, plugins })
}

/// The pack that `--pack` names, for a command that reads data and does not write over it.
pub fn pack_named(reading: &Reading) -> Result<Loaded, Failure> {
    let name = library::named(reading.pack.as_deref(), &reading.rules)?;
    if reading.data.is_empty() {
        return Err(Failure::usage(
            "请写明数据：工作簿、文件夹或单个文件 / name the data: workbooks, folders or files",
        ));
    }
    if let Some(output) = &reading.output {
        let read: Vec<PathBuf> = reading.data.iter().chain(&reading.map).cloned().collect();
        spare("-o", output, &read)?;
    }
    load(name, &reading.rules, reading.lang.into(), &reading.plugins)
}

/// What is written never takes the place of what was read for it.
pub fn spare(option: &str, output: &Path, read: &[PathBuf]) -> Result<(), Failure> {
    let Ok(target) = fs::canonicalize(output) else { return Ok(()) };
    let mut inputs = read.iter().flat_map(|path| listed(path).unwrap_or_default());
    if inputs.any(|input| fs::canonicalize(input).is_ok_and(|input| input == target)) {
        let path = shown(output);
        return Err(Failure::usage(format!(
            "{option} {path}: 这是数据，不会被结果覆盖 / this is data and will not be overwritten"
        )));
    }
    Ok(())
}

/// The files that were named, and what the mapping file says of them.
pub struct Opened {
    files: Files,
    mapping: junheng_data::Mapping,
}

/// Opens everything that was named; prints what is wrong with the mapping file.
pub fn open(reading: &Reading, loaded: &mut Loaded) -> Result<Opened, Failure> {
    let mapping = maps::mapping(reading, loaded)?;
    Ok(Opened { files: files(&reading.data, &mapping)?, mapping })
}

/// Reads the data for a pack; prints what is doubtful, ends where it cannot be used.
pub fn read(reading: &Reading, loaded: &mut Loaded, fingerprint: bool) -> Result<Data, Failure> {
    let opened = open(reading, loaded)?;
    read_opened(reading, loaded, opened, fingerprint)
}

/// The same of files that are open already.
pub fn read_opened(reading: &Reading, loaded: &Loaded, opened: Opened, fingerprint: bool) -> Result<Data, Failure> {
    let (data, diagnostics) = gather(reading, loaded, opened, fingerprint, None)?;
    print(&diagnostics, &loaded.sources, reading.lang.into(), Status::Data)?;
    data.ok_or_else(|| Failure::silent(Status::Data))
}

/// Reads the data for a pack, none where it cannot be used, with everything found wrong in it; `undated` is
/// the day of the assessment where the data states no period.
pub fn gather(
    reading: &Reading,
    loaded: &Loaded,
    opened: Opened,
    fingerprint: bool,
    undated: Option<i32>,
) -> Result<(Option<Data>, Diagnostics), Failure> {
    let program = &loaded.program;
    let (mut frames, mut diagnostics) = arranged(reading, program, opened, fingerprint)?;
    if diagnostics.has_errors() {
        return Ok((None, diagnostics));
    }
    let mut timings = Timings::start(reading.timings);
    let doubts = blocks::doubts(program, &frames, threads(reading));
    let (failing, found) = settle(program, &mut frames, doubts);
    diagnostics.append(found);
    let (answers, found) = Answers::collect(program, &frames);
    let answers = match judge(reading, program)? {
        Some(judge) => answers.judged_by(judge),
        None => answers,
    };
    diagnostics.append(found);
    timings.phase("inspect");
    let as_of = as_of(reading, &frames, undated)?;
    if !as_of.are_known() && program.is_dated() {
        diagnostics.push(Diagnostic::new(&DATE_NEEDED));
    }
    diagnostics.append(not_in_force(program, &as_of));
    let data =
        (!diagnostics.has_errors()).then(|| Data { frames, answers, as_of, failing, doubts: diagnostics.clone() });
    Ok((data, diagnostics))
}

/// The rows of the data in order, with everything found wrong in reading and ordering them.
pub fn arranged(
    reading: &Reading,
    program: &Program,
    mut opened: Opened,
    fingerprint: bool,
) -> Result<(Frames, Diagnostics), Failure> {
    let mut timings = Timings::start(reading.timings);
    let options = options(reading, fingerprint)?;
    let Opened { files: Files { inputs, streams }, mapping } = &mut opened;
    let (tables, mut diagnostics) = junheng_data::read_all(inputs, streams, &program.schema, mapping, &options);
    // The files are large, and everything that is needed of them is in the tables.
    drop(opened);
    timings.phase("read");
    // What a file that cannot be read holds is not called missing; one without header holds no table of this pack.
    let unreadable =
        |found: &Diagnostic| found.message.severity == Severity::Error && found.message != &junheng_data::NO_HEADER;
    let readable = !tables.parts.is_empty() || !diagnostics.iter().any(unreadable);
    let (frames, found) = arrange(tables, &program.schema, program.subject);
    if readable {
        diagnostics.append(found);
        diagnostics.append(audit(&frames, &program.schema));
        diagnostics.append(conflicts(&frames, &program.schema));
    }
    timings.phase("arrange");
    Ok((frames, diagnostics))
}

/// The assessor whose scores are asked for, as an index into those of the pack.
fn judge(reading: &Reading, program: &Program) -> Result<Option<usize>, Failure> {
    let Some(asked) = &reading.assessor else { return Ok(None) };
    let found = program.assessors.iter().position(|known| known.id == *asked || known.title.zh == *asked);
    if found.is_some() {
        return Ok(found);
    }
    let known: Vec<&str> = program.assessors.iter().map(|assessor| assessor.id.as_str()).collect();
    Err(Failure::usage(match reading.lang.into() {
        Language::Chinese => format!("规则包里没有评分方 `{asked}`，现有：{}", known.join("、")),
        Language::English => format!("the pack has no assessor `{asked}`; it has: {}", known.join(", ")),
    }))
}

/// A mapping file for the data that was named, to look through and correct.
pub fn mapping_text(reading: &Reading, loaded: &Loaded, opened: &Opened) -> Result<String, Failure> {
    let options = options(reading, false)?;
    Ok(junheng_data::write_mapping(&opened.files.inputs, &loaded.program.schema, &opened.mapping, &options))
}

fn options(reading: &Reading, fingerprint: bool) -> Result<junheng_data::Options, Failure> {
    let encoding = match &reading.encoding {
        Some(name) => Some(
            junheng_data::Encoding::named(name)
                .ok_or_else(|| Failure::usage(format!("--encoding {name}: utf-8 | gb18030")))?,
        ),
        None => None,
    };
    let folder = reading.data.iter().all(|path| path.is_dir());
    Ok(junheng_data::Options { threads: threads(reading), encoding, fingerprint, folder })
}

/// How many threads may be used.
pub fn threads(reading: &Reading) -> usize {
    threads::count(reading.threads)
}

/// What a report looks at.
pub fn context<'a>(
    reading: &Reading,
    loaded: &'a Loaded,
    data: &'a Data,
    assessment: &'a Assessment,
    named: &'a str,
) -> Context<'a> {
    let input = data.input(&loaded.program);
    Context {
        pack: &loaded.pack,
        sources: &loaded.sources,
        input,
        assessment,
        language: reading.lang.into(),
        data: named,
    }
}

/// The data as it was named on the command line.
pub fn shown_data(reading: &Reading) -> String {
    reading.data.iter().map(|path| shown(path)).collect::<Vec<_>>().join(" ")
}
