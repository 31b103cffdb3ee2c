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

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let arguments = match arguments::Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return arguments::refuse(&error),
    };
    match command::run(arguments.command) {
        Ok(status) => status.into(),
        Err(failure) => failure.report(),
    }
}
