//! `MinHash`: how alike two sets are, from a few numbers of each.

use super::words::stir;

/// Numbers kept of each text; the standard error of the share at 0.8 is √(0.8 · 0.2 / 64) = 0.05.
const HASHES: usize = 64;

/// Numbers that must all agree for two texts to be compared at all, and how many such tries there are. Of pairs that
/// share 0.8 of their items 1 − (1 − 0.8⁴)¹⁶ = 99.98% are compared, of those that share 0.2 only 2.5%.
const ROWS: usize = 4;
pub(super) const BANDS: usize = HASHES / ROWS;

/// The least hash of a text's items under each of 64 functions, 16 bits of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signature([u16; HASHES]);

impl Signature {
    /// Whether the estimated share of common items is at least `percent`.
    pub(super) fn is_near(&self, other: &Self, percent: u8) -> bool {
        let equal = self.0.iter().zip(&other.0).filter(|(one, other)| one == other).count();
        equal * 100 >= usize::from(percent) * HASHES
    }

    /// What must agree in one try.
    pub(super) fn band(&self, band: usize) -> u64 {
        let rows = &self.0[band * ROWS..(band + 1) * ROWS];
        rows.iter().fold(0, |all, row| all << 16 | u64::from(*row))
    }
}

/// Works out a signature.
pub(super) struct Signer([u64; HASHES]);

impl Signer {
    pub(super) fn new() -> Self {
        Self([u64::MAX; HASHES])
    }

    pub(super) fn add(&mut self, item: u64) {
        for (number, least) in self.0.iter_mut().enumerate() {
            // Multiplying by odd numbers and taking high bits are 64 functions as good as independent.
            let hash = item.wrapping_mul(ODD.wrapping_mul(2 * number as u64 + 1)) ^ item.rotate_left(number as u32);
            *least = (*least).min(hash.wrapping_mul(ODD));
        }
    }

    pub(super) fn finish(self) -> Signature {
        Signature(self.0.map(|least| (stir(least) >> 48) as u16))
    }
}

const ODD: u64 = 0xD6E8_FEB8_6659_FD93;

#[cfg(test)]
mod tests {
    use super::*;

    fn signature(items: std::ops::Range<u64>) -> Signature {
        let mut signer = Signer::new();
        items.for_each(|item| signer.add(stir(item)));
        signer.finish()
    }

    /// Sets of 1,000 items with a known share in common.
    #[test]
    fn the_share_is_estimated_within_its_error() {
        for (shift, share) in [(0, 1.0), (111, 0.8), (333, 0.5), (1_000, 0.0)] {
            let mut equal = 0;
            let runs = 200;
            for run in 0..runs {
                let (one, other) = (run * 10_000, run * 10_000 + shift);
                let (one, other) = (signature(one..one + 1_000), signature(other..other + 1_000));
                equal += one.0.iter().zip(&other.0).filter(|(one, other)| one == other).count();
            }
            let found = equal as f64 / (runs as usize * HASHES) as f64;
            assert!((found - share).abs() < 0.02, "{found} is not {share}");
        }
    }
}
