//! Puts results back into the order of the input, and holds the reading back until they are written.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, PoisonError};

/// How far reading may be ahead of writing.
#[derive(Debug)]
pub(super) struct Window {
    /// Chunks written, or `None` when the work is given up.
    written: Mutex<Option<u64>>,
    moved: Condvar,
    size: u64,
}

impl Window {
    pub(super) fn new(size: u64) -> Self {
        Self { written: Mutex::new(Some(0)), moved: Condvar::new(), size }
    }

    /// Waits until chunk `number` may be worked on; false if the work is given up.
    pub(super) fn wait(&self, number: u64) -> bool {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match *written {
                None => return false,
                Some(written) if number < written + self.size => return true,
                Some(_) => written = self.moved.wait(written).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// Says that all chunks before `number` are written.
    pub(super) fn advance(&self, number: u64) {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        if written.is_some() {
            *written = Some(number);
        }
        self.moved.notify_all();
    }

    /// Gives the work up, so that nobody waits any longer.
    pub(super) fn close(&self) {
        *self.written.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.moved.notify_all();
    }
}

/// Results by number, given out in order.
#[derive(Debug, Default)]
pub(super) struct InOrder<T> {
    waiting: BTreeMap<u64, T>,
    next: u64,
}

impl<T> InOrder<T> {
    /// Takes a result.
    pub(super) fn put(&mut self, number: u64, result: T) {
        self.waiting.insert(number, result);
    }

    /// The next result in order, if it is there.
    pub(super) fn take(&mut self) -> Option<T> {
        let result = self.waiting.remove(&self.next)?;
        self.next += 1;
        Some(result)
    }

    /// How many were given out.
    pub(super) fn given(&self) -> u64 {
        self.next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_out_in_order() {
        let mut order = InOrder { waiting: BTreeMap::new(), next: 0 };
        order.put(1, 'b');
        assert_eq!(order.take(), None);
        order.put(0, 'a');
        assert_eq!((order.take(), order.take(), order.take()), (Some('a'), Some('b'), None));
        assert_eq!(order.given(), 2);
    }

    #[test]
    fn a_closed_window_lets_nobody_wait() {
        let window = Window::new(2);
        assert!(window.wait(1));
        window.close();
        assert!(!window.wait(5));
    }
}
