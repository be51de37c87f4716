//! The compiled form of packs: what the stages look things up in.

use rustc_hash::FxHashMap;

use super::class::Classes;
use super::inflect::Forms;
use super::learned::Weights;
use super::vocabulary::{Signals, Vocabulary, WordId, WordInfo, WordMask};
use super::wire::{ActorKind, AttributionKind, Control, Ends, FrameKind, HolderPlace, Pronoun, ShifterKind, Target};
use crate::model::{Measure, PartialDate, Score};
use crate::token::{Case, is_latin};

/// Number of a node of the phrase tree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// By what an actor was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Via {
    /// Its name.
    Name,
    /// An acronym.
    Acronym,
    /// The adjective or noun of its people.
    Demonym,
    /// A place or house that stands for it.
    Metonym,
    /// A name that needs the full one elsewhere in the document.
    Ambiguous,
    /// A definite description.
    Description,
    /// A pronoun.
    Pronoun,
    /// The first person of a document with a speaker.
    Speaker,
    /// Supplied with the document.
    Supplied,
}

impl Via {
    /// The word used in outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Acronym => "acronym",
            Self::Demonym => "demonym",
            Self::Metonym => "metonym",
            Self::Ambiguous => "short-name",
            Self::Description => "description",
            Self::Pronoun => "pronoun",
            Self::Speaker => "speaker",
            Self::Supplied => "entity",
        }
    }
}

/// Part of speech of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A verb, in some forms.
    Verb(Forms),
    /// A noun.
    Noun,
    /// An adjective or another predicate.
    Adjective,
}

/// What a phrase means; numbers index the lists of the [`Lexicon`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// An actor's name.
    Actor(u32, Via),
    /// A name that only holds an actor's name.
    Guard,
    /// A noun or name of a frame.
    Frame(u32),
    /// A verb that does what a frame is about.
    Deed(u32, Forms),
    /// A noun that refers back to a frame.
    Anaphor(u32),
    /// A product or phrase that stands for a carrier.
    Carrier(u32),
    /// A word that makes a sentence about the agenda.
    Topic,
    /// A cue.
    Cue(u32, Part),
    /// A reporting verb, or phrase if it has no forms.
    Attribution(u32, Forms),
    /// A shifter.
    Shifter(u32),
    /// A word of tone with its weight.
    Tone(Score),
    /// A noun for a kind of actor.
    Description(ActorKind),
    /// A grammar word of several words.
    Class(Classes),
}

/// A terminal of the phrase tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Terminal {
    pub(crate) entry: Entry,
    /// Capitals that the words must show.
    pub(crate) capitals: Capitals,
}

/// The capitals of a phrase: two bits for each word, the first word lowest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Capitals(u64);

impl Capitals {
    /// How many words a phrase can have.
    pub(crate) const WORDS: usize = 32;

    /// The capitals of at most [`Self::WORDS`] words.
    pub(crate) fn of(cases: impl IntoIterator<Item = Case>) -> Self {
        Self(cases.into_iter().take(Self::WORDS).enumerate().fold(0, |all, (at, case)| all | (case as u64) << (2 * at)))
    }

    /// Whether no word needs a capital.
    pub(crate) fn is_none(self) -> bool {
        self.0 == 0
    }

    /// What each word must show, up to the last that must show a capital.
    pub(crate) fn iter(self) -> impl Iterator<Item = Case> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let case = match rest & 3 {
                _ if rest == 0 => return None,
                0 => Case::Lower,
                1 => Case::Capital,
                _ => Case::Upper,
            };
            rest >>= 2;
            Some(case)
        })
    }
}

/// An actor.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Kebab-case id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// The pronoun that can stand for it.
    pub pronoun: Pronoun,
    /// Whose position it also is, and when.
    pub offices: Vec<Office>,
    /// The blocs that it belongs to, and when.
    pub member_of: Vec<Membership>,
}

/// A time in which an actor speaks for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Office {
    /// Number of the other actor.
    pub actor: u32,
    /// First day.
    pub from: Option<PartialDate>,
    /// Last day.
    pub until: Option<PartialDate>,
}

