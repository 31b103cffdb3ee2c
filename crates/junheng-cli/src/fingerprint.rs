//! Fingerprints of texts.

use sha2::{Digest as _, Sha256};

/// The SHA-256 of texts one after another, as `cat pack.toml pack.*.toml | sha256sum` gives it.
pub fn fingerprint<'a>(texts: impl IntoIterator<Item = &'a String>) -> String {
    let mut hash = Sha256::new();
    texts.into_iter().for_each(|text| hash.update(text));
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
