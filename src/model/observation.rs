//! What a word or a rule says of an actor, before any weight: which word, where it stands, how strongly.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{ActorRef, ByteSpan, Score};

/// What the weights measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// How an actor is spoken of.
    Sentiment,
    /// How the sentence speaks, whoever it is about.
    Tone,
}

/// Where a word stands in relation to the actor.
///
/// Before and after are the word's place; *clause*: no clause border between; *near*: at most three words between;
/// *open*: no other name between; *next*: nothing between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are made of the parts explained above")]
pub enum Zone {
    /// Anywhere in the sentence.
    Any,
    BeforeClause,
    BeforeNear,
    BeforeOpen,
    BeforeOpenClause,
    BeforeNext,
    AfterClause,
    AfterNear,
    AfterOpen,
    AfterOpenClause,
    AfterNext,
}

impl Zone {
    /// All zones, in the order of their numbers.
    pub const ALL: [Self; 11] = [
        Self::Any,
        Self::BeforeClause,
        Self::BeforeNear,
        Self::BeforeOpen,
        Self::BeforeOpenClause,
        Self::BeforeNext,
        Self::AfterClause,
        Self::AfterNear,
        Self::AfterOpen,
        Self::AfterOpenClause,
        Self::AfterNext,
    ];

    /// The name in packs and outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::BeforeClause => "before-clause",
            Self::BeforeNear => "before-near",
            Self::BeforeOpen => "before-open",
            Self::BeforeOpenClause => "before-open-clause",
            Self::BeforeNext => "before-next",
            Self::AfterClause => "after-clause",
            Self::AfterNear => "after-near",
            Self::AfterOpen => "after-open",
            Self::AfterOpenClause => "after-open-clause",
            Self::AfterNext => "after-next",
        }
    }
}

/// The zones that a word stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zones(u16);

impl Zones {
    /// Anywhere alone.
    pub const ANY: Self = Self(1);

    /// The zones of a place before or after the actor, by what holds there: clause, near, open, both, next.
    #[inline]
    pub fn at(is_after: bool, holds: [bool; 5]) -> Self {
        let side = holds.iter().rev().fold(0, |bits, holds| bits << 1 | u16::from(*holds));
        let first = if is_after { Zone::AfterClause } else { Zone::BeforeClause };
        Self(Self::ANY.0 | side << first as u16)
    }

    /// One bit for each zone, the first lowest.
    #[inline]
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// The zones in the order of their numbers.
    pub fn iter(self) -> impl Iterator<Item = Zone> {
        Zone::ALL.into_iter().filter(move |zone| self.0 & 1 << *zone as u16 != 0)
    }
}

/// What the rules found, as something that has learned weights itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// The strength of opinions for the actor; for tone, of all opinions.
    OpinionPositive,
    /// The strength of opinions against the actor; for tone, of all opinions.
    OpinionNegative,
    /// The strength of opinions for something that the actor holds.
    HoldsPositive,
    /// The strength of opinions against something that the actor holds.
    HoldsNegative,
    /// The weight of a positive word of tone.
    TonePositive,
    /// The weight of a negative word of tone, without its sign.
    ToneNegative,
    /// The weight of a positive cue, whoever it links.
    CuePositive,
    /// The weight of a negative cue, without its sign.
    CueNegative,
    /// The tone that the words of tone alone would give the sentence.
    ToneSum,
}

impl Evidence {
    /// All kinds, in the order of their numbers.
    pub const ALL: [Self; 9] = [
        Self::OpinionPositive,
        Self::OpinionNegative,
        Self::HoldsPositive,
        Self::HoldsNegative,
        Self::TonePositive,
        Self::ToneNegative,
        Self::CuePositive,
        Self::CueNegative,
        Self::ToneSum,
    ];

    /// The name in packs and outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OpinionPositive => "opinion-positive",
            Self::OpinionNegative => "opinion-negative",
            Self::HoldsPositive => "holds-positive",
            Self::HoldsNegative => "holds-negative",
            Self::TonePositive => "tone-positive",
            Self::ToneNegative => "tone-negative",
            Self::CuePositive => "cue-positive",
            Self::CueNegative => "cue-negative",
            Self::ToneSum => "tone-sum",
        }
    }
}

/// What an observation is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Observed {
    /// A word of the sentence.
    Word,
    /// Something that the rules found.
    Evidence(Evidence),
}

/// Something that sentiment or tone can rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observation {
    /// Toward whom; `None` for the tone of the sentence.
    pub toward: Option<ActorRef>,
    /// What it is.
    pub what: Observed,
    /// Where it stands; the whole sentence for what has no place of its own.
    pub span: ByteSpan,
    /// Where it stands in relation to the actor.
    pub zones: Zones,
    /// How strongly: one for a word.
    pub value: Score,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_of_a_place_are_those_it_is_told_to_be_in() {
        let names = |zones: Zones| zones.iter().map(Zone::as_str).collect::<Vec<_>>();
        assert_eq!(names(Zones::at(false, [false; 5])), ["any"]);
        assert_eq!(names(Zones::at(false, [true, true, false, false, false])), ["any", "before-clause", "before-near"]);
        let next = ["any", "after-clause", "after-near", "after-open", "after-open-clause", "after-next"];
        assert_eq!(names(Zones::at(true, [true; 5])), next);
    }
}
