//! The native plugins a pack names: which file it is, whether it is the one that was locked, whether it may run.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};

use junheng::diagnostic::plugin::{
    PLUGIN_DIFFERS, PLUGIN_NO_FILE, PLUGIN_NOT_ALLOWED, PLUGIN_OUTSIDE, PLUGIN_REFUSED, PLUGIN_UNLOCKED,
    TRUST_UNREADABLE,
};
use junheng::diagnostic::{Diagnostic, Diagnostics, Message};
use junheng::function::native::Native;
use junheng::pack::{self, LockedFiles, Pack, Resolved};
use junheng_loader::{Host, Isolation, Refusal, fingerprint, platform};

use crate::arguments::Plugins;
use crate::library::{Shelves, shown};
use crate::lock;

/// The command a child process is started with.
pub const HOST: &str = "__plugin-host";

/// The variable that names a trust list.
const TRUST: &str = "JUNHENG_TRUSTED_PLUGINS";

/// Plugins of a pack that were loaded.
#[derive(Default)]
pub struct Loaded {
    plugins: Vec<junheng_loader::Plugin>,
    /// Whether each call is made twice.
    twice: bool,
}

impl Loaded {
    /// Their functions.
    pub fn natives(&self) -> Vec<Arc<Native>> {
        let natives = |plugin: &junheng_loader::Plugin| match self.twice {
            true => plugin.natives_asked_twice(),
            false => plugin.natives(),
        };
        self.plugins.iter().flat_map(natives).collect()
    }

    /// Evaluates, and once more where a plugin failed so often meanwhile that it is asked no more: then it is asked
    /// nothing from the beginning, so that no result depends on which thread came first.
    pub fn settled<T>(&self, evaluate: impl Fn() -> T) -> T {
        let before = self.given_up();
        let result = evaluate();
        if self.given_up() == before { result } else { evaluate() }
    }

    /// How many of them are asked no more.
    fn given_up(&self) -> usize {
        self.plugins.iter().filter(|plugin| plugin.gave_up()).count()
    }
}

/// Why a pack is refused over its plugins, and nothing else.
const REFUSALS: [&Message; 7] = [
    &PLUGIN_OUTSIDE,
    &PLUGIN_NO_FILE,
    &PLUGIN_UNLOCKED,
    &PLUGIN_DIFFERS,
    &PLUGIN_NOT_ALLOWED,
    &PLUGIN_REFUSED,
    &TRUST_UNREADABLE,
];

/// Whether a diagnostic refuses a plugin.
pub fn is_refusal(diagnostic: &Diagnostic) -> bool {
    REFUSALS.contains(&diagnostic.message)
}

/// A plugin as a pack names it, with the folder its files stand in.
struct Named<'p> {
    record: &'p pack::Plugin,
    folder: PathBuf,
}

/// Loads the plugins of a pack, or says of every one that is not loaded why.
pub fn load(
    pack: &Pack,
    resolved: &Resolved,
    shelves: &Shelves,
    named: &str,
    options: &Plugins,
) -> (Loaded, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let mut plugins = Vec::new();
    if pack.plugin.is_empty() {
        return (Loaded::default(), diagnostics);
    }
    let trusted = match trusted(options) {
        Ok(trusted) => trusted,
        Err(refused) => {
            diagnostics.push(refused.at(pack.plugin[0].span));
            return (Loaded::default(), diagnostics);
        }
    };
    for record in &pack.plugin {
        let home = resolved.home(record.span);
        let own = pack.pack.id.as_str() == home;
        let folder = shelves.folder(if own { named } else { home }).unwrap_or_default();
        match one(&Named { record, folder }, &trusted, options) {
            Ok(plugin) => plugins.push(plugin),
            Err(refused) => diagnostics.push(refused),
        }
    }
    (Loaded { plugins, twice: options.twice }, diagnostics)
}

