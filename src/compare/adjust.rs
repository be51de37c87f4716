//! Many tests at once.

/// The p-values adjusted so that, of those below a bound, at most that share is expected to be false (Benjamini and
/// Hochberg 1995, in the step-up form of Yekutieli and Benjamini 1999): q of the i-th smallest of m is the least of
/// p(j) m / j over j ≥ i, and at most 1. `None` stays `None` and does not count.
pub(super) fn benjamini_hochberg(p: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut order: Vec<(f64, usize)> = p.iter().enumerate().filter_map(|(at, p)| Some(((*p)?, at))).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let count = order.len() as f64;
    let mut adjusted = vec![None; p.len()];
    let mut least = 1.0_f64;
    for (rank, (p, at)) in order.into_iter().enumerate().rev() {
        least = least.min(p * count / (rank + 1) as f64);
        adjusted[at] = Some(least);
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    /// p = 0.01, 0.04, 0.03, 0.20 of four tests: 0.04, 0.0533…, 0.0533…, 0.20.
    #[test]
    fn q_is_that_of_the_worked_example() {
        let q = benjamini_hochberg(&[Some(0.01), Some(0.04), None, Some(0.03), Some(0.20)]);
        let wanted = [Some(0.04), Some(0.16 / 3.0), None, Some(0.16 / 3.0), Some(0.20)];
        for (q, wanted) in q.iter().zip(wanted) {
            assert_eq!(q.is_some(), wanted.is_some());
            assert!((q.unwrap_or(0.0) - wanted.unwrap_or(0.0)).abs() < 1e-12, "{q:?} is not {wanted:?}");
        }
        assert!(benjamini_hochberg(&[]).is_empty());
    }
}
