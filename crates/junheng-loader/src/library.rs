//! A library that was opened: version first, then every symbol, then its description; it is never closed.
#![allow(unsafe_code)] // opening a library runs its code; docs/decisions/0022 accounts for every block
#![deny(clippy::undocumented_unsafe_blocks)]

use std::mem::ManuallyDrop;
use std::path::Path;

use junheng_plugin::contract::{self, Call, Plugin};

use crate::offer::Offer;
use crate::read;
use crate::refusal::Refusal;

/// A plugin in this process.
pub struct Library {
    /// What it offers.
    pub offer: Offer,
    /// What is called, in the order of the functions.
    pub calls: Vec<Call>,
}

impl Library {
    /// Opens a library; it stays open until the process ends, for what it started may still run.
    pub fn open(path: &Path) -> Result<Library, Refusal> {
        let path = path.canonicalize().map_err(|error| Refusal::Unreadable(error.to_string()))?;
        // SAFETY: opening runs the initialisers of the library. Whoever calls has decided that this code may run, and
        // by default does so in a child process.
        let library = unsafe { libloading::Library::new(&path) }.map_err(|error| Refusal::NotALibrary(told(&error)))?;
        let library = ManuallyDrop::new(library);
        let entry = entry(&library)?;
        // SAFETY: the library exports both symbols and says that it keeps to a version of the contract we know, by
        // which the description is static. It is never unloaded.
        let (offer, calls) = unsafe { read::offer(entry) }.map_err(Refusal::Description)?;
        Ok(Library { offer, calls })
    }
}

/// The description of a library whose version is one we know.
fn entry(library: &libloading::Library) -> Result<*const Plugin, Refusal> {
    let missing = |symbol: &str| Refusal::NoSymbol(symbol.to_owned());
    // SAFETY: by the contract this symbol is a function without arguments that returns a number, in every version.
    let version = unsafe { library.get::<unsafe extern "C" fn() -> u32>(contract::ABI_SYMBOL) };
    let version = version.map_err(|_| missing(contract::ABI_SYMBOL))?;
    // SAFETY: it takes nothing and returns a number.
    let version = unsafe { version() };
    if version >> 16 != contract::ABI_MAJOR || version > contract::ABI {
        return Err(Refusal::OtherContract(version, contract::ABI));
    }
    // SAFETY: of this version, this symbol is a function without arguments that returns the description.
    let entry = unsafe { library.get::<unsafe extern "C" fn() -> *const Plugin>(contract::ENTRY_SYMBOL) };
    let entry = entry.map_err(|_| missing(contract::ENTRY_SYMBOL))?;
    // SAFETY: it takes nothing and returns a pointer, which is looked at before it is followed.
    Ok(unsafe { entry() })
}

/// What the system says, with what is behind it.
fn told(error: &libloading::Error) -> String {
    let behind = std::error::Error::source(error);
    behind.map_or_else(|| error.to_string(), |behind| format!("{error}: {behind}"))
}
