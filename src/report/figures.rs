//! From sums to means, intervals and their cautions.

use super::cells::RelationCell;
use super::number::rounded;
use super::types::{Caution, Interval, RelationReport, SentimentReport, StanceReport};
use crate::aggregate::{Clusters, Relation, RelationSteps, SentimentTally, StanceTally};

impl Caution {
    /// Documents of one length below which the evidence is called few.
    pub const FEW: f64 = 10.0;

    /// As written in outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FewDocuments => "few_documents",
            Self::OneDocument => "one_document",
        }
    }

    /// Why the mean of these sums should be read with care.
    pub fn of(sums: &Clusters) -> Option<Self> {
        match sums.documents {
            0 => None,
            1 => Some(Self::OneDocument),
            _ if sums.effective_documents() < Self::FEW => Some(Self::FewDocuments),
            _ => None,
        }
    }
}

/// Mean and 95% interval, rounded.
pub(super) fn mean_and_interval(sums: &Clusters) -> (Option<f64>, Option<Interval>) {
    let interval = sums.ci95().map(|(low, high)| [rounded(low), rounded(high)]);
    (sums.mean().map(rounded), interval)
}

impl StanceReport {
    /// The figures of these sums.
    pub fn new(stance: &StanceTally) -> Self {
        let (mean, ci95) = mean_and_interval(&stance.clusters);
        Self {
            mean,
            ci95,
            corrected: None,
            opinions: stance.opinions,
            sentences: stance.clusters.sentences,
            documents: stance.clusters.documents,
            favor: stance.favor,
            against: stance.against,
            mixed: stance.mixed,
            caution: Caution::of(&stance.clusters),
        }
    }
}

impl SentimentReport {
    /// The figures of these sums.
    pub fn new(sentiment: &SentimentTally) -> Self {
        let (mean, ci95) = mean_and_interval(&sentiment.clusters);
        Self {
            mean,
            ci95,
            corrected: None,
            sentences: sentiment.clusters.sentences,
            documents: sentiment.clusters.documents,
            positive: sentiment.positive,
            neutral: sentiment.neutral,
            negative: sentiment.negative,
            caution: Caution::of(&sentiment.clusters),
        }
    }
}

impl RelationReport {
    /// The figures of what one actor holds toward another.
    pub(super) fn new(holder: &str, object: &str, steps: &RelationSteps) -> Self {
        let mut all = Relation::default();
        for relation in steps.values() {
            all.merge(&relation.get());
        }
        let (mean, ci95) = mean_and_interval(&all.clusters);
        Self {
            holder: holder.to_owned(),
            object: object.to_owned(),
            positive: all.positive,
            negative: all.negative,
            mean: mean.unwrap_or_default(),
            ci95,
            documents: all.clusters.documents,
            cells: steps.iter().map(|(step, relation)| RelationCell::new(*step, &relation.get())).collect(),
        }
    }
}
