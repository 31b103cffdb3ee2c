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
    for at in 0..outline.nodes.len() {
        let node = &outline.nodes[at];
        let actual = sum(outline, Some(at)).or_else(|| sum_of_sections(outline, at));
        let (Some(stated), Some(actual)) = (node.points.clone(), actual) else { continue };
        if outline.is_item(at) || parse_decimal(&stated).as_ref() == Some(&actual) {
            continue;
        }
        let owner = format!("{} {}", node.code.as_deref().unwrap_or_default(), node.title).trim().to_owned();
        differences.push(Difference { owner, stated, actual: to_f64(&actual).to_string(), line: node.line });
        outline.nodes[at].points = None;
    }
    let total = outline.total.clone().zip(sum(outline, None));
    if let Some(((stated, line), actual)) =
        total.filter(|((stated, _), actual)| parse_decimal(stated).as_ref() != Some(actual))
    {
        let (owner, actual) = ("合计".to_owned(), to_f64(&actual).to_string());
        differences.push(Difference { owner, stated, actual, line });
        outline.total = None;
    }
    differences
}

/// The points of all items below a node, or of the whole table; nothing where one of them has none.
pub fn sum(outline: &Outline, within: Option<usize>) -> Option<Exact> {
    let below = |at: usize| match within {
        None => true,
        Some(section) => above(outline, at).any(|parent| parent == section),
    };
    let items = (0..outline.nodes.len()).filter(|at| outline.is_item(*at) && below(*at));
    items.map(|at| parse_decimal(outline.nodes[at].points.as_deref()?)).sum()
}

/// The points that the sections right below a section state, where each does.
fn sum_of_sections(outline: &Outline, section: usize) -> Option<Exact> {
    let below = outline.nodes.iter().filter(|node| node.parent == Some(section));
    below.map(|node| parse_decimal(node.points.as_deref()?)).sum()
}

/// What a node stands in, from the nearest up.
fn above(outline: &Outline, at: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(outline.nodes[at].parent, |parent| outline.nodes[*parent].parent)
}
