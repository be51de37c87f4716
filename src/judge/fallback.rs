//! Holders and objects that no chain joined: read from the cues between them, at low strength.
//!
//! Half of all positions in real prose are put in ways that no grammar of chains foresees.
//! Here an actor in the place of an agent (subject, agent after *by*, speaker) is read together with the nearest
//! object of the agenda and the cues on the way; the strength says how little that is worth.

use super::actors::Who;
use super::chain::{Held, Link};
use super::chunk::{Chunks, Kind};
use super::shift::Shift;
use super::tag::Tag;
use super::{CueAt, Mentioned, ObjectAt, Reading};
use crate::lexicon::{Classes, HolderPlace, Part, Target, Via};
use crate::model::{ActorRef, Object, Opinion, Score};

/// Strength of an opinion read from the cues between a subject and an object.
const LINKED: Score = Score(400_000);
/// Strength of an opinion read from the cues in somebody's words.
const SPOKEN: Score = Score(300_000);
/// Strength of an opinion read from being named with a frame.
const BESIDE: Score = Score(200_000);
/// Words between subject and object at most.
const REACH: usize = 30;

/// An actor in the place of an agent, and its verb group if it has one.
#[derive(Clone, Copy, Debug)]
struct Agent {
    who: Who,
    verb: Option<usize>,
}

/// Whether a rule reads cues without a chain.
pub(super) fn is_fallback(rule: &str) -> bool {
    matches!(rule, "clause-cue" | "frame-beside" | "spoken-cue")
}

fn has_stance(opinions: &[Opinion], actor: ActorRef) -> bool {
    opinions.iter().any(|opinion| opinion.holder == actor && opinion.stance.is_some_and(|stance| stance.0 != 0))
}

/// What is said of an act told before, as said of what the act was about.
fn turned(object: &ObjectAt, held: Held) -> Held {
    Held { sign: held.sign * object.act.unwrap_or(1), ..held }
}

