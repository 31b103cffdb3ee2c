//! Records keep how near they are to their source: what a reconstructed pack says does not become the words of a
//! document because a pack that knows its own document extends it.

use super::super::tree::{Entry, Node, Value};

/// The records that tell how near they are to their source.
const TOLD: [&str; 2] = ["measure", "rule"];

/// Gives the records of a pack that say nothing of it the fidelity of their pack.
pub fn keep(tree: &mut Node) {
    let Some(fidelity) = tree.get("pack").and_then(|head| head.get("fidelity")).cloned() else { return };
    for kind in TOLD {
        let Some(Node { value: Value::List(records), .. }) = tree.get_mut(kind) else { continue };
        records.iter_mut().for_each(|record| tell(record, &fidelity));
    }
}

fn tell(record: &mut Node, fidelity: &Node) {
    if record.get("fidelity").is_some() {
        return;
    }
    if let Value::Table(entries) = &mut record.value {
        entries.push(Entry { key: "fidelity".to_owned(), span: fidelity.span, node: fidelity.clone() });
    }
}
