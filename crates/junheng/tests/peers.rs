//! Units beside a unit, and years before a year, against an evaluator written by itself: whole tenths, no columns.

mod common;

use common::{CITIES, Case, Outcome, Row, Sheet, assess, config, number_field};
use junheng::assessment::State;
use proptest::prelude::*;

// ── counties, and what is asked of them ──────────────────

/// A cell in tenths, or why there is nothing in it.
type Cell = Result<i64, Absent>;

/// From the lightest reason to the gravest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Absent {
    NotApplicable,
    Unknown,
}
use Absent::{NotApplicable, Unknown};

#[derive(Debug, Clone)]
struct County {
    city: usize,
    code: usize,
    year: i64,
    value: Cell,
    weight: Cell,
}

fn cell(below: i64) -> impl Strategy<Value = Cell> {
    prop_oneof![12 => (0..below).prop_map(Ok), 1 => Just(Err(Unknown)), 1 => Just(Err(NotApplicable))]
}

/// Counties of three cities in up to four years, few values so that there are ties, some years left out.
fn counties() -> impl Strategy<Value = Vec<County>> {
    let one = (prop::collection::vec(prop::option::weighted(0.85, (cell(7), cell(4))), 4), 0..3usize);
    prop::collection::vec(one, 1..8).prop_map(|all| {
        let rows = all.into_iter().enumerate().flat_map(|(code, (years, city))| {
            let row = move |(at, cells): (usize, Option<(Cell, Cell)>)| {
                let (value, weight) = cells?;
                Some(County { city, code, year: 2020 + at as i64, value, weight })
            };
            years.into_iter().enumerate().filter_map(row)
        });
        rows.collect()
    })
}

fn shown(cell: Cell) -> String {
    match cell {
        Ok(tenths) => format!("{}.{}", tenths / 10, tenths % 10),
        Err(Unknown) => "—".to_owned(),
        Err(NotApplicable) => "/".to_owned(),
    }
}

fn table(counties: &[County]) -> Sheet {
    let row = |county: &County| Row {
        code: format!("c{}", county.code),
        parent: format!("p{}", county.city),
        period: county.year.to_string(),
        cells: vec![shown(county.value), shown(county.weight)],
        ..Row::default()
    };
    let headers = vec!["v".to_owned(), "w".to_owned()];
    Sheet { level: "county".to_owned(), headers, rows: counties.iter().map(row).collect() }
}

fn outcome(rules: &str, counties: &[County]) -> Outcome {
    let fields = number_field("v", "v", "county") + &number_field("w", "w", "county");
    let sheets = vec![table(counties)];
    assess(&Case { pack: format!("{CITIES}{fields}{rules}"), sheets, ..Case::default() })
}

/// The row of the engine that is about a county.
fn row_of(outcome: &Outcome, county: &County) -> usize {
    let frames = &outcome.frames;
    let units = frames.units_of(frames.subject);
    let is_it = |unit: &usize| {
        units.codes.get(*unit) == format!("c{}", county.code)
            && frames.periods[units.period[*unit] as usize] == county.year.to_string()
    };
    (0..frames.subjects()).find(is_it).expect("every county has a row")
}

// ── the evaluator ────────────────────────────────────────

/// A fraction whose lower part is positive.
type Fraction = (i64, i64);

fn beside<'a>(all: &'a [County], own: &'a County, siblings: bool) -> Vec<&'a County> {
    all.iter().filter(|other| other.year == own.year && (!siblings || other.city == own.city)).collect()
}

/// What applies, unless something is unknown or nothing is left.
fn known<T>(cells: Vec<Result<T, Absent>>) -> Result<Vec<T>, Absent> {
    let applies: Vec<Result<T, Absent>> =
        cells.into_iter().filter(|cell| !matches!(cell, Err(NotApplicable))).collect();
    if applies.is_empty() { Err(Unknown) } else { applies.into_iter().collect() }
}

fn mean(all: &[County], own: &County, siblings: bool) -> Result<Fraction, Absent> {
    let pair = |county: &&County| county.value.and_then(|value| Ok((value, county.weight?)));
    let pairs = known(beside(all, own, siblings).iter().map(pair).collect())?;
    let below: i64 = pairs.iter().map(|(_, weight)| weight).sum();
    if below == 0 { Err(Unknown) } else { Ok((pairs.iter().map(|(value, weight)| value * weight).sum(), below)) }
}

