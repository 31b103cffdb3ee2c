//! Papers made from a result: one file, or a folder with a file for each unit and form.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use junheng::diagnostic::Language;
use junheng_report::{
    Paper, Record, Template, write_archive, write_docx, write_html, write_html_index, write_letters, write_workbook,
};

use crate::arguments::Paper as Form;
use crate::outcome::Failure;
use crate::write;

/// Writes all papers that are asked for.
pub fn write(
    record: &Record,
    forms: &[Form],
    language: Language,
    template: Option<&Template>,
    output: Option<&Path>,
) -> Result<(), Failure> {
    let several = record.units.len() * forms.len() != 1;
    match output {
        Some(path) if several || path.is_dir() || ends_as_folder(path) => {
            folder(record, forms, language, template, path)?
        }
        _ if several => {
            return Err(Failure::usage(
                "有多个单元或多种报告，请用 -o 指定文件夹，或用 --unit 选一个 / several units or forms: name a folder with -o, or one unit with --unit",
            ));
        }
        path => {
            let paper = Paper { record, unit: &record.units[0], language };
            write::to(path, |out| one(out, forms[0], template, paper)).context(write::NOT_WRITTEN)?;
        }
    }
    Ok(())
}

fn ends_as_folder(path: &Path) -> bool {
    path.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

fn folder(
    record: &Record,
    forms: &[Form],
    language: Language,
    template: Option<&Template>,
    folder: &Path,
) -> anyhow::Result<()> {
    fs::create_dir_all(folder).context(write::NOT_WRITTEN)?;
    for form in forms {
        for (at, unit) in record.units.iter().enumerate() {
            let paper = Paper { record, unit, language };
            let path = folder.join(file_name(record, at, *form));
            write::to(Some(&path), |out| one(out, *form, template, paper))
                .with_context(|| format!("{}: {}", write::NOT_WRITTEN, path.display()))?;
        }
    }
    if forms.contains(&Form::Html) && record.units.len() > 1 {
        let name = |at: usize| file_name(record, at, Form::Html);
        let path: PathBuf = folder.join("index.html");
        write::to(Some(&path), |out| write_html_index(out, record, language, &name)).context(write::NOT_WRITTEN)?;
    }
    Ok(())
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
fn file_name(record: &Record, at: usize, form: Form) -> String {
    let unit = &record.units[at];
    let same = |other: &&junheng_report::Unit| other.code == unit.code;
    let alone = record.units.iter().filter(same).count() == 1;
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
