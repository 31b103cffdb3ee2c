//! A plugin that was loaded, as functions the engine can use.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use junheng::function::native::{Answer, Batch, Failure, Native, Origin, Outcome};
use sha2::{Digest as _, Sha256};

use crate::call;
use crate::child::{Child, Host};
use crate::library::Library;
use crate::offer::{Offer, Offered};
use crate::process::Processes;
use crate::refusal::Refusal;

/// Where plugins are opened.
#[derive(Debug, Clone)]
pub enum Isolation {
    /// In child processes.
    Child(Host),
    /// In this process: whatever a plugin does to itself it does to the run.
    InProcess,
}

/// A plugin that was loaded.
pub struct Plugin {
    /// What it offers.
    pub offer: Offer,
    sha256: String,
    asked: Asked,
}

#[derive(Clone)]
enum Asked {
    Child(Arc<Processes>),
    Here(Arc<Library>),
}

/// Loads the plugin in a file that has this SHA-256.
pub fn load(path: &Path, sha256: &str, isolation: &Isolation) -> Result<Plugin, Refusal> {
    let (offer, asked) = match isolation {
        Isolation::InProcess => {
            let library = opened(path, Some(sha256))?;
            (library.offer.clone(), Asked::Here(Arc::new(library)))
        }
        Isolation::Child(host) => {
            is_the_file(path, sha256)?;
            let processes = Processes::start(host.clone(), path.to_path_buf(), sha256.to_owned())?;
            (processes.offer().clone(), Asked::Child(Arc::new(processes)))
        }
    };
    Ok(Plugin { offer, sha256: sha256.to_owned(), asked })
}

/// What the plugin in a file offers; none of its functions is called.
pub fn inspect(path: &Path, host: &Host) -> Result<Offer, Refusal> {
    Child::start(host, path, None).map(|(_, offer)| offer)
}

/// Opens a library in this process, after its fingerprint was looked at.
pub fn opened(path: &Path, sha256: Option<&str>) -> Result<Library, Refusal> {
    sha256.map_or(Ok(()), |sha256| is_the_file(path, sha256))?;
    Library::open(path)
}

fn is_the_file(path: &Path, sha256: &str) -> Result<(), Refusal> {
    let found = fingerprint(path).map_err(|error| Refusal::Unreadable(error.to_string()))?;
    if found == sha256 { Ok(()) } else { Err(Refusal::OtherFile(sha256.to_owned(), found)) }
}

/// The SHA-256 of a file, in hexadecimal.
pub fn fingerprint(path: &Path) -> io::Result<String> {
    let mut hash = Sha256::new();
    io::copy(&mut File::open(path)?, &mut hash)?;
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

impl Plugin {
    /// Its functions.
    pub fn natives(&self) -> Vec<Arc<Native>> {
        self.each(|asked, function, batch| asked.call(function, batch))
    }

    /// Its functions, each of which is asked twice and fails where its answers differ.
    pub fn natives_asked_twice(&self) -> Vec<Arc<Native>> {
        self.each(|asked, function, batch| {
            let (first, second) = (asked.call(function, batch), asked.call(function, batch));
            first.into_iter().zip(second).map(|(first, second)| alike(first, &second)).collect()
        })
    }

    /// Whether it failed so often in this run that it is asked no more.
    pub fn gave_up(&self) -> bool {
        matches!(&self.asked, Asked::Child(processes) if processes.gave_up())
    }

    fn each(
        &self,
        call: impl Fn(&Asked, usize, &Batch) -> Vec<Outcome> + Copy + Send + Sync + 'static,
    ) -> Vec<Arc<Native>> {
        let native = |(at, offered): (usize, &Offered)| {
            let asked = self.asked.clone();
            Arc::new(Native {
                name: offered.name.clone(),
                manual: offered.manual.clone(),
                from: Origin {
                    plugin: self.offer.id.clone(),
                    version: self.offer.version.clone(),
                    sha256: self.sha256.clone(),
                },
                shape: offered.shape(),
                missing: offered.missing(),
                parameters: offered.parameters(),
                unit: offered.measure(),
                reasons: offered.reasons.clone(),
                call: Box::new(move |batch| call(&asked, at, batch)),
            })
        };
        self.offer.functions.iter().enumerate().map(native).collect()
    }
}

impl Asked {
    fn call(&self, function: usize, batch: &Batch) -> Vec<Outcome> {
        match self {
            Asked::Child(processes) => processes.call(function, batch),
            Asked::Here(library) => {
                let mut outcomes = Vec::new();
                let aggregates = library.offer.functions[function].aggregates;
                call::call(library.calls[function], aggregates, batch, |outcome| outcomes.push(outcome));
                outcomes
            }
        }
    }
}

/// The first of two outcomes where they are the same to the last bit.
fn alike(first: Outcome, second: &Outcome) -> Outcome {
    let same = match (&first, second) {
        (Ok(first), Ok(second)) => first.len() == second.len() && first.iter().zip(second).all(|(a, b)| is_same(a, b)),
        (Err(first), Err(second)) => first == second,
        _ => false,
    };
    if same { first } else { Err(Failure::Differs) }
}

fn is_same(a: &Answer, b: &Answer) -> bool {
    match (a, b) {
        (Answer::Number(a), Answer::Number(b)) => a.to_bits() == b.to_bits(),
        (a, b) => a == b,
    }
}
