//! Adds opinions up to exact tallies of actors.
//!
//! What enters: documents with their analyses. What leaves: a [`Tally`] of integers only, whose merge is associative
//! and commutative, so that any split of a corpus over threads or machines gives the same figures.
//! Means and intervals are worked out from the sums when a report is made; nothing here reads or judges text.

mod add;
mod cells;
mod clusters;
mod corpus;
mod decode;
mod documents;
mod encode;
mod evidence;
mod interner;
mod label;
mod names;
mod packed;
mod period;
mod quantile;
mod set_aside;
mod sources;
mod step;
mod tally;
mod wire;
#[cfg(test)]
mod tests;

pub use cells::{Cell, CellKey, ObjectKey};
pub use clusters::{Clusters, Sample};
pub use corpus::{Corpus, Skipped};
pub use decode::Fetch;
pub use documents::Documents;
pub use encode::Encoded;
pub(crate) use evidence::fnv1a as stable_hash;
pub use evidence::{Evidence, EvidenceTerm, Strongest};
pub use label::{SentimentLabel, StanceLabel};
pub use names::{Names, ObjectId};
pub use packed::Packed;
pub use period::Period;
pub use set_aside::SetAside;
pub use sources::Sources;
pub use step::{NotAStep, Step};
pub use tally::{
    ActorTally, FrameTally, Group, Relation, RelationSteps, SentimentTally, Settings, Sides, StanceTally, Tally,
};
pub use wire::Damaged;
