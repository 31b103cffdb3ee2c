//! A slow evaluator in fractions, written from the formulas, agrees with the engine on every state.
//!
//! The counties are small and random, and built so that many values lie exactly at their limit or one
//! unit of their last place beside it.

mod common;

use std::cmp::Ordering;

use common::{Case, HEAD, Outcome, assess_program, compile_text, number_field, sheet};
use junheng::assessment::State;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

type Exact = BigRational;

/// Measures: a field for each, and the least it must be per pupil.
const MEASURES: [(&str, &str); 7] = [
    ("专任教师", "0.058"),
    ("骨干教师", "0.01"),
    ("体艺教师", "0.009"),
    ("用房", "4.5"),
    ("场馆", "7.5"),
    ("设备", "0.2"),
    ("教室", "0.023"),
];
const CV_LIMITS: [&str; 2] = ["0.50", "0.45"];
const COMPOSITE_LIMITS: [&str; 2] = ["0.65", "0.55"];
/// What 场馆 must exceed 用房 by, per pupil: a difference, in which digits cancel.
const SURPLUS: &str = "3.1";

fn pack() -> String {
    let mut text = HEAD.to_owned();
    // Amounts are not negative: what only may be is compared exactly in a wider range.
    let amount = |id: &str, label: &str| number_field(id, label, "school").replace("may_be_negative = true\n", "");
    let mut field = |id: &str, label: &str| text += &format!("{}by = \"stage\"\n", amount(id, label));
    field("students", "在校生数");
    MEASURES.iter().enumerate().for_each(|(at, (label, _))| field(&format!("f{at}"), label));
    for (at, (label, limit)) in MEASURES.iter().enumerate() {
        text += &format!(
            "[[measure]]\nid = \"m{at}\"\ncode = \"L{at}\"\ntitle = \"每生{label}\"\nlevel = \"entry\"\nunit = \"1\"\nvalue = \"{label} / 在校生数\"\nat_least = {limit}\n"
        );
    }
    text += &format!(
        r#"
[[rule]]
id = "surplus"
level = "entry"
value = "(场馆 - 用房) / 在校生数"
at_least = {SURPLUS}
[[rule]]
id = "school_standard"
level = "entry"
of = ["L0..L6"]
met_when = "count(met) >= 6 and all(attainment >= 85 %, where = not met)"
[[rule]]
id = "disparity"
per_stage = "each"
for = ["L0..L6"]
value = "cv(it, weight = 在校生数)"
at_most = {{ primary = {}, junior = {} }}
[[rule]]
id = "composite"
per_stage = "each"
of = ["disparity"]
value = "mean(value, weight = 1)"
at_most = {{ primary = {}, junior = {} }}
"#,
        CV_LIMITS[0], CV_LIMITS[1], COMPOSITE_LIMITS[0], COMPOSITE_LIMITS[1]
    );
    text
}

// ── random counties ──────────────────────────────────────

/// Marsaglia's xorshift: the same counties in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, count: u64) -> u64 {
        self.next() % count
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }
}

/// A school at one stage: pupils and one amount for each measure, as they stand in the cells.
#[derive(Debug, Clone)]
struct Entry {
    stage: usize,
    pupils: String,
    amounts: Vec<String>,
}

/// One of several ways to put values at their limits.
fn county(random: &mut Random) -> Vec<Entry> {
    let mut entries = Vec::new();
    for stage in 0..2 {
        match random.below(4) {
            0 => entries.extend(at_the_ratio(random, stage)),
            1 => entries.extend(pair_at_the_cv(random, stage)),
            2 => entries.extend(pair_at_the_composite(random, stage)),
            _ => entries.extend(anything(random, stage)),
        }
    }
    if random.below(3) == 0 {
        let at = random.below(entries.len() as u64) as usize;
        let measure = random.below(8) as usize;
        let cell = random.pick(&["—", "0", "/"]);
        match entries[at].amounts.get_mut(measure) {
            Some(amount) => *amount = cell.to_owned(),
            None if cell == "—" => entries[at].pupils = cell.to_owned(),
            None => {}
        }
    }
    entries
}

/// Amounts at the standard, or at 85 % of it, or one unit beside either.
fn at_the_ratio(random: &mut Random, stage: usize) -> Vec<Entry> {
    let mut entries = Vec::new();
    for _ in 0..1 + random.below(3) {
        let pupils = random.pick(&["7", "300", "1000", "1234", "2000"]);
        let amount = |(_, limit): &(&str, &str)| {
            let share = random.pick(&["1", "1", "1", "0.85", "1.2", "0.8"]);
            beside(&(decimal(limit) * decimal(pupils) * decimal(share)), random)
        };
        let mut amount = amount;
        let mut amounts: Vec<String> = MEASURES.iter().map(&mut amount).collect();
        if random.below(2) == 0 {
            // 场馆 as much above 用房 as is asked.
            amounts[4] = beside(&(decimal(&amounts[3]) + decimal(SURPLUS) * decimal(pupils)), random);
        }
        entries.push(Entry { stage, pupils: pupils.to_owned(), amounts });
    }
    entries
}

