//! Long work in two halves at once, with the result of doing it in one go.

use std::ops::Range;
use std::thread;

/// Calls `work` for `0..count`: in one go if there are at most `few`, else for each half on a thread of its own. The results
/// come in order, so that joined they are what one go gives, and nothing depends on which thread is done first.
pub fn in_halves<T: Send>(count: usize, few: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    if count <= few {
        return vec![work(0..count)];
    }
    let middle = count / 2;
    thread::scope(|scope| {
        let other = thread::Builder::new().spawn_scoped(scope, || work(middle..count));
        let first = work(0..middle);
        let second = match other.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(second)) => second,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            // A system that has no thread to give still gets its answer.
            Err(_) => work(middle..count),
        };
        vec![first, second]
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::in_halves;

    proptest! {
        #[test]
        fn halves_joined_are_the_whole(count in 0..200_usize, few in 0..100_usize) {
            prop_assert_eq!(in_halves(count, few, Iterator::collect::<Vec<_>>).concat(), (0..count).collect::<Vec<_>>());
        }
    }
}
