//! `junheng pack doc`

use junheng::pack::{self, Member};
use junheng::source::Sources;
use junheng_report::{PackFile, pack_page};

use crate::arguments::PackDoc;
use crate::input;
use crate::library::Shelves;
use crate::lock::sha256;
use crate::outcome::{Failure, Status};
use crate::write;

/// Writes a pack as one page.
pub fn run(arguments: &PackDoc) -> Result<Status, Failure> {
    let page = page(arguments)?;
    write::text(arguments.output.as_deref(), &page)?;
    Ok(Status::Done)
}

fn page(arguments: &PackDoc) -> Result<String, Failure> {
    let one = &arguments.one;
    let language = one.packs.lang.into();
    // A library has nothing to run, so it is shown as written.
    let mut shelves = Shelves::new(&one.packs.rules);
    let id = shelves.open(&one.pack);
    let mut sources = Sources::default();
    if let (Some(pack), members, diagnostics) = pack::read(&id, &shelves, &mut sources)
        && pack.pack.library
    {
        input::print(&diagnostics, &sources, language, Status::Pack)?;
        return Ok(pack_page(&pack, None, &sources, &files(&members), language));
    }
    let loaded = input::load(&one.pack, &one.packs.rules, language, &one.plugins)?;
    Ok(pack_page(&loaded.pack, Some(&loaded.program), &loaded.sources, &files(&loaded.members), language))
}

/// The files of the packs that took part.
fn files(members: &[Member]) -> Vec<PackFile> {
    let file = |member: &Member, file: &(String, String)| PackFile {
        pack: member.id.clone(),
        version: member.version.clone(),
        name: file.0.clone(),
        sha256: sha256(&vec![file.clone()]),
    };
    members.iter().flat_map(|member| member.files.iter().map(move |known| file(member, known))).collect()
}
