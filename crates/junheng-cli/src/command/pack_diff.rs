//! `junheng pack diff`

use junheng::pack::Resolved;
use junheng::source::Sources;

use crate::arguments::TwoPacks;
use crate::input;
use crate::outcome::{Failure, Status};
use crate::write;

/// Says what two packs say differently.
pub fn run(arguments: &TwoPacks) -> Result<Status, Failure> {
    let mut sources = Sources::default();
    let first = read(&arguments.first, arguments, &mut sources)?;
    let second = read(&arguments.second, arguments, &mut sources)?;
    let differences = junheng::pack::compare(&first, &second, &sources);
    let text = junheng_report::show_differences(&first, &second, &differences, &sources, arguments.packs.lang.into());
    write::text(None, &text)?;
    Ok(Status::Done)
}

fn read(name: &str, arguments: &TwoPacks, sources: &mut Sources) -> Result<Resolved, Failure> {
    let (resolved, _, diagnostics) = input::resolved(name, &arguments.packs.rules, sources);
    input::print(&diagnostics, sources, arguments.packs.lang.into(), Status::Pack)?;
    resolved.ok_or_else(|| Failure::silent(Status::Pack))
}