/// Two schools of one size whose amounts are as (1 − c) : (1 + c): their coefficient of variation is c.
fn pair(stage: usize, pupils: &str, shares: &[Exact], random: &mut Random) -> Vec<Entry> {
    let bases: Vec<Exact> = shares.iter().map(|_| decimal(random.pick(&["100", "36.5", "7", "1200"]))).collect();
    let side = |sign: i64, random: &mut Random| {
        let amount = |(share, base): (&Exact, &Exact)| base * (Exact::one() + share * Exact::from(BigInt::from(sign)));
        let amounts = shares.iter().zip(&bases).map(|pair| beside(&amount(pair), random)).collect();
        Entry { stage, pupils: pupils.to_owned(), amounts }
    };
    vec![side(-1, random), side(1, random)]
}

fn pair_at_the_cv(random: &mut Random, stage: usize) -> Vec<Entry> {
    let limit = decimal(CV_LIMITS[stage]);
    pair(stage, random.pick(&["2000", "450", "33"]), &vec![limit; MEASURES.len()], random)
}

/// Seven coefficients whose mean is the limit.
fn pair_at_the_composite(random: &mut Random, stage: usize) -> Vec<Entry> {
    let limit = decimal(COMPOSITE_LIMITS[stage]);
    let apart = |hundredths: i64| &limit + Exact::new(hundredths.into(), 100.into());
    let mut shares: Vec<Exact> =
        (0..3).map(|_| random.below(30) as i64).flat_map(|by| [apart(by), apart(-by)]).collect();
    shares.push(limit.clone());
    pair(stage, random.pick(&["2000", "450", "33"]), &shares, random)
}

fn anything(random: &mut Random, stage: usize) -> Vec<Entry> {
    let entry = |random: &mut Random| {
        let amounts = MEASURES.iter().map(|_| format!("{}.{}", random.below(400), random.below(100))).collect();
        Entry { stage, pupils: (1 + random.below(900)).to_string(), amounts }
    };
    (0..1 + random.below(4)).map(|_| entry(random)).collect()
}

/// A number as a decimal text: exactly, or now and then a unit of its last place beside it.
fn beside(value: &Exact, random: &mut Random) -> String {
    let step = Exact::new(1.into(), BigInt::from(10).pow(random.pick(&[0, 4, 12])));
    let moved = match random.below(6) {
        0 => value + &step,
        1 => value - &step,
        _ => value.clone(),
    };
    shown(&moved.max(Exact::zero()))
}

fn shown(value: &Exact) -> String {
    let scaled = (value * Exact::from(BigInt::from(10).pow(12))).round().to_integer();
    let digits = format!("{scaled:013}");
    let (whole, fraction) = digits.split_at(digits.len() - 12);
    // What a cell holds is what f64 reads of it: sixteen digits at most.
    let text = format!("{whole}.{fraction}");
    let read: f64 = text.parse().expect("a decimal");
    format!("{read}")
}

fn decimal(text: &str) -> Exact {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits: BigInt = format!("{whole}{fraction}").parse().expect("a decimal");
    Exact::new(digits, BigInt::from(10).pow(fraction.len() as u32))
}

// ── the slow evaluator ───────────────────────────────────

/// A number, or why there is none.
#[derive(Debug, Clone, PartialEq)]
enum Known {
    Number(Exact),
    Missing,
    NotApplicable,
}

fn cell(text: &str) -> Known {
    match text {
        "—" => Known::Missing,
        "/" => Known::NotApplicable,
        number => Known::Number(decimal(number)),
    }
}

fn divided(above: &str, below: &str) -> Known {
    match (cell(above), cell(below)) {
        (Known::Number(a), Known::Number(b)) => Known::Number(a / b),
        (Known::Missing, _) | (_, Known::Missing) => Known::Missing,
        _ => Known::NotApplicable,
    }
}

fn at_least(value: &Known, limit: &Exact) -> State {
    match value {
        Known::Number(value) if value >= limit => State::Met,
        Known::Number(_) => State::NotMet,
        Known::Missing => State::Undetermined,
        Known::NotApplicable => State::NotApplicable,
    }
}

fn surplus(entry: &Entry) -> State {
    let difference = match (cell(&entry.amounts[4]), cell(&entry.amounts[3]), cell(&entry.pupils)) {
        (Known::Number(a), Known::Number(b), Known::Number(pupils)) => Known::Number((a - b) / pupils),
        (Known::Missing, _, _) | (_, Known::Missing, _) | (_, _, Known::Missing) => Known::Missing,
        _ => Known::NotApplicable,
    };
    at_least(&difference, &decimal(SURPLUS))
}

