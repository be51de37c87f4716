//! Who does it: the subjects of verbs, found on chunks.

use super::Reading;
use super::chunk::{Kind, Mood, VerbGroup};
use super::governors::Governor;
use super::tag::Tag;
use crate::lexicon::{Classes, Control, Entry, Part};

/// How far a search goes to the left, in chunks; no clause of news prose is longer.
pub(super) const REACH: usize = 40;

/// The subject of a verb group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    /// The chunk of its noun group, the last one of a list.
    pub(super) chunk: usize,
    /// Whether it stands in the verb's own clause; if not, it is carried over from another verb.
    pub(super) own: bool,
}

impl Reading<'_> {
    /// The subject of a verb group: who does it if active, what it is done to if passive.
    pub(super) fn subject(&self, verb: usize, depth: u8) -> Option<Subject> {
        if depth > 6 {
            return None;
        }
        let group = self.chunks.verbs[verb];
        match group.mood {
            Mood::Finite => self.finite_subject(group.chunk, depth),
            Mood::Infinitive => self.infinitive_subject(verb, depth),
            Mood::Ing => self.ing_subject(verb, depth),
            Mood::Reduced => self.reduced_subject(verb, depth),
        }
    }

    /// "a bid sponsored by A and *backed* by B": the noun before, or that of the participle before.
    fn reduced_subject(&self, verb: usize, depth: u8) -> Option<Subject> {
        let chunk = self.chunks.verbs[verb].chunk;
        let joined = chunk.checked_sub(1).is_some_and(|left| self.chunks.is_coordinator(left));
        if joined
            && let Some(before) = verb.checked_sub(1).filter(|&verb| self.chunks.verbs[verb].mood == Mood::Reduced)
        {
            return self.subject(before, depth + 1);
        }
        self.left_noun(chunk).map(|chunk| Subject { chunk, own: true })
    }

    /// The noun group that ends right before a chunk.
    pub(super) fn left_noun(&self, chunk: usize) -> Option<usize> {
        let left = chunk.checked_sub(1)?;
        if self.chunks.kind(left) == Some(Kind::Comma) {
            return left.checked_sub(1).filter(|&left| self.chunks.is_noun(left));
        }
        self.chunks.is_noun(left).then_some(left)
    }

    /// Walks left from a finite verb to its subject.
    pub(super) fn finite_subject(&self, verb_chunk: usize, depth: u8) -> Option<Subject> {
        let mut at = verb_chunk;
        for _ in 0..REACH {
            let left = self.chunks.before(at)?;
            match self.chunks.list[left].kind {
                Kind::Noun => match self.subject_candidate(left) {
                    Candidate::Take => return Some(Subject { chunk: left, own: true }),
                    Candidate::SkipTo(next) if self.is_fronted(next, left) => {
                        return Some(Subject { chunk: left, own: true });
                    }
                    Candidate::SkipTo(next) => at = next,
                },
                Kind::Coordinator => {
                    if let Some(subject) = self.carried_over(left, depth) {
                        return Some(subject);
                    }
                    at = left;
                }
                Kind::Comma => at = self.insertion_start(left).unwrap_or(left),
                Kind::CloseBracket => at = self.opening(left, Kind::OpenBracket).unwrap_or(left),
                Kind::CloseQuote => at = left,
                Kind::Break => at = self.dash_start(left)?,
                Kind::Relative => return self.antecedent(left).map(|chunk| Subject { chunk, own: true }),
                Kind::Complementizer => {
                    // "rules that ban": a complementizer right before the verb is a relative pronoun.
                    let direct = left + 1 == verb_chunk;
                    return direct.then(|| self.antecedent(left)).flatten().map(|chunk| Subject { chunk, own: true });
                }
                Kind::Verb(_) | Kind::Adjective => at = left,
                Kind::Preposition => at = left,
                Kind::Subordinator | Kind::OpenBracket => return None,
                Kind::OpenQuote => {
                    if at + 1 >= verb_chunk {
                        at = left;
                    } else {
                        return None;
                    }
                }
            }
        }
        None
    }

    /// Whether a noun group left of a finite verb is its subject, or where to go on looking.
    fn subject_candidate(&self, noun: usize) -> Candidate {
        let head = self.list_start(noun);
        let Some(left) = self.chunks.before(head) else { return Candidate::Take };
        match self.chunks.list[left].kind {
            Kind::Preposition => Candidate::SkipTo(left),
            Kind::Verb(number) => self.after_verb(number, left),
            Kind::Adjective if self.cue_at_chunk(left, Part::Adjective).is_some() => Candidate::SkipTo(left),
            _ => Candidate::Take,
        }
    }

    /// "In 2019 *India* banned": a name right after the time or place that opens the clause, taken into its group.
    pub(super) fn is_fronted(&self, preposition: usize, noun: usize) -> bool {
        let opens = self.chunks.before(preposition).is_none_or(|left| {
            matches!(
                self.chunks.list[left].kind,
                Kind::Break
                    | Kind::Comma
                    | Kind::Coordinator
                    | Kind::Complementizer
                    | Kind::Subordinator
                    | Kind::OpenQuote
            )
        });
        let chunk = self.chunks.list[noun];
        let words = (chunk.first..chunk.end).find(|&word| !self.word_is(word, Classes::DETERMINER));
        let head = self.head_word(noun);
        let named = self.mentions.iter().any(|mention| {
            let last = head.is_some_and(|head| mention.first <= head && head < mention.end);
            last && chunk.holds(mention.first) && words.is_some_and(|word| word < mention.first)
        });
        opens && named && self.chunks.kind(preposition) == Some(Kind::Preposition)
    }

    /// A noun group between two verbs: object of the first, or subject of the second?
    fn after_verb(&self, number: usize, chunk: usize) -> Candidate {
        let verb = &self.chunks.verbs[number];
        if verb.mood != Mood::Finite {
            return Candidate::SkipTo(chunk);
        }
        let relative = self.chunks.before(chunk).is_some_and(|left| {
            let direct = matches!(self.chunks.list[left].kind, Kind::Relative);
            direct || self.chunks.list[left].kind == Kind::Complementizer && self.attribution_of(number).is_none()
        });
        if relative {
            return Candidate::SkipTo(self.chunks.before(chunk).unwrap_or(chunk));
        }
        Candidate::Take
    }

    /// The subject that a verb after a coordinator shares with the verb before.
    pub(super) fn carried_over(&self, coordinator: usize, depth: u8) -> Option<Subject> {
        let before = (0..coordinator).rev().take(REACH).find_map(|chunk| match self.chunks.list[chunk].kind {
            Kind::Verb(number) if self.chunks.verbs[number].mood == Mood::Finite => Some(number),
            _ => None,
        })?;
        let subject = self.subject(before, depth + 1)?;
        // After a passive the same noun group goes on as subject.
        Some(Subject { own: false, ..subject })
    }

    /// "India, which once backed it, rejected …": from the second comma to the chunk where the insertion begins.
    pub(super) fn insertion_start(&self, comma: usize) -> Option<usize> {
        let mut at = comma;
        for _ in 0..REACH {
            at = self.chunks.before(at)?;
            match self.chunks.list[at].kind {
                Kind::Comma => {
                    let opens = self.chunks.kind(at + 1)?;
                    let left_noun = self.chunks.before(at).is_some_and(|left| {
                        self.chunks.is_noun(left) || self.chunks.kind(left) == Some(Kind::CloseBracket)
                    });
                    let inserts = matches!(
                        opens,
                        Kind::Relative
                            | Kind::Preposition
                            | Kind::Noun
                            | Kind::Verb(_)
                            | Kind::Adjective
                            | Kind::Subordinator
                            | Kind::Coordinator
                    );
                    return (left_noun && inserts).then_some(at);
                }
                Kind::Break | Kind::OpenQuote | Kind::CloseQuote => return None,
                _ => {}
            }
        }
        None
    }

    pub(super) fn opening(&self, close: usize, kind: Kind) -> Option<usize> {
        (0..close).rev().take(REACH).find(|&chunk| self.chunks.list[chunk].kind == kind)
    }

    /// "The Quad – A, B, C and D – announced": from the second dash back to the first.
    pub(super) fn dash_start(&self, dash: usize) -> Option<usize> {
        let first = self.opening(dash, Kind::Break)?;
        let between = &self.chunks.list[first + 1..dash];
        let left_noun = self.chunks.before(first).is_some_and(|left| self.chunks.is_noun(left));
        (left_noun && between.len() < 12).then_some(first)
    }

    /// The noun group that a relative pronoun takes up.
    pub(super) fn antecedent(&self, relative: usize) -> Option<usize> {
        let mut at = relative;
        for _ in 0..6 {
            at = self.chunks.before(at)?;
            match self.chunks.list[at].kind {
                Kind::Noun => return Some(at),
                Kind::Comma | Kind::CloseBracket | Kind::CloseQuote | Kind::Preposition => {}
                _ => return None,
            }
        }
        None
    }

    /// The subject of an infinitive: that of the verb or noun that it hangs on, or that verb's object.
    pub(super) fn infinitive_subject(&self, verb: usize, depth: u8) -> Option<Subject> {
        let chunk = self.chunks.verbs[verb].chunk;
        match self.verb_governor(verb)? {
            Governor::Verb { verb: outer, .. } => {
                let controlled = self.object_between(outer, chunk);
                match (self.control_of(outer), controlled) {
                    (Control::Subject, Some(object)) if self.cue_of_verb(outer).is_none() => {
                        Some(Subject { chunk: object, own: true })
                    }
                    (Control::Subject, _) | (_, None) => self.subject_or_patient(outer, depth),
                    (_, Some(object)) => Some(Subject { chunk: object, own: true }),
                }
            }
            Governor::Noun { chunk, .. } => Some(Subject { chunk, own: false }),
            Governor::Adjective { chunk } => self.adjective_subject(chunk, depth),
        }
    }

    /// The subject of a passive verb is what is told or made to do: "India was urged to drop".
    pub(super) fn subject_or_patient(&self, verb: usize, depth: u8) -> Option<Subject> {
        self.subject(verb, depth + 1).map(|subject| Subject { own: false, ..subject })
    }

    /// A noun group between a verb and a later chunk, as its object: "urged *India* to".
    pub(super) fn object_between(&self, verb: usize, later: usize) -> Option<usize> {
        let first = self.chunks.verbs[verb].chunk + 1;
        (first..later).rev().find(|&chunk| {
            self.chunks.is_noun(chunk) && !matches!(self.chunks.kind(chunk.wrapping_sub(1)), Some(Kind::Preposition))
        })
    }

    /// The subject of an -ing form.
    pub(super) fn ing_subject(&self, verb: usize, depth: u8) -> Option<Subject> {
        let chunk = self.chunks.verbs[verb].chunk;
        let left = self.chunks.before(chunk);
        match left.and_then(|left| self.chunks.kind(left)) {
            Some(Kind::Preposition) => match self.verb_governor(verb)? {
                Governor::Verb { verb: outer, preposition } => {
                    let object = self.object_between(outer, chunk);
                    let transfers = preposition.is_some_and(|word| {
                        self.word_is(word, Classes::FOR)
                            || self.word_is(word, Classes::OF)
                            || self.word_is(word, Classes::FROM)
                    });
                    match object {
                        Some(object) if transfers => Some(Subject { chunk: object, own: true }),
                        _ => self.subject_or_patient(outer, depth),
                    }
                }
                Governor::Noun { chunk, .. } => Some(Subject { chunk, own: false }),
                Governor::Adjective { chunk } => self.adjective_subject(chunk, depth),
            },
            Some(Kind::Noun) => left.map(|chunk| Subject { chunk, own: true }),
            Some(Kind::Verb(outer)) => self.subject_or_patient(outer, depth),
            Some(Kind::Coordinator) => self.carried_over_ing(chunk, depth),
            Some(Kind::Comma | Kind::Adjective) => {
                self.main_subject_before(chunk, depth).or_else(|| self.main_subject_after(chunk, depth))
            }
            None => self.main_subject_after(chunk, depth),
            _ => self.main_subject_before(chunk, depth).or_else(|| self.main_subject_after(chunk, depth)),
        }
    }

    pub(super) fn carried_over_ing(&self, chunk: usize, depth: u8) -> Option<Subject> {
        let before = (0..chunk).rev().take(REACH).find_map(|chunk| match self.chunks.list[chunk].kind {
            Kind::Verb(number) => Some(number),
            _ => None,
        })?;
        self.subject(before, depth + 1).map(|subject| Subject { own: false, ..subject })
    }

    pub(super) fn main_subject_before(&self, chunk: usize, depth: u8) -> Option<Subject> {
        let main = (0..chunk).rev().take(REACH).find_map(|chunk| match self.chunks.list[chunk].kind {
            Kind::Verb(number) if self.chunks.verbs[number].mood == Mood::Finite => Some(number),
            _ => None,
        })?;
        self.subject(main, depth + 1).map(|subject| Subject { own: false, ..subject })
    }

    /// "Citing risks, India banned …": the subject of the verb that follows.
    pub(super) fn main_subject_after(&self, chunk: usize, depth: u8) -> Option<Subject> {
        let comma =
            (chunk + 1..self.chunks.list.len()).take(REACH).find(|&at| self.chunks.list[at].kind == Kind::Comma)?;
        let main = self.chunks.verbs.iter().position(|verb| verb.chunk > comma && verb.mood == Mood::Finite)?;
        self.subject(main, depth + 1).map(|subject| Subject { own: false, ..subject })
    }

    /// Whose quality a predicate adjective is.
    pub(super) fn adjective_subject(&self, chunk: usize, depth: u8) -> Option<Subject> {
        let Some(left) = self.chunks.before(chunk) else { return self.inverted_subject(chunk) };
        match self.chunks.list[left].kind {
            Kind::Verb(number) => self.subject(number, depth + 1),
            Kind::Break | Kind::OpenQuote => self.inverted_subject(chunk),
            Kind::Noun => Some(Subject { chunk: left, own: true }),
            Kind::Comma => self.left_noun(chunk).map(|chunk| Subject { chunk, own: true }),
            Kind::Coordinator => {
                let before = (0..left).rev().take(REACH).find_map(|at| match self.chunks.list[at].kind {
                    Kind::Verb(number) => Some(number),
                    _ => None,
                })?;
                self.subject(before, depth + 1).map(|subject| Subject { own: false, ..subject })
            }
            _ => None,
        }
    }

    /// "Opposed to it were, among others, *A and B*": the group behind the copula.
    pub(super) fn inverted_subject(&self, chunk: usize) -> Option<Subject> {
        let copula = self.chunks.verbs.iter().find(|verb| verb.chunk > chunk)?;
        if !copula.copula || copula.chunk > chunk + 6 {
            return None;
        }
        let mut at = copula.chunk + 1;
        if self.chunks.kind(at) == Some(Kind::Comma) {
            at = (at + 1..at + 6).find(|&at| self.chunks.kind(at) == Some(Kind::Comma))? + 1;
        }
        self.chunks.is_noun(at).then(|| Subject { chunk: self.list_end(at), own: true })
    }

    /// Whether a noun group is the subject of a verb to its right.
    pub(super) fn is_subject(&self, noun: usize) -> bool {
        self.verb_of_subject(noun).is_some()
    }

    /// The verb group whose own subject the noun group is.
    pub(super) fn verb_of_subject(&self, noun: usize) -> Option<usize> {
        let last = self.list_end(noun);
        self.chunks.verbs.iter().enumerate().filter(|(_, verb)| verb.chunk > last).take(6).find_map(|(number, verb)| {
            let own = verb.mood == Mood::Finite || verb.mood == Mood::Reduced && verb.chunk == last + 1;
            let subject = own.then(|| self.subject(number, 0)).flatten()?;
            (subject.own && (subject.chunk == last || subject.chunk == noun)).then_some(number)
        })
    }

    /// The noun group after "by" of a passive verb.
    pub(super) fn by_agent(&self, group: &VerbGroup) -> Option<usize> {
        let mut at = group.chunk + 1;
        for _ in 0..8 {
            match self.chunks.kind(at)? {
                Kind::Preposition => {
                    let word = self.chunks.list[at].first;
                    if self.word_is(word, Classes::BY) {
                        return (at + 1..at + 3).find(|&chunk| self.chunks.is_noun(chunk));
                    }
                    at += 1;
                }
                Kind::Noun | Kind::Coordinator | Kind::Adjective | Kind::OpenQuote | Kind::CloseQuote => at += 1,
                Kind::Comma => at += 1,
                _ => return None,
            }
        }
        None
    }

    /// What a verb's cue says about its object's acts; subject control for verbs that are no cues.
    pub(super) fn control_of(&self, verb: usize) -> Control {
        self.cue_of_verb(verb).map_or(Control::Subject, |cue| self.lexicon.cues[cue.cue as usize].control)
    }

    pub(super) fn noun_is_actor(&self, noun: usize) -> bool {
        let chunk = self.chunks.list[noun];
        self.mentions.iter().any(|mention| chunk.holds(mention.first))
    }

    /// The reporting word of a verb group.
    pub(super) fn attribution_of(&self, verb: usize) -> Option<u32> {
        let group = &self.chunks.verbs[verb];
        self.sentence.hits.iter().find_map(|hit| match hit.entry {
            Entry::Attribution(number, forms)
                if hit.first as usize == group.head && super::chunk::fits(self.tags[group.head], forms) =>
            {
                Some(number)
            }
            _ => None,
        })
    }

    /// Whether a word carries a tag.
    pub(super) fn tagged(&self, word: usize, tag: Tag) -> bool {
        self.tags.get(word) == Some(&tag)
    }
}

enum Candidate {
    Take,
    SkipTo(usize),
}
