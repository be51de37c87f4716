//! Which outlets have cells of their own, bounded in number.

use std::collections::BTreeSet;
use std::sync::Arc;

/// The sources that have cells.
///
/// Every actor can have a cell for each source and step, so that sources without bound would be memory without bound.
/// Too many are refused, not lumped together: which are the first differs with the order and with the cut into parts,
/// whereas a corpus with too many has them however it is cut.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources(BTreeSet<Arc<str>>);

impl Sources {
    /// How many sources a tally can have.
    pub const MOST: usize = 100_000;

    pub(super) fn note(&mut self, source: &Arc<str>) {
        if !self.0.contains(source) {
            self.0.insert(Arc::clone(source));
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// What to say if there are too many.
    pub fn refusal(&self) -> Option<String> {
        let example = self.0.last().filter(|_| self.0.len() > Self::MOST)?;
        let name: String = example.chars().take(60).flat_map(char::escape_default).collect();
        Some(format!(
            "the documents name more than {} different sources, such as \"{name}\"; `source` should be the outlet: \
             name the right field with --field source=NAME",
            Self::MOST
        ))
    }
}
