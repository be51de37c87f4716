//! What an actor was found to hold, written down as an opinion: polarity, strength, stance, voice and terms.

use super::chain::{Held, Link};
use super::chunk::{Mood, VerbGroup};
use super::governors::Governor;
use super::{DENIED, ObjectAt, Reading};
use crate::lexicon::{Control, ShifterKind, Target, Via};
use crate::model::{ActorRef, Object, Opinion, Score, Term};

/// An actor who is told to do something.
#[derive(Clone, Copy)]
struct Pressed {
    /// Whether it is told to stop, so that the holder takes a side; to be told to join or to help leaves that open.
    for_a_fault: bool,
}

impl Reading<'_> {
    pub(super) fn opinion(&self, object: &ObjectAt, held: &Held) -> Option<Opinion> {
        let holder = &self.mentions[held.who.mention];
        if !self.is_on(held.rule) || self.takes_no_side(object, held) {
            return None;
        }
        let denied = self.denies(object.first, held);
        let pressed = self.pressed(object, held);
        let polarity = match held.sign {
            _ if pressed.is_some() => -1,
            sign if denied => -sign,
            sign => sign,
        };
        let toward = if object.object == Object::Actor(holder.actor) {
            self.own_cause(object, held, polarity)?
        } else {
            object.object
        };
        let strength = held.strength.times(object.surety).times(if denied { DENIED } else { Score::ONE });
        let sign = Score(i64::from(polarity) * strength.0);
        let is_position = pressed.map_or_else(|| self.is_position(object, held), |pressed| pressed.for_a_fault);
        Some(Opinion {
            holder: holder.actor,
            speaks_for: holder.speaks_for,
            object: toward,
            polarity,
            strength,
            stance: object.pole.filter(|_| is_position).map(|pole| sign.times(pole)),
            rule: held.rule,
            voice: self.voice_at(object.first),
            terms: self.terms(object, held),
        })
    }

    /// Whether a cue can be about the agenda: to have met an actor who carries a pole says nothing about the pole.
    fn is_position(&self, object: &ObjectAt, held: &Held) -> bool {
        let mut siding = held
            .links
            .iter()
            .filter_map(|link| link.cue)
            .map(|cue| &self.lexicon.cues[cue as usize])
            .filter(|cue| cue.sign != 0)
            .peekable();
        !object.is_actor || siding.peek().is_none() || siding.any(|cue| cue.targets.has(Target::Carrier))
    }

    /// Cues that only pass on take no side, whatever they pass on: "considers it", "discussed the matter".
    fn takes_no_side(&self, object: &ObjectAt, held: &Held) -> bool {
        let mut cues = held.links.iter().filter_map(|link| link.cue).peekable();
        let neutral = |cue: u32| self.lexicon.cues[cue as usize].sign == 0;
        object.deed.is_none() && cues.peek().is_some() && cues.all(neutral)
    }

    /// "Demanded that they withdraw": what is asked for is wanted, the one who is told to do it is pressed.
    fn pressed(&self, object: &ObjectAt, held: &Held) -> Option<Pressed> {
        let [link] = held.links.as_slice() else { return None };
        let turned = held.shifts.iter().any(|shift| shift.factor.0 < 0);
        let directive = self.lexicon.cues[link.cue? as usize].control == Control::Directive;
        if !object.is_actor || !directive || turned {
            return None;
        }
        match self.act_asked_of(object, link) {
            // "Urged the government to reconsider the ban": whose government it is, is guessed.
            Some(act) => {
                let named = object.via != Some(Via::Description);
                Some(Pressed { for_a_fault: named && self.is_negative(act) })
            }
            None => object.pole.is_none().then_some(Pressed { for_a_fault: false }),
        }
    }

    /// What an actor is asked to do: "urged *China* to **stop**", "demanded that *China* **stop**".
    fn act_asked_of(&self, object: &ObjectAt, link: &Link) -> Option<usize> {
        let asking = self.chunks.of_word[link.first];
        let asked = |verb: usize| match self.verb_governor(verb) {
            Some(Governor::Verb { verb: outer, .. }) => self.chunks.verbs[outer].chunk == asking,
            Some(Governor::Noun { chunk, .. }) => chunk == asking || chunk == self.chunks.of_word[object.first],
            _ => false,
        };
        let mut verbs = 0..self.chunks.verbs.len();
        let told = verbs.find(|&verb| {
            let VerbGroup { mood, head, .. } = self.chunks.verbs[verb];
            mood == Mood::Infinitive && object.end <= head && asked(verb)
        });
        let act = told.or_else(|| self.verb_of_subject(self.chunks.of_word[object.first]));
        act.filter(|&act| !self.chunks.verbs[act].passive)
    }

    /// "Stop", "not meddle": who is asked for that is at fault; to be asked to join or help says nothing.
    fn is_negative(&self, act: usize) -> bool {
        let negated = self.verb_shifts(act).is_some_and(|shifts| shifts.iter().any(|shift| shift.factor.0 < 0));
        let cue = self.cue_of_verb(act).map_or(0, |cue| self.lexicon.cues[cue.cue as usize].sign);
        negated || cue < 0
    }

    fn terms(&self, object: &ObjectAt, held: &Held) -> Vec<Term> {
        let holder = &self.mentions[held.who.mention];
        let span = |first: usize, end: usize| self.sentence.span(first as u32, end as u32);
        let doubt = held.who.surety.times(holder.surety);
        let mut terms = vec![Term {
            role: "holder",
            span: span(holder.first, holder.end),
            entry: holder.known.map(|actor| self.lexicon.actors[actor as usize].id.clone()).unwrap_or_default(),
            factor: (doubt != Score::ONE).then_some(doubt),
        }];
        for link in held.links.iter().rev() {
            let entry =
                link.cue.map_or_else(|| self.object_id(object), |cue| self.lexicon.cues[cue as usize].id.clone());
            terms.push(Term {
                role: if link.cue.is_some() { "cue" } else { "link" },
                span: span(link.first, link.end),
                entry,
                factor: Some(link.factor),
            });
        }
        for shift in &held.shifts {
            terms.push(Term {
                role: role_of(shift.kind),
                span: span(shift.first, shift.end),
                entry: String::new(),
                factor: Some(shift.factor),
            });
        }
        terms.push(Term {
            role: "object",
            span: span(object.first, object.end),
            entry: self.object_id(object),
            factor: object.pole,
        });
        terms
    }

    fn object_id(&self, object: &ObjectAt) -> String {
        match object.object {
            Object::Frame(frame) => self.lexicon.frames[frame as usize].id.clone(),
            Object::Carrier(carrier) => self.lexicon.carriers[carrier as usize].id.clone(),
            Object::Actor(ActorRef(actor)) => {
                self.lexicon.actors.get(actor as usize).map(|actor| actor.id.clone()).unwrap_or_default()
            }
        }
    }
}

fn role_of(kind: crate::lexicon::ShifterKind) -> &'static str {
    match kind {
        ShifterKind::Negator => "negator",
        ShifterKind::Amplifier => "amplifier",
        ShifterKind::Downtoner => "downtoner",
        ShifterKind::Modal => "modal",
        ShifterKind::Obligation => "obligation",
        ShifterKind::Conditional => "conditional",
        ShifterKind::Adversative => "adversative",
        ShifterKind::Concessive => "concessive",
        ShifterKind::Question => "question",
    }
}

/// One opinion for each holder, object and polarity: the firmest.
pub(super) fn merge(mut opinions: Vec<Opinion>) -> Vec<Opinion> {
    opinions.sort_by_key(|opinion| {
        (opinion.holder, opinion.object, opinion.polarity, std::cmp::Reverse(opinion.strength), opinion.rule)
    });
    opinions.dedup_by_key(|opinion| (opinion.holder, opinion.object, opinion.polarity));
    opinions
}
