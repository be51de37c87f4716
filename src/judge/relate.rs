//! Actors toward actors where no chain joined them: an agent, the cues of its verb phrase, and the actor that follows.
//!
//! Only actors that carry no pole of the agenda are read here, so that no stance comes of it.

use super::actors::Who;
use super::chain::{Held, Link};
use super::chunk::Mood;
use super::roles::Subject;
use super::{CueAt, ObjectAt, Reading};
use crate::model::{Object, Opinion, Score};

/// Strength of an opinion read from an agent's cue and an actor after it.
const RELATED: Score = Score(350_000);
/// Strength of an opinion read from the tone of somebody's words about an actor.
const TONED: Score = Score(200_000);
/// Tone toward an actor below which a speaker is taken to be neutral.
const NEUTRAL: i64 = 250_000;
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
        agent.map(|chunk| self.holders(chunk)).unwrap_or_default()
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
            .filter(|cue| self.lexicon.cues[cue.cue as usize].sign != 0)
            .collect();
        self.relation(who, verb, *cues.first()?)
    }

    /// The outermost cue decides: who condemns an attack is against the attacker, who helps end a war is not.
    fn relation(&self, who: Who, verb: usize, cue: CueAt) -> Option<Held> {
        let entry = &self.lexicon.cues[cue.cue as usize];
        let shifts = self.verb_shifts(verb)?;
        let turned = shifts.iter().filter(|shift| shift.factor.0 < 0).count() % 2 == 1;
        let factor = Score(i64::from(entry.sign) * entry.weight.0);
        Some(Held {
            who,
            sign: if turned { -entry.sign } else { entry.sign },
            strength: RELATED.times(entry.weight).times(who.surety),
            rule: "related",
            links: vec![Link { cue: Some(cue.cue), first: cue.first, end: cue.end, factor }],
            shifts,
            depth: 0,
        })
    }
}