impl Reading<'_> {
    /// Adds opinions of agents that have no stance yet.
    pub(super) fn fallback(&self, objects: &[ObjectAt], opinions: &mut Vec<Opinion>) {
        let agenda: Vec<&ObjectAt> =
            objects.iter().filter(|object| object.pole.is_some() && object.deed.is_none()).collect();
        if agenda.is_empty() {
            return;
        }
        for agent in self.agents() {
            let actor = self.mentions[agent.who.mention].actor;
            if has_stance(opinions, actor) {
                continue;
            }
            let found = self.linked(agent, &agenda).or_else(|| self.spoken(agent.who, &agenda, opinions));
            let found = found.map(|(object, held)| (object, turned(object, held)));
            opinions.extend(found.and_then(|(object, held)| self.opinion(object, &held)));
        }
        self.beside(&agenda, opinions);
    }

    /// Adds opinions of agents and owners toward a frame that they are named with, where no cue says otherwise:
    /// who speaks of a frame, or acts where one is named, is far more often for it than against it.
    /// Not so in a statement, where the speaker names many things and the words say what it thinks of them.
    fn beside(&self, agenda: &[&ObjectAt], opinions: &mut Vec<Opinion>) {
        if self.context.speaker.is_some() {
            return;
        }
        let is = |agent: &Agent| agent.verb.is_some_and(|verb| self.chunks.verbs[verb].copula);
        let mut agents: Vec<Who> =
            self.agents().into_iter().filter(|agent| !is(agent)).map(|agent| agent.who).collect();
        agents.extend(self.owners());
        for who in agents {
            let actor = self.mentions[who.mention].actor;
            if has_stance(opinions, actor) {
                continue;
            }
            let Some(object) = self.frame_beside(who, agenda) else { continue };
            let others = opinions.iter().any(|opinion| opinion.object == object.object && opinion.holder != actor);
            if !others {
                let held = self.read_cues(who, "frame-beside", BESIDE, &[], Vec::new());
                opinions.extend(self.opinion(object, &held));
            }
        }
    }

    /// Owners of anything, and those named after *of*: "Finland's envoy", "the efforts of Finland".
    fn owners(&self) -> Vec<Who> {
        let owner = |mention: &super::Mentioned| {
            let chunk = self.chunks.of_word[mention.first];
            let of = chunk != super::chunk::Chunks::NONE && self.preposition_before(chunk, Classes::OF);
            self.tagged(mention.end, Tag::Possessive) || of && self.chunks.list[chunk].end == mention.end
        };
        let owners = (0..self.mentions.len()).filter(|&mention| owner(&self.mentions[mention]));
        owners.map(|mention| Who { mention, surety: Score::ONE }).collect()
    }

    /// The frame nearest to a mention, if nothing between them takes a side.
    fn frame_beside<'o>(&self, who: Who, agenda: &[&'o ObjectAt]) -> Option<&'o ObjectAt> {
        let mention = &self.mentions[who.mention];
        // Where a venue or a body is named, things happen: that is no side taken.
        let is_place = |object: &ObjectAt| object.targets().any(|kind| matches!(kind, Target::Venue | Target::Body));
        let frames =
            agenda.iter().filter(|object| object.target_is_position() && object.act.is_none() && !is_place(object));
        let nearest = frames.min_by_key(|object| (object.first.abs_diff(mention.first), object.first))?;
        let (from, to) =
            if nearest.first >= mention.end { (mention.end, nearest.first) } else { (nearest.end, mention.first) };
        if from > to || self.question {
            return None;
        }
        // "has never accepted the treaty"
        let governor = self.chunks.verbs.iter().rposition(|verb| verb.head < nearest.first);
        if governor.is_some_and(|verb| !self.is_plain(verb)) {
            return None;
        }
        let siding = |cue: &CueAt| self.lexicon.cues[cue.cue as usize].sign != 0;
        let mut verbs = (0..self.chunks.verbs.len()).filter(|&verb| (from..to).contains(&self.chunks.verbs[verb].head));
        (!self.cues_between(from, to, nearest).iter().any(siding) && verbs.all(|verb| self.is_plain(verb)))
            .then_some(*nearest)
    }

    /// Whether nothing negates or voids a verb, and it does not say what ought to be.
    fn is_plain(&self, verb: usize) -> bool {
        self.verb_shifts(verb).is_some_and(|shifts| shifts.iter().all(|shift| shift.factor.0 > 0 && !shift.obligation))
    }

    /// Actors in the place of an agent, in order: subjects of active verbs, agents after *by*, speakers.
    fn agents(&self) -> Vec<Agent> {
        let mut found: Vec<Agent> = Vec::new();
        let mut add = |chunk: usize, verb: Option<usize>| {
            for who in self.holders(chunk) {
                if !found.iter().any(|known| known.who.mention == who.mention) {
                    found.push(Agent { who, verb });
                }
            }
        };
        for chunk in
            (0..self.chunks.list.len()).filter(|&chunk| self.chunks.is_noun(chunk) && self.list_start(chunk) == chunk)
        {
            match self.verb_of_subject(chunk) {
                Some(verb) if !self.chunks.verbs[verb].passive && self.attribution_of(verb).is_none() => {
                    add(chunk, Some(verb));
                }
                _ if self.is_speaker(chunk) => add(chunk, None),
                _ => {}
            }
        }
        for (number, group) in self.chunks.verbs.iter().enumerate().filter(|(_, group)| group.passive) {
            if let Some(chunk) = self.by_agent(group) {
                add(chunk, Some(number));
            }
        }
        found
    }

    fn is_speaker(&self, chunk: usize) -> bool {
        self.scopes
            .iter()
            .filter_map(|scope| scope.speaker)
            .any(|mention| self.chunks.list[chunk].holds(self.mentions[mention].first))
    }

    /// An agent, the cues from its verb on, and the first object that these can be about.
    fn linked<'o>(&self, agent: Agent, agenda: &[&'o ObjectAt]) -> Option<(&'o ObjectAt, Held)> {
        let mention = &self.mentions[agent.who.mention];
        let from = self.chunks.list[self.chunks.verbs[agent.verb?].chunk].first;
        let limit = self.next_subject(from.max(mention.end));
        let reached = |object: &&&ObjectAt| {
            object.first >= from
                && object.first < limit
                && object.first - from <= REACH
                && object.object != Object::Actor(mention.actor)
        };
        agenda
            .iter()
            .filter(reached)
            .find_map(|object| self.read_between(agent.who, from, object).map(|held| (*object, held)))
    }

    /// Where the next clause with a subject of its own begins: an actor, or any noun group that opens a clause.
    pub(super) fn next_subject(&self, from: usize) -> usize {
        let next = self.chunks.list.iter().enumerate().find(|(number, chunk)| {
            let subject = chunk.kind == Kind::Noun && chunk.first >= from && self.is_subject(*number);
            subject && (self.opens_clause(*number) || !self.holders(*number).is_empty())
        });
        next.map_or(self.tags.len(), |(_, chunk)| chunk.first)
    }

    fn opens_clause(&self, chunk: usize) -> bool {
        let left = self.chunks.before(chunk).and_then(|left| self.chunks.kind(left));
        matches!(left, Some(Kind::Comma | Kind::Break | Kind::Subordinator))
    }

    /// The sign of the cues between holder and object.
    fn read_between(&self, who: Who, from: usize, object: &ObjectAt) -> Option<Held> {
        let verb = self.chunks.verbs.iter().position(|group| group.head >= from && group.head < object.first)?;
        let mut shifts: Vec<Shift> = Vec::new();
        let mut mute: Vec<usize> = Vec::new();
        for other in (verb..self.chunks.verbs.len()).filter(|&verb| self.chunks.verbs[verb].head < object.first) {
            match self.verb_shifts(other) {
                Some(found) => shifts.extend(found),
                None if other == verb => return None,
                None => mute.push(self.chunks.verbs[other].head),
            }
        }
        let speaks = self.mentions[who.mention].via == Via::Speaker;
        if !speaks && shifts.iter().any(|shift| shift.obligation) {
            // "India should support it" is advice to India.
            return None;
        }
        let mut cues = self.cues_between(from, object.first, object);
        cues.retain(|cue| !mute.contains(&cue.first));
        if cues.iter().any(|cue| !self.is_about_another(cue, object)) {
            cues.retain(|cue| !self.is_about_another(cue, object));
        }
        (!cues.is_empty()).then(|| self.read_cues(who, "clause-cue", LINKED, &cues, shifts))
    }

    /// Whether another actor stands right after a cue: "*pressure on Brazil* for a ban on Huawei".
    fn is_about_another(&self, cue: &CueAt, object: &ObjectAt) -> bool {
        let next = self.chunks.of_word[cue.end.min(self.tags.len() - 1)];
        let other = |mention: &Mentioned| object.object != Object::Actor(mention.actor);
        next != Chunks::NONE
            && !self.chunks.list[next].holds(object.first)
            && self.mentions.iter().any(|mention| {
                mention.first >= cue.end && self.chunks.list[next].holds(mention.first) && other(mention)
            })
    }

    /// A speaker and what its words say about an object.
    fn spoken<'o>(&self, who: Who, agenda: &[&'o ObjectAt], opinions: &[Opinion]) -> Option<(&'o ObjectAt, Held)> {
        let actor = self.mentions[who.mention].actor;
        let scope = self
            .scopes
            .iter()
            .find(|scope| scope.speaker.is_some_and(|mention| self.mentions[mention].actor == actor))?;
        agenda
            .iter()
            .filter(|object| {
                scope.first <= object.first && object.end <= scope.end && object.object != Object::Actor(actor)
            })
            .find_map(|object| {
                let cues = self.cues_between(scope.first, scope.end, object);
                let mut shifts: Vec<Shift> = scope.negated.into_iter().collect();
                for group in self
                    .chunks
                    .verbs
                    .iter()
                    .enumerate()
                    .filter(|(_, group)| scope.first <= group.head && group.head < scope.end)
                {
                    shifts.extend(self.verb_shifts(group.0)?);
                }
                let others =
                    opinions.iter().filter(|opinion| opinion.object == object.object && opinion.holder != actor);
                let others: Vec<ActorRef> = others.map(|opinion| opinion.holder).collect();
                let own = !cues.iter().any(|cue| self.is_held_by(cue, &others) || self.is_done_by(cue, object));
                (!cues.is_empty() && own).then(|| (*object, self.read_cues(who, "spoken-cue", SPOKEN, &cues, shifts)))
            })
    }

    /// Whether the object itself does what the cue says: "X said that *China promotes* it" tells nothing of X and China.
    /// To report a hostile act is another matter.
    fn is_done_by(&self, cue: &CueAt, object: &ObjectAt) -> bool {
        let Object::Actor(actor) = object.object else { return false };
        let entry = &self.lexicon.cues[cue.cue as usize];
        entry.sign >= 0 && entry.holder != HolderPlace::Speaker && self.is_held_by(cue, &[actor])
    }

    /// Whether a cue is what one of `others` holds: "X said that *Y backed* it" is no word of X for it.
    fn is_held_by(&self, cue: &CueAt, others: &[ActorRef]) -> bool {
        let verb = self.chunks.verbs.iter().position(|group| cue.first <= group.head && group.head < cue.end);
        let Some(verb) = verb.filter(|_| !others.is_empty()) else { return false };
        let group = &self.chunks.verbs[verb];
        let doer = if group.passive { self.by_agent(group) } else { self.subject(verb, 0).map(|found| found.chunk) };
        let holders = doer.map(|chunk| self.holders(chunk)).unwrap_or_default();
        holders.iter().any(|who| others.contains(&self.mentions[who.mention].actor))
    }

    fn read_cues(&self, who: Who, rule: &'static str, strength: Score, cues: &[CueAt], shifts: Vec<Shift>) -> Held {
        let mut sign: i8 = if shifts.iter().filter(|shift| shift.factor.0 < 0).count() % 2 == 1 { -1 } else { 1 };
        let mut links = Vec::new();
        for cue in cues {
            let entry = &self.lexicon.cues[cue.cue as usize];
            let cue_sign = if entry.sign < 0 { -1 } else { 1 };
            sign *= cue_sign;
            links.push(Link {
                cue: Some(cue.cue),
                first: cue.first,
                end: cue.end,
                factor: Score(i64::from(cue_sign) * entry.weight.0),
            });
        }
        let strength = strength.times(who.surety).times(self.mentions[who.mention].surety);
        Held { who, sign, strength, rule, links, shifts, depth: 0 }
    }

    /// Cues in a stretch that can be about the object, one for each place, outermost first.
    pub(super) fn cues_between(&self, from: usize, to: usize, object: &ObjectAt) -> Vec<CueAt> {
        let mut found: Vec<CueAt> = Vec::new();
        for cue in &self.cues {
            let between = cue.first >= from && cue.end <= to && !(object.first <= cue.first && cue.first < object.end);
            let free = found.last().is_none_or(|last| cue.first >= last.end);
            let counts = !matches!(cue.part, Part::Noun) || !self.lexicon.cues[cue.cue as usize].agentive;
            if between && free && counts && self.accepts(cue.cue, object) {
                found.push(*cue);
            }
        }
        found
    }
}
