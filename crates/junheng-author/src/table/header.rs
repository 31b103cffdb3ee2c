//! The header of an office's table: which column holds what.

use junheng::source::normal;
use junheng_data::Grid;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A level of the tree of indicators, the uppermost leftmost.
    Tree,
    /// The number of an item.
    Code,
    /// Points.
    Points,
    /// How points come about.
    Scoring,
    /// What must be shown.
    Evidence,
    /// Who is responsible.
    Duty,
    /// Nothing that a pack takes: results of an assessment, remarks, what is not known.
    Unused,
}

/// A column of the table.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its header as it stands.
    pub title: String,
    /// What it holds.
    pub meaning: Meaning,
}

/// The header that was recognised.
#[derive(Debug, Clone)]
pub struct Header {
    /// The name of the sheet, for a workbook.
    pub sheet: Option<String>,
    /// Its line, from 1.
    pub line: u32,
    /// Every column, from left to right.
    pub columns: Vec<Column>,
    /// What stands above it: the title of the document, by its look.
    pub title: Option<String>,
}

/// What a header contains, in this order, and what the column then holds. Results come first, for `自评分` contains
/// `评分`; the tree comes last, for `评分要点` contains `要点`.
const WORDS: &[(Meaning, &[&str])] = &[
    (Meaning::Unused, &["自评", "复评", "省评", "市评", "得分", "备注", "自查", "现实情况", "差距", "结论", "复核"]),
    (Meaning::Duty, &["责任", "科室", "牵头", "承办", "部门"]),
    (Meaning::Evidence, &["佐证", "查阅", "材料", "资料", "档案", "印证"]),
    (
        Meaning::Scoring,
        &[
            "评分",
            "计分",
            "扣分",
            "细则",
            "评估方法",
            "评价方法",
            "标准",
            "达标",
            "指标值",
            "要求",
            "档",
            "等级",
            "办法",
        ],
    ),
    (Meaning::Points, &["分值", "分数", "满分", "权重", "赋分"]),
    (
        Meaning::Tree,
        &["指标", "项目", "内容", "要点", "要素", "部分", "一级", "二级", "三级", "四级", "A级", "B级", "C级"],
    ),
];

/// Headers that must be the whole cell.
const WHOLE: &[(Meaning, &[&str])] = &[
    (Meaning::Code, &["编号", "代码", "序号", "指标编号", "指标代码", "项目编号"]),
    (Meaning::Points, &["分", "标准分"]),
];

/// A header is short; a longer text that contains the same word is a requirement.
const LONGEST: usize = 14;

/// Rows among which the header stands.
const SEARCHED: usize = 30;

/// The header of a table: the row in which most columns are recognised, the tree among them.
pub fn find(grid: &Grid) -> Option<Header> {
    let searched = grid.rows.iter().take(SEARCHED).enumerate();
    let scored = searched.map(|(at, row)| (known(&columns(&row.cells)), at));
    // The first of those that are equally good.
    let (count, at) = scored.rev().max_by_key(|(count, _)| *count)?;
    let row = &grid.rows[at];
    let (columns, title) = (columns(&row.cells), title(grid, at));
    (count > 0).then(|| Header { sheet: grid.sheet.clone(), line: row.line, columns, title })
}

/// How many columns say something; none where this cannot be a header.
fn known(columns: &[Column]) -> usize {
    let has = |meaning| columns.iter().any(|column| column.meaning == meaning);
    let says = has(Meaning::Points)
        || has(Meaning::Scoring)
        || columns.iter().filter(|column| column.meaning == Meaning::Tree).count() > 1;
    let known = columns.iter().filter(|column| column.meaning != Meaning::Unused).count();
    if has(Meaning::Tree) && says && known > 1 { known } else { 0 }
}

fn columns(cells: &[String]) -> Vec<Column> {
    cells.iter().map(|cell| Column { title: cell.trim().replace('\n', ""), meaning: meaning(cell) }).collect()
}

fn meaning(cell: &str) -> Meaning {
    let text: String = normal(cell).chars().filter(|letter| !letter.is_whitespace()).collect();
    let text = text.split('(').next().unwrap_or_default();
    if text.chars().count() > LONGEST {
        return Meaning::Unused;
    }
    let whole = WHOLE.iter().find(|(_, words)| words.contains(&text));
    let part = || WORDS.iter().find(|(_, words)| words.iter().any(|word| text.contains(word)));
    whole.or_else(part).map_or(Meaning::Unused, |(meaning, _)| *meaning)
}

/// The longest text that stands alone in a row above the header.
fn title(grid: &Grid, header: usize) -> Option<String> {
    let alone = grid.rows[..header].iter().filter_map(|row| {
        let mut filled = row.cells.iter().filter(|cell| !cell.trim().is_empty());
        filled.next().filter(|_| filled.next().is_none())
    });
    alone.max_by_key(|text| text.chars().count()).map(|text| text.trim().replace('\n', ""))
}

impl Header {
    /// The columns that hold this, from left to right.
    pub fn of(&self, meaning: Meaning) -> Vec<usize> {
        (0..self.columns.len()).filter(|at| self.columns[*at].meaning == meaning).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_as_they_are_printed_are_known() {
        for (header, expected) in [
            ("一级指标", Meaning::Tree),
            ("Ｂ级指标", Meaning::Tree),
            ("指标值或达标情况简述", Meaning::Scoring),
            ("分值", Meaning::Points),
            ("分 值（分）", Meaning::Points),
            ("自评分", Meaning::Unused),
            ("评分要点", Meaning::Scoring),
            ("评分方法及细则", Meaning::Scoring),
            ("责任单位", Meaning::Duty),
            ("教育局对应科室", Meaning::Duty),
            ("佐证材料", Meaning::Evidence),
            ("评估等级及认定标准", Meaning::Scoring),
            ("自评结论", Meaning::Unused),
            ("编号", Meaning::Code),
            ("将进城务工人员随迁子女就学纳入发展规划的要求", Meaning::Unused),
        ] {
            assert_eq!(meaning(header), expected, "{header}");
        }
    }
}
