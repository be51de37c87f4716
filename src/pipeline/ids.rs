//! Which document ids were seen.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashSet;

use crate::aggregate::stable_hash;

/// The ids seen so far, shared by all threads; eight bytes each, as hashes.
///
/// Two of 10⁸ different ids have the same hash with a chance of 1 in 4,000; the cost would be a wrong notice.
#[derive(Debug, Default)]
pub(super) struct SeenIds {
    shards: [Mutex<FxHashSet<u64>>; Self::SHARDS],
}

impl SeenIds {
    const SHARDS: usize = 16;

    /// Notes an id; false if it was there.
    pub(super) fn insert(&self, id: &str) -> bool {
        let hash = stable_hash(id);
        // Low bits choose the place within a set, so high ones choose the set.
        let shard = &self.shards[(hash >> 60) as usize % Self::SHARDS];
        shard.lock().unwrap_or_else(PoisonError::into_inner).insert(hash)
    }
}
