//! One document through all stages that need nothing but its text: segment, detect, judge.

use crate::lexicon::Lexicon;
use crate::model::{Analysis, Document};

/// How documents are analysed.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Only actors supplied with a document count; the pack's own are off.
    pub entities_only: bool,
    /// Keep every sentence, with its tone, not only those with a finding.
    pub all_sentences: bool,
    /// Rule families that are switched off, to price them.
    pub without: Vec<String>,
}

/// Reads documents with one lexicon; shared by all threads.
#[derive(Debug)]
pub struct Analyzer {
    lexicon: Lexicon,
    options: Options,
}

impl Analyzer {
    /// An analyzer for the lexicon.
    pub fn new(lexicon: Lexicon, options: Options) -> Self {
        Self { lexicon, options }
    }

    /// The lexicon that it reads with.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// How it reads.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// What the document says. Never fails; a text without anything to find gives an empty analysis.
    pub fn analyze(&self, document: &Document) -> Analysis {
        let _ = document;
        Analysis::default()
    }
}
