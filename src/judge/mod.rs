//! From hits to opinions: who holds what toward whom in one sentence.
//!
//! What enters: the words and hits of a sentence and what is remembered of the sentences before.
//! What leaves: mentions, opinions with rule, terms and arithmetic, and the stance and sentiment they add up to.
//! No word is written in this code; grammar words are known by their classes.
//!
//! The way: tags ([`tag`]) → chunks ([`chunk`]) → subjects ([`roles`]), lists ([`lists`]), governors ([`governors`])
//! → chains ([`chain`], [`verbal`], [`nominal`]) with their shifters ([`shift`]), voices ([`voice`]) and references ([`refer`])
//! → sums ([`stance`], [`sentiment`]).

mod actors;
mod acts;
mod blocs;
mod chain;
mod chunk;
mod contributions;
mod experience;
mod fallback;
mod gate;
mod governors;
mod layout;
mod learned;
mod lists;
mod mentions;
mod nominal;
mod objects;
mod opinion;
mod pairs;
mod refer;
mod regard;
mod relate;
mod roles;
mod sentiment;
mod shift;
mod stance;
mod tag;
mod verbal;
mod verdict;
mod voice;

use chunk::Chunks;
use layout::Layout;
use tag::Tag;

use crate::detect::Detected;
use crate::lexicon::{ActorKind, Entry, Lexicon, Part, Target, Via};
use crate::model::{ActorRef, ByteSpan, Object, Opinion, Score, SentenceAnalysis, Voice};

pub use contributions::{Contribution, contributions};
pub use gate::says_nothing;
pub use refer::Context;

/// Families of rules that can be switched off to see what each is worth.
pub const FAMILIES: &[&str] = &[
    "act-against",
    "act-anaphora",
    "adjective-cue",
    "agent-cue-object",
    "agent-noun-cue",
    "anaphora",
    "bloc-work",
    "carriers",
    "clause-cue",
    "condition",
    "contrast",
    "control",
    "copula",
    "deed",
    "experience",
    "frame-beside",
    "implied-object",
    "learned",
    "light-verb",
    "met-with",
    "negation",
    "noun-by",
    "noun-owner",
    "noun-role",
    "own-cause",
    "passive",
    "passive-in-place",
    "possessor-cue",
    "possessor-frame",
    "reciprocal",
    "reference",
    "related",
    "speaker-evaluates",
    "spoken-cue",
    "told-to",
    "tone",
    "verdict",
    "voice",
];

/// What the rules may use and which of them are off.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Only supplied actors count.
    pub entities_only: bool,
    /// Say what sentiment and tone can rest on.
    pub observe: bool,
    /// Rule families that are off.
    pub without: Vec<String>,
}

/// "Denied that it would ban": the opposite, but less firmly than saying so.
const DENIED: Score = Score(600_000);

/// A mention of an actor in the sentence.
#[derive(Clone, Copy, Debug)]
struct Mentioned {
    actor: ActorRef,
    /// The lexicon's actor that it is or corresponds to, for its kind and what it carries.
    known: Option<u32>,
    speaks_for: Option<ActorRef>,
    first: usize,
    end: usize,
    via: Via,
    /// 1, or less where the reference admits doubt.
    surety: Score,
}

/// A cue in its place, of the part of speech that the place allows.
#[derive(Clone, Copy, Debug)]
struct CueAt {
    cue: u32,
    part: Part,
    first: usize,
    end: usize,
}

/// Something that opinions can be about.
#[derive(Clone, Debug)]
struct ObjectAt {
    object: Object,
    /// What it counts as for the cues' targets.
    kinds: [Option<Target>; 2],
    first: usize,
    end: usize,
    /// Pole times weight, where it is a matter of the agenda.
    pole: Option<Score>,
    is_actor: bool,
    via: Option<Via>,
    /// The verb group of a deed.
    deed: Option<usize>,
    /// The cue whose object is not named but implied: "a ban".
    implied_by: Option<CueAt>,
    /// For a noun that stands for an act told before: the sign of that act toward the object.
    act: Option<i8>,
    /// Less than 1 for an object found through a reference.
    surety: Score,
}

/// A sentence as the rules see it.
struct Reading<'a> {
    lexicon: &'a Lexicon,
    settings: &'a Settings,
    context: &'a Context,
    sentence: &'a Detected,
    tags: &'a [Tag],
    chunks: &'a Chunks,
    layout: &'a Layout,
    mentions: Vec<Mentioned>,
    cues: Vec<CueAt>,
    scopes: Vec<voice::Scope>,
    /// Whether the sentence asks.
    question: bool,
}

/// Buffers reused from sentence to sentence.
#[derive(Debug, Default)]
pub struct Judge {
    tags: Vec<Tag>,
    fixed: Vec<bool>,
    chunks: Chunks,
    layout: Layout,
}

