//! The report: what `stanceline score` writes as JSON.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::cells::{CellReport, RelationCell};
use super::validity::{CorrectedReport, Validity};

/// A corpus measured: stance and sentiment of each actor, with evidence.
///
/// Scores lie in [-1, +1], + toward the positive pole of the agenda, rounded to six decimals. Offsets count Unicode
/// code points of a document's text, end exclusive. The same input gives the same bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// Version of this form.
    pub schema_version: u32,
    /// The program that made the report.
    pub tool: ToolReport,
    /// The lexicon pack that it read with.
    pub pack: PackReport,
    /// How it was told to work.
    pub settings: ReportSettings,
    /// What was read.
    pub corpus: CorpusReport,
    /// Actors found, by number of documents, then by id.
    pub actors: Vec<ActorReport>,
    /// What actors hold toward each other, by ids of holder and object.
    pub relations: Vec<RelationReport>,
    /// Copies of documents that are in no figure of actors or relations.
    #[serde(default)]
    pub dedup: DedupReport,
    /// Agreement with human codes, as measured by `validate`; `null` as long as it was not measured.
    pub validity: Option<Validity>,
}

/// What a report was made with: only figures made alike can be added or compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// The program.
    pub tool: ToolReport,
    /// The lexicon pack.
    pub pack: PackReport,
    /// How it was told to work.
    pub settings: ReportSettings,
}

/// A program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ToolReport {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// A lexicon pack with those that it requires.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PackReport {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 over the files of this pack and of those that it requires, in hexadecimal.
    pub sha256: String,
    /// The packs that it requires.
    #[serde(default)]
    pub requires: Vec<PackReference>,
    /// What stance is measured toward; `null` if no pack is an agenda.
    #[serde(default)]
    pub target: Option<String>,
    /// What the ends of the scale mean.
    #[serde(default)]
    pub poles: Option<PolesReport>,
}

/// The ends of the scale of stance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PolesReport {
    /// What +1 means.
    pub positive: String,
    /// What -1 means.
    pub negative: String,
}

/// A pack by id and version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PackReference {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
}

/// Settings that can change figures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReportSettings {
    /// Step of the time series: day, week, month, quarter or year.
    pub period: String,
    /// Whether only actors supplied with the documents were counted.
    #[serde(default)]
    pub entities_only: bool,
    /// Families of rules that were switched off.
    #[serde(default)]
    pub without: Vec<String>,
    /// How many pieces of evidence are listed for each actor and side, and how many are drawn by lot.
    #[serde(default)]
    pub evidence: u32,
    /// How many are listed for each actor, year and side.
    #[serde(default)]
    pub evidence_by_year: u32,
    /// Which copies of documents were set aside: off, exact or near.
    #[serde(default)]
    pub dedup: String,
    /// Share of common words in a row from which texts are near copies; `null` unless near copies were set aside.
    #[serde(default)]
    pub dedup_threshold: Option<f64>,
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CorpusReport {
    /// Documents.
    pub documents: u64,
    /// Sentences in them.
    pub sentences: u64,
    /// Earliest date, as precise as it was given; `null` if no document has one.
    pub first_date: Option<String>,
    /// Latest date.
    pub last_date: Option<String>,
    /// What was left out, or kept with something mended, by reason.
    pub skipped: Vec<SkippedReport>,
    /// Documents without a date: in the totals, not in the series.
    #[serde(default)]
    pub undated: u64,
    /// Sentences that were cut because they were longer than the limit.
    #[serde(default)]
    pub split_sentences: u64,
    /// Mentions of actors.
    #[serde(default)]
    pub mentions: u64,
    /// Mentions of actors that neither hold nor are the object of any opinion in their sentence.
    #[serde(default)]
    pub mentions_without_opinion: u64,
    /// Documents by step of the time series, from the first to the last; a step without any is listed with nought,
    /// unless there are more than a thousand steps.
    #[serde(default)]
    pub series: Vec<CorpusPoint>,
    /// Whether series list the steps without evidence too: not if there are more than a thousand steps.
    #[serde(default)]
    pub series_complete: bool,
}

