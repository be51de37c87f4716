//! Opinions that come in pairs: acts of both sides, and contrasts.

use super::chunk::Kind;
use super::{CueAt, Reading};
use crate::lexicon::{Classes, Part};
use crate::model::{ActorRef, Object, Opinion, Score, Term, Voice};

/// "Unlike Russia, India rejected it": Russia's opposite stance is implied.
const IMPLIED: Score = Score(500_000);

impl Reading<'_> {
    /// "China and Pakistan signed an agreement", "cooperation between China and Russia": each toward the other.
    pub(super) fn pairs(&self, opinions: &mut Vec<Opinion>) {
        for cue in &self.cues {
            if !self.lexicon.cues[cue.cue as usize].reciprocal {
                continue;
            }
            let members = match cue.part {
                Part::Verb(_) => self.joint_subjects(cue),
                Part::Noun => self.between(cue),
                Part::Adjective => continue,
            };
            for &one in &members {
                for &other in &members {
                    if self.mentions[one].actor != self.mentions[other].actor {
                        self.pair(one, other, cue, opinions);
                    }
                }
            }
        }
    }

    /// "India deepened its cooperation with Japan": where the only cue is an act of both sides, the other side acts too.
    pub(super) fn returned(&self, opinions: &mut Vec<Opinion>) {
        let returned: Vec<Opinion> = opinions.iter().filter_map(|opinion| self.returned_opinion(opinion)).collect();
        opinions.extend(returned);
    }

    fn returned_opinion(&self, opinion: &Opinion) -> Option<Opinion> {
        let Object::Actor(other) = opinion.object else { return None };
        let mut cues = opinion.terms.iter().filter(|term| term.role == "cue").peekable();
        let favourable = cues.clone().all(|term| term.factor.is_none_or(|factor| factor.0 >= 0));
        let both = |id: &str| self.lexicon.cues.iter().any(|cue| cue.reciprocal && cue.id == id);
        let reciprocal = cues.peek().is_some() && favourable && cues.any(|term| both(&term.entry));
        let object = self.mentions.iter().find(|mention| mention.actor == other)?;
        let holder = self.mentions.iter().find(|mention| mention.actor == opinion.holder)?;
        if !reciprocal || opinion.polarity <= 0 {
            return None;
        }
        let mut terms = opinion.terms.clone();
        let last = terms.len() - 1;
        terms.swap(0, last);
        terms[0].role = "holder";
        terms[last].role = "object";
        let pole = holder.known.and_then(|actor| self.lexicon.carrier_of(actor)).filter(|_| self.topical());
        let pole = pole.map(|carrier| self.lexicon.carriers[carrier as usize].pole);
        terms[last].factor = pole;
        Some(Opinion {
            holder: other,
            speaks_for: object.speaks_for,
            object: Object::Actor(opinion.holder),
            stance: pole.map(|pole| opinion.strength.times(pole)),
            rule: "reciprocal",
            terms,
            ..opinion.clone()
        })
    }

    fn joint_subjects(&self, cue: &CueAt) -> Vec<usize> {
        let Some(verb) = self.chunks.verbs.iter().position(|group| group.head == cue.first) else { return Vec::new() };
        if self.chunks.verbs[verb].passive
            || self.verb_shifts(verb).is_none_or(|shifts| shifts.iter().any(|shift| shift.factor.0 < 0))
        {
            return Vec::new();
        }
        let Some(subject) = self.subject(verb, 0) else { return Vec::new() };
        self.holders(subject.chunk).into_iter().map(|who| who.mention).collect()
    }

    fn between(&self, cue: &CueAt) -> Vec<usize> {
        let chunk = self.chunks.of_word[cue.first];
        for at in chunk + 1..(chunk + 5).min(self.chunks.list.len()) {
            if self.chunks.kind(at) == Some(Kind::Preposition)
                && self.word_is(self.chunks.list[at].first, Classes::BETWEEN)
                && self.chunks.is_noun(at + 1)
            {
                return self.holders(at + 1).into_iter().map(|who| who.mention).collect();
            }
        }
        Vec::new()
    }

    fn pair(&self, holder: usize, object: usize, cue: &CueAt, opinions: &mut Vec<Opinion>) {
        let entry = &self.lexicon.cues[cue.cue as usize];
        let (holder, object) = (&self.mentions[holder], &self.mentions[object]);
        let pole = object
            .known
            .and_then(|actor| self.lexicon.carrier_of(actor))
            .filter(|_| self.topical())
            .map(|carrier| self.lexicon.carriers[carrier as usize].pole);
        let strength = entry.weight.times(holder.surety).times(object.surety);
        let span = |first: usize, end: usize| self.sentence.span(first as u32, end as u32);
        let id =
            |known: Option<u32>| known.map(|actor| self.lexicon.actors[actor as usize].id.clone()).unwrap_or_default();
        let sign = Score(i64::from(entry.sign) * strength.0);
        opinions.push(Opinion {
            holder: holder.actor,
            speaks_for: holder.speaks_for,
            object: Object::Actor(object.actor),
            polarity: entry.sign,
            strength,
            stance: pole.map(|pole| sign.times(pole)),
            rule: "reciprocal",
            voice: Voice::Author,
            terms: vec![
                Term { role: "holder", span: span(holder.first, holder.end), entry: id(holder.known), factor: None },
                Term {
                    role: "cue",
                    span: span(cue.first, cue.end),
                    entry: entry.id.clone(),
                    factor: Some(Score(i64::from(entry.sign) * entry.weight.0)),
                },
                Term { role: "object", span: span(object.first, object.end), entry: id(object.known), factor: pole },
            ],
        });
    }

    /// "Unlike Russia, India …": the opposite for the one set apart.
    pub(super) fn contrast(&self, opinions: &mut Vec<Opinion>) {
        for (at, chunk) in self.chunks.list.iter().enumerate() {
            if chunk.kind != Kind::Preposition
                || !self.word_is(chunk.first, Classes::UNLIKE)
                || !self.chunks.is_noun(at + 1)
            {
                continue;
            }
            let apart: Vec<ActorRef> =
                self.holders(at + 1).iter().map(|who| self.mentions[who.mention].actor).collect();
            let implied: Vec<Opinion> = opinions
                .iter()
                .filter(|opinion| {
                    opinion.stance.is_some_and(|stance| stance.0 != 0) && !apart.contains(&opinion.holder)
                })
                .cloned()
                .collect();
            for who in self.holders(at + 1) {
                let mention = &self.mentions[who.mention];
                for opinion in &implied {
                    if opinion.object == Object::Actor(mention.actor) {
                        continue;
                    }
                    let mut opposite = opinion.clone();
                    opposite.holder = mention.actor;
                    opposite.speaks_for = mention.speaks_for;
                    opposite.polarity = -opinion.polarity;
                    opposite.strength = opinion.strength.times(IMPLIED);
                    opposite.stance = opinion.stance.map(|stance| -stance.times(IMPLIED));
                    opposite.rule = "contrast";
                    if let Some(term) = opposite.terms.first_mut() {
                        term.span = self.sentence.span(mention.first as u32, mention.end as u32);
                        term.entry = mention
                            .known
                            .map(|actor| self.lexicon.actors[actor as usize].id.clone())
                            .unwrap_or_default();
                    }
                    opinions.push(opposite);
                }
            }
        }
    }

    fn topical(&self) -> bool {
        use crate::lexicon::Entry;
        self.context.topical
            || self
                .sentence
                .hits
                .iter()
                .any(|hit| matches!(hit.entry, Entry::Topic | Entry::Carrier(_) | Entry::Frame(_)))
    }
}
