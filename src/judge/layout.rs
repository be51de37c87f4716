//! Where words stand in relation to an actor: clause borders and names between, distance, side.

use crate::detect::{Detected, Word};
use crate::lexicon::{Classes, Entry};
use crate::model::Zones;
use crate::token::{Case, Kind};

/// How far from the actor a word counts as near, in words between.
const NEAR: usize = 3;

/// What a sentence's marks and names tell of places in it. Reused from sentence to sentence.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// How many clause borders stand before each word, and in the whole sentence at last.
    borders: Vec<u32>,
    /// How many names begin before each word, known to the lexicon or not: told by their capitals.
    names: Vec<u32>,
    /// Whether a word may have a learned weight.
    plain: Vec<bool>,
}

impl Layout {
    /// Fills the layout for a sentence.
    pub(super) fn fill(&mut self, sentence: &Detected) {
        self.clear();
        let words = &sentence.words;
        let (mut borders, mut names, mut in_name) = (0, 0, true);
        for (at, word) in words.iter().enumerate() {
            self.borders.push(borders);
            self.names.push(names);
            let capital = word.kind == Kind::Word && word.case != Case::Lower;
            borders += u32::from(is_clause_border(word));
            names += u32::from(capital && !in_name);
            // The first word shows a capital, whatever it is.
            in_name = capital && at > 0;
            self.plain
                .push(word.kind == Kind::Word && (word.case == Case::Lower || at == 0 && word.case != Case::Upper));
        }
        self.borders.push(borders);
        self.names.push(names);
        for hit in sentence.hits.iter().filter(|hit| is_named(hit.entry)) {
            self.plain[hit.first as usize..hit.end as usize].fill(false);
        }
    }

    /// Forgets the last sentence.
    pub(super) fn clear(&mut self) {
        self.borders.clear();
        self.names.clear();
        self.plain.clear();
    }

    /// Whether a word may have a learned weight: no name, nothing of the agenda, no number, no mark.
    ///
    /// Names never decide, so a word with a capital has no weight unless it begins the sentence.
    pub(super) fn is_plain(&self, word: usize) -> bool {
        self.plain[word]
    }

    /// Whether no clause border stands between two places.
    pub(super) fn same_clause(&self, from: usize, to: usize) -> bool {
        self.borders[from] == self.borders[to]
    }

    /// The zones of the words `first..end` seen from the words `actor`; `None` if they share a word.
    #[inline]
    pub(super) fn zones(&self, (first, end): (usize, usize), actor: (usize, usize)) -> Option<Zones> {
        let (from, to, is_after) = if end <= actor.0 {
            (end, actor.0, false)
        } else if actor.1 <= first {
            (actor.1, first, true)
        } else {
            return None;
        };
        let clause = self.same_clause(from, to);
        let open = self.names[from] == self.names[to];
        Some(Zones::at(is_after, [clause, to - from <= NEAR, open, clause && open, to == from]))
    }
}

/// A mark or a word that opens a clause; told by the word alone, so that no grammar need be worked out for it.
fn is_clause_border(word: &Word) -> bool {
    let opens = Classes::SUBORDINATOR.with(Classes::COMPLEMENTIZER).with(Classes::RELATIVE);
    let mark = matches!(
        word.kind,
        Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::OpenQuote | Kind::CloseQuote
    );
    mark || word.classes.has(opens) && !word.classes.has(Classes::PREPOSITION)
}

/// Whether the words name an actor or something of the agenda.
fn is_named(entry: Entry) -> bool {
    matches!(
        entry,
        Entry::Actor(..) | Entry::Guard | Entry::Frame(_) | Entry::Carrier(_) | Entry::Topic | Entry::Deed(..)
    )
}
