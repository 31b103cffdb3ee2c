//! Papers made from a result: one file, or a folder with a file for each unit and form.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use junheng::diagnostic::Language;
use junheng_report::{
    Paper, Record, Template, Unit, write_archive, write_docx, write_html, write_html_index, write_letters,
    write_workbook,
};

use crate::arguments::Paper as Form;
use crate::outcome::Failure;
use crate::progress::Progress;
use crate::threads;
use crate::write;

/// What is to be made.
pub struct Wanted<'a> {
    /// The forms.
    pub forms: &'a [Form],
    /// Their language.
    pub language: Language,
    /// A document of an office, in the place of our own self-evaluation.
    pub template: Option<&'a Template>,
    /// The file or folder; standard output where there is none.
    pub output: Option<&'a Path>,
    /// On how many threads.
    pub threads: usize,
}

/// The units that papers are made of. A province need not be held at once: each is drawn up when its turn comes, and
/// only what the list of all of them says is kept.
pub struct Units<'a> {
    heads: Vec<Head>,
    draw: Box<dyn Fn(usize) -> Record + Sync + 'a>,
}

/// What tells the files of a unit from those of others.
pub struct Head {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The period of its data.
    pub period: String,
}

impl<'a> Units<'a> {
    /// Units that are drawn up one by one, each as a result of its own.
    pub fn drawn(heads: Vec<Head>, draw: impl Fn(usize) -> Record + Sync + 'a) -> Self {
        Self { heads, draw: Box::new(draw) }
    }

    /// The units of a result, each given out once.
    pub fn of(mut record: Record) -> Self {
        let units = std::mem::take(&mut record.units);
        let head = |unit: &Unit| Head { code: unit.code.clone(), name: unit.name.clone(), period: unit.period.clone() };
        let heads = units.iter().map(head).collect();
        let units: Vec<Mutex<Option<Unit>>> = units.into_iter().map(|unit| Mutex::new(Some(unit))).collect();
        let take = move |at: usize| units[at].lock().ok().and_then(|mut unit| unit.take());
        Self::drawn(heads, move |at| Record { units: take(at).into_iter().collect(), ..record.clone() })
    }
}

/// Writes all papers that are asked for.
pub fn write(units: &Units<'_>, wanted: &Wanted<'_>) -> Result<(), Failure> {
    let several = units.heads.len() * wanted.forms.len() != 1;
    match wanted.output {
        Some(path) if several || path.is_dir() || ends_as_folder(path) => folder(units, wanted, path)?,
        _ if several => {
            return Err(Failure::usage(
                "有多个单元或多种报告，请用 -o 指定文件夹，或用 --unit 选一个 / several units or forms: name a folder with -o, or one unit with --unit",
            ));
        }
        path => {
            let record = (units.draw)(0);
            for paper in papers(&record, wanted.language) {
                write::to(path, |out| one(out, wanted.forms[0], wanted.template, paper))?;
            }
        }
    }
    Ok(())
}

fn papers(record: &Record, language: Language) -> impl Iterator<Item = Paper<'_>> {
    record.units.iter().map(move |unit| Paper { record, unit, language })
}

fn ends_as_folder(path: &Path) -> bool {
    path.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

fn folder(units: &Units<'_>, wanted: &Wanted<'_>, folder: &Path) -> anyhow::Result<()> {
    write::folder(folder)?;
    let progress = Progress::start(units.heads.len() * wanted.forms.len(), wanted.language);
    let listed = threads::each_or_first_failure(units.heads.len(), wanted.threads, |at| {
        of_unit(units, at, wanted, folder, &progress)
    })?;
    drop(progress);
    if wanted.forms.contains(&Form::Html) && listed.len() > 1 {
        let all = joined(listed);
        let name = |at: usize| file_name(&units.heads, at, Form::Html);
        let path: PathBuf = folder.join("index.html");
        write::to(Some(&path), |out| write_html_index(out, &all, wanted.language, &name))?;
    }
    Ok(())
}

/// Writes the papers of one unit, and gives what the list of all units says of it.
fn of_unit(
    units: &Units<'_>,
    at: usize,
    wanted: &Wanted<'_>,
    folder: &Path,
    progress: &Progress,
) -> anyhow::Result<Record> {
    let record = (units.draw)(at);
    for form in wanted.forms {
        let path = folder.join(file_name(&units.heads, at, *form));
        for paper in papers(&record, wanted.language) {
            write::to(Some(&path), |out| one(out, *form, wanted.template, paper))?;
        }
        progress.one_more();
    }
    Ok(record.in_short())
}

/// Results about one unit each as one result.
fn joined(records: Vec<Record>) -> Record {
    let join = |mut all: Record, next: Record| {
        all.units.extend(next.units);
        all
    };
    records.into_iter().reduce(join).expect("several units are listed")
}

fn one(out: &mut dyn Write, form: Form, template: Option<&Template>, paper: Paper<'_>) -> io::Result<()> {
    match form {
        Form::Html => write_html(out, paper),
        Form::Docx => match template {
            Some(template) => template.write(out, paper),
            None => write_docx(out, paper),
        },
        Form::Archive => write_archive(out, paper),
        Form::Letters => write_letters(out, paper),
        Form::Xlsx => write_workbook(out, paper),
    }
}

/// The name of a file: the code of the unit, its period where there are several, what it is.
fn file_name(heads: &[Head], at: usize, form: Form) -> String {
    let unit = &heads[at];
    let alone = heads.iter().filter(|other| other.code == unit.code).count() == 1;
    let (kind, ending) = match form {
        Form::Html => ("评估", "html"),
        Form::Docx => ("自评报告", "docx"),
        Form::Letters => ("一校一策", "docx"),
        Form::Archive => ("档案", "docx"),
        Form::Xlsx => ("评估", "xlsx"),
    };
    let code = if unit.code.is_empty() { &unit.name } else { &unit.code };
    let stem = if alone { safe(code) } else { format!("{}-{}", safe(code), safe(&unit.period)) };
    format!("{stem}-{kind}.{ending}")
}

/// A text as a part of a file name on every system: nothing but letters, numbers, `-` and `_`, and not too long.
fn safe(text: &str) -> String {
    text.chars().map(|letter| if letter.is_alphanumeric() || letter == '-' { letter } else { '_' }).take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_leads_nowhere_else() {
        assert_eq!(safe("../510101"), "___510101");
        assert_eq!(safe("大丰区<b>"), "大丰区_b_");
        assert_eq!(safe("云\u{202e}xcod.\"🏫"), "云_xcod___");
        assert_eq!(safe(&"长".repeat(200)).chars().count(), 40);
    }
}
