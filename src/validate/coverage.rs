//! What is gained and lost if weak verdicts are not taken.

use super::confusion::share;
use super::predict::Item;
use super::types::CoverageStep;
use crate::report::rounded;

/// Steps of least strength, in tenths.
const STEPS: u32 = 10;

/// Coverage against accuracy: of the units with a side of at least each strength, how many there are and are right.
pub(super) fn coverage(items: &[Item]) -> Vec<CoverageStep> {
    let judged: Vec<(i8, i8, f64)> = items
        .iter()
        .filter_map(|item| Some((item.truth?, item.prediction.label, item.prediction.score.abs())))
        .collect();
    let step = |tenths: u32| {
        let strength = f64::from(tenths) / 10.0;
        let taken = judged.iter().filter(|(_, label, size)| *label != 0 && *size >= strength);
        let (mut units, mut right, mut wrong_signs) = (0, 0, 0);
        for (truth, label, _) in taken {
            units += 1;
            right += u64::from(truth == label);
            wrong_signs += u64::from(truth * label < 0);
        }
        let coverage = rounded(share(units, judged.len() as u64).unwrap_or(0.0));
        CoverageStep { strength, units, coverage, accuracy: share(right, units).map(rounded), wrong_signs }
    };
    (0..STEPS).map(step).collect()
}
