//! `docs/sources.md`: what was seen, by the ids the packs cite.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::command::repository;

/// The heading under which those stand that some pack cites.
pub const CITED: &str = "二、规则包引用";
/// The heading under which those stand that only the table of clauses cites.
pub const CLAUSES: &str = "三、条款总表引用";
/// How a source is named that is the pack's own document.
pub const OWN: &str = "本文件";
/// What stands in the place of an id where nothing was seen: we made it.
pub const MADE: &str = "自拟";

/// The page.
pub struct Page {
    /// Id, in lower case, to the heading it stands under and what is said of it.
    entries: BTreeMap<String, (String, String)>,
    /// Pack and source of the pack to ids, where the source has a name of its own.
    names: BTreeMap<[String; 2], Vec<String>>,
}

/// Reads the page as it stands.
pub fn read() -> Page {
    let text = fs::read_to_string(repository().join("docs/sources.md")).expect("docs/sources.md can be read");
    let (mut entries, mut names) = (BTreeMap::new(), BTreeMap::new());
    let (mut group, mut id) = (String::new(), String::new());
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            (group, id) = (heading.to_owned(), String::new());
        } else if let Some(heading) = line.strip_prefix("### ") {
            id = heading.to_lowercase();
            let before = entries.insert(id.clone(), (group.clone(), String::new()));
            assert!(before.is_none(), "{heading} stands twice in docs/sources.md");
        } else if let Some((_, said)) = entries.get_mut(&id) {
            said.push_str(line);
            said.push('\n');
        } else if let [pack, source, ids] = cells(line)[..] {
            let ids = ids.split('、').map(str::to_lowercase).collect();
            names.insert([pack.to_owned(), source.to_owned()], ids);
        }
    }
    Page { entries, names }
}

fn cells(line: &str) -> Vec<&str> {
    line.trim_matches('|').split('|').map(str::trim).collect()
}

impl Page {
    /// The ids a source stands for that a pack or one of those it is built on lists: those the page names, else its
    /// own. A pack's own document is only its own.
    pub fn ids(&self, packs: &[String], source: &str) -> Vec<String> {
        let packs = if source == OWN { &packs[..1] } else { packs };
        let named = packs.iter().find_map(|pack| self.names.get(&[pack.clone(), source.to_owned()]));
        named.cloned().unwrap_or_else(|| vec![source.to_lowercase()])
    }

    /// Whether the page says what the pack's own document stands for.
    pub fn knows_document_of(&self, pack: &str) -> bool {
        self.names.contains_key(&[pack.to_owned(), OWN.to_owned()])
    }

    /// What is said of a source.
    pub fn said_of(&self, id: &str) -> Option<&str> {
        self.entries.get(id).map(|(_, said)| said.as_str())
    }

    /// The ids that stand under a heading.
    pub fn under(&self, heading: &str) -> BTreeSet<&str> {
        self.entries.iter().filter(|(_, (group, _))| group == heading).map(|(id, _)| id.as_str()).collect()
    }
}

/// An id as the page writes it: R18, S22a.
pub fn shown(id: &str) -> String {
    let mut letters = id.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