/// Copies of documents. They are in the counts of the corpus and in no figure of actors or relations, save
/// `with_copies`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DedupReport {
    /// Documents that were set aside.
    pub set_aside: u64,
    /// Groups of copies.
    pub groups: u64,
    /// Texts that stand in more than one of the parts that were merged, and count in each.
    pub across_parts: u64,
    /// The documents that lead the largest groups and count for them, at most a hundred.
    pub leaders: Vec<LeaderReport>,
}

/// A document that leads a group of copies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeaderReport {
    /// Id of the document.
    pub document: String,
    /// How many copies of it were set aside.
    pub copies: u64,
}

/// Figures of an actor with all documents, copies included.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WithCopies {
    /// Its stance.
    pub stance: StanceReport,
    /// How it is spoken of.
    pub sentiment: SentimentReport,
}

/// Documents of one step of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CorpusPoint {
    /// The step.
    pub period: String,
    /// Documents dated in it.
    pub documents: u64,
}

/// Records skipped or mended for one reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SkippedReport {
    /// Permanent name of the reason.
    pub reason: String,
    /// How many.
    pub count: u64,
    /// Where: file with line, or document id; the first five in order.
    pub examples: Vec<String>,
}

/// One actor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ActorReport {
    /// Its id.
    pub id: String,
    /// Its display name.
    pub name: String,
    /// State, bloc, organization, company, agency or leader; "entity" if it came with the documents.
    pub kind: String,
    /// Mentions of it.
    pub mentions: u64,
    /// Sentences that mention it, or give evidence of it through those who speak for it.
    pub sentences: u64,
    /// Documents with such sentences.
    pub documents: u64,
    /// Its stance toward the agenda.
    pub stance: StanceReport,
    /// How it is spoken of.
    pub sentiment: SentimentReport,
    /// Both as they would be if copies of documents counted too; left out if none that says anything of it was set
    /// aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with_copies: Option<WithCopies>,
    /// Frames that it backed or opposed.
    pub frames: Vec<FrameReport>,
    /// Stance and sentiment over time, from the actor's first step with evidence to its last, steps without any
    /// included; documents whose date is too coarse for the step are left out.
    pub series: Vec<SeriesPoint>,
    /// Stance and sentiment by source; documents without a source are left out.
    pub sources: Vec<SourceReport>,
    /// Strongest evidence of its stance: first for the positive pole, then against it, strongest first.
    pub evidence: Vec<EvidenceReport>,
    /// Strongest evidence of each year, in the same order.
    #[serde(default)]
    pub evidence_by_year: Vec<EvidenceReport>,
    /// Sentences in which the actor takes a side, drawn by lot: what is typical, not what is strongest. Each stands
    /// for its strongest opinion.
    #[serde(default)]
    pub sample: Vec<EvidenceReport>,
    /// The exact sums by step and source, of which all means above are made.
    #[serde(default)]
    pub cells: Vec<CellReport>,
}

/// What a mean is too thin for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Caution {
    /// The evidence weighs less than ten documents of one length, so that the interval is wide and, where scores are
    /// far from a normal distribution, too narrow still.
    FewDocuments,
    /// All evidence comes from one document, so that there is no interval.
    OneDocument,
}

/// Lower and upper bound.
pub type Interval = [f64; 2];

/// A stance: what an actor holds, itself or through those who speak for it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StanceReport {
    /// Mean of the scores of sentences, each sentence once; `null` without an opinion.
    pub mean: Option<f64>,
    /// 95% confidence interval of the mean with documents as clusters; `null` under two documents.
    pub ci95: Option<Interval>,
    /// The mean corrected for measured misclassification; `null` without a validity card of this measure, under two
    /// documents, or if the card holds too few units of a label.
    #[serde(default)]
    pub corrected: Option<CorrectedReport>,
    /// Opinions on matters of the agenda.
    pub opinions: u64,
    /// Sentences in which the actor takes a side.
    #[serde(default)]
    pub sentences: u64,
    /// Documents with such opinions.
    pub documents: u64,
    /// Sentences toward the positive pole.
    pub favor: u64,
    /// Sentences away from it.
    pub against: u64,
    /// Sentences that point both ways or neither.
    pub mixed: u64,
    /// Why the mean should be read with care; left out if there is no mean, or no reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caution: Option<Caution>,
}

