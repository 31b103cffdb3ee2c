//! `junheng pack test`: a case is a folder with tables and the findings a person expects of them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use junheng::assessment::View;
use junheng::diagnostic::{Diagnostics, Language, Severity};
use junheng::quantity::parse_date;

use super::coverage::{self, Coverage};
use super::expected::{self, Findings};
use crate::arguments::{Lang, OnePack, Plugins, Reading};
use crate::blocks;
use crate::input::{self, Data, Loaded};
use crate::library::Shelves;
use crate::outcome::{Failure, Status};
use crate::write;

/// The day of a case whose data states no period.
const DAY_WITHOUT_PERIOD: &str = "2023-12-31";

/// What came of one case.
struct Outcome {
    /// How many expected findings were looked at.
    checked: usize,
    /// What differs, in words.
    differences: Vec<String>,
}

/// Runs the cases of a pack and says where they differ from what is expected.
pub fn run(arguments: &OnePack) -> Result<Status, Failure> {
    let language: Language = arguments.packs.lang.into();
    // The same data must give the same: every call of a plugin is made twice.
    let plugins = Plugins { twice: true, ..arguments.plugins.clone() };
    let mut loaded = input::load(&arguments.pack, &arguments.packs.rules, language, &plugins)?;
    let cases = cases(arguments)?;
    let mut coverage = Coverage::default();
    let mut outcomes = Vec::new();
    for case in &cases {
        let outcome = run_case(case, arguments, &mut loaded, &mut coverage)?;
        // At once, for a pack may have many cases.
        write::text(None, &format!("{}\n", shown(&name(case), &outcome, language)))?;
        outcomes.push(outcome);
    }
    write::text(None, &format!("{}\n", summary(&outcomes, language)))?;
    for note in coverage::uncovered(&loaded, &coverage) {
        write::text(None, &format!("{}\n", note.text(language)))?;
    }
    let passed = outcomes.iter().all(|outcome| outcome.differences.is_empty());
    Ok(if passed { Status::Done } else { Status::Pack })
}

/// The folders of `cases/`, in name order; a pack without cases cannot be tested.
pub fn cases(arguments: &OnePack) -> Result<Vec<PathBuf>, Failure> {
    let mut shelves = Shelves::new(&arguments.packs.rules);
    let id = shelves.open(&arguments.pack);
    let Some(folder) = shelves.folder(&id) else {
        let pack = &arguments.pack;
        return Err(Failure::pack(format!(
            "{pack}: 内置的规则包不带案例，请写明文件夹 / a pack built in comes without its cases; name its folder: rules/{pack}"
        )));
    };
    let folder = folder.join("cases");
    let entries = fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok);
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    cases.sort();
    if cases.is_empty() {
        return Err(Failure::pack(format!("{}: 没有案例 / no cases", crate::library::shown(&folder))));
    }
    Ok(cases)
}

fn run_case(
    case: &Path,
    arguments: &OnePack,
    loaded: &mut Loaded,
    coverage: &mut Coverage,
) -> Result<Outcome, Failure> {
    let language = arguments.packs.lang;
    let Ok(text) = fs::read_to_string(case.join("expected.csv")) else {
        return Ok(refused(Language::from(language).pick(&["缺少 expected.csv", "expected.csv is missing"])));
    };
    let expected = match expected::parse(&text) {
        Ok(expected) => expected,
        Err(problem) => return Ok(refused(problem.pick(language.into()))),
    };
    coverage.note(&expected);
    match findings(&reading(case, language)?, loaded)? {
        Ok(found) => Ok(Outcome {
            checked: expected.len(),
            differences: expected::differences(&expected, &found, language.into()),
        }),
        Err(diagnostics) => Ok(refused(&diagnostics)),
    }
}

fn refused(why: &str) -> Outcome {
    Outcome { checked: 0, differences: why.trim_end().lines().map(str::to_owned).collect() }
}

/// What a case is read with: its tables, and its mapping file where it has one.
pub fn reading(case: &Path, lang: Lang) -> Result<Reading, Failure> {
    let map = Some(case.join("map.toml")).filter(|map| map.is_file()).into_iter().collect();
    let data = crate::files::listed(case)?;
    let (pack, as_of, encoding, output) = (None, None, None, None);
    Ok(Reading {
        data,
        pack,
        rules: Vec::new(),
        map,
        as_of,
        threads: Some(1),
        assessor: None,
        encoding,
        lang,
        output,
        timings: false,
        plugins: Plugins::default(),
    })
}

/// The data of a case; or why it cannot be used.
pub fn data(reading: &Reading, loaded: &mut Loaded) -> Result<Result<Data, String>, Failure> {
    let opened = input::open(reading, loaded)?;
    let (data, diagnostics) = input::gather(reading, loaded, opened, false, parse_date(DAY_WITHOUT_PERIOD))?;
    Ok(data.ok_or_else(|| {
        let mut errors = Diagnostics::default();
        let serious = diagnostics.iter().filter(|diagnostic| diagnostic.message.severity == Severity::Error);
        serious.cloned().for_each(|diagnostic| errors.push(diagnostic));
        junheng_report::show_diagnostics(&errors, &loaded.sources, reading.lang.into())
    }))
}

/// Everything found in a case, as the csv result prints it; or why its data cannot be used.
fn findings(reading: &Reading, loaded: &mut Loaded) -> Result<Result<Findings, String>, Failure> {
    let data = match data(reading, loaded)? {
        Ok(data) => data,
        Err(why) => return Ok(Err(why)),
    };
    let assessment = loaded.plugins.settled(|| blocks::assess(data.input(&loaded.program), 1));
    let view = View { program: &loaded.program, frames: &data.frames, assessment: &assessment };
    let mut bytes = Vec::new();
    let subjects = 0..data.frames.subjects();
    junheng_report::write_csv(&mut bytes, view, &[subjects], true).context("csv")?;
    let found = String::from_utf8(bytes).context("csv")?;
    Ok(expected::parse(&found).map_err(|problem| problem.pick(reading.lang.into()).to_owned()))
}

fn shown(case: &str, outcome: &Outcome, language: Language) -> String {
    let Outcome { checked, differences } = outcome;
    let wrong = differences.len();
    let head = match (language, wrong) {
        (Language::Chinese, 0) => format!("通过  {case}  核对 {checked} 条"),
        (Language::Chinese, _) => format!("不符  {case}  核对 {checked} 条"),
        (Language::English, 0) => format!("passed   {case}  {checked} findings"),
        (Language::English, _) => format!("differs  {case}  {checked} findings"),
    };
    differences.iter().fold(head, |text, difference| text + "\n      " + difference)
}

fn summary(outcomes: &[Outcome], language: Language) -> String {
    let passed = outcomes.iter().filter(|outcome| outcome.differences.is_empty()).count();
    let (all, differ) = (outcomes.len(), outcomes.len() - passed);
    let checked: usize = outcomes.iter().map(|outcome| outcome.checked).sum();
    match language {
        Language::Chinese => format!("案例 {all} 个：通过 {passed}，不符 {differ}；共核对 {checked} 条结论"),
        Language::English => format!("{all} cases: {passed} passed, {differ} differ; {checked} findings compared"),
    }
}

pub fn name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
