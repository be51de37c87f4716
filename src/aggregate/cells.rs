//! The finest sums: one actor in one step of time and one source.

use std::sync::Arc;

use super::clusters::Clusters;
use super::names::ObjectId;
use super::packed::Packed;
use super::step::Step;
use super::tally::Group;

/// Which documents a cell adds up. A document has one date and one source, so it lies in one cell whole, and the sums
/// of cells add up to those of any period, source or both.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellKey {
    /// The step; `None` for documents without a date, or with one too coarse to tell the step.
    pub step: Option<Step>,
    /// The source; `None` for documents that name none.
    pub source: Option<Arc<str>>,
}

/// What the documents of one step and source say of an actor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its stance and sentiment.
    pub group: Packed<Group>,
    /// Its stance by what it was about: each sentence counts for the object of its strongest opinion alone, so that
    /// sentences and scores add up to those of the group. Sorted by object.
    pub objects: Vec<(ObjectKey, Packed<Clusters>)>,
}

/// What an opinion is about, by id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ObjectKey {
    /// A frame of the agenda.
    Frame(Arc<str>),
    /// An actor.
    Actor(Arc<str>),
}

impl ObjectKey {
    /// The id by which it compares without a copy.
    pub fn id(&self) -> ObjectId<'_> {
        match self {
            Self::Frame(id) => ObjectId::Frame(id),
            Self::Actor(id) => ObjectId::Actor(id),
        }
    }
}

impl Cell {
    /// The sums of an object; `key` makes its name if it is new.
    pub(super) fn object(&mut self, id: ObjectId, key: impl FnOnce() -> ObjectKey) -> &mut Packed<Clusters> {
        let at = match self.objects.binary_search_by(|(known, _)| known.id().cmp(&id)) {
            Ok(at) => at,
            Err(at) => {
                // Few cells get many, so that no room is kept for more.
                self.objects.reserve_exact(1);
                self.objects.insert(at, (key(), Packed::default()));
                at
            }
        };
        &mut self.objects[at].1
    }

    /// Adds the sums of another cell.
    pub(super) fn merge(&mut self, other: &Self) {
        let group = other.group.get();
        self.group.change(|known| known.merge(&group));
        for (key, sums) in &other.objects {
            let sums = sums.get();
            self.object(key.id(), || key.clone()).change(|known| known.merge(&sums));
        }
    }
}
