//! The chain: from an object outward over the cues that govern it, signs multiplied, a holder sought at each cue.
//!
//! "The US criticised Russia for promoting cyber sovereignty": *promoting* governs the frame and Russia holds it (+);
//! *criticised* governs *promoting* and the US holds that (−).
//! Where the same actor holds several links of a chain, only the outermost counts: "refuses to ban" is one opinion.

use super::actors::Who;
use super::chunk::{Kind, Mood};
use super::governors::Governor;
use super::roles::Subject;
use super::shift::Shift;
use super::tag::Tag;
use super::{CueAt, ObjectAt, Reading};
use crate::lexicon::{ActorKind, Classes, Control, HolderPlace, Part, Target, Via};
use crate::model::Score;

/// Links followed at most; real chains have up to four.
const DEPTH: usize = 6;
/// A verb that is no cue passes on what a noun cue says: "issued a *ban*".
const LIGHT_VERB: Score = Score(850_000);
/// A noun that is no cue passes on what governs it: "the *principles* of".
pub(super) const LIGHT_NOUN: Score = Score(900_000);
/// The object is only the owner or adjective of what is judged: "criticised *China's* policy".
const MODIFIER: Score = Score(750_000);

/// What one actor was found to hold.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) who: Who,
    pub(super) sign: i8,
    pub(super) strength: Score,
    pub(super) rule: &'static str,
    pub(super) links: Vec<Link>,
    pub(super) shifts: Vec<Shift>,
    /// Depth in the chain, outer links being deeper.
    pub(super) depth: usize,
}

/// One cue of a chain.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    /// Number of the cue; `None` for a deed or a word that only passes on.
    pub(super) cue: Option<u32>,
    pub(super) first: usize,
    pub(super) end: usize,
    /// Sign times weight.
    pub(super) factor: Score,
}

/// Where the climb stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    Noun(usize),
    Verb(usize),
    Adjective(usize),
}

/// What the climb carries.
#[derive(Clone, Debug)]
pub(super) struct Climb {
    pub(super) at: At,
    pub(super) sign: i8,
    pub(super) strength: Score,
    pub(super) rule: Option<&'static str>,
    pub(super) links: Vec<Link>,
    pub(super) shifts: Vec<Shift>,
    pub(super) depth: usize,
    /// Whether no holder was found at the outermost link.
    pub(super) open: bool,
}

