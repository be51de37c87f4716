//! Weights learned from labelled text, as they are looked up when a sentence is scored.

use super::vocabulary::WordId;
use crate::model::{Evidence, Zone, Zones};

/// Two sums in millionths: praise and blame; for tone the sum and nought.
pub type Pair = [i64; 2];

/// The weights of one entry in each zone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row([[i32; 2]; Zone::ALL.len()]);

impl Row {
    /// Sets the weight of a zone on one of the two scales; the loader keeps weights within ±100.
    pub fn set(&mut self, zone: Zone, scale: usize, millionths: i64) {
        self.0[zone as usize][scale] = i32::try_from(millionths).unwrap_or(0);
    }

    /// The sum over zones.
    #[inline]
    pub fn sum(&self, zones: Zones) -> Pair {
        let mut sum = [0, 0];
        let mut left = zones.bits();
        while left != 0 {
            let [praise, blame] = self.0[left.trailing_zeros() as usize];
            sum[0] += i64::from(praise);
            sum[1] += i64::from(blame);
            left &= left - 1;
        }
        sum
    }
}

/// The weights of one measure.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// What every sum begins with.
    pub bias: Pair,
    /// A sum of tone up to this size is neutral.
    pub neutral: i64,
    /// By the number of [`Evidence`].
    pub evidence: [Row; Evidence::ALL.len()],
    /// The weights of each entry.
    pub words: Vec<Row>,
    /// The first form of each entry, for display.
    pub names: Vec<String>,
    /// The entry of each word of the vocabulary, counted from one; nought for none. Kept apart from the rest that is
    /// known of words, so that the look-ups of a sentence stay in the cache.
    pub(super) entries: Vec<u32>,
}

impl Weights {
    /// The number of a word's entry, if it has one.
    #[inline]
    pub fn entry(&self, word: WordId) -> Option<usize> {
        (*self.entries.get(word.0 as usize)? as usize).checked_sub(1)
    }
}
