//! The tally: everything a report is made of, as integers.

use std::collections::BTreeMap;

use super::cells::{Cell, CellKey};
use super::clusters::Clusters;
use super::corpus::Corpus;
use super::evidence::Strongest;
use super::interner::Interner;
use super::packed::Packed;
use super::period::Period;
use super::set_aside::SetAside;
use super::sources::Sources;
use super::step::Step;
use crate::dedup;

/// How a tally is kept; only tallies kept alike can be merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Step of the time series.
    pub period: Period,
    /// How many pieces of evidence are kept for each actor and side, and drawn for each actor.
    pub evidence: usize,
    /// How many are kept for each actor, year and side besides.
    pub evidence_by_year: usize,
    /// Which copies of documents are set aside.
    pub dedup: dedup::Options,
}

impl Default for Settings {
    fn default() -> Self {
        Self { period: Period::default(), evidence: 5, evidence_by_year: 1, dedup: dedup::Options::default() }
    }
}

/// Sums about an actor's stance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StanceTally {
    /// Sentence scores by document.
    pub clusters: Clusters,
    /// Opinions on matters of the agenda that it holds, itself or through those who speak for it.
    pub opinions: u64,
    /// Sentences in favor.
    pub favor: u64,
    /// Sentences against.
    pub against: u64,
    /// Sentences that point both ways or neither.
    pub mixed: u64,
}

impl StanceTally {
    /// Adds the sums of other documents.
    pub fn merge(&mut self, other: &Self) {
        self.clusters.merge(&other.clusters);
        self.opinions += other.opinions;
        self.favor += other.favor;
        self.against += other.against;
        self.mixed += other.mixed;
    }
}

/// Sums about how an actor is spoken of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SentimentTally {
    /// Sentence scores by document.
    pub clusters: Clusters,
    /// Sentences that speak well of it.
    pub positive: u64,
    /// Sentences that do neither.
    pub neutral: u64,
    /// Sentences that speak badly of it.
    pub negative: u64,
}

impl SentimentTally {
    /// Adds the sums of other documents.
    pub fn merge(&mut self, other: &Self) {
        self.clusters.merge(&other.clusters);
        self.positive += other.positive;
        self.neutral += other.neutral;
        self.negative += other.negative;
    }
}

/// Stance and sentiment of an actor in some documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Its stance.
    pub stance: StanceTally,
    /// How it is spoken of.
    pub sentiment: SentimentTally,
}

impl Group {
    /// Adds the sums of other documents.
    pub fn merge(&mut self, other: &Self) {
        self.stance.merge(&other.stance);
        self.sentiment.merge(&other.sentiment);
    }

    /// Whether there is no evidence of either.
    pub(super) fn is_empty(&self) -> bool {
        self.stance.opinions == 0 && self.stance.clusters.sentences == 0 && self.sentiment.clusters.sentences == 0
    }
}

/// How often an actor backed or opposed a frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FrameTally {
    /// Opinions for the frame, whichever pole it is of.
    pub favor: u64,
    /// Opinions against it.
    pub against: u64,
}

/// What is known of one actor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActorTally {
    /// Display name; the first in order where documents differ.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// Mentions of it.
    pub mentions: u64,
    /// Sentences that mention it or give evidence of it.
    pub sentences: u64,
    /// Documents with such sentences.
    pub documents: u64,
    /// Its sums by step and source; all figures are sums of these.
    pub cells: BTreeMap<CellKey, Cell>,
    /// Its opinions by frame.
    pub frames: BTreeMap<String, FrameTally>,
    /// Strongest evidence for the positive pole.
    pub favor: Strongest,
    /// Strongest evidence against it.
    pub against: Strongest,
    /// Strongest evidence of each year.
    pub years: BTreeMap<i16, Sides>,
    /// Sentences in which it takes a side, drawn by a hash of their words: every one of them has the same chance.
    pub drawn: Strongest,
}

/// Strongest evidence for the positive pole and against it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sides {
    /// For it.
    pub favor: Strongest,
    /// Against it.
    pub against: Strongest,
}

/// What one actor holds toward another in some documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Relation {
    /// Opinions for the other.
    pub positive: u64,
    /// Opinions against it.
    pub negative: u64,
    /// Polarity times strength of its opinions, by document.
    pub clusters: Clusters,
}

