//! The validity card: how well the program agreed with human codes, in a form that reports carry with them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::types::{Interval, PackReference, ToolReport};

/// A figure with its 95% interval.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Estimate {
    /// The figure; `null` where it is not defined.
    pub value: Option<f64>,
    /// 95% percentile interval by drawing documents; `null` under two documents, or where the figure is undefined in
    /// more than half of the draws.
    pub ci95: Option<Interval>,
}

/// What `validate` measured, for reports to carry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Card {
    /// Version of this form.
    pub schema_version: u32,
    /// What was measured: stance, sentiment, relation or tone.
    pub task: String,
    /// The program that was measured; `null` if predictions of another were.
    pub tool: Option<ToolReport>,
    /// The pack that it read with; `null` if predictions of another were measured.
    pub pack: Option<CardPack>,
    /// Settings that change figures.
    pub settings: CardSettings,
    /// What it was compared with.
    pub codes: CardCodes,
    /// The corpus that the units were read in; `null` if they were read as the texts of the code sheet.
    pub corpus: Option<CardCorpus>,
    /// Figures over all units.
    pub figures: Figures,
    /// Rows: what is true; columns: what was predicted; both in the order -1, 0, +1.
    pub confusion: [[u64; 3]; 3],
    /// Figures of each label.
    pub labels: Vec<LabelFigures>,
    /// How far the coders agree with each other; `null` with fewer than two coders of the same units.
    pub between_coders: Option<Agreement>,
    /// How far what was measured agrees with each named coder.
    pub with_coders: Vec<CoderAgreement>,
    /// What simpler ways reach on the same units.
    pub baselines: Vec<Baseline>,
}

/// The pack that was measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CardPack {
    /// Id and version.
    #[serde(flatten)]
    pub pack: PackReference,
    /// SHA-256 over its files and those of the packs that it requires.
    pub sha256: String,
}

/// Settings that change what is measured.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CardSettings {
    /// Families of rules that were switched off.
    pub without: Vec<String>,
    /// Whether only actors supplied with the documents were counted.
    pub entities_only: bool,
    /// Draws for the intervals.
    pub resamples: u32,
    /// What the draws started from.
    pub seed: u64,
}

/// The codes that were compared with.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CardCodes {
    /// SHA-256 of the code sheets, one after the other, in hexadecimal.
    pub sha256: String,
    /// Comparisons: units, and both directions of relations.
    pub units: u64,
    /// Documents that the units come from.
    pub documents: u64,
    /// Names of the coders; empty if codes were given without one.
    pub coders: Vec<String>,
    /// Units on which the coders are divided; they count for agreement only.
    pub undecided: u64,
    /// Units without a code, which were left out.
    pub uncoded: u64,
    /// Units that the predictions do not name; they count as 0.
    pub unpredicted: u64,
}

/// A corpus by what can be compared with that of a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CardCorpus {
    /// Documents.
    pub documents: u64,
    /// Sentences in them.
    pub sentences: u64,
    /// Earliest date.
    pub first_date: Option<String>,
    /// Latest date.
    pub last_date: Option<String>,
}

/// Figures over all units.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Figures {
    /// Share of units whose label is right.
    pub accuracy: Estimate,
    /// Mean F1 of the labels that occur among the codes.
    pub macro_f1: Estimate,
    /// Mean F1 of + and - alone.
    pub polar_f1: Estimate,
    /// Mean recall of the labels that occur among the codes.
    pub average_recall: Estimate,
    /// Units that got the opposite sign.
    pub wrong_signs: u64,
    /// Their share in all units; where there is none, the upper bound is 3 over the number of documents.
    pub wrong_sign_share: Estimate,
    /// Cohen's kappa of program and codes.
    pub kappa: Estimate,
    /// Krippendorff's alpha of program and codes, nominal.
    pub alpha_nominal: Estimate,
    /// The same, ordinal.
    pub alpha_ordinal: Estimate,
    /// The same, interval.
    pub alpha_interval: Estimate,
    /// Pearson's r of scores and continuous codes; `null` without such codes for all units.
    pub pearson: Option<Estimate>,
    /// Spearman's rho of the same.
    pub spearman: Option<Estimate>,
}

/// Figures of one label.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LabelFigures {
    /// -1, 0 or +1.
    pub label: i8,
    /// Units of which it is true.
    pub truths: u64,
    /// Units that were given it.
    pub given: u64,
    /// Share of right ones among those given it.
    pub precision: Estimate,
    /// Share of found ones among those of which it is true.
    pub recall: Estimate,
    /// Harmonic mean of the two.
    pub f1: Estimate,
}

/// Agreement of coders with each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Agreement {
    /// Units that at least two coders coded.
    pub units: u64,
    /// Krippendorff's alpha, nominal.
    pub alpha_nominal: Estimate,
    /// The same, ordinal.
    pub alpha_ordinal: Estimate,
    /// The same, interval.
    pub alpha_interval: Estimate,
    /// Cohen's kappa of each pair of coders.
    pub pairs: Vec<CoderPair>,
}

/// Two coders.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CoderPair {
    /// Their names.
    pub coders: [String; 2],
    /// Units that both coded.
    pub units: u64,
    /// Cohen's kappa over these; `null` where chance alone would give full agreement.
    pub kappa: Option<f64>,
}

/// The program against one coder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CoderAgreement {
    /// The coder's name.
    pub coder: String,
    /// Units that it coded.
    pub units: u64,
    /// Cohen's kappa; `null` where chance alone would give full agreement.
    pub kappa: Option<f64>,
    /// Krippendorff's nominal alpha; `null` if all labels are the same.
    pub alpha_nominal: Option<f64>,
}

/// What a simpler way reaches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Baseline {
    /// Which: "majority", "actor" (the other units of the same actor) or "window" (tone of eight words on either side).
    pub name: String,
    /// Share of units whose label is right.
    pub accuracy: f64,
    /// Mean F1 of the labels that occur among the codes.
    pub macro_f1: f64,
    /// Units that got the opposite sign.
    pub wrong_signs: u64,
}

/// The card of a report, with what is not as it was when it was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Validity {
    /// The card.
    #[serde(flatten)]
    pub card: Card,
    /// How this run differs from what was measured; empty if in nothing known.
    pub differs: Vec<String>,
}

/// A mean corrected for the misclassification that a card measured, on the scale of codes -1, 0, +1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CorrectedReport {
    /// The mean that codes of the same sentences are expected to have, [-1, +1].
    pub mean: f64,
    /// Its 95% interval, with the uncertainty of the card; documents count as one observation each.
    pub ci95: Interval,
    /// The mean of the labels as they were given, to compare with.
    pub uncorrected: f64,
}
