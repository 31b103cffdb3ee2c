//! The tools of those who write packs.

use std::path::PathBuf;

use clap::Args;

use super::{Lang, Packs};

#[derive(Args)]
pub struct PackNew {
    /// 新建的文件夹；已有而不空的不动 / the folder to make; one that is not empty is left alone
    pub folder: PathBuf,
    /// 在这个规则包之上改动 / extend this pack
    #[arg(long, value_name = "PACK", conflicts_with = "from_table")]
    pub extends: Option<String>,
    /// 由评估表（xlsx、xls、csv）起草 / draft it from a table of indicators (xlsx, xls, csv)
    #[arg(long, value_name = "FILE")]
    pub from_table: Option<PathBuf>,
    /// 规则包的标识；默认用文件夹名 / id of the pack; by default the folder's name
    #[arg(long)]
    pub id: Option<String>,
    #[command(flatten)]
    pub packs: Packs,
}

#[derive(Args)]
pub struct PackFmt {
    /// 规则包的文件夹，或装着规则包的文件夹 / folders of packs, or folders that hold such
    #[arg(required = true, value_name = "FOLDER")]
    pub folders: Vec<PathBuf>,
    /// 只列出不合格式的文件，不改 / only list the files that are not in this style
    #[arg(long)]
    pub check: bool,
    /// 输出语言 / language of the output
    #[arg(long, value_enum, default_value_t = Lang::Zh)]
    pub lang: Lang,
}

#[derive(Args)]
pub struct PackSchema {
    /// 结果写入文件，- 为标准输出 / write the result to a file, - is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Args)]
pub struct PackExplain {
    /// 提示代码或函数名；不写则全部列出 / code of a diagnostic or name of a function; without it, all are listed
    pub name: Option<String>,
    /// 输出语言 / language of the output
    #[arg(long, value_enum, default_value_t = Lang::Zh)]
    pub lang: Lang,
}
