//! Scores as exact integers.

use std::fmt;
use std::ops::{Add, Neg, Sub};

/// A number in millionths.
///
/// Scores are integers so that sums are exact and do not depend on the order of adding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(pub i64);

impl Score {
    /// One: full support.
    pub const ONE: Self = Self(1_000_000);
    /// Nought.
    pub const ZERO: Self = Self(0);

    /// The score nearest to `value`.
    pub fn from_f64(value: f64) -> Self {
        Self((value * 1e6).round() as i64)
    }

    /// The score as a float, for writing.
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// Product, rounded half away from zero.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        const HALF: i64 = Score::ONE.0 / 2;
        // Scores are small, so that the product nearly always fits; division of longer integers is slow.
        if let Some(product) = self.0.checked_mul(other.0)
            && let Some(product) = product.checked_add(if product < 0 { -HALF } else { HALF })
        {
            return Self(product / Self::ONE.0);
        }
        let product = i128::from(self.0) * i128::from(other.0);
        let half = i128::from(if product < 0 { -HALF } else { HALF });
        Self(((product + half) / i128::from(Self::ONE.0)) as i64)
    }

    /// Quotient by a count, rounded half away from zero; nought for a count of nought.
    #[must_use]
    pub fn over(self, count: i64) -> Self {
        if count == 0 {
            return Self::ZERO;
        }
        let half = if (self.0 < 0) == (count < 0) { count / 2 } else { -(count / 2) };
        Self((self.0 + half) / count)
    }

    /// The score brought into [-1, +1].
    #[must_use]
    pub fn clamped(self) -> Self {
        Self(self.0.clamp(-Self::ONE.0, Self::ONE.0))
    }

    /// Size without sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// -1, 0 or +1.
    pub fn signum(self) -> i8 {
        self.0.signum() as i8
    }
}

impl Add for Score {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Score {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Score {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:+.2}", self.to_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_and_quotients_round_half_away_from_zero() {
        assert_eq!(Score(500_000).times(Score(-500_001)), Score(-250_001));
        assert_eq!(Score(5).over(2), Score(3));
        assert_eq!(Score(-5).over(2), Score(-3));
        assert_eq!(Score(5).over(0), Score::ZERO);
    }
}