impl Judge {
    /// Judges one sentence and remembers in `context` what the next ones may refer to.
    pub fn read(
        &mut self,
        span: ByteSpan,
        sentence: &Detected,
        lexicon: &Lexicon,
        settings: &Settings,
        context: &mut Context,
    ) -> SentenceAnalysis {
        let mentions = mentions::explicit(sentence, lexicon, settings, context);
        let can_hold = gate::can_hold_opinions(sentence, &mentions, context, lexicon);
        let nobody = can_hold && gate::nobody_is_meant(sentence, &mentions, context, lexicon);
        let parses = can_hold && !nobody;
        if parses {
            tag::tag(sentence, lexicon, &mentions, &mut self.tags, &mut self.fixed);
            chunk::chunk(sentence, lexicon, &mut self.tags, &mut self.chunks);
        } else {
            self.tags.clear();
            self.chunks.clear();
        }
        if parses || settings.observe || !mentions.is_empty() {
            self.layout.fill(sentence);
        }
        let mut reading = Reading {
            lexicon,
            settings,
            context,
            sentence,
            tags: &self.tags,
            chunks: &self.chunks,
            layout: &self.layout,
            mentions,
            cues: Vec::new(),
            scopes: Vec::new(),
            question: sentence.words.iter().rev().take(3).any(|word| word.kind == crate::token::Kind::Question),
        };
        let (objects, topical, mut opinions) = if parses {
            reading.cues = reading.cues_in_place();
            reading.resolve_references();
            // Without anybody who could hold an opinion or speak, there is none.
            let nobody = reading.mentions.is_empty();
            reading.scopes = if nobody { Vec::new() } else { reading.find_scopes() };
            let (objects, topical) = reading.objects();
            let opinions = if nobody { Vec::new() } else { reading.opinions(&objects) };
            (objects, topical, opinions)
        } else if nobody {
            // What is named is remembered all the same.
            let (objects, topical) = reading.objects();
            (objects, topical, Vec::new())
        } else {
            (Vec::new(), reading.is_topical(), Vec::new())
        };
        opinions.sort_by_key(|opinion| (opinion.holder, opinion.object, opinion.polarity, opinion.rule));
        let stance = stance::sum(&opinions);
        let sentiment::Spoken { sentiment, tone, observations } = reading.spoken_of(&opinions);
        let mentions = reading.shown_mentions();
        let analysis = SentenceAnalysis { span, mentions, opinions, stance, sentiment, tone, observations };
        let memory = reading.memory(&objects, &analysis.opinions, topical);
        context.remember(memory);
        analysis
    }
}

impl Reading<'_> {
    fn is_on(&self, family: &str) -> bool {
        !self.settings.without.iter().any(|off| off == family)
    }

    fn kind_of(&self, mention: &Mentioned) -> Option<ActorKind> {
        mention.known.map(|actor| self.lexicon.actors[actor as usize].kind)
    }

    /// Cues whose words have the part of speech that they need.
    fn cues_in_place(&self) -> Vec<CueAt> {
        let fitting = self.sentence.hits.iter().filter_map(|hit| {
            let Entry::Cue(cue, part) = hit.entry else { return None };
            let (first, end) = (hit.first as usize, hit.end as usize);
            let tag = self.tags[first];
            let fits = match part {
                Part::Verb(forms) => chunk::fits(tag, forms),
                Part::Noun => matches!(tag, Tag::Noun | Tag::Adjective) || tag == Tag::Negator,
                Part::Adjective => {
                    matches!(tag, Tag::Adjective | Tag::Noun | Tag::Negator | Tag::Preposition)
                        || tag == Tag::Participle
                }
            };
            fits.then_some(CueAt { cue, part, first, end })
        });
        fitting.collect()
    }

    /// The cue of a verb group, whatever it may be about.
    fn cue_of_verb(&self, verb: usize) -> Option<CueAt> {
        let head = self.chunks.verbs[verb].head;
        self.cues.iter().copied().find(|cue| cue.first == head && matches!(cue.part, Part::Verb(_)))
    }

    /// The cue of a verb group that may be about the object.
    fn cue_of_verb_for(&self, verb: usize, object: &ObjectAt) -> Option<CueAt> {
        let head = self.chunks.verbs[verb].head;
        self.cues
            .iter()
            .copied()
            .find(|cue| cue.first == head && matches!(cue.part, Part::Verb(_)) && self.accepts(cue.cue, object))
    }

    /// Any cue of that part in a chunk.
    fn cue_at_chunk(&self, chunk: usize, part: Part) -> Option<CueAt> {
        let group = self.chunks.list[chunk];
        self.cues.iter().rev().copied().find(|cue| cue.part == part && group.holds(cue.first))
    }

    /// The last cue of that part in a chunk that may be about the object.
    fn cue_in_chunk(&self, chunk: usize, part: Part, object: &ObjectAt) -> Option<CueAt> {
        let group = self.chunks.list[chunk];
        self.cues.iter().rev().copied().find(|cue| {
            cue.part == part
                && group.holds(cue.first)
                && !(object.first <= cue.first && cue.first < object.end)
                && self.accepts(cue.cue, object)
        })
    }

    /// All opinions in the sentence.
    fn opinions(&self, objects: &[ObjectAt]) -> Vec<Opinion> {
        let mut opinions: Vec<Opinion> = Vec::new();
        for object in objects {
            for held in self.held_toward(object) {
                opinions.extend(self.opinion(object, &held));
            }
        }
        self.fallback(objects, &mut opinions);
        self.regard(objects, &mut opinions);
        self.relate(objects, &mut opinions);
        self.relate_speakers(objects, &mut opinions);
        self.bloc_work(&mut opinions);
        if self.is_on("reciprocal") {
            self.returned(&mut opinions);
            self.pairs(&mut opinions);
        }
        if self.is_on("contrast") {
            self.contrast(&mut opinions);
        }
        opinion::merge(opinions)
    }
}

impl Voice {
    /// The word used in outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Quoted(_) => "quoted",
            Self::Reported(_) => "reported",
        }
    }
}
