//! `junheng plugin new`: the files of a plugin that begins.

use junheng::diagnostic::Language;
use junheng_author::{is_id, plugin_in_c, plugin_in_rust};

use super::pack_new::{refuse_taken, write_all};
use crate::arguments::{PluginNew, Written};
use crate::library::shown;
use crate::outcome::{Failure, Status};
use crate::write;

/// Makes the folder of a new plugin; never touches one in which anything stands.
pub fn run(arguments: &PluginNew) -> Result<Status, Failure> {
    let language: Language = arguments.lang.into();
    let id = arguments.folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if !is_id(&id) {
        return Err(Failure::usage(match language {
            Language::Chinese => format!("“{id}”不能作插件的标识：文件夹名用小写 ASCII 字母、数字和下划线"),
            Language::English => format!("“{id}” cannot be the id of a plugin: name the folder in ASCII snake_case"),
        }));
    }
    refuse_taken(&arguments.folder, language)?;
    let files = match arguments.written_in {
        Written::Rust => plugin_in_rust(&id),
        Written::C => plugin_in_c(&id),
    };
    write_all(&arguments.folder, &files)?;
    let folder = shown(&arguments.folder);
    let listed: String = files.iter().map(|file| format!("  {folder}/{}\n", file.path)).collect();
    let [written, next] = match language {
        Language::Chinese => ["已写：", "接下来："],
        Language::English => ["Written:", "Next:"],
    };
    let commands = format!("  sh {folder}/build.sh\n  junheng pack test {folder}/pack --allow-plugins\n");
    write::text(None, &format!("{written}\n{listed}{next}\n{commands}"))?;
    Ok(Status::Done)
}
