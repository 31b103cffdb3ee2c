//! The manual does what it says: from top to bottom its files are written and its commands run, as a reader would.
//!
//! A block under a line that is only a file name in backquotes is that file; where the line goes on (`a.toml` says:),
//! the block stands somewhere in the file as it is by then. A `console` block holds commands, and after each `? 3`
//! where it ends so, and what it says (`...` and `[..]` stand for what is left out).

mod command;

use std::fs;
use std::io::{Read, pipe};
use std::path::{Path, PathBuf};
use std::process::Command;

use command::repository;
use snapbox::filter::NormalizeToExpected;

const CHINESE: &str = "docs/writing-a-pack.md";
const ENGLISH: &str = "docs/writing-a-pack.en.md";

/// A fenced block and the text before it, the opening fence included.
struct Block {
    before: String,
    file: Option<String>,
    quotes: Option<String>,
    console: bool,
    body: String,
}

/// A command of a block: its line, and all that stands below it.
struct Call {
    line: String,
    answer: String,
}

/// The name of a file, where a line is nothing else.
fn file_name(line: &str) -> Option<String> {
    let name = line.trim_end_matches(['：', ':']).strip_prefix('`')?.strip_suffix('`')?;
    (!name.contains('`')).then(|| name.to_owned())
}

/// The name of a file that a line begins with and then says what stands in it.
fn quoted(line: &str) -> Option<String> {
    let (name, rest) = line.strip_prefix('`')?.split_once('`')?;
    (name.contains('.') && rest.chars().count() > 1 && rest.ends_with(['：', ':'])).then(|| name.to_owned())
}

/// The blocks of a page, and what stands after the last.
fn blocks(page: &str) -> (Vec<Block>, String) {
    let (mut found, mut text, mut last) = (Vec::new(), String::new(), "");
    let mut lines = page.split_inclusive('\n');
    while let Some(line) = lines.next() {
        text.push_str(line);
        if !line.starts_with("```") {
            last = if line.trim().is_empty() { last } else { line.trim() };
            continue;
        }
        let body = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
        let console = line.trim() == "```console";
        found.push(Block {
            before: std::mem::take(&mut text),
            file: file_name(last),
            quotes: quoted(last),
            console,
            body,
        });
        text.push_str("```\n");
        last = "";
    }
    (found, text)
}

fn calls(body: &str) -> Vec<Call> {
    let mut found: Vec<Call> = Vec::new();
    for line in body.split_inclusive('\n') {
        if let Some(command) = line.strip_prefix("$ ") {
            found.push(Call { line: command.trim().to_owned(), answer: String::new() });
            continue;
        }
        let call = found.last_mut().expect("a console block begins with `$ `");
        call.answer.push_str(line);
    }
    found
}

/// What a command says on both channels in their order, and before it how it ended unless that is well.
fn answer(folder: &Path, line: &str) -> String {
    let mut words = line.split_whitespace();
    assert_eq!(words.next(), Some("junheng"), "{line}");
    let (mut reader, writer) = pipe().expect("a pipe can be made");
    let mut command = Command::new(env!("CARGO_BIN_EXE_junheng"));
    command.args(words).current_dir(folder).env_remove("JUNHENG_RULES");
    command.stdout(writer.try_clone().expect("a pipe has two ends")).stderr(writer);
    let mut child = command.spawn().expect("the command was built with this test");
    drop(command);
    let mut said = String::new();
    reader.read_to_string(&mut said).expect("answers are UTF-8");
    let ended = child.wait().expect("the command was started").code();
    if ended == Some(0) { said } else { format!("? {}\n{said}", ended.unwrap_or(-1)) }
}

/// An empty folder with the examples beside, as the manual asks for.
fn working_folder(page: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(page.replace('/', "-"));
    let _ = fs::remove_dir_all(&folder);
    copy(&repository().join("examples/yunchuan"), &folder.join("examples/yunchuan"));
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the target folder can be written");
    for file in command::entries(from) {
        let name = file.file_name().expect("an entry has a name");
        fs::copy(&file, to.join(name)).expect("the examples can be copied");
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("the target folder can be written");
    fs::write(path, text).expect("the target folder can be written");
}

/// How a command ended, where an answer begins with it; `...` must not hide it.
fn ending(answer: &str) -> Option<&str> {
    answer.lines().next().filter(|line| line.starts_with("? "))
}

/// The body with the answers as they are; one that agrees, with its `...`, stays.
fn answered(folder: &Path, body: &str) -> String {
    let told = |call: &Call| {
        let actual = answer(folder, &call.line);
        let expected = snapbox::Data::text(call.answer.as_str());
        let same = NormalizeToExpected::new().redact().normalize(snapbox::Data::text(actual.as_str()), &expected);
        let agrees = same == expected && ending(&actual) == ending(&call.answer);
        format!("$ {}\n{}", call.line, if agrees { &call.answer } else { &actual })
    };
    calls(body).iter().map(told).collect()
}

/// The page as it comes out when it is followed.
fn followed(page: &str) -> String {
    let folder = working_folder(page);
    let (blocks, rest) = blocks(&fs::read_to_string(repository().join(page)).expect("the manual stands in docs/"));
    assert!(blocks.len() > 50, "{page} has lost its examples");
    let mut text = String::new();
    for block in blocks {
        let is_tried = block.console || block.file.is_some() || block.quotes.is_some();
        assert!(is_tried, "{page}: nothing says what this block is\n{}", block.body);
        if let Some(file) = &block.file {
            write(&folder.join(file), &block.body);
        }
        if let Some(file) = &block.quotes {
            let held = fs::read_to_string(folder.join(file)).unwrap_or_default();
            assert!(held.contains(&block.body), "{page}: {file} does not hold\n{}it is\n{held}", block.body);
        }
        let body = if block.console { answered(&folder, &block.body) } else { block.body };
        text += &(block.before + &body);
    }
    text + &rest
}

fn tells_the_truth(page: &str) {
    let path = repository().join(page);
    let actual = followed(page);
    if std::env::var_os("JUNHENG_BLESS").is_some() {
        fs::write(&path, &actual).expect("docs/ can be written");
    }
    let stored = fs::read_to_string(&path).expect("the manual stands in docs/");
    snapbox::assert_data_eq!(actual, snapbox::Data::text(stored).raw());
}

#[test]
fn the_manual_tells_the_truth() {
    tells_the_truth(CHINESE);
}

#[test]
fn the_english_manual_tells_the_truth() {
    tells_the_truth(ENGLISH);
}

/// What both languages share: the depth of every heading, the files, the commands.
fn skeleton(page: &str) -> Vec<String> {
    let text = fs::read_to_string(repository().join(page)).expect("the manual stands in docs/");
    let depth = |line: &str| line.split(' ').next().filter(|marks| marks.starts_with("##")).map(str::to_owned);
    let mut found = Vec::new();
    for block in blocks(&text).0 {
        found.extend(block.before.lines().filter_map(depth));
        let commands = calls(if block.console { &block.body } else { "" });
        found.extend(commands.into_iter().map(|call| call.line.replace(" --lang en", "")));
        found.extend(block.file.map(|file| format!("{file}\n{}", block.body)));
    }
    found
}

#[test]
fn both_languages_show_the_same() {
    snapbox::assert_data_eq!(skeleton(ENGLISH).join("\n"), snapbox::Data::text(skeleton(CHINESE).join("\n")).raw());
}
