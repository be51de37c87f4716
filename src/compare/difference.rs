//! The difference of two means over documents, with its interval and test.

use super::student;
use super::types::{Difference, MeanReport};
use crate::aggregate::Clusters;
use crate::report::{Caution, rounded};

/// The smallest p-value that is given; what is smaller says more of the model than of the texts.
const LEAST_P: f64 = 1e-6;

/// The difference of the mean of `after` and that of `before`, whose documents are different ones.
///
/// Each mean is a ratio over documents with the variance of [`Clusters::variance`]; the variances add up, and the
/// degrees of freedom are those of Welch (1947): (v + w)² / (v² / (D − 1) + w² / (E − 1)).
pub(super) fn difference(before: &Clusters, after: &Clusters) -> Difference {
    let mut found = Difference::default();
    let Some((was, is)) = before.mean().zip(after.mean()) else { return found };
    let difference = is - was;
    // The difference of the means as they are written, so that readers can check it.
    found.difference = Some(rounded(rounded(is) - rounded(was)));
    found.effect = effect(before, after, difference).map(rounded);
    let Some((v, w)) = before.variance().zip(after.variance()) else { return found };
    let error = (v + w).sqrt();
    if error <= 0.0 {
        return found;
    }
    let degrees = |documents: u64| (documents - 1) as f64;
    let degrees = (v + w).powi(2) / (v * v / degrees(before.documents) + w * w / degrees(after.documents));
    let half = student::quantile_975(degrees) * error;
    found.ci95 = Some([rounded((difference - half).max(-2.0)), rounded((difference + half).min(2.0))]);
    found.p = Some(rounded(student::two_sided(difference / error, degrees).max(LEAST_P)));
    found
}

/// The difference in pooled standard deviations of single sentences (Cohen 1988, *Statistical Power Analysis*, 2nd
/// ed., section 2.2).
fn effect(before: &Clusters, after: &Clusters, difference: f64) -> Option<f64> {
    let weighted = |sums: &Clusters| Some(sums.spread().unwrap_or(0.0) * (sums.sentences.checked_sub(1)? as f64));
    let sentences = (before.sentences + after.sentences).checked_sub(2).filter(|left| *left > 0)?;
    let pooled = ((weighted(before)? + weighted(after)?) / sentences as f64).sqrt();
    (pooled > 1e-9).then(|| difference / pooled)
}

impl MeanReport {
    /// The figures of these sums.
    pub fn new(sums: &Clusters) -> Self {
        Self {
            mean: sums.mean().map(rounded),
            ci95: sums.ci95().map(|(low, high)| [rounded(low), rounded(high)]),
            sentences: sums.sentences,
            documents: sums.documents,
            caution: Caution::of(sums),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::Sample;
    use crate::model::Score;

    /// Each document by the scores of its sentences in thousandths.
    fn clusters(documents: &[&[i64]]) -> Clusters {
        let mut all = Clusters::default();
        for document in documents {
            let mut sample = Sample::default();
            document.iter().for_each(|score| sample.add(Score(score * 1000)));
            all.add(sample);
        }
        all
    }

    /// The worked example of METHODOLOGY.md: before (0.5, 0.5), (0.2), (-0.4); after (-0.6), (-0.2), (-0.2, -0.6).
    ///
    /// Means 0.2 and -0.4. Variances 3/2 · 0.72/16 = 0.0675 and 3/2 · 0.08/16 = 0.0075, together 0.075; degrees
    /// 0.075² / (0.0675²/2 + 0.0075²/2) = 2.439024; t = -0.6 / 0.273861 = -2.190890.
    #[test]
    fn the_difference_is_that_of_the_worked_example() {
        let before = clusters(&[&[500, 500], &[200], &[-400]]);
        let after = clusters(&[&[-600], &[-200], &[-200, -600]]);
        let found = difference(&before, &after);
        assert_eq!(found.difference, Some(-0.6));
        let degrees: f64 = 0.075 * 0.075 / (0.0675 * 0.0675 / 2.0 + 0.0075 * 0.0075 / 2.0);
        assert!((degrees - 2.439_024_39).abs() < 1e-8);
        let half = student::quantile_975(degrees) * 0.075_f64.sqrt();
        assert_eq!(found.ci95, Some([rounded(-0.6 - half), rounded(-0.6 + half)]));
        // Pooled spread of sentences: (0.54 + 0.16) / 6 = 0.116667, root 0.341565.
        assert_eq!(found.effect, Some(rounded(-0.6 / (0.7_f64 / 6.0).sqrt())));
        assert_eq!((found.ci95, found.p), (Some([-1.596_694, 0.396_694]), Some(0.136_554)));
    }

    #[test]
    fn what_cannot_be_tested_is_null() {
        let some = clusters(&[&[500], &[200]]);
        let one = clusters(&[&[500, 400]]);
        let none = Clusters::default();
        let same = clusters(&[&[500], &[500]]);
        assert_eq!(difference(&none, &some), Difference::default());
        let found = difference(&one, &some);
        assert_eq!((found.difference, found.ci95, found.p), (Some(-0.1), None, None));
        assert_eq!(difference(&same, &same).p, None, "no spread, no test");
        assert_eq!(difference(&same, &same).effect, None);
    }

    #[test]
    fn turning_the_sides_turns_the_sign() {
        let (a, b) = (clusters(&[&[500], &[200], &[-300, 900]]), clusters(&[&[0], &[-200, 100]]));
        let (one, other) = (difference(&a, &b), difference(&b, &a));
        assert_eq!(one.difference.map(|d| -d), other.difference);
        assert_eq!(one.p, other.p);
        assert_eq!(one.ci95.map(|[low, high]| [-high, -low]), other.ci95);
    }
}
