//! Words of the language as written: cues, reporting words, shifters, tone, grammar classes, irregular forms, abbreviations.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{ActorKind, At, Fires, Phrases};

/// What a cue may be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// Any actor.
    Actor,
    /// An actor or product that carries a pole.
    Carrier,
    /// A frame of that kind.
    Idea,
    /// A frame of that kind.
    Instrument,
    /// A frame of that kind.
    Body,
    /// A frame of that kind.
    Venue,
    /// A frame of that kind.
    Practice,
}

/// Where the holder of a cue stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HolderPlace {
    /// Its subject: "X rejects Y".
    #[default]
    Subject,
    /// Whoever speaks; its subject is what is judged: "Y poses a threat".
    Speaker,
    /// Its object, who feels: "Y angered X".
    Object,
}

/// What *V Y to do* says about Y.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Control {
    /// The holder does it: "refuse to".
    #[default]
    Subject,
    /// The holder wants it, Y need not: "urge".
    Directive,
    /// Y does it: "persuade", "force".
    Causative,
    /// Y did it: "criticise Y for doing".
    Factive,
}

/// `[[cue]]`
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cue {
    /// Kebab-case id, permanent.
    pub(crate) id: At<String>,
    /// Toward the object: 1, 0 or -1.
    pub(crate) sign: At<i64>,
    /// Share of full support or rejection, above 0 up to 1.
    pub(crate) weight: At<f64>,
    /// Verbs, inflected by their first word.
    #[serde(default)]
    pub(crate) verbs: Phrases,
    /// Nouns.
    #[serde(default)]
    pub(crate) nouns: Phrases,
    /// Adjectives and other predicates.
    #[serde(default)]
    pub(crate) adjectives: Phrases,
    /// What it may be about; everything if left out.
    #[serde(default)]
    pub(crate) targets: Vec<Target>,
    /// What *V Y to do* says about Y.
    #[serde(default)]
    pub(crate) control: Control,
    /// Both sides act.
    #[serde(default)]
    pub(crate) reciprocal: bool,
    /// Its nouns name the holder, not the act: "critic", "supporter".
    #[serde(default)]
    pub(crate) agentive: bool,
    /// Where its holder stands.
    #[serde(default)]
    pub(crate) holder: HolderPlace,
    /// Ids of sources.
    #[serde(default)]
    pub(crate) source: Phrases,
    /// Remarks for readers.
    #[serde(default)]
    #[allow(dead_code, reason = "for readers of the pack")]
    pub(crate) note: Option<String>,
    /// Texts that must give a stance or opinion.
    #[serde(default)]
    pub(crate) fires: Vec<Fires>,
    /// Texts that must give none.
    #[serde(default)]
    pub(crate) silent: Phrases,
}

/// Kinds of reporting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AttributionKind {
    /// Reports without taking a side.
    Say,
    /// Reports what the speaker holds to be so.
    Claim,
    /// The speaker holds it not to be so.
    Deny,
    /// The speaker asks or wonders.
    Ask,
}

/// `[[attribution]]`
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Attribution {
    /// Name of the group.
    #[serde(default)]
    #[allow(dead_code, reason = "for readers of the pack")]
    pub(crate) id: Option<String>,
    /// What the words do.
    pub(crate) kind: AttributionKind,
    /// Reporting verbs.
    #[serde(default)]
    pub(crate) verbs: Phrases,
    /// Phrases such as "according to".
    #[serde(default)]
    pub(crate) phrases: Phrases,
}

/// Kinds of valence shifters and clause words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ShifterKind {
    /// Turns the sign of what it governs.
    Negator,
    /// Strengthens.
    Amplifier,
    /// Weakens.
    Downtoner,
    /// Says that something may be so or is planned.
    Modal,
    /// Says that something ought to be so.
    Obligation,
    /// Opens a condition.
    Conditional,
    /// Turns against what went before.
    Adversative,
    /// Grants something before turning against it.
    Concessive,
    /// Leaves something open.
    Question,
}

/// `[[shifter]]`
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shifter {
    /// Name of the group.
    #[serde(default)]
    #[allow(dead_code, reason = "for readers of the pack")]
    pub(crate) id: Option<String>,
    /// What it does.
    pub(crate) kind: ShifterKind,
    /// What strength is multiplied by.
    #[serde(default)]
    pub(crate) factor: Option<At<f64>>,
    /// Its words.
    pub(crate) words: Phrases,
}

/// `[[tone]]`
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tone {
    /// Name of the group.
    #[serde(default)]
    #[allow(dead_code, reason = "for readers of the pack")]
    pub(crate) id: Option<String>,
    /// How a word speaks of what it is about, -1 to 1.
    pub(crate) weight: At<f64>,
    /// Verbs, inflected.
    #[serde(default)]
    pub(crate) verbs: Phrases,
    /// Nouns, inflected.
    #[serde(default)]
    pub(crate) nouns: Phrases,
    /// Adjectives.
    #[serde(default)]
    pub(crate) adjectives: Phrases,
    /// Other words and phrases as written.
    #[serde(default)]
    pub(crate) words: Phrases,
}

/// `[[class]]`
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Class {
    /// The class's name.
    pub(crate) name: At<String>,
    /// Words as written.
    #[serde(default)]
    pub(crate) words: Phrases,
    /// Verbs, inflected.
    #[serde(default)]
    pub(crate) verbs: Phrases,
    /// Nouns, inflected.
    #[serde(default)]
    pub(crate) nouns: Phrases,
    /// Adjectives.
    #[serde(default)]
    pub(crate) adjectives: Phrases,
}

/// `[[description]]`
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Description {
    /// The kind of actor that the nouns describe.
    pub(crate) kind: ActorKind,
    /// The nouns.
    pub(crate) nouns: Phrases,
}

/// `[[irregular]]`
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Irregular {
    /// A verb's base form.
    #[serde(default)]
    pub(crate) base: Option<At<String>>,
    /// Its past.
    #[serde(default)]
    pub(crate) past: Option<String>,
    /// Its past participle.
    #[serde(default)]
    pub(crate) participle: Option<String>,
    /// Its third person singular.
    #[serde(default)]
    pub(crate) third: Option<String>,
    /// Its -ing form.
    #[serde(default)]
    pub(crate) ing: Option<String>,
    /// A noun's singular.
    #[serde(default)]
    pub(crate) singular: Option<At<String>>,
    /// Its plural.
    #[serde(default)]
    pub(crate) plural: Option<String>,
}

/// Whether a sentence can end after an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ends {
    /// Never: a title before a name.
    Never,
    /// When a capital follows that can begin a sentence.
    Maybe,
}

/// `[[abbreviation]]`
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Abbreviation {
    /// With the stop: "Dr.".
    pub(crate) words: Phrases,
    /// Whether a sentence can end after them.
    pub(crate) ends: Ends,
}
