//! The chain: from an object outward over the cues that govern it, signs multiplied, a holder sought at each cue.
//!
//! "The US criticised Russia for promoting cyber sovereignty": *promoting* governs the frame and Russia holds it (+);
//! *criticised* governs *promoting* and the US holds that (−).
//! Where the same actor holds several links of a chain, only the outermost counts: "refuses to ban" is one opinion.

use super::actors::Who;
use super::chunk::{Kind, Mood};
use super::governors::Governor;
use super::shift::Shift;
use super::tag::Tag;
use super::{CueAt, ObjectAt, Reading};
use crate::lexicon::{Classes, Control, Part, Target, Via};
use crate::model::Score;

/// Links followed at most; real chains have up to four.
const DEPTH: usize = 6;
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
            Mood::Infinitive => self.verb_governor(verb).filter(|governor| !self.is_purpose(*governor, group.chunk)),
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

    /// "shunned work *to protest*": what a verb with an object of its own is done for, not what it does.
    fn is_purpose(&self, governor: Governor, infinitive: usize) -> bool {
        let Governor::Verb { verb, .. } = governor else { return false };
        let sided = self.cue_of_verb(verb).is_some_and(|cue| {
            let entry = &self.lexicon.cues[cue.cue as usize];
            entry.sign != 0 && entry.control == Control::Subject
        });
        sided && self.object_between(verb, infinitive).is_some()
    }

    pub(super) fn outward_adjective(&self, chunk: usize) -> Option<Governor> {
        let left = self.chunks.before(chunk)?;
        match self.chunks.list[left].kind {
            Kind::Verb(number) => self.outward(number),
            _ => None,
        }
    }

    // ---- verbs ----

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

pub(super) fn effective_sign(sign: i8) -> i8 {
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
