//! Cuts units from a document.

use std::collections::BTreeMap;

use super::SampledUnit;
use crate::aggregate::Names;
use crate::lexicon::Lexicon;
use crate::model::{ActorRef, Analysis, ByteSpan, CharIndex, Document, SentenceAnalysis};

/// A document as units are cut from it.
pub(super) struct View<'a> {
    pub(super) document: &'a Document,
    pub(super) analysis: &'a Analysis,
    chars: CharIndex<'a>,
    pub(super) names: Names<'a>,
}

impl<'a> View<'a> {
    pub(super) fn new(document: &'a Document, analysis: &'a Analysis, lexicon: &'a Lexicon) -> Self {
        Self { document, analysis, chars: CharIndex::new(&document.text), names: Names::new(lexicon, analysis) }
    }

    /// Each actor of a sentence once, with the first place where it or whoever speaks for it stands.
    pub(super) fn actors(&self, sentence: &SentenceAnalysis) -> BTreeMap<ActorRef, ByteSpan> {
        let mut found = BTreeMap::new();
        for mention in &sentence.mentions {
            for actor in [Some(mention.actor), mention.speaks_for].into_iter().flatten() {
                found.entry(actor).or_insert(mention.span);
            }
        }
        found
    }

    /// The unit of a sentence and an actor in it.
    pub(super) fn unit(&self, number: usize, actor: ActorRef, mention: ByteSpan) -> SampledUnit {
        let document = self.document;
        let sentences = &self.analysis.sentences;
        let sentence = sentences[number].span;
        let first = sentences[number.saturating_sub(1)].span;
        let last = sentences.get(number + 1).map_or(sentence, |next| next.span);
        let around = ByteSpan { start: first.start, end: last.end };
        let offset = self.chars.chars_before(around.start);
        SampledUnit {
            id: format!("{}:{}:{}", document.id, self.chars.chars_before(sentence.start), self.names.id(actor)),
            document: document.id.clone(),
            date: document.date.map(|date| date.to_string()),
            outlet: document.source.clone(),
            speaker: document.speaker.clone(),
            actor: self.names.id(actor).to_owned(),
            name: self.names.name(actor).to_owned(),
            mention: mention.of(&document.text).to_owned(),
            sentence: sentence.of(&document.text).to_owned(),
            text: around.of(&document.text).to_owned(),
            start: self.chars.chars_before(mention.start) - offset,
            end: self.chars.chars_before(mention.end) - offset,
            offset,
        }
    }
}