/// Twice the place, so that halves are whole.
fn rank(all: &[County], own: &County, siblings: bool, high_first: bool, ties: &str, above_zero: bool) -> Cell {
    let counted: Vec<&County> = beside(all, own, siblings)
        .into_iter()
        .filter(|county| !above_zero || !matches!(county.weight, Ok(0) | Err(NotApplicable)))
        .collect();
    if !counted.iter().any(|county| std::ptr::eq(*county, own)) {
        return Err(NotApplicable);
    }
    let value = |county: &County| if above_zero { county.weight.and(county.value) } else { county.value };
    let own = value(own);
    let values = known(counted.iter().map(|county| value(county)).collect());
    let (own, values) = (own?, values?);
    let ahead = |other: i64| if high_first { other > own } else { other < own };
    let mut before: Vec<i64> = values.iter().copied().filter(|other| ahead(*other)).collect();
    let equal = values.iter().filter(|other| **other == own).count() as i64;
    Ok(match ties {
        "competition" => 2 * (before.len() as i64 + 1),
        "mean" => 2 * before.len() as i64 + equal + 1,
        _ => {
            before.sort();
            before.dedup();
            2 * (before.len() as i64 + 1)
        }
    })
}

fn at<'a>(all: &'a [County], own: &County, back: i64) -> Result<&'a County, Absent> {
    all.iter().find(|other| other.code == own.code && other.year == own.year - back).ok_or(Unknown)
}

/// Of many truths whether all hold: a false one decides, what does not apply drops out.
fn all_hold(truths: Vec<Result<bool, Absent>>) -> Result<bool, Absent> {
    if truths.contains(&Ok(false)) { Ok(false) } else { known(truths).map(|_| true) }
}

fn compared(a: Cell, b: Result<Fraction, Absent>, holds: impl Fn(i64, i64) -> bool) -> Result<bool, Absent> {
    match (a, b) {
        (Ok(a), Ok((above, below))) => Ok(holds(a * below, above)),
        (Err(a), Err(b)) => Err(a.max(b)),
        (Err(only), _) | (_, Err(only)) => Err(only),
    }
}

fn whole(cell: Cell) -> Result<Fraction, Absent> {
    cell.map(|cell| (cell, 1))
}

fn state(truth: Result<bool, Absent>) -> State {
    match truth {
        Ok(true) => State::Met,
        Ok(false) => State::NotMet,
        Err(Unknown) => State::Undetermined,
        Err(NotApplicable) => State::NotApplicable,
    }
}

/// The points for a place: between two where two share it, none beyond the list.
fn picked(twice: Cell, beyond: &str) -> Cell {
    const LIST: [i64; 3] = [8, 5, 3];
    let twice = twice?;
    let member = |place: i64| match LIST.get(place as usize - 1) {
        Some(points) => Ok(*points),
        None if beyond == "last" => Ok(LIST[2]),
        None if beyond == "zero" => Ok(0),
        None => Err(Unknown),
    };
    // Twice the points, for the same reason.
    if twice % 2 == 0 { Ok(2 * member(twice / 2)?) } else { Ok(member(twice / 2)? + member(twice / 2 + 1)?) }
}

// ── the same of both ─────────────────────────────────────

fn rule(id: &str, formula: &str) -> String {
    format!("[[rule]]\nid = \"{id}\"\nmet_when = \"{formula}\"\n")
}

