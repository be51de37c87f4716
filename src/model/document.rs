//! One article or statement.

use super::PartialDate;

/// An article or statement as read, before any analysis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Unique within the corpus where the source gives one, otherwise made from file and record number.
    pub id: String,
    /// When it was published.
    pub date: Option<PartialDate>,
    /// The outlet or body that published it.
    pub source: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Who speaks in the first person: an actor's id or name.
    pub speaker: Option<String>,
    /// Language as an ISO 639 code.
    pub lang: Option<String>,
    /// The text that all offsets refer to.
    pub text: String,
    /// Actors that somebody else's recogniser found.
    pub entities: Vec<Entity>,
}

/// A mention of an actor supplied with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The actor's id; may be one of the pack's.
    pub id: String,
    /// First code point in [`Document::text`].
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The actor's display name.
    pub name: Option<String>,
}
