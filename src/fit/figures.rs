//! How good learned weights are.

use std::fmt;

/// Quality without learned weights, with them on texts not learned from, and on those learned from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// By the rules alone.
    pub without: Quality,
    /// In five-fold cross-validation: each text by weights that were learned without it.
    pub cross_validated: Quality,
    /// On the texts that the weights were learned from; too good by nature, and the gap shows how much is learned by heart.
    pub trained: Quality,
}

/// Agreement with the labels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quality {
    /// Mean F1 of the three labels.
    pub macro_f1: f64,
    /// Pearson's correlation with ratings, where there are ratings.
    pub correlation: Option<f64>,
}

impl fmt::Display for Quality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "macro-F1 {:.3}", self.macro_f1)?;
        self.correlation.map_or(Ok(()), |r| write!(f, ", r {r:.3}"))
    }
}

/// The label of a score: neutral below 0.05.
pub(super) fn label(score: f64) -> i8 {
    // A hair less, so that the border itself, which decimals may miss, is no longer neutral.
    const NEUTRAL: f64 = 0.05 - 1e-9;
    i8::from(score >= NEUTRAL) - i8::from(score <= -NEUTRAL)
}

/// Mean F1 over the labels that occur, of pairs (given by people, given here).
pub(super) fn macro_f1(pairs: impl Iterator<Item = (i8, i8)>) -> f64 {
    let (mut people, mut here, mut both) = ([0_u32; 3], [0_u32; 3], [0_u32; 3]);
    let number = |label: i8| usize::from((label + 1) as u8);
    for (gold, got) in pairs {
        people[number(gold)] += 1;
        here[number(got)] += 1;
        both[number(gold)] += u32::from(gold == got);
    }
    let occurring: Vec<usize> = (0..3).filter(|label| people[*label] > 0).collect();
    let f1 = |label: &usize| 2.0 * f64::from(both[*label]) / f64::from(people[*label] + here[*label]);
    occurring.iter().map(f1).sum::<f64>() / occurring.len().max(1) as f64
}

/// Pearson's correlation; nought where one side does not vary.
pub(super) fn pearson(x: &[f64], y: &[f64]) -> f64 {
    let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len().max(1) as f64;
    let (mx, my) = (mean(x), mean(y));
    let sum = |f: &dyn Fn(f64, f64) -> f64| x.iter().zip(y).map(|(x, y)| f(x - mx, y - my)).sum::<f64>();
    let spread = (sum(&|x, _| x * x) * sum(&|_, y| y * y)).sqrt();
    if spread > 0.0 { sum(&|x, y| x * y) / spread } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_hand_made_tables() {
        // -: people 2, here 1, both 1: 2/3. 0: 1, 2, 1: 2/3. +: 1, 1, 1: 1.
        let pairs = [(-1, -1), (-1, 0), (0, 0), (1, 1)];
        assert!((macro_f1(pairs.into_iter()) - (2.0 / 3.0 + 2.0 / 3.0 + 1.0) / 3.0).abs() < 1e-12);
        assert!((pearson(&[1.0, 2.0, 3.0], &[2.0, 4.0, 6.0]) - 1.0).abs() < 1e-12);
        assert!(pearson(&[1.0, 2.0], &[3.0, 3.0]).abs() < 1e-12);
        assert_eq!([label(0.05), label(-0.05), label(0.049)], [1, -1, 0]);
    }
}