impl Reading<'_> {
    /// Everything that is held toward an object.
    pub(super) fn held_toward(&self, object: &ObjectAt) -> Vec<Held> {
        let mut held = Vec::new();
        let chunk = self.chunks.of_word[object.first];
        if chunk == super::chunk::Chunks::NONE {
            return held;
        }
        let mut climb = Climb {
            at: At::Noun(chunk),
            sign: 1,
            strength: Score::ONE,
            rule: None,
            links: Vec::new(),
            shifts: Vec::new(),
            depth: 0,
            open: false,
        };
        if let Some(verb) = object.deed {
            self.deed(verb, object, climb, &mut held);
            return outermost(held, self);
        }
        if let Some(sign) = object.act {
            climb.sign = sign;
            climb.links.push(Link {
                cue: None,
                first: object.first,
                end: object.end,
                factor: Score(Score::ONE.0 * i64::from(sign)),
            });
        }
        if let Some(cue) = object.implied_by {
            if self.noun_link(cue, chunk, object, &mut climb, &mut held) {
                self.climb(climb, object, &mut held);
            }
            return outermost(held, self);
        }
        if !self.enter(chunk, object, &mut climb, &mut held) {
            return outermost(held, self);
        }
        self.climb(climb, object, &mut held);
        outermost(held, self)
    }

    /// From the object to the head of its own noun group: compounds, owners, "pro-" and "anti-".
    pub(super) fn enter(&self, chunk: usize, object: &ObjectAt, climb: &mut Climb, held: &mut Vec<Held>) -> bool {
        let group = self.chunks.list[chunk];
        let head = self.head_word(chunk).unwrap_or(object.end - 1);
        if let Some(cue) = self.prefix_cue(object) {
            // "pro-Beijing officials", "anti-Huawei campaign"
            return self.link(cue, object, climb)
                && self
                    .cue_noun_after(object.end, group.end, object)
                    .is_none_or(|cue| self.noun_link(cue, chunk, object, climb, held));
        }
        if object.end <= head {
            let words = object.end..group.end;
            if object.is_actor && words.clone().any(|word| self.word_is(word, Classes::PRIVATE)) {
                return false;
            }
            match self.cue_noun_after(object.end, group.end, object) {
                Some(cue)
                    if object.is_actor && self.tagged(object.end, Tag::Possessive)
                        || object.via == Some(Via::Demonym) =>
                {
                    // "China's support": the actor is the holder of the noun, not its object.
                    return self.agentive(cue) && self.noun_link(cue, chunk, object, climb, held);
                }
                Some(cue) => return self.noun_link(cue, chunk, object, climb, held),
                None if object.is_actor => climb.strength = climb.strength.times(MODIFIER),
                None => {}
            }
        }
        if object.target_is_position() {
            self.owner_of_frame(chunk, object, climb, held);
        }
        true
    }

    /// "China's cyber sovereignty model", "the Moscow-backed convention": the owner of a frame is for it.
    pub(super) fn owner_of_frame(&self, chunk: usize, object: &ObjectAt, climb: &Climb, held: &mut Vec<Held>) {
        if let Some(who) = self.possessor(chunk, object.first) {
            self.hold(who, "possessor-frame", Score(600_000), climb, held);
        }
    }

    /// A cue right before the object that is joined by a hyphen.
    pub(super) fn prefix_cue(&self, object: &ObjectAt) -> Option<CueAt> {
        let hyphen = object.first.checked_sub(1)?;
        let prefix = hyphen.checked_sub(1)?;
        let joined = self.tagged(hyphen, Tag::Hyphen)
            || self.tagged(hyphen, Tag::Name) && self.sentence.words[hyphen].kind == crate::token::Kind::Hyphen;
        if !joined {
            return None;
        }
        self.cues.iter().copied().find(|cue| cue.end == prefix + 1 && self.accepts(cue.cue, object))
    }

    pub(super) fn cue_noun_after(&self, from: usize, to: usize, object: &ObjectAt) -> Option<CueAt> {
        self.cues
            .iter()
            .rev()
            .copied()
            .find(|cue| cue.part == Part::Noun && from <= cue.first && cue.first < to && self.accepts(cue.cue, object))
    }

    /// Whether a noun names the one who holds ("critic", "supporter") and not the act.
    pub(super) fn agentive(&self, cue: CueAt) -> bool {
        self.lexicon.cues[cue.cue as usize].agentive
    }

    pub(super) fn accepts(&self, cue: u32, object: &ObjectAt) -> bool {
        let targets = self.lexicon.cues[cue as usize].targets;
        object.targets().any(|target| targets.has(target))
    }

    /// A deed: whoever is its subject supports the frame.
    pub(super) fn deed(&self, verb: usize, object: &ObjectAt, mut climb: Climb, held: &mut Vec<Held>) {
        climb.at = At::Verb(verb);
        climb.links.push(Link { cue: None, first: object.first, end: object.end, factor: Score::ONE });
        climb.rule = Some("deed");
        if !self.shift_verb(verb, &mut climb) {
            return;
        }
        self.verb_holders(verb, "deed", &mut climb, held);
        self.climb(climb, object, held);
    }

    /// Goes outward until nothing governs any more.
    pub(super) fn climb(&self, mut climb: Climb, object: &ObjectAt, held: &mut Vec<Held>) {
        while climb.depth < DEPTH {
            climb.depth += 1;
            let next = match climb.at {
                At::Noun(chunk) => {
                    self.inner_verbs(chunk, object, &climb, held);
                    self.noun_governor(chunk)
                }
                At::Verb(verb) => self.outward(verb),
                At::Adjective(chunk) => self.outward_adjective(chunk),
            };
            let Some(governor) = next else { break };
            let going = match governor {
                Governor::Verb { verb, preposition } => self.through_verb(verb, preposition, object, &mut climb, held),
                Governor::Noun { chunk, preposition } => {
                    self.through_noun(chunk, preposition, object, &mut climb, held)
                }
                Governor::Adjective { chunk } => self.through_adjective(chunk, object, &mut climb, held),
            };
            if !going {
                return;
            }
        }
        self.speaker_evaluates(&climb, object, held);
    }

    /// What governs a verb that has no tense of its own.
    pub(super) fn outward(&self, verb: usize) -> Option<Governor> {
        let group = self.chunks.verbs[verb];
        match group.mood {
            Mood::Infinitive => self.verb_governor(verb),
            Mood::Ing => {
                let left = self.chunks.before(group.chunk)?;
                matches!(
                    self.chunks.list[left].kind,
                    Kind::Preposition | Kind::Verb(_) | Kind::Adjective | Kind::Coordinator
                )
                .then(|| self.verb_governor(verb))
                .flatten()
            }
            Mood::Finite | Mood::Reduced => None,
        }
    }

    pub(super) fn outward_adjective(&self, chunk: usize) -> Option<Governor> {
        let left = self.chunks.before(chunk)?;
        match self.chunks.list[left].kind {
            Kind::Verb(number) => self.outward(number),
            _ => None,
        }
    }

    // ---- verbs ----

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

    /// Takes a cue in with its sign; refuses one that may not be about this object.
    pub(super) fn link(&self, cue: CueAt, object: &ObjectAt, climb: &mut Climb) -> bool {
        if !self.accepts(cue.cue, object) {
            return false;
        }
        self.push_link(cue, climb);
        climb.sign *= effective_sign(self.lexicon.cues[cue.cue as usize].sign);
        true
    }

    pub(super) fn push_link(&self, cue: CueAt, climb: &mut Climb) {
        let entry = &self.lexicon.cues[cue.cue as usize];
        let sign = Score(Score::ONE.0 * i64::from(effective_sign(entry.sign)));
        // A link weighs at least a half, so that long chains stay readable.
        let weight = Score(entry.weight.0.max(500_000));
        climb.links.push(Link { cue: Some(cue.cue), first: cue.first, end: cue.end, factor: sign.times(entry.weight) });
        climb.strength = climb.strength.times(if climb.links.len() == 1 { entry.weight } else { weight });
    }

    /// Applies the shifters of a verb; false if they leave no opinion.
    pub(super) fn shift_verb(&self, verb: usize, climb: &mut Climb) -> bool {
        let shifts = self.verb_shifts(verb);
        let holds = shifts.is_some();
        apply(shifts.unwrap_or_default(), climb);
        holds
    }

    pub(super) fn hold(&self, who: Who, rule: &'static str, factor: Score, climb: &Climb, held: &mut Vec<Held>) {
        let strength = climb.strength.times(factor).times(who.surety).times(self.mentions[who.mention].surety);
        let third_person = !matches!(self.mentions[who.mention].via, Via::Speaker);
        // "India should join" is advice to India, not India's wish.
        let advice = climb.shifts.last().is_some_and(|shift| shift.obligation)
            && third_person
            && rule != "speaker-evaluates"
            && own_verb(rule);
        if !advice && strength.0 > 0 {
            held.push(Held {
                who,
                sign: climb.sign,
                strength: strength.clamped(),
                rule,
                links: climb.links.clone(),
                shifts: climb.shifts.clone(),
                depth: climb.depth,
            });
        }
    }
}

