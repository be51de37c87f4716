//! Verbs as links of a chain: active, passive, relative and predicate, and who does what they say.

use super::actors::Who;
use super::chain::{At, Climb, Held, Link, effective_sign};
use super::chunk::{Kind, Mood};
use super::governors::Governor;
use super::roles::Subject;
use super::{CueAt, ObjectAt, Reading};
use crate::lexicon::{ActorKind, Classes, Control, HolderPlace, Part, Via};
use crate::model::Score;

/// A verb that is no cue passes on what a noun cue says: "issued a *ban*".
const LIGHT_VERB: Score = Score(850_000);

impl Reading<'_> {
    /// Passives, reduced passives and object relatives: verbs to the right that govern the noun group.
    pub(super) fn inner_verbs(&self, noun: usize, object: &ObjectAt, climb: &Climb, held: &mut Vec<Held>) {
        if let Some(verb) = self.verb_of_subject(noun) {
            let group = self.chunks.verbs[verb];
            let mut branch = climb.clone();
            if group.passive {
                if self.through_verb(verb, None, object, &mut branch, held) {
                    self.climb(branch, object, held);
                }
            } else {
                self.predicate(verb, object, branch, held);
            }
        }
        if let Some(verb) = self.relative_verb(noun) {
            let mut branch = climb.clone();
            if self.through_verb(verb, None, object, &mut branch, held) {
                self.climb(branch, object, held);
            }
        }
    }

    /// "the treaty (that) Russia backs": a verb whose subject stands between it and its object.
    pub(super) fn relative_verb(&self, noun: usize) -> Option<usize> {
        let mut at = noun + 1;
        let copula = self.chunks.verb(at).is_some_and(|verb| verb.copula);
        if self.chunks.kind(at) == Some(Kind::Comma) || copula && self.chunks.kind(at + 1) == Some(Kind::Relative) {
            // "the treaty, which Russia backs", "the treaty is what Russia wants"
            at += 1;
        }
        if matches!(self.chunks.kind(at), Some(Kind::Relative | Kind::Complementizer)) {
            at += 1;
        } else if at > noun + 1 {
            return None;
        }
        let subject = at;
        if !self.chunks.is_noun(subject) {
            return None;
        }
        let Some(Kind::Verb(number)) = self.chunks.kind(subject + 1) else { return None };
        let verb = self.chunks.verbs[number];
        let object_follows = matches!(self.chunks.kind(subject + 2), Some(Kind::Noun));
        (verb.mood == Mood::Finite && !verb.passive && !verb.copula && !object_follows).then_some(number)
    }

    /// Takes a verb into the chain as governor of what was climbed so far.
    pub(super) fn through_verb(
        &self,
        verb: usize,
        preposition: Option<usize>,
        object: &ObjectAt,
        climb: &mut Climb,
        held: &mut Vec<Held>,
    ) -> bool {
        let group = self.chunks.verbs[verb];
        let feels = self.experience(verb, object).is_some();
        if feels && group.passive && matches!(climb.at, At::Noun(_)) {
            return self.feels(verb, object, climb, held);
        }
        if feels || group.passive && preposition.is_some_and(|word| self.word_is(word, Classes::BY)) {
            return false;
        }
        let from_verb = matches!(climb.at, At::Verb(_) | At::Adjective(_));
        if !from_verb && preposition.is_some_and(|word| self.is_circumstance(word)) {
            return false;
        }
        if let Some(cue) = self.cue_in_subject(verb, preposition, object) {
            self.push_link(cue, climb);
            climb.sign *= effective_sign(self.lexicon.cues[cue.cue as usize].sign);
            climb.rule = Some("passive");
            climb.at = At::Verb(verb);
            let holds = self.shift_verb(verb, climb);
            if holds {
                self.verb_holders(verb, "passive", climb, held);
            }
            return holds;
        }
        let against = preposition.is_some_and(|word| self.word_is(word, Classes::AGAINST));
        let cue = self.cue_of_verb_for(verb, object);
        let first_link = climb.links.is_empty() || object.act.is_some() && climb.links.len() == 1;
        let neutral = cue.is_none_or(|cue| self.lexicon.cues[cue.cue as usize].sign == 0);
        let rule = match cue {
            _ if neutral && self.called(verb, object, climb) => "verdict",
            Some(cue) => {
                self.push_link(cue, climb);
                if group.passive {
                    "passive"
                } else if from_verb {
                    "control"
                } else if first_link {
                    "agent-cue-object"
                } else {
                    "agent-noun-cue"
                }
            }
            None if against => {
                climb.links.push(Link {
                    cue: None,
                    first: preposition.unwrap_or(group.head),
                    end: preposition.unwrap_or(group.head) + 1,
                    factor: Score(-700_000),
                });
                climb.strength = climb.strength.times(Score(700_000));
                "act-against"
            }
            None if group.copula && !first_link => "copula",
            None if first_link => return false,
            // "won the endorsement of the mayor": the mayor's, not the subject's.
            None if object.is_actor && self.word_is(group.head, Classes::RECEIVING) => return false,
            None if self.attribution_of(verb).is_some() => return false,
            None => {
                climb.strength = climb.strength.times(LIGHT_VERB);
                "light-verb"
            }
        };
        if against {
            climb.sign = -1;
        } else if let Some(cue) = cue {
            climb.sign *= effective_sign(self.lexicon.cues[cue.cue as usize].sign);
        }
        if !self.shift_verb(verb, climb) {
            return false;
        }
        climb.rule = Some(rule);
        climb.at = At::Verb(verb);
        self.verb_holders(verb, rule, climb, held);
        true
    }

    /// "*Sanctions* were imposed on Huawei": the cue is the subject of the passive that stands between.
    fn cue_in_subject(&self, verb: usize, preposition: Option<usize>, object: &ObjectAt) -> Option<CueAt> {
        let group = &self.chunks.verbs[verb];
        let word = preposition.filter(|_| group.passive && group.mood == Mood::Finite)?;
        let subject = self.subject(verb, 0).filter(|subject| subject.own)?;
        let cue = self.cue_in_chunk(subject.chunk, Part::Noun, object)?;
        (!self.is_circumstance(word) && !self.agentive(cue)).then_some(cue)
    }

    /// In, at, from, by …: the object is no party to the act.
    pub(super) fn is_circumstance(&self, word: usize) -> bool {
        self.word_is(word, Classes::IN)
            || self.word_is(word, Classes::FROM)
            || self.word_is(word, Classes::BY)
            || self.word_is(word, Classes::AMONG)
    }

    /// The subject (or the agent after *by*) of a verb holds what the chain says so far.
    pub(super) fn verb_holders(&self, verb: usize, rule: &'static str, climb: &mut Climb, held: &mut Vec<Held>) {
        let group = self.chunks.verbs[verb];
        let inner = matches!(group.mood, Mood::Infinitive | Mood::Ing);
        if inner && (self.told_only(verb) || self.advised(verb)) {
            climb.open = false;
            return;
        }
        let agent = if group.passive {
            self.by_agent(&group)
        } else {
            self.subject(verb, 0).map(|Subject { chunk, .. }| chunk)
        };
        let holders = agent.map(|chunk| self.holders(chunk)).unwrap_or_default();
        climb.open = holders.is_empty() && (agent.is_none() || group.passive);
        for who in holders {
            self.hold(who, rule, Score::ONE, climb, held);
        }
        if group.passive && agent.is_none() {
            self.place_agent(verb, climb, held);
        }
    }

    /// "was banned in India": with no agent named, the state where it was done did it.
    pub(super) fn place_agent(&self, verb: usize, climb: &Climb, held: &mut Vec<Held>) {
        let chunk = self.chunks.verbs[verb].chunk;
        if self.chunks.kind(chunk + 1) != Some(Kind::Preposition)
            || !self.chunks.is_noun(chunk + 2)
            || !self.word_is(self.chunks.list[chunk + 1].first, Classes::IN)
        {
            return;
        }
        let place = self.chunks.list[chunk + 2];
        let Some(mention) = self.mentions.iter().position(|m| {
            place.holds(m.first)
                && m.end == place.end
                && m.via == Via::Name
                && self.kind_of(m) == Some(ActorKind::State)
        }) else {
            return;
        };
        self.hold(Who { mention, surety: Score(600_000) }, "passive-in-place", Score::ONE, climb, held);
    }

    /// Whether a verb hangs on one that says what its subject ought to do: "the UN should focus on formulating".
    pub(super) fn advised(&self, verb: usize) -> bool {
        let mut at = verb;
        for _ in 0..4 {
            match self.verb_governor(at) {
                Some(Governor::Verb { verb: outer, .. }) => at = outer,
                _ => return false,
            }
            let obliged = self.verb_shifts(at).is_some_and(|shifts| shifts.iter().any(|shift| shift.obligation));
            if obliged {
                let speaker = self.subject(at, 0).is_some_and(|subject| {
                    self.holders(subject.chunk).iter().any(|who| self.mentions[who.mention].via == Via::Speaker)
                });
                return !speaker;
            }
        }
        false
    }

    /// Whether the subject of an infinitive is only told or asked to: "urged India to ban".
    pub(super) fn told_only(&self, verb: usize) -> bool {
        match self.verb_governor(verb) {
            Some(Governor::Verb { verb: outer, .. }) => {
                let object = self.object_between(outer, self.chunks.verbs[verb].chunk).is_some();
                self.control_of(outer) == Control::Directive && (object || self.chunks.verbs[outer].passive)
            }
            _ => false,
        }
    }

    /// "Huawei is a threat", "cyber sovereignty is vital": whoever speaks holds it.
    pub(super) fn predicate(&self, verb: usize, object: &ObjectAt, mut climb: Climb, held: &mut Vec<Held>) {
        if self.felt(verb, object, &climb, held) {
            return;
        }
        let group = self.chunks.verbs[verb];
        let after = group.chunk + 1;
        let cue = match self.chunks.kind(after) {
            Some(Kind::Adjective) => self.cue_in_chunk(after, Part::Adjective, object),
            Some(Kind::Noun) => self
                .cue_in_chunk(after, Part::Noun, object)
                .or_else(|| self.cue_in_chunk(after, Part::Adjective, object)),
            _ => None,
        };
        let whole_verb = self
            .cue_of_verb_for(verb, object)
            .filter(|cue| self.lexicon.cues[cue.cue as usize].holder == HolderPlace::Speaker);
        match whole_verb.or(cue.filter(|_| group.copula)) {
            Some(cue) => {
                self.push_link(cue, &mut climb);
                climb.sign *= effective_sign(self.lexicon.cues[cue.cue as usize].sign);
            }
            None if group.copula && self.judged(self.chunks.list[group.chunk].end, &mut climb) => {}
            None => return,
        }
        if !self.shift_verb(verb, &mut climb) {
            return;
        }
        climb.rule = Some("speaker-evaluates");
        climb.at = At::Verb(verb);
        climb.open = true;
        self.speaker_evaluates(&climb, object, held);
    }

    /// Where no holder stands in the clause, the one whose words they are holds it.
    pub(super) fn speaker_evaluates(&self, climb: &Climb, object: &ObjectAt, held: &mut Vec<Held>) {
        if !climb.open || climb.links.is_empty() {
            return;
        }
        let obliged = climb.shifts.iter().any(|shift| shift.obligation);
        if climb.rule != Some("speaker-evaluates") && !obliged {
            return;
        }
        if let Some(mention) = self.speaker_at(object.first) {
            self.hold(Who { mention, surety: Score(900_000) }, "speaker-evaluates", Score::ONE, climb, held);
        }
    }
}
