//! Work within a bloc that carries a pole: its members and itself act for that pole when the matter is the agenda's.

use super::actors::Who;
use super::chain::{Held, Link};
use super::objects::FIRM;
use super::{ObjectAt, Reading};
use crate::lexicon::{ActorKind, Entry, Target, TargetSet};
use crate::model::{Object, Opinion, Score};

/// Strength of "the bloc's members agreed to work on cyber security".
const WORK: Score = Score(500_000);

impl Reading<'_> {
    /// "The Quad nations – A, B and C – have agreed to work on cybersecurity."
    pub(super) fn bloc_work(&self, opinions: &mut Vec<Opinion>) {
        for (number, group) in self.chunks.verbs.iter().enumerate() {
            if group.passive || group.copula || group.negator.is_some() || self.only_reports(number) {
                continue;
            }
            let Some(subject) = self.subject(number, 0).filter(|subject| subject.own) else { continue };
            let holders = self.holders(subject.chunk);
            let Some((bloc, carrier)) = holders.iter().find_map(|who| self.carrying_bloc(who.mention)) else {
                continue;
            };
            let Some(topic) = self.topic_after(group.head) else { continue };
            if self.verb_shifts(number).is_none() || self.sign_of_verb(number) < 0 {
                continue;
            }
            for who in &holders {
                self.works_within(*who, bloc, carrier, group.head, topic, opinions);
            }
        }
    }

    fn only_reports(&self, verb: usize) -> bool {
        self.attribution_of(verb).is_some() && self.cue_of_verb(verb).is_none()
    }

    fn carrying_bloc(&self, mention: usize) -> Option<(usize, u32)> {
        let found = &self.mentions[mention];
        let carrier = found
            .known
            .filter(|_| self.kind_of(found) == Some(ActorKind::Bloc))
            .and_then(|actor| self.lexicon.carrier_of(actor))?;
        (self.lexicon.carriers[carrier as usize].pole.abs() >= FIRM).then_some((mention, carrier))
    }

    /// The first topic word after the verb, within its clause.
    fn topic_after(&self, head: usize) -> Option<usize> {
        let limit = self.next_subject(head + 1);
        let hits = self
            .sentence
            .hits
            .iter()
            .filter(|hit| hit.entry == Entry::Topic && (head..limit).contains(&(hit.first as usize)));
        hits.map(|hit| hit.first as usize).next()
    }

    /// The sign of the verb's cue; -1 for one that is about actors alone ("met"), which is no work on a matter.
    fn sign_of_verb(&self, verb: usize) -> i8 {
        let cue = self.cue_of_verb(verb).map(|cue| &self.lexicon.cues[cue.cue as usize]);
        cue.map_or(0, |cue| if cue.targets == TargetSet::new(&[Target::Actor]) { -1 } else { cue.sign })
    }

    fn works_within(
        &self,
        who: Who,
        bloc: usize,
        carrier: u32,
        verb: usize,
        topic: usize,
        opinions: &mut Vec<Opinion>,
    ) {
        let holder = &self.mentions[who.mention];
        if opinions
            .iter()
            .any(|opinion| opinion.holder == holder.actor && opinion.stance.is_some_and(|stance| stance.0 != 0))
        {
            return;
        }
        let place = &self.mentions[bloc];
        let object = ObjectAt {
            object: Object::Carrier(carrier),
            kinds: [Some(Target::Carrier), None],
            first: place.first,
            end: place.end,
            pole: Some(self.lexicon.carriers[carrier as usize].pole),
            is_actor: false,
            via: None,
            deed: None,
            implied_by: None,
            act: None,
            surety: Score::ONE,
        };
        let act = Link { cue: None, first: verb, end: verb + 1, factor: WORK };
        let matter = Link { cue: None, first: topic, end: topic + 1, factor: Score::ONE };
        let strength = WORK.times(who.surety);
        let held =
            Held { who, sign: 1, strength, rule: "bloc-work", links: vec![act, matter], shifts: Vec::new(), depth: 0 };
        opinions.extend(self.opinion(&object, &held));
    }
}