/// Six of those that apply are met, and the others reach 85 %.
fn school_standard(entry: &Entry) -> State {
    let values: Vec<Known> = entry.amounts.iter().map(|amount| divided(amount, &entry.pupils)).collect();
    let limits: Vec<Exact> = MEASURES.iter().map(|(_, limit)| decimal(limit)).collect();
    let floor = decimal("0.85");
    let (mut met, mut below_floor, mut unknown, mut applicable) = (0, 0, 0, 0);
    for (value, limit) in values.iter().zip(&limits) {
        applicable += i32::from(*value != Known::NotApplicable);
        match value {
            Known::Number(value) if value >= limit => met += 1,
            Known::Number(value) => below_floor += i32::from(value / limit < floor),
            Known::Missing => unknown += 1,
            Known::NotApplicable => {}
        }
    }
    if applicable > 0 && (met + unknown < 6 || below_floor > 0) {
        return State::NotMet;
    }
    if unknown > 0 || applicable == 0 { State::Undetermined } else { State::Met }
}

/// Mean and variance, weighted by pupils; `None` where something is missing or the mean is zero.
fn spread(entries: &[&Entry], measure: usize) -> Option<(Exact, Exact)> {
    let mut pairs = Vec::new();
    for entry in entries {
        match (divided(&entry.amounts[measure], &entry.pupils), cell(&entry.pupils)) {
            (Known::Number(value), Known::Number(weight)) => pairs.push((value, weight)),
            (Known::NotApplicable, _) => {}
            _ => return None,
        }
    }
    let total: Exact = pairs.iter().map(|(_, weight)| weight).sum();
    if total.is_zero() {
        return None;
    }
    let mean = pairs.iter().map(|(value, weight)| value * weight).sum::<Exact>() / &total;
    let square = |(value, weight): &(Exact, Exact)| (value - &mean) * (value - &mean) * weight;
    let variance = pairs.iter().map(square).sum::<Exact>() / total;
    (!mean.is_zero()).then_some((mean, variance))
}

/// CV ≤ c is S² ≤ c² · X̄².
fn disparity(entries: &[&Entry], measure: usize, limit: &Exact) -> State {
    match spread(entries, measure) {
        None => State::Undetermined,
        Some((mean, variance)) if variance <= limit * limit * &mean * &mean => State::Met,
        Some(_) => State::NotMet,
    }
}

/// The mean of seven roots, to eighty digits; what is equal to sixty is equal.
fn composite(entries: &[&Entry], limit: &Exact) -> State {
    let digits = BigInt::from(10).pow(80);
    let mut sum = Exact::zero();
    for measure in 0..MEASURES.len() {
        let Some((mean, variance)) = spread(entries, measure) else { return State::Undetermined };
        let square = variance / (&mean * &mean);
        let root = (square.numer() * &digits * &digits / square.denom()).sqrt();
        sum += Exact::new(root, digits.clone());
    }
    let difference = sum / Exact::from(BigInt::from(MEASURES.len())) - limit;
    let nothing = Exact::new(BigInt::one(), BigInt::from(10).pow(60));
    let order = if difference.abs() < nothing { Ordering::Equal } else { difference.cmp(&Exact::zero()) };
    if order == Ordering::Greater { State::NotMet } else { State::Met }
}

// ── the comparison ───────────────────────────────────────

#[test]
fn every_state_is_that_of_the_slow_evaluator() {
    let (program, ..) = compile_text(&pack());
    let program = program.expect("the pack compiles");
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let mut wrong = Vec::new();
    let mut tight = 0;
    for _ in 0..400 {
        let entries = county(&mut random);
        let outcome = assess_program(program.clone(), &case(&entries));
        compare(&entries, &outcome, &mut wrong, &mut tight);
        assert!(wrong.is_empty(), "{}\n{entries:#?}", wrong.join("\n"));
    }
    assert!(tight > 500, "only {tight} comparisons lay at their limit");
}

fn case(entries: &[Entry]) -> Case {
    let mut headers = vec!["在校生数"];
    headers.extend(MEASURES.iter().map(|(label, _)| *label));
    let mut school = sheet("school", &headers);
    for (at, entry) in entries.iter().enumerate() {
        let mut cells = vec![entry.pupils.as_str()];
        cells.extend(entry.amounts.iter().map(String::as_str));
        school = school.at_stage(&format!("s{at:02}"), "c", ["primary", "junior"][entry.stage], &cells);
    }
    Case { sheets: vec![school], ..Case::default() }
}

