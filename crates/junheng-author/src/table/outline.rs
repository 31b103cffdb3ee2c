//! The rows below the header as a tree: what has something below it is a section, what has not is an item.

use junheng_data::{Grid, GridRow};

use super::header::{Header, Meaning};
use super::label::{Label, Rank, label, points};

/// An indicator of any level.
#[derive(Debug, Clone, Default)]
pub struct Node {
    /// The row it begins in, from 1.
    pub line: u32,
    /// What it stands in.
    pub parent: Option<usize>,
    /// Its number as printed.
    pub code: Option<String>,
    /// Its text.
    pub title: String,
    /// Its points, where the table gives a number.
    pub points: Option<String>,
    /// The scoring text: the header of its column, and the text as it stands.
    pub scoring: Vec<(String, String)>,
    /// What must be shown.
    pub evidence: Vec<String>,
    /// Who is responsible.
    pub duty: Vec<String>,
    /// Whether anything stands in it.
    pub is_section: bool,
}

/// Points that are no number.
#[derive(Debug, Clone)]
pub struct Unclear {
    /// Where, from 1.
    pub line: u32,
    /// Where, from 1.
    pub column: u32,
    /// What stands there.
    pub raw: String,
}

/// A table as a tree.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    /// Every indicator in the order of the table.
    pub nodes: Vec<Node>,
    /// The total that the table states, and its line.
    pub total: Option<(String, u32)>,
    /// Notes below the table.
    pub notes: Vec<String>,
    /// Points that are no number.
    pub unclear: Vec<Unclear>,
    /// What was open when a row was read: the last node at each depth.
    open: Vec<Option<usize>>,
}

const TOTALS: [&str; 4] = ["合计", "总计", "总分", "共计"];
const SUBTOTAL: &str = "小计";
const NOTES: [&str; 9] = ["注:", "注：", "注1", "说明:", "说明：", "备注", "填表", "填报", "评估组"];

/// Reads the rows below the header.
pub fn outline(grid: &Grid, header: &Header) -> Outline {
    let rows: Vec<&GridRow> = grid.rows.iter().filter(|row| row.line > header.line).collect();
    let columns = Columns::of(header, &rows);
    let mut outline = Outline::default();
    for row in rows {
        outline.take(row, &columns);
    }
    outline
}

/// The columns of each meaning, and how depth is told.
struct Columns<'a> {
    header: &'a Header,
    tree: Vec<usize>,
    code: Option<usize>,
    points: Option<usize>,
    /// The ranks of numbers, where one column holds the whole tree.
    ranks: Vec<Rank>,
}

impl<'a> Columns<'a> {
    fn of(header: &'a Header, rows: &[&GridRow]) -> Self {
        let first = |meaning| header.of(meaning).first().copied();
        let (tree, code) = (header.of(Meaning::Tree), first(Meaning::Code));
        let mut columns = Columns { header, tree, code, points: first(Meaning::Points), ranks: Vec::new() };
        if columns.tree.len() == 1 {
            columns.ranks = rows.iter().filter_map(|row| columns.single(row).number).map(|(rank, _)| rank).collect();
            columns.ranks.sort_unstable();
            columns.ranks.dedup();
        }
        columns
    }

    /// The indicator of a row where one column holds the whole tree.
    fn single(&self, row: &GridRow) -> Label {
        let mut found = label(self.tree.first().map_or("", |at| cell(row, *at)));
        let coded = self.code.map(|at| label(cell(row, at)));
        if let Some(number) = coded.and_then(|coded| coded.number) {
            found.number = Some(number);
        }
        found
    }

    /// The indicators of a row with their depth, uppermost first.
    fn labels(&self, row: &GridRow) -> Vec<(usize, Label)> {
        if self.tree.len() == 1 {
            let found = self.single(row);
            let depth = match &found.number {
                Some((rank, _)) => self.ranks.iter().position(|known| known == rank).unwrap_or_default(),
                None if self.holds_more(row) => self.ranks.len().saturating_sub(1),
                None => 0,
            };
            let is_there = found.number.is_some() || !found.title.is_empty();
            return is_there.then_some((depth, found)).into_iter().collect();
        }
        let filled = self.tree.iter().enumerate().filter(|(_, at)| !cell(row, **at).is_empty());
        let mut labels: Vec<(usize, Label)> = filled.map(|(depth, at)| (depth, label(cell(row, *at)))).collect();
        self.add_code(row, &mut labels);
        labels
    }

    /// A number in a column of its own belongs to the item of the row.
    fn add_code(&self, row: &GridRow, labels: &mut Vec<(usize, Label)>) {
        let Some(code) = self.code.map(|at| cell(row, at)).filter(|code| !code.is_empty()) else { return };
        let leaf = self.tree.len() - 1;
        let number = label(code).number.unwrap_or((Rank::Digits, code.to_owned()));
        match labels.last_mut().filter(|(depth, _)| *depth == leaf) {
            Some((_, last)) if last.number.is_none() => last.number = Some(number),
            Some(_) => {}
            None => labels.push((leaf, Label { number: Some(number), ..Label::default() })),
        }
    }

    /// Whether a row holds more than its indicator.
    fn holds_more(&self, row: &GridRow) -> bool {
        let meant = |at: &usize| matches!(self.header.columns[*at].meaning, Meaning::Points | Meaning::Scoring);
        (0..self.header.columns.len()).filter(meant).any(|at| !cell(row, at).is_empty())
    }

