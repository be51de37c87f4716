//! Krippendorff's alpha.

use std::collections::BTreeSet;

use super::confusion::{Confusion, LABELS};

/// What the distance between two codes means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Different is different.
    Nominal,
    /// The distance grows with the codes that lie between in rank.
    Ordinal,
    /// The distance is the difference of the numbers.
    Interval,
}

/// Krippendorff's alpha of units coded by several coders, of whom some may have left units out.
///
/// α = 1 − `D_o` / `D_e`: observed by expected disagreement over pairs of codes within units, by the coincidence matrix
/// (Krippendorff 2011, *Computing Krippendorff's Alpha-Reliability*). `None` if no unit has two codes, or if all codes
/// are the same: then nothing was told apart.
pub fn alpha<'a>(units: impl Iterator<Item = &'a [Option<i8>]> + Clone, level: Level) -> Option<f64> {
    alpha_of_counts(units.map(|codes| (codes, 1)), level)
}

/// Alpha of units of which many have the same codes: each with how often it occurs.
pub(super) fn alpha_of_counts<'a>(
    units: impl Iterator<Item = (&'a [Option<i8>], u64)> + Clone,
    level: Level,
) -> Option<f64> {
    let values: BTreeSet<i8> = units.clone().flat_map(|(codes, _)| codes).filter_map(|code| *code).collect();
    let values: Vec<i8> = values.into_iter().collect();
    let coincidences = coincidences(units, &values);
    let totals: Vec<f64> = coincidences.iter().map(|row| row.iter().sum()).collect();
    let all: f64 = totals.iter().sum();
    let (mut observed, mut expected) = (0.0, 0.0);
    for (a, row) in coincidences.iter().enumerate() {
        for (b, &together) in row.iter().enumerate() {
            let distance = distance(a, b, &values, &totals, level);
            observed += together * distance;
            expected += totals[a] * totals[b] * distance;
        }
    }
    (expected > 0.0).then(|| 1.0 - (all - 1.0) * observed / expected)
}

/// Alpha of program and codes: two coders without gaps, so that their coincidences follow from the matrix.
pub(super) fn alpha_of_matrix(confusion: &Confusion, level: Level) -> Option<f64> {
    let pairs = LABELS.into_iter().zip(confusion.0).flat_map(|(truth, row)| {
        LABELS.into_iter().zip(row).map(move |(label, count)| ([Some(truth), Some(label)], count))
    });
    let counted: Vec<([Option<i8>; 2], u64)> = pairs.filter(|(_, count)| *count > 0).collect();
    alpha_of_counts(counted.iter().map(|(codes, count)| (&codes[..], *count)), level)
}

/// How often each pair of values occurs within a unit; each unit weighs as many pairs as it has codes.
fn coincidences<'a>(units: impl Iterator<Item = (&'a [Option<i8>], u64)>, values: &[i8]) -> Vec<Vec<f64>> {
    let mut matrix = vec![vec![0.0; values.len()]; values.len()];
    for (unit, count) in units {
        let codes: Vec<usize> = unit.iter().flatten().filter_map(|code| values.binary_search(code).ok()).collect();
        if codes.len() < 2 {
            continue;
        }
        let weight = count as f64 / (codes.len() as f64 - 1.0);
        for (at, &a) in codes.iter().enumerate() {
            for (other, &b) in codes.iter().enumerate() {
                if at != other {
                    matrix[a][b] += weight;
                }
            }
        }
    }
    matrix
}

/// The squared distance of two values.
fn distance(a: usize, b: usize, values: &[i8], totals: &[f64], level: Level) -> f64 {
    if a == b {
        return 0.0;
    }
    let root = match level {
        Level::Nominal => 1.0,
        Level::Interval => f64::from(values[a]) - f64::from(values[b]),
        Level::Ordinal => {
            let (low, high) = (a.min(b), a.max(b));
            totals[low..=high].iter().sum::<f64>() - f64::midpoint(totals[low], totals[high])
        }
    };
    root * root
}
