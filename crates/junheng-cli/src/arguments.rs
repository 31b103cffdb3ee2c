//! The command line, as users read it with `--help`.

mod author;
mod template;
mod plugin;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use junheng::diagnostic::Language;

use crate::outcome::Status;
use crate::plugin::HOST;

pub use author::{PackExplain, PackFmt, PackNew, PackSchema};
pub use plugin::{PluginCommand, PluginHost, PluginInspect, PluginNew, Plugins, Written};
pub use template::{Template, TemplateFormat};

/// 均衡：判定一个县的学校是否均衡，说明原因 / decides whether a county's schools are balanced, and says why
#[derive(Parser)]
#[command(name = "junheng", version, disable_help_subcommand = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// 评估数据，给出结论 / assess data
    Assess(Assess),
    /// 一项结论怎样得来，逐校列出 / how a finding came about, school by school
    Why(Why),
    /// 把保存的结果做成网页等 / pages and the like from a saved result
    Report(Report),
    /// 采集表：规则包要哪些数据，生成可填的工作簿 / a workbook to fill in, with what a pack needs
    Template(Template),
    /// 数据：检查 / data: check it
    #[command(subcommand)]
    Data(DataCommand),
    /// 规则包：列出、查看、检查、测试、编写 / packs: list, show, check, test, write
    #[command(subcommand)]
    Pack(PackCommand),
    /// 插件：新建、查看 / native plugins: make one, look at one
    #[command(subcommand)]
    Plugin(PluginCommand),
    /// Holds a plugin, asked for by this program itself.
    #[command(name = HOST, hide = true)]
    PluginHost(PluginHost),
}

/// Options of every command that reads data.
#[derive(Args)]
pub struct Reading {
    /// 工作簿、文件夹或单个文件 / workbooks, folders or files
    pub data: Vec<PathBuf>,
    /// 规则包：标识，或含 pack.toml 的文件夹 / pack: an id, or a folder with a pack.toml
    #[arg(long)]
    pub pack: Option<String>,
    /// 另在这些文件夹里找规则包 / more folders to look for packs in
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// 映射文件，或 rules/mappings 里的名字，可写几个：表头对应哪个数据项 / mapping files, or names of those built in:
    /// which header is which field
    #[arg(long, value_name = "MAP")]
    pub map: Vec<PathBuf>,
    /// 评估日期，默认为数据期末 / day of the assessment; by default the last day of the data's period
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// 线程数，默认为处理器核数 / threads; by default one for each core
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// 以哪一方的评分为准，默认为规则包所定 / whose scores count; by default as the pack decides
    #[arg(long, value_name = "ID")]
    pub assessor: Option<String>,
    /// 文本文件的编码：utf-8 或 gb18030 / encoding of text files
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// 输出语言 / language of the output
    #[arg(long, value_enum, default_value_t = Lang::Zh)]
    pub lang: Lang,
    /// 在标准错误上列出各阶段用时 / print how long each phase took to standard error
    #[arg(long)]
    pub timings: bool,
    /// 结果写入文件，- 为标准输出 / write the result to a file, - is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub plugins: Plugins,
}

#[derive(Args)]
pub struct Assess {
    #[command(flatten)]
    pub reading: Reading,
    /// 只输出这些单元（代码或名称），不影响计算 / print only these units (code or name); peers stay
    #[arg(long, value_name = "ID")]
    pub unit: Vec<String>,
    /// 结果形式 / form of the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// 连同下级单元的结论 / findings on the units below as well
    #[arg(long)]
    pub detail: bool,
    /// 结论不达标（或待定）时以 10（11）退出 / exit with 10 (11) when not met (undetermined)
    #[arg(long, value_enum, value_name = "STATE")]
    pub fail_on: Option<FailOn>,
}

#[derive(Args)]
pub struct Why {
    #[command(flatten)]
    pub reading: Reading,
    /// 单元：代码或名称 / unit: code or name
    #[arg(long, value_name = "ID")]
    pub unit: String,
    /// 条款或指标：标识、编号，或“条款/编号” / rule or measure: id, code, or `rule/code`
    #[arg(long, value_name = "ID")]
    pub rule: Option<String>,
    /// 学段 / stage
    #[arg(long)]
    pub stage: Option<String>,
}

#[derive(Subcommand)]
pub enum DataCommand {
    /// 只检查数据，不评估 / check the data only
    Check(DataCheck),
}

#[derive(Args)]
pub struct DataCheck {
    #[command(flatten)]
    pub reading: Reading,
    /// 写出一份映射文件，供核对修改 / write a mapping file to look through and correct
    #[arg(long, value_name = "FILE")]
    pub write_map: Option<PathBuf>,
    /// 另写一份数据质量报告，只写 -o 就是 text / write a data-quality report as well; text where only -o is given
    #[arg(long, value_enum)]
    pub format: Option<ReportFormat>,
}