/// A sentiment: how an actor is spoken of.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SentimentReport {
    /// Mean of the scores of sentences; `null` without evidence.
    pub mean: Option<f64>,
    /// 95% confidence interval of the mean with documents as clusters; `null` under two documents.
    pub ci95: Option<Interval>,
    /// The mean corrected for measured misclassification; `null` without a validity card of this measure, under two
    /// documents, or if the card holds too few units of a label.
    #[serde(default)]
    pub corrected: Option<CorrectedReport>,
    /// Sentences with evidence.
    pub sentences: u64,
    /// Documents with such sentences.
    pub documents: u64,
    /// Sentences that speak well of the actor.
    pub positive: u64,
    /// Sentences that do neither.
    pub neutral: u64,
    /// Sentences that speak badly of it.
    pub negative: u64,
    /// Why the mean should be read with care; left out if there is no mean, or no reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caution: Option<Caution>,
}

/// How often an actor backed or opposed a frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FrameReport {
    /// Id of the frame.
    pub id: String,
    /// Opinions for the frame, whichever pole it is of.
    pub favor: u64,
    /// Opinions against it.
    pub against: u64,
}

/// One step of a time series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SeriesPoint {
    /// The step: `2022-09-01`, `2022-W35`, `2022-09`, `2022-Q3` or `2022`.
    pub period: String,
    /// Stance in it.
    pub stance: StanceReport,
    /// Sentiment in it.
    pub sentiment: SentimentReport,
}

/// One source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SourceReport {
    /// Its name as given.
    pub source: String,
    /// Stance in its documents.
    pub stance: StanceReport,
    /// Sentiment in its documents.
    pub sentiment: SentimentReport,
}

/// One opinion with the sentence that it stands in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EvidenceReport {
    /// Id of the document.
    pub document: String,
    /// Its date.
    pub date: Option<String>,
    /// Its source.
    pub source: Option<String>,
    /// Where it can be read, as the document gives it; left out if it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The sentence.
    pub sentence: String,
    /// What the opinion adds to the actor's stance, [-1, +1].
    pub score: f64,
    /// Permanent id of the rule that linked holder and object.
    pub rule: String,
    /// The words that it rests on.
    pub terms: Vec<TermReport>,
    /// First code point of the sentence in the document's text.
    pub start: u32,
    /// One past its last code point.
    pub end: u32,
    /// Toward what.
    pub object: ObjectReport,
    /// -1, 0 or +1 toward the object.
    pub polarity: i8,
    /// How firmly, 0 to 1.
    pub strength: f64,
}

/// What an opinion is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ObjectReport {
    /// A frame of the agenda.
    Frame(String),
    /// Another actor.
    Actor(String),
}

/// A word or phrase that an opinion rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TermReport {
    /// What it is in the opinion: holder, cue, object, negator …
    pub role: String,
    /// First code point in the document's text.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Id of the lexicon entry; `null` where it has none.
    pub entry: Option<String>,
    /// The words.
    pub text: String,
}

/// What one actor holds toward another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RelationReport {
    /// Who.
    pub holder: String,
    /// Toward whom.
    pub object: String,
    /// Opinions for it.
    pub positive: u64,
    /// Opinions against it.
    pub negative: u64,
    /// Mean of polarity times strength over these opinions, [-1, +1].
    pub mean: f64,
    /// 95% confidence interval of the mean with documents as clusters; `null` under two documents.
    #[serde(default)]
    pub ci95: Option<Interval>,
    /// Documents with such opinions.
    #[serde(default)]
    pub documents: u64,
    /// The exact sums by step; here n counts opinions, not sentences.
    #[serde(default)]
    pub cells: Vec<RelationCell>,
}
