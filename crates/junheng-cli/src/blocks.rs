//! The engine has no threads; here its work is given to as many as may be used, in blocks of subject units.

use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};

use junheng::assessment::Assessment;
use junheng::evaluate::{self, BLOCK, Failing, Input, evaluate};
use junheng::program::Program;
use junheng::table::Frames;

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
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(block) = blocks.get(at) else { return done };
            done.push((at, work(block.clone())));
        }
    };
    let mut done: Vec<(usize, T)> = std::thread::scope(|scope| {
        let helpers: Vec<_> = (1..threads.min(blocks.len())).map(|_| scope.spawn(worker)).collect();
        let own = worker();
        // A county must not drop out of a result because a thread broke down over it.
        let others = helpers.into_iter().flat_map(|helper| helper.join().unwrap_or_else(|panic| resume_unwind(panic)));
        own.into_iter().chain(others).collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