fn measure(id: &str, formula: &str) -> String {
    format!("[[measure]]\nid = \"{id}\"\ntitle = \"{id}\"\nlevel = \"county\"\nunit = \"1\"\nvalue = \"{formula}\"\n")
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn a_mean_among_those_beside_is_that_of_the_evaluator(counties in counties(), siblings in any::<bool>()) {
        let among = if siblings { "siblings" } else { "all" };
        let mean_of = format!("mean(v, among = {among}, weight = w)");
        let rules = rule("least", &format!("v >= {mean_of}")) + &rule("same", &format!("v = {mean_of}"))
            + &format!("[[rule]]\nid = \"limit\"\nvalue = \"v\"\nat_least = \"{mean_of}\"\n")
            + &rule("most", &format!("all(v <= 0.5, among = {among})"));
        let found = outcome(&rules, &counties);
        for county in &counties {
            let (row, limit) = (row_of(&found, county), mean(&counties, county, siblings));
            prop_assert_eq!(found.state_at("least", row), state(compared(county.value, limit, |a, b| a >= b)));
            prop_assert_eq!(found.state_at("same", row), state(compared(county.value, limit, |a, b| a == b)));
            let by_limit = state(compared(county.value, limit, |a, b| a >= b));
            prop_assert_eq!(found.state_at("limit", row), by_limit);
            let few = beside(&counties, county, siblings).iter().map(|other| other.value.map(|value| value <= 5)).collect();
            prop_assert_eq!(found.state_at("most", row), state(all_hold(few)));
        }
    }

    #[test]
    fn a_rank_is_that_of_the_evaluator(
        counties in counties(),
        siblings in any::<bool>(),
        high_first in any::<bool>(),
        ties in prop::sample::select(&["dense", "competition", "mean"][..]),
        beyond in prop::sample::select(&["last", "zero", "undetermined"][..]),
        above_zero in any::<bool>(),
    ) {
        let among = if siblings { "siblings" } else { "all" };
        let order = if high_first { "high_first" } else { "low_first" };
        let filter = if above_zero { ", where = w > 0" } else { "" };
        let rank_of = format!("rank(v, among = {among}, order = {order}, ties = {ties}{filter})");
        let rules = measure("place", &rank_of)
            + &measure("points_of", &format!("pick([8, 5, 3], {rank_of}, beyond = {beyond})"))
            + &rule("first_three", &format!("{rank_of} <= 3"));
        let found = outcome(&rules, &counties);
        for county in &counties {
            let row = row_of(&found, county);
            let place = rank(&counties, county, siblings, high_first, ties, above_zero);
            let value = |id: &str| found.value_at(id, row).map(|value| (value * 2.0).round() as i64).ok();
            prop_assert_eq!(value("place"), place.ok(), "{:?} of {:?}", county, counties);
            prop_assert_eq!(value("points_of"), picked(place, beyond).ok());
            prop_assert_eq!(found.state_at("first_three", row), state(compared(place, Ok((6, 1)), |a, b| a <= b)));
        }
    }

    #[test]
    fn years_are_those_of_the_evaluator(counties in counties()) {
        let rules = rule("more", "v > prev(v)") + &rule("always", "all(v >= prev(v), over = years(2))")
            + &rule("average", "v >= mean(v, weight = 1, over = years(3))") + &rule("ago", "v = ago(v, 2)")
            + &rule("again", "met(more) and prev(met(more))") + &rule("year", "年度 >= 2022");
        let found = outcome(&rules, &counties);
        let more = |county: &County| {
            let earlier = at(&counties, county, 1).and_then(|earlier| earlier.value);
            compared(county.value, whole(earlier), |a, b| a > b)
        };
        for county in &counties {
            let row = row_of(&found, county);
            prop_assert_eq!(found.state_at("more", row), state(more(county)));
            let not_less = |back: i64| {
                let own = at(&counties, county, back)?;
                compared(own.value, whole(at(&counties, own, 1).and_then(|earlier| earlier.value)), |a, b| a >= b)
            };
            prop_assert_eq!(found.state_at("always", row), state(all_hold(vec![not_less(0), not_less(1)])));
            let three: Result<Vec<Cell>, Absent> =
                (0..3).map(|back| at(&counties, county, back).map(|county| county.value)).collect();
            let average = three.and_then(known).map(|values| (values.iter().sum(), values.len() as i64));
            prop_assert_eq!(found.state_at("average", row), state(compared(county.value, average, |a, b| a >= b)));
            let ago = at(&counties, county, 2).and_then(|earlier| earlier.value);
            prop_assert_eq!(found.state_at("ago", row), state(compared(county.value, whole(ago), |a, b| a == b)));
            let before = at(&counties, county, 1).and_then(more);
            let again = match (more(county), before) {
                (Ok(false), _) | (_, Ok(false)) => Ok(false),
                (Err(NotApplicable), other) | (other, Err(NotApplicable)) => other,
                (Err(Unknown), _) | (_, Err(Unknown)) => Err(Unknown),
                (Ok(true), Ok(true)) => Ok(true),
            };
            prop_assert_eq!(found.state_at("again", row), state(again));
            prop_assert_eq!(found.state_at("year", row), state(Ok(county.year >= 2022)));
        }
    }
}

// ── who is beside whom ───────────────────────────────────

