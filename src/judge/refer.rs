//! References: pronouns, descriptions and "we" to the actors that they stand for, and what one sentence leaves for the
//! next.

use std::collections::{BTreeSet, VecDeque};

use super::acts::Act;
use super::chunk::Kind;
use super::mentions::SuppliedMention;
use super::tag::Tag;
use super::{Mentioned, ObjectAt, Reading};
use crate::detect::Detected;
use crate::lexicon::{ActorKind, Classes, Entry, Lexicon, Pronoun, Signals, Target, Via};
use crate::model::{ActorRef, Object, Opinion, PartialDate, Score};

/// A pronoun that goes back to the subject of the sentence before, or of a clause before.
const PRONOUN: Score = Score(800_000);
/// A description: "the grouping".
const DESCRIPTION: Score = Score(800_000);
/// "we" in somebody's quoted words.
const QUOTED: Score = Score(900_000);
/// "the government", "officials" without a name.
const UNNAMED: Score = Score(600_000);
/// Sentences that a description looks back.
const MEMORY: usize = 3;

/// What is remembered of a document while its sentences are read in order.
#[derive(Debug, Default)]
pub struct Context {
    /// The document's date.
    pub(super) date: Option<PartialDate>,
    /// Who "we" is.
    pub(super) speaker: Option<ActorRef>,
    /// Mentions that came with the document, in order.
    pub(super) entities: Vec<SuppliedMention>,
    /// Actors named in full so far.
    pub(super) named: BTreeSet<u32>,
    /// Actors of the last sentences, latest first; within a sentence in order of salience.
    recent: VecDeque<Vec<Recent>>,
    /// Frames of the last sentences, latest first.
    frames: VecDeque<Vec<u32>>,
    /// The carrier named last, in this sentence's predecessors.
    pub(super) last_carrier: Option<ObjectAt>,
    /// What somebody did in the sentences before.
    pub(super) last_act: Option<Act>,
    /// Whether the sentence before (or the title) was about the agenda's matter.
    pub(super) topical: bool,
    /// The quotation that is open at the start of the sentence.
    pub(super) open_quote: Option<Quotation>,
}

/// A quotation that goes on over several sentences.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Quotation {
    /// Whose words they are, where known.
    pub(super) speaker: Option<Mentioned>,
}

/// Supplied mentions that were taken away for a while.
#[derive(Debug)]
pub struct SetAside(Vec<SuppliedMention>);

/// An actor as remembered.
#[derive(Clone, Copy, Debug)]
struct Recent {
    mention: Mentioned,
    subject: bool,
}

/// What one sentence leaves for the next.
#[derive(Debug, Default)]
pub(super) struct Memory {
    recent: Vec<Recent>,
    frames: Vec<u32>,
    topical: bool,
    last_carrier: Option<ObjectAt>,
    last_act: Option<Act>,
    open_quote: Option<Quotation>,
}

impl Context {
    /// The context at the start of a document.
    pub fn new(
        date: Option<PartialDate>,
        speaker: Option<ActorRef>,
        entities: impl IntoIterator<Item = (ActorRef, crate::model::ByteSpan)>,
    ) -> Self {
        let entities = entities.into_iter().map(|(actor, span)| SuppliedMention { actor, span }).collect();
        Self { date, speaker, entities, ..Self::default() }
    }

    /// Whether a supplied mention lies in the span.
    pub fn has_entity_in(&self, span: crate::model::ByteSpan) -> bool {
        let from = self.entities.partition_point(|entity| entity.span.end <= span.start);
        self.entities[from..].iter().take_while(|entity| entity.span.start < span.end).next().is_some()
    }

    /// Takes the supplied mentions away while a title is read, to which their places do not refer.
    pub fn set_aside_entities(&mut self) -> SetAside {
        SetAside(std::mem::take(&mut self.entities))
    }

    /// Puts them back.
    pub fn bring_back_entities(&mut self, entities: SetAside) {
        self.entities = entities.0;
    }

    /// Whether anything before can be meant by a pronoun or a description.
    pub fn can_refer(&self) -> bool {
        self.speaker.is_some() || self.recent.iter().any(|sentence| !sentence.is_empty())
    }

