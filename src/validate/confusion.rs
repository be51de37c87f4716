//! The confusion matrix, and the figures that are made of it alone.

/// The labels, in the order of rows and columns.
pub const LABELS: [i8; 3] = [-1, 0, 1];

/// How often each label was given where each was true: rows are what is true, columns what was predicted, both in the
/// order of [`LABELS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confusion(pub [[u64; 3]; 3]);

impl Confusion {
    /// The matrix of pairs of what is true and what was predicted.
    pub fn of(pairs: impl IntoIterator<Item = (i8, i8)>) -> Self {
        let mut matrix = Self::default();
        for (truth, label) in pairs {
            matrix.0[index(truth)][index(label)] += 1;
        }
        matrix
    }

    /// All units.
    pub fn total(&self) -> u64 {
        self.0.iter().flatten().sum()
    }

    /// Units of which this label is true.
    pub fn truths(&self, label: i8) -> u64 {
        self.0[index(label)].iter().sum()
    }

    /// Units that were given this label.
    pub fn given(&self, label: i8) -> u64 {
        self.0.iter().map(|row| row[index(label)]).sum()
    }

    fn hits(&self, label: i8) -> u64 {
        self.0[index(label)][index(label)]
    }

    fn all_hits(&self) -> u64 {
        LABELS.iter().map(|&label| self.hits(label)).sum()
    }

    /// Share of units whose label is right; `None` without any.
    pub fn accuracy(&self) -> Option<f64> {
        share(self.all_hits(), self.total())
    }

    /// Share of right ones among the units given this label.
    pub fn precision(&self, label: i8) -> Option<f64> {
        share(self.hits(label), self.given(label))
    }

    /// Share of found ones among the units of which it is true.
    pub fn recall(&self, label: i8) -> Option<f64> {
        share(self.hits(label), self.truths(label))
    }

    /// F1 = 2 · hits / (truths + given): the harmonic mean of precision and recall; nought where neither occurs.
    pub fn f1(&self, label: i8) -> f64 {
        share(2 * self.hits(label), self.truths(label) + self.given(label)).unwrap_or(0.0)
    }

    /// Labels that are true of some unit. Means over labels are means over these, in every resample too.
    pub fn classes(&self) -> Vec<i8> {
        LABELS.into_iter().filter(|&label| self.truths(label) > 0).collect()
    }

    /// Mean F1 of the labels.
    pub fn macro_f1(&self, classes: &[i8]) -> Option<f64> {
        mean(classes.iter().map(|&label| self.f1(label)))
    }

    /// Mean F1 of + and − alone.
    pub fn polar_f1(&self, classes: &[i8]) -> Option<f64> {
        mean(classes.iter().filter(|&&label| label != 0).map(|&label| self.f1(label)))
    }

    /// Mean recall of the labels.
    pub fn average_recall(&self, classes: &[i8]) -> Option<f64> {
        mean(classes.iter().map(|&label| self.recall(label).unwrap_or(0.0)))
    }

    /// Units on the opposite side: + where − is true, or the other way.
    pub fn wrong_signs(&self) -> u64 {
        self.0[0][2] + self.0[2][0]
    }

    /// Share of wrong signs in all units.
    pub fn wrong_sign_share(&self) -> Option<f64> {
        share(self.wrong_signs(), self.total())
    }

    /// Cohen's kappa (1960): (p − e) / (1 − e) with p the share of equal labels and e that expected from the margins.
    /// `None` if chance alone would give full agreement.
    pub fn kappa(&self) -> Option<f64> {
        let total = self.total() as f64;
        let expected: u64 = LABELS.iter().map(|&label| self.truths(label) * self.given(label)).sum();
        let expected = expected as f64 / (total * total);
        let observed = self.accuracy()?;
        (expected < 1.0).then(|| (observed - expected) / (1.0 - expected))
    }
}

fn index(label: i8) -> usize {
    usize::from((label.signum() + 1).unsigned_abs())
}

pub(super) fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

pub(super) fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}
