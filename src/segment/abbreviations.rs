//! The words with a stop of their own.

use std::collections::{HashMap, HashSet};

/// Whether a sentence can end with an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ends {
    /// Never: something must follow, as after "Dr.".
    Never,
    /// Sometimes, as after "Inc.": it does where the next word is a typical first word of a sentence.
    Maybe,
}

/// The abbreviations of a language and the words that typically open its sentences.
///
/// Initials ("J.") and letters with stops between them ("U.S.") are known by their shape and need not be listed.
#[derive(Clone, Debug, Default)]
pub struct Abbreviations {
    words: HashMap<Box<str>, Ends>,
    openers: HashSet<Box<str>>,
    /// Bytes of the longest key of `words`; saves the look-up of longer words.
    longest: usize,
}

impl Abbreviations {
    /// Builds the table from `(abbreviation with its stop, whether a sentence can end with it)` and from the
    /// capitalised words that open a sentence far more often than they stand within one ("The", "He", "But").
    ///
    /// Case counts, but one that begins with a small letter is also known with a capital. Of an abbreviation of
    /// several words ("et al.") the last counts. Where one is given twice, the later one holds.
    pub fn new<A: AsRef<str>, O: AsRef<str>>(
        abbreviations: impl IntoIterator<Item = (A, Ends)>,
        openers: impl IntoIterator<Item = O>,
    ) -> Self {
        let mut table = Self::default();
        for (phrase, ends) in abbreviations {
            if let Some(word) = phrase.as_ref().split_whitespace().last() {
                table.add(capitalised(word), ends);
                table.add(word.to_owned(), ends);
            }
        }
        table.openers = openers.into_iter().map(|word| word.as_ref().trim().into()).collect();
        table
    }

    fn add(&mut self, word: String, ends: Ends) {
        self.longest = self.longest.max(word.len());
        self.words.insert(word.into_boxed_str(), ends);
    }

    /// What `word`, given with its stop, says about the end of its sentence; `None` for an ordinary word.
    pub(super) fn ends(&self, word: &str) -> Option<Ends> {
        if word.len() <= self.longest
            && let Some(&ends) = self.words.get(word)
        {
            return Some(ends);
        }
        is_initials(word).then_some(Ends::Maybe)
    }

    /// Whether `word` typically opens a sentence.
    pub(super) fn opens(&self, word: &str) -> bool {
        self.openers.contains(word)
    }
}

fn capitalised(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// Whether a word is one capital with a stop ("J.") or single letters with a stop after each ("U.S.", "a.m.").
fn is_initials(word: &str) -> bool {
    let mut letters = 0;
    let mut rest = word.chars();
    while let Some(letter) = rest.next() {
        if !letter.is_alphabetic() || rest.next() != Some('.') {
            return false;
        }
        letters += 1;
    }
    letters > 1 || (letters == 1 && word.chars().all(|c| c == '.' || c.is_uppercase()))
}
