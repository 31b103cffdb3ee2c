//! Opens native plugins and hands their functions to the engine.
//!
//! A file is fingerprinted before it is opened, its version is asked before anything else, every symbol and every
//! pointer of its description is checked, and it is never unloaded. By default it is opened in a child process of the
//! same program ([`Host`]), so that a crash, an endless loop, an `exit` or a memory blow-up ends the child and becomes
//! a [`Failure`](junheng::function::native::Failure) of the one call.
//!
//! Native code is not sandboxed: a plugin can do whatever the user can. Who may be loaded is decided before this crate
//! is called.

mod refusal;
mod offer;
mod library;
mod read;
mod call;
mod wire;
mod host;
mod child;
mod process;
mod plugin;
#[cfg(test)]
mod tests;

pub use child::Host;
pub use host::serve;
pub use offer::{Offer, Offered, OfferedParameter};
pub use plugin::{Isolation, Plugin, fingerprint, inspect, load};
pub use refusal::Refusal;

/// The platform this program runs on, as packs name it.
pub fn platform() -> String {
    format!("{}_{}", std::env::consts::OS, std::env::consts::ARCH)
}