/// Multiplies shifters in, each once.
pub(super) fn apply(shifts: Vec<Shift>, climb: &mut Climb) {
    for shift in shifts {
        if climb.shifts.iter().any(|known| known.first == shift.first) {
            continue;
        }
        if shift.factor.0 < 0 {
            climb.sign = -climb.sign;
        }
        climb.strength = climb.strength.times(shift.factor.abs());
        climb.shifts.push(shift);
    }
}

/// Whether the holder is the subject of the shifted verb itself.
fn own_verb(rule: &str) -> bool {
    !matches!(rule, "possessor-frame" | "possessor-cue" | "noun-by")
}

fn effective_sign(sign: i8) -> i8 {
    if sign < 0 { -1 } else { 1 }
}

/// One opinion for each holder: that of the outermost link.
fn outermost(mut held: Vec<Held>, reading: &Reading<'_>) -> Vec<Held> {
    held.sort_by_key(|held| {
        (reading.mentions[held.who.mention].actor, std::cmp::Reverse(held.depth), held.who.mention)
    });
    held.dedup_by_key(|held| reading.mentions[held.who.mention].actor);
    held
}

impl ObjectAt {
    /// Kinds of targets that the object counts as.
    pub(super) fn targets(&self) -> impl Iterator<Item = Target> + '_ {
        self.kinds.iter().flatten().copied()
    }

    /// Whether owning or doing the object is a position: a frame, not a carrier or a mere actor.
    pub(super) fn target_is_position(&self) -> bool {
        !self.is_actor && !self.targets().any(|target| target == Target::Carrier)
    }
}
