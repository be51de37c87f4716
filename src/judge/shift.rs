//! Valence shifters in their scopes: negation, hedges, obligations, conditions, questions.
//!
//! A negator belongs to the verb or noun group that it stands in or before, not to a window of words.

use super::Reading;
use super::chunk::Kind;
use super::tag::Tag;
use crate::lexicon::{Entry, ShifterKind};
use crate::model::Score;

/// "does not support": against, but less firmly than "opposes".
const NEGATED: Score = Score(-600_000);

/// Chunks at most of an aside between subject and verb.
const ASIDE: usize = 8;

/// A shifter as applied to a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shift {
    pub(super) kind: ShifterKind,
    pub(super) first: usize,
    pub(super) end: usize,
    /// What strength is multiplied by; negative if it turns the sign.
    pub(super) factor: Score,
    /// "must", "should": says what ought to be.
    pub(super) obligation: bool,
}

impl Reading<'_> {
    /// The shifters of a verb group, or `None` if they leave no opinion at all.
    pub(super) fn verb_shifts(&self, verb: usize) -> Option<Vec<Shift>> {
        let group = self.chunks.verbs[verb];
        let chunk = self.chunks.list[group.chunk];
        if self.in_condition(group.chunk) {
            return None;
        }
        let mut shifts = Vec::new();
        let mut negators = usize::from(group.negator.is_some());
        if let Some(word) = self.negated_subject(group.chunk) {
            if group.perfect {
                return None;
            }
            negators += 1;
            shifts.push(self.negation(word));
        }
        if let Some(word) = group.negator
            && self.is_on("negation")
        {
            // "has not signed": nothing happened yet.
            if group.perfect && negators == 1 {
                return None;
            }
            shifts.push(self.negation(word));
        }
        if let Some(word) = self.negated_noun_before(verb) {
            shifts.push(self.negation(word));
        }
        let from = chunk.first.saturating_sub(3);
        for hit in &self.sentence.hits {
            let Entry::Shifter(number) = hit.entry else { continue };
            let shifter = self.lexicon.shifters[number as usize];
            let (first, end) = (hit.first as usize, hit.end as usize);
            let inside = chunk.holds(first);
            let right_before = end <= chunk.first && first >= from && self.only_adverbs(end, chunk.first);
            let right_after = first == chunk.end;
            match shifter.kind {
                ShifterKind::Modal | ShifterKind::Obligation if inside || right_before => {
                    shifts.push(Shift {
                        kind: shifter.kind,
                        first,
                        end,
                        factor: shifter.factor,
                        obligation: shifter.kind == ShifterKind::Obligation,
                    });
                }
                ShifterKind::Amplifier | ShifterKind::Downtoner if inside || right_before || right_after => {
                    shifts.push(Shift { kind: shifter.kind, first, end, factor: shifter.factor, obligation: false });
                }
                ShifterKind::Question if inside || right_before || right_after => return None,
                _ => {}
            }
        }
        Some(shifts)
    }

    /// "saw *no* reason to exclude": the negator of the noun that an infinitive hangs on.
    fn negated_noun_before(&self, verb: usize) -> Option<usize> {
        let group = &self.chunks.verbs[verb];
        let left = self.chunks.before(group.chunk).filter(|&left| self.chunks.is_noun(left))?;
        let noun = self.chunks.list[left];
        let before = noun.first.checked_sub(1).filter(|&word| self.tagged(word, Tag::Negator));
        let inside = || (noun.first..noun.end).find(|&word| self.tagged(word, Tag::Negator));
        let word = before.or_else(inside).filter(|_| self.is_on("negation"))?;
        let subject = self.holders(left).is_empty();
        (group.mood == super::chunk::Mood::Infinitive && subject).then_some(word)
    }

    /// The shifters of a noun group.
    pub(super) fn noun_shifts(&self, chunk: usize) -> Vec<Shift> {
        let group = self.chunks.list[chunk];
        let mut shifts = Vec::new();
        if self.is_on("negation") {
            let before = group.first.checked_sub(1).filter(|&word| self.tagged(word, Tag::Negator));
            let inside = (group.first..group.end).find(|&word| self.tagged(word, Tag::Negator));
            if let Some(word) = before.or(inside) {
                shifts.push(self.negation(word));
            }
        }
        for hit in &self.sentence.hits {
            let Entry::Shifter(number) = hit.entry else { continue };
            let shifter = self.lexicon.shifters[number as usize];
            let first = hit.first as usize;
            if group.holds(first)
                && matches!(shifter.kind, ShifterKind::Amplifier | ShifterKind::Downtoner | ShifterKind::Modal)
            {
                shifts.push(Shift {
                    kind: shifter.kind,
                    first,
                    end: hit.end as usize,
                    factor: shifter.factor,
                    obligation: false,
                });
            }
        }
        shifts
    }

    pub(super) fn negation(&self, word: usize) -> Shift {
        let mut end = word + 1;
        while self.tagged(end, Tag::Inside) {
            end += 1;
        }
        Shift { kind: ShifterKind::Negator, first: word, end, factor: NEGATED, obligation: false }
    }

    /// "no country supports", "neither India nor Japan backs": the negator stands with the subject.
    fn negated_subject(&self, verb_chunk: usize) -> Option<usize> {
        if !self.is_on("negation") {
            return None;
        }
        let mut left = self.chunks.before(verb_chunk)?;
        if self.chunks.kind(left) == Some(Kind::Comma) {
            left = self.before_aside(left)?;
        }
        if !self.chunks.is_noun(left) {
            return None;
        }
        let first = self.chunks.list[self.list_start(left)].first;
        let word = first.checked_sub(1)?;
        self.tagged(word, Tag::Negator).then_some(word)
    }

    /// What stands before an aside that ends with a comma: "no country*, he told them,* should".
    fn before_aside(&self, closing: usize) -> Option<usize> {
        let opening = (closing.saturating_sub(ASIDE)..closing)
            .rev()
            .find(|&chunk| self.chunks.kind(chunk) == Some(Kind::Comma))?;
        let tells = |chunk: usize| match self.chunks.list[chunk].kind {
            Kind::Verb(verb) => self.attribution_of(verb).is_some(),
            _ => false,
        };
        (opening..closing).any(tells).then(|| self.chunks.before(opening)).flatten()
    }

    fn only_adverbs(&self, from: usize, to: usize) -> bool {
        (from..to).all(|word| matches!(self.tags[word], Tag::Adverb | Tag::Inside))
    }

    /// Whether a chunk stands in a clause that a conditional opens: "if India were to join".
    pub(super) fn in_condition(&self, chunk: usize) -> bool {
        if !self.is_on("condition") {
            return false;
        }
        if self.question {
            return true;
        }
        if self.inverted_condition(chunk) {
            return true;
        }
        let mut at = chunk;
        for _ in 0..14 {
            let Some(left) = self.chunks.before(at) else { return false };
            match self.chunks.list[left].kind {
                Kind::Subordinator | Kind::Complementizer => return self.is_conditional(self.chunks.list[left].first),
                Kind::Comma
                    // A comma ends the condition, unless a list or an insertion goes on.
                    if !self.chunks.is_coordinator(left + 1)
                        && self.previous_in_list(left + 1).is_none_or(|noun| noun + 1 != left)
                    => {
                        return false;
                    }
                Kind::Break | Kind::OpenQuote | Kind::CloseQuote => return false,
                _ => {}
            }
            at = left;
        }
        false
    }

    /// "Were India to join, …", "Should it prove a risk, …": an auxiliary before its subject opens a condition.
    fn inverted_condition(&self, chunk: usize) -> bool {
        let Some(first) = self.chunks.verb(0) else { return false };
        if self.inverted_in_clause(chunk) {
            return true;
        }
        let bare =
            self.tags[first.head].is_auxiliary() && first.mood == super::chunk::Mood::Finite && self.chunks.is_noun(1);
        bare && !self.chunks.list[..chunk].iter().any(|chunk| chunk.kind == Kind::Comma)
    }

    /// "… *should* Huawei be let in": a lone modal before the subject, in the midst of a sentence.
    fn inverted_in_clause(&self, chunk: usize) -> bool {
        let Some(modal) = chunk.checked_sub(2).filter(|&modal| modal > 0) else { return false };
        let group = self.chunks.list[modal];
        let alone = self.chunks.verb(modal).is_some_and(|verb| verb.modal.is_some()) && group.end == group.first + 1;
        alone && self.chunks.is_noun(modal + 1) && self.chunks.is_noun(modal - 1)
    }

    fn is_conditional(&self, word: usize) -> bool {
        self.sentence.hits.iter().any(|hit| {
            hit.first as usize == word
                && matches!(hit.entry, Entry::Shifter(number) if matches!(self.lexicon.shifters[number as usize].kind, ShifterKind::Conditional | ShifterKind::Question))
        })
    }
}
