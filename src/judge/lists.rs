//! Lists of noun groups: "A, B and C", and where a list ends and a clause begins.

use super::Reading;
use super::chunk::{Chunks, Kind, Mood};

impl Reading<'_> {
    /// The first noun group of a list that ends in `noun`: "*A*, B and C".
    pub(super) fn list_start(&self, noun: usize) -> usize {
        let mut first = noun;
        while let Some(before) = self.previous_in_list(first) {
            first = before;
        }
        first
    }

    /// The noun group that a coordinator or a comma of a list joins to this one, to its left.
    pub(super) fn previous_in_list(&self, noun: usize) -> Option<usize> {
        let left = self.chunks.before(noun)?;
        match self.chunks.list[left].kind {
            Kind::Coordinator => {
                let mut before = self.chunks.before(left)?;
                if self.chunks.kind(before) == Some(Kind::Comma) {
                    before = self.chunks.before(before)?;
                }
                (self.chunks.is_noun(before) && !self.starts_clause(noun, before)).then_some(before)
            }
            Kind::Comma => {
                let before = self.chunks.before(left)?;
                (self.chunks.is_noun(before) && self.list_closes(noun)).then_some(before)
            }
            _ => None,
        }
    }

    /// "… rejected X and China backed": after the coordinator a clause of its own begins.
    pub(super) fn starts_clause(&self, noun: usize, before: usize) -> bool {
        let verb_follows = self.next_verb_is_finite(noun);
        let object_before = self.chunks.before(before).is_some_and(|left| {
            matches!(self.chunks.list[left].kind, Kind::Verb(_) | Kind::Preposition | Kind::Adjective)
        }) && (0..before)
            .any(|chunk| self.chunks.verb(chunk).is_some_and(|verb| verb.mood == Mood::Finite));
        verb_follows && object_before
    }

    pub(super) fn next_verb_is_finite(&self, noun: usize) -> bool {
        self.chunks.verb(noun + 1).is_some_and(|verb| verb.mood == Mood::Finite)
    }

    /// Whether a comma before this group parts a list: another comma or coordinator joins a group after it.
    pub(super) fn list_closes(&self, noun: usize) -> bool {
        let mut at = noun;
        for _ in 0..12 {
            match self.chunks.kind(at + 1) {
                Some(Kind::Coordinator) => return self.chunks.is_noun(at + 2) && !self.starts_clause(at + 2, at),
                Some(Kind::Comma) => match self.chunks.kind(at + 2) {
                    Some(Kind::Noun) => at += 2,
                    Some(Kind::Coordinator) => return self.chunks.is_noun(at + 3),
                    _ => return false,
                },
                _ => return false,
            }
        }
        false
    }

    /// The last noun group of the list that begins or goes on with `noun`.
    pub(super) fn list_end(&self, noun: usize) -> usize {
        let mut last = noun;
        loop {
            let next = match (self.chunks.kind(last + 1), self.chunks.kind(last + 2)) {
                (Some(Kind::Coordinator), Some(Kind::Noun)) => last + 2,
                (Some(Kind::Comma), Some(Kind::Noun)) => last + 2,
                (Some(Kind::Comma), Some(Kind::Coordinator)) => last + 3,
                _ => return last,
            };
            if self.chunks.is_noun(next) && self.previous_in_list(next) == Some(last) {
                last = next;
            } else {
                return last;
            }
        }
    }
}

impl Chunks {
    /// Whether a chunk is a coordinator.
    pub(super) fn is_coordinator(&self, chunk: usize) -> bool {
        self.kind(chunk) == Some(Kind::Coordinator)
    }
}
