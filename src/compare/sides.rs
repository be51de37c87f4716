//! Sums of an actor over any choice of a report's cells.

use std::collections::BTreeMap;

use crate::aggregate::{Clusters, Relation, SentimentTally, StanceTally, Step};
use crate::report::{ActorReport, ObjectReport, RelationReport};

/// An actor's sums on one side.
#[derive(Clone, Debug, Default)]
pub(super) struct Pool<'a> {
    pub(super) stance: StanceTally,
    pub(super) sentiment: SentimentTally,
    /// Its stance by source and object.
    pub(super) parts: BTreeMap<Option<&'a str>, BTreeMap<&'a ObjectReport, Clusters>>,
}

impl Pool<'_> {
    /// Whether there is no evidence.
    pub(super) fn is_empty(&self) -> bool {
        self.stance.clusters.sentences == 0 && self.sentiment.clusters.sentences == 0
    }

    /// Its stance by object, over all sources.
    pub(super) fn objects(&self) -> BTreeMap<&ObjectReport, Clusters> {
        let mut objects: BTreeMap<&ObjectReport, Clusters> = BTreeMap::new();
        for (&object, sums) in self.parts.values().flatten() {
            objects.entry(object).or_default().merge(sums);
        }
        objects
    }
}

/// Pools an actor's cells by what `side` makes of their step; cells of which it makes nothing are left out.
pub(super) fn pool<K: Ord>(actor: &ActorReport, side: impl Fn(Option<Step>) -> Option<K>) -> BTreeMap<K, Pool<'_>> {
    let mut pools: BTreeMap<K, Pool> = BTreeMap::new();
    for cell in &actor.cells {
        let Some(side) = side(cell.step()) else { continue };
        let pool = pools.entry(side).or_default();
        if let Some(stance) = &cell.stance {
            pool.stance.merge(&stance.tally());
        }
        if let Some(sentiment) = &cell.sentiment {
            pool.sentiment.merge(&sentiment.tally());
        }
        let parts = pool.parts.entry(cell.source.as_deref()).or_default();
        for object in &cell.objects {
            parts.entry(&object.object).or_default().merge(&object.sums.0);
        }
    }
    pools
}

/// Pools the cells of a relation likewise.
pub(super) fn pool_relation<K: Ord>(
    relation: &RelationReport,
    side: impl Fn(Option<Step>) -> Option<K>,
) -> BTreeMap<K, Relation> {
    let mut pools: BTreeMap<K, Relation> = BTreeMap::new();
    for cell in &relation.cells {
        if let Some(side) = side(cell.step()) {
            pools.entry(side).or_default().merge(&cell.tally());
        }
    }
    pools
}
