//! Nouns and adjectives as links of a chain: "support for it", "a critic of it", "wary of it".

use super::actors::Who;
use super::chain::{At, Climb, Held, LIGHT_NOUN, Link, apply};
use super::chunk::Kind;
use super::{CueAt, ObjectAt, Reading};
use crate::lexicon::{Classes, Part, Target};
use crate::model::Score;

impl Reading<'_> {
    pub(super) fn through_noun(
        &self,
        chunk: usize,
        preposition: Option<usize>,
        object: &ObjectAt,
        climb: &mut Climb,
        held: &mut Vec<Held>,
    ) -> bool {
        let by = preposition.is_some_and(|word| self.word_is(word, Classes::BY) || self.word_is(word, Classes::AMONG));
        let sent = preposition.is_some_and(|word| self.word_is(word, Classes::FROM))
            && self.cue_at_chunk(chunk, Part::Noun).is_some();
        if (by || sent) && object.is_actor && climb.links.is_empty() && climb.at != At::Noun(chunk) {
            // "condemned an attack by the rebels", "rejected an appeal from them": who judges or hinders the deed judges or hinders its doer.
            climb.strength = climb.strength.times(LIGHT_NOUN);
            climb.at = At::Noun(chunk);
            return true;
        }
        let both = preposition.is_some_and(|word| self.word_is(word, Classes::BETWEEN))
            && !self
                .cue_in_chunk(chunk, Part::Noun, object)
                .is_some_and(|cue| self.lexicon.cues[cue.cue as usize].reciprocal);
        let from = both || preposition.is_some_and(|word| self.word_is(word, Classes::FROM));
        if by || from && object.is_actor && matches!(climb.at, At::Noun(_)) {
            return false;
        }
        if let Some(cue) = self.cue_in_chunk(chunk, Part::Noun, object) {
            return self.noun_link(cue, chunk, object, climb, held);
        }
        let against = preposition.is_some_and(|word| self.word_is(word, Classes::AGAINST));
        let cause = preposition.is_some_and(|word| self.word_is(word, Classes::OF) || self.word_is(word, Classes::FOR));
        if !against && !cause && matches!(climb.at, At::Noun(_)) && self.head_actor(chunk).is_some() {
            // "defied the US over Huawei": the actor between is the verb's object, this one only its occasion.
            return false;
        }
        if against {
            let word = preposition.unwrap_or_default();
            climb.links.push(Link { cue: None, first: word, end: word + 1, factor: Score(-700_000) });
            climb.sign = -1;
        }
        if matches!(climb.at, At::Verb(_)) {
            // "plans to ban" where the noun is no cue: pass on, its owner holds it.
            climb.strength = climb.strength.times(LIGHT_NOUN);
            // "saw no reason to keep Huawei out"
            apply(self.noun_shifts(chunk), climb);
            match self.head_word(chunk).and_then(|head| self.possessor(chunk, head)) {
                Some(who) => self.hold(who, "noun-owner", Score(800_000), climb, held),
                None => {
                    for who in self.nominal_agents(chunk, object) {
                        self.hold(who, "noun-owner", Score(800_000), climb, held);
                    }
                }
            }
            climb.at = At::Noun(chunk);
            return true;
        }
        let place =
            preposition.is_some_and(|word| self.word_is(word, Classes::IN) || self.word_is(word, Classes::WITH));
        let meeting = object.targets().any(|target| matches!(target, Target::Venue | Target::Body));
        if place && !meeting && matches!(climb.at, At::Noun(_)) {
            // "excluded vendors through its rule": means and circumstances are not what is excluded.
            return false;
        }
        let head = self.head_word(chunk);
        if object.is_actor && (place || head.is_some_and(|head| self.word_is(head, Classes::PRIVATE))) {
            return false;
        }
        climb.strength = climb.strength.times(LIGHT_NOUN);
        if climb.links.is_empty()
            && object.target_is_position()
            && let Some(who) = head.and_then(|head| self.possessor(chunk, head))
        {
            self.hold(who, "possessor-frame", Score(600_000), climb, held);
        }
        climb.at = At::Noun(chunk);
        true
    }

    /// A noun cue: its owner, or whoever stands after *by* or *from*, holds it.
    pub(super) fn noun_link(
        &self,
        cue: CueAt,
        chunk: usize,
        object: &ObjectAt,
        climb: &mut Climb,
        held: &mut Vec<Held>,
    ) -> bool {
        if !self.link(cue, object, climb) {
            return false;
        }
        apply(self.noun_shifts(chunk), climb);
        climb.rule = Some("noun-cue");
        climb.at = At::Noun(chunk);
        let before = held.len();
        if !self.agentive(cue) {
            if let Some(who) = self.possessor(chunk, cue.first)
                && self.mentions[who.mention].first != object.first
            {
                self.hold(who, "possessor-cue", Score::ONE, climb, held);
            }
            for who in self.nominal_agents(chunk, object) {
                self.hold(who, "noun-by", Score::ONE, climb, held);
            }
        } else if let Some(who) = self.head_apposition(chunk) {
            self.hold(who, "noun-role", Score::ONE, climb, held);
        }
        climb.open = held.len() == before;
        true
    }

    /// "support for X by Y", "opposition to X from Y", "support among Y for X".
    pub(super) fn nominal_agents(&self, chunk: usize, object: &ObjectAt) -> Vec<Who> {
        let mut at = chunk + 1;
        for _ in 0..8 {
            match self.chunks.kind(at) {
                Some(Kind::Preposition) => {
                    let word = self.chunks.list[at].first;
                    let agent = self.word_is(word, Classes::BY)
                        || self.word_is(word, Classes::FROM)
                        || self.word_is(word, Classes::AMONG);
                    let far = self.chunks.list[at].first < object.first || at <= chunk + 5;
                    if agent && far && self.chunks.is_noun(at + 1) && !self.chunks.list[at + 1].holds(object.first) {
                        return self.holders(at + 1);
                    }
                    at += 1;
                }
                Some(Kind::Noun | Kind::Coordinator | Kind::CloseQuote | Kind::OpenQuote | Kind::Adjective) => at += 1,
                _ => return Vec::new(),
            }
        }
        Vec::new()
    }

    /// "India, a critic of …": the group that a role noun stands beside.
    pub(super) fn head_apposition(&self, chunk: usize) -> Option<Who> {
        let left = self.chunks.before(chunk)?;
        if self.chunks.kind(left) == Some(Kind::Comma) {
            let before = self.chunks.before(left)?;
            return self.chunks.is_noun(before).then(|| self.head_actor(before)).flatten();
        }
        None
    }

    pub(super) fn through_adjective(
        &self,
        chunk: usize,
        object: &ObjectAt,
        climb: &mut Climb,
        held: &mut Vec<Held>,
    ) -> bool {
        let Some(cue) = self.cue_in_chunk(chunk, Part::Adjective, object) else {
            if climb.links.is_empty() {
                return false;
            }
            climb.at = At::Adjective(chunk);
            return true;
        };
        if !self.link(cue, object, climb) {
            return false;
        }
        if let Some(Kind::Verb(number)) = self.chunks.before(chunk).and_then(|left| self.chunks.kind(left))
            && !self.shift_verb(number, climb)
        {
            return false;
        }
        climb.rule = Some("adjective-cue");
        climb.at = At::Adjective(chunk);
        let holders = self.adjective_subject(chunk, 0).map(|subject| self.holders(subject.chunk)).unwrap_or_default();
        climb.open = holders.is_empty();
        for who in holders {
            self.hold(who, "adjective-cue", Score::ONE, climb, held);
        }
        true
    }
}
