//! Work on many things, on as many threads as may be used.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// As many threads as were asked for; by default, and for 0, one for each core.
pub fn count(asked: Option<usize>) -> usize {
    let cores = || thread::available_parallelism().map_or(1, usize::from);
    asked.filter(|threads| *threads > 0).unwrap_or_else(cores)
}

/// Makes something of each number below a count, taken up in order on several threads; what came of each, in order.
pub fn each<T: Send>(count: usize, threads: usize, make: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                return done;
            }
            done.push((at, make(at)));
        }
    };
    let mut done: Vec<(usize, T)> = thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(count)).map(|_| scope.spawn(work)).collect();
        let own = work();
        // A county must not drop out of a result because a thread broke down over it.
        let others = others.into_iter().flat_map(|other| other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        own.into_iter().chain(others).collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, made)| made).collect()
}

/// The same of what may fail: the first failure by number ends it, and nothing is taken up after it is known.
pub fn each_or_first_failure<T: Send, E: Send>(
    count: usize,
    threads: usize,
    make: impl Fn(usize) -> Result<T, E> + Sync,
) -> Result<Vec<T>, E> {
    let failed = AtomicUsize::new(usize::MAX);
    let made = each(count, threads, |at| {
        if at > failed.load(Ordering::Relaxed) {
            return None;
        }
        let made = make(at);
        if made.is_err() {
            failed.fetch_min(at, Ordering::Relaxed);
        }
        Some(made)
    });
    // What was not taken up lies behind what failed.
    made.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_stands_in_order_whatever_the_threads() {
        for threads in [1, 2, 7] {
            assert_eq!(each(20, threads, |at| at * at), (0..20).map(|at| at * at).collect::<Vec<_>>());
        }
        assert!(each(0, 3, |at| at).is_empty());
    }

    #[test]
    fn the_first_that_fails_is_told_whatever_the_threads() {
        for threads in [1, 2, 7] {
            let even = |at: usize| if at < 5 || at.is_multiple_of(2) { Ok(at) } else { Err(at) };
            assert_eq!(each_or_first_failure(40, threads, even), Err(5));
            assert_eq!(each_or_first_failure(5, threads, even), Ok(vec![0, 1, 2, 3, 4]));
        }
    }
}
