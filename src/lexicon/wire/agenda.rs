//! What an agenda pack adds, as written: frames, carriers and topic words, with their examples.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{At, Phrases};

/// Kinds of frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FrameKind {
    /// A doctrine or model.
    Idea,
    /// A treaty, resolution, law or declaration.
    Instrument,
    /// An institution or partnership.
    Body,
    /// A meeting.
    Venue,
    /// Something done, so that doing it is supporting it.
    Practice,
}

/// An example that must fire.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fires {
    /// The text.
    pub(crate) text: At<String>,
    /// Id of the actor that must hold the stance or opinion.
    pub(crate) holder: String,
    /// The stance that the text must give the holder.
    #[serde(default)]
    pub(crate) label: Option<ExampleLabel>,
    /// Id of the actor that the opinion is about, instead of `label`.
    #[serde(default)]
    pub(crate) object: Option<String>,
    /// The holder's polarity toward `object`: -1 or 1.
    #[serde(default)]
    pub(crate) polarity: Option<i8>,
}

/// Stance labels of examples.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ExampleLabel {
    /// Toward the positive pole.
    Favor,
    /// Toward the negative pole.
    Against,
}

/// `[[frame]]`
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Frame {
    /// Kebab-case id, permanent.
    pub(crate) id: At<String>,
    /// The pole that it belongs to: 1 or -1.
    pub(crate) pole: At<i64>,
    /// What it is.
    pub(crate) kind: FrameKind,
    /// How firmly it belongs to its pole, above 0 up to 1.
    #[serde(default)]
    pub(crate) weight: Option<At<f64>>,
    /// Nouns and names that denote it.
    #[serde(default)]
    pub(crate) terms: Phrases,
    /// For a practice: whoever does this supports it.
    #[serde(default)]
    pub(crate) verbs: Phrases,
    /// Nouns that refer back to it after *the*, *this* or *such a*.
    #[serde(default)]
    pub(crate) anaphors: Phrases,
    /// Counts only where a topic word stands near.
    #[serde(default)]
    pub(crate) needs_topic: bool,
    /// Ids of sources.
    #[serde(default)]
    pub(crate) source: Phrases,
    /// Remarks for readers.
    #[serde(default)]
    #[allow(dead_code, reason = "for readers of the pack")]
    pub(crate) note: Option<String>,
    /// Texts that must give a stance.
    #[serde(default)]
    pub(crate) fires: Vec<Fires>,
    /// Texts that must give none.
    #[serde(default)]
    pub(crate) silent: Phrases,
}

/// `[[carrier]]`
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Carrier {
    /// Kebab-case id, permanent.
    #[serde(default)]
    pub(crate) id: Option<At<String>>,
    /// Ids of the actors that carry the pole.
    #[serde(default)]
    pub(crate) actors: Phrases,
    /// The pole: 1 or -1.
    pub(crate) pole: At<i64>,
    /// How firmly it stands for the pole, above 0 up to 1.
    #[serde(default)]
    pub(crate) weight: Option<At<f64>>,
    /// Products and phrases that stand for them.
    #[serde(default)]
    pub(crate) terms: Phrases,
    /// Ids of sources.
    #[serde(default)]
    pub(crate) source: Phrases,
    /// Remarks for readers.
    #[serde(default)]
    #[allow(dead_code, reason = "for readers of the pack")]
    pub(crate) note: Option<String>,
    /// Texts that must give a stance.
    #[serde(default)]
    pub(crate) fires: Vec<Fires>,
    /// Texts that must give none.
    #[serde(default)]
    pub(crate) silent: Phrases,
}

/// `[[topic]]`
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Topic {
    /// What makes a sentence about the agenda's matter.
    pub(crate) words: Phrases,
}