fn compare(entries: &[Entry], outcome: &Outcome, wrong: &mut Vec<String>, tight: &mut usize) {
    let mut expect = |what: String, found: State, expected: State| {
        if found != expected {
            wrong.push(format!("{what}: {found:?}, exactly {expected:?}"));
        }
    };
    // Rows of entries stand by stage, then code: as they were made.
    for (row, entry) in entries.iter().enumerate() {
        for (at, (_, limit)) in MEASURES.iter().enumerate() {
            let (value, limit) = (divided(&entry.amounts[at], &entry.pupils), decimal(limit));
            *tight += usize::from(value == Known::Number(limit.clone()));
            expect(format!("m{at} of {row}"), outcome.state_at(&format!("m{at}"), row), at_least(&value, &limit));
        }
        expect(format!("surplus of {row}"), outcome.state_at("surplus", row), surplus(entry));
        expect(format!("school_standard of {row}"), outcome.state_at("school_standard", row), school_standard(entry));
    }
    let stages: Vec<usize> = (0..2).filter(|stage| entries.iter().any(|entry| entry.stage == *stage)).collect();
    for (row, stage) in stages.into_iter().enumerate() {
        let own: Vec<&Entry> = entries.iter().filter(|entry| entry.stage == stage).collect();
        for measure in 0..MEASURES.len() {
            let limit = decimal(CV_LIMITS[stage]);
            let expected = disparity(&own, measure, &limit);
            *tight += usize::from(
                spread(&own, measure).is_some_and(|(mean, variance)| variance == &limit * &limit * &mean * &mean),
            );
            let check = outcome
                .program
                .checks
                .iter()
                .position(|check| check.id == "disparity" && check.item == format!("L{measure}"));
            let found = outcome.assessment.findings[check.expect("a member for each measure")].state[row];
            expect(format!("disparity of L{measure} at {stage}"), found, expected);
        }
        expect(
            format!("composite at {stage}"),
            outcome.state_at("composite", row),
            composite(&own, &decimal(COMPOSITE_LIMITS[stage])),
        );
    }
}

#[test]
fn two_schools_of_2000_with_36_and_108_teachers_differ_by_exactly_a_half() {
    let entry = |teachers: &str| {
        let amounts =
            MEASURES.iter().enumerate().map(|(at, _)| if at == 0 { teachers } else { "50" }.to_owned()).collect();
        Entry { stage: 0, pupils: "2000".to_owned(), amounts }
    };
    let state = |a: &str, b: &str| {
        let outcome = assess_program(compile_text(&pack()).0.expect("the pack compiles"), &case(&[entry(a), entry(b)]));
        let check =
            outcome.program.checks.iter().position(|check| check.id == "disparity").expect("the rule has members");
        outcome.assessment.findings[check].state[0]
    };
    assert_eq!(state("36", "108"), State::Met);
    assert_eq!(state("36", "109"), State::NotMet);
    assert_eq!(state("36", "108.000000001"), State::NotMet);
    assert_eq!(state("36", "107.999999999"), State::Met);
}

/// The state of `value >= limit` in a county with these cells.
fn of_county(value: &str, limit: &str, cells: &[(&str, &str)]) -> State {
    let mut text = HEAD.to_owned();
    let fields = cells.iter().enumerate().map(|(at, (label, _))| number_field(&format!("f{at}"), label, "county"));
    text += &fields.collect::<String>();
    text += &format!("[[rule]]\nid = \"asked\"\nvalue = \"{value}\"\nat_least = {limit}\n");
    let headers: Vec<&str> = cells.iter().map(|(label, _)| *label).collect();
    let row: Vec<&str> = cells.iter().map(|(_, cell)| *cell).collect();
    let case = Case { sheets: vec![sheet("county", &headers).row("c", "", &row)], ..Case::default() };
    assess_program(compile_text(&text).0.expect("the pack compiles"), &case).state("asked")
}

#[test]
fn what_is_left_of_terms_that_cancel_is_compared_exactly() {
    assert_eq!(of_county("甲 + 乙 - 丙", "0", &[("甲", "0.3"), ("乙", "-0.1"), ("丙", "0.2")]), State::Met);
    assert_eq!(of_county("甲 - 乙", "0.1", &[("甲", "12345678.9"), ("乙", "12345678.8")]), State::Met);
    assert_eq!(of_county("甲 - 乙", "0.1", &[("甲", "12345678.9"), ("乙", "12345678.800001")]), State::NotMet);
    // 三个增长：今年比上年的增长，两项恰好相等。
    let growth = "(甲 - 乙) / 乙 - (丙 - 丁) / 丁";
    assert_eq!(of_county(growth, "0", &[("甲", "117.7"), ("乙", "110"), ("丙", "53.5"), ("丁", "50")]), State::Met);
    assert_eq!(
        of_county(growth, "0", &[("甲", "117.7"), ("乙", "110"), ("丙", "53.5000001"), ("丁", "50")]),
        State::NotMet
    );
}