#[test]
fn who_hangs_on_nothing_has_no_known_siblings() {
    let among = |who: &str| format!("rank(v, among = {who}, order = high_first, ties = dense)");
    let rules = measure("beside", &among("siblings"))
        + &measure("of_all", &among("all"))
        + &rule("above", "v >= mean(v, among = siblings, weight = 1)")
        + &rule("few", "count(v > 0, among = siblings) < 9");
    let table = common::sheet("county", &["v"]).row("a", "", &["0.3"]).row("b", "", &["0.5"]).row("c", "p", &["0.1"]);
    let case = Case {
        pack: format!("{CITIES}{}{rules}", number_field("v", "v", "county")),
        sheets: vec![table],
        ..Case::default()
    };
    let found = assess(&case);
    assert_eq!((found.value_at("of_all", 0), found.value_at("of_all", 1)), (Ok(2.0), Ok(1.0)));
    for row in 0..2 {
        assert!(found.value_at("beside", row).is_err());
        assert_eq!(found.state_at("above", row), State::Undetermined);
        assert_eq!(found.state_at("few", row), State::Undetermined);
    }
    assert_eq!((found.value_at("beside", 2), found.state_at("above", 2)), (Ok(1.0), State::Met));
}

#[test]
fn who_is_out_of_scope_is_not_beside_anyone() {
    let rules = r#"[[scope]]
id = "counted"
level = "county"
include = "w > 0"
[[measure]]
id = "place"
title = "place"
level = "county"
scope = "counted"
unit = "1"
value = "rank(v, among = siblings, order = high_first, ties = dense)"
[[rule]]
id = "above"
scope = "counted"
met_when = "v >= mean(v, among = siblings, weight = 1)"
[[rule]]
id = "many"
scope = "counted"
met_when = "count(v > 0, among = siblings) >= 3"
"#;
    let county = |code: usize, value: i64, weight: Cell| County { city: 0, code, year: 2020, value: Ok(value), weight };
    let all = [county(0, 9, Ok(0)), county(1, 5, Ok(1)), county(2, 3, Ok(1))];
    let found = outcome(rules, &all);
    assert_eq!((found.value_at("place", 1), found.value_at("place", 2)), (Ok(1.0), Ok(2.0)));
    assert_eq!(found.state_at("place", 0), State::NotApplicable);
    assert_eq!((found.state_at("above", 1), found.state_at("above", 2)), (State::Met, State::NotMet));
    assert_eq!(found.state_at("many", 1), State::NotMet);
    let open = outcome(rules, &[county(0, 9, Err(Unknown)), county(1, 5, Ok(1)), county(2, 3, Ok(1))]);
    assert!(open.value_at("place", 1).is_err(), "whether the first is beside it is not known");
    assert_eq!((open.state_at("above", 1), open.state_at("many", 1)), (State::Undetermined, State::Undetermined));
}

#[test]
fn terms_that_cancel_over_years_and_among_peers_are_compared_exactly() {
    let big = [("2020", "1000000000.1"), ("2021", "1000000000.2"), ("2022", "1000000000.4")];
    let table = big
        .iter()
        .fold(common::sheet("county", &["v"]), |sheet, (year, value)| sheet.in_period("c", "p", year, &[value]));
    let rules = rule("years", "sum(v - prev(v), over = years(2)) >= 0.3")
        + &rule("peers", "sum(v - prev(v), among = siblings) >= 0.2")
        + &rule("earlier", "prev(sum(v - prev(v), among = siblings)) >= 0.1");
    let case = Case {
        pack: format!("{CITIES}{}{rules}", number_field("v", "v", "county")),
        sheets: vec![table],
        ..Case::default()
    };
    let found = assess(&case);
    for id in ["years", "peers", "earlier"] {
        assert_eq!(found.state_at(id, 2), State::Met, "{id}");
    }
}

/// Ten thousand beside each other are ranked and compared with their mean in a moment, all of them at the limit.
#[test]
fn ten_thousand_beside_each_other_are_no_trouble() {
    let county = |code: usize| County { city: 0, code, year: 2020, value: Ok(3), weight: Ok(1) };
    let all: Vec<County> = (0..10_000).map(county).collect();
    let place = "rank(v, among = all, order = high_first, ties = competition)";
    let rules = rule("above", "v >= mean(v, among = all, weight = w)")
        + &rule("first", &format!("{place} <= 1"))
        + &rule("few", "count(v > 0.3, among = all) = 0")
        + &format!(
            "[[rule]]\nid = \"scored\"\nrole = \"scored\"\npoints = 8\nvalue = \"v\"\n[[rule.outcome]]\npoints = \"pick([8, 5], {place}, beyond = last) * 1 分\"\n"
        );
    let start = std::time::Instant::now();
    let found = outcome(&rules, &all);
    assert!((0..10_000).all(|row| ["above", "first", "few"].iter().all(|id| found.state_at(id, row) == State::Met)));
    assert_eq!(found.points("scored"), Ok(8.0));
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