    fn texts(&self, row: &GridRow, meaning: Meaning) -> Vec<(String, String)> {
        let filled = self.header.of(meaning).into_iter().filter(|at| !cell(row, *at).is_empty());
        filled.map(|at| (self.header.columns[at].title.clone(), cell(row, at).to_owned())).collect()
    }
}

fn cell(row: &GridRow, at: usize) -> &str {
    row.cells.get(at).map_or("", |cell| cell.trim())
}

impl Outline {
    fn take(&mut self, row: &GridRow, columns: &Columns<'_>) {
        let first =
            columns.tree.iter().chain(&columns.code).chain(&[0]).map(|at| cell(row, *at)).find(|cell| !cell.is_empty());
        let bare: String = first.unwrap_or_default().chars().filter(|letter| !letter.is_whitespace()).collect();
        if TOTALS.iter().any(|word| bare.starts_with(word)) {
            self.total = self.points_of(row, columns).map(|points| (points, row.line)).or(self.total.take());
            return;
        }
        if bare.starts_with(SUBTOTAL) {
            return self.subtotal(row, columns);
        }
        if NOTES.iter().any(|word| bare.starts_with(word)) {
            self.notes.push(
                row.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" "),
            );
            return;
        }
        let Some(at) = self.opened(row, columns) else { return };
        self.fill(at, row, columns);
    }

    /// The node a row is about: a new one, or the last where the row goes on with it.
    fn opened(&mut self, row: &GridRow, columns: &Columns<'_>) -> Option<usize> {
        let labels = columns.labels(row);
        let last = labels.len().saturating_sub(1);
        for (nth, (depth, label)) in labels.into_iter().enumerate() {
            // A table without merged cells repeats what stands above.
            let repeated = self.open.get(depth).copied().flatten().is_some_and(|at| self.is(at, &label));
            if !repeated || (nth == last && depth + 1 == columns.tree.len()) {
                self.add(depth, label, row.line);
            }
        }
        self.nodes.len().checked_sub(1)
    }

    fn is(&self, at: usize, label: &Label) -> bool {
        let code = label.number.as_ref().map(|(_, code)| code.as_str());
        self.nodes[at].title == label.title && self.nodes[at].code.as_deref() == code
    }

    fn add(&mut self, depth: usize, label: Label, line: u32) {
        let parent = self.open.iter().take(depth).rev().find_map(|open| *open);
        let code = label.number.map(|(_, code)| code);
        if let Some(parent) = parent {
            self.nodes[parent].is_section = true;
        }
        self.nodes.push(Node { line, parent, code, title: label.title, points: label.points, ..Node::default() });
        self.open.resize(depth, None);
        self.open.push(Some(self.nodes.len() - 1));
    }

    /// Puts what else stands in a row with its node.
    fn fill(&mut self, at: usize, row: &GridRow, columns: &Columns<'_>) {
        let stated = self.points_of(row, columns);
        let node = &mut self.nodes[at];
        match (&node.points, stated) {
            (None, Some(points)) => node.points = Some(points),
            (Some(known), Some(points)) if *known != points => {
                let column = columns.points.map_or(0, |at| at as u32 + 1);
                self.unclear.push(Unclear { line: row.line, column, raw: points });
            }
            _ => {}
        }
        let node = &mut self.nodes[at];
        node.scoring.extend(columns.texts(row, Meaning::Scoring));
        node.evidence.extend(columns.texts(row, Meaning::Evidence).iter().flat_map(|(_, text)| titles(text)));
        node.duty.extend(columns.texts(row, Meaning::Duty).iter().flat_map(|(_, text)| names(text)));
    }

    /// The points of a row; what is no number is kept to be reported.
    fn points_of(&mut self, row: &GridRow, columns: &Columns<'_>) -> Option<String> {
        let at = columns.points?;
        let raw = cell(row, at);
        let points = points(raw);
        if points.is_none() && !raw.is_empty() {
            self.unclear.push(Unclear { line: row.line, column: at as u32 + 1, raw: raw.to_owned() });
        }
        points
    }

    /// A subtotal belongs to the section that is open, above the items.
    fn subtotal(&mut self, row: &GridRow, columns: &Columns<'_>) {
        let Some(points) = self.points_of(row, columns) else { return };
        let column = columns.tree.iter().position(|at| !cell(row, *at).is_empty()).unwrap_or_default();
        let section = self.open.iter().take(column.max(1)).rev().find_map(|open| *open);
        if let Some(section) = section.map(|at| &mut self.nodes[at]).filter(|section| section.points.is_none()) {
            section.points = Some(points);
        } else if let Some(section) = section.filter(|at| self.nodes[*at].points.as_ref() != Some(&points)) {
            let column = columns.points.map_or(0, |at| at as u32 + 1);
            self.unclear.push(Unclear {
                line: row.line,
                column,
                raw: format!("{points} ≠ {}", self.nodes[section].points.clone().unwrap_or_default()),
            });
        }
    }

    /// The items.
    pub fn items(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(|node| !node.is_section)
    }
}

/// The titles of evidence in a cell: one a line, without the numbers in front.
fn titles(text: &str) -> Vec<String> {
    let parts = text.split(['\n', ';', '；']);
    let trimmed = parts.map(|part| label(part.trim_start_matches(['①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨'])).title);
    trimmed
        .map(|title| title.trim_end_matches(['。', '，', ',']).to_owned())
        .filter(|title| !title.is_empty())
        .collect()
}

/// The names in a cell.
fn names(text: &str) -> Vec<String> {
    let parts = text.split(['\n', ';', '；', '、', '，', ',', '/']).map(str::trim);
    parts.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
