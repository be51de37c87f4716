//! What opinions in a sentence can be about: frames, carriers, actors, and nouns that point back to them.

use super::chunk::{Kind, fits};
use super::{CueAt, ObjectAt, Reading};
use crate::lexicon::{Classes, Entry, FrameKind, Part, Target};
use crate::model::{Object, Score};

/// A frame that "the treaty" or "such a ban" refers back to.
const ANAPHOR: Score = Score(700_000);

/// A carrier that an unnamed object can mean stands firmly for its pole.
pub(super) const FIRM: Score = Score(500_000);

impl Reading<'_> {
    /// Whether this sentence or the one before is about the agenda's matter.
    pub(super) fn is_topical(&self) -> bool {
        self.context.topical
            || self.sentence.hits.iter().any(|hit| match hit.entry {
                Entry::Topic | Entry::Carrier(_) => true,
                Entry::Frame(frame) | Entry::Deed(frame, _) => !self.lexicon.frames[frame as usize].needs_topic,
                _ => false,
            })
    }

    /// The objects in order, and whether the sentence is about the agenda's matter.
    pub(super) fn objects(&self) -> (Vec<ObjectAt>, bool) {
        let topical = self.is_topical();
        let mut objects = Vec::new();
        for hit in &self.sentence.hits {
            let (first, end) = (hit.first as usize, hit.end as usize);
            match hit.entry {
                Entry::Frame(frame) => objects.extend(self.frame(frame, first, end, topical)),
                Entry::Deed(frame, forms) if self.is_on("deed") && fits(self.tags[first], forms) => {
                    objects.extend(self.deed_object(frame, first, end, topical));
                }
                Entry::Carrier(carrier) if self.is_on("carriers") => objects.push(self.carrier(carrier, first, end)),
                Entry::Anaphor(frame) if self.is_on("anaphora") => objects.extend(self.anaphor(frame, first, end)),
                _ => {}
            }
        }
        for mention in &self.mentions {
            let same = objects.iter().position(|object: &ObjectAt| {
                matches!(object.object, Object::Carrier(_))
                    && object.first <= mention.first
                    && mention.end <= object.end
            });
            if let Some(at) = same
                && objects[at].first == mention.first
                && objects[at].end == mention.end
            {
                objects.remove(at);
            }
            let pole = self.carried_pole(mention.known, topical);
            objects.push(ObjectAt {
                object: Object::Actor(mention.actor),
                kinds: [Some(Target::Actor), pole.map(|_| Target::Carrier)],
                first: mention.first,
                end: mention.end,
                pole,
                is_actor: true,
                via: Some(mention.via),
                deed: None,
                implied_by: None,
                act: None,
                surety: mention.surety,
            });
        }
        self.drop_inside_deeds(&mut objects);
        objects.extend(self.acts_meant());
        if self.is_on("implied-object") {
            let implied = self.implied(&objects);
            objects.extend(implied);
        }
        (objects, topical)
    }

    /// "not persuaded of a ban": a cue that can only be about carriers is about the one named before.
    fn implied(&self, objects: &[ObjectAt]) -> Vec<ObjectAt> {
        let bare = self
            .cues
            .iter()
            .filter(|cue| cue.part == Part::Noun && self.implies_carrier(cue) && !self.has_own_object(cue));
        bare.filter_map(|cue| {
            let chunk = self.chunks.of_word[cue.first];
            let firm = |object: &&ObjectAt| {
                object.kinds.contains(&Some(Target::Carrier)) && object.pole.is_some_and(|pole| pole.abs() >= FIRM)
            };
            let named =
                objects.iter().any(|object| object.pole.is_some() && self.chunks.of_word[object.first] == chunk);
            let before = objects.iter().rev().filter(firm).find(|object| object.end <= cue.first);
            let meant = before.cloned().or_else(|| self.context.last_carrier.clone())?;
            let place = ObjectAt {
                first: cue.first,
                end: cue.end,
                deed: None,
                implied_by: Some(*cue),
                act: None,
                surety: ANAPHOR,
                via: None,
                ..meant
            };
            (!named).then_some(place)
        })
        .collect()
    }

    /// "ban on cameras": the object is named, whatever it is.
    fn has_own_object(&self, cue: &CueAt) -> bool {
        let chunk = self.chunks.of_word[cue.first];
        let inside = cue.end - cue.first > 1 && self.word_is(cue.end - 1, Classes::PREPOSITION.with(Classes::TO));
        let place = |word: usize| {
            self.word_is(word, Classes::IN) || self.word_is(word, Classes::BY) || self.word_is(word, Classes::FROM)
        };
        let after = self.chunks.kind(chunk + 1) == Some(Kind::Preposition) && !place(self.chunks.list[chunk + 1].first);
        inside || after
    }

    /// What stands inside a deed's phrase belongs to the deed: "keep *Huawei* out" is no support for Huawei.
    fn drop_inside_deeds(&self, objects: &mut Vec<ObjectAt>) {
        let deeds: Vec<(usize, usize)> =
            objects.iter().filter(|object| object.deed.is_some()).map(|deed| (deed.first, deed.end)).collect();
        let inside = |object: &ObjectAt| {
            object.deed.is_none() && deeds.iter().any(|&(first, end)| first <= object.first && object.end <= end)
        };
        objects.retain(|object| !inside(object) || object.is_actor);
        for object in objects.iter_mut().filter(|object| inside(object)) {
            object.pole = None;
        }
    }

    /// Cues that can only be about carriers, and measures against somebody: "the ban", "a boycott".
    fn implies_carrier(&self, cue: &CueAt) -> bool {
        let entry = &self.lexicon.cues[cue.cue as usize];
        let only = !entry.targets.has(Target::Actor);
        let measure = entry.sign < 0 && self.word_is(cue.end - 1, Classes::MEASURE);
        entry.targets.has(Target::Carrier) && (only || measure)
    }

    fn carried_pole(&self, known: Option<u32>, topical: bool) -> Option<Score> {
        let carrier = known.and_then(|actor| self.lexicon.carrier_of(actor))?;
        (topical && self.is_on("carriers")).then(|| self.lexicon.carriers[carrier as usize].pole)
    }

    fn frame(&self, frame: u32, first: usize, end: usize, topical: bool) -> Option<ObjectAt> {
        let entry = &self.lexicon.frames[frame as usize];
        (topical || !entry.needs_topic).then(|| ObjectAt {
            object: Object::Frame(frame),
            kinds: [Some(target_of(entry.kind)), None],
            first,
            end,
            pole: Some(entry.pole),
            is_actor: false,
            via: None,
            deed: None,
            implied_by: None,
            act: None,
            surety: Score::ONE,
        })
    }

    fn deed_object(&self, frame: u32, first: usize, end: usize, topical: bool) -> Option<ObjectAt> {
        let verb = self.chunks.verbs.iter().position(|group| group.head == first)?;
        let object = self.frame(frame, first, end, topical)?;
        Some(ObjectAt { deed: Some(verb), ..object })
    }

    fn carrier(&self, carrier: u32, first: usize, end: usize) -> ObjectAt {
        let entry = &self.lexicon.carriers[carrier as usize];
        ObjectAt {
            object: Object::Carrier(carrier),
            kinds: [Some(Target::Carrier), Some(Target::Actor)],
            first,
            end,
            pole: Some(entry.pole),
            is_actor: false,
            via: None,
            deed: None,
            implied_by: None,
            act: None,
            surety: Score::ONE,
        }
    }

    /// "the convention", "such a move": the frame of that name that came last.
    fn anaphor(&self, frame: u32, first: usize, end: usize) -> Option<ObjectAt> {
        if self.covered(first) || self.meant_by_anaphor(first) != Some(frame) {
            return None;
        }
        let chunk = *self.chunks.list.get(self.chunks.of_word[first])?;
        if self.sentence.hits.iter().any(|hit| matches!(hit.entry, Entry::Frame(_)) && chunk.holds(hit.first as usize))
        {
            return None;
        }
        let definite = (chunk.first..first).any(|word| self.word_is(word, Classes::DETERMINER));
        let bare = self.mentions.iter().any(|mention| chunk.holds(mention.first));
        if !definite || bare {
            return None;
        }
        let object = self.frame(frame, first, end, true)?;
        Some(ObjectAt { surety: ANAPHOR, ..object })
    }

    /// The frame that the noun at `first` goes back to: of those that it can stand for, the one named last.
    fn meant_by_anaphor(&self, first: usize) -> Option<u32> {
        let hits = &self.sentence.hits;
        let can_mean = |frame: u32| {
            hits.iter().any(|hit| hit.first as usize == first && matches!(hit.entry, Entry::Anaphor(of) if of == frame))
        };
        let here = hits.iter().rev().filter(|hit| hit.end as usize <= first).find_map(|hit| match hit.entry {
            Entry::Frame(frame) if can_mean(frame) => Some(frame),
            _ => None,
        });
        // Within a sentence only the bare noun goes back: "a rival treaty" is another one.
        let bare = first > 0 && self.word_is(first - 1, Classes::DETERMINER);
        here.filter(|_| bare).or_else(|| self.context.last_frame(can_mean))
    }

    /// Whether a frame's or carrier's own name covers the word.
    fn covered(&self, word: usize) -> bool {
        self.sentence.hits.iter().any(|hit| {
            matches!(hit.entry, Entry::Frame(_) | Entry::Carrier(_))
                && (hit.first as usize) <= word
                && word < hit.end as usize
        })
    }
}

fn target_of(kind: FrameKind) -> Target {
    match kind {
        FrameKind::Idea => Target::Idea,
        FrameKind::Instrument => Target::Instrument,
        FrameKind::Body => Target::Body,
        FrameKind::Venue => Target::Venue,
        FrameKind::Practice => Target::Practice,
    }
}
