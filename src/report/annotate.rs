//! One annotated document: a line of what `stanceline annotate` writes.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::number::number;
use super::types::ObjectReport;
use crate::aggregate::{Names, ObjectId, SentimentLabel, StanceLabel};
use crate::judge::contributions;
use crate::lexicon::Lexicon;
use crate::model::{
    ActorRef, Analysis, ByteSpan, CharIndex, Document, Mention, Opinion, SentenceAnalysis, Term, Voice, Zones,
};

/// What an opinion is about: `{"frame": id}` or `{"actor": id}`.
pub type AnnotatedObject = ObjectReport;

/// A document with everything found in it.
///
/// Offsets count Unicode code points of the document's text, end exclusive; scores lie in [-1, +1].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnnotatedDocument {
    /// The document's id.
    pub id: String,
    /// Its sentences in order.
    pub sentences: Vec<AnnotatedSentence>,
    /// Why it was not read, if it was not: `other_language`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_aside: Option<String>,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnnotatedSentence {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Actors in it, in order of their places.
    pub mentions: Vec<AnnotatedMention>,
    /// Opinions in it.
    pub opinions: Vec<AnnotatedOpinion>,
    /// Stance of each actor that the sentence gives evidence for, by actor.
    pub stance: BTreeMap<String, StanceValue>,
    /// Sentiment toward each actor that the sentence gives evidence for, by actor.
    pub sentiment: BTreeMap<String, SentimentValue>,
    /// Tone of the sentence, whoever it is about; `null` without any word of tone.
    pub tone: Option<f64>,
    /// What added to the tone by learned weights.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tone_terms: Vec<AnnotatedContribution>,
}

/// A place where an actor stands in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnnotatedMention {
    /// Id of the actor.
    pub actor: String,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// By what it was recognised.
    pub via: String,
    /// For a leader in office or an agency: whom it speaks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaks_for: Option<String>,
}

/// What one actor holds toward one object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnnotatedOpinion {
    /// Id of the actor who holds it.
    pub holder: String,
    /// Toward what.
    pub object: AnnotatedObject,
    /// -1, 0 or +1 toward that object.
    pub polarity: i8,
    /// How firmly, 0 to 1.
    pub strength: f64,
    /// Permanent id of the rule that linked holder and object.
    pub rule: String,
    /// Whose view it is given as: author, quoted or reported.
    pub attribution: String,
    /// The words that it rests on.
    pub terms: Vec<AnnotatedTerm>,
    /// Whose position it thereby also is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaks_for: Option<String>,
    /// What it adds to the holder's stance; left out if the object is no matter of the agenda here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<f64>,
    /// Who is quoted or reported, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attributed_to: Option<String>,
}

/// A word or phrase that an opinion rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnnotatedTerm {
    /// What it is in the opinion: holder, cue, object, negator …
    pub role: String,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Id of the lexicon entry; `null` where it has none.
    pub entry: Option<String>,
    /// What it multiplies strength by, with sign, where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<f64>,
}

/// A stance in one sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StanceValue {
    /// -1 to +1, + toward the positive pole.
    pub score: f64,
    /// favor, against or mixed.
    pub label: String,
}

/// A sentiment in one sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SentimentValue {
    /// -1 to +1.
    pub score: f64,
    /// positive, neutral or negative.
    pub label: String,
    /// What added to praise and blame by learned weights.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<AnnotatedContribution>,
}

/// What a word or a rule added by learned weights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnnotatedContribution {
    /// word, bias, or what the rules found: tone-negative, opinion-positive …
    pub role: String,
    /// First code point; left out for the bias.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
    /// One past the last code point; left out for the bias.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<u32>,
    /// The entry of the learned weights, for a word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// The zones that it stands in, seen from the actor.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<String>,
    /// Added to praise; for tone, to the tone.
    pub adds: f64,
    /// Added to blame; left out for tone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blame: Option<f64>,
}

impl AnnotatedDocument {
    /// The annotation of a document analysed with `lexicon`.
    pub fn new(document: &Document, analysis: &Analysis, lexicon: &Lexicon) -> Self {
        let annotator = Annotator {
            lexicon,
            text: &document.text,
            names: Names::new(lexicon, analysis),
            chars: CharIndex::new(&document.text),
        };
        let sentences = analysis.sentences.iter().map(|sentence| annotator.sentence(sentence)).collect();
        Self { id: document.id.clone(), sentences, set_aside: None }
    }

