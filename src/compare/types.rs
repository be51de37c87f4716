//! The comparison: what `stanceline compare` writes as JSON.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::{
    Caution, EvidenceReport, Interval, ObjectReport, PackReport, SentimentReport, StanceReport, ToolReport,
};

/// What changed from one side to the other, and how sure that is.
///
/// A difference is that of the later or second side less the earlier or first. Scores lie in [-1, +1] and differences
/// in [-2, +2], rounded to six decimals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// Version of this form.
    pub schema_version: u32,
    /// The program that compared.
    pub tool: ToolReport,
    /// What is compared.
    pub mode: Mode,
    /// The day that parts the sides; only in mode `date`.
    pub at: Option<String>,
    /// Step of the periods that are compared, and of change points: day, week, month, quarter or year.
    pub period: String,
    /// The pack of the second report.
    pub pack: PackReport,
    /// The first side.
    pub before: SideReport,
    /// The second side.
    pub after: SideReport,
    /// Documents that belong to neither side.
    pub left_out: Vec<LeftOut>,
    /// What to know before reading on.
    pub warnings: Vec<Warning>,
    /// Actors with a stance or a sentiment on either side, by documents, then by id. In mode `periods` an actor stands
    /// here once for each pair of periods.
    pub actors: Vec<ActorComparison>,
    /// What actors hold toward each other, by ids of holder and object.
    pub relations: Vec<RelationComparison>,
    /// Steps at which an actor's stance changed; only for comparisons within one report.
    pub changes: Vec<Change>,
    /// Rolling means of actors' stances, if they were asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rolling: Vec<RollingSeries>,
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Two reports.
    Reports,
    /// Before and from a day within one report.
    Date,
    /// Each period with the one before it within one report.
    Periods,
}

/// One side.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SideReport {
    /// Its name: "before 2020-06-15", "from 2020-06-15", or a report's file name; in mode `periods` "period before".
    pub label: String,
    /// Documents of the corpus in it; `null` in mode `periods`.
    pub documents: Option<u64>,
    /// First step or date in it, where known.
    pub first: Option<String>,
    /// Last step or date in it, where known.
    pub last: Option<String>,
}

/// Documents that belong to neither side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeftOut {
    /// Why: `cut_period` for the step that the day cuts, `undated` for documents whose date does not tell a step.
    pub reason: String,
    /// The step that is cut.
    pub period: Option<String>,
    /// How many documents.
    pub documents: u64,
}

/// What to know before reading on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Warning {
    /// Permanent name.
    pub code: String,
    /// What it is, in one line.
    pub message: String,
}

/// A difference of two means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Difference {
    /// Second mean less first; `null` if either is missing.
    pub difference: Option<f64>,
    /// 95% confidence interval of the difference, within [-2, +2]; `null` if a side has under two documents or all
    /// documents of both sides say the same.
    pub ci95: Option<Interval>,
    /// Two-sided p-value of Welch's test with documents as clusters, at least 0.000001; `null` as `ci95` is.
    pub p: Option<f64>,
    /// p adjusted for the number of comparisons of this kind (Benjamini and Hochberg 1995).
    pub q: Option<f64>,
    /// The difference in standard deviations of single sentences (Cohen's d); `null` without any spread.
    pub effect: Option<f64>,
}

/// One actor on both sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ActorComparison {
    /// Its id.
    pub id: String,
    /// Its display name.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// The two periods, earlier first; only in mode `periods`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub periods: Option<[String; 2]>,
    /// Stance on the first side.
    pub before: StanceReport,
    /// Stance on the second side.
    pub after: StanceReport,
    /// The difference of the stances.
    #[serde(flatten)]
    pub change: Difference,
    /// How it is spoken of on both sides.
    pub sentiment: SentimentComparison,
    /// Its stance by object.
    pub objects: Vec<ObjectComparison>,
    /// What moved its stance; `null` if it has none on a side.
    pub decomposition: Option<Decomposition>,
    /// Sentences that contributed most to the difference; none in mode `periods`.
    pub contributions: Contributions,
}

