//! Acts told before: "the decision", "such a move", and what carriers say in defence of themselves.
//!
//! Who backs "the decision" takes the side of the act that it goes back to; who condemns it takes the other side.

use super::objects::FIRM;
use super::{ObjectAt, Reading};
use crate::lexicon::{Classes, Target};
use crate::model::{ActorRef, Object, Opinion, Score};

/// That "the decision" means the last act told before.
const TOLD_BEFORE: Score = Score(700_000);

/// What one sentence says that somebody did for or against a matter of the agenda.
#[derive(Clone, Debug)]
pub(super) struct Act {
    doer: ActorRef,
    sign: i8,
    object: ObjectAt,
}

impl Reading<'_> {
    /// The firmest act of the sentence, for the nouns of the next ones.
    pub(super) fn act_told(&self, objects: &[ObjectAt], opinions: &[Opinion]) -> Option<Act> {
        let stance = |opinion: &Opinion| opinion.stance.map_or(0, |stance| stance.0.abs());
        let told = |opinion: &&Opinion| stance(opinion) > 0 && !super::fallback::is_fallback(opinion.rule);
        let firmest = opinions.iter().filter(told).max_by_key(|opinion| (stance(opinion), opinion.holder))?;
        let object = objects.iter().find(|object| object.object == firmest.object && object.pole.is_some())?;
        let sign = firmest.polarity * object.act.unwrap_or(1);
        Some(Act { doer: firmest.holder, sign, object: object.clone() })
    }

    /// Nouns that stand for the act told before.
    pub(super) fn acts_meant(&self) -> Vec<ObjectAt> {
        let Some(act) = self.context.last_act.as_ref().filter(|_| self.is_on("act-anaphora")) else {
            return Vec::new();
        };
        let nouns = (0..self.chunks.list.len()).filter(|&chunk| self.chunks.is_noun(chunk));
        nouns.filter_map(|noun| self.act_at(noun, act)).collect()
    }

    fn act_at(&self, noun: usize, act: &Act) -> Option<ObjectAt> {
        let chunk = self.chunks.list[noun];
        let head = self.head_word(noun).filter(|&head| self.word_is(head, Classes::ACT))?;
        let owner = self.mentions.iter().find(|mention| chunk.holds(mention.first));
        let meant = match owner {
            Some(owner) => owner.actor == act.doer,
            None => {
                // "A decision" is another one.
                self.word_is(chunk.first, Classes::DETERMINER)
                    && !self.word_is(chunk.first, Classes::INDEFINITE)
                    && chunk.first < head
            }
        };
        (meant && !self.has_content(noun)).then(|| ObjectAt {
            kinds: [Some(Target::Practice), Some(Target::Instrument)],
            first: head,
            end: head + 1,
            is_actor: false,
            via: None,
            deed: None,
            implied_by: None,
            act: Some(act.sign),
            surety: TOLD_BEFORE.times(act.object.surety),
            ..act.object.clone()
        })
    }

    /// "The decision to build a road", "the ban on cameras": the noun says itself what it means.
    fn has_content(&self, noun: usize) -> bool {
        use super::chunk::{Kind, Mood};
        match self.chunks.kind(noun + 1) {
            Some(Kind::Verb(verb)) => self.chunks.verbs[verb].mood == Mood::Infinitive,
            Some(Kind::Preposition) => {
                let word = self.chunks.list[noun + 1].first;
                [Classes::OF, Classes::FOR, Classes::AGAINST].iter().any(|&class| self.word_is(word, class))
                    || self.tagged(word, super::tag::Tag::Preposition) && self.is_about(word)
            }
            Some(Kind::Complementizer) => true,
            _ => false,
        }
    }

    /// Prepositions that say what an act is about, unlike those of place, time and agent.
    fn is_about(&self, word: usize) -> bool {
        !self.is_circumstance(word) && !self.word_is(word, Classes::WITH) && !self.word_is(word, Classes::AS)
    }

    /// What a carrier holds toward itself where it fights off a charge or a ban: "Huawei denied that it is a threat".
    pub(super) fn own_cause(&self, object: &ObjectAt, held: &super::chain::Held, polarity: i8) -> Option<Object> {
        let holder = &self.mentions[held.who.mention];
        let carrier = holder.known.and_then(|actor| self.lexicon.carrier_of(actor))?;
        let firm = object.pole.is_some_and(|pole| pole.abs() >= FIRM);
        let fought = object.act.is_some_and(|sign| sign < 0) || held.links.iter().any(|link| link.factor.0 < 0);
        (self.is_on("own-cause") && firm && fought && polarity > 0).then_some(Object::Carrier(carrier))
    }
}