    /// That of a document that was set aside unread.
    pub fn set_aside(document: &Document, why: &str) -> Self {
        Self { id: document.id.clone(), sentences: Vec::new(), set_aside: Some(why.to_owned()) }
    }

    /// The annotation as one line of JSON.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn write_line(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        out.write_all(b"\n")
    }
}

struct Annotator<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    names: Names<'a>,
    chars: CharIndex<'a>,
}

impl Annotator<'_> {
    fn sentence(&self, sentence: &SentenceAnalysis) -> AnnotatedSentence {
        let (start, end) = self.place(sentence.span);
        let stance = sentence.stance.iter().map(|&(actor, score, both_ways)| {
            let label = StanceLabel::of(score, both_ways).as_str().to_owned();
            (self.id(actor), StanceValue { score: number(score), label })
        });
        let sentiment = sentence.sentiment.iter().map(|&(actor, score)| {
            let label = SentimentLabel::of(score).as_str().to_owned();
            (
                self.id(actor),
                SentimentValue { score: number(score), label, terms: self.contributions(sentence, Some(actor)) },
            )
        });
        AnnotatedSentence {
            start,
            end,
            mentions: sentence.mentions.iter().map(|mention| self.mention(mention)).collect(),
            opinions: sentence.opinions.iter().map(|opinion| self.opinion(opinion)).collect(),
            stance: stance.collect(),
            sentiment: sentiment.collect(),
            tone: sentence.tone.map(number),
            tone_terms: self.contributions(sentence, None),
        }
    }

    fn contributions(&self, sentence: &SentenceAnalysis, toward: Option<ActorRef>) -> Vec<AnnotatedContribution> {
        let added = contributions(self.lexicon, self.text, &sentence.observations, toward);
        let annotated = added.into_iter().map(|one| {
            let place = one.span.map(|span| self.place(span));
            let zones = one.zones.filter(|_| toward.is_some()).into_iter().flat_map(Zones::iter);
            AnnotatedContribution {
                role: one.role.to_owned(),
                start: place.map(|(start, _)| start),
                end: place.map(|(_, end)| end),
                entry: Some(one.entry).filter(|entry| !entry.is_empty()),
                zones: zones.map(|zone| zone.as_str().to_owned()).collect(),
                adds: number(one.adds[0]),
                blame: toward.map(|_| number(one.adds[1])),
            }
        });
        annotated.collect()
    }

    fn mention(&self, mention: &Mention) -> AnnotatedMention {
        let (start, end) = self.place(mention.span);
        let speaks_for = mention.speaks_for.map(|actor| self.id(actor));
        AnnotatedMention { actor: self.id(mention.actor), start, end, via: mention.via.to_owned(), speaks_for }
    }

    fn opinion(&self, opinion: &Opinion) -> AnnotatedOpinion {
        let (attribution, attributed_to) = match opinion.voice {
            Voice::Author => ("author", None),
            Voice::Quoted(who) => ("quoted", who),
            Voice::Reported(who) => ("reported", who),
        };
        AnnotatedOpinion {
            holder: self.id(opinion.holder),
            object: match self.names.object(opinion.object) {
                ObjectId::Frame(id) => ObjectReport::Frame(id.to_owned()),
                ObjectId::Actor(id) => ObjectReport::Actor(id.to_owned()),
            },
            polarity: opinion.polarity,
            strength: number(opinion.strength),
            rule: opinion.rule.to_owned(),
            attribution: attribution.to_owned(),
            terms: opinion.terms.iter().map(|term| self.term(term)).collect(),
            speaks_for: opinion.speaks_for.map(|actor| self.id(actor)),
            stance: opinion.stance.map(number),
            attributed_to: attributed_to.map(|actor| self.id(actor)),
        }
    }

    fn term(&self, term: &Term) -> AnnotatedTerm {
        let (start, end) = self.place(term.span);
        let entry = Some(term.entry.clone()).filter(|entry| !entry.is_empty());
        AnnotatedTerm { role: term.role.to_owned(), start, end, entry, factor: term.factor.map(number) }
    }

    fn id(&self, actor: ActorRef) -> String {
        self.names.id(actor).to_owned()
    }

    fn place(&self, span: ByteSpan) -> (u32, u32) {
        (self.chars.chars_before(span.start), self.chars.chars_before(span.end))
    }
}
