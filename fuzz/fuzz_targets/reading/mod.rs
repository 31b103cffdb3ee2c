//! How every target reads: the first byte of an input says with which mapping, under which name, with which options.

use std::panic;
use std::sync::{LazyLock, Once};

use junheng::diagnostic::{Diagnostics, Language};
use junheng::source::Sources;
use junheng::table::{Kind, Schema, arrange, audit, conflicts};
use junheng_data::{Encoding, Input, Mapping, Options, grids, read, read_mapping, write_mapping};

#[path = "../../../crates/junheng-data/tests/schema/mod.rs"]
mod schema;

/// What a file may be called: a table of schools, one of classes, one of answers, a register.
const NAMES: [&str; 4] = ["学校", "班级", "答复", "教师名册"];
/// Between the table of schools and the register that goes with it.
const SECOND: &[u8] = b"\n%%\n";

/// A panic in a reader that others wrote is caught where it is called, and is no finding; one of ours is.
fn pass_over_what_is_caught() {
    static DONE: Once = Once::new();
    DONE.call_once(|| {
        let finding = panic::take_hook();
        panic::set_hook(Box::new(move |told| {
            if told.location().is_none_or(|place| place.file().contains("junheng")) {
                finding(told);
            }
        }));
    });
}

static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
    let mut schema = schema::schema();
    schema.fields.push(schema::field("retention", "巩固率", Kind::Number, "%", true));
    schema
});

static MAPPING: LazyLock<Mapping> = LazyLock::new(|| {
    let mut sources = Sources::default();
    let id = sources.add("map.toml", include_str!("map.toml"));
    let (mapping, diagnostics) = read_mapping(&sources, id, &SCHEMA);
    assert!(diagnostics.is_empty(), "{}", said(&diagnostics));
    mapping
});

fn said(diagnostics: &Diagnostics) -> String {
    diagnostics.iter().map(|one| one.text(Language::Chinese) + &one.help(Language::English)).collect()
}

/// Reads bytes as a file with this ending, as the parts of `choice` say:
/// 1 with a mapping, 2 as of a folder, 4 and 8 the name, 16 and 32 the encoding, 64 what comes after reading too,
/// 128 the bytes are two files.
pub fn read_as(choice: u8, ending: &str, bytes: &[u8]) {
    pass_over_what_is_caught();
    let is = |bit: u8| choice & bit != 0;
    let name = NAMES[usize::from(choice >> 2) % NAMES.len()];
    let encoding = [None, Some(Encoding::Utf8), Some(Encoding::Gb18030), None][usize::from(choice >> 4) % 4];
    let none = Mapping::default();
    let mapping = if is(1) { &*MAPPING } else { &none };
    let options = Options { encoding, folder: is(2), fingerprint: false, threads: 1 };
    let inputs = files(name, ending, bytes, is(128));
    let (tables, diagnostics) = read(&inputs, &SCHEMA, mapping, &options);
    said(&diagnostics);
    if is(64) {
        inputs.iter().for_each(|input| drop(grids(input, encoding)));
        write_mapping(&inputs, &SCHEMA, mapping, &options);
    } else if !diagnostics.has_errors() {
        let (frames, more) = arrange(tables, &SCHEMA, schema::COUNTY);
        [more, audit(&frames, &SCHEMA), conflicts(&frames, &SCHEMA)].iter().for_each(|found| drop(said(found)));
    }
}

fn files(name: &str, ending: &str, bytes: &[u8], two: bool) -> Vec<Input> {
    let input = |name: &str, bytes: &[u8]| Input { name: format!("{name}.{ending}"), bytes: bytes.to_vec() };
    let cut = bytes.windows(SECOND.len()).position(|window| window == SECOND).filter(|_| two);
    match cut {
        Some(at) => vec![input("学校", &bytes[..at]), input(name, &bytes[at + SECOND.len()..])],
        None => vec![input(name, bytes)],
    }
}
