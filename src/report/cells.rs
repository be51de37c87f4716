//! The finest exact sums of a report, from which means of any periods and sources can be worked out.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::sums::Sums;
use super::types::ObjectReport;
use crate::aggregate::{Cell, CellKey, ObjectKey, Relation, SentimentTally, StanceTally, Step};

/// Exact sums over the documents of one step and source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CellReport {
    /// The step; `null` for documents whose date is missing or too coarse.
    pub period: Option<String>,
    /// The source; `null` for documents that name none.
    pub source: Option<String>,
    /// Of the actor's stance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<StanceSums>,
    /// Of how it is spoken of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentiment: Option<SentimentSums>,
    /// Of its stance by object. Each sentence counts for the object of its strongest opinion alone, so that sentences
    /// and scores add up to those of `stance`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objects: Vec<ObjectSums>,
}

/// Sums of a stance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StanceSums {
    /// Opinions; sentences in favor, against and mixed.
    pub counts: [u64; 4],
    /// Scores of sentences.
    pub sums: Sums,
}

/// Sums of a sentiment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SentimentSums {
    /// Sentences that speak well, neither way, and badly.
    pub counts: [u64; 3],
    /// Scores of sentences.
    pub sums: Sums,
}

/// Sums of a stance in sentences about one object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ObjectSums {
    /// The object.
    pub object: ObjectReport,
    /// Scores of sentences.
    pub sums: Sums,
}

/// Exact sums over what one actor holds toward another in one step of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RelationCell {
    /// The step; `null` for documents whose date is missing or too coarse.
    pub period: Option<String>,
    /// Opinions for it and against it.
    pub counts: [u64; 2],
    /// Polarity times strength of opinions.
    pub sums: Sums,
}

impl CellReport {
    /// Its step.
    pub fn step(&self) -> Option<Step> {
        self.period.as_deref()?.parse().ok()
    }

    /// The sums of a cell.
    pub(super) fn new(key: &CellKey, cell: &Cell) -> Self {
        let objects = cell.objects.iter();
        let objects = objects.map(|(key, sums)| ObjectSums { object: ObjectReport::of(key), sums: Sums(sums.get()) });
        let group = cell.group.get();
        Self {
            period: key.step.map(|step| step.to_string()),
            source: key.source.as_ref().map(ToString::to_string),
            stance: StanceSums::some(&group.stance),
            sentiment: SentimentSums::some(&group.sentiment),
            objects: objects.collect(),
        }
    }
}

impl ObjectReport {
    fn of(key: &ObjectKey) -> Self {
        match key {
            ObjectKey::Frame(id) => Self::Frame(id.to_string()),
            ObjectKey::Actor(id) => Self::Actor(id.to_string()),
        }
    }
}

impl StanceSums {
    /// The sums as reports write them; `None` if there is nothing.
    fn some(stance: &StanceTally) -> Option<Self> {
        let counts = [stance.opinions, stance.favor, stance.against, stance.mixed];
        (*stance != StanceTally::default()).then_some(Self { counts, sums: Sums(stance.clusters) })
    }

    /// The sums that were written.
    pub fn tally(&self) -> StanceTally {
        let [opinions, favor, against, mixed] = self.counts;
        StanceTally { clusters: self.sums.0, opinions, favor, against, mixed }
    }
}

impl SentimentSums {
    /// The sums as reports write them; `None` if there is nothing.
    fn some(sentiment: &SentimentTally) -> Option<Self> {
        let counts = [sentiment.positive, sentiment.neutral, sentiment.negative];
        (*sentiment != SentimentTally::default()).then_some(Self { counts, sums: Sums(sentiment.clusters) })
    }

    /// The sums that were written.
    pub fn tally(&self) -> SentimentTally {
        let [positive, neutral, negative] = self.counts;
        SentimentTally { clusters: self.sums.0, positive, neutral, negative }
    }
}

impl RelationCell {
    /// Its step.
    pub fn step(&self) -> Option<Step> {
        self.period.as_deref()?.parse().ok()
    }

    /// The sums that were written.
    pub fn tally(&self) -> Relation {
        let [positive, negative] = self.counts;
        Relation { positive, negative, clusters: self.sums.0 }
    }

    /// The sums of one step.
    pub(super) fn new(step: Option<Step>, relation: &Relation) -> Self {
        let counts = [relation.positive, relation.negative];
        Self { period: step.map(|step| step.to_string()), counts, sums: Sums(relation.clusters) }
    }
}
