//! `junheng pack lock`

use std::path::Path;

use junheng::pack::{self, Library as _, LockedFiles, Member, Pack, lock_text};
use junheng::source::Sources;

use crate::arguments::OnePack;
use crate::input;
use crate::library::{Shelves, shown};
use crate::lock::{NAME, locked};
use crate::outcome::{Failure, Status};
use crate::write;

/// Notes the packs that a pack rests on, as they are now.
pub fn run(arguments: &OnePack) -> Result<Status, Failure> {
    let mut shelves = Shelves::new(&arguments.packs.rules);
    let id = shelves.open(&arguments.pack);
    let folder = shelves.folder(&id);
    if folder.is_none() && shelves.files(&id).is_some() {
        return Err(Failure::usage(format!(
            "{id}: 内置的规则包随程序一起固定，不需要 pack.lock / a pack built in is fixed with the program and needs no pack.lock"
        )));
    }
    let mut sources = Sources::default();
    let (read, members, diagnostics) = pack::read(&id, &shelves, &mut sources);
    input::print(&diagnostics, &sources, arguments.packs.lang.into(), Status::Pack)?;
    let (Some(folder), Some(pack)) = (folder, read) else { return Err(Failure::silent(Status::Pack)) };
    let (path, packs) = (folder.join(NAME), locked(&members));
    let plugins = plugins(&pack, &members, &sources, &folder);
    let text = lock_text(&packs, &plugins);
    write::text(Some(&path), &text)?;
    let said = junheng_report::show_locked(&shown(&path), &packs, &plugins, arguments.packs.lang.into());
    write::text(None, &said)?;
    Ok(Status::Done)
}

/// The plugins that the pack itself names: those of a parent are locked beside the parent.
fn plugins(pack: &Pack, members: &[Member], sources: &Sources, folder: &Path) -> Vec<LockedFiles> {
    let own = input::own_sources(members, sources);
    crate::plugin::locked(pack, &|record| own.contains(&record.span.source), folder)
}
