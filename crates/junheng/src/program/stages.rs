//! At which stages each field is looked at: what is added up over a whole school needs all of its stages, what is
//! computed stage by stage only those it is computed for.

use std::collections::{BTreeMap, BTreeSet};

use crate::formula::BinaryOperator;
use crate::table::{FieldId, Grain, StageId};

use super::{Node, Over, Program};

/// The stages at which formulas of checks look at each field; all of what opens stages, or shares are worked out with.
pub fn looked_at(program: &Program) -> BTreeMap<FieldId, BTreeSet<StageId>> {
    let all: Vec<StageId> = (0..program.schema.stages.len()).map(|at| StageId(at as u8)).collect();
    let mut walk = Walk { program, all, found: BTreeMap::new() };
    for check in &program.checks {
        let of_check = if check.grain.staged { check.stages.clone() } else { walk.all.clone() };
        check.nodes().into_iter().for_each(|node| walk.node(node, check.grain, &of_check));
    }
    let opening = program.schema.levels.iter().filter_map(|level| level.opened_by);
    for field in opening.chain(program.split.iter().map(|split| split.by)) {
        walk.found.entry(field).or_default().extend(&walk.all);
    }
    walk.found
}

struct Walk<'p> {
    program: &'p Program,
    all: Vec<StageId>,
    found: BTreeMap<FieldId, BTreeSet<StageId>>,
}

impl Walk<'_> {
    /// Notes the fields of a node that is worked out on rows of `grain`, for these stages.
    fn node(&mut self, node: &Node, grain: Grain, stages: &[StageId]) {
        match node {
            Node::Field(field) | Node::Previous(field, _) => {
                self.found.entry(*field).or_default().extend(stages);
            }
            Node::Up(above, inner) => self.node(inner, *above, stages),
            Node::ByStage(nodes) => {
                for (node, stage) in nodes.iter().zip(self.all.clone()) {
                    node.iter().for_each(|node| self.node(node, grain, &[stage]));
                }
            }
            Node::Fold(_, Over::Rows { grain: below, filter, .. })
            | Node::Truths(_, Over::Rows { grain: below, filter, .. }) => {
                let own = filter.as_deref().and_then(|filter| self.named(filter));
                let below_stages = if grain.staged { stages.to_vec() } else { own.unwrap_or_else(|| self.all.clone()) };
                node.children().into_iter().for_each(|child| self.node(child, *below, &below_stages));
            }
            _ => node.children().into_iter().for_each(|child| self.node(child, grain, stages)),
        }
    }

    /// The stages to which a filter limits its rows, where it names any: `学段 in [小学, 初中]`.
    fn named(&self, filter: &Node) -> Option<Vec<StageId>> {
        match filter {
            Node::In(value, words) if matches!(**value, Node::Stage) => {
                words.iter().map(|word| self.stage(word)).collect()
            }
            Node::Binary(BinaryOperator::Equal, value, word) if matches!(**value, Node::Stage) => {
                self.stage(word).map(|stage| vec![stage])
            }
            Node::Binary(BinaryOperator::And, a, b) => self.named(a).or_else(|| self.named(b)),
            _ => None,
        }
    }

    fn stage(&self, word: &Node) -> Option<StageId> {
        let Node::Word(at) = word else { return None };
        self.program.schema.stage(&self.program.words[*at as usize])
    }
}
