//! Options and commands about native plugins.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::Lang;

/// How long one call may take where nothing else is said: many times what a province's pupils need.
const SECONDS: u64 = 30;
/// How much memory a plugin's process may use where nothing else is said.
const MEGABYTES: u64 = 2048;

/// What they stand under in the help.
const HEADING: &str = "插件 / Plugins";

/// Options of every command that may have to run plugins.
#[derive(Args, Clone)]
pub struct Plugins {
    /// 允许规则包运行它锁定的本机代码 / let the pack run the native code it has locked
    #[arg(long, help_heading = HEADING)]
    pub allow_plugins: bool,
    /// 信任清单：只允许其中的插件，也可用 JUNHENG_TRUSTED_PLUGINS 指明 / allow the plugins of this trust list
    #[arg(long, value_name = "FILE", help_heading = HEADING)]
    pub trust_plugins: Option<PathBuf>,
    /// 在本进程内运行插件：快，但插件崩溃则全盘皆崩 / run plugins in this process: fast, but a crash ends the run
    #[arg(long, help_heading = HEADING)]
    pub plugins_in_process: bool,
    /// 插件一次调用的时间上限，秒 / seconds one call of a plugin may take
    #[arg(long, value_name = "N", default_value_t = SECONDS, help_heading = HEADING)]
    pub plugin_seconds: u64,
    /// 插件进程的内存上限，MB / memory the process of a plugin may use, in MB
    #[arg(long, value_name = "N", default_value_t = MEGABYTES, help_heading = HEADING)]
    pub plugin_memory: u64,
    /// Whether each call is made twice, to see that it gives the same.
    #[arg(skip)]
    pub twice: bool,
}

impl Default for Plugins {
    /// Nothing is allowed; the limits are the usual ones.
    fn default() -> Self {
        Self {
            allow_plugins: false,
            trust_plugins: None,
            plugins_in_process: false,
            plugin_seconds: SECONDS,
            plugin_memory: MEGABYTES,
            twice: false,
        }
    }
}

#[derive(Subcommand)]
pub enum PluginCommand {
    /// 新建一个插件：源代码、测试、示例规则包 / make a new plugin: source, test, a pack that uses it
    New(PluginNew),
    /// 查看一个插件文件提供什么，不运行它的函数 / what a plugin file offers; none of its functions is run
    Inspect(PluginInspect),
}

#[derive(Args)]
pub struct PluginNew {
    /// 新文件夹，名字就是插件的标识 / the new folder; its name is the id of the plugin
    pub folder: PathBuf,
    /// 用什么语言写 / the language it is written in
    #[arg(long, value_enum, default_value_t = Written::Rust)]
    pub written_in: Written,
    /// 输出语言 / language of the output
    #[arg(long, value_enum, default_value_t = Lang::Zh)]
    pub lang: Lang,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Written {
    Rust,
    C,
}

#[derive(Args)]
pub struct PluginInspect {
    /// 插件文件 / the file of the plugin
    pub file: PathBuf,
    /// 输出语言 / language of the output
    #[arg(long, value_enum, default_value_t = Lang::Zh)]
    pub lang: Lang,
}

/// How this program is started to hold one plugin.
#[derive(Args)]
pub struct PluginHost {
    /// How much memory it may use, in MB.
    #[arg(long)]
    pub memory: u64,
    /// The file.
    pub file: PathBuf,
    /// Its SHA-256; without it the plugin is described and not called.
    pub sha256: Option<String>,
}