    /// Whether any of the words that refer to actors can mean one of the sentences before, if the sentence names none.
    pub(super) fn resolves(&self, signals: Signals, lexicon: &Lexicon) -> bool {
        let last = || self.recent.front().into_iter().flatten().map(|recent| &recent.mention);
        let pronouns = [
            (Signals::HE, Pronoun::He),
            (Signals::SHE, Pronoun::She),
            (Signals::IT, Pronoun::It),
            (Signals::THEY, Pronoun::They),
        ];
        let speaker = || self.speaker.is_some() || self.open_quote.is_some_and(|quotation| quotation.speaker.is_some());
        pronouns
            .into_iter()
            .any(|(signal, pronoun)| signals.has(signal) && last().any(|mention| can_mean(pronoun, mention, lexicon)))
            || signals.has(Signals::FIRST_PERSON) && speaker()
            || signals.has(Signals::DESCRIPTION) && self.recent.iter().any(|sentence| !sentence.is_empty())
            || signals.has(Signals::REPRESENTATIVE) && last().next().is_some()
    }

    /// Whether "the treaty" can mean a frame named before.
    pub(super) fn has_frames(&self) -> bool {
        self.frames.iter().any(|sentence| !sentence.is_empty())
    }

    /// Notes a sentence without actors and objects.
    pub fn pass(&mut self, topical: bool) {
        let open_quote = self.open_quote;
        self.remember(Memory { topical, open_quote, ..Memory::default() });
    }

    /// Notes a sentence of which [`says_nothing`](super::gate::says_nothing) is true.
    pub fn pass_by(&mut self, sentence: &Detected) {
        let open_quote = super::voice::left_open(self.open_quote, sentence);
        self.remember(Memory { open_quote, ..Memory::default() });
    }

    pub(super) fn remember(&mut self, memory: Memory) {
        push_front(&mut self.recent, memory.recent);
        push_front(&mut self.frames, memory.frames);
        self.topical = memory.topical;
        // A carrier is kept for the sentence after the next at most.
        self.last_carrier = memory.last_carrier.or_else(|| self.last_carrier.take().filter(|_| memory.topical));
        self.last_act = memory.last_act.or_else(|| self.last_act.take().filter(|_| memory.topical));
        self.open_quote = memory.open_quote;
    }

    /// The frame of the sentences before that came last among those asked for.
    pub(super) fn last_frame(&self, wanted: impl Fn(u32) -> bool) -> Option<u32> {
        self.frames.iter().flatten().copied().find(|frame| wanted(*frame))
    }
}

/// Whether a pronoun can stand for an actor.
fn can_mean(pronoun: Pronoun, mention: &Mentioned, lexicon: &Lexicon) -> bool {
    if mention.via == Via::Demonym {
        return false;
    }
    let Some(known) = mention.known else { return mention.via == Via::Supplied };
    let actor = &lexicon.actors[known as usize];
    match pronoun {
        Pronoun::They => {
            actor.kind != ActorKind::Leader && actor.kind != ActorKind::State || actor.pronoun == Pronoun::They
        }
        other => actor.pronoun == other,
    }
}

fn push_front<T>(queue: &mut VecDeque<Vec<T>>, item: Vec<T>) {
    queue.push_front(item);
    queue.truncate(MEMORY);
}

