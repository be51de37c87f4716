//! Correlation of scores with codes on a continuous scale.

use super::confusion::mean;

/// Pearson's r; nought if one of the two does not vary.
pub fn pearson(pairs: &[(f64, f64)]) -> f64 {
    let mean_x = mean(pairs.iter().map(|pair| pair.0)).unwrap_or(0.0);
    let mean_y = mean(pairs.iter().map(|pair| pair.1)).unwrap_or(0.0);
    let products = pairs.iter().map(|(x, y)| (x - mean_x) * (y - mean_y)).sum::<f64>();
    let squares = |values: &mut dyn Iterator<Item = f64>| values.map(|value| value * value).sum::<f64>();
    let squares_x = squares(&mut pairs.iter().map(|pair| pair.0 - mean_x));
    let squares_y = squares(&mut pairs.iter().map(|pair| pair.1 - mean_y));
    let both = (squares_x * squares_y).sqrt();
    if both > 0.0 { products / both } else { 0.0 }
}

/// Spearman's rho: Pearson's r of the ranks, equal values sharing the mean of their ranks.
pub fn spearman(pairs: &[(f64, f64)]) -> f64 {
    let x = ranks(&pairs.iter().map(|pair| pair.0).collect::<Vec<_>>());
    let y = ranks(&pairs.iter().map(|pair| pair.1).collect::<Vec<_>>());
    pearson(&x.into_iter().zip(y).collect::<Vec<_>>())
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut first = 0;
    for equal in order.chunk_by(|&a, &b| values[a].total_cmp(&values[b]).is_eq()) {
        let last = first + equal.len() - 1;
        for &value in equal {
            ranks[value] = f64::midpoint(first as f64, last as f64) + 1.0;
        }
        first = last + 1;
    }
    ranks
}
