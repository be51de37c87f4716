//! The words that any phrase holds: their numbers, and what each is known to be and to announce.

use rustc_hash::FxHashMap;

use super::class::Classes;
use super::compiled::NodeId;
use super::inflect::Forms;

/// Number of a word in the vocabulary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

impl WordId {
    /// A word that no pack knows.
    pub const UNKNOWN: Self = Self(0);
}

/// What is known of a single word.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordInfo {
    /// Grammar classes, those of cue and tone entries among them (verb, noun, adjective).
    pub classes: Classes,
    /// Which verb forms it can be.
    pub forms: Forms,
    /// The node of the phrase tree that it leads to from the root.
    pub node: Option<NodeId>,
    /// Whether it begins a phrase whose second word is a particle, so that an object can stand between.
    pub parts: bool,
}

/// A set of kinds of entries that a word announces.
///
/// Each phrase is announced by one of its words, the longest: a sentence without that word cannot hold the phrase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signals(u32);

impl Signals {
    /// No entry.
    pub const NONE: Self = Self(0);
    /// Actors' names, and pronouns and nouns that can stand for them.
    pub const ACTOR: Self = Self(1);
    /// Frames, carriers' products and practices.
    pub const OBJECT: Self = Self(2);
    /// Cues.
    pub const CUE: Self = Self(4);
    /// Words of tone.
    pub const TONE: Self = Self(8);
    /// Words that make a sentence about the agenda.
    pub const TOPIC: Self = Self(16);
    /// Pronouns, descriptions and anaphors, which need another mention before them.
    pub const REFERENCE: Self = Self(32);
    /// A word of an actor's name. As [`Self::ACTOR`], but of words that are rarer in texts.
    pub const NAME: Self = Self(64);
    /// A word of a name that needs the full one elsewhere.
    pub const SHORT_NAME: Self = Self(65536);
    /// A word of a frame, a practice, a carrier or a topic. As [`Self::OBJECT`] and [`Self::TOPIC`], but of words that
    /// are rarer in texts.
    pub const MATTER: Self = Self(131_072);
    /// "he", "his"
    pub const HE: Self = Self(128);
    /// "she", "her"
    pub const SHE: Self = Self(256);
    /// "it", "its"
    pub const IT: Self = Self(512);
    /// "they", "their"
    pub const THEY: Self = Self(1024);
    /// "we", "my": the first person.
    pub const FIRST_PERSON: Self = Self(2048);
    /// Nouns for kinds of actors.
    pub const DESCRIPTION: Self = Self(4096);
    /// Nouns for those who speak for a state.
    pub const REPRESENTATIVE: Self = Self(8192);
    /// Nouns for an act told before.
    pub const ACT: Self = Self(16384);
    /// Nouns that go back to a frame.
    pub const ANAPHOR: Self = Self(32768);

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether they share a kind.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// A set of words that may hold a few more than were put in: one bit stands for every 32nd word.
///
/// Most words of a text do not go on any phrase; the mask tells so without a look-up.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct WordMask(u32);

impl WordMask {
    /// Puts a word in.
    pub(crate) fn insert(&mut self, word: WordId) {
        self.0 |= 1 << (word.0 % 32);
    }

    /// Whether no word is in.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the word can be in.
    pub(super) fn may_hold(self, word: WordId) -> bool {
        self.0 & 1 << (word.0 % 32) != 0
    }
}

/// The numbers of words by their hashes: a table with a place for every hash, and the next free one if it is taken.
///
/// At most half of it is full, so that a word that no pack knows is mostly told by one empty place.
///
/// A place is chosen by the high half of the hash and holds the low half: that a word of a text is taken for one of the
/// lexicon by chance has a probability of about 10⁻¹⁰.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// Low half of the hash, and the number; a power of two of them.
    table: Box<[(u32, WordId)]>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self::of(&FxHashMap::default())
    }
}

impl Vocabulary {
    /// The table of these words.
    pub(crate) fn of(words: &FxHashMap<u64, WordId>) -> Self {
        let size = (2 * words.len()).next_power_of_two();
        let mut table = vec![(0, WordId::UNKNOWN); size.max(2)].into_boxed_slice();
        let mask = table.len() - 1;
        let mut words: Vec<(u64, WordId)> = words.iter().map(|(hash, word)| (*hash, *word)).collect();
        words.sort_unstable_by_key(|(_, word)| *word);
        for (hash, word) in words {
            let mut at = (hash >> 32) as usize & mask;
            while table[at].1 != WordId::UNKNOWN {
                at = (at + 1) & mask;
            }
            table[at] = (hash as u32, word);
        }
        Self { table }
    }

    /// The number of the word with this hash, [`WordId::UNKNOWN`] if there is none.
    #[inline]
    pub(crate) fn get(&self, hash: u64) -> WordId {
        let mask = self.table.len() - 1;
        let mut at = (hash >> 32) as usize & mask;
        loop {
            let (low, word) = self.table[at & mask];
            if word == WordId::UNKNOWN || low == hash as u32 {
                return word;
            }
            at += 1;
        }
    }
}
