//! What was read: one [`Part`] for each sheet or csv file, cell by cell as it stood there.

use super::origin::Origin;
use super::schema::{FieldId, LevelId, StageId};

/// Whether a cell holds a value, and if not, why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Presence {
    /// There is a value.
    Present = 0,
    /// The thing does not exist for this unit: `/`, `—`.
    NotApplicable = 1,
    /// The cell is empty.
    Blank = 2,
    /// The table has no such column.
    NoColumn = 3,
    /// Something stands there that cannot be the value; a diagnostic says what.
    Invalid = 4,
    /// A divisor or a mean is zero.
    ZeroDivisor = 5,
    /// Nothing is in scope.
    Nothing = 6,
    /// The pack does not say: a limit that is not stated, a row missing in a standard.
    NotStated = 7,
    /// A person has not answered yet.
    Unanswered = 8,
    /// A function or plugin failed.
    Failed = 9,
    /// The data has no such earlier period for the unit.
    NoPeriod = 10,
    /// A veto ended this year's assessment.
    Stopped = 11,
    /// A function from outside says that it cannot be determined, and why.
    Withheld = 12,
}

impl Presence {
    /// Whether there is a value.
    pub fn is_present(self) -> bool {
        self == Presence::Present
    }
}

/// Texts one after another in one piece of memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    bytes: String,
    ends: Vec<u32>,
}

impl Texts {
    /// Adds a text.
    pub fn push(&mut self, text: &str) {
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len() as u32);
    }

    /// The text at `index`.
    pub fn get(&self, index: usize) -> &str {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.bytes[start as usize..self.ends[index] as usize]
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All texts in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index))
    }

    /// Adds the texts of another piece behind these.
    pub fn extend(&mut self, other: &Texts) {
        let offset = self.bytes.len() as u32;
        self.bytes.push_str(&other.bytes);
        self.ends.extend(other.ends.iter().map(|end| end + offset));
    }
}

/// The values of a column, one for each row; where a cell is absent the number or code means nothing.
#[derive(Debug, Clone)]
pub enum Values {
    /// Numbers in the unit of the field.
    Numbers(Vec<f64>),
    /// Indices into a list of words.
    Words {
        /// Which word, for each row.
        codes: Vec<u32>,
        /// The words, in the order they first appear.
        words: Vec<String>,
    },
}

/// One column of a part that a pack knows.
#[derive(Debug, Clone)]
pub struct Column {
    /// The field it holds.
    pub field: FieldId,
    /// The stage, for a staged field in a wide table; a long table says the stage by row.
    pub stage: Option<StageId>,
    /// Its place in the file, from 1.
    pub position: u32,
    /// Its header as written.
    pub header: String,
    /// The values.
    pub values: Values,
    /// Whether each row has one; as long as the values.
    pub presence: Vec<Presence>,
}

impl Column {
    /// The number in a row, or what `words` says of its word; and whether it is there.
    pub(super) fn cell(&self, row: usize, words: &[u32]) -> (f64, Presence) {
        let value = match &self.values {
            Values::Numbers(numbers) => numbers[row],
            Values::Words { codes, .. } => words.get(codes[row] as usize).map_or(-1.0, |code| f64::from(*code)),
        };
        (value, self.presence[row])
    }
}

/// The rows of one sheet or csv file about units of one level.
#[derive(Debug, Clone)]
pub struct Part {
    /// Index into [`Tables::files`].
    pub file: usize,
    /// The sheet, for a workbook.
    pub sheet: Option<String>,
    /// What its rows are about.
    pub level: LevelId,
    /// The line of the file, or row of the sheet, each row stands in; from 1.
    pub lines: Vec<u32>,
    /// The code of the unit in each row; the name where units have no code.
    pub codes: Texts,
    /// The name of the unit in each row.
    pub names: Texts,
    /// The period of each row, as an index into `periods`.
    pub period: Vec<u32>,
    /// The periods that occur; one empty text where the data states none.
    pub periods: Vec<String>,
    /// The stage of each row, in a long table.
    pub stage: Option<Vec<StageId>>,
    /// For each ancestor level named by the rows: which unit, as an index into its keys.
    pub ancestors: Vec<Ancestor>,
    /// The columns.
    pub columns: Vec<Column>,
    /// Where the values come from that stand in no single cell.
    pub origin: Origin,
}

/// The units of one higher level that the rows of a part hang on.
#[derive(Debug, Clone)]
pub struct Ancestor {
    /// The level.
    pub level: LevelId,
    /// For each row, which of `codes`; `u32::MAX` where the row names none.
    pub unit: Vec<u32>,
    /// The codes, each once.
    pub codes: Texts,
    /// The names beside them.
    pub names: Texts,
}

impl Ancestor {
    /// The row names no unit of this level.
    pub const NONE: u32 = u32::MAX;
}

/// One answer to a judged item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The code of the unit.
    pub unit: String,
    /// The id of the rule.
    pub rule: String,
    /// The period, empty where the data states none.
    pub period: String,
    /// The stage, where the item is answered by stage.
    pub stage: Option<StageId>,
    /// The answer, one of the rule's.
    pub answer: String,
    /// Points a person gave, as written.
    pub score: String,
    /// Whose answer it is, where a pack keeps several apart: 自评, 省评.
    pub assessor: String,
    /// Who answered.
    pub reviewer: String,
    /// When.
    pub date: String,
    /// On what evidence.
    pub evidence: String,
    /// Anything else worth keeping.
    pub note: String,
    /// The line of the file, or row of the sheet.
    pub line: u32,
}

/// The answers of one sheet or csv file.
#[derive(Debug, Clone)]
pub struct AnswerPart {
    /// Index into [`Tables::files`].
    pub file: usize,
    /// The sheet, for a workbook.
    pub sheet: Option<String>,
    /// The columns of answers and of scores, from 1; 0 where there is none.
    pub columns: [u32; 2],
    /// The answers.
    pub answers: Vec<Answer>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFile {
    /// As it was named on the command line.
    pub name: String,
    /// How it was decoded: `utf-8`, `gb18030`, `xlsx`.
    pub encoding: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// All data of a run, as read.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    /// The files.
    pub files: Vec<DataFile>,
    /// Their rows about units.
    pub parts: Vec<Part>,
    /// Their answers to judged items.
    pub answers: Vec<AnswerPart>,
}
