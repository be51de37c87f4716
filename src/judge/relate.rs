//! Actors toward actors where no chain joined them: an agent, the cues of its verb phrase, and the actor that follows.
//!
//! Only actors that carry no pole of the agenda are read here, so that no stance comes of it.

use super::actors::Who;
use super::chain::{Held, Link};
use super::chunk::{Chunk, Kind, Mood};
use super::roles::Subject;
use super::{CueAt, ObjectAt, Reading};
use crate::lexicon::{Classes, Control, HolderPlace, Part, Target};
use crate::model::{Object, Opinion, Score};
use crate::token::Case;

/// Strength of an opinion read from an agent's cue and an actor after it.
const RELATED: Score = Score(350_000);
/// Strength of an opinion read from the tone of somebody's words about an actor.
const TONED: Score = Score(200_000);
/// Tone toward an actor below which a speaker is taken to be neutral.
const NEUTRAL: i64 = 250_000;
/// How surely an actor acts that only goes with the agent.
const AROUND: Score = Score(700_000);
/// Weight from which a cue can be about an actor that is not its own object.
const FIRM: Score = Score(500_000);
/// Words between verb and object at most.
const REACH: usize = 24;

impl Reading<'_> {
    /// Adds what agents hold toward actors of whom they hold nothing yet.
    pub(super) fn relate(&self, objects: &[ObjectAt], opinions: &mut Vec<Opinion>) {
        for verb in 0..self.chunks.verbs.len() {
            for who in self.doers(verb) {
                let holder = self.mentions[who.mention].actor;
                for object in objects.iter().filter(|object| object.is_actor && object.pole.is_none()) {
                    let known =
                        opinions.iter().any(|opinion| opinion.holder == holder && opinion.object == object.object);
                    if !known && object.object != Object::Actor(holder) {
                        let held = self.related(who, verb, object);
                        opinions.extend(held.and_then(|held| self.opinion(object, &held)));
                    }
                }
            }
        }
    }

    /// Adds what speakers hold toward actors in their words, by the tone in which they speak of them.
    pub(super) fn relate_speakers(&self, objects: &[ObjectAt], opinions: &mut Vec<Opinion>) {
        for scope in &self.scopes {
            let Some(mention) = scope.speaker else { continue };
            let holder = self.mentions[mention].actor;
            let within = |object: &&ObjectAt| scope.first <= object.first && object.end <= scope.end;
            for object in objects.iter().filter(within).filter(|object| object.is_actor && object.pole.is_none()) {
                let known = opinions.iter().any(|opinion| opinion.holder == holder && opinion.object == object.object);
                if !known && object.object != Object::Actor(holder) {
                    let tone = self.tone_within(object.first, (scope.first, scope.end));
                    let held = self.toned(mention, tone);
                    opinions.extend(held.and_then(|held| self.opinion(object, &held)));
                }
            }
        }
    }

    fn toned(&self, mention: usize, tone: Score) -> Option<Held> {
        (tone.0.abs() >= NEUTRAL).then(|| Held {
            who: Who { mention, surety: Score::ONE },
            sign: if tone.0 < 0 { -1 } else { 1 },
            strength: TONED,
            rule: "related",
            links: Vec::new(),
            shifts: Vec::new(),
            depth: 0,
        })
    }

    /// The actors that do what a verb says.
    fn doers(&self, verb: usize) -> Vec<Who> {
        let group = &self.chunks.verbs[verb];
        let agent = if group.passive {
            self.by_agent(group)
        } else if group.mood == Mood::Finite {
            self.subject(verb, 0).map(|Subject { chunk, .. }| chunk)
        } else {
            None
        };
        let Some(agent) = agent else { return Vec::new() };
        let doers = self.holders(agent);
        if doers.is_empty() { self.around(agent, group.chunk) } else { doers }
    }

    /// "commentators in the Tory press", "Ann Lee, director at Amnesty,": supplied actors in what goes with an agent.
    fn around(&self, agent: usize, verb: usize) -> Vec<Who> {
        let first = self.list_start(agent);
        let goes_on = |chunk: &usize| {
            let kind = self.chunks.list[*chunk].kind;
            matches!(kind, Kind::Noun | Kind::Comma | Kind::Coordinator)
                || kind == Kind::Preposition && !self.word_is(self.chunks.list[*chunk].first, Classes::BY)
        };
        let last = (first..self.chunks.list.len()).take(REACH).take_while(goes_on).last().unwrap_or(first);
        // After the verb of a passive stands its agent, before others their subject.
        let end = self.chunks.list[if first < verb { last.min(verb) } else { agent }].end;
        let supplied = (0..self.mentions.len()).filter(|&mention| {
            let place = &self.mentions[mention];
            let inside = self.chunks.list[first].first <= place.first && place.end <= end;
            inside && self.is_supplied(place)
        });
        supplied.map(|mention| Who { mention, surety: AROUND }).collect()
    }

    fn related(&self, who: Who, verb: usize, object: &ObjectAt) -> Option<Held> {
        let group = &self.chunks.verbs[verb];
        let start = self.chunks.list[group.chunk].first;
        let (from, to) = if group.passive {
            let subject = self.subject(verb, 0)?;
            let reached = self.chunks.list[subject.chunk].first <= object.first && object.end <= start;
            reached.then_some((start, group.head + 1))?
        } else {
            let limit = self.next_subject(start);
            let reached = start <= object.first && object.first < limit && object.first - start <= REACH;
            reached.then_some((start, object.first))?
        };
        let cues: Vec<CueAt> = self
            .cues_between(from, to, object)
            .into_iter()
            .filter(|cue| {
                let entry = &self.lexicon.cues[cue.cue as usize];
                entry.sign != 0 && entry.holder != HolderPlace::Object
            })
            .collect();
        if self.word_is(group.head, Classes::RECEIVING) && cues.first().is_some_and(|cue| cue.part == Part::Noun) {
            // "drew criticism from them": theirs, not the subject's.
            return None;
        }
        // The outermost cue that can be about the object; those before it count if they take an infinitive.
        let counts = |(at, cue): (usize, &CueAt)| self.reaches(cue, object) && (at == 0 || self.is_act_of(verb, cue));
        let reaching = cues.iter().enumerate().position(|(at, cue)| group.passive || counts((at, cue)))?;
        let (before, from) = cues.split_at(reaching);
        let outer: Vec<CueAt> = before.iter().copied().filter(|cue| self.takes_infinitive(cue)).collect();
        self.relation(who, verb, &outer, *from.first()?)
    }

    /// Whether a cue is no verb of somebody else: "criticised *those who backed* it"; a text speaks for its author:
    /// "released a report that charged them".
    fn is_act_of(&self, verb: usize, cue: &CueAt) -> bool {
        let Some(inner) = self.chunks.verbs.iter().position(|group| group.head == cue.first) else { return true };
        let chunk = |verb: usize| self.subject(verb, 0).map(|subject| subject.chunk);
        let other = chunk(inner);
        let people = Classes::PRIVATE.with(Classes::REPRESENTATIVE).with(Classes::PRONOUN).with(Classes::DETERMINER);
        let is_thing = |chunk: usize| {
            let head = self.head_word(chunk);
            head.is_some_and(|head| !self.word_is(head, people) && self.sentence.words[head].case == Case::Lower)
        };
        !matches!(cue.part, Part::Verb(_)) || other == chunk(verb) || other.is_none_or(is_thing)
    }

    /// "refused to", "agreed to": what follows is what the holder does or does not do.
    fn takes_infinitive(&self, cue: &CueAt) -> bool {
        self.word_is(cue.end - 1, Classes::TO)
    }

    /// Whether a cue can be about an actor further on: about its own object always, about others only if it judges
    /// or does something to somebody, and not about a place, a means or a companion.
    fn reaches(&self, cue: &CueAt, object: &ObjectAt) -> bool {
        if !self.chunks.is_noun(self.chunks.of_word[object.first]) {
            return false;
        }
        let place = self.list_start(self.chunks.of_word[object.first]);
        let after = self.chunks.of_word[cue.first].saturating_add(1);
        if place < after || self.chunks.list.get(after..place).is_none() {
            return true;
        }
        let between = &self.chunks.list[after..place];
        // "talks with leaders of Chile", "banned hundreds of Chileans" mean the same as the name alone.
        let stands_in = Classes::REPRESENTATIVE.with(Classes::QUANTITY);
        let other = |chunk: &&Chunk| {
            chunk.kind == Kind::Noun && !(chunk.first..chunk.end).any(|word| self.word_is(word, stands_in))
        };
        if !between.iter().any(|chunk| other(&chunk)) {
            return true;
        }
        let entry = &self.lexicon.cues[cue.cue as usize];
        let personal =
            entry.control == Control::Factive || entry.control == Control::Subject && !entry.targets.has(Target::Idea);
        let comma = between.iter().any(|chunk| chunk.kind == Kind::Comma);
        personal && entry.weight >= FIRM && !comma
    }

    /// The outermost cue decides: who condemns an attack is against the attacker, who helps end a war is not.
    fn relation(&self, who: Who, verb: usize, outer: &[CueAt], cue: CueAt) -> Option<Held> {
        let entry = &self.lexicon.cues[cue.cue as usize];
        let shifts = self.verb_shifts(verb)?;
        let negated = shifts.iter().filter(|shift| shift.factor.0 < 0).count();
        let refused = outer.iter().filter(|cue| self.lexicon.cues[cue.cue as usize].sign < 0).count();
        Some(Held {
            who,
            sign: if (negated + refused) % 2 == 1 { -entry.sign } else { entry.sign },
            strength: RELATED.times(entry.weight).times(who.surety),
            rule: "related",
            links: [&cue].into_iter().chain(outer.iter().rev()).map(|cue| self.link_of(cue)).collect(),
            shifts,
            depth: 0,
        })
    }

    pub(super) fn link_of(&self, cue: &CueAt) -> Link {
        let entry = &self.lexicon.cues[cue.cue as usize];
        let factor = Score(i64::from(entry.sign) * entry.weight.0);
        Link { cue: Some(cue.cue), first: cue.first, end: cue.end, factor }
    }
}
