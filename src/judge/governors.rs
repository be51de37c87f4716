//! What governs a noun group or a verb: the verb, noun or adjective whose object or complement it is.

use super::Reading;
use super::chunk::{Kind, Mood};
use super::roles::REACH;
use crate::lexicon::{Classes, Control, Part};

/// What governs a noun group or a verb group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Governor {
    /// A verb whose object it is, or whose infinitive or participle.
    Verb {
        /// Number of the verb group.
        verb: usize,
        /// The preposition between, if any.
        preposition: Option<usize>,
    },
    /// A noun: "support for *it*", "pressure to *ban*".
    Noun {
        /// Chunk of the noun's group.
        chunk: usize,
        /// The preposition between, if any.
        preposition: Option<usize>,
    },
    /// A predicate adjective: "wary of *it*", "keen to *join*".
    Adjective {
        /// Its chunk.
        chunk: usize,
    },
}

impl Reading<'_> {
    /// What governs a noun group as its object.
    pub(super) fn noun_governor(&self, noun: usize) -> Option<Governor> {
        let mut at = self.list_start(noun);
        for _ in 0..REACH {
            let left = self.chunks.before(at)?;
            match self.chunks.list[left].kind {
                Kind::Verb(number) => return Some(Governor::Verb { verb: number, preposition: None }),
                Kind::Preposition => return self.after_preposition(left),
                Kind::Adjective => return Some(Governor::Adjective { chunk: left }),
                Kind::Noun
                    // "gave Huawei contracts", "the treaty Russia backs": the group before decides.
                    if self
                        .chunks
                        .before(left)
                        .is_some_and(|before| matches!(self.chunks.list[before].kind, Kind::Verb(_)))
                    => {
                        at = left;
                    }
                Kind::OpenQuote | Kind::CloseQuote => at = left,
                Kind::OpenBracket => return None,
                Kind::Comma | Kind::Coordinator => {
                    let before = self.chunks.before(left)?;
                    if let Some(opening) = self.adverbial_before(left) {
                        at = opening;
                        continue;
                    }
                    if self.chunks.kind(before) == Some(Kind::Comma) {
                        at = before;
                    } else {
                        at = left;
                    }
                    let joined = self.chunks.before(at).is_some_and(|before| {
                        self.chunks.is_noun(before) || self.chunks.kind(before) == Some(Kind::CloseQuote)
                    });
                    if !joined || self.is_subject(noun) {
                        return None;
                    }
                    at = self.list_start(self.chunks.before(at)?);
                }
                _ => return None,
            }
        }
        None
    }

    /// "to propose, in a report to the UN, a group": from the second comma to the first, if a verb stands before it.
    pub(super) fn adverbial_before(&self, comma: usize) -> Option<usize> {
        if self.chunks.kind(comma) != Some(Kind::Comma) {
            return None;
        }
        let opening = (0..comma).rev().take(8).find(|&chunk| self.chunks.kind(chunk) == Some(Kind::Comma))?;
        let verb_before =
            self.chunks.before(opening).is_some_and(|left| matches!(self.chunks.list[left].kind, Kind::Verb(_)));
        (verb_before && self.chunks.kind(opening + 1) == Some(Kind::Preposition)).then_some(opening)
    }

    /// What a prepositional phrase hangs on.
    pub(super) fn after_preposition(&self, preposition: usize) -> Option<Governor> {
        let word = self.chunks.list[preposition].first;
        let mut left = self.chunks.before(preposition)?;
        while matches!(self.chunks.list[left].kind, Kind::CloseQuote | Kind::CloseBracket) {
            left = match self.chunks.list[left].kind {
                Kind::CloseBracket => self.chunks.before(self.opening(left, Kind::OpenBracket)?)?,
                _ => self.chunks.before(left)?,
            };
        }
        match self.chunks.list[left].kind {
            Kind::Verb(number) => Some(Governor::Verb { verb: number, preposition: Some(word) }),
            Kind::Noun => match self.passive_with_agent(left).or_else(|| self.verb_of_likening(left, word)) {
                Some(verb) => Some(Governor::Verb { verb, preposition: Some(word) }),
                None => Some(Governor::Noun { chunk: left, preposition: Some(word) }),
            },
            Kind::Adjective => Some(Governor::Adjective { chunk: left }),
            Kind::Coordinator => {
                // "on China and on Russia"
                let before = self.chunks.before(left)?;
                let earlier = self.chunks.before(self.list_start(before))?;
                matches!(self.chunks.list[earlier].kind, Kind::Preposition)
                    .then(|| self.after_preposition(earlier))
                    .flatten()
            }
            _ => None,
        }
    }

    /// "imposed *by the US* on Huawei": the passive whose agent stands before the preposition.
    fn passive_with_agent(&self, noun: usize) -> Option<usize> {
        let by = self.chunks.before(noun).filter(|_| self.preposition_before(noun, Classes::BY))?;
        match self.chunks.kind(self.chunks.before(by)?)? {
            Kind::Verb(number) if self.chunks.verbs[number].passive => Some(number),
            _ => None,
        }
    }

    /// "criticised the law *as* censorship": the verb that says what its object is.
    fn verb_of_likening(&self, noun: usize, preposition: usize) -> Option<usize> {
        let left = self.chunks.before(self.list_start(noun)).filter(|_| self.word_is(preposition, Classes::AS))?;
        match self.chunks.list[left].kind {
            Kind::Verb(number) => self.attribution_of(number).map(|_| number),
            _ => None,
        }
    }

    /// What governs an infinitive or a participle.
    pub(super) fn verb_governor(&self, verb: usize) -> Option<Governor> {
        let group = self.chunks.verbs[verb];
        let mut at = group.chunk;
        let mut preposition = None;
        for _ in 0..REACH {
            let left = self.chunks.before(at)?;
            match self.chunks.list[left].kind {
                Kind::Verb(number)
                    if self.chunks.verbs[number].mood == Mood::Finite && self.relative_before(left).is_some() =>
                {
                    // "call on all states that have not done so to accede"
                    at = self.relative_before(left)?;
                }
                Kind::Verb(number) => return Some(Governor::Verb { verb: number, preposition }),
                Kind::Adjective => return Some(Governor::Adjective { chunk: left }),
                Kind::Preposition => {
                    preposition.get_or_insert(self.chunks.list[left].first);
                    at = left;
                }
                Kind::Noun => return self.noun_or_its_verb(left, group.mood, preposition),
                Kind::Coordinator => {
                    // "to ban and (to) exclude": the same governor as the verb before.
                    let before = (0..left).rev().take(REACH).find_map(|chunk| match self.chunks.list[chunk].kind {
                        Kind::Verb(number) => Some(number),
                        _ => None,
                    })?;
                    let same = self.chunks.verbs[before].mood == group.mood;
                    return same.then(|| self.verb_governor(before)).flatten();
                }
                Kind::CloseQuote | Kind::OpenQuote => at = left,
                _ => return None,
            }
        }
        None
    }

    /// The relative pronoun that opens the clause of a verb, if it stands right before it.
    pub(super) fn relative_before(&self, verb_chunk: usize) -> Option<usize> {
        let left = self.chunks.before(verb_chunk)?;
        (self.chunks.kind(left) == Some(Kind::Relative)).then_some(left)
    }

    /// "pressure to ban": the noun, if it is a cue; "urged India to ban": the verb before it.
    pub(super) fn noun_or_its_verb(&self, noun: usize, mood: Mood, preposition: Option<usize>) -> Option<Governor> {
        let cue_noun = self.cue_at_chunk(noun, Part::Noun).is_some();
        let start = self.list_start(noun);
        let left = self.chunks.before(start);
        let verb = left.and_then(|left| match self.chunks.list[left].kind {
            Kind::Verb(number) => Some(number),
            _ => None,
        });
        let controls = verb.is_some_and(|verb| self.control_of(verb) != Control::Subject);
        if cue_noun && !(controls && !self.noun_is_actor(noun))
            || mood == Mood::Infinitive
                && verb.is_none()
                && left.is_none_or(|left| self.chunks.kind(left) != Some(Kind::Preposition))
        {
            return Some(Governor::Noun { chunk: noun, preposition });
        }
        match verb {
            Some(verb) => Some(Governor::Verb { verb, preposition }),
            None => {
                // A prepositional phrase between: "put pressure on India to ban".
                let mut before = left.filter(|&left| self.chunks.kind(left) == Some(Kind::Preposition))?;
                while self.chunks.kind(before) == Some(Kind::Preposition) {
                    before = self.chunks.before(before)?;
                }
                match self.chunks.list[before].kind {
                    Kind::Verb(number) => Some(Governor::Verb { verb: number, preposition }),
                    Kind::Noun => self.noun_or_its_verb(before, mood, preposition),
                    _ => None,
                }
            }
        }
    }
}
