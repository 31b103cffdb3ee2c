//! Native plugins a pack names.

use crate::diagnostic::Diagnostics;
use crate::source::{Sources, Span};

use super::decode::{Decode, Decoder, Id, Text, Title, record};
use super::tree::{self, Node};

record! {
    /// A native plugin whose functions the formulas of the pack use.
    Plugin "plugin" {
        /// The id the plugin goes by.
        id: Id,
        /// What it is for.
        title: Option<Title>,
        /// Its file on each platform, within the folder of the pack.
        file: PluginFiles,
        /// Where it comes from: who wrote it, where its source stands.
        note: Option<Text>,
    }
    /// A file for each platform.
    PluginFiles "file" {
        /// Linux on x86-64.
        linux_x86_64: Option<Text>,
        /// Linux on ARM.
        linux_aarch64: Option<Text>,
        /// macOS on x86-64.
        macos_x86_64: Option<Text>,
        /// macOS on ARM.
        macos_aarch64: Option<Text>,
        /// Windows on x86-64.
        windows_x86_64: Option<Text>,
        /// Windows on ARM.
        windows_aarch64: Option<Text>,
    }
    /// A list of plugins a user trusts.
    TrustList "trust list" {
        /// The plugins.
        plugin: Vec<Trusted>,
    }
    /// A plugin a user trusts.
    Trusted "plugin" {
        /// The SHA-256 of its file.
        sha256: Text,
        /// What it is and why it is trusted.
        note: Option<Text>,
    }
}

/// The plugins of a trust list; nothing where it is not written as one.
pub fn trusted(text: &str) -> Option<TrustList> {
    let mut sources = Sources::default();
    let file = sources.add(String::new(), text.to_owned());
    let (tree, diagnostics) = tree::parse(&sources, file);
    let mut decoder = Decoder { sources: &sources, diagnostics: Diagnostics::default() };
    let list = TrustList::decode(&tree?, &mut decoder)?;
    let sound = !diagnostics.has_errors() && !decoder.diagnostics.has_errors();
    sound.then_some(list)
}

impl PluginFiles {
    /// The platforms a file is named for, and the file of each.
    pub fn each(&self) -> impl Iterator<Item = (&'static str, &Text)> {
        let files = [
            ("linux_x86_64", &self.linux_x86_64),
            ("linux_aarch64", &self.linux_aarch64),
            ("macos_x86_64", &self.macos_x86_64),
            ("macos_aarch64", &self.macos_aarch64),
            ("windows_x86_64", &self.windows_x86_64),
            ("windows_aarch64", &self.windows_aarch64),
        ];
        files.into_iter().filter_map(|(platform, file)| Some((platform, file.as_ref()?)))
    }
}
