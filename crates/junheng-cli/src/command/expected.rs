//! Findings as a person expects them, compared with those found: both are rows of the csv result.

use junheng::diagnostic::Language;

/// Rows of the csv result, or of an `expected.csv` that states some of its columns.
pub struct Findings {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// What is wrong with an `expected.csv`, in both languages.
pub struct Problem([String; 2]);

impl Problem {
    /// The wording in a language.
    pub fn pick(&self, language: Language) -> &str {
        &self.0[language as usize]
    }
}

/// Together these name a finding; a blank cell means that the finding has none.
const KEYS: [&str; 4] = ["unit", "stage", "rule", "item"];
/// These name it more closely; a blank cell does not.
const CLOSER: [&str; 2] = ["level", "period"];
/// What is compared; a blank cell states nothing, a dash that the finding has none.
const COMPARED: [&str; 6] = ["state", "value", "limit", "score", "points", "grade"];
/// In a compared cell: the finding has no such value.
const NONE: [&str; 2] = ["—", "-"];
/// These are for the reader.
const TOLD: [&str; 6] = ["pack", "unit_name", "title", "unit_of_value", "note", "comparison"];
/// Numbers agree to so many parts of the larger of them and 1: expected figures carry all their digits.
const TOLERANCE: f64 = 1e-9;

impl Findings {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The cells of a column, one for each row; blank where the column is not there.
    fn get<'a>(&self, row: &'a [String], column: &str) -> &'a str {
        let at = self.columns.iter().position(|known| known == column);
        at.and_then(|at| row.get(at)).map_or("", String::as_str)
    }

    /// Rule and state of each row.
    pub fn states(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rows.iter().map(|row| (self.get(row, "rule"), self.get(row, "state")))
    }
}

/// Reads the csv of expected or found findings.
pub fn parse(text: &str) -> Result<Findings, Problem> {
    let unreadable = |error: csv::Error| Problem([format!("读不懂：{error}"), format!("cannot be read: {error}")]);
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let columns: Vec<String> =
        reader.headers().map_err(unreadable)?.iter().map(|cell| cell.trim().to_owned()).collect();
    let lacking = ["unit", "rule"].iter().find(|needed| !columns.iter().any(|column| column == **needed));
    if let Some(lacking) = lacking {
        return Err(Problem([
            format!("expected.csv 缺少 {lacking} 列"),
            format!("expected.csv lacks the column {lacking}"),
        ]));
    }
    if let Some(unknown) = columns.iter().find(|column| !is_known(column)) {
        return Err(Problem([
            format!("expected.csv 没有叫 {unknown} 的列"),
            format!("expected.csv takes no column {unknown}"),
        ]));
    }
    let cells = |record: csv::StringRecord| record.iter().map(|cell| cell.trim().to_owned()).collect();
    let rows: Result<Vec<Vec<String>>, _> = reader.into_records().map(|record| record.map(cells)).collect();
    let rows = rows.map_err(unreadable)?;
    if rows.is_empty() {
        return Err(Problem(["expected.csv 没有一条结论".to_owned(), "expected.csv states no finding".to_owned()]));
    }
    Ok(Findings { columns, rows })
}

/// Whether a column is one of the csv result.
fn is_known(column: &str) -> bool {
    [&KEYS[..], &CLOSER, &COMPARED, &TOLD].iter().any(|known| known.contains(&column))
}

/// What differs, a line for each; nothing where all is as expected.
pub fn differences(expected: &Findings, found: &Findings, language: Language) -> Vec<String> {
    let differing = |row: &Vec<String>| difference(expected, row, found, language);
    expected.rows.iter().filter_map(differing).collect()
}

fn difference(expected: &Findings, row: &[String], found: &Findings, language: Language) -> Option<String> {
    let same = |other: &&Vec<String>| {
        KEYS.iter().all(|key| expected.get(row, key) == found.get(other, key))
            && CLOSER.iter().all(|key| ["", found.get(other, key)].contains(&expected.get(row, key)))
    };
    let matching: Vec<&Vec<String>> = found.rows.iter().filter(same).collect();
    let named: Vec<&str> =
        KEYS.iter().chain(&CLOSER).map(|key| expected.get(row, key)).filter(|key| !key.is_empty()).collect();
    let problem = match matching.as_slice() {
        [] => language.pick(&["没有这一条结论", "there is no such finding"]).to_owned(),
        [only] => differing_cells(expected, row, found, only, language)?,
        [..] => language
            .pick(&["有不止一条，请写明 period 或 level", "there are several; state period or level"])
            .to_owned(),
    };
    Some(format!("{}: {problem}", named.join(" ")))
}

fn differing_cells(
    expected: &Findings,
    row: &[String],
    found: &Findings,
    other: &[String],
    language: Language,
) -> Option<String> {
    let differing = COMPARED.iter().filter_map(|column| {
        let (wanted, got) = (expected.get(row, column), found.get(other, column));
        let differs = !wanted.is_empty() && !agree(wanted, got);
        let wanted = if NONE.contains(&wanted) { language.pick(&["空", "blank"]) } else { wanted };
        let got = if got.is_empty() { language.pick(&["（空）", "(blank)"]) } else { got };
        differs.then(|| match language {
            Language::Chinese => format!("{column} 应为 {wanted}，得到 {got}"),
            Language::English => format!("{column} expected {wanted}, found {got}"),
        })
    });
    let differing: Vec<String> = differing.collect();
    (!differing.is_empty()).then(|| differing.join("; "))
}

/// The same word, numbers that agree, or none where none is expected.
fn agree(wanted: &str, got: &str) -> bool {
    if NONE.contains(&wanted) {
        return got.is_empty();
    }
    match (wanted.parse::<f64>(), got.parse::<f64>()) {
        (Ok(wanted), Ok(got)) => (wanted - got).abs() <= TOLERANCE * wanted.abs().max(got.abs()).max(1.0),
        _ => wanted == got,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOUND: &str = "unit,stage,rule,item,value,state\n1,primary,cv,L1,0.5,met\n1,primary,cv,L2,,undetermined\n";

    fn compared(expected: &str) -> Vec<String> {
        let (Ok(expected), Ok(found)) = (parse(expected), parse(FOUND)) else { return vec!["unreadable".to_owned()] };
        differences(&expected, &found, Language::English)
    }

    #[test]
    fn what_is_not_stated_is_not_compared() {
        assert!(
            compared("unit,stage,rule,item,state,value\n1,primary,cv,L1,met,\n1,primary,cv,L2,undetermined,\n")
                .is_empty()
        );
    }

    #[test]
    fn a_dash_states_that_there_is_none() {
        let header = "unit,stage,rule,item,state,value\n";
        assert!(compared(&format!("{header}1,primary,cv,L2,undetermined,—\n")).is_empty());
        assert!(compared(&format!("{header}1,primary,cv,L2,undetermined,-\n")).is_empty());
        assert_eq!(
            compared(&format!("{header}1,primary,cv,L1,met,—\n")),
            ["1 primary cv L1: value expected blank, found 0.5"]
        );
    }

    #[test]
    fn a_difference_says_what_was_expected_and_found() {
        let differences = compared(
            "unit,stage,rule,item,state,value\n1,primary,cv,L1,not_met,0.5000001\n1,primary,cv,L2,,0\n1,,cv,L1,met,\n",
        );
        assert_eq!(
            differences,
            [
                "1 primary cv L1: state expected not_met, found met; value expected 0.5000001, found 0.5",
                "1 primary cv L2: value expected 0, found (blank)",
                "1 cv L1: there is no such finding",
            ]
        );
    }
}
