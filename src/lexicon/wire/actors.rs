//! Actors as written: kinds, names, offices, memberships, and the guards of their names.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{At, Phrases};

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
