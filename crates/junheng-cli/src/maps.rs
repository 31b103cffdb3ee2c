//! The mapping files that `--map` names, as one.

use junheng_data::{Mapping, read_mapping};

use crate::arguments::Reading;
use crate::input::{Loaded, print};
use crate::library::Shelves;
use crate::outcome::{Failure, Status};

/// Reads every mapping file for a pack; prints what is wrong with them.
pub fn mapping(reading: &Reading, loaded: &mut Loaded) -> Result<Mapping, Failure> {
    let shelves = Shelves::new(&reading.rules);
    let mut whole = Mapping::default();
    for named in &reading.map {
        let found = shelves.mapping(named).map_err(Failure::usage)?;
        let id = loaded.sources.add(found.name, found.text);
        if found.is_shared {
            whole.share(id);
        }
        let (mapping, mut found) = read_mapping(&loaded.sources, id, &loaded.program.schema);
        found.append(whole.join(mapping));
        print(&found, &loaded.sources, reading.lang.into(), Status::Data)?;
    }
    Ok(whole)
}
