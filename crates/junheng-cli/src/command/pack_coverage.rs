//! `junheng pack coverage`: what the pack's own cases and rules leave open.

use junheng::evaluate::{Branches, branches};
use junheng_report::Coverage;

use super::pack_test::{cases, data, name, reading};
use crate::arguments::PackCoverage;
use crate::input;
use crate::outcome::{Failure, Status};
use crate::write;

/// Runs the cases of a pack and lists the branches they take, and the articles rules are written for.
pub fn run(arguments: &PackCoverage) -> Result<Status, Failure> {
    let one = &arguments.one;
    let language = one.packs.lang.into();
    let mut loaded = input::load(&one.pack, &one.packs.rules, language, &one.plugins)?;
    let mut seen = vec![Branches::default(); loaded.program.checks.len()];
    for case in cases(one)? {
        match data(&reading(&case, one.packs.lang)?, &mut loaded)? {
            Ok(data) => {
                let shown = branches(data.input(&loaded.program));
                seen.iter_mut().zip(shown).for_each(|(seen, shown)| seen.join(shown));
            }
            Err(why) => return Err(Failure::pack(format!("{}: {why}", name(&case)))),
        }
    }
    let own = input::own_sources(&loaded.members, &loaded.sources);
    let coverage = Coverage::new(&loaded.pack, &loaded.program, &own, &seen);
    let text = coverage.show(language);
    write::text(None, &text)?;
    Ok(if arguments.strict && !coverage.is_complete() { Status::Pack } else { Status::Done })
}
