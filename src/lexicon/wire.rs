//! The written form of packs: what stands in the TOML files.
//!
//! Every value that can be wrong in itself keeps its span, so that checks made later can point at it.
//! No `flatten` and no untagged enums: both destroy spans.

mod actors;
mod agenda;
mod language;
mod learned;

use std::borrow::Cow;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

pub(crate) use actors::{Actor, Guard};
pub use actors::{ActorKind, Pronoun};
pub use agenda::FrameKind;
pub(crate) use agenda::{Carrier, ExampleLabel, Fires, Frame, Topic};
pub(crate) use language::{Abbreviation, Attribution, Class, Cue, Description, Irregular, Shifter, Tone};
pub use language::{AttributionKind, Control, Ends, HolderPlace, ShifterKind, Target};
pub(crate) use learned::{ByZone, Learned};

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
