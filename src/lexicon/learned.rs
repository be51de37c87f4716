//! Weights learned from labelled text, as they are looked up when a sentence is scored.

use crate::model::{Evidence, Zone, Zones};

/// Two sums in millionths: praise and blame; for tone the sum and nought.
pub type Pair = [i64; 2];

/// The weights of one entry in each zone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row([Pair; Zone::ALL.len()]);

impl Row {
    /// Sets the weight of a zone on one of the two scales.
    pub fn set(&mut self, zone: Zone, scale: usize, millionths: i64) {
        self.0[zone as usize][scale] = millionths;
    }

    /// The sum over zones.
    #[inline]
    pub fn sum(&self, zones: Zones) -> Pair {
        let mut sum = [0, 0];
        let mut left = zones.bits();
        while left != 0 {
            let [praise, blame] = self.0[left.trailing_zeros() as usize];
            sum[0] += praise;
            sum[1] += blame;
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
    /// Entries: [`super::WordInfo::learned`] counts them from one.
    pub words: Vec<Row>,
    /// The first form of each entry, for display.
    pub names: Vec<String>,
}

impl Weights {
    /// The number of a word's entry from its number in [`super::WordInfo::learned`].
    #[inline]
    pub fn entry(number: u32) -> Option<usize> {
        (number as usize).checked_sub(1)
    }
}