fn one(named: &Named<'_>, trusted: &[String], options: &Plugins) -> Result<junheng_loader::Plugin, Diagnostic> {
    let id = named.record.id.as_str();
    let platform = platform();
    let span = named.record.id.0.span;
    let refuse = |message| Diagnostic::new(message).with("plugin", id).with("platform", &platform).at(span);
    let file = named.record.file.each().find(|(known, _)| *known == platform);
    let (_, file) = file.ok_or_else(|| refuse(&PLUGIN_NO_FILE))?;
    if !is_within(Path::new(&file.value)) {
        return Err(Diagnostic::new(&PLUGIN_OUTSIDE).with("plugin", id).with("file", &file.value).at(file.span));
    }
    let path = named.folder.join(&file.value);
    let lock = named.folder.join(lock::NAME);
    let locked = pack::locked_plugins(&fs::read_to_string(&lock).unwrap_or_default());
    let locked = locked.iter().find(|locked| locked.id.value == id);
    let locked = locked.and_then(|locked| locked.sha256.each().find(|(known, _)| *known == platform));
    let sha256 = locked.map(|(_, sha256)| sha256.value.to_ascii_lowercase());
    let sha256 = sha256.ok_or_else(|| refuse(&PLUGIN_UNLOCKED).with("lock", shown(&lock)))?;
    let unusable = |refusal: &Refusal| {
        let [zh, en] = refusal.text();
        refuse(&PLUGIN_REFUSED).with("file", shown(&path)).with("why_zh", zh).with("why", en)
    };
    let found = fingerprint(&path).map_err(|error| unusable(&Refusal::Unreadable(error.to_string())))?;
    if found != sha256 {
        return Err(refuse(&PLUGIN_DIFFERS).with("old", sha256).with("new", found));
    }
    if !options.allow_plugins && !trusted.contains(&sha256) {
        return Err(refuse(&PLUGIN_NOT_ALLOWED).with("file", shown(&path)).with("sha256", sha256));
    }
    let plugin = junheng_loader::load(&path, &sha256, &isolation(options)).map_err(|refusal| unusable(&refusal))?;
    match plugin.offer.id == id {
        true => Ok(plugin),
        false => Err(unusable(&Refusal::Description(format!("jh_plugin.id = {:?}", plugin.offer.id)))),
    }
}

/// Whether a path stays within the folder it is taken from.
fn is_within(path: &Path) -> bool {
    path.components().all(|component| matches!(component, Component::Normal(_) | Component::CurDir))
}

/// The fingerprints a user trusts.
fn trusted(options: &Plugins) -> Result<Vec<String>, Diagnostic> {
    let variable = env::var_os(TRUST).filter(|path| !path.is_empty()).map(PathBuf::from);
    let Some(path) = options.trust_plugins.clone().or(variable) else { return Ok(Vec::new()) };
    let list = fs::read_to_string(&path).ok().and_then(|text| pack::trusted(&text));
    let list = list.ok_or_else(|| Diagnostic::new(&TRUST_UNREADABLE).with("file", shown(&path)))?;
    Ok(list.plugin.into_iter().map(|plugin| plugin.sha256.value.to_ascii_lowercase()).collect())
}

fn isolation(options: &Plugins) -> Isolation {
    if options.plugins_in_process { Isolation::InProcess } else { Isolation::Child(host(options)) }
}

/// What plugins are opened in: this program, asked for it.
pub fn host(options: &Plugins) -> Host {
    Host {
        program: env::current_exe().unwrap_or_else(|_| PathBuf::from("junheng")),
        arguments: vec![HOST.into()],
        seconds: options.plugin_seconds,
        megabytes: options.plugin_memory,
    }
}

/// The fingerprints of the plugins a pack itself names, of every file that is there.
pub fn locked(pack: &Pack, own: &dyn Fn(&pack::Plugin) -> bool, folder: &Path) -> Vec<LockedFiles> {
    let one = |record: &pack::Plugin| {
        let print = |(platform, file): (&str, &pack::Text)| {
            let path = Path::new(&file.value);
            let sha256 = fingerprint(&folder.join(path)).ok().filter(|_| is_within(path))?;
            Some((platform.to_owned(), sha256))
        };
        LockedFiles { id: record.id.as_str().to_owned(), files: record.file.each().filter_map(print).collect() }
    };
    pack.plugin.iter().filter(|record| own(record)).map(one).collect()
}
