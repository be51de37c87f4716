//! What the analysis of one document says: mentions, opinions, and what they add up to in each sentence.

use super::{ByteSpan, Observation, Score};

/// An actor: a number of the lexicon's list, or, from the list's length on, one supplied with the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorRef(pub u32);

/// An actor that came with a document and that the lexicon does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuppliedActor {
    /// Its id.
    pub id: String,
    /// Its display name.
    pub name: String,
}

/// A place where an actor stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Who is meant.
    pub actor: ActorRef,
    /// For a leader in office or an agency: whom it speaks for.
    pub speaks_for: Option<ActorRef>,
    /// Where.
    pub span: ByteSpan,
    /// By what it was recognised, as written in outputs: "name", "demonym", "pronoun" …
    pub via: &'static str,
}

/// What an opinion is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Object {
    /// A frame of the agenda, by number.
    Frame(u32),
    /// A carrier's products, by the carrier's number.
    Carrier(u32),
    /// Another actor.
    Actor(ActorRef),
}

/// Whose view an opinion is given as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// The author says so.
    #[default]
    Author,
    /// The words stand in quotation marks.
    Quoted(Option<ActorRef>),
    /// Somebody is reported to say so.
    Reported(Option<ActorRef>),
}

/// A word or phrase that an opinion rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What it is in the opinion: "holder", "cue", "object", "negator", "modal" …
    pub role: &'static str,
    /// Where it stands.
    pub span: ByteSpan,
    /// Id of the lexicon entry, where it has one.
    pub entry: String,
    /// What it multiplies strength by (with sign), where it does.
    pub factor: Option<Score>,
}

/// What one actor holds toward one object in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// Who holds it.
    pub holder: ActorRef,
    /// Whose position it thereby also is: the state of a leader in office or of an agency.
    pub speaks_for: Option<ActorRef>,
    /// Toward what.
    pub object: Object,
    /// -1, 0 or +1 toward that object.
    pub polarity: i8,
    /// How firmly, 0 to 1.
    pub strength: Score,
    /// What it adds to the holder's stance, -1 to +1: polarity, strength and pole of the object; `None` if the object
    /// is no matter of the agenda here.
    pub stance: Option<Score>,
    /// Permanent kebab-case id of the rule that linked holder and object.
    pub rule: &'static str,
    /// Whose voice.
    pub voice: Voice,
    /// The words that it rests on, in order of their roles: holder, cues from the outermost in, shifters, object.
    pub terms: Vec<Term>,
}

/// A sentence in which something was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentenceAnalysis {
    /// Where it stands.
    pub span: ByteSpan,
    /// Actors in it, in order of their places.
    pub mentions: Vec<Mention>,
    /// Opinions in it, in a fixed order.
    pub opinions: Vec<Opinion>,
    /// Stance of each actor that the sentence gives evidence for, in [-1, +1], with whether it points both ways;
    /// sorted by actor.
    pub stance: Vec<(ActorRef, Score, bool)>,
    /// Sentiment toward each actor that the sentence gives evidence for, in [-1, +1], sorted by actor.
    pub sentiment: Vec<(ActorRef, Score)>,
    /// Tone of the sentence, whoever it is about; `None` without any word of tone, or unless all sentences were asked for.
    pub tone: Option<Score>,
    /// What sentiment and tone can rest on, learned weights aside; only if all sentences were asked for.
    pub observations: Vec<Observation>,
}

/// The analysis of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// Sentences in order; those without any finding are left out unless all were asked for.
    pub sentences: Vec<SentenceAnalysis>,
    /// How many sentences the text has.
    pub sentence_count: u32,
    /// How many were cut because they were longer than the limit.
    pub split_sentences: u32,
    /// Actors that came with the document and are not in the lexicon; [`ActorRef`]s count on from the lexicon's.
    pub supplied: Vec<SuppliedActor>,
}
