//! What is said of actors with no cue of the speaker's own: what they are told to do, and what they meet with.
//!
//! Only actors that carry no pole of the agenda are read here, so that no stance comes of it.

use super::actors::Who;
use super::chain::{Held, Link};
use super::chunk::Kind;
use super::{CueAt, ObjectAt, Reading};
use crate::lexicon::{Classes, Part};
use crate::model::{Object, Opinion, Score};

/// Strength of an opinion read from what somebody says an actor must do.
const TOLD: Score = Score(350_000);
/// Strength of an opinion read from what an actor meets with from another.
const MET_WITH: Score = Score(500_000);

impl Reading<'_> {
    /// Adds how holders speak of actors of whom they hold nothing yet.
    pub(super) fn regard(&self, objects: &[ObjectAt], opinions: &mut Vec<Opinion>) {
        let placed = |object: &&ObjectAt| self.chunks.is_noun(self.chunks.of_word[object.first]);
        for object in objects.iter().filter(|object| object.is_actor && object.pole.is_none()).filter(placed) {
            for held in self.told(object).into_iter().chain(self.met_with(object)) {
                let holder = self.mentions[held.who.mention].actor;
                let known = opinions.iter().any(|opinion| opinion.holder == holder && opinion.object == object.object);
                if !known && object.object != Object::Actor(holder) {
                    opinions.extend(self.opinion(object, &held));
                }
            }
        }
    }

    /// "said that Sudan must return it": who says what another ought to do finds fault with it.
    fn told(&self, object: &ObjectAt) -> Option<Held> {
        let scope = self
            .scopes
            .iter()
            .filter(|scope| scope.first <= object.first && object.end <= scope.end)
            .min_by_key(|scope| scope.end - scope.first)?;
        let who = Who { mention: scope.speaker?, surety: Score::ONE };
        let verb = self.verb_of_subject(self.chunks.of_word[object.first])?;
        let head = self.head_actor(self.chunks.of_word[object.first])?;
        let same = self.mentions[head.mention].first == object.first;
        let shifts = self.verb_shifts(verb)?;
        let obliged = shifts.iter().any(|shift| shift.obligation);
        let negated = shifts.iter().any(|shift| shift.factor.0 < 0);
        (same && obliged && !negated && !self.chunks.verbs[verb].passive)
            .then(|| held(who, -1, TOLD, "told-to", Vec::new()))
    }

    /// "drew criticism from the opposition", "won the support of the mayor": what an actor meets with is the other's.
    fn met_with(&self, object: &ObjectAt) -> Vec<Held> {
        let chunk = self.chunks.of_word[object.first];
        let Some(verb) = self.verb_of_subject(chunk) else { return Vec::new() };
        let group = self.chunks.verbs[verb];
        let own = self.head_actor(chunk).is_some_and(|who| self.mentions[who.mention].first == object.first);
        if !own || group.passive || !self.word_is(group.head, Classes::RECEIVING) {
            return Vec::new();
        }
        let Some((cue, at)) = self.noun_cue_after(group.chunk, object) else { return Vec::new() };
        let source = Classes::FROM.with(Classes::BY).with(Classes::OF);
        let names_source = self.chunks.kind(at + 1) == Some(Kind::Preposition)
            && self.word_is(self.chunks.list[at + 1].first, source)
            && self.chunks.is_noun(at + 2);
        let doers = if names_source { self.holders(at + 2) } else { Vec::new() };
        let sign = self.lexicon.cues[cue.cue as usize].sign;
        let Some(shifts) = self.verb_shifts(verb) else { return Vec::new() };
        let turned = shifts.iter().filter(|shift| shift.factor.0 < 0).count() % 2 == 1;
        let links = vec![self.link_of(&cue)];
        let sign = if turned { -sign } else { sign };
        doers
            .into_iter()
            .map(|who| Held { shifts: shifts.clone(), ..held(who, sign, MET_WITH, "met-with", links.clone()) })
            .collect()
    }

    /// The noun cue that is the object of a verb, and its chunk: "came under *fire*", "won *the support*".
    fn noun_cue_after(&self, verb_chunk: usize, object: &ObjectAt) -> Option<(CueAt, usize)> {
        let at = (verb_chunk + 1..verb_chunk + 3).find(|&chunk| self.chunks.is_noun(chunk))?;
        let cue = self.cue_in_chunk(at, Part::Noun, object)?;
        let entry = &self.lexicon.cues[cue.cue as usize];
        (entry.sign != 0 && !entry.agentive).then_some((cue, at))
    }
}

fn held(who: Who, sign: i8, strength: Score, rule: &'static str, links: Vec<Link>) -> Held {
    Held { who, sign, strength: strength.times(who.surety), rule, links, shifts: Vec::new(), depth: 0 }
}
