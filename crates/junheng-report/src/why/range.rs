//! The cells that numbers stand in, and the ranges of registers they were counted in, as people write them.

use junheng::diagnostic::CellPlace;
use junheng::evaluate::Step;

/// A cell, or the first and the last of those that were gone through.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Range {
    first: CellPlace,
    last: CellPlace,
}

impl Range {
    /// `schools.csv:3:2`, `a.xlsx!学校!B3`; of a range `schools.csv:3:2–46:2`, `a.xlsx!学校!B3:B46`.
    pub fn show(&self) -> String {
        self.file() + &self.within(true)
    }

    /// The file, and the sheet of a workbook.
    fn file(&self) -> String {
        CellPlace { row: 0, column: 0, ..self.first.clone() }.show()
    }

    /// The rest, with or without the mark that divides it from the file.
    fn within(&self, marked: bool) -> String {
        let own = |place: &CellPlace| place.show()[self.file().len()..].to_owned();
        let bare = |place: &CellPlace| own(place).trim_start_matches([':', '!']).to_owned();
        let (first, last) = (if marked { own(&self.first) } else { bare(&self.first) }, bare(&self.last));
        match (&self.first.sheet, self.first.column) {
            _ if self.first == self.last => first,
            // A row of a sheet is written as a range already.
            (Some(_), 0) => format!("{}{}", first.trim_end_matches(char::is_numeric), self.last.row),
            (Some(_), _) => format!("{first}:{last}"),
            (None, _) => format!("{first}–{last}"),
        }
    }
}

/// Where a step was read, or what was gone through to count it.
pub fn of_step(step: &Step) -> Vec<Range> {
    let Some(counted) = &step.counted else {
        return step.places.iter().map(|place| Range { first: place.clone(), last: place.clone() }).collect();
    };
    let ends = counted.ranges.iter().flat_map(|range| &range.ends);
    ends.map(|[first, last]| Range { first: first.clone(), last: last.clone() }).collect()
}

/// Everything that steps were read from, their parts included.
pub fn all(steps: &[Step]) -> Vec<Range> {
    let mut found: Vec<Range> = Vec::new();
    for step in steps {
        found.extend(of_step(step));
        found.extend(all(&step.parts));
    }
    found.sort();
    found.dedup();
    found
}

/// Ranges one after the other; the file is named once.
pub fn short(ranges: &[Range]) -> String {
    let mut shown: Vec<String> = Vec::new();
    let mut before: Option<String> = None;
    for range in ranges {
        let file = range.file();
        shown.push(if before.as_ref() == Some(&file) { range.within(false) } else { range.show() });
        before = Some(file);
    }
    shown.dedup();
    shown.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(sheet: Option<&str>, rows: [u32; 2], column: u32) -> Range {
        let place = |row| CellPlace { file: "a".into(), sheet: sheet.map(str::to_owned), row, column };
        Range { first: place(rows[0]), last: place(rows[1]) }
    }

    #[test]
    fn a_file_is_named_once() {
        assert_eq!(short(&[range(None, [3, 3], 2), range(None, [3, 3], 14)]), "a:3:2, 3:14");
        assert_eq!(short(&[range(Some("学校"), [3, 3], 2), range(Some("学校"), [4, 4], 28)]), "a!学校!B3, AB4");
    }

    #[test]
    fn ranges_are_written_as_in_their_kind_of_file() {
        assert_eq!(short(&[range(None, [2, 46], 8), range(None, [2, 46], 9)]), "a:2:8–46:8, 2:9–46:9");
        assert_eq!(range(None, [2, 46], 0).show(), "a:2–46");
        assert_eq!(short(&[range(Some("师"), [2, 46], 8), range(Some("师"), [2, 46], 0)]), "a!师!H2:H46, 2:46");
        assert_eq!(range(Some("师"), [2, 46], 0).show(), "a!师!2:46");
    }
}