/// A time in which an actor belongs to a bloc.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membership {
    /// Number of the bloc.
    pub bloc: u32,
    /// First day.
    pub from: Option<PartialDate>,
    /// Last day.
    pub until: Option<PartialDate>,
}

/// A frame of the agenda.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Kebab-case id.
    pub id: String,
    /// Pole times weight.
    pub pole: Score,
    /// What it is.
    pub kind: FrameKind,
    /// Whether it counts only where a topic word is near.
    pub needs_topic: bool,
}

/// A carrier of a pole.
#[derive(Clone, Debug)]
pub struct Carrier {
    /// Kebab-case id: its own, or its first actor's.
    pub id: String,
    /// Numbers of its actors.
    pub actors: Vec<u32>,
    /// Pole times weight.
    pub pole: Score,
}

/// What a cue may be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TargetSet(u8);

impl TargetSet {
    /// Everything.
    pub const ALL: Self = Self(u8::MAX);

    /// The set of the listed targets; everything if none is listed.
    pub fn new(targets: &[Target]) -> Self {
        if targets.is_empty() {
            return Self::ALL;
        }
        Self(targets.iter().fold(0, |set, target| set | 1 << *target as u8))
    }

    /// Whether the target is in the set.
    pub fn has(self, target: Target) -> bool {
        self.0 & (1 << target as u8) != 0
    }
}

/// A cue.
#[derive(Clone, Debug)]
pub struct Cue {
    /// Kebab-case id.
    pub id: String,
    /// -1, 0 or 1 toward its object.
    pub sign: i8,
    /// Share of full support or rejection.
    pub weight: Score,
    /// What it may be about.
    pub targets: TargetSet,
    /// What *V Y to do* says about Y.
    pub control: Control,
    /// Whether both sides act.
    pub reciprocal: bool,
    /// Whether its nouns name the holder, not the act.
    pub agentive: bool,
    /// Where its holder stands.
    pub holder: HolderPlace,
}

/// A group of reporting words.
#[derive(Clone, Copy, Debug)]
pub struct Attribution {
    /// What they do.
    pub kind: AttributionKind,
}

/// A shifter.
#[derive(Clone, Copy, Debug)]
pub struct Shifter {
    /// What it does.
    pub kind: ShifterKind,
    /// What strength is multiplied by.
    pub factor: Score,
}

/// What an example must give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// The holder's stance has this sign.
    Stance {
        /// Id of the holder.
        holder: String,
        /// 1 for favor, -1 for against.
        sign: i8,
    },
    /// The holder has an opinion of this polarity toward the object.
    Opinion {
        /// Id of the holder.
        holder: String,
        /// Id of the object.
        object: String,
        /// -1 or 1.
        polarity: i8,
    },
    /// Nobody has any stance.
    Silence,
}

/// An example of a pack, to be run as a test.
#[derive(Clone, Debug)]
pub struct Example {
    /// Id of the entry that it belongs to.
    pub entry: String,
    /// The text.
    pub text: String,
    /// What it must give.
    pub expectation: Expectation,
    pub(super) place: (usize, std::ops::Range<usize>),
}

/// A loaded pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackInfo {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Language of the texts that it reads, ISO 639.
    pub language: String,
    /// One line.
    pub title: String,
    /// SPDX expression.
    pub licence: String,
    /// What it is known to favour, miss or get wrong.
    pub bias: String,
    /// What +1 and -1 mean, if it is an agenda.
    pub poles: Option<(String, String)>,
    /// What stance is measured toward, if it is an agenda.
    pub target: Option<String>,
}

