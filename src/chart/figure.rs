//! One drawn value with its interval and what it rests on.

use serde_json::{Map, Value, json};

use crate::aggregate::Clusters;
use crate::compare::MeanReport;
use crate::report::{Caution, Interval, SentimentReport, StanceReport};

/// A mean as it is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    pub(super) mean: f64,
    pub(super) ci95: Option<Interval>,
    /// Opinions or sentences, as the picture says.
    pub(super) n: u64,
    pub(super) documents: u64,
    /// Whether it rests on few documents.
    pub(super) is_thin: bool,
}

impl Figure {
    /// `None` without an opinion.
    pub(super) fn of_stance(stance: &StanceReport) -> Option<Self> {
        Self::new(stance.mean, stance.ci95, stance.opinions, stance.documents, stance.caution)
    }

    /// `None` without evidence.
    pub(super) fn of_sentiment(sentiment: &SentimentReport) -> Option<Self> {
        Self::new(sentiment.mean, sentiment.ci95, sentiment.sentences, sentiment.documents, sentiment.caution)
    }

    /// `None` if the sums are empty.
    pub(super) fn of_sums(sums: &Clusters) -> Option<Self> {
        let MeanReport { mean, ci95, sentences, documents, caution } = MeanReport::new(sums);
        Self::new(mean, ci95, sentences, documents, caution)
    }

    fn new(
        mean: Option<f64>,
        ci95: Option<Interval>,
        n: u64,
        documents: u64,
        caution: Option<Caution>,
    ) -> Option<Self> {
        // One document has no interval, whatever a report says of cautions.
        Some(Self { mean: mean?, ci95, n, documents, is_thin: caution.is_some() || documents < 2 })
    }

    /// What is shown when the mark is pointed at, with the figures as the report gives them.
    pub(super) fn about(&self, name: &str) -> String {
        let interval = self.ci95.map_or("no interval".to_owned(), |[low, high]| format!("95% {low} to {high}"));
        format!("{name}: {} ({interval}), n {}, documents {}", self.mean, self.n, self.documents)
    }

    /// The fields of a Vega-Lite row, beside those that name it.
    pub(super) fn record(&self, names: &[(&str, &str)]) -> Map<String, Value> {
        let [low, high] = self.ci95.map_or([None, None], |[low, high]| [Some(low), Some(high)]);
        let mut record: Map<String, Value> = names.iter().map(|&(key, name)| (key.to_owned(), json!(name))).collect();
        let figures = [
            ("mean", json!(self.mean)),
            ("low", json!(low)),
            ("high", json!(high)),
            ("n", json!(self.n)),
            ("documents", json!(self.documents)),
            ("thin", json!(self.is_thin)),
        ];
        record.extend(figures.map(|(key, value)| (key.to_owned(), value)));
        record
    }
}
