//! The workbook to fill in.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Lang, Plugins, Reading};

#[derive(Args)]
pub struct Template {
    /// 规则包：标识，或含 pack.toml 的文件夹 / pack: an id, or a folder with a pack.toml
    #[arg(long)]
    pub pack: Option<String>,
    /// 采集表写到这里：.xlsx 文件（- 为标准输出），csv 为文件夹；已有的不覆盖 / where it goes: a .xlsx file (- is standard output), for csv a folder; nothing is overwritten
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// 已有的数据，带进采集表 / data that is known already, carried over
    #[arg(long, value_name = "DATA", num_args = 1..)]
    pub from: Vec<PathBuf>,
    /// 一个工作簿，或一表一个 csv / a workbook, or a csv for each table
    #[arg(long, value_enum, default_value_t = TemplateFormat::Xlsx)]
    pub format: TemplateFormat,
    /// 另在这些文件夹里找规则包 / more folders to look for packs in
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// 读已有数据的映射文件，或 rules/mappings 里的名字 / mapping files for the data that is known, or names of those built in
    #[arg(long, value_name = "MAP", requires = "from")]
    pub map: Vec<PathBuf>,
    /// 已有数据中文本文件的编码：utf-8 或 gb18030 / encoding of text files that are known
    #[arg(long, value_name = "NAME", requires = "from")]
    pub encoding: Option<String>,
    /// 读已有数据的线程数，默认为处理器核数 / threads to read known data with; by default one for each core
    #[arg(long, value_name = "N", requires = "from")]
    pub threads: Option<usize>,
    /// 填表说明和批注的语言；表头总是中文 / language of instructions and notes; headers are Chinese
    #[arg(long, value_enum, default_value_t = Lang::Zh)]
    pub lang: Lang,
    #[command(flatten)]
    pub plugins: Plugins,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TemplateFormat {
    Xlsx,
    Csv,
}

impl Template {
    /// How the known data is read.
    pub fn reading(&self) -> Reading {
        Reading {
            plugins: self.plugins.clone(),
            data: self.from.clone(),
            pack: self.pack.clone(),
            rules: self.rules.clone(),
            map: self.map.clone(),
            as_of: None,
            threads: self.threads,
            assessor: None,
            encoding: self.encoding.clone(),
            lang: self.lang,
            output: self.output.clone(),
            timings: false,
        }
    }
}