/// All packs of a run, checked and compiled.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// The packs, required ones first.
    pub packs: Vec<PackInfo>,
    /// SHA-256 over all their files, in hexadecimal.
    pub sha256: String,
    /// Actors by number.
    pub actors: Vec<Actor>,
    /// Frames by number.
    pub frames: Vec<Frame>,
    /// Carriers by number.
    pub carriers: Vec<Carrier>,
    /// Cues by number.
    pub cues: Vec<Cue>,
    /// Groups of reporting words by number.
    pub attributions: Vec<Attribution>,
    /// Shifters by number.
    pub shifters: Vec<Shifter>,
    /// Abbreviations with their stops.
    pub abbreviations: Vec<(String, Ends)>,
    /// Words that can begin a sentence after an abbreviation.
    pub openers: Vec<String>,
    /// Examples of all packs.
    pub examples: Vec<Example>,
    /// Learned weights by [`Measure`], where a pack has them.
    pub learned: [Option<Weights>; 2],
    /// Pole of each actor that carries one, by the actor's number: (carrier, pole times weight).
    pub(crate) carrier_of: FxHashMap<u32, u32>,
    /// The comma as a word of phrases ("Atlanta, Georgia").
    pub(crate) comma: WordId,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) info: Vec<WordInfo>,
    /// What kinds of entries each word is the key word of: in any case, and with a capital.
    pub(crate) signals: Vec<[Signals; 2]>,
    pub(crate) children: FxHashMap<(NodeId, WordId), NodeId>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) terminals: Vec<Terminal>,
    pub(crate) actor_ids: FxHashMap<String, u32>,
    /// Every phrase as matched, for display.
    pub(crate) spellings: Vec<String>,
}

/// A node of the phrase tree.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Node {
    /// First of the terminals that end here.
    pub(crate) first: u32,
    /// One past their last.
    pub(crate) last: u32,
    /// The words that lead on.
    pub(crate) next: WordMask,
}

impl Lexicon {
    /// The number of the word with this hash.
    #[inline]
    pub fn word(&self, hash: u64) -> WordId {
        self.vocabulary.get(hash)
    }

    /// The node that a word leads to from another.
    #[inline]
    pub(crate) fn child(&self, node: NodeId, word: WordId) -> Option<NodeId> {
        if word == WordId::UNKNOWN || !self.nodes[node.0 as usize].next.may_hold(word) {
            return None;
        }
        self.children.get(&(node, word)).copied()
    }

    /// What a word announces, by whether it shows a capital.
    #[inline]
    pub(crate) fn signals(&self, word: WordId, capital: bool) -> Signals {
        let [any, capitals] = self.signals[word.0 as usize];
        if capital { any.with(capitals) } else { any }
    }

    /// What is known of a word.
    #[inline]
    pub fn info(&self, word: WordId) -> &WordInfo {
        &self.info[word.0 as usize]
    }

    /// Whether most words are written in Latin letters.
    pub fn is_latin(&self) -> bool {
        let first = self.spellings.iter().filter_map(|word| word.chars().find(|letter| letter.is_alphabetic()));
        let (latin, other): (Vec<char>, Vec<char>) = first.partition(|letter| is_latin(*letter));
        latin.len() >= other.len()
    }

    /// How many words are of these classes.
    pub fn words_of(&self, classes: Classes) -> usize {
        self.info.iter().filter(|info| info.classes.has(classes)).count()
    }

    /// The learned weights of a measure, if a pack has them.
    #[inline]
    pub fn learned(&self, measure: Measure) -> Option<&Weights> {
        self.learned[measure as usize].as_ref()
    }

    /// Drops the learned weights: the rules alone give sentiment and tone then.
    pub fn forget_learned(&mut self) {
        self.learned = [None, None];
    }

    /// The number of the actor with this id.
    pub fn actor(&self, id: &str) -> Option<u32> {
        self.actor_ids.get(id).copied()
    }

    /// The number of the actor with this display name, in any case.
    pub fn actor_named(&self, name: &str) -> Option<u32> {
        self.actors.iter().position(|actor| actor.name.eq_ignore_ascii_case(name)).map(|number| number as u32)
    }

    /// The carrier that the actor is, if it is one.
    pub fn carrier_of(&self, actor: u32) -> Option<u32> {
        self.carrier_of.get(&actor).copied()
    }

    /// The agenda pack: the last one that has poles.
    pub fn agenda(&self) -> Option<&PackInfo> {
        self.packs.iter().rev().find(|pack| pack.poles.is_some())
    }

    /// The pack that was asked for: the last one loaded.
    pub fn pack(&self) -> Option<&PackInfo> {
        self.packs.last()
    }
}