/// How an actor is spoken of on both sides.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SentimentComparison {
    /// On the first side.
    pub before: SentimentReport,
    /// On the second side.
    pub after: SentimentReport,
    /// The difference.
    #[serde(flatten)]
    pub change: Difference,
}

/// A mean of scores on one side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MeanReport {
    /// The mean; `null` without evidence.
    pub mean: Option<f64>,
    /// 95% confidence interval with documents as clusters; `null` under two documents.
    pub ci95: Option<Interval>,
    /// Sentences; for relations, opinions.
    pub sentences: u64,
    /// Documents with them.
    pub documents: u64,
    /// Why the mean should be read with care.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caution: Option<Caution>,
}

/// An actor's stance in sentences about one object, on both sides. Each sentence counts for the object of its strongest
/// opinion alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ObjectComparison {
    /// The object: a frame or an actor.
    pub object: ObjectReport,
    /// Mean score on the first side, + toward the positive pole of the agenda (not toward the object).
    pub before: MeanReport,
    /// Mean score on the second side.
    pub after: MeanReport,
    /// The difference.
    #[serde(flatten)]
    pub change: Difference,
}

/// What one actor holds toward another on both sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RelationComparison {
    /// Who.
    pub holder: String,
    /// Toward whom.
    pub object: String,
    /// The two periods, earlier first; only in mode `periods`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub periods: Option<[String; 2]>,
    /// Mean of polarity times strength on the first side.
    pub before: MeanReport,
    /// On the second side.
    pub after: MeanReport,
    /// The difference.
    #[serde(flatten)]
    pub change: Difference,
}

/// A difference split into what moved it. The three parts add up to the difference exactly, and so do the parts of
/// `by_source` to theirs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Decomposition {
    /// Change of the scores themselves, in the same source about the same object.
    pub within: f64,
    /// Change of what the sources speak of: more sentences about objects with a higher or lower score.
    pub objects: f64,
    /// Change of the mix of sources: more sentences from sources with a higher or lower score.
    pub sources: f64,
    /// The same by source, largest part first.
    pub by_source: Vec<SourcePart>,
}

/// What one source adds to a difference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SourcePart {
    /// The source; `null` for documents that name none.
    pub source: Option<String>,
    /// Share of the sentences on the first side, 0 to 1, and on the second.
    pub shares: [f64; 2],
    /// Mean score on both sides; `null` without a sentence.
    pub means: [Option<f64>; 2],
    /// What it adds to `within`.
    pub within: f64,
    /// What it adds to `objects`.
    pub objects: f64,
    /// What it adds to `sources`.
    pub sources: f64,
}

/// Sentences that contributed most to a difference, among those that the reports hold as evidence.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Contributions {
    /// On the first side.
    pub before: Vec<EvidenceReport>,
    /// On the second side.
    pub after: Vec<EvidenceReport>,
}

/// A step at which an actor's stance changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// Id of the actor.
    pub actor: String,
    /// First step after the change.
    pub period: String,
    /// First and last step that may be it, at 95%.
    pub interval: [String; 2],
    /// Mean score of the stretch before it, back to the change before.
    pub before: f64,
    /// Mean score of the stretch after it, up to the next change.
    pub after: f64,
    /// After less before.
    pub difference: f64,
    /// p-value of the permutation test.
    pub p: f64,
}

/// Means over a sliding window of steps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RollingSeries {
    /// Id of the actor.
    pub actor: String,
    /// Steps in the window, which ends with the step named.
    pub window: u32,
    /// The means, from the actor's first step with evidence to its last.
    pub points: Vec<RollingPoint>,
}

/// One place of the window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RollingPoint {
    /// Last step in the window.
    pub period: String,
    /// The mean over all sentences in the window.
    #[serde(flatten)]
    pub mean: MeanReport,
}
