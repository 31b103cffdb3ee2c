//! Points that a section or the table states, against what its items add up to.

use junheng::quantity::{Exact, parse_decimal, to_f64};

use super::outline::Outline;

/// A section whose points are not those of its items.
pub struct Difference {
    /// What it is called.
    pub owner: String,
    /// What it states.
    pub stated: String,
    /// What its items add up to.
    pub actual: String,
    /// Its line.
    pub line: u32,
}

/// Finds the differences. A sum that does not fit is taken out of the outline, for a pack must not state it.
pub fn check(outline: &mut Outline) -> Vec<Difference> {
    let mut differences = Vec::new();
    let sums = Sums::of(outline);
    for (at, node) in outline.nodes.iter_mut().enumerate().filter(|(_, node)| node.is_section) {
        let actual = sums.items[at].as_ref().or(sums.sections[at].as_ref());
        let (Some(stated), Some(actual)) = (&node.points, actual) else { continue };
        if parse_decimal(stated).as_ref() != Some(actual) {
            let owner = format!("{} {}", node.code.as_deref().unwrap_or_default(), node.title).trim().to_owned();
            let (stated, actual) = (stated.clone(), to_f64(actual).to_string());
            differences.push(Difference { owner, stated, actual, line: node.line });
            node.points = None;
        }
    }
    let total = outline.total.clone().zip(whole(outline));
    let differs = |((stated, _), actual): &((String, u32), Exact)| parse_decimal(stated).as_ref() != Some(actual);
    if let Some(((stated, line), actual)) = total.filter(differs) {
        let (owner, actual) = ("合计".to_owned(), to_f64(&actual).to_string());
        differences.push(Difference { owner, stated, actual, line });
        outline.total = None;
    }
    differences
}

/// The points of all items; nothing where one of them has none.
pub fn whole(outline: &Outline) -> Option<Exact> {
    outline.items().map(|item| parse_decimal(item.points.as_deref()?)).sum()
}

/// What stands in each node adds up to this; nothing where a part has no points.
struct Sums {
    /// The items, however deep.
    items: Vec<Option<Exact>>,
    /// What stands right in it, as stated.
    sections: Vec<Option<Exact>>,
}

impl Sums {
    fn of(outline: &Outline) -> Self {
        let none = vec![Some(Exact::default()); outline.nodes.len()];
        let mut sums = Sums { items: none.clone(), sections: none };
        // What stands in a node comes behind it.
        for (at, node) in outline.nodes.iter().enumerate().rev() {
            let own = node.points.as_deref().and_then(parse_decimal);
            let items = if node.is_section { sums.items[at].clone() } else { own.clone() };
            if let Some(parent) = node.parent {
                add(&mut sums.items[parent], items);
                add(&mut sums.sections[parent], own);
            }
        }
        sums
    }
}

fn add(sum: &mut Option<Exact>, more: Option<Exact>) {
    *sum = sum.take().zip(more).map(|(sum, more)| sum + more);
}
