//! `include/junheng_plugin.h` says the same as `contract`: a C program prints its layout, and it must be ours.

use std::fs;
use std::mem::offset_of;
use std::path::Path;
use std::process::Command;

use junheng_plugin::contract;

/// For each struct its size and where each field lies, as Rust has it and as C is asked for it.
macro_rules! layouts {
    ($($c:literal = $rust:ident { $($field:ident),+ })+) => {
        (
            [$(
                vec![
                    ($c.to_owned(), size_of::<contract::$rust>() as u64),
                    $((concat!($c, ".", stringify!($field)).to_owned(), offset_of!(contract::$rust, $field) as u64)),+
                ]
            ),+].concat(),
            concat!($(
                "T(", $c, ")\n",
                $("F(", $c, ", ", stringify!($field), ")\n"),+
            ),+),
        )
    };
}

/// What the header names and the contract has as numbers.
const CONSTANTS: [(&str, u32); 11] = [
    ("JH_ABI", contract::ABI),
    ("JH_ABI_MAJOR", contract::ABI_MAJOR),
    ("JH_ABI_MINOR", contract::ABI_MINOR),
    ("JH_NUMBER", contract::NUMBER),
    ("JH_TRUTH", contract::TRUTH),
    ("JH_DAY", contract::DAY),
    ("JH_GROUP", contract::GROUP),
    ("JH_ROWS", contract::ROWS),
    ("JH_AGGREGATE", contract::AGGREGATE),
    ("JH_MISSING_DECIDES", contract::MISSING_DECIDES),
    ("JH_MISSING_GIVEN", contract::MISSING_GIVEN),
];

/// What a C program that includes the header prints.
fn printed(body: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (source, program) = (folder.join("layout.c"), folder.join("layout"));
    let text = format!(
        "#include \"junheng_plugin.h\"\n#include <stdio.h>\n\
         #define T(type) printf(#type \" %zu\\n\", sizeof(type));\n\
         #define F(type, field) printf(#type \".\" #field \" %zu\\n\", offsetof(type, field));\n\
         #define C(name) printf(#name \" %u\\n\", (unsigned)name);\n\
         int main(void) {{\n{body}return 0;\n}}\n"
    );
    fs::write(&source, text).expect("the target folder can be written");
    let include = Path::new(env!("CARGO_MANIFEST_DIR")).join("include");
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let mut build = Command::new(compiler);
    build.args(["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I"]).arg(include);
    let built = build.arg("-o").arg(&program).arg(&source).output().expect("there is a C compiler");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let output = Command::new(program).output().expect("it was just built");
    String::from_utf8(output.stdout).expect("it prints ASCII")
}

#[test]
fn the_header_has_the_layout_and_the_numbers_of_the_contract() {
    let (mut ours, body) = layouts! {
        "jh_text" = Text { bytes, length }
        "jh_parameter" = Parameter { name, unit, kind, reserved }
        "jh_column" = Column { values, presence, length }
        "jh_answers" = Answers { values, reasons, length, written, message, message_capacity, message_length }
        "jh_function" = Function {
            name, manual_zh, manual_en, unit, form, missing,
            parameters, parameter_count, reasons, reason_count, call
        }
        "jh_plugin" = Plugin { size, abi, id, version, functions, function_count, function_size }
    };
    ours.extend(CONSTANTS.map(|(name, value)| (name.to_owned(), u64::from(value))));
    let constants: String = CONSTANTS.iter().map(|(name, _)| format!("C({name})\n")).collect();
    let ours: String = ours.iter().map(|(name, number)| format!("{name} {number}\n")).collect();
    assert_eq!(printed(&(body.to_owned() + &constants)), ours);
}

/// A field of the header that the contract does not have would go unseen above where it fills a gap.
#[test]
fn the_header_names_every_field_and_symbol_and_no_other() {
    let header = include_str!("../include/junheng_plugin.h");
    let rust = include_str!("../src/contract.rs");
    let fields = |line: &str| line.starts_with("    ") && !line.trim_start().starts_with(['/', '*']);
    let in_c = header.split("typedef struct {").skip(1).filter_map(|rest| rest.split('}').next());
    let in_c = in_c.flat_map(str::lines).filter(|line| fields(line) && line.contains(';')).count();
    let in_rust = rust.split("\npub struct ").skip(1).filter_map(|rest| rest.split("\n}").next());
    let in_rust = in_rust.flat_map(str::lines).filter(|line| line.starts_with("    pub ")).count();
    assert_eq!((in_c, in_rust), (34, 34));
    for symbol in [contract::ABI_SYMBOL, contract::ENTRY_SYMBOL, contract::ANY_UNIT, contract::FIRST_UNIT] {
        assert!(header.contains(symbol), "{symbol}");
    }
}
