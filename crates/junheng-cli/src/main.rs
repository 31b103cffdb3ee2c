//! The `junheng` command: arguments, files, exit codes; no rule logic.
#![forbid(unsafe_code)]

mod arguments;
mod blocks;
mod command;
mod days;
mod evidence;
mod files;
mod input;
mod library;
mod lock;
mod maps;
mod outcome;
mod papers;
mod plugin;
mod progress;
mod threads;
mod timings;
mod write;

use std::panic;
use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    pass_over_what_is_caught();
    let arguments = match arguments::Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return arguments::refuse(&error),
    };
    match command::run(arguments.command) {
        Ok(status) => status.into(),
        Err(failure) => failure.report(),
    }
}

/// A damaged file that makes a reader panic is told as a diagnostic, not as a panic as well.
fn pass_over_what_is_caught() {
    let told = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if !junheng_data::is_guarded() {
            told(panic);
        }
    }));
}
