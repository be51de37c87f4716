//! What was read, and what was not.

use std::collections::{BTreeMap, BTreeSet};

use super::step::Step;
use crate::model::PartialDate;

/// Records that were left out, or kept with something mended, for one reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// How many.
    pub count: u64,
    /// The first few in the order of their names.
    pub examples: BTreeSet<String>,
}

impl Skipped {
    /// How many examples are kept.
    pub const EXAMPLES: usize = 5;

    fn add(&mut self, count: u64, examples: impl IntoIterator<Item = String>) {
        self.count += count;
        self.examples.extend(examples);
        while self.examples.len() > Self::EXAMPLES {
            self.examples.pop_last();
        }
    }
}

/// Counts over all documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corpus {
    /// Documents read.
    pub documents: u64,
    /// Sentences in them.
    pub sentences: u64,
    /// Sentences that were cut because they were too long.
    pub split_sentences: u64,
    /// Documents without a date.
    pub undated: u64,
    /// Mentions of actors.
    pub mentions: u64,
    /// Mentions of actors that neither hold nor are the object of any opinion in their sentence: what was named
    /// and not understood, or named in passing.
    pub mentions_without_opinion: u64,
    /// The date that begins earliest.
    pub first_date: Option<PartialDate>,
    /// The date that ends latest.
    pub last_date: Option<PartialDate>,
    /// Documents by step of the time series.
    pub steps: BTreeMap<Step, u64>,
    /// What was skipped, by reason.
    pub skipped: BTreeMap<String, Skipped>,
}

impl Corpus {
    /// Counts something skipped or mended: why, and where or which.
    pub fn skip(&mut self, reason: &str, example: String) {
        self.skipped.entry(reason.to_owned()).or_default().add(1, [example]);
    }

    /// Counts a document's date, and the step that it falls into.
    pub(super) fn add_date(&mut self, date: Option<PartialDate>, step: Option<Step>) {
        if let Some(step) = step {
            *self.steps.entry(step).or_default() += 1;
        }
        match date {
            Some(date) => self.widen(Some(date), Some(date)),
            None => self.undated += 1,
        }
    }

    /// Adds the counts of another corpus.
    pub(super) fn merge(&mut self, other: Self) {
        self.documents += other.documents;
        self.sentences += other.sentences;
        self.split_sentences += other.split_sentences;
        self.undated += other.undated;
        self.mentions += other.mentions;
        self.mentions_without_opinion += other.mentions_without_opinion;
        self.widen(other.first_date, other.last_date);
        for (step, documents) in other.steps {
            *self.steps.entry(step).or_default() += documents;
        }
        for (reason, skipped) in other.skipped {
            self.skipped.entry(reason).or_default().add(skipped.count, skipped.examples);
        }
    }

    fn widen(&mut self, first: Option<PartialDate>, last: Option<PartialDate>) {
        self.first_date = self.first_date.into_iter().chain(first).min_by_key(|date| (date.earliest(), *date));
        self.last_date = self.last_date.into_iter().chain(last).max_by_key(|date| (date.latest(), *date));
    }
}
