//! Means of sentences with documents as clusters.

use super::quantile::t_975;
use crate::model::Score;

/// What one document says about one figure: how many sentences, and the sum of their scores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sample {
    /// Sentences with evidence.
    pub sentences: u32,
    /// Sum of their scores.
    pub sum: Score,
    /// Sum of the squares of their scores, in millionths squared.
    pub squares: u64,
}

impl Sample {
    /// Adds a sentence.
    pub fn add(&mut self, score: Score) {
        self.sentences += 1;
        self.sum = self.sum + score;
        self.squares += score.0.unsigned_abs().pow(2);
    }
}

/// Sums over documents from which the mean score of a sentence and its interval follow.
///
/// With n the sentences of a document and s the sum of their scores in millionths; Σ runs over documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clusters {
    /// Documents with at least one sentence.
    pub documents: u64,
    /// Σ n.
    pub sentences: u64,
    /// Σ s.
    pub sum: i128,
    /// Σ n².
    pub sentences_squared: u128,
    /// Σ s².
    pub sum_squared: u128,
    /// Σ n s.
    pub cross: i128,
    /// Sum of the squared scores of single sentences, from which their spread follows.
    pub squares: u128,
}

impl Clusters {
    /// Adds a document; one without a sentence adds nothing.
    pub fn add(&mut self, document: Sample) {
        if document.sentences == 0 {
            return;
        }
        let (n, s) = (i128::from(document.sentences), i128::from(document.sum.0));
        self.documents += 1;
        self.sentences += u64::from(document.sentences);
        self.sum += s;
        self.sentences_squared += (n * n).unsigned_abs();
        self.sum_squared += (s * s).unsigned_abs();
        self.cross += n * s;
        self.squares += u128::from(document.squares);
    }

    /// The sums of one document with so many sentences, sum of scores and of their squares; `None` for numbers that no
    /// document has.
    pub(super) fn of_one(sentences: u64, sum: i128, squares: u128) -> Option<Self> {
        // Products of numbers of 64 bits fit into 128.
        let (n, s) = (i128::from(i64::try_from(sentences).ok()?), i128::from(i64::try_from(sum).ok()?));
        let (cross, sum_squared, sentences_squared) = (n * s, (s * s).unsigned_abs(), (n * n).unsigned_abs());
        let squares = if sentences == 1 { sum_squared } else { squares };
        Some(Self { documents: 1, sentences, sum, sentences_squared, sum_squared, cross, squares })
    }

    /// Adds the sums of other documents.
    pub fn merge(&mut self, other: &Self) {
        self.documents += other.documents;
        self.sentences += other.sentences;
        self.sum += other.sum;
        self.sentences_squared += other.sentences_squared;
        self.sum_squared += other.sum_squared;
        self.cross += other.cross;
        self.squares += other.squares;
    }

    /// Mean score of a sentence, r = Σ s / Σ n, or `None` without any.
    pub fn mean(&self) -> Option<f64> {
        (self.sentences > 0).then(|| self.sum as f64 / self.sentences as f64 / 1e6)
    }

    /// 95% confidence interval of the mean, within [-1, +1]; `None` under two documents.
    ///
    /// The mean is a ratio of two sums over documents, which are the clusters. By linearisation (Cochran 1977,
    /// *Sampling Techniques*, 3rd ed., section 6.4, equation 6.13; Woodruff 1971) its variance is
    /// D / (D − 1) · Σ (s − r n)² / (Σ n)² with D documents; the interval takes Student's t with D − 1 degrees.
    /// Sentences of one document, which an author writes in one mood, thus count as one voice.
    pub fn ci95(&self) -> Option<(f64, f64)> {
        let mean = self.mean()?;
        let half = t_975(self.documents.saturating_sub(1)) * self.variance()?.sqrt();
        Some(((mean - half).max(-1.0), (mean + half).min(1.0)))
    }

    /// Variance of the mean as [`Self::ci95`] has it; `None` under two documents.
    pub fn variance(&self) -> Option<f64> {
        if self.documents < 2 || self.sentences == 0 {
            return None;
        }
        let documents = self.documents as f64;
        Some(documents / (documents - 1.0) * self.residuals() / (self.sentences as f64 * 1e6).powi(2))
    }

