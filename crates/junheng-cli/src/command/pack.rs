//! `junheng pack`

use junheng::lint::lint;
use junheng::pack::{self, Library as _, Pack};
use junheng::source::Sources;

use crate::arguments::{OnePack, Packs};
use crate::input;
use crate::library::Shelves;
use crate::outcome::{Failure, Status};
use crate::write;

/// Lists the packs at hand.
pub fn list(arguments: &Packs) -> Result<Status, Failure> {
    let shelves = Shelves::new(&arguments.rules);
    // A pack that cannot be read is not listed: `pack check` says why.
    let read = |id: &String| pack::read(id, &shelves, &mut Sources::default()).0;
    let packs: Vec<Pack> = shelves.ids().iter().filter_map(read).collect();
    printed(&junheng_report::show_pack_list(&packs, arguments.lang.into()))
}

/// Shows the measures and rules of a pack.
pub fn show(arguments: &OnePack) -> Result<Status, Failure> {
    let language = arguments.packs.lang.into();
    if let Some(library) = library(arguments) {
        return printed(&junheng_report::show_library(&library, language));
    }
    let loaded = input::load(&arguments.pack, &arguments.packs.rules, language, &arguments.plugins)?;
    printed(&junheng_report::show_pack(&loaded.pack, &loaded.program, &loaded.sources, language))
}

/// The pack that is named, where it only holds records for others: there is nothing to run in it.
fn library(arguments: &OnePack) -> Option<Pack> {
    let mut shelves = Shelves::new(&arguments.packs.rules);
    let id = shelves.open(&arguments.pack);
    pack::read(&id, &shelves, &mut Sources::default()).0.filter(|pack| pack.pack.library)
}

/// Reports all mistakes of a pack at once.
pub fn check(arguments: &OnePack) -> Result<Status, Failure> {
    let language = arguments.packs.lang.into();
    let (usable, mut diagnostics, sources) =
        input::compiled(&arguments.pack, &arguments.packs.rules, &arguments.plugins);
    if let Some((pack, program, members, _)) = &usable {
        diagnostics.append(lint(pack, program, &input::own_sources(members, &sources)));
    }
    input::print(&diagnostics, &sources, language, Status::Pack)?;
    Ok(Status::Done)
}

fn printed(text: &str) -> Result<Status, Failure> {
    write::text(None, text)?;
    Ok(Status::Done)
}
