//! Verbs whose object feels: "Huawei's links troubled the United States", "the UK was alarmed by Huawei".

use super::chain::{At, Climb, Held};
use super::{CueAt, ObjectAt, Reading};
use crate::lexicon::HolderPlace;
use crate::model::Score;

impl Reading<'_> {
    /// The cue of a verb whose object is who feels.
    pub(super) fn experience(&self, verb: usize, object: &ObjectAt) -> Option<CueAt> {
        self.cue_of_verb_for(verb, object)
            .filter(|cue| self.lexicon.cues[cue.cue as usize].holder == HolderPlace::Object)
    }

    /// Active: what is felt about is the subject, and who feels stands behind the verb.
    pub(super) fn felt(&self, verb: usize, object: &ObjectAt, climb: &Climb, held: &mut Vec<Held>) -> bool {
        let Some(cue) = self.experience(verb, object) else { return false };
        let mut climb = climb.clone();
        if self.link(cue, object, &mut climb) && self.shift_verb(verb, &mut climb) {
            let after = self.chunks.verbs[verb].chunk + 1;
            let holders = if self.chunks.is_noun(after) { self.holders(after) } else { Vec::new() };
            for who in holders {
                self.hold(who, "experience", Score::ONE, &climb, held);
            }
        }
        true
    }

    /// Passive: who feels is the subject, and what is felt about stands after *by*, *at* or *over*.
    pub(super) fn feels(&self, verb: usize, object: &ObjectAt, climb: &mut Climb, held: &mut Vec<Held>) -> bool {
        let Some(cue) = self.experience(verb, object) else { return false };
        if !self.link(cue, object, climb) || !self.shift_verb(verb, climb) {
            return false;
        }
        climb.at = At::Verb(verb);
        climb.rule = Some("experience");
        let subject = self.subject(verb, 0).map(|subject| self.holders(subject.chunk)).unwrap_or_default();
        for who in subject {
            self.hold(who, "experience", Score::ONE, climb, held);
        }
        true
    }
}
