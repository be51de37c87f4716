//! One sentence to its hits: actors, frames, cues, shifters, tone, each with its place.
//!
//! One pass over the words; phrases are followed down one tree for everything in the lexicon.
//! Nothing is scored here, and nothing is decided that needs more than the words of a phrase.

mod phrases;
mod words;

use crate::lexicon::{Classes, Entry, Forms, Lexicon, NodeId, Signals, WordId};
use crate::model::ByteSpan;
use crate::token::{Case, Kind};

/// A token with what the lexicon knows of it.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Where it stands in the document.
    pub span: ByteSpan,
    /// Its number in the vocabulary.
    pub id: WordId,
    /// What it is.
    pub kind: Kind,
    /// How it is capitalised.
    pub case: Case,
    /// Its grammar classes.
    pub classes: Classes,
    /// The verb forms that it can be.
    pub forms: Forms,
    /// Where it leads in the tree of phrases.
    pub node: Option<NodeId>,
    /// Whether an object can part it from the rest of a phrase.
    pub parts: bool,
    /// Its last two bytes: tell a plural, an adverb in "-ly", or one mark from another.
    pub ending: [u8; 2],
}

/// A phrase of the lexicon found in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Number of its first word.
    pub first: u32,
    /// One past the number of its last word.
    pub end: u32,
    /// What it is.
    pub entry: Entry,
}

impl Hit {
    /// How many words it covers.
    pub fn len(&self) -> u32 {
        self.end - self.first
    }

    /// Whether it covers no word; never so for a hit that was found.
    pub fn is_empty(&self) -> bool {
        self.end == self.first
    }
}

/// A sentence as detected. Reused from sentence to sentence, so that no word costs an allocation.
#[derive(Debug, Default)]
pub struct Detected {
    /// Its words and marks in order.
    pub words: Vec<Word>,
    /// Its hits, sorted by first word, longer ones first.
    pub hits: Vec<Hit>,
    /// What kinds of entries its words announce.
    pub signals: Signals,
    /// Whether a quotation mark stands in it.
    pub has_quotes: bool,
    found: Vec<phrases::Found>,
}

impl Detected {
    /// Cuts the sentence into words and notes what they announce; the hits are empty after this.
    pub fn read_words(&mut self, text: &str, sentence: ByteSpan, lexicon: &Lexicon) {
        self.hits.clear();
        (self.signals, self.has_quotes) = words::read(text, sentence, lexicon, &mut self.words);
    }

    /// Finds the phrases among the words.
    pub fn find_phrases(&mut self, lexicon: &Lexicon) {
        words::describe(&mut self.words, lexicon);
        phrases::find(&self.words, lexicon, &mut self.found, &mut self.hits);
    }

    /// The bytes that a run of words covers.
    pub fn span(&self, first: u32, end: u32) -> ByteSpan {
        let first = &self.words[first as usize];
        let last = &self.words[(end.max(1) - 1) as usize];
        ByteSpan { start: first.span.start, end: last.span.end }
    }
}
