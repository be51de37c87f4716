//! What an actor was found to hold, written down as an opinion: polarity, strength, stance, voice and terms.

use super::chain::Held;
use super::{DENIED, ObjectAt, Reading};
use crate::lexicon::{Control, ShifterKind, Target};
use crate::model::{ActorRef, Object, Opinion, Score, Term};

impl Reading<'_> {
    pub(super) fn opinion(&self, object: &ObjectAt, held: &Held) -> Option<Opinion> {
        let holder = &self.mentions[held.who.mention];
        if !self.is_on(held.rule) || self.takes_no_side(object, held) {
            return None;
        }
        let denied = self.denies(object.first, held);
        let polarity = match held.sign {
            _ if self.puts_under_pressure(object, held) => -1,
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
        Some(Opinion {
            holder: holder.actor,
            speaks_for: holder.speaks_for,
            object: toward,
            polarity,
            strength,
            stance: object.pole.filter(|_| self.is_position(object, held)).map(|pole| sign.times(pole)),
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
    fn puts_under_pressure(&self, object: &ObjectAt, held: &Held) -> bool {
        let [link] = held.links.as_slice() else { return false };
        let turned = held.shifts.iter().any(|shift| shift.factor.0 < 0);
        let directive = |cue: u32| self.lexicon.cues[cue as usize].control == Control::Directive && !turned;
        object.is_actor && object.pole.is_none() && link.cue.is_some_and(directive)
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
