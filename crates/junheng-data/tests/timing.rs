//! How long 200,000 schools of 64 columns take: `cargo test --release -p junheng-data --test timing -- --ignored --nocapture`.

mod schema;

use std::time::Instant;

use junheng_data::{Input, Mapping, Options, read};

/// The rows of the sample over and over, each with a code and a county of its own.
fn large(rows: usize) -> Vec<u8> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/export_sample.csv");
    let text = std::fs::read_to_string(path).expect("the sample is part of the repository");
    let (header, body) = text.split_once('\n').expect("a header");
    let starts: Vec<usize> = body.match_indices("\n2023,51").map(|(at, _)| at + 1).collect();
    let starts: Vec<usize> = [0].into_iter().chain(starts).chain([body.len()]).collect();
    let records: Vec<&str> = starts.windows(2).map(|pair| &body[pair[0]..pair[1]]).collect();
    let mut out = format!("{header}\n");
    for row in 0..rows {
        let record = records[row % records.len()];
        let county = format!(",{},", 510_000 + (row * 7919) % 2800);
        let code = format!("2023,{}", 5_100_000_000u64 + row as u64);
        out.push_str(&code);
        out.push_str(&record[code.len()..].replacen(",510101,", &county, 1));
    }
    out.into_bytes()
}

#[test]
#[ignore = "a measurement"]
fn a_whole_country() {
    let inputs = [Input { name: "schools.csv".to_owned(), bytes: large(200_000) }];
    let schema = schema::schema();
    println!("{} MB", inputs[0].bytes.len() / 1_000_000);
    for (threads, fingerprint) in [(1, true), (2, true), (1, false), (2, false)] {
        let options = Options { threads, fingerprint, ..Options::default() };
        let run = || {
            let start = Instant::now();
            let (tables, _) = read(&inputs, &schema, &Mapping::default(), &options);
            let time = start.elapsed().as_secs_f64() * 1e3;
            assert_eq!(tables.parts[0].lines.len(), 200_000);
            time
        };
        let times: Vec<String> = (0..7).map(|_| format!("{:.0}", run())).collect();
        println!("{threads} threads, fingerprint {fingerprint}: {} ms", times.join(" "));
    }
}

/// `JUNHENG_BOOK=schools_200000.xlsx cargo test --release …`: a workbook made by `benches/peers/make_xlsx.py`.
#[test]
#[ignore = "a measurement"]
fn a_whole_country_as_a_workbook() {
    let Ok(path) = std::env::var("JUNHENG_BOOK") else { return };
    let inputs = [Input { bytes: std::fs::read(&path).expect("the workbook is there"), name: path }];
    let start = Instant::now();
    let (tables, diagnostics) = read(&inputs, &schema::schema(), &Mapping::default(), &Options::default());
    let (rows, time) = (tables.parts.iter().map(|part| part.lines.len()).sum::<usize>(), start.elapsed().as_secs_f64());
    println!("{rows} rows, {} diagnostics, {time:.2} s", diagnostics.len());
    for one in diagnostics.iter().take(5) {
        println!("{}", one.text(junheng::diagnostic::Language::English));
    }
}
