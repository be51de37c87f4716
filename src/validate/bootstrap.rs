//! Intervals by drawing documents again and again.

/// `SplitMix64` (Steele, Lea and Flood 2014, *Fast Splittable Pseudorandom Number Generators*): the same numbers from
/// the same seed in every version and on every machine.
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    /// A generator that starts from `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, each as likely as any other (Lemire 2019, *Fast Random Integer Generation in an
    /// Interval*); nought for a bound of nought.
    pub fn below(&mut self, bound: u64) -> u64 {
        if bound == 0 {
            return 0;
        }
        let threshold = bound.wrapping_neg() % bound;
        loop {
            let product = u128::from(self.next_u64()) * u128::from(bound);
            if product as u64 >= threshold {
                return (product >> 64) as u64;
            }
        }
    }
}

/// 95% percentile intervals of statistics (Efron and Tibshirani 1993, ch. 13) when whole groups of units are drawn with
/// replacement, as many as there are: documents, since the sentences of one text are alike.
///
/// `statistics` gets the numbers of the units drawn. An interval is `None` with fewer than two groups, or if the
/// statistic is not defined in more than half of the draws.
pub fn intervals<const N: usize>(
    groups: &[Vec<usize>],
    resamples: u32,
    seed: u64,
    mut statistics: impl FnMut(&[usize]) -> [Option<f64>; N],
) -> [Option<[f64; 2]>; N] {
    let mut values: [Vec<f64>; N] = std::array::from_fn(|_| Vec::new());
    if groups.len() > 1 {
        let mut rng = Rng::new(seed);
        let mut drawn = Vec::new();
        for _ in 0..resamples {
            drawn.clear();
            for _ in 0..groups.len() {
                drawn.extend_from_slice(&groups[rng.below(groups.len() as u64) as usize]);
            }
            for (values, value) in values.iter_mut().zip(statistics(&drawn)) {
                values.extend(value);
            }
        }
    }
    values.map(|values| percentiles(values, resamples))
}

/// The 2.5% and 97.5% quantiles of what `resamples` draws gave, or `None` if more than half of them gave nothing.
pub(super) fn percentiles(mut values: Vec<f64>, resamples: u32) -> Option<[f64; 2]> {
    if values.is_empty() || values.len() * 2 < resamples as usize {
        return None;
    }
    values.sort_by(f64::total_cmp);
    let quantile = |share: f64| values[(share * (values.len() - 1) as f64).round() as usize];
    Some([quantile(0.025), quantile(0.975)])
}
