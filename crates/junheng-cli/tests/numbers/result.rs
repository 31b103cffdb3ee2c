//! The json result: the unrounded numbers.

use std::error::Error;

use serde_json::Value;

use super::{Place, STANDARD, Said};

/// A finding of the result.
#[derive(Debug)]
pub struct Exact {
    pub place: Place,
    /// The title of the rule, or of the measure of one.
    pub title: String,
    /// Whether it is taken up again: the coefficients of one rule stand under another already.
    pub is_repeated: bool,
    /// Of a rule about units below: how many do not meet it.
    pub failing: Option<usize>,
    tally: Option<String>,
    value: Option<f64>,
    limit: Option<(String, f64)>,
    state: String,
}

/// What papers say of a state.
fn word(state: &str) -> &'static str {
    match state {
        "met" => "达标",
        "not_met" => "不达标",
        "undetermined" => "待定",
        "not_applicable" => "不适用",
        "not_checked" => "待核",
        _ => "只列数值",
    }
}

pub fn read(bytes: &[u8]) -> Result<Vec<Exact>, Box<dyn Error>> {
    let result: Value = serde_json::from_slice(bytes)?;
    let titles = result["run"]["rules"].as_array().ok_or("rules")?;
    let unit = &result["units"][0];
    let mut all: Vec<Exact> = Vec::new();
    for found in unit["findings"].as_array().ok_or("findings")? {
        let mut one = exact(found, "")?;
        if one.place.item.is_empty() {
            let head = titles.iter().find(|head| head["id"] == found["rule"]).ok_or("a rule of the run")?;
            one.title = head["title"]["zh"].as_str().unwrap_or_default().to_owned();
        }
        one.is_repeated = one.place.rule == "composite" && !one.place.item.is_empty();
        all.push(one);
    }
    for found in unit["below"].as_array().ok_or("findings below")?.iter().filter(|found| found["rule"] == STANDARD) {
        all.push(exact(found, found["unit_name"].as_str().ok_or("a name")?)?);
    }
    Ok(all)
}

fn exact(found: &Value, school: &str) -> Result<Exact, Box<dyn Error>> {
    let text = |key: &str| found[key].as_str().unwrap_or_default();
    let stage = match text("stage") {
        "primary" => "小学",
        "junior" => "初中",
        other => other,
    };
    let count = |key: &str| found["tally"][key].as_u64();
    let tally = count("met").zip(count("in_scope")).map(|(met, all)| format!("{met}/{all}"));
    let limit = found["limit"]["value"].as_f64().map(|limit| {
        let sign = found["limit"]["comparison"].as_str().unwrap_or_default();
        (sign.replace(">=", "≥").replace("<=", "≤"), limit)
    });
    Ok(Exact {
        place: Place::of_school(school, text("rule"), text("item"), stage),
        title: found["title"]["zh"].as_str().unwrap_or_default().to_owned(),
        is_repeated: false,
        failing: count("not_met").map(|count| count as usize),
        value: found["value"].as_f64().filter(|_| tally.is_none()),
        limit: limit.filter(|_| tally.is_none()),
        tally,
        state: word(text("state")).to_owned(),
    })
}

impl Exact {
    /// Whether what a paper says is this number, to the places it says.
    pub fn agrees(&self, name: &str, said: &Said) {
        let place = &self.place;
        assert!(said.state.as_ref().is_none_or(|state| *state == self.state), "{name} {place:?}: {said:?}, {self:?}");
        if said.behind.is_some() {
            assert_eq!(said.behind, self.value, "{name} {place:?}");
        }
        match (&self.tally, self.value, &said.value) {
            (Some(tally), _, said) => {
                assert!(said.as_ref().is_none_or(|said| said == tally), "{name} {place:?}: {said:?}")
            }
            (None, Some(value), Some(said)) => assert!(is_rounded(value, said), "{name} {place:?}: {said} of {value}"),
            (None, Some(_), None) => assert!(self.is_whole(), "{name} {place:?}: no value"),
            (None, None, said) => assert!(said.is_none(), "{name} {place:?}: {said:?}, and the result has no value"),
        }
        let Some(required) = &said.required else { return };
        let (sign, limit) = self.limit.as_ref().expect("nothing is required where the result has no limit");
        let number = required.strip_prefix(sign.as_str()).and_then(|text| text.parse::<f64>().ok());
        assert!(number.is_some_and(|number| number.total_cmp(limit).is_eq()), "{name} {place:?}: {required}");
    }

    /// Whether it is what all measures of a school come to: how many it meets, which some papers leave to be counted.
    fn is_whole(&self) -> bool {
        !self.place.school.is_empty() && self.place.item.is_empty()
    }

    /// Whether all papers say it alike.
    pub fn alike(&self, said: &[(&str, &Said)]) {
        let values: Vec<&String> = said.iter().filter_map(|(_, said)| said.value.as_ref()).collect();
        assert!(values.windows(2).all(|pair| pair[0] == pair[1]), "{:?}: {said:?}", self.place);
        assert!(
            self.is_whole() || self.value.is_none() && self.tally.is_none() || values.len() == said.len(),
            "{:?}: {said:?}",
            self.place
        );
        let required: Vec<&String> = said.iter().filter_map(|(_, said)| said.required.as_ref()).collect();
        assert!(required.windows(2).all(|pair| pair[0] == pair[1]), "{:?}: {said:?}", self.place);
        assert!(self.limit.is_none() || required.len() >= 2, "{:?}: {said:?}", self.place);
    }
}

/// Whether a number as it is shown is the nearest of its places.
fn is_rounded(value: f64, shown: &str) -> bool {
    let places = shown.split_once('.').map_or(0, |(_, places)| places.len() as i32);
    shown.parse::<f64>().is_ok_and(|number| (number - value).abs() <= 0.5 * 10f64.powi(-places) * (1.0 + 1e-9))
}
