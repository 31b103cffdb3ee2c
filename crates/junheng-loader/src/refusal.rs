//! Why a file is not taken for a plugin.

use serde::{Deserialize, Serialize};

/// Why a file is not taken for a plugin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// It cannot be read.
    Unreadable(String),
    /// Its SHA-256 is the second and should be the first.
    OtherFile(String, String),
    /// The system does not open it as a library.
    NotALibrary(String),
    /// It lacks this symbol.
    NoSymbol(String),
    /// It keeps to this version of the contract, of which this program knows the other.
    OtherContract(u32, u32),
    /// Something in its description cannot be.
    Description(String),
    /// It ended the process it was opened in: by this signal.
    Signal(i32),
    /// It ended the process it was opened in: with this status.
    Exited(i32),
    /// It took longer than so many seconds to open.
    TooLong(u64),
    /// The process it was to be opened in cannot be started or understood.
    NoHost(String),
}

impl Refusal {
    /// What happened, in Chinese and in English.
    pub fn text(&self) -> [String; 2] {
        match self {
            Refusal::Unreadable(why) => [format!("文件读不出来：{why}"), format!("the file cannot be read: {why}")],
            Refusal::OtherFile(wanted, found) => [
                format!("文件不是锁定的那一个：SHA-256 应当是 {wanted}，现在是 {found}"),
                format!("it is not the file that was locked: its SHA-256 should be {wanted} and is {found}"),
            ],
            Refusal::NotALibrary(why) => [
                format!("系统不能把它当作动态库打开：{why}"),
                format!("the system does not open it as a library: {why}"),
            ],
            Refusal::NoSymbol(symbol) => [format!("没有导出 {symbol}"), format!("it does not export {symbol}")],
            Refusal::OtherContract(found, own) => {
                let (found, own) = (contract(*found), contract(*own));
                [
                    format!("它按插件约定 {found} 版写成，本程序用的是 {own} 版"),
                    format!("it keeps to version {found} of the plugin contract, and this program to {own}"),
                ]
            }
            Refusal::Description(what) => {
                [format!("它的自述不合约定：{what}"), format!("its description breaks the contract: {what}")]
            }
            Refusal::Signal(signal) => [
                format!("打开它时进程被信号 {signal} 终止"),
                format!("the process was ended by signal {signal} while it was opened"),
            ],
            Refusal::Exited(code) => [
                format!("打开它时进程自行退出，退出状态 {code}"),
                format!("the process ended by itself with status {code} while it was opened"),
            ],
            Refusal::TooLong(seconds) => {
                [format!("打开它超过 {seconds} 秒"), format!("opening it took longer than {seconds} s")]
            }
            Refusal::NoHost(why) => [
                format!("承载插件的进程不能用：{why}"),
                format!("the process plugins are opened in cannot be used: {why}"),
            ],
        }
    }
}

/// A version of the contract as people write it.
fn contract(version: u32) -> String {
    format!("{}.{}", version >> 16, version & 0xffff)
}
