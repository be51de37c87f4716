//! Copies of other documents: what they would have added, and who leads them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::tally::{Group, Settings, Tally};
use crate::lexicon::Lexicon;
use crate::model::{Analysis, Document};

/// Documents that were set aside as copies. They are in the counts of the corpus and in no figure of an actor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetAside {
    /// How many.
    pub documents: u64,
    /// Groups of copies.
    pub groups: u64,
    /// Texts that stand in several merged parts and so count more than once.
    pub across_parts: u64,
    /// The documents that lead the largest groups, with the number of their copies.
    pub leaders: BTreeSet<(Reverse<u64>, String)>,
    /// What the copies would have added to the figures of actors.
    pub actors: BTreeMap<String, Group>,
}

impl SetAside {
    /// How many leaders are kept.
    pub const LEADERS: usize = 100;

    /// Counts a group by its leader and the number of its copies.
    pub fn lead(&mut self, document: &str, copies: u64) {
        self.groups += 1;
        self.keep_leader(copies, document.to_owned());
    }

    pub(super) fn keep_leader(&mut self, copies: u64, document: String) {
        self.leaders.insert((Reverse(copies), document));
        while self.leaders.len() > Self::LEADERS {
            self.leaders.pop_last();
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.documents += other.documents;
        self.groups += other.groups;
        self.across_parts += other.across_parts;
        for (Reverse(copies), document) in other.leaders {
            self.keep_leader(copies, document);
        }
        for (id, group) in other.actors {
            self.actors.entry(id).or_default().merge(&group);
        }
    }
}

impl Tally {
    /// Adds a document that is a copy of another: to the counts of the corpus, and to what is set aside.
    pub fn add_copy(&mut self, document: &Document, analysis: &Analysis, lexicon: &Lexicon) {
        let settings = Settings { evidence: 0, evidence_by_year: 0, ..self.settings };
        let mut alone = Self::new(settings);
        alone.add(document, analysis, lexicon);
        self.corpus.merge(alone.corpus);
        self.set_aside.documents += 1;
        for (id, actor) in alone.actors {
            let group = actor.total();
            if !group.is_empty() {
                self.set_aside.actors.entry(id).or_default().merge(&group);
            }
        }
    }
}
