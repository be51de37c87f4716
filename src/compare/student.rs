//! Student's t distribution with any number of degrees of freedom.
//!
//! The functions of `libm` are used in place of the machine's, so that every machine gives the same digits.

/// P(|T| ≥ |t|) with `degrees` of freedom, which may be broken.
///
/// With more than a million degrees it is taken for that of a million, which differs by less than 0.000001. It is the
/// regularised incomplete beta function I(ν/(ν+t²); ν/2, 1/2) (Abramowitz and Stegun 1964, 26.5.27).
pub(super) fn two_sided(t: f64, degrees: f64) -> f64 {
    let degrees = degrees.min(1e6);
    incomplete_beta(degrees / (degrees + t * t), degrees / 2.0, 0.5)
}

/// The t of which P(|T| ≥ t) = 0.05.
pub(super) fn quantile_975(degrees: f64) -> f64 {
    // P falls as t grows; halving finds it to the last digits that matter.
    let (mut low, mut high) = (1.9, 700.0);
    while high - low > 1e-12 * high {
        let middle = f64::midpoint(low, high);
        if two_sided(middle, degrees) > 0.05 {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// I(x; a, b), by its continued fraction (Abramowitz and Stegun 1964, 26.5.8), evaluated after Lentz (1976).
fn incomplete_beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    // The fraction converges fast on one side of the mean only; the other side is the complement.
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - incomplete_beta(1.0 - x, b, a);
    }
    let log_beta = libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
    let front = libm::exp(a * libm::log(x) + b * libm::log1p(-x) - log_beta) / a;
    front * fraction(x, a, b)
}

fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let held = |value: f64| if value.abs() < TINY { TINY } else { value };
    // The ratios of successive numerators and of successive denominators.
    let mut denominator = 1.0 / held(1.0 - (a + b) * x / (a + 1.0));
    let mut numerator = 1.0;
    let mut product = denominator;
    for step in 1..=500 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        for term in [even, odd] {
            denominator = 1.0 / held(1.0 + term * denominator);
            numerator = held(1.0 + term / numerator);
            product *= numerator * denominator;
        }
        if (numerator * denominator - 1.0).abs() < 1e-15 {
            break;
        }
    }
    product
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use super::*;

    /// Exact: with one degree P = 1 − 2 atan(t) / π, with two P = 1 − t / √(2 + t²).
    #[test]
    fn agrees_with_closed_forms() {
        for t in [0.0, 0.1, 1.0, 2.5, 12.706_204_736, 300.0] {
            assert!((two_sided(t, 1.0) - (1.0 - 2.0 * t.atan() / PI)).abs() < 1e-12, "{t}");
            assert!((two_sided(t, 2.0) - (1.0 - t / (2.0 + t * t).sqrt())).abs() < 1e-12, "{t}");
        }
    }

    #[test]
    fn quantiles_are_those_of_tables() {
        for (degrees, quantile) in
            [(1.0, 12.706_204_736), (4.0, 2.776_445_105), (30.0, 2.042_272_456), (120.0, 1.979_930_405)]
        {
            assert!((quantile_975(degrees) - quantile).abs() < 1e-8, "{degrees}: {}", quantile_975(degrees));
        }
        assert!((quantile_975(1e9) - 1.959_963_98).abs() < 3e-6);
        let between = quantile_975(4.5);
        assert!(quantile_975(5.0) < between && between < quantile_975(4.0));
    }
}
