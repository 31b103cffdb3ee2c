//! Functions from outside: what a native plugin offers, as data the compiler and the evaluation can use.
//!
//! The engine loads nothing and knows no plugin: whoever does hands it [`Native`]s, with a way to call them.

use std::fmt;

/// A function that a plugin offers.
pub struct Native {
    /// As it stands in formulas.
    pub name: String,
    /// What it does, in Chinese and in English.
    pub manual: [String; 2],
    /// Who offers it.
    pub from: Origin,
    /// Whether it answers row by row.
    pub shape: Shape,
    /// What happens where an argument is missing.
    pub missing: Missing,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// The unit of its answers.
    pub unit: Measure,
    /// Why an answer may be undetermined.
    pub reasons: Vec<String>,
    /// Calls it: an outcome for each part of a batch, in order.
    pub call: Call,
}

/// How a function is called: from any thread.
pub type Call = Box<dyn Fn(&Batch) -> Vec<Outcome> + Send + Sync>;

/// A plugin, and the file it was loaded from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Its id.
    pub plugin: String,
    /// Its version.
    pub version: String,
    /// The SHA-256 of its file.
    pub sha256: String,
}

/// What the answers of a function are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Each row.
    Rows,
    /// All rows of a group.
    Aggregate,
}

/// What happens where an argument is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The answer is undetermined, and the function is not asked.
    Decides,
    /// The function is asked and sees what is there.
    Given,
}

/// A parameter of a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// What its values are.
    pub kind: Kind,
}

/// What the values of a parameter are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A number.
    Number(Measure),
    /// A truth.
    Truth,
    /// A day.
    Day,
    /// Units or words, only to tell apart.
    Group,
}

/// What a number is measured in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// This unit, as packs write it; empty for a plain number.
    In(String),
    /// Any unit, in base units; of an answer that of the first argument.
    Any,
}

/// Rows in parts that are called one after another: a part that fails leaves the others alone.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Batch {
    /// The arguments.
    pub columns: Vec<Argument>,
    /// Where each part ends.
    pub ends: Vec<usize>,
}

/// The values of one argument for the rows of a batch.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Argument {
    /// The values; where one is absent its number means nothing.
    pub values: Vec<f64>,
    /// Whether each is there; empty where all are.
    pub there: Vec<bool>,
}

/// What came of one part of a batch: its answers, one for each row or one in all.
pub type Outcome = Result<Vec<Answer>, Failure>;

/// What a function gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Answer {
    /// A finite number.
    Number(f64),
    /// Undetermined, because: an index into the reasons of the function.
    Undetermined(u8),
    /// What it gave is no finite number.
    NotFinite,
}

/// How a call failed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Failure {
    /// It says so itself.
    Said(String),
    /// It gave something that is no finite number.
    NotFinite,
    /// It gave so many answers where so many were wanted.
    WrongLength(u64, u64),
    /// It put answers elsewhere than it was told to.
    Elsewhere,
    /// It gave a reason it does not have.
    UnknownReason(u8),
    /// It changed what it was given to read.
    WroteToInputs,
    /// Its process was ended by a signal.
    Signal(i32),
    /// Its process ended by itself.
    Exited(i32),
    /// It took longer than so many seconds.
    TooLong(u64),
    /// It failed so often that it is asked no more.
    GivenUp(u64),
    /// Its process says something that cannot be understood.
    Garbled,
    /// Called again with the same, it gave something else.
    Differs,
}

impl Failure {
    /// What happened, in Chinese and in English.
    pub fn text(&self) -> [String; 2] {
        match self {
            Failure::Said(why) => [format!("插件报告失败：{why}"), format!("the plugin reports a failure: {why}")],
            Failure::NotFinite => both("给出的不是有限数", "it gave something that is no finite number"),
            Failure::WrongLength(gave, wanted) => {
                [format!("给出 {gave} 个结果，应当是 {wanted} 个"), format!("it gave {gave} answers, not {wanted}")]
            }
            Failure::Elsewhere => both("没有把结果写在指定的地方", "it put its answers elsewhere than it was told to"),
            Failure::UnknownReason(reason) => [
                format!("给出的理由 {reason} 不在它自己的清单里"),
                format!("it gave reason {reason}, which is not among its own"),
            ],
            Failure::WroteToInputs => both("改动了只供读取的数据", "it changed what it was given to read"),
            Failure::Signal(signal) => {
                [format!("它的进程被信号 {signal} 终止"), format!("its process was ended by signal {signal}")]
            }
            Failure::Exited(code) => [
                format!("它的进程自行退出，退出状态 {code}"),
                format!("its process ended by itself with status {code}"),
            ],
            Failure::TooLong(seconds) => {
                [format!("超过时间上限 {seconds} 秒"), format!("it took longer than {seconds} s")]
            }
            Failure::GivenUp(times) => [
                format!("已失败 {times} 次，本次运行不再调用"),
                format!("it failed {times} times and is asked no more in this run"),
            ],
            Failure::Garbled => both("它的进程回话读不懂", "its process says something that cannot be understood"),
            Failure::Differs => {
                both("同样的数据再算一次，结果不同", "called again with the same, it gave something else")
            }
        }
    }
}

/// Why a function from outside gave no number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// It failed.
    Failed(Failure),
    /// It says that this is undetermined, because.
    Undetermined(String),
}

impl Told {
    /// Why, in Chinese and in English; a plugin says its reasons in one text.
    pub fn text(&self) -> [String; 2] {
        match self {
            Told::Failed(failure) => failure.text(),
            Told::Undetermined(why) => [why.clone(), why.clone()],
        }
    }
}

fn both(zh: &str, en: &str) -> [String; 2] {
    [zh.to_owned(), en.to_owned()]
}

impl Native {
    /// How many answers are wanted of a part with so many rows.
    pub fn wanted(&self, rows: usize) -> usize {
        match self.shape {
            Shape::Rows => rows,
            Shape::Aggregate => 1,
        }
    }
}

impl Batch {
    /// The parts as ranges of rows.
    pub fn parts(&self) -> impl Iterator<Item = std::ops::Range<usize>> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| start..*end)
    }
}

impl fmt::Debug for Native {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} of {} {}", self.name, self.from.plugin, self.from.version)
    }
}
