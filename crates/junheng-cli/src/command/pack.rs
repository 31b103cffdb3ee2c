//! `junheng pack`

use junheng::pack::Library as _;

use crate::arguments::{OnePack, Packs};
use crate::input;
use crate::library::Shelves;
use crate::outcome::{Failure, Status};

/// Lists the packs at hand.
pub fn list(arguments: &Packs) -> Result<Status, Failure> {
    for id in Shelves::new(&arguments.rules).ids() {
        println!("{id}");
    }
    Ok(Status::Done)
}

/// Shows the measures and rules of a pack.
pub fn show(arguments: &OnePack) -> Result<Status, Failure> {
    input::load(&arguments.pack, &arguments.packs.rules, arguments.packs.lang.into())?;
    Ok(Status::Done)
}

/// Reports all mistakes of a pack at once.
pub fn check(arguments: &OnePack) -> Result<Status, Failure> {
    let language = arguments.packs.lang.into();
    let (_, diagnostics, sources) = input::compiled(&arguments.pack, &arguments.packs.rules);
    input::print(&diagnostics, &sources, language, Status::Pack)?;
    Ok(Status::Done)
}