/// What one actor holds toward another, by step; `None` for documents whose date does not tell one.
pub type RelationSteps = BTreeMap<Option<Step>, Packed<Relation>>;

/// Exact sums over documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How it is kept.
    pub settings: Settings,
    /// Counts over all documents.
    pub corpus: Corpus,
    /// Actors by id.
    pub actors: BTreeMap<String, ActorTally>,
    /// Opinions of actors about actors, by id of holder, then of object.
    pub relations: BTreeMap<String, BTreeMap<String, RelationSteps>>,
    /// Copies of documents, which are in no figure of actors or relations.
    pub set_aside: SetAside,
    /// The sources that have cells.
    pub sources: Sources,
    /// Names of sources and objects.
    pub(super) names: Interner,
}

impl Tally {
    /// An empty tally.
    pub fn new(settings: Settings) -> Self {
        Self { settings, ..Self::default() }
    }

    /// Adds another tally with the same settings. Associative and commutative; an empty tally changes nothing.
    pub fn merge(&mut self, other: Self) {
        let settings = self.settings;
        self.corpus.merge(other.corpus);
        self.set_aside.merge(other.set_aside);
        self.sources.merge(other.sources);
        for (id, actor) in other.actors {
            match self.actors.get_mut(&id) {
                Some(known) => known.merge(actor, &settings),
                None => {
                    self.actors.insert(id, actor);
                }
            }
        }
        for (holder, objects) in other.relations {
            let known = self.relations.entry(holder).or_default();
            for (object, steps) in objects {
                let known = known.entry(object).or_default();
                for (step, relation) in steps {
                    let relation = relation.get();
                    known.entry(step).or_default().change(|known| known.merge(&relation));
                }
            }
        }
    }
}

impl ActorTally {
    /// All its documents.
    pub fn total(&self) -> Group {
        self.groups(|_| Some(())).remove(&()).unwrap_or_default()
    }

    /// Its documents by step; those whose date does not tell one are left out.
    pub fn series(&self) -> BTreeMap<Step, Group> {
        self.groups(|key| key.step)
    }

    /// Its documents by source; those without one are left out.
    pub fn sources(&self) -> BTreeMap<&str, Group> {
        self.groups(|key| key.source.as_deref())
    }

    fn groups<'a, K: Ord>(&'a self, part: impl Fn(&'a CellKey) -> Option<K>) -> BTreeMap<K, Group> {
        let mut groups: BTreeMap<K, Group> = BTreeMap::new();
        for (key, cell) in &self.cells {
            if let Some(part) = part(key) {
                groups.entry(part).or_default().merge(&cell.group.get());
            }
        }
        groups
    }

    fn merge(&mut self, other: Self, settings: &Settings) {
        self.name_as(&other.name, &other.kind);
        self.mentions += other.mentions;
        self.sentences += other.sentences;
        self.documents += other.documents;
        for (key, cell) in other.cells {
            match self.cells.get_mut(&key) {
                Some(known) => known.merge(&cell),
                None => {
                    self.cells.insert(key, cell);
                }
            }
        }
        for (frame, counts) in other.frames {
            let known = self.frames.entry(frame).or_default();
            known.favor += counts.favor;
            known.against += counts.against;
        }
        self.favor.merge(other.favor, settings.evidence);
        self.against.merge(other.against, settings.evidence);
        for (year, sides) in other.years {
            let known = self.years.entry(year).or_default();
            known.favor.merge(sides.favor, settings.evidence_by_year);
            known.against.merge(sides.against, settings.evidence_by_year);
        }
        self.drawn.merge(other.drawn, settings.evidence);
    }

    /// Takes the name and kind that come first in order.
    pub(super) fn name_as(&mut self, name: &str, kind: &str) {
        if self.kind.is_empty() || (name, kind) < (&*self.name, &*self.kind) {
            name.clone_into(&mut self.name);
            kind.clone_into(&mut self.kind);
        }
    }
}

impl Relation {
    /// Adds the opinions of other documents.
    pub fn merge(&mut self, other: &Self) {
        self.positive += other.positive;
        self.negative += other.negative;
        self.clusters.merge(&other.clusters);
    }
}
