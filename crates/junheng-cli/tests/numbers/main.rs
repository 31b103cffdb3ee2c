//! Page, workbook, document, text and json of one assessment say the same numbers: each is read back from its file by
//! the place it stands at, and held against the others and against the unrounded number of the json result.

#[path = "../../../../tests/document/mod.rs"]
mod document;
mod page;
mod paper;
mod result;
mod text;
mod workbook;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;

use document::{Outcome, done, folder, named, run};
use result::Exact;

/// The example counties and how many rows of schools and stages each is judged on.
const COUNTIES: [(&str, usize); 2] = [("examples/yunchuan", 76), ("examples/chengyuan", 32)];
const PACK: [&str; 2] = ["--pack", "cn_quality_2017"];
/// The rule whose measures stand school by school.
const STANDARD: &str = "school_standard";

/// Where a number stands: of which school, or of the county where that is empty; which rule, measure and stage.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    school: String,
    rule: String,
    item: String,
    stage: String,
}

/// What a paper says there, as it says it; `None` where papers of its kind do not say it.
#[derive(Debug, Clone, Default)]
struct Said {
    value: Option<String>,
    required: Option<String>,
    state: Option<String>,
    /// The number behind what is shown, where the file has it.
    behind: Option<f64>,
}

/// All that one paper says.
#[derive(Default)]
struct Paper(BTreeMap<Place, Said>);

impl Place {
    fn of_county(rule: &str, item: &str, stage: &str) -> Self {
        Self::of_school("", rule, item, stage)
    }

    fn of_school(school: &str, rule: &str, item: &str, stage: &str) -> Self {
        let [school, rule, item, stage] = [school, rule, item, stage].map(|text| text.trim().to_owned());
        Self { school, rule, item, stage }
    }
}

impl Paper {
    /// Takes down what stands at a place; twice the same place is a mistake of the paper or of the reader.
    fn say(&mut self, place: Place, said: Said) {
        let told = format!("{place:?}");
        assert!(self.0.insert(place, said).is_none(), "said twice: {told}");
    }
}

/// A text that begins with a number, without its unit: `7.00 ㎡/生` is `7.00`, `≥ 95%` is `≥ 95`. Others say no number.
fn number(text: &str) -> Option<String> {
    let text = text.trim();
    let (sign, rest) = text.split_at(text.find(|letter: char| !"≥≤><= ".contains(letter)).unwrap_or(text.len()));
    let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.' && letter != '/');
    let digits = rest[..end.unwrap_or(rest.len())].trim_end_matches('/');
    (!digits.is_empty()).then(|| format!("{}{digits}", sign.replace(' ', "")))
}

/// What the result says, and each paper made of it.
type Read = (Vec<Exact>, [(&'static str, Paper); 4]);

fn read(county: &str) -> Result<Read, Box<dyn Error>> {
    let folder = folder("numbers")?;
    let (saved, papers) = (named(&folder, "result.json"), named(&folder, "papers"));
    done(&[&["assess", county], &PACK[..], &["--format", "json", "--detail", "-o", &saved]].concat())?;
    done(&["report", &saved, "--format", "html", "--format", "xlsx", "--format", "docx", "-o", &papers])?;
    let text = run(&[&["assess", county], &PACK[..], &["--detail"]].concat())?;
    let file = |ending: &str| -> Result<String, Box<dyn Error>> {
        let paths = fs::read_dir(&papers)?.map(|entry| entry.map(|entry| entry.path().to_string_lossy().into_owned()));
        let paths = paths.collect::<Result<Vec<_>, _>>()?;
        Ok(paths.into_iter().find(|path| path.ends_with(ending)).ok_or("a paper of each kind")?)
    };
    let exact = result::read(&fs::read(&saved)?)?;
    let all = [
        ("text", text::read(&String::from_utf8(text.stdout)?)?),
        ("html", page::read(&fs::read_to_string(file("html")?)?)?),
        ("xlsx", workbook::read(&file("xlsx")?)?),
        ("docx", paper::read(&file("docx")?, &exact)?),
    ];
    fs::remove_dir_all(&folder)?;
    Ok((exact, all))
}

#[test]
fn every_paper_says_the_numbers_of_the_result() -> Outcome {
    for (county, rows) in COUNTIES {
        let (exact, papers) = read(county)?;
        assert_eq!(exact.iter().filter(|one| one.place.item == "L1" && !one.place.school.is_empty()).count(), rows);
        for one in &exact {
            let said = papers.iter().filter_map(|(name, paper)| Some((*name, paper.0.get(&one.place)?)));
            let said: Vec<(&str, &Said)> = said.collect();
            // A document takes up coefficients once; the other papers say everything.
            assert!(said.len() == 4 || one.is_repeated && said.len() == 3, "{:?}: {said:?}", one.place);
            said.iter().for_each(|(name, said)| one.agrees(name, said));
            one.alike(&said);
        }
        for (name, paper) in &papers {
            says_nothing_else(name, paper, &exact);
            counts_failing_schools(name, paper, &exact);
        }
    }
    Ok(())
}

/// A paper has no place that the result does not have.
fn says_nothing_else(name: &str, paper: &Paper, exact: &[Exact]) {
    for place in paper.0.keys() {
        assert!(exact.iter().any(|one| one.place == *place), "{name}: {place:?}");
    }
}

/// As many schools fail in a paper as the rule about all of them says.
fn counts_failing_schools(name: &str, paper: &Paper, exact: &[Exact]) {
    for stage in ["小学", "初中"] {
        let whole = exact.iter().find(|one| one.place == Place::of_county(STANDARD, "", stage));
        let of = |place: &Place| !place.school.is_empty() && place.item.is_empty() && place.stage == stage;
        let states = paper.0.iter().filter(|(place, _)| of(place)).map(|(_, said)| said.state.as_deref());
        let failing = states.filter(|state| *state == Some("不达标")).count();
        assert_eq!(Some(failing), whole.and_then(|whole| whole.failing), "{name} {stage}");
    }
}

#[test]
fn a_result_that_was_saved_says_the_same_later() -> Outcome {
    let folder = folder("later")?;
    for (county, _) in COUNTIES {
        let saved = named(&folder, "result.json");
        done(&[&["assess", county], &PACK[..], &["--format", "json", "--detail", "-o", &saved]].concat())?;
        for form in ["html", "xlsx", "docx"] {
            let (at_once, later) = (named(&folder, "a"), named(&folder, "b"));
            done(&[&["assess", county], &PACK[..], &["--format", form, "-o", &at_once]].concat())?;
            done(&["report", &saved, "--format", form, "-o", &later])?;
            assert!(fs::read(&at_once)? == fs::read(&later)?, "{county} {form}");
        }
    }
    Ok(fs::remove_dir_all(&folder)?)
}

#[test]
fn a_number_is_told_from_its_unit() {
    let read = ["7.00 ㎡/生", "≥ 95%", "48/50", "14 项中 12 项达标", "0.131", "", "是", "≤ 45 生"].map(number);
    let wanted = [Some("7.00"), Some("≥95"), Some("48/50"), Some("14"), Some("0.131"), None, None, Some("≤45")];
    assert_eq!(read.each_ref().map(Option::as_deref), wanted);
}
