//! `junheng pack resolve`

use std::path::PathBuf;

use junheng::source::Sources;

use crate::arguments::PackResolve;
use crate::input;
use crate::outcome::{Failure, Status};
use crate::write;

/// Prints a pack with everything it uses and extends taken in.
pub fn run(arguments: &PackResolve) -> Result<Status, Failure> {
    let packs = &arguments.pack.packs;
    let language = packs.lang.into();
    let mut sources = Sources::default();
    let (resolved, members, mut diagnostics) = input::resolved(&arguments.pack.pack, &packs.rules, &mut sources);
    if let Some(resolved) = &resolved {
        diagnostics.append(junheng::pack::decode(resolved, &sources).1);
    }
    input::print(&diagnostics, &sources, language, Status::Pack)?;
    let resolved = resolved.ok_or_else(|| Failure::silent(Status::Pack))?;
    if let Some(output) = &arguments.output {
        let files = members.iter().flat_map(|member| &member.files).map(|(name, _)| PathBuf::from(name));
        input::spare("-o", output, &files.collect::<Vec<_>>())?;
    }
    let text = junheng_report::show_resolved(&resolved, &members, &sources, language);
    write::text(arguments.output.as_deref(), &text)?;
    Ok(Status::Done)
}