#[derive(Subcommand)]
pub enum PackCommand {
    /// 列出可用的规则包 / list the packs at hand
    List(Packs),
    /// 查看一个规则包的指标和条款 / show the measures and rules of a pack
    Show(OnePack),
    /// 检查一个规则包，一次列出全部问题 / check a pack and report all mistakes at once
    Check(OnePack),
    /// 运行规则包自带的案例 / run the cases of a pack
    Test(OnePack),
    /// 列出案例没有走到的分支、没有着落的条文 / list branches no case takes and articles no rule covers
    Coverage(PackCoverage),
    /// 把规则包写成一页网页，可离线阅读、打印 / write a pack as one offline page to read or print
    Doc(PackDoc),
    /// 两个规则包有什么不同：更严、更宽、新增、去掉 / what two packs say differently: tighter, looser, new, dropped
    Diff(TwoPacks),
    /// 打印展开后的规则包，每个值注明出处 / print the flat pack with the origin of every value
    Resolve(PackResolve),
    /// 记下所用各包的版本和指纹，以后有变即拒绝 / note the packs it rests on, so that a change of them is refused
    Lock(OnePack),
    /// 新建一个规则包 / make a new pack
    New(PackNew),
    /// 统一格式，改正全角标点 / set the one style, repair full-width punctuation
    Fmt(PackFmt),
    /// 规则包语言的 JSON Schema，供编辑器补全 / JSON Schema of the pack language, for completion in editors
    Schema(PackSchema),
    /// 解释一个提示代码或函数 / explain a diagnostic or a function
    Explain(PackExplain),
}

#[derive(Args)]
pub struct Packs {
    /// 另在这些文件夹里找规则包 / more folders to look for packs in
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// 输出语言 / language of the output
    #[arg(long, value_enum, default_value_t = Lang::Zh)]
    pub lang: Lang,
}

#[derive(Args)]
pub struct OnePack {
    /// 规则包：标识，或含 pack.toml 的文件夹 / pack: an id, or a folder with a pack.toml
    pub pack: String,
    #[command(flatten)]
    pub packs: Packs,
    #[command(flatten)]
    pub plugins: Plugins,
}

#[derive(Args)]
pub struct PackCoverage {
    #[command(flatten)]
    pub one: OnePack,
    /// 有没覆盖的就以 3 退出 / exit with 3 where something is not covered
    #[arg(long)]
    pub strict: bool,
}

#[derive(Args)]
pub struct PackDoc {
    #[command(flatten)]
    pub one: OnePack,
    /// 网页写入文件，- 为标准输出 / write the page to a file, - is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Args)]
pub struct TwoPacks {
    /// 先前的，或上级的规则包 / the earlier pack, or the parent
    pub first: String,
    /// 后来的，或下级的规则包 / the later pack, or the child
    pub second: String,
    #[command(flatten)]
    pub packs: Packs,
}

#[derive(Args)]
pub struct PackResolve {
    #[command(flatten)]
    pub pack: OnePack,
    /// 结果写入文件，- 为标准输出 / write the result to a file, - is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
    Csv,
    Html,
    Docx,
    Xlsx,
}

/// What is handed in.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Paper {
    /// 网页 / a page
    Html,
    /// 自评报告 / the self-evaluation as a document
    Docx,
    /// 一校一策：不达标的学校每校一页 / letters, a page for each failing school
    Letters,
    /// 佐证材料目录、卷内目录、备考表、盒脊、标签 / the archive: catalogue, contents, spines, labels
    Archive,
    /// 工作簿：申报表与台账 / a workbook: the form and its ledgers
    Xlsx,
}

#[derive(Args)]
pub struct Report {
    /// 用 assess --format json --detail 保存的结果 / a result saved by assess --format json --detail
    #[arg(value_name = "RESULT.json")]
    pub result: PathBuf,
    /// 出什么：可写多个 / what to make; may be given several times
    #[arg(long, value_enum, default_values_t = [Paper::Html])]
    pub format: Vec<Paper>,
    /// 自评报告用这份 Word 模板，位置写作 {{结论}} / fill in this document in the place of our own self-evaluation
    #[arg(long, value_name = "FILE.docx")]
    pub template: Option<PathBuf>,
    /// 只出这些单元（代码或名称）/ only these units (code or name)
    #[arg(long, value_name = "ID")]
    pub unit: Vec<String>,
    /// 线程数，默认为处理器核数 / threads; by default one for each core
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// 输出语言 / language of the output
    #[arg(long, value_enum, default_value_t = Lang::Zh)]
    pub lang: Lang,
    /// 写入文件；多个单元或多种时为文件夹 / a file; a folder for several units or forms
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    Text,
    Json,
    Xlsx,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    NotMet,
    Undetermined,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    Zh,
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Zh => Language::Chinese,
            Lang::En => Language::English,
        }
    }
}

/// Prints what clap has to say: help and version are no mistakes.
pub fn refuse(error: &clap::Error) -> ExitCode {
    let status = if error.use_stderr() { Status::Usage } else { Status::Done };
    let printed = error.print();
    if printed.is_ok() { status.into() } else { Status::Internal.into() }
}
