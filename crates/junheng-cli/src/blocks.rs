//! The engine has no threads; here its work is given to as many as may be used, in blocks of subject units.

use std::ops::Range;

use junheng::assessment::Assessment;
use junheng::evaluate::{self, BLOCK, Failing, Input, evaluate};
use junheng::program::Program;
use junheng::table::Frames;

use crate::threads;

/// Evaluates everything.
pub fn assess(input: Input<'_>, threads: usize) -> Assessment {
    let mut blocks = each_block(input, threads, |assessment| assessment).into_iter();
    let first = blocks.next().unwrap_or_else(|| evaluate(input, 0..0));
    blocks.fold(first, |mut whole, block| {
        whole.append(block);
        whole
    })
}

/// Evaluates block by block, and does something with each block, in order.
pub fn each_block<T: Send>(input: Input<'_>, threads: usize, then: impl Fn(Assessment) -> T + Sync) -> Vec<T> {
    let blocks = blocks(input.frames, input.program.is_divisible());
    in_order(&blocks, threads, |block| then(evaluate(input, block)))
}

/// Where the checks of the data do not hold, in all of it.
pub fn doubts(program: &Program, frames: &Frames, threads: usize) -> Vec<Failing> {
    let blocks = blocks(frames, program.is_data_divisible());
    in_order(&blocks, threads, |block| evaluate::doubts(program, frames, block)).into_iter().flatten().collect()
}

/// The subject units in blocks; in one block where they cannot be looked at apart.
fn blocks(frames: &Frames, divisible: bool) -> Vec<Range<usize>> {
    let subjects = frames.subjects();
    let size = if divisible { BLOCK } else { subjects.max(1) };
    (0..subjects).step_by(size).map(|start| start..(start + size).min(subjects)).collect()
}

/// What comes of each block, in the order of the blocks, whichever thread works on it.
fn in_order<T: Send>(blocks: &[Range<usize>], threads: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    threads::each(blocks.len(), threads, |at| work(blocks[at].clone()))
}
