//! The order in which checks are worked out: each after those it looks at.
//!
//! A rule is added before its lines of outcome are read, for these may name it; so what they name may stand behind it.

use crate::diagnostic::{CYCLE, Diagnostic};
use crate::program::{Check, CheckId, Grading};

use super::Compiler;
use super::printed::{checks_in, rests_on};

impl Compiler<'_> {
    /// Notes of every check what it is made from, now that nothing is added to any.
    pub(super) fn note_what_each_rests_on(&mut self) {
        self.checks.iter_mut().for_each(|check| check.rests_on = rests_on(check));
    }

    /// Every check, each behind those it looks at; reports those that look at each other.
    pub(super) fn order(&mut self) -> Vec<CheckId> {
        let needs: Vec<Vec<CheckId>> = self.checks.iter().enumerate().map(|(at, check)| needs(check, at)).collect();
        let mut sorter = Sorter { needs: &needs, done: vec![false; needs.len()], path: Vec::new(), order: Vec::new() };
        let circle = (0..needs.len()).find_map(|at| sorter.visit(CheckId(at as u32)));
        let order = sorter.order;
        if let Some(circle) = circle {
            let names: Vec<&str> = circle.iter().map(|check| self.checks[check.0 as usize].id.as_str()).collect();
            let at = self.checks[circle[0].0 as usize].span;
            self.diagnostics.push(Diagnostic::new(&CYCLE).with("path", names.join(" → ")).at(at));
        }
        order
    }
}

/// The checks a check looks at; its own lines may look at itself.
fn needs(check: &Check, own: usize) -> Vec<CheckId> {
    let mut found = Vec::new();
    check.nodes().into_iter().for_each(|node| checks_in(node, &mut found));
    found.extend(check.grading.iter().flat_map(Grading::vetoes));
    found.retain(|needed| needed.0 as usize != own);
    found
}

struct Sorter<'n> {
    needs: &'n [Vec<CheckId>],
    done: Vec<bool>,
    path: Vec<CheckId>,
    order: Vec<CheckId>,
}

impl Sorter<'_> {
    /// Puts what a check looks at before it; the circle, where it comes back to itself.
    fn visit(&mut self, check: CheckId) -> Option<Vec<CheckId>> {
        if self.done[check.0 as usize] {
            return None;
        }
        if let Some(start) = self.path.iter().position(|known| *known == check) {
            return Some([&self.path[start..], &[check]].concat());
        }
        self.path.push(check);
        let needs = self.needs;
        let circle = needs[check.0 as usize].iter().find_map(|needed| self.visit(*needed));
        self.path.pop();
        self.done[check.0 as usize] = true;
        self.order.push(check);
        circle
    }
}
