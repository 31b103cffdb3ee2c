//! `pack.lock` beside a pack: the packs it rests on must be those it was checked with.

use std::fs;
use std::path::{Path, PathBuf};

use junheng::diagnostic::{Diagnostic, Diagnostics, LOCK_DIFFERS, LOCK_MISSES, LOCK_STALE, LOCK_UNREADABLE};
use junheng::pack::{Files, Locked, Member, check_lock};
use junheng::source::Sources;
use sha2::{Digest as _, Sha256};

use crate::library::shown;
use crate::outcome::Status;
use crate::plugin::is_refusal;

/// The name of a lock file.
pub const NAME: &str = "pack.lock";

/// The packs that another one rests on: all that took part but itself, which stands last.
pub fn locked(members: &[Member]) -> Vec<Locked> {
    let others = members.split_last().map_or(&[][..], |(_, others)| others);
    let locked = |member: &Member| Locked {
        id: member.id.clone(),
        version: member.version.clone(),
        sha256: sha256(&member.files),
    };
    others.iter().map(locked).collect()
}

/// What differs from the lock file of a pack; nothing where it has none.
pub fn check(folder: Option<PathBuf>, members: &[Member], sources: &mut Sources) -> Diagnostics {
    let Some(path) = folder.map(|folder| folder.join(NAME)).filter(|path| path.exists()) else {
        return Diagnostics::default();
    };
    // A file that is there and cannot be read is no lock, as one that says nothing.
    let text = fs::read_to_string(&path).unwrap_or_default();
    let file = sources.add(shown(Path::new(&path)), text);
    check_lock(sources, file, &locked(members))
}

/// How a run ends over these diagnostics: a lock that is not kept is a case of its own.
pub fn status(diagnostics: &Diagnostics, otherwise: Status) -> Status {
    let refusals = [&LOCK_DIFFERS, &LOCK_MISSES, &LOCK_STALE, &LOCK_UNREADABLE];
    let is_lock = |diagnostic: &Diagnostic| refusals.contains(&diagnostic.message);
    let is_refused = diagnostics.iter().any(|diagnostic| is_lock(diagnostic) || is_refusal(diagnostic));
    if is_refused { Status::Lock } else { otherwise }
}

/// The SHA-256 of the files of a pack one after another, as `cat pack.toml pack.*.toml | sha256sum` gives it.
pub fn sha256(files: &Files) -> String {
    let mut hash = Sha256::new();
    files.iter().for_each(|(_, text)| hash.update(text));
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
