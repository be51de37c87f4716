//! What words announce, as far as it is known only when all phrases are.
//!
//! A sentence without the word that announces a phrase cannot hold the phrase. The rarer these words are in texts, the
//! fewer sentences are searched in vain; which of a phrase's words is rare is guessed from the packs themselves.

use std::cmp::Reverse;

use super::{Compiler, PhraseWord};
use crate::lexicon::class::Classes;
use crate::lexicon::compiled::{Entry, Via};
use crate::lexicon::vocabulary::{Signals, WordInfo};
use crate::token::Case;

/// Classes of single words and what a word of such a class announces.
const BY_CLASS: [(Classes, Signals); 7] = [
    (Classes::PRONOUN_HE.with(Classes::POSSESSIVE_HE), Signals::HE),
    (Classes::PRONOUN_SHE.with(Classes::POSSESSIVE_SHE), Signals::SHE),
    (Classes::PRONOUN_IT.with(Classes::POSSESSIVE_IT), Signals::IT),
    (Classes::PRONOUN_THEY.with(Classes::POSSESSIVE_THEY), Signals::THEY),
    (Classes::FIRST_PERSON, Signals::FIRST_PERSON),
    (Classes::REPRESENTATIVE, Signals::REPRESENTATIVE),
    (Classes::ACT, Signals::ACT),
];

/// Phrases that are still to be announced, each with how.
#[derive(Debug, Default)]
pub(super) struct Unannounced {
    words: Vec<PhraseWord>,
    /// Where the words of each phrase end.
    phrases: Vec<(usize, Signals)>,
    /// How many phrases hold each word, by its number.
    counts: Vec<u32>,
}

impl Unannounced {
    /// Adds a phrase if it is one that decides whether a sentence is read.
    pub(super) fn add(&mut self, words: &[PhraseWord], entry: Entry) {
        let signal = match entry {
            Entry::Actor(_, Via::Ambiguous) => Signals::SHORT_NAME,
            Entry::Actor(..) => Signals::NAME,
            Entry::Frame(_) | Entry::Deed(..) | Entry::Carrier(_) | Entry::Topic => Signals::MATTER,
            _ => return,
        };
        for (word, _) in words {
            let place = word.0 as usize;
            if place >= self.counts.len() {
                self.counts.resize(place + 1, 0);
            }
            self.counts[place] += 1;
        }
        self.words.extend(words);
        self.phrases.push((self.words.len(), signal));
    }

    /// The phrases, the shortest first.
    fn in_order(&self) -> Vec<(&[PhraseWord], Signals)> {
        let mut first = 0;
        let phrases = self.phrases.iter().map(|&(end, signal)| {
            let words = &self.words[first..end];
            first = end;
            (words, signal)
        });
        let mut phrases: Vec<_> = phrases.collect();
        phrases.sort_by_key(|(words, _)| words.len());
        phrases
    }
}

impl Compiler {
    /// Marks the words by which references can be told, and those that announce names and matters of the agenda.
    pub(super) fn announce(&mut self) {
        for (info, signals) in self.lexicon.info.iter().zip(&mut self.lexicon.signals) {
            for (_, signal) in BY_CLASS.iter().filter(|(classes, _)| info.classes.has(*classes)) {
                signals[0] = signals[0].with(*signal);
            }
        }
        let unannounced = std::mem::take(&mut self.unannounced);
        for (words, signal) in unannounced.in_order() {
            // "Ministry of Finance of Peru" is announced by "Peru", which is a name itself.
            if words.iter().any(|word| self.announces(*word, signal)) {
                continue;
            }
            if let Some((key, case)) = words.iter().max_by_key(|word| self.rareness(**word, &unannounced.counts)) {
                let marked = &mut self.lexicon.signals[key.0 as usize][usize::from(*case != Case::Lower)];
                *marked = marked.with(signal);
            }
        }
    }

    /// Whether the word, with the capital that the phrase asks for, announces so much already.
    fn announces(&self, (word, case): PhraseWord, signal: Signals) -> bool {
        let [any, capital] = self.lexicon.signals[word.0 as usize];
        any.has(signal) || case != Case::Lower && capital.has(signal)
    }

    /// What makes a word rare in texts: that it is no grammar word, a capital, few phrases that hold it, and length.
    fn rareness(&self, (word, case): PhraseWord, counts: &[u32]) -> (bool, bool, Reverse<u32>, usize) {
        let place = word.0 as usize;
        let WordInfo { classes, .. } = self.lexicon.info[place];
        let length = self.lexicon.spellings[place].len();
        (!classes.has(Classes::CLOSED), case != Case::Lower, Reverse(counts[place]), length)
    }
}
