//! One file for each command.

mod assess;
mod report;
mod data;
mod pack;
mod expected;
mod coverage;
mod pack_test;
mod pack_coverage;
mod pack_doc;
mod pack_diff;
mod pack_lock;
mod pack_resolve;
mod pack_new;
mod pack_fmt;
mod pack_schema;
mod pack_explain;
mod template;
mod why;
mod plugin;
mod plugin_new;

use crate::arguments::{Command, DataCommand, PackCommand, PluginCommand};
use crate::outcome::{Failure, Status};

/// Runs a command.
pub fn run(command: Command) -> Result<Status, Failure> {
    match command {
        Command::Assess(arguments) => assess::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Plugin(PluginCommand::New(arguments)) => plugin_new::run(&arguments),
        Command::Plugin(PluginCommand::Inspect(arguments)) => plugin::look(&arguments),
        Command::PluginHost(arguments) => plugin::hold(&arguments),
        Command::Why(arguments) => why::run(&arguments),
        Command::Template(arguments) => template::run(&arguments),
        Command::Data(DataCommand::Check(arguments)) => data::check(&arguments),
        Command::Pack(PackCommand::List(arguments)) => pack::list(&arguments),
        Command::Pack(PackCommand::Show(arguments)) => pack::show(&arguments),
        Command::Pack(PackCommand::Check(arguments)) => pack::check(&arguments),
        Command::Pack(PackCommand::Test(arguments)) => pack_test::run(&arguments),
        Command::Pack(PackCommand::Coverage(arguments)) => pack_coverage::run(&arguments),
        Command::Pack(PackCommand::Doc(arguments)) => pack_doc::run(&arguments),
        Command::Pack(PackCommand::Diff(arguments)) => pack_diff::run(&arguments),
        Command::Pack(PackCommand::Resolve(arguments)) => pack_resolve::run(&arguments),
        Command::Pack(PackCommand::Lock(arguments)) => pack_lock::run(&arguments),
        Command::Pack(PackCommand::New(arguments)) => pack_new::run(&arguments),
        Command::Pack(PackCommand::Fmt(arguments)) => pack_fmt::run(&arguments),
        Command::Pack(PackCommand::Schema(arguments)) => pack_schema::run(&arguments),
        Command::Pack(PackCommand::Explain(arguments)) => pack_explain::run(&arguments),
    }
}