impl Reading<'_> {
    /// Adds mentions by pronoun, description and first person.
    pub(super) fn resolve_references(&mut self) {
        if !self.is_on("reference") {
            return;
        }
        let mut found = Vec::new();
        for at in 0..self.sentence.words.len() {
            let classes = self.sentence.words[at].classes;
            let mention = match self.tags[at] {
                Tag::Pronoun | Tag::OwnPronoun => self.pronoun(at, classes),
                Tag::Noun => self.description(at, classes),
                _ => None,
            };
            found.extend(mention);
        }
        self.mentions.extend(found);
        self.mentions.sort_by_key(|mention| (mention.first, mention.end, mention.actor));
    }

    fn pronoun(&self, at: usize, classes: Classes) -> Option<Mentioned> {
        if classes.has(Classes::FIRST_PERSON) {
            return self.first_person(at);
        }
        let fits: fn(&Reading<'_>, &Mentioned) -> bool =
            if classes.has(Classes::PRONOUN_HE.with(Classes::POSSESSIVE_HE)) {
                |reading, mention| reading.stands_for(mention, Pronoun::He)
            } else if classes.has(Classes::PRONOUN_SHE.with(Classes::POSSESSIVE_SHE)) {
                |reading, mention| reading.stands_for(mention, Pronoun::She)
            } else if classes.has(Classes::PRONOUN_IT.with(Classes::POSSESSIVE_IT)) {
                |reading, mention| reading.stands_for(mention, Pronoun::It)
            } else if classes.has(Classes::PRONOUN_THEY.with(Classes::POSSESSIVE_THEY)) {
                |reading, mention| reading.stands_for(mention, Pronoun::They)
            } else {
                return None;
            };
        let owner = self.tags[at] == Tag::OwnPronoun;
        let earlier = self.antecedent_here(at, owner, fits).or_else(|| self.antecedent_before(fits))?;
        Some(Mentioned { first: at, end: at + 1, via: Via::Pronoun, surety: PRONOUN.times(earlier.surety), ..earlier })
    }

    /// "We", "our delegation": the speaker of the document, or of the quotation.
    fn first_person(&self, at: usize) -> Option<Mentioned> {
        if let Some(quoted) = self.quoted_speaker(at) {
            return Some(Mentioned { first: at, end: at + 1, via: Via::Speaker, surety: QUOTED, ..quoted });
        }
        let speaker = self.context.speaker?;
        let known = self.lexicon.actors.get(speaker.0 as usize).map(|_| speaker.0);
        Some(Mentioned {
            actor: speaker,
            known,
            speaks_for: None,
            first: at,
            end: at + 1,
            via: Via::Speaker,
            surety: Score::ONE,
        })
    }

    /// Whose words in quotation marks a word is among; the quotation may have begun in an earlier sentence.
    fn quoted_speaker(&self, at: usize) -> Option<Mentioned> {
        let scopes = self.find_scopes();
        let scope = scopes.iter().find(|scope| scope.quoted && scope.first <= at && at < scope.end)?;
        let going_on = || self.context.open_quote.filter(|_| scope.first == 0).and_then(|quotation| quotation.speaker);
        scope.speaker.map(|mention| self.mentions[mention]).or_else(going_on)
    }

    fn stands_for(&self, mention: &Mentioned, pronoun: Pronoun) -> bool {
        can_mean(pronoun, mention, self.lexicon)
    }

    /// The nearest subject before the word in the same sentence, or the nearest mention that fits.
    fn antecedent_here(&self, at: usize, owner: bool, fits: fn(&Reading<'_>, &Mentioned) -> bool) -> Option<Mentioned> {
        let doer = if owner { None } else { self.doer_of_what_governs(at) };
        let before: Vec<&Mentioned> = self
            .mentions
            .iter()
            .filter(|mention| mention.end <= at && fits(self, mention))
            .filter(|mention| doer.is_none_or(|doer| !self.in_list(doer, self.chunks.of_word[mention.first])))
            .collect();
        // "its" goes back to what was named last; "it" to a subject.
        let subject = before.iter().find(|mention| !owner && self.is_subject_mention(mention));
        subject.or(before.last()).map(|mention| **mention)
    }

    /// "China attacked *it*": the chunk of the verb's subject, which its object cannot stand for.
    fn doer_of_what_governs(&self, at: usize) -> Option<usize> {
        let chunk = *self.chunks.of_word.get(at)?;
        if self.is_subject(chunk) {
            return None;
        }
        let Some(Kind::Verb(number)) = chunk.checked_sub(1).and_then(|left| self.chunks.kind(left)) else {
            return None;
        };
        self.subject(number, 0).map(|subject| subject.chunk)
    }

    /// Whether a chunk belongs to the list that ends in `last`.
    fn in_list(&self, last: usize, chunk: usize) -> bool {
        (self.list_start(last)..=last).contains(&chunk)
    }

    fn antecedent_before(&self, fits: fn(&Reading<'_>, &Mentioned) -> bool) -> Option<Mentioned> {
        let last = self.context.recent.front()?;
        let subject = last.iter().find(|recent| recent.subject && fits(self, &recent.mention));
        subject.or_else(|| last.iter().find(|recent| fits(self, &recent.mention))).map(|recent| recent.mention)
    }

    fn is_subject_mention(&self, mention: &Mentioned) -> bool {
        let chunk = self.chunks.of_word[mention.first];
        chunk != super::chunk::Chunks::NONE && self.is_subject(chunk)
    }

    /// "the grouping", "the company", "the ministry": the last actor of that kind.
    fn description(&self, at: usize, classes: Classes) -> Option<Mentioned> {
        if !classes.has(Classes::REPRESENTATIVE) && !self.sentence.signals.has(Signals::DESCRIPTION) {
            return None;
        }
        let chunk = *self.chunks.list.get(self.chunks.of_word[at])?;
        let named = self.mentions.iter().any(|mention| chunk.holds(mention.first));
        let definite = self.word_is(chunk.first, Classes::DETERMINER)
            && !self.word_is(chunk.first, Classes::INDEFINITE)
            && chunk.first < at;
        if named || chunk.end != at + 1 {
            return None;
        }
        let kind = self.sentence.hits.iter().find_map(|hit| match hit.entry {
            Entry::Description(kind) if hit.first as usize == at => Some(kind),
            _ => None,
        });
        if let Some(kind) = kind.filter(|_| definite) {
            let same_kind = |mention: &Mentioned| self.kind_of(mention) == Some(kind) && mention.via != Via::Demonym;
            let here = self.mentions.iter().rev().find(|mention| mention.end <= at && same_kind(mention)).copied();
            let earlier =
                here.or_else(|| self.context.recent.iter().flatten().map(|recent| recent.mention).find(same_kind))?;
            return Some(Mentioned {
                first: at,
                end: at + 1,
                via: Via::Description,
                surety: DESCRIPTION.times(earlier.surety),
                ..earlier
            });
        }
        let official = classes.has(Classes::REPRESENTATIVE) && definite;
        let preposition_follows =
            self.chunks.kind(self.chunks.of_word[at] + 1) == Some(super::chunk::Kind::Preposition);
        if !official || preposition_follows {
            return None;
        }
        let state = |mention: &Mentioned| self.kind_of(mention) == Some(ActorKind::State);
        let here = self.mentions.iter().rev().find(|mention| mention.end <= at && state(mention)).copied();
        let earlier = here.or_else(|| self.context.recent.front()?.iter().map(|recent| recent.mention).find(state))?;
        Some(Mentioned {
            first: at,
            end: at + 1,
            via: Via::Description,
            surety: UNNAMED.times(earlier.surety),
            ..earlier
        })
    }

    /// What this sentence leaves for the next.
    pub(super) fn memory(&self, objects: &[ObjectAt], opinions: &[Opinion], topical: bool) -> Memory {
        // What stands before the first verb is near enough to a subject, and costs nothing to know.
        let verb = |word: &crate::detect::Word| {
            let auxiliary = Classes::BE.with(Classes::HAVE).with(Classes::MODAL);
            word.classes.has(auxiliary) || !word.forms.is_empty() && !word.classes.has(Classes::NOUN)
        };
        let first_verb = self.sentence.words.iter().position(verb).unwrap_or(0);
        let mut recent: Vec<Recent> = self
            .mentions
            .iter()
            .map(|mention| Recent { mention: *mention, subject: mention.first < first_verb })
            .collect();
        recent.sort_by_key(|recent| (!recent.subject, recent.mention.first));
        let frames = objects.iter().rev().filter_map(|object| match object.object {
            Object::Frame(frame) => Some(frame),
            _ => None,
        });
        let here = self
            .sentence
            .hits
            .iter()
            .any(|hit| matches!(hit.entry, Entry::Topic | Entry::Frame(_) | Entry::Carrier(_)));
        let last_carrier = objects
            .iter()
            .rev()
            .find(|object| {
                object.kinds.contains(&Some(Target::Carrier))
                    && object.pole.is_some_and(|pole| pole.abs() >= super::objects::FIRM)
                    && object.implied_by.is_none()
                    && object.act.is_none()
            })
            .cloned();
        Memory {
            last_carrier,
            last_act: self.act_told(objects, opinions),
            recent,
            frames: frames.collect(),
            topical: topical && here,
            open_quote: self.quote_left_open(),
        }
    }
}
