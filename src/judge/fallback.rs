//! Objects that no chain reached: the nearest subject to the left with the cues between, at low strength.

use super::actors::Who;
use super::chain::{Held, Link};
use super::shift::Shift;
use super::{CueAt, ObjectAt, Reading};
use crate::lexicon::Part;
use crate::model::{Object, Opinion, Score};

/// Strength of an opinion read from the cues between a subject and an object.
const LINKED: Score = Score(400_000);
/// Strength of an opinion read from being the agent alone.
const AGENT: Score = Score(250_000);
/// Words between subject and object at most.
const REACH: usize = 30;

impl Reading<'_> {
    /// Adds opinions for objects of the agenda that nobody was found to hold anything toward.
    pub(super) fn fallback(&self, objects: &[ObjectAt], opinions: &mut Vec<Opinion>) {
        for object in objects.iter().filter(|object| object.pole.is_some() && object.deed.is_none()) {
            if opinions.iter().any(|opinion| same(opinion, object)) {
                continue;
            }
            if let Some(held) = self.nearest_subject(object).and_then(|who| self.read_between(who, object)) {
                opinions.extend(self.opinion(object, &held));
            }
        }
    }

    /// The holder of the nearest noun group to the left that is a subject.
    fn nearest_subject(&self, object: &ObjectAt) -> Option<Who> {
        let chunk = self.chunks.of_word[object.first];
        (0..chunk).rev().filter(|&left| self.chunks.is_noun(left) && self.is_subject(left)).find_map(|left| {
            let near = object.first - self.chunks.list[left].end <= REACH;
            near.then(|| self.holders(left).first().copied()).flatten()
        })
    }

    /// The sign of the cues between holder and object.
    fn read_between(&self, who: Who, object: &ObjectAt) -> Option<Held> {
        let from = self.mentions[who.mention].end;
        let cues: Vec<CueAt> = self.cues_between(from, object);
        let verb = self.chunks.verbs.iter().position(|group| group.head >= from && group.head < object.first)?;
        let mut shifts: Vec<Shift> = Vec::new();
        let mut sign: i8 = 1;
        for verb in (verb..self.chunks.verbs.len()).filter(|&verb| self.chunks.verbs[verb].head < object.first) {
            for shift in self.verb_shifts(verb)? {
                if shift.factor.0 < 0 {
                    sign = -sign;
                }
                shifts.push(shift);
            }
        }
        let mut links = Vec::new();
        for cue in &cues {
            let entry = &self.lexicon.cues[cue.cue as usize];
            let cue_sign = if entry.sign < 0 { -1 } else { 1 };
            sign *= cue_sign;
            links.push(Link { cue: Some(cue.cue), first: cue.first, end: cue.end, factor: Score(i64::from(cue_sign) * entry.weight.0) });
        }
        let (rule, strength) = if links.is_empty() { ("clause-agent", AGENT) } else { ("clause-cue", LINKED) };
        if links.is_empty() && (!object.target_is_position() || !shifts.is_empty()) {
            return None;
        }
        let strength = strength.times(who.surety).times(self.mentions[who.mention].surety);
        Some(Held { who, sign, strength, rule, links, shifts, depth: 0 })
    }

    /// Cues from the holder to the object, one for each place, outermost first.
    fn cues_between(&self, from: usize, object: &ObjectAt) -> Vec<CueAt> {
        let mut found: Vec<CueAt> = Vec::new();
        for cue in &self.cues {
            let between = cue.first >= from && cue.end <= object.first;
            let free = found.last().is_none_or(|last| cue.first >= last.end);
            let counts = !matches!(cue.part, Part::Noun) || !self.lexicon.cues[cue.cue as usize].agentive;
            if between && free && counts && self.accepts(cue.cue, object) {
                found.push(*cue);
            }
        }
        found
    }
}

fn same(opinion: &Opinion, object: &ObjectAt) -> bool {
    opinion.object == object.object || matches!((opinion.object, object.object), (Object::Frame(one), Object::Frame(other)) if one == other)
}
