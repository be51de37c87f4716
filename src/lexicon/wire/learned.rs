//! Learned weights as written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{At, Phrases};
use crate::model::{Evidence, Measure, Zone};

/// `[[learned]]`: weights that `stanceline fit` learned from labelled text, for one measure.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Learned {
    /// What they measure.
    pub(crate) measure: At<Measure>,
    /// Ids of the sources of the labelled text.
    #[serde(default)]
    pub(crate) source: Phrases,
    /// Date of the labelled text.
    #[allow(dead_code, reason = "for readers of the pack")]
    pub(crate) date: String,
    /// How many labelled texts they were learned from.
    #[allow(dead_code, reason = "for readers of the pack")]
    pub(crate) texts: u32,
    /// The strength of the ridge penalty.
    #[allow(dead_code, reason = "for readers of the pack")]
    pub(crate) penalty: f64,
    /// Where the sums of praise and blame begin.
    #[serde(default)]
    pub(crate) bias: Option<Bias>,
    /// For tone: sums up to this size are neutral.
    #[serde(default)]
    pub(crate) neutral: Option<At<f64>>,
    /// Weights of what the rules find.
    #[serde(default)]
    pub(crate) evidence: Vec<LearnedEvidence>,
    /// Weights of words.
    #[serde(default)]
    pub(crate) words: Vec<LearnedWords>,
}

/// Where the sums begin: what a sentence without evidence is taken to be.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Bias {
    /// Of praise.
    pub(crate) praise: At<f64>,
    /// Of blame.
    pub(crate) blame: At<f64>,
}

/// Weights by zone, for sentiment.
pub(crate) type ByZone = BTreeMap<Zone, At<f64>>;

/// Weights of something that the rules find.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LearnedEvidence {
    /// What it is.
    pub(crate) kind: Evidence,
    /// What it adds to praise, by zone.
    #[serde(default)]
    pub(crate) praise: ByZone,
    /// What it adds to blame, by zone.
    #[serde(default)]
    pub(crate) blame: ByZone,
    /// What it adds to tone.
    #[serde(default)]
    pub(crate) tone: Option<At<f64>>,
}

/// Weights of the forms of a word.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LearnedWords {
    /// The forms, each a single word; the first names the entry.
    pub(crate) words: Phrases,
    /// In how many labelled texts one of them stood.
    pub(crate) support: At<u32>,
    /// What they add to praise, by zone.
    #[serde(default)]
    pub(crate) praise: ByZone,
    /// What they add to blame, by zone.
    #[serde(default)]
    pub(crate) blame: ByZone,
    /// What they add to tone.
    #[serde(default)]
    pub(crate) tone: Option<At<f64>>,
}
