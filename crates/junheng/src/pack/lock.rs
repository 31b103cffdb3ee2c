//! `pack.lock`: the packs that another one rests on, as they were when it was last checked.

use crate::diagnostic::{Diagnostic, Diagnostics, LOCK_DIFFERS, LOCK_MISSES, LOCK_STALE, LOCK_UNREADABLE};
use crate::source::{SourceId, Sources, Span};

use super::decode::{Decode, Decoder, Number, Text, record};
use super::plugin::PluginFiles;
use super::tree::{self, Node};

record! {
    /// A lock file.
    Lock "pack.lock" {
        /// The version of its form.
        version: Number,
        /// The packs.
        pack: Vec<LockedPack>,
        /// The plugins the pack itself names.
        plugin: Vec<LockedPlugin>,
    }
    /// A pack as it was.
    LockedPack "pack" {
        /// Its id.
        id: Text,
        /// Its version.
        version: Text,
        /// The SHA-256 of its files, one after another.
        sha256: Text,
    }
    /// A plugin as it was.
    LockedPlugin "plugin" {
        /// Its id.
        id: Text,
        /// The SHA-256 of its file on each platform.
        sha256: PluginFiles,
    }
}

/// A pack as it is, for a lock file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locked {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The SHA-256 of its files, one after another, in hexadecimal.
    pub sha256: String,
}

/// The files of a plugin as they are, for a lock file: platform and SHA-256.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedFiles {
    /// The id of the plugin.
    pub id: String,
    /// The platforms it has a file for, and the SHA-256 of each.
    pub files: Vec<(String, String)>,
}

/// The text of a lock file.
pub fn lock_text(packs: &[Locked], plugins: &[LockedFiles]) -> String {
    let head = "# junheng pack lock 写成；用到的规则包有变，运行时会拒绝 / a change of a pack it rests on is refused\nversion = 1\n";
    let pack = |pack: &Locked| {
        let Locked { id, version, sha256 } = pack;
        format!("\n[[pack]]\nid      = {id:?}\nversion = {version:?}\nsha256  = {sha256:?}\n")
    };
    let plugin = |plugin: &LockedFiles| {
        let file = |(platform, sha256): &(String, String)| format!("{platform} = {sha256:?}");
        let files: Vec<String> = plugin.files.iter().map(file).collect();
        format!("\n[[plugin]]\nid     = {:?}\nsha256 = {{ {} }}\n", plugin.id, files.join(", "))
    };
    packs.iter().map(pack).chain(plugins.iter().map(plugin)).fold(head.to_owned(), |text, record| text + &record)
}

/// What a lock file says of plugins; nothing where it cannot be read.
pub fn locked_plugins(text: &str) -> Vec<LockedPlugin> {
    let mut sources = Sources::default();
    let file = sources.add(String::new(), text.to_owned());
    read(&sources, file).0.map_or_else(Vec::new, |lock| lock.plugin)
}

/// A lock file of the form we know.
fn read(sources: &Sources, file: SourceId) -> (Option<Lock>, Diagnostics) {
    let (tree, mut diagnostics) = tree::parse(sources, file);
    let mut decoder = Decoder { sources, diagnostics: Diagnostics::default() };
    let lock = tree.and_then(|tree| Lock::decode(&tree, &mut decoder));
    diagnostics.append(decoder.diagnostics);
    (lock.filter(|lock| lock.version.literal == "1" && !diagnostics.has_errors()), diagnostics)
}

/// Compares a lock file with the packs as they are; every difference is an error.
pub fn check_lock(sources: &Sources, file: SourceId, packs: &[Locked]) -> Diagnostics {
    let (lock, diagnostics) = read(sources, file);
    let Some(lock) = lock else {
        let mut refused = Diagnostics::default();
        refused.push(Diagnostic::new(&LOCK_UNREADABLE).at(first_place(&diagnostics, sources, file)));
        return refused;
    };
    compared(&lock, packs)
}

/// Where a lock file is broken; its first line where it has another form.
fn first_place(diagnostics: &Diagnostics, sources: &Sources, file: SourceId) -> Span {
    let places = diagnostics.iter().flat_map(|diagnostic| &diagnostic.places);
    let mut spans = places.filter_map(|place| match place {
        crate::diagnostic::Place::Text(span) => Some(*span),
        crate::diagnostic::Place::Cell(_) => None,
    });
    spans.next().unwrap_or_else(|| sources.whole(file).within(0, 0))
}

fn compared(lock: &Lock, packs: &[Locked]) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for pack in packs {
        match lock.pack.iter().find(|locked| locked.id.value == pack.id) {
            None => diagnostics.push(Diagnostic::new(&LOCK_MISSES).with("pack", &pack.id).at(lock.span.within(0, 0))),
            Some(locked) if locked.sha256.value != pack.sha256 => diagnostics.push(differs(locked, pack)),
            Some(_) => {}
        }
    }
    for locked in lock.pack.iter().filter(|locked| !packs.iter().any(|pack| pack.id == locked.id.value)) {
        diagnostics.push(Diagnostic::new(&LOCK_STALE).with("pack", &locked.id.value).at(locked.span));
    }
    diagnostics
}

fn differs(locked: &LockedPack, pack: &Locked) -> Diagnostic {
    let differs = Diagnostic::new(&LOCK_DIFFERS).with("pack", &pack.id).with("version", &pack.version);
    differs
        .with("old_version", &locked.version.value)
        .with("old", &locked.sha256.value)
        .with("new", &pack.sha256)
        .at(locked.sha256.span)
}
