//! The strongest evidence on each side, bounded in number.

use std::cmp::Reverse;

use crate::model::{PartialDate, Score};

/// A word that an opinion rests on, by its place in the document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EvidenceTerm {
    /// What it is in the opinion.
    pub role: String,
    /// First code point in the document's text.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Id of the lexicon entry; empty where it has none.
    pub entry: String,
    /// The words.
    pub text: String,
}

/// An opinion and where it stands.
///
/// The order of the fields is the order of strength: first by size of the score, then by a hash of the document's id,
/// so that no outlet is preferred for the sound of its name, then by everything else, so that no two are equal
/// unless they are the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    size: Reverse<Score>,
    hash: u64,
    /// Id of the document.
    pub document: String,
    /// First code point of the sentence in the document's text.
    pub start: u32,
    /// One past its last code point.
    pub end: u32,
    /// The sentence.
    pub sentence: String,
    /// What the opinion adds to the actor's stance.
    pub score: Score,
    /// Id of the rule that linked holder and object.
    pub rule: String,
    /// Whether the object is a frame; otherwise it is an actor.
    pub of_frame: bool,
    /// Id of the object.
    pub object: String,
    /// -1, 0 or +1 toward the object.
    pub polarity: i8,
    /// How firmly, 0 to 1.
    pub strength: Score,
    /// The words that it rests on.
    pub terms: Vec<EvidenceTerm>,
    /// Date of the document.
    pub date: Option<PartialDate>,
    /// Its source.
    pub source: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
}

impl Evidence {
    /// What decides first about its place: size and hash.
    pub(super) fn rank(&self) -> (Score, u64) {
        (self.size.0, self.hash)
    }
}

/// What decides first about the strength of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank<'a> {
    size: Reverse<Score>,
    hash: u64,
    document: &'a str,
}

impl<'a> Rank<'a> {
    /// The rank of an opinion with this score in this document.
    pub(super) fn new(score: Score, document: &'a str) -> Self {
        Self { size: Reverse(score.abs()), hash: fnv1a(document), document }
    }

    /// The rank of a sentence in a draw by lot: a hash of its words decides, whatever it says.
    pub(super) fn drawn(sentence: &str, document: &'a str) -> Self {
        // The last step of SplitMix64, since FNV stirs its last letters too little.
        let hash = fnv1a(sentence);
        let hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        Self { size: Reverse(Score::ZERO), hash: hash ^ (hash >> 31), document }
    }

    /// A rank that was written down.
    pub(super) fn written(size: Score, hash: u64, document: &'a str) -> Self {
        Self { size: Reverse(size), hash, document }
    }

    /// Evidence of this rank that holds nothing else yet.
    pub(super) fn evidence(self, score: Score) -> Evidence {
        Evidence {
            size: self.size,
            hash: self.hash,
            document: self.document.to_owned(),
            start: 0,
            end: 0,
            sentence: String::new(),
            score,
            rule: String::new(),
            of_frame: false,
            object: String::new(),
            polarity: 0,
            strength: Score::ZERO,
            terms: Vec::new(),
            date: None,
            source: None,
            url: None,
        }
    }
}

/// The first pieces of evidence in an order, each sentence once however often it was reprinted: the strongest, or those
/// on which the lot fell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strongest {
    kept: Vec<Evidence>,
}

impl Strongest {
    /// The evidence, strongest first.
    pub fn iter(&self) -> impl Iterator<Item = &Evidence> {
        self.kept.iter()
    }

    /// Whether evidence of this rank can be among the strongest `limit`.
    pub(super) fn may_keep(&self, rank: Rank, limit: usize) -> bool {
        match self.kept.last() {
            Some(last) if self.kept.len() >= limit => {
                rank <= Rank { size: last.size, hash: last.hash, document: &last.document }
            }
            _ => limit > 0,
        }
    }

    /// Adds evidence and keeps the strongest `limit`; the result does not depend on the order of adding.
    pub(super) fn add(&mut self, evidence: Evidence, limit: usize) {
        if let Some(at) = self.kept.iter().position(|kept| kept.sentence == evidence.sentence) {
            if self.kept[at] <= evidence {
                return;
            }
            self.kept.remove(at);
        }
        let at = self.kept.partition_point(|kept| *kept < evidence);
        self.kept.insert(at, evidence);
        self.kept.truncate(limit);
    }

    /// Adds all evidence of another.
    pub(super) fn merge(&mut self, other: Self, limit: usize) {
        for evidence in other.kept {
            self.add(evidence, limit);
        }
    }
}

/// FNV-1a, a hash that is the same in every version and on every machine.
pub(crate) fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn evidence((score, document, sentence): (i64, u8, u8)) -> Evidence {
        let document = document.to_string();
        let mut evidence = Rank::new(Score(score), &document).evidence(Score(score));
        evidence.sentence = sentence.to_string();
        evidence
    }

    fn strongest(list: &[(i64, u8, u8)]) -> Strongest {
        let mut strongest = Strongest::default();
        for &one in list {
            strongest.add(evidence(one), 3);
        }
        strongest
    }

    proptest! {
        #[test]
        fn strongest_depend_neither_on_order_nor_on_splits(
            list in prop::collection::vec((1i64..4, 0u8..6, 0u8..6), 0..24), cut in 0usize..24,
        ) {
            let (left, right) = list.split_at(cut.min(list.len()));
            let mut merged = strongest(right);
            merged.merge(strongest(left), 3);
            prop_assert_eq!(&merged, &strongest(&list));
            let mut all: Vec<Evidence> = list.iter().map(|&one| evidence(one)).collect();
            all.sort();
            let mut seen = std::collections::BTreeSet::new();
            all.retain(|one| seen.insert(one.sentence.clone()));
            all.truncate(3);
            prop_assert_eq!(merged.kept, all);
        }
    }
}