    /// Variance of the scores of single sentences about their mean, whichever documents they stand in; `None` under
    /// two sentences.
    pub fn spread(&self) -> Option<f64> {
        if self.sentences < 2 {
            return None;
        }
        let sentences = self.sentences as f64;
        let mean = self.sum as f64 / sentences;
        Some((self.squares as f64 - mean * self.sum as f64).max(0.0) / (sentences - 1.0) / 1e12)
    }

    /// How many documents of one length would weigh as much: (Σ n)² / Σ n² (Kish 1965, *Survey Sampling*). It is the
    /// number of documents if all have as many sentences, and near 1 if one of them has nearly all.
    pub fn effective_documents(&self) -> f64 {
        (self.sentences as f64).powi(2) / (self.sentences_squared as f64).max(1.0)
    }

    /// Σ (s − r n)², exact as long as the products fit into 128 bits.
    fn residuals(&self) -> f64 {
        self.exact_residuals().unwrap_or_else(|| {
            let mean = self.sum as f64 / self.sentences as f64;
            let squares = self.sum_squared as f64 + mean * mean * self.sentences_squared as f64;
            (squares - 2.0 * mean * self.cross as f64).max(0.0)
        })
    }

    /// (Σ s² N² − 2 S N Σ n s + S² Σ n²) / N² with S = Σ s and N = Σ n.
    fn exact_residuals(&self) -> Option<f64> {
        let n = i128::from(self.sentences);
        let squares = i128::try_from(self.sum_squared).ok()?.checked_mul(n)?.checked_mul(n)?;
        let cross = self.sum.checked_mul(2)?.checked_mul(n)?.checked_mul(self.cross)?;
        let counts = self.sum.checked_mul(self.sum)?.checked_mul(i128::try_from(self.sentences_squared).ok()?)?;
        let total = squares.checked_sub(cross)?.checked_add(counts)?;
        Some(total as f64 / (n as f64 * n as f64))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn clusters(documents: &[(u32, i64)]) -> Clusters {
        let mut all = Clusters::default();
        for &(sentences, sum) in documents {
            all.add(Sample { sentences, sum: Score(sum), squares: 0 });
        }
        all
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    /// Three documents with sentences (2, 1, 1) and sums (1.0, 0.2, -0.4): r = 0.8 / 4 = 0.2, residuals 0.6, 0.0 and
    /// -0.6, variance 3/2 · 0.72 / 16 = 0.0675, standard error 0.259808, t(2) = 4.302653: half width 1.117862.
    #[test]
    fn interval_is_that_of_the_worked_example() {
        let all = clusters(&[(2, 1_000_000), (1, 200_000), (1, -400_000)]);
        assert!(near(all.mean().unwrap(), 0.2));
        let (low, high) = all.ci95().unwrap();
        assert!(near(low, 0.2 - 1.117_861_970), "{low}");
        assert!(near(high, 1.0), "{high} is held within the scale");
    }

    #[test]
    fn no_interval_without_two_documents() {
        assert_eq!(clusters(&[]).mean(), None);
        assert_eq!(clusters(&[(0, 0)]), Clusters::default());
        assert_eq!(clusters(&[(5, 5_000_000)]).ci95(), None);
        assert_eq!(clusters(&[(1, 500_000), (3, 1_500_000)]).ci95(), Some((0.5, 0.5)));
    }

    #[test]
    fn sums_too_large_for_exact_products_still_give_an_interval() {
        let mut all = clusters(&[(900, 900_000_000), (800, -700_000_000), (100, 10)]);
        for _ in 0..40 {
            let half = all;
            all.merge(&half);
        }
        assert_eq!(all.exact_residuals(), None);
        let (low, high) = all.ci95().unwrap();
        assert!(low < all.mean().unwrap() && all.mean().unwrap() < high);
    }

    proptest! {
        #[test]
        fn any_split_and_order_gives_the_same_sums(
            documents in prop::collection::vec((0u32..9, -3_000_000i64..3_000_000), 0..20), cut in 0usize..20,
        ) {
            let (left, right) = documents.split_at(cut.min(documents.len()));
            let whole = clusters(&documents);
            let mut merged = clusters(right);
            merged.merge(&clusters(left));
            prop_assert_eq!(merged, whole);
        }
    }
}
