//! The written form of packs: what stands in the TOML files.
//!
//! Every value that can be wrong in itself keeps its span, so that checks made later can point at it.
//! No `flatten` and no untagged enums: both destroy spans.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use crate::model::{Evidence, Measure, Zone};

/// A value and the bytes of the file that it was written in.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) span: Range<usize>,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<T>::deserialize(deserializer)?;
        let span = spanned.span();
        Ok(Self { value: spanned.into_inner(), span })
    }
}

impl<T: JsonSchema> JsonSchema for At<T> {
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }

    fn inline_schema() -> bool {
        T::inline_schema()
    }
}

/// Phrases as written, with their places.
pub(crate) type Phrases = Vec<At<String>>;

/// `pack.toml`: what the pack is.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PackHeader {
    /// Kebab-case id, equal to the folder's name.
    pub(crate) id: At<String>,
    /// Semantic version; the minor rises when any score can change.
    pub(crate) version: String,
    /// Language of the texts, ISO 639.
    #[allow(dead_code, reason = "for readers of the pack")]
    pub(crate) language: String,
    /// One line.
    pub(crate) title: String,
    /// SPDX expression.
    pub(crate) licence: String,
    /// Packs loaded before this one.
    #[serde(default)]
    pub(crate) requires: Phrases,
    /// What the pack is known to favour, miss or get wrong.
    pub(crate) bias: String,
    /// What stance is measured toward; agenda packs only.
    #[serde(default)]
    pub(crate) target: Option<String>,
    /// Names of the two poles; agenda packs only.
    #[serde(default)]
    pub(crate) poles: Option<Poles>,
    /// Works and lists that entries cite.
    #[serde(default)]
    pub(crate) source: Vec<Source>,
}

/// The names of the agenda's two poles.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Poles {
    /// What +1 means.
    pub(crate) positive: String,
    /// What -1 means.
    pub(crate) negative: String,
}

/// A work or list that entries cite.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "read by people and checked for unknown keys, not used by the program")]
pub(crate) struct Source {
    /// Kebab-case id used in `source = [...]`.
    pub(crate) id: At<String>,
    /// Title, author, year.
    pub(crate) title: String,
    /// Licence of what was carried over.
    #[serde(default)]
    pub(crate) licence: Option<String>,
    /// Where it can be found.
    #[serde(default)]
    pub(crate) url: Option<String>,
}

/// Kinds of actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ActorKind {
    /// A state or territory with a policy of its own.
    State,
    /// A group of states.
    Bloc,
    /// An international body or a non-governmental organisation.
    Organization,
    /// A company.
    Company,
    /// An agency, ministry or ruling party of a state.
    Agency,
    /// A person in office.
    Leader,
}

impl ActorKind {
    /// The kind as written in packs and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Bloc => "bloc",
            Self::Organization => "organization",
            Self::Company => "company",
            Self::Agency => "agency",
            Self::Leader => "leader",
        }
    }
}

/// Pronouns that can stand for an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Pronoun {
    /// it, its
    It,
    /// he, his
    He,
    /// she, her
    She,
    /// they, their
    They,
}

/// `[[actor]]`
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Actor {
    /// Kebab-case English id, permanent.
    pub(crate) id: At<String>,
    /// Display name, matched too.
    pub(crate) name: At<String>,
    /// What it is.
    pub(crate) kind: ActorKind,
    /// Further names and short forms.
    #[serde(default)]
    pub(crate) names: Phrases,
    /// Adjectives and nouns of the people: "Indian", "Indians".
    #[serde(default)]
    pub(crate) demonyms: Phrases,
    /// Places or houses that stand for the actor: "New Delhi", "the Kremlin".
    #[serde(default)]
    pub(crate) metonyms: Phrases,
    /// Names that count only when the actor was named in full in the same document.
    #[serde(default)]
    pub(crate) ambiguous: Phrases,
    /// The pronoun that can stand for it, by kind if left out.
    #[serde(default)]
    pub(crate) pronoun: Option<Pronoun>,
    /// Whose position it also is, and when.
    #[serde(default)]
    pub(crate) speaks_for: Vec<SpeaksFor>,
    /// Dated membership in blocs.
    #[serde(default)]
    pub(crate) member_of: Vec<MemberOf>,
    /// Definite descriptions: "the world's largest democracy".
    #[serde(default)]
    pub(crate) descriptions: Phrases,
    /// Ids of the sources of what is stated.
    #[serde(default)]
    pub(crate) source: Phrases,
    /// Remarks for readers.
    #[serde(default)]
    #[allow(dead_code, reason = "for readers of the pack")]
    pub(crate) note: Option<String>,
}

/// An office or a tie that makes an actor's position also another's.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SpeaksFor {
    /// The other actor's id.
    pub(crate) actor: At<String>,
    /// The office.
    #[serde(default)]
    #[allow(dead_code, reason = "for readers of the pack")]
    pub(crate) title: Option<String>,
    /// First day, ISO, may be partial.
    #[serde(default)]
    pub(crate) from: Option<At<String>>,
    /// Last day, ISO, may be partial; left out while it lasts.
    #[serde(default)]
    pub(crate) until: Option<At<String>>,
}

/// Dated membership.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MemberOf {
    /// The bloc's id.
    pub(crate) bloc: At<String>,
    /// First day, ISO, may be partial.
    #[serde(default)]
    pub(crate) from: Option<At<String>>,
    /// Last day, ISO, may be partial; left out while it lasts.
    #[serde(default)]
    pub(crate) until: Option<At<String>>,
}

/// `[[guard]]`
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Guard {
    /// Names that hold an actor's name but are not that actor.
    pub(crate) phrases: Phrases,
}

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
